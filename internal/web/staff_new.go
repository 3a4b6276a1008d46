package web

import (
	"net/http"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/web/kit"
	page "krag/internal/web/page/house"
)

func (s *Server) staffNewShow(w http.ResponseWriter, r *request) error {
	groups, err := s.Groups.Names(r.Context(), r.actor)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, s.staffNewPage(w, r, newForm(r.URL.Path), account.NewStaff{}, groups))
}

func (s *Server) staffNewPage(w http.ResponseWriter, r *request, f kit.Form, n account.NewStaff, groups []group.Named) page.Member {
	p := s.frame(w, r, r.print.T("staff.new.title"))
	p.Here, p.Flawed, p.Crumbs = "/staff", f.Flawed(), []kit.Link{{Text: r.print.T("staff.title"), Href: "/staff"}}
	p.Help = helpAbout(r, aboutHosting)
	return page.Member{Page: p, Form: f, New: true, Name: n.Name, Login: n.Login, Roles: s.roleOptions(r, f, n.Roles, n.Group, groups)}
}

func (s *Server) roleOptions(r *request, f kit.Form, roles []authz.Role, hosted domain.GroupID, groups []group.Named) []kit.Option {
	choice := kit.Choice{Field: kit.Field{Name: "group", Label: r.print.T("staff.new.group"), Error: f.Error("group")}}
	choice.Options = []kit.Option{{Label: r.print.T("staff.new.group_none")}}
	for _, g := range groups {
		choice.Options = append(choice.Options, kit.Option{Value: g.ID.String(), Label: g.Neutral, Chosen: g.ID == hosted})
	}
	return page.RoleOptions(r.print, roleNames(staffRoles), choice, roleNames(roles)...)
}

func roleNames(roles []authz.Role) []string {
	names := make([]string, len(roles))
	for i, role := range roles {
		names[i] = string(role)
	}
	return names
}

// readRoles reads which roles were ticked and, of a host, the group: one of
// those that were offered.
func readRoles(f *form, groups []group.Named) (roles []authz.Role, hosted domain.GroupID) {
	for _, name := range f.Values["roles"] {
		roles = append(roles, authz.Role(name))
	}
	chosen := fieldID[domain.GroupID](f, "group")
	if slices.Contains(roles, authz.Host) && slices.ContainsFunc(groups, func(g group.Named) bool { return g.ID == chosen }) {
		hosted = chosen
	}
	return roles, hosted
}

// staffNew lets somebody in and shows the link by which they choose a
// password, this once: it is in no address, so there is no page to lead to.
func (s *Server) staffNew(w http.ResponseWriter, r *request) error {
	groups, err := s.Groups.Names(r.Context(), r.actor)
	if err != nil {
		return err
	}
	f := r.form()
	n := account.NewStaff{ID: formID[domain.UserID](f), Name: f.text("name"), Login: f.text("login")}
	n.Roles, n.Group = readRoles(f, groups)
	var token string
	made, err := f.save(n.Check(), func() (err error) {
		token, err = s.Accounts.AddStaff(r.Context(), r.actor, n)
		return err
	})
	if err != nil {
		return err
	}
	if !made {
		return render(w, r, flawed(w, f), s.staffNewPage(w, r, f.state(r.URL.Path), n, groups))
	}
	return render(w, r, http.StatusOK, s.passwordLinkPage(w, r, token, n.Name))
}

// passwordLinkPage hands a link over. The paper tells no name.
func (s *Server) passwordLinkPage(w http.ResponseWriter, r *request, token, name string) page.Handed {
	p := s.frame(w, r, r.print.T("staff.link.made"))
	p.Here, p.Back = "/staff", &kit.Link{Text: r.print.T("staff.link.back"), Href: "/staff"}
	return page.Handed{
		Page: p, Lead: r.print.T("staff.link.lead"), For: r.print.T("staff.link.for", "name", name),
		Secret: kit.Secret{URL: s.BaseURL + "/in/" + token, Note: r.print.T("staff.link.life")},
	}
}
