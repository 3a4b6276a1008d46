package storetest

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
)

// TestNamesAreSealed looks for names, sign-in names, addresses and tokens in every byte
// that the database keeps.
func TestNamesAreSealed(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Widoczny ośrodek")
		manager := h.staff(in, "tajny.login", authz.Manager)
		n := account.NewStaff{ID: domain.NewID[domain.UserID](), Name: "Tajne Imię", Login: "inny.login", Roles: []authz.Role{authz.Coordinator}}
		link, err := h.accounts.AddStaff(t.Context(), manager, n)
		h.must(err)
		session, err := h.accounts.SignIn(t.Context(), office, "tajny.login", password)
		h.must(err)
		_, _ = h.accounts.SignIn(t.Context(), office, "zmyslony.login", password)
		h.person(in.Scope(), "Tajny Pseudonim")

		kept := h.bytes()
		if !bytes.Contains(kept, []byte("Widoczny ośrodek")) {
			t.Fatal("not even what is open was found: the search sees nothing")
		}
		for _, secret := range []string{"Tajne Imię", "Imię tajny", "Tajny Pseudonim", "tajny.login", "inny.login", "zmyslony.login", password, link, session, office.String()} {
			if bytes.Contains(kept, []byte(secret)) {
				t.Errorf("%q stands in the database", secret)
			}
		}
	})
}

// bytes is everything the engine keeps on disk: the database and its log.
func (h *house) bytes() (kept []byte) {
	h.t.Helper()
	path, isFile := strings.CutPrefix(h.URL, "sqlite:")
	dir := filepath.Dir(path)
	if !isFile {
		dir = ServerFolder(h.t)
	}
	h.must(filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil // a file that just went away holds nothing
		}
		b, err := os.ReadFile(path)
		kept = append(kept, b...)
		return err
	}))
	return kept
}
