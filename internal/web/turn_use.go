package web

import (
	"net/http"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/turn"
)

// turnUseShow asks which roles a group uses.
func (s *Server) turnUseShow(w http.ResponseWriter, r *request) error {
	g, using, err := s.turnUsing(r)
	if err != nil {
		return err
	}
	return s.turnUsePage(w, r, http.StatusOK, g, using, kit.Form{Action: r.URL.Path}, group.Use{Now: using.All()}, nil)
}

func (s *Server) turnUsing(r *request) (g group.Group, u group.Using, err error) {
	if g, err = s.groupOf(r); err != nil {
		return g, u, err
	}
	u, err = s.Turns.Uses(r.Context(), r.actor, g.ID)
	return g, u, err
}

func (s *Server) turnUsePage(w http.ResponseWriter, r *request, status int, g group.Group, using group.Using, f kit.Form, use group.Use, stale []kit.Difference) error {
	p := s.turnPart(w, r, g, r.print.T("turn.use.title"))
	p.Flawed, p.Help = f.Flawed(), helpAbout(r, aboutRoles)
	v := page.Use{
		Page: p, Form: f, Seen: seenRoles(using.All()), Stale: stale, Back: kit.Link{Text: r.print.T("turn.back"), Href: turnsPath(g.ID)},
		Roles: useRoles(r, using, use.Now, f),
	}
	if f.Error("given") != "" || use.Given != "" {
		v.Given, v.Fate = givenLines(r, using, use.Now), string(use.Given)
	}
	return render(w, r, status, v)
}

// useRoles are all roles, those that the group uses ticked, each with what it is
// and how many meetings ahead wait for somebody who has it.
func useRoles(r *request, using group.Using, now group.Uses, f kit.Form) kit.Choice {
	c := kit.Choice{Field: kit.Field{Name: "roles", Label: r.print.T("turn.use.roles"), Hint: r.print.T("turn.use.roles_hint"), Error: f.Error("roles")}}
	for _, role := range group.Roles {
		o := kit.Option{Value: string(role), Label: capital(page.Thing(r.print, role)), Hint: r.print.T(i18n.Key("turn.hints", string(role))), Chosen: now != nil && now.Has(role)}
		if n := using.Ahead[role]; n > 0 {
			o.Hint += " " + r.print.N("turn.use.ahead", n)
		}
		c.Options = append(c.Options, o)
	}
	return c
}

// givenLines are the roles that would fall away while somebody has them ahead.
func givenLines(r *request, using group.Using, now group.Uses) (lines []string) {
	for _, role := range using.All() {
		if n := using.Ahead[role]; n > 0 && (now == nil || !now.Has(role)) {
			lines = append(lines, r.print.N("turn.use.given_line", n, "role", capital(page.Thing(r.print, role))))
		}
	}
	return lines
}

// seenRoles are the roles that a form showed, as one word.
func seenRoles(roles []group.Role) string {
	words := make([]string, len(roles))
	for i, role := range roles {
		words[i] = string(role)
	}
	return strings.Join(words, " ")
}

func readUse(f *form) group.Use {
	u := group.Use{Was: group.Uses{}, Now: group.Uses{}, Given: group.Fate(f.text("given"))}
	for word := range strings.FieldsSeq(f.Get("seen")) {
		u.Was = append(u.Was, group.Role(word))
	}
	for _, role := range f.Values["roles"] {
		u.Now = append(u.Now, group.Role(role))
	}
	return u
}

func (s *Server) turnUse(w http.ResponseWriter, r *request) error {
	g, using, err := s.turnUsing(r)
	if err != nil {
		return err
	}
	f := r.form()
	use := readUse(f)
	saved, err := f.save(use.Check(), func() error { return s.Turns.Use(r.Context(), r.actor, g.ID, use) })
	switch {
	case domain.KindOf(err) == domain.KindStale:
		return s.turnUsePage(w, r, http.StatusConflict, g, using, f.state(r.URL.Path), use, []kit.Difference{
			{Name: r.print.T("turn.ready.roles_short"), Mine: thingWords(r, use.Now.All()), Theirs: thingWords(r, using.All())},
		})
	case err != nil:
		return err
	case !saved:
		return s.turnUsePage(w, r, http.StatusUnprocessableEntity, g, using, f.state(r.URL.Path), use, nil)
	}
	return s.seeOther(w, r, turnsPath(g.ID), "turn.said.use")
}
