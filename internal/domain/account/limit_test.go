package account

import (
	"context"
	"net/netip"
	"testing"
	"testing/synctest"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/desk"
)

func TestNetwork(t *testing.T) {
	for address, want := range map[string]string{
		"203.0.113.7": "203.0.113.7/32", "::ffff:203.0.113.7": "203.0.113.7/32", "127.0.0.1": "127.0.0.1/32",
		"2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64", "2001:db8:1:2::": "2001:db8:1:2::/64",
		"fe80::1%eth0": "fe80::/64", "::1": "::/64",
	} {
		if got := network(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s is of %s, want %s", address, got, want)
		}
	}
	if got := network(netip.Addr{}); got != "nowhere" {
		t.Errorf("no address is of %s", got)
	}
}

func TestMinutesToWait(t *testing.T) {
	for wait, want := range map[time.Duration]int{
		15 * time.Minute: 15, 14*time.Minute + time.Microsecond: 15, 14 * time.Minute: 14, time.Minute: 1, time.Second: 1, 0: 1, -time.Hour: 1,
	} {
		err := byName(nil).error(wait).(*domain.Error)
		if err.Kind != domain.KindTooMany || err.Args["n"] != want {
			t.Errorf("%s are said to be %v minutes, want %d", wait, err.Args["n"], want)
		}
	}
}

// memory keeps tries, and knows nobody.
type memory struct {
	Store
	tries map[string]int
}

func (m memory) CountTry(_ context.Context, key []byte, most int, _, until time.Time) (time.Time, bool, error) {
	if m.tries[string(key)] >= most {
		return until, false, nil
	}
	m.tries[string(key)]++
	return until, true, nil
}

func (m memory) GiveTryBack(_ context.Context, t Try) error {
	m.tries[string(t.Key)]--
	return nil
}

func (m memory) CredentialsByLogin(context.Context, []byte) (Credentials, error) {
	return Credentials{}, domain.NotFound("error.not_found")
}

func (m memory) LoginKey(login string) []byte     { return []byte("name " + login) }
func (m memory) AddressKey(network string) []byte { return []byte("from " + network) }

// atOnce runs everything without a transaction.
type atOnce struct{}

func (atOnce) InTx(ctx context.Context, _ domain.Scope, fn func(context.Context) error) error {
	return fn(ctx)
}

func (atOnce) Read(ctx context.Context, _ domain.Scope, fn func(context.Context) error) error {
	return fn(ctx)
}

// TestWhoWasNotComparedMayTryAgain: while every processor hashes, a sign-in
// waits its turn and is then told to come back. That was no guess, and no more
// was that of somebody who left before.
func TestWhoWasNotComparedMayTryAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := memory{tries: map[string]int{}}
		s := New(&desk.Desk{Tx: atOnce{}, Clock: domain.SystemClock}, m, nil, m, NewPasswords(), false)
		for range cap(s.pass.places) {
			s.pass.places <- struct{}{}
		}
		gone, leave := context.WithCancel(t.Context())
		leave()
		for _, ctx := range []context.Context{t.Context(), gone} {
			if _, err := s.SignIn(ctx, netip.MustParseAddr("203.0.113.7"), "Anna", "trzy zielone klucze"); domain.KindOf(err) != domain.KindTooMany {
				t.Errorf("with every processor busy: %v", err)
			}
		}
		s.pass.leave()
		if _, err := s.SignIn(t.Context(), netip.MustParseAddr("203.0.113.7"), "Anna", "trzy zielone klucze"); domain.KindOf(err) != domain.KindInvalid {
			t.Errorf("with one of them free: %v", err)
		}
		for _, key := range []string{"name anna", "from 203.0.113.7/32"} {
			if m.tries[key] != 1 {
				t.Errorf("%d tries of %q are counted, want the one that was compared", m.tries[key], key)
			}
		}
	})
}
