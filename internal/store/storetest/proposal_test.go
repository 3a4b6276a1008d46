package storetest

import (
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/torture"
)

func proposal(words string) group.Proposal {
	return group.Proposal{
		ID: domain.NewID[domain.InterestID](), Wish: group.WouldStart, Words: domain.NewSecret(words), Suits: domain.NewSecret("wtorki"), Pseudonym: domain.NewSecret("Kos"),
		Reach: group.ReachSMS, Contact: domain.NewSecret("+48600100200"), When: domain.NewSecret("po 17"), Lang: "uk",
	}
}

// door opens the address of the house.
func (w *works) door() string {
	w.t.Helper()
	w.must(w.proposals.Open(w.t.Context(), w.by, true))
	d, err := w.proposals.Door(w.t.Context(), w.by)
	w.must(err)
	return d.Token
}

// proposed is one that was sent.
func (w *works) proposed(words string) group.Proposal {
	w.t.Helper()
	n := proposal(words)
	w.must(w.proposals.Propose(w.t.Context(), w.door(), n))
	return n
}

func (w *works) accepts(id domain.InterestID) (domain.GroupID, error) {
	return w.flow.AcceptProposal(w.t.Context(), w.by, id, newGroup(w.programme, "Ze zgłoszenia", group.Idea), warsaw)
}

// TestAHouseTakesProposalsWhileItWants: not before it opened its address, and not
// after it closed it; the address stays, and a form that comes twice comes once.
func TestAHouseTakesProposalsWhileItWants(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		wantKind(t, "no address", w.proposals.Propose(t.Context(), "kvxqkvxq", proposal("szycie")), domain.KindGone)
		token, n := w.door(), proposal("szycie")
		for range 2 {
			w.must(w.proposals.Propose(t.Context(), token, n))
		}
		if asked, since, err := w.proposals.Waiting(t.Context(), w.by); err != nil || asked != 1 || since.IsZero() {
			t.Fatalf("%d wait since %v, %v", asked, since, err)
		}
		p, err := w.proposals.One(t.Context(), w.by, n.ID)
		if err != nil || p.Words.Reveal() != "szycie" || p.Contact.Reveal() != "+48600100200" || p.When.Reveal() != "po 17" || p.Suits.Reveal() != "wtorki" || p.Pseudonym.Reveal() != "Kos" || p.Lang != "uk" {
			t.Fatalf("it says %+v, %v", p, err)
		}
		silent := proposal("szachy")
		silent.Reach = group.ReachNone
		w.must(w.proposals.Propose(t.Context(), token, silent))
		if p, err := w.proposals.One(t.Context(), w.by, silent.ID); err != nil || !p.Contact.IsZero() || !p.When.IsZero() {
			t.Errorf("whoever wants no contact is kept with one: %v", err)
		}
		nothing := proposal("")
		wantKind(t, "without a topic", w.proposals.Propose(t.Context(), token, nothing), domain.KindInvalid)
		w.must(w.proposals.Open(t.Context(), w.by, false))
		wantKind(t, "a closed address", w.proposals.Propose(t.Context(), token, proposal("szycie")), domain.KindGone)
		if again := w.door(); again != token {
			t.Error("posters lead nowhere after the address was opened again")
		}
		w.must(w.proposals.Open(t.Context(), w.by, false))
		w.must(w.proposals.TakeBack(t.Context(), token, n.ID)) // even then
	})
}

// TestAProposalIsTakenBack: nothing of it can be read, not even with its row; it
// waits for nothing, and no other key ends with it.
func TestAProposalIsTakenBack(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n, token := w.proposed("szycie"), w.door()
		own := group.NewInterest{ID: n.ID, Fresh: true, Topic: group.Topic{ID: domain.NewID[domain.TopicID](), Words: domain.NewSecret("szycie")}, Since: waitsFrom}
		w.must(w.flow.KeepProposal(t.Context(), w.by, own, waitsFrom))
		for range 2 {
			w.must(w.proposals.TakeBack(t.Context(), token, n.ID))
		}
		_, err := w.proposals.One(t.Context(), w.by, n.ID)
		wantKind(t, "what was taken back", err, domain.KindGone)
		if i := w.interest(n.ID); i.State != group.Withdrawn {
			t.Errorf("it still waits: %+v", i)
		}
		_, err = w.interests.One(t.Context(), w.by, group.Topic{ID: own.Topic.ID})
		wantKind(t, "words of whoever took them back", err, domain.KindNotFound)
		_, err = w.accepts(n.ID)
		wantKind(t, "accepting it", err, domain.KindGone)
		_, err = w.store.Keys().Hold(t.Context(), n.ID.UUID)
		wantKind(t, "its key", err, domain.KindGone)

		owl := w.joins(w.group("Dawna", group.Gathering), "Sowa", "2026-02-01")
		w.must(w.proposals.TakeBack(t.Context(), token, domain.InterestID(owl)))
		_, err = w.store.Keys().Hold(t.Context(), owl.UUID)
		w.must(err)
	})
}

