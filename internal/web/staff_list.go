package web

import (
	"net/http"
	"slices"

	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/journal"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/house"
)

// staffList shows the institution and who works there as what.
func (s *Server) staffList(w http.ResponseWriter, r *request) error {
	in, err := s.Institutions.Own(r.Context(), r.actor)
	if err != nil {
		return err
	}
	staff, err := s.Accounts.Staff(r.Context(), r.actor)
	if err != nil {
		return err
	}
	p := s.frame(w, r, in.Name)
	p.Here = "/staff"
	l := page.Staff{
		Page: p, Kind: capital(r.print.T(i18n.Key("institution.profiles", string(in.Profile)))), Place: s.placeOf(r, in),
		Table: s.staffTable(r, staff), Alone: len(staff) == 1,
	}
	if l.Alone {
		l.Help = helpAbout(r, aboutStart)
	}
	if s.policy.May(r.actor, institution.ActEdit) {
		l.Edit = &kit.Link{Text: r.print.T("institution.edit.link"), Href: "/institution/edit"}
	}
	if s.policy.May(r.actor, account.ActStaffAdd) {
		l.Add = &kit.Link{Text: r.print.T("staff.add"), Href: "/staff/new"}
	}
	if s.policy.May(r.actor, institution.ActReadinessShow) {
		ready, err := s.Institutions.Readiness(r.Context(), r.actor)
		if err != nil {
			return err
		}
		l.Ready, l.ToReady = progressWords(r, ready.Readiness), &kit.Link{Text: r.print.T("readiness.open"), Href: "/readiness"}
	}
	l.More = s.tellingLinks(r)
	if s.policy.May(r.actor, group.ActKinds) {
		l.More = append(l.More, kit.Link{Text: r.print.T("group_kind.list.link"), Href: kindsPath})
	}
	if s.policy.May(r.actor, journal.ActRead) {
		l.More = append(l.More, kit.Link{Text: r.print.T("staff.to_journal"), Href: "/journal"})
	}
	return render(w, r, http.StatusOK, l)
}

// placeOf is where an institution is, as far as it said so.
func (s *Server) placeOf(r *request, in institution.Institution) string {
	place := in.Place
	if in.Voivodeship != "" {
		if place != "" {
			place += ", "
		}
		place += r.print.T(i18n.Key("institution.voivodeships", in.Voivodeship))
	}
	return place
}

func (s *Server) staffTable(r *request, staff []account.Staff) kit.Table {
	slices.SortStableFunc(staff, func(a, b account.Staff) int { return r.print.Compare(a.Name.Reveal(), b.Name.Reveal()) })
	t := kit.Table{Caption: r.print.T("staff.title"), Quiet: true, Columns: []kit.Column{
		{Head: r.print.T("staff.name")}, {Head: r.print.T("staff.roles")}, {Head: r.print.T("staff.groups")}, {Head: r.print.T("staff.account")},
	}}
	for _, m := range staff {
		name, state := m.Name.Reveal(), r.print.T("staff.open")
		if m.ID == r.actor.User {
			name = r.print.T("staff.you", "name", name)
		}
		if m.Disabled {
			state = r.print.T("staff.closed")
		}
		t.Rows = append(t.Rows, []kit.Cell{
			{Text: name, Href: staffPath(m)}, {Text: rolesOf(r, m)}, {Text: r.print.List(m.GroupNames)}, {Text: state},
		})
	}
	return t
}

func staffPath(m account.Staff) string { return "/staff/" + m.ID.String() }

// staffRoles are the roles that a manager gives, the widest first.
var staffRoles = []authz.Role{authz.Manager, authz.Coordinator, authz.Host}

// heldRoles are the roles somebody holds, the widest first.
func heldRoles(m account.Staff) (roles []authz.Role) {
	for _, role := range append([]authz.Role{authz.Operator}, staffRoles...) {
		if m.HasRole(role) {
			roles = append(roles, role)
		}
	}
	return roles
}

// rolesOf says what somebody does: "kieruje instytucją i pracuje z grupami".
func rolesOf(r *request, m account.Staff) string {
	var words []string
	for _, role := range heldRoles(m) {
		words = append(words, r.print.T(i18n.Key("account.roles", string(role))))
	}
	return r.print.List(words)
}
