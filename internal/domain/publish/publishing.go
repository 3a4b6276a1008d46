package publish

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// work is everything one card is made of, read at one moment.
type work struct {
	card        Card
	template    Template
	source      Source
	texts       Texts
	permissions []Permission
	told        Told
	before      []Publication
	versions    []FileVersion
}

// read reads it inside the caller's transaction, which writes nothing: what is
// said of files is sealed. Their versions come first: what changes between the
// two readings is found out when it is published.
func (s *Service) read(ctx context.Context, scope domain.Scope, id domain.CardID) (w work, err error) {
	if w, err = s.readOpen(ctx, scope, id); err != nil {
		return w, err
	}
	if w.versions, err = s.store.FileVersions(ctx, scope, w.card.Programme); err != nil {
		return w, err
	}
	w.source.Files, err = s.store.Files(ctx, scope, w.card.Programme)
	return w, err
}

// readOpen reads everything that is not sealed.
func (s *Service) readOpen(ctx context.Context, scope domain.Scope, id domain.CardID) (w work, err error) {
	if w.card, err = s.store.ByID(ctx, scope, id); err != nil {
		return w, err
	}
	if w.template, err = s.Template(w.card); err != nil {
		return w, err
	}
	if w.source, err = s.store.Source(ctx, scope, w.card.Programme); err != nil {
		return w, err
	}
	if w.texts, err = s.store.Texts(ctx, scope, id); err != nil {
		return w, err
	}
	if w.permissions, err = s.store.Permissions(ctx, scope, id); err != nil {
		return w, err
	}
	if w.told, err = s.store.Told(ctx, scope); err != nil {
		return w, err
	}
	w.before, err = s.store.Publications(ctx, scope, id)
	return w, err
}

// drafts makes the editions in every language, and how their numbers stand.
func (w work) drafts(words Words) (editions map[Lang]Edition, n Numbers, err error) {
	if n, err = protect(w.source, w.permissions, w.told); err != nil {
		return nil, n, fmt.Errorf("protect numbers: %w", err)
	}
	return w.editions(words, n), n, nil
}

func (w work) editions(words Words, n Numbers) map[Lang]Edition {
	editions := map[Lang]Edition{}
	for _, lang := range Langs {
		editions[lang], _ = w.draft(words, lang, n).edition()
	}
	return editions
}

func (w work) draft(words Words, lang Lang, n Numbers) draft {
	return draft{card: w.card, template: w.template, source: w.source, texts: w.texts, numbers: n, words: words, lang: lang}
}

// Prepare makes the next edition of a card, ready to be rendered. A note of
// what changed is needed from the second edition on. What cannot be published
// is KindConflict, with the reason.
func (s *Service) Prepare(ctx context.Context, a authz.Actor, id domain.CardID, version int64, note string) (p Prepared, err error) {
	var w work
	err = s.desk.View(ctx, a, ActPublish, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		w, err = s.read(ctx, a.Scope, id)
		return err
	})
	if err != nil {
		return p, err
	}
	if w.card.Version != version {
		return p, domain.Stale("error.stale")
	}
	if w.card.Edition > 0 {
		if err := checkNote(note); err != nil {
			return p, err
		}
	}
	return s.prepare(w, a, strings.TrimSpace(note))
}

func (s *Service) prepare(w work, a authz.Actor, note string) (p Prepared, err error) {
	editions, numbers, err := w.drafts(s.words)
	if err != nil {
		return p, err
	}
	statements := numbers.Statements()
	switch {
	case !w.decided(editions):
		return p, domain.Conflict("card.publish.loose")
	case !numbers.Verdict().Accepted():
		return p, domain.Conflict("card.publish.unsafe")
	}
	if p.digest, err = digestOf(editions, statements); err != nil {
		return p, err
	}
	p.Before, p.ledger, p.cells = w.card, w.told.Ledger, numbers.Cells()
	p.Publication = Publication{Card: w.card.ID, No: w.card.Edition + 1, At: s.desk.Clock.Now(), By: a.User, Note: note, Statements: statements}
	p.Editions = dated(editions, p.Publication, w.before)
	p.Entry = entryOf(p, w.source)
	p.files, p.versions = w.source.Files, w.versions
	return p, nil
}

