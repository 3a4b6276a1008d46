package storetest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/filetype"
	"krag/internal/domain/institution"
	"krag/internal/domain/publish"
	"krag/internal/store/sqldb"
	"krag/internal/torture"
)

// publicFile is a file that everybody may have, in its second version.
func (w *works) publicFile(name string, size int) institution.NewAttachment {
	w.t.Helper()
	n := w.newFile(size)
	n.File.Name = name
	w.must(w.flow.Attach(w.t.Context(), w.by, n))
	w.must(w.institutions.PublishAttachment(w.t.Context(), w.by, n.ID, 1))
	return n
}

// inFull renders a page and data that hold all that a card says.
func inFull(_ context.Context, editions map[publish.Lang]publish.Edition) (all []publish.Rendering, err error) {
	for _, lang := range publish.Langs {
		data, err := json.Marshal(editions[lang])
		if err != nil {
			return nil, err
		}
		all = append(all,
			publish.Rendering{Lang: lang, Form: publish.AsPage, Type: "text/html", Body: data},
			publish.Rendering{Lang: lang, Form: publish.AsJSON, Type: "application/json", Body: data})
	}
	return all, nil
}

func (w *works) publishInFull(id domain.CardID, note string) error {
	w.t.Helper()
	p := w.prepared(id, note)
	all, err := inFull(w.t.Context(), p.Editions)
	w.must(err)
	return w.cards().Publish(w.t.Context(), w.by, p, all)
}

// leads makes and publishes a card that leads to all public files.
func (w *works) leads(slug string) publish.NewCard {
	w.t.Helper()
	n := w.card(slug)
	w.must(w.publishInFull(n.ID, ""))
	return n
}

// handed is what everybody gets at the address of a file.
func (w *works) handed(slug string, id domain.AttachmentID) (content []byte, err error) {
	w.t.Helper()
	f, pieces, err := w.cards().File(w.t.Context(), slug, id.UUID)
	if err != nil {
		return nil, err
	}
	for piece, err := range pieces {
		if err != nil {
			return nil, err
		}
		content = append(content, piece...)
	}
	if int64(len(content)) != f.Size {
		w.t.Errorf("%d bytes of %d were handed over", len(content), f.Size)
	}
	return content, nil
}

// onShelf is what the shelf itself says of a file, whether it opens or not.
func (w *works) onShelf(slug string, id domain.AttachmentID) error {
	return w.Read(w.t.Context(), domain.Across, func(ctx context.Context) error {
		_, err := w.store.Shelf().File(ctx, slug, id.UUID)
		return err
	})
}

func (w *works) rerender() int {
	w.t.Helper()
	n, err := w.cards().Rerender(w.t.Context(), inFull)
	w.must(err)
	return n
}

// TestPublicFileIsSealed: being public unseals nothing.
func TestPublicFileIsSealed(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := w.newFile(10)
		n.File.Content = []byte("%PDF-1.7 Jawna treść")
		w.must(w.flow.Attach(t.Context(), w.by, n))
		w.must(w.institutions.PublishAttachment(t.Context(), w.by, n.ID, 1))
		w.leads("samopomoc")
		if got, err := w.handed("samopomoc", n.ID); err != nil || !bytes.Equal(got, n.File.Content) {
			t.Fatalf("%q, %v", got, err)
		}
		kept := w.bytes()
		if !bytes.Contains(kept, []byte("Karta samopomoc")) {
			t.Fatal("not even the card was found: the search sees nothing")
		}
		if bytes.Contains(kept, []byte("Jawna treść")) {
			t.Error("the content of a public file stands in the database")
		}
	})
}

