package storetest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/filetype"
	"krag/internal/domain/institution"
	"krag/internal/domain/outbox"
	"krag/internal/flow"
	"krag/internal/store"
	"krag/internal/store/sqldb"
	"krag/internal/torture"
)

// content is so many bytes in which no piece is like another.
func content(size int) []byte {
	var b []byte
	for seed := sha256.Sum256([]byte("krag")); len(b) < size; seed = sha256.Sum256(seed[:]) {
		b = append(b, seed[:]...)
	}
	return b[:size]
}

func (w *works) newFile(size int) institution.NewAttachment {
	return institution.NewAttachment{
		ID: domain.NewID[domain.AttachmentID](), Programme: w.programme,
		File:  filetype.File{Kind: filetype.PDF, Name: "Tajna nazwa", Content: content(size), Traces: []filetype.Trace{{Kind: filetype.TraceAuthor, Text: "Tajny Autor"}}},
		About: "Tajny opis",
	}
}

// TestAttachment goes through the life of a file.
func TestAttachment(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for _, size := range []int{1, filetype.PieceSize, 3*filetype.PieceSize + 7} {
			n := w.newFile(size)
			w.must(w.flow.Attach(t.Context(), w.by, n))
			w.must(w.flow.Attach(t.Context(), w.by, n)) // the form came twice
			one, err := w.institutions.Attachment(t.Context(), w.by, n.ID)
			if err != nil || one.Name != "Tajna nazwa" || one.About != "Tajny opis" || one.Size != int64(size) || !slices.Equal(one.Traces, n.File.Traces) || !one.MadeAt.Equal(morning) {
				t.Errorf("%+v, %v", one, err)
			}
			if got := w.download(n.ID); !bytes.Equal(got, n.File.Content) {
				t.Errorf("%d bytes came back as %d", size, len(got))
			}
		}
		all, err := w.institutions.Attachments(t.Context(), w.by, w.programme)
		if err != nil || len(all) != 3 {
			t.Errorf("%d files, %v", len(all), err)
		}
	})
}

func (w *works) download(id domain.AttachmentID) (content []byte) {
	w.t.Helper()
	_, pieces, err := w.institutions.Download(w.t.Context(), w.by, id)
	w.must(err)
	for piece, err := range pieces {
		w.must(err)
		content = append(content, piece...)
	}
	return content
}

func TestAttachmentIsChangedAndMadePublic(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		ctx, n := t.Context(), w.newFile(10)
		n.About, n.File.Kind = "", filetype.PNG
		w.must(w.flow.Attach(ctx, w.by, n))
		wantKind(t, "a picture nobody described", w.institutions.PublishAttachment(ctx, w.by, n.ID, 1), domain.KindConflict)
		w.must(w.institutions.EditAttachment(ctx, w.by, n.ID, 1, " Sala: po remoncie ", "Jasna sala z kręgiem krzeseł"))
		wantKind(t, "an old version", w.institutions.EditAttachment(ctx, w.by, n.ID, 1, "inna", ""), domain.KindStale)
		wantKind(t, "no name", w.institutions.EditAttachment(ctx, w.by, n.ID, 2, " .. ", ""), domain.KindInvalid)
		wantKind(t, "publishing an old version", w.institutions.PublishAttachment(ctx, w.by, n.ID, 1), domain.KindStale)
		w.must(w.institutions.PublishAttachment(ctx, w.by, n.ID, 2))
		w.must(w.institutions.PublishAttachment(ctx, w.by, n.ID, 2)) // it is public
		one, err := w.institutions.Attachment(ctx, w.by, n.ID)
		if err != nil || one.Name != "Sala po remoncie" || !one.PublicAt.Equal(morning) || len(one.Traces) != 1 || one.Version != 3 {
			t.Errorf("%+v, %v", one, err)
		}
		w.must(w.flow.WithdrawAttachment(ctx, w.by, n.ID, 3))
		w.must(w.flow.WithdrawAttachment(ctx, w.by, n.ID, 3))
		if one, err = w.institutions.Attachment(ctx, w.by, n.ID); err != nil || one.Public() {
			t.Errorf("%+v, %v", one, err)
		}
	})
}

