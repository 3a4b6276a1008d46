package web_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/plan"
	"krag/internal/domain/publish"
	"krag/internal/i18n"
	"krag/internal/web/webtest/htmlcheck"
)

// reader asks in the language that puts brackets around each text of the
// catalogue, and blames every answer for text outside of them that is no datum.
type reader struct {
	*browser
	data []string
	read map[int]int // answers by their status
}

// data are what stands on pages and comes from nobody's catalogue: the words of
// estates, the names of the languages, ids and marks in the journal, and what
// this test types.
var pseudoData = []string{
	`/(?i)zqvk[a-z0-9]+?kvxq/`, "Polski", "Українська", "English", "Lipnica", `/…[0-9a-f]{8}/`, `/[0-9a-f]{64}/`, `/^zł$/`, "Serwerownia",
	`/https?:\/\/127[^ ]+/`, `/[A-Za-z0-9_-]{40,}/`, // the address of the site, and a private link
	"out of paper", `/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]+/`, // an error of a job, and its number
	`/^\.pdf$/`,                                                    // of an attachment
	"Sąsiedzi zza płotu", "Sąsiedzi z naprzeciwka", "Dom na górce", // other institutions, to whom a room may be lent
}

func (a *app) reader(t *testing.T, b *browser) reader {
	in := b.in(i18n.Pseudo)
	in.t = t
	return reader{in, slices.Concat(pseudoData, a.templateWords(), a.planWords()), map[int]int{}}
}

