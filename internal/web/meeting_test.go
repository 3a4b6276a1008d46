package web_test

import (
	"net/http"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/meeting"
	"krag/internal/web/webtest/htmlcheck"
)

// lastMeeting makes a group that met a week ago and gives that meeting.
func (h house) lastMeeting() meeting.Meeting {
	h.t.Helper()
	g := h.group(h.programme("program", "Program"), "Grupa", "Przy oknie")
	h.weekly(g, today.AddDays(-7), 1)
	past, err := h.Services().Meetings.OfGroup(h.t.Context(), h.actor, g, false, domain.Page{Number: 1})
	h.must(err)
	return past.Rows[0].Meeting
}

// TestAttendanceOfAMovedMeeting: a colleague changes the room while the sheet
// is open. The first saving shows what changed, the second saves.
func TestAttendanceOfAMovedMeeting(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	m := h.lastMeeting()
	to := "/meetings/" + m.ID.String() + "/attendance"
	form := coordinator.get(to).fill(to, "total", "7")
	h.must(h.Services().Meetings.Move(t.Context(), h.actor, m.ID, m.Version, meeting.NewTime{
		Date: today.AddDays(-7), Start: 17 * 60, End: 18 * 60, Place: "Czytelnia", Zone: warsaw(t),
	}))
	again := coordinator.post(to, form).is(http.StatusConflict,
		htmlcheck.In("table", htmlcheck.Says("Czytelnia")), htmlcheck.In(`input[name="total"]`, htmlcheck.Attr("value", "7")))
	coordinator.post(to, again.fill(to)).leads(to + "/saved")
}

// TestAHeldMeetingStaysInThePast: its day can be corrected, but people cannot
// have come to what is still ahead.
func TestAHeldMeetingStaysInThePast(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	m := h.lastMeeting()
	h.came(m.Group, meeting.LedByMember, 7)
	to := "/meetings/" + m.ID.String() + "/edit"
	ahead := coordinator.get(to).fill(to, "day_year", "2027")
	coordinator.post(to, ahead).is(http.StatusUnprocessableEntity, htmlcheck.In("#day-error"))
	before := coordinator.get(to).fill(to, "place", "Czytelnia")
	coordinator.post(to, before).leads("/meetings/" + m.ID.String())
}

// TestOnlyWhatOneMayDoWaits: nobody is asked for what the page behind it would
// refuse them.
func TestOnlyWhatOneMayDoWaits(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Kawa", "Poranna kawa")
	manager, _ := h.staff("Żaneta", domain.GroupID{}, authz.Manager)
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	host, _ := h.staff("Ola", g, authz.Host)
	h.weekly(g, today.AddDays(-7), 1)
	asks := func(b *browser, want ...string) {
		t.Helper()
		page := b.get("/today").is(http.StatusOK, htmlcheck.Count(".wait a", len(want)))
		for _, words := range want {
			page.is(http.StatusOK, htmlcheck.In(".wait", htmlcheck.Says(words)))
		}
	}
	asks(iga, "Zapisz, ile osób przyszło", "Zaplanuj następne spotkania")
	asks(host, "Zapisz, ile osób przyszło")
	asks(manager)
	iga.get("/today").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("otwórz grupę i wybierz dzień")))
	host.get("/today").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("planuje osoba, która koordynuje grupy")))
}
