package document

import (
	"slices"
	"strings"
	"time"

	"krag/internal/document/docx"
	"krag/internal/document/pdf"
	"krag/internal/document/sheet"
	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/i18n"
)

// Card is an edition with what belongs to it, but not into it.
type Card struct {
	Edition publish.Edition
	Address string         // of the newest edition; links to files are relative to it
	Zone    *time.Location // of the institution: instants are days there; UTC when nil
}

// Media types of what a Card can be.
const (
	TypePDF  = "application/pdf"
	TypeDOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	TypeJSON = "application/json"
)

// PDF sets the card for print and for readers who listen.
func (c Card) PDF() []byte { return pdf.Render(c.Sheet()) }

// DOCX sets the card for whoever wants to work on with it.
func (c Card) DOCX() []byte { return docx.Render(c.Sheet()) }

// Sheet lays the card out.
func (c Card) Sheet() sheet.Sheet {
	e := c.Edition
	b := cardBuilder{card: c, print: i18n.For(i18n.Lang(e.Lang))}
	return sheet.Sheet{
		Lang: string(e.Lang), Title: e.Title, Author: e.Publisher.Name, About: e.Lead, Made: e.At, Address: c.Address,
		Running: joinKnown(" · ", e.Publisher.Name, e.Title), Foot: b.foot(),
		Page: b.print.T("document.page", "n", sheet.PageNumber, "all", sheet.PageCount),
		Body: b.body(),
	}
}

// cardBuilder turns an edition into blocks.
type cardBuilder struct {
	card  Card
	print *i18n.Printer
}

func (b cardBuilder) body() []sheet.Block {
	e := b.card.Edition
	blocks := []sheet.Block{b.cover()}
	if e.MadeUp {
		blocks = append(blocks, sheet.Note{Text: sheet.T(b.print.T("document.made_up"))})
	}
	for _, part := range e.Parts {
		if sections := b.sections(part); len(sections) > 0 {
			blocks = append(blocks, sheet.Section{Title: sheet.T(part.Title), Body: sections})
		}
	}
	return append(blocks, b.about())
}

func (b cardBuilder) cover() sheet.Cover {
	e := b.card.Edition
	c := sheet.Cover{
		Kind:  capital(sheet.T(e.Kind)),
		Title: b.in(e.TitleLang, e.Title),
		Lead:  b.in(e.LeadLang, e.Lead),
		Lines: []sheet.Text{b.in(publish.Polish, e.Publisher.Name).Strong(), sheet.T(b.where()), sheet.T(b.edition())},
	}
	if foreign(e.TitleLang, e.Lang) {
		c.Lines = append(c.Lines, sheet.T(b.print.T(i18n.Key("document.untranslated_title", string(e.TitleLang)))))
	}
	return c
}

// where is the place of the institution.
func (b cardBuilder) where() string {
	p := b.card.Edition.Publisher
	voivodeship := ""
	if key := i18n.Key("institution.voivodeships", p.Voivodeship); b.print.Has(key) {
		voivodeship = b.print.T("document.place", "name", b.print.T(key))
	}
	return joinKnown(", ", publish.PlaceIn(b.card.Edition.Lang, p.Place), voivodeship)
}

// edition names which edition this is.
func (b cardBuilder) edition() string {
	e := b.card.Edition
	if e.No == 0 {
		return b.print.T("document.preview")
	}
	return b.print.T("document.edition", "n", e.No, "date", b.day(e.At))
}

func (b cardBuilder) foot() string {
	e := b.card.Edition
	kind := capital(sheet.T(e.Kind)).String()
	if e.No == 0 {
		return b.print.T("document.foot.preview", "kind", kind)
	}
	return b.print.T("document.foot.edition", "kind", kind, "n", e.No, "date", b.day(e.At))
}

func (b cardBuilder) day(t time.Time) domain.Date {
	zone := b.card.Zone
	if zone == nil {
		zone = time.UTC
	}
	return domain.DateOf(t, zone)
}

// sections of a part. The title of an only section that repeats that of its
// part is not said twice.
func (b cardBuilder) sections(part publish.Part) []sheet.Block {
	var all []sheet.Block
	for _, s := range part.Sections {
		if body := b.blocks(s.Blocks); len(body) > 0 {
			title := s.Title
			if len(part.Sections) == 1 && title == part.Title {
				title = ""
			}
			all = append(all, sheet.Section{Title: sheet.T(title), Body: body})
		}
	}
	return all
}

// blocks of a section. That something is not translated is said once for
// blocks that follow each other.
func (b cardBuilder) blocks(blocks []publish.Block) []sheet.Block {
	var all, results []sheet.Block
	said, among := b.card.Edition.Lang, amongOthers(blocks)
	legend := sheet.T(b.print.T("document.result.discs"))
	for _, block := range blocks {
		set := b.block(block)
		if len(set) == 0 {
			continue
		}
		if explained(set, legend) {
			legend = nil
		}
		if block.Facts == nil && block.Lang != said && foreign(block.Lang, b.card.Edition.Lang) {
			all = append(all, b.untranslated(block.Lang))
			said = block.Lang
		}
		if title := b.blockTitle(block); !title.Empty() {
			set = []sheet.Block{sheet.Section{Title: title, Body: set}}
		}
		if among && block.Results != nil {
			results = append(results, set...)
			continue
		}
		all = append(append(all, b.headed(results)...), set...)
		results = nil
	}
	return append(all, b.headed(results)...)
}

// amongOthers reports that results stand in a section that has other data,
// too, so that they need a heading of their own.
func amongOthers(blocks []publish.Block) bool {
	return slices.ContainsFunc(blocks, func(k publish.Block) bool { return k.Results == nil && k.Text == nil })
}

// headed are results under a heading.
func (b cardBuilder) headed(results []sheet.Block) []sheet.Block {
	if len(results) == 0 {
		return nil
	}
	return []sheet.Block{sheet.Section{Title: sheet.T(b.print.T("document.result.title")), Body: results}}
}

// blockTitle is of the house, but for the name of a group. Files have a heading
// that the house gives them, apart from what stands before them.
func (b cardBuilder) blockTitle(block publish.Block) sheet.Text {
	if block.Files != nil && block.Title == "" {
		return sheet.T(b.print.T("document.file.title"))
	}
	if block.Results != nil && block.Results.Of == block.Title {
		return capital(b.in(block.Lang, block.Title))
	}
	return sheet.T(block.Title)
}

func (b cardBuilder) untranslated(lang publish.Lang) sheet.Aside {
	return sheet.Aside{Text: sheet.T(b.print.T(i18n.Key("document.untranslated", string(lang)))), All: true}
}

// foreign reports words in a language that readers may not read.
func foreign(of, edition publish.Lang) bool {
	return of != edition && (of == publish.Polish || of == publish.Ukrainian || of == publish.English)
}

// in are words in a language, which is named when it is not the edition's.
func (b cardBuilder) in(lang publish.Lang, say string) sheet.Text {
	if lang == b.card.Edition.Lang {
		return sheet.T(say)
	}
	return sheet.In(string(lang), say)
}

func joinKnown(between string, parts ...string) string {
	var known []string
	for _, p := range parts {
		if strings.TrimSpace(p) != "" {
			known = append(known, p)
		}
	}
	return strings.Join(known, between)
}
