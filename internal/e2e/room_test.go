package e2e_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"testing"
)

// roomDay is a coordinator's day with the rooms: what they are like, a new one,
// its hours, a week of painting, a photo, and a room that is lent no longer.
func roomDay(w *walk) {
	w.enter("coordinator", "Lipą")
	w.Goto("/rooms/all")
	w.sees("Sala kameralna", w.words("room.access.lift"), "Dom przy rynku", w.words("building.owned", "owner", "Biblioteka gminna"))
	w.look("rooms")
	w.to("Sala kameralna")
	w.sees("Lipowa 4", w.words("room.show.way"), "Po spotkaniu składamy krzesła.")
	w.look("room")
	w.newRoom()
	w.roomHours()
	w.painting()
	w.picture()
	w.roomTerms()
	w.roomGone()
}

// newRoom adds a room in one form, once with something to mend.
func (w *walk) newRoom() {
	w.t.Helper()
	w.Goto("/rooms/all")
	w.follow("room.list.add")
	w.look("room-new")
	w.fill("room.field.name", "Sala z piecem")
	w.press("room.new.save")
	w.sees(w.words("room.building.missing"), w.words("kit.count.malformed"))
	w.flawed("room-new")
	w.choose("radio", "Dom na Lipowej")
	w.fill("room.field.capacity", "14")
	w.choose("checkbox", w.words("room.access.step_free"))
	w.press("room.new.save")
	w.sees(w.words("room.said.added"), w.words("room.hours.always"))
}

// roomHours sets the hours of a week by one day and a tick, and those of a
// summer.
func (w *walk) roomHours() {
	w.t.Helper()
	w.follow("room.hours.link")
	w.look("room-hours")
	w.choose("radio", w.words("room.hours.by_week"))
	w.fill("room.weekdays.mon", "rano")
	w.press("room.hours.save")
	w.sees(w.words("room.hours.malformed"))
	w.flawed("room-hours")
	w.fill("room.weekdays.mon", "8-12, 14-20")
	w.choose("checkbox", w.words("room.hours.same"))
	w.press("room.seasons.add")
	w.fill("room.seasons.from", "1.07")
	w.fill("room.seasons.to", "31.08")
	w.look("room-season")
	w.press("room.hours.save")
	w.sees(w.words("room.hours.said"), "8:00–12:00, 14:00–20:00", w.words("room.seasons.line", "from", "1.07", "to", "31.08", "hours", w.words("room.hours.closed")))
}

// painting closes the house for a day, and opens it again.
func (w *walk) painting() {
	w.t.Helper()
	w.follow("room.closure.link")
	w.look("closure")
	w.press("room.closure.save")
	w.sees(w.words("date.malformed"))
	w.flawed("closure")
	first := w.in("fieldset:has(#from)")
	first.fill("kit.date.day", "15")
	first.fill("kit.date.month", "6")
	first.fill("kit.date.year", "2027")
	w.fill("room.closure.reason", "malowanie ścian")
	w.press("room.closure.save")
	w.sees(w.words("room.closure.said.closed"), "malowanie ścian")
	w.look("room-closed")
	w.in("section[aria-labelledby=closures]").to("")
	w.look("closure-back")
	w.press("room.closure.delete.button")
	w.sees(w.words("room.closure.said.opened"))
}

// picture adds a photo with its description and deletes it.
func (w *walk) picture() {
	w.t.Helper()
	w.follow("room.photo.add")
	w.Choose("#file", onDisk(w.t, "sala.jpg", bright(w.t)))
	w.press("room.photo.save")
	w.sees(w.words("room.photo.says_missing", "max", 300))
	w.flawed("photo")
	w.Choose("#file", onDisk(w.t, "sala.jpg", bright(w.t)))
	w.fill("room.photo.says", "Jasna sala z piecem.")
	w.press("room.photo.save")
	w.sees(w.words("room.photo.said.saved"))
	w.look("room-photo")
	w.follow("room.photo.delete.link")
	w.look("photo-delete")
	w.press("room.photo.delete.button")
	w.sees(w.words("room.photo.said.deleted"))
}

// bright is a picture of something bright.
func bright(t *testing.T) string {
	m := image.NewRGBA(image.Rect(0, 0, 640, 360))
	for i := range m.Pix {
		m.Pix[i] = 0xe0
	}
	m.Set(1, 1, color.White)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// roomTerms changes what is said of a room, and its building.
func (w *walk) roomTerms() {
	w.t.Helper()
	w.follow("room.edit.link")
	w.look("room-edit")
	w.fill("room.field.rules", "Pieca nie ruszamy.")
	w.fill("room.field.after", "20")
	w.press("room.edit.save")
	w.sees(w.words("room.said.saved"), "Pieca nie ruszamy.", w.say.N("room.minutes", 20))
	w.Goto("/buildings/new")
	w.look("building-new")
	w.press("building.save")
	w.sees(w.words("building.name.missing", "max", 80))
	w.flawed("building-new")
	w.fill("building.field.name", "Dom nad stawem")
	w.press("building.save")
	w.sees(w.words("building.said.saved"), w.words("building.no_rooms"))
}

// roomGone retires a room, and looks to whom one may be lent.
func (w *walk) roomGone() {
	w.t.Helper()
	w.to("Sala z piecem")
	w.follow("room.share.link")
	w.sees(w.words("room.share.nobody"))
	w.look("shares")
	w.Goto("/rooms/all")
	w.to("Sala z piecem")
	w.follow("room.retire.link")
	w.look("room-retire")
	w.press("room.retire.button")
	w.sees(w.words("room.said.retired"))
	w.follow("room.lend.link")
	w.press("room.lend.button")
	w.sees(w.words("room.said.lent"))
}
