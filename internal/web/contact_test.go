package web_test

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/notify"
	"krag/internal/web/kit"
	"krag/internal/web/webtest/htmlcheck"
)

// reached is a member and whoever coordinates, about one person.
type reached struct {
	house
	kos    domain.PersonID
	member *browser
	iga    *browser
	path   string
}

func startReached(t *testing.T) reached {
	h := startApp(t).house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Marker wewnętrzny", "Poranna kawa")
	kos := h.person(g, "Kos")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	return reached{h, kos, h.member(g, kos), iga, "/people/" + kos.String() + "/contact"}
}

func (h reached) contact() notify.Contact {
	h.t.Helper()
	c, err := h.Services().Contacts.Own(h.t.Context(), authz.Actor{Roles: []authz.Role{authz.Member}, Person: h.kos, Scope: h.actor.Scope})
	h.must(err)
	return c
}

func TestMemberSaysHowToBeReached(t *testing.T) {
	h := startReached(t)
	const path = "/me/contact"
	page := h.member.get(path).is(http.StatusOK, htmlcheck.In("title", htmlcheck.Text("Krąg")), htmlcheck.In("form#exit"),
		htmlcheck.In("main", htmlcheck.Says("Nie kontaktujemy się z Tobą")), htmlcheck.Not(`input[name="channel"][checked]`), htmlcheck.Silent("Marker wewnętrzny"))
	h.member.whole(path, "Krąg", "Dom pod Lipą", "Kos")
	h.member.get("/me").is(http.StatusOK, htmlcheck.In(`a[href="/me/contact"]`))

	typed := page.fill(path, "channel", "sms", "sms", "12", "from", "15:00", "until", "9:00", "sender", "Ewa", "reminders", "own", "minutes", "1440")
	h.member.post(path, typed).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#sms"]`), htmlcheck.In(`.sum a[href="#until"]`),
		htmlcheck.In(`input[name="sms"]`, htmlcheck.Attr("value", "12")), htmlcheck.In(`input[name="sender"]`, htmlcheck.Attr("value", "Ewa")),
		htmlcheck.In(`input[name="minutes"][value="1440"][checked]`))
	if c := h.contact(); c.Version != 0 {
		t.Fatalf("what was to be mended was stored: %+v", c)
	}
	typed = page.fill(path, "channel", "sms", "sms", "600 100 200", "from", "9", "until", "15:00", "sender", "Ewa", "reminders", "own", "minutes", "1440")
	twice(func() { h.member.post(path, typed).leads(path) })
	c := h.contact()
	if c.Version != 1 || !c.May || c.Address.Reveal() != "+48600100200" || c.From != 9*60 || c.Until != 15*60 || c.Sender.Reveal() != "Ewa" || len(c.Reminders) != 1 || !c.By.IsZero() {
		t.Errorf("stored: %+v", c)
	}
	h.member.get(path).is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("SMS")), htmlcheck.In("main .rows", htmlcheck.Says("+48 600 100 200"), htmlcheck.Says("9:00\u2060–\u206015:00")),
		htmlcheck.In(`input[name="from"]`, htmlcheck.Attr("value", "9:00")), htmlcheck.In(`input[name="channel"][value="sms"][checked]`), htmlcheck.In(`input[name="minutes"][value="1440"][checked]`), htmlcheck.Count(`input[name="minutes"][checked]`, 1))

	none := h.member.get(path).fill(path + "/none")
	twice(func() { h.member.post(path+"/none", none).leads(path) })
	if c := h.contact(); c.May || c.Version != 2 {
		t.Errorf("after saying no: %+v", c)
	}
	h.member.get(path).is(http.StatusOK, htmlcheck.Not(`form[action="/me/contact/none"]`), htmlcheck.Not(`input[name="channel"][checked]`), htmlcheck.In(`input[name="sms"]`, htmlcheck.Attr("value", "+48600100200")))
	h.member.get(path+"/history").is(http.StatusOK, htmlcheck.Count("tbody tr", 2), htmlcheck.In("tbody", htmlcheck.Says("+48 600 100 200"), htmlcheck.Says("Ty")))
	h.member.whole(path+"/history", "Krąg", "Dom pod Lipą", "Kos", "+48\u00a0600\u00a0100\u00a0200", "9:00\u2060–\u206015:00")
}

