package web

import (
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/web/kit"
	page "krag/internal/web/page/equipment"
	"krag/internal/web/page/house"
)

func (s *Server) groupAgreementAgreeShow(w http.ResponseWriter, r *request) error {
	a, err := s.drafted(r)
	if err != nil {
		return err
	}
	v := url.Values{}
	putDate(v, "on", s.today(r))
	putDate(v, "review", s.today(r).AddMonths(group.ReviewAfter))
	return s.groupAgreementAgreePage(w, r, http.StatusOK, a, editForm(r.URL.Path, a.draft.ID.UUID, a.draft.Version), v)
}

func (s *Server) groupAgreementAgreePage(w http.ResponseWriter, r *request, status int, a agreed, f kit.Form, v url.Values) error {
	t := r.print.T
	date := func(name string) kit.DateField {
		return kit.DateField{Name: name, Error: f.Error(name)}.Typed(v)
	}
	on, review := date("on"), date("review")
	on.Label, review.Label, review.Hint = t("group_agreement.agree.on"), t("group_agreement.agree.review"), t("group_agreement.agree.review_hint")
	ask := page.Ask{
		Page: s.rulesPart(w, r, a.Group, t("group_agreement.agree.title")), Form: f, Over: a.Neutral, Lead: t("group_agreement.agree.lead"), Button: t("group_agreement.agree.button"),
		Fields: []templ.Component{
			kit.DateInput(on),
			kit.NumberInput(kit.Field{Name: "present", Label: t("group_agreement.agree.present"), Hint: t("group_agreement.agree.present_hint"), Value: v.Get("present"), Error: f.Error("present")}),
			kit.DateInput(review),
		},
		Below: []page.Part{{ID: "draft", Title: t("group_agreement.draft.title"), Body: kit.Numbered(a.draft.Lang, ruleTexts(a.draft.Rules))}},
	}
	ask.Flawed = f.Flawed()
	return render(w, r, status, ask)
}

func (s *Server) groupAgreementAgree(w http.ResponseWriter, r *request) error {
	a, err := s.agreedOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	o := group.Outcome{On: f.date("on"), Present: f.count("present", 1, group.MostAgree), ReviewOn: f.date("review")}
	id := formID[domain.EditionID](f)
	done, err := f.save(o.Check(s.today(r)), func() error {
		return s.Agreements.Agree(r.Context(), r.actor, a.ID, id, f.version(), o, s.today(r))
	})
	if domain.KindOf(err) == domain.KindStale {
		return s.seeOther(w, r, rulesPath(a.ID), "group_agreement.said.changed")
	}
	if err != nil {
		return err
	}
	if !done {
		if a.draft == nil {
			return s.seeOther(w, r, rulesPath(a.ID), "group_agreement.said.changed")
		}
		return s.groupAgreementAgreePage(w, r, http.StatusUnprocessableEntity, a, f.state(r.URL.Path), f.Values)
	}
	return s.seeOther(w, r, rulesPath(a.ID), "group_agreement.said.agreed")
}

func (s *Server) groupAgreementDropShow(w http.ResponseWriter, r *request) error {
	a, err := s.drafted(r)
	if err != nil {
		return err
	}
	t := r.print.T
	return render(w, r, http.StatusOK, house.Confirm{Page: s.rulesPart(w, r, a.Group, t("group_agreement.drop.title")), Confirmation: kit.Confirmation{
		Form: editForm(r.URL.Path, a.draft.ID.UUID, a.draft.Version), Title: t("group_agreement.drop.title"), Lead: a.Neutral, Danger: true, Button: t("group_agreement.drop.button"),
		Will: []string{t("group_agreement.drop.will"), t("group_agreement.drop.stays")}, Back: kit.Link{Text: t("group_agreement.drop.keep"), Href: rulesPath(a.ID)},
	}})
}

func (s *Server) groupAgreementDrop(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	id := formID[domain.EditionID](f)
	if err := f.problems.Err(); err != nil {
		return err
	}
	err = s.Agreements.Drop(r.Context(), r.actor, g.ID, id, f.version())
	if domain.KindOf(err) == domain.KindStale {
		return s.seeOther(w, r, rulesPath(g.ID), "group_agreement.said.changed")
	}
	if err != nil {
		return err
	}
	return s.seeOther(w, r, rulesPath(g.ID), "group_agreement.said.dropped")
}

// meAgreement is what the own group agreed on, for a member to read and accept.
func (s *Server) meAgreement(w http.ResponseWriter, r *request) error {
	e, accepted, err := s.Agreements.Own(r.Context(), r.actor, r.session.Group)
	if err != nil {
		return err
	}
	t := r.print.T
	p := s.meFrame(w, r)
	p.Title, p.Back = t("group_agreement.me.title"), &kit.Link{Text: t("message.record.back"), Href: "/me"}
	if e == nil {
		return render(w, r, http.StatusOK, page.Show{Page: p, Heading: p.Title, Empty: &kit.Empty{Text: t("group_agreement.none_yet")}})
	}
	lines := kit.Numbered(e.Lang, ruleTexts(e.Rules))
	if accepted {
		return render(w, r, http.StatusOK, page.Show{Page: p, Heading: p.Title, Lead: t("group_agreement.me.accepted"), First: lines})
	}
	return render(w, r, http.StatusOK, page.Ask{
		Page: p, Form: editForm(r.URL.Path, e.ID.UUID, e.Version), Lead: t("group_agreement.me.lead"), Fields: []templ.Component{lines}, Button: t("group_agreement.me.accept"),
	})
}

func (s *Server) meAgreementAccept(w http.ResponseWriter, r *request) error {
	if err := onlyMember(r); err != nil {
		return err
	}
	f := r.form()
	id := formID[domain.EditionID](f)
	if err := f.problems.Err(); err != nil {
		return err
	}
	err := s.Agreements.AcceptOwn(r.Context(), r.actor, r.session.Group, id, s.today(r))
	if domain.KindOf(err) == domain.KindStale {
		return s.seeOther(w, r, "/me/agreement", "group_agreement.said.changed")
	}
	if err != nil {
		return err
	}
	return s.seeOther(w, r, "/me/agreement", "group_agreement.said.accepted")
}
