package web_test

import (
	"net/http"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/notify"
	"krag/internal/web/webtest/htmlcheck"
)

const messagesPath = "/institution/messages"

func TestHouseSaysHowItSends(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	eva, _ := h.staff("Ewa", domain.GroupID{}, authz.Manager)
	eva.get("/staff").is(http.StatusOK, htmlcheck.In(`main a[href="`+messagesPath+`"]`))
	page := eva.get(messagesPath).is(http.StatusOK, htmlcheck.In(`input[value="mute"][checked]`), htmlcheck.In("aside", htmlcheck.Says("Nie wysyła jeszcze")), htmlcheck.In(`input[name="rounds"][value="1440"][checked]`))
	eva.whole(messagesPath, "Krąg", "Dom pod Lipą")

	for _, c := range []struct {
		field string
		typed []string
	}{
		{"sender", []string{"sender", "Klub"}},
		{"sender", []string{"sender", "Dom pod lipą"}},
		{"sender", []string{"sender", "Ewa <ewa@example.org>"}},
		{"until", []string{"until", "wieczorem"}},
		{"rounds", []string{"rounds", "10080", "rounds", "2880", "rounds", "1440", "rounds", "120"}},
		{"per_hour", []string{"per_hour", "-1"}},
		{"sms_parts", []string{"sms_parts", "sto"}},
	} {
		eva.post(messagesPath, page.fill(messagesPath, c.typed...)).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#`+c.field+`"]`))
	}
	if got := h.sends(); got.Version != 0 {
		t.Fatalf("what was to be mended was stored: %+v", got)
	}

	typed := page.fill(messagesPath, "mode", "test", "from", "9", "until", "18:30", "rounds", "120", "sender", "Ewa i Marek", "per_hour", "50")
	twice(func() { eva.post(messagesPath, typed).leads(messagesPath) })
	got := h.sends()
	if got.Version != 1 || got.Mode != notify.Test || got.From != 9*60 || got.Until != 18*60+30 || len(got.Rounds) != 1 || got.Rounds[0] != 120 || got.Sender != "Ewa i Marek" || got.PerHour != 50 {
		t.Errorf("stored: %+v", got)
	}
	stale := eva.post(messagesPath, page.fill(messagesPath, "mode", "live", "sender", "Marek")).is(http.StatusConflict,
		htmlcheck.In("[role=alert] table", htmlcheck.Says("Marek"), htmlcheck.Says("Ewa i Marek"), htmlcheck.Says("Wysyłamy"), htmlcheck.Says("Próbujemy")),
		htmlcheck.In(`input[name="sender"]`, htmlcheck.Attr("value", "Marek")))
	eva.post(messagesPath, stale.fill(messagesPath)).leads(messagesPath)
	if got := h.sends(); got.Version != 2 || got.Mode != notify.Live || got.Sender != "Marek" {
		t.Errorf("after the clash: %+v", got)
	}
}

func (h house) sends() notify.House {
	h.t.Helper()
	got, err := h.Services().Messages.House(h.t.Context(), h.actor)
	h.must(err)
	return got
}

