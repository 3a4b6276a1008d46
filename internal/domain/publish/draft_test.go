package publish

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

func whole(t *testing.T, e Edition) string {
	t.Helper()
	content, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestDraftSaysWhatTheRecordHolds(t *testing.T) {
	text := whole(t, workOn("practice").edition(Polish))
	for _, want := range []string{
		"Ludzie byli sami.", "osoby uzależnione", "szczegółowa diagnoza", "Sąd Rodzinny", "zdobyły kwalifikacje", "prawie wszyscy",
		`"amount":478200`, `"amount":0`, "Ministerstwo", "Usługi społeczne › Pomoc społeczna", "pl voivodeship 12",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the card does not say %q", want)
		}
	}
}

func TestSmallNumbersStayInside(t *testing.T) {
	w := workOn("practice")
	rows := w.edition(Polish).Results()
	by := map[string]Result{}
	for _, r := range rows {
		by[r.Indicator] = r
	}
	small, large, all, groups := by["złożyły wnioski"], by["zdobyły kwalifikacje"], by["poprawa relacji"], by["usamodzielniły się"]
	if small.N.Shown != Hidden || small.N.N != 0 || small.Quote != "" || small.Context != "" {
		t.Errorf("four women: %+v with %q", *small.N, small.Quote)
	}
	if large.N.Shown != Rounded || large.N.N != 15 || large.Quote != "" {
		t.Errorf("thirteen women: %+v with %q", *large.N, large.Quote)
	}
	if all.N == nil || all.N.Shown != Hidden || all.Quote != "" {
		t.Errorf("everybody: %v with %q", all.N, all.Quote)
	}
	if groups.N.Shown != Exact || groups.N.N != 1 || groups.Of.N != 3 || groups.Quote == "" {
		t.Errorf("one of three groups: %+v of %+v", *groups.N, *groups.Of)
	}
}

// What is typed around a hidden number goes with it, whatever field it is in.
func TestWordsAroundAHiddenNumberGoWithIt(t *testing.T) {
	w := workOn("practice")
	o := &w.source.Outcomes[0]
	o.Words, o.Context, o.When, o.Quote, o.Source = "zqw", "zqc", "zqt", "zqq", "zqs"
	if text := whole(t, w.edition(Polish)); strings.Contains(text, "zq") {
		t.Errorf("the card says it: %s", text)
	}
	w.permissions = []Permission{{Outcome: o.ID, N: 4, Reason: "opublikowano"}}
	text := whole(t, w.edition(Polish))
	for _, want := range []string{"zqc", "zqt", "zqq", "zqs"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is left out of what is said exactly", want)
		}
	}
}

// A quote may say the number that is said exactly beside it, and no other.
func TestQuotesSayOnlyWhatTheRowSays(t *testing.T) {
	four := Result{Form: FormCount, N: &Number{Shown: Exact, N: 4}}
	for quote, want := range map[string]int{"4 kobiety": 0, "4 kobiety, z nich 2 z dziećmi": 1, "cztery kobiety": 1} {
		four.Quote = quote
		if got := (Results{Rows: []Result{four}}).loose("x", Polish); len(got) != want {
			t.Errorf("%q: %v", quote, got)
		}
	}
	everybody := Result{Form: FormAll, Quote: "u wszystkich uczestników, a było ich 5"}
	if got := (Results{Rows: []Result{everybody}}).loose("x", Polish); len(got) != 1 || got[0].Number != "5" {
		t.Errorf("everybody: %v", got)
	}
}

// Of two numbers among the same words each is decided about by itself.
func TestNumbersAmongTheSameWordsAreTwo(t *testing.T) {
	all := loose("x", Polish, "8 i 8 osób")
	if len(all) != 2 || all[0].Around() != all[1].Around() || all[0].Key() == all[1].Key() {
		t.Errorf("%v", all)
	}
}

// Two programmes that differ only in a hidden number have one card.
func TestHiddenNumbersLeaveNoTrace(t *testing.T) {
	before := whole(t, workOn("practice").edition(Polish))
	for n := range stats.Small + 1 {
		w := workOn("practice")
		w.source.Outcomes[0].N = stats.People(n)
		if after := whole(t, w.edition(Polish)); after != before {
			t.Fatalf("%d women leave a trace:\n%s\n%s", n, before, after)
		}
	}
}

