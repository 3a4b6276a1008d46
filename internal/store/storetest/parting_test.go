package storetest

import (
	"context"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/stats"
	"krag/internal/flow"
	"krag/internal/store/sqldb"
)

// enters opens somebody's private link to a group and gives link and session.
func (w *works) enters(id domain.GroupID, who domain.PersonID) (link, session string) {
	w.t.Helper()
	link, err := w.flow.MemberLink(w.t.Context(), w.by, id, who)
	w.must(err)
	session, err = w.accounts.Use(w.t.Context(), link)
	w.must(err)
	return link, session
}

// openDoor says which way somebody still comes in, nothing when none.
func (w *works) openDoor(link, session string) string {
	w.t.Helper()
	if w.actor(session).SignedIn() {
		return "the session"
	}
	if _, err := w.accounts.Use(w.t.Context(), link); err == nil {
		return "the link"
	}
	return ""
}

func TestClosingAGroup(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id, other := w.group("Źródło", group.CoLed), w.group("Potok", group.CoLed)
		who := w.joins(id, "Ćma", "2026-01-08")
		w.must(w.flow.Join(t.Context(), w.by, flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: other, Person: who, On: day("2026-01-08")}))
		link, session := w.enters(id, who)
		otherLink, otherSession := w.enters(other, who)
		past := w.planned(id, morning.AddDate(0, 0, -7))
		w.planned(id, morning)
		w.planned(id, morning.AddDate(0, 0, 7))
		w.planned(other, morning.AddDate(0, 0, 7))

		n := group.NewStep{ID: domain.NewID[domain.StepID](), On: onDay("2026-03-01"), Evidence: "decyzja grupy"}
		g, err := w.groups.Group(t.Context(), w.by, id)
		w.must(err)
		w.must(w.flow.CloseGroup(t.Context(), w.by, id, g.Version, n, over, day("2026-03-02")))
		w.must(w.flow.CloseGroup(t.Context(), w.by, id, g.Version, n, over, day("2026-03-02"))) // the form came twice

		if g, _ := w.groups.Group(t.Context(), w.by, id); g.Stage != group.Closed || len(w.storyOf(id).Steps) != 2 {
			t.Errorf("the group is %s after %d steps", g.Stage, len(w.storyOf(id).Steps))
		}
		for _, r := range w.listed(id, true) {
			if r.State != meeting.Cancelled {
				t.Errorf("the meeting of %s is %s", r.StartsAt, r.State)
			}
		}
		if r := w.listed(id, false); len(r) != 1 || r[0].ID != past.ID || r[0].State != meeting.Planned {
			t.Errorf("what lies behind changed: %+v", r)
		}
		if len(w.membersOf(id)) != 0 {
			t.Error("somebody still belongs")
		}
		if door := w.openDoor(link, session); door != "" {
			t.Errorf("%s still opens", door)
		}
		if len(w.membersOf(other)) != 1 || w.listed(other, true)[0].State != meeting.Planned {
			t.Error("the other group was touched")
		}
		if w.openDoor(otherLink, otherSession) == "" {
			t.Error("the other group's door was closed")
		}
		err = w.flow.Join(t.Context(), w.by, flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: id, Person: who, On: day("2026-03-02")})
		wantKind(t, "joining a closed group", err, domain.KindConflict)
		_, err = w.meetings.Plan(t.Context(), w.by, newSeries(id, "2026-03-05", 3))
		wantKind(t, "planning in a closed group", err, domain.KindConflict)
		wantKind(t, "restoring in a closed group", w.meetings.Restore(t.Context(), w.by, w.listed(id, true)[0].ID, 2), domain.KindConflict)
	})
}

func TestForgetting(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.CoLed)
		who, stays := w.joins(id, "Ćma", "2026-01-08"), w.joins(id, "Łoś", "2026-01-08")
		link, session := w.enters(id, who)
		m := w.planned(id, morning.AddDate(0, 0, -7))
		w.held(m, 6, meeting.LedByMember, who, stays)

		w.must(w.flow.Forget(t.Context(), w.by, who, day("2026-03-02")))
		w.must(w.flow.Forget(t.Context(), w.by, who, day("2026-03-02"))) // the form came twice

		p, in, err := w.people.Show(t.Context(), w.by, who)
		if err != nil || !p.Pseudonym.IsZero() || !p.Forgotten() {
			t.Errorf("the person is still known: forgotten %v, %v", p.Forgotten(), err)
		}
		for _, b := range in {
			if b.Left.IsZero() {
				t.Error("somebody forgotten still belongs")
			}
		}
		att := have(w, func(ctx context.Context) (*meeting.Attendance, error) {
			return w.store.Meetings().Attendance(ctx, w.scope(), m.ID)
		})
		if len(att.Present) != 1 || att.Present[0] != stays || att.Total != stats.People(6) {
			t.Errorf("ticks and counts are %+v", att)
		}
		if members := w.membersOf(id); len(members) != 1 || members[0].Pseudonym.Reveal() != "Łoś" {
			t.Errorf("%d belong", len(members))
		}
		if door := w.openDoor(link, session); door != "" {
			t.Errorf("%s still opens", door)
		}
		w.keyIsGone(who)
		w.nothingSealed(who)
	})
}

// keyIsGone checks that nothing of somebody can be sealed or opened any more.
func (w *works) keyIsGone(who domain.PersonID) {
	w.t.Helper()
	if _, err := w.store.Keys().Prepare(w.t.Context(), w.scope(), domain.PersonKey, who.UUID); err == nil {
		w.t.Error("a forgotten person has a key again")
	}
	if counts, err := w.queue.Counts(w.t.Context()); err != nil || len(counts) != 1 || counts[0].Kind != flow.JobForget {
		w.t.Errorf("the job that ends the key should the process stop: %+v, %v", counts, err)
	}
}

func (w *works) nothingSealed(who domain.PersonID) {
	w.t.Helper()
	n := have(w, func(ctx context.Context) (n int, err error) {
		err = sqldb.From(ctx).QueryRowContext(ctx,
			`SELECT COUNT(*) FROM person WHERE institution_no = $1 AND id = $2 AND pseudonym IS NOT NULL`, w.scope().Institution(), who.UUID).Scan(&n)
		return n, err
	})
	if n != 0 {
		w.t.Error("the sealed pseudonym is still in its row")
	}
}