// templateWords are what the kinds of card and the areas of the catalogue, which
// are data, call themselves and their parts.
func (a *app) templateWords() (words []string) {
	for _, t := range a.Services().Cards.Templates() {
		for _, lang := range publish.Langs {
			words = append(words, t.Name.In(lang), t.About.In(lang))
			for _, part := range t.Parts {
				words = append(words, part.Name.In(lang))
				for _, section := range part.Sections {
					words = append(words, section.Name.In(lang), section.Help.In(lang))
					for _, draw := range section.Draw {
						words = append(words, draw.Intro.In(lang))
					}
				}
			}
		}
	}
	for _, t := range a.Services().Starters.All(i18n.Pseudo) {
		words = append(words, t.Title, t.Aim)
		for _, r := range t.Rules {
			words = append(words, r.Text)
		}
	}
	for _, area := range publish.Areas {
		words = append(words, area.Name.In(publish.Polish))
	}
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// planWords are those of the library of plans, which are words of their authors.
func (a *app) planWords() (words []string) {
	l, err := a.Services().Plans.List(a.t.Context(), authz.House(domain.Within(1)), plan.Filter{}, plan.Polish)
	if err != nil {
		a.t.Fatal(err)
	}
	for _, p := range l.Library {
		words = slices.AppendSeq(words, p.Texts())
	}
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	return words
}

// also lets more data stand on pages: what was typed, line by line. A word of
// two letters would excuse too much.
func (r reader) also(fields url.Values) reader {
	for _, values := range fields {
		for line := range strings.Lines(strings.Join(values, "\n")) {
			if line = strings.Join(strings.Fields(line), " "); utf8.RuneCountInString(line) > 2 {
				first, n := utf8.DecodeRuneInString(line)
				r.data = append(r.data, line, string(unicode.ToUpper(first))+line[n:])
			}
		}
	}
	slices.SortFunc(r.data, func(a, b string) int { return len(b) - len(a) })
	return r
}

// spot says of which answer a complaint is.
type spot struct {
	testing.TB
	where string
}

func (a spot) Errorf(format string, args ...any) {
	a.Helper()
	a.TB.Errorf(a.where+": "+format, args...)
}

// reads looks at an answer, and at the page it leads to.
func (r reader) reads(where string, a answer) answer {
	r.t.Helper()
	r.read[a.status]++
	switch {
	case a.status == http.StatusSeeOther:
		r.reads(where+" leads to "+a.to, r.get(a.to))
	case strings.HasPrefix(a.header.Get("Content-Type"), "text/html"):
		htmlcheck.Pseudo(spot{r.t, where}, a.body, r.data...)
	}
	return a
}

// TestEveryPageIsFromTheCatalogue opens everything as everybody who may.
func TestEveryPageIsFromTheCatalogue(t *testing.T) {
	table := readMatrix(t, "testdata/matrix.txt")
	a := startApp(t)
	e, read := a.estate("pages").whole(), map[int]int{}
	for _, d := range a.deeds() {
		if d.Method != http.MethodGet || strings.HasPrefix(d.Pattern, "/gallery/") || d.Pattern == "/gallery" { // whose data are Polish
			continue
		}
		if inItsLanguage.MatchString(d.Pattern) {
			continue
		}
		for i, v := range viewers {
			if class := table[d.name()][i]; !v.foreign && class == "page" {
				r := a.reader(t, e.browser(v.name))
				r.read = read
				r.reads(d.name()+" by the "+v.String(), r.get(d.path(e)))
			}
		}
	}
	if read[http.StatusOK] < 200 {
		t.Errorf("only so much was read: %v", read)
	}
}

// inItsLanguage are the addresses that say their language and answer in it,
// whoever asks. The gallery shows what stands there, in the pseudo-language, too.
var inItsLanguage = regexp.MustCompile(`^/(pl|uk|en)/`)

// unflawed are the forms that cannot come back to be mended, each with the
// reason.
var unflawed = map[string]string{
	"POST /sign-out":                                           "a button",
	"POST /jobs/{id}/again":                                    "a button",
	"POST /jobs/{id}/again/all":                                "a button",
	"POST /jobs/{id}/drop":                                     "a button",
	"POST /exit":                                               "a button",
	"POST /account/sign-out-everywhere":                        "a button",
	"POST /in/{token} sign-in":                                 "a button",
	"POST /in/{token} member":                                  "a button",
	"POST /groups/{id}/members/{person}/leave":                 "a button",
	"POST /groups/{id}/members/{person}/link":                  "a button",
	"POST /groups/{id}/members/{person}/link/revoke":           "a button",
	"POST /groups/{id}/letters/link":                           "a button",
	"POST /groups/{id}/invitations/{invitation}/end":           "a button",
	"POST /groups/{id}/letters/link/revoke":                    "a button",
	"POST /groups/{id}/handover/tasks/{task}/done":             "a button",
	"POST /groups/{id}/handover/tasks/{task}/delete":           "a button",
	"POST /people/{id}/forget":                                 "a button",
	"POST /staff/{id}/link":                                    "a button",
	"POST /staff/{id}/disable":                                 "a button",
	"POST /staff/{id}/enable":                                  "a button",
	"POST /staff/{id}/forget":                                  "a button",
	"POST /meetings/{id}/cancel":                               "a button",
	"POST /groups/{id}/ventures/{venture}/tasks/{task}/done":   "a button",
	"POST /groups/{id}/ventures/{venture}/tasks/{task}/delete": "a button",
	"POST /me/ventures/{venture}/tasks/{task}":                 "a button",
	"POST /meetings/{id}/agreed/{task}/say":                    "a button",
	"POST /groups/{id}/shelf":                                  "a search finds something or nothing",
	"POST /me/shelf":                                           "a search finds something or nothing",
	"POST /groups/{id}/shelf/{item}/delete":                    "a button",
	"POST /me/shelf/{item}/delete":                             "a button",
	"POST /me/agreed/{task}":                                   "a button",
	"POST /me/mutual/{help}/answer":                            "a button",
	"POST /me/contact/none":                                    "a button",
	"POST /people/{id}/contact/none":                           "a button",
	"POST /account/contact/none":                               "a button",
	"POST /people/{id}/contact/confirm":                        "a day that is none is the usual one",
	"POST /stop/{token}":                                       "a button",
	"POST /meetings/{id}/restore":                              "a button",
	"POST /messages/{id}/answer":                               "a button",
	"POST /outcomes/{id}/delete":                               "a button",
	"POST /costs/{id}/delete":                                  "a button",
	"POST /funds/{id}/delete":                                  "a button",
	"POST /strategies/{id}/delete":                             "a button",
	"POST /premises/{id}/delete":                               "a button",
	"POST /attachments/{id}/publish":                           "a button",
	"POST /attachments/{id}/withdraw":                          "a button",
	"POST /attachments/{id}/delete":                            "a button",
	"POST /trainings/{id}/delete":                              "a button",
	"POST /rooms/{id}/closures/{closure}/delete":               "a button",
	"POST /rooms/{id}/shares/{institution}/delete":             "a button",
	"POST /rooms/{id}/photo/delete":                            "a button",
	"POST /rooms/{id}/retire":                                  "a button",
	"POST /rooms/{id}/lend":                                    "a button",
	"POST /cards/{id}/delete":                                  "a button",
	"POST /cards/{id}/withdraw":                                "a button",
	"POST /cards/{id}/publish":                                 "a button for the first edition; the next one needs a note",
	"POST /cards/{id}/sections/{section}":                      "any words will do, and none",
	"POST /people":                                             "a search finds something or nothing",
	"POST /groups":                                             "a search finds something or nothing",
	"POST /groups/{id}/members/known":                          "a search finds something or nothing",
	"POST /rooms":                                              "a day that is none leads to this week, which says so",
	"POST /rooms/day":                                          "a day that is none leads to today, which says so",
	"POST /rooms/month":                                        "a day that is none leads to this month, which says so",
	"POST /rooms/{id}/week":                                    "a day that is none leads to this week, which says so",
	"POST /bookings/{id}/accept":                               "it has nothing but its button",
	"POST /keys/{id}/found":                                    "it has nothing but its button",
	"POST /rooms/{id}/agreements/{agreement}/accept":           "it has nothing but its button",
	"POST /equipment":                                          "a search finds something or nothing",
	"POST /interest":                                           "a search finds something or nothing",
	"POST /plans":                                              "a search finds something or nothing",
	"POST /plans/{plan}/delete":                                "it has nothing but its button",
	"POST /plans/{plan}/share":                                 "it has nothing but its button",
	"POST /plans/{plan}/unshare":                               "it has nothing but its button",
	"POST /messages/by-hand":                                   "a search finds something or nothing",
	"POST /calendars/{id}/drop":                                "it has nothing but its button",
	"POST /me/contact/preview":                                 "what is to be mended is told when it is saved",
	"POST /people/{id}/contact/preview":                        "what is to be mended is told when it is saved",
	"POST /institution/messages/words/{form}/{lang}/drop":      "it has nothing but its button",
	"POST /meetings/{id}/link":                                 "a button",
	"POST /meetings/{id}/link/revoke":                          "a button",
	"POST /groups/{id}/waiting/known":                          "a search finds something or nothing",
	"POST /groups/{id}/letters/{letter}/join/known":            "a search finds something or nothing",
	"POST /groups/{id}/letters/{letter}/queue/known":           "a search finds something or nothing",
	"POST /groups/{id}/waiting/{waiter}/off":                   "a button",
	"POST /proposals/door":                                     "one tick, which may be there or not",
	"POST /start/{house}/back/{code}":                          "a button",

	"POST /groups/{id}/turns":                                 "a button",
	"POST /groups/{id}/members/{person}/turns/away/{absence}": "a button",
	"POST /me/turns/away/{absence}":                           "a button",
	"POST /me/turns/{meeting}/{role}":                         "a button",
}

// TestEveryFormIsFromTheCatalogue sends every form as it should be, and reads
// the receipt, the link that is shown, or the page it leads to; and before that
// with mistakes of every kind, and reads how it comes back.
func TestEveryFormIsFromTheCatalogue(t *testing.T) {
	table := readMatrix(t, "testdata/matrix.txt")
	a := startApp(t)
	read := map[int]int{}
	for i, d := range a.deeds() {
		role := doer(table[d.name()])
		if d.Method != http.MethodPost || role == "" {
			continue
		}
		form, r := a.filled(t, d, role, fmt.Sprintf("flaw%d", i))
		r.read = read
		came := map[int]bool{}
		for _, m := range mistakes {
			came[r.reads(d.name()+", "+m.name, r.post(form.to, m.in(form.fields))).status] = true
		}
		if back := came[http.StatusUnprocessableEntity]; back == (unflawed[d.name()] != "") {
			t.Errorf("%s comes back to be mended: %v; statuses %v", d.name(), back, slices.Sorted(maps.Keys(came)))
		}
		form, r = a.filled(t, d, role, fmt.Sprintf("form%d", i))
		r.read = read
		r.reads(d.name(), r.post(form.to, form.fields))
	}
	if read[http.StatusUnprocessableEntity] < 60 || read[http.StatusConflict] < 8 || read[http.StatusOK] < 30 {
		t.Errorf("only so much was read: %v", read)
	}
}

// filled is the form of a deed in an estate of its own, and who sends it.
func (a *app) filled(t *testing.T, d deed, role, tag string) (sending, reader) {
	t.Helper()
	e := a.estate(tag)
	form := d.readyFor(e, e, role)
	return form, a.reader(t, e.browser(role)).also(form.fields)
}

// mistake is one way to fill in a form wrongly: what becomes of each value.
type mistake struct {
	name   string
	change func(name, value string) string
}

// mistakes are made in turn. Some forms take the last, which are not wrong for
// them.
var mistakes = []mistake{
	{"empty", typedInto("")},
	{"senseless", typedInto("77:77")},
	{"endless", typedInto(strings.Repeat("zqvkakvxq", 500))},
	{"without its id", only("form_id", "")},
	{"of an old version", only("version", "99")},
	{"with nothing kept", only("keep", "")},
}

func (m mistake) in(fields url.Values) url.Values {
	wrong := url.Values{}
	for name, values := range fields {
		for _, v := range values {
			wrong.Add(name, m.change(name, v))
		}
	}
	return wrong
}

// carried are the fields that nobody types.
var carried = []string{"form_id", "version", "seen", "after", "known", "step", "to"}

func typedInto(text string) func(name, value string) string {
	return func(name, value string) string {
		if slices.Contains(carried, name) {
			return value
		}
		return text
	}
}

func only(field, text string) func(name, value string) string {
	return func(name, value string) string {
		if name == field {
			return text
		}
		return value
	}
}
