package storetest

import (
	"context"
	"reflect"
	"slices"
	"strconv"
	"sync"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/group"
)

func ownKind(name string) group.NewKind {
	return group.NewKind{Code: group.Kind(domain.NewID[domain.KindID]().String()), Name: name, Alike: group.KindOther}
}

func codes(all []group.KindEntry) (list []group.Kind) {
	for _, k := range all {
		list = append(list, k.Code)
	}
	return list
}

func TestCatalogueOfKinds(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		kinds, ctx := group.NewKinds(w.desk, w.store.Groups()), t.Context()
		all := catalogued(t)(kinds.All(ctx, w.by))
		if !reflect.DeepEqual(codes(all), group.Kinds) {
			t.Fatalf("a catalogue begins as %v", codes(all))
		}
		parents := ownKind("Rodzice nastolatków")
		parents.Sensitive, parents.Agreement, parents.Plans, parents.Indicators, parents.Criteria, parents.Nth = true, "talking", []string{"two-rounds", "common-table"}, []string{"rozmawiają w domu", "śpią"}, []string{"mieszkają razem"}, 2
		parents.Least = 6
		w.must(kinds.Create(ctx, w.by, parents))
		w.must(kinds.Create(ctx, w.by, parents)) // the form came twice
		wantKind(t, "the same name", kinds.Create(ctx, w.by, ownKind("rodzice NASTOLATKOW")), domain.KindInvalid)
		wantKind(t, "a code of nobody", kinds.Create(ctx, w.by, group.NewKind{Code: "chess", Name: "Szachy", Alike: group.KindOther}), domain.KindInvalid)
		all = catalogued(t)(kinds.All(ctx, w.by))
		got := all[1]
		want := group.KindEntry{
			Code: parents.Code, Name: parents.Name, Alike: group.KindOther, Sensitive: true, Agreement: "talking", Plans: parents.Plans,
			Indicators: parents.Indicators, Criteria: parents.Criteria, Least: 6, Place: got.Place, Version: 1,
		}
		if len(all) != 9 || !reflect.DeepEqual(got, want) {
			t.Errorf("%d kinds, the second %+v, want %+v", len(all), got, want)
		}
		// One of the program's is renamed and goes to the front; another house keeps its own.
		w.must(kinds.Edit(ctx, w.by, group.NewKind{Code: group.KindHealth, Name: "Osoby po udarze", Alike: group.KindHealth, Nth: 1}, 0))
		wantKind(t, "an old version", kinds.Edit(ctx, w.by, group.NewKind{Code: group.KindHealth, Alike: group.KindHealth}, 0), domain.KindStale)
		w.must(kinds.Edit(ctx, w.by, group.NewKind{Code: group.KindHealth, Name: "Osoby po udarze", Alike: group.KindHealth, Nth: 3}, 1))
		all = catalogued(t)(kinds.All(ctx, w.by))
		if all[2].Code != group.KindHealth || all[2].Name != "Osoby po udarze" || all[2].Version != 2 {
			t.Errorf("moved to the third place: %v", codes(all))
		}
		x := w.elsewhere()
		if other := catalogued(t)(kinds.All(ctx, x.by)); !reflect.DeepEqual(codes(other), group.Kinds) {
			t.Errorf("another institution has %v", codes(other))
		}
		wantKind(t, "another institution's", kinds.Edit(ctx, x.by, group.NewKind{Code: parents.Code, Name: "x", Alike: group.KindOther}, 1), domain.KindNotFound)
	})
}

// catalogued is for what must not fail.
func catalogued(t *testing.T) func([]group.KindEntry, error) []group.KindEntry {
	return func(all []group.KindEntry, err error) []group.KindEntry {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
}

// TestRetiredKindStaysOnItsGroups: nobody new gets it, and what has it keeps it.
// TestKindsAreWrittenDown: the log knows of each change of the catalogue, and of none
// that was refused or sent twice.
func TestKindsAreWrittenDown(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		kinds, ctx := group.NewKinds(w.desk, w.store.Groups()), t.Context()
		grew := func(what string, by int64, do func() error) {
			t.Helper()
			head := func() int64 {
				return have(w, func(ctx context.Context) (audit.Head, error) { return newAudit(t).Head(ctx) }).Seq
			}
			before := head()
			_ = do()
			if now := head(); now != before+by {
				t.Errorf("%s: %d records, want %d", what, now-before, by)
			}
		}
		own := ownKind("Rodzice nastolatków")
		grew("a new one", 1, func() error { return kinds.Create(ctx, w.by, own) })
		grew("the same again", 0, func() error { return kinds.Create(ctx, w.by, own) })
		own.Retired = true
		grew("it is retired", 1, func() error { return kinds.Edit(ctx, w.by, own, 1) })
		grew("by an old form", 0, func() error { own.Retired = false; return kinds.Edit(ctx, w.by, own, 1) })
		all, err := kinds.All(ctx, w.by)
		w.must(err)
		one := group.NewKind{Code: all[0].Code, Retired: true, Alike: all[0].Alike}
		grew("one of the program's", 1, func() error { return kinds.Edit(ctx, w.by, one, all[0].Version) })
	})
}

