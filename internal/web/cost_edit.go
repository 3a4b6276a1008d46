package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/funding"
	"krag/internal/domain/institution"
	"krag/internal/domain/transfer"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/funding"
)

func (s *Server) costNewShow(w http.ResponseWriter, r *request) error {
	p, err := s.programmeOf(r)
	if err != nil {
		return err
	}
	hint, err := s.hinted(r, funding.ActEdit, p.ID)
	if err != nil {
		return err
	}
	c := page.Cost{Form: newForm(r.URL.Path)}
	if hint.Kind == transfer.HintCost {
		c.Typed.Item, c.Typed.Category = hint.Text, hint.Detail
	}
	return s.costPage(w, r, http.StatusOK, p, c)
}

// costPage shows the form of a cost with the programme's sources of money.
func (s *Server) costPage(w http.ResponseWriter, r *request, status int, p institution.Programme, c page.Cost) error {
	l, err := s.Funding.Ledger(r.Context(), r.actor, p.ID)
	if err != nil {
		return err
	}
	title := r.print.T("cost.edit.new")
	if c.Delete != nil {
		title = r.print.T("cost.edit.title")
	}
	c.Page = s.programmeFrame(w, r, p, title)
	c.Flawed = c.Form.Flawed()
	options := []kit.Option{{Value: "", Label: r.print.T("cost.no_fund")}}
	for _, f := range l.Funds {
		options = append(options, kit.Option{Value: f.ID.String(), Label: f.Funder})
	}
	c.Funds = kit.Choose(options, c.Typed.Fund)
	return render(w, r, status, c)
}

func costTyped(f *form) page.TypedCost {
	return page.TypedCost{Item: f.text("item"), Category: f.text("category"), Amount: f.text("amount"), Fund: f.text("fund"), Note: f.text("note")}
}

func costForm(f *form) funding.NewCost {
	return funding.NewCost{
		Item: f.text("item"), Category: funding.Category(f.text("category")), Amount: f.money("amount"),
		Fund: fieldID[domain.FundID](f, "fund"), Note: f.text("note"),
	}
}

func (s *Server) costNew(w http.ResponseWriter, r *request) error {
	p, err := s.programmeOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := costForm(f)
	n.ID, n.Programme = formID[domain.CostID](f), p.ID
	made, err := f.save(n.Check(), func() error { return s.Funding.AddCost(r.Context(), r.actor, n) })
	if err != nil {
		return err
	}
	if !made {
		return s.costPage(w, r, http.StatusUnprocessableEntity, p, page.Cost{Form: f.state(r.URL.Path), Typed: costTyped(f)})
	}
	return s.seeOther(w, r, programmeHref(p.Slug, "#money"), "cost.said.saved")
}

// costOf is the cost that the address names, with its programme.
func (s *Server) costOf(r *request) (c funding.Cost, p institution.Programme, err error) {
	id, err := pathID[domain.CostID](r, "id")
	if err != nil {
		return c, p, err
	}
	if c, err = s.Funding.Cost(r.Context(), r.actor, id); err != nil {
		return c, p, err
	}
	p, err = s.programmeWith(r, c.Programme)
	return c, p, err
}

func (s *Server) costEditShow(w http.ResponseWriter, r *request) error {
	c, p, err := s.costOf(r)
	if err != nil {
		return err
	}
	return s.costPage(w, r, http.StatusOK, p, page.Cost{Form: editForm(r.URL.Path, c.ID.UUID, c.Version), Typed: costStored(c), Delete: costRemoval(r, c)})
}

func costStored(c funding.Cost) page.TypedCost {
	t := page.TypedCost{Item: c.Item, Category: string(c.Category), Amount: moneyTyped(c.Amount), Note: c.Note}
	if !c.Fund.IsZero() {
		t.Fund = c.Fund.String()
	}
	return t
}

func costRemoval(r *request, c funding.Cost) *kit.Link {
	return &kit.Link{Text: r.print.T("cost.delete.link"), Href: "/costs/" + c.ID.String() + "/delete", Danger: true}
}

func (s *Server) costEdit(w http.ResponseWriter, r *request) error {
	c, p, err := s.costOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := costForm(f)
	n.ID, n.Programme = c.ID, c.Programme
	saved, err := f.save(n.Check(), func() error { return s.Funding.EditCost(r.Context(), r.actor, n, f.version()) })
	again := page.Cost{Form: f.state(r.URL.Path), Typed: costTyped(f), Delete: costRemoval(r, c)}
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if c, p, err = s.costOf(r); err != nil { // as it is now
			return err
		}
		if again.Stale = s.costDiffers(r, n, c); len(again.Stale) > 0 {
			again.Form.Version = c.Version
			return s.costPage(w, r, http.StatusConflict, p, again)
		}
	case err != nil:
		return err
	case !saved:
		return s.costPage(w, r, http.StatusUnprocessableEntity, p, again)
	}
	return s.seeOther(w, r, programmeHref(p.Slug, "#money"), "cost.said.saved")
}

func (s *Server) costDiffers(r *request, n funding.NewCost, c funding.Cost) []kit.Difference {
	t := r.print.T
	differ := differing([]kit.Difference{
		{Name: t("cost.field.item"), Mine: n.Item, Theirs: c.Item},
		{Name: t("cost.field.amount"), Mine: r.print.Money(n.Amount), Theirs: r.print.Money(c.Amount)},
		{Name: t("cost.field.category"), Mine: t(i18n.Key("cost.categories", string(n.Category))), Theirs: t(i18n.Key("cost.categories", string(c.Category)))},
		{Name: t("cost.field.note"), Mine: n.Note, Theirs: c.Note},
	})
	if n.Fund != c.Fund {
		differ = append(differ, kit.Difference{Name: t("cost.field.fund"), Mine: t("cost.fund_chosen"), Theirs: orDash(c.Funder)})
	}
	return differ
}
