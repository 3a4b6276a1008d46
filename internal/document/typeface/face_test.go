package typeface

import (
	"strings"
	"testing"
)

var all = map[string]func() *Face{"sans": Sans, "sans bold": SansBold, "serif": Serif, "display": Display}

const letters = "aąbcćdeęfghijklłmnńoóprsśtuwyzźżqvx" + "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя" + "0123456789" +
	".,:;?!–—-„”«»“’…()/%@·•→•\u00a0\u2060zł"

func TestFacesHaveOurLetters(t *testing.T) {
	for name, face := range all {
		f := face()
		for _, r := range letters + strings.ToUpper(letters) {
			if f.Glyph(r) == 0 && r != '\u2060' {
				t.Errorf("%s has no %q (%U)", name, r, r)
			}
		}
		if f.Glyph('😀') != 0 || f.Glyph('漢') != 0 {
			t.Errorf("%s claims letters it does not have", name)
		}
	}
}

func TestWidths(t *testing.T) {
	f := Sans()
	if one, zero := f.Advance(f.Glyph('1')), f.Advance(f.Glyph('0')); one != zero {
		t.Errorf("digits are %d and %d wide: amounts would not stand under each other", one, zero)
	}
	if i, m := f.Advance(f.Glyph('i')), f.Advance(f.Glyph('m')); i >= m {
		t.Errorf("i is %d wide, m %d", i, m)
	}
}

func TestKerningBringsCloser(t *testing.T) {
	for name, face := range all {
		f := face()
		for _, pair := range []string{"AV", "To", "Wa", "Гд"} {
			r := []rune(pair)
			if k := f.Kern(f.Glyph(r[0]), f.Glyph(r[1])); k >= 0 {
				t.Errorf("%s: %s is kerned by %d", name, pair, k)
			}
		}
		if k := f.Kern(f.Glyph('n'), f.Glyph('n')); k != 0 {
			t.Errorf("%s: nn is kerned by %d", name, k)
		}
	}
}

func TestSubsetIsAFont(t *testing.T) {
	for name, face := range all {
		f := face()
		glyphs := []Glyph{0}
		for _, r := range letters {
			glyphs = append(glyphs, f.Glyph(r))
		}
		small := f.Subset(glyphs)
		if len(small) > 40_000 {
			t.Errorf("%s: %d bytes for %d glyphs", name, len(small), len(glyphs))
		}
		checkSubset(t, f, glyphs, small)
	}
}

// checkSubset reads the small font as a viewer does and compares its glyphs
// with those of the large one.
func checkSubset(t *testing.T, f *Face, glyphs []Glyph, small []byte) {
	t.Helper()
	tables, err := directory(small)
	if err != nil {
		t.Fatal(err)
	}
	s := &Face{tables: tables, long: u16(tables["head"], 50) == 1, wide: u16(tables["hhea"], 34)}
	count := u16(tables["maxp"], 4)
	for i, g := range glyphs {
		if s.Advance(Glyph(i)) != f.Advance(g) || s.bearing(Glyph(i)) != f.bearing(g) {
			t.Errorf("glyph %d is as wide as another", g)
		}
		was, is := f.outline(g), s.outline(Glyph(i))
		if (len(was) == 0) != (len(is) == 0) || len(was) > 0 && string(was[:10]) != string(is[:10]) {
			t.Errorf("glyph %d is drawn otherwise", g)
		}
	}
	for i := range count {
		for _, part := range partsOf(s.outline(Glyph(i))) {
			if int(part) >= count || len(s.outline(part)) == 0 {
				t.Errorf("glyph %d is made of %d, which is not there", i, part)
			}
		}
	}
}

func partsOf(outline []byte) []Glyph {
	var parts []Glyph
	if len(outline) == 0 || i16(outline, 0) >= 0 {
		return nil
	}
	for at := 10; ; {
		flags := u16(outline, at)
		parts = append(parts, Glyph(u16(outline, at+2)))
		at += 4 + partSize(flags)
		if flags&moreParts == 0 {
			return parts
		}
	}
}

func TestBrokenFontsAreRefused(t *testing.T) {
	whole, err := files.ReadFile("fonts/SourceSans3-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	for _, cut := range [][]byte{nil, whole[:11], whole[:100], whole[:5000], append([]byte("OTTO"), whole[4:]...)} {
		if _, err := Parse("cut", cut); err == nil {
			t.Errorf("%d bytes of a font were taken for one", len(cut))
		}
	}
}
