package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/web/kit"
	page "krag/internal/web/page/house"
)

// colleague is a member of staff with the groups that could be hosted.
type colleague struct {
	account.Staff
	groups []group.Named
}

func (s *Server) colleague(r *request) (c colleague, err error) {
	id, err := pathID[domain.UserID](r, "id")
	if err != nil {
		return c, err
	}
	if c.Staff, err = s.Accounts.StaffMember(r.Context(), r.actor, id); err != nil {
		return c, err
	}
	c.groups, err = s.Groups.Names(r.Context(), r.actor)
	return c, err
}

// holds are the roles and the first hosted group, as the form has them.
func (c colleague) holds() (roles []authz.Role, hosted domain.GroupID) {
	for _, role := range staffRoles {
		if c.HasRole(role) {
			roles = append(roles, role)
		}
	}
	if groups := c.Hosts(); len(groups) > 0 {
		hosted = groups[0]
	}
	return roles, hosted
}

func (s *Server) staffEditShow(w http.ResponseWriter, r *request) error {
	c, err := s.colleague(r)
	if err != nil {
		return err
	}
	roles, hosted := c.holds()
	return render(w, r, http.StatusOK, s.staffEditPage(w, r, c, editForm(r.URL.Path, c.ID.UUID, c.Version), roles, hosted))
}

func (s *Server) staffEditPage(w http.ResponseWriter, r *request, c colleague, f kit.Form, roles []authz.Role, hosted domain.GroupID) page.Member {
	p := s.frame(w, r, r.print.T("staff.edit.title"))
	p.Here, p.Flawed, p.Crumbs = "/staff", f.Flawed(), []kit.Link{{Text: r.print.T("staff.title"), Href: "/staff"}}
	m := page.Member{
		Page: p, Form: f, Name: c.Name.Reveal(), Roles: s.roleOptions(r, f, roles, hosted, c.groups),
		Ends: r.print.T("staff.edit.login_ends"), Closed: c.Disabled, Links: s.staffDoors(r, c.Staff),
	}
	switch {
	case c.ID == r.actor.User:
		m.Ends = r.print.T("staff.edit.own_ends")
	case c.Disabled:
		m.Ends = "" // nobody is signed in, and nobody signs in
	}
	return m
}

// staffDoors are what else can be done with an account. Nobody closes the own
// one by mistake: somebody else does it.
func (s *Server) staffDoors(r *request, m account.Staff) []kit.Link {
	switch {
	case m.Disabled:
		return []kit.Link{
			{Text: r.print.T("staff.enable.open"), Href: staffPath(m) + "/enable"},
			{Text: r.print.T("staff.forget.open"), Href: staffPath(m) + "/forget", Danger: true},
		}
	case m.ID == r.actor.User:
		return nil
	}
	return []kit.Link{
		{Text: r.print.T("staff.link.open"), Href: staffPath(m) + "/link"},
		{Text: r.print.T("staff.disable.open"), Href: staffPath(m) + "/disable", Danger: true},
	}
}

func (s *Server) staffEdit(w http.ResponseWriter, r *request) error {
	c, err := s.colleague(r)
	if err != nil {
		return err
	}
	f := r.form()
	roles, hosted := readRoles(f, c.groups)
	changed, err := f.save(nil, func() error {
		return s.Accounts.SetRoles(r.Context(), r.actor, c.ID, f.version(), roles, hosted)
	})
	switch {
	case domain.KindOf(err) == domain.KindStale:
		return s.staffEditStale(w, r, f)
	case err != nil:
		return err
	case !changed:
		return render(w, r, http.StatusUnprocessableEntity, s.staffEditPage(w, r, c, f.state(r.URL.Path), roles, hosted))
	}
	return s.seeOther(w, r, "/staff", "staff.said.roles")
}

// staffEditStale shows the roles that are stored now beside those that were
// ticked. A second sending finds its own roles stored and is done.
func (s *Server) staffEditStale(w http.ResponseWriter, r *request, f *form) error {
	c, err := s.colleague(r)
	if err != nil {
		return err
	}
	roles, hosted := readRoles(f, c.groups)
	mine := colleague{account.Staff{Grants: granted(roles, hosted)}, c.groups}
	differ := differing([]kit.Difference{
		{Name: r.print.T("staff.roles"), Mine: orDash(rolesOf(r, mine.Staff)), Theirs: orDash(rolesOf(r, c.Staff))},
		{Name: r.print.T("staff.groups"), Mine: orDash(mine.hosted()), Theirs: orDash(c.hosted())},
	})
	if len(differ) == 0 {
		return s.seeOther(w, r, "/staff", "staff.said.roles")
	}
	state := f.state(r.URL.Path)
	state.Version = c.Version
	m := s.staffEditPage(w, r, c, state, roles, hosted)
	m.Stale = differ
	return render(w, r, http.StatusConflict, m)
}

func granted(roles []authz.Role, hosted domain.GroupID) (grants []account.Grant) {
	for _, role := range roles {
		g := account.Grant{Role: role}
		if role == authz.Host {
			g.Group = hosted
		}
		grants = append(grants, g)
	}
	return grants
}

// hosted is the neutral name of the group that the form shows.
func (c colleague) hosted() string {
	_, hosted := c.holds()
	for _, g := range c.groups {
		if g.ID == hosted {
			return g.Neutral
		}
	}
	return ""
}
