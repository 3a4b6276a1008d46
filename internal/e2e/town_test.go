package e2e_test

import (
	"testing"

	"krag/internal/cli"
	"krag/internal/demo"
	"krag/internal/domain"
)

// town is one Krąg at work. Each walk has two institutions of its own there,
// so that walks go side by side and none meets what another changed.
type town struct{ *cli.Running }

func newTown(t *testing.T, blank func(testing.TB) string) town {
	t.Helper()
	c := newPlace(t, blank).config()
	c.Demo = true
	return town{start(t, c)}
}

// settle makes both institutions of the demonstration and gives the ways in.
func (to town) settle(t *testing.T) running {
	t.Helper()
	s := to.Services()
	logins, err := demo.Fill(t.Context(), demo.Services{
		Accounts: s.Accounts, Institutions: s.Institutions, Groups: s.Groups, Meetings: s.Meetings,
		Outcomes: s.Outcomes, Funding: s.Funding, Flow: s.Flow, Clock: domain.SystemClock,
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
