package document

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"krag/internal/document/sheet"
	"krag/internal/domain"
	"krag/internal/domain/publish"
)

// block lays out what one block holds.
func (b cardBuilder) block(k publish.Block) []sheet.Block {
	w := WordsOf(b.card.Edition.Lang, k.Lang)
	switch {
	case k.Text != nil:
		return text(w, k.Text)
	case k.Facts != nil:
		return b.facts(k.Facts)
	case k.Results != nil:
		return b.results(w, k.Results, k.Title)
	case k.Costs != nil:
		return b.costs(w, k.Costs)
	case k.Groups != nil:
		return b.groups(w, k.Groups)
	case k.Steps != nil:
		return steps(w, k.Steps)
	case k.Files != nil:
		return b.files(w, k.Files)
	}
	return nil
}

func text(w Words, t *publish.Text) []sheet.Block {
	var all []sheet.Block
	for _, piece := range t.Pieces {
		if piece.Paragraph != "" {
			all = append(all, sheet.Para{Text: w.people(piece.Paragraph)})
		}
		if len(piece.Items) > 0 {
			var items []sheet.Text
			for _, item := range piece.Items {
				items = append(items, w.people(item))
			}
			all = append(all, sheet.List{Items: items, Numbered: piece.Ordered})
		}
	}
	return all
}

// facts are names with what they stand for. That some of it is in another
// language is said once.
func (b cardBuilder) facts(f *publish.Facts) []sheet.Block {
	var t sheet.Terms
	said := false
	for _, fact := range f.Rows {
		row := sheet.Term{Name: sheet.T(fact.Name)}
		if fact.Missing != "" {
			row.Values = append(row.Values, sheet.T(fact.Missing).Quiet())
		}
		for _, value := range fact.Values {
			row.Values = append(row.Values, b.in(fact.Lang, value))
		}
		said = said || foreign(fact.Lang, b.card.Edition.Lang) && len(fact.Values) > 0
		t.Rows = append(t.Rows, row)
	}
	switch {
	case len(t.Rows) == 0:
		return nil
	case said:
		return []sheet.Block{sheet.Aside{Text: sheet.T(b.print.T("document.names")), All: true}, t}
	}
	return []sheet.Block{t}
}

// results of a group. A source that all of them share is named once.
func (b cardBuilder) results(w Words, r *publish.Results, title string) []sheet.Block {
	source := sharedSource(r.Rows)
	var f sheet.Findings
	for _, row := range r.Rows {
		if source != "" {
			row.Source = ""
		}
		f.Rows = append(f.Rows, w.Result(row))
	}
	if len(f.Rows) == 0 {
		return nil
	}
	all := []sheet.Block{f}
	if source != "" {
		all = append(all, sheet.Aside{Text: w.around(b.print.T("outcome.source", "source", mark), w.people(source))})
	}
	if r.Of != "" && r.Of != title {
		return []sheet.Block{sheet.Section{Title: capital(w.people(r.Of)), Body: all}}
	}
	return all
}

// explained says under the first discs what a disc is, and reports whether
// there were any.
func explained(blocks []sheet.Block, legend sheet.Text) bool {
	for i, b := range blocks {
		switch b := b.(type) {
		case sheet.Section:
			if explained(b.Body, legend) {
				return true
			}
		case sheet.Findings:
			if slices.ContainsFunc(b.Rows, func(f sheet.Finding) bool { return f.Full > 0 }) {
				b.Legend = legend
				blocks[i] = b
				return true
			}
		}
	}
	return false
}

func sharedSource(rows []publish.Result) string {
	if len(rows) < 2 {
		return ""
	}
	for _, r := range rows[1:] {
		if r.Source != rows[0].Source {
			return ""
		}
	}
	return rows[0].Source
}

