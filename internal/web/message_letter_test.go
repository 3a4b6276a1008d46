package web_test

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/meeting"
	"krag/internal/domain/notify"
	"krag/internal/web/webtest/htmlcheck"
)

// read is the text of a PDF.
func (a answer) read() string {
	a.t.Helper()
	file := filepath.Join(a.t.TempDir(), "list.pdf")
	if err := os.WriteFile(file, a.body, 0o600); err != nil {
		a.t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", file, "-").CombinedOutput()
	if err != nil {
		a.t.Fatalf("pdftotext, which sh scripts/needs.sh gets: %v\n%s", err, text)
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(string(text), "\u00a0", " ")), " ")
}

// wants lets somebody be told by letter, or not any more.
func (h telling) wants(who domain.PersonID, may bool) {
	h.t.Helper()
	c := notify.Contact{Party: notify.Party{Person: who}, May: may, Channel: notify.Letter, Detail: notify.DetailGroup, Lang: "pl", Address: domain.NewSecret("Jagoda Leśna\nul. Polna 3\n00-001 Lipnica")}
	if now, err := h.Services().Contacts.OfPerson(h.t.Context(), h.actor, who); err == nil {
		c.Version = now.Version
	}
	h.must(h.Services().Contacts.Save(h.t.Context(), h.actor, c, today, 30))
}

// TestALetterIsPrintedAndTold calls a meeting off. Who wants a letter stands on
// the list with it; it says the day and where, and neither the group nor the
// house. Once told, or when letters are not wanted any more, there is none.
func TestALetterIsPrintedAndTold(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h := tell(a)
		h.wants(h.kos, true)
		wilga := h.person(h.group, "Wilga")
		h.wants(wilga, true)
		h.iga.post(h.page("/cancel"), h.iga.get(h.page("/cancel")).fill(h.page("/cancel"))).leads(h.page("/told?look=1"))
		a.observer().quiet()
		h.iga.get(h.page("")).is(http.StatusOK, htmlcheck.In(".rows", htmlcheck.Says("2 osobom trzeba powiedzieć")))
		list := h.iga.get("/messages/by-hand").is(http.StatusOK, htmlcheck.Count(".tell a.more", 2), htmlcheck.Silent("Polna"))
		to := answerOf(list)
		letter := strings.TrimSuffix(to, "/answer") + "/letter"
		paper := h.iga.get(letter).is(http.StatusOK)
		text := paper.read()
		for _, want := range []string{"Jagoda Leśna", "00-001 Lipnica", "Odwołane: wtorek, 10 marca, 17:00", a.URL() + "/stop/"} {
			if !strings.Contains(text, want) {
				t.Errorf("the letter misses %q:\n%s", want, text)
			}
		}
		for _, never := range []string{"Poranna kawa", "Marker wewnętrzny", "Dom pod Lipą", "Kos", "Krąg"} {
			if strings.Contains(text, never) {
				t.Errorf("the letter says %q:\n%s", never, text)
			}
		}
		if name := paper.header.Get("Content-Disposition"); strings.Contains(name, "Kos") || !strings.Contains(name, `.pdf"`) {
			t.Errorf("the letter is called %s", name)
		}
		h.iga.post(to, list.fill(to, "step", "told")).leads("/messages/by-hand")
		h.iga.get(letter).is(http.StatusNotFound)
		h.iga.get(h.page("")).is(http.StatusOK, htmlcheck.In(".rows", htmlcheck.Says("1 osoba wie, 1 osobie trzeba powiedzieć")))

		left := h.iga.get("/messages/by-hand")
		other := strings.TrimSuffix(answerOf(left), "/answer") + "/letter"
		h.iga.get(other).is(http.StatusOK)
		h.wants(h.kos, false)
		h.wants(wilga, false)
		h.iga.get(other).is(http.StatusNotFound)
	})
}

// TestALetterIsSafeForAWhile: after the day until which a contact holds, what was
// safe may be a danger; and of what is over there is nothing to print.
func TestALetterIsSafeForAWhile(t *testing.T) {
	for name, c := range map[string]struct{ meets, later int }{"the meeting is over": {10, 11}, "the contact holds no longer": {63, 31}} {
		t.Run(name, func(t *testing.T) {
			a := startApp(t)
			h := tell(a)
			h.wants(h.kos, true)
			h.weekly(h.group, today.AddDays(c.meets), 1)
			all, err := h.Services().Meetings.OfGroup(t.Context(), h.actor, h.group, true, domain.Page{Number: 1})
			h.must(err)
			i := slices.IndexFunc(all.Rows, func(m meeting.Row) bool {
				return domain.DateOf(m.StartsAt, time.UTC) == today.AddDays(c.meets)
			})
			h.next = all.Rows[i].Meeting
			letter := letterOf(h.message(notify.Party{Person: h.kos}, notify.Message{
				Kind: notify.Change, About: h.next.ID.UUID, Round: 7, State: notify.ByHand, Why: notify.WhyLetter, ExpiresAt: h.next.StartsAt,
				Was: h.was(h.next.StartsAt.Add(-time.Hour)),
			}))
			h.iga.get(letter).is(http.StatusOK)
			a.pass(time.Duration(c.later) * 24 * time.Hour)
			later, _ := h.staff("Ela", domain.GroupID{}, authz.Coordinator)
			later.get(letter).is(http.StatusNotFound)
		})
	}
}

func letterOf(id domain.MessageID) string { return "/messages/" + id.String() + "/letter" }
