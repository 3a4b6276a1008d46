package demo

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/meeting"
	"krag/internal/domain/notify"
)

// way is how somebody made up may be reached. No e-mail ends at an address of
// example.org, and no telephone in Poland has a number that begins with 49.
type way struct {
	channel notify.Channel
	address string
	from    domain.TimeOfDay // the safe hours, any where both are the same
	until   domain.TimeOfDay
	code    string
}

// ways are handed to the people of a group in turn. Silence is among them twice:
// whoever said nothing, and whoever said no.
var ways = []*way{
	{channel: notify.Email, address: "osoba-zmyslona@example.org"},
	{channel: notify.SMS, address: "+48490100200"},
	nil,
	{channel: notify.Letter, address: "Skrytka zmyślona 7\n00-000 Nigdzie"},
	{channel: notify.SMS, address: "+48490100201"},
	{channel: notify.Word, from: 9 * 60, until: 12 * 60, code: "jabłka z targu"},
	{channel: notify.Email, address: "druga-osoba-zmyslona@example.org"},
	{},
}

// tries puts the institution into the mode in which every message stands on a
// page and none leaves. It does so at any hour, since nobody is woken by a page.
func (st *stage) tries(ctx context.Context) error {
	if st.Messages == nil {
		return nil
	}
	h := notify.Standard(st.zone)
	h.Mode, h.From, h.Until = notify.Test, 0, 0
	return st.Messages.SaveHouse(ctx, st.manager, h)
}

// turn is what becomes of the next meeting of a group.
type turn string

const (
	calledOff turn = "off"
	anHour    turn = "later" // later than it was
)

// reach notes how the people of a group may be reached, and has something become
// of its next meeting after today, so that there is something to tell them. A
// group of which nothing is to be told has nobody to be reached.
func (st *stage) reach(ctx context.Context, in domain.GroupID, people []domain.PersonID, l life) error {
	if st.Messages == nil || l.turn == "" {
		return nil
	}
	for i, who := range people {
		if err := st.contact(ctx, who, ways[i%len(ways)]); err != nil {
			return err
		}
	}
	ahead, err := st.Meetings.OfGroup(ctx, st.coordinator, in, true, domain.Page{Number: 1})
	if err != nil {
		return err
	}
	for _, m := range ahead.Rows {
		day := domain.DateOf(m.StartsAt, st.zone)
		switch {
		case day == st.today:
		case l.turn == calledOff:
			return st.Meetings.Cancel(ctx, st.coordinator, m.ID, m.Version)
		default:
			return st.Meetings.Move(ctx, st.coordinator, m.ID, m.Version, meeting.NewTime{
				Date: day, Start: l.start + 60, End: l.end + 60, Place: l.place, Zone: st.zone,
			})
		}
	}
	return nil
}

func (st *stage) contact(ctx context.Context, who domain.PersonID, w *way) error {
	p := notify.Party{Person: who}
	if w == nil {
		return nil
	}
	if w.channel == "" {
		return st.Contacts.None(ctx, st.coordinator, p, "pl")
	}
	return st.Contacts.Save(ctx, st.coordinator, notify.Contact{
		Party: p, May: true, Channel: w.channel, Address: domain.NewSecret(w.address), From: w.from, Until: w.until,
		CodeWord: domain.NewSecret(w.code), Detail: notify.DetailTime, Lang: "pl",
	}, st.today, notify.AskAgain)
}
