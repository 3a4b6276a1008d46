package web

import "krag/internal/domain/group"

// turnRoutes are who does what in a group, and a member's own part.
func (s *Server) turnRoutes() []Route {
	return []Route{
		{"GET", "/groups/{id}/turns", group.ActTurns, s.turnPlanShow},
		{"POST", "/groups/{id}/turns", group.ActTurns, s.turnFill},
		{"GET", "/groups/{id}/turns/print", group.ActTurns, s.turnPaper},
		{"GET", "/groups/{id}/turns/roles", group.ActTurns, s.turnUseShow},
		{"POST", "/groups/{id}/turns/roles", group.ActTurns, s.turnUse},
		{"GET", "/groups/{id}/turns/{meeting}", group.ActTurns, s.turnMeetingShow},
		{"POST", "/groups/{id}/turns/{meeting}", group.ActTurns, s.turnMeetingSave},
		{"GET", "/groups/{id}/members/{person}/turns", group.ActTurns, s.turnOwnShow},
		{"GET", "/groups/{id}/members/{person}/turns/ready", group.ActTurns, s.turnReadyShow},
		{"POST", "/groups/{id}/members/{person}/turns/ready", group.ActTurns, s.turnReady},
		{"GET", "/groups/{id}/members/{person}/turns/away", group.ActTurns, s.turnAwayShow},
		{"POST", "/groups/{id}/members/{person}/turns/away", group.ActTurns, s.turnAway},
		{"GET", "/groups/{id}/members/{person}/turns/away/{absence}", group.ActTurns, s.turnBackShow},
		{"POST", "/groups/{id}/members/{person}/turns/away/{absence}", group.ActTurns, s.turnBack},
		{"GET", "/me/turns", group.ActOwnTurns, s.turnOwnShow},
		{"GET", "/me/turns/ready", group.ActOwnTurns, s.turnReadyShow},
		{"POST", "/me/turns/ready", group.ActOwnTurns, s.turnReady},
		{"GET", "/me/turns/away", group.ActOwnTurns, s.turnAwayShow},
		{"POST", "/me/turns/away", group.ActOwnTurns, s.turnAway},
		{"GET", "/me/turns/away/{absence}", group.ActOwnTurns, s.turnBackShow},
		{"POST", "/me/turns/away/{absence}", group.ActOwnTurns, s.turnBack},
		{"GET", "/me/turns/{meeting}/{role}", group.ActOwnTurns, s.turnReturnShow},
		{"POST", "/me/turns/{meeting}/{role}", group.ActOwnTurns, s.turnReturn},
	}
}
