package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/web/webtest/htmlcheck"
)

// secondClick is a browser that keeps sending the cookies it has now: whoever
// clicks twice sends the second form before the first is answered.
func (b *browser) secondClick() *browser {
	b.t.Helper()
	home, err := url.Parse(b.base)
	if err != nil {
		b.t.Fatal(err)
	}
	other, client := *b, *b.client
	client.Jar = stillJar(b.client.Jar.Cookies(home))
	other.client = &client
	return &other
}

type stillJar []*http.Cookie

func (j stillJar) Cookies(*url.URL) []*http.Cookie     { return j }
func (j stillJar) SetCookies(*url.URL, []*http.Cookie) {}

// said is the word that an answer has for the next page.
func (a answer) said() string {
	for _, c := range a.header.Values("Set-Cookie") {
		if word, ok := strings.CutPrefix(c, "krag_said="); ok {
			word, _, _ = strings.Cut(word, ";")
			return word
		}
	}
	return ""
}

// TestSecondClickOnLeaving ends on the same goodbye page, and in the browser
// nothing stays of the session. One whose session only ran out has not left,
// and is not told so.
func TestSecondClickOnLeaving(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h := a.house("Dom")
		g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
		for _, how := range []string{"leave", "forget"} {
			kos := h.member(g, h.person(g, "Kos"))
			form := kos.get("/me/leave").fill("/me/leave", "how", how)
			again := kos.secondClick()
			kos.post("/me/leave", form).leads("/me/left")
			second := again.post("/me/leave", form)
			second.leads("/me/left")
			if set := strings.Join(second.header.Values("Set-Cookie"), " "); !strings.Contains(set, "krag_session=; Path=/; Max-Age=0") {
				t.Errorf("the browser keeps the session: %s", set)
			}
			kos.post("/me/leave", form).leads("/me/left") // answered, and the old page still shows
			again.get("/me/left").is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Text("To już wszystko")))
			again.get("/me").leads("/sign-in?to=%2Fme")
			a.pass(11 * time.Minute)
			again.post("/me/leave", form).leads("/sign-in?to=%2Fme")
		}
		dzik := h.member(g, h.person(g, "Dzik"))
		still := dzik.get("/me/leave").fill("/me/leave", "how", "leave")
		dzik.post("/exit", nil)
		dzik.post("/me/leave", still).leads("/sign-in?to=%2Fme") // and has not left
		sowa := h.member(g, h.person(g, "Sowa"))
		form := sowa.get("/me/leave").fill("/me/leave", "how", "leave")
		a.pass(account.MemberLife)
		if late := sowa.post("/me/leave", form); late.to != "/sign-in?to=%2Fme" || late.said() != "door.expired_member" {
			t.Errorf("after the session ran out it leads to %s and says %s", late.to, late.said())
		}
	})
}

// TestSecondClickOnSigningOut ends where the first one did.
func TestSecondClickOnSigningOut(t *testing.T) {
	a := startApp(t)
	iga, login := a.house("Dom").worker("Iga", authz.Coordinator)
	for path, said := range map[string]string{"/sign-out": "door.signed_out", "/account/sign-out-everywhere": "account.said.everywhere"} {
		iga.post("/sign-in", url.Values{"login": {login}, "password": {ownPassword}}).leads("/")
		again := iga.secondClick()
		for _, b := range []*browser{iga, again, again, iga} {
			if got := b.post(path, url.Values{}); got.to != "/sign-in" || got.said() != said {
				t.Errorf("%s leads to %s and says %s", path, got.to, got.said())
			}
		}
	}
	iga.post("/sign-in", url.Values{"login": {login}, "password": {ownPassword}}).leads("/")
	a.pass(account.SessionLife)
	if late := iga.post("/account/sign-out-everywhere", url.Values{}); late.said() != "door.expired" {
		t.Errorf("after the session ran out it says %s", late.said())
	}
}

// TestLeavingQuicklyLeavesNoCookie: neither the session nor the language, which
// would tell for a year that somebody was here, nor what was to be said next;
// also while the database is away.
func TestLeavingQuicklyLeavesNoCookie(t *testing.T) {
	a := startApp(t)
	h, o := a.house("Dom"), a.observer()
	g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
	kos := h.member(g, h.person(g, "Kos"))
	home, err := url.Parse(kos.base)
	a.must(err)
	for _, leave := range []func(){
		func() { kos.post("/exit", nil).is(http.StatusOK) },
		func() { o.without("session", func() { kos.post("/exit", nil).is(http.StatusOK) }) },
	} {
		kos.get("/safety?lang=uk").leads("/safety")
		kos.post("/sign-in", url.Values{"login": {"nikt"}, "password": {"nic"}})
		if len(kos.client.Jar.Cookies(home)) == 0 {
			t.Fatal("there is nothing to be forgotten")
		}
		leave()
		if left := kos.client.Jar.Cookies(home); len(left) > 0 {
			t.Errorf("the browser still has %v", left)
		}
	}
}
