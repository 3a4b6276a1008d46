package web_test

import (
	"net/http"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/meeting"
	"krag/internal/domain/stats"
	"krag/internal/web/webtest/htmlcheck"
)

// past are the meetings of a group that were, the first first.
func (h house) past(g domain.GroupID) (rows []meeting.Row) {
	l, err := h.Services().Meetings.OfGroup(h.t.Context(), h.actor, g, false, domain.Page{Number: 1})
	h.must(err)
	for i := range l.Rows {
		rows = append(rows, l.Rows[len(l.Rows)-1-i])
	}
	return rows
}

// TestSeveralMeetingsAreCounted: what is right is saved and said, what is wrong
// or was changed meanwhile is marked and keeps what was typed, and what is empty
// is left alone.
func TestSeveralMeetingsAreCounted(t *testing.T) {
	h := startApp(t).house("Dom")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	g := h.group(h.programme("program", "Program"), "Grupa", "Przy oknie")
	ola := h.person(g, "Ola")
	h.weekly(g, today.AddDays(-28), 4)
	to := "/groups/" + g.String() + "/meetings/counts"
	iga.post(to, iga.get(to).fill(to)).is(http.StatusUnprocessableEntity, htmlcheck.In(".sum", htmlcheck.Says("Nic jeszcze nie wpisano")))

	all := h.past(g)
	form := iga.get(to).is(http.StatusOK, htmlcheck.Count(".several", 4)).
		fill(to, "total_1", "7", "newcomers_1", "1", "led_1", "member", "total_2", "3", "newcomers_2", "5", "total_3", "8")
	h.must(h.Services().Meetings.Record(t.Context(), h.actor, meeting.NewAttendance{
		Meeting: all[2].ID, Version: all[2].Version, Total: 9, Led: meeting.LedByAnimator, Present: []domain.PersonID{ola},
	}))
	for range 2 { // sent twice, it says the same
		iga.post(to, form).is(http.StatusConflict, htmlcheck.Count(".several", 3), htmlcheck.In(".note--saved", htmlcheck.Says("Zapisano obecność na spotkaniach:")),
			htmlcheck.In("#newcomers_1-error"), htmlcheck.In(`input[name="newcomers_1"]`, htmlcheck.Attr("value", "5")),
			htmlcheck.In("#total_2-error", htmlcheck.Says("Wszystkie osoby: 9")), htmlcheck.In(`input[name="total_2"]`, htmlcheck.Attr("value", "8")))
	}
	got := h.past(g)
	if m := got[0]; m.Total != stats.People(7) || m.Newcomers != stats.People(1) || m.Led != meeting.LedByMember || m.Version != 2 {
		t.Errorf("the right row is %+v", m)
	}
	if m := got[3]; m.State != meeting.Planned || m.Version != all[3].Version {
		t.Errorf("the empty row is %+v", m)
	}

	mended := iga.post(to, form).fill(to, "newcomers_1", "2")
	for range 2 {
		iga.post(to, mended).leads("/groups/" + g.String() + "/meetings?past=1")
	}
	sheet, err := h.Services().Meetings.Sheet(t.Context(), h.actor, all[2].ID, warsaw(t))
	h.must(err)
	if sheet.Recorded.Total != stats.People(8) || len(sheet.Recorded.Present) != 1 || sheet.Version != 3 {
		t.Errorf("what was changed meanwhile is %+v at version %d: what was typed counts, and who was ticked stays", sheet.Recorded, sheet.Version)
	}
	iga.get(to).is(http.StatusOK, htmlcheck.Count(".several", 1))
}

// TestOnlyMeetingsOfTheGroupAreCounted: a form of one group counts no other's.
func TestOnlyMeetingsOfTheGroupAreCounted(t *testing.T) {
	h := startApp(t).house("Dom")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	m := h.lastMeeting()
	other := h.group(h.programme("drugi", "Drugi"), "Inna", "Obok")
	h.weekly(other, today.AddDays(-7), 1)
	to := "/groups/" + other.String() + "/meetings/counts"
	iga.post(to, iga.get(to).fill(to, "total_1", "5", "meeting_1", m.ID.String())).is(http.StatusNotFound)
	if now := h.past(m.Group); now[0].Recorded {
		t.Error("it was counted")
	}
}

// TestListForASeason has the next meetings as columns and who belongs as rows.
func TestListForASeason(t *testing.T) {
	h := startApp(t).house("Dom")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	g := h.group(h.programme("program", "Program"), "Grupa", "Przy oknie")
	to := "/groups/" + g.String() + "/meetings/sheet"
	iga.get(to).is(http.StatusOK, htmlcheck.Not(".season"))
	h.person(g, "Wilga")
	h.weekly(g, today.AddDays(-7), 12)
	iga.get(to).is(http.StatusOK, htmlcheck.Count(".season thead th", 9), htmlcheck.In(".season tbody", htmlcheck.Says("Wilga")))
	iga.get(to+"?n=4").is(http.StatusOK, htmlcheck.Count(".season thead th", 5))
	iga.get(to+"?n=999").is(http.StatusOK, htmlcheck.Count(".season thead th", 9))
	iga.get("/groups/"+g.String()+"/meetings").is(http.StatusOK, htmlcheck.In(`a[href="`+to+`"]`))
	iga.get("/groups/"+g.String()+"/meetings?past=1").is(http.StatusOK, htmlcheck.In(`a[href="/groups/`+g.String()+`/meetings/counts"]`))
}
