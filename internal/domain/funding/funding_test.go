package funding

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"krag/internal/domain"
)

func TestTotal(t *testing.T) {
	for name, c := range map[string]struct {
		costs []Cost
		total domain.Grosze
		by    []Sum
	}{
		"nothing": {nil, 0, nil},
		"what costs nothing counts": {
			[]Cost{{Category: Premises}},
			0,
			[]Sum{{Premises, 0, 1}},
		},
		"by category in the order of the form": {
			[]Cost{{Category: Running, Amount: 1}, {Category: Furniture, Amount: 7_200_00}, {Category: Running, Amount: 2}, {Category: Furniture, Amount: 99}},
			7_200_00 + 99 + 3,
			[]Sum{{Furniture, 7_200_99, 2}, {Running, 3, 2}},
		},
		"amounts at the edge": {
			[]Cost{{Category: Other, Amount: MaxAmount}, {Category: Other, Amount: MaxAmount}},
			2 * MaxAmount,
			[]Sum{{Other, 2 * MaxAmount, 2}},
		},
	} {
		total, by := Total(c.costs)
		if total != c.total || !slices.Equal(by, c.by) {
			t.Errorf("%s: %d and %v, want %d and %v", name, total, by, c.total, c.by)
		}
	}
}

// TestTotalKnowsEveryCategory: a category missing from the list would make
// costs vanish from the sum.
func TestTotalKnowsEveryCategory(t *testing.T) {
	for _, c := range []Category{Furniture, Equipment, Premises, Training, Materials, Running, Other} {
		if total, _ := Total([]Cost{{Category: c, Amount: 1}}); total != 1 {
			t.Errorf("a cost of the category %s is not in the sum", c)
		}
	}
}

func TestCheck(t *testing.T) {
	long := strings.Repeat("ż", maxText+1)
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"right":            {NewCost{Item: "Krzesła", Category: Furniture, Amount: 1}.Check(), ""},
		"free":             {NewCost{Item: "Sala", Category: Premises}.Check(), ""},
		"a blank item":     {NewCost{Item: " ", Category: Premises}.Check(), "item"},
		"a long note":      {NewCost{Item: "Sala", Note: long, Category: Premises}.Check(), "note"},
		"unknown category": {NewCost{Item: "Sala", Category: "wages"}.Check(), "category"},
		"below nothing":    {NewCost{Item: "Sala", Category: Premises, Amount: -1}.Check(), "amount"},
		"the largest":      {NewCost{Item: "Sala", Category: Premises, Amount: MaxAmount}.Check(), ""},
		"beyond it":        {NewCost{Item: "Sala", Category: Premises, Amount: MaxAmount + 1}.Check(), "amount"},
		"a fund":           {NewFund{Funder: "Gmina"}.Check(), ""},
		"a nameless fund":  {NewFund{}.Check(), "funder"},
		"a long purpose":   {NewFund{Funder: "Gmina", For: long}.Check(), "for"},
		"a debt":           {NewFund{Funder: "Gmina", Amount: -1}.Check(), "amount"},
	} {
		var p domain.Problems
		if c.err != nil && !errors.As(c.err, &p) {
			t.Fatal(c.err)
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
