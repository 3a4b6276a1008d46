package gallery

import (
	"strconv"

	"github.com/a-h/templ"

	"krag/internal/domain/notify"
	"krag/internal/web/kit"
	"krag/internal/web/page/message"
)

func noticeNew(p kit.Page) templ.Component {
	n := message.Notice{
		Page: crumbed(p, p.T("message.notice.title")), Over: "Wtorki przy stole", Form: kit.Form{Action: "/gallery/notice", ID: formID}, Preview: "/gallery/notice-confirm",
		Say:    kit.Choice{Field: kit.Field{Name: "say", Label: p.T("message.notice.say")}},
		Days:   kit.Choice{Field: kit.Field{Name: "days", Label: p.T("message.notice.days"), Hint: p.T("message.notice.days_hint")}},
		Before: []kit.Link{{Text: p.T("message.notice.sent", "what", p.T("telling.forms.closed"), "when", p.T("message.day.yesterday", "time", "18:20")), Href: "/gallery/notice-told"}},
	}
	for _, f := range notify.NoticeForms {
		said := p.T("tell." + string(f) + ".subject")
		n.Say.Options = append(n.Say.Options, kit.Option{Value: string(f), Label: said, Hint: p.T("tell." + string(f) + ".line"), Chosen: f == notify.SayCall})
	}
	for _, days := range notify.NoticeDays {
		n.Days.Options = append(n.Days.Options, kit.Option{Value: strconv.Itoa(days), Label: p.N("message.notice.day", days), Chosen: days == 1})
	}
	return n
}

func noticeConfirm(p kit.Page) templ.Component {
	c := noticeSure(p, "7", "2")
	c.Notes, c.Button = []string{p.T("message.notice.once"), p.T("message.notice.hours")}, p.T("message.notice.send")
	const line = "Prosimy, zadzwoń do nas, zanim przyjdziesz"
	c.Shown = []notify.Parcel{tellParcel(notify.Email, "Prosimy o telefon", line+"."), tellParcel(notify.SMS, line, "")}
	return c
}

func noticeByHand(p kit.Page) templ.Component {
	c := noticeSure(p, "0", "9")
	c.Notes, c.Button = []string{p.T("message.notice.mute"), p.T("message.notice.nobody_wire")}, p.T("message.notice.note")
	return c
}

func noticeSure(p kit.Page, wire, hand string) message.Confirm {
	return message.Confirm{
		Page: crumbed(p, p.T("message.notice.confirm")), Over: "Wtorki przy stole", Form: kit.Form{Action: "/gallery/notice", ID: formID},
		Reach: []kit.Term{{Name: p.T("message.notice.wire"), Text: wire}, {Name: p.T("message.notice.hand"), Text: hand}},
		Keep:  []kit.Kept{{Name: "say", Value: string(notify.SayCall)}, {Name: "days", Value: "1"}},
		Back:  kit.Link{Text: p.T("message.notice.change"), Href: "/gallery/notice"},
	}
}

func noticeTold(p kit.Page) templ.Component {
	t := toldOf(p)
	t.Page = crumbed(p, p.T("message.notice.told"))
	t.Notices = []kit.Notice{{Kind: kit.Done, Text: p.T("message.notice.said")}}
	t.Lead = p.T("message.notice.valid", "what", p.T("tell.call.line"), "when", p.T("message.day.tomorrow", "time", "14:05"))
	at := p.T("message.day.today", "time", "14:05")
	hand := answerable(p, "Konwalia", p.T("message.state.by_hand")+": "+p.T("message.why.no_contact"), p.T("message.until", "when", p.T("message.day.tomorrow", "time", "14:05")))
	hand.Need = true
	t.Rows = []message.Row{hand, {Who: kit.Link{Text: "Olha", Href: "/gallery/person-contact"}, State: p.T("message.state.sent", "way", p.T("message.ways.email"), "when", at)}}
	return t
}
