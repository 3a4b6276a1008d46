package group

import (
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

// TestSignsOf: each sign begins and ends exactly where its sentence says.
func TestSignsOf(t *testing.T) {
	today := domain.Date{Year: 2026, Month: time.June, Day: 1}
	kos, sowa := domain.NewID[domain.PersonID](), domain.NewID[domain.PersonID]()
	// weekly gives held meetings that end a week before today, led by nobody known.
	weekly := func(totals ...int) (held []Past) {
		for i, n := range totals {
			held = append(held, Past{On: today.AddDays(7 * (i - len(totals))), Total: stats.People(n), Newcomers: stats.People(0), ByMember: true})
		}
		return held
	}
	ledBy := func(who ...domain.PersonID) []Past {
		held := weekly(slices.Repeat([]int{8}, len(who))...)
		for i := range held {
			held[i].Leader = who[i]
		}
		return held
	}
	animator := func(n int) []Past {
		held := weekly(slices.Repeat([]int{8}, n)...)
		for i := range held {
			held[i].ByMember = false
		}
		return held
	}
	since := func(days int, newcomers int) []Past {
		held := weekly(8, 8)
		held[0].On, held[1].Newcomers = today.AddDays(-days), stats.People(newcomers)
		return held
	}
	times := func(who domain.PersonID, n int) []domain.PersonID { return slices.Repeat([]domain.PersonID{who}, n) }
	for _, c := range []struct {
		name     string
		stage    Stage
		openness Openness
		held     []Past
		want     []Sign
	}{
		{"nothing yet", CoLed, Open, nil, nil},
		{"three once", CoLed, Open, weekly(8, 3), nil},
		{"four twice", CoLed, Open, weekly(8, 4, 4), nil},
		{"three twice", CoLed, Open, weekly(8, 3, 3), []Sign{SignFew}},
		{"nobody twice", CoLed, Open, weekly(0, 0), []Sign{SignFew}},
		{"three twice, but not the last time", CoLed, Open, weekly(3, 3, 8), nil},
		{"falls twice", CoLed, Open, weekly(8, 7, 6), nil},
		{"falls three times", CoLed, Open, weekly(8, 7, 6, 5), []Sign{SignFalling}},
		{"falls, stays, falls", CoLed, Open, weekly(9, 8, 8, 7, 6), nil},
		{"fell, and rose", CoLed, Open, weekly(9, 8, 7, 6, 7), nil},
		{"both", CoLed, Open, weekly(8, 4, 3, 2), []Sign{SignFew, SignFalling}},
		{"one leads six times", CoLed, Open, ledBy(times(kos, 6)...), nil},
		{"one leads seven times", CoLed, Open, ledBy(times(kos, 7)...), []Sign{SignOneLeader}},
		{"another led in between", CoLed, Open, ledBy(append(append(times(kos, 6), sowa), times(kos, 6)...)...), nil},
		{"nobody knows who leads", CoLed, Open, ledBy(times(domain.PersonID{}, 9)...), nil},
		{"ten accompanied", Accompanied, Open, animator(10), nil},
		{"eleven accompanied", Accompanied, Open, animator(11), []Sign{SignAccompanied}},
		{"eleven accompanied before it led itself", CoLed, Open, animator(11), nil},
		{"nobody new since the second of March", CoLed, Open, since(91, 0), nil},
		{"nobody new since the last of February", CoLed, Open, since(93, 0), []Sign{SignNobodyNew}},
		{"somebody new", CoLed, Open, since(93, 1), nil},
		{"a closed group wants nobody new", CoLed, ClosedGroup, since(93, 0), nil},
		{"a group that rests", Dormant, Open, weekly(8, 3, 3), nil},
		{"a group that gathers", Gathering, Open, weekly(8, 3, 3), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := Group{Stage: c.stage, Openness: c.openness, Accompanied: AccompaniedAtMost}
			if got := SignsOf(g, c.held, len(c.held), today, stats.Worker); !slices.Equal(got, c.want) {
				t.Errorf("signs %v, want %v", got, c.want)
			}
			g.Uses = Uses{Opener}
			few := slices.DeleteFunc(slices.Clone(c.want), func(s Sign) bool { return s == SignOneLeader })
			if got := SignsOf(g, c.held, len(c.held), today, stats.Worker); !slices.Equal(got, few) {
				t.Errorf("signs %v of a group without a moderator, want %v", got, few)
			}
			if got := SignsOf(g, c.held, len(c.held), today, stats.Insider); got != nil {
				t.Errorf("%v for somebody who does not work with the group", got)
			}
		})
	}
}

// TestNobodyNewOnceAMixedGroupClosed: a mixed group that is past the meeting from
// which nobody new comes lacks nobody new, however few of its meetings are read.
func TestNobodyNewOnceAMixedGroupClosed(t *testing.T) {
	today := domain.Date{Year: 2026, Month: time.June, Day: 1}
	held := []Past{{On: today.AddDays(-93), Total: stats.People(8)}, {On: today.AddDays(-7), Total: stats.People(8)}}
	g := Group{Stage: CoLed, Openness: Mixed, Description: Description{ClosesAt: 10}}
	for met, want := range map[int][]Sign{2: {SignNobodyNew}, 8: {SignNobodyNew}, 9: nil, 200: nil} {
		if got := SignsOf(g, held, met, today, stats.Worker); !slices.Equal(got, want) {
			t.Errorf("after %d meetings: %v, want %v", met, got, want)
		}
	}
}
