package web

import (
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
)

// callingOf is a group with which a talk is due.
func (s *Server) callingOf(r *request) (letting, error) {
	l, err := s.lettingOf(r)
	if err == nil && !l.CallIsDue(s.today(r)) {
		err = domain.Conflict("handover.call.not_due")
	}
	return l, err
}

func (s *Server) handoverCallShow(w http.ResponseWriter, r *request) error {
	l, err := s.callingOf(r)
	if err != nil {
		return err
	}
	v := url.Values{"of": {l.Call.String()}}
	putDate(v, "on", s.today(r))
	return s.handoverCallPage(w, r, http.StatusOK, l, editForm(r.URL.Path, l.Group.ID.UUID, 1), v)
}

func (s *Server) handoverCallPage(w http.ResponseWriter, r *request, status int, l letting, f kit.Form, v url.Values) error {
	t := r.print.T
	on := kit.DateField{Name: "on", Label: t("handover.call.on"), Hint: t("handover.call.on_hint"), Error: f.Error("on")}.Typed(v)
	a := ask.Ask{
		Page: s.handoverPart(w, r, l.Group, t("handover.call.link")), Form: f, Over: l.Neutral, Lead: t("handover.call.lead"),
		Button: t("handover.call.button"), Fields: []templ.Component{kit.HiddenInput("of", v.Get("of")), kit.DateInput(on)},
		Below: []ask.Part{{ID: "ask", Title: t("handover.call.ask"), Body: kit.Points([]string{t("handover.call.ask_meets"), t("handover.call.ask_roles"), t("handover.call.ask_room"), t("handover.call.ask_us")})}},
	}
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

func (s *Server) handoverCall(w http.ResponseWriter, r *request) error {
	l, err := s.lettingOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	due, err := domain.ParseDate(f.text("of"))
	f.note("", err)
	c := group.Call{Due: due, On: f.date("on")}
	noted, err := f.save(nil, func() error { return s.Handovers.CallMade(r.Context(), r.actor, l.Group.ID, c, s.today(r)) })
	switch {
	case domain.KindOf(err) == domain.KindStale:
		return s.seeOther(w, r, handoverPath(l.Group.ID), "handover.said.call_changed")
	case err != nil:
		return err
	case !noted:
		return s.handoverCallPage(w, r, http.StatusUnprocessableEntity, l, f.state(r.URL.Path), f.Values)
	}
	return s.seeOther(w, r, handoverPath(l.Group.ID), "handover.said.called")
}
