package storetest

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/mutual"
	"krag/internal/store/sqldb"
	"krag/internal/torture"
)

// mends is what is said anew of something that was put on a shelf.
func mends(n mutual.NewItem, version int64, title string) mutual.ItemEdit {
	return mutual.ItemEdit{ID: n.ID, Group: n.Group, Version: version, IsFile: n.IsFile, Title: title, Why: n.Why, Label: n.Label, Address: n.Address}
}

func (w *works) keptAs(id domain.GroupID, item domain.ItemID) mutual.Item {
	w.t.Helper()
	i, err := w.shelf.Item(w.t.Context(), w.by, id, item)
	w.must(err)
	return i
}

// wroteOf counts what the journal has of a thing.
func (w *works) wroteOf() int {
	w.t.Helper()
	return have(w, func(ctx context.Context) (n int, err error) {
		return n, sqldb.From(ctx).QueryRowContext(ctx, `SELECT COUNT(*) FROM audit_link WHERE action LIKE 'mutual.shelf_%' AND institution_no = $1`, w.in.Scope().Institution()).Scan(&n)
	})
}

// TestAThingOnAShelfIsMended: its words, and where a link leads; a form that came
// twice changes it once, and what a file holds stays.
func TestAThingOnAShelfIsMended(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", "co_led")
		link, beside, file := aLink(id, "Mapa", "https://example.org/mapa"), aLink(id, "Rozkład", "https://example.org/rozklad"), aFile(id, "śpiewnik", 99)
		for _, n := range []mutual.NewItem{link, beside, file} {
			w.must(w.shelf.Add(t.Context(), w.by, n))
		}
		before := w.wroteOf()
		e := mends(link, 1, " Droga ")
		e.Why, e.Label, e.Address = "Bez schodów.", "Dojście", "https://example.org/droga"
		for range 2 {
			w.must(w.shelf.Edit(t.Context(), w.by, e))
		}
		if i := w.keptAs(id, link.ID); i.Version != 2 || i.Title.Reveal() != "Droga" || i.Why.Reveal() != "Bez schodów." || i.Label.Reveal() != "Dojście" || i.Address.Reveal() != e.Address {
			t.Errorf("mended: %q %q at %d", i.Title.Reveal(), i.Address.Reveal(), i.Version)
		}
		if n := w.wroteOf() - before; n != 1 {
			t.Errorf("the journal says %d times that it was changed", n)
		}
		e.Title = "Jeszcze inaczej"
		wantKind(t, "an old version", w.shelf.Edit(t.Context(), w.by, e), domain.KindStale)
		e.Version, e.Address = 2, " "+beside.Address
		wantKind(t, "the same address as another", w.shelf.Edit(t.Context(), w.by, e), domain.KindConflict)
		e.Title, e.Address = "", "http://example.org"
		wantKind(t, "without a name", w.shelf.Edit(t.Context(), w.by, e), domain.KindInvalid)
		w.must(w.shelf.Add(t.Context(), w.by, aLink(id, "Mapa", link.Address))) // it leads elsewhere now
		wantKind(t, "where it leads now, again", w.shelf.Add(t.Context(), w.by, aLink(id, "Mapa", "https://example.org/droga")), domain.KindConflict)

		for range 2 {
			w.must(w.shelf.Edit(t.Context(), w.by, mends(file, 1, "Pieśni / lato")))
		}
		if i := w.keptAs(id, file.ID); i.Link() || i.Title.Reveal() != "Pieśni lato" || i.Size != 99 || len(i.Traces) != 1 {
			t.Errorf("the file: %q, %+v", i.Title.Reveal(), i)
		}
		_, content, err := w.shelf.Download(t.Context(), w.by, id, file.ID)
		w.must(err)
		for piece, err := range content {
			if w.must(err); !bytes.Equal(piece, file.File.Content) {
				t.Error("the file holds something else")
			}
		}
		wantKind(t, "the same file again", w.shelf.Add(t.Context(), w.by, aFile(id, "śpiewnik", 99)), domain.KindConflict)
		asLink := mends(file, 2, "Pieśni")
		asLink.IsFile, asLink.Address = false, "https://example.org/piesni"
		wantKind(t, "a file made a link", w.shelf.Edit(t.Context(), w.by, asLink), domain.KindNotFound)
		w.must(w.store.Keys().Destroy(t.Context(), file.ID.UUID))
		wantKind(t, "what has no key any more", w.shelf.Edit(t.Context(), w.by, mends(file, 2, "Pieśni")), domain.KindNotFound)
	})
}

