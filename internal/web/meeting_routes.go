package web

import "krag/internal/domain/meeting"

// countPattern is the address by which a meeting is counted without an account.
const countPattern = "/count/{token}"

// meetingRoutes are a person's day and the meetings of groups.
func (s *Server) meetingRoutes() []Route {
	return []Route{
		{"GET", "/today", meeting.ActToday, s.todayShow},
		{"GET", "/groups/{id}/meetings", meeting.ActShow, s.meetingList},
		{"GET", "/groups/{id}/meetings/sheet", meeting.ActAttend, s.seasonSheet},
		{"GET", "/groups/{id}/meetings/counts", meeting.ActAttend, s.severalShow},
		{"POST", "/groups/{id}/meetings/counts", meeting.ActAttend, s.severalSave},
		{"GET", "/groups/{id}/meetings/new", meeting.ActPlan, s.meetingPlanShow},
		{"POST", "/groups/{id}/meetings/new", meeting.ActPlan, s.meetingPlan},
		{"GET", "/groups/{id}/meetings/{series}/end", meeting.ActEdit, s.regularEndShow},
		{"POST", "/groups/{id}/meetings/{series}/end", meeting.ActEdit, s.regularEnd},
		{"GET", "/meetings/{id}", meeting.ActShow, s.meetingShow},
		{"GET", "/meetings/{id}/edit", meeting.ActEdit, s.meetingEditShow},
		{"POST", "/meetings/{id}/edit", meeting.ActEdit, s.meetingEdit},
		{"GET", "/meetings/{id}/cancel", meeting.ActEdit, s.meetingCancelShow},
		{"POST", "/meetings/{id}/cancel", meeting.ActEdit, s.meetingCancel},
		{"POST", "/meetings/{id}/restore", meeting.ActEdit, s.meetingRestore},
		{"GET", "/meetings/{id}/attendance", meeting.ActAttend, s.attendanceShow},
		{"POST", "/meetings/{id}/attendance", meeting.ActAttend, s.attendanceSave},
		{"GET", "/meetings/{id}/attendance/saved", meeting.ActAttend, s.attendanceSaved},
		{"GET", "/meetings/{id}/agreed/new", meeting.ActAgreed, s.agreedNewShow},
		{"POST", "/meetings/{id}/agreed/new", meeting.ActAgreed, s.agreedNew},
		{"GET", "/meetings/{id}/agreed/{task}", meeting.ActAgreed, s.agreedEditShow},
		{"POST", "/meetings/{id}/agreed/{task}", meeting.ActAgreed, s.agreedEdit},
		{"POST", "/meetings/{id}/agreed/{task}/say", meeting.ActAgreed, s.agreedSay},
		{"GET", "/me/agreed", meeting.ActAgreedOwn, s.meAgreed},
		{"POST", "/me/agreed/{task}", meeting.ActAgreedOwn, s.meAgreedSay},
		{"GET", "/meetings/{id}/link", meeting.ActLink, s.countLinkShow},
		{"POST", "/meetings/{id}/link/send", meeting.ActLink, s.countLinkSend},
		{"POST", "/meetings/{id}/link", meeting.ActLink, s.countLink},
		{"POST", "/meetings/{id}/link/revoke", meeting.ActLink, s.countLinkRevoke},
		{"GET", countPattern, meeting.ActByLink, s.countShow},
		{"POST", countPattern, meeting.ActByLink, s.count},
		{"GET", countPattern + "/saved", meeting.ActByLink, s.countSaved},
		{"GET", "/meetings/{id}/sheet", meeting.ActAttend, s.attendanceSheet},
	}
}
