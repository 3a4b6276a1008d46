package meeting

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/stats"
)

// MostCorrections is how many corrections of one meeting are shown, the newest.
const MostCorrections = 20

// Was is what an attendance was until it was corrected.
type Was struct {
	Attendance
	Version int64         // of the meeting while it stood
	At      time.Time     // when it was corrected, UTC
	By      domain.UserID // who corrected it
	Name    domain.Secret // theirs, empty for whoever is gone
}

// Correction is one step from what was to what came after it.
type Correction struct {
	At                      time.Time // UTC
	By                      domain.UserID
	Name                    domain.Secret // theirs, empty for whoever is gone
	Total, TotalNow         stats.Count
	Newcomers, NewcomersNow stats.Count
	Led, LedNow             Leader
	Ticks                   bool // others were ticked: who, is not said
}

// Corrections lists how an attendance was corrected, the newest first. It names
// nobody of the group, so nothing is written down.
func (s *Service) Corrections(ctx context.Context, a authz.Actor, m Meeting) (list []Correction, err error) {
	err = s.desk.View(ctx, a, ActAttend, authz.Resource{Scope: a.Scope, Group: m.Group}, func(ctx context.Context) (err error) {
		was, err := s.store.AttendanceWas(ctx, a.Scope, m.ID, MostCorrections)
		if err != nil || len(was) == 0 {
			return err
		}
		stored, err := s.store.Attendance(ctx, a.Scope, m.ID)
		if err != nil || stored == nil {
			return err
		}
		list = steps(was, *stored)
		return nil
	})
	return list, err
}

// steps joins each of what was with what came after it.
func steps(was []Was, now Attendance) []Correction {
	list := make([]Correction, len(was))
	for i, w := range was {
		list[i] = Correction{
			At: w.At, By: w.By, Name: w.Name, Total: w.Total, TotalNow: now.Total, Newcomers: w.Newcomers, NewcomersNow: now.Newcomers,
			Led: w.Led, LedNow: now.Led, Ticks: !samePeople(w.Present, now.Present),
		}
		now = w.Attendance
	}
	return list
}

func samePeople(x, y []domain.PersonID) bool {
	return len(x) == len(y) && !slices.ContainsFunc(x, func(p domain.PersonID) bool { return !slices.Contains(y, p) })
}
