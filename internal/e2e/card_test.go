package e2e_test

import (
	"net/http"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/i18n"
)

var cardWalk = days{name: "card", walk: cardDay}

// cardDay goes from what a house has ready and what its programme says about
// itself to a card that everybody reads, mends it and takes it back.
func cardDay(w *walk) {
	w.enter("manager", "Kluczach")
	w.follow("nav.staff")
	w.follow("readiness.open")
	w.sees(w.words("readiness.next"))
	w.follow("nav.programmes")
	w.in("tbody th").to("")
	w.follow("programme.links.record")
	w.sees(w.words("programme.sections.advice"))
	w.follow("nav.cards")
	w.sees(w.words("card.list.none"))
	slug := w.drafts()
	w.writes()
	w.allows()
	w.published(slug)
	w.corrected(slug)
	w.withdrawn(slug)
}

// drafts makes a practice card: its words come from the record.
func (w *walk) drafts() (slug string) {
	w.t.Helper()
	slug = "klucze-" + domain.NewID[domain.CardID]().String()[24:]
	w.follow("card.list.new")
	w.choose("radio", w.card("practice"))
	w.fill("card.new.slug", slug)
	w.press("card.new.make")
	w.flawed("new")
	w.fill("card.new.area", w.area("social.welfare"))
	w.press("card.new.make")
	w.sees(w.words("card.said.made"), w.words("card.lead.draft"), w.words("card.section.drafted"))
	w.hides("3 osoby dobrowolnie podjęły leczenie")
	return slug
}

// card is the name of a kind of card, section that of one of its sections, and
// area the way to a field of the catalogue.
func (w *walk) card(kind string) string {
	w.t.Helper()
	return w.template(kind).Name.In(publish.Lang(w.lang))
}

func (w *walk) section(key string) string {
	w.t.Helper()
	s, there := w.template("practice").Section(key)
	if !there {
		w.t.Fatalf("no section %s", key)
	}
	return held(s.Name.In(publish.Lang(w.lang)))
}

func (w *walk) template(kind string) publish.Template {
	w.t.Helper()
	all, err := publish.NewTemplates()
	if err != nil {
		w.t.Fatal(err)
	}
	return all[kind]
}

func (w *walk) area(code string) string { return publish.AreaPath(code, publish.Lang(w.lang)) }

// toldOnCard are words with a number of people, which nothing protects.
const toldOnCard = "Zaczęło pięć osób, a reszta przyszła za nimi."

// writes puts words of its own in place of the draft and compares them with
// those before.
func (w *walk) writes() {
	w.t.Helper()
	w.to(w.words("card.lang.pl"))
	for _, text := range []string{"Zaczęło się od jednego stołu.", toldOnCard} {
		w.to(w.section("summary"))
		w.fill("card.write.words", text)
		w.press("card.write.save")
		w.sees(w.words("card.said.written"))
	}
	w.to(w.section("summary"))
	w.follow("card.write.history")
	w.sees(w.words("card.history.between", "from", 1, "to", 2), "a reszta przyszła za nimi.")
	w.in(".crumbs li:last-child").to("")
}

// allows publishes nothing before somebody decided about the number, and says
// it exactly, for a reason and after the warning.
func (w *walk) allows() {
	w.t.Helper()
	w.look("show")
	w.follow("card.show.publish")
	w.sees(w.words("card.publish.first"))
	if w.Has("button", w.words("card.publish.button")) {
		w.t.Error("it can be published although a number waits for a decision")
	}
	w.in(".wait").to("")
	w.sees(w.words("card.exact.recognised"), w.words("card.exact.for_good"))
	w.press("card.words.people")
	w.flawed("words")
	w.choose("checkbox", strings.TrimSuffix(toldOnCard, " nimi."))
	w.fill("card.words.reason", "Tę liczbę podano w sprawozdaniu.")
	w.look("words")
	w.press("card.words.people")
	w.sees(w.words("card.said.words"))
	if w.Has("heading", w.words("card.show.waits")) {
		w.t.Errorf("something waits still: %s", w.in(".wait").Text())
	}
	w.in("section[aria-labelledby=numbers] li:first-child").to("")
	w.fill("card.exact.reason", "Tę liczbę podano w sprawozdaniu.")
	w.press("card.exact.button")
	w.sees(w.words("card.shown.kept"))
}

// published looks at the card as everybody will, publishes it, and reads it as
// somebody who is not signed in.
func (w *walk) published(slug string) {
	w.t.Helper()
	w.follow("card.show.look")
	w.sees(toldOnCard, w.words("card.preview.text"))
	w.hides("3 osoby dobrowolnie podjęły leczenie")
	w.follow("card.publish.back")
	w.follow("card.show.publish")
	w.look("publish")
	w.press("card.publish.button")
	w.sees(w.words("card.said.published"), w.words("card.readers.title"))
	w.look("published")
	w.reader(slug, func(other *walk) {
		other.sees(toldOnCard, other.section("advice"), "3 osoby dobrowolnie podjęły leczenie")
		other.hides("6 osobom udało się utrzymać abstynencję", "4 kobiety złożyły")
		if other.lang != i18n.Polish {
			other.sees(other.words("document.untranslated_title.pl"))
		}
		other.look("public")
	})
}

// reader opens the card in a browser of somebody else.
func (w *walk) reader(slug string, reads func(*walk)) {
	w.t.Helper()
	other := *w
	other.open(w.demo.URL)
	other.Goto("/" + string(w.lang) + "/practices/" + slug)
	reads(&other)
}

// corrected puts another edition before everybody, with a word on what changed.
func (w *walk) corrected(slug string) {
	w.t.Helper()
	w.follow("card.show.correct")
	w.press("card.publish.button")
	w.flawed("correct")
	w.fill("card.publish.note", "Poprawiono opis sali.")
	w.press("card.publish.button")
	w.sees(w.words("card.said.published"), w.words("card.show.edition", "no", 2))
	w.reader(slug, func(other *walk) { other.sees("Poprawiono opis sali.") })
}

// withdrawn takes the card back: within a second it is gone for everybody.
func (w *walk) withdrawn(slug string) {
	w.t.Helper()
	w.follow("card.show.withdraw")
	w.press("card.withdraw.button")
	gone := time.Now()
	for at := w.demo.URL + "/" + string(w.lang) + "/practices/" + slug; statusOf(w, at) != http.StatusGone; {
		if time.Since(gone) > time.Second {
			w.t.Fatal("a second after it was withdrawn it can still be read")
		}
	}
	w.sees(w.words("card.said.withdrawn"), w.words("card.lead.withdrawn"))
	w.reader(slug, func(other *walk) {
		other.sees(other.words("practice.withdrawn"))
		other.look("gone")
	})
}

func statusOf(w *walk, url string) int {
	w.t.Helper()
	res, err := http.Get(url)
	if err != nil {
		w.t.Fatal(err)
	}
	res.Body.Close()
	return res.StatusCode
}
