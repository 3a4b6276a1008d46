package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/web/kit"
)

// staffForgetShow says what being forgotten means for somebody who worked
// here. An account that is open is closed first.
func (s *Server) staffForgetShow(w http.ResponseWriter, r *request) error {
	m, err := s.staffOf(r)
	if err != nil {
		return err
	}
	if !m.Disabled {
		return domain.Conflict("account.forget_open")
	}
	return s.staffAsk(w, r, m, kit.Confirmation{
		Danger: true, Title: r.print.T("staff.forget.title"), Button: r.print.T("staff.forget.button"),
		Will: []string{r.print.T("staff.forget.name"), r.print.T("staff.forget.account"), r.print.T("staff.forget.stays")},
	}, r.print.T("staff.forget.keep"))
}

// staffForget forgets somebody who worked here. Sent again it finds nothing
// left to do but the end of the key.
func (s *Server) staffForget(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.UserID](r, "id")
	if err != nil {
		return err
	}
	if err := s.Flow.ForgetStaff(r.Context(), r.actor, id); err != nil {
		return err
	}
	return s.seeOther(w, r, "/staff", "staff.said.forgotten")
}
