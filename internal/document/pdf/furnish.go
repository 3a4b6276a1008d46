package pdf

import (
	"strconv"
	"strings"

	"krag/internal/document/sheet"
)

// furnish draws what every page has around its text. It is not read aloud:
// programs that read know where they are.
func (s *setter) furnish(p *page, number int) {
	if number > 1 && s.sheet.Running != "" {
		l := s.oneLine(s.sheet.Running, right-left)
		p.artifact("/Subtype /Header ", shown(l, left, headLine)+
			rule(left, headLine+9, right, headLine+9, hairline, inkLine))
	}
	words := strings.NewReplacer(sheet.PageNumber, strconv.Itoa(number), sheet.PageCount, strconv.Itoa(len(s.pages))).Replace(s.sheet.Page)
	count := s.oneLine(words, right-left)
	foot := shown(count, right-count.width, footLine)
	if !s.sheet.Plain {
		foot = emblem(left+6, footLine-3.4, 6, inkTeal) + foot
	}
	if s.sheet.Foot != "" {
		foot += shown(s.oneLine(s.sheet.Foot, right-left-count.width-40), left+20, footLine)
	}
	p.artifact("/Subtype /Footer ", foot)
}

// oneLine sets words in one line and ends it with dots where there are more.
func (s *setter) oneLine(say string, width float64) line {
	set := func(say string) []word {
		return s.words(sheet.T(say), newTree().root, s.sheet.Lang, s.voices.small)
	}
	words := set(say)
	if l := newLine(words); l.width <= width {
		return l
	}
	dots := set("…")[0]
	for len(words) > 1 && newLine(words).width+dots.width > width {
		words = words[:len(words)-1]
	}
	if len(words) == 1 {
		words = chop(words[0], width-dots.width)[:1:1]
	}
	last := &words[len(words)-1]
	last.space = 0
	return newLine(append(words, dots))
}
