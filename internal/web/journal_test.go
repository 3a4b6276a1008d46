package web_test

import (
	"encoding/csv"
	"net/http"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web/webtest/htmlcheck"
)

func TestJournal(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom")
	g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
	_, boss := h.staff("Żaneta", domain.GroupID{}, authz.Manager)
	coordinator, id := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	kos := h.person(g, "Kos")
	coordinator.get("/people/" + kos.String()).is(http.StatusOK)
	a.pass(24 * time.Hour)
	manager := h.again(boss)
	h.again(id).get("/groups/" + g.String() + "/members").is(http.StatusOK)

	manager.get("/journal").is(http.StatusOK,
		htmlcheck.In("tbody", htmlcheck.Says("otwarcie strony osoby"), htmlcheck.Says("Iga"), htmlcheck.Says("Poranna kawa")),
		htmlcheck.In("body", htmlcheck.Silent("Kos"), htmlcheck.Silent(`href="/people/`)),
		htmlcheck.In("#head"), htmlcheck.In(".onprint.secret", htmlcheck.Says(":")))
	manager.get("/journal?what=group.members").is(http.StatusOK, htmlcheck.Count("tbody tr", 1),
		htmlcheck.In("tbody td", htmlcheck.Says("Iga")), htmlcheck.In("tbody", htmlcheck.Says("mniej niż 5")))
	manager.get("/journal?who="+id.String()+"&until=2026-03-03").is(http.StatusOK, htmlcheck.Count("tbody tr", 2),
		htmlcheck.In("tbody", htmlcheck.Says("otwarcie strony osoby"), htmlcheck.Says("zalogowanie się")), htmlcheck.In(`option[selected]`))
	manager.get("/journal?from=2026-03-04&who="+id.String()).is(http.StatusOK, htmlcheck.Count("tbody tr", 2))
	manager.get("/journal?from=2027-01-01").is(http.StatusOK, htmlcheck.In(".empty"), htmlcheck.In(`a[href="/journal"].more`))
	manager.whole("/journal", "Krąg", "Dom", "Żaneta", "Iga", "Poranna kawa", "/ …[0-9a-f]{8}/", "/[0-9]+:[0-9a-f]{64}/", ", ")
}

// TestJournalOfTheOwnHouse: one institution's records are in no other's.
func TestJournalOfTheOwnHouse(t *testing.T) {
	a := startApp(t)
	h, away := a.house("Dom"), a.house("Inny dom")
	h.staff("Żaneta", domain.GroupID{}, authz.Manager)
	stranger, _ := away.staff("Obca", domain.GroupID{}, authz.Manager)
	stranger.get("/journal").is(http.StatusOK, htmlcheck.In("body", htmlcheck.Silent("Żaneta")))
	records := readCSV(t, stranger.get("/journal.csv").is(http.StatusOK))
	for _, r := range records[1:] {
		if strings.Contains(strings.Join(r, " "), "Żaneta") {
			t.Errorf("a foreign record: %v", r)
		}
	}
}

func readCSV(t *testing.T, a answer) [][]string {
	t.Helper()
	text, marked := strings.CutPrefix(string(a.body), "\ufeff")
	if !marked {
		t.Error("no mark says that the file is UTF-8")
	}
	in := csv.NewReader(strings.NewReader(text))
	in.Comma = ';'
	records, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// TestJournalFile: the file holds what the page narrows to, a name is no
// formula, and who looked at few people does not tell how few.
func TestJournalFile(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom")
	g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
	manager, _ := h.staff("=Żaneta", domain.GroupID{}, authz.Manager)
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	kos := h.person(g, "Kos")
	coordinator.get("/people").is(http.StatusOK)
	manager.get("/staff").is(http.StatusOK)

	got := manager.get("/journal.csv?what=staff.list").is(http.StatusOK)
	if kind := got.header.Get("Content-Type"); !strings.HasPrefix(kind, "text/csv") {
		t.Errorf("it is %s", kind)
	}
	records := readCSV(t, got)
	if len(records) != 2 || records[1][2] != "'=Żaneta" || records[1][4] != "przegląd osób i ról" {
		t.Errorf("the file says %q", records)
	}
	people := readCSV(t, manager.get("/journal.csv?what=person.list"))
	if len(people) != 2 || people[1][5] != "osoby: mniej niż 5" || people[1][8] != "" || strings.Contains(people[1][8], kos.String()) {
		t.Errorf("a list of people is told as %q", people[1:])
	}
}
