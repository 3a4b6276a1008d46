package web

import (
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/mutual"
	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
)

// ownItemAt is the thing of the address, which whoever reads may change.
func (s *Server) ownItemAt(w http.ResponseWriter, r *request) (ownShelf, mutual.Item, error) {
	sh, i, err := s.shelfItemAt(w, r)
	if err == nil && !i.Mine(r.actor) {
		err = notFound()
	}
	return sh, i, err
}

func (s *Server) shelfEditShow(w http.ResponseWriter, r *request) error {
	sh, i, err := s.ownItemAt(w, r)
	if err == nil && !sh.open {
		err = domain.Conflict("group.closed")
	}
	if err != nil {
		return err
	}
	v := url.Values{"address": {i.Address.Reveal()}, "title": {i.Title.Reveal()}, "why": {i.Why.Reveal()}, "label": {i.Label.Reveal()}}
	return s.shelfEditForm(w, r, http.StatusOK, sh, i, editForm(r.URL.Path, i.ID.UUID, i.Version), v, nil)
}

// shelfEditForm asks what is said of a thing and, of a link, where it leads.
func (s *Server) shelfEditForm(w http.ResponseWriter, r *request, status int, sh ownShelf, i mutual.Item, f kit.Form, v url.Values, stale []kit.Difference) error {
	t := r.print.T
	a := ask.Ask{Page: sh.frame(t("shelf.edit.title")), Form: f, Over: sh.name, Lead: t("shelf.edit.lead"), Button: t("shelf.edit.button"), Stale: stale}
	if i.Link() {
		a.Fields = []templ.Component{shelfAddress(r, f, v)}
	} else {
		a.Lead = t("shelf.edit.file_lead")
	}
	a.Fields = append(append(a.Fields, shelfName(r, f, v)), shelfFields(r, f, v)...)
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

func (s *Server) shelfEdit(w http.ResponseWriter, r *request) error {
	sh, was, err := s.ownItemAt(w, r)
	if err != nil {
		return err
	}
	f := r.form()
	e := mutual.ItemEdit{
		ID: was.ID, Group: sh.group, Version: f.version(), IsFile: !was.Link(),
		Title: f.text("title"), Why: f.text("why"), Label: f.text("label"), Address: f.text("address"),
	}
	saved, err := f.save(e.Check(), func() error { return s.Shelf.Edit(r.Context(), r.actor, e) })
	again := f.state(r.URL.Path)
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if sh, was, err = s.ownItemAt(w, r); err != nil { // as it is now
			return err
		}
		if differs := shelfDiffers(r, e, was); len(differs) > 0 {
			again.Version = was.Version
			return s.shelfEditForm(w, r, http.StatusConflict, sh, was, again, f.Values, differs)
		}
	case err != nil:
		return err
	case !saved:
		return s.shelfEditForm(w, r, http.StatusUnprocessableEntity, sh, was, again, f.Values, nil)
	}
	return s.seeOther(w, r, sh.base+"/"+was.ID.String(), "shelf.said.saved")
}

func shelfDiffers(r *request, mine mutual.ItemEdit, theirs mutual.Item) []kit.Difference {
	t := r.print.T
	all := []kit.Difference{
		{Name: t("shelf.name.label"), Mine: mine.Title, Theirs: theirs.Title.Reveal()},
		{Name: t("shelf.why.label"), Mine: orDash(mine.Why), Theirs: orDash(theirs.Why.Reveal())},
		{Name: t("shelf.label.label"), Mine: orDash(mine.Label), Theirs: orDash(theirs.Label.Reveal())},
	}
	if theirs.Link() {
		all = append(all, kit.Difference{Name: t("shelf.address.label"), Mine: mine.Address, Theirs: theirs.Address.Reveal()})
	}
	return differing(all)
}
