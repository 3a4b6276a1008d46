package web

import (
	"net/http"
	"strconv"
	"time"

	"krag/internal/domain/meeting"
	"krag/internal/domain/plan"
	"krag/internal/web/kit"
	page "krag/internal/web/page/plan"
)

// planRun is a plan step by step, without a meeting: to try it out, or for one
// that Krąg does not know of.
func (s *Server) planRun(w http.ResponseWriter, r *request) error {
	p, err := s.planAt(r)
	if err != nil {
		return err
	}
	back := kit.Link{Text: r.print.T("plan.run.leave"), Href: p.inLang(r, planPath(p.ref))}
	v := page.Run{
		Page: s.planFrame(w, r, p.Title), Text: planText(r, p.Plan, p.lang, minutesOf(r, p.Plan)), At: stepAt(r, p.Plan), Done: &back,
		Path: planPath(p.ref) + "/run", In: readIn(r),
	}
	v.Crumbs, v.Nav, v.Back = nil, nil, &back
	return render(w, r, http.StatusOK, v)
}

// readIn is the language that the address asks for, empty when it does not.
func readIn(r *request) string {
	if in := r.URL.Query().Get("in"); in == string(planLang(r)) {
		return in
	}
	return ""
}

// stepAt is the part that the address asks for: before the beginning, a step,
// or after the end.
func stepAt(r *request, p plan.Plan) int {
	n, err := strconv.Atoi(r.URL.Query().Get("step"))
	if err != nil {
		return 0
	}
	return min(max(n, 0), len(p.Steps)+1)
}

// meetingRun is the plan of a meeting step by step, with the hours of the clock.
func (s *Server) meetingRun(w http.ResponseWriter, r *request) error {
	m, h, err := s.heldOf(r)
	if err != nil {
		return err
	}
	path := "/meetings/" + m.ID.String()
	if h.Plan == nil {
		return s.seeOther(w, r, path+"/plan", "")
	}
	back := kit.Link{Text: r.print.T("plan.run.leave_meeting"), Href: path + "/plan"}
	v := page.Run{
		Page: s.meetingFrame(w, r, m, h.Plan.Title), Text: planText(r, *h.Plan, h.Lang, clockOf(r, h)), At: stepAt(r, *h.Plan), Done: &back, Path: path + "/run",
	}
	v.Crumbs, v.Nav, v.Back = nil, nil, &back
	o, err := s.agreedAt(r, m.Meeting)
	if err != nil {
		return err
	}
	v.ToDo = s.agreedPoints(r, o)
	if m.State != meeting.Cancelled && s.policy.May(r.actor, meeting.ActAgreed) && !m.StartsAt.After(s.now()) {
		v.Agreed = &kit.Link{Text: r.print.T("agreed.add"), Href: agreedPath(m) + "/new"}
	}
	if m.State != meeting.Cancelled && s.policy.May(r.actor, meeting.ActAttend) && !m.StartsAt.After(s.now()) {
		v.Done = &kit.Link{Text: r.print.T("attendance.save"), Href: path + "/attendance"}
	}
	return render(w, r, http.StatusOK, v)
}

// clockOf says of each step from when to when it is.
func clockOf(r *request, h plan.Held) []string {
	when, at := make([]string, len(h.Plan.Steps)), h.Meeting.StartsAt
	for i, step := range h.Plan.Steps {
		end := at.Add(time.Duration(step.Minutes) * time.Minute)
		when[i] = r.print.TimeRange(at, end, r.zone)
		at = end
	}
	return when
}