// TestTakenBackFromEveryCard withdraws one of two files that two cards lead to.
func TestTakenBackFromEveryCard(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		goes, stays := w.publicFile("Odchodzi", 3*filetype.PieceSize+1), w.publicFile("Zostaje", 5)
		slugs := []string{"ogrod", "altana"}
		cards := []publish.NewCard{w.leads(slugs[0]), w.leads(slugs[1])}
		before, err := w.cards().Changes(t.Context(), 0)
		w.must(err)
		if w.rerender() != 0 {
			t.Error("cards are rendered anew for nothing")
		}
		w.must(w.flow.WithdrawAttachment(t.Context(), w.by, goes.ID, 2))
		w.must(w.flow.WithdrawAttachment(t.Context(), w.by, goes.ID, 2)) // the form came twice
		check := func(when string, want map[domain.AttachmentID]bool) {
			t.Helper()
			for _, slug := range slugs {
				for id, there := range want {
					if _, err := w.handed(slug, id); there != (err == nil) || !there && domain.KindOf(err) != domain.KindGone {
						t.Errorf("%s, %s: the file that is there %v: %v", when, slug, there, err)
					}
				}
			}
		}
		check("withdrawn", map[domain.AttachmentID]bool{goes.ID: false, stays.ID: true})
		w.look = "another" // of the program, by which all cards are old
		if n := w.rerender(); n != 2 {
			t.Errorf("%d cards were rendered anew", n)
		}
		check("rendered anew", map[domain.AttachmentID]bool{goes.ID: false, stays.ID: true})
		for _, slug := range slugs {
			if said, err := w.shown(slug); err != nil || strings.Contains(said, "Odchodzi") || !strings.Contains(said, "Zostaje") {
				t.Errorf("%s says %s, %v", slug, said, err)
			}
		}
		after, err := w.cards().Changes(t.Context(), before[len(before)-1].Seq)
		if err != nil || len(after) != 2 || slices.ContainsFunc(after, func(l publish.Listed) bool {
			return strings.Contains(l.Words, "Odchodzi") || !strings.Contains(l.Words, "Zostaje")
		}) {
			t.Errorf("the catalogue heard %+v, %v", after, err)
		}
		w.must(w.institutions.PublishAttachment(t.Context(), w.by, goes.ID, 3))
		check("public again", map[domain.AttachmentID]bool{goes.ID: false, stays.ID: true})
		for _, c := range cards {
			w.must(w.publishInFull(c.ID, "plik wraca"))
		}
		check("corrected", map[domain.AttachmentID]bool{goes.ID: true, stays.ID: true})
	})
}

// TestDeletedFileIsNotRestored puts the rows of a deleted file back, as an old
// backup would: nobody gets it, neither before it is deleted again nor after.
func TestDeletedFileIsNotRestored(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := w.publicFile("Odchodzi", 10)
		card, rows := w.leads("samopomoc"), w.rowsOf(n.ID)
		w.must(w.flow.Detach(t.Context(), w.by, n.ID, 2))
		wantKind(t, "deleted", err2(w.handed("samopomoc", n.ID)), domain.KindGone)
		w.putBack(rows)
		w.must(w.InTx(t.Context(), domain.Across, func(ctx context.Context) error {
			_, err := sqldb.From(ctx).ExecContext(ctx, `UPDATE practice_attachment SET withdrawn = FALSE, name = 'Odchodzi.pdf' WHERE id = $1`, n.ID)
			return err
		}))
		w.must(w.onShelf("samopomoc", n.ID))
		wantKind(t, "restored", err2(w.handed("samopomoc", n.ID)), domain.KindGone)
		if there, err := w.flow.DetachAgain(t.Context(), w.by, n.ID); err != nil || !there {
			t.Fatalf("deleted again: %v, %v", there, err)
		}
		wantKind(t, "the shelf", w.onShelf("samopomoc", n.ID), domain.KindGone)
		w.rerender()
		if said, err := w.shown("samopomoc"); err != nil || strings.Contains(said, "Odchodzi") {
			t.Errorf("the card says %s, %v", said, err)
		}
		w.must(w.publishInFull(card.ID, "bez pliku"))
		wantKind(t, "corrected", err2(w.handed("samopomoc", n.ID)), domain.KindGone)
	})
}

// TestTakenBackWhileRendered takes a second file back while the card is being
// rendered without the first: what was rendered is dropped, and the next time
// both are gone.
func TestTakenBackWhileRendered(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		first, second := w.publicFile("Pierwszy", 10), w.publicFile("Drugi", 10)
		w.leads("samopomoc")
		w.must(w.flow.WithdrawAttachment(t.Context(), w.by, first.ID, 2))
		n, err := w.cards().Rerender(t.Context(), func(ctx context.Context, editions map[publish.Lang]publish.Edition) ([]publish.Rendering, error) {
			w.must(w.flow.WithdrawAttachment(ctx, w.by, second.ID, 2))
			return inFull(ctx, editions)
		})
		if err != nil || n != 0 {
			t.Errorf("%d cards are rendered as they were, %v", n, err)
		}
		if n := w.rerender(); n != 1 {
			t.Errorf("%d cards are rendered as they are", n)
		}
		if said, err := w.shown("samopomoc"); err != nil || strings.Contains(said, "Pierwszy") || strings.Contains(said, "Drugi") {
			t.Errorf("the card says %s, %v", said, err)
		}
	})
}

