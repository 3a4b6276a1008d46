package publish

import (
	"context"
	"crypto/sha256"
	"errors"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// nobody is the value of a number in a text that counts no people.
const nobody = -2

// Nobody reports a decision that a number in a text counts no people.
func (p Permission) Nobody() bool { return p.Outcome.IsZero() && p.N == nobody }

// Decision is about numbers in typed words, each chosen by itself: that they
// may be said although they are of people, or that they are of nobody. One
// reason may serve several; each is kept and written down by itself.
type Decision struct {
	ID     domain.PermissionID // from the form, from which each number's own is made
	Card   domain.CardID
	Texts  []string // of the Loose
	Nobody bool
	Reason string
}

func (d Decision) check() error {
	var p domain.Problems
	if len(d.Texts) == 0 {
		p.Add("number", "card.words.none")
	}
	if more, ok := errors.AsType[domain.Problems](checkReason("reason", d.Reason, MaxReason)); ok {
		p = append(p, more...)
	}
	return p.Err()
}

// permission is the decision about one of the numbers. The same form makes the
// same one again.
func (d Decision) permission(text string) Permission {
	p := Permission{Card: d.Card, Text: text, Reason: strings.TrimSpace(d.Reason)}
	sum := sha256.Sum256(append([]byte(d.ID.String()), text...))
	copy(p.ID.UUID[:], sum[:])
	if d.Nobody {
		p.N = nobody
	}
	return p
}

// Decide keeps what was decided about numbers in typed words. If one of them
// stands nowhere any more, nothing is kept and the error is KindConflict.
func (s *Service) Decide(ctx context.Context, a authz.Actor, d Decision) error {
	if err := d.check(); err != nil {
		return err
	}
	var all []Permission
	err := s.desk.View(ctx, a, ActExact, authz.Resource{Scope: a.Scope}, func(ctx context.Context) error {
		w, err := s.read(ctx, a.Scope, d.Card)
		if err == nil {
			all, err = w.decisions(a, d, s.words)
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.desk.InTx(ctx, a.Scope, func(ctx context.Context) error {
		for _, p := range all {
			p.By, p.At = a.User, s.desk.Clock.Now()
			err := s.change(ctx, a, ActExact, d.Card, func(ctx context.Context) (bool, error) {
				return s.store.InsertPermission(ctx, a.Scope, p)
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// typed are the numbers in typed words of all languages: those that wait for a
// decision, and those that have one.
func (w work) typed(editions map[Lang]Edition) (waiting, decided []Loose) {
	by, seen := map[string]*Permission{}, map[string]bool{}
	for i, p := range w.permissions {
		by[p.Text] = &w.permissions[i]
	}
	for _, lang := range Langs {
		for _, l := range looseIn(editions[lang]) {
			text := l.Text()
			if seen[text] {
				continue
			}
			seen[text] = true
			if l.Decision = by[text]; l.Decision == nil {
				waiting = append(waiting, l)
			} else {
				decided = append(decided, l)
			}
		}
	}
	return waiting, decided
}

// decided reports that no number in typed words waits for a decision.
func (w work) decided(editions map[Lang]Edition) bool {
	waiting, _ := w.typed(editions)
	return len(waiting) == 0
}

// decisions are those that are still to be kept. Nobody decides about words
// that they may not read.
func (w work) decisions(a authz.Actor, d Decision, words Words) (all []Permission, err error) {
	editions, numbers, err := w.drafts(words)
	if err != nil {
		return nil, err
	}
	seen, err := w.seenBy(a, numbers)
	if err != nil {
		return nil, err
	}
	waiting, _, _ := w.readable(words, editions, seen)
	for _, text := range d.Texts {
		p := d.permission(text)
		switch {
		case slices.ContainsFunc(w.permissions, func(one Permission) bool { return one.ID == p.ID }):
		case slices.ContainsFunc(waiting, func(l Loose) bool { return l.Text() == text }):
			all = append(all, p)
		default:
			return nil, domain.Conflict("card.words.gone")
		}
	}
	return all, nil
}
