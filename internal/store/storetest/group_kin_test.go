package storetest

import (
	"context"
	"slices"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/mutual"
	"krag/internal/flow"
)

const parted = "2026-03-01"

func branch(people ...domain.PersonID) group.Branch {
	return group.Branch{
		ID: domain.NewID[domain.GroupID](), Step: domain.NewID[domain.StepID](), Neutral: "Drugi krąg", People: people, On: day(parted), Evidence: "wyszła",
	}
}

func (w *works) splits(from domain.GroupID, b group.Branch) error {
	return w.flow.SplitGroup(w.t.Context(), w.by, from, b, day("2026-03-02"))
}

func (w *works) merges(from, into domain.GroupID) error {
	n := group.NewStep{ID: domain.NewID[domain.StepID](), On: onDay(parted)}
	return w.flow.MergeGroups(w.t.Context(), w.by, from, into, n, day("2026-03-02"))
}

// whoIs lists who belongs to a group, by person.
func (w *works) whoIs(id domain.GroupID) (people []domain.PersonID) {
	w.t.Helper()
	for _, m := range have(w, func(ctx context.Context) ([]group.Member, error) {
		return w.store.Groups().Belonging(ctx, w.scope(), id)
	}) {
		people = append(people, m.Person)
	}
	return people
}

// TestAGroupDivides: those who are chosen go with what is theirs, the others
// stay, what was agreed comes along as a draft, and both know of each other.
func TestAGroupDivides(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		home := w.group("Źródło", group.CoLed)
		wren, owl := w.joins(home, "Strzyżyk", "2026-01-08"), w.joins(home, "Sowa", "2026-01-08")
		link, err := w.flow.MemberLink(t.Context(), w.by, home, wren)
		w.must(err)
		w.must(w.agreements.Begin(t.Context(), w.by, group.Edition{ID: domain.NewID[domain.EditionID](), Group: home, Lang: "pl", Rules: []group.Rule{{Key: group.RuleLimits, Text: "Gdy komuś coś grozi, szukamy pomocy.", Fixed: true}}}))
		w.must(w.mutual.Add(t.Context(), w.by, help(home, wren, mutual.Offer, "podwiozę")))
		w.must(w.turns.Ready(t.Context(), w.as(home, wren), home, group.Wish{Person: wren}, group.Wish{Person: wren, Roles: []group.Role{group.Moderator}, Most: 3}))

		b := branch(wren)
		for range 2 {
			w.must(w.splits(home, b)) // the form came twice
		}
		if !slices.Equal(w.whoIs(home), []domain.PersonID{owl}) || !slices.Equal(w.whoIs(b.ID), []domain.PersonID{wren}) {
			t.Fatalf("stayed %v, went %v", w.whoIs(home), w.whoIs(b.ID))
		}
		g, err := w.groups.Group(t.Context(), w.by, b.ID)
		w.must(err)
		if g.Stage != group.CoLed || g.Name != "Drugi krąg" || g.Audience != "dla dorosłych" || !g.Sensitive {
			t.Errorf("the new group is %+v", g)
		}
		all, err := w.agreements.All(t.Context(), w.by, b.ID)
		w.must(err)
		if len(all) != 1 || all[0].Agreed() || len(all[0].Rules) != 1 {
			t.Errorf("its agreement is %+v", all)
		}
		session, err := w.accounts.Use(t.Context(), link)
		w.must(err)
		if a := w.actor(session); !slices.Contains(a.Groups, b.ID) || slices.Contains(a.Groups, home) {
			t.Errorf("the link leads to %v", a.Groups)
		}
		for id, out := range map[domain.GroupID]bool{home: true, b.ID: false} {
			kin := w.storyOf(id).Kin
			if len(kin) != 1 || kin[0].How != group.Divided || kin[0].Out != out || kin[0].On != day(parted) {
				t.Errorf("the kin is %+v", kin)
			}
		}
		own, err := w.turns.Person(t.Context(), w.by, b.ID, wren)
		w.must(err)
		if own.Wish.Most != 3 {
			t.Errorf("what went along with them is %+v", own.Wish)
		}
		offers, err := w.mutual.Seen(t.Context(), w.as(b.ID, wren), b.ID)
		w.must(err)
		if len(offers) != 1 {
			t.Errorf("offers that went along: %+v", offers)
		}
	})
}

