package publish

import (
	"krag/internal/domain"
)

// Naming is a family of names that the house gives in every language.
type Naming string

// The families.
const (
	NameFact        Naming = "fact"        // of the particulars
	NameBlock       Naming = "block"       // headings of data
	NameKind        Naming = "kind"        // of groups
	NameStage       Naming = "stage"       // of a group's life
	NameCategory    Naming = "category"    // of cost
	NamePremises    Naming = "premises"    // steps on the way to the premises
	NameVoivodeship Naming = "voivodeship" // by TERYT code

	NameMissing      Naming = "missing" // sentences for facts that nobody told
	NameStageMeaning Naming = "meaning" // what a stage is, for those who do not work with groups
)

// Words gives the words of the house in a language.
type Words interface {
	// Name gives the name of something of a family.
	Name(lang Lang, of Naming, key string) string
	// Groups words a number of groups: 4 grupy.
	Groups(lang Lang, n int) string
	// Hours words a number of whole hours: 412 godzin.
	Hours(lang Lang, n int) string
	// Sum words an amount of money.
	Sum(lang Lang, g domain.Grosze) string
}

// Drafted is a card in one language as it would be published now, with what
// those who work on it have to know.
type Drafted struct {
	Edition Edition
	Notes   []SectionNote // one for each section that can be written
}

// SectionNote says where the words of a section come from.
type SectionNote struct {
	Section    string
	Name       string // of the section, in the language asked for
	Words      bool   // words stand in it, not only data
	Written    bool   // somebody wrote it; otherwise it is drafted from the record
	Translated bool   // it is in the language asked for
	Draft      string
	Empty      bool // nothing stands in it, neither words nor data
}

// draft makes editions of one card.
type draft struct {
	card     Card
	template Template
	source   Source
	texts    Texts
	numbers  Numbers
	words    Words
	lang     Lang
}

func (d draft) edition() (e Edition, notes []SectionNote) {
	title, titleLang := d.outside(KeyTitle, d.source.Title)
	lead, leadLang := d.outside(KeyLead, "")
	e = Edition{
		Schema: Schema, Template: d.card.Template, Slug: d.card.Slug, Lang: d.lang, Kind: d.template.Name.In(d.lang),
		Title: title, TitleLang: titleLang, Lead: lead, LeadLang: leadLang,
		Publisher: d.source.Publisher, Areas: Path(d.card.Area), MadeUp: d.source.MadeUp,
	}
	for _, part := range d.template.Parts {
		p := Part{Key: part.Key, Title: part.Name.In(d.lang)}
		for _, section := range part.Sections {
			s, note := d.section(section)
			if len(s.Blocks) > 0 {
				p.Sections = append(p.Sections, s)
			}
			if section.Written() {
				notes = append(notes, note)
			}
		}
		if len(p.Sections) > 0 {
			e.Parts = append(e.Parts, p)
		}
	}
	e.Protection, e.Glossary = protection(e), d.glossary(e)
	return e, notes
}

// outside is what is written under a key that stands in no section, else what
// the record calls it, which is in Polish.
func (d draft) outside(key, otherwise string) (text string, lang Lang) {
	if w, lang, ok := d.written(key); ok && w != "" {
		return w, lang
	}
	if otherwise == "" {
		return "", ""
	}
	return otherwise, Polish
}

// written is the newest text of a section in the language of the draft, else
// in the language everything is written in first. A text somebody emptied on
// purpose is there and empty.
func (d draft) written(section string) (text string, lang Lang, ok bool) {
	for _, lang := range []Lang{d.lang, Polish} {
		if w, ok := d.texts.In(section, lang); ok && (w.Text != "" || lang == Polish) {
			return w.Text, lang, true
		}
	}
	return "", "", false
}

func (d draft) section(t TemplateSection) (s Section, note SectionNote) {
	s = Section{Key: t.Key, Title: t.Name.In(d.lang)}
	note = SectionNote{Section: t.Key, Name: s.Title, Draft: drafted(t, d.source.Record, Polish)}
	text, lang, written := d.written(t.Key)
	if !written {
		text, lang = note.Draft, Polish
	}
	note.Written, note.Translated = written, lang == d.lang
	if pieces := Pieces(text); len(pieces) > 0 {
		note.Words = true
		s.Blocks = append(s.Blocks, Block{Lang: lang, Text: &Text{Pieces: pieces}})
	}
	if rows := d.facts(t); len(rows) > 0 {
		s.Blocks = append(s.Blocks, Block{Lang: d.lang, Facts: &Facts{Rows: rows}})
	}
	for _, name := range t.Blocks {
		s.Blocks = append(s.Blocks, d.block(name)...)
	}
	note.Empty = len(s.Blocks) == 0
	return s, note
}

func (d draft) block(name string) []Block {
	switch name {
	case "groups":
		return d.groups()
	case "premises":
		return d.premises()
	case "results":
		return d.results()
	case "costs":
		return d.costs()
	case "strategy":
		return d.strategy()
	case "files":
		return d.files()
	}
	return nil
}

func (d draft) name(of Naming, key string) string { return d.words.Name(d.lang, of, key) }

// protection counts how the numbers of an edition are shown to everybody. What
// is true of each is a number that is said exactly, too.
func protection(e Edition) (p Protection) {
	count := func(n *Number) {
		switch {
		case n == nil:
		case n.Shown == Exact || n.Kept:
			p.Exact++
		case n.Shown == Rounded || n.Shown == Between:
			p.Rounded++
		default:
			p.Hidden++
		}
	}
	for _, r := range e.Results() {
		if r.People {
			count(r.N)
			count(r.Of)
			if r.Form == FormAll && r.N == nil {
				p.Exact++
			}
		}
	}
	return p
}

// Results lists the results of every block in order.
func (e Edition) Results() (all []Result) {
	for _, part := range e.Parts {
		for _, s := range part.Sections {
			for _, b := range s.Blocks {
				if b.Results != nil {
					all = append(all, b.Results.Rows...)
				}
			}
		}
	}
	return all
}
