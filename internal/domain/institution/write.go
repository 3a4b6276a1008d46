package institution

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// maxName is the longest name of a strategy, in characters: they are long.
const maxName = 300

// write does one change to a programme and writes it down, unless fn says that
// nothing changed.
func (s *Service) write(ctx context.Context, a authz.Actor, kind string, id domain.UUID, fn func(context.Context) (bool, error)) error {
	return s.writeAs(ctx, a, ActProgrammeEdit, kind, id, fn)
}

func (s *Service) writeAs(ctx context.Context, a authz.Actor, action authz.Action, kind string, id domain.UUID, fn func(context.Context) (bool, error)) error {
	return s.desk.Change(ctx, a, action, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		if done, err := fn(ctx); err != nil || !done {
			return e, err
		}
		return audit.On(a, action, kind, id), nil
	})
}

// remove deletes something of a programme. What is gone already is no error:
// the wish is fulfilled.
func (s *Service) remove(ctx context.Context, a authz.Actor, kind string, id domain.UUID, fn func(context.Context) error) error {
	return s.write(ctx, a, kind, id, func(ctx context.Context) (bool, error) { return done(fn(ctx)) })
}

// done reads the error of a removal.
func done(err error) (bool, error) {
	if domain.KindOf(err) == domain.KindNotFound {
		return false, nil
	}
	return err == nil, err
}

// between reports whether a text without its outer spaces has so many letters.
func between(text string, least, most int) bool {
	n := utf8.RuneCountInString(strings.TrimSpace(text))
	return n >= least && n <= most
}

func checkLength(p *domain.Problems, field, text string, most int) {
	if !between(text, 0, most) {
		p.Add(field, "field.long", domain.Args{"max": most})
	}
}

func tooMany(field, key string) error {
	var p domain.Problems
	p.Add(field, key, domain.Args{"max": maxItems})
	return p
}

// Numbered is the field of the line i of a form with several lines, from 0:
// "name_1" is the name in the first.
func Numbered(field string, i int) string { return field + "_" + strconv.Itoa(i+1) }
