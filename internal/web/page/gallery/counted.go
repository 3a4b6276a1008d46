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
