package mutual

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
)

var now = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// TestLife walks through every way out of every state.
func TestLife(t *testing.T) {
	author, other, third := domain.NewID[domain.PersonID](), domain.NewID[domain.PersonID](), domain.NewID[domain.PersonID]()
	open := Help{Author: author, Words: domain.NewSecret("podwiozę"), State: Open}
	matched, changed, err := open.Answered(other)
	if err != nil || !changed || matched.State != Matched || matched.Other != other {
		t.Fatalf("answered: %+v, %v", matched, err)
	}
	if _, changed, err := matched.Answered(other); changed || err != nil {
		t.Errorf("answered twice by the same: %v, %v", changed, err)
	}
	if _, _, err := matched.Answered(third); domain.KindOf(err) != domain.KindConflict {
		t.Errorf("answered by a second: %v", err)
	}
	if _, _, err := open.Answered(author); domain.KindOf(err) != domain.KindConflict {
		t.Errorf("answered by the author: %v", err)
	}
	done, withdrawn := Help{State: Done, Author: author, Other: other}, Help{State: Withdrawn}
	for _, c := range []struct {
		from    Help
		end     End
		to      State
		changed bool
		refused bool
	}{
		{open, Drop, Withdrawn, true, false},
		{open, Again, Open, false, false},
		{open, Thanked, Open, false, true},
		{matched, Thanked, Done, true, false},
		{matched, Again, Open, true, false},
		{matched, Drop, Withdrawn, true, false},
		{done, Thanked, Done, false, false},
		{done, Again, Done, false, true},
		{done, Drop, Done, false, true},
		{withdrawn, Drop, Withdrawn, false, false},
		{withdrawn, Again, Withdrawn, false, true},
		{withdrawn, Thanked, Withdrawn, false, true},
	} {
		to, changed, err := c.from.Ended(c.end, now)
		if to.State != c.to || changed != c.changed || (domain.KindOf(err) == domain.KindConflict) != c.refused {
			t.Errorf("%s, %s: %s, %v, %v", c.from.State, c.end, to.State, changed, err)
		}
		if changed && (to.State == Withdrawn) != (to.Author.IsZero() && to.Words.IsZero()) || to.State == Open && !to.Other.IsZero() || changed && (to.State == Open) != to.SettledAt.IsZero() {
			t.Errorf("%s, %s holds %+v", c.from.State, c.end, to)
		}
	}
	for _, h := range []Help{done, withdrawn} {
		if _, _, err := h.Answered(third); domain.KindOf(err) != domain.KindConflict {
			t.Errorf("%s was answered: %v", h.State, err)
		}
	}
	if got := matched.EndsFor(other); !slices.Equal(got, []End{Again}) {
		t.Errorf("who answered can say %v", got)
	}
	if got := matched.EndsFor(third); got != nil {
		t.Errorf("somebody else can say %v", got)
	}
	if got := withdrawn.EndsFor(domain.PersonID{}); got != nil {
		t.Errorf("nobody can say %v", got)
	}
}

// TestSeen: a member reads whose something is only when that person said so, and
// never who else answered.
func TestSeen(t *testing.T) {
	author, other, third := domain.NewID[domain.PersonID](), domain.NewID[domain.PersonID](), domain.NewID[domain.PersonID]()
	h := Help{Author: author, Pseudonym: domain.NewSecret("Kos"), Words: domain.NewSecret("podwiozę"), State: Matched, Other: other, OtherName: domain.NewSecret("Sowa")}
	if _, ok := h.Seen(third); ok {
		t.Error("a third reads what is matched")
	}
	if got, ok := h.Seen(author); !ok || !got.OtherName.IsZero() || !got.Other.IsZero() || got.Pseudonym.IsZero() {
		t.Errorf("the author reads %+v", got)
	}
	if got, ok := h.Seen(other); !ok || !got.Pseudonym.IsZero() || !got.Author.IsZero() || got.Other != other {
		t.Errorf("who answered reads %+v", got)
	}
	h.State, h.Other = Open, domain.PersonID{}
	if got, ok := h.Seen(third); !ok || !got.Pseudonym.IsZero() || !got.Author.IsZero() || got.Words.IsZero() {
		t.Errorf("a third reads %+v", got)
	}
	h.Named = true
	if got, _ := h.Seen(third); got.Pseudonym.IsZero() || !got.Author.IsZero() {
		t.Errorf("of one who is named a third reads %+v", got)
	}
	h.State = Withdrawn
	if _, ok := h.Seen(author); ok {
		t.Error("what is withdrawn is read")
	}
}

func TestCheck(t *testing.T) {
	who := domain.NewID[domain.PersonID]()
	for name, c := range map[string]struct {
		n    NewHelp
		want string
	}{
		"right":        {NewHelp{Author: who, Kind: Offer, Words: strings.Repeat("ż", MaxWords)}, ""},
		"empty":        {NewHelp{}, "kind author words"},
		"blank":        {NewHelp{Author: who, Kind: Request, Words: " \n"}, "words"},
		"long":         {NewHelp{Author: who, Kind: Request, Words: strings.Repeat("ż", MaxWords+1)}, "words"},
		"unknown kind": {NewHelp{Author: who, Kind: "favour", Words: "x"}, "kind"},
	} {
		var p domain.Problems
		if err := c.n.Check(); err != nil && !errors.As(err, &p) {
			t.Fatal(err)
		}
		var names []string
		for _, e := range p {
			names = append(names, e.Field)
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%s: to mend %q, want %q", name, got, c.want)
		}
	}
}
