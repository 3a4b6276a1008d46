package storetest

import (
	"context"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/flow"
	"krag/internal/torture"
)

// invites gives the token of a new invitation to a group.
func (w *works) invites(id domain.GroupID) string {
	w.t.Helper()
	token, _, err := w.invited.Make(w.t.Context(), w.by, id, domain.NewID[domain.InvitationID](), warsaw)
	w.must(err)
	return token
}

func accepting() flow.Accepting {
	return flow.Accepting{Form: domain.NewID[domain.MembershipID]().UUID, Pseudonym: "Rudzik"}
}

// TestAnInvitationIsOfOnePerson: sent twice it is one membership with a link anew;
// somebody else finds it gone, as when its time is over.
func TestAnInvitationIsOfOnePerson(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		ctx := t.Context()
		id := w.group("Źródło", group.Accompanied)
		token, n := w.invites(id), accepting()
		first, err := w.flow.Accept(ctx, token, n)
		w.must(err)
		second, err := w.flow.Accept(ctx, token, n) // the form came twice
		w.must(err)
		members, err := w.groups.Members(ctx, w.by, id)
		w.must(err)
		if len(members) != 1 || members[0].Person.UUID == n.Form || members[0].Pseudonym.Reveal() != "Rudzik" {
			t.Fatalf("belong: %+v", members)
		}
		who := members[0].Person
		_, err = w.accounts.Link(ctx, first)
		wantKind(t, "the first link", err, domain.KindGone)
		if l, err := w.accounts.Link(ctx, second); err != nil || l.Kind != account.LinkMember || l.Person != who || l.Group != id || l.Institution != w.in.ID {
			t.Errorf("the second link: %+v, %v", l, err)
		}
		_, err = w.flow.Accept(ctx, token, accepting())
		wantKind(t, "somebody else", err, domain.KindGone)
		_, err = w.flow.Accept(ctx, token, flow.Accepting{Form: who.UUID, Pseudonym: "Rudzik"})
		wantKind(t, "whoever knows who joined, and not by which form", err, domain.KindGone)
		w.clock.pass(group.UsedAgain + time.Minute)
		_, err = w.flow.Accept(ctx, token, n)
		wantKind(t, "the form long after", err, domain.KindGone)
		last := w.invites(id)
		w.clock.pass(14*24*time.Hour - time.Minute)
		_, err = w.flow.Accept(ctx, last, n)
		w.must(err)
		w.clock.pass(2 * time.Minute)
		w.must(w.invited.Sweep(ctx, w.scope()))
		_, err = w.flow.Accept(ctx, last, n)
		w.must(err) // whose time ended meanwhile
		late := w.invites(id)
		w.clock.pass(14 * 24 * time.Hour)
		_, err = w.flow.Accept(ctx, late, accepting())
		wantKind(t, "an old one", err, domain.KindGone)
		w.must(w.invited.Sweep(ctx, w.scope()))
		_, err = w.flow.Accept(ctx, "", accepting())
		wantKind(t, "no token", err, domain.KindGone)
	})
}

// overClockChanges are instants of which clocks in Warsaw are put forward or back
// within fourteen days, with what they show when an invitation made then ends.
var overClockChanges = []struct{ made, ends string }{
	{"2026-03-15T01:30:00Z", "2026-03-29 03:30"}, // half past two is skipped
	{"2026-03-28T22:50:45Z", "2026-04-11 23:50"},
	{"2026-03-29T00:59:59Z", "2026-04-12 01:59"}, // a second before they are put forward
	{"2026-10-11T00:30:00Z", "2026-10-25 02:30"}, // half past two comes twice
	{"2026-10-24T22:20:00Z", "2026-11-08 00:20"},
	{"2026-10-25T00:59:59Z", "2026-11-08 02:59"}, // a second before they are put back
	{"2026-10-25T01:00:00Z", "2026-11-08 02:00"},
}

