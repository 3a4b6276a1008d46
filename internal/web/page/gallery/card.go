package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/domain/publish"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	"krag/internal/web/page/card"
	"krag/internal/web/page/practice"
)

// cards are the pages on which an institution works on its cards.
var cards = []Page{
	{"cards", "Karty", false, framed(cardList, "/gallery/cards")},
	{"cards-empty", "Karty, żadnej", false, framed(cardListEmpty, "/gallery/cards")},
	{"card-new", "Nowa karta", false, framed(cardNew(), "/gallery/cards")},
	{"card-new-errors", "Nowa karta do poprawy", false, framed(cardNew(kit.Problem{Field: "slug", Text: "Pod tym adresem stoi już inna karta. Wybierz inny."}), "/gallery/cards")},
	{"card", "Karta, szkic", false, framed(cardDraft, "/gallery/cards")},
	{"card-published", "Karta opublikowana", false, framed(cardPublished, "/gallery/cards")},
	{"card-write", "Treść karty", false, framed(cardWrite, "/gallery/cards")},
	{"card-write-other", "Treść karty w innym języku", false, framed(cardWriteOther, "/gallery/cards")},
	{"card-write-stale", "Treść karty, zmieniona przez dwie osoby", false, framed(cardWriteStale, "/gallery/cards")},
	{"card-exact", "Dokładna liczba", false, framed(cardExact(), "/gallery/cards")},
	{"card-exact-errors", "Dokładna liczba, bez powodu", false, framed(cardExact(kit.Problem{Field: "reason", Text: "Napisz, dlaczego liczba ma być dokładna."}), "/gallery/cards")},
	{"card-words", "Liczby w tekstach karty", false, framed(cardNumbersIn(), "/gallery/cards")},
	{"card-words-errors", "Liczby w tekstach karty, bez powodu", false, framed(cardNumbersIn(kit.Problem{Field: "number", Text: "Zaznacz co najmniej jedną liczbę."}, kit.Problem{Field: "reason", Text: "Napisz, dlaczego liczba ma być dokładna."}), "/gallery/cards")},
	{"card-words-read", "Liczby w tekstach karty, dla osoby, która o nich nie decyduje", false, framed(cardNumbersRead, "/gallery/cards")},
	{"card-words-none", "Liczby w tekstach karty, wszystkie rozstrzygnięte", false, framed(cardNumbersNone, "/gallery/cards")},
	{"card-history", "Wersje treści", false, framed(cardHistory, "/gallery/cards")},
	{"card-edition", "Pierwsze wydanie", false, framed(cardFirstEdition, "/gallery/cards")},
	{"card-preview", "Podgląd karty", false, framed(cardPreview, "/gallery/cards")},
	{"card-publish", "Publikacja karty", false, framed(cardPublish, "/gallery/cards")},
	{"card-publish-waits", "Publikacja, przed którą coś czeka", false, framed(cardPublishWaits, "/gallery/cards")},
	{"card-correct", "Poprawka karty", false, framed(cardCorrect, "/gallery/cards")},
	{"card-withdraw", "Wycofanie karty", false, framed(cardWithdraw, "/gallery/cards")},
	{"card-area", "Dziedzina karty", false, framed(cardArea, "/gallery/cards")},
}

const cardName = "Rozmowy przy stole"

// onCard names a page below a card's own.
func onCard(p kit.Page, title string) kit.Page {
	p.Title = title
	p.Crumbs = []kit.Link{{Text: p.T("card.list.title"), Href: "/gallery/cards"}, {Text: cardName, Href: "/gallery/card"}}
	return p
}

func cardForm(problems ...kit.Problem) kit.Form {
	return kit.Form{Action: "/gallery/card", ID: formID, Version: 3, Problems: problems}
}

