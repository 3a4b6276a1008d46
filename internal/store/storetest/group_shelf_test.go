package storetest

import (
	"bytes"
	"context"
	"sync"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/filetype"
	"krag/internal/domain/group"
	"krag/internal/domain/mutual"
	"krag/internal/store"
	"krag/internal/store/sqldb"
	"krag/internal/torture"
)

// aLink is a link to be put on a shelf, and aFile a file of so many bytes whose
// content begins with a mark.
func aLink(id domain.GroupID, title, address string) mutual.NewItem {
	return mutual.NewItem{ID: domain.NewID[domain.ItemID](), Group: id, Title: title, Address: address}
}

func aFile(id domain.GroupID, mark string, size int) mutual.NewItem {
	content := append([]byte(mark), bytes.Repeat([]byte{7}, size-len(mark))...)
	return mutual.NewItem{ID: domain.NewID[domain.ItemID](), Group: id, IsFile: true, File: filetype.File{
		Kind: filetype.PDF, Name: mark, Content: content, Traces: []filetype.Trace{{Kind: filetype.TraceAuthor, Text: "Kos"}},
	}}
}

func (w *works) keptBy(a authz.Actor, id domain.GroupID) []mutual.Item {
	w.t.Helper()
	all, err := w.shelf.Items(w.t.Context(), a, id)
	w.must(err)
	return all
}

// shelvedBy counts what is somebody's to take back.
func (w *works) shelvedBy() int {
	w.t.Helper()
	return have(w, func(ctx context.Context) (n int, err error) {
		return n, sqldb.From(ctx).QueryRowContext(ctx, `SELECT COUNT(*) FROM shelf_item WHERE person_id IS NOT NULL`).Scan(&n)
	})
}

func TestShelfComesBackAsItWent(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", "co_led")
		link := aLink(id, " Mapa ", "https://www.example.org/mapa?a=1")
		link.Why, link.Label = "Bez schodów.", "Dojście"
		file := aFile(id, "śpiewnik", 2*filetype.PieceSize+7)
		for range 2 { // each form comes twice
			w.must(w.shelf.Add(t.Context(), w.by, link))
			w.clock.pass(1000)
			w.must(w.shelf.Add(t.Context(), w.by, file))
		}
		all := w.keptBy(w.by, id)
		if len(all) != 2 || all[0].ID != file.ID {
			t.Fatalf("on the shelf: %+v", all)
		}
		if f := all[0]; f.Link() || f.Title.Reveal() != "śpiewnik" || f.Size != int64(len(file.File.Content)) || len(f.Traces) != 1 || f.Traces[0].Text != "Kos" {
			t.Errorf("the file: %q, %+v", f.FileName(), f)
		}
		if l := all[1]; !l.Link() || l.Title.Reveal() != "Mapa" || l.Why.Reveal() != "Bez schodów." || l.Label.Reveal() != "Dojście" || l.Address.Reveal() != link.Address || l.Host() != "www.example.org" {
			t.Errorf("the link: %q, %+v", l.Title.Reveal(), l)
		}
		wantKind(t, "the same address again", w.shelf.Add(t.Context(), w.by, aLink(id, "Inna mapa", link.Address)), domain.KindConflict)
		again := aFile(id, "śpiewnik", len(file.File.Content))
		wantKind(t, "the same file again", w.shelf.Add(t.Context(), w.by, again), domain.KindConflict)

		_, content, err := w.shelf.Download(t.Context(), w.by, id, file.ID)
		w.must(err)
		var came []byte
		for piece, err := range content {
			w.must(err)
			came = append(came, piece...)
		}
		if !bytes.Equal(came, file.File.Content) {
			t.Errorf("%d bytes came of %d", len(came), len(file.File.Content))
		}
		_, _, err = w.shelf.Download(t.Context(), w.by, id, link.ID)
		wantKind(t, "a link as a file", err, domain.KindNotFound)
		known := have(w, func(ctx context.Context) (map[domain.UUID]bool, error) {
			return store.Subjects{}.Existing(ctx, []domain.UUID{file.ID.UUID, link.ID.UUID})
		})
		if !known[file.ID.UUID] || !known[link.ID.UUID] {
			t.Errorf("the sweep would take keys: %v", known)
		}
	})
}

