package storetest

import (
	"bytes"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/filetype"
	"krag/internal/domain/transfer"
)

// TestImportUnderAnotherId: the id of an import comes from a form. Whoever puts
// there the id of a file, or of a person, begins nothing, and what that key
// sealed still opens.
func TestImportUnderAnotherId(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		file := w.newFile(filetype.PieceSize + 1)
		w.must(w.flow.Attach(t.Context(), w.by, file))
		person := domain.NewID[domain.PersonID]()
		w.key(w.scope(), domain.PersonKey, person.UUID)
		for what, id := range map[string]domain.UUID{"a file": file.ID.UUID, "a person": person.UUID} {
			plan := transfer.NewPlan(large(1, 1), transfer.PieceSize)
			n := transfer.NewImport{ID: domain.ImportID{UUID: id}, Title: "x", Kind: transfer.Whole, Chunks: len(plan.Chunks), Content: content(100)}
			wantKind(t, "an import under the id of "+what, w.transfers.Begin(t.Context(), w.by, n), domain.KindNotFound)
			if i, _, err := w.transfers.Waiting(t.Context(), w.scope(), n.ID); err == nil {
				_, err = w.transfers.Write(t.Context(), authz.House(w.scope()), i, &plan, nil)
				t.Errorf("it was gone on with: %v", err)
			}
			if _, err := w.store.Keys().Hold(t.Context(), id); err != nil {
				t.Errorf("the key of %s: %v", what, err)
			}
		}
		if got := w.download(file.ID); !bytes.Equal(got, file.File.Content) {
			t.Errorf("the file has %d bytes", len(got))
		}
	})
}

// TestFileUnderTheIdOfAnImport: the other way round, a file that would be
// sealed with the key of an import ends with it.
func TestFileUnderTheIdOfAnImport(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := transfer.NewImport{ID: domain.NewID[domain.ImportID](), Title: "x", Kind: transfer.Whole, Chunks: 1, Content: content(100)}
		w.must(w.transfers.Begin(t.Context(), w.by, n))
		file := w.newFile(10)
		file.ID = domain.AttachmentID{UUID: n.ID.UUID}
		wantKind(t, "a file under the id of an import", w.flow.Attach(t.Context(), w.by, file), domain.KindNotFound)
	})
}
