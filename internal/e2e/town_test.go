package e2e_test

import (
	"testing"
	"time"

	"krag/internal/cli"
	"krag/internal/demo"
	"krag/internal/domain"
)

// town is one Krąg at work. Each walk has two institutions of its own there,
// so that walks go side by side and none meets what another changed.
type town struct {
	*cli.Running
	clock domain.Clock
}

// The hours at which a town's day begins: noon is between meetings, the other
// is in the middle of one.
const (
	noon   = 12
	during = 17
)

func newTown(t *testing.T, blank func(testing.TB) string, hour int) town {
	t.Helper()
	c := newPlace(t, blank).config()
	c.Demo, c.Clock = true, since(t, hour)
	return town{start(t, c), c.Clock}
}

// since is a clock that showed an hour of today in the demonstration's zone
// when it was made: a walk meets the same day whenever it is gone.
func since(t *testing.T, hour int) domain.Clock {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	y, m, d := began.In(zone).Date()
	then := time.Date(y, m, d, hour, 0, 0, 0, zone)
	return domain.ClockFunc(func() time.Time { return then.Add(time.Since(began)) })
}

// settle makes both institutions of the demonstration and gives the ways in.
// Their cards have public addresses, of which there is one each: a walk that
// wants a card makes it.
func (to town) settle(t *testing.T) running {
	t.Helper()
	s := to.Services()
	logins, err := demo.Fill(t.Context(), demo.Services{
		Accounts: s.Accounts, Institutions: s.Institutions, Groups: s.Groups, Turns: s.Turns, Meetings: s.Meetings,
		Outcomes: s.Outcomes, Funding: s.Funding, Rooms: s.Rooms, Plans: s.Plans, Handovers: s.Handovers, Flow: s.Flow, Clock: to.clock,
	})
	if err != nil {
		t.Fatal(err)
	}
	r := running{URL: to.URL()}
	for _, l := range logins {
		r.Logins = append(r.Logins, wayIn{string(l.Role), l.Institution, to.URL() + "/in/" + l.Token})
	}
	return r
}
