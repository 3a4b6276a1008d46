package storetest

import (
	"context"
	"errors"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/mutual"
	"krag/internal/flow"
	"krag/internal/store/sqldb"
	"krag/internal/torture"
)

// againstForgetting runs something about a person at the same moment as the
// forgetting of that person, again and again. Whichever comes first, nothing
// of the person is left afterwards: no membership, no tick, no open door.
func againstForgetting(t *testing.T, fn func(w *works, home, other domain.GroupID, m meeting.Meeting, who domain.PersonID) error) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for i := range torture.Count(t, rounds) {
			home, other := w.group("Potok", group.Accompanied), w.group("Źródło", group.Accompanied)
			who := w.joins(home, "Ćma", "2026-01-08")
			m := w.planned(home, morning.AddDate(0, 0, -i-1))
			errs := atOnce(2, func(i int) error {
				if i == 0 {
					return w.flow.Forget(t.Context(), w.by, who, day("2026-03-02"))
				}
				return fn(w, home, other, m, who)
			})
			w.must(errs[0])
			if kind := domain.KindOf(errs[1]); errs[1] != nil && kind != domain.KindGone && kind != domain.KindNotFound {
				t.Fatalf("beside a forgetting: %v", errs[1])
			}
			w.nothingOf(who)
			if t.Failed() {
				t.Fatalf("in round %d, the other got %v", i+1, errs[1])
			}
		}
	})
}

// nothingOf asks that somebody who was forgotten belongs nowhere, is ticked
// nowhere and comes in nowhere.
func (w *works) nothingOf(who domain.PersonID) {
	w.t.Helper()
	for what, query := range map[string]string{
		"memberships":        `SELECT COUNT(*) FROM membership WHERE person_id = $1 AND left_on IS NULL`,
		"ticks":              `SELECT COUNT(*) FROM presence WHERE person_id = $1`,
		"old ticks":          `SELECT COUNT(*) FROM presence_was WHERE person_id = $1`,
		"turns":              `SELECT COUNT(*) FROM meeting_turn WHERE person_id = $1`,
		"wishes":             `SELECT COUNT(*) FROM group_wish WHERE person_id = $1`,
		"absences":           `SELECT COUNT(*) FROM group_absence WHERE person_id = $1`,
		"waits":              `SELECT COUNT(*) FROM group_waiter WHERE person_id = $1`,
		"wishes for a group": `SELECT COUNT(*) FROM interest WHERE person_id = $1`,
		"offers":             `SELECT COUNT(*) FROM help WHERE author_id = $1 OR other_id = $1`,
		"ventures":           `SELECT COUNT(*) FROM venture_task WHERE person_id = $1`,
		"shelves":            `SELECT COUNT(*) FROM shelf_item WHERE person_id = $1`,
		"agreed":             `SELECT COUNT(*) FROM agreed WHERE person_id = $1`,
		"acceptances":        `SELECT COUNT(*) FROM group_agreement_yes WHERE person_id = $1`,
		"hand-overs":         `SELECT COUNT(*) FROM group_handover WHERE person_id = $1`,
		"tasks":              `SELECT COUNT(*) FROM group_task WHERE person_id = $1`,
		"links":              `SELECT COUNT(*) FROM link WHERE person_id = $1`,
		"sessions":           `SELECT COUNT(*) FROM session WHERE person_id = $1`,
	} {
		n := have(w, func(ctx context.Context) (n int, err error) {
			return n, sqldb.From(ctx).QueryRowContext(ctx, query, who).Scan(&n)
		})
		if n != 0 {
			w.t.Errorf("%d %s of somebody who was forgotten", n, what)
		}
	}
}

func TestOfferingWhileForgotten(t *testing.T) {
	againstForgetting(t, func(w *works, home, _ domain.GroupID, _ meeting.Meeting, who domain.PersonID) error {
		return w.mutual.Add(t.Context(), w.by, help(home, who, mutual.Offer, "podwiozę"))
	})
}

func TestAnsweringWhileForgotten(t *testing.T) {
	againstForgetting(t, func(w *works, home, _ domain.GroupID, _ meeting.Meeting, who domain.PersonID) error {
		n := help(home, w.joins(home, "Sowa", "2026-01-08"), mutual.Request, "szukam płaszcza")
		w.must(w.mutual.Add(t.Context(), w.by, n))
		return w.mutual.Match(t.Context(), w.as(home, who), home, n.ID, who)
	})
}

// besideForgetting is againstForgetting for what needs something to be there
// first: ready makes it and gives what is then done at the same moment.
func besideForgetting(t *testing.T, ready func(w *works, home domain.GroupID, who domain.PersonID) func() error) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		home := w.group("Potok", group.Accompanied)
		for i := range torture.Count(t, rounds) {
			who := w.joins(home, "Ćma", "2026-01-08")
			do := ready(w, home, who)
			errs := together(func() error { return w.flow.Forget(t.Context(), w.by, who, day("2026-03-02")) }, func() error {
				for range i % 8 { // what is read first, so that the two meet at every place
					if _, err := w.groups.Group(t.Context(), w.by, home); err != nil {
						return err
					}
				}
				return do()
			})
			w.must(errs[0])
			if kind := domain.KindOf(errs[1]); errs[1] != nil && kind != domain.KindNotFound && kind != domain.KindConflict && kind != domain.KindStale {
				t.Fatalf("beside a forgetting: %v", errs[1])
			}
			w.nothingOf(who)
			if t.Failed() {
				t.Fatalf("in round %d, the other got %v", i+1, errs[1])
			}
		}
	})
}

