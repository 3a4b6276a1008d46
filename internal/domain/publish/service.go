package publish

import (
	"context"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// Service works on cards and publishes them.
type Service struct {
	desk      *desk.Desk
	store     Store
	shelf     Shelf
	templates Templates
	words     Words
	look      string
}

// New makes the service. Look names how this program renders cards: those of
// another look are rendered anew.
func New(d *desk.Desk, store Store, shelf Shelf, templates Templates, words Words, look string) *Service {
	return &Service{desk: d, store: store, shelf: shelf, templates: templates, words: words, look: look}
}

// Templates lists the kinds of card.
func (s *Service) Templates() []Template { return s.templates.List() }

// Template gives the kind of a card. One whose template was taken away is
// KindNotFound.
func (s *Service) Template(c Card) (Template, error) {
	t, ok := s.templates[c.Template]
	if !ok {
		return t, domain.NotFound("card.template.gone")
	}
	return t, nil
}

// Cards lists the actor's institution's cards, or with an id a programme's.
func (s *Service) Cards(ctx context.Context, a authz.Actor, programme domain.ProgrammeID) (rows []CardRow, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		rows, err = s.store.Rows(ctx, a.Scope, programme, s.readersSince())
		return err
	})
	return rows, err
}

// Card gives one card.
func (s *Service) Card(ctx context.Context, a authz.Actor, id domain.CardID) (c Card, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		c, err = s.store.ByID(ctx, a.Scope, id)
		return err
	})
	return c, err
}

// Create makes a card; a second sending of the form changes nothing.
func (s *Service) Create(ctx context.Context, a authz.Actor, n NewCard) error {
	if err := n.Check(s.templates); err != nil {
		return err
	}
	c := Card{ID: n.ID, Programme: n.Programme, Template: n.Template, Slug: n.Slug, Area: n.Area, State: Draft, MadeAt: s.desk.Clock.Now(), Version: 1}
	return s.change(ctx, a, ActEdit, c.ID, func(ctx context.Context) (bool, error) {
		fresh, err := s.store.Insert(ctx, a.Scope, c)
		return fresh, slugTaken(err)
	})
}

func slugTaken(err error) error {
	if domain.KindOf(err) != domain.KindConflict {
		return err
	}
	var p domain.Problems
	p.Add("slug", "card.slug.taken")
	return p
}

// change does something to a card and writes it down, if anything changed.
func (s *Service) change(ctx context.Context, a authz.Actor, action authz.Action, id domain.CardID, fn func(context.Context) (bool, error)) error {
	return s.desk.Change(ctx, a, action, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		changed, err := fn(ctx)
		if err != nil || !changed {
			return e, err
		}
		return audit.On(a, action, "card", id.UUID), nil
	})
}

// SetArea moves a card in the tree of areas.
func (s *Service) SetArea(ctx context.Context, a authz.Actor, id domain.CardID, version int64, area string) error {
	if _, ok := AreaByCode(area); !ok {
		var p domain.Problems
		p.Add("area", "card.area.missing")
		return p
	}
	return s.change(ctx, a, ActEdit, id, func(ctx context.Context) (bool, error) {
		c, err := s.store.ByID(ctx, a.Scope, id)
		if err != nil {
			return false, err
		}
		c.Area, c.Version = area, version
		return true, s.store.Update(ctx, a.Scope, c)
	})
}

// Delete removes a card that was never published. One that was is withdrawn
// instead: its address stays taken.
func (s *Service) Delete(ctx context.Context, a authz.Actor, id domain.CardID, version int64) error {
	return s.change(ctx, a, ActEdit, id, func(ctx context.Context) (bool, error) {
		c, err := s.store.ByID(ctx, a.Scope, id)
		if domain.KindOf(err) == domain.KindNotFound {
			return false, nil // the wish is fulfilled
		}
		if err == nil && c.Edition > 0 {
			err = domain.Conflict("card.delete.published")
		}
		if err != nil {
			return false, err
		}
		err = s.store.Delete(ctx, a.Scope, id, version)
		if domain.KindOf(err) == domain.KindNotFound {
			return false, nil // another sending was quicker
		}
		return true, err
	})
}

// Write saves what was written in a section; version is the card's. The same
// words once more make no new version.
func (s *Service) Write(ctx context.Context, a authz.Actor, id domain.CardID, version int64, section string, lang Lang, text string) error {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	if err := checkText(section, text); err != nil {
		return err
	}
	return s.change(ctx, a, ActEdit, id, func(ctx context.Context) (bool, error) {
		c, err := s.store.ByID(ctx, a.Scope, id)
		if err != nil {
			return false, err
		}
		if err := s.writable(c, section, lang); err != nil {
			return false, err
		}
		texts, err := s.store.Texts(ctx, a.Scope, id)
		if err != nil {
			return false, err
		}
		before, there := texts.In(section, lang)
		if there && before.Text == text {
			return false, nil
		}
		c.Version = version
		if err := s.store.Update(ctx, a.Scope, c); err != nil {
			return false, err
		}
		w := Written{Section: section, Lang: lang, No: before.No + 1, Text: text, By: a.User, At: s.desk.Clock.Now()}
		return true, s.store.InsertText(ctx, a.Scope, id, w)
	})
}

// writable asks that a section is one somebody can write in.
func (s *Service) writable(c Card, section string, lang Lang) error {
	t, err := s.Template(c)
	if err != nil {
		return err
	}
	if section != KeyTitle && section != KeyLead {
		if one, ok := t.Section(section); !ok || !one.Written() {
			return domain.NotFound("error.not_found")
		}
	}
	for _, l := range Langs {
		if l == lang {
			return nil
		}
	}
	return domain.NotFound("error.not_found")
}

// History gives the versions of a section, the newest first.
func (s *Service) History(ctx context.Context, a authz.Actor, id domain.CardID, section string, lang Lang) (versions []Written, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		versions, err = s.store.History(ctx, a.Scope, id, section, lang)
		return err
	})
	return versions, err
}

// Editions gives what was published of a card, the newest first.
func (s *Service) Editions(ctx context.Context, a authz.Actor, id domain.CardID) (all []Publication, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		all, err = s.store.Publications(ctx, a.Scope, id)
		return err
	})
	return all, err
}

// ReadersDays is over how many days the readers of a card are added up, today
// being one of them.
const ReadersDays = 30

func (s *Service) readersSince() domain.Date {
	return domain.DateOf(s.desk.Clock.Now(), time.UTC).AddDays(1 - ReadersDays)
}

// Readers gives how often a card was read in the last ReadersDays; to those who
// work on it. A browser that opens it again on the same day counts once.
func (s *Service) Readers(ctx context.Context, a authz.Actor, c Card) (n int, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		n, err = s.shelf.Readers(ctx, c.Slug, s.readersSince())
		return err
	})
	return n, err
}
