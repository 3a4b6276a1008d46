package web

import (
	"net/http"
	"net/url"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/relay"
	"krag/internal/flow"
	"krag/internal/web/kit"
	page "krag/internal/web/page/group"
)

// invitedPath is the address of an invitation, for whoever has it.
func invitedPath(r *request) string { return "/join/" + r.PathValue("token") }

// invitedShow tells somebody who was invited to which group, by its neutral name,
// and asks how to call them.
func (s *Server) invitedShow(w http.ResponseWriter, r *request) error {
	v, err := s.Invitations.At(r.Context(), r.PathValue("token"), nil)
	if err != nil {
		return s.countGone(r, err)
	}
	return render(w, r, http.StatusOK, s.invitedPage(w, r, v, newForm(invitedPath(r)), url.Values{}))
}

func (s *Server) invitedPage(w http.ResponseWriter, r *request, v group.InvitedTo, f kit.Form, typed url.Values) page.Invited {
	t := r.print.T
	p := s.countFrame(w, r, t("invitation.one"))
	p.Flawed = f.Flawed()
	pseudonym := lineField(f, typed, "pseudonym", t("relay.join.pseudonym"), relay.MaxPseudonym)
	pseudonym.Hint = t("relay.join.pseudonym_hint")
	show := page.Invited{
		Page: p, Form: f, Lead: t("invitation.to", "group", v.Name), Pseudonym: pseudonym,
		Notes: []string{t("invitation.free"), t("invitation.kept"), t("invitation.leave")},
	}
	if v.Rhythm != "" {
		show.Notes = append([]string{t("invitation.meets", "when", v.Rhythm)}, show.Notes...)
	}
	if v.Agreed != nil {
		show.Rules, show.RulesLang = ruleTexts(v.Agreed.Rules), v.Agreed.Lang
		accepts := kit.Choice{
			Field:   kit.Field{Name: "accepts", Label: t("group_agreement.accepts.label"), Error: f.Error("accepts")},
			Options: kit.Choose([]kit.Option{{Value: v.Agreed.ID.String(), Label: t("invitation.accepts")}}, typed.Get("accepts")),
		}
		show.Accepts = &accepts
	}
	return show
}

// invitedJoin has somebody join by their invitation, and shows them their private
// link, this once.
func (s *Server) invitedJoin(w http.ResponseWriter, r *request) error {
	f, token := r.form(), r.PathValue("token")
	n := flow.Accepting{Form: formID[domain.MembershipID](f).UUID, Pseudonym: f.text("pseudonym"), Accepts: fieldID[domain.EditionID](f, "accepts")}
	var door string
	joined, err := f.save(n.Check(), func() (err error) {
		if err := s.Accounts.Joins(r.Context(), s.client(r.Request)); err != nil {
			return err
		}
		door, err = s.Flow.Accept(r.Context(), token, n)
		return err
	})
	switch {
	case domain.KindOf(err) == domain.KindGone:
		return s.countGone(r, err)
	case err != nil:
		return err
	case joined:
		t := r.print.T
		return render(w, r, http.StatusOK, page.Invitation{
			Page: s.countFrame(w, r, t("invitation.joined.title")), Lead: t("invitation.joined.lead"), Printed: t("member.link.printed"),
			Secret: kit.Secret{URL: s.BaseURL + "/in/" + door, Note: t("member.link.own_phone"), Lasting: true},
			Enter:  &kit.Link{Text: t("invitation.joined.enter"), Href: "/in/" + door},
		})
	}
	v, err := s.Invitations.At(r.Context(), token, group.FormHash(n.Form))
	if err != nil {
		return s.countGone(r, err)
	}
	switch {
	case f.found("group.full"):
		f.problems = domain.Problems{domain.Conflict("invitation.full")}
	case !f.ok() && v.Agreed != nil && n.Accepts != v.Agreed.ID: // all at once, and said to whoever joins
		f.problems = slices.DeleteFunc(f.problems, func(p *domain.Error) bool { return p.Field == "accepts" })
		f.note("accepts", domain.Invalid("invitation.accepts_missing"))
	}
	return render(w, r, flawed(w, f), s.invitedPage(w, r, v, f.state(invitedPath(r)), f.Values))
}
