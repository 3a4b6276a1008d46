package gallery

import (
	"strconv"

	"github.com/a-h/templ"

	"krag/internal/web/kit"
	"krag/internal/web/page/meeting"
)

// seasons are lists on paper for several meetings, and where they are typed in.
var seasons = []Page{
	{"season", "Lista na kilka spotkań", false, framed(seasonPrinted, "/gallery/today")},
	{"season-none", "Lista na kilka spotkań, bez spotkań", false, framed(seasonNone, "/gallery/today")},
	{"several", "Obecność z kilku spotkań", false, framed(severalEmpty, "/gallery/today")},
	{"several-errors", "Obecność z kilku spotkań, do poprawy", false, framed(severalFlawed, "/gallery/today")},
	{"several-none", "Obecność z kilku spotkań, policzone", false, framed(severalNone, "/gallery/today")},
}

func seasonPrinted(p kit.Page) templ.Component {
	v := meeting.Season{Page: crumbed(p, p.T("attendance.season.title")), Group: "Wtorki przy stole", Names: people}
	for i := range 8 {
		v.Days = append(v.Days, p.DateShort(third.AddDays(7*i), third))
	}
	for _, n := range []int{4, 6, 8} {
		v.Tabs = append(v.Tabs, kit.Tab{Link: kit.Link{Text: p.N("attendance.season.size", n), Href: "/gallery/season?n=" + strconv.Itoa(n)}, Here: n == 8})
	}
	return v
}

func seasonNone(p kit.Page) templ.Component {
	return meeting.Season{Page: crumbed(p, p.T("attendance.season.title")), Group: "Wtorki przy stole", Plan: &kit.Link{Text: p.T("meeting.plan.link"), Href: "/gallery/plan"}}
}

func severalEmpty(p kit.Page) templ.Component { return severalTyped(p, kit.Form{}, "", "", "", "") }

func severalNone(p kit.Page) templ.Component {
	return meeting.Several{Page: crumbed(p, p.T("attendance.several.title")), Back: kit.Link{Text: p.T("attendance.season.back"), Href: "/gallery/group"}}
}

func severalFlawed(p kit.Page) templ.Component {
	p.Flawed = true
	p.Notices = []kit.Notice{{Kind: kit.Done, Text: p.T("attendance.several.saved", "list", "wtorek, 10 lutego, 16:30; wtorek, 24 lutego, 16:30")}}
	fresh := p.T("attendance.newcomers.range")
	theirs := p.T("attendance.several.theirs", "total", "9", "newcomers", "1", "led", p.T("attendance.led.member"))
	f := kit.Form{Problems: []kit.Problem{
		{Field: "newcomers_1", Text: p.T("attendance.several.at", "when", "wtorek, 20 stycznia, 16:30", "text", fresh)},
		{Field: "total_2", Text: p.T("attendance.several.at", "when", "wtorek, 27 stycznia, 16:30", "text", theirs)},
	}}
	return severalTyped(p, f, "4", "6", "8", "1", fresh, theirs)
}

func severalTyped(p kit.Page, f kit.Form, total, newcomers, second, fresh string, errors ...string) templ.Component {
	errors = append(errors, "", "")
	f.Action = "/gallery/several"
	row := func(n, when, total, newcomers string) meeting.SeveralRow {
		return meeting.SeveralRow{
			Name: "row_" + n, When: when,
			Total:     kit.Field{Name: "total_" + n, Label: p.T("attendance.total_label"), Value: total, Width: kit.FourDigits},
			Newcomers: kit.Field{Name: "newcomers_" + n, Label: p.T("attendance.newcomers_label"), Value: newcomers, Width: kit.FourDigits},
			Led: kit.Choice{Field: kit.Field{Name: "led_" + n, Label: p.T("attendance.led_label")}, Options: []kit.Option{
				{Value: "member", Label: p.T("attendance.led.member"), Chosen: true}, {Value: "animator", Label: p.T("attendance.led.animator")},
			}},
		}
	}
	v := meeting.Several{Page: crumbed(p, p.T("attendance.several.title")), Form: f, Rows: []meeting.SeveralRow{
		row("1", "Wtorek, 20 stycznia, 16:30", total, newcomers), row("2", "Wtorek, 27 stycznia, 16:30", second, fresh), row("3", "Wtorek, 3 lutego, 16:30", "", ""),
	}}
	v.Rows[0].Newcomers.Error, v.Rows[1].Total.Error = errors[0], errors[1]
	return v
}
