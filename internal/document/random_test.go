package document

import (
	"bytes"
	"flag"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"krag/internal/document/pdftest"
	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/torture"
)

// Random editions: everything that the model allows, and much that nobody
// would write.

var (
	langs = rapid.SampledFrom(publish.Langs)
	// typed is what people type, and what falls into a field by mistake.
	typed = rapid.Custom(func(t *rapid.T) string {
		switch rapid.IntRange(0, 60).Draw(t, "how") {
		case 0:
			return ""
		case 1:
			return rapid.String().Draw(t, "anything")
		case 2:
			return strings.Repeat("bezprzerwy", rapid.IntRange(1, 60).Draw(t, "times"))
		case 3:
			return strings.Repeat("Dziesięć tysięcy znaków w akapicie. ", rapid.IntRange(1, 290).Draw(t, "times"))
		case 4, 7, 8:
			return "grupa 💚 漢字 \u0301 \u200d \ufe0f"
		case 5, 9:
			return " \n\t \u00a0 "
		case 6, 10, 11, 12, 13, 14:
			return "Щедрі люди в групі"
		}
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(strings.Fields("grupa w i z osoby samopomoc – „tak” 8 2004–2005 dom, kultury. Ośrodek:")), 1, 12).Draw(t, "words"), " ")
	})
)

func number0(t *rapid.T) publish.Number {
	switch rapid.SampledFrom([]publish.Shown{publish.Hidden, publish.Withheld, publish.Between, publish.Rounded, publish.Exact}).Draw(t, "shown") {
	case publish.Hidden:
		return publish.Number{Shown: publish.Hidden, Below: 10}
	case publish.Withheld:
		return publish.Number{Shown: publish.Withheld}
	case publish.Between:
		n := rapid.IntRange(0, 30).Draw(t, "n")
		return publish.Number{Shown: publish.Between, N: n, To: n + rapid.IntRange(1, 9).Draw(t, "more")}
	case publish.Rounded:
		return publish.Number{Shown: publish.Rounded, N: 5 * rapid.IntRange(0, 40).Draw(t, "n")}
	}
	return publish.Number{Shown: publish.Exact, N: rapid.IntRange(0, 1_000_000).Draw(t, "n")}
}

var numbers = rapid.Ptr(rapid.Custom(number0), true)

func money(t *rapid.T) domain.Grosze {
	return domain.Grosze(rapid.Int64Range(-10_000, 99_999_999_99).Draw(t, "grosze"))
}

// many draws a short list, and now and then a long one.
func many[T any](t *rapid.T, make func(*rapid.T) T) []T {
	n := rapid.IntRange(0, 3).Draw(t, "how many")
	if rapid.IntRange(0, 80).Draw(t, "long") == 80 {
		n = 60
	}
	var all []T
	for range n {
		all = append(all, make(t))
	}
	return all
}

func say(t *rapid.T) string { return typed.Draw(t, "say") }

func result0(t *rapid.T) publish.Result {
	return publish.Result{
		Indicator: say(t), N: numbers.Draw(t, "n"), Of: numbers.Draw(t, "of"), People: rapid.Bool().Draw(t, "people"),
		Form:  rapid.SampledFrom([]publish.Form{publish.FormCount, publish.FormAll, publish.FormShare, publish.FormGroup, publish.FormWords}).Draw(t, "form"),
		Who:   rapid.SampledFrom([]string{"", "osoby", "kobiety", "rodziny", "grupy"}).Draw(t, "who"),
		Words: say(t), Context: say(t), When: say(t), Quote: say(t), Source: say(t),
	}
}

func group0(t *rapid.T) publish.GroupRow {
	return publish.GroupRow{
		Name: say(t), Kind: "k", KindName: say(t), Period: say(t), Audience: say(t), Rhythm: say(t), Stage: "s", StageName: say(t),
		Meetings: rapid.IntRange(0, 99).Draw(t, "meetings"),
		Life: many(t, func(t *rapid.T) publish.Stage {
			return publish.Stage{Stage: "s", Name: say(t), On: rapid.SampledFrom([]string{"", "2004", "2004-05", "2004-05-06", "2004-99", "dawno"}).Draw(t, "on")}
		}),
	}
}

