package publish

import (
	"slices"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

// one is a count of people of a group, or with group 0 of the programme.
func one(n byte, group byte, indicator string, people int) SourceOutcome {
	o := SourceOutcome{ID: id[domain.OutcomeID](n), Indicator: indicator, Form: FormCount, N: stats.People(people), People: true, Who: "osoby"}
	if group > 0 {
		o.Group, o.GroupName = id[domain.GroupID](group), "Grupa"
	}
	return o
}

// shared is the same as a share.
func shared(n byte, group byte, indicator string, people, of int) SourceOutcome {
	o := one(n, group, indicator, people)
	o.Form, o.Of = FormShare, stats.People(of)
	return o
}

// at is an outcome at a moment.
func (o SourceOutcome) at(when string) SourceOutcome {
	o.When = when
	return o
}

// achieved is a card of these outcomes alone, the given ones said exactly.
func achieved(exact []byte, outcomes ...SourceOutcome) work {
	w := workOn("practice")
	w.source.Outcomes = outcomes
	for _, n := range exact {
		i := slices.IndexFunc(outcomes, func(o SourceOutcome) bool { return o.ID == id[domain.OutcomeID](n) })
		p := Permission{Outcome: outcomes[i].ID, Reason: "opublikowano"}
		p.N, p.Of = outcomes[i].values()
		w.permissions = append(w.permissions, p)
	}
	return w
}

// verdict is whether the card can be published, and what would be exposed.
func (w work) verdict(t *testing.T) (accepted bool, exposed []string) {
	t.Helper()
	_, n, err := w.drafts(plainWords{})
	if err != nil {
		t.Fatal(err)
	}
	p := Preview{Verdict: n.Verdict()}
	p.Drafted.Edition = w.edition(Polish)
	return p.Verdict.Accepted(), p.Exposed()
}

// publish keeps what the card tells, as publishing does.
func (w work) publish(t *testing.T) Told {
	t.Helper()
	_, n, err := w.drafts(plainWords{})
	if err != nil || !n.Verdict().Accepted() {
		t.Fatalf("not published: %v, %v", err, n.Verdict())
	}
	return Told{Statements: slices.Concat(w.told.Statements, n.Statements()), Cells: joined(w.told.Cells, n.Cells())}
}

func TestAWholeMinusItsGroups(t *testing.T) {
	exact := func(n ...byte) []byte { return n }
	for name, c := range map[string]struct {
		w    work
		safe bool
	}{
		"the attack":            {achieved(exact(1, 2), one(1, 0, "znalazły pracę", 20), one(2, 1, "znalazły pracę", 15), one(3, 2, "znalazły pracę", 5)), false},
		"however it is typed":   {achieved(exact(1, 2), one(1, 0, "Znalazły  PRACĘ.", 20), one(2, 1, "znalazly prace", 15), one(3, 2, " znalazły pracę", 5)), false},
		"of another indicator":  {achieved(exact(1, 2), one(1, 0, "skończyły kurs", 20), one(2, 1, "znalazły pracę", 15), one(3, 2, "znalazły pracę", 5)), true},
		"one group of a few":    {achieved(exact(1), one(1, 0, "praca", 5), one(2, 1, "praca", 5)), false},
		"a few beyond":          {achieved(exact(1, 2), one(1, 0, "praca", 17), one(2, 1, "praca", 15), one(3, 2, "praca", 1)), false},
		"many beyond":           {achieved(exact(1, 2), one(1, 0, "praca", 30), one(2, 1, "praca", 15), one(3, 2, "praca", 5)), true},
		"one of them in both":   {achieved(exact(1, 2), one(1, 0, "praca", 20), one(2, 1, "praca", 16), one(3, 2, "praca", 5)), false},
		"all three exact":       {achieved(exact(1, 2, 3), one(1, 0, "praca", 20), one(2, 1, "praca", 15), one(3, 2, "praca", 5)), true},
		"none of them exact":    {achieved(nil, one(1, 0, "praca", 20), one(2, 1, "praca", 15), one(3, 2, "praca", 5)), true},
		"parts of shares":       {achieved(exact(1, 2), shared(1, 0, "praca", 20, 60), shared(2, 1, "praca", 15, 40), one(3, 2, "praca", 5)), false},
		"wholes of shares":      {achieved(exact(1, 2), shared(1, 0, "praca", 30, 45), shared(2, 1, "praca", 15, 40), shared(3, 2, "praca", 2, 5)), false},
		"everybody in a group":  {achieved(exact(1, 2), one(1, 0, "praca", 20), one(2, 1, "praca", 15), SourceOutcome{ID: id[domain.OutcomeID](3), Group: id[domain.GroupID](2), Indicator: "praca", Form: FormAll, People: true}), false},
		"groups, not people":    {achieved(exact(1, 2), one(1, 0, "praca", 20), one(2, 1, "praca", 15), SourceOutcome{ID: id[domain.OutcomeID](3), Group: id[domain.GroupID](2), Indicator: "praca", Form: FormCount, N: stats.People(5)}), true},
		"another moment of one": {achieved(exact(1, 2, 3), one(1, 0, "praca", 20), one(2, 1, "praca", 14), one(3, 1, "praca", 13), one(4, 2, "praca", 5)), true},
		"one moment adds up":    {achieved(exact(1, 2, 3), one(1, 0, "praca", 20), one(2, 1, "praca", 15), one(3, 1, "praca", 13), one(4, 2, "praca", 5)), false},
		"the same moment":       {achieved(exact(1, 2, 3), one(1, 0, "praca", 20).at("po roku"), one(2, 1, "praca", 16).at("Po roku"), one(3, 1, "praca", 13).at("po miesiącu"), one(4, 2, "praca", 5)), false},
	} {
		t.Run(name, func(t *testing.T) {
			safe, exposed := c.w.verdict(t)
			if safe != c.safe {
				t.Errorf("published: %v, exposed %q", safe, exposed)
			}
			if !safe && len(exposed) == 0 {
				t.Error("nobody says which number would be exposed")
			}
		})
	}
}

// TestAWholePublishedBefore: what stands on a page already counts, on this card
// and on others, whichever of the numbers was noted first.
func TestAWholePublishedBefore(t *testing.T) {
	all := []SourceOutcome{one(1, 0, "praca", 20), one(2, 1, "praca", 15), one(3, 2, "praca", 5)}
	for name, c := range map[string]struct{ before, now work }{
		"the whole first":    {achieved([]byte{1}, all[0]), achieved([]byte{1, 2}, all...)},
		"a part first":       {achieved([]byte{2}, all[1]), achieved([]byte{1, 2}, all...)},
		"a hidden one first": {achieved(nil, all[2]), achieved([]byte{1, 2}, all...)},
		"card by card":       {achieved([]byte{2}, all...), achieved([]byte{1}, all...)},
		"and now by rule":    {achieved([]byte{1, 2}, all[:2]...), achieved(nil, all...)},
	} {
		c.now.told = c.before.publish(t)
		if safe, exposed := c.now.verdict(t); safe || !slices.Equal(exposed, []string{"praca"}) {
			t.Errorf("%s: published %v, exposed %q", name, safe, exposed)
		}
	}
}

// TestEverybodyIsHiddenBesideAWhole: "all" of a group and a few of it have one
// card, whatever stands beside them.
func TestEverybodyIsHiddenBesideAWhole(t *testing.T) {
	for whole := range 40 {
		card := func(third SourceOutcome) string {
			return whole0(t, achieved([]byte{2}, one(1, 0, "praca", whole), one(2, 1, "praca", 15), third))
		}
		everybody := one(3, 2, "praca", 0)
		everybody.Form = FormAll
		all, alike := card(everybody), false
		for n := range stats.Small + 1 {
			alike = alike || card(one(3, 2, "praca", n)) == all
		}
		if !alike {
			t.Errorf("beside a whole of %d everybody looks like no number", whole)
		}
	}
}

func whole0(t *testing.T, w work) string { return whole(t, w.edition(Polish)) }
