package storetest

import (
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/notify"
)

// TestWhoJoinsAnotherGroupIsToldWhatIsOff: a group that joined another some days
// ago, and is written down now, does not meet on the day it had planned; who went
// along is told, and who had left before is not.
func TestWhoJoinsAnotherGroupIsToldWhatIsOff(t *testing.T) {
	for name, on := range map[string]string{"today": "2026-03-02", "some days ago": "2026-02-24"} {
		t.Run(name, func(t *testing.T) {
			Each(t, func(t *testing.T, env *Env) {
				w := newTelling(t, env)
				kos, left := w.reached("Kos", notify.Email), w.reached("Sowa", notify.Email)
				m := w.planned(w.id, morning.AddDate(0, 0, 7))
				w.must(w.flow.Leave(t.Context(), w.by, w.id, left, day("2026-02-27")))
				into := w.group("Potok", group.CoLed)
				n := group.NewStep{ID: domain.NewID[domain.StepID](), On: onDay(on)}
				w.must(w.flow.MergeGroups(t.Context(), w.by, w.id, into, n, day("2026-03-02")))
				w.run()
				w.hearsOff(m, kos)
			})
		})
	}
}

// hearsOff sends what is due, and asks that these are told that a meeting is off,
// and nobody else anything.
func (w *telling) hearsOff(m meeting.Meeting, who ...domain.PersonID) {
	w.t.Helper()
	sent := w.send()
	for i, d := range sent {
		if len(sent) != len(who) || d.Contact.Person != who[i] || len(d.Lines) != 1 || d.Lines[0].Form() != notify.SayOff || d.Lines[0].About != m.ID.UUID {
			w.t.Errorf("told %+v", d)
		}
	}
	if len(sent) != len(who) {
		w.t.Errorf("%d are told, want %d", len(sent), len(who))
	}
}
