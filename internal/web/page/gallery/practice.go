package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/domain/institution"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	"krag/internal/web/page/practice"
)

// practices are the pages that everybody may find and read.
var practices = []Page{
	{"practice", "Karta, jak czytają ją wszyscy", false, open(practiceRead)},
	{"practice-foreign", "Karta po polsku dla kogoś, kto czyta inaczej", false, open(practiceForeign)},
	{"practice-gone", "Karta wycofana", false, practiceGone},
	{"practice-file-gone", "Plik, którego nie ma już na karcie", false, practiceFileGone},
	{"practices", "Katalog praktyk", false, open(practiceList)},
	{"practices-found", "Katalog, znalezione", false, open(practiceFound)},
	{"practices-none", "Katalog, nic nie znaleziono", false, open(practiceNone)},
	{"practices-empty", "Katalog, jeszcze pusty", false, open(practiceEmpty)},
	{"practices-map", "Mapa praktyk", false, open(practiceMap)},
}

// open gives a page for everybody its frame.
func open(page func(kit.Page) templ.Component) func(*i18n.Printer) templ.Component {
	return func(p *i18n.Printer) templ.Component {
		return page(openFrame(p))
	}
}

func openFrame(p *i18n.Printer) kit.Page {
	frame := kit.Page{
		Printer: p, Title: p.T("practice.title"), Public: true, Canonical: "https://krag.example/pl/practices", Description: p.T("practice.list.lead"),
		Nav: []kit.NavItem{{Text: p.T("nav.practices"), Href: "/gallery/practices"}}, Here: "/gallery/practices",
	}
	for _, lang := range i18n.Langs {
		frame.Translations = append(frame.Translations, kit.Translation{Lang: lang, Href: "/gallery/practices?lang=" + string(lang)})
	}
	return frame
}

// say are words of the card, which are Polish.
func say(words string) practice.Text { return practice.Text{{Say: words, Lang: "pl"}} }

func said(all ...string) (texts []practice.Text) {
	for _, words := range all {
		texts = append(texts, say(words))
	}
	return texts
}

func chapter(id, title string, blocks ...practice.Block) practice.Block {
	return practice.Block{Section: &practice.Section{ID: id, Title: say(title), Blocks: blocks}}
}

// practiceBody has every kind of block that a card can have.
func practiceBody(p kit.Page) practice.Body {
	particulars := practice.Block{Terms: []practice.Term{
		{Name: say("Instytucja"), Values: said("Dom Kultury „Pod Lipą”")}, {Name: say("Dla kogo"), Values: said("osoby samotne", "osoby, które wróciły z daleka")},
	}}
	costs := practice.Block{Table: &practice.Table{
		Caption: say("Koszty w złotych"), Cols: []practice.Col{{Title: say("Na co")}, {Title: say("Kwota"), Number: true}},
		Rows: [][]practice.Text{said("Meble", p.Money(478200)), said("Farby", p.Money(15000))}, Sum: said("Razem", p.Money(493200)),
	}}
	return practice.Body{
		Title: say(cardName), Lead: say("Kto siedział sam, ma gdzie wyjść we wtorek i z kim wypić herbatę."),
		Notes:   []practice.Block{{Note: say("Przykład zmyślony na potrzeby pokazu.")}},
		Figures: []kit.Figure{{Value: "4", Label: p.N("practice.figure.groups", 4)}, {Value: p.Money(493200), Label: p.T("practice.figure.cost")}, {Value: p.Money(0), Label: p.T("practice.figure.running")}},
		Parts: []practice.Part{
			{ID: "part-1", Title: say("Skrót i Metryka"), Blocks: []practice.Block{
				chapter("section-1", "W skrócie", practice.Block{Para: say("Zaczęło się od jednego stołu. Dziś są cztery grupy, a spotkania prowadzą same osoby z grup.")}, practice.Block{Aside: say("Udział jest dobrowolny.")}),
				chapter("section-2", "Metryka", particulars),
			}},
			{ID: "part-2", Title: say("Pełna prezentacja"), Blocks: []practice.Block{
				chapter("section-3", "Jak to zrobiono", practice.Block{List: &practice.List{Numbered: true, Items: said("Rozmowa z każdą osobą", "Dziesięć spotkań z animatorką", "Grupa prowadzi się sama")}}),
				chapter("section-4", "Rezultaty", practice.Block{Findings: []practice.Finding{
					{Figure: "8", Say: say("osób prowadziło spotkania"), Full: 8, Open: 1}, {Say: say("Prawie wszyscy przychodzą dalej")}, {Say: say("Kilka osób podjęło pracę"), Note: say("Za mało osób, by podać liczbę i nie zdradzić nikogo.")},
				}}),
				chapter("section-5", "Droga do sali", practice.Block{Path: []practice.Step{{Name: say("potrzeba"), When: say("2004"), Say: say("Zajęcia w pokoju biurowym.")}, {Say: say("Ktoś przyniósł krzesła.")}}}),
				chapter("section-6", "Koszty", costs),
			}},
			{ID: "part-3", Title: say("Załączniki"), Blocks: []practice.Block{
				chapter("section-7", "Pliki", practice.Block{List: &practice.List{Items: []practice.Text{{{Say: "Strategia gminy (PDF)", Lang: "pl", Link: "#"}}}}}),
			}},
		},
		About: []practice.Block{{Aside: practice.Text{{Say: p.N("card.protection.hidden", 2)}}}},
		Lines: []practice.Text{{{Say: p.T("card.show.edition", "no", 2) + ", " + p.Date(third)}}},
	}
}

