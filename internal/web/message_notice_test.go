package web_test

import (
	"net/http"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/web/webtest/htmlcheck"
)

// TestGroupIsTold chooses what a group must know, looks at it, and sends it: from
// the group's page or the meeting's, once, and whoever cannot be written to stands
// on the list.
func TestGroupIsTold(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h := tell(a)
		path := "/groups/" + h.group.String() + "/notice"
		h.iga.get("/groups/"+h.group.String()).is(http.StatusOK, htmlcheck.In(`a[href="`+path+`"]`))
		h.iga.get(h.page("")).is(http.StatusOK, htmlcheck.In(`a[href="`+path+`"]`))
		page := h.iga.get(path).is(http.StatusOK, htmlcheck.In(`input[value="call"]`), htmlcheck.Not("aside"))
		h.iga.post(path+"/preview", page.fill(path)).is(http.StatusUnprocessableEntity, htmlcheck.Says("Wybierz, co osoby mają zobaczyć"))
		h.iga.post(path, page.fill(path)).is(http.StatusUnprocessableEntity, htmlcheck.Says("Wybierz, co osoby mają zobaczyć"))
		h.iga.post(path+"/preview", page.fill(path, "say", "call")).is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Do nikogo z tej grupy")), htmlcheck.Not(".lock"))
		h.iga.get("/messages/by-hand").is(http.StatusOK, htmlcheck.In(".empty")) // it only looked

		mode, err := h.Services().Messages.House(h.t.Context(), h.actor)
		h.must(err)
		mode.Mode = notify.Test
		h.must(h.Services().Messages.SaveHouse(h.t.Context(), h.actor, mode))
		wilga := h.person(h.group, "Wilga")
		h.must(h.Services().Contacts.Save(h.t.Context(), h.actor, notify.Contact{
			Party: notify.Party{Person: wilga}, May: true, Channel: notify.SMS, Address: domain.NewSecret("+48490100200"), Detail: notify.DetailTime, Lang: "pl",
		}, today, notify.AskAgain))
		look := h.iga.post(path+"/preview", page.fill(path, "say", "call")).is(http.StatusOK, htmlcheck.Count(".lock", 2),
			htmlcheck.In(".lock", htmlcheck.Says("Prosimy o telefon")), htmlcheck.In("main", htmlcheck.Says("nic nie wyjdzie")))
		typed := look.fill(path)
		told := path + "/" + typed.Get("form_id")
		twice(func() { h.iga.post(path, typed).leads(told + "?look=1") })
		a.observer().quiet()
		h.iga.get(told).is(http.StatusOK, htmlcheck.In(".lead", htmlcheck.Says("zadzwoń do nas, zanim przyjdziesz")), htmlcheck.Count(".tell > li", 2),
			htmlcheck.In(".tell", htmlcheck.Says("nie ustalono bezpiecznego kontaktu"), htmlcheck.Says("Wie: SMS")))
		h.iga.get("/institution/messages/tried").is(http.StatusOK, htmlcheck.Count(".tried > li", 1), htmlcheck.In(".tried", htmlcheck.Says("zadzwoń do nas, zanim przyjdziesz"), htmlcheck.Silent("Poranna kawa")))
		h.iga.get(path).is(http.StatusOK, htmlcheck.Count("aside li", 1))

		list := h.iga.get("/messages/by-hand").is(http.StatusOK, htmlcheck.In("section h2", htmlcheck.Says("Poranna kawa")), htmlcheck.In("section", htmlcheck.Says("zadzwoń do nas")), htmlcheck.Count(".tell > li", 1))
		h.iga.get("/today").is(http.StatusOK, htmlcheck.In(`.wait a[href="/messages/by-hand"]`, htmlcheck.Says("Do powiedzenia osobiście: 1")))
		h.must(h.Services().Messages.SaveWording(h.t.Context(), h.actor, notify.Wording{
			Form: notify.SayCall, Lang: "pl", Subject: "Prosimy o telefon", Line: "Zatelefonuj do nas przed wyjściem z domu.",
		}))
		h.iga.get(told).is(http.StatusOK, htmlcheck.In(".lead", htmlcheck.Says("Zatelefonuj do nas przed wyjściem")))
		h.iga.get("/messages/by-hand").is(http.StatusOK, htmlcheck.In("section", htmlcheck.Says("Zatelefonuj do nas przed wyjściem")))
		to := answerOf(list)
		known := h.iga.get(told)
		h.iga.post(to, known.fill(to, "step", "told")).leads(told)
		h.iga.get(told).is(http.StatusOK, htmlcheck.In(".tell", htmlcheck.Says("powiedziane osobiście")), htmlcheck.Not(".tell form"))
		h.iga.get("/messages/by-hand").is(http.StatusOK, htmlcheck.In(".empty"))
	})
}

// TestNoticeIsOfItsGroup: by the address of another group nothing is shown.
func TestNoticeIsOfItsGroup(t *testing.T) {
	h := tell(startApp(t))
	n := notify.NewNotice{ID: domain.NewID[domain.NoticeID](), Group: h.group, Say: notify.SayClosed, Days: 3}
	h.must(h.Services().Messages.Warn(h.t.Context(), h.actor, n))
	other := h.house.group(h.programme("herbata", "Herbata"), "Inny marker", "Herbata")
	h.iga.get("/groups/" + h.group.String() + "/notice/" + n.ID.String()).is(http.StatusOK)
	h.iga.get("/groups/" + other.String() + "/notice/" + n.ID.String()).is(http.StatusNotFound)
	path := "/groups/" + other.String() + "/notice"
	page := h.iga.get(path)
	h.iga.post(path, page.fill(path, "say", "closed")).is(http.StatusUnprocessableEntity, htmlcheck.Says("nikt teraz nie należy"))
}
