package i18n

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

// spoken makes a printer of a language with a catalogue of its own.
func spoken(t *testing.T, lang Lang, text string) *Printer {
	t.Helper()
	source := lang
	if lang == Pseudo {
		source = Polish
	}
	c, err := load(fstest.MapFS{"catalogue/" + string(source) + "/t.toml": {Data: []byte(text)}}, lang)
	if err != nil {
		t.Fatal(err)
	}
	p := newPrinter(lang)
	p.messages = c
	return p
}

const peoplePL = "[people]\none='{n} osoba'\nfew='{n} osoby'\nmany='{n} osób'"

func TestPlurals(t *testing.T) {
	texts := map[Lang]string{
		Polish:    peoplePL,
		Ukrainian: "[people]\none='{n} особа'\nfew='{n} особи'\nmany='{n} осіб'",
		English:   "[people]\none='{n} person'\nother='{n} people'",
	}
	want := map[Lang][]string{
		Polish:    {"0 osób", "1 osoba", "2 osoby", "5 osób", "12 osób", "22 osoby", "101 osób", "112 osób"},
		Ukrainian: {"0 осіб", "1 особа", "2 особи", "5 осіб", "12 осіб", "22 особи", "101 особа", "112 осіб"},
		English:   {"0 people", "1 person", "2 people", "5 people", "12 people", "22 people", "101 people", "112 people"},
	}
	for lang, text := range texts {
		p := spoken(t, lang, text)
		for i, n := range []int{0, 1, 2, 5, 12, 22, 101, 112} {
			equal(t, p.N("t.people", n), want[lang][i])
		}
	}
}

func TestWordsInPlurals(t *testing.T) {
	p := spoken(t, Polish, "[a]\none='{W} rzecz'\nfew='{W} rzeczy, {wn}, {wm}'\nmany='{W} rzeczy, {wp} panów'")
	equal(t, p.N("t.a", 1), "Jedna rzecz")
	equal(t, p.N("t.a", 2), "Dwie rzeczy, dwa, dwa")
	equal(t, p.N("t.a", 9), "Dziewięć rzeczy, dziewięciu panów")
	equal(t, p.N("t.a", 25), "25 rzeczy, 25 panów")
}

func TestPlacesAndTypes(t *testing.T) {
	p := spoken(t, Polish, "a='{name}: {when} o {time}, {cost}, {who}, {k} w {name}'")
	got := p.T("t.a", "name", "Kawa", "when", domain.Date{Year: 2026, Month: 3, Day: 3}, "time", domain.TimeOfDay(9*60+5),
		"cost", domain.Grosze(1250), "who", stats.People(3).For(stats.Worker), "k", 12345)
	equal(t, got, "Kawa: 3 marca 2026 o 9:05, 12,50 zł, 3, 12 345 w Kawa")
}

func TestMishaps(t *testing.T) {
	p := spoken(t, Polish, "a='{name}'\n"+peoplePL)
	for name, call := range map[string]func(){
		"missing":       func() { p.T("t.none") },
		"plural as T":   func() { p.T("t.people") },
		"text as N":     func() { p.N("t.a", 1) },
		"nothing given": func() { p.T("t.a", "other", 1) },
		"bare count":    func() { p.T("t.a", "name", stats.People(3)) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("did not panic")
				}
			}()
			call()
		})
	}
}

func TestError(t *testing.T) {
	e := domain.Invalid("time.malformed")
	equal(t, For(Polish).Error(e.Because(e)), "Podaj godzinę, na przykład 17:00.")
}

func TestFigure(t *testing.T) {
	equal(t, For(Polish).Figure(stats.People(3).For(stats.Insider)), "mniej niż 5")
	equal(t, For(English).Figure(stats.People(7).For(stats.Insider)), "7")
	sum := stats.Sum(stats.People(3).For(stats.Insider), stats.People(7).For(stats.Insider))
	equal(t, For(Polish).Figure(sum), "co najmniej 8")
	equal(t, For(English).Figure(sum), "at least 8")
	equal(t, For(Polish).Figure(stats.People(6).Of(stats.People(8), stats.Insider)), "część")
}