// TestWhoMendsAThing is who may take it down, while the group is open.
func TestWhoMendsAThing(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w, other := newWorks(t, env), newWorks(t, env)
		id, beside := w.group("Źródło", "co_led"), w.group("Potok", "co_led")
		kos, sowa, away := w.joins(id, "Kos", "2026-01-08"), w.joins(id, "Sowa", "2026-01-09"), w.joins(beside, "Ćma", "2026-01-09")
		own, theirs := aLink(id, "Przepis", "https://example.org/przepis"), aFile(id, "mapa", 99)
		w.must(w.shelf.Add(t.Context(), w.as(id, kos), own))
		w.must(w.shelf.Add(t.Context(), w.by, theirs))
		host := authz.Actor{Roles: []authz.Role{authz.Host}, Groups: []domain.GroupID{beside}, Institution: w.in.ID, Scope: w.in.Scope()}
		manager := authz.Actor{Roles: []authz.Role{authz.Manager}, Institution: w.in.ID, Scope: w.in.Scope()}
		e := mends(own, 1, "Szarlotka")
		wantKind(t, "a manager", w.shelf.Edit(t.Context(), manager, e), domain.KindForbidden)
		elsewhere := e
		elsewhere.Group = beside
		for what, err := range map[string]error{
			"another member":               w.shelf.Edit(t.Context(), w.as(id, sowa), e),
			"a member, of the house's":     w.shelf.Edit(t.Context(), w.as(id, kos), mends(theirs, 1, "Moja mapa")),
			"a member beside":              w.shelf.Edit(t.Context(), w.as(beside, away), e),
			"a member beside, in theirs":   w.shelf.Edit(t.Context(), w.as(beside, away), elsewhere),
			"a host beside":                w.shelf.Edit(t.Context(), host, e),
			"a host beside, in their own":  w.shelf.Edit(t.Context(), host, elsewhere),
			"another institution":          other.shelf.Edit(t.Context(), other.by, e),
			"another institution's member": other.shelf.Edit(t.Context(), other.as(id, kos), e),
		} {
			wantKind(t, what, err, domain.KindNotFound)
		}
		w.must(w.shelf.Edit(t.Context(), w.as(id, kos), e))
		w.must(w.shelf.Edit(t.Context(), w.by, mends(own, 2, "Szarlotka bez cukru")))
		if i := w.keptAs(id, own.ID); i.Title.Reveal() != "Szarlotka bez cukru" || i.Person != kos {
			t.Errorf("%q is for %v to take back", i.Title.Reveal(), i.Person)
		}

		// Two groups become one, each with the same link: it is there twice, and its
		// words are mended all the same.
		w.must(w.shelf.Add(t.Context(), w.by, aLink(beside, "Ten sam", own.Address)))
		w.must(w.flow.MergeGroups(t.Context(), w.by, id, beside, group.NewStep{ID: domain.NewID[domain.StepID](), On: onDay("2026-03-01")}, day("2026-03-02")))
		moved := mends(own, 3, "Placek")
		wantKind(t, "in the group that is closed", w.shelf.Edit(t.Context(), w.by, moved), domain.KindConflict)
		moved.Group = beside
		w.must(w.shelf.Edit(t.Context(), w.as(beside, kos), moved))
		w.must(w.flow.Leave(t.Context(), w.by, beside, kos, day("2026-03-02")))
		moved.Version = 4
		wantKind(t, "who left", w.shelf.Edit(t.Context(), w.as(beside, kos), moved), domain.KindNotFound)
		if i := w.keptAs(beside, own.ID); i.Title.Reveal() != "Placek" || i.Version != 4 {
			t.Errorf("%q at %d", i.Title.Reveal(), i.Version)
		}
	})
}

