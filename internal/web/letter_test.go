package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/web/webtest/htmlcheck"
)

// TestSomebodyOutsideWrites: without an account and without being told to whom,
// and is answered by whoever took it, whose own address stands nowhere.
func TestSomebodyOutsideWrites(t *testing.T) {
	a := startApp(t)
	e := a.estate("writes")
	p := e.plot(0)
	all := p.lettered()
	to := "/write/" + all.token
	anyone, iga, wren := e.visitor(), e.browser("coordinator"), e.browser("member")

	page := anyone.get(to).is(http.StatusOK, htmlcheck.In("textarea[name=words]", htmlcheck.Attr("maxlength", "1000")), htmlcheck.In(`input[name=by][value=none]`, htmlcheck.Attr("checked", "")))
	for text, w := range e.words {
		if w.topic && strings.Contains(strings.ToLower(string(page.body)), text) {
			t.Errorf("the page of an address says %s", w.field)
		}
	}
	anyone.post(to, page.fill(to, "words", "  ")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#words"]`))
	anyone.post(to, page.fill(to, "words", "Czy można?", "by", "call", "call", "12")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#call"]`), htmlcheck.In("textarea[name=words]", htmlcheck.Says("Czy można?")))
	form := page.fill(to, "words", "Czy można przyjść raz?", "by", "sms", "sms", "600 100 200")
	twice(func() { anyone.post(to, form).leads(to + "/sent") })
	anyone.get(to + "/sent").is(http.StatusOK)

	list := pathOf(p.id) + "/letters"
	one := "/" + form.Get("form_id")
	iga.get("/today").is(http.StatusOK, htmlcheck.In(`a[href="`+list+`"]`))
	iga.get(list).is(http.StatusOK, htmlcheck.Count("table", 1), htmlcheck.Count("tbody tr", 3), htmlcheck.Silent("Czy można przyjść raz?"))
	iga.get(list + one).is(http.StatusOK)
	wren.get("/me").is(http.StatusOK, htmlcheck.In(`a[href="/me/letters"]`))
	shown := wren.get("/me/letters"+one).is(http.StatusOK, htmlcheck.Silent("600100200"), htmlcheck.Count("textarea", 0))
	take := "/me/letters" + one + "/do"
	twice(func() { wren.post(take, shown.fill(take, "do", "take")).leads("/me/letters" + one) })
	iga.post(list+one+"/do", url.Values{"do": {"take"}}).is(http.StatusConflict)

	write := "/me/letters" + one
	mine := wren.get(write).is(http.StatusOK, htmlcheck.In("textarea[name=words]", htmlcheck.Attr("maxlength", "240")))
	wren.post(write, mine.fill(write, "words", "Tak, zadzwoń: 501 222 333.")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#words"]`), htmlcheck.In("textarea", htmlcheck.Says("501 222 333")))
	twice(func() { wren.post(write, mine.fill(write, "words", "Tak, zapraszamy.")).leads(write) })
	wren.get(write).is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Tak, zapraszamy.")), htmlcheck.Count("textarea", 0))
	iga.get(list).is(http.StatusOK, htmlcheck.Count("table", 2), htmlcheck.Count("tbody tr", 3))

	iga.post(list+"/link/revoke", url.Values{}).leads(list)
	over := htmlcheck.In("main", htmlcheck.Says("Ten adres już nie działa. Aktualny jest na kartce tam, gdzie wisiał poprzedni."))
	for _, gone := range []string{to, "/write/" + domain.NewToken(), "/write/x"} {
		anyone.get(gone).is(http.StatusGone, over)
		anyone.post(gone, form).is(http.StatusGone, over)
	}
}

// TestWhoseTurnItIsNot finds the words for it, and no letter.
func TestWhoseTurnItIsNot(t *testing.T) {
	e := startApp(t).estate("turn")
	p := e.plot(0)
	all := p.lettered()
	kos := e.member(p.id, p.first)
	kos.get("/me").is(http.StatusOK, htmlcheck.Count(`a[href="/me/letters"]`, 0))
	kos.get("/me/letters").is(http.StatusOK, htmlcheck.In(".empty"), htmlcheck.Silent(all.own.String()))
	kos.get("/me/letters/" + all.own.String()).is(http.StatusNotFound)
	kos.post("/me/letters/"+all.own.String()+"/do", url.Values{"do": {"take"}}).is(http.StatusNotFound)
}
