package pdf

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"krag/internal/document/typeface"
)

// font is a face as one document uses it. Each letter gets a code of its own,
// in the order in which they come, even when two share a glyph: so whoever
// copies or listens to the text gets the letters that were written.
type font struct {
	name   string // in the resources of a page: F1
	face   *typeface.Face
	codes  map[rune]int
	runes  []rune // by code; code 0 is no letter
	glyphs []typeface.Glyph
}

// fonts are the faces of one document. plain stands in for letters that
// another face does not have.
type fonts struct{ plain, bold, serif, display *font }

func newFonts() *fonts {
	return &fonts{
		newFont("F1", typeface.Sans()), newFont("F2", typeface.SansBold()),
		newFont("F3", typeface.Serif()), newFont("F4", typeface.Display()),
	}
}

func newFont(name string, face *typeface.Face) *font {
	return &font{name: name, face: face, codes: map[rune]int{}, runes: []rune{0}, glyphs: []typeface.Glyph{0}}
}

// code gives the code of a letter that the face has.
func (f *font) code(r rune) int {
	if r == noBreak {
		r = ' ' // looks the same, and is found by whoever searches for words
	}
	code, known := f.codes[r]
	if !known {
		code = len(f.runes)
		f.codes[r] = code
		f.runes = append(f.runes, r)
		f.glyphs = append(f.glyphs, f.face.Glyph(r))
	}
	return code
}

// units is a length of the face in thousandths of its size.
func (f *font) units(n int) float64 { return float64(n) * 1000 / float64(f.face.UnitsPerEm) }

// space is how wide a space is at a size.
func (f *font) space(size float64) float64 {
	return f.units(f.face.Advance(f.face.Glyph(' '))) * size / 1000
}

// resources adds the fonts that were used and names them.
func (fs *fonts) resources(to *file) string {
	var b strings.Builder
	for _, f := range []*font{fs.plain, fs.bold, fs.serif, fs.display} {
		if len(f.runes) > 1 {
			fmt.Fprintf(&b, "/%s %s ", f.name, f.embed(to))
		}
	}
	return b.String()
}

// embed adds the font with the glyphs that were used (ISO 32000-1, 9.7).
func (f *font) embed(to *file) ref {
	small := f.face.Subset(f.glyphs)
	name := f.tag() + "+" + f.face.Name
	program := to.packed(fmt.Sprintf("/Length1 %d ", len(small)), small)
	box := f.face.BBox
	descriptor := to.add(fmt.Sprintf("<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%s] /ItalicAngle 0 "+
		"/Ascent %s /Descent %s /CapHeight %s /StemV %d /FontFile2 %s >>",
		name, nums(f.units(box[0]), f.units(box[1]), f.units(box[2]), f.units(box[3])),
		num(f.units(f.face.Ascent)), num(f.units(f.face.Descent)), num(f.units(f.face.CapHeight)), f.face.Weight/5, program))
	letters := to.add(fmt.Sprintf("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s "+
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor %s "+
		"/DW 1000 /W [0 [%s]] /CIDToGIDMap /Identity >>", name, descriptor, f.widths()))
	return to.add(fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H "+
		"/DescendantFonts [%s] /ToUnicode %s >>", name, letters, to.packed("", []byte(f.unicode()))))
}

// tag is the six letters that say which subset of a font this is.
func (f *font) tag() string {
	sum := sha256.Sum256([]byte(f.face.Name + string(f.runes)))
	tag := sum[:6]
	for i := range tag {
		tag[i] = 'A' + tag[i]%26
	}
	return string(tag)
}

func (f *font) widths() string {
	all := make([]string, len(f.glyphs))
	for i, g := range f.glyphs {
		all[i] = num(f.units(f.face.Advance(g)))
	}
	return strings.Join(all, " ")
}

// unicode says which letter a code is (ISO 32000-1, 9.10.3). A block of it
// holds at most a hundred.
func (f *font) unicode() string {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for from := 1; from < len(f.runes); from += 100 {
		to := min(from+100, len(f.runes))
		fmt.Fprintf(&b, "%d beginbfchar\n", to-from)
		for code := from; code < to; code++ {
			fmt.Fprintf(&b, "<%04X> <%s>\n", code, wide(string(f.runes[code])))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.String()
}
