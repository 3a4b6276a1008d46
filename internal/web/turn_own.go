package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/web/kit"
	page "krag/internal/web/page/turn"
)

// turnPerson is whose part in which group a page is about: the member's own, or
// that of the person in the address, for whoever plans with the group.
type turnPerson struct {
	group.Own
	group group.Group // zero for a member
	id    domain.GroupID
	who   domain.PersonID
	base  string
	mine  bool
}

func (s *Server) turnPersonOf(r *request) (p turnPerson, err error) {
	if r.PathValue("person") == "" {
		p = turnPerson{id: r.session.Group, who: r.actor.Person, base: "/me/turns", mine: true}
		if err := onlyMember(r); err != nil {
			return p, err
		}
		p.Own, err = s.Turns.Own(r.Context(), r.actor, p.id)
		return p, err
	}
	if p.group, err = s.groupOf(r); err != nil {
		return p, err
	}
	p.id = p.group.ID
	if p.who, err = pathID[domain.PersonID](r, "person"); err != nil {
		return p, err
	}
	p.base = memberPath(p.id, p.who) + "/turns"
	p.Own, err = s.Turns.Person(r.Context(), r.actor, p.id, p.who)
	return p, err
}

// title is a line for the member, or one about the person.
func (p turnPerson) title(r *request, mine, theirs string) string {
	if p.mine {
		return r.print.T(mine)
	}
	return r.print.T(theirs, "who", p.Member.Pseudonym.Reveal())
}

// frame is the frame of a page about one person's part. The name of the person
// stands in no title.
func (p turnPerson) frame(s *Server, w http.ResponseWriter, r *request) kit.Page {
	if p.mine {
		f := s.meFrame(w, r)
		f.Back, f.Help = &kit.Link{Text: r.print.T("turn.own.back"), Href: "/me"}, helpAbout(r, aboutRoles)
		return f
	}
	f := s.turnPart(w, r, p.group, r.print.T("turn.own.title"))
	f.Help = helpAbout(r, aboutRoles)
	return f
}

func (p turnPerson) back(r *request) kit.Link {
	return kit.Link{Text: r.print.T("turn.own.keep"), Href: p.base}
}

// turnOwnShow is what one person will do, is ready for, and when they are away.
func (s *Server) turnOwnShow(w http.ResponseWriter, r *request) error {
	p, err := s.turnPersonOf(r)
	if err != nil {
		return err
	}
	v := page.Own{
		Page: p.frame(s, w, r), Heading: p.title(r, "turn.own.mine", "turn.own.theirs"), Mine: p.mine,
		Ready: wishTerms(r, p.Wish), ToReady: kit.Link{Text: r.print.T("turn.ready.link"), Href: p.base + "/ready"},
		ToAway: kit.Link{Text: r.print.T("turn.away.link"), Href: p.base + "/away"},
		Back:   kit.Link{Text: r.print.T("turn.back"), Href: turnsPath(p.id)},
	}
	if p.mine {
		v.Back = kit.Link{Text: r.print.T("turn.own.back"), Href: "/me"}
	} else {
		v.Share = shareWords(r, p.Share)
	}
	for _, round := range p.Rounds {
		v.Turns = append(v.Turns, s.ownLines(r, p, round)...)
	}
	if len(v.Turns) == 0 {
		v.None = p.title(r, "turn.own.none_mine", "turn.own.none")
	}
	for _, a := range p.Away {
		days := awayWords(r, a)
		v.Away = append(v.Away, kit.DateLine{Day: days, Link: &kit.Link{Text: r.print.T("turn.away.drop"), Href: p.base + "/away/" + a.ID.String(), Of: days}})
	}
	return render(w, r, http.StatusOK, v)
}

