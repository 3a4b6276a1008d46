package web_test

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/web/webtest/htmlcheck"
)

// lodge is a house with one room and its coordinator.
type lodge struct {
	house
	b    *browser
	room domain.ResourceID
	in   domain.BuildingID
}

func newLodge(t *testing.T) *lodge {
	t.Helper()
	l := &lodge{house: startApp(t).house("Dom nad stawem"), in: domain.NewID[domain.BuildingID]()}
	l.must(l.Services().Rooms.AddBuilding(t.Context(), l.actor, room.Building{ID: l.in, Name: "Dom"}))
	l.room = l.add("Sala")
	l.b, _ = l.staff("Lena", domain.GroupID{}, authz.Coordinator)
	return l
}

func (l *lodge) add(name string) domain.ResourceID {
	l.t.Helper()
	r := room.Room{BuildingID: l.in, Resource: room.Resource{ID: domain.NewID[domain.ResourceID](), Terms: room.Terms{Name: name, Capacity: 8, ForGroups: true}}}
	l.must(l.Services().Rooms.AddRoom(l.t.Context(), l.actor, r))
	return r.ID
}

// books takes an hour of the room, so many days from today.
func (l *lodge) books(title string, in, from, to int) domain.BookingID {
	l.t.Helper()
	n := room.NewBooking{
		ID: domain.NewID[domain.BookingID](), Purpose: room.ForEvent, Title: title, Plan: room.Plan{
			Series: recur.Series{First: today.AddDays(in), Hours: recur.Hours{From: domain.TimeOfDay(from * 60), To: domain.TimeOfDay(to * 60)}, Zone: warsaw(l.t)},
			Wants:  []room.Want{{Resource: l.room, Amount: 1}},
		},
	}
	by := l.actor
	by.User = domain.NewID[domain.UserID]()
	l.must(l.Services().Rooms.Book(l.t.Context(), by, n))
	return n.ID
}

func (l *lodge) path(more string) string { return "/rooms/" + l.room.String() + more }

func (l *lodge) now() room.Room {
	l.t.Helper()
	r, _, err := l.Services().Rooms.Room(l.t.Context(), l.actor, l.room)
	l.must(err)
	return r
}

// sends fills the form of a page in and sends it.
func (l *lodge) sends(path string, change ...string) answer {
	l.t.Helper()
	return l.b.post(path, l.b.get(path).fill(path, change...))
}

// The first room is added with its building in one form, and without bookings
// of anybody an empty list leads there.
func TestFirstRoom(t *testing.T) {
	a := startApp(t)
	b, _ := a.house("Dom").staff("Lena", domain.GroupID{}, authz.Coordinator)
	b.get("/rooms/all").is(http.StatusOK, htmlcheck.In(`.empty a[href="/rooms/new"]`))
	fields := b.get("/rooms/new").fill("/rooms/new", "name", "Sala", "capacity", "sto")
	b.post("/rooms/new", fields).is(http.StatusUnprocessableEntity, htmlcheck.In("#name", htmlcheck.Attr("value", "Sala")),
		htmlcheck.In("#capacity", htmlcheck.Attr("value", "sto")), htmlcheck.In("#house_name-error"), htmlcheck.In("#capacity-error"))
	fields.Set("capacity", "12")
	fields.Set("house_name", "Dom na Lipowej")
	for range 2 { // the form came twice
		b.post("/rooms/new", fields).leads("/rooms/" + fields.Get("form_id"))
	}
	b.get("/rooms/all").is(http.StatusOK, htmlcheck.In("h2", htmlcheck.Says("Dom na Lipowej")), htmlcheck.In("tbody th", htmlcheck.Says("Sala")))
}

// What a change would hit is shown before it is made, each with the way to it;
// who has seen just that goes on, and what is booked stays.
func TestHitsAreShownBefore(t *testing.T) {
	l := newLodge(t)
	first, again := l.books("Zajęcia", 7, 16, 17), l.books("Próba chóru", 7, 17, 18)
	for _, c := range []struct {
		path   string
		fields []string
		hits   []domain.BookingID
		why    string
	}{
		{"/edit", []string{"after", "10"}, []domain.BookingID{again}, "za mało czasu"},
		{"/hours", []string{"when", "week", "mon", "8-16:30", "same", "yes"}, []domain.BookingID{first, again}, "poza godzinami"},
		{"/closures/new", []string{"from_day", "10", "from_month", "3", "from_year", "2026", "start", "17:00", "end", "20:00", "reason", "malowanie"}, []domain.BookingID{again}, "malowanie"},
	} {
		version := l.now().Version
		shown := l.sends(l.path(c.path), c.fields...).is(http.StatusOK, htmlcheck.In("tbody", htmlcheck.Says(c.why)))
		for _, id := range c.hits {
			shown.is(http.StatusOK, htmlcheck.In(`tbody a[href="/bookings/`+id.String()+`"]`))
		}
		if l.now().Version != version {
			t.Errorf("%s is saved before anybody agreed", c.path)
		}
		fields := shown.fill(l.path(c.path))
		back := url.Values{"step": {"change"}}
		for name, v := range fields {
			back[name] = v
		}
		l.b.post(l.path(c.path), back).is(http.StatusOK, htmlcheck.In("#"+c.fields[len(c.fields)-2], htmlcheck.Attr("name", c.fields[len(c.fields)-2])))
		l.b.post(l.path(c.path), fields).leads(l.path(""))
		if l.now().Version != version+1 {
			t.Errorf("%s is not saved", c.path)
		}
		l.undo(c.path)
	}
}

