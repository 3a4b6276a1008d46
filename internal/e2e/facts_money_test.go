package e2e_test

import (
	"fmt"
	"maps"
	"strings"

	"golang.org/x/net/html"

	"krag/internal/web/webtest/htmlcheck"
)

// money compares each cost with its category and its amount, their sum, and
// who paid for what.
func (e evidence) money(w *findings, want telling) {
	var costs, funds, foot [][]string
	var said []string
	for _, c := range want.costs {
		row := []string{fold(strings.TrimSpace(c.Item + " " + c.Note)), fold(polish.T("cost.categories." + c.Category)), zloty(c.Grosze)}
		costs, said = append(costs, row), append(said, row...)
	}
	if len(costs) > 0 {
		foot = [][]string{{polish.T("cost.total"), "", zloty(want.total())}}
		said = append(said, zloty(want.total()))
	}
	for _, f := range want.funds {
		granted := polish.T("fund.asked")
		if f.Granted {
			granted = polish.T("fund.granted")
		}
		funds = append(funds, []string{f.Funder, fold(f.For + "; " + granted + "; " + polish.T("fund.no_amount"))})
	}
	const section = "section[aria-labelledby=money] "
	w.same("the costs", rowsOf(e.programme, section+"tbody tr"), costs)
	w.same("the sum of the costs", rowsOf(e.programme, section+"tfoot tr"), foot)
	w.same("the sources of money", rowsOf(e.programme, section+".rows > div"), funds)
	for _, part := range htmlcheck.Find(e.programme, strings.TrimSpace(section)) {
		w.same("the numbers among the costs", numbers(spaced(part)), numbers(said...))
	}
}

// sections compares what the programme says about itself, point by point.
func (e evidence) sections(w *findings, want telling) {
	shown, wanted := map[string][]string{}, want.parts()
	for _, part := range htmlcheck.Find(e.record, "section[aria-labelledby]") {
		id := attribute(part, "aria-labelledby")
		if id == "missing" {
			w.same("the numbers beside the record", numbers(spaced(part)), numbers())
			continue
		}
		if id == "files" {
			w.same("how many files the record has", len(htmlcheck.Find(part, "tbody tr")), want.attached)
			continue
		}
		shown[id] = append(texts(part, "h2"), itemsOf(part)...)
		w.same("the numbers of the record, "+id, numbers(spaced(part)), numbers(wanted[id]...))
	}
	for _, id := range both(shown, wanted) {
		w.same("the record, "+id, shown[id], wanted[id])
	}
}

// itemsOf are the points of a section, or the steps of a way, or paragraphs.
func itemsOf(part *html.Node) (items []string) {
	for _, step := range htmlcheck.Find(part, ".path > li") {
		items = append(items, strings.Join(texts(step, "p"), " "))
	}
	if items = append(items, texts(part, ".plain-l > li")...); len(items) == 0 {
		items = texts(part, "p")
	}
	return items
}

// parts are the sections of the record with their headings.
func (w telling) parts() map[string][]string {
	all := maps.Clone(w.record)
	for _, s := range w.strategies {
		all["strategy"] = append(all["strategy"], fmt.Sprintf("%s (%d–%d)", s.Title, s.From, s.To), s.Note)
	}
	if w.attached > 0 {
		all["strategy"] = append(all["strategy"], "Cała strategia jest w załączniku: Strategia (przykład do pokazu)")
	}
	for _, s := range w.premises {
		all["premises"] = append(all["premises"], polish.T("premises.kinds."+s.Kind)+" "+s.When+" "+s.Text)
	}
	for _, p := range w.partners {
		if p.Kind == "health" { // the only one whose name does not say what it is
			p.Name += " – " + polish.T("partner.kinds.health")
		}
		all["partners"] = append(all["partners"], p.Name)
	}
	for id, items := range all {
		part := []string{held(polish.T("programme.sections." + id))}
		for _, item := range items {
			part = append(part, fold(item))
		}
		all[id] = part
	}
	return all
}
