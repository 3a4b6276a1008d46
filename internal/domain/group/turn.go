package group

import (
	"cmp"
	"slices"
	"time"

	"krag/internal/domain"
)

// Role is something that somebody of the group does at a meeting so that it
// can be without staff. Roles rotate: nobody owns one.
type Role string

// The roles, in the order of a meeting.
const (
	Opener     Role = "opener"
	Moderator  Role = "moderator"
	Timekeeper Role = "timekeeper"
	Buddy      Role = "buddy" // looks after whoever is new
	KeyKeeper  Role = "keys"
	Contact    Role = "contact" // answers who asks about the group
	Treasurer  Role = "treasurer"
)

// Roles lists them in that order.
var Roles = []Role{Opener, Moderator, Timekeeper, Buddy, KeyKeeper, Contact, Treasurer}

// OfTen is out of how many meetings a wish counts.
const OfTen = 10

// OfTenChoices are the numbers that may be wished for: now and then, every
// third time, every second time, always.
var OfTenChoices = []int{1, 3, 5, OfTen}

// Wish is what somebody is ready to do. Nobody is asked why, and who wishes
// nothing takes part like everybody else.
type Wish struct {
	Person domain.PersonID
	Roles  []Role
	Most   int // in at most how many of ten meetings the person has any role
}

// Absence is when somebody will not be there, both days included. No reason is kept.
type Absence struct {
	ID     domain.AbsenceID
	Person domain.PersonID
	From   domain.Date
	Until  domain.Date
}

// On reports whether the day is one of its days.
func (a Absence) On(day domain.Date) bool { return !day.Before(a.From) && !a.Until.Before(day) }

// Turn is who does what at a meeting.
type Turn struct {
	Meeting domain.MeetingID
	Role    Role
	Person  domain.PersonID
}

// Round is a meeting and who does what there.
type Round struct {
	Meeting  domain.MeetingID
	StartsAt time.Time // UTC
	On       domain.Date
	Turns    []Turn
}

// Who gives who has a role at a meeting, zero when nobody does.
func (r Round) Who(role Role) domain.PersonID {
	for _, t := range r.Turns {
		if t.Role == role {
			return t.Person
		}
	}
	return domain.PersonID{}
}

// has tells whether a role is taken.
func (r Round) has(role Role) bool {
	return slices.ContainsFunc(r.Turns, func(t Turn) bool { return t.Role == role })
}

// busy tells whether somebody does anything at a meeting.
func (r Round) busy(person domain.PersonID) bool {
	return slices.ContainsFunc(r.Turns, func(t Turn) bool { return t.Person == person })
}

// Suggest fills the roles that nobody has yet at the meetings ahead, for those
// who are ready to take them: whoever had the role least among the meetings
// before, then whoever did least at all, then whoever was ready first. Nobody
// is suggested who will be away, who would do more than they wished, or, while
// another could do it, who does something at that meeting already. What
// somebody was given by hand stays. Rounds are in the order of their days, past
// ones first; only those from the day on are filled.
func Suggest(rounds []Round, wishes []Wish, away []Absence, from domain.Date) (turns []Turn) {
	rounds = slices.Clone(rounds)
	for i := range rounds {
		if rounds[i].On.Before(from) {
			continue
		}
		rounds[i].Turns = slices.Clone(rounds[i].Turns)
		for _, role := range Roles {
			if rounds[i].has(role) {
				continue
			}
			who, ok := choose(rounds, i, role, wishes, away)
			if !ok {
				continue
			}
			t := Turn{Meeting: rounds[i].Meeting, Role: role, Person: who}
			rounds[i].Turns = append(rounds[i].Turns, t)
			turns = append(turns, t)
		}
	}
	return turns
}

func choose(rounds []Round, at int, role Role, wishes []Wish, away []Absence) (domain.PersonID, bool) {
	var able []Wish
	for _, w := range wishes {
		absent := slices.ContainsFunc(away, func(a Absence) bool { return a.Person == w.Person && a.On(rounds[at].On) })
		if !absent && slices.Contains(w.Roles, role) && (rounds[at].busy(w.Person) || within(rounds, at, w)) {
			able = append(able, w)
		}
	}
	if len(able) == 0 {
		return domain.PersonID{}, false
	}
	best := slices.MinFunc(able, func(a, b Wish) int {
		return cmp.Or(
			cmp.Compare(bit(rounds[at].busy(a.Person)), bit(rounds[at].busy(b.Person))),
			cmp.Compare(times(rounds[:at], a.Person, role), times(rounds[:at], b.Person, role)),
			cmp.Compare(Did(rounds[:at], a.Person), Did(rounds[:at], b.Person)),
		)
	})
	return best.Person, true
}

// within tells whether one meeting more is within a wish: in no ten meetings
// running, this one among them, does somebody more than was wished.
func within(rounds []Round, at int, w Wish) bool {
	for first := max(0, at-OfTen+1); first <= at; first++ {
		if Did(rounds[first:min(first+OfTen, len(rounds))], w.Person) >= w.Most {
			return false
		}
	}
	return true
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// times counts at how many of the meetings somebody had a role.
func times(rounds []Round, person domain.PersonID, role Role) (n int) {
	for _, r := range rounds {
		if slices.Contains(r.Turns, Turn{r.Meeting, role, person}) {
			n++
		}
	}
	return n
}

// Did counts at how many of the meetings somebody did anything.
func Did(rounds []Round, person domain.PersonID) (n int) {
	for _, r := range rounds {
		if r.busy(person) {
			n++
		}
	}
	return n
}

// Covered counts for each role how many different people had it at the
// meetings or are ready for it: two or more, and the group does not hang on one.
func Covered(rounds []Round, wishes []Wish) map[Role]int {
	who := map[Role]map[domain.PersonID]bool{}
	for _, role := range Roles {
		who[role] = map[domain.PersonID]bool{}
	}
	for _, r := range rounds {
		for _, t := range r.Turns {
			who[t.Role][t.Person] = true
		}
	}
	for _, w := range wishes {
		for _, role := range w.Roles {
			who[role][w.Person] = true
		}
	}
	covered := map[Role]int{}
	for role, people := range who {
		covered[role] = len(people)
	}
	return covered
}
