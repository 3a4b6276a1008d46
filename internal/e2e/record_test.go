package e2e_test

import (
	"os"
	"path/filepath"
	"testing"
)

// paper is a small PDF that tells who wrote it.
const paper = "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n" +
	"3 0 obj\n<</Author(Anna zmyslona)>>\nendobj\ntrailer\n<</Size 4/Root 1 0 R/Info 3 0 R>>\nstartxref\n9\n%%EOF\n"

// onDisk writes a file that somebody might choose.
func onDisk(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// recordDay completes the record of a programme: a file, which is then let out
// and deleted, a step on the way to the room, partners and a contact.
func recordDay(w *walk) {
	w.enter("coordinator", "Kluczach")
	w.follow("nav.programmes")
	w.in("tbody th").Follow("link", "")
	w.follow("programme.links.record")
	w.sees("2005–2013", "Komisariat Policji", w.words("premises.kinds.grant"), w.words("attachment.staff_only"))
	w.look("record")
	w.addFile()
	w.fileOut()
	w.fileGone()
	w.steps()
	w.strategies()
	w.contacts()
}

// addFile takes the wrong file, no file, and then the right one.
func (w *walk) addFile() {
	w.t.Helper()
	w.in("section[aria-labelledby=files] > .noprint").Follow("link", "")
	w.look("file")
	w.press("attachment.add.save")
	w.sees(w.words("attachment.file.missing"))
	w.look("file-missing")
	w.fill("attachment.field.about", "Uchwała o piwnicy")
	w.Choose("#file", onDisk(w.t, "uchwała.png", paper))
	w.press("attachment.add.save")
	w.sees(w.words("file.disagrees", "ending", ".png", "kind", "PDF"))
	if got := w.Value(w.words("attachment.field.about") + w.words("kit.optional")); got != "Uchwała o piwnicy" {
		w.t.Errorf("what was typed is %q", got)
	}
	w.look("file-flawed")
	w.Choose("#file", onDisk(w.t, "uchwała.pdf", paper))
	w.press("attachment.add.save")
	w.sees(w.words("attachment.said.added"), "Uchwała o piwnicy", "Anna zmyslona", w.words("attachment.traces.warning"))
	w.look("file-shown")
}

func (w *walk) fileOut() {
	w.t.Helper()
	w.follow("attachment.publish.link")
	w.look("file-publish")
	w.press("attachment.publish.button")
	w.sees(w.words("attachment.said.public"))
	w.follow("attachment.edit.link")
	w.look("file-edit")
	w.fill("attachment.field.name", "Uchwała nr 7")
	w.press("attachment.edit.save")
	w.follow("attachment.withdraw.link")
	w.look("file-withdraw")
	w.press("attachment.withdraw.button")
	w.sees("Uchwała nr 7", w.words("attachment.said.withdrawn"))
}

func (w *walk) fileGone() {
	w.t.Helper()
	w.follow("attachment.delete.link")
	w.sees(w.words("attachment.delete.backups"), w.words("attachment.delete.stays"))
	w.look("file-delete")
	w.press("attachment.delete.button")
	w.sees(w.words("attachment.said.deleted"))
	w.hides("Uchwała nr 7")
}

func (w *walk) steps() {
	w.t.Helper()
	w.in("section[aria-labelledby=premises] > .noprint").Follow("link", "")
	w.look("step")
	w.press("premises.edit.save")
	w.look("step-flawed")
	w.fill("premises.field.text", "Gmina dała klucz do świetlicy")
	w.choose("radio", w.words("premises.kinds.room"))
	w.fill("kit.date.year", "1998")
	w.press("premises.edit.save")
	w.sees(w.words("premises.said.saved"), "Gmina dała klucz do świetlicy", "1998")
	w.look("record-step")
}

func (w *walk) strategies() {
	w.t.Helper()
	w.in("section[aria-labelledby=strategy] > .noprint").Follow("link", "")
	w.fill("strategy.field.title", "Strategia zmyślona")
	w.fill("strategy.field.from", "2014")
	w.fill("strategy.field.to", "2010")
	w.press("strategy.edit.save")
	w.sees(w.words("strategy.years.order"))
	w.look("strategy-flawed")
	w.fill("strategy.field.to", "2020")
	w.press("strategy.edit.save")
	w.sees("Strategia zmyślona", "2014–2020")
}

func (w *walk) contacts() {
	w.t.Helper()
	w.in("section[aria-labelledby=partners] > .noprint").Follow("link", "")
	w.look("partners")
	w.press("partner.edit.save")
	w.sees(w.words("partner.said.saved"))
	w.in("section[aria-labelledby=missing]").to(w.words("programme.sections.contact"))
	w.sees(w.words("contact.public"))
	w.look("contact")
	w.fill("contact.field.name", "Sekretariat")
	w.press("contact.save")
	w.look("contact-flawed")
	w.fill("contact.field.email", "osrodek@klucze.example")
	w.press("contact.save")
	w.sees("osrodek@klucze.example")
}

// readinessDay looks what a house has ready, confirms one thing, and notes an
// ally and a training.
func readinessDay(w *walk) {
	w.enter("manager", "Lip")
	w.follow("nav.staff")
	w.look("institution")
	w.follow("readiness.open")
	w.sees(w.words("readiness.next"), w.say.N("readiness.progress", 15, "done", 10))
	w.look("list")
	w.in("section[aria-labelledby=next]").Follow("link", "")
	w.sees(w.words("readiness.items.cover.title"))
	w.look("item")
	w.press("readiness.save")
	w.sees(w.words("readiness.evidence.missing"))
	w.look("item-flawed")
	w.fill("readiness.field.evidence", "Jan zna grupę i ma klucz")
	w.press("readiness.save")
	w.sees(w.words("readiness.said.saved"), "Jan zna grupę i ma klucz.", w.say.N("readiness.progress", 15, "done", 11))
	w.follow("readiness.allies.edit")
	w.look("allies")
	w.in("fieldset:nth-of-type(4)").Fill(w.words("partner.field.name"), "Szkoła na górce")
	w.press("readiness.allies.save")
	w.sees("Szkoła na górce")
	w.follow("training.edit.new")
	w.look("training")
	w.press("training.edit.save")
	w.look("training-flawed")
	w.fill("training.field.topic", "Rozmowa w kręgu")
	w.fill("training.field.hours", "1,5")
	w.press("training.edit.save")
	w.sees("Rozmowa w kręgu", w.words("training.hours_minutes", "h", 1, "m", 30))
}
