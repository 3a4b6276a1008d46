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

// TestSomebodyWantsToJoin by the same address, without an account: they answer what
// the group asks, or not, and whoever has the role reads it beside the questions.
func TestSomebodyWantsToJoin(t *testing.T) {
	e := startApp(t).estate("join")
	p := e.plot(0)
	all := p.lettered()
	to := "/write/" + all.token
	anyone, iga, wren := e.visitor(), e.browser("coordinator"), e.browser("member")

	anyone.get(to).is(http.StatusOK, htmlcheck.In(`.tabs a[href="`+to+`/join"]`))
	page := anyone.get(to+"/join").is(http.StatusOK, htmlcheck.In("textarea[name=answer_1]"), htmlcheck.Count("textarea[name=answer_2]", 0), htmlcheck.Count("input[name=by][value=none]", 0))
	anyone.post(to+"/join", page.fill(to+"/join", "pseudonym", " ")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#pseudonym"]`), htmlcheck.In(`.sum a[href="#by"]`))
	anyone.post(to+"/join", page.fill(to+"/join", "pseudonym", "Wilga", "answer_1", strings.Repeat("a", 501), "by", "sms", "sms", "600 100 200")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#answer_1"]`))
	form := page.fill(to+"/join", "pseudonym", "Wilga", "answer_1", "Słucham.", "by", "sms", "sms", "600 100 200")
	twice(func() { anyone.post(to+"/join", form).leads(to + "/sent") })
	one := "/" + form.Get("form_id")
	asked := htmlcheck.In("main", htmlcheck.Says("Wilga"), htmlcheck.Says(all.question), htmlcheck.Says("Słucham."))
	wren.get("/me/letters"+one).is(http.StatusOK, asked)
	iga.get(pathOf(p.id)+"/letters"+one).is(http.StatusOK, asked)

	asks := wren.get("/me/letters/questions").is(http.StatusOK, htmlcheck.In("textarea[name=question_1]", htmlcheck.Says(all.question)))
	wren.post("/me/letters/questions", asks.fill("/me/letters/questions", "question_1", "", "question_2", strings.Repeat("a", 201))).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#question_2"]`))
	twice(func() {
		wren.post("/me/letters/questions", asks.fill("/me/letters/questions", "question_1", "", "question_2", "Kiedy możesz?")).leads("/me/letters")
	})
	late := form
	late.Set("form_id", domain.NewID[domain.LetterID]().String())
	anyone.post(to+"/join", late).is(http.StatusUnprocessableEntity, htmlcheck.In("main", htmlcheck.Says("Kiedy możesz?")), htmlcheck.In("textarea[name=answer_1]", htmlcheck.Says("Słucham.")))
	wren.get("/me/letters"+one).is(http.StatusOK, asked)
	e.member(p.id, p.first).get("/me/letters/questions").is(http.StatusNotFound)

	show := pathOf(p.id) + "/letters" + one
	join := show + "/join"
	iga.get(show).is(http.StatusOK, htmlcheck.In(`a[href="`+join+`"]`), htmlcheck.Count(`a[href="`+show+`/queue"]`, 0))
	wren.get("/me/letters"+one).is(http.StatusOK, htmlcheck.Silent("Przyjmij do grupy"))
	iga.get(show + "/queue").leads(join) // nobody has to wait
	in := iga.get(join).is(http.StatusOK, htmlcheck.In("input[name=pseudonym]", htmlcheck.Attr("value", "Wilga")), htmlcheck.In("input[name=reach]", htmlcheck.Attr("checked", "")), asked)
	iga.post(join, in.fill(join, "pseudonym", " ", "on_day", "32")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#pseudonym"]`), htmlcheck.In("input[name=on_day]", htmlcheck.Attr("value", "32")))
	p.seats(0)
	iga.get(show).is(http.StatusOK, htmlcheck.In(`a[href="`+show+`/queue"]`), htmlcheck.Count(`a[href="`+join+`"]`, 0))
	wait := iga.post(join, in.fill(join, "pseudonym", "Wilga znad rzeki")).is(http.StatusUnprocessableEntity, htmlcheck.In("input[name=pseudonym]", htmlcheck.Attr("value", "Wilga znad rzeki")), htmlcheck.Count(".sum", 0))
	twice(func() { iga.post(show+"/queue", wait.fill(show+"/queue")).leads(show) })
	iga.post(show+"/queue", in.fill(join, "form_id", domain.NewID[domain.PersonID]().String())).is(http.StatusConflict)
	iga.get(show).is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Wpisano na listę oczekujących")), htmlcheck.In("main", htmlcheck.Says("Karta tej osoby")))
	iga.get(pathOf(p.id)+"/waiting").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Wilga znad rzeki")))
	iga.get(join).is(http.StatusConflict)
}

// TestSomebodyKnownWantsToJoin: they are found as whoever is known is, and the letter
// is settled with them; of whoever is in already the request is closed as theirs.
func TestSomebodyKnownWantsToJoin(t *testing.T) {
	e := startApp(t).estate("known")
	p := e.plot(0)
	p.people()
	wren := e.person(p.estate.plot(1).id, "Wilga")
	iga := e.browser("coordinator")
	show := pathOf(p.id) + "/letters/" + p.asking().String()
	join, known := show+"/join", show+"/join/known"
	iga.get(show).is(http.StatusOK, htmlcheck.In(`a[href="`+known+`"]`))
	iga.get(join).is(http.StatusOK, htmlcheck.In(`.tabs a[href="`+known+`"]`))
	iga.get(show + "/queue/known").leads(known) // nobody has to wait
	in := iga.get(known).is(http.StatusOK, htmlcheck.In(`.tabs a[href="`+join+`"]`), htmlcheck.In(`select option[value="`+wren.String()+`"]`, htmlcheck.Text("Wilga")),
		htmlcheck.In("input[name=reach]", htmlcheck.Attr("checked", "")), htmlcheck.Not("input[name=pseudonym]"), htmlcheck.In("main", htmlcheck.Says("już w grupie")))
	iga.post(known, url.Values{"q": {"nikt taki"}}).is(http.StatusOK, htmlcheck.Not("select"), htmlcheck.In("main", htmlcheck.Says("Nie ma tu nikogo takiego")))
	iga.post(known, url.Values{"q": {" "}}).leads(known)
	found := iga.post(known, url.Values{"q": {"wilg"}}).is(http.StatusOK, htmlcheck.In(`select option[value="`+wren.String()+`"]`))
	iga.post(join, found.fill(join, "person", "", "on_day", "32")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#person"]`), htmlcheck.In(`.sum a[href="#on"]`), htmlcheck.In("input[name=on_day]", htmlcheck.Attr("value", "32")), htmlcheck.In(`input[name=q]`, htmlcheck.Attr("value", "wilg")))

	here := iga.post(join, in.fill(join, "person", p.first.String())).is(http.StatusUnprocessableEntity, htmlcheck.In("main", htmlcheck.Says("Ta osoba należy już do grupy")), htmlcheck.Not("select"))
	theirs := here.fill(join)
	twice(func() { iga.post(join, theirs).leads(show) })
	iga.get(show).is(http.StatusOK, htmlcheck.In(`a[href="/people/`+p.first.String()+`"]`), htmlcheck.In("main", htmlcheck.Says("Ta osoba była tu już wcześniej")))
	iga.post(join, in.fill(join, "person", wren.String())).is(http.StatusConflict)

	show = pathOf(p.id) + "/letters/" + p.asking().String()
	join, known = show+"/join", show+"/join/known"
	in = iga.get(known).is(http.StatusOK)
	p.seats(0)
	iga.get(show).is(http.StatusOK, htmlcheck.In(`a[href="`+show+`/queue/known"]`), htmlcheck.Count(`a[href="`+known+`"]`, 0))
	wait := iga.post(join, in.fill(join, "person", wren.String(), "reach", "")).is(http.StatusUnprocessableEntity, htmlcheck.In(`option[value="`+wren.String()+`"]`, htmlcheck.Attr("selected", "")), htmlcheck.Count("input[name=reach][checked]", 0), htmlcheck.Count(".sum", 0))
	iga.post(show+"/queue", wait.fill(show+"/queue", "person", p.first.String())).is(http.StatusUnprocessableEntity, htmlcheck.In("main", htmlcheck.Says("Ta osoba należy już do grupy")))
	twice(func() { iga.post(show+"/queue", wait.fill(show+"/queue")).leads(show) })
	iga.get(pathOf(p.id)+"/waiting").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Wilga")))

	show = pathOf(p.id) + "/letters/" + p.asking().String()
	queue := show + "/queue"
	in = iga.get(queue+"/known").is(http.StatusOK, htmlcheck.In(`option[value="`+wren.String()+`"]`, htmlcheck.Says("już na liście oczekujących")))
	here = iga.post(queue, in.fill(queue, "person", wren.String())).is(http.StatusUnprocessableEntity, htmlcheck.In("main", htmlcheck.Says("Ta osoba czeka już na miejsce")))
	late := here.fill(queue)
	iga.post(queue, here.fill(queue, "person", e.person(p.estate.plot(1).id, "Zięba").String())).is(http.StatusUnprocessableEntity, htmlcheck.In(".sum", htmlcheck.Says("ani na nią nie czeka")), htmlcheck.In("select"), htmlcheck.Count(`input[name=on_day][value=""]`, 0))
	twice(func() { iga.post(queue, late).leads(show) })
	iga.get(queue + "/known").is(http.StatusConflict)
}