func TestStaffAgreeOnASafeContact(t *testing.T) {
	h := startReached(t)
	person := "/people/" + h.kos.String()
	h.iga.get(person).is(http.StatusOK, htmlcheck.In(`section a[href="`+h.path+`"]`), htmlcheck.In("main", htmlcheck.Says("nikt jeszcze nie zapytał")))
	page := h.iga.get(h.path).is(http.StatusOK, htmlcheck.In("title", htmlcheck.Silent("Kos")), htmlcheck.In("aside", htmlcheck.Says("Najpierw porozmawiajcie")))
	h.iga.whole(h.path, "Krąg", "Dom pod Lipą", "Kos")
	typed := page.fill(h.path, "channel", "letter", "letter", "Ewa Nowak\nKwiatowa 3\n00-001 Sitno", "days", "60")
	h.iga.post(h.path, typed).leads(h.path)
	if c := h.contact(); c.By.IsZero() || c.ConfirmBy != today.AddDays(60) || c.Address.Reveal() != "Ewa Nowak\nKwiatowa 3\n00-001 Sitno" {
		t.Errorf("stored: %+v", c)
	}
	h.iga.get(person).is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("list")), htmlcheck.In("main", htmlcheck.Silent("Kwiatowa")))

	h.member.post("/me/contact", h.member.get("/me/contact").fill("/me/contact", "channel", "email", "email", "ewa@example.org")).leads("/me/contact")
	stale := h.iga.post(h.path, page.fill(h.path, "channel", "word", "code_word", "herbata")).is(http.StatusConflict,
		htmlcheck.In("[role=alert] table", htmlcheck.Says("ewa@example.org"), htmlcheck.Says("herbata")), htmlcheck.In(`input[name="code_word"]`, htmlcheck.Attr("value", "herbata")))
	h.iga.post(h.path, stale.fill(h.path)).leads(h.path)

	confirm := h.iga.get(h.path).fill(h.path+"/confirm", "again", "90")
	twice(func() { h.iga.post(h.path+"/confirm", confirm).leads(h.path) })
	if c := h.contact(); c.ConfirmBy != today.AddDays(90) || c.Channel != notify.Word {
		t.Errorf("confirmed: %+v", c)
	}
	h.member.post("/me/contact/none", url.Values{}).leads("/me/contact")
	h.iga.post(h.path+"/confirm", confirm).is(http.StatusConflict, htmlcheck.In(".note--warn"), htmlcheck.In("main", htmlcheck.Says("Nie kontaktujemy się")))
	h.iga.get(h.path+"/history").is(http.StatusOK, htmlcheck.Count("tbody tr", 5), htmlcheck.In("tbody", htmlcheck.Says("Iga"), htmlcheck.Says("ta osoba")))
	h.iga.get("/people/contact-form").is(http.StatusOK, htmlcheck.In(".fill"), htmlcheck.Silent("Kos"))
	h.iga.whole("/people/contact-form", "Krąg", "Dom pod Lipą")
}

func TestContactIsAskedAboutAgain(t *testing.T) {
	h := startReached(t)
	h.iga.post(h.path, h.iga.get(h.path).fill(h.path, "channel", "word", "days", "30")).leads(h.path)
	h.iga.get(h.path).is(http.StatusOK, htmlcheck.Not(".need"))
	h.pass(31 * 24 * 60 * 60 * 1e9)
	iga, _ := h.staff("Ola", domain.GroupID{}, authz.Coordinator)
	iga.get(h.path).is(http.StatusOK, htmlcheck.In(".need", htmlcheck.Says("pora zapytać")))
	iga.get("/people/"+h.kos.String()).is(http.StatusOK, htmlcheck.In(".need"))
}

