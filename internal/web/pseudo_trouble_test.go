package web_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"unicode"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/i18n"
	"krag/internal/web"
	"krag/internal/web/kit"
	"krag/internal/web/webtest/htmlcheck"
)

// sentences are typed into forms that cannot be taken.
var sentences = url.Values{"item": {"trzy długie słowa"}, "note": {"pierwszy wiersz\ndrugi wiersz"}}

// readerAs reads as one of an estate, who types sentences.
func (e *estate) readerAs(t *testing.T, viewer string) reader {
	return e.reader(t, e.browser(viewer)).also(sentences)
}

func (r reader) gets(path string) answer {
	r.t.Helper()
	return r.reads("GET "+path, r.get(path))
}

func (r reader) posts(path string, fields url.Values) answer {
	r.t.Helper()
	return r.reads("POST "+path, r.post(path, fields))
}

// TestTroubleIsFromTheCatalogue reads the pages about what cannot be done, with
// what was typed.
func TestTroubleIsFromTheCatalogue(t *testing.T) {
	a := startApp(t)
	e := a.estate("trouble").whole()
	g, other := pathOf(e.plot(0).id), e.plot(1)
	coordinator, manager, member, visitor := e.readerAs(t, "coordinator"), e.readerAs(t, "manager"), e.readerAs(t, "member"), e.readerAs(t, "visitor")
	nothing := domain.NewID[domain.CostID]().String()

	manager.gets("/people").is(http.StatusForbidden)
	member.posts(g+"/edit", sentences).is(http.StatusForbidden)
	coordinator.elsewhere("/groups/new").is(http.StatusForbidden)
	visitor.gets("/nowhere").is(http.StatusNotFound)
	coordinator.gets("/groups/" + nothing).is(http.StatusNotFound)
	coordinator.posts("/costs/"+nothing+"/edit", sentences).is(http.StatusNotFound, htmlcheck.In("#typed"))
	visitor.gets("/in/nothing").is(http.StatusGone)
	for _, who := range []reader{coordinator, member} {
		who.posts(g+"/edit", url.Values{"name": {strings.Repeat("a", 1<<20)}}).is(http.StatusRequestEntityTooLarge)
		who.unreadable(g + "/edit").is(http.StatusUnprocessableEntity)
	}
	a.must(a.Services().Flow.Forget(t.Context(), e.actor, other.people().first, today))
	coordinator.gets("/people/" + other.people().first.String() + "/edit").is(http.StatusGone)
	end := pathOf(other.id) + "/close"
	coordinator.posts(end, coordinator.gets(end).fill(end, "reason", "other")).leads(pathOf(other.id))
	coordinator.gets(end).is(http.StatusConflict)
	coordinator.gets(pathOf(other.id) + "/members/known").is(http.StatusConflict)
	for range 100 {
		visitor.post("/in/"+domain.NewToken(), url.Values{})
	}
	visitor.posts("/in/"+domain.NewToken(), url.Values{}).is(http.StatusTooManyRequests)
	visitor.posts("/sign-in", url.Values{"login": {"kos@example.org"}, "password": {"nie to hasło"}}).is(http.StatusTooManyRequests)
}

// elsewhere sends a form as another site would.
func (r reader) elsewhere(path string) answer {
	r.t.Helper()
	return r.reads("a form of another site", r.sends(path, "Origin", "https://elsewhere.example", sentences.Encode()))
}

// unreadable sends what is no form.
func (r reader) unreadable(path string) answer {
	r.t.Helper()
	return r.reads("no form", r.sends(path, "Accept", "*/*", "name=%zz"))
}

