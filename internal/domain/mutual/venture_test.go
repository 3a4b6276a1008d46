package mutual_test

import (
	"slices"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/mutual"
)

func TestVentureGoesOnlyWhereItCan(t *testing.T) {
	first, second := domain.Date{Year: 2026, Month: 3, Day: 1}, domain.Date{Year: 2026, Month: 3, Day: 9}
	v := mutual.Venture{State: mutual.Planned}
	for _, c := range []struct {
		to           mutual.VentureState
		on           domain.Date
		begun, ended domain.Date
		refused      bool
	}{
		{to: mutual.UnderWay, on: first, begun: first},
		{to: mutual.UnderWay, on: second, refused: true},
		{to: mutual.Achieved, on: second, begun: first, ended: second},
		{to: mutual.GivenUp, on: second, refused: true},
		{to: mutual.UnderWay, on: second, begun: first},
		{to: mutual.GivenUp, on: second, begun: first, ended: second},
	} {
		next, err := v.Moved(c.to, c.on)
		if c.refused {
			if domain.KindOf(err) != domain.KindConflict {
				t.Errorf("%s to %s: %v", v.State, c.to, err)
			}
			continue
		}
		if err != nil || next.State != c.to || next.Begun != c.begun || next.Ended != c.ended {
			t.Errorf("%s to %s: %+v, %v", v.State, c.to, next, err)
		}
		v = next
	}
}

func TestWhatAMemberCanSayOfATask(t *testing.T) {
	me, other := domain.NewID[domain.PersonID](), domain.NewID[domain.PersonID]()
	day := domain.Date{Year: 2026, Month: 3, Day: 1}
	for name, c := range map[string]struct {
		task mutual.Task
		want []mutual.Say
	}{
		"nobody's":         {mutual.Task{}, []mutual.Say{mutual.Take}},
		"nobody's, done":   {mutual.Task{Done: day}, nil},
		"the own":          {mutual.Task{Person: me}, []mutual.Say{mutual.Did, mutual.GiveBack}},
		"the own, done":    {mutual.Task{Person: me, Done: day}, []mutual.Say{mutual.Undid}},
		"somebody else's":  {mutual.Task{Person: other}, nil},
		"else's, and done": {mutual.Task{Person: other, Done: day}, nil},
	} {
		if got := c.task.Said(me); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	if got := (mutual.Task{}).Said(domain.PersonID{}); got != nil {
		t.Errorf("nobody says %v", got)
	}
	if _, _, err := (mutual.Task{Done: day}).Whose(mutual.Take, me); domain.KindOf(err) != domain.KindConflict {
		t.Errorf("taking what is done: %v", err)
	}
}

func TestVentureFormsSayWhatToMend(t *testing.T) {
	day := domain.Date{Year: 2026, Month: 3, Day: 1}
	for name, err := range map[string]error{
		"no title":                mutual.NewVenture{Title: " "}.Check(),
		"a long title":            mutual.NewVenture{Title: strings.Repeat("a", mutual.MaxTitle+1)}.Check(),
		"an end before the start": mutual.NewVenture{Title: "a", From: day, Until: day.AddDays(-1)}.Check(),
		"no step":                 mutual.VentureStep{On: day}.Check(day),
		"back to the plans":       mutual.VentureStep{To: mutual.Planned, On: day}.Check(day),
		"no day":                  mutual.VentureStep{To: mutual.UnderWay}.Check(day),
		"a day ahead":             mutual.VentureStep{To: mutual.UnderWay, On: day.AddDays(1)}.Check(day),
		"no words":                mutual.NewTask{}.Check(),
	} {
		if domain.KindOf(err) != domain.KindInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}