// ownLines are a meeting's roles of one person, a line each: a member can give
// each back.
func (s *Server) ownLines(r *request, p turnPerson, round group.Round) (lines []kit.DateLine) {
	when := capital(s.roundWhen(r, round))
	for _, role := range group.Roles {
		switch {
		case round.Who(role).IsZero():
		case p.mine:
			mine := page.Mine(r.print, role)
			lines = append(lines, kit.DateLine{Day: when, Text: mine, Link: &kit.Link{
				Text: r.print.T("turn.return.link"), Href: p.base + "/" + round.Meeting.String() + "/" + string(role), Of: when + ", " + mine,
			}})
		default:
			lines = append(lines, kit.DateLine{Day: when, Text: page.Role(r.print, role)})
		}
	}
	return lines
}

func (s *Server) turnReadyShow(w http.ResponseWriter, r *request) error {
	p, err := s.turnPersonOf(r)
	if err != nil {
		return err
	}
	return s.turnReadyPage(w, r, http.StatusOK, p, kit.Form{Action: r.URL.Path}, p.Wish, nil)
}

func (s *Server) turnReadyPage(w http.ResponseWriter, r *request, status int, p turnPerson, f kit.Form, w2 group.Wish, stale []kit.Difference) error {
	v := page.Ready{
		Page: p.frame(s, w, r), Form: f, Heading: p.title(r, "turn.ready.mine", "turn.ready.theirs"),
		Lead: p.title(r, "turn.ready.lead_mine", "turn.ready.lead"), Uses: p.Uses.All(), Seen: seenWish(p.Wish), Stale: stale, Back: p.back(r),
	}
	v.Flawed = f.Flawed()
	for _, role := range w2.Roles {
		v.Roles = append(v.Roles, string(role))
	}
	if w2.Most > 0 {
		v.Most = strconv.Itoa(w2.Most)
	}
	return render(w, r, status, v)
}

// seenWish is a wish as a form carries it, to know later what it showed.
func seenWish(w group.Wish) string {
	words := []string{strconv.Itoa(w.Most)}
	for _, role := range w.Roles {
		words = append(words, string(role))
	}
	return strings.Join(words, " ")
}

func wishSeen(text string) (w group.Wish) {
	for i, word := range strings.Fields(text) {
		if i == 0 {
			w.Most, _ = strconv.Atoi(word)
			continue
		}
		w.Roles = append(w.Roles, group.Role(word))
	}
	return w
}

func readWish(f *form, who domain.PersonID) group.Wish {
	w := group.Wish{Person: who}
	for _, role := range f.Values["roles"] {
		w.Roles = append(w.Roles, group.Role(role))
	}
	w.Most, _ = strconv.Atoi(f.text("most")) // what is no number is none of the choices
	return w
}

func (s *Server) turnReady(w http.ResponseWriter, r *request) error {
	p, err := s.turnPersonOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	wish := readWish(f, p.who)
	saved, err := f.save(wish.Check(), func() error { return s.Turns.Ready(r.Context(), r.actor, p.id, wishSeen(f.Get("seen")), wish) })
	switch {
	case domain.KindOf(err) == domain.KindStale:
		return s.turnReadyPage(w, r, http.StatusConflict, p, f.state(r.URL.Path), wish, []kit.Difference{
			{Name: r.print.T("turn.ready.roles_short"), Mine: wishWords(r, wish), Theirs: wishWords(r, p.Wish)},
		})
	case err != nil:
		return err
	case !saved:
		return s.turnReadyPage(w, r, http.StatusUnprocessableEntity, p, f.state(r.URL.Path), wish, nil)
	}
	return s.seeOther(w, r, p.base, "turn.said.ready")
}

func (s *Server) turnAwayShow(w http.ResponseWriter, r *request) error {
	p, err := s.turnPersonOf(r)
	if err != nil {
		return err
	}
	return s.turnAwayPage(w, r, http.StatusOK, p, newForm(r.URL.Path))
}

