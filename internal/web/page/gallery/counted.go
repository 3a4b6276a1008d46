package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/web/kit"
	"krag/internal/web/page/meeting"
)

// meetingCorrected is a meeting whose numbers were corrected.
func meetingCorrected(p kit.Page) templ.Component {
	from := func(label, was, now string) string {
		return p.T("attendance.corrected.from", "label", p.T(label), "was", was, "now", now)
	}
	line := func(when, who, what string) string {
		return p.T("attendance.corrected.line", "when", when, "who", who, "what", what)
	}
	return meeting.Show{
		Page: crumbed(p, "Wtorek, 3 marca, 16:30"),
		Main: &kit.Link{Text: p.T("attendance.correct"), Href: "/gallery/attendance"},
		Terms: []kit.Term{
			{Name: p.T("meeting.when"), Text: "wtorek, 3 marca, 16:30–18:00"},
			{Name: p.T("meeting.place"), Text: "Sala kameralna, I piętro"},
			{Name: p.T("meeting.state_label"), Text: p.T("meeting.state.held")},
			{Name: p.T("attendance.total_short"), Text: "9"},
			{Name: p.T("attendance.newcomers_short"), Text: "1"},
			{Name: p.T("attendance.led_label"), Text: p.T("attendance.led.member")},
		},
		Links: []kit.Link{{Text: p.T("attendance.sheet.print"), Href: "/gallery/sheet"}, {Text: p.T("meeting.all"), Href: "/gallery/group"}},
		Corrected: []string{
			line("4 marca, 9:05", "Jagoda", from("attendance.total_label", "8", "9")+"; "+p.T("attendance.corrected.ticks")),
			line("3 marca, 18:10", p.T("attendance.corrected.link"), from("attendance.led_label", p.T("attendance.led.animator"), p.T("attendance.led.member"))),
		},
	}
}

const tuesday = "wtorek, 3 marca, 16:30"

func countLink(p kit.Page) templ.Component {
	return meeting.Link{
		Page: crumbed(p, p.T("attendance.link.title")), Said: "Wtorki przy stole, " + tuesday, Until: "5 marca, 6:00",
		Form: kit.Form{Action: "/gallery/count-link-made"}, Revoke: kit.Form{Action: "/gallery/meeting"},
		Back: kit.Link{Text: p.T("attendance.back"), Href: "/gallery/meeting"},
		Send: &kit.Sending{
			Form: kit.Form{Action: "/gallery/meeting"}, Title: p.T("attendance.link.send_title", "who", people[1]), Lead: p.T("attendance.link.send_lead"),
			Points: []string{p.T("attendance.link.send_once")}, Button: p.T("attendance.link.send"),
		},
	}
}

func countLinkMade(p kit.Page) templ.Component {
	p.Nav, p.Account = nil, nil
	return meeting.Secret{
		Page: crumbed(p, p.T("attendance.link.title")), When: tuesday, Until: "5 marca, 6:00",
		Secret: kit.Secret{URL: "https://krag.example/count/7Qm4hT0c2W8nV6yKpL3sXz9bRdGfJaUe", Note: p.T("attendance.link.note"), Lasting: true},
		Back:   kit.Link{Text: p.T("attendance.back"), Href: "/gallery/meeting"},
	}
}

// countTicked is the page of a link by which the list may be ticked.
func countTicked(p kit.Page) templ.Component {
	a := countByLink(p).(meeting.Attendance)
	a.Warn = p.T("attendance.link.shown")
	for i, name := range people {
		a.Ticks = append(a.Ticks, kit.Option{Value: name, Label: name, Chosen: i < 2})
	}
	return a
}

func countByLink(p kit.Page) templ.Component {
	p.Title = p.T("attendance.title")
	f := kit.Form{Action: "/gallery/count-saved", ID: formID, Version: 1, Steppers: true}
	return meeting.Attendance{
		Page: p, Form: f, Said: "Wtorek, 3 marca, 16:30",
		Total:     kit.Stepper{Name: "total", Label: p.T("attendance.total_label"), Hint: p.T("attendance.total_hint"), Max: 60},
		Newcomers: kit.Stepper{Name: "newcomers", Label: p.T("attendance.newcomers_label"), Value: "0", Max: 60, Small: true},
		Led: kit.Choice{Field: kit.Field{Name: "led", Label: p.T("attendance.led_label")}, Inline: true, Options: []kit.Option{
			{Value: "member", Label: p.T("attendance.led.member"), Chosen: true}, {Value: "animator", Label: p.T("attendance.led.animator")},
		}},
	}
}

func countByLinkSaved(p kit.Page) templ.Component {
	p.Title = p.T("attendance.saved.title")
	return meeting.Saved{Page: p, Receipt: kit.Receipt{
		Title: p.Title, Lead: p.T("attendance.link.saved", "when", tuesday), Lines: []string{p.T("attendance.link.close")},
		Undo: &kit.Link{Text: p.T("attendance.correct"), Href: "/gallery/count"},
	}}
}
