package group

import (
	"slices"
	"testing"

	"krag/internal/domain"
)

// TestUses: nil are all roles, and what people are ready for beside the roles of
// their group is neither asked nor lost.
func TestUses(t *testing.T) {
	all, few := Uses(nil), Uses{Timekeeper, Opener}
	if !all.Has(Buddy) || few.Has(Buddy) || !few.Has(Opener) || Uses([]Role{}).Has(Opener) {
		t.Error("which roles are used")
	}
	if !slices.Equal(all.All(), Roles) || !slices.Equal(few.All(), []Role{Opener, Timekeeper}) || !all.Same(Uses(Roles)) || all.Same(few) {
		t.Errorf("%v, %v", all.All(), few.All())
	}
	kos, m := domain.NewID[domain.PersonID](), domain.NewID[domain.MeetingID]()
	if at := few.At(Round{Meeting: m, Turns: []Turn{{m, Buddy, kos}}}); !slices.Equal(at, []Role{Opener, Timekeeper, Buddy}) {
		t.Errorf("asked at a meeting at which somebody has another: %v", at)
	}
	before := Wish{Person: kos, Roles: []Role{Opener, Buddy}, Most: 3}
	if got := few.Of(before); !slices.Equal(got.Roles, []Role{Opener}) || got.Most != 3 {
		t.Errorf("asked of a wish: %+v", got)
	}
	if got := few.beside(Wish{Person: kos, Roles: []Role{Timekeeper}, Most: 1}, before); !slices.Equal(got.Roles, []Role{Timekeeper, Buddy}) || got.Most != 1 {
		t.Errorf("kept beside: %+v", got)
	}
	if got := few.Wishes([]Wish{before, {Person: kos, Roles: []Role{Buddy}, Most: 3}}); len(got) != 1 || len(got[0].Roles) != 1 {
		t.Errorf("wishes: %+v", got)
	}
	if Roles[3] != Buddy || len(before.Roles) != 2 {
		t.Error("what was given was changed")
	}
}