// undo makes the room as it was.
func (l *lodge) undo(path string) {
	l.t.Helper()
	switch path {
	case "/edit":
		l.sends(l.path(path), "after", "").leads(l.path(""))
	case "/hours":
		l.sends(l.path(path), "when", "always").leads(l.path(""))
	}
}

// When another booking has come meanwhile, what was seen is not what is hit.
func TestHitsThatHaveChanged(t *testing.T) {
	l := newLodge(t)
	l.books("Zajęcia", 7, 16, 17)
	path := l.path("/closures/new")
	shown := l.sends(path, "from_day", "10", "from_month", "3", "from_year", "2026")
	l.books("Próba chóru", 7, 17, 18)
	l.b.post(path, shown.fill(path)).is(http.StatusOK, htmlcheck.In("tbody", htmlcheck.Says("Próba chóru")))
}

// Everything that was typed comes back, and beside it how to mend it.
func TestRoomFormsComeBack(t *testing.T) {
	l := newLodge(t)
	l.app.house("Biblioteka")
	for path, fields := range map[string][]string{
		"/edit":         {"name", "", "before", "9999", "directions", strings.Repeat("x", 2001)},
		"/hours":        {"when", "week", "mon", "rano", "sun", "14-8"},
		"/closures/new": {"from_day", "31", "from_month", "2", "from_year", "2026", "start", "wpół"},
		"/shares":       {"with", ""},
	} {
		shown := l.sends(l.path(path), fields...).is(http.StatusUnprocessableEntity, htmlcheck.In("[data-summary]"))
		for i := 0; i+1 < len(fields); i += 2 {
			if got := shown.fill(l.path(path)).Get(fields[i]); got != fields[i+1] {
				t.Errorf("%s: %s comes back as %q", path, fields[i], got)
			}
		}
	}
	l.sends(l.path("/hours"), "when", "week").is(http.StatusUnprocessableEntity, htmlcheck.In("#when-error"))
	l.sends(l.path("/closures/new"), "from_day", "1", "from_month", "3", "from_year", "2026").is(http.StatusUnprocessableEntity, htmlcheck.In("#to-error", htmlcheck.Says("minął")))
	more := l.b.get(l.path("/hours")).fill(l.path("/hours"), "mon", "8-12", "step", "season")
	l.b.post(l.path("/hours"), more).is(http.StatusOK, htmlcheck.In("#season1_from"), htmlcheck.In("#mon", htmlcheck.Attr("value", "8-12")))
}

// Two who change a room at once see both.
func TestRoomOfTwo(t *testing.T) {
	l := newLodge(t)
	for path, c := range map[string]struct{ mine, theirs []string }{
		l.path("/edit"):                         {[]string{"floor", "poddasze"}, []string{"floor", "parter"}},
		l.path("/hours"):                        {[]string{"when", "week", "mon", "8-12"}, []string{"when", "week", "mon", "9-13"}},
		"/buildings/" + l.in.String() + "/edit": {[]string{"address", "Stawowa 2"}, []string{"address", "Stawowa 3"}},
	} {
		page := l.b.get(path)
		l.b.post(path, page.fill(path, c.theirs...)).is(http.StatusSeeOther)
		both := l.b.post(path, page.fill(path, c.mine...)).is(http.StatusConflict, htmlcheck.In("#stale"), htmlcheck.In(".sum tbody tr"))
		l.b.post(path, both.fill(path)).is(http.StatusSeeOther)
	}
	if r := l.now(); r.Floor != "poddasze" {
		t.Errorf("the floor is %s", r.Floor)
	}
}

// Of several rooms each hit names its own; of one room the name is said once.
func TestHitsOfSeveralRooms(t *testing.T) {
	l := newLodge(t)
	l.books("Zajęcia", 7, 16, 17)
	first := l.room
	l.room = l.add("Pracownia")
	l.books("Próba chóru", 7, 17, 18)
	l.room = first
	path := l.path("/closures/new")
	day := []string{"from_day", "10", "from_month", "3", "from_year", "2026"}
	l.sends(path, day...).is(http.StatusOK, htmlcheck.In("tbody th", htmlcheck.Says("17:00")), htmlcheck.Silent("17:00, Sala"))
	l.sends(path, append(day, "where", "building")...).is(http.StatusOK, htmlcheck.In("tbody", htmlcheck.Says("Sala")), htmlcheck.In("tbody", htmlcheck.Says("Pracownia")))
}