// TestCardThatDoesNotRender holds up no other: the one after it loses the name
// of a file that was taken back, and whoever runs the server hears of the first.
func TestCardThatDoesNotRender(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		file := w.publicFile("Odchodzi", 10)
		w.leads("altana")
		w.leads("ogrod")
		w.must(w.flow.WithdrawAttachment(t.Context(), w.by, file.ID, 2))
		broken := errors.New("no room for a table")
		n, err := w.cards().Rerender(t.Context(), func(ctx context.Context, editions map[publish.Lang]publish.Edition) ([]publish.Rendering, error) {
			if editions[publish.Polish].Slug == "altana" {
				return nil, broken
			}
			return inFull(ctx, editions)
		})
		if n != 1 || !errors.Is(err, broken) || !strings.Contains(err.Error(), "altana") {
			t.Errorf("%d cards are rendered, %v", n, err)
		}
		if said, err := w.shown("ogrod"); err != nil || strings.Contains(said, "Odchodzi") {
			t.Errorf("the card says %s, %v", said, err)
		}
		if n := w.rerender(); n != 1 {
			t.Errorf("%d cards are rendered once nothing is broken", n)
		}
	})
}

// TestPublishedWhileTakenBack: whichever comes first, the file is off the shelf
// when both are done.
func TestPublishedWhileTakenBack(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for i := range torture.Count(t, rounds) {
			slug := "wyscig-" + strconv.Itoa(i)
			n, card := w.publicFile("Plik", 10), w.card(slug)
			p := w.prepared(card.ID, "")
			errs := atOnce(2, func(i int) error {
				if i == 0 {
					return w.cards().Publish(t.Context(), w.by, p, rendered(p))
				}
				return w.flow.WithdrawAttachment(t.Context(), w.by, n.ID, 2)
			})
			w.must(errs[1])
			want := domain.KindGone
			if errs[0] != nil {
				wantKind(t, "published too late", errs[0], domain.KindStale)
				want = domain.KindNotFound
			}
			wantKind(t, "the shelf", w.onShelf(slug, n.ID), want)
		}
	})
}

// TestShelfOfAnother: nobody takes back what another institution let out.
func TestShelfOfAnother(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n, other := w.publicFile("Plik", 10), w.elsewhere()
		w.leads("samopomoc")
		wantKind(t, "withdrawn by another", w.flow.WithdrawAttachment(t.Context(), other.by, n.ID, 2), domain.KindNotFound)
		w.must(w.flow.Detach(t.Context(), other.by, n.ID, 2)) // where it is, there is no such file
		if led := have(other, func(ctx context.Context) (bool, error) { return w.cards().TakeBack(ctx, other.scope(), n.ID) }); led {
			t.Error("a card of another institution led to it")
		}
		if _, err := w.handed("samopomoc", n.ID); err != nil {
			t.Error(err)
		}
	})
}

// TestFileWithoutItsKey: of a file whose key has ended nothing is said, and
// everything else of the programme can be published, exported and listed.
func TestFileWithoutItsKey(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		lost, kept := w.publicFile("Bez klucza", 10), w.publicFile("Z kluczem", 20)
		w.must(w.store.Keys().Destroy(t.Context(), lost.ID.UUID))
		w.leads("samopomoc")
		files, err := opened(w, func(ctx context.Context) ([]institution.Attachment, error) {
			return w.store.Institutions().Attachments(ctx, w.scope(), w.programme)
		})
		if err != nil || len(files) != 1 || files[0].ID != kept.ID {
			t.Errorf("%d files are listed: %v", len(files), err)
		}
		wantKind(t, "the address of the lost one", err2(w.handed("samopomoc", lost.ID)), domain.KindNotFound)
		p, err := w.transfers.Export(t.Context(), w.by, w.programme, false)
		if err != nil || len(p.Attachments) != 1 || !bytes.Equal(p.Attachments[0].Content, kept.File.Content) {
			t.Errorf("%d files are exported: %v", len(p.Attachments), err)
		}
	})
}
