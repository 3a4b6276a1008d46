package web

import (
	"net/http"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/meeting"
	"krag/internal/domain/plan"
	"krag/internal/web/kit"
	page "krag/internal/web/page/plan"
)

// heldOf is the meeting that the address names, with its plan.
func (s *Server) heldOf(r *request) (m meeting.Row, h plan.Held, err error) {
	if m, err = s.meetingOf(r); err != nil {
		return m, h, err
	}
	h, err = s.Plans.OfMeeting(r.Context(), r.actor, m.ID)
	return m, h, err
}

// meetingPlanRead is the plan of a meeting, with the hours of the clock.
func (s *Server) meetingPlanRead(w http.ResponseWriter, r *request) error {
	m, h, err := s.heldOf(r)
	if err != nil {
		return err
	}
	t, path := r.print.T, "/meetings/"+m.ID.String()
	choose := s.chooseLink(r, m, h)
	if h.Plan == nil {
		b := page.Bare{Page: s.meetingFrame(w, r, m, t("plan.choose.title")), Empty: kit.Empty{Text: t("plan.choose.nothing"), Action: choose}}
		if choose == nil {
			b.Empty.Text = t("plan.choose.nothing_others")
		}
		b.Crumbs = append(b.Crumbs, kit.Link{Text: s.when(r, m.Meeting), Href: path})
		return render(w, r, http.StatusOK, b)
	}
	v := page.Read{
		Page: s.meetingFrame(w, r, m, h.Plan.Title), Over: m.GroupName + ", " + s.when(r, m.Meeting), Facts: planFacts(r, *h.Plan)[:2],
		Text: planText(r, *h.Plan, h.Lang, clockOf(r, h)), Note: tooLong(r, h), Main: &kit.Link{Text: t("plan.run.link"), Href: path + "/run"},
	}
	o, err := s.agreedAt(r, m.Meeting)
	if err != nil {
		return err
	}
	v.ToDo = s.agreedPoints(r, o)
	v.Crumbs = append(v.Crumbs, kit.Link{Text: s.when(r, m.Meeting), Href: path})
	if choose != nil {
		v.Links = []kit.Link{*choose}
	}
	return render(w, r, http.StatusOK, v)
}

// tooLong says that a plan takes longer than its meeting.
func tooLong(r *request, h plan.Held) string {
	there := int(h.Meeting.EndsAt.Sub(h.Meeting.StartsAt) / time.Minute)
	if h.Plan.Minutes() <= there {
		return ""
	}
	return r.print.T("plan.choose.long", "plan", page.Lasts(r.print, h.Plan.Minutes()), "meeting", page.Lasts(r.print, there))
}

// chooseLink leads to the choice of a plan, for whoever plans the meeting.
func (s *Server) chooseLink(r *request, m meeting.Row, h plan.Held) *kit.Link {
	if m.State == meeting.Cancelled || !s.policy.May(r.actor, plan.ActChoose) {
		return nil
	}
	text := r.print.T("plan.choose.link")
	if h.Plan != nil {
		text = r.print.T("plan.choose.change")
	}
	return &kit.Link{Text: text, Href: "/meetings/" + m.ID.String() + "/plan/choose"}
}

// planTerm is the plan on a meeting's page.
func (s *Server) planTerm(r *request, m meeting.Row) (term kit.Term, err error) {
	h, err := s.Plans.OfMeeting(r.Context(), r.actor, m.ID)
	if err != nil {
		return term, err
	}
	term = kit.Term{Name: r.print.T("plan.choose.title"), Text: r.print.T("plan.choose.not_yet"), Link: s.chooseLink(r, m, h)}
	if h.Plan != nil {
		term.Text, term.Link = h.Plan.Title, &kit.Link{Text: r.print.T("plan.choose.read"), Href: "/meetings/" + m.ID.String() + "/plan"}
	}
	return term, nil
}

// planChooseShow asks which plan a meeting has.
func (s *Server) planChooseShow(w http.ResponseWriter, r *request) error {
	m, c, err := s.choices(r)
	if err != nil {
		return err
	}
	if m.State == meeting.Cancelled {
		return domain.Conflict("meeting.cancelled")
	}
	return s.choosePage(w, r, http.StatusOK, m, c, editForm(r.URL.Path, m.ID.UUID, c.Chosen.Version), chosenValue(c.Chosen.Ref), nil)
}