// What is true of everybody is hidden as a small number is, and looks like one.
func TestEverybodyLooksLikeFew(t *testing.T) {
	all := workOn("practice")
	few := workOn("practice")
	few.source.Outcomes[2].Form = FormCount
	for n := range stats.Small + 1 {
		few.source.Outcomes[2].N = stats.People(n)
		if a, b := whole(t, all.edition(Polish)), whole(t, few.edition(Polish)); a != b {
			t.Fatalf("everybody and %d can be told apart:\n%s\n%s", n, a, b)
		}
	}
}

// TestEveryTypedWordIsLookedThrough types a number of people into every field
// that is public.
func TestEveryTypedWordIsLookedThrough(t *testing.T) {
	for name, put := range map[string]func(s *Source, text string){
		"title":     func(s *Source, text string) { s.Title = text },
		"house":     func(s *Source, text string) { s.Publisher.Name = text },
		"place":     func(s *Source, text string) { s.Publisher.Place = text },
		"contact":   func(s *Source, text string) { s.Contact = []string{"dom@example.org", text} },
		"award":     func(s *Source, text string) { s.Record["awards"] = []string{text} },
		"record":    func(s *Source, text string) { s.Record["situation"] = []string{text} },
		"partner":   func(s *Source, text string) { s.Record["partners"] = []string{text} },
		"file":      func(s *Source, text string) { s.Files = []SourceFile{{Name: text, Public: true}} },
		"about":     func(s *Source, text string) { s.Files = []SourceFile{{Name: "plik", About: text, Public: true}} },
		"cost":      func(s *Source, text string) { s.Costs[0].Item = text },
		"cost note": func(s *Source, text string) { s.Costs[0].Note = text },
		"cost from": func(s *Source, text string) { s.Costs[0].Funder = text },
		"funder":    func(s *Source, text string) { s.Funds[0].Funder = text },
		"fund for":  func(s *Source, text string) { s.Funds[0].For = text },
		"group":     func(s *Source, text string) { s.Groups[1].Name = text },
		"audience":  func(s *Source, text string) { s.Groups[1].Audience = text },
		"rhythm":    func(s *Source, text string) { s.Groups[1].Rhythm = text },
		"period":    func(s *Source, text string) { s.Groups[1].Period = text },
		"result of": func(s *Source, text string) { s.Outcomes[0].GroupName = text },
		"indicator": func(s *Source, text string) { s.Outcomes[0].Indicator = text },
		"who":       func(s *Source, text string) { s.Outcomes[0].Who = text },
		"words":     func(s *Source, text string) { s.Outcomes[4].Words = text },
		"context":   func(s *Source, text string) { s.Outcomes[4].Context = text },
		"source":    func(s *Source, text string) { s.Outcomes[4].Source = text },
		"step":      func(s *Source, text string) { s.Premises = []PremisesStep{{Text: text}} },
		"step when": func(s *Source, text string) { s.Premises = []PremisesStep{{When: text, Text: "sala"}} },
		"strategy":  func(s *Source, text string) { s.Strategies = []Strategy{{Title: text}} },
		"note":      func(s *Source, text string) { s.Strategies = []Strategy{{Title: "Strategia", Note: text}} },
	} {
		w := workOn("practice")
		put(&w.source, "dla 5 kobiet")
		if e := w.edition(Polish); strings.Contains(whole(t, e), "dla 5 kobiet") && len(looseIn(e)) == 0 {
			t.Errorf("%s: nobody is asked about 5 women", name)
		} else if !strings.Contains(whole(t, e), "dla 5 kobiet") {
			t.Errorf("%s: the test does not put it on the card", name)
		}
	}
}

// TestOnlyPublicFilesAreNamed: of a file that only the team has, a card says
// nothing. What the record names in words is named all the same.
func TestOnlyPublicFilesAreNamed(t *testing.T) {
	w := workOn("practice")
	w.source.Record["attachments"] = []string{"Strategia (2005-2013)"}
	w.source.Files = []SourceFile{
		{Name: "Skarga pani Zofii", FileName: "Skarga pani Zofii.pdf", About: "Tylko dla zespołu", Type: "image/webp", Size: 4321},
		{FileVersion: FileVersion{ID: id[domain.AttachmentID](5).UUID}, Name: "Uchwała", About: "O sali", Type: "application/pdf", Size: 1234, Public: true},
	}
	text := whole(t, w.edition(Polish))
	for _, want := range []string{"Strategia (2005-2013)", "Uchwała", "O sali", `"size":1234`, FilePath(w.card.Slug, w.source.Files[1].ID)} {
		if !strings.Contains(text, want) {
			t.Errorf("the card does not say %q", want)
		}
	}
	for _, secret := range []string{"Zofii", "zespołu", "image/webp", "4321"} {
		if strings.Contains(text, secret) {
			t.Errorf("the card says %q", secret)
		}
	}
	w.source.Record["attachments"], w.source.Files = nil, w.source.Files[:1]
	if text := whole(t, w.edition(Polish)); strings.Contains(text, `"files"`) {
		t.Errorf("a card without public files has a list of them: %s", text)
	}
}

