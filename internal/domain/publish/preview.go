package publish

import (
	"context"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/stats"
)

// Preview is a card as the public would see it, and what stands in the way.
type Preview struct {
	Card      Card
	Template  Template
	Drafted   Drafted
	Texts     Texts
	Loose     []Loose       // numbers in typed words that nobody has decided about
	Decided   []Loose       // those that somebody has
	Exact     []Permission  // decisions to say a number exactly, without what they were given for
	Verdict   stats.Verdict // whether a hidden number could be worked out
	Before    []Publication // the newest first
	Programme string        // its slug
	Sensitive bool          // one of its groups is
	Unread    []string      // indicators beside which words are to be decided about that the actor may not read

	exact map[domain.OutcomeID]bool // numbers that a permission covers
}

// Ready reports whether the card can be published as it stands.
func (p Preview) Ready() bool { return p.Verdict.Accepted() && len(p.Loose) == 0 && len(p.Unread) == 0 }

// Preview gives a card in one language as it would be published now. A number
// that will be exact, and that the actor may not read within the institution,
// is shown as it is there until it was published.
func (s *Service) Preview(ctx context.Context, a authz.Actor, id domain.CardID, lang Lang) (p Preview, err error) {
	var w work
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		w, err = s.read(ctx, a.Scope, id)
		return err
	})
	if err != nil {
		return p, err
	}
	editions, numbers, err := w.drafts(s.words)
	if err != nil {
		return p, err
	}
	seen, err := w.seenBy(a, numbers)
	if err != nil {
		return p, err
	}
	p = Preview{
		Card: w.card, Template: w.template, Texts: w.texts, Before: w.before, Programme: w.source.Slug,
		Exact: given(w.permissions), Verdict: numbers.Verdict(), exact: numbers.exact,
	}
	p.Drafted.Edition, p.Drafted.Notes = w.draft(s.words, lang, seen).edition()
	p.Loose, p.Decided, p.Unread = w.readable(s.words, editions, seen)
	p.Sensitive = slices.ContainsFunc(w.source.Groups, func(g SourceGroup) bool { return g.Sensitive })
	return p, nil
}

// given are permissions without the values and the words they were given for.
func given(all []Permission) []Permission {
	bare := slices.Clone(all)
	for i := range bare {
		bare[i].N, bare[i].Of, bare[i].Text = 0, 0, ""
	}
	return bare
}

// PublicCell is a number of people on a card as the public sees it.
type PublicCell struct {
	Outcome    domain.OutcomeID
	Indicator  string
	Shown      Shown
	Kept       bool        // exact once it is published, and not shown to the actor before
	Permission *Permission // to say it exactly
}

// Cells lists the numbers of people on a card, and whoever allowed one to be
// said exactly.
func (p Preview) Cells() (cells []PublicCell) {
	for _, r := range p.Drafted.Edition.Results() {
		if !r.People || r.Form == FormGroup || r.Form == FormWords {
			continue
		}
		c := PublicCell{Outcome: domain.OutcomeID{UUID: r.Rests}, Indicator: r.Indicator, Shown: Exact}
		c.Kept = r.N != nil && r.N.Kept || r.Of != nil && r.Of.Kept
		if r.N != nil && !c.Kept {
			c.Shown = r.N.Shown
		}
		for i, one := range p.Exact {
			if one.Outcome == c.Outcome && p.exact[c.Outcome] {
				c.Permission = &p.Exact[i]
			}
		}
		cells = append(cells, c)
	}
	return cells
}

// Exposed names what a hidden number is about that could be worked out.
func (p Preview) Exposed() (indicators []string) {
	named := map[string]string{}
	for _, r := range p.Drafted.Edition.Results() {
		named[domain.OutcomeID{UUID: r.Rests}.String()] = r.Indicator
	}
	for _, e := range p.Verdict.Exposed {
		for _, id := range append(slices.Clone(e.Sum), e.Less...) {
			_, key, _ := strings.Cut(id.Key, "/")
			key, _, _ = strings.Cut(key, "/")
			if name := named[key]; name != "" && !slices.Contains(indicators, name) {
				indicators = append(indicators, name)
			}
		}
	}
	return indicators
}
