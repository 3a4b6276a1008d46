package typeface

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Glyph is the number of a glyph in its face. 0 is the glyph for what a face
// does not have.
type Glyph uint16

// Face is one font. It is safe for use by many goroutines at once.
type Face struct {
	Name       string // PostScript name: SourceSans3-Regular
	UnitsPerEm int
	Ascent     int // of the line, in font units, as Descent
	Descent    int // below zero
	CapHeight  int
	BBox       [4]int // x and y of the lower left corner, then of the upper right
	Weight     int    // 400 is regular, 600 semibold

	tables map[string][]byte
	groups []group // of the cmap, by rune
	wide   int     // glyphs with a width of their own; later ones have that of the last
	long   bool    // offsets of glyphs take four bytes
	kern   []pairs
}

var errCut = errors.New("the font is cut short")

// Parse reads a TrueType font (OpenType 1.9 with a glyf table). The bytes are
// kept and must not change.
func Parse(name string, data []byte) (*Face, error) {
	tables, err := directory(data)
	if err != nil {
		return nil, err
	}
	f := &Face{Name: name, tables: tables}
	if err := f.measures(); err != nil {
		return nil, err
	}
	if f.groups, err = readCmap(tables["cmap"]); err != nil {
		return nil, err
	}
	f.kern = readKerning(tables["GPOS"])
	return f, nil
}

// directory finds the tables of a font.
func directory(data []byte) (map[string][]byte, error) {
	if len(data) < 12 || binary.BigEndian.Uint32(data) != 0x00010000 {
		return nil, errors.New("not a font with TrueType outlines")
	}
	count := u16(data, 4)
	if len(data) < 12+16*count {
		return nil, errCut
	}
	tables := map[string][]byte{}
	for i := range count {
		entry := data[12+16*i:]
		offset, length := u32(entry, 8), u32(entry, 12)
		if offset+length > len(data) {
			return nil, errCut
		}
		tables[string(entry[:4])] = data[offset : offset+length]
	}
	return tables, nil
}

// least is how long the tables we read at fixed places must be.
var least = map[string]int{"head": 54, "hhea": 36, "maxp": 6, "OS/2": 90, "hmtx": 4, "loca": 4, "glyf": 0, "cmap": 4}

// measures reads what is known of the whole face.
func (f *Face) measures() error {
	for tag, size := range least {
		if table, ok := f.tables[tag]; !ok || len(table) < size {
			return fmt.Errorf("table %s: %w", tag, errCut)
		}
	}
	head, hhea, os2 := f.tables["head"], f.tables["hhea"], f.tables["OS/2"]
	f.UnitsPerEm = u16(head, 18)
	for i := range f.BBox {
		f.BBox[i] = i16(head, 36+2*i)
	}
	f.long = u16(head, 50) == 1
	f.Ascent, f.Descent = i16(hhea, 4), i16(hhea, 6)
	f.wide = u16(hhea, 34)
	f.Weight, f.CapHeight = u16(os2, 4), i16(os2, 88)
	if f.UnitsPerEm == 0 || f.wide == 0 || len(f.tables["hmtx"]) < 4*f.wide {
		return fmt.Errorf("widths: %w", errCut)
	}
	return nil
}

// Advance is how far a glyph moves the pen, in font units.
func (f *Face) Advance(g Glyph) int {
	return u16(f.tables["hmtx"], 4*min(int(g), f.wide-1))
}

func u16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
func i16(b []byte, at int) int { return int(int16(binary.BigEndian.Uint16(b[at:]))) }
func u32(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }
