package e2e_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"html"
	"io"
	"maps"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"krag/internal/cli"
	"krag/internal/demo"
	"krag/internal/domain/publish"
	"krag/internal/i18n"
	"krag/internal/planlib"
	"krag/internal/web/webtest/htmlcheck"
)

// TestNothingIsWrittenIntoPages opens every page that somebody of the demo can
// be led to, in the language that puts brackets around each of its texts, and
// finds no text without them but the demo's own data.
func TestNothingIsWrittenIntoPages(t *testing.T) {
	r := startDemo(t)
	known := routes(t)
	data := append([]string{r.URL}, fixtures(t)...)
	reached := map[string]bool{}
	for _, role := range []string{"coordinator", "manager", "host", "member"} {
		t.Run(role, func(t *testing.T) {
			c := crawler{client: r.enterWithout(t, role, "Kluczach"), routes: known, seen: map[string]int{}, data: data}
			c.crawl("/", "/me/left", "/sign-in")
			for kind := range c.seen {
				pattern, _, _ := strings.Cut(kind, inLang)
				reached[pattern] = true
			}
			if len(c.seen) < 4 {
				t.Errorf("%s was led to %d kinds of page only", role, len(c.seen))
			}
		})
	}
	for _, pattern := range known.get {
		if !reached[pattern] && unreached[pattern] == "" {
			t.Errorf("%s: nobody was led there", pattern)
		}
	}
}

// unreached are the routes without a page that somebody of the demo is led to.
var unreached = map[string]string{
	"GET /rooms/{id}/closures/{closure}/delete":     "the other house of the demo has it",
	"GET /rooms/{id}/shares/{institution}/delete":   "the other house of the demo has it",
	"GET /rooms/{id}/photo":                         "a picture",
	"GET /rooms/{id}/photo/delete":                  "no room of the demo has a picture",
	"GET /rooms/{id}/lend":                          "every room of the demo is lent",
	"GET /bookings/{id}":                            "the other house of the demo has it",
	"GET /bookings/{id}/days/{day}/move":            "the other house of the demo has it",
	"GET /bookings/{id}/days/{day}/give-back":       "the other house of the demo has it",
	"GET /rooms/{id}/import/done":                   "shown after a file was sent",
	"GET /calendar/{file}":                          "a file",
	"GET /calendar/{token}/door":                    "led to from outside",
	"GET /equipment/register.csv":                   "a file",
	"GET /groups/{id}/move/file":                    "a file",
	"GET /groups/{id}/meetings/counts":              "led to while two meetings of a group wait, which is not so at every hour of the demo",
	"GET /groups/{id}/shelf/{item}/content":         "a file",
	"GET /me/shelf/{item}/content":                  "a file",
	"GET /equipment/{id}":                           "the other house of the demo has it",
	"GET /equipment/{id}/edit":                      "the other house of the demo has it",
	"GET /equipment/{id}/state":                     "the other house of the demo has it",
	"GET /equipment/{id}/lend":                      "the other house of the demo has it",
	"GET /equipment/{id}/cost":                      "the other house of the demo has it",
	"GET /keys/{id}":                                "the other house of the demo has it",
	"GET /keys/{id}/edit":                           "the other house of the demo has it",
	"GET /keys/{id}/hand-over":                      "the other house of the demo has it",
	"GET /keys/{id}/lost":                           "the other house of the demo has it",
	"GET /keys/{loan}/receipt":                      "the other house of the demo has it",
	"GET /keys/{loan}/back":                         "the other house of the demo has it",
	"GET /bookings/{id}/duty":                       "the other house of the demo has it",
	"GET /rooms/{id}/agreements/{agreement}":        "the other house of the demo has it",
	"GET /rooms/{id}/agreements/{agreement}/file":   "a file",
	"GET /rooms/{id}/agreements/{agreement}/edit":   "the other house of the demo has it",
	"GET /rooms/{id}/agreements/{agreement}/signed": "the other house of the demo has it",
	"GET /rooms/{id}/agreements/{agreement}/end":    "the other house of the demo has it",
	"GET /institutions":                             "the operator's, whom the demo does not have",
	"GET /groups/{id}/notice/{notice}":              "shown after it is sent",
	"GET /groups/{id}/handover/call":                "the other house of the demo has it",
	"GET /groups/{id}/waiting/{waiter}/join":        "the other house of the demo has it",
	"GET /groups/{id}/waiting/{waiter}/off":         "the other house of the demo has it",
	"GET /interest/{topic}":                         "the other house of the demo has it",
	"GET /interest/{topic}/{one}":                   "the other house of the demo has it",
	"GET /groups/{id}/interested/{topic}":           "the other house of the demo has it",
	"GET /proposals/{id}":                           "the other house of the demo has it",
	"GET /proposals/{id}/group":                     "the other house of the demo has it",
	"GET /proposals/{id}/keep":                      "the other house of the demo has it",
	"GET /proposals/{id}/put-off":                   "the other house of the demo has it",
	"GET /proposals/poster":                         "the other house of the demo has it",
	"GET /start/{house}":                            "the other house of the demo has it",
	"GET /start/{house}/back/{code}":                "led to from outside",
	"GET /jobs":                                     "likewise",
	"GET /jobs/{id}":                                "likewise",
	"GET /jobs/{id}/drop":                           "likewise",
	"GET /count/{token}":                            "led to from outside",
	"GET /count/{token}/saved":                      "led to from outside",
	"GET /groups/{id}/letters/{letter}/queue":       "shown while somebody waits for a place, and nobody does in the group that is written to",
	"GET /groups/{id}/letters/{letter}/queue/known": "likewise",
	"GET /groups/{id}/invitations/{invitation}/end": "no invitation of the demo waits",
	"GET /join/{token}":                             "led to from outside",
	"GET /write/{token}":                            "led to from outside",
	"GET /write/{token}/join":                       "led to from outside",
	"GET /write/{token}/sent":                       "led to from outside",
	"GET /stop/{token}":                             "led to from outside",
	"GET /in/{token}":                               "led to from outside",
	"GET /staff/{id}/enable":                        "nobody's account is closed",
	"GET /staff/{id}/forget":                        "likewise",
	"GET /programmes/{slug}/data":                   "a file",
	"GET /journal.csv":                              "a file",
	"GET /gallery/{name}":                           "canned data; the gallery has its own tests",
	"GET /gallery":                                  "likewise",
	"GET /programmes/{slug}/costs/data":             "a file",
	"GET /meetings/{id}/attendance/saved":           "shown after saving",
	"GET /attachments/{id}/withdraw":                "no file of the demo is public",
	"GET /imports/{id}":                             "led to after a file was sent",
	"GET /trainings/{id}/edit":                      "the house of the demo that trained its animators is the other one",
	"GET /trainings/{id}/delete":                    "likewise",
	"GET /cards/{id}/delete":                        "the cards of the demo are published",
	"GET /practices":                                "leads to the reader's language",
	"GET /practices/{slug}":                         "likewise",
	"GET /practices/{slug}/files/{id}":              "no file of the demo is public",
	"GET /practices.schema.json":                    "a file",
	"GET /card.schema.json":                         "a file",
	"GET /programme.schema.json":                    "a file",
	"GET /sitemap.xml":                              "a file",
	"GET /robots.txt":                               "a file",
	"GET /static/":                                  "files",
	"GET /healthz":                                  "a word for machines",
	"GET /readyz":                                   "a word for machines",
}

// crawler follows every link, to so many pages of a kind.
type crawler struct {
	client
	routes router
	seen   map[string]int
	data   []string
}

const pagesOfAKind = 3

// inLang begins the language in which a card is looked at: each makes pages of
// a kind of its own.
const inLang = "?in="

// spoken are the pages for everybody, and cards as they will look: they speak
// the language of their address.
var spoken = regexp.MustCompile(`^(/(pl|uk|en))?/practices|/preview\?in=(pl|uk|en)$`)

func (c crawler) crawl(start ...string) {
	done := map[string]bool{}
	for queue := start; len(queue) > 0; queue = queue[1:] {
		path, _, _ := strings.Cut(queue[0], "#")
		kind := c.kind(path)
		if done[path] || kind == "" || c.seen[kind] == pagesOfAKind || strings.Contains(path, "lang=") {
			continue
		}
		done[path] = true
		c.seen[kind]++
		if body := c.pseudo(path); body != nil {
			if !spoken.MatchString(path) {
				htmlcheck.Pseudo(at{c.t, path}, body, append(marked(body), c.data...)...)
			}
			_, leads := wordsOf(c.t, string(body))
			queue = append(queue, leads...)
		}
	}
}

// marking is somebody's words on a page that asks about a number in them.
var marking = regexp.MustCompile(`<span lang="[a-z]{2}">([^<]*)<mark>([^<]+)</mark>([^<]*)</span>`)

// marked are the words that a page quotes, as a whole and in their parts, the
// longest first.
func marked(page []byte) (data []string) {
	for _, m := range marking.FindAllSubmatch(page, -1) {
		before, number, after := html.UnescapeString(string(m[1])), html.UnescapeString(string(m[2])), html.UnescapeString(string(m[3]))
		data = append(data, before+number+after, strings.TrimSpace(before), number, strings.TrimSpace(after))
	}
	slices.SortFunc(data, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return slices.DeleteFunc(data, func(s string) bool { return s == "" })
}

// kind is the route of a path, and the language that its address names.
func (c crawler) kind(path string) string {
	pattern := c.routes.pattern(path)
	if _, lang, named := strings.Cut(path, inLang); named && pattern != "" {
		return pattern + inLang + lang[:min(2, len(lang))]
	}
	return pattern
}

// at says of which page a complaint is.
type at struct {
	testing.TB
	path string
}

func (a at) Errorf(format string, args ...any) {
	a.Helper()
	a.TB.Errorf(a.path+": "+format, args...)
}

// pseudo is a page in the language of brackets, nil for a file.
func (c crawler) pseudo(path string) []byte {
	c.t.Helper()
	req, err := http.NewRequestWithContext(c.t.Context(), http.MethodGet, c.base+path, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	req.AddCookie(&http.Cookie{Name: "krag_lang", Value: string(i18n.Pseudo)})
	res, err := c.http.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	if res.StatusCode >= http.StatusInternalServerError {
		c.t.Errorf("%s: %s", path, res.Status)
	}
	if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
		return nil
	}
	return body
}

// router knows which route a path is of.
type router struct {
	*http.ServeMux
	get []string
}

func (r router) pattern(path string) string {
	req, err := http.NewRequest(http.MethodGet, path, nil)
	if err != nil {
		return ""
	}
	_, pattern := r.Handler(req)
	return pattern
}

// routes asks the program for all routes that can be opened.
func routes(t *testing.T) router {
	t.Helper()
	var out bytes.Buffer
	if code := cli.Main(t.Context(), []string{"routes", "--json"}, noEnv, &out, os.Stderr); code != 0 {
		t.Fatalf("krag routes ended with %d", code)
	}
	var all []struct{ Method, Pattern string }
	if err := json.Unmarshal(out.Bytes(), &all); err != nil {
		t.Fatal(err)
	}
	r := router{ServeMux: http.NewServeMux()}
	for _, one := range all {
		if one.Method == http.MethodGet {
			r.get = append(r.get, "GET "+one.Pattern)
			r.Handle("GET "+one.Pattern, http.NotFoundHandler())
		}
	}
	return r
}

// fixtures are the texts that the demo itself brings, the longest first.
func fixtures(t *testing.T) (data []string) {
	t.Helper()
	facts, err := demo.Facts("klucze")
	if err != nil {
		t.Fatal(err)
	}
	each("", facts, func(_ string, fact any) {
		if words, ok := fact.(string); ok {
			data = append(data, words, capital(words), demo.InPolish(words), capital(demo.InPolish(words)))
		}
	})
	for _, lang := range i18n.Langs {
		data = append(data, lang.Name())
	}
	data = append(data, invented...)
	data = append(data, cardData(t)...)
	data = append(data, abbreviations(t)...)
	data = append(data, library(t)...)
	for _, words := range slices.Clone(data) {
		data = append(data, i18n.Dash(words)) // as a card sets what was typed
	}
	data = append(data, `/…[0-9a-f]{8}/`, `/[0-9a-f]{64}/`, `/^zł$/`) // ids and marks in the journal; a currency is a sign
	slices.SortFunc(data, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return slices.Compact(data)
}

// library is what the program has ready for groups, in words of its own.
func library(t *testing.T) (data []string) {
	t.Helper()
	agreements, err := planlib.Agreements()
	if err != nil {
		t.Fatal(err)
	}
	plans, err := planlib.Plans()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range i18n.Langs {
		for _, a := range agreements.All(lang) {
			data = append(data, a.Title, a.Aim)
			for _, r := range a.Rules {
				data = append(data, r.Text)
			}
		}
		for _, p := range plans.All(lang) {
			data = slices.AppendSeq(data, p.Texts())
		}
	}
	return data
}

// abbreviations are those that cards explain, and what they stand for.
func abbreviations(t *testing.T) (data []string) {
	t.Helper()
	file, err := os.ReadFile("../domain/publish/glossary.json")
	var all []struct{ Short, Long string }
	if err == nil {
		err = json.Unmarshal(file, &all)
	}
	if err != nil || len(all) == 0 {
		t.Fatalf("%d abbreviations: %v", len(all), err)
	}
	for _, one := range all {
		data = append(data, one.Short, one.Long)
	}
	return data
}

// capital is a text as it begins a sentence.
func capital(words string) string {
	r, n := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(r)) + words[n:]
}

// cardData are the words of cards that are data: how their kinds and parts are
// called, the areas of the catalogue, and what stands on the demo's cards in
// every language.
func cardData(t *testing.T) (data []string) {
	t.Helper()
	all, err := publish.NewTemplates()
	if err != nil {
		t.Fatal(err)
	}
	named := func(n publish.Named) { data = append(data, slices.Collect(maps.Values(n))...) }
	for _, one := range all {
		named(one.Name)
		named(one.About)
		for _, part := range one.Parts {
			named(part.Name)
			for _, section := range part.Sections {
				named(section.Name)
				named(section.Help)
				for _, draw := range section.Draw {
					named(draw.Intro)
				}
			}
		}
	}
	for _, area := range publish.Areas {
		named(area.Name)
	}
	return append(data, demo.CardWords()...)
}

// invented is what the demo made up around the facts of Klucze.
var invented = []string{
	"Pokój przy wejściu", "Sala w piwnicach", "Wejście od parkingu, dzwonek z prawej.", "Dom Kultury „Pod Lipą” (zmyślony)", "Ośrodek", // rooms
	"piwnica, siedem schodów", "parter", "Schodami w dół zaraz za wejściem.", "Po spotkaniu myjemy kubki.", "stół i sześć krzeseł",
	"krzesła w kręgu", "czajnik", "kubki", "tablica",

	"Spotykamy się raz w tygodniu przy herbacie. Każda osoba mówi, co się u niej dzieje, a potem razem szukamy, co dalej: pracy, kursu, spokoju. Można też tylko słuchać.",
	"Rozmawiamy o tym, co na co dzień trudne, i o tym, co się udało. Nikt nikogo nie poucza. Na koniec ustalamy, kto komu w czym pomoże.",
	"Do sali schodzi się po ośmiu stopniach.", "Przed wejściem można zadzwonić, ktoś zejdzie pomóc.",
	"Zielona herbata", "Przy oknie", "Dziesiąta rano", "Na parterze", "Sala w piwnicach Ośrodka",
	"Malwina", "Stokrotka", "Basia z kiosku", "Wrona", "Halszka", "Mirabelka", "Kasia od kwiatów", "Pani Zofia", "Sowa", "Kapitan",
	"Zenek od rowerów", "Konwalia", "Mgiełka", "Pan z pieskiem", "Olha", "Sąsiad spod trójki", `/^(: )?T\.$/`,
	"druga-osoba-zmyslona@example.org", "osoba-zmyslona@example.org", "Skrytka zmyślona 7, 00-000 Nigdzie", "Skrytka zmyślona 7\n00-000 Nigdzie", // contacts
	"Co usłyszymy w kręgu, zostaje w kręgu. Nie mówimy też, kto tu przychodzi.", "Mówi, kto chce. Milczeć też wolno.", "Zaczynamy i kończymy o czasie.", // rules
	"Jedno wyjątkowe zdanie: gdy czyjeś życie lub zdrowie jest w niebezpieczeństwie, szukamy pomocy, w nagłej chwili pod 112.",
	"Kto przychodzi pierwszy, nastawia wodę. Kto wychodzi ostatni, gasi światło.", "Na przerwie rozmawiamy o czymś innym.", "Nową osobę wita ten, kto siedzi najbliżej drzwi.",
	"Po spotkaniu mogę podwieźć jedną osobę w stronę dworca.", "Szukam zimowej kurtki dla dwunastolatka.", "Znam się na rowerach: łańcuch, hamulce, dętka.", // help
	"Czy ktoś wypełniał już wniosek o dodatek mieszkaniowy?",
	"Czy w czwartek można przyjść z dzieckiem? Ma pięć lat i lubi rysować.", "Dzień dobry. Nie wiem, czy to dla mnie. Czy można raz przyjść i tylko posłuchać?", // letters
	"Poziomka", "Co chcesz tu robić najchętniej: słuchać, mówić, robić coś rękami?", "O jakiej porze najłatwiej Ci wyjść z domu?", "Najpierw posłuchać. Umiem szyć.", // asked
	"ktos-zmyslony@example.org", `/^\/write\/[\w-]{43}$/`, // and where to write
	"Wspólne śniadanie dla sąsiadów", "Raz, w sobotę rano, przed domem kultury. Każdy przynosi to, co umie zrobić.", // ventures
	"Przyszło więcej osób, niż było krzeseł. Zostały dwa chleby i lista chętnych na następny raz.",
	"Zapytać o stoły i krzesła.", "Upiec chleb.", "Umyć kubki i oddać czajnik.",
	"Ławka i kwiaty przed wejściem", "Żeby było gdzie usiąść, zanim otworzą drzwi. Zaczynamy od skrzynek na kwiaty.",
	"Zapytać, gdzie może stać ławka.", "Kupić ziemię i sadzonki.", "Przynieść konewkę.",
	"Zapytać o drugi czajnik", "Przynieść zdjęcia z wycieczki", "Kupić herbatę", "Ustalić z domem kultury, kto zamyka salę w czerwcu", // agreed on
	"Przepisać kontrakt na czysto", "Znaleźć kogoś, kto opowie o działkach", "Umyć kubki po spotkaniu",
	"Nieodpłatna pomoc prawna", "Zapisy na rozmowę z prawniczką albo prawnikiem.", "Rozkład jazdy", "Ostatni autobus po spotkaniu.", // on a shelf
	"Mapa dojścia do sali", "Od przystanku, bez schodów.", "https://np.ms.gov.pl", "https://www.example.org/rozklad", "np.ms.gov.pl", "www.example.org", "Dojście", "Porady",
	"Rozmowa o tym, co grupa robi już bez animatorki", "Dwie osoby uczą się otwierać i zamykać salę", // to let go of a group
	"Spotkanie bez animatorki, a po nim krótka rozmowa", "Numer, pod który można zadzwonić, wisi przy kluczach",
	"Dwie rundy i do domu", ", wersja na krótki wieczór", // plans
	"Pani Helena", "Marta, pracownica socjalna", "(postać zmyślona)",
	"Przykład zmyślony na potrzeby pokazu.", "Trzy spotkania z rzędu poprowadziły osoby z grupy.",
	"co tydzień o", "Co tydzień o", "koszty operacyjne obsługi grup", "Koszty operacyjne obsługi grup", "udział jest dobrowolny", "strategia jest w załączniku", "pierwsza grupa:",
	"Opis praktyki: kontakty utrzymane po zakończeniu grupy, spotkania raz na dwa tygodnie.",                       // how a group ended
	"Opis praktyki: grupa działała w latach 2004-2005.", "Opis praktyki mówi o tym, co było po zakończeniu grupy.", // and what its steps are known from
	"Opis praktyki podaje lata działania, o dalszych spotkaniach z pracownikiem nie mówi.",
	"Opis praktyki Ośrodka Pomocy Społecznej w Kluczach", "Opis praktyki",
	"Idea samopomocy została w niej zapisana.", "Strategia (przykład do pokazu).odt", "Strategia (przykład do pokazu)",
	"Plik przykładowy, zrobiony na potrzeby pokazu. Stoi w miejscu prawdziwej strategii, której tu nie ma.",
}