func TestPlainNumbersOfAnEdition(t *testing.T) {
	for want, n := range map[string]Number{
		"–": {Shown: Withheld}, "8–12": {Shown: Between, N: 8, To: 12}, "10": {Shown: Rounded, N: 10}, "4": {Shown: Exact, N: 4},
	} {
		if got := n.plain(); got != want {
			t.Errorf("%+v: %q, want %q", n, got, want)
		}
	}
}

func TestExactOnlyWhileTheNumberStands(t *testing.T) {
	w := workOn("practice")
	w.permissions = []Permission{
		{Outcome: id[domain.OutcomeID](1), N: 4, Reason: "opublikowano"}, {Outcome: id[domain.OutcomeID](3), N: everybody, Reason: "opublikowano"},
	}
	text := whole(t, w.edition(Polish))
	if !strings.Contains(text, `"quote":"4 kobiet: złożyły wnioski"`) || !strings.Contains(text, "u wszystkich uczestników") {
		t.Errorf("what was allowed is not said: %s", text)
	}
	w.source.Outcomes[0].N = stats.People(3)
	if r := w.resultOf("złożyły wnioski"); r.N.Shown != Hidden {
		t.Errorf("allowed for four and said of three: %+v", *r.N)
	}
	w.source.Outcomes[2].Form = FormCount
	if r := w.resultOf("poprawa relacji"); r.N.Shown != Hidden {
		t.Errorf("allowed for everybody and said of none: %+v", *r.N)
	}
}

func TestInventedPeopleAreNotCounted(t *testing.T) {
	for _, row := range groupRows(workOn("practice").edition(Polish)) {
		if row.Meetings != 0 || len(row.Life) > 0 {
			t.Errorf("of an invented group: %+v", row)
		}
	}
	w := workOn("practice")
	w.source.MadeUp = false
	rows := groupRows(w.edition(Polish))
	if rows[0].Meetings != 9 {
		t.Errorf("of a real group: %+v", rows[0])
	}
}

func TestNobodyReadsWhereASensitiveGroupMeets(t *testing.T) {
	text := whole(t, workOn("practice").edition(Polish))
	if strings.Contains(text, "Cichej") {
		t.Error("the card says where a sensitive group meets")
	}
	if !strings.Contains(text, "w środy") {
		t.Error("the card does not say when an open group meets")
	}
}

func groupRows(e Edition) (rows []GroupRow) {
	for _, p := range e.Parts {
		for _, s := range p.Sections {
			for _, b := range s.Blocks {
				if b.Groups != nil {
					rows = append(rows, b.Groups.Rows...)
				}
			}
		}
	}
	return rows
}

func TestWordsFallBackAndSaySo(t *testing.T) {
	w := workOn("practice")
	write := func(section string, lang Lang, text string) {
		if w.texts[section] == nil {
			w.texts[section] = map[Lang]Written{}
		}
		w.texts[section][lang] = Written{Section: section, Lang: lang, No: 1, Text: text}
	}
	write("advice", Polish, "Zacznijcie od rozmowy.")
	write("situation", Ukrainian, "Люди були самі.")
	langs := map[string]Lang{}
	for _, p := range w.edition(Ukrainian).Parts {
		for _, s := range p.Sections {
			if s.Blocks[0].Text != nil {
				langs[s.Key] = s.Blocks[0].Lang
			}
		}
	}
	if langs["advice"] != Polish || langs["situation"] != Ukrainian {
		t.Errorf("languages of the sections: %v", langs)
	}
	if text := whole(t, w.edition(Polish)); !strings.Contains(text, "Zacznijcie od rozmowy.") || strings.Contains(text, "szczegółowa diagnoza") {
		t.Error("what a person wrote does not replace the draft")
	}
	write("advice", Polish, "")
	if text := whole(t, w.edition(Polish)); strings.Contains(text, "Zalecenia dla instytucji") {
		t.Error("a section emptied on purpose is drafted again")
	}
}