// TestAnInvitationEndsByTheClockOnTheWall: after fourteen days it shows the same time;
// until then, and not a second longer, somebody can join.
func TestAnInvitationEndsByTheClockOnTheWall(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		for _, one := range overClockChanges {
			at, err := time.Parse(time.RFC3339, one.made)
			w.must(err)
			w.clock.pass(at.Sub(w.clock.Now()))
			token, made, err := w.invited.Make(t.Context(), w.by, id, domain.NewID[domain.InvitationID](), warsaw)
			w.must(err)
			until, listed := w.listedUntil(id, made.ID)
			if !listed || !until.Equal(made.Until) || until.In(warsaw).Format("2006-01-02 15:04:05") != one.ends+":00" {
				t.Errorf("made %s it ends %s, and is listed until %s; want %s", one.made, made.Until.In(warsaw), until.In(warsaw), one.ends)
			}
			w.clock.pass(made.Until.Sub(at) - time.Second)
			if _, err := w.invited.At(t.Context(), token, nil); err != nil {
				t.Errorf("made %s, a second before its end: %v", one.made, err)
			}
			w.clock.pass(time.Second)
			_, err = w.invited.At(t.Context(), token, nil)
			wantKind(t, "made "+one.made+", at its end", err, domain.KindGone)
			if _, listed := w.listedUntil(id, made.ID); listed {
				t.Errorf("made %s it is listed after its end", one.made)
			}
		}
	})
}

// listedUntil is until when an invitation can be used, as whoever made it is told.
func (w *works) listedUntil(in domain.GroupID, id domain.InvitationID) (until time.Time, listed bool) {
	w.t.Helper()
	all, _, err := w.invited.Open(w.t.Context(), w.by, in)
	w.must(err)
	for _, i := range all {
		if i.ID == id {
			return i.Until, true
		}
	}
	return until, false
}

// TestWhoMayInvite: those who work with the group; it ends with it, and another
// institution neither makes one nor takes one back.
func TestWhoMayInvite(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		ctx := t.Context()
		id := w.group("Źródło", group.Accompanied)
		kos := w.joins(id, "Kos", "2026-02-01")
		member := authz.Actor{Roles: []authz.Role{authz.Member}, Person: kos, Institution: w.in.ID, Scope: w.scope(), Groups: []domain.GroupID{id}}
		_, _, err := w.invited.Make(ctx, member, id, domain.NewID[domain.InvitationID](), warsaw)
		wantKind(t, "by a member", err, domain.KindForbidden)
		there := w.elsewhere()
		_, _, err = there.invited.Make(ctx, there.by, id, domain.NewID[domain.InvitationID](), warsaw)
		wantKind(t, "from another institution", err, domain.KindNotFound)
		for range group.MostInvited {
			w.invites(id)
		}
		_, _, err = w.invited.Make(ctx, w.by, id, domain.NewID[domain.InvitationID](), warsaw)
		wantKind(t, "one more than there may be", err, domain.KindConflict)
		all, asks, err := w.invited.Open(ctx, w.by, id)
		w.must(err)
		if asks {
			t.Error("a group that is open asks before somebody joins")
		}
		wantKind(t, "taken back from another institution", there.invited.Revoke(ctx, there.by, id, all[0].ID), domain.KindNotFound)
		w.must(w.invited.Revoke(ctx, w.by, id, all[0].ID))
		w.must(w.invited.Revoke(ctx, w.by, id, all[0].ID))
		token := w.invites(id)
		_, err = w.ends(id, group.Ending{Reason: group.NotNeeded})
		w.must(err)
		_, err = w.flow.Accept(ctx, token, accepting())
		wantKind(t, "after the group closed", err, domain.KindGone)
		if all, _, err := w.invited.Open(ctx, w.by, id); err != nil || len(all) != 0 {
			t.Errorf("open after it closed: %v, %v", all, err)
		}
		_, _, err = w.invited.Make(ctx, w.by, id, domain.NewID[domain.InvitationID](), warsaw)
		wantKind(t, "of a closed group", err, domain.KindConflict)
	})
}

