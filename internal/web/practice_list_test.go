package web_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"krag/internal/cli"
	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/i18n"
	"krag/internal/web"
	"krag/internal/web/webtest/htmlcheck"
)

// practice publishes a card of a programme of its own and gives its id.
func (h house) practice(slug, area string, titles, leads map[publish.Lang]string) domain.CardID {
	h.t.Helper()
	programme := h.programme(slug, titles[publish.Polish])
	h.group(programme, "Grupa "+slug, "Spotkania")
	cards, ctx := h.Services().Cards, h.t.Context()
	id, version := domain.NewID[domain.CardID](), int64(1)
	h.must(cards.Create(ctx, h.actor, publish.NewCard{ID: id, Programme: programme, Template: "practice", Slug: slug, Area: area}))
	for key, texts := range map[string]map[publish.Lang]string{publish.KeyTitle: titles, publish.KeyLead: leads} {
		for lang, text := range texts {
			h.must(cards.Write(ctx, h.actor, id, version, key, lang, text))
			version++
		}
	}
	h.publish(id, version)
	return id
}

// publish puts the next edition of a card before everybody.
func (h house) publish(id domain.CardID, version int64) {
	h.t.Helper()
	p, err := h.Services().Cards.Prepare(h.t.Context(), h.actor, id, version, "")
	h.must(err)
	var all []publish.Rendering
	for lang, e := range p.Editions {
		all = append(all, publish.Rendering{Lang: lang, Form: publish.AsPage, Type: "text/html; charset=utf-8", Body: []byte("<!doctype html><title>" + e.Title + "</title>")})
	}
	h.must(h.Services().Cards.Publish(h.t.Context(), h.actor, p, all))
}

// shelf is a catalogue of three cards by two institutions.
func (a *app) shelf() (house, domain.CardID) {
	a.t.Helper()
	one, two := a.house("Dom Kultury w Lipnicy"), a.house("Ośrodek w Dębnie")
	both := func(pl, uk string) map[publish.Lang]string {
		return map[publish.Lang]string{publish.Polish: pl, publish.Ukrainian: uk}
	}
	id := one.practice("kawa", "community.seniors", both("Poranna kawa", "Ранкова кава"), both("Spotkania samotnych osób.", "Зустрічі самотніх людей."))
	two.practice("bez-przemocy", "social.safety", both("Kobiety bez przemocy", "Жінки без насильства"), both("Grupa kobiet.", "Група жінок."))
	two.practice("praca", "social.work", map[publish.Lang]string{publish.Polish: "Klub pracy"}, nil)
	return one, id
}

// says reports what the list says of how much it found.
func says(text string) htmlcheck.Check { return htmlcheck.In(".found", htmlcheck.Text(text)) }

func TestCatalogueFindsAndNarrows(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		a.shelf()
		b := a.visitor()
		b.get("/pl/practices").is(200, says("W katalogu są 3 praktyki"), htmlcheck.Count(".shelf > li", 3), htmlcheck.Says("Klub pracy"))
		b.get("/uk/practices?q=%D0%BD%D0%B0%D1%81%D0%B8%D0%BB%D1%8C%D1%81%D1%82%D0%B2%D0%BE").is(200, says("Знайдено 1 практику"), htmlcheck.Count(".shelf > li", 1))
		b.get("/pl/practices?q=kobiecie+kosmos").is(200, says("Znaleziono 1 praktykę"), htmlcheck.Says("„kosmos”"))
		b.get("/pl/practices?q=klub+kawa").is(200, says("Znaleziono 0 praktyk"), htmlcheck.Says("Szukaj bez słowa „kawa”"))
		b.get("/pl/practices?area=social&sort=title").is(200, says("Znaleziono 2 praktyki"))
		b.get("/pl/practices?area=nothing&page=900").is(200, says("W katalogu są 3 praktyki"))
		b.get("/uk/practices").is(200, htmlcheck.In("h3 [lang=pl]", htmlcheck.Says("Klub pracy")), htmlcheck.Says("Цю картку ще не перекладено."))
	})
}

