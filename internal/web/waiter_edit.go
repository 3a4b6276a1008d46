package web

import (
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/flow"
	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	page "krag/internal/web/page/group"
)

func awaitPath(id domain.GroupID) string { return waitingPath(id) + "/new" }

func awaitKnownPath(id domain.GroupID) string { return waitingPath(id) + "/known" }

func (s *Server) waiterNewShow(w http.ResponseWriter, r *request) error {
	return s.awaitNew(w, r, false)
}

// waiterKnownShow offers who is known already.
func (s *Server) waiterKnownShow(w http.ResponseWriter, r *request) error {
	return s.awaitNew(w, r, true)
}

// waiterKnown offers those whose pseudonym holds the words that were sent.
func (s *Server) waiterKnown(w http.ResponseWriter, r *request) error {
	if r.form().text("q") == "" {
		return s.seeOther(w, r, r.URL.Path, "")
	}
	return s.awaitNew(w, r, true)
}

func (s *Server) awaitNew(w http.ResponseWriter, r *request, known bool) error {
	g, err := s.joinable(r)
	if err != nil {
		return err
	}
	v := url.Values{}
	putDate(v, "on", s.today(r))
	return s.awaitPage(w, r, http.StatusOK, g, newForm(awaitPath(g.ID)), v, known, "")
}

// awaitInstead is the form of somebody who found no place: it puts them on the
// list, and says so instead of what was to be mended.
func awaitInstead(f *form, g group.Group) kit.Form {
	again := f.state(awaitPath(g.ID))
	again.Problems = nil
	return again
}

// awaitPage asks who waits for a place, and since when. Why says why they are
// asked to wait, when they are.
func (s *Server) awaitPage(w http.ResponseWriter, r *request, status int, g group.Group, f kit.Form, v url.Values, known bool, why string) error {
	all, d, err := s.Groups.Waiting(r.Context(), r.actor, g.ID)
	if err != nil {
		return err
	}
	t := r.print.T
	p := s.groupPart(w, r, g, t("waiting.new.title"))
	p.Crumbs, p.Flawed = append(p.Crumbs, kit.Link{Text: t("waiting.title"), Href: waitingPath(g.ID)}), f.Flawed()
	j := page.Join{
		Page: p, Form: f, Waits: true, Why: why, Known: known, Values: v,
		Tabs: []kit.Tab{
			{Link: kit.Link{Text: t("member.join.new"), Href: awaitPath(g.ID)}, Here: !known},
			{Link: kit.Link{Text: t("member.join.known"), Href: awaitKnownPath(g.ID)}, Here: known},
		},
	}
	if known {
		if err := s.offerPeople(r, g, &j, awaitKnownPath(g.ID), outsiders(all)); err != nil {
			return err
		}
		if j.None != "" {
			j.None = t("waiting.new.nobody")
		}
	}
	if len(all) == 0 && !d.Full && !d.Asks && status == http.StatusOK {
		j.None, j.Further = t("waiting.room"), []kit.Link{{Text: t("group.show.add"), Href: joinPath(g.ID)}}
	}
	return render(w, r, status, j)
}

func (s *Server) waiterNew(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := flow.Awaiting{ID: formID[domain.WaiterID](f), Group: g.ID, Pseudonym: f.text("pseudonym"), Since: f.date("on")}
	known, today := f.yes("known"), s.today(r)
	check := n.Check(today)
	if known {
		n.Person = fieldID[domain.PersonID](f, "person")
		check = awaitCheck(n, today)
	}
	put, err := f.save(check, func() error { return s.Flow.Await(r.Context(), r.actor, n, today) })
	if err != nil {
		return err
	}
	if !put {
		return s.awaitPage(w, r, http.StatusUnprocessableEntity, g, f.state(awaitPath(g.ID)), f.Values, known, "")
	}
	return s.seeOther(w, r, waitingPath(g.ID), "waiting.said.added")
}

// awaitCheck asks for somebody, where the flow would take nobody for somebody new.
func awaitCheck(n flow.Awaiting, today domain.Date) error {
	if !n.Person.IsZero() {
		return n.Check(today)
	}
	var p domain.Problems
	p.Add("person", "member.person.missing")
	flow.CheckSince(&p, n.Since, today)
	return p.Err()
}

// queued is somebody in the waiting list of the group of the path.
type queued struct {
	group.Waiter
	group  group.Group
	before int // who waits longer
}

func (s *Server) waiterOf(r *request) (q queued, err error) {
	if q.group, err = s.groupOf(r); err != nil {
		return q, err
	}
	entry, err := pathID[domain.WaiterID](r, "waiter")
	if err != nil {
		return q, err
	}
	q.Waiter, q.before, err = s.Groups.Waits(r.Context(), r.actor, q.group.ID, entry)
	return q, err
}