func (r reader) sends(path, header, value, body string) answer {
	r.t.Helper()
	req, err := http.NewRequestWithContext(r.t.Context(), http.MethodPost, r.base+path, strings.NewReader(body))
	if err != nil {
		r.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set(header, value)
	return r.send(req)
}

// TestFailuresAreFromTheCatalogue reads what is shown while the database is
// broken: a page asked for, and forms that wait, with a secret and without, or
// are not kept.
func TestFailuresAreFromTheCatalogue(t *testing.T) {
	a := startApp(t)
	e, o := a.estate("failures").whole(), a.observer()
	g := pathOf(e.plot(0).id)
	coordinator, manager, member := e.readerAs(t, "coordinator"), e.readerAs(t, "manager"), e.readerAs(t, "member")
	edit, staff, name := coordinator.get(g+"/edit").fill(g+"/edit"), manager.get("/staff/new").fill("/staff/new", "roles", "manager", "name", "Halina", "login", "halina", "password", "tajne"), member.get("/me/name").fill("/me/name")
	coordinator, manager = coordinator.also(edit), manager.also(staff)
	for _, broken := range []string{"session", "audit_head"} {
		o.without(broken, func() {
			coordinator.gets(g + "/members").is(http.StatusInternalServerError)
			coordinator.posts(g+"/edit", edit).is(http.StatusInternalServerError, htmlcheck.In(`main form input[name="neutral"]`))
			manager.posts("/staff/new", staff).is(http.StatusInternalServerError, htmlcheck.In("main form"))
			member.posts("/me/name", name).is(http.StatusInternalServerError, htmlcheck.Not("main form"))
			coordinator.posts("/sign-out", url.Values{})
		})
	}
	coordinator.posts("/exit", url.Values{}).is(http.StatusOK)
}

// TestWaitingIsFromTheCatalogue reads the pages of a form whose session ended:
// where it waits, and what is said to whoever signs in then.
func TestWaitingIsFromTheCatalogue(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom")
	h.programme("krag", "Krąg")
	b, login := h.worker("Iga", authz.Coordinator)
	_, manager := h.worker("Żaneta", authz.Manager)
	r := a.reader(t, b).also(url.Values{"": {"Iga", "Żaneta", "Dom", "Krąg"}})
	form := r.get("/groups/new").fill("/groups/new", "name", "Kawa", "neutral", "Wtorki", "kind", "loneliness", "character", "discussion")
	for _, who := range []string{login, manager} { // the second may not send it
		a.pass(account.SessionLife)
		door := r.posts("/groups/new", form).is(http.StatusUnauthorized)
		door = r.posts("/sign-in", door.fill("/sign-in", "login", who, "password", "nie to hasło")).is(http.StatusUnprocessableEntity)
		r.posts("/sign-in", door.fill("/sign-in", "login", who, "password", ownPassword)).is(http.StatusOK)
	}
	a.pass(account.SessionLife)
	r.posts("/sign-out", url.Values{}).is(http.StatusSeeOther)
	r.gets("/today").is(http.StatusSeeOther)
}

// TestStartingIsFromTheCatalogue reads what is said while there is no database,
// to whoever comes by another address, and for every status there is.
func TestStartingIsFromTheCatalogue(t *testing.T) {
	a := startApp(t)
	site := web.New(web.Services{}, a.Services().Flow.Desk.Policy, web.Config{Log: slog.New(slog.DiscardHandler), BaseURL: "https://krag.example"})
	for name, pages := range map[string]http.Handler{"starting": site.Starting(), "misdirected": site.Misdirected()} {
		server := httptest.NewServer(pages)
		defer server.Close()
		b := a.visitor()
		b.base = server.URL
		r := a.reader(t, b).also(sentences)
		for _, path := range []string{"/today", "/me", "/groups/1", "/exit"} {
			r.reads(name+", GET "+path, r.get(path))
			r.reads(name+", POST "+path, r.post(path, sentences))
		}
		r.reads(name+", with a secret", r.post("/staff/new", url.Values{"name": {"trzy długie słowa"}, "password": {"tajne"}}))
		if len(r.read) == 0 || r.read[http.StatusOK] > 1 {
			t.Errorf("%s: %v", name, r.read)
		}
	}
	for status := 400; status < 600; status++ {
		var page strings.Builder
		if err := kit.TroublePage(kit.Page{Printer: i18n.For(i18n.Pseudo)}, kit.Trouble{Status: status, Reference: "1"}).Render(t.Context(), &page); err != nil {
			t.Fatal(err)
		}
		htmlcheck.Pseudo(spot{t, http.StatusText(status)}, []byte(page.String()), pseudoData...)
	}
}

// TestLastWordIsFromTheCatalogue: even the one line that is left when no page
// can be made.
func TestLastWordIsFromTheCatalogue(t *testing.T) {
	s := web.New(web.Services{}, startApp(t).Services().Flow.Desk.Policy, web.Config{Log: slog.New(slog.DiscardHandler)})
	w := httptest.NewRecorder()
	r := asIn("pl", http.MethodGet, "/", nil)
	r.AddCookie(&http.Cookie{Name: "krag_lang", Value: string(i18n.Pseudo)})
	web.Around(s, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("anything") })).ServeHTTP(w, r)
	said, err := io.ReadAll(w.Body)
	if err != nil || !strings.Contains(string(said), "⟦") {
		t.Fatalf("it says %q, %v", said, err)
	}
	depth := 0
	for _, letter := range string(said) {
		switch {
		case letter == '⟦':
			depth++
		case letter == '⟧':
			depth--
		case depth == 0 && unicode.IsLetter(letter):
			t.Fatalf("not all of it is from the catalogue: %s", said)
		}
	}
}
