package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"
	"time"

	"krag/internal/web/webtest/htmlcheck"
)

// window is how long a name or an address stays closed, at most.
const window = 15 * time.Minute

// statuses counts answers by their status.
func statuses(answers []answer) map[int]int {
	n := map[int]int{}
	for _, a := range answers {
		n[a.status]++
	}
	return n
}

// tries signs in with a name and a password, in a browser of its own.
func (a *app) tries(login, password string) answer {
	return a.visitor().post("/sign-in", url.Values{"login": {login}, "password": {password}})
}

// TestRaceOfWrongPasswords tries fifty wrong passwords at once: no more than
// ten are compared, and nobody else is kept out.
func TestRaceOfWrongPasswords(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		home, away := a.estate("home"), a.estate("away")
		login, password := home.password()
		others := []*estate{away, {house: home.house, tag: "colleague", words: home.words, made: map[string]any{}}}
		for _, e := range others {
			e.password()
		}
		got := statuses(atOnce(50, func(int) answer { return a.tries(login, "nie to hasło wcale") }))
		if got[http.StatusUnprocessableEntity]+got[http.StatusTooManyRequests] != 50 || got[http.StatusUnprocessableEntity] > 10 || got[http.StatusUnprocessableEntity] == 0 {
			t.Fatalf("fifty at once are answered %v; want ten as wrong and the rest later", got)
		}
		// Who found every processor busy was not compared, and may try again.
		for wrong := got[http.StatusUnprocessableEntity]; wrong < 10; wrong++ {
			a.tries(login, "nie to hasło wcale").is(http.StatusUnprocessableEntity)
		}
		late := a.tries(login, password).is(http.StatusTooManyRequests,
			htmlcheck.In(".sum li", htmlcheck.Says("Spróbuj znowu za 15 minut")), htmlcheck.In(".sum h2", htmlcheck.Silent("popraw")), htmlcheck.In("title", htmlcheck.Silent("popraw")), htmlcheck.In(`input[name="login"]`, htmlcheck.Attr("value", login)),
			htmlcheck.In(`input[name="password"]`, htmlcheck.Attr("value", "")))
		if wait := late.header.Get("Retry-After"); wait != strconv.Itoa(15*60) {
			t.Errorf("it may be tried again after %s s", wait)
		}
		for _, e := range others {
			a.tries(e.password()).leads("/")
		}
		a.pass(14*time.Minute + time.Second)
		a.tries(login, password).is(http.StatusTooManyRequests, htmlcheck.In(".sum li", htmlcheck.Says("za minutę")))
		a.pass(time.Minute)
		a.tries(login, password).leads("/")
	})
}

// TestRightPasswordsAreNotCounted signs in more often than may go wrong.
func TestRightPasswordsAreNotCounted(t *testing.T) {
	a := startApp(t)
	login, password := a.estate("home").password()
	for range 9 {
		a.tries(login, "nie to hasło wcale").is(http.StatusUnprocessableEntity)
	}
	for range 12 {
		a.tries(login, password).leads("/")
	}
	a.tries(login, "nie to hasło wcale").is(http.StatusUnprocessableEntity)
	a.tries(login, password).is(http.StatusTooManyRequests)
}

// TestGuessingOnTheOwnPage: a screen that was left open gives no more tries
// than the door.
func TestGuessingOnTheOwnPage(t *testing.T) {
	a := startApp(t)
	e := a.estate("home")
	e.browser("coordinator")
	e.chosen("coordinator")
	b := e.browser("coordinator")
	typed := b.get("/account").fill("/account", "old", "nie to hasło wcale", "password", "gryczany miód z lata", "again", "gryczany miód z lata")
	for range 10 {
		b.post("/account", typed).is(http.StatusUnprocessableEntity, htmlcheck.In("#old-error"))
	}
	b.post("/account", typed).is(http.StatusTooManyRequests, htmlcheck.In(".sum li", htmlcheck.Says("za 15 minut")), htmlcheck.In(`input[name="old"]`))
	a.pass(window)
	typed.Set("old", ownPassword)
	b.post("/account", typed).leads("/account")
}
