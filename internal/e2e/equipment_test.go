package e2e_test

import "strings"

var lendingWalk = days{name: "lending", walk: lendingDay}

// lendingDay is a coordinator's day with what is lent: a key that should be
// back, another handed over with its receipt, one that got lost; equipment; who
// opens and locks; and what is agreed with a group that meets without staff.
func lendingDay(w *walk) {
	w.enter("coordinator", "Lipą")
	w.keyBack()
	w.keyOut()
	w.keyLost()
	w.lends()
	w.pieces()
	w.duty()
	w.agreed()
}

// keyBack takes back what waits on the first page.
func (w *walk) keyBack() {
	w.t.Helper()
	w.sees(w.words("today.wait.lent"))
	w.in(`.wait li:has(a[href^="/keys"])`).to("")
	w.sees("Klucz nr 3, wejście", "Szkoła podstawowa")
	w.look("key-back")
	w.press("key.back.save")
	w.sees(w.words("key.said.back"), w.words("key.show.in_place"))
	w.look("key")
}

// keyOut hands a key over, once without saying to whom, and prints the receipt.
func (w *walk) keyOut() {
	w.t.Helper()
	w.follow("key.hand_over.link.key")
	w.look("key-out")
	w.press("key.hand_over.save.key")
	w.sees(w.words("key.to.missing"))
	w.flawed("key-out")
	w.choose("radio", w.words("key.to.named"))
	w.fill("key.field.named", "Portiernia")
	w.press("key.hand_over.save.key")
	w.sees(w.words("key.said.handed_over"), "Portiernia")
	w.follow("key.receipt.print")
	w.sees(w.words("key.receipt.for_house"), w.words("key.receipt.for_holder"), "Portiernia")
	w.look("receipt")
	w.Goto("/keys")
	w.sees("Portiernia", "Przy stole")
	w.look("keys")
}

// keyLost adds a key, loses it, and finds it again.
func (w *walk) keyLost() {
	w.t.Helper()
	w.follow("key.list.add")
	w.press("key.edit.save")
	w.sees(w.words("key.opens.missing"))
	w.flawed("key-new")
	w.fill("key.field.name", "Klucz nr 9")
	w.choose("radio", w.words("key.kind.key"))
	w.fill("key.field.opens", "Dom na Lipowej")
	w.press("key.edit.save")
	w.sees(w.words("key.said.saved"), "Klucz nr 9")
	w.follow("key.lost.link.key")
	w.look("key-lost")
	w.press("key.lost.save")
	w.sees(w.words("key.said.lost"))
	w.press("key.lost.found")
	w.sees(w.words("key.said.found"))
}

// lends finds a piece by a few letters, lends it, and takes it back.
func (w *walk) lends() {
	w.t.Helper()
	w.Goto("/equipment")
	w.look("equipment")
	w.fill("equipment.list.search", "glos")
	w.press("kit.filter.show")
	w.sees("Głośnik przenośny")
	w.hides("Krzesła składane")
	w.to("Głośnik przenośny")
	w.follow("equipment.lend.link")
	w.look("lend")
	w.choose("radio", w.words("key.to.named"))
	w.fill("key.field.named", "Szkoła")
	w.press("equipment.lend.save")
	w.sees(w.words("date.malformed"))
	w.flawed("lend")
	due := w.in("fieldset:has(#due)")
	due.fill("kit.date.day", "1")
	due.fill("kit.date.month", "3")
	due.fill("kit.date.year", "2027")
	w.press("equipment.lend.save")
	w.sees(w.words("equipment.said.lent"), "Szkoła")
	w.look("piece")
	w.in(".head").follow("key.back.link")
	w.press("key.back.save")
	w.sees(w.words("key.said.back"))
}

// pieces notes damage, adds a piece, and takes the register along.
func (w *walk) pieces() {
	w.t.Helper()
	w.follow("equipment.note.link")
	w.choose("radio", w.words("equipment.state.damaged"))
	w.press("equipment.note.save")
	w.sees(w.words("equipment.said.missing", "max", 300))
	w.flawed("piece-state")
	w.fill("equipment.field.said", "pęknięta obudowa")
	w.press("equipment.note.save")
	w.sees(w.words("equipment.said.noted"), "pęknięta obudowa")
	w.Goto("/equipment/new")
	w.press("equipment.edit.save")
	w.sees(w.words("equipment.name.missing", "max", 80))
	w.flawed("piece-new")
	w.fill("equipment.field.name", "Lampa stojąca")
	w.press("equipment.edit.save")
	w.sees(w.words("equipment.said.saved"), "Lampa stojąca")
	res := w.without().get("/equipment/register.csv")
	if !strings.Contains(res.body, "Lampa stojąca") {
		w.t.Error("the register misses a piece")
	}
}

// duty says who opens and who locks for something that takes place this week.
func (w *walk) duty() {
	w.t.Helper()
	w.Goto("/rooms")
	w.in("a.bk").to("")
	w.in(".linkl").follow("key.duty.link")
	w.look("duty")
	w.fill("key.duty.opens", w.words("key.duty.key"))
	w.press("key.duty.save")
	w.sees(w.words("key.said.duty"), w.words("key.duty.key"), w.words("key.duty.nobody"))
	w.look("booking-duty")
}

// agreed drafts a new version of what is agreed about a room, with something to
// mend, and notes that it was signed on paper.
func (w *walk) agreed() {
	w.t.Helper()
	w.Goto("/rooms/all")
	w.to("Sala kameralna")
	w.follow("agreement.list.title")
	w.sees("Przy stole")
	w.look("agreements")
	w.to("Przy stole, " + w.words("agreement.version", "n", 1))
	w.look("agreement")
	w.follow("agreement.renew")
	w.fill("agreement.field.contact", "")
	w.press("agreement.edit.save")
	w.sees(w.words("agreement.contact.missing", "max", 300))
	w.flawed("agreement-new")
	w.fill("agreement.field.contact", "dyżur")
	w.press("agreement.edit.save")
	w.sees(w.words("agreement.said.saved"), w.words("agreement.draft"))
	w.follow("agreement.signed.link")
	w.look("agreement-signed")
	w.press("agreement.day_save.signed")
	w.sees(w.words("agreement.said.signed"))
	if res := w.without().get(strings.TrimPrefix(w.URL(), w.base) + "/file?form=pdf"); !strings.HasPrefix(res.body, "%PDF") {
		w.t.Error("the agreement is no PDF")
	}
}
