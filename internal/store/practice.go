package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ publish.Shelf = (*Shelf)(nil)

// Shelf keeps what everybody may read; see publish.Shelf.
type Shelf struct{}

// Shelf gives the shelf of published cards.
func (s *Store) Shelf() *Shelf { return &Shelf{} }

var errWithdrawn = domain.Gone("practice.withdrawn")

// Put replaces everything a card shows.
func (*Shelf) Put(ctx context.Context, e publish.Entry, pages []publish.Stored, look string) error {
	entry, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("write catalogue entry: %w", err)
	}
	seq, err := nextSeq(ctx)
	if err != nil {
		return err
	}
	err = one(queries(ctx).PracticeSet(ctx, query.PracticeSetParams{Slug: e.Slug, Entry: string(entry), Seq: seq, Look: look, At: sqldb.Micros(e.At)}))
	if err != nil {
		return err
	}
	if err := takeOff(ctx, e.Slug); err != nil {
		return err
	}
	return putPages(ctx, e.Slug, pages)
}

// Standing reads a card as it may be rendered anew.
func (*Shelf) Standing(ctx context.Context, slug string) (s publish.Standing, err error) {
	r, err := queries(ctx).PracticeStanding(ctx, slug)
	if errors.Is(err, sql.ErrNoRows) {
		return s, absent(ctx, slug)
	}
	if err != nil {
		return s, err
	}
	if err := json.Unmarshal([]byte(r.Entry), &s.Entry); err != nil {
		return s, fmt.Errorf("catalogue entry %s: %w", slug, err)
	}
	s.Seq = r.Seq
	s.TakenBack, err = queries(ctx).PracticeAttachmentsWithdrawn(ctx, slug)
	return s, err
}

// Renew replaces the renderings and the entry.
func (*Shelf) Renew(ctx context.Context, s publish.Standing, pages []publish.Stored, look string) error {
	entry, err := json.Marshal(s.Entry)
	if err != nil {
		return fmt.Errorf("write catalogue entry: %w", err)
	}
	seq, err := nextSeq(ctx)
	if err != nil {
		return err
	}
	n, err := queries(ctx).PracticeRenew(ctx, query.PracticeRenewParams{Slug: s.Slug, Before: s.Seq, Entry: string(entry), Seq: seq, Look: look})
	if err == nil && n == 0 {
		err = errChanged
	}
	if err != nil {
		return err
	}
	if err := queries(ctx).PracticePagesDelete(ctx, s.Slug); err != nil {
		return err
	}
	return putPages(ctx, s.Slug, pages)
}

var errChanged = domain.Stale("card.publish.changed")

// OtherLook lists cards after one that were rendered with another look.
func (*Shelf) OtherLook(ctx context.Context, look, after string, most int) ([]string, error) {
	return queries(ctx).PracticesOfOtherLook(ctx, query.PracticesOfOtherLookParams{Look: look, After: after, Most: int32(most)})
}

func putPages(ctx context.Context, slug string, pages []publish.Stored) error {
	for _, p := range pages {
		err := queries(ctx).PracticePageInsert(ctx, query.PracticePageInsertParams{
			Slug: slug, Lang: string(p.Lang), Form: p.Form, Type: p.Type, Etag: p.ETag, Content: p.Identity, Gzip: p.Gzip, At: sqldb.Micros(p.At),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// nextSeq takes the counter of the shelf, which puts its changes in one order.
func nextSeq(ctx context.Context) (int64, error) {
	if err := queries(ctx).PracticeSeqStart(ctx); err != nil {
		return 0, err
	}
	return queries(ctx).PracticeSeqNext(ctx)
}

// takeOff clears what a card shows. Of its attachments the addresses stay.
func takeOff(ctx context.Context, slug string) error {
	if err := queries(ctx).PracticePagesDelete(ctx, slug); err != nil {
		return err
	}
	return queries(ctx).PracticeAttachmentsWithdraw(ctx, slug)
}

// Withdraw takes everything of a card off.
func (*Shelf) Withdraw(ctx context.Context, slug string) error {
	seq, err := nextSeq(ctx)
	if err != nil {
		return err
	}
	if err := one(queries(ctx).PracticeWithdraw(ctx, query.PracticeWithdrawParams{Slug: slug, Seq: seq})); err != nil {
		return err
	}
	return takeOff(ctx, slug)
}

// Page reads one rendering.
func (*Shelf) Page(ctx context.Context, slug string, lang publish.Lang, form string) (publish.Stored, error) {
	r, err := queries(ctx).PracticePage(ctx, query.PracticePageParams{Slug: slug, Lang: string(lang), Form: form})
	if errors.Is(err, sql.ErrNoRows) {
		return publish.Stored{}, absent(ctx, slug)
	}
	return publish.Stored{
		Lang: lang, Form: form, Type: r.Type, ETag: r.Etag, Identity: r.Content, Gzip: r.Gzip, At: sqldb.Time(r.At),
	}, err
}

// absent tells what was withdrawn from what never was.
func absent(ctx context.Context, slug string) error {
	r, err := queries(ctx).PracticeBySlug(ctx, slug)
	if err == nil && r.Withdrawn {
		return errWithdrawn
	}
	if err == nil {
		return errNotFound
	}
	return found(err)
}

// Seq gives the number of the last change.
func (*Shelf) Seq(ctx context.Context) (int64, error) {
	seq, err := queries(ctx).PracticeSeq(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return seq, err
}

// sinceAtMost is how many changes are read at once.
const sinceAtMost = 5000

// Since lists changes after one, in order, a few thousand at a time.
func (*Shelf) Since(ctx context.Context, seq int64) ([]publish.Listed, error) {
	rows, err := queries(ctx).PracticesSince(ctx, query.PracticesSinceParams{Seq: seq, Most: sinceAtMost})
	if err != nil {
		return nil, err
	}
	all := make([]publish.Listed, len(rows))
	for i, r := range rows {
		all[i] = publish.Listed{Seq: r.Seq, Withdrawn: r.Withdrawn}
		if !r.Withdrawn {
			if err := json.Unmarshal([]byte(r.Entry), &all[i].Entry); err != nil {
				return nil, fmt.Errorf("catalogue entry %s: %w", r.Slug, err)
			}
		}
		all[i].Slug = r.Slug
	}
	return all, nil
}

// CountReaders adds to a day's readers.
func (*Shelf) CountReaders(ctx context.Context, day domain.Date, readers map[string]int) error {
	for slug, n := range readers {
		err := queries(ctx).PracticeReadersAdd(ctx, query.PracticeReadersAddParams{Slug: slug, Day: day.String(), Readers: int64(n)})
		if err != nil {
			return err
		}
	}
	return nil
}

// Readers adds up a card's readers since a day.
func (*Shelf) Readers(ctx context.Context, slug string, since domain.Date) (int, error) {
	n, err := queries(ctx).PracticeReaders(ctx, query.PracticeReadersParams{Slug: slug, Since: since.String()})
	return int(n), err
}
