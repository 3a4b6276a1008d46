package bundle

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"krag/internal/domain/publish"
	"krag/internal/domain/transfer"
)

// edition is a card whose every word tells where it belongs.
func edition() publish.Edition {
	text := func(pieces ...publish.Piece) publish.Block {
		return publish.Block{Lang: publish.Polish, Text: &publish.Text{Pieces: pieces}}
	}
	line := func(s string) publish.Piece { return publish.Piece{Paragraph: s} }
	return publish.Edition{
		Template: "practice", Slug: "klucze", Lang: publish.Polish, Title: "Klucze do sukcesu", At: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), MadeUp: true,
		Publisher: publish.Publisher{Name: "OPS w Bieruniu", Place: "Bieruń", Voivodeship: "24", Contact: "tajny kontakt"},
		Parts: []publish.Part{{Key: "summary", Sections: []publish.Section{
			{Key: "summary", Blocks: []publish.Block{text(line("Grupy, które prowadzą same osoby."), line("Co się zmieniło:"), publish.Piece{Items: []string{"wynik innych"}})}},
			{Key: "particulars", Blocks: []publish.Block{{Facts: &publish.Facts{Rows: []publish.Fact{{Name: "Nagrody", Values: []string{"nagroda innych"}}}}}}},
		}}, {Key: "full", Sections: []publish.Section{
			{Key: "situation", Blocks: []publish.Block{text(line("sytuacja innych"))}},
			{Key: "approach", Blocks: []publish.Block{
				text(line("Zaczęliśmy od rozmów."), line("Zasady:"), publish.Piece{Items: []string{"Dobrowolność", "Poufność"}}, line("Kolejne kroki:"), publish.Piece{Items: []string{"Diagnoza"}}, line("Co daje takie podejście:"), publish.Piece{Items: []string{"korzyść innych"}}),
				{Groups: &publish.Groups{Rows: []publish.GroupRow{
					{Name: "Kobiety", Kind: "violence", Audience: "dorosłe kobiety", Period: "2004", Rhythm: "czwartki u innych", Meetings: 12, Sensitive: true, Openness: "closed", Character: "discussion", Accompanied: 8, Life: []publish.Stage{{Stage: "independent", On: "2005"}}},
					{Name: "Dawna", Kind: "chess"},
				}}},
				{Steps: &publish.Steps{Rows: []publish.Step{{Text: "sala innych"}}}},
			}},
			{Key: "results", Blocks: []publish.Block{{Results: &publish.Results{Rows: []publish.Result{
				{Indicator: "podjęły pracę", Who: "kobiety", N: &publish.Number{Shown: publish.Exact, N: 7}, Quote: "cytat innych"}, {Indicator: "podjęły pracę", Who: "kobiety"},
			}}}}},
			{Key: "costs", Blocks: []publish.Block{{Costs: &publish.Costs{Rows: []publish.CostRow{{Item: "Krzesła", Category: "furniture", Amount: 720000, Funder: "dawca innych"}}}}}},
			{Key: "advice", Blocks: []publish.Block{text(line("Zacznijcie od jednej grupy. " + strings.Repeat("a", 2500)))}},
		}}},
	}
}

func template(t testing.TB) transfer.Parcel {
	t.Helper()
	kinds := newReader(t).Templates
	return Template(edition(), kinds["practice"], "https://krag.example.org/pl/practices/klucze", Words{
		Source: "Na podstawie praktyki „Klucze do sukcesu”", Group: func(n int) string { return fmt.Sprintf("Grupa %d", n) },
	})
}

// TestTemplateIsOursToBeginWith: groups, their agreement, the approach and
// what to measure come along, and nothing of those who did it before.
func TestTemplateIsOursToBeginWith(t *testing.T) {
	content := written(t, template(t), "")
	keepsToSchema(t, content)
	p, err := newReader(t).Read(content, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, other := range []string{"innych", "tajny", "720000", "2004", "2005", `: 7`, `"made_up": true`} {
		if strings.Contains(string(content), other) {
			t.Errorf("%q of the others is in it:\n%s", other, content)
		}
	}
	record := p.Programme.Record
	for section, want := range map[string]string{"model": "Grupy, które prowadzą same osoby.", "origin": "Zaczęliśmy od rozmów.", "principles": "Poufność", "path": "Diagnoza"} {
		if !slices.Contains(record[section], want) {
			t.Errorf("%s is %q", section, record[section])
		}
		if last := record[section][len(record[section])-1]; !strings.HasPrefix(last, "Na podstawie praktyki") {
			t.Errorf("%s does not say where it comes from: %q", section, last)
		}
	}
	if len(record["advice"]) != 3 {
		t.Errorf("the long advice is in %d items", len(record["advice"]))
	}
	g := p.Groups[0]
	if len(p.Groups) != 2 || g.Name != "Kobiety" || g.Neutral != "Grupa 1" || !g.Sensitive || g.Openness != "closed" || g.Accompanied != 8 || p.Groups[1].Kind != "other" || p.Groups[1].Accompanied != 10 {
		t.Errorf("the groups are %v", p.Groups)
	}
	want := []transfer.Hint{{Kind: transfer.HintIndicator, Text: "podjęły pracę", Detail: "kobiety"}, {Kind: transfer.HintCost, Text: "Krzesła", Detail: "furniture"}}
	if !slices.Equal(p.Hints, want) {
		t.Errorf("the hints are %v", p.Hints)
	}
	if p.Origin == nil || p.Origin.Address != "https://krag.example.org/pl/practices/klucze" || p.Programme.MadeUp {
		t.Errorf("it comes from %v", p.Origin)
	}
}

// TestTemplateOfNothing: a card with hardly a word still makes a programme.
func TestTemplateOfNothing(t *testing.T) {
	p := Template(publish.Edition{Slug: "x", Title: "!!!", At: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)}, publish.Template{}, "https://a", Words{Source: "s", Group: func(int) string { return "g" }})
	if _, err := newReader(t).Read(written(t, p, ""), ""); err != nil {
		t.Error(err)
	}
}