func TestWorkContact(t *testing.T) {
	h := startReached(t)
	const path = "/account/contact"
	h.iga.get("/account").is(http.StatusOK, htmlcheck.In(`a[href="`+path+`"]`))
	page := h.iga.get(path).is(http.StatusOK, htmlcheck.Count(`input[name="channel"]`, 2), htmlcheck.Not("details"))
	h.iga.whole(path, "Krąg", "Dom pod Lipą", "Iga")
	h.iga.post(path, page.fill(path, "channel", "word")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#channel"]`))
	h.iga.post(path, page.fill(path, "channel", "email", "email", "iga@żaba.pl")).is(http.StatusUnprocessableEntity, htmlcheck.In(".sum", htmlcheck.Says("xn--")))
	h.iga.post(path, page.fill(path, "channel", "email", "email", "iga@example.org")).leads(path)
	h.iga.get(path).is(http.StatusOK, htmlcheck.In("main .rows", htmlcheck.Says("iga@example.org")))
}

// TestStopLink: whoever has the address stops everything, without a word about
// whose it is; an address of nobody answers alike, to the byte.
func TestStopLink(t *testing.T) {
	h := startReached(t)
	h.iga.post(h.path, h.iga.get(h.path).fill(h.path, "channel", "sms", "sms", "600100200")).leads(h.path)
	token, made := h.contact().Stop.Reveal(), domain.NewToken()
	visitor := h.visitor()
	page := visitor.get("/stop/"+token).is(http.StatusOK, htmlcheck.In("title", htmlcheck.Text("Wiadomości")), htmlcheck.Count("form button", 1),
		htmlcheck.In(`link[rel="icon"]`, htmlcheck.Attr("href", kit.Asset("plain.svg"))), htmlcheck.Silent("Krąg"), htmlcheck.Silent("Dom pod Lipą"), htmlcheck.Silent("kawa"), htmlcheck.Count(`nav a[hreflang]`, 2))
	for _, lang := range []string{"uk", "en"} {
		h.visitor().get("/stop/" + token + "?lang=" + lang).leads("/stop/" + token)
	}
	if c := h.contact(); !c.May {
		t.Fatal("a look stopped it")
	}
	alike := func(what string, a, b answer) {
		t.Helper()
		if a.status != b.status || !bytes.Equal(bytes.ReplaceAll(a.body, []byte(token), nil), bytes.ReplaceAll(b.body, []byte(made), nil)) {
			t.Errorf("%s tells an address that is one from one that is none", what)
		}
	}
	alike("the page", page, visitor.get("/stop/"+made))
	done := visitor.post("/stop/"+token, url.Values{"List-Unsubscribe": {"One-Click"}}).is(http.StatusOK, htmlcheck.In("[role=status] h1", htmlcheck.Says("zatrzymane")))
	c := h.contact()
	if c.May || !c.ByLink || c.Version != 2 {
		t.Errorf("stopped: %+v", c)
	}
	alike("stopping", done, visitor.post("/stop/"+made, url.Values{}))
	alike("stopping again", visitor.post("/stop/"+token, url.Values{}), visitor.post("/stop/"+made, url.Values{}))
	if c := h.contact(); c.Version != 2 {
		t.Errorf("stopping again made version %d", c.Version)
	}
	h.iga.get(h.path+"/history").is(http.StatusOK, htmlcheck.In("tbody", htmlcheck.Says("z odnośnika w wiadomości")))
}

// TestStopFromAMailProgram sends what RFC 8058 says: either kind of form, from
// anywhere. Every other form from elsewhere is refused.
func TestStopFromAMailProgram(t *testing.T) {
	h := startReached(t)
	for _, kind := range []string{"application/x-www-form-urlencoded", `multipart/form-data; boundary="b"`} {
		h.iga.post(h.path, h.iga.get(h.path).fill(h.path, "channel", "sms", "sms", "600100200")).leads(h.path)
		body := "List-Unsubscribe=One-Click"
		if strings.HasPrefix(kind, "multipart") {
			body = "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n"
		}
		for path, want := range map[string]int{"/stop/" + h.contact().Stop.Reveal(): http.StatusOK, "/sign-in": http.StatusForbidden} {
			req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, h.URL()+path, strings.NewReader(body))
			h.must(err)
			req.Header.Set("Content-Type", kind)
			req.Header.Set("Origin", "https://mail.example")
			req.Header.Set("Sec-Fetch-Site", "cross-site")
			h.visitor().send(req).is(want)
		}
		if c := h.contact(); c.May || !c.ByLink {
			t.Errorf("%s: %+v", kind, c)
		}
	}
}
