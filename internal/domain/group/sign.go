package group

import (
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

// Sign is something about how a group meets that often comes before trouble.
// It is read from attendance and from who led, never from what was said, and
// it tells of the group, never of a person.
//
// The signs follow what closed groups report (attendance in three of four,
// leadership in half: Wituk and others 2002, Chaudhary and others 2010); the
// numbers in them are ours.
type Sign string

// The signs, the most pressing first.
const (
	SignFew         Sign = "few"         // fewer than FewPeople twice running
	SignFalling     Sign = "falling"     // fewer than the time before, FallsInARow times running
	SignOneLeader   Sign = "one_leader"  // the same person of the group led more than SameLeader times running
	SignAccompanied Sign = "accompanied" // the animator led more meetings than was agreed
	SignNobodyNew   Sign = "nobody_new"  // nobody new for MonthsWithoutNew months in a group that takes people in
)

// Signs lists them in that order.
var Signs = []Sign{SignFew, SignFalling, SignOneLeader, SignAccompanied, SignNobodyNew}

// The numbers of the signs.
const (
	FewPeople        = 4
	FallsInARow      = 3
	SameLeader       = 6
	MonthsWithoutNew = 3
)

// Past is a held meeting as the signs read it.
type Past struct {
	On        domain.Date
	Total     stats.Count
	Newcomers stats.Count
	ByMember  bool
	Leader    domain.PersonID // zero when it is not known who of the group led
}

// SignsOf reads the signs of a group that lives from its held meetings, oldest
// first; met is how many there were in all. They are for an audience that works with the group, and for another
// there are none, since they tell how few came.
func SignsOf(g Group, held []Past, met int, today domain.Date, reader stats.Audience) (signs []Sign) {
	if reader != stats.Worker || !slices.Contains([]Stage{Accompanied, CoLed, Independent}, g.Stage) {
		return nil
	}
	shown := map[Sign]bool{
		SignFew:         len(held) >= 2 && came(held[len(held)-1], reader) < FewPeople && came(held[len(held)-2], reader) < FewPeople,
		SignFalling:     falls(held, reader) >= FallsInARow,
		SignOneLeader:   g.Uses.Has(Moderator) && ledRunning(held) > SameLeader,
		SignAccompanied: g.Stage == Accompanied && accompanied(held) > g.Accompanied,
		SignNobodyNew:   !g.AsksBeforeJoining(met) && nobodyNew(held, today, reader),
	}
	for _, s := range Signs {
		if shown[s] {
			signs = append(signs, s)
		}
	}
	return signs
}

func came(p Past, reader stats.Audience) int { return p.Total.For(reader).N }

// falls counts how many times running, until the last meeting, fewer came than
// the time before.
func falls(held []Past, reader stats.Audience) (n int) {
	for i := len(held) - 1; i > 0 && came(held[i], reader) < came(held[i-1], reader); i-- {
		n++
	}
	return n
}

// ledRunning counts how many of the last meetings the same person of the group led.
func ledRunning(held []Past) (n int) {
	for i := len(held) - 1; i >= 0; i-- {
		if p := held[i]; !p.ByMember || p.Leader.IsZero() || p.Leader != held[len(held)-1].Leader {
			break
		}
		n++
	}
	return n
}

func accompanied(held []Past) (n int) {
	for _, p := range held {
		if !p.ByMember {
			n++
		}
	}
	return n
}

// nobodyNew tells of a group that met in the last months, and before them, and
// to which nobody came for the first time since. A group as young as that began
// with people who were all new.
func nobodyNew(held []Past, today domain.Date, reader stats.Audience) bool {
	since := today.AddMonths(-MonthsWithoutNew)
	met := 0
	for _, p := range held {
		if p.On.Before(since) {
			continue
		}
		if p.Newcomers.For(reader).N > 0 {
			return false
		}
		met++
	}
	return met > 0 && held[0].On.Before(since)
}
