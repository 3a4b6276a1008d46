package meeting

import (
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

func TestAttendanceCheck(t *testing.T) {
	three := []domain.PersonID{domain.NewID[domain.PersonID](), domain.NewID[domain.PersonID](), domain.NewID[domain.PersonID]()}
	for name, c := range map[string]struct {
		n    NewAttendance
		want string
	}{
		"right":                  {NewAttendance{Total: 12, Newcomers: 2, Led: LedByMember, Present: three}, ""},
		"nobody came":            {NewAttendance{Led: LedByAnimator}, ""},
		"as many as ticked":      {NewAttendance{Total: 3, Led: LedByMember, Present: three}, ""},
		"fewer than ticked":      {NewAttendance{Total: 2, Led: LedByMember, Present: three}, "total"},
		"as many as there can":   {NewAttendance{Total: MostPeople, Led: LedByMember}, ""},
		"more than there can be": {NewAttendance{Total: MostPeople + 1, Led: LedByMember}, "total"},
		"all newcomers":          {NewAttendance{Total: 3, Newcomers: 3, Led: LedByMember}, ""},
		"too many newcomers":     {NewAttendance{Total: 3, Newcomers: 4, Led: LedByMember}, "newcomers"},
		"fewer newcomers":        {NewAttendance{Total: 3, Newcomers: -1, Led: LedByMember}, "newcomers"},
		"led by nobody":          {NewAttendance{Total: 3}, "led"},
		"led by a stranger":      {NewAttendance{Total: 3, Led: "guest"}, "led"},
	} {
		if got := mend(c.n.Check()); got != c.want {
			t.Errorf("%s: to mend %q, want %q", name, got, c.want)
		}
	}
}

// TestSameAttendance: the same in other words is the same; anything else is
// somebody else's, and is not to be lost in silence.
func TestSameAttendance(t *testing.T) {
	a, b, c := domain.NewID[domain.PersonID](), domain.NewID[domain.PersonID](), domain.NewID[domain.PersonID]()
	stored := Attendance{Total: stats.People(5), Newcomers: stats.People(1), Led: LedByMember, Present: []domain.PersonID{a, b}, RecordedAt: time.Unix(1, 0)}
	for name, x := range map[string]struct {
		change func(*Attendance)
		same   bool
	}{
		"as it is":       {func(*Attendance) {}, true},
		"later":          {func(n *Attendance) { n.RecordedAt = time.Unix(9, 0) }, true},
		"other order":    {func(n *Attendance) { n.Present = []domain.PersonID{b, a} }, true},
		"more people":    {func(n *Attendance) { n.Total = stats.People(6) }, false},
		"more newcomers": {func(n *Attendance) { n.Newcomers = stats.People(2) }, false},
		"led otherwise":  {func(n *Attendance) { n.Led = LedByAnimator }, false},
		"somebody less":  {func(n *Attendance) { n.Present = []domain.PersonID{a} }, false},
		"somebody more":  {func(n *Attendance) { n.Present = []domain.PersonID{a, b, c} }, false},
		"somebody else":  {func(n *Attendance) { n.Present = []domain.PersonID{a, c} }, false},
	} {
		n := stored
		x.change(&n)
		if stored.same(n) != x.same {
			t.Errorf("%s: same %v, want %v", name, !x.same, x.same)
		}
	}
}