// TestShelfIsCleared: what is taken down opens no more, and does not come back.
func TestShelfIsCleared(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", "co_led")
		kos, sowa := w.joins(id, "Kos", "2026-01-08"), w.joins(id, "Sowa", "2026-01-09")
		own, theirs := aFile(id, "przepis", 99), aLink(id, "Mapa", "https://example.org")
		w.must(w.shelf.Add(t.Context(), w.as(id, kos), own))
		w.must(w.shelf.Add(t.Context(), w.by, theirs))
		for _, i := range w.keptBy(w.as(id, kos), id) {
			if i.Mine(w.as(id, kos)) != (i.ID == own.ID) || i.Mine(w.as(id, sowa)) || !i.Mine(w.by) {
				t.Errorf("whose is %+v", i)
			}
		}
		wantKind(t, "what another member put there", w.flow.TakeDown(t.Context(), w.as(id, sowa), id, own.ID), domain.KindNotFound)
		wantKind(t, "what staff put there", w.flow.TakeDown(t.Context(), w.as(id, kos), id, theirs.ID), domain.KindNotFound)
		for range 2 {
			w.must(w.flow.TakeDown(t.Context(), w.as(id, kos), id, own.ID))
			w.must(w.flow.TakeDown(t.Context(), w.by, id, theirs.ID))
		}
		if all := w.keptBy(w.by, id); len(all) != 0 {
			t.Errorf("still there: %+v", all)
		}
		wantKind(t, "put there again by an old form", w.shelf.Add(t.Context(), w.as(id, kos), own), domain.KindGone)
		n := have(w, func(ctx context.Context) (n int, err error) {
			return n, sqldb.From(ctx).QueryRowContext(ctx, `SELECT COUNT(*) FROM shelf_piece`).Scan(&n)
		})
		if n != 0 {
			t.Errorf("%d pieces stay", n)
		}
	})
}

// TestShelfAfterARestore: what was taken down since is not read, and goes again.
func TestShelfAfterARestore(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", "co_led")
		gone, stays := aFile(id, "przepis", 99), aLink(id, "Mapa", "https://example.org")
		w.must(w.shelf.Add(t.Context(), w.by, gone))
		w.must(w.shelf.Add(t.Context(), w.by, stays))
		w.must(w.store.Keys().Destroy(t.Context(), gone.ID.UUID))
		if all := w.keptBy(w.by, id); len(all) != 1 || all[0].ID != stays.ID {
			t.Errorf("read: %+v", all)
		}
		was, err := w.flow.TakeDownAgain(t.Context(), w.by, gone.ID)
		w.must(err)
		none, err := w.flow.TakeDownAgain(t.Context(), w.by, domain.NewID[domain.ItemID]())
		w.must(err)
		if !was || none {
			t.Errorf("it was there: %v, and what never was: %v", was, none)
		}
	})
}

// TestShelfStaysWhenPeopleGo, and is nobody's then; it goes along when two groups
// become one.
func TestShelfStaysWhenPeopleGo(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for name, end := range map[string]func(domain.GroupID, domain.PersonID){
			"leaving": func(id domain.GroupID, who domain.PersonID) {
				w.must(w.flow.Leave(t.Context(), w.by, id, who, day("2026-03-02")))
			},
			"being forgotten": func(_ domain.GroupID, who domain.PersonID) {
				w.must(w.flow.Forget(t.Context(), w.by, who, day("2026-03-02")))
			},
			"closing": func(id domain.GroupID, _ domain.PersonID) {
				g, err := w.groups.Group(t.Context(), w.by, id)
				w.must(err)
				w.must(w.flow.CloseGroup(t.Context(), w.by, id, g.Version, group.NewStep{ID: domain.NewID[domain.StepID](), On: onDay("2026-03-01")}, over, day("2026-03-02")))
			},
		} {
			id := w.group(name, "co_led")
			kos := w.joins(id, "Kos", "2026-01-08")
			w.must(w.shelf.Add(t.Context(), w.as(id, kos), aFile(id, "przepis", 99)))
			end(id, kos)
			if n, all := w.shelvedBy(), w.keptBy(w.by, id); n != 0 || len(all) != 1 || all[0].Title.Reveal() != "przepis" {
				t.Errorf("after %s %d are somebody's of %+v", name, n, all)
			}
			if name == "closing" {
				wantKind(t, "in a closed group", w.shelf.Add(t.Context(), w.by, aLink(id, "Mapa", "https://example.org")), domain.KindConflict)
			}
		}
		from, into := w.group("Potok", "co_led"), w.group("Rzeka", "co_led")
		kos := w.joins(from, "Kos", "2026-01-08")
		w.must(w.shelf.Add(t.Context(), w.as(from, kos), aFile(from, "przepis", 99)))
		w.must(w.flow.MergeGroups(t.Context(), w.by, from, into, group.NewStep{ID: domain.NewID[domain.StepID](), On: onDay("2026-03-01")}, day("2026-03-02")))
		if all := w.keptBy(w.by, into); len(all) != 1 || all[0].Person != kos {
			t.Errorf("went along: %+v", all)
		}
	})
}

