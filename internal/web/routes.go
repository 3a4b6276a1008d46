package web

import (
	"krag/internal/domain/authz"
)

// Route is one thing that can be asked for. Every route names its action, and
// an action without a rule is refused at the start, so nothing is reachable
// that nobody decided about.
type Route struct {
	Method  string
	Pattern string
	Action  authz.Action
	handle  handler
}

// The actions of pages that belong to no area. Nobody is asked who they are on
// a public one; an open one is for everybody, too, and those who are signed in
// keep their navigation on it and their way out.
const (
	ActPublic authz.Action = "page.public"
	ActOpen   authz.Action = "page.open"
	ActHome   authz.Action = "page.home"
)

// Rules say who may do them.
var Rules = []authz.Rule{
	{Action: ActPublic, Who: everybody(authz.Visitor), Why: "what looks the same for everybody asks nobody who they are"},
	{Action: ActOpen, Who: everybody(authz.Visitor), Why: "signing in, help and the way out are for everybody"},
	{Action: ActHome, Who: everybody(), Why: "everybody who is signed in has a first page and a way out"},
}

func everybody(also ...authz.Role) map[authz.Role]authz.Reach {
	who := map[authz.Role]authz.Reach{}
	for _, r := range append(also, authz.Member, authz.Host, authz.Coordinator, authz.Manager, authz.Operator) {
		who[r] = authz.Anywhere
	}
	return who
}

// asks reports whether a route asks who is there.
func (r Route) asks() bool { return r.Action != ActPublic }

// Routes lists every route, for the command that prints them and for tests.
func (s *Server) Routes() []Route { return s.routes }

// table joins the routes of every part of the site.
func (s *Server) table() []Route {
	var all []Route
	for _, part := range [][]Route{s.doorRoutes(), s.meetingRoutes(), s.roomRoutes(), s.bookingRoutes(), s.roomWeekRoutes(), s.calendarRoutes(), s.equipmentRoutes(), s.programmeRoutes(), s.recordRoutes(), s.readinessRoutes(), s.groupRoutes(), s.meRoutes(), s.handoverRoutes(), s.ventureRoutes(), s.shelfRoutes(), s.interestRoutes(), s.proposalRoutes(), s.letterRoutes(), s.invitationRoutes(), s.turnRoutes(), s.contactRoutes(), s.messageHandRoutes(), s.tellingRoutes(), s.houseRoutes(), s.dispatchRoutes(), s.planRoutes(), s.cardRoutes(), s.practiceRoutes(), s.publicRoutes()} {
		all = append(all, part...)
	}
	return all
}