// dated writes into editions when they and their forerunners were published.
func dated(editions map[Lang]Edition, p Publication, before []Publication) map[Lang]Edition {
	first := p.At
	var changes []Change
	if p.Note != "" && p.No > 1 {
		changes = append(changes, Change{Edition: p.No, At: p.At, Note: p.Note})
	}
	for _, b := range before {
		first = b.At // the newest come first
		if b.Note != "" && b.No > 1 {
			changes = append(changes, Change{Edition: b.No, At: b.At, Note: b.Note})
		}
	}
	out := maps.Clone(editions)
	for lang, e := range out {
		e.No, e.At, e.FirstAt, e.Changes = p.No, p.At, first, changes
		out[lang] = e
	}
	return out
}

func entryOf(p Prepared, src Source) Entry {
	e := p.Editions[Polish]
	entry := Entry{
		Slug: p.Before.Slug, Template: p.Before.Template, Area: p.Before.Area, Voivodeship: src.Publisher.Voivodeship,
		Publisher: src.Publisher.Name, Place: src.Publisher.Place, Titles: map[Lang]string{}, Leads: map[Lang]string{},
		Recipients: src.Record["recipients"], MadeUp: src.MadeUp, No: p.No, FirstAt: e.FirstAt, At: p.At,
	}
	for _, lang := range Langs {
		entry.Titles[lang], entry.Leads[lang] = p.Editions[lang].Title, p.Editions[lang].Lead
	}
	for _, g := range src.Groups {
		if !slices.Contains(entry.Kinds, g.Kind) {
			entry.Kinds = append(entry.Kinds, g.Kind)
		}
	}
	entry.Words = wordsOf(p.Editions)
	return entry
}

// wordsOf are all words of a card, in every language.
func wordsOf(editions map[Lang]Edition) string {
	var words []string
	for _, lang := range Langs {
		e := editions[lang]
		words = append(words, e.Title, e.Lead)
		for _, part := range e.Parts {
			for _, section := range part.Sections {
				words = append(words, section.Plain())
			}
		}
	}
	return strings.Join(words, "\n")
}

// Publish puts a prepared edition, rendered, before everybody. If the card,
// what it rests on or what the institution has told changed since it was
// prepared, nothing is published and the error is KindStale.
func (s *Service) Publish(ctx context.Context, a authz.Actor, p Prepared, renderings []Rendering) error {
	pages, err := shelve(renderings, p.At)
	if err != nil {
		return err
	}
	public := slices.DeleteFunc(slices.Clone(p.files), func(f SourceFile) bool { return !f.Public })
	return s.change(ctx, a, ActPublish, p.Card, func(ctx context.Context) (bool, error) {
		if err := s.store.TakeLedger(ctx, a.Scope, p.ledger); err != nil {
			return false, err
		}
		if err := s.unchanged(ctx, a.Scope, p, public); err != nil {
			return false, err
		}
		c := p.Before
		c.State, c.Edition = Published, p.No
		if err := s.store.Update(ctx, a.Scope, c); err != nil {
			return false, err
		}
		if err := s.store.InsertPublication(ctx, a.Scope, p.Publication); err != nil {
			return false, err
		}
		if err := s.store.SetCells(ctx, a.Scope, p.cells); err != nil {
			return false, err
		}
		if err := s.shelf.Put(ctx, p.Entry, pages, s.look); err != nil {
			return false, err
		}
		return true, s.putFiles(ctx, p.Entry.Slug, public)
	})
}

