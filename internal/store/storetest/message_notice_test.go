package storetest

import (
	"errors"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
)

// warns tells the group for its safety.
func (w *telling) warns(n notify.NewNotice) notify.NewNotice {
	w.t.Helper()
	n.ID, n.Group = domain.NewID[domain.NoticeID](), w.id
	w.must(w.messages.Warn(w.t.Context(), w.by, n))
	return n
}

// TestNoticeReachesTheGroupOnce: whoever belongs to it is told by their own way,
// each once however often the form comes; what is reckoned before is what becomes.
func TestNoticeReachesTheGroupOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		kos := w.reached("Kos", notify.Email)
		w.reached("Wilga", notify.SMS)
		w.reached("Żuraw", notify.Letter)
		w.joins(w.id, "Sowa", "2026-01-08")
		gone := w.reached("Dudek", notify.Email)
		w.must(w.flow.Leave(t.Context(), w.by, w.id, gone, asked))
		to, err := w.messages.Reckon(t.Context(), w.by, notify.NewNotice{Group: w.id, Say: notify.SayCall, Days: 1})
		w.must(err)
		if f := to.Wire.For(w.by.Audience(w.id)); f.N != 2 || to.Hand.For(w.by.Audience(w.id)).N != 2 || len(to.Langs) != 1 {
			t.Errorf("it reckons %+v", to)
		}
		n := w.warns(notify.NewNotice{Say: notify.SayCall, Days: 1})
		w.must(w.messages.Warn(t.Context(), w.by, n)) // the form came twice
		sent := w.send()
		if len(sent) != 2 || sent[0].Lines[0].Form() != notify.SayCall || len(w.send()) != 0 {
			t.Fatalf("%d leave: %+v", len(sent), sent)
		}
		_, rows, err := w.messages.OfNotice(t.Context(), w.by, w.id, n.ID)
		w.must(err)
		if len(rows) != 4 || rows[0].State != notify.ByHand || rows[1].State != notify.ByHand || rows[2].State != notify.Sent {
			t.Errorf("who knows: %+v", rows)
		}
		if _, _, err := w.messages.OfNotice(t.Context(), w.by, domain.NewID[domain.GroupID](), n.ID); domain.KindOf(err) != domain.KindNotFound {
			t.Errorf("of another group: %v", err)
		}
		if all, err := w.messages.Notices(t.Context(), w.by, w.id); err != nil || len(all) != 1 || all[0].Say != notify.SayCall {
			t.Errorf("the notices: %+v, %v", all, err)
		}
		for _, r := range rows {
			if r.Person == kos && r.Said == "" {
				t.Error("what they were told is not known")
			}
		}
	})
}

// TestNoticeGoesByItself: it shares a message with nothing, and one whose person
// leaves the group meanwhile does not leave.
func TestNoticeGoesByItself(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		kos := w.reached("Kos", notify.Email)
		w.warns(notify.NewNotice{Say: notify.SayClosed, Days: 1})
		w.warns(notify.NewNotice{Say: notify.SayOtherDay, Days: 1})
		drafts := w.drafts()
		if len(drafts) != 2 || len(drafts[0].Lines) != 1 || len(drafts[1].Lines) != 1 || drafts[0].Token != "" {
			t.Fatalf("%+v", drafts)
		}
		w.must(w.flow.Leave(t.Context(), w.by, w.id, kos, asked))
		for _, d := range drafts {
			if err := w.messages.Leave(t.Context(), d); !errors.Is(err, notify.ErrChanged) {
				t.Errorf("it leaves to who is not of the group: %v", err)
			}
		}
		if again := w.drafts(); len(again) != 0 {
			t.Errorf("still planned: %+v", again)
		}
	})
}

// TestNoticeInTheEvening leaves when the house is shut otherwise, on the first of
// seven days too, and never outside the hours that a person gave.
func TestNoticeInTheEvening(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		w.reached("Kos", notify.Email)
		early := w.reached("Wilga", notify.SMS)
		w.says(early, func(c *notify.Contact) { c.Channel, c.From, c.Until = notify.SMS, 9*60, 12*60 })
		for w.hour() != 21 {
			w.clock.pass(time.Hour)
		}
		w.warns(notify.NewNotice{Say: notify.SaySafety, Days: 7})
		sent := w.send()
		if len(sent) != 1 || sent[0].Contact.Channel != notify.Email {
			t.Fatalf("at nine in the evening: %+v", sent)
		}
		for w.hour() != 9 {
			if late := w.send(); len(late) > 0 {
				t.Errorf("at %d: %+v", w.hour(), late)
			}
			w.clock.pass(time.Hour)
		}
		if sent := w.send(); len(sent) != 1 || sent[0].Contact.Channel != notify.SMS {
			t.Errorf("at nine in the morning: %+v", sent)
		}
	})
}

// hour is what the clock of the house shows.
func (w *telling) hour() int {
	w.t.Helper()
	h, err := w.messages.House(w.t.Context(), w.manager())
	w.must(err)
	return w.clock.Now().In(h.Zone).Hour()
}

// TestNoticeToNobody is refused and leaves nothing, and one of no prepared words is,
// too; after half a year it is forgotten.
func TestNoticeToNobody(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		n := notify.NewNotice{ID: domain.NewID[domain.NoticeID](), Group: w.id, Say: notify.SayCall, Days: 3}
		wantKind(t, "to nobody", w.messages.Warn(t.Context(), w.by, n), domain.KindConflict)
		w.reached("Kos", notify.Email)
		n.Say = notify.SayReminder
		wantKind(t, "in other words", w.messages.Warn(t.Context(), w.by, n), domain.KindInvalid)
		if all, err := w.messages.Notices(t.Context(), w.by, w.id); err != nil || len(all) != 0 {
			t.Errorf("there is %+v, %v", all, err)
		}
		w.warns(notify.NewNotice{Say: notify.SayCall, Days: 3})
		w.send()
		w.clock.pass(181 * 24 * time.Hour)
		w.must(w.messages.Sweep(t.Context(), w.scope()))
		if all, err := w.messages.Notices(t.Context(), w.by, w.id); err != nil || len(all) != 0 {
			t.Errorf("it is kept: %+v, %v", all, err)
		}
	})
}
