package web

import (
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/web/kit"
	page "krag/internal/web/page/turn"
)

// called gives people their names.
type called map[domain.PersonID]string

func calledIn(r *request, members []group.Member) called {
	names := called{}
	for _, m := range members {
		names[m.Person] = name(r, m.Pseudonym)
	}
	return names
}

// of names somebody; who has left since is no longer told.
func (c called) of(r *request, who domain.PersonID) string {
	if n, ok := c[who]; ok {
		return n
	}
	return r.print.T("turn.plan.left")
}

// takenLines say who does what, in the order of a meeting.
func takenLines(r *request, round group.Round, names called, away []group.Absence) (lines []string) {
	for _, role := range group.Roles {
		who := round.Who(role)
		if who.IsZero() {
			continue
		}
		line := r.print.T("turn.plan.taken", "role", capital(page.Role(r.print, role)), "who", names.of(r, who))
		if isAway(away, who, round.On) {
			line += " (" + r.print.T("turn.away.said") + ")"
		}
		lines = append(lines, line)
	}
	return lines
}

func isAway(away []group.Absence, who domain.PersonID, on domain.Date) bool {
	for _, a := range away {
		if a.Person == who && a.On(on) {
			return true
		}
	}
	return false
}

// openThings are the roles of a group that nobody has at a meeting, but those
// that are suggested for somebody.
func openThings(r *request, uses group.Uses, round group.Round, suggested []group.Turn) string {
	all := group.Round{Turns: append(append([]group.Turn{}, round.Turns...), suggested...)}
	var open []string
	for _, role := range uses.All() {
		if all.Who(role).IsZero() {
			open = append(open, page.Thing(r.print, role))
		}
	}
	return capital(strings.Join(open, ", "))
}

func thingWords(r *request, roles []group.Role) string {
	words := make([]string, len(roles))
	for i, role := range roles {
		words[i] = page.Thing(r.print, role)
	}
	return capital(strings.Join(words, ", "))
}

// wishWords say what somebody is ready for and how often.
func wishWords(r *request, w group.Wish) string {
	if len(w.Roles) == 0 {
		return r.print.T("turn.ready.nothing")
	}
	return r.print.T("turn.ready.wish", "roles", thingWords(r, w.Roles), "often", page.Often(r.print, w.Most))
}

// shareWords say how much somebody does, beside what they wish.
func shareWords(r *request, sh group.Share) (lines []string) {
	switch {
	case sh.Of > 0 && sh.Most > 0:
		lines = append(lines, r.print.N("turn.share.wished", sh.Of, "did", sh.Did, "most", sh.Most))
	case sh.Did > 0: // whoever wished nothing and did nothing owes no line
		lines = append(lines, r.print.N("turn.share.did", sh.Of, "did", sh.Did))
	}
	if sh.Ahead > 0 {
		lines = append(lines, r.print.N("turn.share.ahead", sh.Ahead))
	}
	if sh.Over {
		lines = append(lines, r.print.T("turn.share.over"))
	}
	return lines
}

// awayWords say from when until when somebody is away.
func awayWords(r *request, a group.Absence) string {
	if a.From == a.Until {
		return r.print.Date(a.From)
	}
	return r.print.T("turn.away.days", "from", r.print.Date(a.From), "until", r.print.Date(a.Until))
}

// roundWhen says when a meeting is.
func (s *Server) roundWhen(r *request, round group.Round) string {
	return s.when(r, meeting.Meeting{StartsAt: round.StartsAt})
}

func wishTerms(r *request, w group.Wish) []kit.Term {
	if len(w.Roles) == 0 {
		return []kit.Term{{Name: r.print.T("turn.ready.roles_short"), Text: r.print.T("turn.ready.nothing")}}
	}
	return []kit.Term{
		{Name: r.print.T("turn.ready.roles_short"), Text: thingWords(r, w.Roles)},
		{Name: r.print.T("turn.ready.most_short"), Text: page.Often(r.print, w.Most)},
	}
}
