package web_test

import (
	"net/http"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/web/webtest"
)

func TestMain(m *testing.M) { webtest.Main(m) }

// busy makes a house with four rooms and a week in which much happens.
func (h house) busy() map[string]domain.ResourceID {
	h.t.Helper()
	building := domain.NewID[domain.BuildingID]()
	h.must(h.Services().Rooms.AddBuilding(h.t.Context(), h.actor, room.Building{ID: building, Name: "Dom pod Lipą"}))
	week := room.Week{1: {{From: 480, To: 1260}}, 2: {{From: 480, To: 1260}}, 3: {{From: 480, To: 1260}}, 4: {{From: 480, To: 1260}}, 5: {{From: 480, To: 1260}}, 6: {{From: 600, To: 900}}}
	ids := map[string]domain.ResourceID{}
	for _, one := range []room.Terms{
		{Name: "Sala kameralna", Capacity: 12, Access: []room.Access{room.AccessLift}},
		{Name: "Czytelnia", Capacity: 20, Access: []room.Access{room.AccessStepFree, room.AccessLoop}},
		{Name: "Pracownia", Capacity: 16, Access: []room.Access{room.AccessStepFree}},
		{Name: "Sala taneczna", Capacity: 40},
	} {
		ids[one.Name] = domain.NewID[domain.ResourceID]()
		one.Hours, one.ForGroups = &week, true
		if one.Name == "Pracownia" {
			lo := recur.Instant(today.AddDays(1), 0, warsaw(h.t)).Unix() / 60
			one.Closures = []room.Closure{{ID: building.UUID, Interval: recur.Interval{Lo: lo, Hi: lo + 1440}, Reason: "malowanie"}, {ID: building.UUID, Interval: recur.Interval{Lo: lo + 1440 + 12*60, Hi: lo + 1440 + 14*60}, Reason: "przegląd"}}
		}
		h.must(h.Services().Rooms.AddRoom(h.t.Context(), h.actor, room.Room{BuildingID: building, Resource: room.Resource{ID: ids[one.Name], Terms: one}}))
	}
	g := h.group(h.programme("program", "Program"), "Grupa", "Wtorki przy stole")
	h.slot(ids["Sala kameralna"], today, 16, 18, ofGroup(g))
	h.slot(ids["Sala kameralna"], today.AddDays(1), 16, 18)
	h.slot(ids["Czytelnia"], today, 10, 12, ofGroup(g))
	h.slot(ids["Czytelnia"], today, 13, 14, private)
	h.slot(ids["Czytelnia"], today, 17, 18, func(n *room.NewBooking) { n.Title, n.Tentative = "Klub książki", true })
	h.slot(ids["Pracownia"], today.AddDays(2), 17, 19, ofGroup(g))
	for i := range 4 {
		h.slot(ids["Sala taneczna"], today.AddDays(i), 16, 19, func(n *room.NewBooking) { n.Title = "Balet dla dzieci" })
	}
	return ids
}

// TestRoomViewsAreUsable looks at every page of what is free in a real browser,
// on a desk and on a phone: it fits, axe finds nothing, the markup is right.
func TestRoomViewsAreUsable(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom")
	ids := h.busy()
	_, id := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	token, err := h.Services().Accounts.SignInLink(t.Context(), h.actor, id)
	a.must(err)
	tab := webtest.Open(t, a.URL())
	tab.Script(false)
	tab.Goto("/in/" + token)
	tab.Follow("button", "")
	pages := map[string][]byte{}
	for i, path := range append(views(ids["Czytelnia"]), "/rooms/find?start=18:00&end=17:00") {
		if status := tab.Goto(path); status != http.StatusOK && !strings.HasSuffix(path, "17:00") {
			t.Fatalf("%s: status %d", path, status)
		}
		name := "rooms-" + string(rune('a'+i))
		pages[name] = tab.Body()
		for _, px := range []int{320, webtest.Phone, webtest.Desktop} {
			tab.Width(px)
			tab.FitsWidth()
			if px != 320 {
				tab.Axe()
				tab.Screenshot(name)
			}
		}
	}
	webtest.ValidHTML(t, pages)
}

// TestPhoneCall is somebody who asks for a room on Thursday at five, answered
// with the keyboard alone.
func TestPhoneCall(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom")
	h.busy()
	_, id := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	token, err := h.Services().Accounts.SignInLink(t.Context(), h.actor, id)
	a.must(err)
	tab := webtest.Open(t, a.URL())
	tab.Script(false)
	tab.Width(webtest.Phone)
	tab.Goto("/in/" + token)
	tab.KeyFollow("button", "")
	tab.Goto("/rooms")
	tab.KeyFollow("link", "Wolne")
	tab.KeyFill("Dzień", "5")
	tab.KeyFill("Od", "17:00")
	tab.KeyFill("Do", "18:30")
	tab.KeyChoose("checkbox", "Pętla indukcyjna")
	tab.KeyFollow("button", "Pokaż sale")
	tab.See("Wolne w dniu: czwartek, 5 marca, 17:00–18:30")
	tab.See("Zajęta do 19:00, nie ma: pętla indukcyjna")
	tab.KeyFollow("link", "Zarezerwuj : Czytelnia")
	if to := tab.URL(); !strings.Contains(to, "/bookings/new?") || !strings.HasSuffix(to, "&day=2026-03-05&start=17:00&end=18:30") {
		t.Errorf("the booking is made at %s", to)
	}
}

// TestPaperPlan: a week of one room is one sheet, and so is one of four rooms.
func TestPaperPlan(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom")
	ids := h.busy()
	_, id := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	token, err := h.Services().Accounts.SignInLink(t.Context(), h.actor, id)
	a.must(err)
	tab := webtest.Open(t, a.URL())
	tab.Goto("/in/" + token)
	tab.Follow("button", "")
	for name, path := range map[string]string{"door": "/rooms/print?room=" + ids["Czytelnia"].String(), "doors": "/rooms/print"} {
		tab.Goto(path)
		sheets := tab.Paper(name)
		if len(sheets) != 1 || !strings.Contains(sheets[0], "Wtorki przy stole") || strings.Contains(sheets[0], "Rozmowa z rodziną") {
			t.Errorf("%s is %d sheets: %.600q", name, len(sheets), sheets)
		}
	}
}