func TestPieces(t *testing.T) {
	for text, want := range map[string][]Piece{
		"":                   nil,
		"raz\ndwa\n\ntrzy":   {{Paragraph: "raz dwa"}, {Paragraph: "trzy"}},
		"Zasady:\n- a\n– b":  {{Paragraph: "Zasady:"}, {Items: []string{"a", "b"}}},
		"- a\n\n- b\nkoniec": {{Items: []string{"a"}}, {Items: []string{"b"}}, {Paragraph: "koniec"}},
		"  \n\t\n •  x ":     {{Items: []string{"x"}}},
	} {
		got := Pieces(text)
		if !slices.EqualFunc(got, want, func(a, b Piece) bool { return a.Paragraph == b.Paragraph && slices.Equal(a.Items, b.Items) }) {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

func TestNumbersOfPeopleInWords(t *testing.T) {
	for text, want := range map[string]int{
		"4 kobiety złożyły wnioski":                             1,
		"W grupie cztery osoby i sześciu mężczyzn":              2,
		"Działa od 2004 roku, w 16 gminach":                     0,
		"Kosztowało 4782 zł na 12 krzeseł":                      0,
		"У групі п’ять жінок":                                   1,
		"three of the participants found work":                  1,
		"trzy lata temu, 8 spotkań":                             0,
		"u dwojga uczestników":                                  1,
		"Osoby: 3, kobiety: 2":                                  2,
		"uczestniczek było 5.":                                  1,
		"kobiety (4)":                                           1,
		"3–5 osób, 2/3 kobiet":                                  2,
		"trzyosobowa grupa i 4-osobowy zespół":                  2,
		"dwanaście osób":                                        1,
		"у групі дванадцять жінок":                              1,
		"twelve women":                                          1,
		"Uczestnicy spotykali się od 2004.":                     0,
		"osoby z 2 gmin, co tydzień o 16:30":                    0,
		"Osoby Doznające Przemocy, ul. Cicha 3":                 0,
		"Kursy skończyło 7 pań, trójka uczestników szuka pracy": 2,
		"3 seniorów, 4 wdowy, 6 podopiecznych":                  3,
		"jedyna uczestniczka i obie panie":                      2,
		"prawie wszyscy uczestnicy, połowa uczestniczek":        2,
		"żadna z kobiet nie wróciła":                            1,
		"усі учасниці, жодна з жінок":                           2,
		"none of the women, half the participants":              2,
		"wszystkie spotkania, obie sale, połowa kosztów":        0,
	} {
		if got := loose("x", "", text); len(got) != want {
			t.Errorf("%q: %v, want %d", text, got, want)
		}
	}
}

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want []Run
	}{
		{"", "", nil},
		{"raz dwa", "raz dwa", []Run{{Same, "raz dwa"}}},
		{"raz dwa trzy", "raz trzy", []Run{{Same, "raz "}, {Taken, "dwa "}, {Same, "trzy"}}},
		{"", "nowe", []Run{{Added, "nowe"}}},
	} {
		if got := Compare(c.a, c.b); !slices.Equal(got, c.want) {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
	long := strings.Repeat("słowo inne ", 20_000)
	for _, r := range Compare(long, strings.ToUpper(long)) {
		if r.Kind == Same {
			t.Error("nothing is the same")
		}
	}
}

func TestTemplatesAreChecked(t *testing.T) {
	if len(templates()) != 2 || templates().List()[0].ID != "practice" {
		t.Fatalf("templates: %v", templates().List())
	}
	for _, template := range templates().List() {
		for _, s := range template.Sections() {
			for _, lang := range Langs {
				if s.Name[lang] == "" {
					t.Errorf("%s, %s: no name in %s", template.ID, s.Key, lang)
				}
			}
		}
	}
	bad := Template{ID: "x", Name: Named{Polish: "X"}, Parts: []TemplatePart{{Sections: []TemplateSection{{Key: "a", Name: Named{Polish: "A"}, Blocks: []string{"salaries"}}}}}}
	if bad.check() == nil {
		t.Error("a template may ask for a block that nobody knows")
	}
}

func TestAreas(t *testing.T) {
	if got := Path("social.welfare"); !slices.Equal(got, []string{"social", "social.welfare"}) {
		t.Errorf("path: %v", got)
	}
	for _, a := range Areas {
		for _, code := range Path(a.Code) {
			if _, ok := AreaByCode(code); !ok {
				t.Errorf("%s lies under %s, which is not there", a.Code, code)
			}
		}
	}
	if Under("socialist", "social") || !Under("social.work", "social") {
		t.Error("what lies under what")
	}
}
