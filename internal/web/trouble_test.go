package web_test

import (
	"bytes"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/web"
	"krag/internal/web/webtest/htmlcheck"
)

// hollow is a site without services: whatever asks one for anything panics.
func hollow(a *app, log io.Writer) http.Handler {
	policy := a.Services().Flow.Desk.Policy
	return web.New(web.Services{}, policy, web.Config{Log: slog.New(slog.NewTextHandler(log, nil)), Clock: domain.ClockFunc(a.clock)}).Handler()
}

// asIn asks in a language, with a session.
func asIn(lang, method, path string, fields url.Values) *http.Request {
	r := httptest.NewRequest(method, path, strings.NewReader(fields.Encode()))
	r.Header.Set("Accept-Language", lang)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.AddCookie(&http.Cookie{Name: "krag_session", Value: domain.NewToken()})
	return r
}

// TestPanicIsAPage: a page of the house, in the reader's language, with the
// number that stands in the log; a form that was sent waits in it.
func TestPanicIsAPage(t *testing.T) {
	var log bytes.Buffer
	site := hollow(startApp(t), &log)
	for lang, says := range map[string]string{"pl": "po naszej stronie", "uk": "з нашого боку", "en": "on our side"} {
		w := httptest.NewRecorder()
		site.ServeHTTP(w, asIn(lang, "GET", "/today?x=1", nil))
		if w.Code != http.StatusInternalServerError || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d, %v", lang, w.Code, w.Header())
		}
		htmlcheck.Page(t, w.Body.Bytes(), htmlcheck.In("html", htmlcheck.Attr("lang", lang)), htmlcheck.In("h1", htmlcheck.Says(says)),
			htmlcheck.In(`main a[href="/today?x=1"]`), htmlcheck.In("header .brand"))
		_, id, _ := strings.Cut(log.String(), "msg=panic id=")
		if id, _, _ = strings.Cut(id, " "); len(id) != 12 || !strings.Contains(w.Body.String(), id) {
			t.Errorf("%s: the page does not tell the number %q of the log", lang, id)
		}
		log.Reset()
	}
	w := httptest.NewRecorder()
	site.ServeHTTP(w, asIn("pl", "POST", "/groups/new", url.Values{"name": {"Wtorki <b>"}}))
	htmlcheck.Page(t, w.Body.Bytes(), htmlcheck.In(`form[action="/groups/new"] input[name="name"]`, htmlcheck.Attr("value", "Wtorki <b>")))
}

// TestPanicInAHalfSentAnswer breaks the connection off: nobody may take half
// of a file for the whole. One outside of every page is one line, at least in
// the reader's language.
func TestPanicInAHalfSentAnswer(t *testing.T) {
	var log bytes.Buffer
	s := web.New(web.Services{}, startApp(t).Services().Flow.Desk.Policy, web.Config{Log: slog.New(slog.NewTextHandler(&log, nil))})
	server := httptest.NewServer(web.Around(s, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/half" {
			_, _ = io.WriteString(w, strings.Repeat("half ", 1000))
		}
		panic("anything")
	})))
	defer server.Close()
	res, err := http.Get(server.URL + "/half")
	if err == nil {
		_, err = io.ReadAll(res.Body)
		res.Body.Close()
	}
	if err == nil {
		t.Error("half of an answer is taken for the whole")
	}
	req, err := http.NewRequestWithContext(t.Context(), "GET", server.URL+"/", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept-Language", "uk")
	if res, err = http.DefaultClient.Do(req); err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if said, _ := io.ReadAll(res.Body); res.StatusCode != 500 || !strings.Contains(string(said), "Номер події") {
		t.Errorf("%d: %s", res.StatusCode, said)
	}
}

