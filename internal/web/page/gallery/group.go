package gallery

import (
	"krag/internal/domain"
	"krag/internal/domain/stats"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	grouppage "krag/internal/web/page/group"
)

var third = domain.Date{Year: 2026, Month: 3, Day: 3}

// titled names a page.
func titled(p kit.Page, title string) kit.Page {
	p.Title = title
	return p
}

func crumbed(p kit.Page, title string) kit.Page {
	p.Title = title
	p.Crumbs = []kit.Link{{Text: "Grupy", Href: "/gallery/groups"}}
	return p
}

var life = []kit.Stage{
	{Name: "Pomysł", When: "wrzesień 2025", State: kit.Past},
	{Name: "Zbieranie osób", When: "październik, 2 spotkania", State: kit.Past, Meetings: []bool{false, false}},
	{Name: "Z animatorką", When: "listopad i grudzień, 4 spotkania", State: kit.Past, Meetings: make([]bool, 4)},
	{Name: "Współprowadzona", When: "od 13 stycznia, 7 spotkań, w tym 5 prowadziły osoby z grupy", State: kit.Now, Meetings: []bool{false, true, false, true, true, true, true}},
	{Name: "Samodzielna", When: "plan: 26 maja", State: kit.Next},
}

var steps = []grouppage.Step{
	{Stage: "Pomysł", When: "wrzesień 2025", Written: "Zapisano 14 września 2025. Kto: Halina Wrona."},
	{Stage: "Zbieranie osób", When: "październik 2025", Evidence: "Zaproszenie wisi w bibliotece, w przychodni i na https://dom-pod-lipa.example/kalendarz/wtorki-przy-wspolnym-stole-jesienia.", Written: "Zapisano 2 października 2025. Kto: Halina Wrona."},
	{Stage: "Z animatorką", When: "4 listopada 2025", Evidence: "Pierwsze spotkanie z animatorką, umówione dziesięć.", Written: "Zapisano 4 listopada 2025. Kto: Halina Wrona."},
	{Stage: "Współprowadzona", When: "13 stycznia 2026", Evidence: "Ustalone na spotkaniu 13 stycznia: odtąd prowadzą na zmianę osoby z grupy.", Written: "Zapisano 14 stycznia 2026. Kto: ktoś z zespołu."},
}

// presentOf is what a stage asks and gives, in the language of the page.
func presentOf(p kit.Page, stage string) grouppage.Present {
	return grouppage.Present{
		Title: p.T("group.present.title", "stage", p.T(i18n.Key("group.stages", stage))),
		Asks:  p.T(i18n.Key("group.stage_asks", stage)), Gives: p.T(i18n.Key("group.stage_gives", stage)),
	}
}

var lifeNew = []kit.Stage{
	{Name: "Pomysł", When: "20 lutego", State: kit.Past},
	{Name: "Zbieranie osób", When: "od 2 marca", State: kit.Now},
	{Name: "Z animatorką", When: "plan: kwiecień", State: kit.Next},
}

var roles = []kit.Term{
	{Name: "Otwiera i wita", Text: "Pani z II piętra"},
	{Name: "Prowadzi rozmowę", Text: "Jaskółka"},
	{Name: "Pilnuje czasu", Text: "Bosman"},
	{Name: "Wita nowe osoby", Text: "Olha"},
	{Name: "Klucz i sala", Need: "Jeszcze nikt", Link: &kit.Link{Text: "Zapytaj grupę", Href: "/gallery/group"}},
}

var dates = []kit.DateLine{
	{Day: "wtorek, 10 marca", Text: "16:30, Sala kameralna"},
	{Day: "wtorek, 17 marca", Text: "16:30, Sala kameralna"},
	{Day: "wtorek, 24 marca", Need: "Sala jest wtedy zajęta.", Link: &kit.Link{Text: "Wybierz inną", Href: "/gallery/group"}},
}

var people = []string{"Jaskółka", "Pani z II piętra", "Olha", "Bosman", "Konwalia", "Zenek od rowerów", "Mgiełka", "Sąsiad spod trójki", "T."}