func practiceReading(p kit.Page) practice.Read {
	p.Title, p.Crumbs = cardName, []kit.Link{{Text: p.T("practice.title"), Href: "/gallery/practices"}, {Text: "Usługi społeczne", Href: "/gallery/practices-found"}}
	read := practice.Read{Page: p, Body: practiceBody(p), Take: kit.Link{Text: p.T("practice.take"), Href: "#"}}
	for _, form := range []string{"pdf", "docx", "json"} {
		read.Files = append(read.Files, kit.Link{Text: p.T(i18n.Key("practice.files", form)), Href: "#"})
	}
	return read
}

func practiceRead(p kit.Page) templ.Component { return practiceReading(p) }

func practiceForeign(p kit.Page) templ.Component {
	read := practiceReading(p)
	read.Body.Notes = []practice.Block{{Note: practice.Text{{Say: p.T("practice.list.polish")}}}}
	return read
}

func practiceGone(p *i18n.Printer) templ.Component {
	frame := openFrame(p)
	frame.Title, frame.Public, frame.Translations = "", false, nil
	return kit.TroublePage(frame, kit.Trouble{Status: 410, Text: p.T("practice.withdrawn"), Action: &kit.Link{Text: p.T("practice.list.all"), Href: "/gallery/practices"}})
}

func practiceFileGone(p *i18n.Printer) templ.Component {
	frame := openFrame(p)
	frame.Title, frame.Public, frame.Translations = "", false, nil
	return kit.TroublePage(frame, kit.Trouble{Status: 410, Text: p.T("practice.file.withdrawn"), Action: &kit.Link{Text: p.T("practice.file.card"), Href: "/gallery/practice"}})
}

func practiceFilters(p kit.Page, text, area string) kit.Filters {
	areas := kit.Choice{Field: kit.Field{Name: "area", Label: p.T("practice.list.by.area")}, Options: kit.Choose([]kit.Option{
		{Label: p.T("practice.list.any.area")}, {Value: "social", Label: "Usługi społeczne (2)"}, {Value: "culture", Label: "Kultura (1)"},
	}, area)}
	f := kit.Filters{
		Action: "/gallery/practices-found", More: []kit.Choice{areas},
		Search: kit.Field{Name: "q", Label: p.T("practice.list.search"), Hint: p.T("practice.list.search_hint"), Value: text, Max: 200},
	}
	if text != "" || area != "" {
		f.Clear = &kit.Link{Text: p.T("practice.list.clear"), Href: "/gallery/practices"}
	}
	return f
}

