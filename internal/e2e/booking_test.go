package e2e_test

import (
	"net/url"
	"strings"
	"testing"
)

var bookingWalk = days{name: "bookings", walk: bookingDay}

// bookingDay is a coordinator's way with the rooms of a week: a series of which
// two dates are taken, booked in one step with what else is free; one date
// moved; the rest given back; and the own calendar.
func bookingDay(w *walk) {
	w.enter("coordinator", "Lipą")
	w.follow("nav.rooms")
	w.sees("Sala kameralna", "Balet dla dzieci")
	w.look("rooms-week")
	w.booksOnce("23")
	w.booksOnce("30")
	w.booksSeries()
	w.movesOne()
	w.givesRestBack()
	w.waits()
	w.ownCalendar()
	w.display()
}

// booking fills in the form of an event in June and July 2027, on a Wednesday.
func (w *walk) booking(title, day, from, to string) {
	w.t.Helper()
	w.Goto("/rooms")
	w.follow("room_week.book")
	w.choose("radio", w.words("booking.new.event"))
	w.fill("booking.new.name", title)
	w.choose("radio", "Sala kameralna")
	first := w.in("fieldset:has(#first)")
	first.fill("kit.date.day", day)
	first.fill("kit.date.month", "6")
	first.fill("kit.date.year", "2027")
	w.fill("meeting.plan.start", from)
	w.fill("meeting.plan.end", to)
}

// booksOnce books a free date: nothing is asked again.
func (w *walk) booksOnce(day string) {
	w.t.Helper()
	w.booking("Zebranie", day, "10:00", "11:00")
	w.press("booking.new.look")
	w.sees(w.words("booking.said.booked"), "Zebranie", "10:00–11:00")
}

// booksSeries books four Wednesdays, two of which are taken: once with
// something to mend, then with the substitutes that are offered.
func (w *walk) booksSeries() {
	w.t.Helper()
	w.booking("Warsztaty", "16", "10:30", "9:30")
	w.look("booking-new")
	w.press("booking.new.look")
	w.sees(w.words("recur.hours"))
	w.flawed("booking-new")
	w.fill("meeting.plan.end", "12:00")
	w.choose("radio", w.words("booking.repeat.weekly"))
	w.fill("booking.new.count", "4")
	w.press("booking.new.look")
	w.sees(w.say.N("booking.check.some_free", 2, "all", 4), w.words("booking.why.busy_until", "room", "Sala kameralna", "time", "11:00"))
	w.look("booking-check")
	w.opens("button", w.say.N("booking.check.book", 4))
	w.sees(w.words("booking.said.booked"), "11:15–12:45")
	w.look("booking")
}

// movesOne moves a date to the afternoon.
func (w *walk) movesOne() {
	w.t.Helper()
	w.in("tbody tr:first-child li:first-child").to("")
	w.look("booking-move")
	w.fill("meeting.plan.start", "14:00")
	w.fill("meeting.plan.end", "15:30")
	w.press("booking.change.save")
	w.sees(w.words("booking.said.moved"), "14:00–15:30")
}

// givesRestBack gives back all dates from the second on.
func (w *walk) givesRestBack() {
	w.t.Helper()
	w.in("tbody tr:nth-child(2) li:last-child").to("")
	w.choose("radio", w.say.N("booking.scope.following", 3))
	w.look("booking-back")
	w.press("booking.back.button")
	w.sees(w.words("booking.said.given_back"), "14:00–15:30")
	w.hides("10:30–12:00")
}

// waits asks for a date that is taken, joins the queue for it and leaves it.
func (w *walk) waits() {
	w.t.Helper()
	w.booking("Próba", "30", "10:00", "11:00")
	w.press("booking.new.look")
	w.sees(w.words("booking.check.taken"))
	w.look("booking-taken")
	w.choose("radio", w.words("booking.check.wait"))
	w.press("booking.check.one")
	w.sees(w.words("booking.said.waits"))
	w.look("booking-waits")
	w.in("tbody tr:first-child li:first-child").to("")
	w.look("booking-stop-waiting")
	w.press("booking.back.waits.button")
	w.sees(w.words("booking.said.waits_no_more"))
}

// ownCalendar makes an address for a calendar program.
func (w *walk) ownCalendar() {
	w.t.Helper()
	w.Goto("/calendars")
	w.look("calendars")
	w.press("calendar.make")
	w.sees(w.words("calendar.secret"), "/calendar/", ".ics")
	w.Goto("/calendars")
	w.sees(w.words("calendar.own"))
}

// TestDragBooking: a booking that is dropped on another day leads to the form
// that moves it, with that day filled in; where nothing can be booked nothing is
// dropped.
func TestDragBooking(t *testing.T) {
	w := alone(t, "drag")
	w.open(w.demo.URL)
	w.Script(true)
	w.Goto(w.demo.link(t, "coordinator", "Lipą"))
	w.press("door.link.enter")
	w.Goto("/rooms")
	w.follow("room_week.after")
	if w.Drag("a[data-move]", "tbody tr:nth-child(7) td:not([data-free]), h1") {
		t.Error("it is dropped where nothing can be booked")
	}
	if !w.Drag("a[data-move]", "tbody tr:last-child td[data-free]") {
		t.Fatal("it is dropped nowhere")
	}
	at, err := url.Parse(w.URL())
	if err != nil || !strings.HasSuffix(at.Path, "/move") {
		t.Fatalf("it leads to %v, %v", at, err)
	}
	year, day, _ := strings.Cut(at.Query().Get("date"), "-")
	if got := w.Value(w.words("kit.date.year")); got != year || day == "" {
		t.Errorf("dropped on %s, filled in %q", at.Query().Get("date"), got)
	}
	w.sees(w.words("booking.change.title"))
}

// display makes the address of a display beside a door and looks at it.
func (w *walk) display() {
	w.t.Helper()
	w.Goto("/calendars")
	w.fill("calendar.about", w.words("calendar.door", "room", "Sala kameralna"))
	w.press("calendar.make")
	w.sees(w.words("calendar.display"))
	w.look("display-address")
	at := strings.Fields(w.Text()[strings.LastIndex(w.Text(), "/calendar/"):])[0]
	w.Goto(at)
	w.sees("Sala kameralna")
	w.look("display")
}
