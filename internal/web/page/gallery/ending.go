package gallery

import (
	"net/url"

	"github.com/a-h/templ"

	"krag/internal/web/kit"
	grouppage "krag/internal/web/page/group"
)

// endings are how a group ends, divides and goes on.
var endings = []Page{
	{"group-close", "Zakończenie grupy", false, framed(groupClose, "/gallery/group")},
	{"group-close-errors", "Zakończenie grupy, do poprawy", false, framed(groupCloseFlawed, "/gallery/group")},
	{"group-back-errors", "Cofnięcie etapu, do poprawy", false, framed(groupBack, "/gallery/group")},
	{"group-ended", "Grupa, która się zakończyła", false, framed(groupEnded, "/gallery/group")},
}

func closing(p kit.Page, v url.Values, problems ...kit.Problem) grouppage.Close {
	p = crumbed(p, p.T("group.close.link"))
	p.Flawed = len(problems) > 0
	return grouppage.Close{
		Page: p, Form: kit.Form{Action: "/gallery/group-close", ID: formID, Problems: problems}, Name: "Wtorki przy stole", Values: v,
		Will: []string{p.N("group.close.meetings", 3), p.T("ending.rooms"), p.T("group.close.members"), p.T("group.close.stays")},
		Back: kit.Link{Text: p.T("group.back"), Href: "/gallery/group"},
	}
}

func groupClose(p kit.Page) templ.Component {
	return closing(p, url.Values{"on_day": {"3"}, "on_month": {"3"}, "on_year": {"2026"}})
}

func groupCloseFlawed(p kit.Page) templ.Component {
	v := url.Values{"reason": {"moved"}, "onward": {"touch"}, "words": {"Ostatnie spotkanie było przy wspólnym stole."}, "on_day": {"3"}, "on_month": {"3"}}
	return closing(p, v, kit.Problem{Field: "house", Text: p.T("ending.house.missing")}, kit.Problem{Field: "on", Text: p.T("group.stage.date")})
}

func groupBack(p kit.Page) templ.Component {
	p = crumbed(p, p.T("group.stage_back.title"))
	p.Flawed = true
	return grouppage.Back{
		Page: p, Form: kit.Form{Action: "/gallery/group-back-errors", ID: formID, Problems: []kit.Problem{{Field: "why", Text: p.T("ending.why.missing")}}},
		Lead: p.T("group.stage_back.lead", "stage", p.T("group.stages.closed"), "before", p.T("group.stages.co_led")),
		Will: []string{p.T("group.stage_back.stays"), p.T("group.stage_back.not_back")}, Back: kit.Link{Text: p.T("group.back"), Href: "/gallery/group"},
	}
}

func groupEnded(p kit.Page) templ.Component {
	p = crumbed(p, "Wtorki przy stole")
	on := p.Date(third)
	return grouppage.Show{
		Page: p, Name: "Wtorki przy stole", Lead: p.T("group.people_none") + ".",
		LifeTitle: p.T("group.finding.closed", "when", on),
		Stages: []kit.Stage{
			{Name: p.T("group.stages.accompanied"), When: "listopad 2025, 4 spotkania", State: kit.Past, Meetings: make([]bool, 4)},
			{Name: p.T("group.stages.co_led"), When: "styczeń 2026, 5 spotkań", State: kit.Past, Meetings: []bool{false, true, true, true, true}},
			{Name: p.T("group.stages.closed"), When: p.T("group.life.since", "when", on), State: kit.Now},
		},
		Present: presentOf(p, "closed"),
		Steps: []grouppage.Step{
			{Stage: p.T("group.stages.accompanied"), When: "listopad 2025", Evidence: "Pierwsze spotkanie w Sali kameralnej.", Written: p.T("group.steps.written", "date", p.Date(third.AddDays(-110)), "by", "Halina Wrona")},
			{Stage: p.T("group.stages.co_led"), When: "styczeń 2026", Written: p.T("group.steps.written", "date", p.Date(third.AddDays(-50)), "by", "Halina Wrona")},
			{Stage: p.T("group.stages.closed"), When: on, Evidence: "Ustalone na ostatnim spotkaniu.", Written: p.T("group.steps.written", "date", on, "by", p.T("handover.owner.staff"))},
		},
		Ending: []kit.Term{
			{Name: p.T("ending.reason.short"), Text: p.T("ending.reasons.not_needed")},
			{Name: p.T("ending.onward.short"), Text: p.T("ending.onwards.own") + "; " + p.T("ending.onwards.touch")},
			{Name: p.T("ending.words.short"), Text: "Ostatnie spotkanie było przy wspólnym stole."},
		},
		Told: []string{p.T("ending.back", "stage", p.T("group.stages.dormant"), "when", p.Date(third.AddDays(-30)),
			"date", p.Date(third.AddDays(-28)), "by", "Halina Wrona", "why", "etap wpisano za wcześnie")},
		NextTitle: p.T("group.next.none_title"), NextNone: p.T("group.next.closed"),
		PeopleTitle: p.T("group.people_none"), Meetings: kit.Link{Text: p.T("meeting.all"), Href: "/gallery/plan"},
		Further: []kit.Link{{Text: p.T("group.stage_back.link"), Href: "/gallery/group-back-errors"}},
	}
}