func practiceListing(p kit.Page) practice.Catalogue {
	item := func(title, from, lead string, facts ...string) practice.Item {
		return practice.Item{Title: practice.Text{{Say: title, Lang: "pl", Link: "/gallery/practice"}}, From: from, Lead: say(lead), Facts: facts}
	}
	area := func(name, count string, under ...practice.Area) practice.Area {
		return practice.Area{Link: kit.Link{Text: name, Href: "/gallery/practices-found"}, Count: count, Under: under}
	}
	l := practice.Catalogue{
		Page: p, Heading: kit.Heading{Title: p.T("practice.title"), Lead: p.T("practice.list.lead")}, Filters: practiceFilters(p, "", ""), Found: p.N("practice.list.in_all", 43),
		Sorts: []kit.Tab{
			{Link: kit.Link{Text: p.T("practice.list.sort.newest"), Href: "/gallery/practices"}, Here: true},
			{Link: kit.Link{Text: p.T("practice.list.sort.title"), Href: "/gallery/practices"}},
		},
		Items: []practice.Item{
			item(cardName, "Dom Kultury „Pod Lipą”, Sitno", "Kto siedział sam, ma gdzie wyjść we wtorek.", "Kultura inkluzywna", "Karta praktyki", p.Date(third)),
			item("Ogród za remizą", "Ośrodek Pomocy Społecznej w Dębnie", "Ludzie, którzy stracili pracę, zaczęli od grządek.", "Pomoc społeczna", "Karta praktyki", p.Date(third.AddDays(-9))),
		},
		Pager: kit.Pager{At: 2, Of: 3, Path: "/gallery/practices"},
		Areas: []practice.Area{area("Usługi społeczne", "40", area("Pomoc społeczna", "39"), area("Przeciwdziałanie przemocy", "1")), area("Kultura", "3")},
		Further: []kit.Link{
			{Text: p.T("practice.map.link"), Href: "/gallery/practices-map"},
			{Text: p.T("practice.feed.link"), Href: "#"},
			{Text: p.T("practice.list.data"), Href: "#"},
		},
	}
	if p.Lang() != i18n.Polish {
		l.Items[0].Note = p.T("practice.list.polish")
	}
	return l
}

func practiceList(p kit.Page) templ.Component { return practiceListing(p) }

func practiceFound(p kit.Page) templ.Component {
	l := practiceListing(p)
	l.Filters, l.Found, l.Items, l.Pager = practiceFilters(p, "samotność kosmos", "culture"), p.N("practice.list.found", 1), l.Items[:1], kit.Pager{At: 1, Of: 1}
	l.Missing, l.Sorts = p.T("practice.list.missing", "words", p.T("practice.list.word", "word", "kosmos")), nil
	l.Areas[1].Here = true
	return l
}

func practiceNone(p kit.Page) templ.Component {
	l := practiceListing(p)
	all := kit.Link{Text: p.T("practice.list.all"), Href: "/gallery/practices"}
	l.Filters, l.Found, l.Items, l.Sorts, l.Areas = practiceFilters(p, "klub kawa", ""), p.N("practice.list.found", 0), nil, nil, nil
	l.Empty = &kit.Empty{Text: p.T("practice.list.none_found"), Action: &all}
	l.Ways = []kit.Link{{Text: p.T("practice.list.without", "word", "kawa"), Href: "/gallery/practices-found"}}
	return l
}

func practiceEmpty(p kit.Page) templ.Component {
	l := practiceListing(p)
	l.Found, l.Items, l.Sorts, l.Areas = p.N("practice.list.in_all", 0), nil, nil, nil
	l.Empty = &kit.Empty{Text: p.T("practice.list.none_yet")}
	return l
}

func practiceMap(p kit.Page) templ.Component {
	m := practice.Map{
		Page: titled(p, p.T("practice.map.title")), Heading: kit.Heading{Title: p.T("practice.map.title"), Lead: p.T("practice.map.lead")},
		All: kit.Link{Text: p.T("practice.list.all"), Href: "/gallery/practices"}, Nowhere: p.N("practice.map.nowhere", 2),
	}
	m.Crumbs = []kit.Link{{Text: p.T("practice.title"), Href: "/gallery/practices"}}
	for i, code := range institution.Voivodeships {
		region := practice.Region{Code: code, Name: p.T(i18n.Key("institution.voivodeships", code)), Say: p.T("practice.map.none")}
		if n := []int{0, 7, 128, 1}[i%4]; n > 0 {
			region.Count, region.Say, region.Href = n, p.N("practice.map.count", n), "/gallery/practices-found"
		}
		m.Regions = append(m.Regions, region)
	}
	return m
}