func (s *Server) waitingFrame(w http.ResponseWriter, r *request, g group.Group, title string) kit.Page {
	p := s.groupPart(w, r, g, title)
	p.Crumbs = append(p.Crumbs, kit.Link{Text: r.print.T("waiting.title"), Href: waitingPath(g.ID)})
	return p
}

func (s *Server) waiterJoinShow(w http.ResponseWriter, r *request) error {
	q, err := s.waiterOf(r)
	if err != nil {
		return err
	}
	v := url.Values{}
	putDate(v, "on", s.today(r))
	return s.letInPage(w, r, http.StatusOK, q, newForm(r.URL.Path), v)
}

// letInPage asks since when somebody who waited belongs to the group.
func (s *Server) letInPage(w http.ResponseWriter, r *request, status int, q queued, f kit.Form, v url.Values) error {
	door, err := s.Groups.Door(r.Context(), r.actor, q.group.ID)
	if err != nil {
		return err
	}
	agreed, err := s.Agreements.All(r.Context(), r.actor, q.group.ID)
	if err != nil {
		return err
	}
	t := r.print.T
	title, who := t("waiting.join.link"), q.Pseudonym.Reveal()
	if door.Full && status == http.StatusOK {
		return render(w, r, status, ask.Show{
			Page: s.waitingFrame(w, r, q.group, title), Over: who, Heading: title, Lead: t("group.full", "most", q.group.Description.Most),
			More: []kit.Link{s.toWaiting(r, q.group, door)},
		})
	}
	a := ask.Ask{Page: s.waitingFrame(w, r, q.group, title), Form: f, Over: who, Lead: t("waiting.join.lead", "date", r.print.Date(q.Since)), Button: t("member.join.save")}
	a.Flawed = f.Flawed()
	if q.before > 0 {
		a.Fields = append(a.Fields, ask.Lines([]string{r.print.N("waiting.before", q.before)}))
	}
	j := page.Join{Page: a.Page, Form: f, Values: v, Asks: door.Asks}
	if e := group.InForce(agreed); e != nil {
		j.Edition, j.Rules = e.ID.String(), &kit.Link{Text: t("group_agreement.accepts.read"), Href: rulesPath(q.group.ID)}
	}
	a.Fields = append(a.Fields, append([]templ.Component{kit.HiddenInput("person", q.Person.String())}, j.Entry()...)...)
	return render(w, r, status, a)
}

func (s *Server) waiterJoin(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	j := flow.Joining{ID: formID[domain.MembershipID](f), Group: g.ID, Person: fieldID[domain.PersonID](f, "person"), On: f.date("on"), Accepts: fieldID[domain.EditionID](f, "accepts"), AllTheSame: f.yes("all_the_same")}
	if j.Waited, err = pathID[domain.WaiterID](r, "waiter"); err != nil {
		return err
	}
	joined, err := f.save(knownCheck(j), func() error { return s.Flow.Join(r.Context(), r.actor, j) })
	if err != nil {
		return err
	}
	if !joined {
		q, err := s.waiterOf(r)
		if domain.KindOf(err) == domain.KindNotFound && f.found("waiting.over") {
			return domain.Conflict("waiting.over")
		}
		if err != nil {
			return err
		}
		return s.letInPage(w, r, http.StatusUnprocessableEntity, q, f.state(r.URL.Path), f.Values)
	}
	return s.seeOther(w, r, waitingPath(g.ID), "member.said.joined")
}

// waiterOffShow says what ends when somebody waits no longer.
func (s *Server) waiterOffShow(w http.ResponseWriter, r *request) error {
	q, err := s.waiterOf(r)
	if err != nil {
		return err
	}
	t := r.print.T
	title := t("waiting.off.title", "who", q.Pseudonym.Reveal())
	return render(w, r, http.StatusOK, kit.ConfirmPage(s.waitingFrame(w, r, q.group, t("waiting.off.link")), kit.Confirmation{
		Form: kit.Form{Action: r.URL.Path, ID: q.ID.String()}, Title: title,
		Will:   []string{t("waiting.off.place"), t("waiting.off.return"), t("waiting.off.known")},
		Button: t("waiting.off.do"), Back: kit.Link{Text: t("waiting.back"), Href: waitingPath(q.group.ID)},
	}))
}

func (s *Server) waiterOff(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	entry, err := pathID[domain.WaiterID](r, "waiter")
	if err != nil {
		return err
	}
	if err := s.Groups.StopWaiting(r.Context(), r.actor, g.ID, entry); err != nil {
		return err
	}
	return s.seeOther(w, r, waitingPath(g.ID), "waiting.said.off")
}
