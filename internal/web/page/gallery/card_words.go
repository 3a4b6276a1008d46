package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/domain/publish"
	"krag/internal/web/kit"
	"krag/internal/web/page/card"
)

// typed is a number among the words somebody typed.
func typed(lang publish.Lang, before, number, after string) publish.Loose {
	return publish.Loose{Lang: lang, Before: before, Number: number, After: after}
}

// cardNumbers are numbers in the words of a card, many and long ones.
func cardNumbers(p kit.Page) card.Words {
	v := card.Words{
		Page: onCard(p, p.T("card.words.title")), Form: cardForm(), May: true, More: p.N("card.words.more", 3),
		Will: []string{p.T("card.words.everybody"), p.T("card.exact.recognised"), p.T("card.exact.for_good")},
		Back: kit.Link{Text: p.T("card.publish.back"), Href: "/gallery/card"},
	}
	change := kit.Link{Text: p.T("card.words.change"), Href: "/gallery/card-write"}
	for _, s := range []struct {
		key, name string
		words     []publish.Loose
	}{
		{"summary", "W skrócie", []publish.Loose{
			typed(publish.Polish, "Leczenie stacjonarne: ", "2", ", a reszta czeka."), typed(publish.Polish, "Od jesieni przychodzi ", "dziewięć", " osób i żadna nie rezygnuje"),
			typed(publish.Ukrainian, "стаціонарне лікування почали ", "двоє", ", інші чекають"), typed(publish.English, "Treatment was begun by ", "two", ", the others wait"),
		}},
		{"results", "Rezultaty wdrożenia narzędzia", []publish.Loose{
			typed(publish.Polish, "", "37,5", "% znalazło pracę"), typed(publish.Polish, "w grupie ", "dwunastoosobowej", ""), typed(publish.Polish, "przy stole z ", "8", "-kątnym blatem i niezwykleniepodzielnymsłowem"),
		}},
		{"advice", "Zalecenia dla instytucji zainteresowanych replikacją", []publish.Loose{typed(publish.Polish, "Przygotujcie ", "12", " kubków i czajnik")}},
	} {
		for i, l := range s.words {
			change.Of = s.name
			v.Add(card.WordsSection{Key: s.key, Name: s.name, Change: change}, card.Word{Loose: l, Chosen: i == 1})
		}
	}
	for i, l := range []publish.Loose{typed(publish.Polish, "Wystarczy ", "15", " kubków"), typed(publish.Polish, "", "Trzy", " z nich prowadzą dziś spotkania")} {
		key := []string{"card.words.was_nobody", "card.words.was_people"}[i]
		v.Decided = append(v.Decided, card.Word{
			Loose: l, Why: p.T(key, "reason", "liczba jest w sprawozdaniu gminy."), Change: &kit.Link{Text: p.T("card.words.again"), Href: "/gallery/confirm", Of: l.Around()},
		})
	}
	return v
}

func cardNumbersIn(problems ...kit.Problem) func(kit.Page) templ.Component {
	return func(p kit.Page) templ.Component {
		v := cardNumbers(p)
		v.Form = cardForm(problems...)
		v.Form.Steppers = true
		v.Flawed = v.Form.Flawed()
		return v
	}
}

func cardNumbersRead(p kit.Page) templ.Component {
	v := cardNumbers(p)
	v.May, v.Decided = false, nil
	return v
}

func cardNumbersNone(p kit.Page) templ.Component {
	v := cardNumbers(p)
	v.Sections, v.More = nil, ""
	return v
}