// putFiles lets everybody have the public attachments. They are not copied:
// what is in them stays where it is, sealed.
func (s *Service) putFiles(ctx context.Context, slug string, files []SourceFile) error {
	for _, f := range files {
		if err := s.shelf.PutFile(ctx, slug, StoredFile{ID: f.ID, Name: f.FileName, Type: f.Type, Size: f.Size}); err != nil {
			return err
		}
	}
	return nil
}

// unchanged asks for everything once more, and for files whether they are the
// versions that were read. Those that are public are taken: whoever takes one
// back at the same moment comes before, or finds it on the shelf.
func (s *Service) unchanged(ctx context.Context, scope domain.Scope, p Prepared, public []SourceFile) error {
	for _, f := range public {
		if err := s.store.TakeFile(ctx, scope, f.FileVersion); err != nil {
			return err
		}
	}
	w, err := s.readOpen(ctx, scope, p.Card)
	if err != nil {
		return err
	}
	now, err := s.store.FileVersions(ctx, scope, w.card.Programme)
	if err != nil {
		return err
	}
	if !slices.Equal(now, p.versions) {
		return domain.Stale("card.publish.changed")
	}
	w.source.Files = p.files
	editions, numbers, err := w.drafts(s.words)
	if err != nil {
		return err
	}
	digest, err := digestOf(editions, numbers.Statements())
	if err == nil && digest != p.digest {
		err = domain.Stale("card.publish.changed")
	}
	return err
}

// Withdraw takes a card back: its address answers that it is gone. What the
// public has read stays known to the auditor.
func (s *Service) Withdraw(ctx context.Context, a authz.Actor, id domain.CardID, version int64) error {
	return s.change(ctx, a, ActWithdraw, id, func(ctx context.Context) (bool, error) {
		c, err := s.store.ByID(ctx, a.Scope, id)
		if err != nil || c.State != Published {
			return false, err
		}
		c.State, c.Version = Withdrawn, version
		if err := s.store.Update(ctx, a.Scope, c); err != nil {
			return false, err
		}
		return true, s.shelf.Withdraw(ctx, c.Slug)
	})
}

// AllowExact lets the number of one outcome be said exactly.
func (s *Service) AllowExact(ctx context.Context, a authz.Actor, p Permission) error {
	if err := checkReason("reason", p.Reason, MaxReason); err != nil {
		return err
	}
	p.Reason, p.By, p.At = strings.TrimSpace(p.Reason), a.User, s.desk.Clock.Now()
	err := s.desk.View(ctx, a, ActExact, authz.Resource{Scope: a.Scope}, func(ctx context.Context) error {
		w, err := s.read(ctx, a.Scope, p.Card)
		if err == nil {
			p.N, p.Of, err = w.allowed(p)
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.change(ctx, a, ActExact, p.Card, func(ctx context.Context) (bool, error) {
		return s.store.InsertPermission(ctx, a.Scope, p)
	})
}

// allowed gives the values that a permission is for, as they stand now.
func (w work) allowed(p Permission) (n, of int, err error) {
	i := slices.IndexFunc(w.source.Outcomes, func(o SourceOutcome) bool { return o.ID == p.Outcome })
	if i < 0 || !w.source.Outcomes[i].People {
		return 0, 0, domain.Conflict("card.exact.gone")
	}
	n, of = w.source.Outcomes[i].values()
	return n, of, nil
}

// Protect takes a permission back, for editions to come.
func (s *Service) Protect(ctx context.Context, a authz.Actor, card domain.CardID, id domain.PermissionID) error {
	return s.change(ctx, a, ActExact, card, func(ctx context.Context) (bool, error) {
		if _, err := s.store.ByID(ctx, a.Scope, card); err != nil {
			return false, err
		}
		err := s.store.DeletePermission(ctx, a.Scope, card, id)
		if domain.KindOf(err) == domain.KindNotFound {
			return false, nil // the wish is fulfilled
		}
		return true, err
	})
}