// TestWhoJoinedByAnInvitationIsForgotten with it, and who left does not come back by it.
func TestWhoJoinedByAnInvitationIsForgotten(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		ctx := t.Context()
		id := w.group("Źródło", group.Accompanied)
		token, n := w.invites(id), accepting()
		_, err := w.flow.Accept(ctx, token, n)
		w.must(err)
		members, err := w.groups.Members(ctx, w.by, id)
		w.must(err)
		who := members[0].Person
		w.must(w.flow.Leave(ctx, w.by, id, who, day("2026-03-02")))
		_, err = w.flow.Accept(ctx, token, n)
		wantKind(t, "who left", err, domain.KindNotFound)
		w.must(w.flow.Forget(ctx, w.by, who, day("2026-03-02")))
		kept := have(w, func(ctx context.Context) (group.Invitation, error) {
			i, err := w.store.Groups().InvitationByToken(ctx, group.InvitationHash(token))
			if domain.KindOf(err) == domain.KindNotFound {
				err = nil
			}
			return i, err
		})
		if !kept.Person.IsZero() {
			t.Errorf("of whom was forgotten it is kept: %+v", kept)
		}
		_, err = w.flow.Accept(ctx, token, n)
		wantKind(t, "who was forgotten", err, domain.KindGone)
	})
}

// TestTwoJoinByOneInvitation: one does, and nobody is written down twice; the last
// place is one person's, and the other's invitation still works.
func TestTwoJoinByOneInvitation(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		ctx := t.Context()
		for range torture.Count(t, rounds) {
			id := w.group("Źródło", group.Accompanied)
			token := w.invites(id)
			errs := atOnce(2, func(int) error { _, err := w.flow.Accept(ctx, token, accepting()); return err })
			if (errs[0] == nil) == (errs[1] == nil) {
				t.Fatalf("both or none: %v", errs)
			}
			for _, err := range errs {
				if err != nil {
					wantKind(t, "the later one", err, domain.KindGone)
				}
			}
			same, again := w.invites(id), accepting()
			for _, err := range atOnce(2, func(int) error { _, err := w.flow.Accept(ctx, same, again); return err }) {
				w.must(err) // a form that comes twice at once
			}
			members, err := w.groups.Members(ctx, w.by, id)
			if err != nil || len(members) != 2 {
				t.Fatalf("%d belong, want 2: %v", len(members), err)
			}
		}
	})
}

// TestAFormIsNobody: whatever id somebody sends with their form, they are somebody
// new and no one else's link is given to them.
func TestAFormIsNobody(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		ctx := t.Context()
		id, other := w.group("Źródło", group.Accompanied), w.group("Potok", group.Accompanied)
		waits := flow.Wishing{NewInterest: group.NewInterest{ID: domain.NewID[domain.InterestID](), Topic: group.Topic{Kind: group.KindOther}, Since: day("2026-03-01")}, Pseudonym: "Sowa"}
		w.must(w.flow.Wish(ctx, w.by, waits, day("2026-03-02"))) // a person without a membership
		kos := w.joins(other, "Kos", "2026-02-01")
		for _, form := range []domain.UUID{waits.ID.UUID, kos.UUID, w.by.User.UUID} {
			door, err := w.flow.Accept(ctx, w.invites(id), flow.Accepting{Form: form, Pseudonym: "Rudzik"})
			w.must(err)
			if l, err := w.accounts.Link(ctx, door); err != nil || l.Person.UUID == form {
				t.Errorf("the link of %v is given: %v", form, err)
			}
		}
		members, err := w.groups.Members(ctx, w.by, id)
		if err != nil || len(members) != 3 {
			t.Errorf("%d belong: %v", len(members), err)
		}
		for _, m := range members {
			if m.Pseudonym.Reveal() != "Rudzik" {
				t.Errorf("%s came in", m.Pseudonym.Reveal())
			}
		}
	})
}