// TestSettledHelpGoesAlong: what two who both go have settled goes along with its
// words; what only one of them has ends as when somebody leaves.
func TestSettledHelpGoesAlong(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		home := w.group("Źródło", group.CoLed)
		wren, owl, finch := w.joins(home, "Strzyżyk", "2026-01-08"), w.joins(home, "Sowa", "2026-01-08"), w.joins(home, "Zięba", "2026-01-08")
		settled := func(author, other domain.PersonID, words string) {
			n := help(home, author, mutual.Offer, words)
			w.must(w.mutual.Add(t.Context(), w.by, n))
			w.must(w.mutual.Match(t.Context(), w.by, home, n.ID, other))
		}
		settled(wren, owl, "podwiozę")
		settled(owl, wren, "ugotuję")
		settled(wren, finch, "naprawię")
		settled(finch, owl, "zaśpiewam")
		b := branch(wren, owl)
		for range 2 {
			w.must(w.splits(home, b)) // the form came twice
		}
		told := func(id domain.GroupID) (all []string) {
			for _, h := range w.helps(id) {
				all = append(all, string(h.State)+" "+h.Words.Reveal())
			}
			slices.Sort(all)
			return all
		}
		if got := told(b.ID); !slices.Equal(got, []string{"matched podwiozę", "matched ugotuję"}) {
			t.Errorf("there: %q", got)
		}
		if got := told(home); !slices.Equal(got, []string{"open zaśpiewam"}) {
			t.Errorf("here: %q", got)
		}
		w.must(w.merges(b.ID, home))
		if got := told(home); !slices.Equal(got, []string{"matched podwiozę", "matched ugotuję", "open zaśpiewam"}) {
			t.Errorf("together again: %q", got)
		}
	})
}

// TestWhoCannotGo: nobody who does not belong, not everybody, not before they
// came, not on a day to come.
func TestWhoCannotGo(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		home, other := w.group("Źródło", group.CoLed), w.group("Potok", group.CoLed)
		wren, owl := w.joins(home, "Strzyżyk", "2026-01-08"), w.joins(home, "Sowa", "2026-01-08")
		early, late := branch(wren), branch(wren)
		early.On, late.On = day("2026-01-07"), day("2026-03-03")
		for what, b := range map[string]group.Branch{
			"nobody": branch(), "everybody": branch(wren, owl), "a stranger": branch(w.joins(other, "Kos", "2026-01-08")), "early": early, "late": late,
		} {
			wantKind(t, what, w.splits(home, b), domain.KindInvalid)
		}
		_, err := w.ends(other, over)
		w.must(err)
		wantKind(t, "closed", w.splits(other, branch(wren)), domain.KindConflict)
		if n := len(w.whoIs(home)); n != 2 {
			t.Errorf("%d belong", n)
		}
	})
}