// TestWhatMustNeverComeBack: a form of another site, what the role may not
// send, and what stands on no form of ours are never made a form of ours, not
// even while the database is broken.
func TestWhatMustNeverComeBack(t *testing.T) {
	a := startApp(t)
	o, h := a.observer(), a.house("Dom")
	host, _ := h.staff("Ola", h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa"), authz.Host)
	typed := url.Values{"name": {"zgadnij kto to"}, "item": {"jeszcze jedno słowo"}}
	never := []htmlcheck.Check{htmlcheck.Not("main form"), htmlcheck.Silent("zgadnij"), htmlcheck.Silent("jeszcze jedno")}
	host.post("/groups/new", typed).is(http.StatusForbidden, never...)
	host.post("/nowhere/new", typed).is(http.StatusNotFound, never...)
	foreign := func() answer {
		req, err := http.NewRequestWithContext(t.Context(), "POST", a.URL()+"/groups/new", strings.NewReader(typed.Encode()))
		a.must(err)
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Origin", "https://elsewhere.example")
		return host.send(req)
	}
	foreign().is(http.StatusForbidden, never...)
	o.without("session", func() {
		foreign().is(http.StatusInternalServerError, never...)
		host.post("/nowhere/new", typed).is(http.StatusInternalServerError, never...)
		kept := host.post("/me/name", typed).is(http.StatusInternalServerError, never...)
		kept.is(kept.status, htmlcheck.In("form#exit"), htmlcheck.In("main", htmlcheck.Says("nic z tego, co wpisano")), htmlcheck.In(`main a[href="/me/name"]`))
		host.post("/exit", typed).is(http.StatusOK, never...)
	})
}

// TestWayOutStaysInReach: an error on a page about a group does not know
// whether the group is sensitive.
func TestWayOutStaysInReach(t *testing.T) {
	a := startApp(t)
	o, h := a.observer(), a.house("Dom")
	g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	o.without("session", func() {
		coordinator.get(pathOf(g)).is(http.StatusInternalServerError, htmlcheck.In("form#exit"), htmlcheck.In("title", htmlcheck.Text("Krąg")))
		coordinator.post(pathOf(g)+"/edit", url.Values{"name": {"Kawa"}}).is(http.StatusInternalServerError, htmlcheck.In("form#exit"))
		coordinator.get("/programmes").is(http.StatusInternalServerError, htmlcheck.Not("form#exit"))
	})
}

// TestSentencesComeBack: what can never be saved can at least be copied.
func TestSentencesComeBack(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	gone := "/costs/" + domain.NewID[domain.CostID]().String() + "/edit"
	coordinator.post(gone, url.Values{"item": {"Herbata"}, "note": {"trzy paczki\nna zimę"}, "password": {"dwa słowa"}}).is(http.StatusNotFound,
		htmlcheck.In("#typed"), htmlcheck.In("main", htmlcheck.Says("trzy paczki"), htmlcheck.Silent("Herbata"), htmlcheck.Silent("dwa słowa")), htmlcheck.Not("main form"))
	coordinator.get(gone).is(http.StatusNotFound, htmlcheck.Not("#typed"))
}

// TestLargestForm: a form of almost a mebibyte waits whole, before and after
// somebody signs in; a larger one is refused.
func TestLargestForm(t *testing.T) {
	a := startApp(t)
	o, h := a.observer(), a.house("Dom")
	h.programme("krag", "Krąg")
	b, login := h.worker("Iga", authz.Coordinator)
	const to = "/programmes/krag/record/situation"
	form := b.get(to).fill(to)
	form.Set("items", strings.Repeat("a", 1<<20-len(form.Encode())))
	o.without("session", func() {
		if page := b.post(to, form).is(http.StatusInternalServerError); !same(page.fill(to), form) {
			t.Error("the page does not hold the whole form")
		}
	})
	a.pass(account.SessionLife)
	page := b.post(to, form).is(http.StatusUnauthorized)
	page = b.post("/sign-in", page.fill("/sign-in", "login", login, "password", ownPassword)).is(http.StatusOK)
	if !same(page.fill(to), form) {
		t.Error("the form is not whole after signing in")
	}
	b.post(to, url.Values{"items": {strings.Repeat("a", 1<<20)}}).is(http.StatusRequestEntityTooLarge)
}

// TestFilesAreAskedForAgain: a page cannot carry a file, but knows its name.
func TestFilesAreAskedForAgain(t *testing.T) {
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	_ = m.WriteField("name", "Wtorki")
	file, err := m.CreateFormFile("list", "spotkania.csv")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(file, "a;b")
	m.Close()
	r := asIn("pl", "POST", "/groups/new", nil)
	r.Body, r.ContentLength = io.NopCloser(&body), int64(body.Len())
	r.Header.Set("Content-Type", m.FormDataContentType())
	w := httptest.NewRecorder()
	hollow(startApp(t), io.Discard).ServeHTTP(w, r)
	htmlcheck.Page(t, w.Body.Bytes(), htmlcheck.In(`form[action="/groups/new"]`, htmlcheck.Attr("enctype", "multipart/form-data")),
		htmlcheck.In(`input[type="hidden"][name="name"]`, htmlcheck.Attr("value", "Wtorki")), htmlcheck.In(`input[type="file"][name="list"]`),
		htmlcheck.In("label", htmlcheck.Says("spotkania.csv")))
}

// TestStarting is the site without a database. A form that comes too early can
// be sent on as soon as there is one.
func TestStarting(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom")
	h.programme("krag", "Krąg")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	form := coordinator.get("/groups/new").fill("/groups/new", "name", "Kawa", "neutral", "Wtorki", "kind", "loneliness", "character", "discussion")
	early := httptest.NewServer(web.New(web.Services{}, a.Services().Flow.Desk.Policy, web.Config{Log: slog.New(slog.DiscardHandler)}).Starting())
	defer early.Close()
	before := *coordinator
	before.base = early.URL
	page := before.post("/groups/new", form).is(http.StatusServiceUnavailable, htmlcheck.In("main", htmlcheck.Says("uruchamia")))
	if wait := page.header.Get("Retry-After"); wait != "5" {
		t.Errorf("it is to be tried again after %q", wait)
	}
	twice(func() {
		coordinator.post("/groups/new", page.fill("/groups/new")).leads(pathOf(domain.GroupID{UUID: uuidOf(t, form)}))
	})
}

func uuidOf(t *testing.T, form url.Values) domain.UUID {
	t.Helper()
	id, err := domain.ParseID[domain.GroupID](form.Get("form_id"))
	if err != nil {
		t.Fatal(err)
	}
	return id.UUID
}
