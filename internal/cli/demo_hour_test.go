package cli

import (
	"context"
	"strings"
	"testing"
	"time"

	"krag/internal/demo"
	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// TestDemoOnAnyDay: the demonstration can be looked at on every day of the week, on a
// holiday, as the clocks change, and before, during and after the meeting of the day;
// there is always a member whose turn it is to answer what was written.
func TestDemoOnAnyDay(t *testing.T) {
	t.Parallel()
	for _, at := range []string{
		"2026-11-28T09:30:00Z", "2026-11-29T06:00:00Z", "2026-11-30T10:00:00Z", "2026-12-01T20:00:00Z", "2026-12-02T15:59:00Z",
		"2026-12-03T23:30:00Z", "2026-12-05T03:00:00Z", "2026-12-25T09:00:00Z", "2027-03-28T00:59:00Z", "2027-10-31T01:00:00Z",
	} {
		now, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(at, func(t *testing.T) {
			var logins []demo.Login
			r := startHere(t, Config{Demo: true, Clock: domain.ClockFunc(func() time.Time { return now }), fill: func(ctx context.Context, a *app) (err error) {
				logins, err = a.fillDemo(ctx)
				return err
			}})
			answers := false
			for _, l := range logins {
				if l.Role != authz.Member || !strings.HasSuffix(l.Institution, "Kluczach") {
					continue
				}
				session, err := r.Services().Accounts.Use(t.Context(), l.Token)
				if err != nil {
					t.Fatal(err)
				}
				a, _, err := r.Services().Accounts.Actor(t.Context(), session)
				if err != nil {
					t.Fatal(err)
				}
				turn, open, err := r.Services().Letters.Turns(t.Context(), a, a.Groups[0])
				if err != nil || turn && open == 0 {
					t.Errorf("%d letters wait, %v", open, err)
				}
				if turn {
					answers = true
				}
			}
			if !answers {
				t.Error("nobody answers letters")
			}
		})
	}
}
