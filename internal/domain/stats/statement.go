package stats

import (
	"errors"
	"fmt"
	"slices"
)

// Unbounded is the To of a claim without an upper end, and more people than
// any claim is about.
const Unbounded = 1_000_000_000

// Claim says that the people of some cells, less those of others, are from
// From to To.
type Claim struct {
	Sum, Less []CellID
	From, To  int
}

// Statement is what a reader learns from one published figure: at least one of
// its claims holds. It is kept with each publication, and holds only what
// everybody saw. Its JSON form is in statement_json.go.
type Statement struct {
	Source string // the publication, as the caller names it
	Figure CellID // the figure that says it
	Shape  Shape
	Any    []Claim
}

// From names the publication that makes statements.
func From(source string, statements []Statement) []Statement {
	named := slices.Clone(statements)
	for i := range named {
		named[i].Source = source
	}
	return named
}

const (
	mostClaims = 4
	mostCells  = 1000
)

// Check says what is wrong with a statement that did not come from here.
func (s Statement) Check() error {
	if !s.Figure.named() || len(s.Any) == 0 || len(s.Any) > mostClaims || s.Shape < Hidden || s.Shape > Exact || s.Shape == Withheld {
		return fmt.Errorf("statement of %s claims nothing, too much, or in an unknown shape", s.Figure)
	}
	for _, c := range s.Any {
		if err := c.check(); err != nil {
			return fmt.Errorf("statement of %s: %w", s.Figure, err)
		}
	}
	return nil
}

func (c Claim) check() error {
	if c.From < 0 || c.From > c.To || c.To > Unbounded || c.From == Unbounded {
		return errors.New("claim from more to less, or beyond all people")
	}
	all := slices.Concat(c.Sum, c.Less)
	if len(c.Sum) == 0 || len(all) > mostCells {
		return errors.New("claim about no cell, or about too many")
	}
	seen := map[string]bool{}
	for _, id := range all {
		if !id.named() || seen[id.Key] {
			return errors.New("claim about a cell without a key, or about one twice")
		}
		seen[id.Key] = true
	}
	return nil
}

// exact reports that a statement gives its sum away, as somebody allowed.
func (s Statement) exact() bool {
	return s.Shape == Exact && len(s.Any) == 1 && s.Any[0].From == s.Any[0].To
}

// Gives reports that a statement gives a cell away, as somebody allowed.
func (s Statement) Gives(id CellID) bool {
	return s.exact() && len(s.Any[0].Sum) == 1 && len(s.Any[0].Less) == 0 && s.Any[0].Sum[0] == id
}
