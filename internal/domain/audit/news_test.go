package audit

import (
	"slices"
	"testing"

	"krag/internal/domain"
)

func TestNewsTellWhichGroupsChanged(t *testing.T) {
	a, b, who := domain.NewID[domain.GroupID](), domain.NewID[domain.GroupID](), domain.NewID[domain.PersonID]().UUID
	for what, c := range map[string]struct {
		links      []Link
		everything bool
		groups     []domain.GroupID
	}{
		"nothing":                {},
		"a look at a group":      {[]Link{{Group: a, Kind: "person", Apart: true}}, false, nil},
		"a change in it":         {[]Link{{Group: a, Kind: "meeting", IDs: []domain.UUID{who}}}, false, []domain.GroupID{a}},
		"two in it":              {[]Link{{Group: a, Kind: "meeting"}, {Group: a, Kind: "person"}}, false, []domain.GroupID{a}},
		"one became two":         {[]Link{{Group: a, Kind: "group", IDs: []domain.UUID{a.UUID, b.UUID}}}, false, []domain.GroupID{a, b}},
		"a person":               {[]Link{{Group: a, Kind: "meeting"}, {Kind: "person", IDs: []domain.UUID{who}}}, true, nil},
		"something not known":    {[]Link{{Kind: "lighthouse"}}, true, nil},
		"a room":                 {[]Link{{Kind: "room"}, {Kind: "booking"}}, false, nil},
		"a booking of a group":   {[]Link{{Group: b, Kind: "booking"}}, false, []domain.GroupID{b}},
		"a key, and in two ones": {[]Link{{Kind: "key"}, {Group: b, Kind: "person"}, {Group: a, Kind: "help"}}, false, []domain.GroupID{b, a}},
	} {
		if n := NewsOf(9, c.links); n.Seq != 9 || n.Everything != c.everything || !slices.Equal(n.Groups, c.groups) || n.Nothing() != (!c.everything && c.groups == nil) {
			t.Errorf("%s: %+v", what, n)
		}
	}
}
