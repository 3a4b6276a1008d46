package pdftest

import (
	"fmt"
)

// Content is what one piece of marked content shows.
type Content struct {
	Tag   string
	Page  *Page
	ID    int
	Say   string
	Shows []Show
	Paint int // operators that draw
}

// Show is letters at a place, in points from the lower left corner.
type Show struct {
	Say         string
	X, Y, Right float64
	Size        float64
	Font        string
}

// player runs the operators of a page.
type player struct {
	file  *File
	page  *Page
	open  []*Content // marked content, innermost last; nil for artifacts
	inner []string   // what is read instead, for marks within marks
	font  *face
	size  float64
	x, y  float64
	text  bool
}

// Play reads the contents of all pages and reports what is wrong with them.
func (f *File) Play() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	for i, p := range f.Pages {
		pl := &player{file: f, page: p}
		s := &scanner{text: f.Unpack(p.Dict["Contents"])}
		var args Array
		for !s.done() {
			switch o := s.next().(type) {
			case Op:
				pl.do(string(o), args)
				args = nil
			default:
				args = append(args, o)
			}
		}
		if len(pl.open) > 0 || pl.text {
			panic(fmt.Sprintf("page %d ends within marked content or text", i+1))
		}
	}
	return nil
}

func (p *player) do(op string, args Array) {
	switch op {
	case "BDC", "BMC":
		p.begin(args)
	case "EMC":
		p.end()
	case "BT", "ET":
		p.text = op == "BT"
	case "Tf":
		p.font, p.size = p.page.fonts[args[0].(Name)], args[1].(float64)
	case "Tm":
		p.x, p.y = args[4].(float64), args[5].(float64)
	case "TJ":
		p.show(args[0].(Array))
	case "f", "S":
		p.paint()
	case "rg", "RG", "w", "m", "l", "c", "h", "re":
	default:
		panic("an operator that is not ours: " + op)
	}
}

func (p *player) begin(args Array) {
	tag := string(args[0].(Name))
	if tag == "Artifact" {
		if len(p.open) > 0 {
			panic("an artifact within other content")
		}
		p.open = append(p.open, nil)
		return
	}
	d := args[1].(Dict)
	if id, marked := d["MCID"].(float64); marked {
		if len(p.open) > 0 {
			panic("marked content within other content")
		}
		c := &Content{Tag: tag, Page: p.page, ID: int(id)}
		if p.page.Marks[c.ID] != nil {
			panic(fmt.Sprintf("MCID %d twice", c.ID))
		}
		p.page.Marks[c.ID] = c
		p.open = append(p.open, c)
		return
	}
	if len(p.open) == 0 || d["ActualText"] == nil {
		panic("marks without an id: " + tag)
	}
	if c := p.open[0]; c != nil {
		c.Say += p.file.Say(d["ActualText"])
	}
	p.inner = append(p.inner, tag)
}

func (p *player) end() {
	if n := len(p.inner); n > 0 {
		p.inner = p.inner[:n-1]
		return
	}
	if len(p.open) == 0 {
		panic("an end without a beginning")
	}
	p.open = p.open[:len(p.open)-1]
}

// here is the content something is drawn in.
func (p *player) here() *Content {
	if len(p.open) == 0 {
		panic("something is drawn that is neither tagged nor an artifact")
	}
	return p.open[0]
}

func (p *player) paint() {
	if c := p.here(); c != nil {
		c.Paint++
	}
}

// show sets letters. What stands in an artifact is measured, too.
func (p *player) show(items Array) {
	c := p.here()
	if !p.text {
		panic("letters outside of text")
	}
	at := Show{X: p.x, Y: p.y, Size: p.size, Font: p.font.name, Right: p.x}
	x := p.x
	for _, item := range items {
		switch item := item.(type) {
		case float64:
			x -= item * p.size / 1000
		case Str:
			text, width, ink := p.font.shown(item)
			at.Say += text
			if ink > 0 {
				at.Right = x + ink*p.size/1000
			}
			x += width * p.size / 1000
		}
	}
	inside(at)
	if c == nil {
		return
	}
	if len(p.inner) == 0 {
		c.Say += at.Say
	}
	c.Shows = append(c.Shows, at)
}

// inside refuses letters that come too near to the edge of the paper.
func inside(s Show) {
	const edge, width, height = 40, 595.28, 841.89
	if s.X < edge || s.Right > width-edge || s.Y < edge || s.Y > height-edge {
		panic(fmt.Sprintf("%q reaches from %.1f to %.1f at %.1f", s.Say, s.X, s.Right, s.Y))
	}
}
