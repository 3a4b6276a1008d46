package web

import "krag/internal/domain/plan"

// planRoutes are the plans of meetings and what a meeting has of them.
func (s *Server) planRoutes() []Route {
	return []Route{
		{"GET", "/plans", plan.ActShow, s.planList},
		{"POST", "/plans", plan.ActShow, s.planSearch},
		{"GET", "/plans/new", plan.ActEdit, s.planNewShow},
		{"POST", "/plans/new", plan.ActEdit, s.planNew},
		{"GET", "/plans/{plan}", plan.ActShow, s.planShow},
		{"GET", "/plans/{plan}/run", plan.ActShow, s.planRun},
		{"GET", "/plans/{plan}/edit", plan.ActEdit, s.planEditShow},
		{"POST", "/plans/{plan}/edit", plan.ActEdit, s.planEdit},
		{"GET", "/plans/{plan}/delete", plan.ActEdit, s.planDeleteShow},
		{"POST", "/plans/{plan}/delete", plan.ActEdit, s.planDelete},
		{"GET", "/plans/{plan}/share", plan.ActShare, s.planShareShow},
		{"POST", "/plans/{plan}/share", plan.ActShare, s.planShare},
		{"POST", "/plans/{plan}/unshare", plan.ActShare, s.planUnshare},
		{"GET", "/meetings/{id}/plan", plan.ActLead, s.meetingPlanRead},
		{"GET", "/meetings/{id}/run", plan.ActLead, s.meetingRun},
		{"GET", "/meetings/{id}/plan/choose", plan.ActChoose, s.planChooseShow},
		{"POST", "/meetings/{id}/plan/choose", plan.ActChoose, s.planChoose},
	}
}
