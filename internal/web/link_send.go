package web

import (
	"cmp"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/flow"
	"krag/internal/web/kit"
)

// sending offers to send a link to the safe contact of whom it is for, in the
// words of an area, or says why it cannot.
func (s *Server) sending(r *request, area string, way flow.Way) (k kit.Sending, err error) {
	why, err := s.Flow.LinkUnsafe(r.Context(), r.actor, way)
	if err != nil {
		return k, err
	}
	t := r.print.T
	k = kit.Sending{
		Form: newForm(r.URL.Path + "/send"), Title: t("member.link.send_title"), Lead: t("member.link.send_lead"),
		Points: []string{t("member.link.send_once")}, Button: t("member.link.send"),
	}
	if area == "staff" {
		k.Title, k.Lead, k.Button = t("staff.link.send_title"), t("staff.link.send_lead"), t("staff.link.send")
		k.Points = []string{t("staff.link.send_once")}
	}
	if why != notify.WhyNone {
		k.Unsafe = r.print.T(cmp.Or(unsafeWords[why], "tell.access.no_wire"))
	}
	return k, nil
}

// unsafeWords are for what is not about what somebody chose.
var unsafeWords = map[notify.Reason]string{
	notify.WhyConfirm: "tell.access.confirm", notify.WhyOff: "tell.access.off", notify.WhyChannel: "tell.access.off",
}

// sendLink has it sent, once for each form.
func (s *Server) sendLink(r *request, way flow.Way) error {
	f := r.form()
	id := formID[domain.MessageID](f)
	if err := f.problems.Err(); err != nil {
		return err
	}
	return s.Flow.SendLink(r.Context(), r.actor, id, way)
}