// TestTwoGroupsBecomeOne: everybody goes along, nobody belongs twice, the first
// closes and its meetings are called off, and both know of each other.
func TestTwoGroupsBecomeOne(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		from, into := w.group("Potok", group.CoLed), w.group("Źródło", group.CoLed)
		both := w.joins(into, "Sowa", "2026-01-08")
		wren := w.joins(from, "Strzyżyk", "2026-01-08")
		w.must(w.flow.Join(t.Context(), w.by, flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: from, Person: both, On: day("2026-01-09")}))
		w.planned(from, morning.AddDate(0, 0, 7))
		link, err := w.flow.MemberLink(t.Context(), w.by, from, wren)
		w.must(err)
		n := group.NewStep{ID: domain.NewID[domain.StepID](), On: onDay(parted)}
		for range 2 {
			w.must(w.flow.MergeGroups(t.Context(), w.by, from, into, n, day("2026-03-02"))) // the form came twice
		}
		if len(w.whoIs(from)) != 0 || len(w.whoIs(into)) != 2 {
			t.Fatalf("left %v, there %v", w.whoIs(from), w.whoIs(into))
		}
		story := w.storyOf(from)
		if e := story.Ending; e == nil || e.Reason != group.Merged || len(story.Kin) != 1 || !story.Kin[0].Out || story.Kin[0].Group != into {
			t.Errorf("the story of the first is %+v", story)
		}
		if kin := w.storyOf(into).Kin; len(kin) != 1 || kin[0].Out || kin[0].How != group.United {
			t.Errorf("the kin of the second is %+v", kin)
		}
		if ahead := w.ahead(from); ahead != 0 {
			t.Errorf("%d meetings lie ahead of a group that closed", ahead)
		}
		session, err := w.accounts.Use(t.Context(), link)
		w.must(err)
		if a := w.actor(session); !slices.Contains(a.Groups, into) {
			t.Errorf("the link leads to %v", a.Groups)
		}
		wantKind(t, "itself", w.merges(into, into), domain.KindInvalid)
		wantKind(t, "closed", w.merges(into, from), domain.KindConflict)
		other := w.elsewhere()
		wantKind(t, "of another institution", other.merges(other.group("Rzeka", group.CoLed), into), domain.KindNotFound)
	})
}

// TestUnitingIsTakenBack: a group that lives again did not join another, and may
// join it later.
func TestUnitingIsTakenBack(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		from, into := w.group("Potok", group.CoLed), w.group("Źródło", group.CoLed)
		w.joins(from, "Strzyżyk", "2026-01-08")
		unite := func() domain.StepID {
			t.Helper()
			n := group.NewStep{ID: domain.NewID[domain.StepID](), On: onDay(parted)}
			w.must(w.flow.MergeGroups(t.Context(), w.by, from, into, n, day("2026-03-02")))
			return n.ID
		}
		w.must(w.groups.TakeBack(t.Context(), w.by, from, unite(), "pomyłka"))
		if a, b := w.storyOf(from), w.storyOf(into); len(a.Kin)+len(b.Kin) != 0 || len(a.Backs) != 1 {
			t.Errorf("taken back, the first says %+v, the second %+v", a, b.Kin)
		}
		unite()
		if a, b := w.storyOf(from).Kin, w.storyOf(into).Kin; len(a) != 1 || len(b) != 1 {
			t.Errorf("united anew, the first says %+v, the second %+v", a, b)
		}
	})
}

// TestUnitingAsksForRoom: nobody comes beyond the most that a group has room
// for; who belongs to both takes one place.
func TestUnitingAsksForRoom(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		small := newGroup(w.programme, "Źródło", group.CoLed)
		small.Description.Most = 2
		w.must(w.groups.Create(t.Context(), w.by, small))
		from := w.group("Potok", group.CoLed)
		w.joins(small.ID, "Sowa", "2026-01-08")
		both := w.joins(small.ID, "Kos", "2026-01-08")
		w.must(w.flow.Join(t.Context(), w.by, flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: from, Person: both, On: day("2026-01-09")}))
		wren := w.joins(from, "Strzyżyk", "2026-01-08")
		wantKind(t, "three where two have room", w.merges(from, small.ID), domain.KindInvalid)
		w.must(w.flow.Leave(t.Context(), w.by, from, wren, day("2026-03-02")))
		w.must(w.merges(from, small.ID))
		if n := len(w.whoIs(small.ID)); n != 2 {
			t.Errorf("%d belong", n)
		}
	})
}

// ahead counts what a group has planned.
func (w *works) ahead(id domain.GroupID) (n int) {
	w.t.Helper()
	for _, m := range w.listed(id, true) {
		if m.State == meeting.Planned {
			n++
		}
	}
	return n
}
