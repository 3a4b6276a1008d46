package gallery

import (
	"github.com/a-h/templ"

	meetings "krag/internal/domain/meeting"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	"krag/internal/web/page/meeting"
	"krag/internal/web/page/venture"
)

// agreeing is what was agreed on at meetings.
var agreeing = []Page{
	{"meeting-agreed", "Spotkanie i to, co na nim uzgodniono", false, framed(meetingAgreed, "/gallery/today")},
	{"meeting-agreed-none", "Spotkanie, na którym nic nie zapisano", false, framed(meetingAgreedNone, "/gallery/today")},
	{"agreed-new", "Zapis tego, co uzgodniono, do poprawy", false, framed(agreedNew, "/gallery/today")},
	{"me-agreed", "Co uzgodniono, własna strona", true, sensitive(agreedOwn)},
	{"me-agreed-none", "Co uzgodniono, własna strona, niczego", true, sensitive(agreedOwnNone)},
}

const kettle = "Zapytać o drugi czajnik."

func agreedTask(p kit.Page, text, notes string, says ...meetings.Say) venture.Task {
	t := venture.Task{Text: text, Notes: notes, Says: &venture.Says{Form: kit.Form{Action: "/gallery/meeting-agreed", ID: formID}, Quiet: true}}
	for _, s := range says {
		t.Done = t.Done || s == meetings.Again
		t.Says.Buttons = append(t.Says.Buttons, venture.Button{Text: p.T(i18n.Key("agreed.say", string(s))), Value: string(s)})
	}
	return t
}

func meetingHeld(p kit.Page) meeting.Show {
	return meeting.Show{
		Page: crumbed(p, "Wtorek, 3 marca, 16:30"),
		Main: &kit.Link{Text: p.T("attendance.correct"), Href: "/gallery/attendance"},
		Terms: []kit.Term{
			{Name: p.T("meeting.when"), Text: "wtorek, 3 marca, 16:30–18:00"},
			{Name: p.T("meeting.place"), Text: "Sala kameralna, I piętro"},
			{Name: p.T("meeting.state_label"), Text: p.T("meeting.state.held")},
			{Name: p.T("attendance.total_short"), Text: "9"},
		},
		Links: []kit.Link{{Text: p.T("attendance.sheet.print"), Href: "/gallery/sheet"}, {Text: p.T("meeting.all"), Href: "/gallery/group"}},
		Agreed: &meeting.Agreed{
			Terms: []kit.Term{{Name: p.T("attendance.led_label"), Text: p.T("attendance.led.member")}, {Name: p.T("agreed.next"), Text: "Wtorek, 10 marca, 16:30"}},
			Add:   &kit.Link{Text: p.T("agreed.add"), Href: "/gallery/agreed-new"},
			None:  p.T("agreed.none"),
		},
	}
}

func meetingAgreedNone(p kit.Page) templ.Component { return meetingHeld(p) }

func meetingAgreed(p kit.Page) templ.Component {
	s := meetingHeld(p)
	open := agreedTask(p, kettle, "Kos, "+p.T("agreed.until_next"), meetings.Did, meetings.Drop)
	open.Edit = &kit.Link{Text: p.T("venture.task.edit"), Of: open.Text, Href: "/gallery/agreed-new"}
	late := agreedTask(p, "Przynieść zdjęcia z wycieczki.", "Sowa", meetings.Did, meetings.PutOff, meetings.Drop)
	late.Need, late.Edit = p.T("venture.task.overdue", "date", p.Date(third.AddDays(-1))), &kit.Link{Text: p.T("venture.task.edit"), Of: late.Text, Href: "/gallery/agreed-new"}
	s.Agreed.Here = venture.Tasks([]venture.Task{open, agreedTask(p, "Ustalić z domem kultury, kto zamyka salę w czerwcu.", p.T("agreed.who.whole")+", "+p.T("agreed.until_next"), meetings.Did, meetings.Drop)})
	s.Agreed.Earlier = venture.Tasks([]venture.Task{
		late, agreedTask(p, "Kupić herbatę.", p.T("venture.task.nobody")+", "+p.T("agreed.put_off"), meetings.Did, meetings.PutBack),
		agreedTask(p, "Przepisać kontrakt na czysto.", "Zięba, "+p.T("venture.task.done_on", "date", p.Date(third)), meetings.Again),
	})
	return s
}

func agreedNew(p kit.Page) templ.Component {
	f := kit.Form{Action: "/gallery/agreed-new", ID: formID, Problems: []kit.Problem{{Field: "text", Text: p.T("agreed.text.missing")}}}
	a := ask.Ask{Page: crumbed(p, p.T("agreed.new.title")), Form: f, Over: "Wtorki przy stole, wtorek, 3 marca, 16:30", Lead: p.T("agreed.lead"), Button: p.T("agreed.save"), Fields: []templ.Component{
		kit.TextInput(kit.Field{Name: "text", Label: p.T("agreed.text.label"), Hint: p.T("agreed.text.hint"), Error: f.Error("text"), Max: meetings.MaxTask}),
		kit.SelectInput(kit.Choice{Field: kit.Field{Name: "who", Label: p.T("venture.task.who")}, Options: []kit.Option{{Label: p.T("venture.task.nobody")}, {Value: "group", Label: p.T("agreed.who.whole")}, {Value: "1", Label: "Kos"}}}),
		kit.DateInput(kit.DateField{Name: "due", Label: p.T("venture.task.due"), Hint: p.T("agreed.due.hint")}),
	}}
	a.Flawed = f.Flawed()
	return a
}

func agreedOwnFrame(p kit.Page) ask.Show {
	s := ask.Show{Page: own(p), Heading: p.T("agreed.me.title"), Lead: p.T("agreed.me.lead"), More: []kit.Link{{Text: p.T("message.record.back"), Href: "/gallery/me"}}}
	s.Page.Title = s.Heading
	return s
}

func agreedOwn(p kit.Page) templ.Component {
	s := agreedOwnFrame(p)
	s.Parts = []ask.Part{
		{ID: "mine", Title: p.T("agreed.me.mine"), Body: venture.Tasks([]venture.Task{agreedTask(p, kettle, p.T("venture.task.you")+", "+p.T("agreed.until_next"), meetings.Did, meetings.Return)})},
		{ID: "free", Title: p.T("agreed.me.free"), Body: venture.Tasks([]venture.Task{
			agreedTask(p, "Kupić herbatę.", p.T("venture.task.nobody")+", "+p.T("agreed.until_next"), meetings.Take),
			{Text: "Ustalić z domem kultury, kto zamyka salę w czerwcu.", Notes: p.T("agreed.who.whole") + ", " + p.T("agreed.until_next")},
		})},
	}
	return s
}

func agreedOwnNone(p kit.Page) templ.Component {
	s := agreedOwnFrame(p)
	s.Empty = &kit.Empty{Text: p.T("agreed.me.none")}
	return s
}
