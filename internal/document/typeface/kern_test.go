package typeface

import "testing"

// bytes16 writes numbers of two bytes.
func bytes16(ns ...int) []byte {
	var b []byte
	for _, n := range ns {
		b = append(b, byte(n>>8), byte(n))
	}
	return b
}

func TestCoverage(t *testing.T) {
	list := bytes16(1, 3, 5, 7, 20)             // 5, 7 and 20
	ranges := bytes16(2, 2, 5, 7, 0, 20, 22, 3) // 5 to 7, then 20 to 22
	for _, c := range []struct {
		table   []byte
		glyph   Glyph
		index   int
		covered bool
	}{
		{list, 5, 0, true},
		{list, 7, 1, true},
		{list, 20, 2, true},
		{list, 6, 0, false},
		{list, 4, 0, false},
		{list, 21, 0, false},
		{ranges, 5, 0, true},
		{ranges, 7, 2, true},
		{ranges, 20, 3, true},
		{ranges, 22, 5, true},
		{ranges, 8, 0, false},
		{ranges, 23, 0, false},
	} {
		if index, covered := coverage(c.table, c.glyph); index != c.index || covered != c.covered {
			t.Errorf("glyph %d: %d %v, want %d %v", c.glyph, index, covered, c.index, c.covered)
		}
	}
}

func TestClasses(t *testing.T) {
	list := bytes16(1, 10, 3, 4, 0, 6)          // from glyph 10: classes 4, 0 and 6
	ranges := bytes16(2, 2, 5, 7, 1, 20, 22, 2) // 5 to 7 are class 1, 20 to 22 class 2
	for _, c := range []struct {
		table []byte
		glyph Glyph
		want  int
	}{
		{list, 9, 0},
		{list, 10, 4},
		{list, 12, 6},
		{list, 13, 0},
		{ranges, 4, 0},
		{ranges, 5, 1},
		{ranges, 7, 1},
		{ranges, 21, 2},
		{ranges, 10, 0},
	} {
		if got := class(c.table, c.glyph); got != c.want {
			t.Errorf("glyph %d is of class %d, want %d", c.glyph, got, c.want)
		}
	}
}
