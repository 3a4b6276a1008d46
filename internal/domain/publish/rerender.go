package publish

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"krag/internal/domain"
)

// Renderer makes everything that is published of a card.
type Renderer func(ctx context.Context, editions map[Lang]Edition) ([]Rendering, error)

// JobRerender names the job that renders old cards anew.
const JobRerender = "practice.rerender"

// rerenderAtOnce is how many old cards are asked for at a time.
const rerenderAtOnce = 100

// Rerender renders published cards anew that have the look of another program:
// its styles are gone, or people reach it at another address; or that still
// name a file that was taken back. Everything else that the cards say stays,
// since their editions do. It asks about each card once and gives how many were
// rendered. One that does not render holds up no other.
func (s *Service) Rerender(ctx context.Context, render Renderer) (n int, err error) {
	var failed []error
	last := ""
	for ctx.Err() == nil {
		var old []string
		err := s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
			old, err = s.shelf.OtherLook(ctx, s.look, last, rerenderAtOnce)
			return err
		})
		if err != nil || len(old) == 0 {
			return n, errors.Join(append(failed, err)...)
		}
		last = old[len(old)-1]
		done, err := s.rerenderSome(ctx, old, render)
		n, failed = n+done, append(failed, err)
	}
	return n, errors.Join(append(failed, ctx.Err())...)
}

func (s *Service) rerenderSome(ctx context.Context, slugs []string, render Renderer) (n int, err error) {
	for _, slug := range slugs {
		done, failed := s.rerender(ctx, slug, render)
		if failed != nil {
			err = errors.Join(err, fmt.Errorf("render %s anew: %w", slug, failed))
		}
		if done {
			n++
		}
		if ctx.Err() != nil {
			break
		}
	}
	return n, err
}

// rerender reports false of a card that is gone or was published anew
// meanwhile, or has no data to be rendered from.
func (s *Service) rerender(ctx context.Context, slug string, render Renderer) (done bool, err error) {
	standing, err := s.standing(ctx, slug)
	if err != nil {
		return false, ignoreAbsent(err)
	}
	editions, err := s.stored(ctx, slug)
	if err != nil {
		return false, ignoreAbsent(err)
	}
	for lang, e := range editions {
		editions[lang] = e.without(standing.TakenBack)
	}
	renderings, err := render(ctx, editions)
	if err != nil {
		return false, err
	}
	pages, err := shelve(renderings, standing.At)
	if err != nil {
		return false, err
	}
	standing.Words = wordsOf(editions)
	err = s.desk.InTx(ctx, domain.Across, func(ctx context.Context) error {
		return s.shelf.Renew(ctx, standing, pages, s.look)
	})
	return err == nil, ignoreAbsent(err)
}

func (s *Service) standing(ctx context.Context, slug string) (standing Standing, err error) {
	err = s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		standing, err = s.shelf.Standing(ctx, slug)
		return err
	})
	return standing, err
}

// stored reads what a card's editions say from the shelf itself.
func (s *Service) stored(ctx context.Context, slug string) (map[Lang]Edition, error) {
	editions := map[Lang]Edition{}
	for _, lang := range Langs {
		data, err := s.Page(ctx, slug, lang, AsJSON)
		if err != nil {
			return nil, err
		}
		var e Edition
		if err := json.Unmarshal(data.Identity, &e); err != nil {
			return nil, err
		}
		editions[lang] = e
	}
	return editions, nil
}

// ignoreAbsent drops the errors of a card that is not there any more, or not as
// it was.
func ignoreAbsent(err error) error {
	switch domain.KindOf(err) {
	case domain.KindGone, domain.KindNotFound, domain.KindStale:
		return nil
	}
	return err
}
