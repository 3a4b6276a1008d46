package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/web/kit"
	lists "krag/internal/web/page/equipment"
	page "krag/internal/web/page/group"
)

func invitationsPath(id domain.GroupID) string { return groupPath(id) + "/invitations" }

// invitationRoutes are the pages of invitations: of those who give them, and of
// those who have one.
func (s *Server) invitationRoutes() []Route {
	return []Route{
		{"GET", "/groups/{id}/invitations", group.ActInvite, s.invitations},
		{"POST", "/groups/{id}/invitations", group.ActInvite, s.invite},
		{"GET", "/groups/{id}/invitations/{invitation}/end", group.ActInvite, s.invitationRevokeShow},
		{"POST", "/groups/{id}/invitations/{invitation}/end", group.ActInvite, s.invitationRevoke},
		{"GET", "/join/{token}", group.ActInvited, s.invitedShow},
		{"POST", "/join/{token}", group.ActInvited, s.invitedJoin},
	}
}

// invitations lists those that can be used, and makes another.
func (s *Server) invitations(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	all, asks, err := s.Invitations.Open(r.Context(), r.actor, g.ID)
	if err != nil {
		return err
	}
	t := r.print.T
	v := lists.Show{Page: s.groupPart(w, r, g, t("invitation.title")), Over: g.Neutral, Heading: t("invitation.title"), Lead: t("invitation.lead", "days", group.InvitationDays), More: []kit.Link{toMembers(r, g.ID)}}
	if g.Stage == group.Closed {
		v.Empty = &kit.Empty{Text: t("invitation.closed")}
		return render(w, r, http.StatusOK, v)
	}
	v.Do = &lists.Do{Form: newForm(r.URL.Path), Button: t("invitation.make")}
	said := []string{t("invitation.who"), t("invitation.once")}
	if asks {
		said = append([]string{t("invitation.asks")}, said...)
	}
	v.First = lists.Lines(said)
	if len(all) > 0 {
		table := kit.Table{Caption: t("invitation.open"), Quiet: true, Columns: []kit.Column{{Head: t("invitation.made_at")}, {Head: t("invitation.until")}, {Head: t("member.list.doings")}}}
		for _, i := range all {
			at := r.print.DateTime(i.MadeAt, r.zone)
			table.Rows = append(table.Rows, []kit.Cell{
				{Text: at},
				{Text: r.print.DateTime(i.Until, r.zone)},
				{Body: kit.RowActs([]kit.Link{{Text: t("invitation.revoke.link"), Of: at, Href: invitationsPath(g.ID) + "/" + i.ID.String() + "/end"}})},
			})
		}
		v.List = kit.Grid(table)
	}
	return render(w, r, http.StatusOK, v)
}

// invite makes an invitation and shows it, this once: it is in no address, so there
// is no page to lead to.
func (s *Server) invite(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	id := formID[domain.InvitationID](f)
	if err := f.problems.Err(); err != nil {
		return err
	}
	token, i, err := s.Invitations.Make(r.Context(), r.actor, g.ID, id, r.zone)
	if err != nil {
		return err
	}
	t := r.print.T
	p := s.groupPart(w, r, g, t("invitation.one"))
	p.Nav, p.Account = nil, nil // what is printed is for whoever is invited
	return render(w, r, http.StatusOK, page.Invitation{
		Page: p, Lead: t("invitation.hand_over"), Printed: t("invitation.printed"),
		Secret: kit.Secret{URL: s.BaseURL + "/join/" + token, Note: t("invitation.until_when", "date", r.print.DateTime(i.Until, r.zone))},
		Back:   kit.Link{Text: t("invitation.back"), Href: invitationsPath(g.ID)},
	})
}

// invitationRevokeShow says what ends with an invitation.
func (s *Server) invitationRevokeShow(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	id, err := pathID[domain.InvitationID](r, "invitation")
	if err != nil {
		return err
	}
	all, _, err := s.Invitations.Open(r.Context(), r.actor, g.ID)
	if err != nil {
		return err
	}
	for _, i := range all {
		if i.ID != id {
			continue
		}
		t := r.print.T
		p := s.groupPart(w, r, g, t("invitation.revoke.link"))
		p.Crumbs = append(p.Crumbs, kit.Link{Text: t("invitation.title"), Href: invitationsPath(g.ID)})
		return render(w, r, http.StatusOK, kit.ConfirmPage(p, kit.Confirmation{
			Form: kit.Form{Action: r.URL.Path, ID: id.String()}, Title: t("invitation.revoke.title", "date", r.print.DateTime(i.MadeAt, r.zone)),
			Will: []string{t("invitation.revoke.will"), t("invitation.revoke.used")}, Button: t("invitation.revoke.link"), Back: kit.Link{Text: t("invitation.back"), Href: invitationsPath(g.ID)},
		}))
	}
	return domain.NotFound("error.not_found")
}

func (s *Server) invitationRevoke(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	id, err := pathID[domain.InvitationID](r, "invitation")
	if err != nil {
		return err
	}
	if err := s.Invitations.Revoke(r.Context(), r.actor, g.ID, id); err != nil {
		return err
	}
	return s.seeOther(w, r, invitationsPath(g.ID), "invitation.said.revoked")
}