func (s *Server) choices(r *request) (m meeting.Row, c plan.Choice, err error) {
	if m, err = s.meetingOf(r); err != nil {
		return m, c, err
	}
	c, err = s.Plans.Choices(r.Context(), r.actor, m.ID, planLang(r))
	return m, c, err
}

// chosenValue is a pointer as an answer of the form: an id, or a slug with its
// language.
func chosenValue(at plan.Ref) string {
	switch {
	case !at.Own.IsZero():
		return at.Own.String()
	case at.Slug != "":
		return string(at.Lang) + ":" + at.Slug
	}
	return ""
}

func chosenRef(value string) (at plan.Ref) {
	if id, err := domain.ParseID[domain.PlanID](value); err == nil {
		return plan.Ref{Own: id}
	}
	if len(value) > 3 && value[2] == ':' {
		return plan.Ref{Lang: plan.Lang(value[:2]), Slug: value[3:]}
	}
	return at
}

func (s *Server) choosePage(w http.ResponseWriter, r *request, status int, m meeting.Row, c plan.Choice, f kit.Form, chosen string, stale []kit.Difference) error {
	v := page.Choose{
		Page: s.meetingFrame(w, r, m, r.print.T("plan.choose.title")), Form: f, Group: m.GroupName + ", " + s.when(r, m.Meeting),
		Chosen: chosen, Near: nearOptions(r, c), All: allOptions(r, c), Other: r.form().text("plan") == page.Another, Stale: stale,
	}
	v.Flawed = f.Flawed()
	v.Crumbs = append(v.Crumbs, kit.Link{Text: s.when(r, m.Meeting), Href: "/meetings/" + m.ID.String()})
	return render(w, r, status, v)
}

func libraryOption(r *request, p plan.Plan, lang plan.Lang) kit.Option {
	return kit.Option{
		Value: chosenValue(plan.Ref{Slug: p.Slug, Lang: lang}), Label: p.Title,
		Hint: occasionName(r, p.Occasion) + ", " + page.Lasts(r.print, p.Minutes()),
	}
}

// nearOptions are what suits now, and none at all.
func nearOptions(r *request, c plan.Choice) (options []kit.Option) {
	for _, p := range c.Suggested {
		options = append(options, libraryOption(r, p, planLang(r)))
	}
	return append(options, kit.Option{Value: "", Label: r.print.T("plan.choose.none")})
}

// allOptions are the own plans and then the library's. What is chosen now is
// among them in whichever language it is.
func allOptions(r *request, c plan.Choice) (options []kit.Option) {
	for _, o := range c.Own {
		options = append(options, kit.Option{Value: o.ID.String(), Label: r.print.T("plan.choose.own", "title", o.Title)})
	}
	for _, p := range c.Library {
		options = append(options, libraryOption(r, p, planLang(r)))
	}
	now := chosenValue(c.Chosen.Ref)
	if c.Plan != nil && !slices.ContainsFunc(options, func(o kit.Option) bool { return o.Value == now }) {
		options = append(options, kit.Option{Value: now, Label: c.Plan.Title})
	}
	return options
}

func (s *Server) planChoose(w http.ResponseWriter, r *request) error {
	m, c, err := s.choices(r)
	if err != nil {
		return err
	}
	f := r.form()
	value := f.text("plan")
	if value == page.Another {
		value = f.text("any")
	}
	if value != "" && chosenRef(value).IsZero() || !f.Has("plan") {
		f.note("plan", domain.Invalid("plan.choose.missing"))
	}
	saved, err := f.save(nil, func() error { return s.Plans.Choose(r.Context(), r.actor, m.ID, chosenRef(value), f.version()) })
	state := f.state(r.URL.Path)
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if _, c, err = s.choices(r); err != nil { // as it is now
			return err
		}
		state.Version = c.Chosen.Version
		all := append(nearOptions(r, c), allOptions(r, c)...)
		differ := []kit.Difference{{Name: r.print.T("plan.choose.title"), Mine: labelOf(all, value), Theirs: labelOf(all, chosenValue(c.Chosen.Ref))}}
		return s.choosePage(w, r, http.StatusConflict, m, c, state, value, differ)
	case err != nil:
		return err
	case !saved:
		return s.choosePage(w, r, http.StatusUnprocessableEntity, m, c, state, value, nil)
	}
	return s.seeOther(w, r, "/meetings/"+m.ID.String(), "plan.said.chosen")
}
