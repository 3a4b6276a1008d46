package cli

import (
	"context"
	"testing"

	"krag/internal/demo"
	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/notify"
)

// TestDemoTells: in both institutions something became of a meeting, and whoever
// looks finds whom to tell in person and what would have been sent. Nothing of it
// could arrive: no address is of anybody.
func TestDemoTells(t *testing.T) {
	var logins []demo.Login
	r := startHere(t, Config{Demo: true, fill: func(ctx context.Context, a *app) (err error) {
		logins, err = a.fillDemo(ctx)
		return err
	}})
	s := r.Services()
	for _, l := range logins {
		if l.Role != authz.Manager && l.Role != authz.Coordinator {
			continue
		}
		session, err := s.Accounts.Use(t.Context(), l.Token)
		if err != nil {
			t.Fatal(err)
		}
		a, _, err := s.Accounts.Actor(t.Context(), session)
		if err != nil {
			t.Fatal(err)
		}
		if l.Role == authz.Manager {
			if h, err := s.Messages.House(t.Context(), a); err != nil || h.Mode != notify.Test {
				t.Errorf("%s: it sends as %v, %v", l.Institution, h.Mode, err)
			}
			continue
		}
		var kept domain.Listed[notify.Kept]
		hand := 0
		eventually(t, func() bool {
			if hand, err = s.Messages.HandCount(t.Context(), a); err == nil {
				kept, err = s.Messages.Tests(t.Context(), a, domain.Page{Number: 1})
			}
			return err != nil || hand >= 7 && len(kept.Rows) >= 10
		})
		if err != nil || hand < 7 || len(kept.Rows) < 10 {
			t.Errorf("%s: %d by hand and %d tried, %v", l.Institution, hand, len(kept.Rows), err)
		}
		by := map[notify.Channel]bool{}
		for _, k := range kept.Rows {
			by[k.Parcel.Channel] = true
		}
		if !by[notify.Email] || !by[notify.SMS] {
			t.Errorf("%s: tried by %v", l.Institution, by)
		}
	}
}
