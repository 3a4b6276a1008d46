package web

import (
	"strings"

	"krag/internal/domain/meeting"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/meeting"
	"krag/internal/web/page/venture"
)

func agreedPath(m meeting.Row) string { return "/meetings/" + m.ID.String() + "/agreed" }

// agreedAt is what was agreed on at a meeting and before it, empty for whoever
// does not work with the group.
func (s *Server) agreedAt(r *request, m meeting.Meeting) (o meeting.Round, err error) {
	if !s.policy.May(r.actor, meeting.ActAgreed) {
		return o, nil
	}
	return s.Agreed.At(r.Context(), r.actor, m, r.zone)
}

// agreedPart is what stays of a meeting: who led, what was agreed on, the next
// day. It is nil for whoever may not read it, and before the meeting when nothing
// stands from those before.
func (s *Server) agreedPart(r *request, m meeting.Row) (*page.Agreed, error) {
	o, err := s.agreedAt(r, m.Meeting)
	began := m.State != meeting.Cancelled && !m.StartsAt.After(s.now())
	if err != nil || !s.policy.May(r.actor, meeting.ActAgreed) || !began && len(o.Here)+len(o.Earlier) == 0 {
		return nil, err
	}
	part := &page.Agreed{}
	if began {
		part.Terms, part.None = s.stayedTerms(r, m, o), r.print.T("agreed.none")
		part.Add = &kit.Link{Text: r.print.T("agreed.add"), Href: agreedPath(m) + "/new"}
	}
	if len(o.Here) > 0 {
		part.Here = venture.Tasks(s.agreedTasks(r, m, o.Here))
	}
	if len(o.Earlier) > 0 {
		part.Earlier = venture.Tasks(s.agreedTasks(r, m, o.Earlier))
	}
	return part, nil
}

// stayedTerms are who led and when the next meeting is.
func (s *Server) stayedTerms(r *request, m meeting.Row, o meeting.Round) (terms []kit.Term) {
	if m.Recorded {
		terms = append(terms, kit.Term{Name: r.print.T("attendance.led_label"), Text: s.ledBy(r, m.Led)})
	}
	next := r.print.T("agreed.next_none")
	if !o.Next.IsZero() {
		next = capital(s.when(r, meeting.Meeting{StartsAt: o.Next}))
	}
	return append(terms, kit.Term{Name: r.print.T("agreed.next"), Text: next})
}

func (s *Server) agreedTasks(r *request, m meeting.Row, all []meeting.Task) (tasks []venture.Task) {
	for _, t := range all {
		one := s.agreedLine(r, t)
		says := &venture.Says{Form: editForm(agreedPath(m)+"/"+t.ID.String()+"/say", t.ID.UUID, 0), Quiet: true}
		for _, say := range t.Keeps(m.Meeting) {
			says.Buttons = append(says.Buttons, venture.Button{Text: r.print.T(i18n.Key("agreed.say", string(say))), Value: string(say)})
		}
		one.Says = says
		if t.State == meeting.TaskOpen {
			one.Edit = &kit.Link{Text: r.print.T("venture.task.edit"), Href: agreedPath(m) + "/" + t.ID.String(), Of: one.Text}
		}
		tasks = append(tasks, one)
	}
	return tasks
}

// agreedLine is one task with whose it is, and until when or what became of it.
func (s *Server) agreedLine(r *request, t meeting.Task) venture.Task {
	one := venture.Task{Text: t.Text.Reveal(), Done: t.State == meeting.TaskDone}
	notes := []string{s.agreedWho(r, t)}
	switch {
	case t.State == meeting.TaskDone:
		notes = append(notes, r.print.T("venture.task.done_on", "date", r.print.Date(t.Settled)))
	case t.State == meeting.TaskDropped:
		notes = []string{r.print.T("agreed.dropped_on", "date", r.print.Date(t.Settled))}
	case t.Overdue(s.today(r)):
		one.Need = r.print.T("venture.task.overdue", "date", r.print.Date(t.Until()))
	default:
		notes = append(notes, agreedUntil(r, t))
	}
	one.Notes = strings.Join(notes, ", ")
	return one
}

func (s *Server) agreedWho(r *request, t meeting.Task) string {
	switch {
	case t.Whole:
		return r.print.T("agreed.who.whole")
	case t.Person.IsZero():
		return r.print.T("venture.task.nobody")
	case t.Person == r.actor.Person:
		return r.print.T("venture.task.you")
	}
	return name(r, t.Name)
}

func agreedUntil(r *request, t meeting.Task) string {
	switch {
	case !t.Put.IsZero():
		return r.print.T("agreed.put_off")
	case t.Due.IsZero():
		return r.print.T("agreed.until_next")
	}
	return r.print.T("venture.task.until", "date", r.print.Date(t.Due))
}

// agreedPoints are what still stands, each in a line: for paper and for whoever
// leads.
func (s *Server) agreedPoints(r *request, o meeting.Round) (lines []string) {
	for _, t := range o.Open() {
		lines = append(lines, r.print.T("agreed.line", "task", strings.TrimSuffix(t.Text.Reveal(), "."), "who", s.agreedWho(r, t)))
	}
	return lines
}
