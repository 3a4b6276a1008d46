package web

import (
	"net/http"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/web/kit"
	page "krag/internal/web/page/turn"
)

// turnsAt is one meeting with its group and who does what there.
type turnsAt struct {
	group.Group
	meeting.Row
	turns group.Meeting
	names called
}

func (at turnsAt) round() group.Round { return group.Round{Meeting: at.Row.ID, Turns: at.turns.Turns} }

func (s *Server) turnsAt(r *request) (at turnsAt, err error) {
	if at.Group, err = s.groupOf(r); err != nil {
		return at, err
	}
	id, err := pathID[domain.MeetingID](r, "meeting")
	if err != nil {
		return at, err
	}
	if at.turns, err = s.Turns.Meeting(r.Context(), r.actor, at.Group.ID, id); err != nil {
		return at, err
	}
	at.names = calledIn(r, at.turns.Members)
	at.Row, err = s.Meetings.Meeting(r.Context(), r.actor, id)
	return at, err
}

// turnMeetingShow asks who does what at one meeting.
func (s *Server) turnMeetingShow(w http.ResponseWriter, r *request) error {
	at, err := s.turnsAt(r)
	if err != nil {
		return err
	}
	chosen := map[group.Role]string{}
	for _, t := range at.turns.Turns {
		chosen[t.Role] = t.Person.String()
	}
	return s.turnMeetingPage(w, r, http.StatusOK, at, kit.Form{Action: r.URL.Path}, chosen, nil)
}

func (s *Server) turnMeetingPage(w http.ResponseWriter, r *request, status int, at turnsAt, f kit.Form, chosen map[group.Role]string, stale []kit.Difference) error {
	p := s.turnPart(w, r, at.Group, r.print.T("turn.meeting.title"))
	p.Flawed = f.Flawed()
	v := page.Meeting{Page: p, Form: f, Over: capital(s.when(r, at.Meeting)), Seen: seenTurns(at.turns.Turns), Stale: stale}
	switch {
	case at.turns.Cancelled:
		v.Note = r.print.T("turn.meeting.cancelled")
	case len(at.turns.Members) == 0:
		v.Note = r.print.T("turn.plan.nobody")
	}
	for _, role := range at.turns.Uses.At(at.round()) {
		v.Roles = append(v.Roles, kit.Choice{
			Field:   kit.Field{Name: string(role), Label: capital(page.Role(r.print, role)), Error: f.Error(string(role))},
			Options: kit.Choose(s.turnOptions(r, at, role), chosen[role]),
		})
	}
	return render(w, r, status, v)
}

// turnOptions are who can have a role: nobody, those who are ready for it, and
// the others, each in the order of joining. Whoever is away is said to be so.
func (s *Server) turnOptions(r *request, at turnsAt, role group.Role) []kit.Option {
	if !at.turns.Uses.Has(role) { // whoever has it all the same keeps it or gives it back
		who := at.round().Who(role)
		return []kit.Option{{Label: r.print.T("turn.meeting.nobody")}, {Value: who.String(), Label: at.names.of(r, who)}}
	}
	var ready, others []kit.Option
	on := domain.DateOf(at.StartsAt, r.zone)
	for _, m := range at.turns.Members {
		o := kit.Option{Value: m.Person.String(), Label: at.names[m.Person]}
		able := slices.ContainsFunc(at.turns.Wishes, func(w group.Wish) bool { return w.Person == m.Person && slices.Contains(w.Roles, role) })
		switch {
		case isAway(at.turns.Away, m.Person, on):
			o.Label += " (" + r.print.T("turn.away.said") + ")"
			others = append(others, o)
		case able:
			o.Label += " (" + r.print.T("turn.meeting.ready") + ")"
			ready = append(ready, o)
		default:
			others = append(others, o)
		}
	}
	options := slices.Concat([]kit.Option{{Label: r.print.T("turn.meeting.nobody")}}, ready, others)
	if who := at.round().Who(role); !who.IsZero() && at.names[who] == "" { // has left since, and did it
		options = append(options, kit.Option{Value: who.String(), Label: at.names.of(r, who)})
	}
	return options
}

// seenTurns are the roles that a form showed, as one word.
func seenTurns(turns []group.Turn) string {
	var seen []string
	for _, t := range turns {
		seen = append(seen, string(t.Role)+"="+t.Person.String())
	}
	slices.Sort(seen)
	return strings.Join(seen, " ")
}

// wasSeen reads it back. What cannot be read was not shown.
func wasSeen(text string) map[group.Role]domain.PersonID {
	seen := map[group.Role]domain.PersonID{}
	for _, one := range strings.Fields(text) {
		role, who, _ := strings.Cut(one, "=")
		if id, err := domain.ParseID[domain.PersonID](who); err == nil {
			seen[group.Role(role)] = id
		}
	}
	return seen
}

func (s *Server) turnMeetingSave(w http.ResponseWriter, r *request) error {
	at, err := s.turnsAt(r)
	if err != nil {
		return err
	}
	f, chosen := r.form(), map[group.Role]string{}
	seen := wasSeen(f.Get("seen"))
	var changes []group.TurnChange
	for _, role := range group.Roles {
		chosen[role] = f.Get(string(role))
		changes = append(changes, group.TurnChange{Role: role, Was: seen[role], Now: fieldID[domain.PersonID](f, string(role))})
	}
	saved, err := f.save(nil, func() error { return s.Turns.Set(r.Context(), r.actor, at.Group.ID, at.Row.ID, changes) })
	switch {
	case domain.KindOf(err) == domain.KindStale:
		return s.turnMeetingPage(w, r, http.StatusConflict, at, f.state(r.URL.Path), chosen, turnDifferences(r, at, changes))
	case err != nil:
		return err
	case !saved:
		return s.turnMeetingPage(w, r, http.StatusUnprocessableEntity, at, f.state(r.URL.Path), chosen, nil)
	}
	return s.seeOther(w, r, turnsPath(at.Group.ID), "turn.said.saved")
}

func turnDifferences(r *request, at turnsAt, changes []group.TurnChange) []kit.Difference {
	var all []kit.Difference
	said := func(who domain.PersonID) string {
		if who.IsZero() {
			return r.print.T("turn.meeting.nobody")
		}
		return at.names.of(r, who)
	}
	for _, c := range changes {
		all = append(all, kit.Difference{Name: capital(page.Role(r.print, c.Role)), Mine: said(c.Now), Theirs: said(at.round().Who(c.Role))})
	}
	return differing(all)
}