func TestTypography(t *testing.T) {
	for _, c := range []struct {
		lang     Lang
		in, want string
	}{
		{Polish, "Kawa i herbata w domu", "Kawa i_herbata w_domu"},
		{Polish, "„W domu” (o nim) to i owo", "„W_domu” (o_nim) to i_owo"},
		{Polish, "mama z tatą a ja", "mama z_tatą a_ja"},
		{Polish, "w {n} dni", "w_{n}_dni"},
		{Polish, "12 osób, 2026 Rok", "12_osób, 2026 Rok"},
		{Polish, "od {min} do {max} znaków", "od {min}_do {max}_znaków"},
		{English, "up to {max} characters", "up to {max}_characters"},
		{Ukrainian, "Програма — це групи", "Програма_— це групи"},
		{English, "2004–2005 – two years", "2004–2005_– two years"},
		{Polish, "klasa 3a i 3b", "klasa 3a i_3b"},
		{Ukrainian, "мама і тато у місті", "мама і_тато у_місті"},
		{English, "I am a host", "I am a host"},
	} {
		equal(t, strings.ReplaceAll(Tie(c.in, c.lang), nbsp, "_"), c.want)
	}
}

// What people write is in any of the languages, whatever the page speaks.
func TestTie(t *testing.T) {
	equal(t, strings.ReplaceAll(TieAny("8 osób z gminy, а в місті 3 людини"), nbsp, "_"), "8_osób z_gminy, а_в_місті 3_людини")
}

func TestPseudo(t *testing.T) {
	p := spoken(t, Pseudo, "a='Dziś jest {day}'\n"+peoplePL)
	equal(t, p.T("t.a", "day", domain.Date{Year: 2026, Month: 3, Day: 3}), "⟦Dziś jest ⟦3 marca 2026⟧⟧")
	equal(t, p.N("t.people", 2), "⟦2 osoby⟧")
	equal(t, p.Weekday(time.Tuesday), "⟦wtorek⟧")
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		header, cookie string
		want           Lang
	}{
		{"", "", Polish},
		{"uk-UA,uk;q=0.9,en;q=0.5", "", Ukrainian},
		{"de,en-GB;q=0.8", "", English},
		{"ja", "", Polish},
		{"a;;;=", "", Polish},
		{"en", "uk", Ukrainian},
		{"en", "<script>", English},
		{"en", "xx", Pseudo},
	} {
		if got := Match(c.header, c.cookie); got != c.want {
			t.Errorf("Match(%q, %q) = %s, want %s", c.header, c.cookie, got, c.want)
		}
	}
}

// equal compares with ordinary spaces, so that the tests can be read.
func equal(t *testing.T, got, want string) {
	t.Helper()
	got = strings.NewReplacer(nbsp, " ", wordJoiner, "").Replace(got)
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func BenchmarkPageOf200Texts(b *testing.B) {
	p := For(Polish)
	for b.Loop() {
		for range 180 {
			_ = p.T("time.malformed")
		}
		for range 20 {
			_ = p.T("figure.below", "n", 5)
		}
	}
}

func TestSize(t *testing.T) {
	for bytes, want := range map[int64]string{
		1: "1\u00a0KB", 1024: "1\u00a0KB", 1025: "2\u00a0KB", 380 << 10: "380\u00a0KB", 1 << 20: "1\u00a0MB",
		5 << 19: "2,5\u00a0MB", 10<<20 - 1: "10\u00a0MB", 1234 << 20: "1\u00a0234\u00a0MB",
	} {
		if got := For(Polish).Size(bytes); got != want {
			t.Errorf("%d bytes are %q, want %q", bytes, got, want)
		}
	}
	if got := For(English).Size(5 << 19); got != "2.5\u00a0MB" {
		t.Errorf("in English %q", got)
	}
}
