package web

import "krag/internal/domain/notify"

// stopPattern is the address in a message at which all messages stop. What
// programs of mail send there has no cookie and may come from anywhere.
const stopPattern = "/stop/{token}"

// contactRoutes are how somebody may be reached.
func (s *Server) contactRoutes() []Route {
	return []Route{
		{"GET", "/me/contact", notify.ActContactOwn, s.contactMeShow},
		{"POST", "/me/contact", notify.ActContactOwn, s.contactMe},
		{"POST", "/me/contact/none", notify.ActContactOwn, s.contactMeNone},
		{"GET", "/me/contact/history", notify.ActContactOwn, s.contactMeHistory},
		{"GET", "/people/contact-form", notify.ActContactShow, s.contactPaper},
		{"GET", "/people/{id}/contact", notify.ActContactShow, s.contactPersonShow},
		{"POST", "/people/{id}/contact", notify.ActContactEdit, s.contactPerson},
		{"POST", "/people/{id}/contact/none", notify.ActContactEdit, s.contactPersonNone},
		{"POST", "/people/{id}/contact/confirm", notify.ActContactEdit, s.contactPersonConfirm},
		{"GET", "/people/{id}/contact/history", notify.ActContactShow, s.contactPersonHistory},
		{"GET", "/account/contact", notify.ActContactOwn, s.contactAccountShow},
		{"POST", "/account/contact", notify.ActContactOwn, s.contactAccount},
		{"POST", "/account/contact/none", notify.ActContactOwn, s.contactAccountNone},
		{"GET", stopPattern, ActPublic, s.contactStopShow},
		{"POST", stopPattern, ActPublic, s.contactStop},
	}
}
