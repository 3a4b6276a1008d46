package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/web/kit"
	"krag/internal/web/page/meeting"
)

// regulars are the times at which a group meets again and again.
var regulars = []Page{
	{"meetings", "Spotkania grupy, dwie stałe pory", false, framed(meetingsRegular, "/gallery/group")},
	{"regular-end", "Stała pora się kończy, do poprawy", false, framed(regularEnd, "/gallery/group")},
	{"regular-end-sure", "Stała pora się kończy", false, framed(regularEndSure, "/gallery/group")},
}

// twoTimes are a weekly time and one every second week.
func twoTimes(p kit.Page) []meeting.Regular {
	links := func(of string) []kit.Link {
		return []kit.Link{
			{Text: p.T("regular.extend"), Of: of, Href: "/gallery/plan"},
			{Text: p.T("regular.end.link"), Of: of, Href: "/gallery/regular-end", Danger: true},
		}
	}
	return []meeting.Regular{
		{When: tuesdays(p), Where: "Sala kameralna, I piętro, " + p.T("regular.until", "date", "21 kwietnia"), Links: links(tuesdays(p))},
		{When: saturdays(p), Where: "Czytelnia, parter, " + p.T("regular.until", "date", "16 maja"), Links: links(saturdays(p))},
	}
}

func tuesdays(p kit.Page) string {
	return upper(p.T("regular.weekly", "days", p.T("regular.days.tuesday"), "time", "16:30"))
}

func saturdays(p kit.Page) string {
	return upper(p.N("regular.weeks", 2, "days", p.T("regular.days.saturday"), "time", "10:00"))
}

func meetingsRegular(p kit.Page) templ.Component {
	t := kit.Table{Caption: p.T("meeting.list.title"), Quiet: true, Columns: []kit.Column{{Head: p.T("meeting.when")}, {Head: p.T("meeting.place")}, {Head: p.T("meeting.state_label")}}}
	for _, row := range [][2]string{{"sobota, 7 marca, 10:00", "Czytelnia, parter"}, {"wtorek, 10 marca, 16:30", "Sala kameralna, I piętro"}} {
		t.Rows = append(t.Rows, []kit.Cell{{Text: row[0], Href: "/gallery/meeting"}, {Text: row[1]}, {Text: p.T("meeting.state.planned")}})
	}
	return meeting.List{
		Page: crumbed(p, p.T("meeting.list.title")), Ahead: true, Table: t, Regular: twoTimes(p), Plan: &kit.Link{Text: p.T("meeting.plan.link"), Href: "/gallery/plan"},
		Tabs: []kit.Tab{{Link: kit.Link{Text: p.T("meeting.list.ahead"), Href: "/gallery/meetings"}, Here: true}, {Link: kit.Link{Text: p.T("meeting.list.past"), Href: "/gallery/meetings"}}},
	}
}

func regularEnd(p kit.Page) templ.Component {
	p = crumbed(p, p.T("regular.end.title"))
	p.Flawed = true
	f := kit.Form{Action: "/gallery/regular-end", ID: formID, Problems: []kit.Problem{{Field: "from", Text: p.T("regular.end.none", "date", p.Date(third))}}}
	return meeting.EndTime{
		Page: p, Form: f, Over: tuesdays(p), Back: kit.Link{Text: p.T("regular.end.keep"), Href: "/gallery/meetings"},
		From: kit.DateField{Name: "from", Label: p.T("regular.end.from"), Hint: p.T("regular.end.from_hint"), Error: f.Error("from"), Day: "28", Month: "4", Year: "2026"},
	}
}

func regularEndSure(p kit.Page) templ.Component {
	return meeting.EndSure{
		Page: crumbed(p, p.T("regular.end.title")), Form: kit.Form{Action: "/gallery/regular-end-sure", ID: formID}, Over: tuesdays(p),
		Typed: []meeting.Pair{{Name: "from_day", Value: "10"}, {Name: "from_month", Value: "3"}, {Name: "from_year", Value: "2026"}},
		Will:  []string{p.N("regular.end.will", 7, "date", "wtorek, 10 marca"), p.T("regular.end.room"), p.T("meeting.cancel.tell")}, Button: p.N("regular.end.button", 7),
		Change: kit.Link{Text: p.T("regular.end.change"), Href: "/gallery/regular-end"}, Back: kit.Link{Text: p.T("regular.end.keep"), Href: "/gallery/meetings"},
	}
}