func TestThankedWhileForgotten(t *testing.T) {
	besideForgetting(t, func(w *works, home domain.GroupID, who domain.PersonID) func() error {
		n := help(home, w.joins(home, "Sowa", "2026-01-08"), mutual.Request, "szukam płaszcza")
		w.must(w.mutual.Add(w.t.Context(), w.by, n))
		w.must(w.mutual.Match(w.t.Context(), w.by, home, n.ID, who))
		return func() error { return w.mutual.End(w.t.Context(), w.by, home, n.ID, mutual.Thanked) }
	})
}

func TestJoiningWhileForgotten(t *testing.T) {
	againstForgetting(t, func(w *works, _, other domain.GroupID, _ meeting.Meeting, who domain.PersonID) error {
		return w.flow.Join(t.Context(), w.by, flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: other, Person: who, On: day("2026-02-01")})
	})
}

func TestGivenATurnWhileForgotten(t *testing.T) {
	againstForgetting(t, func(w *works, home, _ domain.GroupID, m meeting.Meeting, who domain.PersonID) error {
		err := w.gives(home, m, group.Moderator, who)
		if domain.KindOf(err) == domain.KindConflict { // has left by then
			return nil
		}
		return err
	})
}

func TestTickedWhileForgotten(t *testing.T) {
	againstForgetting(t, func(w *works, _, _ domain.GroupID, m meeting.Meeting, who domain.PersonID) error {
		return w.meetings.Record(t.Context(), w.by, meeting.NewAttendance{
			Meeting: m.ID, Version: 1, Total: 5, Led: meeting.LedByMember, Present: []domain.PersonID{who},
		})
	})
}

func TestLinkMadeWhileForgotten(t *testing.T) {
	againstForgetting(t, func(w *works, home, _ domain.GroupID, _ meeting.Meeting, who domain.PersonID) error {
		_, err := w.flow.MemberLink(t.Context(), w.by, home, who)
		return err
	})
}

// TestEnteringWhileLeaving opens a private link at the moment at which its
// owner leaves: nobody who left is let in.
func TestEnteringWhileLeaving(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		for range torture.Count(t, rounds) {
			who := w.joins(id, "Ćma", "2026-01-08")
			link, err := w.flow.MemberLink(t.Context(), w.by, id, who)
			w.must(err)
			var session string
			errs := atOnce(2, func(i int) (err error) {
				if i == 0 {
					return w.flow.Leave(t.Context(), w.by, id, who, day("2026-03-02"))
				}
				session, err = w.accounts.Use(t.Context(), link)
				return err
			})
			w.must(errs[0])
			if errs[1] != nil {
				wantKind(t, "a link whose owner left", errs[1], domain.KindGone)
			}
			if errs[1] == nil && w.actor(session).SignedIn() {
				t.Fatal("somebody who left was let in")
			}
		}
	})
}

// TestLinkMadeWhileLeaving makes a private link at the moment at which its
// owner leaves: it opens nothing.
func TestLinkMadeWhileLeaving(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		for range torture.Count(t, rounds) {
			who := w.joins(id, "Ćma", "2026-01-08")
			var link string
			errs := atOnce(2, func(i int) (err error) {
				if i == 0 {
					return w.flow.Leave(t.Context(), w.by, id, who, day("2026-03-02"))
				}
				link, err = w.flow.MemberLink(t.Context(), w.by, id, who)
				return err
			})
			w.must(errs[0])
			if _, err := w.accounts.Use(t.Context(), link); err == nil {
				t.Fatal("a link opens although its owner left")
			}
		}
	})
}

// TestTwoLinksAtOnce: of two private links that are made at once for one
// person one opens.
func TestTwoLinksAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		for range torture.Count(t, rounds) {
			who := w.joins(id, "Ćma", "2026-01-08")
			links := make([]string, 2)
			errs := atOnce(2, func(i int) (err error) {
				links[i], err = w.flow.MemberLink(t.Context(), w.by, id, who)
				return err
			})
			w.must(errors.Join(errs...))
			open := 0
			for _, link := range links {
				if _, err := w.accounts.Use(t.Context(), link); err == nil {
					open++
				}
			}
			if open != 1 {
				t.Fatalf("%d of two links open", open)
			}
		}
	})
}

// TestJoiningWhileClosing: nobody belongs to a group that is closed.
func TestJoiningWhileClosing(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			id := w.group("Źródło", group.Accompanied)
			errs := atOnce(2, func(i int) error {
				if i == 0 {
					return w.flow.CloseGroup(t.Context(), w.by, id, 1, group.NewStep{ID: domain.NewID[domain.StepID](), On: onDay("2026-03-01")}, over, day("2026-03-02"))
				}
				return w.flow.Join(t.Context(), w.by, flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: id, Pseudonym: "Ćma", On: day("2026-02-01")})
			})
			g, err := w.groups.Group(t.Context(), w.by, id)
			w.must(err)
			if g.Stage == group.Closed && len(w.membersOf(id)) != 0 {
				t.Fatalf("somebody belongs to a closed group: %v", errs)
			}
		}
	})
}
