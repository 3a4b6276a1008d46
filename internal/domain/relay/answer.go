package relay

import (
	"context"
	"encoding/json"
	"regexp"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/outbox"
)

// private is what looks like a telephone number of nine digits or more, or like an
// address.
var private = regexp.MustCompile(`\S@\S|\+\d[\d ()-]{7,}\d|(?:^|[^\d-])(?:\d{3}[ -]?\d{3}[ -]?\d{3}|\d{2}[ -]?\d{3}[ -]?\d{2}[ -]?\d{2})(?:[^\d-]|$)`)

// Going gives the letter of a job whose answer is to leave, with the token at
// which one writes again. One whose answer was leaving when the worker died may
// have arrived: it is never sent again by itself. None is to leave when ok is false.
func (s *Service) Going(ctx context.Context, job outbox.Job) (l Letter, token domain.Secret, ok bool, err error) {
	var args answerArgs
	if err := json.Unmarshal(job.Args, &args); err != nil {
		return l, token, false, err
	}
	err = s.desk.Read(ctx, job.Scope, func(ctx context.Context) (err error) {
		l, token, err = s.store.Going(ctx, job.Scope, args.Letter)
		return err
	})
	switch {
	case domain.KindOf(err) == domain.KindNotFound:
		return l, token, false, nil // swept meanwhile
	case err != nil:
		return l, token, false, err
	case l.Going == Leaving:
		return l, token, false, s.Arrived(ctx, job.Scope, l, Unsure)
	}
	return l, token, l.Going == Planned, nil
}

// Expires is until when an answer is of use.
func (l Letter) Expires() time.Time { return l.SettledAt.Add(Tries) }

// errNotPlanned says that an answer is not to leave: another worker has it.
var errNotPlanned = domain.Stale("error.stale")

// Leave marks an answer as leaving, just before it does, in so many pieces of SMS.
// within refuses it in the same transaction.
func (s *Service) Leave(ctx context.Context, scope domain.Scope, l Letter, parts int, within func(context.Context) error) error {
	return s.desk.InTx(ctx, scope, func(ctx context.Context) error {
		if err := within(ctx); err != nil {
			return err
		}
		was, err := s.store.Leave(ctx, scope, l.ID, s.desk.Clock.Now(), parts)
		if err == nil && !was {
			err = errNotPlanned
		}
		return err
	})
}

// Arrived writes down what became of an answer.
func (s *Service) Arrived(ctx context.Context, scope domain.Scope, l Letter, g Going) error {
	return s.desk.InTx(ctx, scope, func(ctx context.Context) error {
		if _, err := s.store.TakeGroup(ctx, scope, l.Group); err != nil {
			return err
		}
		stands, err := s.store.Stands(ctx, scope, l.Group, l.ID)
		if err != nil || stands.Going != Leaving && stands.Going != Planned {
			return err
		}
		return s.store.SetLetter(ctx, scope, stands.Arrived(g))
	})
}

// Hold leaves an answer until an instant. What was leaving and surely did not
// arrive is planned again.
func (s *Service) Hold(ctx context.Context, scope domain.Scope, l Letter, at time.Time) error {
	return s.desk.InTx(ctx, scope, func(ctx context.Context) error {
		if _, err := s.store.TakeGroup(ctx, scope, l.Group); err != nil {
			return err
		}
		stands, err := s.store.Stands(ctx, scope, l.Group, l.ID)
		if err != nil {
			return err
		}
		if stands.Going == Leaving {
			if err := s.store.SetLetter(ctx, scope, stands.Arrived(Planned)); err != nil {
				return err
			}
		}
		return s.wake(ctx, scope, l.ID, at)
	})
}

// Release takes inside the caller's transaction from somebody who left a group, or
// with the zero GroupID was forgotten, what they had taken.
func (s *Service) Release(ctx context.Context, scope domain.Scope, group domain.GroupID, who domain.PersonID) error {
	return s.store.ReleaseLetters(ctx, scope, group, who)
}

// End takes back inside the caller's transaction the address of a group that
// closes. What was written to it waits for the house: no member has it any more.
func (s *Service) End(ctx context.Context, scope domain.Scope, group domain.GroupID) error {
	if _, err := s.store.DropLink(ctx, scope, group); err != nil {
		return err
	}
	return s.store.EndLetters(ctx, scope, group)
}

// Sweep removes what is kept no longer, and ends its keys.
func (s *Service) Sweep(ctx context.Context, scope domain.Scope) error {
	now := s.desk.Clock.Now()
	var gone []domain.UUID
	err := s.desk.InTx(ctx, scope, func(ctx context.Context) (err error) {
		gone, err = s.store.SweepLetters(ctx, scope, now.AddDate(0, 0, -Kept), now.AddDate(0, 0, -Longest))
		return err
	})
	if err != nil || len(gone) == 0 {
		return err
	}
	return s.keys.DestroyAll(ctx, gone...)
}
