package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/mutual"
	"krag/internal/web/webtest/htmlcheck"
)

func TestMemberSeesTheNextMeetingAndNobodyElse(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Marker wewnętrzny", "Poranna kawa")
	h.person(g, "Sowa")
	kos := h.member(g, h.person(g, "Kos"))
	kos.get("/me").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("jeszcze nie zaplanowano")))
	h.weekly(g, today, 2)
	kos.get("/me").is(http.StatusOK,
		htmlcheck.In("title", htmlcheck.Text("Krąg")), htmlcheck.In("form#exit"), htmlcheck.In("h1", htmlcheck.Text("Poranna kawa")),
		htmlcheck.In("main .lead", htmlcheck.Text("Dziś, 17:00")), htmlcheck.In("main", htmlcheck.Says("Sala mała"), htmlcheck.Says("Dom pod Lipą")),
		htmlcheck.Silent("Sowa"), htmlcheck.Silent("Marker wewnętrzny"))
	for _, path := range []string{"/me", "/me/leave", "/me/name", "/me/left"} {
		kos.whole(path, "Krąg", "Poranna kawa", "Dom pod Lipą", "Sala mała", "Kos")
	}
}

// TestMembersDay: what waits for somebody and what is late stands on their own page,
// in this order, and nothing of anybody else.
func TestMembersDay(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Marker wewnętrzny", "Poranna kawa")
	kosID, sowaID := h.person(g, "Kos"), h.person(g, "Sowa")
	kos, sowa := h.member(g, kosID), h.member(g, sowaID)
	h.weekly(g, today.AddDays(1), 1)
	for _, b := range []*browser{kos, sowa} {
		b.get("/me").is(http.StatusOK, htmlcheck.Count("main section", 2)) // the meeting, and what else one can do
	}
	h.weekly(g, today.AddDays(3), 1)
	m, ctx := h.Services().Mutual, t.Context()
	offer := mutual.NewHelp{ID: domain.NewID[domain.HelpID](), Group: g, Author: kosID, Kind: mutual.Offer, Words: "Naprawię rower."}
	h.must(m.Add(ctx, h.actor, offer))
	v := mutual.NewVenture{ID: domain.NewID[domain.VentureID](), Group: g, Title: "Piknik"}
	h.must(m.AddVenture(ctx, h.actor, v))
	for _, due := range []domain.Date{today.AddDays(-1), today.AddDays(5)} {
		h.must(m.AddTask(ctx, h.actor, g, v.ID, mutual.NewTask{ID: domain.NewID[domain.TaskID](), Text: "Kupić kubki.", Person: kosID, Due: due}))
	}
	kos.get("/me").is(http.StatusOK, htmlcheck.Count(`section[aria-labelledby="week"] li`, 1), htmlcheck.Count(`section[aria-labelledby="waits"] li`, 1), htmlcheck.Silent("ofertę"))
	h.must(m.Match(ctx, h.actor, g, offer.ID, sowaID))
	kos.get("/me").is(http.StatusOK, htmlcheck.Count(`section[aria-labelledby="waits"] li`, 2), htmlcheck.Count(`section[aria-labelledby="late"] li`, 1),
		htmlcheck.In(`section[aria-labelledby="waits"] a[href="/me/mutual"]`, htmlcheck.Says("Ktoś odpowiedział")),
		htmlcheck.In(`section[aria-labelledby="late"] a[href="/me/ventures/`+v.ID.String()+`"]`, htmlcheck.Says("do: ")),
		htmlcheck.Silent("Sowa"), htmlcheck.Silent("Piknik"), htmlcheck.Silent("Marker wewnętrzny"))
	sowa.get("/me").is(http.StatusOK, htmlcheck.Not(`section[aria-labelledby="waits"]`), htmlcheck.Not(`section[aria-labelledby="late"]`))
}

