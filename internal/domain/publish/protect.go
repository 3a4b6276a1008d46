package publish

import (
	"krag/internal/domain"
	"krag/internal/domain/stats"
)

// Numbers are a programme's numbers of people as the public may see them.
type Numbers struct {
	release stats.Release
	cells   map[string]ToldCell
	ids     map[string]stats.CellID
	exact   map[domain.OutcomeID]bool
	kept    map[domain.OutcomeID]Said // from whoever looks at a draft
}

// The two parts of an outcome's cell.
const (
	partN  = "n"
	partOf = "of"
)

func outcomeKey(id domain.OutcomeID, part string) string {
	return "outcome/" + id.String() + "/" + part
}

// protect decides about every number of people that a card of the source can
// show. Told says which values were told before, so that the same value is the
// same cell. How many belong to a group is on no card: beside what a few of them
// achieved, on this card or another, in this edition or one before, it would be
// a ceiling or a floor for the other number.
func protect(src Source, permissions []Permission, told Told) (Numbers, error) {
	n := Numbers{cells: map[string]ToldCell{}, ids: map[string]stats.CellID{}, exact: map[domain.OutcomeID]bool{}}
	t := stats.Table{Exact: map[stats.CellID]bool{}}
	allowed := allowances(permissions)
	for _, o := range src.Outcomes {
		n.exact[o.ID] = allowed[o.ID].covers(o)
	}
	outcomes := asFew(src.Outcomes, n.exact)
	for _, o := range outcomes {
		exact := n.exact[o.ID]
		switch {
		case !o.People || o.Form == FormAll && exact:
		case o.Form == FormCount || o.Form == FormAll:
			c := n.cell(outcomeKey(o.ID, partN), o.N, told.Cells)
			t.Cells, t.Exact[c.ID] = append(t.Cells, c), exact
		case o.Form == FormShare:
			part, of := n.cell(outcomeKey(o.ID, partN), o.N, told.Cells), n.cell(outcomeKey(o.ID, partOf), o.Of, told.Cells)
			t.Shares = append(t.Shares, stats.Share{Part: part, Of: of})
			t.Exact[part.ID], t.Exact[of.ID] = exact, exact
		}
	}
	t.Wholes = wholes(outcomes, n.ids)
	var err error
	n.release, err = t.Protect(told.Statements)
	return n, err
}

// cell names a number, by the version of its value.
func (n *Numbers) cell(key string, count stats.Count, told map[string]ToldCell) stats.Cell {
	before, known := told[key]
	is := ToldCell{Value: count, Version: before.Version}
	if !known || before.Value != count {
		is.Version++
	}
	id := stats.CellID{Key: key, Version: is.Version}
	n.cells[key], n.ids[key] = is, id
	return stats.Cell{ID: id, Count: count}
}

// allowance is what a manager allowed to be said exactly of one outcome.
type allowance struct{ given, n, of int }

func allowances(permissions []Permission) map[domain.OutcomeID]allowance {
	all := map[domain.OutcomeID]allowance{}
	for _, p := range permissions {
		if !p.Outcome.IsZero() {
			all[p.Outcome] = allowance{1, p.N, p.Of}
		}
	}
	return all
}

// everybody is the value of what is true of each, which is no number.
const everybody = -1

// values are what a permission for an outcome is given for.
func (o SourceOutcome) values() (n, of int) {
	if o.Form == FormAll {
		return everybody, 0
	}
	return int(o.N.Store()), int(o.Of.Store())
}

// covers reports whether the number is still the one that was allowed.
func (a allowance) covers(o SourceOutcome) bool {
	n, of := o.values()
	return a.given > 0 && a.n == n && a.of == of
}

// Said is what the public sees of an outcome's numbers. Told reports that they
// are said in full, so that the words around them may be said as well.
type Said struct {
	N, Of *Number
	Told  bool
}

// Outcome gives what the public sees of an outcome's numbers.
func (n Numbers) Outcome(o SourceOutcome) Said {
	if said, is := n.kept[o.ID]; is {
		return said
	}
	switch {
	case o.Form == FormGroup || o.Form == FormWords:
		return Said{Told: true}
	case !o.People:
		return plain(o)
	case o.Form == FormAll && n.exact[o.ID]:
		return Said{Told: true}
	case o.Form == FormAll || o.Form == FormCount:
		said := Said{N: n.figure(outcomeKey(o.ID, partN))}
		said.Told = said.N.Shown == Exact
		return said
	}
	said := Said{N: n.figure(outcomeKey(o.ID, partN)), Of: n.figure(outcomeKey(o.ID, partOf))}
	said.Told = said.N.Shown == Exact && said.Of.Shown == Exact
	return said
}

// plain says the numbers of what is not people.
func plain(o SourceOutcome) Said {
	said := Said{Told: true}
	if o.Form == FormCount || o.Form == FormShare {
		said.N = &Number{Shown: Exact, N: int(o.N.Store())}
	}
	if o.Form == FormShare {
		said.Of = &Number{Shown: Exact, N: int(o.Of.Store())}
	}
	return said
}

// figure is a cell as the release shows it.
func (n Numbers) figure(key string) *Number {
	p := n.release.Entry(n.ids[key]).Figure
	switch p.Shape() {
	case stats.Exact:
		return &Number{Shown: Exact, N: p.N()}
	case stats.Rounded:
		return &Number{Shown: Rounded, N: p.N()}
	case stats.Between:
		lo, hi := p.Bounds()
		return &Number{Shown: Between, N: lo, To: hi}
	case stats.Withheld:
		return &Number{Shown: Withheld}
	}
	return &Number{Shown: Hidden, Below: p.Below()}
}

// Verdict is whether all of this may be published: whether a hidden number could
// be worked out, from this and from whatever was told before, and whether leave
// to say one exactly would let another be.
func (n Numbers) Verdict() stats.Verdict { return n.release.Verdict() }

// Statements are what a reader learns.
func (n Numbers) Statements() []stats.Statement { return n.release.Statements() }

// Cells are the values that are told of now.
func (n Numbers) Cells() map[string]ToldCell { return n.cells }
