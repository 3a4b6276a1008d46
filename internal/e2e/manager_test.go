package e2e_test

import (
	"fmt"
	"strings"
)

// managerDay looks after the institution: people and roles, somebody new, and
// who looked at what.
func managerDay(w *walk) {
	w.enter("manager", "Kluczach")
	w.follow("nav.staff")
	w.sees("Ośrodek Pomocy Społecznej w Kluczach", w.words("institution.voivodeships.12"), "Marta")
	if !strings.Contains(strings.ToLower(w.Text()), w.words("institution.profiles.welfare")) {
		w.t.Error("the page does not say what kind of institution it is")
	}
	w.look("staff")
	link := w.addCoordinator()
	w.newcomer(link)
	w.fewAreHidden()
	w.forgets("Iga")
	w.follow("nav.journal")
	w.look("journal")
	w.sees(w.words("action.staff.add"), w.words("action.staff.forget"), w.words("person.forgotten_name"))
	w.in("table").hides("Iga")
}

// addCoordinator lets a coordinator in and gives the link that is shown.
func (w *walk) addCoordinator() string {
	w.t.Helper()
	w.follow("staff.add")
	w.look("staff-new")
	w.press("staff.new.save")
	w.sees(w.words("account.role.missing"))
	w.flawed("staff-new")
	w.fill("staff.new.name", "Iga")
	w.fill("staff.new.login", fmt.Sprintf("iga.%s.%d@klucze.example", w.lang, w.px))
	w.choose("checkbox", w.words("account.roles.coordinator"))
	w.press("staff.new.save")
	w.look("staff-link")
	return w.In(".secret").Text()
}

// forgets closes somebody's account and then forgets them for good.
func (w *walk) forgets(name string) {
	w.t.Helper()
	w.follow("nav.staff")
	w.to(name)
	w.follow("staff.disable.open")
	w.look("staff-disable")
	w.press("staff.disable.button")
	w.sees(w.words("staff.said.disabled"))
	w.to(name)
	w.look("staff-closed")
	w.follow("staff.forget.open")
	w.look("staff-forget")
	w.press("staff.forget.button")
	w.sees(w.words("staff.said.forgotten"))
	w.in("tbody").hides(name)
}

// newcomer opens the link in another browser, chooses a password and works.
func (w *walk) newcomer(link string) {
	w.t.Helper()
	other := *w
	other.open(w.demo.URL)
	other.Goto(strings.TrimPrefix(strings.TrimSpace(link), w.demo.URL))
	other.look("password")
	other.fill("door.password.new", "trzy zwykłe słowa")
	other.fill("door.password.again", "inne zwykłe słowa")
	other.press("door.password.save")
	other.sees(other.words("account.password.not_same"))
	other.flawed("password")
	other.fill("door.password.new", "trzy zwykłe słowa")
	other.fill("door.password.again", "trzy zwykłe słowa")
	other.press("door.password.save")
	other.sees(other.words("door.password.saved"))
	other.follow("nav.people")
	other.look("people")
	other.follow("nav.account")
	other.look("account")
}

// fewAreHidden from whoever does not work with the groups: three of a group
// are nobody's business but its own.
func (w *walk) fewAreHidden() {
	w.t.Helper()
	w.follow("nav.programmes")
	w.in("tbody th").to("")
	w.hides("3 osoby dobrowolnie podjęły leczenie", "4 kobiety złożyły")
	w.sees("8 osób nabyło umiejętności", w.words("outcome.hidden"))
	w.look("programme")
	w.to(kluczeGroups[3])
	w.hides("Olha", "Konwalia")
	w.sees(w.words("group.people_hidden"))
	w.look("group")
}
