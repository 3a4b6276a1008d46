package storetest

import (
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
)

// ticksOf lists who can be ticked at a meeting, and who of them is.
func (w *works) ticksOf(id domain.MeetingID) (all, present []domain.PersonID) {
	w.t.Helper()
	sh, err := w.meetings.Sheet(w.t.Context(), w.by, id, time.UTC)
	w.must(err)
	return sorted(sh.Belong)
}

func sorted(ticks []meeting.Tick) (all, present []domain.PersonID) {
	for _, t := range ticks {
		all = append(all, t.Person)
		if t.Present {
			present = append(present, t.Person)
		}
	}
	return all, present
}

// TestTheLastMeetingIsEverybodys: whoever leaves on the day of a meeting was there
// and can be ticked, however they leave, also by the link. In a group that they
// join on that day they belong as well.
func TestTheLastMeetingIsEverybodys(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		today := domain.DateOf(morning, time.UTC)
		leave := map[string]func(id domain.GroupID, who domain.PersonID){
			"one leaves": func(id domain.GroupID, who domain.PersonID) {
				w.must(w.flow.Leave(t.Context(), w.by, id, who, today))
			},
			"the group closes": func(id domain.GroupID, _ domain.PersonID) {
				n := group.NewStep{ID: domain.NewID[domain.StepID](), Stage: group.Closed, On: onDay(today.String())}
				w.must(w.flow.CloseGroup(t.Context(), w.by, id, 1, n, over, today))
			},
			"the group divides": func(id domain.GroupID, who domain.PersonID) {
				b := branch(who)
				b.On = today
				w.must(w.flow.SplitGroup(t.Context(), w.by, id, b, today))
				if got := w.belonging(b.ID, today.String()); len(got) != 1 || got[0].Person != who {
					t.Errorf("in the new group %v", got)
				}
			},
		}
		for name, leaves := range leave {
			id := w.group("Źródło "+name, group.CoLed)
			kos, sowa := w.joins(id, "Kos", "2026-01-08"), w.joins(id, "Sowa", "2026-01-08")
			m := w.planned(id, morning.Add(-time.Hour))
			leaves(id, kos)
			if all, _ := w.ticksOf(m.ID); !slices.Contains(all, kos) || !slices.Contains(all, sowa) {
				t.Errorf("%s: to tick are %v", name, all)
			}
			n := meeting.NewAttendance{Meeting: m.ID, Version: m.Version, Total: 2, Led: meeting.LedByMember, Present: []domain.PersonID{kos, sowa}}
			if err := w.meetings.Record(t.Context(), w.by, n); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			token, _, err := w.meetings.MakeLink(t.Context(), w.by, m.ID, true)
			w.must(err)
			l, err := w.meetings.Linked(t.Context(), token)
			w.must(err)
			ticks, err := w.meetings.Ticks(t.Context(), l)
			w.must(err)
			if all, present := sorted(ticks); len(all) != 2 || len(present) != 2 {
				t.Errorf("%s: the link shows %+v", name, ticks)
			}
		}
	})
}

// TestACorrectionKeepsWhoLeft: whoever was ticked and left with an earlier day
// stands among those to tick, on the page and by the link, until they are
// forgotten. A list for meetings to come is without them.
func TestACorrectionKeepsWhoLeft(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.CoLed)
		kos, sowa := w.joins(id, "Kos", "2026-01-08"), w.joins(id, "Sowa", "2026-01-08")
		m := w.planned(id, morning.AddDate(0, 0, -1))
		w.held(m, 2, meeting.LedByMember, kos, sowa)
		today := domain.DateOf(morning, time.UTC)
		w.must(w.flow.Leave(t.Context(), w.by, id, kos, today.AddDays(-4)))
		all, present := w.ticksOf(m.ID)
		if !slices.Equal(all, []domain.PersonID{sowa, kos}) || len(present) != 2 {
			t.Errorf("to tick are %v, ticked %v", all, present)
		}
		token, _, err := w.meetings.MakeLink(t.Context(), w.by, m.ID, true)
		w.must(err)
		byLink := func() (all, present []domain.PersonID) {
			l, err := w.meetings.Linked(t.Context(), token)
			w.must(err)
			ticks, err := w.meetings.Ticks(t.Context(), l)
			w.must(err)
			return sorted(ticks)
		}
		if all, present := byLink(); !slices.Equal(all, []domain.PersonID{sowa, kos}) || len(present) != 2 {
			t.Errorf("by the link to tick are %v, ticked %v", all, present)
		}
		w.must(w.meetings.RecordByLink(t.Context(), token, meeting.NewAttendance{Version: 2, Total: 3, Led: meeting.LedByMember, Present: present}))
		if _, present := w.ticksOf(m.ID); len(present) != 2 {
			t.Errorf("after a correction %v are ticked", present)
		}

		w.must(w.flow.Leave(t.Context(), w.by, id, sowa, today))
		next, err := w.meetings.Season(t.Context(), w.by, id, 4, time.UTC)
		w.must(err)
		if len(next.Belong) != 0 {
			t.Errorf("on a list for later are %v", next.Belong)
		}

		w.must(w.flow.Forget(t.Context(), w.by, kos, today))
		if all, _ := w.ticksOf(m.ID); slices.Contains(all, kos) {
			t.Error("who was forgotten is on the page")
		}
		if all, _ := byLink(); slices.Contains(all, kos) {
			t.Error("who was forgotten is shown by the link")
		}
	})
}
