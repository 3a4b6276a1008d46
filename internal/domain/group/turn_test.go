package group

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
)

// drawn is a group's meetings, wishes and absences as chance made them.
type drawn struct {
	rounds []Round
	wishes []Wish
	away   []Absence
	from   domain.Date
}

func draw(r *rand.Rand) (d drawn) {
	first := domain.Date{Year: 2026, Month: time.March, Day: 3}
	people := make([]domain.PersonID, r.IntN(9))
	for i := range people {
		people[i] = domain.NewID[domain.PersonID]()
		w := Wish{Person: people[i], Most: OfTenChoices[r.IntN(len(OfTenChoices))]}
		for _, role := range Roles {
			if r.IntN(2) == 0 {
				w.Roles = append(w.Roles, role)
			}
		}
		d.wishes = append(d.wishes, w)
		if r.IntN(3) == 0 {
			from := first.AddDays(r.IntN(200))
			d.away = append(d.away, Absence{Person: people[i], From: from, Until: from.AddDays(r.IntN(40))})
		}
	}
	for i := range 1 + r.IntN(24) {
		round := Round{Meeting: domain.NewID[domain.MeetingID](), On: first.AddDays(7 * i)}
		for _, role := range Roles {
			if len(people) > 0 && r.IntN(6) == 0 {
				round.Turns = append(round.Turns, Turn{round.Meeting, role, people[r.IntN(len(people))]})
			}
		}
		d.rounds = append(d.rounds, round)
	}
	d.from = first.AddDays(7 * r.IntN(12))
	return d
}

// with is the meetings with what was suggested, in the order of the days.
func (d drawn) with(turns []Turn) []Round {
	rounds := slices.Clone(d.rounds)
	for i, r := range rounds {
		rounds[i].Turns = slices.Clone(r.Turns)
		for _, t := range turns {
			if t.Meeting == r.Meeting {
				rounds[i].Turns = append(rounds[i].Turns, t)
			}
		}
	}
	return rounds
}

// TestSuggestKeepsToWishes: whatever was wished and planned, nobody is
// suggested for what they do not take, while they are away, or for one meeting
// more than they wished; and what is taken stays taken.
func TestSuggestKeepsToWishes(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 2026))
	suggested := 0
	for range 3000 {
		d := draw(r)
		turns := Suggest(d.rounds, d.wishes, d.away, d.from)
		suggested += len(turns)
		all := d.with(turns)
		for _, turn := range turns {
			i := slices.IndexFunc(all, func(r Round) bool { return r.Meeting == turn.Meeting })
			w := d.wishes[slices.IndexFunc(d.wishes, func(w Wish) bool { return w.Person == turn.Person })]
			switch {
			case all[i].On.Before(d.from):
				t.Fatalf("a meeting that was is filled")
			case !slices.Contains(w.Roles, turn.Role):
				t.Fatalf("%s is not what was wished: %v", turn.Role, w.Roles)
			case slices.ContainsFunc(d.away, func(a Absence) bool { return a.Person == turn.Person && a.On(all[i].On) }):
				t.Fatalf("somebody who is away is suggested on %s", all[i].On)
			case slices.ContainsFunc(d.rounds[i].Turns, func(o Turn) bool { return o.Role == turn.Role }):
				t.Fatalf("%s was taken", turn.Role)
			}
			for first := range all {
				ten := all[first:min(first+OfTen, len(all))]
				added := slices.ContainsFunc(ten, func(r Round) bool { return r.Meeting == turn.Meeting }) && !d.rounds[i].busy(turn.Person)
				if n := Did(ten, turn.Person); added && n > w.Most {
					t.Fatalf("%d of ten meetings for somebody who wished %d", n, w.Most)
				}
			}
		}
		for _, round := range all {
			for _, role := range Roles {
				n := 0
				for _, turn := range round.Turns {
					if turn.Role == role {
						n++
					}
				}
				if n > 1 {
					t.Fatalf("%d people for %s", n, role)
				}
			}
		}
	}
	if suggested < 3000 {
		t.Errorf("only %d were suggested: the draws are too poor to tell anything", suggested)
	}
}

// TestSuggestIsFair: among people who would all do the same, nobody does it
// twice more than another.
func TestSuggestIsFair(t *testing.T) {
	first := domain.Date{Year: 2026, Month: time.March, Day: 3}
	for people := 1; people <= 8; people++ {
		var d drawn
		for range people {
			d.wishes = append(d.wishes, Wish{Person: domain.NewID[domain.PersonID](), Roles: []Role{Moderator}, Most: OfTen})
		}
		for i := range 20 {
			d.rounds = append(d.rounds, Round{Meeting: domain.NewID[domain.MeetingID](), On: first.AddDays(7 * i)})
		}
		turns := Suggest(d.rounds, d.wishes, nil, first)
		if len(turns) != 20 {
			t.Fatalf("%d of 20 meetings have a moderator", len(turns))
		}
		var did []int
		for _, w := range d.wishes {
			did = append(did, Did(d.with(turns), w.Person))
		}
		if slices.Max(did)-slices.Min(did) > 1 {
			t.Errorf("%d people led %v times", people, did)
		}
	}
}

// TestCovered counts people, not turns.
func TestCovered(t *testing.T) {
	kos, sowa := domain.NewID[domain.PersonID](), domain.NewID[domain.PersonID]()
	first, second := domain.NewID[domain.MeetingID](), domain.NewID[domain.MeetingID]()
	rounds := []Round{{Meeting: first, Turns: []Turn{{first, Moderator, kos}, {first, Buddy, kos}}}, {Meeting: second, Turns: []Turn{{second, Moderator, kos}}}}
	c := Covered(rounds, []Wish{{Person: sowa, Roles: []Role{Moderator}}, {Person: kos, Roles: []Role{Moderator}}})
	if c[Moderator] != 2 || c[Buddy] != 1 || c[Opener] != 0 {
		t.Errorf("covered %v", c)
	}
}