func TestShelfIsTheOwnGroups(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w, other := newWorks(t, env), newWorks(t, env)
		id, beside := w.group("Źródło", "co_led"), w.group("Potok", "co_led")
		sowa := w.joins(beside, "Sowa", "2026-01-09")
		n := aFile(id, "przepis", 99)
		w.must(w.shelf.Add(t.Context(), w.by, n))
		host := authz.Actor{Roles: []authz.Role{authz.Host}, Groups: []domain.GroupID{beside}, Institution: w.in.ID, Scope: w.in.Scope()}
		manager := authz.Actor{Roles: []authz.Role{authz.Manager}, Institution: w.in.ID, Scope: w.in.Scope()}
		you := w.as(beside, sowa)
		wantKind(t, "a manager's look", err2(w.shelf.Items(t.Context(), manager, id)), domain.KindForbidden)
		download := func(w *works, a authz.Actor, in domain.GroupID) error {
			_, _, err := w.shelf.Download(t.Context(), a, in, n.ID)
			return err
		}
		for what, err := range map[string]error{
			"a host beside":                     err2(w.shelf.Items(t.Context(), host, id)),
			"a host beside, one":                err2(w.shelf.Item(t.Context(), host, beside, n.ID)),
			"a host beside, adding":             w.shelf.Add(t.Context(), host, aLink(id, "x", "https://example.org")),
			"a host beside, taking down":        w.flow.TakeDown(t.Context(), host, id, n.ID),
			"a member beside":                   err2(w.shelf.Items(t.Context(), you, id)),
			"a member beside, adding":           w.shelf.Add(t.Context(), you, aLink(id, "x", "https://example.org")),
			"a member beside, the file":         download(w, you, id),
			"a member beside, in the own group": download(w, you, beside),
			"another institution, the file":     download(other, other.by, id),
			"another institution, adding":       other.shelf.Add(t.Context(), other.by, aLink(id, "x", "https://example.org")),
			"another institution, taking down":  other.flow.TakeDown(t.Context(), other.by, id, n.ID),
		} {
			wantKind(t, what, err, domain.KindNotFound)
		}
		if all := other.keptBy(other.by, id); len(all) != 0 {
			t.Errorf("another institution reads %+v", all)
		}
	})
}

// TestTheLastPlaceOnAShelf is for one of two who come at once.
func TestTheLastPlaceOnAShelf(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, 20) {
			id := w.group("Źródło", "co_led")
			for left := mutual.MaxShelf; left > mutual.MaxShelfFile; left -= mutual.MaxShelfFile {
				w.must(w.shelf.Add(t.Context(), w.by, aFile(id, "plik-"+domain.NewToken()[:8], mutual.MaxShelfFile)))
			}
			errs := atOnce(2, func(int) error {
				return w.shelf.Add(t.Context(), w.by, aFile(id, "plik-"+domain.NewToken()[:8], mutual.MaxShelfFile-5))
			})
			if (errs[0] == nil) == (errs[1] == nil) {
				t.Fatalf("two at once: %v, %v", errs[0], errs[1])
			}
			for _, err := range errs {
				if err != nil {
					wantKind(t, "the second", err, domain.KindInvalid)
				}
			}
		}
	})
}

func TestShelvingWhileForgotten(t *testing.T) {
	besideForgetting(t, func(w *works, home domain.GroupID, who domain.PersonID) func() error {
		n := aLink(home, "Mapa", "https://example.org/"+domain.NewToken()[:8])
		return func() error {
			defer func() { w.must(w.flow.TakeDown(w.t.Context(), w.by, home, n.ID)) }() // a shelf has room for so many
			return w.shelf.Add(w.t.Context(), w.as(home, who), n)
		}
	})
}

// TestShelvedAtTheSameMoment: of many who put one file there, each by a form of
// their own, one does; so it is with a link.
func TestShelvedAtTheSameMoment(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", "co_led")
		var wg sync.WaitGroup
		gun := make(chan struct{})
		for range 5 {
			for _, n := range []mutual.NewItem{aFile(id, "śpiewnik", 99), aLink(id, "Mapa", "https://example.org")} {
				wg.Go(func() {
					<-gun
					if err := w.shelf.Add(t.Context(), w.by, n); err != nil && domain.KindOf(err) != domain.KindConflict {
						t.Error(err)
					}
				})
			}
		}
		close(gun)
		wg.Wait()
		if all := w.keptBy(w.by, id); len(all) != 2 {
			t.Errorf("%d things are there", len(all))
		}
	})
}
