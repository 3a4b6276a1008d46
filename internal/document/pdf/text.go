package pdf

import (
	"strconv"
	"strings"
	"unicode"

	"krag/internal/document/sheet"
	"krag/internal/document/typeface"
)

const (
	noBreak = '\u00a0'
	joiner  = '\u200d' // makes one picture of several
	// missing stands for a letter that no face of ours has. Whoever copies or
	// listens gets the letter all the same.
	missing = '□'
)

// piece is a run of letters in one voice.
type piece struct {
	voice  voice
	leaf   *leaf
	link   *link // a model of the link it is part of, nil for none
	runes  []rune
	show   string // operands of the operator TJ
	width  float64
	actual string // what is read instead of what is seen
}

// word is pieces between which no line breaks.
type word struct {
	pieces []piece
	width  float64
	space  float64 // how wide the space after it is, 0 for none
	ends   bool    // a new line begins after it
}

// typesetter turns texts into words.
type typesetter struct {
	fonts *fonts
	place func(address string) string // resolves links, empty for what is none
	words []word
	open  bool // the last word may still grow
}

// words sets a text into an element, the language of which is lang.
func (s *setter) words(t sheet.Text, in *elem, lang string, v voice) []word {
	if t.Empty() {
		return nil
	}
	ts := typesetter{fonts: s.fonts, place: s.sheet.Resolve}
	for _, span := range t.Tied(lang) {
		ts.span(span, in, lang, v)
	}
	return ts.words
}

// span adds a span. What is in another language or leads somewhere is an
// element of its own.
func (ts *typesetter) span(span sheet.Span, in *elem, lang string, v voice) {
	if span.Bold {
		v = v.strong(ts.fonts)
	}
	if span.Soft {
		v = v.soft()
	}
	var to *link
	if address := ts.place(span.Link); address != "" {
		in, v = in.child("Link"), v.link()
		to = &link{elem: in, address: address, says: span.Say}
	}
	if span.Lang != "" && span.Lang != lang {
		if to == nil {
			in = in.child("Span")
		}
		in.lang = span.Lang
	}
	ts.say(sheet.Clean(span.Say), piece{voice: v, leaf: in.leaf(), link: to})
}

// say adds words in the voice and leaf of a piece.
func (ts *typesetter) say(say string, like piece) {
	for say != "" {
		end := strings.IndexAny(say, " \n")
		if end < 0 {
			ts.grow(say, like)
			return
		}
		if end > 0 {
			ts.grow(say[:end], like)
		}
		ts.close(like, say[end] == '\n')
		say = say[end+1:]
	}
}

// grow adds letters to the open word.
func (ts *typesetter) grow(letters string, like piece) {
	if !ts.open {
		ts.words = append(ts.words, word{})
		ts.open = true
	}
	w := &ts.words[len(ts.words)-1]
	for _, p := range ts.pieces([]rune(letters), like) {
		w.pieces = append(w.pieces, p)
		w.width += p.width
	}
}

// close ends the open word. Spaces at the beginning of a line are nothing.
func (ts *typesetter) close(like piece, line bool) {
	if !ts.open && line && len(ts.words) > 0 {
		ts.grow("", like) // an empty line
	}
	if !ts.open {
		return
	}
	w := &ts.words[len(ts.words)-1]
	w.space, w.ends = like.voice.font.space(like.voice.size), line
	ts.open = false
}

// pieces parts letters by the fonts that have them.
func (ts *typesetter) pieces(letters []rune, like piece) []piece {
	var all []piece
	for len(letters) > 0 {
		if ts.trails(letters[0]) {
			letters = letters[1:]
			continue
		}
		p := like
		n := p.voice.font.has(letters)
		if n == 0 {
			p.voice.font = ts.fonts.plain
			n = p.voice.font.has(letters)
		}
		if n == 0 {
			n = lost(letters)
			p.actual = string(letters[:n])
			p.runes = []rune{missing}
		} else {
			p.runes = letters[:n]
		}
		p.set()
		all = append(all, p)
		letters = letters[n:]
	}
	return all
}

// trails reports that a rune only changes the one before it, in a way that our
// fonts cannot show.
func (ts *typesetter) trails(r rune) bool {
	return r == joiner || unicode.Is(unicode.M, r) && ts.fonts.plain.face.Glyph(r) == 0
}

// has counts the letters at the beginning that the font has.
func (f *font) has(letters []rune) int {
	for i, r := range letters {
		if r != noBreak && f.face.Glyph(r) == 0 {
			return i
		}
	}
	return len(letters)
}

// lost counts the runes that make one letter which nobody has: a picture with
// its colour, or several joined to one.
func lost(letters []rune) int {
	n := 1
	for n < len(letters) {
		r := letters[n]
		if letters[n-1] != joiner && r != joiner && !unicode.Is(unicode.M, r) && !unicode.Is(unicode.Sk, r) {
			break
		}
		n++
	}
	return n
}

// set measures the letters and writes them down with their kerning.
func (p *piece) set() {
	f, scale := p.voice.font, p.voice.size/1000
	b := make([]byte, 0, 4*len(p.runes)+16)
	b = append(b, '<')
	var before typeface.Glyph
	units := 0.0
	for i, r := range p.runes {
		code := f.code(r)
		g := f.glyphs[code]
		if i > 0 {
			if kern := f.units(f.face.Kern(before, g)); kern != 0 {
				units += kern
				b = append(b, '>')
				b = strconv.AppendFloat(b, -kern, 'f', -1, 64)
				b = append(b, '<')
			}
		}
		b = appendCode(b, code)
		units += f.units(f.face.Advance(g))
		before = g
	}
	p.show, p.width = string(append(b, '>')), units*scale
}

func appendCode(b []byte, code int) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, digits[code>>12&15], digits[code>>8&15], digits[code>>4&15], digits[code&15])
}