// TestWhatComesOfAProposal: a group, an entry among those who wait, or nothing for
// now; what was decided stays.
func TestWhatComesOfAProposal(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		a, b := w.proposed("szycie"), w.proposed("szachy")
		w.must(w.proposals.PutOff(t.Context(), w.by, a.ID, "no_room"))
		wantKind(t, "put off without a reason", w.proposals.PutOff(t.Context(), w.by, b.ID, ""), domain.KindInvalid)
		in, err := w.accepts(a.ID) // put off is not for ever
		w.must(err)
		if g, err := w.groups.Group(t.Context(), w.by, in); err != nil || g.Stage != group.Idea {
			t.Fatalf("the group is %+v, %v", g, err)
		}
		g, err := w.groups.Group(t.Context(), w.by, in)
		w.must(err)
		if n := w.waits(group.Topic{Kind: g.Kind}); n != 1 {
			t.Errorf("%d wait for the group", n)
		}
		if again, err := w.accepts(a.ID); err != nil || again != in {
			t.Errorf("accepted twice: %v, %v", again, err)
		}
		wantKind(t, "put off afterwards", w.proposals.PutOff(t.Context(), w.by, a.ID, "few"), domain.KindConflict)
		keep := group.NewInterest{ID: b.ID, Topic: lonely, Since: waitsFrom}
		for range 2 {
			w.must(w.flow.KeepProposal(t.Context(), w.by, keep, waitsFrom))
		}
		if i := w.interest(b.ID); !i.Proposed || i.State != group.Waits {
			t.Errorf("kept: %+v", i)
		}
		_, err = w.accepts(b.ID)
		wantKind(t, "accepted afterwards", err, domain.KindConflict)
		if l, err := w.proposals.All(t.Context(), w.by, domain.Page{Number: 1}); err != nil || l.Total != 2 {
			t.Errorf("%d in the list, %v", l.Total, err)
		}
	})
}

// TestProposalsGoAfterAYear: with their keys.
func TestProposalsGoAfterAYear(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := w.proposed("szycie")
		w.must(w.proposals.Sweep(t.Context(), w.scope()))
		_, err := w.proposals.One(t.Context(), w.by, n.ID)
		w.must(err)
		w.clock.pass(367 * 24 * time.Hour)
		w.must(w.proposals.Sweep(t.Context(), w.scope()))
		_, err = w.proposals.One(t.Context(), w.by, n.ID)
		wantKind(t, "a year later", err, domain.KindNotFound)
		_, err = w.store.Keys().Hold(t.Context(), n.ID.UUID)
		wantKind(t, "its key", err, domain.KindGone)
	})
}

// TestWhoMayReadProposals: a coordinator, and no other; the house decides with its
// manager whether it takes any.
func TestWhoMayReadProposals(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := w.proposed("szycie")
		for _, role := range []authz.Role{authz.Manager, authz.Host, authz.Member} {
			a := w.by
			a.Roles = []authz.Role{role}
			_, err := w.proposals.All(t.Context(), a, domain.Page{Number: 1})
			wantKind(t, string(role), err, domain.KindForbidden)
			wantKind(t, string(role)+", deciding", w.proposals.PutOff(t.Context(), a, n.ID, "few"), domain.KindForbidden)
		}
		other := w.elsewhere()
		_, err := other.proposals.One(t.Context(), other.by, n.ID)
		wantKind(t, "another institution", err, domain.KindNotFound)
		_, err = other.accepts(n.ID)
		wantKind(t, "another institution, accepting", err, domain.KindNotFound)
		w.must(other.proposals.TakeBack(t.Context(), other.door(), n.ID)) // by the address of another house
		_, err = w.proposals.One(t.Context(), w.by, n.ID)
		w.must(err)
	})
}

// TestTwoAcceptAProposal: one group comes of it, and both are led to it.
func TestTwoAcceptAProposal(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			n := w.proposed("szycie")
			before := w.waits(group.Topic{Kind: newGroup(w.programme, "", group.Idea).Kind})
			var in [2]domain.GroupID
			for _, err := range atOnce(2, func(i int) (err error) { in[i], err = w.accepts(n.ID); return err }) {
				w.must(err)
			}
			if in[0].IsZero() || in[0] != in[1] {
				t.Fatalf("two groups: %v", in)
			}
			if after := w.waits(group.Topic{Kind: newGroup(w.programme, "", group.Idea).Kind}); after != before+1 {
				t.Fatalf("%d more wait", after-before)
			}
		}
	})
}

// TestAcceptedWhileTakenBack: whichever comes first, nothing of it is left.
func TestAcceptedWhileTakenBack(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			n, token := w.proposed("szycie"), w.door()
			errs := together(
				func() error { _, err := w.accepts(n.ID); return err },
				func() error { return w.proposals.TakeBack(t.Context(), token, n.ID) },
			)
			w.must(errs[1])
			if errs[0] != nil {
				wantKind(t, "accepting beside", errs[0], domain.KindGone)
			}
			_, err := w.proposals.One(t.Context(), w.by, n.ID)
			wantKind(t, "afterwards", err, domain.KindGone)
			if errs[0] == nil && w.interest(n.ID).State != group.Withdrawn {
				t.Fatal("whoever took it back still waits")
			}
		}
	})
}
