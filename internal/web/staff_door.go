package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/notify"
	"krag/internal/flow"
	"krag/internal/web/kit"
	page "krag/internal/web/page/house"
)

func (s *Server) staffOf(r *request) (m account.Staff, err error) {
	id, err := pathID[domain.UserID](r, "id")
	if err != nil {
		return m, err
	}
	return s.Accounts.StaffMember(r.Context(), r.actor, id)
}

// staffConfirm asks before something is done with somebody's account.
func (s *Server) staffConfirm(w http.ResponseWriter, r *request, c kit.Confirmation, keep string) error {
	m, err := s.staffOf(r)
	if err != nil {
		return err
	}
	return s.staffAsk(w, r, m, c, keep)
}

func (s *Server) staffAsk(w http.ResponseWriter, r *request, m account.Staff, c kit.Confirmation, keep string) error {
	p := s.frame(w, r, c.Title)
	p.Here, p.Crumbs = "/staff", []kit.Link{{Text: r.print.T("staff.title"), Href: "/staff"}}
	c.Form, c.Lead, c.Back = editForm(r.URL.Path, m.ID.UUID, m.Version), m.Name.Reveal(), kit.Link{Text: keep, Href: staffPath(m)}
	return render(w, r, http.StatusOK, page.Confirm{Page: p, Confirmation: c})
}

func (s *Server) staffLinkShow(w http.ResponseWriter, r *request) error {
	m, err := s.staffOf(r)
	if err != nil {
		return err
	}
	send, err := s.sending(r, "staff", flow.Way{Party: notify.Party{User: m.ID}})
	if err != nil {
		return err
	}
	return s.staffAsk(w, r, m, kit.Confirmation{
		Title: r.print.T("staff.link.title"), Button: r.print.T("staff.link.make"), Also: &send,
		Will: []string{r.print.T("staff.link.will"), r.print.T("staff.link.old")},
	}, r.print.T("staff.link.back"))
}

// staffLinkSend has a link to a new password sent to whom it is for.
func (s *Server) staffLinkSend(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.UserID](r, "id")
	if err != nil {
		return err
	}
	if err := s.sendLink(r, flow.Way{Party: notify.Party{User: id}}); err != nil {
		return err
	}
	return s.seeOther(w, r, "/staff", "staff.said.sent")
}

func (s *Server) staffLink(w http.ResponseWriter, r *request) error {
	m, err := s.staffOf(r)
	if err != nil {
		return err
	}
	token, err := s.Accounts.ResetLink(r.Context(), r.actor, m.ID)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, s.passwordLinkPage(w, r, token, m.Name.Reveal()))
}

func (s *Server) staffDisableShow(w http.ResponseWriter, r *request) error {
	return s.staffConfirm(w, r, kit.Confirmation{
		Danger: true, Title: r.print.T("staff.disable.title"), Button: r.print.T("staff.disable.button"),
		Will: []string{r.print.T("staff.disable.will"), r.print.T("staff.disable.stays")},
	}, r.print.T("staff.disable.keep"))
}

func (s *Server) staffDisable(w http.ResponseWriter, r *request) error {
	return s.setDisabled(w, r, true, "staff.said.disabled")
}

func (s *Server) staffEnableShow(w http.ResponseWriter, r *request) error {
	return s.staffConfirm(w, r, kit.Confirmation{
		Title: r.print.T("staff.enable.title"), Button: r.print.T("staff.enable.button"), Will: []string{r.print.T("staff.enable.will")},
	}, r.print.T("staff.enable.keep"))
}

func (s *Server) staffEnable(w http.ResponseWriter, r *request) error {
	return s.setDisabled(w, r, false, "staff.said.enabled")
}

func (s *Server) setDisabled(w http.ResponseWriter, r *request, disabled bool, said string) error {
	id, err := pathID[domain.UserID](r, "id")
	if err != nil {
		return err
	}
	if err := s.Accounts.SetDisabled(r.Context(), r.actor, id, disabled); err != nil {
		return err
	}
	return s.seeOther(w, r, "/staff", said)
}