// TestDetachEndsTheKey deletes a file and puts its rows back, as an old backup
// would: nothing of them opens any more.
func TestDetachEndsTheKey(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		ctx, n := t.Context(), w.newFile(filetype.PieceSize+1)
		w.must(w.flow.Attach(ctx, w.by, n))
		s := institution.NewStrategy{ID: domain.NewID[domain.StrategyID](), Programme: w.programme, Title: "Strategia", Attachment: n.ID}
		w.must(w.institutions.AddStrategy(ctx, w.by, s))
		wantKind(t, "an old version", w.flow.Detach(ctx, w.by, n.ID, 7), domain.KindStale)
		rows := w.rowsOf(n.ID)
		w.must(w.flow.Detach(ctx, w.by, n.ID, 1))
		w.must(w.flow.Detach(ctx, w.by, n.ID, 1)) // the form came twice
		left, err := w.institutions.Strategy(ctx, w.by, s.ID)
		if err != nil || !left.Attachment.IsZero() || left.Version != 2 {
			t.Errorf("the strategy leads to %v, %v", left.Attachment, err)
		}
		wantKind(t, "the form that made it, once more", w.flow.Attach(ctx, w.by, n), domain.KindGone)
		w.putBack(rows)
		_, err = w.institutions.Attachment(ctx, w.by, n.ID)
		wantKind(t, "what a backup brought back", err, domain.KindNotFound)
		if all, err := w.institutions.Attachments(ctx, w.by, w.programme); err != nil || len(all) != 0 {
			t.Errorf("%d files, %v", len(all), err)
		}
		_, err = opened(w, func(ctx context.Context) ([]byte, error) {
			return w.store.Institutions().AttachmentPiece(ctx, w.scope(), n.ID, 0)
		})
		wantKind(t, "its content", err, domain.KindNotFound)
		there, err := w.flow.DetachAgain(ctx, w.by, n.ID)
		if err != nil || !there {
			t.Errorf("cleaning what was brought back: %v, %v", there, err)
		}
		if there, err = w.flow.DetachAgain(ctx, w.by, n.ID); err != nil || there {
			t.Errorf("cleaning once more: %v, %v", there, err)
		}
	})
}

// TestDetachInterrupted stops between the commit and the end of the key: the
// job ends it.
func TestDetachInterrupted(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := w.newFile(10)
		w.must(w.flow.Attach(t.Context(), w.by, n))
		kept := w.flow.Keys
		w.flow.Keys = stuckKeys{kept}
		if err := w.flow.Detach(t.Context(), w.by, n.ID, 1); !errors.Is(err, errStuck) {
			t.Fatalf("the key store was stuck, and it says %v", err)
		}
		w.flow.Keys = kept
		var args []byte
		w.must(w.InTx(t.Context(), domain.Across, func(ctx context.Context) error {
			return sqldb.From(ctx).QueryRowContext(ctx, `SELECT args FROM job WHERE kind = $1`, flow.JobDetach).Scan(&args)
		}))
		w.must(w.flow.RunDetach(t.Context(), outbox.Job{Args: args}))
		w.must(w.flow.RunDetach(t.Context(), outbox.Job{Args: args}))
		wantKind(t, "the key", w.flow.Attach(t.Context(), w.by, n), domain.KindGone)
	})
}

// TestAttachedWithinTheQuota has many add files at once where only two fit.
func TestAttachedWithinTheQuota(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			x := w.elsewhere() // every institution has room of its own
			x.fillUpTo(institution.MaxAttached - 2500)
			files, keys := make([]institution.NewAttachment, 6), make([]domain.Key, 6)
			for i := range files {
				files[i] = x.newFile(1000)
				keys[i] = x.key(x.scope(), domain.FileKey, files[i].ID.UUID)
			}
			errs := atOnce(len(files), func(i int) error {
				return x.do(func(ctx context.Context) error { return err2(x.institutions.Attach(ctx, x.by, files[i], keys[i])) })
			})
			if won, other := kinds(errs); won != 2 || slices.ContainsFunc(other, func(k domain.Kind) bool { return k != domain.KindInvalid }) {
				t.Fatalf("%d files found room, there was room for 2: %v", won, errs)
			}
		}
	})
}

// fillUpTo has one file that says it is as large as that.
func (w *works) fillUpTo(size int) {
	w.t.Helper()
	w.must(w.flow.Attach(w.t.Context(), w.by, w.newFile(1)))
	w.must(w.do(func(ctx context.Context) error {
		return err2(sqldb.From(ctx).ExecContext(ctx, `UPDATE attachment SET size = $1 WHERE institution_no = $2`, size, w.in.No))
	}))
}

func TestOneFileTwiceAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for i := range torture.Count(t, rounds) {
			n := w.newFile(1000)
			errs := atOnce(3, func(int) error { return w.flow.Attach(t.Context(), w.by, n) })
			if won, _ := kinds(errs); won != 3 {
				t.Fatalf("one form three times: %v", errs)
			}
			if all, err := w.institutions.Attachments(t.Context(), w.by, w.programme); err != nil || len(all) != i+1 {
				t.Fatalf("%d files, want %d; %v", len(all), i+1, err)
			}
		}
	})
}

func TestQuotaSaysWhatIsLeft(t *testing.T) {
	w := newWorks(t, SQLite(t))
	w.fillUpTo(institution.MaxAttached - 3<<20)
	err := w.flow.Attach(t.Context(), w.by, w.newFile(5<<20))
	var p domain.Problems
	if !errors.As(err, &p) || p[0].Field != "file" || p[0].Args["size"] != 5 || p[0].Args["left"] != 3 || p[0].Args["max"] != 100 {
		t.Errorf("%v with %v", err, p)
	}
}