// TestWordsOfTheHouse: what would betray somebody is refused with its reason, and
// what was mended is kept and shown.
func TestWordsOfTheHouse(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h := a.house("Dom nad stawem")
		h.rooms(map[string]int{"Sala kominkowa": 8})
		h.group(h.programme("kawa", "Nasz ogród"), "Marker wewnętrzny", "Poranna kawa")
		iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
		const path = messagesPath + "/words/reminder/pl"
		iga.get("/people").is(http.StatusOK, htmlcheck.In(`main a[href="`+messagesPath+`/words"]`), htmlcheck.In(`main a[href="`+messagesPath+`/tried"]`), htmlcheck.Not(`main a[href="`+messagesPath+`"]`))
		iga.get(messagesPath+"/words").is(http.StatusOK, htmlcheck.Count("tbody tr", len(notify.Phrasings)), htmlcheck.In(`a[href="`+path+`"]`, htmlcheck.Says("Przypomnienie: {when}")), htmlcheck.In("main", htmlcheck.Silent("Wasz tekst")))
		iga.get(messagesPath + "/words/reminder/de").is(http.StatusNotFound)
		iga.get(messagesPath + "/words/chat/pl").is(http.StatusNotFound)
		page := iga.get(path).is(http.StatusOK, htmlcheck.Count(".lock", 2), htmlcheck.In(".lock", htmlcheck.Says("Przypomnienie: wtorek")), htmlcheck.Not(`form[action="`+path+`/drop"]`))

		for _, name := range []string{"Poranna kawa", "Marker wewnętrzny", "Nasz ogród", "Dom pod Lipą", "Sala kominkowa", "Dom nad stawem", "grupa"} {
			refused := page.fill(path, "subject", name+": {when}")
			iga.post(path, refused).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#subject"]`, htmlcheck.Says(name)), htmlcheck.In(`input[name="subject"]`, htmlcheck.Attr("value", name+": {when}")))
			iga.post(path+"/preview", refused).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#subject"]`, htmlcheck.Says(name)))
		}
		mended := page.fill(path, "subject", "Do zobaczenia: {when}", "line", "Do zobaczenia\r\n{when}.")
		iga.post(path+"/preview", mended).is(http.StatusOK, htmlcheck.In(".lock", htmlcheck.Says("Do zobaczenia: wtorek")), htmlcheck.In(`input[name="subject"]`, htmlcheck.Attr("value", "Do zobaczenia: {when}")))
		if own := h.wordings(); len(own) != 0 {
			t.Fatalf("a look or a refusal stored %+v", own)
		}
		twice(func() { iga.post(path, mended).leads(messagesPath + "/words") })
		if own := h.wordings(); len(own) != 1 || own[0].Subject != "Do zobaczenia: {when}" || own[0].Line != "Do zobaczenia {when}." || own[0].Version != 1 {
			t.Fatalf("stored: %+v", own)
		}
		iga.get(messagesPath+"/words").is(http.StatusOK, htmlcheck.In("tbody", htmlcheck.Says("Wasz tekst"), htmlcheck.Says("Do zobaczenia: {when}")))
		page = iga.get(path).is(http.StatusOK, htmlcheck.In(".lock", htmlcheck.Says("Do zobaczenia: wtorek")))
		drop := page.fill(path + "/drop")

		again := page.fill(path, "subject", "Termin: {when}")
		iga.post(path, again).leads(messagesPath + "/words")
		stale := iga.post(path, page.fill(path, "subject", "Widzimy się: {when}")).is(http.StatusConflict, htmlcheck.In("[role=alert] table", htmlcheck.Says("Termin: {when}"), htmlcheck.Says("Widzimy się: {when}")))
		iga.post(path+"/drop", drop).is(http.StatusConflict, htmlcheck.In(".note--warn"), htmlcheck.In(`input[name="subject"]`, htmlcheck.Attr("value", "Termin: {when}")))
		iga.post(path, stale.fill(path)).leads(messagesPath + "/words")
		drop = iga.get(path).fill(path + "/drop")
		twice(func() { iga.post(path+"/drop", drop).leads(path) })
		iga.get(path).is(http.StatusOK, htmlcheck.In(`input[name="subject"]`, htmlcheck.Attr("value", "Przypomnienie: {when}")))
	})
}

func (h house) wordings() []notify.Wording {
	h.t.Helper()
	own, err := h.Services().Messages.Wordings(h.t.Context(), h.actor)
	h.must(err)
	return own
}

// TestContactIsLookedAtFirst: whoever chooses a contact sees what a telephone
// would show, before and after it is saved, and nothing that was not allowed.
func TestContactIsLookedAtFirst(t *testing.T) {
	h := startReached(t)
	const path = "/me/contact"
	page := h.member.get(path).is(http.StatusOK, htmlcheck.Not(".lock"))
	typed := page.fill(path, "channel", "email", "email", "kos@example.org", "sender", "Ciocia Ewa", "lang", "uk", "detail", "time")
	h.member.post(path+"/preview", typed).is(http.StatusOK, htmlcheck.Count(".lock", 1), htmlcheck.In(".lock", htmlcheck.Says("Ciocia Ewa"), htmlcheck.Says("Нагадування"), htmlcheck.Silent("Квіткова")),
		htmlcheck.In(`input[name="email"]`, htmlcheck.Attr("value", "kos@example.org")))
	if c := h.contact(); c.Version != 0 {
		t.Fatalf("a look stored %+v", c)
	}
	h.member.post(path+"/preview", page.fill(path, "channel", "sms", "sms", "600100200", "detail", "place")).is(http.StatusOK,
		htmlcheck.In(".lock", htmlcheck.Says("Kwiatowa"), htmlcheck.Says("/stop/…"), htmlcheck.Says("Przypomnienia")))
	page.is(http.StatusOK, htmlcheck.Count(`h3[id="preview"]`, 1), htmlcheck.In(`button[formaction="`+path+`/preview#preview"]`)) // the eye finds it at once
	h.member.post(path+"/preview", page.fill(path, "channel", "word")).is(http.StatusOK, htmlcheck.Not(".lock"))
	h.member.post(path+"/preview", page.fill(path)).is(http.StatusOK, htmlcheck.Not(".lock"))

	h.member.post(path, typed).leads(path)
	h.member.get(path).is(http.StatusOK, htmlcheck.In(".lock", htmlcheck.Says("Ciocia Ewa")))
	h.iga.get(h.path).is(http.StatusOK, htmlcheck.In(".lock", htmlcheck.Says("Ciocia Ewa")))
	h.iga.post(h.path+"/preview", h.iga.get(h.path).fill(h.path, "sender", "Basia")).is(http.StatusOK, htmlcheck.In(".lock", htmlcheck.Says("Basia")))
	h.iga.get("/account/contact").is(http.StatusOK, htmlcheck.Not(`button[formaction]`))
}

