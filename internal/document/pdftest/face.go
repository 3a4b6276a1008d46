package pdftest

import "fmt"

// face is an embedded font as a reader uses it.
type face struct {
	name    string
	widths  Array
	letters map[int]string // by code
	program []byte
}

func (f *File) face(o any) *face {
	d := f.Dict(o)
	below := f.Dict(f.Get(d["DescendantFonts"]).(Array)[0])
	descriptor := f.Dict(below["FontDescriptor"])
	if d["Encoding"] != Name("Identity-H") || below["CIDToGIDMap"] != Name("Identity") {
		panic("a font with codes of another kind")
	}
	w := below["W"].(Array)
	return &face{
		name: fmt.Sprint(d["BaseFont"]), widths: w[1].(Array), letters: letters(f.Unpack(d["ToUnicode"])),
		program: f.Unpack(descriptor["FontFile2"]),
	}
}

// letters reads which letter a code is.
func letters(cmap []byte) map[int]string {
	all := map[int]string{}
	s := &scanner{text: cmap}
	for !s.done() {
		if s.next() != Op("beginbfchar") {
			continue
		}
		for !s.take("endbfchar") {
			code, ok := s.next().(Str)
			letter, ok2 := s.next().(Str)
			if !ok || !ok2 || len(code) != 2 {
				s.fail("no pair of code and letter")
			}
			all[int(code[0])<<8|int(code[1])] = utf16Text(letter)
		}
	}
	return all
}

// shown is the text of a string and how wide it is, in thousandths of the
// size, with and without the spaces at its end.
func (c *face) shown(s Str) (text string, width, ink float64) {
	for i := 0; i+1 < len(s); i += 2 {
		code := int(s[i])<<8 | int(s[i+1])
		letter, known := c.letters[code]
		if !known || code == 0 || code >= len(c.widths) {
			panic(fmt.Sprintf("%s: code %d is no letter", c.name, code))
		}
		text += letter
		width += c.widths[code].(float64)
		if letter != " " {
			ink = width
		}
	}
	return text, width, ink
}
