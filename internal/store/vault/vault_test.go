package vault_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/store/storetest"
	"krag/internal/store/vault"
)

func newSubject() domain.UUID { return domain.NewID[domain.PersonID]().UUID }

var pseudonym = vault.Field{Table: "person", Column: "pseudonym"}

func at(row domain.UUID) vault.Field {
	f := pseudonym
	f.Row = row
	return f
}

// place is where a test keeps its keys: several vaults may be opened on it,
// as replicas would.
type place struct {
	vault.Config
	dir string
}

func open(t testing.TB, c vault.Config) *vault.Vault {
	t.Helper()
	v, err := vault.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	return v
}

func prepare(t testing.TB, v *vault.Vault, institution int64, subjects ...domain.UUID) {
	t.Helper()
	if err := v.Prepare(t.Context(), institution, domain.PersonKey, subjects...); err != nil {
		t.Fatal(err)
	}
}

func seal(t testing.TB, v *vault.Vault, subject domain.UUID, f vault.Field, plain string) []byte {
	t.Helper()
	b, err := sealFor(t.Context(), v, subject, f, plain)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// sealFor holds a subject's key and seals with it.
func sealFor(ctx context.Context, v *vault.Vault, subject domain.UUID, f vault.Field, plain string) ([]byte, error) {
	key, err := v.Hold(ctx, subject)
	if err != nil {
		return nil, err
	}
	return key.Seal(f.Table, f.Column, f.Row, domain.NewSecret(plain))
}

// wantOpen asks that a value opens as plain.
func wantOpen(t testing.TB, v *vault.Vault, subject domain.UUID, f vault.Field, sealed []byte, plain string) {
	t.Helper()
	got, err := v.Open(t.Context(), subject, f, sealed)
	if err != nil || string(got) != plain {
		t.Errorf("opened %q, %v; want %q", got, err, plain)
	}
}

// wantErr asks that a value does not open, for the reason given.
func wantErr(t testing.TB, v *vault.Vault, subject domain.UUID, f vault.Field, sealed []byte, want error) {
	t.Helper()
	if got, err := v.Open(t.Context(), subject, f, sealed); !errors.Is(err, want) {
		t.Errorf("opened %q, %v; want %v", got, err, want)
	}
}

func TestSeal(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		v := open(t, p.Config)
		one, two, foreign := newSubject(), newSubject(), newSubject()
		prepare(t, v, 1, one, two)
		prepare(t, v, 2, foreign)
		sealed := seal(t, v, one, at(one), "Jaskółka")

		t.Run("opens where it belongs", func(t *testing.T) {
			wantOpen(t, v, one, at(one), sealed, "Jaskółka")
			wantOpen(t, open(t, p.Config), one, at(one), sealed, "Jaskółka")
		})
		t.Run("the same words seal differently", func(t *testing.T) {
			if bytes.Equal(sealed[1:], seal(t, v, one, at(one), "Jaskółka")[1:]) {
				t.Error("equal bytes")
			}
		})
		t.Run("moved is refused", func(t *testing.T) {
			column := at(one)
			column.Column = "contact"
			table := at(one)
			table.Table, table.Column = "personpseudonym", ""
			wantErr(t, v, one, at(two), sealed, vault.ErrBroken)
			wantErr(t, v, one, column, sealed, vault.ErrBroken)
			wantErr(t, v, one, table, sealed, vault.ErrBroken)
			wantErr(t, v, two, at(one), sealed, vault.ErrBroken)
			wantErr(t, v, foreign, at(one), sealed, vault.ErrBroken)
		})
		t.Run("every changed bit is refused", func(t *testing.T) {
			for i := range len(sealed) * 8 {
				b := bytes.Clone(sealed)
				b[i/8] ^= 1 << (i % 8)
				wantErr(t, v, one, at(one), b, vault.ErrBroken)
			}
			for n := range sealed {
				wantErr(t, v, one, at(one), sealed[:n], vault.ErrBroken)
			}
		})
		t.Run("without a key", func(t *testing.T) {
			nobody := newSubject()
			if _, err := v.Hold(t.Context(), nobody); !errors.Is(err, vault.ErrNoKey) {
				t.Errorf("held: %v", err)
			}
			wantErr(t, v, nobody, at(nobody), sealed, vault.ErrNoKey)
		})
	})
}

