package document

import (
	"testing"

	"krag/internal/domain/publish"
	"krag/internal/i18n"
)

func number(shown publish.Shown, n ...int) *publish.Number {
	p := &publish.Number{Shown: shown}
	if len(n) > 0 {
		p.N = n[0]
	}
	if len(n) > 1 {
		p.To = n[1]
	}
	return p
}

func exactly(n int) *publish.Number { return number(publish.Exact, n) }

func TestResultsInWords(t *testing.T) {
	const pl, uk, en = publish.Polish, publish.Ukrainian, publish.English
	count := func(n *publish.Number, who string) publish.Result {
		return publish.Result{Indicator: "praca", Form: publish.FormCount, N: n, Who: who}
	}
	share := func(n, of *publish.Number) publish.Result {
		return publish.Result{Indicator: "samodzielność", Form: publish.FormShare, N: n, Of: of, Who: "grupy"}
	}
	hidden, withheld := number(publish.Hidden), number(publish.Withheld)
	for _, c := range []struct {
		lang         publish.Lang
		r            publish.Result
		figure, text string
		full, open   int
		note         string
	}{
		{lang: pl, r: count(exactly(1), "kobiety"), figure: "1", text: "kobieta: praca", full: 1},
		{lang: pl, r: count(exactly(8), "kobiety"), figure: "8", text: "kobiet: praca", full: 8},
		{lang: en, r: count(exactly(8), "kobiety"), figure: "8", text: "women: praca", full: 8},
		{lang: uk, r: count(exactly(3), "osoby"), figure: "3", text: "людини: praca", full: 3},
		{lang: pl, r: count(exactly(11), "rodziny"), figure: "11", text: "rodziny: praca"},
		{lang: pl, r: count(exactly(0), "osoby"), figure: "0", text: "osób: praca"},
		{lang: pl, r: count(exactly(2), ""), figure: "2", text: "praca", full: 2},
		{lang: pl, r: count(number(publish.Rounded, 10), "osoby"), text: "Około 10 osób: praca"},
		{lang: uk, r: count(number(publish.Rounded, 10), "osoby"), text: "Близько 10 людей: praca"},
		{lang: en, r: count(number(publish.Rounded, 10), ""), text: "About 10: praca"},
		{lang: pl, r: count(number(publish.Between, 5, 10), "osoby"), text: "Od 5 do 10 osób: praca"},
		{lang: pl, r: count(hidden, "kobiety"), text: "Praca", note: "Liczby kobiet nie podajemy, by nikogo nie zdradzić."},
		{lang: pl, r: count(hidden, "rodziny"), text: "Praca", note: "Liczby nie podajemy, by nikogo nie zdradzić."},
		{lang: en, r: count(hidden, "kobiety"), text: "Praca", note: "We do not say how many women, so that nobody is given away."},
		{lang: en, r: count(withheld, "kobiety"), text: "Praca", note: "We do not give this number, because another that could give somebody away could be worked out from it."},
		{lang: pl, r: count(nil, "osoby"), text: "Praca"},
		{lang: pl, r: share(exactly(1), exactly(3)), figure: "1", text: "z 3 grup: samodzielność", full: 1, open: 2},
		{lang: en, r: share(exactly(0), exactly(3)), figure: "0", text: "of 3 groups: samodzielność", open: 3},
		{lang: pl, r: share(exactly(7), exactly(20)), figure: "7", text: "z 20 grup: samodzielność"},
		{lang: pl, r: share(exactly(7), number(publish.Rounded, 20)), figure: "7", text: "z około 20 grup: samodzielność"},
		{lang: pl, r: share(number(publish.Rounded, 5), number(publish.Rounded, 20)), text: "Około 5 z około 20 grup: samodzielność"},
		{lang: pl, r: share(number(publish.Between, 5, 10), exactly(20)), text: "Od 5 do 10 z 20 grup: samodzielność"},
		{lang: pl, r: share(exactly(1), hidden), text: "Samodzielność", note: "Liczby grup nie podajemy, by nikogo nie zdradzić."},
		{lang: pl, r: share(hidden, exactly(9)), text: "Samodzielność", note: "Liczby grup nie podajemy, by nikogo nie zdradzić."},
		{lang: pl, r: share(exactly(1), nil), text: "Samodzielność"},
		{lang: pl, r: publish.Result{Indicator: "poprawa", Form: publish.FormAll, Who: "uczestnicy"}, text: "Wszyscy uczestnicy: poprawa"},
		{lang: en, r: publish.Result{Indicator: "poprawa", Form: publish.FormAll}, text: "Everyone in the group: poprawa"},
		{lang: pl, r: publish.Result{Indicator: "poprawa", Form: publish.FormAll, N: hidden}, text: "Poprawa", note: "Liczby nie podajemy, by nikogo nie zdradzić."},
		{lang: pl, r: publish.Result{Indicator: "sieć", Form: publish.FormGroup, Source: "karta"}, text: "Sieć", note: "Źródło: karta."},
		{lang: pl, r: publish.Result{Indicator: "mniej samotnie", Form: publish.FormWords, Words: "prawie wszyscy", When: "pod koniec"}, text: "Prawie wszyscy: mniej samotnie", note: "Pod koniec."},
		{lang: pl, r: publish.Result{Indicator: "mniej", Form: publish.FormWords, Words: "tak było", Quote: "tak było"}, text: "Mniej", note: "„tak było”"},
		{lang: pl, r: publish.Result{Form: publish.FormWords, Words: "tak było", Quote: "tak było"}, text: "Tak było", note: "„tak było”"},
	} {
		f := WordsOf(c.lang, pl).Result(c.r)
		if f.Figure != c.figure || plainSpaces(f.Text.String()) != c.text || f.Full != c.full || f.Open != c.open || plainSpaces(f.Note.String()) != c.note {
			t.Errorf("%s %s: %q %q %d %d %q, want %q %q %d %d %q", c.lang, c.r.Form, f.Figure, plainSpaces(f.Text.String()), f.Full, f.Open,
				plainSpaces(f.Note.String()), c.figure, c.text, c.full, c.open, c.note)
		}
	}
}

