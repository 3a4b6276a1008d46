package e2e_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
)

// attach adds a file through the page and gives the page of the file.
func (h house) attach(name, about, content string) string {
	h.t.Helper()
	form := h.programme + "/attachments/new"
	fields, err := h.get(form).fill(form, "about", about)
	if err != nil {
		h.t.Fatal(err)
	}
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for field, values := range fields {
		if field != "file" {
			_ = w.WriteField(field, values[0]) // a buffer takes everything
		}
	}
	part, _ := w.CreateFormFile("file", name)
	_, _ = part.Write([]byte(content))
	_ = w.Close()
	res, err := h.http.Post(h.base+form, w.FormDataContentType(), &body)
	if err != nil {
		h.t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusSeeOther {
		h.t.Fatalf("%s is not taken: %s", name, res.Status)
	}
	return res.Header.Get("Location")
}

// large is a PDF of several pieces whose content is known by a word.
func large(word string) string {
	return strings.Replace(paper, "3 0 obj", "9 0 obj\n("+strings.Repeat(word+" ", 100_000)+")\nendobj\n3 0 obj", 1)
}

// pieces are the ids of all pieces of files that a database holds.
func pieces(t *testing.T, p place) (there map[string]bool) {
	t.Helper()
	everything(t, p, func(ctx context.Context) (err error) {
		there, err = ids(ctx, `SELECT id FROM attachment_piece`)
		return err
	})
	return there
}

// TestDeletedFileStaysDeleted backs up, deletes a file, and restores: what is
// left of it opens nowhere and is cleaned, while another file is whole.
func TestDeletedFileStaysDeleted(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		p := newPlace(t, blank)
		r := start(t, p.config())
		h := setUp(t, r)
		stays, goes := h.attach("zostaje.pdf", "Zostaje", large("zostaje")), h.attach("odchodzi.pdf", "Odchodzi", large("odchodzi"))
		backup, keys := filepath.Join(t.TempDir(), "old.krag"), filepath.Join(t.TempDir(), "keys.copy")
		krag(t, append([]string{"backup", "--copy-keys", keys, backup}, p.all(t)...)...)
		gone := goes + "/delete?from=" + strings.TrimPrefix(h.programme, "/programmes/")
		h.saved(h.press(h.get(goes+"/delete"), gone))
		verify(t, p)
		stop(t, r)

		into := place{blank(t), p.keys, p.master}
		if said := krag(t, append([]string{"restore", backup}, into.flags()...)...); !strings.Contains(said, "files deleted") {
			t.Errorf("restore says %q", said)
		}
		verify(t, into)
		r = start(t, into.config())
		again := newClient(t, r.URL())
		again.saved(again.submit("/sign-in", "login", managerLogin, "password", managerSecret))
		if a := again.get(stays + "/content"); a.body != large("zostaje") {
			t.Errorf("the file that stays has %d bytes, want %d", len(a.body), len(large("zostaje")))
		}
		for _, path := range []string{goes, goes + "/content"} {
			if a, err := again.send(path, nil); err != nil || a.status != http.StatusNotFound {
				t.Errorf("%s: %d, %v", path, a.status, err)
			}
		}
		if record := again.get(h.programme + "/record").body; !strings.Contains(record, "zostaje") || strings.Contains(record, "odchodzi") {
			t.Error("the record does not show the file that stays, and it alone")
		}
		stop(t, r)
		if n, want := len(pieces(t, into)), len(large("zostaje"))/(256<<10)+1; n != want {
			t.Errorf("%d pieces are left, want %d", n, want)
		}
	})
}
