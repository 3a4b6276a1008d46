package group

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"krag/internal/domain"
)

// Known reports whether the program itself knows a kind.
func (k Kind) Known() bool { return slices.Contains(Kinds, k) }

// Own reports whether a kind is an institution's own: its code is an id.
func (k Kind) Own() bool {
	_, err := domain.ParseID[domain.KindID](string(k))
	return err == nil
}

// KindEntry is a kind in an institution's catalogue. Those of the program are
// there from the start; Version is 0 until somebody changed one here.
type KindEntry struct {
	Code       Kind
	Name       string   // empty for one that is called as the program calls it
	Alike      Kind     // of the program's, which one it is like: what leaves the house says that
	Sensitive  bool     // its new groups are protected
	Agreement  string   // slug of the template that is offered first, or empty
	Plans      []string // slugs of plans that are suggested first
	Indicators []string // what is often written down about such groups
	Criteria   []string // what is asked before somebody is invited: for whom it is, whom something else helps more
	Least      int      // with how many people such a group is worth starting, 0 where nobody said
	Place      int64
	Retired    bool // not for new groups; those that have it keep it
	Version    int64
}

const (
	// MostKinds is how many kinds a catalogue holds.
	MostKinds = 60
	// MostIndicators is how many a kind brings along, and MostCriteria likewise.
	MostIndicators = 12
	MostCriteria   = 12
	// FewestLeast and MostLeast are between which numbers a kind is worth starting.
	FewestLeast = 2
	MostLeast   = 30

	maxKindName  = 80
	maxIndicator = 200
	maxCriterion = 200
	// apart leaves room for many moves between two places.
	apart = 1 << 24
	// LastPlace is where the program's kinds end.
	LastPlace = 8 * apart
)

// protected are the program's kinds whose new groups are protected.
var protected = []Kind{KindAlcohol, KindViolence, KindRefugees, KindHealth}

// catalogue is what an institution wrote down among what the program knows, in
// the order of the places.
func catalogue(written []KindEntry) []KindEntry {
	all := slices.Clone(written)
	for i, k := range Kinds {
		if !slices.ContainsFunc(written, func(e KindEntry) bool { return e.Code == k }) {
			all = append(all, KindEntry{Code: k, Alike: k, Sensitive: slices.Contains(protected, k), Place: int64(i+1) * apart})
		}
	}
	slices.SortFunc(all, func(a, b KindEntry) int { return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Code, b.Code)) })
	return all
}

// FindKind finds a kind in a catalogue.
func FindKind(all []KindEntry, code Kind) (KindEntry, bool) {
	i := slices.IndexFunc(all, func(e KindEntry) bool { return e.Code == code })
	if i < 0 {
		return KindEntry{}, false
	}
	return all[i], true
}

// placeAmong is where a kind stands that is to be the nth of the others, from 1.
func placeAmong(others []KindEntry, nth int) int64 {
	switch nth = min(max(nth, 1), len(others)+1); {
	case len(others) == 0:
		return apart
	case nth == 1:
		return others[0].Place - apart
	case nth > len(others):
		return others[len(others)-1].Place + apart
	}
	return (others[nth-2].Place + others[nth-1].Place) / 2
}

// NewKind is a kind to be made or changed.
type NewKind struct {
	Code       Kind // an id, or one of the program's
	Name       string
	Alike      Kind
	Sensitive  bool
	Agreement  string
	Plans      []string
	Indicators []string
	Criteria   []string
	Least      int // with how many people such a group is worth starting, 0 for what is usual
	Nth        int // where it stands, from 1; 0 leaves it, or puts a new one last
	Retired    bool
}

// Check notes what is to be mended. Which templates and plans there are, the
// caller knows.
func (n NewKind) Check(p *domain.Problems) {
	length(p, "name", n.Name, 0, maxKindName)
	if !n.Code.Known() && strings.TrimSpace(n.Name) == "" {
		p.Add("name", "group_kind.name.missing")
	}
	if !n.Alike.Known() || n.Code.Known() && n.Alike != n.Code {
		p.Add("alike", "group_kind.alike.missing")
	}
	if n.Nth < 0 || n.Nth > MostKinds {
		p.Add("nth", "group_kind.nth.range", domain.Args{"max": MostKinds})
	}
	if n.Least != 0 && (n.Least < FewestLeast || n.Least > MostLeast) {
		p.Add("least", "group_kind.least.range", domain.Args{"min": FewestLeast, "max": MostLeast})
	}
	few(p, "criteria", n.Criteria, MostCriteria, maxCriterion)
	few(p, "indicators", n.Indicators, MostIndicators, maxIndicator)
}

// few notes what is to be mended in a list of lines.
func few(p *domain.Problems, field string, lines []string, most, longest int) {
	if len(lines) > most {
		p.Add(field, "group_kind.lines.many", domain.Args{"max": most})
	}
	if slices.ContainsFunc(lines, func(one string) bool { return utf8.RuneCountInString(one) > longest }) {
		p.Add(field, "group_kind.lines.long", domain.Args{"max": longest})
	}
}

func (n NewKind) entry() KindEntry {
	return KindEntry{
		Code: n.Code, Name: strings.TrimSpace(n.Name), Alike: n.Alike, Sensitive: n.Sensitive, Agreement: n.Agreement, Plans: n.Plans,
		Indicators: n.Indicators, Criteria: n.Criteria, Least: n.Least, Retired: n.Retired,
	}
}
