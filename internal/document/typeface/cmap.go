package typeface

import (
	"errors"
	"fmt"
	"slices"
)

// group is a run of runes whose glyphs follow each other, too.
type group struct {
	from, to rune
	glyph    Glyph
}

// readCmap reads the format 12 table of a font, which covers all of Unicode
// and which every font of the house has.
func readCmap(cmap []byte) ([]group, error) {
	for i := range u16(cmap, 2) {
		if len(cmap) < 4+8*(i+1) {
			return nil, fmt.Errorf("cmap: %w", errCut)
		}
		at := u32(cmap, 4+8*i+4)
		if at+16 <= len(cmap) && u16(cmap, at) == 12 {
			return readGroups(cmap[at:])
		}
	}
	return nil, errors.New("cmap: no table of format 12")
}

func readGroups(table []byte) ([]group, error) {
	count := u32(table, 12)
	if len(table) < 16+12*count {
		return nil, fmt.Errorf("cmap: %w", errCut)
	}
	groups := make([]group, count)
	for i := range groups {
		at := 16 + 12*i
		groups[i] = group{rune(u32(table, at)), rune(u32(table, at+4)), Glyph(u32(table, at+8))}
	}
	return groups, nil
}

// Glyph finds the glyph of a letter, 0 when the face does not have it.
func (f *Face) Glyph(r rune) Glyph {
	i, found := slices.BinarySearchFunc(f.groups, r, func(g group, r rune) int {
		switch {
		case g.to < r:
			return -1
		case g.from > r:
			return 1
		}
		return 0
	})
	if !found {
		return 0
	}
	return f.groups[i].glyph + Glyph(r-f.groups[i].from)
}
