package web

import (
	"net/http"
	"net/url"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/person"
	"krag/internal/flow"
	"krag/internal/web/kit"
	page "krag/internal/web/page/group"
)

func (s *Server) memberJoinShow(w http.ResponseWriter, r *request) error {
	return s.joinNew(w, r, false)
}

// memberKnownShow offers who is known already.
func (s *Server) memberKnownShow(w http.ResponseWriter, r *request) error {
	return s.joinNew(w, r, true)
}

// memberKnown offers those whose pseudonym holds the words that were sent.
func (s *Server) memberKnown(w http.ResponseWriter, r *request) error {
	if r.form().text("q") == "" {
		return s.seeOther(w, r, r.URL.Path, "")
	}
	return s.joinNew(w, r, true)
}

func (s *Server) joinNew(w http.ResponseWriter, r *request, known bool) error {
	g, err := s.joinable(r)
	if err != nil {
		return err
	}
	v := url.Values{}
	putDate(v, "on", s.today(r))
	return s.joinPage(w, r, http.StatusOK, g, newForm(joinPath(g.ID)), v, known)
}

func joinPath(id domain.GroupID) string { return groupPath(id) + "/members/new" }

func knownPath(id domain.GroupID) string { return groupPath(id) + "/members/known" }

// joinable is the group of the path, unless it is closed.
func (s *Server) joinable(r *request) (group.Group, error) {
	g, err := s.groupOf(r)
	if err == nil && g.Stage == group.Closed {
		err = domain.Conflict("group.closed")
	}
	return g, err
}

func (s *Server) joinPage(w http.ResponseWriter, r *request, status int, g group.Group, f kit.Form, v url.Values, known bool) error {
	p := s.groupPart(w, r, g, r.print.T("member.join.title"))
	p.Flawed = f.Flawed()
	j := page.Join{
		Page: p, Form: f, Known: known, Values: v, Ask: questions(r, g),
		Tabs: []kit.Tab{
			{Link: kit.Link{Text: r.print.T("member.join.new"), Href: joinPath(g.ID)}, Here: !known},
			{Link: kit.Link{Text: r.print.T("member.join.known"), Href: knownPath(g.ID)}, Here: known},
		},
	}
	agreed, err := s.Agreements.All(r.Context(), r.actor, g.ID)
	if err != nil {
		return err
	}
	if e := group.InForce(agreed); e != nil {
		j.Edition, j.Rules = e.ID.String(), &kit.Link{Text: r.print.T("group_agreement.accepts.read"), Href: rulesPath(g.ID)}
	}
	door, err := s.Groups.Door(r.Context(), r.actor, g.ID)
	if err != nil {
		return err
	}
	j.Asks = door.Asks
	if known {
		if err := s.offerPeople(r, g, &j, knownPath(g.ID), outsiders(nil)); err != nil {
			return err
		}
	}
	if door.Full && status == http.StatusOK {
		j.None = r.print.T("group.full", "most", g.Description.Most)
	}
	if door.Full || door.Asks || s.waitersNow(r, g, door) > 0 {
		j.Further = s.otherThanJoining(r, g, door)
	}
	return render(w, r, status, j)
}

// questions are what is asked before somebody comes to a group: what its kind says or,
// where nobody wrote that down, what holds for every group.
func questions(r *request, g group.Group) []string {
	if len(g.Criteria) > 0 {
		return g.Criteria
	}
	t := r.print.T
	return []string{t("member.ask.will"), t("member.ask.listens"), t("member.ask.safe")}
}

// otherThanJoining leads to the waiting list of a group, and to its description
// when that is what leaves no room.
func (s *Server) otherThanJoining(r *request, g group.Group, d group.Door) (links []kit.Link) {
	if s.policy.May(r.actor, group.ActWaiting) {
		links = append(links, s.toWaiting(r, g, d))
	}
	if d.Full && s.policy.May(r.actor, group.ActEdit) {
		links = append(links, kit.Link{Text: r.print.T("group.edit.link"), Href: groupPath(g.ID) + "/edit"})
	}
	return links
}

// outsiders words whoever does not belong to a group and does not wait for it where
// that is asked, and nobody else.
func outsiders(waiting []group.Waiter) func(p person.Person, belongs bool) string {
	return func(p person.Person, belongs bool) string {
		if belongs || waits(waiting, p.ID) {
			return ""
		}
		return p.Pseudonym.Reveal()
	}
}

func waits(waiting []group.Waiter, who domain.PersonID) bool {
	return slices.ContainsFunc(waiting, func(w group.Waiter) bool { return w.Person == who })
}

// offerPeople lists who is known, as label words them, without those for whom it has
// no words. When there are more than one list holds, a search narrows them down; what
// was found stays when the form comes back.
func (s *Server) offerPeople(r *request, g group.Group, j *page.Join, here string, label func(p person.Person, belongs bool) string) error {
	text := r.form().text("q")
	listed, err := s.People.List(r.Context(), r.actor, person.Query{Text: text, Page: domain.Page{Number: 1}, Compare: r.print.Compare})
	if err != nil {
		return err
	}
	members, err := s.Groups.Members(r.Context(), r.actor, g.ID)
	if err != nil {
		return err
	}
	for _, p := range listed.Rows {
		belongs := slices.ContainsFunc(members, func(m group.Member) bool { return m.Person == p.ID })
		if words := label(p, belongs); words != "" {
			j.People = append(j.People, kit.Option{Value: p.ID.String(), Label: words})
		}
	}
	if text != "" || listed.Total > domain.PageSize {
		j.Sought, j.Search = text, &kit.Filters{
			Action: here,
			Search: kit.Field{Name: "q", Label: r.print.T("member.join.search"), Value: text, Max: 60},
		}
	}
	if text != "" {
		j.Search.Clear = &kit.Link{Text: r.print.T("person.list.all"), Href: here}
	}
	if len(j.People) == 0 {
		j.None = r.print.T("member.join.nobody")
	}
	return nil
}

func (s *Server) memberJoin(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	j := flow.Joining{ID: formID[domain.MembershipID](f), Group: g.ID, Pseudonym: f.text("pseudonym"), On: f.date("on"), Accepts: fieldID[domain.EditionID](f, "accepts"), AllTheSame: f.yes("all_the_same")}
	known := f.yes("known")
	check := j.Check()
	if known {
		j.Person = fieldID[domain.PersonID](f, "person")
		check = knownCheck(j)
	}
	joined, err := f.save(check, func() error { return s.Flow.Join(r.Context(), r.actor, j) })
	if err != nil {
		return err
	}
	if !joined && f.found("group.full") {
		return s.awaitPage(w, r, http.StatusUnprocessableEntity, g, awaitInstead(f, g), f.Values, known, r.print.T("waiting.instead", "most", g.Description.Most))
	}
	if !joined {
		return s.joinPage(w, r, http.StatusUnprocessableEntity, g, f.state(joinPath(g.ID)), f.Values, known)
	}
	return s.seeOther(w, r, groupPath(g.ID), "member.said.joined")
}

// knownCheck asks for somebody, where the flow would take nobody for somebody new.
func knownCheck(j flow.Joining) error {
	if !j.Person.IsZero() {
		return j.Check()
	}
	var p domain.Problems
	p.Add("person", "member.person.missing")
	if j.On.IsZero() {
		p.Add("on", "member.on.missing")
	}
	return p.Err()
}
