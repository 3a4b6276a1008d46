package web

import (
	"net/http"

	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/domain/dispatch"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/journal"
	"krag/internal/domain/meeting"
	"krag/internal/domain/person"
	"krag/internal/domain/plan"
	"krag/internal/domain/publish"
	"krag/internal/domain/room"
	"krag/internal/web/kit"
)

// doors are the items of the navigation, each shown to whoever may.
var doors = []struct {
	action authz.Action
	key    string
	href   string
}{
	{meeting.ActToday, "nav.today", "/today"},
	{institution.ActProgrammeShow, "nav.programmes", "/programmes"},
	{group.ActList, "nav.groups", "/groups"},
	{room.ActShow, "nav.rooms", "/rooms"},
	{plan.ActShow, "nav.plans", "/plans"},
	{publish.ActShow, "nav.cards", "/cards"},
	{person.ActList, "nav.people", "/people"},
	{account.ActStaffList, "nav.staff", "/staff"},
	{journal.ActRead, "nav.journal", "/journal"},
	{meeting.ActOwn, "nav.me", "/me"},
	{institution.ActList, "nav.institutions", "/institutions"},
	{dispatch.ActList, "nav.jobs", jobsPath},
}

func (s *Server) nav(r *request) (items []kit.NavItem) {
	for _, d := range doors {
		if r.actor.SignedIn() && s.policy.May(r.actor, d.action) {
			items = append(items, kit.NavItem{Text: r.print.T(d.key), Href: d.href})
		}
	}
	return append(items, hosted(r)...)
}

// hosted are the own groups of somebody who sees no list of groups: on a day
// without a meeting nothing else leads there.
func hosted(r *request) (items []kit.NavItem) {
	if !r.actor.Has(authz.Host) || r.actor.Staff() {
		return nil
	}
	for _, g := range r.actor.Groups {
		items = append(items, kit.NavItem{Text: r.print.T("nav.me"), Href: groupPath(g)})
	}
	return items
}

// home leads everybody to the own first page.
func (s *Server) home(w http.ResponseWriter, r *request) error {
	to := "/account"
	for _, d := range doors {
		if s.policy.May(r.actor, d.action) {
			to = d.href
			break
		}
	}
	if !r.actor.SignedIn() {
		to = "/sign-in"
	}
	return s.seeOther(w, r, to, "")
}