// TestMendedByTwoAtOnce: one does, and the other is told; so it is when two things
// are to lead to one place.
func TestMendedByTwoAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for i := range torture.Count(t, rounds) {
			id := w.group("Źródło", "co_led")
			all := []mutual.NewItem{aLink(id, "Mapa", "https://example.org/a"), aLink(id, "Rozkład", "https://example.org/b")}
			for _, n := range all {
				w.must(w.shelf.Add(t.Context(), w.by, n))
			}
			words := func(n int) string { return fmt.Sprintf("po raz %d", n) }
			errs := atOnce(2, func(n int) error { return w.shelf.Edit(t.Context(), w.by, mends(all[0], 1, words(n))) })
			one := w.keptAs(id, all[0].ID)
			if (errs[0] == nil) == (errs[1] == nil) || one.Version != 2 || errs[0] == nil != (one.Title.Reveal() == words(0)) {
				t.Fatalf("in round %d: %v and %v, and it is %q at %d", i+1, errs[0], errs[1], one.Title.Reveal(), one.Version)
			}
			for _, err := range errs {
				if err != nil {
					wantKind(t, "the second", err, domain.KindStale)
				}
			}
			errs = atOnce(3, func(n int) error {
				if n == 2 {
					return w.shelf.Add(t.Context(), w.by, aLink(id, "Nowa", "https://example.org/c"))
				}
				e := mends(all[n], int64(2-n), all[n].Title)
				e.Address = "https://example.org/c"
				return w.shelf.Edit(t.Context(), w.by, e)
			})
			there := 0
			for _, i := range w.keptBy(w.by, id) {
				if i.Address.Reveal() == "https://example.org/c" {
					there++
				}
			}
			refused := 0
			for _, err := range errs {
				if domain.KindOf(err) == domain.KindConflict {
					refused++
				}
			}
			if there != 1 || refused != 2 {
				t.Fatalf("in round %d %d lead to one place: %v", i+1, there, errs)
			}
		}
	})
}

// TestMendedWhileTakenBack: it is gone, whichever comes first, and nothing is said
// of it any more.
func TestMendedWhileTakenBack(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", "co_led")
		kos := w.joins(id, "Kos", "2026-01-08")
		for i := range torture.Count(t, rounds) {
			for _, n := range []mutual.NewItem{aLink(id, "Mapa", "https://example.org"), aFile(id, "przepis", 99)} {
				w.must(w.shelf.Add(t.Context(), w.as(id, kos), n))
				before := w.wroteOf()
				errs := together(func() error { return w.shelf.Edit(t.Context(), w.by, mends(n, 1, "Inaczej")) }, func() error {
					return w.flow.TakeDown(t.Context(), w.as(id, kos), id, n.ID)
				})
				w.must(errs[1])
				wrote := 1
				if errs[0] == nil {
					wrote = 2
				} else {
					wantKind(t, "beside a taking back", errs[0], domain.KindNotFound)
				}
				if got := w.wroteOf() - before; got != wrote || len(w.keptBy(w.by, id)) != 0 {
					t.Fatalf("in round %d, after %v: written %d times, there %d", i+1, errs[0], got, len(w.keptBy(w.by, id)))
				}
				wantKind(t, "what was taken back", w.shelf.Edit(t.Context(), w.as(id, kos), mends(n, 1, "Inaczej")), domain.KindNotFound)
				wantKind(t, "an old form", w.shelf.Add(t.Context(), w.as(id, kos), n), domain.KindGone)
			}
		}
	})
}

func TestMendingWhileForgotten(t *testing.T) {
	besideForgetting(t, func(w *works, home domain.GroupID, who domain.PersonID) func() error {
		n := aLink(home, "Mapa", "https://example.org/"+domain.NewToken()[:8])
		w.must(w.shelf.Add(w.t.Context(), w.as(home, who), n))
		return func() error {
			defer func() { w.must(w.flow.TakeDown(w.t.Context(), w.by, home, n.ID)) }() // a shelf has room for so many
			return w.shelf.Edit(w.t.Context(), w.as(home, who), mends(n, 1, "Droga"))
		}
	})
}
