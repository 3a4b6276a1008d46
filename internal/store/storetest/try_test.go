package storetest

import (
	"context"
	"fmt"
	"net/netip"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/store/sqldb"
)

const window = 15 * time.Minute

// try counts one try under a key.
func (h *house) try(key string, most int) (end time.Time, counted bool) {
	h.t.Helper()
	h.must(h.in(domain.Across, func(ctx context.Context) (err error) {
		end, counted, err = h.store.Accounts().CountTry(ctx, []byte(key), most, h.clock.Now(), h.clock.Now().Add(window))
		return err
	}))
	return end, counted
}

// tries counts so many from as many sides at once and gives how many counted.
func (h *house) tries(key string, sides, most int) (counted int) {
	h.t.Helper()
	passed := make([]bool, sides)
	all := make([]func() error, sides)
	for i := range all {
		all[i] = func() error {
			_, passed[i] = h.try(key, most)
			return nil
		}
	}
	together(all...)
	for _, p := range passed {
		if p {
			counted++
		}
	}
	return counted
}

// TestRaceOfTries: of fifty at once exactly as many are counted as may.
func TestRaceOfTries(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		for i, key := range []string{"one", "another", "a third"} {
			if n := h.tries(key, 50, 10); n != 10 {
				t.Errorf("round %d: %d of fifty at once were counted, want 10", i, n)
			}
		}
	})
}

// TestCountTry goes through what account.Store promises of tries.
func TestCountTry(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		until := morning.Add(window)
		want := func(when string, counted, want bool, end, wantEnd time.Time) {
			t.Helper()
			if counted != want || !end.Equal(wantEnd) {
				t.Errorf("%s: counted is %v until %s, want %v until %s", when, counted, end, want, wantEnd)
			}
		}
		giveBack := func(end time.Time) {
			h.must(h.in(domain.Across, func(ctx context.Context) error {
				return h.store.Accounts().GiveTryBack(ctx, account.Try{Key: []byte("key"), Until: end})
			}))
		}
		end, counted := h.try("key", 2)
		want("the first", counted, true, end, until)
		h.clock.pass(time.Minute)
		end, counted = h.try("key", 2)
		want("the second, in the same window", counted, true, end, until)
		end, counted = h.try("key", 2)
		want("the third", counted, false, end, until)
		giveBack(until)
		end, counted = h.try("key", 2)
		want("after one was given back", counted, true, end, until)

		h.clock.pass(window - time.Minute)
		end, counted = h.try("key", 2)
		want("in the next window", counted, true, end, until.Add(window))
		giveBack(until)
		if h.rows("attempt") != 1 {
			t.Error("a try of a window that is over was given back to the next one")
		}
		giveBack(until.Add(window))
		if h.rows("attempt") != 0 {
			t.Error("a row without tries is left")
		}
		giveBack(until.Add(window))
	})
}

// TestTriesByAddress: one address has so many tries for all names together,
// and a refused one is counted nowhere.
func TestTriesByAddress(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		h.staff(h.institution("Ośrodek"), "anna", authz.Manager)
		home, neighbour, elsewhere := netip.MustParseAddr("2001:db8:1:2::7"), netip.MustParseAddr("2001:db8:1:2:ffff::8"), netip.MustParseAddr("2001:db8:1:3::7")
		for key, from := range map[string]netip.Addr{"203.0.113.7/32": office, "2001:db8:1:2::/64": home} {
			for range 99 {
				h.try(string(h.store.Locks().AddressKey(key)), 100)
			}
			_, err := h.accounts.SignIn(t.Context(), from, "nikt", password)
			wantKind(t, key+", the last of a hundred", err, domain.KindInvalid)
			rows := h.rows("attempt")
			_, err = h.accounts.SignIn(t.Context(), from, "inny", password)
			wantKind(t, key+", one more", err, domain.KindTooMany)
			if h.rows("attempt") != rows {
				t.Errorf("%s: a try that was refused is counted under its name", key)
			}
			_, err = h.accounts.SignIn(t.Context(), from, "anna", password)
			wantKind(t, key+", with the right password", err, domain.KindTooMany)
		}
		_, err := h.accounts.SignIn(t.Context(), neighbour, "anna", password)
		wantKind(t, "another address of the same network", err, domain.KindTooMany)
		for _, from := range []netip.Addr{elsewhere, netip.MustParseAddr("203.0.113.8"), {}} {
			_, err := h.accounts.SignIn(t.Context(), from, "anna", password)
			h.must(err)
		}
		_, err = h.accounts.SignIn(t.Context(), netip.MustParseAddr("::ffff:203.0.113.7"), "anna", password)
		wantKind(t, "the same address written as one of IPv6", err, domain.KindTooMany)
		h.clock.pass(window)
		_, err = h.accounts.SignIn(t.Context(), office, "anna", password)
		h.must(err)
	})
}