func cardList(p kit.Page) templ.Component {
	row := func(title, kind, state, read string) []kit.Cell {
		return []kit.Cell{{Text: title, Href: "/gallery/card"}, {Text: kind}, {Text: cardName, Href: "/gallery/programme"}, {Text: state}, {Text: read}}
	}
	return card.List{
		Page: titled(p, p.T("card.list.title")), New: &kit.Link{Text: p.T("card.list.new"), Href: "/gallery/card-new"}, Counted: p.T("card.readers.counted"),
		Table: kit.Table{
			Caption: p.T("card.list.title"), Quiet: true, Wide: true,
			Columns: []kit.Column{
				{Head: p.T("card.list.name")},
				{Head: p.T("card.list.kind")},
				{Head: p.T("card.list.programme")},
				{Head: p.T("card.list.state")},
				{Head: p.T("card.list.readers"), Number: true},
			},
			Rows: [][]kit.Cell{
				row(cardName, "Karta praktyki", p.T("card.states.published_on", "day", third), p.Number(1204)),
				row("Stół, przy którym jest miejsce dla wszystkich, którzy wrócili z daleka", "Karta innowacji", p.T("card.states.draft"), p.T("card.readers.none")),
				row("Ogród za remizą", "Karta praktyki", p.T("card.states.withdrawn"), p.T("card.readers.none")),
			},
		},
	}
}

func cardListEmpty(p kit.Page) templ.Component {
	return card.List{Page: titled(p, p.T("card.list.title")), New: &kit.Link{Text: p.T("card.list.new"), Href: "/gallery/card-new"}}
}

func cardNew(problems ...kit.Problem) func(kit.Page) templ.Component {
	return func(p kit.Page) templ.Component {
		f := cardForm(problems...)
		p.Flawed = f.Flawed()
		p.Crumbs = []kit.Link{{Text: p.T("card.list.title"), Href: "/gallery/cards"}}
		return card.New{
			Page: titled(p, p.T("card.new.title")), Form: f, Slug: "rozmowy-przy-stole", Address: "https://krag.example/pl/practices/",
			Programme: kit.Choice{Field: kit.Field{Name: "programme", Label: p.T("card.new.programme")}, Options: []kit.Option{
				{Value: "1", Label: cardName, Chosen: true}, {Value: "2", Label: "Ogród za remizą"},
			}},
			Template: kit.Choice{Field: kit.Field{Name: "template", Label: p.T("card.new.template")}, Options: []kit.Option{
				{Value: "practice", Label: "Karta praktyki", Hint: "Pełny opis dla instytucji, które chcą to powtórzyć.", Chosen: true},
				{Value: "innovation", Label: "Karta innowacji", Hint: "Krótka karta nowego rozwiązania."},
			}},
			Area: areaOfCard(p),
		}
	}
}

func areaOfCard(p kit.Page) kit.Choice {
	c := kit.Choice{Field: kit.Field{Name: "area", Label: p.T("card.new.area"), Hint: p.T("card.new.area_hint")}}
	c.Options = append(c.Options, kit.Option{Label: p.T("card.new.area_none")})
	for _, a := range publish.Areas {
		c.Options = append(c.Options, kit.Option{Value: a.Code, Label: publish.AreaPath(a.Code, publish.Lang(p.Lang()))})
	}
	c.Options = kit.Choose(c.Options, "social.welfare")
	return c
}

func cardLangs(p kit.Page) (tabs []kit.Tab) {
	for _, lang := range publish.Langs {
		tabs = append(tabs, kit.Tab{Link: kit.Link{Text: p.T(i18n.Key("card.lang", string(lang))), Href: "/gallery/card?in=" + string(lang)}, Here: lang == publish.Polish})
	}
	return tabs
}

func cardWaits(p kit.Page) []kit.Waiting {
	return []kit.Waiting{
		{Link: kit.Link{Text: p.N("card.waits.loose", 9), Href: "/gallery/card-words"}, Note: p.T("card.waits.loose_note")},
		{Link: kit.Link{Text: p.T("card.waits.unsafe"), Href: "#numbers"}, Note: p.T("card.waits.unsafe_note", "which", "„podjęły pracę”")},
	}
}

