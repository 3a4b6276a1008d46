package publish

import (
	"context"

	"krag/internal/domain"
)

// What follows is for everybody: no actor is asked for, and only what was
// published can be reached.

// Page gives a published card in a language and a form.
func (s *Service) Page(ctx context.Context, slug string, lang Lang, form string) (p Stored, err error) {
	err = s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		p, err = s.shelf.Page(ctx, slug, lang, form)
		return err
	})
	return p, err
}

// Changes lists what changed on the shelf after seq and up to now, in order;
// none when nothing did.
func (s *Service) Changes(ctx context.Context, seq int64) (all []Listed, err error) {
	err = s.desk.Read(ctx, domain.Across, func(ctx context.Context) error {
		now, err := s.shelf.Seq(ctx)
		if err != nil || now == seq {
			return err
		}
		all, err = s.shelf.Since(ctx, seq)
		return err
	})
	return all, err
}

// CountReaders adds how often which cards were read on a day.
func (s *Service) CountReaders(ctx context.Context, day domain.Date, readers map[string]int) error {
	if len(readers) == 0 {
		return nil
	}
	return s.desk.InTx(ctx, domain.Across, func(ctx context.Context) error {
		return s.shelf.CountReaders(ctx, day, readers)
	})
}
