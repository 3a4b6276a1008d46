package storetest

import (
	"errors"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
)

// TestCountLinkIsSent: whoever leads gets the link once, and by it alone the meeting
// is counted; one that was ended meanwhile leaves no more.
func TestCountLinkIsSent(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		kos, sowa := w.reached("Kos", notify.Email), w.joins(w.id, "Sowa", "2026-01-08")
		m := w.planned(w.id, morning.AddDate(0, 0, -1))
		old, _, err := w.meetings.MakeLink(t.Context(), w.by, m.ID, false)
		w.must(err)
		send := func(id domain.MessageID, who domain.PersonID) error {
			return w.flow.SendCount(t.Context(), w.by, id, m, who, true)
		}
		wantKind(t, "to nobody who can be reached", send(domain.NewID[domain.MessageID](), sowa), domain.KindConflict)
		form := domain.NewID[domain.MessageID]()
		w.must(send(form, kos))
		w.must(send(form, kos)) // the form came twice
		_, err = w.meetings.Linked(t.Context(), old)
		wantKind(t, "the one before", err, domain.KindGone)
		sent := w.send()
		if len(sent) != 1 || len(sent[0].Lines) != 1 || sent[0].Lines[0].Form() != notify.SayCount || sent[0].Contact.Person != kos || len(w.send()) != 0 {
			t.Fatalf("%+v", sent)
		}
		l, err := w.meetings.Linked(t.Context(), sent[0].Token)
		w.must(err)
		if all, err := w.meetings.Ticks(t.Context(), l); err != nil || l.Row.ID != m.ID || len(all) != 2 {
			t.Errorf("it opens %+v with %d to tick, %v", l.Link, len(all), err)
		}

		w.clock.pass(time.Minute)
		w.must(send(domain.NewID[domain.MessageID](), kos))
		drafts := w.drafts()
		w.must(w.meetings.DropLink(t.Context(), w.by, m.ID))
		if len(drafts) != 1 {
			t.Fatalf("%+v", drafts)
		}
		if err := w.messages.Leave(t.Context(), drafts[0]); !errors.Is(err, notify.ErrChanged) {
			t.Errorf("a link that was ended leaves: %v", err)
		}
		if len(w.send()) != 0 {
			t.Error("and once more")
		}
	})
}
