package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/web/kit"
	"krag/internal/web/page/dispatch"
)

const jobNo = "01994c7e-5a10-7c3e-9f21-0c5f6d1e88ab"

func jobs(p kit.Page) templ.Component {
	b := board(p)
	b.Lead, b.Pager = p.N("job.lead", 3), kit.Pager{At: 1, Of: 2, Path: "/gallery/jobs"}
	number := func(texts ...string) (cells []kit.Cell) {
		for _, t := range texts {
			cells = append(cells, kit.Cell{Text: t})
		}
		cells[1].Need = texts[1] != "0"
		return cells
	}
	b.Counts.Rows = [][]kit.Cell{
		number(upper(p.T("job.kinds.programme.import")), "2", "1", "0"),
		number(upper(p.T("job.kinds.person.forget")), "1", "0", "0"),
		number(upper(p.T("job.kinds.room.sweep")), "0", "0", "1"),
	}
	row := func(key, of, made, at, n, text string) []kit.Cell {
		return []kit.Cell{{Text: upper(p.T(key)), Href: "/gallery/job"}, {Text: of}, {Text: made}, {Text: at}, {Text: n}, {Text: text}}
	}
	b.Table.Rows = [][]kit.Cell{
		row("job.kinds.programme.import", houseName, "3 mar, 9:41", "3 mar, 12:04", "8", "write attachment: disk full"),
		row("job.kinds.programme.import", "Ośrodek Pomocy Społecznej w Sitnie", "3 mar, 9:40", "3 mar, 12:02", "8", "write attachment: disk full"),
		row("job.kinds.person.forget", p.T("job.of_house"), "27 lut, 18:20", "2 mar, 6:11", "20", "unavailable: error.unavailable: open key store: dial tcp 10.0.0.7:5432: connect: connection refused"),
	}
	return b
}

func jobsNone(p kit.Page) templ.Component {
	b := board(p)
	b.Lead, b.None = p.T("job.lead_none"), kit.Empty{Title: p.T("job.none_title.dead"), Text: p.T("job.none.dead")}
	return b
}

func board(p kit.Page) dispatch.Board {
	counts := []kit.Column{{Head: p.T("job.kind")}}
	for _, state := range []string{"dead", "running", "ready"} {
		counts = append(counts, kit.Column{Head: p.T("job.states." + state), Number: true})
	}
	to := func(state string) kit.Link {
		return kit.Link{Text: p.T("job.listed." + state), Href: "/gallery/jobs-none"}
	}
	return dispatch.Board{
		Page: titled(p, p.T("job.title")), Counts: kit.Table{Caption: p.T("job.counts.title"), Quiet: true, Columns: counts},
		States: []kit.Link{to("running"), to("ready")}, Listed: p.T("job.listed.dead"),
		Table: kit.Table{Caption: p.T("job.listed.dead"), Quiet: true, Wide: true, Columns: []kit.Column{
			{Head: p.T("job.kind")},
			{Head: p.T("job.of")},
			{Head: p.T("job.made")},
			{Head: p.T("job.at.dead")},
			{Head: p.T("job.attempts"), Number: true},
			{Head: p.T("job.error")},
		}},
	}
}

func jobDead(p kit.Page) templ.Component {
	j := jobOf(p, "dead", "3 mar, 12:04", "write attachment: disk full")
	j.Again = &kit.Form{Action: "/gallery/job", ID: formID}
	j.All = &kit.Form{Action: "/gallery/job", ID: formID}
	j.Drop = &kit.Link{Text: p.T("job.drop.open"), Href: "/gallery/confirm-danger", Danger: true}
	return j
}

func jobRunning(p kit.Page) templ.Component {
	j := jobOf(p, "running", "3 mar, 12:31", "–")
	j.Way, j.Done, j.Steps = p.T("job.steps", "done", 12, "of", 83), 12, 83
	j.Next = &kit.Link{Text: p.T("job.look_again"), Href: "/gallery/job-running"}
	return j
}

func jobOf(p kit.Page, state, at, text string) dispatch.Job {
	return dispatch.Job{
		Page: titled(p, upper(p.T("job.kinds.programme.import"))), Over: upper(p.T("job.states." + state)), Lead: p.T("job.means." + state),
		Terms: []kit.Term{
			{Name: p.T("job.of"), Text: houseName},
			{Name: p.T("job.made"), Text: "3 mar, 9:41"},
			{Name: p.T("job.at." + state), Text: at},
			{Name: p.T("job.attempts"), Text: "8"},
			{Name: p.T("job.error"), Text: text},
			{Name: p.T("job.id"), Text: jobNo},
		},
	}
}
