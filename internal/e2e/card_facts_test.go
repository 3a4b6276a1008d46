package e2e_test

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"krag/internal/demo"
	"krag/internal/i18n"
)

// cardsOf are the published cards of the two programmes.
var cardsOf = map[string]string{"klucze": "klucze-samopomoc", "kcs": "kulturalne-centrum-samopomocy"}

// TestCardFacts compares every fact of both programmes with their published
// cards, in each form in which everybody can have them.
func TestCardFacts(t *testing.T) {
	r := startDemo(t)
	for programme, slug := range cardsOf {
		card := r.card(t, slug)
		for form := range card {
			t.Run(programme+" as "+form, func(t *testing.T) {
				for _, wrong := range card.compare(form, factsOf(t, programme)) {
					t.Error(wrong)
				}
			})
		}
	}
}

// TestCardFactsAreCompared alters the facts one by one: each time the comparison
// with each form of the card must find it.
func TestCardFactsAreCompared(t *testing.T) {
	r := startDemo(t)
	altered := 0
	for programme, slug := range cardsOf {
		card := r.card(t, slug)
		for _, path := range slices.Sorted(maps.Keys(factsOf(t, programme).leaves())) {
			for form := range card {
				if form == "paper" {
					continue // the words are those that are read aloud
				}
				told := factsOf(t, programme)
				told.alter(path)
				if len(card.compare(form, told)) == 0 {
					t.Errorf("the card of %s as %s is the same as the facts with another %s", programme, form, path)
				}
			}
			altered++
		}
		for name, mix := range mixed {
			for form := range card {
				if told := factsOf(t, programme); programme == "klucze" && form != "paper" && !oneCard[name] {
					mix(told)
					if len(card.compare(form, told)) == 0 {
						t.Errorf("the card as %s: nobody sees %s", form, name)
					}
				}
			}
		}
	}
	if altered < 150 {
		t.Errorf("only %d facts were altered", altered)
	}
}

// oneCard are mixed facts that say the same on a card, where what is in a
// section stands in one text.
var oneCard = map[string]bool{"a line too many": true, "two sections swapped": true}

// published is what a published card says, by its form.
type published map[string]string

// card is what a card says as page, as data, on paper and to a screen reader.
func (r running) card(t *testing.T, slug string) published {
	t.Helper()
	base := r.URL + "/pl/practices/" + slug
	page, _ := wordsOf(t, string(fetched(t, base)))
	seen, heard := pdfWords(t, fetched(t, base+"/card.pdf"))
	return published{"page": plainly(page), "data": string(fetched(t, base+"/card.json")), "paper": seen, "paper read aloud": heard}
}

func fetched(t *testing.T, url string) []byte {
	t.Helper()
	res, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	content, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", url, res.Status, err)
	}
	return content
}

// jsonWords are all values of a JSON document. Numbers are said as they are,
// amounts in złoty.
func jsonWords(t testing.TB, content []byte) string {
	t.Helper()
	var v any
	if err := json.Unmarshal(content, &v); err != nil {
		t.Fatal(err)
	}
	var words []string
	each("", v, func(path string, leaf any) {
		n, isNumber := leaf.(float64)
		switch {
		case isNumber && (strings.HasSuffix(path, "/amount") || strings.HasSuffix(path, "/total")):
			words = append(words, zloty(int(n)))
		case isNumber:
			words = append(words, strconv.Itoa(int(n)))
		default:
			if s, ok := leaf.(string); ok {
				words = append(words, s)
			}
		}
	})
	return plainly(strings.Join(words, " "))
}

// pdfWords is the text of a PDF in the order in which it lies on the pages,
// and in the order in which it is read aloud.
func pdfWords(t *testing.T, content []byte) (seen, heard string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "card.pdf")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	seen = plainly(strings.ReplaceAll(read(t, "pdftotext", "-enc", "UTF-8", file, "-"), "\f", " "))
	var words []string
	for line := range strings.Lines(read(t, "pdfinfo", "-struct-text", file)) {
		if text := strings.TrimSpace(line); strings.HasPrefix(text, `"`) {
			words = append(words, strings.Trim(text, `"`))
		}
	}
	return seen, plainly(strings.Join(words, " "))
}

func read(t *testing.T, command string, args ...string) string {
	t.Helper()
	out, err := exec.Command(command, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v; scripts/needs.sh installs it", command, err)
	}
	return string(out)
}

// otherwise are facts that a card tells in other words than the data: the fact,
// and the words.
var otherwise = map[string]struct {
	fact  any
	words string
}{
	"institution/kind":        {"social welfare centre (OPS)", "Ośrodek Pomocy Społecznej"},
	"model":                   {"współpraca instytucji kultury z oddolnymi grupami samopomocowymi", "model współpracy instytucji kultury z oddolnymi grupami samopomocowymi"},
	"voluntary":               {true, "udział jest dobrowolny"},
	"strategy/attached":       {true, "Gminna Strategia (2005-2013)"},
	"strategy/years":          {"2005-2013", "2005–2013"},
	"funding/granted":         {true, "Ministerstwo Pracy"},
	"groups_in_municipality":  {4.0, "4 grupy"},
	"groups":                  {3.0, "z 3 grup"},
	"premises/0/stage":        {"first", "pokój biurowy: mało dogodne warunki"},
	"premises/1/stage":        {"later", "pomieszczenia piwnic budynku Ośrodka"},
	"presentation_sections/3": {"Oszacowanie nakładów poniesionych na realizacje projektu", "Oszacowanie nakładów poniesionych na realizację projektu"}, // with the letter the source lost
}