// A closure of a building closes every room of it, and is taken back for all.
func TestHouseIsClosed(t *testing.T) {
	l := newLodge(t)
	other, path := l.add("Pracownia"), l.path("/closures/new")
	l.sends(path, "from_day", "10", "from_month", "3", "from_year", "2026", "to_day", "12", "to_month", "3", "to_year", "2026", "where", "building").leads(l.path(""))
	l.b.get("/rooms/"+other.String()).is(http.StatusOK, htmlcheck.In(`section[aria-labelledby="closures"]`, htmlcheck.Says("10 marca 2026 do 12 marca 2026")))
	back := "/rooms/" + other.String() + "/closures/" + l.now().Closures[0].ID.String() + "/delete"
	l.sends(back).leads("/rooms/" + other.String())
	if n := len(l.now().Closures); n != 0 {
		t.Errorf("%d closures stay", n)
	}
	l.b.get(back).is(http.StatusNotFound)
}

// A photo is kept by the reader's browser alone, and is a picture and nothing else.
func TestRoomPhoto(t *testing.T) {
	l := newLodge(t)
	form, at := l.path("/photo/edit"), l.path("/photo")
	sends := func(f chosenFile, says string) answer {
		return l.b.postFile(form, l.b.get(form).fill(form, "says", says), f)
	}
	l.b.get(at).is(http.StatusNotFound)
	sends(chosenFile{"sala.pdf", smallPDF("")}, "Jasna").is(http.StatusUnprocessableEntity, htmlcheck.In("#file-error", htmlcheck.Says("JPEG")), htmlcheck.In("#says", htmlcheck.Says("Jasna")))
	sends(chosenFile{"sala.png", smallPNG()}, " ").is(http.StatusUnprocessableEntity, htmlcheck.In("#says-error"))
	sends(chosenFile{"sala.png", bytes.Repeat([]byte("x"), room.MaxPhoto+1)}, "Jasna").is(http.StatusUnprocessableEntity, htmlcheck.In("#file-error", htmlcheck.Says("5 MB")))
	sends(chosenFile{"sala.png", smallPNG()}, "Jasna").leads(l.path(""))
	l.sendsWords(form, "Jasna sala")
	l.b.get(l.path("")).is(http.StatusOK, htmlcheck.In("img.photo", htmlcheck.Attr("alt", "Jasna sala")), htmlcheck.In("img.photo", htmlcheck.Attr("src", at)))
	got := l.b.get(at)
	for name, want := range map[string]string{"Content-Type": "image/png", "Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"} {
		if got.header.Get(name) != want {
			t.Errorf("%s is %q", name, got.header.Get(name))
		}
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, l.URL()+at, nil)
	l.must(err)
	req.Header.Set("If-None-Match", got.header.Get("ETag"))
	if again := l.b.send(req); again.status != http.StatusNotModified || len(again.body) != 0 {
		t.Errorf("an unchanged photo is sent again: %d", again.status)
	}
}

// sendsWords changes what is said of a photo and chooses no other.
func (l *lodge) sendsWords(form, says string) {
	l.t.Helper()
	l.b.post(form, l.b.get(form).fill(form, "says", says)).leads(l.path(""))
}

// Another institution learns of a room what its booker has to know, once it is
// lent, and it cannot be taken back under them.
func TestRoomIsLent(t *testing.T) {
	l := newLodge(t)
	friend := l.app.house("Biblioteka")
	reader, _ := friend.staff("Ola", domain.GroupID{}, authz.Coordinator)
	reader.get(l.path("")).is(http.StatusNotFound)
	l.sends(l.path("/shares"), "with", friend.actor.Institution.String()).leads(l.path("/shares"))
	reader.get("/rooms/all").is(http.StatusOK, htmlcheck.In(`section[aria-labelledby="lent"]`, htmlcheck.Says("Dom nad stawem")))
	reader.get(l.path("")).is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Says("Sala")), htmlcheck.Not("#more"))
	for _, path := range []string{"/edit", "/hours", "/shares", "/photo", "/retire"} {
		reader.get(l.path(path)).is(http.StatusNotFound)
	}
	l.actor, friend.actor = friend.actor, l.actor
	l.books("Czytanie", 7, 16, 17)
	back := l.path("/shares/" + l.actor.Institution.String() + "/delete")
	l.sends(back).is(http.StatusUnprocessableEntity, htmlcheck.In(".will", htmlcheck.Says("16:00")), htmlcheck.Silent("Czytanie"))
}
