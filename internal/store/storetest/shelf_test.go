package storetest

import (
	"bytes"
	"context"
	"testing"

	"krag/internal/domain/institution"
)

// TestFileWithoutItsKey: of a file whose key has ended nothing is said, and
// everything else of the programme can be published, exported and listed.
func TestFileWithoutItsKey(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		lost, kept := w.newFile(10), w.newFile(20)
		for _, n := range []institution.NewAttachment{lost, kept} {
			w.must(w.flow.Attach(t.Context(), w.by, n))
			w.must(w.institutions.PublishAttachment(t.Context(), w.by, n.ID, 1))
		}
		w.must(w.store.Keys().Destroy(t.Context(), lost.ID.UUID))
		w.must(w.publish(w.card("samopomoc").ID, ""))
		files, err := opened(w, func(ctx context.Context) ([]institution.Attachment, error) {
			return w.store.Institutions().Attachments(ctx, w.scope(), w.programme)
		})
		if err != nil || len(files) != 1 || files[0].ID != kept.ID {
			t.Errorf("%d files are listed: %v", len(files), err)
		}
		p, err := w.transfers.Export(t.Context(), w.by, w.programme, false)
		if err != nil || len(p.Attachments) != 1 || !bytes.Equal(p.Attachments[0].Content, kept.File.Content) {
			t.Errorf("%d files are exported: %v", len(p.Attachments), err)
		}
	})
}