// TestCatalogueForgetsWhatIsWithdrawn shows it gone a second later, and back
// when it is published again.
func TestCatalogueForgetsWhatIsWithdrawn(t *testing.T) {
	a := startApp(t)
	h, id := a.shelf()
	b := a.visitor()
	b.get("/pl/practices?q=kawa").is(200, says("Znaleziono 1 praktykę"))
	c, err := h.Services().Cards.Card(t.Context(), h.actor, id)
	a.must(err)
	a.must(h.Services().Cards.Withdraw(t.Context(), h.actor, id, c.Version))
	a.pass(time.Second)
	b.get("/pl/practices?q=kawa").is(200, says("Znaleziono 0 praktyk"))
}

// TestNobodyLearnsWhatIsLookedFor looks for a word that must stand in no log,
// and at what is said to search engines.
func TestNobodyLearnsWhatIsLookedFor(t *testing.T) {
	log := &safeBuffer{}
	a := startApp(t, func(c *cli.Config) {
		c.Log = slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	a.shelf()
	asked := a.visitor().get("/pl/practices?q=przemoc").is(200)
	if strings.Contains(log.String(), "przemoc") || !strings.Contains(log.String(), "/pl/practices") {
		t.Errorf("the log: %s", log.String())
	}
	for name, want := range map[string]string{"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"} {
		if got := asked.header.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	for _, bad := range []string{`rel="canonical" href="` + a.URL() + `/pl/practices?`, `hreflang="uk" href="` + a.URL() + `/uk/practices?`, `ld+json`} {
		if bytes.Contains(asked.body, []byte(bad)) {
			t.Errorf("a search says %s", bad)
		}
	}
	asked.is(200, htmlcheck.In("meta[name=robots]", htmlcheck.Attr("content", "noindex, nofollow")))
	plain := a.visitor().get("/pl/practices")
	for _, want := range []string{`rel="canonical" href="` + a.URL() + `/pl/practices"`, `hreflang="uk" href="` + a.URL() + `/uk/practices"`, `ld+json`} {
		if !bytes.Contains(plain.body, []byte(want)) {
			t.Errorf("the catalogue does not say %s", want)
		}
	}
}

func TestCatalogueIsInEveryLanguage(t *testing.T) {
	a := startApp(t)
	a.shelf()
	for _, lang := range i18n.Langs {
		a.visitor().get("/"+string(lang)+"/practices").is(http.StatusOK, htmlcheck.In("html", htmlcheck.Attr("lang", string(lang))), htmlcheck.Count("h1", 1))
	}
}

// TestOpenPagesComeFromTheCatalogue renders the pages for everybody in the
// language of brackets: what stands outside them is somebody's words.
func TestOpenPagesComeFromTheCatalogue(t *testing.T) {
	a := startApp(t)
	h, id := a.shelf()
	site := web.New(a.Services(), a.Services().Flow.Desk.Policy, web.Config{BaseURL: a.URL(), Clock: domain.ClockFunc(a.clock), Log: slog.New(slog.DiscardHandler)})
	data := []string{"Polski", "Українська", "English", "Poranna kawa", "Kobiety bez przemocy", "Klub pracy", "Spotkania samotnych osób.", "Grupa kobiet.", "Dom Kultury w Lipnicy", "Ośrodek w Dębnie", "Grupa kawa", "Lipnica", a.URL()}
	templates, err := publish.NewTemplates()
	a.must(err)
	named := func(n publish.Named) { data = append(data, n[publish.Polish]) }
	for _, one := range templates {
		named(one.Name)
		for _, part := range one.Parts {
			named(part.Name)
			for _, section := range part.Sections {
				named(section.Name)
			}
		}
	}
	for _, area := range publish.Areas {
		named(area.Name)
	}
	slices.SortFunc(data, func(a, b string) int { return len(b) - len(a) })
	for _, path := range []string{"/", "/?q=kawa+kosmos", "/?q=klub+kawa", "/?q=ornitologia", "/?area=social&sort=title", "/map"} {
		page, err := web.OpenInPseudo(site, t.Context(), path)
		a.must(err)
		htmlcheck.Pseudo(t, page, data...)
	}
	p, err := a.Services().Cards.Preview(t.Context(), h.actor, id, web.Pseudo)
	a.must(err)
	e := p.Drafted.Edition
	e.No, e.At, e.FirstAt = 2, a.clock(), a.clock()
	page, err := web.CardInPseudo(site, t.Context(), e)
	a.must(err)
	htmlcheck.Pseudo(t, page, data...)
}