func block0(t *rapid.T) publish.Block {
	b := publish.Block{Title: say(t), Lang: langs.Draw(t, "lang")}
	switch rapid.IntRange(0, 6).Draw(t, "kind") {
	case 0:
		b.Text = &publish.Text{Pieces: many(t, func(t *rapid.T) publish.Piece {
			if rapid.Bool().Draw(t, "list") {
				return publish.Piece{Items: many(t, say)}
			}
			return publish.Piece{Paragraph: say(t)}
		})}
	case 1:
		b.Facts = &publish.Facts{Rows: many(t, func(t *rapid.T) publish.Fact {
			return publish.Fact{Key: "k", Name: say(t), Values: many(t, say), Lang: langs.Draw(t, "lang")}
		})}
	case 2:
		b.Results = &publish.Results{Of: rapid.SampledFrom([]string{"", b.Title, "Inna"}).Draw(t, "of"), Rows: many(t, result0)}
	case 3:
		b.Costs = &publish.Costs{
			Total: money(t),
			Rows: many(t, func(t *rapid.T) publish.CostRow {
				return publish.CostRow{Item: say(t), Category: "c", Name: say(t), Amount: money(t), Funder: say(t), Note: say(t)}
			}),
			Sources: many(t, func(t *rapid.T) publish.Money {
				return publish.Money{Funder: say(t), For: say(t), Granted: rapid.Bool().Draw(t, "granted"), Amount: money(t)}
			}),
		}
	case 4:
		b.Groups = &publish.Groups{Rows: many(t, group0), Independent: rapid.IntRange(0, 9).Draw(t, "independent")}
	case 5:
		b.Steps = &publish.Steps{Rows: many(t, func(t *rapid.T) publish.Step { return publish.Step{Name: say(t), When: say(t), Text: say(t)} })}
	case 6:
		b.Files = &publish.Files{Rows: many(t, func(t *rapid.T) publish.File {
			return publish.File{
				Name: say(t), About: say(t), Type: "application/pdf", Size: rapid.Int64Range(0, 1<<40).Draw(t, "size"),
				Href: rapid.SampledFrom([]string{"", "/practices/a/files/b", "javascript:x", "://"}).Draw(t, "href"),
			}
		})}
	}
	return b
}

func card0(t *rapid.T) Card {
	at := time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "at"), 0).UTC()
	e := publish.Edition{
		Schema: publish.Schema, No: rapid.IntRange(0, 40).Draw(t, "no"), Template: "practice", Slug: "a", Lang: langs.Draw(t, "lang"),
		Title: say(t), TitleLang: langs.Draw(t, "title lang"), Lead: say(t), LeadLang: langs.Draw(t, "lead lang"), Kind: say(t),
		Publisher: publish.Publisher{
			Name: say(t), Profile: "welfare", Place: say(t), Contact: say(t),
			Voivodeship: rapid.SampledFrom([]string{"", "12", "99"}).Draw(t, "voivodeship"),
		},
		MadeUp: rapid.Bool().Draw(t, "made up"), FirstAt: at, At: at,
		Parts: many(t, func(t *rapid.T) publish.Part {
			return publish.Part{Key: "p", Title: say(t), Sections: many(t, func(t *rapid.T) publish.Section {
				return publish.Section{Key: "s", Title: say(t), Blocks: many(t, block0)}
			})}
		}),
		Changes: many(t, func(t *rapid.T) publish.Change {
			return publish.Change{Edition: rapid.IntRange(1, 9).Draw(t, "edition"), At: at, Note: say(t)}
		}),
		Protection: publish.Protection{Hidden: rapid.IntRange(0, 99).Draw(t, "hidden"), Rounded: rapid.IntRange(0, 99).Draw(t, "rounded"), Exact: rapid.IntRange(0, 99).Draw(t, "exact")},
	}
	return Card{Edition: e, Address: rapid.SampledFrom([]string{"", "https://krag.example/practices/a"}).Draw(t, "address")}
}

// anyCard holds whatever is drawn to everything that is promised of a card.
func anyCard(t *rapid.T) {
	c := card0(t)
	out := c.PDF()
	pdftest.Check(t, out)
	if !bytes.Equal(out, c.PDF()) {
		t.Errorf("the same card gave other bytes")
	}
	parts(t, c.DOCX())
	text, err := c.JSON()
	if err != nil {
		t.Fatalf("%v", err)
	}
	if err := validate(schemaOnce(), text); err != nil {
		t.Errorf("%v\n%s", err, text)
	}
}

func TestAnyCard(t *testing.T) {
	if err := flag.Set("rapid.checks", strconv.Itoa(torture.Count(t, 300))); err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, anyCard)
}

func FuzzAnyCard(f *testing.F) { f.Fuzz(rapid.MakeFuzz(anyCard)) }
