package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/funding"
	"krag/internal/domain/institution"
	"krag/internal/web/kit"
	page "krag/internal/web/page/funding"
)

func (s *Server) fundNewShow(w http.ResponseWriter, r *request) error {
	p, err := s.programmeOf(r)
	if err != nil {
		return err
	}
	return s.fundPage(w, r, http.StatusOK, p, page.Fund{Form: newForm(r.URL.Path)})
}

func (s *Server) fundPage(w http.ResponseWriter, r *request, status int, p institution.Programme, f page.Fund) error {
	title := r.print.T("fund.edit.new")
	if f.Delete != nil {
		title = r.print.T("fund.edit.title")
	}
	f.Page = s.programmeFrame(w, r, p, title)
	f.Flawed = f.Form.Flawed()
	return render(w, r, status, f)
}

func fundTyped(f *form) page.TypedFund {
	return page.TypedFund{Funder: f.text("funder"), For: f.text("for"), Amount: f.text("amount"), Granted: f.yes("granted")}
}

// fundForm reads a source of money. An amount that is left empty is not known.
func fundForm(f *form) funding.NewFund {
	n := funding.NewFund{Funder: f.text("funder"), For: f.text("for"), Granted: f.yes("granted")}
	if f.text("amount") != "" {
		n.Amount = f.money("amount")
	}
	return n
}

func (s *Server) fundNew(w http.ResponseWriter, r *request) error {
	p, err := s.programmeOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := fundForm(f)
	n.ID, n.Programme = formID[domain.FundID](f), p.ID
	made, err := f.save(n.Check(), func() error { return s.Funding.AddFund(r.Context(), r.actor, n) })
	if err != nil {
		return err
	}
	if !made {
		return s.fundPage(w, r, http.StatusUnprocessableEntity, p, page.Fund{Form: f.state(r.URL.Path), Typed: fundTyped(f)})
	}
	return s.seeOther(w, r, programmeHref(p.Slug, "#money"), "fund.said.saved")
}

// fundOf is the source of money that the address names, with its programme.
func (s *Server) fundOf(r *request) (f funding.Fund, p institution.Programme, err error) {
	id, err := pathID[domain.FundID](r, "id")
	if err != nil {
		return f, p, err
	}
	if f, err = s.Funding.Fund(r.Context(), r.actor, id); err != nil {
		return f, p, err
	}
	p, err = s.programmeWith(r, f.Programme)
	return f, p, err
}

func (s *Server) fundEditShow(w http.ResponseWriter, r *request) error {
	f, p, err := s.fundOf(r)
	if err != nil {
		return err
	}
	return s.fundPage(w, r, http.StatusOK, p, page.Fund{Form: editForm(r.URL.Path, f.ID.UUID, f.Version), Typed: fundStored(f), Delete: fundRemoval(r, f)})
}

func fundStored(f funding.Fund) page.TypedFund {
	t := page.TypedFund{Funder: f.Funder, For: f.For, Granted: f.Granted}
	if f.Amount > 0 {
		t.Amount = moneyTyped(f.Amount)
	}
	return t
}

func fundRemoval(r *request, f funding.Fund) *kit.Link {
	return &kit.Link{Text: r.print.T("fund.delete.link"), Href: "/funds/" + f.ID.String() + "/delete", Danger: true}
}

func (s *Server) fundEdit(w http.ResponseWriter, r *request) error {
	stored, p, err := s.fundOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := fundForm(f)
	n.ID, n.Programme = stored.ID, stored.Programme
	saved, err := f.save(n.Check(), func() error { return s.Funding.EditFund(r.Context(), r.actor, n, f.version()) })
	again := page.Fund{Form: f.state(r.URL.Path), Typed: fundTyped(f), Delete: fundRemoval(r, stored)}
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if stored, p, err = s.fundOf(r); err != nil { // as it is now
			return err
		}
		if again.Stale = s.fundDiffers(r, n, stored); len(again.Stale) > 0 {
			again.Form.Version = stored.Version
			return s.fundPage(w, r, http.StatusConflict, p, again)
		}
	case err != nil:
		return err
	case !saved:
		return s.fundPage(w, r, http.StatusUnprocessableEntity, p, again)
	}
	return s.seeOther(w, r, programmeHref(p.Slug, "#money"), "fund.said.saved")
}

func (s *Server) fundDiffers(r *request, n funding.NewFund, f funding.Fund) []kit.Difference {
	t := r.print.T
	mine := funding.Fund{For: n.For, Granted: n.Granted, Amount: n.Amount}
	return differing([]kit.Difference{
		{Name: t("fund.field.funder"), Mine: n.Funder, Theirs: f.Funder},
		{Name: t("fund.field.for"), Mine: fundWords(r, mine), Theirs: fundWords(r, f)},
	})
}
