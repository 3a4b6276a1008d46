package web

import (
	"bytes"
	"net/http"
	"strconv"

	"krag/internal/document/ical"
	"krag/internal/domain"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/web/kit"
	page "krag/internal/web/page/booking"
)

// importDays is how far ahead a foreign calendar is read.
const importDays = 366

func (s *Server) roomImportShow(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	return s.roomImportPage(w, r, http.StatusOK, m, newForm(r.URL.Path), "")
}

func (s *Server) roomImportPage(w http.ResponseWriter, r *request, status int, m room.Room, f kit.Form, title string) error {
	f.Upload = true
	p := s.inRoom(w, r, m.Resource, "room_import.title")
	p.Flawed = f.Flawed()
	return render(w, r, status, page.BlockImport{Page: p, Form: f, Title: title, Hint: r.print.T("room_import.hint", "max", ical.MaxSize>>20)})
}

// roomImport keeps others out of a room when another calendar has it.
func (s *Server) roomImport(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	done, err := s.uploads.take(r.Context(), r.actor.User)
	if err != nil {
		return err
	}
	defer done()
	u, err := s.readUpload(w, r, ical.MaxSize)
	if err != nil {
		return err
	}
	f := &form{Values: u.fields, r: r}
	b := room.Blocks{ID: formID[domain.BookingID](f), Room: m.ID, Title: f.text("title"), Zone: r.zone}
	b.Hours = s.busyIn(r, f, u)
	if b.Title == "" {
		f.note("title", domain.Invalid("booking.title.missing").With(domain.Args{"max": 80}))
	}
	var took, left int
	saved, err := f.save(nil, func() (err error) {
		took, left, err = s.Rooms.Block(r.Context(), r.actor, b)
		return err
	})
	if err != nil {
		return err
	}
	if !saved {
		return s.roomImportPage(w, r, http.StatusUnprocessableEntity, m, f.state(r.URL.Path), f.Get("title"))
	}
	return s.seeOther(w, r, "/rooms/"+m.ID.String()+"/import/done?took="+strconv.Itoa(took)+"&left="+strconv.Itoa(left), "")
}

// busyIn are the hours in a calendar file, or what is wrong with it.
func (s *Server) busyIn(r *request, f *form, u upload) (hours []recur.Interval) {
	switch {
	case r.back: // the file is chosen in the page that is asked for
		return nil
	case !u.sent:
		f.note("file", domain.Invalid("attachment.file.missing"))
		return nil
	case u.tooLarge:
		f.note("file", domain.Invalid("ical.large").With(domain.Args{"max": ical.MaxSize >> 20}))
		return nil
	}
	today := s.today(r)
	busy, err := ical.ReadBusy(bytes.NewReader(u.content), r.zone, today, today.AddDays(importDays))
	f.about("file", err)
	for _, b := range busy {
		hours = append(hours, b.Interval)
	}
	if err == nil && len(hours) == 0 {
		f.note("file", domain.Invalid("room_import.nothing"))
	}
	return hours
}

// roomImportDone says how many hours were taken. It only repeats what stands in
// its address.
func (s *Server) roomImportDone(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	count := func(name string) int {
		n, err := strconv.Atoi(r.URL.Query().Get(name))
		if err != nil || n < 0 || n > 100_000 {
			return 0
		}
		return n
	}
	receipt := kit.Receipt{
		Title: r.print.N("room_import.took", count("took")), Lead: m.Name,
		Action: &kit.Link{Text: r.print.T("room_import.week"), Href: "/rooms/" + m.ID.String() + "/week"},
	}
	if n := count("left"); n > 0 {
		receipt.Lines = []string{r.print.N("room_import.left", n)}
	}
	return render(w, r, http.StatusOK, kit.SavedPage(s.inRoom(w, r, m.Resource, "room_import.title"), receipt))
}
