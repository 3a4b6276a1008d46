package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/house"
)

// institutionList tells an operator which institutions there are, and nothing
// of what is inside them.
func (s *Server) institutionList(w http.ResponseWriter, r *request) error {
	all, err := s.Institutions.All(r.Context(), r.actor)
	if err != nil {
		return err
	}
	p := s.frame(w, r, r.print.T("institution.list.title"))
	p.Here = "/institutions"
	l := page.Institutions{Page: p, Table: kit.Table{
		Caption: p.Title, Quiet: true, Columns: []kit.Column{
			{Head: r.print.T("institution.name_label")},
			{Head: r.print.T("institution.kind")},
			{Head: r.print.T("institution.place_label")},
			{Head: r.print.T("institution.since")},
		},
	}}
	for _, in := range all {
		l.Table.Rows = append(l.Table.Rows, kit.Cells(
			in.Name, r.print.T(i18n.Key("institution.profiles", string(in.Profile))), s.placeOf(r, in), r.print.Date(domain.DateOf(in.MadeAt, in.Location())),
		))
	}
	if s.policy.May(r.actor, account.ActOffer) {
		invite := newForm("/institutions/new")
		l.Invite = &invite
	}
	return render(w, r, http.StatusOK, l)
}

// institutionInvite makes a set-up link and shows it, this once.
func (s *Server) institutionInvite(w http.ResponseWriter, r *request) error {
	f := r.form()
	id := formID[domain.LinkID](f)
	if err := f.problems.Err(); err != nil {
		return err
	}
	token, err := s.Flow.OfferSetup(r.Context(), r.actor, id)
	if err != nil {
		return err
	}
	p := s.frame(w, r, r.print.T("institution.list.made"))
	p.Here, p.Back = "/institutions", &kit.Link{Text: r.print.T("institution.list.back"), Href: "/institutions"}
	return render(w, r, http.StatusOK, page.Handed{
		Page: p, Lead: r.print.T("institution.list.made_lead"),
		Secret: kit.Secret{URL: s.BaseURL + "/in/" + token, Note: r.print.T("institution.list.made_life")},
	})
}
