package stats

import "slices"

// A reading is how a reader can take facts.
//
// The cautious reader takes it that a correction changed nothing but what it
// shows: every cell that looks the same in two versions is taken for the same.
// Where that contradicts the figures, something unseen did change; then every
// cell of the contradiction may have, and the rest still counts as unchanged.
type reading struct {
	parts   []part
	clashes []clash
	plain   int // so many of the clashes are of two facts
	state   state
}

// clash is links that contradict some facts, though not without any one of
// them.
type clash struct {
	links []link
	facts []int
}

// state is what came of a reading.
type state int

const (
	unclear    state = iota // the work allowed ended first
	impossible              // no numbers fit: the facts contradict each other
	sound
)

// read reads those parts of the facts to which some of the touched belong.
func (f *facts) read(touched []int, work *int) reading {
	r := reading{state: sound}
	all := f.all()
	r.clashes = f.plainClashes(all)
	r.plain = len(r.clashes)
	all.links = kept(all.links, r.clashes)
	untouched := func(p part) bool {
		return !slices.ContainsFunc(touched, func(i int) bool { _, in := slices.BinarySearch(p.facts, i); return in })
	}
	for _, p := range slices.DeleteFunc(f.parts(all), untouched) {
		if r.settle(f, p, work); r.state != sound {
			return r
		}
	}
	r.parts = slices.DeleteFunc(r.parts, untouched)
	return r
}

// settle takes a part for as unchanged as it can be.
func (r *reading) settle(f *facts, p part, work *int) {
	s, ok := f.search(p, work)
	switch {
	case ok && s.found():
		r.parts = append(r.parts, p)
		return
	case s.spent():
		r.state = unclear
		return
	}
	links := conflict(p.links, func(kept []link) bool { return !f.fits(part{p.facts, kept}, work) })
	if len(links) == 0 {
		r.state = impossible
		return
	}
	r.clashes = append(r.clashes, clash{links, p.facts})
	p.links = kept(p.links, []clash{{links: links}})
	for _, p := range f.parts(p) {
		if r.settle(f, p, work); r.state != sound {
			return
		}
	}
}

// fits reports that some numbers fit a part, or that this cannot be excluded.
func (f *facts) fits(p part, work *int) bool {
	s, ok := f.search(p, work)
	return ok && s.found() || s.spent()
}

// kept are the links no clash is about.
func kept(links []link, clashes []clash) []link {
	changed := map[link]bool{}
	for _, c := range clashes {
		for _, l := range c.links {
			changed[l] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(links), func(l link) bool { return changed[l] })
}

// plainClashes are those of two facts about what would be the same sum, if
// nothing had changed, and is not.
func (f *facts) plainClashes(p part) (clashes []clash) {
	if len(p.links) == 0 {
		return nil
	}
	same, newer := newGroups(len(f.ids)), map[int]int{}
	same.joinLinks(p.links)
	for _, l := range p.links {
		newer[l.older] = l.newer
	}
	told := map[string][]int{}
	for _, i := range p.facts {
		if len(f.list[i].claims) > 1 {
			continue
		}
		one := f.list[i].claims[0]
		form := formOf(same.merge(one.terms))
		for _, j := range told[form] {
			if before := f.list[j].claims[0]; one.lo > before.hi || before.lo > one.hi {
				clashes = append(clashes, clash{between(before.terms, one.terms, same, newer), []int{j, i}})
			}
		}
		told[form] = append(told[form], i)
	}
	return clashes
}

// between are the links that make the cells of one sum those of another.
func between(a, b []term, same groups, newer map[int]int) (links []link) {
	partner := map[int]int{}
	for _, x := range a {
		partner[same.root(x.cell)] = x.cell
	}
	for _, x := range b {
		y := partner[same.root(x.cell)]
		links = append(links, chain(x.cell, y, newer)...)
		links = append(links, chain(y, x.cell, newer)...)
	}
	return links
}

// chain leads from an older version to a newer one, or nowhere.
func chain(from, to int, newer map[int]int) (links []link) {
	for from != to {
		next, more := newer[from]
		if !more {
			return nil
		}
		links = append(links, link{from, next})
		from = next
	}
	return links
}

// conflict finds the part of a list, in its order, that breaks by itself and
// from which nothing can be left out (QuickXplain: Junker, AAAI 2004).
// Breaking must be monotone. Nothing when it breaks without any of the list.
func conflict[T any](list []T, broken func([]T) bool) []T {
	var find func(base []T, changed bool, list []T) []T
	find = func(base []T, changed bool, list []T) []T {
		if changed && broken(base) {
			return nil
		}
		if len(list) == 1 {
			return list
		}
		left, right := list[:len(list)/2], list[len(list)/2:]
		needed := find(slices.Concat(base, left), true, right)
		return slices.Concat(find(slices.Concat(base, needed), len(needed) > 0, left), needed)
	}
	if len(list) == 0 || broken(nil) {
		return nil
	}
	return find(nil, false, list)
}
