package web

import (
	"net/http"

	"krag/internal/domain/notify"
	"krag/internal/flow"
	"krag/internal/web/kit"
	page "krag/internal/web/page/group"
)

// memberLinkShow asks before a private link is made: an earlier one stops.
func (s *Server) memberLinkShow(w http.ResponseWriter, r *request) error {
	b, err := s.belongingOf(r)
	if err != nil {
		return err
	}
	g, err := s.Groups.Group(r.Context(), r.actor, b.Group)
	if err != nil {
		return err
	}
	send, err := s.sending(r, "member", flow.Way{Party: notify.Party{Person: b.ID}, Group: g.ID})
	if err != nil {
		return err
	}
	l := page.Link{
		Send: send,
		Page: s.groupPart(w, r, g, r.print.T("member.list.link")), Form: editForm(r.URL.Path, b.ID.UUID, b.Version),
		Revoke: editForm(r.URL.Path+"/revoke", b.ID.UUID, b.Version), Who: b.called(), HasLink: b.HasLink, Back: toMembers(r, g.ID),
	}
	l.Help = helpAbout(r, aboutLink)
	return render(w, r, http.StatusOK, l)
}

// memberLink makes a private link and shows it, this once: it is in no address
// and no cookie, so there is no page to lead to.
func (s *Server) memberLink(w http.ResponseWriter, r *request) error {
	b, err := s.belongingOf(r)
	if err != nil {
		return err
	}
	g, err := s.Groups.Group(r.Context(), r.actor, b.Group)
	if err != nil {
		return err
	}
	token, err := s.Flow.MemberLink(r.Context(), r.actor, g.ID, b.ID)
	if err != nil {
		return err
	}
	p := s.groupPart(w, r, g, r.print.T("member.list.link"))
	p.Nav, p.Account = nil, nil // what is printed is for the member
	return render(w, r, http.StatusOK, page.Secret{
		Page: p, Who: b.called(), Back: toMembers(r, g.ID),
		Secret: kit.Secret{URL: s.BaseURL + "/in/" + token, Note: r.print.T("member.link.own_phone"), Lasting: true},
	})
}

// memberLinkSend has a private link sent to whom it is for; nobody else sees it.
func (s *Server) memberLinkSend(w http.ResponseWriter, r *request) error {
	b, err := s.belongingOf(r)
	if err != nil {
		return err
	}
	if err := s.sendLink(r, flow.Way{Party: notify.Party{Person: b.ID}, Group: b.Group}); err != nil {
		return err
	}
	return s.seeOther(w, r, groupPath(b.Group)+"/members", "member.said.sent")
}

func (s *Server) memberLinkRevoke(w http.ResponseWriter, r *request) error {
	b, err := s.belongingOf(r)
	if err != nil {
		return err
	}
	if err := s.Accounts.RevokeMemberLink(r.Context(), r.actor, b.Group, b.ID); err != nil {
		return err
	}
	return s.seeOther(w, r, groupPath(b.Group)+"/members", "member.said.revoked")
}
