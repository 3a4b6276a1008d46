package storetest

import (
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/meeting"
	"krag/internal/domain/notify"
)

// plan plans reminders and gives how many are new.
func (w *telling) plan() int {
	w.t.Helper()
	n, err := w.messages.Plan(w.t.Context(), w.scope())
	w.must(err)
	return n
}

// until lets time go by to an instant, planning and sending every ten minutes,
// and gives what was sent with the hours before the meeting's first start.
func (w *telling) until(m meeting.Meeting, end time.Time) (hours []float64, forms []notify.Form) {
	w.t.Helper()
	for ; w.clock.Now().Before(end); w.clock.pass(10 * time.Minute) {
		w.plan()
		w.run()
		w.jobs = nil
		for _, d := range w.send() {
			for _, l := range d.Lines {
				hours = append(hours, m.StartsAt.Sub(w.clock.Now()).Hours())
				forms = append(forms, l.Form())
			}
		}
	}
	return hours, forms
}

func TestReminders(t *testing.T) {
	for name, x := range map[string]struct {
		set  func(w *telling, who domain.PersonID)
		want []float64
	}{
		"as the house has it": {func(*telling, domain.PersonID) {}, []float64{24}},
		"as the group has it": {func(w *telling, _ domain.PersonID) {
			w.must(w.messages.SaveRounds(w.t.Context(), w.by, w.id, []int{2880, 120}))
		}, []float64{48, 2}},
		"the group has none": {func(w *telling, _ domain.PersonID) { w.must(w.messages.SaveRounds(w.t.Context(), w.by, w.id, []int{})) }, nil},
		"back to the house": {func(w *telling, _ domain.PersonID) {
			w.must(w.messages.SaveRounds(w.t.Context(), w.by, w.id, []int{}))
			w.must(w.messages.SaveRounds(w.t.Context(), w.by, w.id, nil))
		}, []float64{24}},
		"as the person has it": {func(w *telling, who domain.PersonID) {
			w.says(who, func(c *notify.Contact) { c.Reminders = []int{120} })
		}, []float64{2}},
		"the person wants none": {func(w *telling, who domain.PersonID) { w.says(who, func(c *notify.Contact) { c.None = true }) }, nil},
		"nobody asked for long": {func(w *telling, who domain.PersonID) { w.clock.pass(0) }, []float64{24}},
		"the house is mute":     {func(w *telling, _ domain.PersonID) { w.lives(notify.Mute) }, nil},
		"stopped": {func(w *telling, who domain.PersonID) {
			w.must(w.contacts.Stop(w.t.Context(), w.contact(w.member(who)).Stop.Reveal()))
		}, nil},
		"left": {func(w *telling, who domain.PersonID) { w.must(w.flow.Leave(w.t.Context(), w.by, w.id, who, asked)) }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			Each(t, func(t *testing.T, env *Env) {
				w := newTelling(t, env)
				who := w.reached("Kos", notify.Email)
				w.joins(w.id, "Żuraw", "2026-01-08") // who never said that we may
				x.set(w, who)
				m := w.planned(w.id, time.Date(2026, 3, 6, 16, 0, 0, 0, time.UTC))
				hours, _ := w.until(m, m.EndsAt)
				if len(hours) != len(x.want) {
					t.Fatalf("reminded %v hours before, want %v", hours, x.want)
				}
				for i := range hours {
					if hours[i] > x.want[i] || hours[i] < x.want[i]-0.2 {
						t.Errorf("reminded %v hours before, want %v", hours, x.want)
					}
				}
			})
		})
	}
}

// TestReminderFollowsTheMeeting: one that is called off is not sent, one that is
// moved waits with its meeting, and comes back with it.
func TestReminderFollowsTheMeeting(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		w.reached("Kos", notify.Email)
		m := w.planned(w.id, time.Date(2026, 3, 4, 16, 0, 0, 0, time.UTC))
		w.until(m, m.StartsAt.Add(-24*time.Hour-15*time.Minute))
		if n := w.plan(); n != 0 {
			t.Errorf("%d planned once more", n)
		}
		w.move(m, "2026-03-06")
		moved := time.Date(2026, 3, 6, 16, 0, 0, 0, time.UTC)
		hours, forms := w.until(m, moved.Add(-24*time.Hour-time.Minute))
		if len(forms) != 1 || forms[0] != notify.SayMoved {
			t.Errorf("after it was moved: %v, %v hours before", forms, hours)
		}
		w.cancel(m)
		if _, forms = w.until(m, moved.Add(-20*time.Hour)); len(forms) != 1 || forms[0] != notify.SayOff {
			t.Errorf("after it was called off: %v", forms)
		}
		w.must(w.meetings.Restore(t.Context(), w.by, m.ID, w.version(m.ID)))
		if _, forms = w.until(m, moved.Add(-10*time.Hour)); len(forms) != 1 || forms[0] != notify.SayAgain {
			t.Errorf("planned again: %v", forms)
		}
		if _, forms = w.until(m, moved); len(forms) != 0 {
			t.Errorf("reminded on top of it: %v", forms)
		}
	})
}
