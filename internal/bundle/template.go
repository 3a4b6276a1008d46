package bundle

import (
	"cmp"
	"slices"
	"strings"

	"krag/internal/domain/funding"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/publish"
	"krag/internal/domain/transfer"
)

// Words are what a template says in the language of its card.
type Words struct {
	Source string             // from which practice a text comes
	Group  func(n int) string // the neutral name of the n-th group, from 1
}

// begun are the sections of a record that somebody else can begin with. What
// is left out tells of those before: their situation, results, awards and
// contacts.
var begun = []institution.Section{
	institution.SecModel, institution.SecOrigin, institution.SecPrinciples, institution.SecPath, institution.SecRoles,
	institution.SecRecipients, institution.SecImplementers, institution.SecAdvice,
}

// Template makes of a published edition what another institution begins with:
// groups without people and meetings, how they agreed to work, the approach as
// a text to start from, what was measured and paid for without numbers. It is
// made of what everybody may read already and of nothing else.
func Template(e publish.Edition, kind publish.Template, address string, words Words) transfer.Parcel {
	p := transfer.Parcel{
		Format: transfer.Format, Version: transfer.Version, Kind: transfer.Template, ExportedAt: e.At.UTC(),
		From:   transfer.From{Institution: cut(e.Publisher.Name, 200), Place: cut(e.Publisher.Place, 200), Voivodeship: e.Publisher.Voivodeship},
		Origin: &transfer.Origin{Title: cut(e.Title, 200), Publisher: cut(e.Publisher.Name, 200), Address: cut(address, 400)},
		Programme: transfer.Programme{
			Slug: cmp.Or(institution.Slug(e.Title), "program"), Title: cut(cmp.Or(e.Title, e.Slug), 200), Record: map[string][]string{},
		},
	}
	for _, part := range e.Parts {
		for _, s := range part.Sections {
			takeText(&p, kind, s, e.Lang)
			for _, b := range s.Blocks {
				takeData(&p, b, words)
			}
		}
	}
	for section, items := range p.Programme.Record {
		p.Programme.Record[section] = append(items[:min(len(items), 59)], cut(words.Source, 2000))
	}
	return p
}

// takeText gives the texts of a section to the sections of the record that it
// was drafted from: what stands under the sentence that leads to one belongs to
// it, everything else to the first that somebody can begin with.
func takeText(p *transfer.Parcel, kind publish.Template, s publish.Section, lang publish.Lang) {
	draws, _ := kind.Section(s.Key)
	first := slices.IndexFunc(draws.Draw, func(d publish.Draw) bool { return taken(d.Record) })
	if first < 0 {
		return
	}
	for _, b := range s.Blocks {
		if b.Text == nil {
			continue
		}
		to := draws.Draw[first].Record
		for _, piece := range b.Text.Pieces {
			if led := leadsTo(draws.Draw, piece.Paragraph, cmp.Or(b.Lang, lang)); led != "" {
				to = led
				continue
			}
			if taken(to) {
				add(p.Programme.Record, to, append([]string{piece.Paragraph}, piece.Items...)...)
			}
		}
	}
}

func taken(record string) bool { return slices.Contains(begun, institution.Section(record)) }

// leadsTo finds the section of the record that a sentence leads to.
func leadsTo(draws []publish.Draw, sentence string, lang publish.Lang) string {
	for _, d := range draws {
		if intro := d.Intro.In(lang); intro != "" && intro == sentence {
			return d.Record
		}
	}
	return ""
}

func add(record map[string][]string, section string, items ...string) {
	for _, one := range items {
		one = strings.TrimSpace(one)
		for one != "" && !slices.Contains(record[section], one) {
			line := cut(one, 2000)
			record[section] = append(record[section], line)
			one = strings.TrimSpace(strings.TrimPrefix(one, line))
		}
	}
}

// takeData takes groups without what became of them, and what was measured
// and paid for.
func takeData(p *transfer.Parcel, b publish.Block, words Words) {
	if b.Groups != nil && len(p.Groups) == 0 {
		for n, g := range b.Groups.Rows {
			p.Groups = append(p.Groups, groupOf(g, words.Group(n+1)))
		}
	}
	if b.Results != nil {
		for _, r := range b.Results.Rows {
			hint(p, transfer.Hint{Kind: transfer.HintIndicator, Text: cut(r.Indicator, 1000), Detail: cut(r.Who, 60)})
		}
	}
	if b.Costs != nil {
		for _, c := range b.Costs.Rows {
			if slices.Contains(funding.Categories, funding.Category(c.Category)) {
				hint(p, transfer.Hint{Kind: transfer.HintCost, Text: cut(c.Item, 300), Detail: c.Category})
			}
		}
	}
}

func groupOf(g publish.GroupRow, neutral string) transfer.Group {
	kind := group.Kind(g.Kind)
	if !slices.Contains(group.Kinds, kind) {
		kind = group.KindOther
	}
	return transfer.Group{
		Name: cut(g.Name, 120), Neutral: cut(neutral, 120), Kind: string(kind), Audience: cut(g.Audience, 500), Sensitive: g.Sensitive,
		Character: cmp.Or(g.Character, string(group.Discussion)), Openness: cmp.Or(g.Openness, string(group.Open)),
		Accompanied: cmp.Or(g.Accompanied, group.AccompaniedAtMost),
	}
}

// hint adds one that is not there yet.
func hint(p *transfer.Parcel, h transfer.Hint) {
	if h.Text != "" && !slices.Contains(p.Hints, h) && len(p.Hints) < 500 {
		p.Hints = append(p.Hints, h)
	}
}

// cut gives as many letters as fit.
func cut(text string, most int) string {
	runes := []rune(strings.TrimSpace(text))
	return strings.TrimSpace(string(runes[:min(len(runes), most)]))
}