func cardDraft(p kit.Page) templ.Component {
	p = onCard(p, cardName)
	p.Crumbs = p.Crumbs[:1]
	state := func(name, state string, need bool) []kit.Cell {
		return []kit.Cell{{Text: name, Href: "/gallery/card-write"}, {Text: state, Need: need}}
	}
	exact := func(of string) *kit.Link {
		return &kit.Link{Text: p.T("card.show.exact"), Href: "/gallery/card-exact", Of: of}
	}
	return card.Show{
		Page: p, Over: "Karta praktyki", Name: cardName, Lead: p.T("card.lead.draft"), Langs: cardLangs(p), Blocks: cardWaits(p),
		Publish: &kit.Link{Text: p.T("card.show.publish"), Href: "/gallery/card-publish-waits"}, Look: kit.Link{Text: p.T("card.show.look"), Href: "/gallery/card-preview"},
		Sections: kit.Table{Caption: p.T("card.show.sections"), Quiet: true, Columns: []kit.Column{{Head: p.T("card.show.section")}, {Head: p.T("card.show.state")}}, Rows: [][]kit.Cell{
			state(p.T("card.section.title"), p.T("card.section.drafted"), false), state(p.T("card.section.lead"), p.T("card.section.drafted"), true),
			state("W skrócie", p.T("card.section.written"), false), state("Opis sytuacji przed wdrożeniem", p.T("card.section.drafted"), false), state("Rezultaty", p.T("card.section.drafted"), false),
			state("Zalecenia dla instytucji zainteresowanych replikacją", p.T("card.section.empty"), true),
		}},
		Numbers: card.Numbers{Lead: p.N("card.protection.hidden", 2) + " " + p.N("card.protection.exact", 1), Rows: []card.Number{
			{Indicator: "Podjęły pracę", Public: p.T("card.shown.hidden"), Shown: publish.Hidden, Change: exact("Podjęły pracę")},
			{Indicator: "Wróciły do szkoły", Public: p.T("card.shown.withheld"), Shown: publish.Withheld, Change: exact("Wróciły do szkoły")},
			{Indicator: "Prowadziły spotkania", Public: p.T("card.shown.exact"), Shown: publish.Exact, Why: p.T("card.show.because", "reason", "jest w sprawozdaniu gminy"), Change: &kit.Link{Text: p.T("card.show.protect"), Href: "/gallery/confirm", Of: "Prowadziły spotkania"}},
		}},
		Links: []kit.Link{
			{Text: p.T("card.show.file.pdf"), Href: "#"},
			{Text: p.T("card.show.programme"), Href: "/gallery/programme"},
			{Text: p.T("card.show.area"), Href: "/gallery/card-area"},
			{Text: p.T("card.show.delete"), Href: "/gallery/confirm-danger", Danger: true},
		},
	}
}

func cardPublished(p kit.Page) templ.Component {
	edition := func(no int, day, note string) kit.DateLine {
		text := p.T("card.show.edition", "no", no) + note
		return kit.DateLine{Day: day, Text: text, Link: &kit.Link{Text: p.T("card.show.compare"), Href: "/gallery/card-history", Of: text}}
	}
	show := cardDraft(p).(card.Show)
	show.Lead, show.Blocks, show.Readers = p.T("card.lead.published", "day", third, "no", 2), nil, p.N("card.readers.read", 1204)
	show.Publish = &kit.Link{Text: p.T("card.show.correct"), Href: "/gallery/card-correct"}
	show.Editions = []kit.DateLine{edition(2, p.Date(third), ": Poprawiono kwotę za meble."), edition(1, p.Date(third.AddDays(-40)), "")}
	show.Links = append([]kit.Link{{Text: p.T("card.show.public"), Href: "/gallery/practice"}}, show.Links[:3]...)
	show.Links = append(show.Links, kit.Link{Text: p.T("card.show.withdraw"), Href: "/gallery/card-withdraw", Danger: true})
	return show
}

const cardWords = "Zaczęło się od jednego stołu.\n\nCo warto mieć:\n- salę, do której da się wejść z ulicy\n- dwie osoby, które otwierają"

func cardWriting(p kit.Page) card.Write {
	return card.Write{
		Page: onCard(p, "W skrócie"), Form: cardForm(), Name: "W skrócie", Help: "Dwa albo trzy akapity: co to jest, dla kogo i co się zmieniło.", Text: cardWords, Max: 8000, Langs: cardLangs(p),
		Draft: "Grupy spotykają się od 2025 roku.", History: &kit.Link{Text: p.T("card.write.history"), Href: "/gallery/card-history"}, Lang: "pl",
	}
}

func cardWrite(p kit.Page) templ.Component { return cardWriting(p) }

func cardWriteOther(p kit.Page) templ.Component {
	v := cardWriting(p)
	v.Text, v.Draft, v.Polish, v.History, v.Lang = "", "", cardWords, nil, "uk"
	v.Langs[0].Here, v.Langs[1].Here = false, true
	return v
}