var facts = []kit.Fact{
	{Done: true, Text: "Grupa umie prowadzić", Note: "5 z 7 ostatnich spotkań poprowadziły osoby z grupy"},
	{Done: true, Text: "Jest kto przejmie rolę gospodyni", Note: "Jaskółka, od kwietnia"},
	{Done: true, Text: "Jest kontrakt", Note: "przyjęło go 9 osób, 18 listopada.", Link: &kit.Link{Text: "Przeczytaj", Href: "/gallery/group"}},
	{Text: "Klucz jest jeszcze w sekretariacie", Note: "potrzebna zgoda dyrekcji"},
	{Text: "Salę zamyka wciąż ta sama osoba", Note: "warto, by umiały to dwie"},
}

var further = []kit.Link{
	{Text: "Wydrukuj listę obecności", Href: "/gallery/attendance"},
	{Text: "Zmień kontrakt", Href: "/gallery/form"},
	{Text: "Zobacz wyniki ankiet", Href: "/gallery/programme"},
	{Text: "Zakończ lub zawieś grupę", Href: "/gallery/confirm-danger", Danger: true},
}

// chart shows attendance; to an insider the small ones are hidden.
func chart(p *i18n.Printer, id string, who stats.Audience) kit.Chart {
	c := kit.Chart{
		ID: id, Finding: "Od grudnia przychodzi więcej osób: zwykle osiem lub dziewięć",
		Desc: "Kolumna to jedno spotkanie, jej wysokość to liczba osób.", Across: "Spotkanie", Counted: "Osoby",
	}
	for i, n := range []int{3, 4, 5, 5, 6, 7, 7, 8, 8, 9, 8, 9, 9} {
		d := third.AddDays(7 * (i - 13))
		c.Points = append(c.Points, kit.Point{Label: p.DateLong(d, third), Short: p.DateShort(d, d), Count: stats.People(n).For(who)})
	}
	return c
}

func groupTable() kit.Table {
	shown := func(n int, who stats.Audience) *stats.Figure { f := stats.People(n).For(who); return &f }
	return kit.Table{
		Caption: "Grupy", Quiet: true, Wide: true,
		Columns: []kit.Column{
			{Head: "Nazwa", Sort: "?sort=name", Sorted: "ascending"},
			{Head: "Etap", Sort: "?sort=stage"},
			{Head: "Następne spotkanie"},
			{Head: "Osoby", Number: true, Sort: "?sort=people"},
		},
		Rows: [][]kit.Cell{
			{{Text: "Krąg na Lipowej", Href: "/gallery/group"}, {Text: "samodzielna"}, {Text: "wtorek, 3 marca, 18:30"}, {Figure: shown(9, stats.Insider)}},
			{{Text: "Nowi sąsiedzi", Href: "/gallery/group-new"}, {Text: "zbieranie osób"}, {Body: kit.RowActs([]kit.Link{{Text: "Zaplanuj", Href: "/gallery/form", Of: "Nowi sąsiedzi"}, {Text: "Usuń", Href: "/gallery/form", Of: "Nowi sąsiedzi", Danger: true}})}, {Figure: shown(3, stats.Insider)}},
			{{Text: "Poranna kawa", Href: "/gallery/group"}, {Text: "z animatorką"}, {Text: "wtorek, 10 marca, 10:00"}, {Figure: shown(11, stats.Insider)}},
			{{Text: "Spacer i herbata", Href: "/gallery/group"}, {Text: "uśpiona"}, {}, {Figure: shown(0, stats.Insider)}},
			{{Text: "Wtorki przy stole", Href: "/gallery/group"}, {Text: "współprowadzona"}, {Text: "wtorek, 3 marca, 16:30"}, {Figure: shown(9, stats.Insider)}},
		},
	}
}

func groupFilters() kit.Filters {
	return kit.Filters{
		Action: "/gallery/groups",
		Search: kit.Field{Name: "q", Label: "Szukaj po nazwie"},
		Selects: []kit.Choice{{
			Field:   kit.Field{Name: "stage", Label: "Etap"},
			Options: []kit.Option{{Label: "wszystkie"}, {Value: "gathering", Label: "zbieranie osób"}, {Value: "accompanied", Label: "z animatorką"}, {Value: "co_led", Label: "współprowadzona"}, {Value: "independent", Label: "samodzielna"}},
		}},
	}
}
