package typeface

import "math/bits"

// pairs is one subtable of pair adjustments (OpenType GPOS lookup type 2).
type pairs struct {
	table   []byte
	byClass bool
	first   int // value formats of the two glyphs
	second  int
}

// readKerning collects the pair adjustments that the font's feature "kern"
// names. A font without them is set without kerning.
func readKerning(gpos []byte) []pairs {
	if len(gpos) < 10 {
		return nil
	}
	var all []pairs
	lookups := gpos[u16(gpos, 8):]
	for _, index := range kernLookups(gpos[u16(gpos, 6):]) {
		lookup := lookups[u16(lookups, 2+2*index):]
		kind := u16(lookup, 0)
		for i := range u16(lookup, 4) {
			sub, as := lookup[u16(lookup, 6+2*i):], kind
			if as == 9 { // an extension only says where the subtable is
				sub, as = sub[u32(sub, 4):], u16(sub, 2)
			}
			if as == 2 {
				all = append(all, pairs{sub, u16(sub, 0) == 2, u16(sub, 4), u16(sub, 6)})
			}
		}
	}
	return all
}

// kernLookups lists the lookups of the feature "kern", each once. Our fonts
// kern all scripts by the same ones.
func kernLookups(features []byte) []int {
	var found []int
	seen := map[int]bool{}
	for i := range u16(features, 0) {
		record := features[2+6*i:]
		if string(record[:4]) != "kern" {
			continue
		}
		feature := features[u16(record, 4):]
		for j := range u16(feature, 2) {
			if index := u16(feature, 4+2*j); !seen[index] {
				seen[index] = true
				found = append(found, index)
			}
		}
	}
	return found
}

// Kern is by how much two glyphs beside each other come closer (below zero) or
// keep apart, in font units.
func (f *Face) Kern(left, right Glyph) int {
	for _, p := range f.kern {
		index, covered := coverage(p.table[u16(p.table, 2):], left)
		if !covered {
			continue
		}
		if p.byClass {
			return p.ofClasses(left, right)
		}
		if value, ok := p.ofPair(index, right); ok {
			return value
		}
	}
	return 0
}

// ofPair finds a pair that is listed by itself. A glyph's pairs are in order.
func (p pairs) ofPair(index int, right Glyph) (int, bool) {
	set := p.table[u16(p.table, 10+2*index):]
	size := 2 + p.size()
	low, high := 0, u16(set, 0)
	for low < high {
		mid := (low + high) / 2
		record := set[2+size*mid:]
		switch g := Glyph(u16(record, 0)); {
		case g == right:
			return p.advance(record[2:]), true
		case g < right:
			low = mid + 1
		default:
			high = mid
		}
	}
	return 0, false
}

func (p pairs) ofClasses(left, right Glyph) int {
	a := class(p.table[u16(p.table, 8):], left)
	b := class(p.table[u16(p.table, 10):], right)
	across := u16(p.table, 14)
	return p.advance(p.table[16+p.size()*(a*across+b):])
}

// size is how many bytes the values of a pair take: two for every bit of
// their formats.
func (p pairs) size() int {
	return 2 * (bits.OnesCount(uint(p.first)) + bits.OnesCount(uint(p.second)))
}

// advance reads the first glyph's change of advance, which stands after its
// placements.
func (p pairs) advance(values []byte) int {
	const xAdvance = 4
	if p.first&xAdvance == 0 {
		return 0
	}
	return i16(values, 2*bits.OnesCount(uint(p.first&(xAdvance-1))))
}

// coverage finds a glyph's place in a coverage table (OpenType, chapter
// "Common Table Formats").
func coverage(table []byte, g Glyph) (int, bool) {
	ranges := u16(table, 0) == 2
	low, high := 0, u16(table, 2)
	for low < high {
		mid := (low + high) / 2
		from, to, index := Glyph(0), Glyph(0), mid
		if ranges {
			record := table[4+6*mid:]
			from, to, index = Glyph(u16(record, 0)), Glyph(u16(record, 2)), u16(record, 4)
		} else {
			from = Glyph(u16(table, 4+2*mid))
			to = from
		}
		switch {
		case to < g:
			low = mid + 1
		case from > g:
			high = mid
		default:
			return index + int(g-from), true
		}
	}
	return 0, false
}

// class finds a glyph's class; what no range names is in class 0.
func class(table []byte, g Glyph) int {
	if u16(table, 0) == 1 {
		at := int(g) - u16(table, 2)
		if at < 0 || at >= u16(table, 4) {
			return 0
		}
		return u16(table, 6+2*at)
	}
	low, high := 0, u16(table, 2)
	for low < high {
		mid := (low + high) / 2
		record := table[4+6*mid:]
		switch {
		case Glyph(u16(record, 2)) < g:
			low = mid + 1
		case Glyph(u16(record, 0)) > g:
			high = mid
		default:
			return u16(record, 4)
		}
	}
	return 0
}
