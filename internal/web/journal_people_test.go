package web_test

import (
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web/webtest/htmlcheck"
)

// TestJournalTellsNobodyWhoBelongs: which person came into which group, left
// it, has a link to it or is called otherwise is known to who works with the
// group. A manager reads that it was done and by whom, and of other looks only
// the end of an id, which does not tell when somebody came.
func TestJournalTellsNobodyWhoBelongs(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h := a.house("Dom")
		g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
		manager, _ := h.staff("Ewa", domain.GroupID{}, authz.Manager)
		both, _ := h.staff("Iga", domain.GroupID{}, authz.Manager, authz.Coordinator)
		kos := h.person(g, "Kos")
		person, belongs := "/people/"+kos.String(), "/groups/"+g.String()+"/members/"+kos.String()
		both.post(belongs+"/link", nil).is(200)
		both.post(person+"/edit", both.get(person+"/edit").fill(person+"/edit", "pseudonym", "Wilga")).is(303)
		both.post(belongs+"/leave", both.get(belongs+"/leave").fill(belongs+"/leave")).is(303)
		end := kos.String()[len(kos.String())-8:]

		for action, want := range map[string]string{"group.join": "", "member.link": "", "person.edit": "", "group.leave": "", "person.show": "…" + end} {
			page, file := "/journal?what="+action, "/journal.csv?what="+action
			records := readCSV(t, manager.get(file).is(200))[1:]
			if len(records) == 0 || records[0][8] != want {
				t.Errorf("a manager reads %s of %q, want one of %q", action, records, want)
			}
			known := readCSV(t, both.get(file).is(200))[1:]
			if len(known) != len(records) || known[0][8] != kos.String() {
				t.Errorf("who works with the group reads %s of %q", action, known)
			}
			seen := manager.get(page).is(200, htmlcheck.Count("tbody tr", len(records)), htmlcheck.Not(`a[href="`+person+`"]`))
			if strings.Contains(string(seen.body), end) != (want != "") {
				t.Errorf("the page of a manager and the person of %s", action)
			}
			both.get(page).is(200, htmlcheck.In(`tbody a[href="`+person+`"]`))
		}
	})
}
