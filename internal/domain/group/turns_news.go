package group

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// gave notes that people have a turn at meetings, so that they are told of it
// once. Who took it themselves knows.
func (t *Turns) gave(ctx context.Context, a authz.Actor, turns ...Turn) error {
	done := map[Turn]bool{}
	for _, one := range turns {
		one.Role = "" // of several roles at a meeting one hears once
		if done[one] || one.Person == a.Person {
			continue
		}
		done[one] = true
		if err := t.store.NoteGiven(ctx, a.Scope, one.Meeting, one.Person, t.desk.Clock.Now()); err != nil {
			return err
		}
	}
	return nil
}

// took notes that somebody has a turn less at a meeting. Who has another there, and
// who gave it back themselves, is told nothing.
func (t *Turns) took(ctx context.Context, a authz.Actor, one Turn) error {
	if one.Person == a.Person {
		return t.knows(ctx, a.Scope, one)
	}
	return t.store.NoteTaken(ctx, a.Scope, one.Meeting, one.Person, t.desk.Clock.Now())
}

// knows notes that somebody gave a turn back.
func (t *Turns) knows(ctx context.Context, scope domain.Scope, one Turn) error {
	return t.store.NoteBack(ctx, scope, one.Meeting, one.Person, t.desk.Clock.Now())
}
