package account

import (
	"context"
	"net/netip"
	"time"

	"krag/internal/domain"
)

// tryWindow begins with the first try under a key. What fills it up closes the
// key until it ends.
const tryWindow = 15 * time.Minute

// How many tries in one window may come to nothing.
//
// Ten under one name: whoever knows the password and mistypes it is in well
// before, and whoever guesses has not a thousand a day, against passwords of
// twelve characters and more.
//
// A hundred from one address: a whole institution often sits behind one, and
// a mobile network puts strangers there. Right passwords are not counted, so
// that fifty people would have to mistype twice in the same quarter of an hour
// to be kept out, or ten to lock themselves out one by one. Somebody who tries
// a few passwords on every name has ten thousand a day for all names together.
//
// Twenty forms from one address that anybody may send: a table of people who
// fill them in side by side has room, and a flood has not.
const (
	mostByName    = 10
	mostByAddress = 100
	mostSent      = 20
)

// limit is how often something may be tried under a key.
type limit struct {
	key  []byte
	most int
	full string // what somebody too late is told, with the minutes to wait
}

func byName(loginKey []byte) limit {
	return limit{loginKey, mostByName, "account.sign_in.too_many"}
}

func (s *Service) byAddress(from netip.Addr) limit {
	return limit{s.locks.AddressKey(network(from)), mostByAddress, "account.sign_in.too_many_here"}
}

// network is what one client has of the net: an address of IPv4, and the /64
// of IPv6, in which every machine takes as many addresses as it likes
// (RFC 8981). What is no address is all one.
func network(from netip.Addr) string {
	from = from.Unmap().WithZone("")
	if !from.IsValid() {
		return "nowhere"
	}
	bits := 32
	if from.Is6() {
		bits = 64
	}
	p, _ := from.Prefix(bits) // there are as many
	return p.String()
}

// Try is one that was counted, to be given back.
type Try struct {
	Key   []byte
	Until time.Time // the end of its window
}

// count counts a try under every limit, or under none when one of them is
// full: that is KindTooMany. It comes before whatever is tried, and each
// statement takes its row, so that of many at once no more pass than may. The
// name comes before the address everywhere: two that take both never wait for
// each other.
func (s *Service) count(ctx context.Context, limits ...limit) (tried []Try, err error) {
	now := s.desk.Clock.Now()
	err = s.desk.InTx(ctx, domain.Across, func(ctx context.Context) error {
		tried = nil
		for _, l := range limits {
			until, counted, err := s.store.CountTry(ctx, l.key, l.most, now, now.Add(tryWindow))
			if err != nil {
				return err
			}
			if !counted {
				return l.error(until.Sub(now))
			}
			tried = append(tried, Try{l.key, until})
		}
		return nil
	})
	return tried, err
}

// error says in whole minutes, rounded up, when to try again.
func (l limit) error(wait time.Duration) error {
	minutes := int((wait + time.Minute - 1) / time.Minute)
	return domain.NewError(domain.KindTooMany, l.full).With(domain.Args{"n": max(minutes, 1)})
}

// giveBack undoes the counting inside the caller's transaction.
func (s *Service) giveBack(ctx context.Context, tried []Try) error {
	for _, t := range tried {
		if err := s.store.GiveTryBack(ctx, t); err != nil {
			return err
		}
	}
	return nil
}

// spare gives tries back that were no guesses, even when whoever asked is gone
// meanwhile: they learned nothing. Should it fail the tries stay counted, which
// costs a quarter of an hour at most.
func (s *Service) spare(ctx context.Context, tried []Try) {
	_ = s.desk.InTx(context.WithoutCancel(ctx), domain.Across, func(ctx context.Context) error { return s.giveBack(ctx, tried) })
}
