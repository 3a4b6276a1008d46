package publish

import "slices"

// groups are the programme's groups. Of invented ones nothing is counted or
// dated; where and when a sensitive group meets is nobody's to read.
func (d draft) groups() []Block {
	if len(d.source.Groups) == 0 {
		return nil
	}
	g := Groups{Independent: d.independent()}
	for _, s := range d.source.Groups {
		row := GroupRow{
			Name: s.Name, Kind: s.Kind, KindName: d.name(NameKind, s.Kind), Period: s.Period, Audience: s.Audience,
			Stage: s.Stage, StageName: d.name(NameStage, s.Stage),
			Character: s.Character, Openness: s.Openness, Accompanied: s.Accompanied, Sensitive: s.Sensitive,
		}
		if !s.Sensitive {
			row.Rhythm = s.Rhythm
		}
		if !d.source.MadeUp {
			row.Meetings, row.Life = s.Meetings, d.life(s)
		}
		g.Rows = append(g.Rows, row)
	}
	return []Block{{Title: d.name(NameBlock, "groups"), Lang: Polish, Groups: &g}}
}

func (d draft) life(g SourceGroup) (life []Stage) {
	for _, s := range g.Steps {
		life = append(life, Stage{Stage: s.Stage, Name: d.name(NameStage, s.Stage), On: momentText(s.On)})
	}
	return life
}

func (d draft) premises() []Block {
	if len(d.source.Premises) == 0 {
		return nil
	}
	var s Steps
	for _, p := range d.source.Premises {
		row := Step{Key: p.Kind, When: joinKnown(", ", momentText(p.On), p.When), Text: p.Text}
		if p.Kind != "" {
			row.Name = d.name(NamePremises, p.Kind)
		}
		s.Rows = append(s.Rows, row)
	}
	return []Block{{Title: d.name(NameBlock, "premises"), Lang: Polish, Steps: &s}}
}

// results gives a block to the programme as a whole, and one to each group.
func (d draft) results() (blocks []Block) {
	for _, run := range d.inOrder(grouped(d.source.Outcomes)) {
		r := Results{Of: run[0].GroupName}
		for _, o := range run {
			r.Rows = append(r.Rows, d.result(o))
		}
		title := r.Of
		if title == "" {
			title = d.name(NameBlock, "whole")
		}
		blocks = append(blocks, Block{Title: title, Lang: Polish, Results: &r})
	}
	return blocks
}

// inOrder puts the programme as a whole first, and the groups in the order in
// which the card names them.
func (d draft) inOrder(runs [][]SourceOutcome) [][]SourceOutcome {
	place := func(run []SourceOutcome) int {
		return slices.IndexFunc(d.source.Groups, func(g SourceGroup) bool { return g.ID == run[0].Group })
	}
	slices.SortStableFunc(runs, func(a, b []SourceOutcome) int { return place(a) - place(b) })
	return runs
}

// result words one outcome for the public. What was typed around a number
// that is not shown exactly would tell it, so it is left out with it. What was
// achieved and by whom stays, and is asked about where it says a number.
func (d draft) result(o SourceOutcome) Result {
	r := Result{Indicator: o.Indicator, Form: o.Form, People: o.People, Who: o.Who, Rests: o.ID.UUID}
	f := d.numbers.Outcome(o)
	r.N, r.Of = f.N, f.Of
	if r.Form == FormAll && !f.Told {
		r.Form = FormCount // that it is about everybody is what is hidden
	}
	if f.Told {
		r.Words, r.Context, r.When, r.Quote, r.Source = o.Words, o.Context, o.When, o.Quote, o.Source
	}
	return r
}

func (d draft) costs() []Block {
	if len(d.source.Costs) == 0 && len(d.source.Funds) == 0 {
		return nil
	}
	c := Costs{Total: total(d.source.Costs), Sources: d.source.Funds}
	for _, s := range d.source.Costs {
		c.Rows = append(c.Rows, CostRow{
			Item: s.Item, Category: s.Category, Name: d.name(NameCategory, s.Category), Amount: s.Amount, Funder: s.Funder, Note: s.Note,
		})
		if s.Amount == 0 {
			c.Unpriced = d.name(NameBlock, "unpriced")
		}
	}
	return []Block{{Lang: Polish, Costs: &c}}
}

func (d draft) strategy() []Block {
	var pieces []Piece
	for i, title := range d.strategies() {
		pieces = append(pieces, Piece{Paragraph: title})
		if note := d.source.Strategies[i].Note; note != "" {
			pieces = append(pieces, Piece{Paragraph: note})
		}
	}
	if len(pieces) == 0 {
		return nil
	}
	return []Block{{Title: d.name(NameBlock, "strategy"), Lang: Polish, Text: &Text{Pieces: pieces}}}
}

// files leads to the attachments that are public, and says nothing of others.
// What the record names in words is named, too.
func (d draft) files() []Block {
	var f Files
	for _, s := range d.source.Files {
		if s.Public {
			f.Rows = append(f.Rows, File{Name: s.Name, About: s.About, Type: s.Type, Size: s.Size, Href: FilePath(d.card.Slug, s.ID)})
		}
	}
	for _, name := range d.source.Record["attachments"] {
		f.Rows = append(f.Rows, File{Name: name})
	}
	if len(f.Rows) == 0 {
		return nil
	}
	return []Block{{Lang: Polish, Files: &f}}
}