// TestWordsKeepTheirLanguage wants words of people marked, and those of the
// house not.
func TestWordsKeepTheirLanguage(t *testing.T) {
	r := publish.Result{Indicator: "praca", Form: publish.FormCount, N: exactly(3), Who: "osoby", Source: "karta"}
	f := WordsOf(publish.English, publish.Polish).Result(r)
	langs := map[string]string{}
	for _, s := range append(f.Text, f.Note...) {
		langs[s.Say] = s.Lang
	}
	for say, want := range map[string]string{"people": "", "praca": "pl", "karta": "pl", "Source: ": ""} {
		if got, said := langs[say]; !said || got != want {
			t.Errorf("%q is in %q, want %q: %v", say, got, want, langs)
		}
	}
	r.Who = "rodziny"
	for _, s := range WordsOf(publish.English, publish.Polish).Result(r).Text {
		if s.Say == "rodziny" && s.Lang != "pl" {
			t.Errorf("a word as it was typed is in %q", s.Lang)
		}
	}
}

func TestNumbersInWords(t *testing.T) {
	for n, want := range map[publish.Number]string{
		{Shown: publish.Exact, N: 1}:             "1 osoba",
		{Shown: publish.Exact, N: 22}:            "22 osoby",
		{Shown: publish.Rounded, N: 15}:          "około 15 osób",
		{Shown: publish.Between, N: 5, To: 10}:   "od 5 do 10 osób",
		{Shown: publish.Hidden, Below: 10}:       "Liczby osób nie podajemy, by nikogo nie zdradzić.",
		{Shown: publish.Exact, N: 1234}:          "1 234 osoby",
		{Shown: publish.Rounded, N: 0, Below: 0}: "około 0 osób",
	} {
		if got := plainSpaces(WordsOf(publish.Polish, publish.Polish).Number(n, "osoby").String()); got != want {
			t.Errorf("%s: %q, want %q", n.Shown, got, want)
		}
	}
}

func TestProtectionInWords(t *testing.T) {
	for _, c := range []struct {
		lang publish.Lang
		p    publish.Protection
		want string
	}{
		{publish.Polish, publish.Protection{}, "Rezultaty na tej karcie nie podają, ilu osób dotyczą, więc żadnej liczby nie trzeba było ukrywać ani zaokrąglać."},
		{publish.Polish, publish.Protection{Exact: 11}, "Jedenaście liczb osób podano dokładnie: o każdej zdecydowała instytucja i zapisała powód."},
		{publish.Polish, publish.Protection{Hidden: 1, Rounded: 2, Exact: 5}, "Liczby, z których można by kogoś rozpoznać, ukrywamy albo zaokrąglamy. Jednej liczby tu nie podajemy, bo mogłaby kogoś zdradzić. " +
			"Dwie liczby zaokrąglono do najbliższej piątki. Pięć liczb osób podano dokładnie: o każdej zdecydowała instytucja i zapisała powód."},
		{publish.Ukrainian, publish.Protection{Rounded: 5}, "Числа, за якими можна було б когось упізнати, приховуємо або заокруглюємо. П’ять чисел заокруглено до найближчої п’ятірки."},
		{publish.English, publish.Protection{Hidden: 25}, "Numbers by which somebody could be recognised are left out or rounded. 25 numbers are not given here, because they could give somebody away."},
	} {
		if got := plainSpaces(Protection(publish.Edition{Lang: c.lang, Protection: c.p})); got != c.want {
			t.Errorf("%s: %q, want %q", c.lang, got, c.want)
		}
	}
}

func TestSizesInWords(t *testing.T) {
	b := cardBuilder{print: i18n.For(i18n.Polish)}
	for bytes, want := range map[int64]string{0: "", 1: "1 kB", 1000: "1 kB", 1001: "2 kB", 1_240_000: "1,2 MB", 3_000_000: "3 MB", 999_999: "1 000 kB"} {
		if got := plainSpaces(b.size(bytes)); got != want {
			t.Errorf("%d bytes are %q, want %q", bytes, got, want)
		}
	}
}

func TestResultsInOneLine(t *testing.T) {
	for want, r := range map[string]publish.Result{
		"8 osób: praca. W ciągu roku.":                                                              {Indicator: "praca", Form: publish.FormCount, N: exactly(8), Who: "osoby", Context: "w ciągu roku"},
		"Praca. Liczby osób nie podajemy, by nikogo nie zdradzić.":                                  {Indicator: "praca", Form: publish.FormCount, N: number(publish.Hidden), Who: "osoby"},
		"Praca. Na razie: mniej niż\u00a05 osób. Dokładna liczba będzie widoczna po opublikowaniu.": {Indicator: "praca", Form: publish.FormCount, N: &publish.Number{Shown: publish.Hidden, Below: 5, Kept: true}, Who: "osoby"},
		"5 z\u00a08 osób: kurs":                                                                     {Indicator: "kurs", Form: publish.FormShare, N: exactly(5), Of: exactly(8), Who: "osoby"},
		"Samotność. „prawie wszyscy”":                                                               {Indicator: "samotność", Form: publish.FormWords, Words: "prawie wszyscy", Quote: "prawie wszyscy"},
	} {
		if got := WordsOf(publish.Polish, publish.Polish).Line(r); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