// TestHold: a key in hand seals although the key store went away, and shows
// itself to nobody.
func TestHold(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		v, one := open(t, p.Config), newSubject()
		prepare(t, v, 1, one)
		key, err := v.Hold(t.Context(), one)
		if err != nil {
			t.Fatal(err)
		}
		if err := v.Close(); err != nil {
			t.Fatal(err)
		}
		sealed, err := key.Seal("person", "pseudonym", one, domain.NewSecret("Jaskółka"))
		if err != nil {
			t.Fatal(err)
		}
		wantOpen(t, open(t, p.Config), one, at(one), sealed, "Jaskółka")
		if got := fmt.Sprintf("%v %s %x %#v", key, key, key, key); got != "[sealed] [sealed] [sealed] [sealed]" {
			t.Errorf("printed %s", got)
		}
		if b, err := json.Marshal(key); err == nil {
			t.Errorf("marshalled %s", b)
		}
	})
}

// TestPrepare: many who prepare the same subjects at once get the same keys.
func TestPrepare(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		subjects := []domain.UUID{newSubject(), newSubject(), newSubject(), newSubject()}
		replicas := []*vault.Vault{open(t, p.Config), open(t, p.Config)}
		sealed := make([][]byte, 12)
		var wg sync.WaitGroup
		for i := range sealed {
			wg.Go(func() {
				v, s := replicas[i%2], subjects[i%4]
				if err := v.Prepare(t.Context(), 7, domain.PersonKey, s); err != nil {
					t.Error(err)
					return
				}
				b, err := sealFor(t.Context(), v, s, at(s), "Wilga")
				if err != nil {
					t.Error(err)
				}
				sealed[i] = b
			})
		}
		wg.Wait()
		fresh := open(t, p.Config)
		for i, b := range sealed {
			wantOpen(t, fresh, subjects[i%4], at(subjects[i%4]), b, "Wilga")
		}
	})
}

// TestPrepareElsewhere: an id that came from a forged form must not tie two
// people of two institutions, nor a person and a user, to one key.
func TestPrepareElsewhere(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		v, s := open(t, p.Config), newSubject()
		prepare(t, v, 7, s)
		if err := v.Prepare(t.Context(), 8, domain.PersonKey, s); !errors.Is(err, vault.ErrElsewhere) {
			t.Errorf("prepare in another institution: %v, want ErrElsewhere", err)
		}
		for _, kind := range []domain.KeyKind{domain.UserKey, domain.FileKey, domain.ImportKey, domain.VentureKey, domain.TopicKey, domain.AgreedKey, domain.ProposalKey} {
			if err := v.Prepare(t.Context(), 7, kind, s); !errors.Is(err, vault.ErrElsewhere) {
				t.Errorf("prepare for the kind %s: %v, want ErrElsewhere", kind, err)
			}
			if err := v.Prepare(t.Context(), 7, kind, newSubject()); err != nil {
				t.Errorf("prepare a key of the kind %s: %v", kind, err)
			}
		}
		if err := v.Prepare(t.Context(), 7, domain.PersonKey, s); err != nil {
			t.Errorf("prepare once more: %v", err)
		}
	})
}

func TestDestroy(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		clock := &hand{now: time.Now()}
		p.Clock = clock
		here, elsewhere := open(t, p.Config), open(t, p.Config)
		gone, stays := newSubject(), newSubject()
		prepare(t, here, 1, gone, stays)
		sealed, other := seal(t, here, gone, at(gone), "Czapla"), seal(t, here, stays, at(stays), "Dudek")
		wantOpen(t, elsewhere, gone, at(gone), sealed, "Czapla")

		if err := here.Destroy(t.Context(), gone); err != nil {
			t.Fatal(err)
		}
		t.Run("at once here", func(t *testing.T) {
			wantErr(t, here, gone, at(gone), sealed, vault.ErrForgotten)
			wantOpen(t, here, stays, at(stays), other, "Dudek")
		})
		t.Run("within KeyLife elsewhere", func(t *testing.T) {
			clock.move(vault.KeyLife)
			wantErr(t, elsewhere, gone, at(gone), sealed, vault.ErrForgotten)
		})
		t.Run("for good", func(t *testing.T) {
			if err := elsewhere.Prepare(t.Context(), 1, domain.PersonKey, gone); !errors.Is(err, vault.ErrForgotten) {
				t.Errorf("prepared again: %v", err)
			}
			if err := here.Destroy(t.Context(), gone, newSubject()); err != nil {
				t.Errorf("destroyed twice: %v", err)
			}
		})
	})
}

