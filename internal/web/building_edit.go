package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/web/kit"
	page "krag/internal/web/page/room"
)

func (s *Server) buildingNewShow(w http.ResponseWriter, r *request) error {
	return s.buildingPage(w, r, http.StatusOK, "building.new.title", page.Building{Form: newForm(r.URL.Path)})
}

func (s *Server) buildingPage(w http.ResponseWriter, r *request, status int, title string, b page.Building) error {
	b.Page = s.roomFrame(w, r, r.print.T(title))
	b.Flawed = b.Form.Flawed()
	return render(w, r, status, b)
}

// roomFrame is the frame of a page below the list of rooms.
func (s *Server) roomFrame(w http.ResponseWriter, r *request, title string) kit.Page {
	p := s.frame(w, r, title)
	p.Here, p.Crumbs = "/rooms", []kit.Link{{Text: r.print.T("room.list.title"), Href: "/rooms/all"}}
	return p
}

func buildingForm(f *form) room.Building {
	return room.Building{
		Name: f.text("name"), Owner: f.text("owner"), Address: f.text("address"), Hidden: f.yes("hidden"), Directions: f.text("directions"),
	}
}

func (s *Server) buildingNew(w http.ResponseWriter, r *request) error {
	f := r.form()
	b := buildingForm(f)
	b.ID = formID[domain.BuildingID](f)
	made, err := f.save(b.Check(), func() error { return s.Rooms.AddBuilding(r.Context(), r.actor, b) })
	switch {
	case err != nil:
		return err
	case !made:
		return s.buildingPage(w, r, http.StatusUnprocessableEntity, "building.new.title", page.Building{Form: f.state(r.URL.Path), Typed: b})
	}
	return s.seeOther(w, r, "/rooms/all", "building.said.saved")
}

func (s *Server) buildingOf(r *request) (b room.Building, err error) {
	id, err := pathID[domain.BuildingID](r, "id")
	if err != nil {
		return b, err
	}
	return s.Rooms.Building(r.Context(), r.actor, id)
}

func (s *Server) buildingEditShow(w http.ResponseWriter, r *request) error {
	b, err := s.buildingOf(r)
	if err != nil {
		return err
	}
	return s.buildingPage(w, r, http.StatusOK, "building.edit.title", page.Building{Form: editForm(r.URL.Path, b.ID.UUID, b.Version), Typed: b})
}

func (s *Server) buildingEdit(w http.ResponseWriter, r *request) error {
	stored, err := s.buildingOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	b := buildingForm(f)
	b.ID, b.Version = stored.ID, f.version()
	saved, err := f.save(b.Check(), func() error { return s.Rooms.EditBuilding(r.Context(), r.actor, b) })
	again := page.Building{Form: f.state(r.URL.Path), Typed: b}
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if stored, err = s.buildingOf(r); err != nil { // as it is now
			return err
		}
		if again.Stale = buildingDiffers(r, b, stored); len(again.Stale) > 0 {
			again.Form.Version = stored.Version
			return s.buildingPage(w, r, http.StatusConflict, "building.edit.title", again)
		}
	case err != nil:
		return err
	case !saved:
		return s.buildingPage(w, r, http.StatusUnprocessableEntity, "building.edit.title", again)
	}
	return s.seeOther(w, r, "/rooms/all", "building.said.saved")
}

func buildingDiffers(r *request, mine, theirs room.Building) []kit.Difference {
	t := r.print.T
	return differing([]kit.Difference{
		{Name: t("building.field.name"), Mine: mine.Name, Theirs: theirs.Name},
		{Name: t("building.field.owner"), Mine: orDash(mine.Owner), Theirs: orDash(theirs.Owner)},
		{Name: t("building.field.address"), Mine: orDash(mine.Address), Theirs: orDash(theirs.Address)},
		{Name: t("building.field.hidden"), Mine: yesNo(r, mine.Hidden), Theirs: yesNo(r, theirs.Hidden)},
		{Name: t("building.field.directions"), Mine: orDash(mine.Directions), Theirs: orDash(theirs.Directions)},
	})
}

func yesNo(r *request, yes bool) string {
	if yes {
		return r.print.T("room.yes")
	}
	return r.print.T("room.no")
}