// groups with their lives, each under its name.
func (b cardBuilder) groups(w Words, g *publish.Groups) []sheet.Block {
	var all []sheet.Block
	if g.Independent > 0 {
		all = append(all, sheet.P(b.print.N("document.group.independent", g.Independent)))
	}
	for _, row := range g.Rows {
		all = append(all, sheet.Section{Title: capital(w.people(row.Name)), Body: b.group(w, row)})
	}
	return all
}

func (b cardBuilder) group(w Words, g publish.GroupRow) []sheet.Block {
	about := []sheet.Text{sheet.T(g.KindName), w.people(g.Audience), w.people(g.Period), w.people(g.Rhythm)}
	if g.Meetings > 0 {
		about = append(about, sheet.T(b.print.N("document.group.meetings", g.Meetings)))
	}
	if len(g.Life) == 0 {
		about = append(about, sheet.T(b.print.T("document.group.stage", "stage", small(g.StageName))))
	}
	all := []sheet.Block{sheet.Para{Text: capital(sheet.Join("; ", about...))}}
	if len(g.Life) > 0 {
		all = append(all, b.life(g.Life))
	}
	return all
}

func (b cardBuilder) life(stages []publish.Stage) sheet.Path {
	p := sheet.Path{Across: true}
	for _, s := range stages {
		p.Rows = append(p.Rows, sheet.Step{Name: sheet.T(s.Name), When: sheet.T(b.moment(s.On))})
	}
	return p
}

// moment words 2024, 2024-05 or 2024-05-06; anything else stays as it is.
func (b cardBuilder) moment(on string) string {
	for layout, precision := range map[string]domain.Precision{
		"2006": domain.PrecisionYear, "2006-01": domain.PrecisionMonth, time.DateOnly: domain.PrecisionDay,
	} {
		if t, err := time.Parse(layout, on); err == nil {
			return b.print.Moment(domain.Moment{Date: domain.DateOf(t, time.UTC), Precision: precision})
		}
	}
	return on
}

func steps(w Words, s *publish.Steps) []sheet.Block {
	var p sheet.Path
	for _, step := range s.Rows {
		p.Rows = append(p.Rows, sheet.Step{Name: capital(sheet.T(step.Name)), When: w.people(step.When), Text: w.people(step.Text)})
	}
	if len(p.Rows) == 0 {
		return nil
	}
	return []sheet.Block{p}
}

func (b cardBuilder) files(w Words, f *publish.Files) []sheet.Block {
	var items []sheet.Text
	for _, file := range f.Rows {
		name := w.people(file.Name)
		for i := range name {
			name[i].Link = file.Href
		}
		size := sheet.T(joinKnown(", ", fileKind(file.Type), b.size(file.Size))).Quiet()
		items = append(items, sheet.Join("\n", sheet.Join(" ", name, size), w.people(file.About).Quiet()))
	}
	if len(items) == 0 {
		return nil
	}
	return []sheet.Block{sheet.List{Items: items}}
}

// kinds are what people call files of a media type.
var kinds = map[string]string{
	"application/pdf": "PDF", "application/zip": "ZIP", "text/plain": "TXT", "text/csv": "CSV",
	"image/jpeg": "JPG", "image/png": "PNG", "application/msword": "DOC", "application/vnd.oasis.opendocument.text": "ODT", TypeDOCX: "DOCX",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
}

func fileKind(media string) string {
	media, _, _ = strings.Cut(media, ";")
	return kinds[strings.TrimSpace(media)]
}

// size words bytes in the unit that fits, with one decimal where it matters.
func (b cardBuilder) size(bytes int64) string {
	const mega = 1_000_000
	switch {
	case bytes <= 0:
		return ""
	case bytes < mega:
		return b.print.T("document.file.size_kb", "n", int((bytes+999)/1000))
	}
	tenths := int((bytes + mega/20) / (mega / 10))
	n := strconv.Itoa(tenths / 10)
	if rest := tenths % 10; rest > 0 {
		n += b.print.Decimal() + strconv.Itoa(rest)
	}
	return b.print.T("document.file.size_mb", "n", n)
}
