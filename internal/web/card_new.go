package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/domain/publish"
	"krag/internal/web/kit"
	page "krag/internal/web/page/card"
)

func (s *Server) cardNewShow(w http.ResponseWriter, r *request) error {
	n := publish.NewCard{Template: r.FormValue("template")}
	all, err := s.Institutions.Programmes(r.Context(), r.actor)
	if err != nil {
		return err
	}
	for _, p := range all {
		if len(all) == 1 || p.Slug == r.FormValue("programme") {
			n.Programme, n.Slug = p.ID, institution.Slug(p.Slug+" "+r.session.House.Name)
		}
	}
	if len(all) == 0 {
		return s.seeOther(w, r, "/programmes/new", "card.said.programme_first")
	}
	return render(w, r, http.StatusOK, s.cardNewPage(w, r, all, newForm(r.URL.Path), n))
}

func (s *Server) cardNewPage(w http.ResponseWriter, r *request, all []institution.Programme, f kit.Form, n publish.NewCard) page.New {
	p := s.frame(w, r, r.print.T("card.new.title"))
	p.Here, p.Flawed = "/cards", f.Flawed()
	p.Crumbs = []kit.Link{{Text: r.print.T("card.list.title"), Href: "/cards"}}
	lang := publish.Lang(r.print.Lang())
	made := page.New{Page: p, Form: f, Slug: n.Slug, Address: s.practiceURL(lang, "")}
	made.Programme = kit.Choice{Field: kit.Field{Name: "programme", Label: r.print.T("card.new.programme"), Error: f.Error("programme")}}
	for _, one := range all {
		made.Programme.Options = append(made.Programme.Options, kit.Option{Value: one.ID.String(), Label: one.Title})
	}
	made.Programme.Options = kit.Choose(made.Programme.Options, n.Programme.String())
	made.Template = kit.Choice{Field: kit.Field{Name: "template", Label: r.print.T("card.new.template"), Error: f.Error("template")}}
	for _, t := range s.Cards.Templates() {
		made.Template.Options = append(made.Template.Options, kit.Option{Value: t.ID, Label: t.Name.In(lang), Hint: t.About.In(lang)})
	}
	made.Template.Options = kit.Choose(made.Template.Options, n.Template)
	made.Area = s.areaChoice(r, f, n.Area)
	return made
}

// areaChoice asks for an area of the tree, each with the way to it.
func (s *Server) areaChoice(r *request, f kit.Form, chosen string) kit.Choice {
	lang := publish.Lang(r.print.Lang())
	c := kit.Choice{Field: kit.Field{Name: "area", Label: r.print.T("card.new.area"), Hint: r.print.T("card.new.area_hint"), Error: f.Error("area")}}
	c.Options = []kit.Option{{Value: "", Label: r.print.T("card.new.area_none")}}
	for _, a := range publish.Areas {
		c.Options = append(c.Options, kit.Option{Value: a.Code, Label: publish.AreaPath(a.Code, lang)})
	}
	c.Options = kit.Choose(c.Options, chosen)
	return c
}

func (s *Server) cardNew(w http.ResponseWriter, r *request) error {
	f := r.form()
	n := publish.NewCard{
		ID: formID[domain.CardID](f), Programme: fieldID[domain.ProgrammeID](f, "programme"),
		Template: f.text("template"), Slug: f.text("slug"), Area: f.text("area"),
	}
	made, err := f.save(nil, func() error { return s.Cards.Create(r.Context(), r.actor, n) })
	if err != nil {
		return err
	}
	if !made {
		all, err := s.Institutions.Programmes(r.Context(), r.actor)
		if err != nil {
			return err
		}
		return render(w, r, http.StatusUnprocessableEntity, s.cardNewPage(w, r, all, f.state(r.URL.Path), n))
	}
	return s.seeOther(w, r, cardPath(n.ID, ""), "card.said.made")
}
