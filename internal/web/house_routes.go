package web

import (
	"krag/internal/domain/account"
	"krag/internal/domain/institution"
	"krag/internal/domain/journal"
	"krag/internal/domain/person"
)

// houseRoutes are the pages of an institution itself and of its people.
func (s *Server) houseRoutes() []Route {
	return []Route{
		{"GET", "/staff", account.ActStaffList, s.staffList},
		{"GET", "/staff/new", account.ActStaffAdd, s.staffNewShow},
		{"POST", "/staff/new", account.ActStaffAdd, s.staffNew},
		{"GET", "/staff/{id}", account.ActStaffRoles, s.staffEditShow},
		{"POST", "/staff/{id}", account.ActStaffRoles, s.staffEdit},
		{"GET", "/staff/{id}/link", account.ActStaffReset, s.staffLinkShow},
		{"POST", "/staff/{id}/link", account.ActStaffReset, s.staffLink},
		{"POST", "/staff/{id}/link/send", account.ActStaffReset, s.staffLinkSend},
		{"GET", "/staff/{id}/disable", account.ActStaffDisable, s.staffDisableShow},
		{"POST", "/staff/{id}/disable", account.ActStaffDisable, s.staffDisable},
		{"GET", "/staff/{id}/enable", account.ActStaffEnable, s.staffEnableShow},
		{"POST", "/staff/{id}/enable", account.ActStaffEnable, s.staffEnable},
		{"GET", "/staff/{id}/forget", account.ActStaffForget, s.staffForgetShow},
		{"POST", "/staff/{id}/forget", account.ActStaffForget, s.staffForget},
		{"GET", "/institution/edit", institution.ActEdit, s.institutionEditShow},
		{"POST", "/institution/edit", institution.ActEdit, s.institutionEdit},
		{"GET", "/institutions", institution.ActList, s.institutionList},
		{"POST", "/institutions/new", account.ActOffer, s.institutionInvite},
		{"GET", "/journal", journal.ActRead, s.journalRead},
		{"GET", "/journal.csv", journal.ActRead, s.journalExport},
		{"GET", "/account", account.ActOwn, s.accountShow},
		{"POST", "/account", account.ActPassword, s.accountPassword},
		{"POST", everywherePath, account.ActEverywhere, s.signOutEverywhere},
		{"GET", "/people", person.ActList, s.personList},
		{"POST", "/people", person.ActList, s.personSearch},
		{"GET", "/people/{id}", person.ActShow, s.personShow},
		{"GET", "/people/{id}/edit", person.ActEdit, s.personEditShow},
		{"POST", "/people/{id}/edit", person.ActEdit, s.personEdit},
		{"GET", "/people/{id}/forget", person.ActForget, s.personForgetShow},
		{"POST", "/people/{id}/forget", person.ActForget, s.personForget},
	}
}

// publicRoutes are what everybody may read; the gallery is among them in a
// demonstration only.
func (s *Server) publicRoutes() []Route {
	routes := []Route{
		{"GET", staticPath, ActPublic, s.static},
		{"GET", "/help", ActOpen, s.helpRead},
		{"GET", "/privacy", ActOpen, s.privacyRead},
		{"GET", "/safety", ActOpen, s.safetyRead},
		{"GET", "/accessibility", ActOpen, s.accessibilityRead},
	}
	for _, topic := range helpTopics() {
		routes = append(routes, Route{"GET", topic.path, ActOpen, s.helpTopicRead(topic)})
	}
	if s.Gallery {
		routes = append(routes, Route{"GET", "/gallery", ActPublic, s.galleryList}, Route{"GET", "/gallery/{name}", ActPublic, s.galleryShow})
	}
	return routes
}
