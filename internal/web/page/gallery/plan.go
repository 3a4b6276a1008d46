package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/web/kit"
	"krag/internal/web/page/meeting"
	"krag/internal/web/page/programme"
)

func plan(p kit.Page) templ.Component {
	p.Flawed = true
	return planned(p, kit.Problem{Field: "end", Text: p.T("time.malformed")})
}

func planned(p kit.Page, problems ...kit.Problem) meeting.Plan {
	return meeting.Plan{
		Page: crumbed(p, p.T("meeting.plan.title")), Form: kit.Form{Action: "/gallery/plan", ID: formID, Problems: problems},
		First: kit.DateField{Name: "first", Label: p.T("meeting.plan.first")}.On(third.AddDays(27)), Start: "16:30", End: "18:60", Every: "1", Count: "6", Place: "Sala kameralna", Book: kit.Link{Text: p.T("meeting.plan.book"), Href: "/gallery/form"},
	}
}

func planPreview(p kit.Page) templ.Component {
	v := meeting.Preview{Plan: planned(p), Roles: true, Chosen: true, Said: p.N("meeting.plan.will", 5, "start", "16:30", "end", "18:00")}
	for i := range 6 {
		day := third.AddDays(27 + 7*i)
		o := kit.Option{Value: day.String(), Label: p.DateLong(day, third), Chosen: i != 1}
		if i == 1 {
			o.Hint = p.T("holiday.easter_monday")
		}
		v.Days = append(v.Days, o)
	}
	return v
}

func sheetPrinted(p kit.Page) templ.Component {
	return meeting.Sheet{
		Page: crumbed(p, p.T("attendance.sheet.title")), Group: "Wtorki przy stole", When: "Wtorek, 3 marca, 16:30", Place: "Sala kameralna, I piętro", Names: people,
		ToDo:   []string{p.T("agreed.line", "task", "Zapytać o drugi czajnik", "who", "Kos")},
		Season: kit.Link{Text: p.T("attendance.season.link"), Href: "/gallery/season"},
	}
}

// programmeWhole is the page of a programme as staff have it, with the ways
// down it that a phone needs.
func programmeWhole(p kit.Page) templ.Component {
	add := func(key string) *kit.Link { return &kit.Link{Text: p.T(key), Href: "/gallery/form"} }
	costs := kit.Table{
		Caption: p.T("programme.money.title"), Quiet: true,
		Columns: []kit.Column{{Head: p.T("cost.field.item")}, {Head: p.T("cost.field.amount"), Number: true}},
		Foot:    kit.Cells("Razem", p.Money(493200)),
	}
	for _, c := range []struct {
		programme.Cost
		amount string
	}{
		{programme.Cost{Item: "Meble", Href: "/gallery/form", Note: "stoły i krzesła do sali kameralnej"}, p.Money(478200)},
		{programme.Cost{Item: "Farby", Href: "/gallery/form"}, p.Money(15000)},
	} {
		costs.Rows = append(costs.Rows, []kit.Cell{c.Cell(), {Text: c.amount}})
	}
	groups := groupTable()
	groups.Columns = groups.Columns[:2]
	for i, row := range groups.Rows {
		groups.Rows[i] = []kit.Cell{row[0], programme.Stage(row[1].Text)}
	}
	return programme.Show{
		Page: titled(p, "Rozmowy przy stole"), Over: "Program", Name: "Rozmowy przy stole", Lead: "Pięć grup, z których jedna działa już samodzielnie.", Made: true,
		Figures: []kit.Figure{{Value: "5", Label: "grup"}, {Value: "61", Label: "spotkań"}, {Value: p.Money(493200), Label: "kosztów"}},
		Groups:  groups, NewGroup: add("group.list.new"),
		Outcomes: programme.Outcomes{Parts: []programme.Part{{ID: "o1", Name: "Krąg na Lipowej", List: achieved()}}, Source: "karta praktyki, 2006", Add: add("outcome.edit.new")},
		Money: programme.Money{
			Costs: costs, Funds: []kit.Term{{Name: "Gmina Lipnica", Text: p.Money(500000)}}, AddCost: add("cost.edit.new"), AddFund: add("fund.edit.new"),
		},
		Record: []kit.Link{{Text: "Z czego to się wzięło", Href: "/gallery/form"}},
		Links:  []kit.Link{{Text: "Pobierz dane", Href: "/gallery/programme-whole"}},
	}
}