func TestTriedMessages(t *testing.T) {
	h := startReached(t)
	const path = messagesPath + "/tried"
	eva, _ := h.staff("Ewa", domain.GroupID{}, authz.Manager)
	eva.get(path).is(http.StatusOK, htmlcheck.In(".empty", htmlcheck.Says("Próbujemy")), htmlcheck.In(`.empty a[href="`+messagesPath+`"]`))
	h.iga.get(path).is(http.StatusOK, htmlcheck.In(".empty"), htmlcheck.Not(".empty a"))

	h.member.post("/me/contact", h.member.get("/me/contact").fill("/me/contact", "channel", "email", "email", "kos@example.org")).leads("/me/contact")
	d := notify.Draft{Scope: h.actor.Scope, Contact: h.contact()}
	for range domain.PageSize + 1 {
		h.must(h.Services().Messages.Keep(t.Context(), d, notify.Parcel{
			ID: domain.NewID[domain.ParcelID](), Channel: notify.Email, To: domain.NewSecret("kos@example.org"), Sender: domain.NewSecret("Ewa"),
			Subject: domain.NewSecret("Przypomnienie: wtorek"), Text: domain.NewSecret("Dzień dobry,\n\nPrzypominamy."), Lang: "pl",
		}))
	}
	person := "/people/" + h.kos.String()
	h.iga.get(path).is(http.StatusOK, htmlcheck.Count(".tried li", domain.PageSize), htmlcheck.In(`.tried a[href="`+person+`"]`, htmlcheck.Says("Kos")),
		htmlcheck.In(".tried", htmlcheck.Says("kos@example.org"), htmlcheck.Says("Przypomnienie: wtorek"), htmlcheck.Says("e-mail"), htmlcheck.Says("Przypominamy.")), htmlcheck.In(".pager"))
	h.iga.get(path+"?page=2").is(http.StatusOK, htmlcheck.Count(".tried li", 1))
	h.iga.whole(path, "Krąg", "Dom pod Lipą", "Kos", "kos@example.org", "Ewa", "Przypomnienie: wtorek", "Dzień dobry,\n\nPrzypominamy.")
	eva.get(path).is(http.StatusOK, htmlcheck.Not(`.tried a`), htmlcheck.In(".tried", htmlcheck.Says("Osoba z grupy"), htmlcheck.Says("Przypominamy."), htmlcheck.Silent("Kos"), htmlcheck.Silent("kos@example.org")))
}

func TestGroupHasItsOwnReminders(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Marker wewnętrzny", "Poranna kawa")
	ola, _ := h.staff("Ola", g, authz.Host)
	path := "/groups/" + g.String() + "/reminders"
	rounds := func() (own []int) {
		own, _, err := h.Services().Messages.Rounds(t.Context(), h.actor, g)
		h.must(err)
		return own
	}
	ola.get("/groups/"+g.String()).is(http.StatusOK, htmlcheck.In(`main a[href="`+path+`"]`))
	page := ola.get(path).is(http.StatusOK, htmlcheck.In(`input[name="reminders"][value="house"][checked]`), htmlcheck.In("form", htmlcheck.Says("dzień wcześniej")))
	ola.whole(path, "Krąg", "Dom pod Lipą", "Poranna kawa", "Marker wewnętrzny")
	ola.post(path, page.fill(path, "reminders", "own")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#minutes"]`))
	ola.post(path, page.fill(path, "reminders", "own", "minutes", "10080", "minutes", "2880", "minutes", "1440", "minutes", "120")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#minutes"]`))
	if own := rounds(); own != nil {
		t.Fatalf("what was to be mended was stored: %v", own)
	}
	typed := page.fill(path, "reminders", "own", "minutes", "120", "minutes", "2880")
	twice(func() { ola.post(path, typed).leads("/groups/" + g.String()) })
	if own := rounds(); len(own) != 2 || own[0] != 2880 || own[1] != 120 {
		t.Errorf("own times: %v", own)
	}
	ola.get(path).is(http.StatusOK, htmlcheck.In(`input[name="reminders"][value="own"][checked]`), htmlcheck.Count(`input[name="minutes"][checked]`, 2))
	ola.post(path, page.fill(path, "reminders", "none")).leads("/groups/" + g.String())
	if own := rounds(); own == nil || len(own) != 0 {
		t.Errorf("none: %v", own)
	}
	ola.get(path).is(http.StatusOK, htmlcheck.In(`input[name="reminders"][value="none"][checked]`))
	ola.post(path, page.fill(path, "reminders", "house")).leads("/groups/" + g.String())
	if own := rounds(); own != nil {
		t.Errorf("as the house: %v", own)
	}
}
