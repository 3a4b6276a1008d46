package web_test

import (
	"net/http"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/meeting"
	"krag/internal/web/webtest/htmlcheck"
)

// TestACorrectionIsSaid: those who count in the group read what was corrected and
// by whom; whoever only watches over the house does not.
func TestACorrectionIsSaid(t *testing.T) {
	h := startApp(t).house("Dom")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	m := h.lastMeeting()
	ola, _ := h.staff("Ola", m.Group, authz.Host)
	manager, _ := h.staff("Żaneta", domain.GroupID{}, authz.Manager)
	h.came(m.Group, meeting.LedByMember, 8)
	show, to := "/meetings/"+m.ID.String(), "/meetings/"+m.ID.String()+"/attendance"

	iga.get(show).is(http.StatusOK, htmlcheck.Count("#corrected", 0))
	same := iga.get(to).fill(to)
	iga.post(to, same).leads(to + "/saved")
	iga.get(show).is(http.StatusOK, htmlcheck.Count("#corrected", 0))
	iga.post(to, iga.get(to).fill(to, "total", "9")).leads(to + "/saved")
	ola.post(to, ola.get(to).fill(to, "led", "animator")).leads(to + "/saved")

	for _, b := range []*browser{iga, ola} {
		b.get(show).is(http.StatusOK, htmlcheck.In("section[aria-labelledby=corrected]", htmlcheck.Says("Iga: Wszystkie osoby: 8 → 9.")),
			htmlcheck.In("section[aria-labelledby=corrected]", htmlcheck.Says("Ola: Kto prowadził: Osoba z grupy → Animatorka lub animator.")))
	}
	manager.get(show).is(http.StatusOK, htmlcheck.Count("#corrected", 0))
}