func TestMemberIsCalledAsWished(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Kawa", "Poranna kawa")
	who := h.person(g, "Kos")
	kos := h.member(g, who)
	page := kos.get("/me/name").is(http.StatusOK, htmlcheck.In(`input[name="pseudonym"]`, htmlcheck.Attr("value", "Kos")))
	kos.post("/me/name", page.fill("/me/name", "pseudonym", "")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#pseudonym"]`))
	form := page.fill("/me/name", "pseudonym", "Drozd")
	twice(func() { kos.post("/me/name", form).leads("/me") })
	stale := kos.post("/me/name", page.fill("/me/name", "pseudonym", "Zięba")).is(http.StatusConflict,
		htmlcheck.In("[role=alert] table", htmlcheck.Says("Drozd"), htmlcheck.Says("Zięba")))
	kos.post("/me/name", stale.fill("/me/name")).leads("/me")
	kos.get("/me/name").is(http.StatusOK, htmlcheck.In(`input[name="pseudonym"]`, htmlcheck.Attr("value", "Zięba")))
}

func TestMemberLeaves(t *testing.T) {
	a := startApp(t)
	h, o := a.house("Dom pod Lipą"), a.observer()
	g := h.group(h.programme("kawa", "Kawa"), "Kawa", "Poranna kawa")
	kosID, sowaID := h.person(g, "Kos"), h.person(g, "Sowa")
	kos, sowa := h.member(g, kosID), h.member(g, sowaID)
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)

	page := kos.get("/me/leave")
	page.is(http.StatusOK, htmlcheck.Count(".ways button", 2), htmlcheck.Not("main form input[type=radio]"),
		htmlcheck.In(`button[name="how"][value="leave"]`, htmlcheck.Attr("aria-describedby", "how-leave")), htmlcheck.In("#how-leave", htmlcheck.Says("łatwiej będzie wrócić")),
		htmlcheck.In(`button[name="how"][value="forget"]`, htmlcheck.Attr("class", "btn btn--phone btn--danger")), htmlcheck.In("#how-forget", htmlcheck.Says("na zawsze")))
	kos.post("/me/leave", page.fill("/me/leave")).is(http.StatusUnprocessableEntity, htmlcheck.In(".sum li"), htmlcheck.Count(".ways button", 2))
	o.without("audit_head", func() {
		broken := kos.post("/me/leave", page.fill("/me/leave", "how", "leave"))
		broken.is(http.StatusInternalServerError, htmlcheck.Not("main form"), htmlcheck.In(`main a[href="/me/leave"]`), htmlcheck.In("form#exit"))
	})
	kos.post("/me/leave", page.fill("/me/leave", "how", "leave")).leads("/me/left")
	kos.get("/me/left").is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Text("To już wszystko")))
	kos.get("/me").leads("/sign-in?to=%2Fme")
	iga.get(pathOf(g)).is(http.StatusOK, htmlcheck.In(".names", htmlcheck.Text("Sowa")))

	sowa.post("/me/leave", sowa.get("/me/leave").fill("/me/leave", "how", "forget")).leads("/me/left")
	sowa.get("/me").leads("/sign-in?to=%2Fme")
	p, _, err := h.Services().People.Show(t.Context(), h.actor, sowaID)
	h.must(err)
	if !p.Forgotten() || !p.Pseudonym.IsZero() {
		t.Error("Sowa asked to be forgotten and is still known")
	}
	p, _, err = h.Services().People.Show(t.Context(), h.actor, kosID)
	h.must(err)
	if p.Forgotten() {
		t.Error("Kos only left and was forgotten")
	}
}

func TestOwnPagesAreForMembersAlone(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	for _, path := range []string{"/me", "/me/leave", "/me/name"} {
		iga.get(path).is(http.StatusForbidden)
		h.visitor().get(path).leads("/sign-in?to=" + url.QueryEscape(path))
	}
	for _, path := range []string{"/me/leave", "/me/name"} {
		iga.post(path, url.Values{"how": {"forget"}, "pseudonym": {"Kos"}}).is(http.StatusForbidden)
		h.visitor().post(path, url.Values{}).leads("/sign-in?to=%2Fme")
	}
}