// hand is a clock that a test moves.
type hand struct {
	mu  sync.Mutex
	now time.Time
}

func (h *hand) Now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now.Truncate(time.Microsecond)
}

func (h *hand) move(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
}

func TestOpenMany(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		v := open(t, p.Config)
		items := sealMany(t, v, 1, 250)
		foreign := sealMany(t, v, 2, 2)
		items = append(items, foreign...)
		items = append(items, vault.Item{Subject: newSubject(), Field: at(newSubject())})                                    // never given
		items = append(items, vault.Item{Subject: newSubject(), Field: at(items[0].Field.Row), Sealed: items[0].Sealed})     // no key
		items = append(items, vault.Item{Subject: items[1].Subject, Field: at(items[0].Field.Row), Sealed: items[1].Sealed}) // moved
		if err := v.Destroy(t.Context(), items[3].Subject); err != nil {
			t.Fatal(err)
		}
		for _, institution := range []int64{1, vault.AnyInstitution} {
			again := open(t, p.Config)
			got := append([]vault.Item(nil), items...)
			if err := again.OpenMany(t.Context(), institution, got); err != nil {
				t.Fatal(err)
			}
			for i, it := range got {
				want, words := error(nil), "Sikorka"
				switch i {
				case 3:
					want, words = vault.ErrForgotten, ""
				case 252:
					words = ""
				case 253:
					want, words = vault.ErrNoKey, ""
				case 254:
					want, words = vault.ErrBroken, ""
				}
				if !errors.Is(it.Err, want) || string(it.Plain) != words {
					t.Errorf("institution %d, item %d: %q, %v; want %q, %v", institution, i, it.Plain, it.Err, words, want)
				}
			}
		}
	})
}

// TestReplantedKey: a key in another's place opens nothing, and one such key
// does not close the list of everybody else.
func TestReplantedKey(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		items := sealMany(t, open(t, p.Config), 1, 120)
		v := open(t, p.Config)
		if err := vault.Replant(t.Context(), v, items[5].Subject, items[6].Subject); err != nil {
			t.Fatal(err)
		}
		if err := v.OpenMany(t.Context(), 1, items); err != nil {
			t.Fatal(err)
		}
		for i, it := range items {
			if (it.Err == nil) != (i != 5) || i == 5 && !errors.Is(it.Err, vault.ErrBroken) {
				t.Errorf("item %d: %v", i, it.Err)
			}
		}
		if _, err := v.Hold(t.Context(), items[5].Subject); !errors.Is(err, vault.ErrBroken) {
			t.Errorf("the key of somebody else is held: %v", err)
		}
		if broken, err := v.Check(t.Context()); err != nil || len(broken) != 1 || broken[0] != items[5].Subject {
			t.Errorf("broken: %v, %v", broken, err)
		}
	})
}

func sealMany(t testing.TB, v *vault.Vault, institution int64, n int) []vault.Item {
	t.Helper()
	items, subjects := make([]vault.Item, n), make([]domain.UUID, n)
	for i := range subjects {
		subjects[i] = newSubject()
	}
	prepare(t, v, institution, subjects...)
	for i, s := range subjects {
		items[i] = vault.Item{Subject: s, Field: at(s), Sealed: seal(t, v, s, at(s), "Sikorka")}
	}
	return items
}

