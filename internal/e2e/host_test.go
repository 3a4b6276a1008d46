package e2e_test

import (
	"net/http"
	"slices"
	"strings"
)

// hostDay is that of somebody who opens one group's room: the own group, its
// attendance, and no other.
func hostDay(w *walk) {
	others := w.otherGroups("Dziesiąta rano")
	w.enter("host", "Kluczach")
	w.look("today")
	w.hides("Na parterze", "Przy oknie")
	if w.Has("link", w.words("nav.groups")) {
		w.t.Error("a host is led to the list of groups")
	}
	w.follow("nav.me")
	w.sees("Malwina")
	if got := w.In(".nav [aria-current]").Text(); got != w.words("nav.me") {
		w.t.Errorf("the own group stands behind the door %q", got)
	}
	w.look("group")
	w.hostCounts()
	for _, other := range others {
		if got := w.Goto(other); got != http.StatusNotFound {
			w.t.Errorf("the group of others answers %d", got)
		}
		w.sees(w.words("kit.problem.404.title"))
	}
	w.look("not-found")
	if got := w.Goto("/staff"); got != http.StatusForbidden {
		w.t.Errorf("people and roles answer %d", got)
	}
	w.look("forbidden")
}

// otherGroups are the addresses of all groups but one.
func (w *walk) otherGroups(own string) (others []string) {
	w.t.Helper()
	c := w.demo.enterWithout(w.t, "coordinator", "Kluczach")
	_, leads := c.page("/programmes/klucze")
	for _, to := range leads {
		if !strings.HasPrefix(to, "/groups/") || strings.Contains(to, "?") || slices.Contains(others, to) {
			continue
		}
		if said, _ := c.page(to); !strings.Contains(said, own) {
			others = append(others, to)
		}
	}
	if len(others) != 3 {
		w.t.Fatalf("other groups: %v", others)
	}
	return others
}

// hostCounts counts the last meeting that is over once more: eleven came.
func (w *walk) hostCounts() {
	w.t.Helper()
	w.in("section[aria-labelledby=past]").follow("meeting.all")
	w.follow("meeting.list.past")
	w.in("tbody tr:last-child th").to("")
	w.look("meeting")
	w.follow("attendance.correct")
	w.fill("attendance.total_label", "11")
	w.choose("radio", w.words("attendance.led.member"))
	w.look("attendance")
	w.press("attendance.save")
	w.sees(w.say.N("attendance.saved.came", 11, "group", "Dziesiąta rano"))
	w.look("attendance-saved")
}