// compare looks for every fact in a form of the card, and for every outcome
// with its number beside it.
func (c published) compare(form string, f told) (w findings) {
	said := c[form]
	switch form {
	case "data":
		c.compareData(&w, f)
		said = jsonWords(f.test, []byte(said))
	case "paper": // a number and its words lie beside each other: a tool takes them for columns
	default:
		c.compareSentences(&w, form, f)
	}
	for path, fact := range f.leaves() {
		words := f.wordsOf(path, fact)
		if other, ok := otherwise[path]; ok && !(form == "data" && path == "groups") {
			words = other.words
			w.same(path, fact, other.fact)
		}
		if !strings.Contains(said, plainly(words)) {
			w = append(w, path+": the card does not say "+words)
		}
	}
	return w
}

// wordsOf is how a card says a fact by itself. Numbers of outcomes, and whose
// they are, are said together with what was counted.
func (f told) wordsOf(path string, fact any) string {
	switch v := fact.(type) {
	case string:
		if !strings.HasSuffix(path, "/count") && !strings.HasSuffix(path, "/who") {
			return demo.InPolish(v)
		}
	case float64:
		if strings.Contains(path, "_pln") {
			return zloty(100 * int(v))
		}
		return strconv.Itoa(int(v))
	}
	return ""
}

// compareSentences looks for every outcome as one sentence under its group: the
// number the source gives, of whom, and what; and neither where it gives none.
func (c published) compareSentences(w *findings, form string, f told) {
	want := f.telling()
	for name, all := range want.outcomes {
		for _, o := range all {
			line := o.line(false)
			sentence := plainly(strings.TrimSpace(line[0] + " " + line[2] + " " + line[3]))
			before, _, there := strings.Cut(c[form], sentence)
			before = strings.TrimSpace(before)
			if last := before[max(0, len(before)-1):]; !there || line[0] == "" && strings.ContainsAny(last, "0123456789:") {
				*w = append(*w, "the card does not say "+sentence)
			}
			w.same("the group of "+sentence, headOf(before, want), name)
		}
	}
	if total := plainly(zloty(want.total())); len(want.costs) > 0 && !strings.Contains(c[form], total) {
		*w = append(*w, "the card does not say that it cost "+total)
	}
	for _, cost := range want.costs {
		if row := plainly(cost.Item); !slices.ContainsFunc(strings.Split(c[form], row)[1:], func(after string) bool {
			return strings.Contains(after[:min(len(after), 120)], plainly(zloty(cost.Grosze)))
		}) {
			*w = append(*w, "the card does not say what was paid for "+row)
		}
	}
}

// headOf is the name under which something stands: the last of those of all
// groups that have outcomes, empty for the programme as a whole.
func headOf(before string, want telling) (name string) {
	last := -1
	for of := range want.outcomes {
		title := of
		if of == "" {
			title = polish.T("card.block.whole")
		}
		if at := strings.LastIndex(before, plainly(title)); at > last {
			last, name = at, of
		}
	}
	return name
}

// dataOfCard is what of a card's data has a shape of its own.
type dataOfCard struct {
	Parts []struct {
		Sections []struct {
			Blocks []struct {
				Groups *struct {
					Rows        []struct{ Name, Period, Stage string }
					Independent int
				}
				Results *struct {
					Of   string
					Rows []struct {
						outcomeTold
						N, Of *struct {
							Shown string
							N     int
						}
					}
				}
				Costs *struct {
					Rows []struct {
						Item, Category, Funder, Note string
						Amount                       int
					}
					Total int
				}
			}
		}
	}
}

// compareData compares groups, outcomes and costs row by row.
func (c published) compareData(w *findings, f told) {
	f.test.Helper()
	var card dataOfCard
	if err := json.Unmarshal([]byte(c["data"]), &card); err != nil {
		f.test.Fatal(err)
	}
	want := f.telling()
	outcomes, costs, total := map[string][]outcomeTold{}, []costTold(nil), 0
	for _, part := range card.Parts {
		for _, section := range part.Sections {
			for _, block := range section.Blocks {
				if g := block.Groups; g != nil {
					w.same("how many groups the data have", len(g.Rows), len(want.groups))
					w.same("how many groups of the data stand on their own", g.Independent, want.independent)
				}
				if r := block.Results; r != nil {
					for _, row := range r.Rows {
						o := row.outcomeTold
						if row.N != nil {
							o.N = new(row.N.N)
						}
						if row.Of != nil {
							o.Of = new(row.Of.N)
						}
						outcomes[r.Of] = append(outcomes[r.Of], o)
					}
				}
				if block.Costs != nil {
					total = block.Costs.Total
					for _, row := range block.Costs.Rows {
						costs = append(costs, costTold{Item: row.Item, Category: row.Category, Funder: row.Funder, Note: row.Note, Grosze: row.Amount})
					}
				}
			}
		}
	}
	for _, name := range both(outcomes, want.outcomes) {
		w.same("the outcomes of "+name+" in the data", outcomes[name], want.outcomes[name])
	}
	w.same("the costs in the data", costs, want.costs)
	w.same("the sum of the costs in the data", total, want.total())
}

// plainly is what is said, whatever letter a sentence begins with, and whether
// a hyphen was typed or a dash is set.
func plainly(words string) string {
	return strings.ToLower(strings.ReplaceAll(i18n.Dash(fold(words)), " : ", ": "))
}