// TestAttachmentsAreSealed looks for a file in every byte the database keeps.
func TestAttachmentsAreSealed(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := w.newFile(10)
		n.File.Content = []byte("%PDF-1.7 Tajna treść")
		w.must(w.flow.Attach(t.Context(), w.by, n))
		kept := w.bytes()
		if !bytes.Contains(kept, []byte("Program")) {
			t.Fatal("not even what is open was found: the search sees nothing")
		}
		for _, secret := range []string{"Tajna nazwa", "Tajny opis", "Tajny Autor", "Tajna treść"} {
			if bytes.Contains(kept, []byte(secret)) {
				t.Errorf("%q stands in the database", secret)
			}
		}
	})
}

// TestMovedPiecesDoNotOpen changes the places of two pieces.
func TestMovedPiecesDoNotOpen(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := w.newFile(2 * filetype.PieceSize)
		w.must(w.flow.Attach(t.Context(), w.by, n))
		w.must(w.do(func(ctx context.Context) (err error) {
			for _, move := range [][2]int{{0, 7}, {1, 0}, {7, 1}} {
				if err == nil {
					_, err = sqldb.From(ctx).ExecContext(ctx, `UPDATE attachment_piece SET place = $1 WHERE place = $2 AND institution_no = $3`, move[1], move[0], w.in.No)
				}
			}
			return err
		}))
		_, pieces, err := w.institutions.Download(t.Context(), w.by, n.ID)
		w.must(err)
		for piece, err := range pieces {
			if err == nil || piece != nil {
				t.Error("a piece opened in the place of another")
			}
		}
	})
}

func TestKeysOfFilesAreKnown(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id, nobody := w.attached("a", "b").UUID, domain.NewID[domain.AttachmentID]().UUID
		known := have(w, func(ctx context.Context) (map[domain.UUID]bool, error) {
			return store.Subjects{}.Existing(ctx, []domain.UUID{id, nobody})
		})
		if !known[id] || known[nobody] {
			t.Errorf("%v: the sweep would take the key of a file", known)
		}
	})
}

// TestAttachmentRules: a manager lets a file out and adds none.
func TestAttachmentRules(t *testing.T) {
	w := newWorks(t, SQLite(t))
	manager := w.by
	manager.Roles = []authz.Role{authz.Manager}
	n := w.newFile(10)
	wantKind(t, "a manager adds", w.flow.Attach(t.Context(), manager, n), domain.KindForbidden)
	w.must(w.flow.Attach(t.Context(), w.by, n))
	w.must(w.institutions.PublishAttachment(t.Context(), manager, n.ID, 1))
	wantKind(t, "a manager deletes", w.flow.Detach(t.Context(), manager, n.ID, 2), domain.KindForbidden)
}

// stuckKeys cannot end a key.
type stuckKeys struct{ domain.Keys }

var errStuck = errors.New("stuck")

func (stuckKeys) Destroy(context.Context, domain.UUID) error { return errStuck }

// row is one row of a table, as it was read.
type row struct {
	table  string
	values []any
}

// rowsOf keeps the rows of a file, as a backup does.
func (w *works) rowsOf(id domain.AttachmentID) (rows []row) {
	w.t.Helper()
	w.must(w.do(func(ctx context.Context) error {
		for table, column := range map[string]string{"attachment": "id", "attachment_piece": "attachment_id"} {
			found, err := sqldb.From(ctx).QueryContext(ctx, `SELECT * FROM `+table+` WHERE `+column+` = $1`, id)
			if err != nil {
				return err
			}
			defer found.Close()
			columns, err := found.Columns()
			for err == nil && found.Next() {
				values, into := make([]any, len(columns)), make([]any, len(columns))
				for i := range values {
					into[i] = &values[i]
				}
				err = found.Scan(into...)
				rows = append(rows, row{table, values})
			}
			if err != nil {
				return err
			}
		}
		return nil
	}))
	slices.SortFunc(rows, func(a, b row) int { return strings.Compare(a.table, b.table) }) // parents first
	return rows
}

func (w *works) putBack(rows []row) {
	w.t.Helper()
	w.must(w.do(func(ctx context.Context) error {
		for _, r := range rows {
			places := make([]string, len(r.values))
			for i := range places {
				places[i] = fmt.Sprintf("$%d", i+1)
			}
			if _, err := sqldb.From(ctx).ExecContext(ctx, `INSERT INTO `+r.table+` VALUES (`+strings.Join(places, ", ")+`)`, r.values...); err != nil {
				return err
			}
		}
		return nil
	}))
}
