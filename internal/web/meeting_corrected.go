package web

import (
	"strings"

	"krag/internal/domain/meeting"
)

// correctedLines say to whoever counts in the group how what was counted was
// corrected, the newest first.
func (s *Server) correctedLines(r *request, m meeting.Row) (lines []string, err error) {
	if !m.Recorded || !s.policy.May(r.actor, meeting.ActAttend) {
		return nil, nil
	}
	list, err := s.Meetings.Corrections(r.Context(), r.actor, m.Meeting)
	for _, c := range list {
		lines = append(lines, r.print.T("attendance.corrected.line", "when", r.print.DateTime(c.At, r.zone), "who", correctedBy(r, c), "what", s.correctedWhat(r, m, c)))
	}
	return lines, err
}

func correctedBy(r *request, c meeting.Correction) string {
	switch {
	case c.By.IsZero():
		return r.print.T("attendance.corrected.link")
	case c.Name.IsZero():
		return r.print.T("attendance.corrected.gone")
	}
	return c.Name.Reveal()
}

func (s *Server) correctedWhat(r *request, m meeting.Row, c meeting.Correction) string {
	var what []string
	from := func(label, was, now string) {
		what = append(what, r.print.T("attendance.corrected.from", "label", label, "was", was, "now", now))
	}
	audience := r.actor.Audience(m.Group)
	if c.Total != c.TotalNow {
		from(r.print.T("attendance.total_label"), r.print.Figure(c.Total.For(audience)), r.print.Figure(c.TotalNow.For(audience)))
	}
	if c.Newcomers != c.NewcomersNow {
		from(r.print.T("attendance.newcomers_label"), r.print.Figure(c.Newcomers.For(audience)), r.print.Figure(c.NewcomersNow.For(audience)))
	}
	if c.Led != c.LedNow {
		from(r.print.T("attendance.led_label"), s.ledBy(r, c.Led), s.ledBy(r, c.LedNow))
	}
	if c.Ticks {
		what = append(what, r.print.T("attendance.corrected.ticks"))
	}
	return strings.Join(what, "; ")
}
