package publish

import (
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/stats"
)

// A manager lets a number be said exactly without having read it: within the
// institution, few people are counted for those who work with the group, and
// for nobody else. So a draft shows such a number as the institution does, with
// all that depends on it as if it were not exact, until a publication has told
// it to everybody.

// seenBy gives the numbers of a draft as somebody of the institution may see
// them.
func (w work) seenBy(a authz.Actor, n Numbers) (Numbers, error) {
	kept := w.keptFrom(a, n)
	if len(kept) == 0 {
		return n, nil
	}
	fewer := slices.DeleteFunc(slices.Clone(w.permissions), func(p Permission) bool { _, is := kept[p.Outcome]; return is })
	seen, err := protect(w.source, fewer, w.told)
	seen.kept = kept
	return seen, err
}

// keptFrom are the numbers that are to be exact, were not told exactly yet and
// are hidden from somebody within the institution, as they are shown there.
func (w work) keptFrom(a authz.Actor, n Numbers) map[domain.OutcomeID]Said {
	kept := map[domain.OutcomeID]Said{}
	for i, f := range stats.Beside(stated(w.source.Outcomes, a)) {
		if o := w.source.Outcomes[i]; f.Hidden() && n.exact[o.ID] && !n.toldExactly(o, w.told) {
			said := Said{N: within(f.N)}
			if o.Form == FormShare {
				said.Of = within(f.Of)
			}
			kept[o.ID] = said
		}
	}
	return kept
}

// stated are outcomes as the rule within the institution reads them.
func stated(all []SourceOutcome, a authz.Actor) []stats.Stated {
	forms := map[Form]stats.StatedForm{FormCount: stats.OneNumber, FormShare: stats.OneOfMany}
	rows := make([]stats.Stated, len(all))
	for i, o := range all {
		rows[i] = stats.Stated{About: about(o.Indicator), Whole: o.Group.IsZero(), People: o.People, N: o.N, Of: o.Of, Form: forms[o.Form], Reader: reader(a, o.Group)}
	}
	return rows
}

// reader is how somebody reads counts of a group's people. A command of the
// house prints for whoever runs the server, and they work with nobody.
func reader(a authz.Actor, group domain.GroupID) stats.Audience {
	if a.Has(authz.System) {
		return stats.Insider
	}
	return a.Audience(group)
}

// toldExactly reports that everybody has read an outcome's numbers as they are.
func (n Numbers) toldExactly(o SourceOutcome, told Told) bool {
	for _, part := range []string{partN, partOf} {
		id, has := n.ids[outcomeKey(o.ID, part)]
		if has && !slices.ContainsFunc(told.Statements, func(s stats.Statement) bool { return s.Gives(id) }) {
			return false
		}
	}
	return true
}

// within is a number as the institution shows it.
func within(f stats.Figure) *Number {
	if f.Hidden {
		return &Number{Shown: Hidden, Below: f.Below, Kept: true}
	}
	return &Number{Shown: Exact, N: f.N}
}

// readable are the numbers in typed words that stand in what somebody sees: those
// that wait for a decision, and those that have one. Of others that wait they
// learn only beside which results they stand.
func (w work) readable(words Words, editions map[Lang]Edition, seen Numbers) (waiting, decided []Loose, beside []string) {
	waiting, decided = w.typed(editions)
	if len(seen.kept) == 0 {
		return waiting, decided, nil
	}
	known := map[string]bool{}
	for _, e := range w.editions(words, seen) {
		for _, l := range looseIn(e) {
			known[l.Text()] = true
		}
	}
	unread, all := func(l Loose) bool { return !known[l.Text()] }, len(waiting)
	waiting, decided = slices.DeleteFunc(waiting, unread), slices.DeleteFunc(decided, unread)
	if len(waiting) < all {
		beside = w.worded(seen.kept)
	}
	return waiting, decided, beside
}

// worded are the indicators of the results that have words of their own.
func (w work) worded(only map[domain.OutcomeID]Said) (indicators []string) {
	for _, o := range w.source.Outcomes {
		if _, is := only[o.ID]; is && (o.Context != "" || o.When != "" || o.Source != "") {
			indicators = append(indicators, o.Indicator)
		}
	}
	return indicators
}