func cardWriteStale(p kit.Page) templ.Component {
	v := cardWriting(p)
	v.Stale = []kit.Difference{{Name: v.Name, Mine: cardWords, Theirs: "Zaczęło się od dwóch stołów."}}
	return v
}

func cardExact(problems ...kit.Problem) func(kit.Page) templ.Component {
	return func(p kit.Page) templ.Component {
		f := cardForm(problems...)
		p = onCard(p, p.T("card.exact.title"))
		p.Flawed = f.Flawed()
		return card.Exact{
			Page: p, Form: f, What: "Podjęły pracę",
			Will: []string{p.T("card.exact.everybody"), p.T("card.exact.recognised"), p.T("card.exact.for_good"), p.T("card.exact.one")},
			Back: kit.Link{Text: p.T("card.exact.back"), Href: "/gallery/card"},
		}
	}
}

func cardHistory(p kit.Page) templ.Component {
	line := func(no int, link bool) kit.DateLine {
		l := kit.DateLine{Day: p.Date(third.AddDays(no)), Text: p.T("card.history.version", "no", no)}
		if link {
			l.Link = &kit.Link{Text: p.T("card.history.compare"), Href: "#compared", Of: l.Text}
		}
		return l
	}
	return card.History{
		Page: onCard(p, p.T("card.history.title")), Name: "W skrócie", Lead: p.T("card.history.lead"),
		Versions: []kit.DateLine{line(3, false), line(2, true), line(1, true)},
		Parts: []card.Compared{{
			Title: p.T("card.history.between", "from", 2, "to", 3),
			Runs:  publish.Compare("Zaczęło się od dwóch stołów. Dziś są cztery grupy.", "Zaczęło się od jednego stołu. Dziś są cztery grupy i kawa."),
		}},
	}
}

func cardFirstEdition(p kit.Page) templ.Component {
	return card.History{
		Page: onCard(p, p.T("card.history.edition")), Name: p.T("card.show.edition", "no", 1), Lead: p.T("card.history.published", "day", third), None: p.T("card.history.first"),
	}
}

func cardPreview(p kit.Page) templ.Component {
	return card.Preview{
		Page: onCard(p, p.T("card.preview.title")), Langs: cardLangs(p), Body: practice.BodyOf(practiceBody(p)),
		Note: kit.Notice{Title: p.T("card.preview.title"), Text: p.T("card.preview.text"), Link: &kit.Link{Text: p.T("card.publish.back"), Href: "/gallery/card"}},
	}
}

func cardPublishing(p kit.Page) card.Publish {
	return card.Publish{
		Page: onCard(p, p.T("card.publish.title")), Form: cardForm(), Name: cardName, Back: kit.Link{Text: p.T("card.publish.back"), Href: "/gallery/card"},
		Will: []string{
			p.T("card.publish.will", "address", "https://krag.example/pl/practices/rozmowy-przy-stole"),
			p.N("card.protection.hidden", 2), p.T("card.publish.copies"), p.T("card.publish.anytime"),
		},
	}
}

func cardPublish(p kit.Page) templ.Component { return cardPublishing(p) }

func cardPublishWaits(p kit.Page) templ.Component {
	show := cardPublishing(p)
	show.Blocks = cardWaits(p)
	return show
}

func cardCorrect(p kit.Page) templ.Component {
	show := cardPublishing(p)
	show.Correct, show.Flawed = true, true
	show.Form.Problems = []kit.Problem{{Field: "note", Text: "Napisz, co się zmieniło."}}
	return show
}

func cardWithdraw(p kit.Page) templ.Component {
	return kit.ConfirmPage(onCard(p, p.T("card.withdraw.title")), kit.Confirmation{
		Form: cardForm(), Danger: true, Title: p.T("card.withdraw.title"), Lead: cardName, Button: p.T("card.withdraw.button"),
		Will: []string{p.T("card.withdraw.will"), p.T("card.withdraw.copies"), p.T("card.withdraw.again")},
		Back: kit.Link{Text: p.T("card.publish.back"), Href: "/gallery/card"},
	})
}

func cardArea(p kit.Page) templ.Component {
	p = onCard(p, p.T("card.show.area"))
	return card.Area{Page: p, Form: cardForm(), Area: areaOfCard(p), Back: kit.Link{Text: p.T("card.publish.back"), Href: "/gallery/card"}}
}