func TestSweep(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		clock := &hand{now: time.Now()}
		p.Clock = clock
		v := open(t, p.Config)
		written, orphan, prepared := newSubject(), newSubject(), newSubject()
		prepare(t, v, 1, written, orphan, prepared)
		exists := func(_ context.Context, institution int64, subjects []domain.UUID) (map[domain.UUID]bool, error) {
			return map[domain.UUID]bool{written: institution == 1}, nil
		}
		sweep := func(want int) {
			t.Helper()
			if n, err := v.Sweep(t.Context(), exists, false); err != nil || n != want {
				t.Errorf("swept %d, %v; want %d", n, err, want)
			}
		}
		sweep(0) // all too young
		clock.move(vault.SweepAge + time.Second)
		young := newSubject()
		prepare(t, v, 1, prepared, young)
		sweep(1)
		sweep(0)
		for subject, want := range map[domain.UUID]bool{written: true, prepared: true, young: true, orphan: false} {
			if _, err := v.Hold(t.Context(), subject); (err == nil) != want {
				t.Errorf("key there: %v, want %v", err == nil, want)
			}
		}
		t.Run("spares who is prepared meanwhile", func(t *testing.T) {
			late := newSubject()
			prepare(t, v, 1, late)
			clock.move(vault.SweepAge + time.Second)
			n, err := v.Sweep(t.Context(), func(ctx context.Context, _ int64, subjects []domain.UUID) (map[domain.UUID]bool, error) {
				clock.move(time.Second)
				prepare(t, v, 1, late)
				return map[domain.UUID]bool{written: true, prepared: true, young: true}, nil
			}, false)
			if err != nil || n != 0 {
				t.Errorf("swept %d, %v", n, err)
			}
			seal(t, v, late, at(late), "Late")
			if err := v.Destroy(t.Context(), late); err != nil {
				t.Fatal(err)
			}
		})
		t.Run("leaves all of an institution alone", func(t *testing.T) {
			sealMany(t, v, 2, 3)
			clock.move(vault.SweepAge + time.Second)
			prepare(t, v, 2, newSubject())
			known := func(_ context.Context, institution int64, subjects []domain.UUID) (map[domain.UUID]bool, error) {
				return map[domain.UUID]bool{written: true, prepared: true}, nil
			}
			if n, err := v.Sweep(t.Context(), known, false); err != nil || n != 1 {
				t.Errorf("swept %d, %v; want the young one of the other institution", n, err)
			}
		})
		t.Run("refuses to remove many", func(t *testing.T) {
			sealMany(t, v, 1, 30)
			clock.move(vault.SweepAge + time.Second)
			var many *vault.TooManyError
			if n, err := v.Sweep(t.Context(), exists, false); n != 0 || !errors.As(err, &many) || many.Orphans != 31 || many.Keys != 36 {
				t.Errorf("swept %d, %v", n, err)
			}
			if n, err := v.Sweep(t.Context(), exists, true); n != 35 || err != nil {
				t.Errorf("forced: swept %d, %v", n, err)
			}
		})
	})
}

func TestOpenRefuses(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		v := open(t, p.Config)
		if v.Made() != (vault.Made{Master: true, Keys: true}) {
			t.Errorf("first start made %+v", v.Made())
		}
		if again := open(t, p.Config); again.Made() != (vault.Made{}) {
			t.Errorf("second start made %+v", again.Made())
		}
		t.Run("a key store without its master key", func(t *testing.T) {
			c := p.Config
			c.Master = filepath.Join(p.dir, "elsewhere")
			if _, err := vault.Open(t.Context(), c); !errors.Is(err, vault.ErrMasterMissing) {
				t.Error(err)
			}
			if _, err := os.Stat(c.Master); !os.IsNotExist(err) {
				t.Error("a new master key was made beside an old key store")
			}
		})
		t.Run("another master key", func(t *testing.T) {
			c := p.Config
			c.Master = filepath.Join(p.dir, "another")
			if _, err := vault.CreateMaster(c.Master); err != nil {
				t.Fatal(err)
			}
			if _, err := vault.Open(t.Context(), c); !errors.Is(err, vault.ErrWrongMaster) {
				t.Error(err)
			}
		})
	})
}

// TestDroppedConnections: after the server of the keys was away nobody notices
// the connections that it dropped, neither who reads nor who writes.
func TestDroppedConnections(t *testing.T) {
	p := onSQLite(t)
	p.Keys = storetest.BlankPostgres(t)
	v, s := open(t, p.Config), newSubject()
	prepare(t, v, 1, s)
	for what, use := range map[string]func() error{
		"read":  func() error { _, err := v.Forgotten(t.Context(), []domain.UUID{s}); return err },
		"write": func() error { return v.Prepare(t.Context(), 1, domain.PersonKey, s) },
	} {
		prepare(t, v, 1, newSubject())
		storetest.HangUp(t, p.Keys)
		if err := use(); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}