// TestTriesTellNothing: names that somebody has and names that nobody has are
// answered alike, one try after the other, cost as many queries, and leave the
// same rows. That they take as long to hash is seen in package account.
func TestTriesTellNothing(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		h.staff(in, "anna", authz.Manager)
		closed := h.staff(in, "ewa", authz.Coordinator)
		h.must(h.accounts.SetDisabled(t.Context(), itself(in), closed.User, true))
		said := map[string]string{}
		ctx, asked := sqldb.WithCounter(t.Context())
		for _, try := range []struct{ login, password string }{{"nikt", password}, {"anna", "cztery zielone klucze"}, {"ewa", password}} {
			before, queries := h.rows("attempt"), asked.N()
			for range 11 {
				_, err := h.accounts.SignIn(ctx, netip.Addr{}, try.login, try.password)
				said[try.login] += err.Error() + "\n"
			}
			said[try.login] += fmt.Sprintf("after %d queries", asked.N()-queries)
			if try.login != "nikt" && h.rows("attempt") != before+1 {
				t.Errorf("%s leaves %d rows", try.login, h.rows("attempt")-before)
			}
			if said[try.login] != said["nikt"] {
				t.Errorf("%s is told\n%s\nnobody is told\n%s", try.login, said[try.login], said["nikt"])
			}
		}
	})
}

// TestGuessingTheOldPassword: a screen that was left open gives no more tries
// than the door, and a new password forgets those that were made.
func TestGuessingTheOldPassword(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		anna := h.staff(in, "anna", authz.Manager)
		const fresh = "pięć zielonych kluczy"
		_, err := h.accounts.ChangePassword(t.Context(), anna, password, "krótkie")
		wantKind(t, "the right one, and a new one to mend", err, domain.KindInvalid)
		for range 10 {
			_, err := h.accounts.ChangePassword(t.Context(), anna, "cztery zielone klucze", fresh)
			wantKind(t, "a guess", err, domain.KindInvalid)
		}
		_, err = h.accounts.ChangePassword(t.Context(), anna, password, fresh)
		wantKind(t, "one more", err, domain.KindTooMany)
		_, err = h.accounts.SignIn(t.Context(), office, "anna", password)
		wantKind(t, "at the door", err, domain.KindTooMany)

		link, err := h.accounts.ResetLink(t.Context(), itself(in), anna.User)
		h.must(err)
		_, err = h.accounts.Reset(t.Context(), link, fresh)
		h.must(err)
		_, err = h.accounts.SignIn(t.Context(), office, "anna", fresh)
		h.must(err)
		if n := h.rows("attempt"); n != 0 {
			t.Errorf("%d rows of tries are left", n)
		}
	})
}

// TestUnknownLinksAreCounted: a token that never was counts from its address;
// one that is there opens all the same, and a used one counts nothing.
func TestUnknownLinksAreCounted(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		token, err := h.flow.SetupLink(t.Context())
		h.must(err)
		for range 100 {
			_, err := h.accounts.TryLink(t.Context(), office, domain.NewToken())
			wantKind(t, "an unknown token", err, domain.KindGone)
		}
		_, err = h.accounts.TryLink(t.Context(), office, domain.NewToken())
		wantKind(t, "one more", err, domain.KindTooMany)
		l, err := h.accounts.TryLink(t.Context(), office, token)
		h.must(err)
		h.must(h.in(domain.Across, func(ctx context.Context) error { return h.accounts.UseSetup(ctx, l) }))
		_, err = h.accounts.TryLink(t.Context(), office, token)
		wantKind(t, "a used one", err, domain.KindGone)
		_, err = h.accounts.Link(t.Context(), domain.NewToken())
		wantKind(t, "looking at an unknown one", err, domain.KindGone)
	})
}
