package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/web/kit"
	page "krag/internal/web/page/record"
)

func (s *Server) contactEditShow(w http.ResponseWriter, r *request) error {
	d, err := s.Institutions.Dossier(r.Context(), r.actor, r.PathValue("slug"))
	if err != nil {
		return err
	}
	return s.contactPage(w, r, http.StatusOK, d.Programme, page.Contact{Form: editForm(r.URL.Path, d.ID.UUID, d.Contact.Version), Typed: d.Contact})
}

func (s *Server) contactPage(w http.ResponseWriter, r *request, status int, p institution.Programme, c page.Contact) error {
	c.Page = s.recordFrame(w, r, p, r.print.T("contact.title"))
	c.Flawed = c.Form.Flawed()
	return render(w, r, status, c)
}

func (s *Server) contactEdit(w http.ResponseWriter, r *request) error {
	p, err := s.programmeOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	c := institution.Contact{Name: f.text("name"), Email: f.text("email"), Phone: f.text("phone"), Web: f.text("web")}
	saved, err := f.save(c.Check(), func() error { return s.Institutions.EditContact(r.Context(), r.actor, p.ID, c, f.version()) })
	again := page.Contact{Form: f.state(r.URL.Path), Typed: c}
	switch {
	case domain.KindOf(err) == domain.KindStale:
		d, err := s.Institutions.Dossier(r.Context(), r.actor, p.Slug) // as it is now
		if err != nil {
			return err
		}
		if again.Stale = contactDiffers(r, c, d.Contact); len(again.Stale) > 0 {
			again.Form.Version = d.Contact.Version
			return s.contactPage(w, r, http.StatusConflict, p, again)
		}
	case err != nil:
		return err
	case !saved:
		return s.contactPage(w, r, http.StatusUnprocessableEntity, p, again)
	}
	return s.seeOther(w, r, recordHref(p, institution.PartContact), "contact.said.saved")
}

func contactDiffers(r *request, mine, theirs institution.Contact) []kit.Difference {
	t := r.print.T
	return differing([]kit.Difference{
		{Name: t("contact.field.name"), Mine: orDash(mine.Name), Theirs: orDash(theirs.Name)},
		{Name: t("contact.field.email"), Mine: orDash(mine.Email), Theirs: orDash(theirs.Email)},
		{Name: t("contact.field.phone"), Mine: orDash(mine.Phone), Theirs: orDash(theirs.Phone)},
		{Name: t("contact.field.web"), Mine: orDash(mine.Web), Theirs: orDash(theirs.Web)},
	})
}
