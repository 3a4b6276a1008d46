package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/web/kit"
	page "krag/internal/web/page/room"
)

func (s *Server) shareListShow(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	return s.sharePage(w, r, http.StatusOK, m, newForm(r.URL.Path), "")
}

func (s *Server) sharePage(w http.ResponseWriter, r *request, status int, m room.Room, f kit.Form, chosen string) error {
	with, others, err := s.Rooms.Shares(r.Context(), r.actor, m.ID)
	if err != nil {
		return err
	}
	p := page.Shares{Page: s.inRoom(w, r, m.Resource, "room.share.title"), Form: f, Name: m.Name, With: shareTable(r, m, with)}
	p.Flawed, p.Others = f.Flawed(), []kit.Option{{Label: r.print.T("room.share.choose")}}
	for _, h := range others {
		p.Others = append(p.Others, kit.Option{Value: h.ID.String(), Label: holderName(h)})
	}
	p.Others = kit.Choose(p.Others, chosen)
	return render(w, r, status, p)
}

// holderName is an institution by its name and place.
func holderName(h room.Holder) string {
	if h.Place == "" {
		return h.Name
	}
	return h.Name + ", " + h.Place
}

func shareTable(r *request, m room.Room, with []room.Holder) *kit.Table {
	if len(with) == 0 {
		return nil
	}
	t := kit.Table{Caption: r.print.T("room.share.title"), Quiet: true, Columns: []kit.Column{{Head: r.print.T("room.share.who")}, {Head: r.print.T("room.share.what")}}}
	for _, h := range with {
		back := kit.Link{Text: r.print.T("room.share.delete.link"), Href: sharePath(m, h.ID), Of: h.Name}
		t.Rows = append(t.Rows, []kit.Cell{{Text: holderName(h)}, {Body: kit.More(back)}})
	}
	return &t
}

func sharePath(m room.Room, with domain.InstitutionID) string {
	return roomPath(m.ID) + "/shares/" + with.String() + "/delete"
}

func (s *Server) shareNew(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	with := fieldID[domain.InstitutionID](f, "with")
	if with.IsZero() {
		f.note("with", domain.Invalid("room.share.missing"))
	}
	shared, err := f.save(nil, func() error { return s.Rooms.Share(r.Context(), r.actor, m.ID, with) })
	switch {
	case err != nil:
		return err
	case !shared:
		return s.sharePage(w, r, http.StatusUnprocessableEntity, m, f.state(r.URL.Path), f.text("with"))
	}
	return s.seeOther(w, r, roomPath(m.ID)+"/shares", "room.share.said.shared")
}

func (s *Server) shareDeleteShow(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	return s.shareDeletePage(w, r, http.StatusOK, m, editForm(r.URL.Path, m.ID.UUID, m.Version))
}

// mostTheirs are so many hours of theirs that are shown.
const mostTheirs = 10

func (s *Server) shareDeletePage(w http.ResponseWriter, r *request, status int, m room.Room, f kit.Form) error {
	id, err := pathID[domain.InstitutionID](r, "institution")
	if err != nil {
		return err
	}
	h, hours, err := s.Rooms.Theirs(r.Context(), r.actor, m.ID, id)
	if err != nil {
		return err
	}
	t := r.print.T
	ask := kit.Confirmation{
		Form: f, Title: t("room.share.delete.title"), Lead: holderName(h), Will: []string{t("room.share.delete.will")},
		Button: t("room.share.delete.button"), Back: kit.Link{Text: t("room.share.delete.back"), Href: roomPath(m.ID) + "/shares"},
	}
	if len(hours) > 0 {
		ask.Will = theirHours(r, hours)
	}
	p := s.inRoom(w, r, m.Resource, "room.share.delete.title")
	p.Flawed = f.Flawed()
	return render(w, r, status, kit.ConfirmPage(p, ask))
}

// theirHours say what is still booked, of which nothing but the hour is known.
func theirHours(r *request, hours []recur.Interval) []string {
	lines := []string{r.print.N("room.share.delete.booked", len(hours))}
	for _, i := range hours[:min(mostTheirs, len(hours))] {
		lines = append(lines, r.print.Date(domain.DateOf(i.Start(), r.zone))+", "+r.print.TimeRange(i.Start(), i.End(), r.zone))
	}
	return lines
}

func (s *Server) shareDelete(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	id, err := pathID[domain.InstitutionID](r, "institution")
	if err != nil {
		return err
	}
	f := r.form()
	back, err := f.save(nil, func() error { return s.Rooms.Unshare(r.Context(), r.actor, m.ID, id) })
	switch {
	case err != nil:
		return err
	case !back:
		return s.shareDeletePage(w, r, http.StatusUnprocessableEntity, m, f.state(r.URL.Path))
	}
	return s.seeOther(w, r, roomPath(m.ID)+"/shares", "room.share.said.back")
}
