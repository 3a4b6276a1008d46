package publish

import (
	"iter"
	"math/bits"
	"sync"
)

// set is a set of small numbers, a bit for each. Bits beyond its end are not
// in it.
type set []uint64

func (s set) has(n uint32) bool { return int(n>>6) < len(s) && s[n>>6]>>(n&63)&1 == 1 }

func (s *set) add(n uint32) {
	for int(n>>6) >= len(*s) {
		*s = append(*s, 0)
	}
	(*s)[n>>6] |= 1 << (n & 63)
}

func (s set) drop(n uint32) {
	if int(n>>6) < len(s) {
		s[n>>6] &^= 1 << (n & 63)
	}
}

// or adds what is in another set, which is no longer.
func (s set) or(other set) {
	for i, w := range other {
		s[i] |= w
	}
}

// and leaves only what is in another set, too.
func (s set) and(other set) {
	n := min(len(s), len(other))
	for i, w := range other[:n] {
		s[i] &= w
	}
	clear(s[n:])
}

// andCount is how many are in both.
func (s set) andCount(other set) (n int) {
	short := min(len(s), len(other))
	a, b := s[:short], other[:short]
	for len(a) >= 4 && len(b) >= 4 { // four at once: it is most of what a search does
		n += bits.OnesCount64(a[0]&b[0]) + bits.OnesCount64(a[1]&b[1]) + bits.OnesCount64(a[2]&b[2]) + bits.OnesCount64(a[3]&b[3])
		a, b = a[4:], b[4:]
	}
	for i, w := range a {
		n += bits.OnesCount64(w & b[i])
	}
	return n
}

func (s set) count() (n int) {
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

func (s set) none() bool {
	for _, w := range s {
		if w != 0 {
			return false
		}
	}
	return true
}

// downward gives what is in both sets, or in this one and not in the other,
// the highest first, without the first few.
func (s set) downward(skip int, keep func(word int) uint64) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i := len(s) - 1; i >= 0; i-- {
			w := s[i] & keep(i)
			if n := bits.OnesCount64(w); n <= skip {
				skip -= n
				continue
			}
			for ; w != 0; w &^= 1 << (bits.Len64(w) - 1) {
				if skip > 0 {
					skip--
					continue
				}
				if !yield(uint32(i<<6 + bits.Len64(w) - 1)) {
					return
				}
			}
		}
	}
}

// arena gives sets for one search from memory that is used again: with many
// cards they would otherwise be most of what the program throws away.
type arena struct {
	words []uint64
	used  int
}

var arenas = sync.Pool{New: func() any { return new(arena) }}

// give takes back every set it gave.
func (a *arena) give() {
	a.used = 0
	arenas.Put(a)
}

// set is an empty set with room for so many words.
func (a *arena) set(n int) set {
	if a.used+n > len(a.words) {
		a.words, a.used = make([]uint64, max(2*len(a.words), 8*n)), 0 // what was given before stays where it is
	}
	s := a.words[a.used : a.used+n : a.used+n]
	a.used += n
	clear(s)
	return s
}

func (a *arena) copy(of set) set {
	s := a.set(len(of))
	copy(s, of)
	return s
}

// posting is where a word or a property is found: a list while that is
// shorter, a bit for each document once it is not.
type posting struct {
	list []uint32 // ascending
	bits set
}

// add appends a number, the highest so far or the last one again.
func (p *posting) add(n uint32) {
	switch last := len(p.list) - 1; {
	case p.bits != nil:
		p.bits.add(n)
	case last >= 0 && p.list[last] == n:
	case last > 8 && uint32(len(p.list))*32 > n:
		for _, m := range p.list {
			p.bits.add(m)
		}
		p.bits.add(n)
		p.list = nil
	default:
		p.list = append(p.list, n)
	}
}

// into adds everything in it to a set that has room for it.
func (p *posting) into(s set) {
	s.or(p.bits)
	for _, n := range p.list {
		s[n>>6] |= 1 << (n & 63)
	}
}

// renumbered gives the documents their new numbers, in the same order; those
// without one are left out.
func (p *posting) renumbered(to []int32) (out posting) {
	each := func(n uint32) {
		if to[n] >= 0 {
			out.add(uint32(to[n]))
		}
	}
	for _, n := range p.list {
		each(n)
	}
	for i, w := range p.bits {
		for ; w != 0; w &= w - 1 {
			each(uint32(i<<6 + bits.TrailingZeros64(w)))
		}
	}
	return out
}

func (p *posting) empty() bool { return len(p.list) == 0 && p.bits == nil }