func TestRetiredKindStaysOnItsGroups(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		kinds, ctx := group.NewKinds(w.desk, w.store.Groups()), t.Context()
		k := ownKind("Rodzice nastolatków")
		k.Alike, k.Sensitive, k.Agreement = group.KindLoneliness, true, "talking"
		w.must(kinds.Create(ctx, w.by, k))
		n := newGroup(w.programme, "Źródło", group.Idea)
		n.Kind, n.Sensitive = k.Code, false
		w.must(w.groups.Create(ctx, w.by, n))
		g, err := w.groups.Group(ctx, w.by, n.ID)
		if err != nil || g.Kind != k.Code || g.Alike != group.KindLoneliness || g.Starter != "talking" || !g.Sensitive {
			t.Errorf("%+v, %v", g, err)
		}
		k.Retired = true
		w.must(kinds.Edit(ctx, w.by, k, 1))
		n.Name = "Potok"
		w.must(w.groups.Edit(ctx, w.by, n, 1))
		other := newGroup(w.programme, "Nowa", group.Idea)
		other.Kind = k.Code
		wantKind(t, "a retired kind", w.groups.Create(ctx, w.by, other), domain.KindInvalid)
		other.Kind = group.Kind(domain.NewID[domain.KindID]().String())
		wantKind(t, "a kind of nowhere", w.groups.Create(ctx, w.by, other), domain.KindInvalid)
		k.Retired = false
		w.must(kinds.Edit(ctx, w.by, k, 2))
		other.Kind = k.Code
		w.must(w.groups.Create(ctx, w.by, other))
	})
}

// TestKindsRaced: many write down one name at once, and one is there.
func TestKindsRaced(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		kinds := group.NewKinds(w.desk, w.store.Groups())
		var wg sync.WaitGroup
		gun := make(chan struct{})
		for range 6 {
			n := ownKind("Rodzice nastolatków")
			wg.Go(func() {
				<-gun
				if err := kinds.Create(t.Context(), w.by, n); err != nil && domain.KindOf(err) != domain.KindInvalid {
					t.Error(err)
				}
			})
		}
		close(gun)
		wg.Wait()
		if all := catalogued(t)(kinds.All(t.Context(), w.by)); len(all) != 9 {
			t.Errorf("%d kinds", len(all))
		}
	})
}

// TestTheLastKindRaced: where one more kind has room, many add one at once, and one
// is added.
func TestTheLastKindRaced(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		kinds := group.NewKinds(w.desk, w.store.Groups())
		for n := range group.MostKinds - 1 {
			w.must(kinds.Create(t.Context(), w.by, ownKind("Rodzaj "+strconv.Itoa(n))))
		}
		var wg sync.WaitGroup
		gun := make(chan struct{})
		for n := range 24 {
			last := ownKind("Ostatni " + strconv.Itoa(n))
			wg.Go(func() {
				<-gun
				if err := kinds.Create(t.Context(), w.by, last); err != nil && domain.KindOf(err) != domain.KindConflict {
					t.Error(err)
				}
			})
		}
		close(gun)
		wg.Wait()
		if all := catalogued(t)(kinds.All(t.Context(), w.by)); len(all) != group.MostKinds+len(group.Kinds) {
			t.Errorf("%d kinds", len(all))
		}
	})
}

// TestEditedKindsRaced: many give their kinds one name at once, and one has it;
// many move kinds to one place, and each has a place of its own.
func TestEditedKindsRaced(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		kinds := group.NewKinds(w.desk, w.store.Groups())
		names, moves := make([]group.NewKind, 6), make([]group.NewKind, 6)
		for i := range 6 {
			names[i], moves[i] = ownKind("Rodzaj "+strconv.Itoa(i)), ownKind("Miejsce "+strconv.Itoa(i))
			w.must(kinds.Create(t.Context(), w.by, names[i]))
			w.must(kinds.Create(t.Context(), w.by, moves[i]))
			names[i].Name, moves[i].Nth = "Rodzice nastolatków", 1
		}
		var wg sync.WaitGroup
		gun := make(chan struct{})
		edit := func(n group.NewKind, version int64, may ...domain.Kind) {
			wg.Go(func() {
				<-gun
				if err := kinds.Edit(t.Context(), w.by, n, version); err != nil && !slices.Contains(may, domain.KindOf(err)) {
					t.Errorf("%s: %v", n.Code, err)
				}
			})
		}
		for i := range 6 {
			edit(names[i], 1, domain.KindInvalid)
			edit(moves[i], 1)
		}
		// The first change of one of the program's, to the same name.
		edit(group.NewKind{Code: group.KindHealth, Name: "rodzice NASTOLATKÓW", Alike: group.KindHealth}, 0, domain.KindInvalid)
		close(gun)
		wg.Wait()
		places, named := map[int64]group.Kind{}, 0
		for _, k := range catalogued(t)(kinds.All(t.Context(), w.by)) {
			if other, there := places[k.Place]; there {
				t.Errorf("%s and %s stand on one place", other, k.Code)
			}
			places[k.Place] = k.Code
			if group.Kind(k.Name) == "Rodzice nastolatków" || k.Code == group.KindHealth && k.Name != "" {
				named++
			}
		}
		if named != 1 {
			t.Errorf("%d have the name, want one", named)
		}
	})
}

// TestAFullCatalogueTakesNoFirstChange: one of the program's becomes a row with its
// first change, and those are counted; what is written down already may change.
func TestAFullCatalogueTakesNoFirstChange(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		kinds := group.NewKinds(w.desk, w.store.Groups())
		last := ownKind("Ostatni")
		w.must(kinds.Create(t.Context(), w.by, last))
		for n := range group.MostKinds - 1 {
			w.must(kinds.Create(t.Context(), w.by, ownKind("Rodzaj "+strconv.Itoa(n))))
		}
		health := group.NewKind{Code: group.KindHealth, Name: "Osoby po udarze", Alike: group.KindHealth}
		wantKind(t, "one more row", kinds.Edit(t.Context(), w.by, health, 0), domain.KindConflict)
		last.Retired = true
		w.must(kinds.Edit(t.Context(), w.by, last, 1))
	})
}
