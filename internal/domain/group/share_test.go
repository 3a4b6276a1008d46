package group

import (
	"testing"
	"time"

	"krag/internal/domain"
)

func TestShareOf(t *testing.T) {
	first := domain.Date{Year: 2026, Month: time.March, Day: 3}
	kos, sowa := domain.NewID[domain.PersonID](), domain.NewID[domain.PersonID]()
	// meets gives meetings, at those with an x Kos has two roles.
	meets := func(text string) (rounds []Round) {
		for i, c := range text {
			r := Round{Meeting: domain.NewID[domain.MeetingID](), On: first.AddDays(7 * i)}
			r.Turns = append(r.Turns, Turn{r.Meeting, Opener, sowa})
			if c == 'x' {
				r.Turns = append(r.Turns, Turn{r.Meeting, Moderator, kos}, Turn{r.Meeting, Buddy, kos})
			}
			rounds = append(rounds, r)
		}
		return rounds
	}
	wish := func(most int) []Wish {
		return []Wish{{Person: sowa, Most: 1}, {Person: kos, Roles: []Role{Moderator}, Most: most}}
	}
	for _, c := range []struct {
		name        string
		held, ahead string
		wishes      []Wish
		want        Share
	}{
		{"nothing yet", "", "", nil, Share{}},
		{"without a wish nothing is too much", "xxxxxxxxxx", "xx", nil, Share{Did: 10, Of: 10, Ahead: 2}},
		{"no more than ten back", "xxx..........", "", wish(1), Share{Of: 10, Most: 1}},
		{"as much as wished", ".x.......", "..x", wish(2), Share{Did: 1, Of: 9, Ahead: 1, Most: 2}},
		{"the first of ten is long past", "x........", ".x", wish(1), Share{Did: 1, Of: 9, Ahead: 1, Most: 1}},
		{"within ten", "x........", "x.", wish(1), Share{Did: 1, Of: 9, Ahead: 1, Most: 1, Over: true}},
		{"more than wished, but over", "xx........", "", wish(1), Share{Did: 2, Of: 10, Most: 1}},
		{"two ahead in ten", "", "x........x", wish(1), Share{Ahead: 2, Most: 1, Over: true}},
	} {
		if got := ShareOf(meets(c.held), meets(c.ahead), kos, c.wishes); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestWishCheck(t *testing.T) {
	for _, c := range []struct {
		w      Wish
		refuse bool
	}{
		{Wish{}, false},
		{Wish{Most: 7}, false}, // without a role nothing is asked of it
		{Wish{Roles: []Role{Opener}, Most: 3}, false},
		{Wish{Roles: []Role{Opener}}, true},
		{Wish{Roles: []Role{Opener}, Most: 2}, true},
		{Wish{Roles: []Role{"king"}, Most: 3}, true},
	} {
		if err := c.w.Check(); (err != nil) != c.refuse {
			t.Errorf("%+v: %v", c.w, err)
		}
	}
	a, b := Wish{Roles: []Role{Buddy, Opener, Opener}, Most: 3}, Wish{Roles: []Role{Opener, Buddy}, Most: 3}
	if !a.Same(b) || a.Same(Wish{Roles: a.Roles, Most: 5}) || !(Wish{Most: 3}).Same(Wish{}) {
		t.Error("sameness is of roles and number")
	}
}

func TestAbsenceCheck(t *testing.T) {
	today := domain.Date{Year: 2026, Month: time.March, Day: 3}
	for _, c := range []struct {
		name        string
		from, until domain.Date
		refuse      bool
	}{
		{"one day", today, today, false},
		{"since last week", today.AddDays(-7), today, false},
		{"until yesterday, which may be today elsewhere", today.AddDays(-2), today.AddDays(-1), false},
		{"over", today.AddDays(-7), today.AddDays(-2), true},
		{"back to front", today.AddDays(1), today, true},
		{"a year", today, today.AddDays(366), false},
		{"more than a year", today, today.AddDays(367), true},
		{"no beginning", domain.Date{}, today, true},
		{"no end", today, domain.Date{}, true},
	} {
		if err := (Absence{From: c.from, Until: c.until}).Check(today); (err != nil) != c.refuse {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