func (s *Server) turnAwayPage(w http.ResponseWriter, r *request, status int, p turnPerson, f kit.Form) error {
	v := page.Away{
		Page: p.frame(s, w, r), Form: f, Heading: p.title(r, "turn.away.mine", "turn.away.theirs"), Back: p.back(r),
		From:  kit.DateField{Name: "from", Label: r.print.T("turn.away.from"), Error: f.Error("from")}.Typed(r.PostForm),
		Until: kit.DateField{Name: "until", Label: r.print.T("turn.away.until"), Hint: r.print.T("turn.away.until_hint"), Error: f.Error("until")}.Typed(r.PostForm),
	}
	v.Flawed = f.Flawed()
	return render(w, r, status, v)
}

func (s *Server) turnAway(w http.ResponseWriter, r *request) error {
	p, err := s.turnPersonOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	a := group.Absence{ID: formID[domain.AbsenceID](f), Person: p.who, From: f.date("from"), Until: f.date("until")}
	if a.Until.IsZero() && f.ok() { // a single day need not be typed twice
		a.Until = a.From
	}
	saved, err := f.save(a.Check(s.today(r)), func() error { return s.Turns.Away(r.Context(), r.actor, p.id, a) })
	if err != nil {
		return err
	}
	if !saved {
		return s.turnAwayPage(w, r, http.StatusUnprocessableEntity, p, f.state(r.URL.Path))
	}
	return s.seeOther(w, r, p.base, "turn.said.away")
}

func (s *Server) turnBackShow(w http.ResponseWriter, r *request) error {
	p, err := s.turnPersonOf(r)
	if err != nil {
		return err
	}
	id, err := pathID[domain.AbsenceID](r, "absence")
	if err != nil {
		return err
	}
	at := slices.IndexFunc(p.Away, func(a group.Absence) bool { return a.ID == id })
	if at < 0 {
		return notFound()
	}
	return render(w, r, http.StatusOK, kit.ConfirmPage(p.frame(s, w, r), kit.Confirmation{
		Form: kit.Form{Action: r.URL.Path}, Title: r.print.T("turn.away.drop_title", "days", awayWords(r, p.Away[at])),
		Lead: p.title(r, "turn.away.drop_lead_mine", "turn.away.drop_lead"), Button: r.print.T("turn.away.drop"), Back: p.back(r),
	}))
}

func (s *Server) turnBack(w http.ResponseWriter, r *request) error {
	p, err := s.turnPersonOf(r)
	if err != nil {
		return err
	}
	id, err := pathID[domain.AbsenceID](r, "absence")
	if err != nil {
		return err
	}
	if err := s.Turns.Back(r.Context(), r.actor, p.id, p.who, id); err != nil {
		return err
	}
	return s.seeOther(w, r, p.base, "turn.said.back")
}

// turnReturnShow asks before a member gives a turn back.
func (s *Server) turnReturnShow(w http.ResponseWriter, r *request) error {
	p, err := s.turnPersonOf(r)
	if err != nil {
		return err
	}
	id, err := pathID[domain.MeetingID](r, "meeting")
	if err != nil {
		return err
	}
	role := group.Role(r.PathValue("role"))
	at := slices.IndexFunc(p.Rounds, func(round group.Round) bool { return round.Meeting == id && !round.Who(role).IsZero() })
	if at < 0 {
		return notFound()
	}
	return render(w, r, http.StatusOK, kit.ConfirmPage(p.frame(s, w, r), kit.Confirmation{
		Form: kit.Form{Action: r.URL.Path}, Title: r.print.T("turn.return.title"),
		Lead: capital(s.roundWhen(r, p.Rounds[at])) + ": " + page.Mine(r.print, role) + ".",
		Will: []string{r.print.T("turn.return.open"), r.print.T("turn.return.why")}, Button: r.print.T("turn.return.do"), Back: p.back(r),
	}))
}

func (s *Server) turnReturn(w http.ResponseWriter, r *request) error {
	if err := onlyMember(r); err != nil {
		return err
	}
	id, err := pathID[domain.MeetingID](r, "meeting")
	if err != nil {
		return err
	}
	if err := s.Turns.Return(r.Context(), r.actor, r.session.Group, id, group.Role(r.PathValue("role"))); err != nil {
		return err
	}
	return s.seeOther(w, r, "/me/turns", "turn.said.returned")
}
