package e2e_test

import (
	"strings"

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
	shown, wanted := map[string][]string{}, map[string][]string{}
	for _, part := range htmlcheck.Find(e.record, "section[aria-labelledby]") {
		id := attribute(part, "aria-labelledby")
		if id == "missing" {
			w.same("the numbers beside the record", numbers(spaced(part)), numbers())
			continue
		}
		items := texts(part, ".plain-l > li")
		if len(items) == 0 {
			items = texts(part, "p")
		}
		shown[id] = append(texts(part, "h2"), items...)
		w.same("the numbers of the record, "+id, numbers(spaced(part)), numbers(want.record[id]...))
	}
	for id, items := range want.record {
		wanted[id] = []string{polish.T("programme.sections." + id)}
		for _, item := range items {
			wanted[id] = append(wanted[id], fold(item))
		}
	}
	for _, id := range both(shown, wanted) {
		w.same("the record, "+id, shown[id], wanted[id])
	}
}
