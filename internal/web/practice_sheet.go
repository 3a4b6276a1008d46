package web

import (
	"strconv"
	"time"

	"krag/internal/document"
	"krag/internal/document/sheet"
	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/practice"
)

// cardBody is an edition as a page reads it: the same sheet that print and
// files are set from, so that they never say different things. Staff are led
// from each result to what it rests on.
func cardBody(e publish.Edition, zone *time.Location, staff *i18n.Printer) page.Body {
	s := setter{lang: string(e.Lang), results: e.Results(), staff: staff}
	b := page.Body{Figures: cardFigures(e)}
	for _, block := range (document.Card{Edition: e, Zone: zone}).Sheet().Body {
		switch block := block.(type) {
		case sheet.Cover:
			b.Title, b.Lead, b.Lines = s.words(block.Title), s.words(block.Lead), s.texts(block.Lines)
		case sheet.Section:
			id := "part-" + strconv.Itoa(len(b.Parts)+1)
			b.Parts = append(b.Parts, page.Part{ID: id, Title: s.words(block.Title), Blocks: s.blocks(block.Body)})
		default:
			b.Notes = append(b.Notes, s.blocks([]sheet.Block{block})...)
		}
	}
	if last := len(b.Parts) - 1; last >= 0 { // the sheet closes with what is said about the card
		b.About, b.Parts = b.Parts[last].Blocks, b.Parts[:last]
	}
	return b
}

// cardFigures are the few numbers that say most about a programme: how many
// groups, what it cost, and what keeping it going costs where that is nothing.
func cardFigures(e publish.Edition) (figures []kit.Figure) {
	p := i18n.For(i18n.Lang(e.Lang))
	for _, part := range e.Parts {
		for _, section := range part.Sections {
			for _, b := range section.Blocks {
				switch {
				case b.Groups != nil:
					n := len(b.Groups.Rows)
					figures = append(figures, kit.Figure{Value: p.Number(n), Label: p.N("practice.figure.groups", n)})
				case b.Costs != nil:
					figures = append(figures, costFigures(p, *b.Costs)...)
				}
			}
		}
	}
	return figures
}

func costFigures(p *i18n.Printer, c publish.Costs) (figures []kit.Figure) {
	if c.Total > 0 {
		figures = append(figures, kit.Figure{Value: p.Money(c.Total), Label: p.T("practice.figure.cost")})
	}
	for _, row := range c.Rows {
		if row.Category == "running" && row.Amount == 0 {
			return append(figures, kit.Figure{Value: p.Money(0), Label: p.T("practice.figure.running")})
		}
	}
	return figures
}

// setter sets the blocks of a sheet as blocks of a page.
type setter struct {
	lang     string
	results  []publish.Result // in the order in which the sheet tells them
	staff    *i18n.Printer    // nil for everybody else
	sections int
}

func (s *setter) blocks(all []sheet.Block) (set []page.Block) {
	for _, b := range all {
		if one := s.block(b); !one.Blank() {
			set = append(set, one)
		}
	}
	return set
}

func (s *setter) block(b sheet.Block) (set page.Block) {
	switch b := b.(type) {
	case sheet.Section:
		s.sections++
		id := "section-" + strconv.Itoa(s.sections)
		set.Section = &page.Section{ID: id, Title: s.words(b.Title), Blocks: s.blocks(b.Body)}
	case sheet.Para:
		set.Para = s.words(b.Text)
	case sheet.Aside:
		set.Aside = s.words(b.Text)
	case sheet.Note:
		set.Note = s.words(b.Text)
	case sheet.List:
		set.List = &page.List{Items: s.texts(b.Items), Numbered: b.Numbered}
	case sheet.Terms:
		for _, t := range b.Rows {
			set.Terms = append(set.Terms, page.Term{Name: s.words(t.Name), Values: s.texts(t.Values)})
		}
	case sheet.Table:
		set.Table = s.table(b)
	case sheet.Findings:
		for _, f := range b.Rows {
			set.Findings = append(set.Findings, s.finding(f))
		}
	case sheet.Path:
		for _, one := range b.Rows {
			set.Path = append(set.Path, page.Step{Name: s.words(one.Name), When: s.words(one.When), Say: s.words(one.Text)})
		}
	}
	return set
}

func (s *setter) finding(f sheet.Finding) page.Finding {
	set := page.Finding{Figure: f.Figure, Say: s.words(f.Text), Full: f.Full, Open: f.Open, Note: s.words(f.Note)}
	if len(s.results) == 0 {
		return set
	}
	of := s.results[0]
	s.results = s.results[1:]
	if s.staff != nil {
		id := domain.OutcomeID{UUID: of.Rests}
		set.Rests = &kit.Link{Text: s.staff.T("card.preview.rests"), Href: "/outcomes/" + id.String() + "/edit", Of: of.Indicator}
	}
	return set
}

func (s *setter) table(t sheet.Table) *page.Table {
	set := &page.Table{Caption: s.words(t.Caption), Sum: s.texts(t.Sum)}
	for _, c := range t.Cols {
		set.Cols = append(set.Cols, page.Col{Title: s.words(c.Title), Number: c.Number})
	}
	for _, row := range t.Rows {
		set.Rows = append(set.Rows, s.texts(row))
	}
	return set
}

func (s *setter) texts(all []sheet.Text) (set []page.Text) {
	for _, t := range all {
		set = append(set, s.words(t))
	}
	return set
}

func (s *setter) words(t sheet.Text) (set page.Text) {
	for _, one := range t.Tied(s.lang) {
		set = append(set, page.Span{Say: one.Say, Lang: one.Lang, Link: one.Link, Bold: one.Bold, Soft: one.Soft})
	}
	return set
}
