package typeface

import (
	"encoding/binary"
	"slices"
)

// Subset makes a font of some glyphs: the glyph at index i of the new font is
// glyphs[i]. The same glyph may stand at several places, so that two letters
// that look alike can be told apart again. The new font has what a PDF needs
// (ISO 32000-1, 9.9) and no hints: screens have become fine enough for shapes.
func (f *Face) Subset(glyphs []Glyph) []byte {
	s := subset{face: f, glyphs: slices.Clone(glyphs)}
	for i := 0; i < len(s.glyphs); i++ { // grows by the parts of composed glyphs
		s.add(s.glyphs[i])
	}
	return sfnt([]table{
		{"glyf", s.glyf},
		{"head", s.head()},
		{"hhea", s.hhea()},
		{"hmtx", s.hmtx()},
		{"loca", s.loca()},
		{"maxp", s.maxp()},
	})
}

type subset struct {
	face    *Face
	glyphs  []Glyph
	glyf    []byte
	offsets []int
	parts   map[Glyph]int // where the parts of composed glyphs stand
}

// add copies an outline without its hints.
func (s *subset) add(g Glyph) {
	s.offsets = append(s.offsets, len(s.glyf))
	outline := s.face.outline(g)
	if len(outline) < 10 {
		return // a space draws nothing
	}
	if i16(outline, 0) < 0 {
		s.glyf = append(s.glyf, s.composed(outline)...)
	} else {
		s.glyf = append(s.glyf, unhinted(outline)...)
	}
	for len(s.glyf)%4 != 0 {
		s.glyf = append(s.glyf, 0)
	}
}

// outline is the drawing of a glyph in the glyf table.
func (f *Face) outline(g Glyph) []byte {
	loca, from, to := f.tables["loca"], 0, 0
	if f.long {
		from, to = u32(loca, 4*int(g)), u32(loca, 4*int(g)+4)
	} else {
		from, to = 2*u16(loca, 2*int(g)), 2*u16(loca, 2*int(g)+2)
	}
	return f.tables["glyf"][from:to]
}

// unhinted takes the instructions out of a simple outline: they stand between
// the ends of its contours and its points.
func unhinted(outline []byte) []byte {
	at := 10 + 2*i16(outline, 0)
	skip := u16(outline, at)
	bare := slices.Clone(outline[:at])
	bare = append(bare, 0, 0)
	return append(bare, outline[at+2+skip:]...)
}

// Flags of a part of a composed glyph (OpenType, glyf table).
const (
	wordArgs     = 0x0001
	oneScale     = 0x0008
	moreParts    = 0x0020
	twoScales    = 0x0040
	fourScales   = 0x0080
	instructions = 0x0100
)

// composed copies a glyph made of others and renumbers them.
func (s *subset) composed(outline []byte) []byte {
	bare := slices.Clone(outline)
	for at := 10; ; {
		flags := u16(bare, at)
		binary.BigEndian.PutUint16(bare[at:], uint16(flags&^instructions))
		binary.BigEndian.PutUint16(bare[at+2:], uint16(s.place(Glyph(u16(bare, at+2)))))
		at += 4 + partSize(flags)
		if flags&moreParts == 0 {
			return bare[:at]
		}
	}
}

func partSize(flags int) int {
	size := 2
	if flags&wordArgs != 0 {
		size = 4
	}
	switch {
	case flags&oneScale != 0:
		size += 2
	case flags&twoScales != 0:
		size += 4
	case flags&fourScales != 0:
		size += 8
	}
	return size
}

// place gives the new number of a part and adds it when it is the first time.
func (s *subset) place(g Glyph) int {
	if s.parts == nil {
		s.parts = map[Glyph]int{}
	}
	at, known := s.parts[g]
	if !known {
		at = len(s.glyphs)
		s.parts[g] = at
		s.glyphs = append(s.glyphs, g)
	}
	return at
}

func (s *subset) head() []byte {
	head := slices.Clone(s.face.tables["head"][:54])
	binary.BigEndian.PutUint32(head[8:], 0)  // the sum of the old file
	binary.BigEndian.PutUint16(head[50:], 1) // long offsets
	return head
}

func (s *subset) hhea() []byte {
	hhea := slices.Clone(s.face.tables["hhea"][:36])
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(s.glyphs)))
	return hhea
}

func (s *subset) hmtx() []byte {
	var b []byte
	for _, g := range s.glyphs {
		b = binary.BigEndian.AppendUint16(b, uint16(s.face.Advance(g)))
		b = binary.BigEndian.AppendUint16(b, uint16(s.face.bearing(g)))
	}
	return b
}

// bearing is the space left of a glyph; glyphs beyond the widths have one, too.
func (f *Face) bearing(g Glyph) int {
	hmtx := f.tables["hmtx"]
	if int(g) < f.wide {
		return i16(hmtx, 4*int(g)+2)
	}
	return i16(hmtx, 4*f.wide+2*(int(g)-f.wide))
}

func (s *subset) loca() []byte {
	var b []byte
	for _, at := range append(s.offsets, len(s.glyf)) {
		b = binary.BigEndian.AppendUint32(b, uint32(at))
	}
	return b
}

// maxp keeps the limits of the whole font, which the subset does not exceed.
func (s *subset) maxp() []byte {
	maxp := slices.Clone(s.face.tables["maxp"])
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(s.glyphs)))
	return maxp
}
