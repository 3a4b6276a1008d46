package e2e_test

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"
)

// shelve makes a card of the house's programme and publishes it.
func (h house) shelve(slug string) {
	h.t.Helper()
	h.saved(h.submit("/cards/new", "slug", slug, "template", "practice", "area", "social.work"))
	path := ""
	for _, lead := range strings.Split(h.get("/cards").body, `href="`) {
		if to, _, _ := strings.Cut(lead, `"`); strings.HasPrefix(to, "/cards/") && to != "/cards/new" {
			path = to
		}
	}
	h.saved(h.submit(path + "/publish"))
}

// TestDeletedFileStaysOffItsCard backs up a published card with its files,
// deletes one, and restores: nobody gets that one, while the card and the other
// are there.
func TestDeletedFileStaysOffItsCard(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		p := newPlace(t, blank)
		r := start(t, p.config())
		h := setUp(t, r)
		stays, goes := h.attach("zostaje.pdf", "Zostaje", large("zostaje")), h.attach("odchodzi.pdf", "Odchodzi", large("odchodzi"))
		for _, file := range []string{stays, goes} {
			h.saved(h.submit(file + "/publish"))
		}
		h.shelve("karta")
		public := func(file string) string { return "/practices/karta/files/" + strings.TrimPrefix(file, "/attachments/") }
		answers := func(c client, when string, want map[string]int) {
			t.Helper()
			for path, status := range want {
				if a, err := c.send(path, nil); err != nil || a.status != status || status == http.StatusOK && path == public(stays) && a.body != large("zostaje") {
					t.Errorf("%s, %s: %d, %v, want %d", when, path, a.status, err, status)
				}
			}
		}
		answers(h.client, "published", map[string]int{public(stays): 200, public(goes): 200, "/pl/practices/karta": 200})
		backup, keys := filepath.Join(t.TempDir(), "old.krag"), filepath.Join(t.TempDir(), "keys.copy")
		krag(t, append([]string{"backup", "--copy-keys", keys, backup}, p.all(t)...)...)
		gone := goes + "/delete?from=" + strings.TrimPrefix(h.programme, "/programmes/")
		h.saved(h.press(h.get(goes+"/delete"), gone))
		left := map[string]int{public(stays): 200, public(goes): 410, "/pl/practices/karta": 200}
		answers(h.client, "deleted", left)
		stop(t, r)

		into := place{blank(t), p.keys, p.master}
		krag(t, append([]string{"restore", backup}, into.flags()...)...)
		verify(t, into)
		r = start(t, into.config())
		answers(newClient(t, r.URL()), "restored", left)
		stop(t, r)
	})
}
