package e2e_test

import (
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"krag/internal/store/storetest"
)

// TestForgottenEvenInAnOldCopy attacks a forgetting with the database as it
// was before: put in the place of today's by plain means, and restored from a
// backup. Key store, master key and configuration are today's. Nothing may be
// read of whoever was forgotten, by anybody on any page; everybody else is.
func TestForgottenEvenInAnOldCopy(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		p := newPlace(t, blank)
		r := start(t, p.config())
		d := day{house: setUp(t, r), p: p}
		stays := d.join("Zostająca Kukułka")
		d.gone = d.join("Odchodzący Dudek")
		d.attend(d.meetings[0], stays, d.gone)
		link := d.memberLink(d.gone)
		own := d.enter(link) // a session that the old copy still has
		d.reads(t, d.client, own, true)
		backup := filepath.Join(t.TempDir(), "old.krag")
		krag(t, append([]string{"backup", backup}, p.all(t)...)...)
		stop(t, r)
		copied := copyOf(t, p.db)

		r = start(t, p.config())
		now := day{house: d.house, gone: d.gone}
		now.client = d.at(r.URL())
		now.forget()
		stop(t, r)

		t.Run("put back by plain means", func(t *testing.T) {
			old := place{copied, p.keys, p.master}
			r := start(t, old.config())
			d.reads(t, d.at(r.URL()), own.at(r.URL()), false)
			d.reads(t, d.at(r.URL()), house{client: d.at(r.URL())}.enter(link), false)
			stop(t, r)
		})
		t.Run("restored", func(t *testing.T) {
			into := place{blank(t), p.keys, p.master}
			if said := krag(t, append([]string{"restore", backup}, into.flags()...)...); !strings.Contains(said, "1 people were forgotten since") {
				t.Errorf("restore says %q", said)
			}
			verify(t, into)
			r := start(t, into.config())
			again := newClient(t, r.URL()) // a backup has no sessions
			again.saved(again.submit("/sign-in", "login", managerLogin, "password", managerSecret))
			d.reads(t, again, own.at(r.URL()), false)
			if a, err := newClient(t, r.URL()).send(link, url.Values{}); err != nil || a.status == http.StatusSeeOther {
				t.Errorf("a link from before the backup still lets in: %d, %v", a.status, err)
			}
			stop(t, r)
		})
	})
}

// at is the same browser, which meets the house at another address.
func (c client) at(base string) client { return client{c.t, base, c.http} }

// reads opens every page as the manager, and as the person who is forgotten
// by the session of old, and asks whose names can be read.
func (d *day) reads(t *testing.T, manager, own client, gone bool) {
	t.Helper()
	said, mine := manager.crawl("/today"), own.crawl("/me")
	for _, name := range []string{"Zostająca Kukułka", managerName, groupName} {
		if !strings.Contains(said, name) {
			t.Errorf("%s cannot be read any more", name)
		}
	}
	if got := strings.Contains(said, "Odchodzący Dudek"); got != gone {
		t.Errorf("the manager reads the name: %v, want %v", got, gone)
	}
	if got := strings.Contains(mine, "Odchodzący Dudek"); got != gone {
		t.Errorf("an old session reads the name: %v, want %v", got, gone)
	}
}

// copyOf copies a database that nobody is using, as anybody could who reaches
// the server.
func copyOf(t *testing.T, address string) string {
	t.Helper()
	from, embedded := strings.CutPrefix(address, "sqlite:")
	if !embedded {
		return storetest.CopyPostgres(t, address)
	}
	to := filepath.Join(t.TempDir(), "krag.db")
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err == nil {
		_, err = io.Copy(out, in)
	}
	if err == nil {
		err = out.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return "sqlite:" + to
}
