package web

import (
	"net/http"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/handover"
)

// handoverRoutes are the pages about staff letting go of a group.
func (s *Server) handoverRoutes() []Route {
	return []Route{
		{"GET", "/groups/{id}/handover", group.ActHandoverShow, s.handoverShow},
		{"GET", "/groups/{id}/handover/sheet", group.ActHandoverShow, s.handoverSheet},
		{"GET", "/groups/{id}/handover/new", group.ActHandover, s.handoverNewShow},
		{"POST", "/groups/{id}/handover/new", group.ActHandover, s.handoverNew},
		{"GET", "/groups/{id}/handover/edit", group.ActHandover, s.handoverEditShow},
		{"POST", "/groups/{id}/handover/edit", group.ActHandover, s.handoverEdit},
		{"GET", "/groups/{id}/handover/call", group.ActHandover, s.handoverCallShow},
		{"POST", "/groups/{id}/handover/call", group.ActHandover, s.handoverCall},
		{"GET", "/groups/{id}/handover/tasks/new", group.ActHandover, s.handoverTaskNewShow},
		{"POST", "/groups/{id}/handover/tasks/new", group.ActHandover, s.handoverTaskNew},
		{"GET", "/groups/{id}/handover/tasks/{task}", group.ActHandover, s.handoverTaskShow},
		{"POST", "/groups/{id}/handover/tasks/{task}", group.ActHandover, s.handoverTask},
		{"POST", "/groups/{id}/handover/tasks/{task}/done", group.ActHandoverTick, s.handoverTick},
		{"GET", "/groups/{id}/handover/tasks/{task}/delete", group.ActHandover, s.handoverTaskDeleteShow},
		{"POST", "/groups/{id}/handover/tasks/{task}/delete", group.ActHandover, s.handoverTaskDelete},
	}
}

func handoverPath(id domain.GroupID) string { return groupPath(id) + "/handover" }

func handTaskPath(id domain.GroupID, task domain.TaskID) string {
	return handoverPath(id) + "/tasks/" + task.String()
}

// letting is a group on its way to going on alone, with the names of those who
// stand in its plan, as far as the reader may know them.
type letting struct {
	group.Group
	group.Letting
	people  []group.Member
	known   bool // whether the reader may know who belongs
	keepers []room.Keeper
	staff   bool // whether the reader may know who of the staff it is
}

func (s *Server) lettingOf(r *request) (l letting, err error) {
	if l.Group, err = s.groupOf(r); err != nil {
		return l, err
	}
	if l.Letting, err = s.Handovers.Show(r.Context(), r.actor, l.Group.ID, s.today(r)); err != nil {
		return l, err
	}
	if l.known = s.policy.May(r.actor, group.ActMembers); l.known {
		if l.people, err = s.Groups.Members(r.Context(), r.actor, l.Group.ID); err != nil {
			return l, err
		}
	}
	if l.staff = s.policy.May(r.actor, room.ActKeys); l.staff {
		l.keepers, err = s.Rooms.Keepers(r.Context(), r.actor)
	}
	return l, err
}

// begun is a group whose hand-over was begun.
func (s *Server) lettingBegun(r *request) (letting, error) {
	l, err := s.lettingOf(r)
	if err == nil && l.Handover == nil {
		err = notFound()
	}
	return l, err
}

// person names somebody of the group. Who may not know who belongs reads only
// that it is somebody of the group.
func (l letting) person(r *request, id domain.PersonID) string {
	if !l.known {
		return r.print.T("handover.owner.member")
	}
	for _, m := range l.people {
		if m.Person == id {
			return m.Pseudonym.Reveal()
		}
	}
	return r.print.T("handover.owner.left")
}

func (l letting) user(r *request, id domain.UserID) string {
	if !l.staff {
		return r.print.T("handover.owner.staff")
	}
	return keeperName(r, id, l.keepers)
}

// handoverPart is the frame of a page below a group's hand-over.
func (s *Server) handoverPart(w http.ResponseWriter, r *request, g group.Group, title string) kit.Page {
	p := s.groupPart(w, r, g, title)
	p.Crumbs = append(p.Crumbs, kit.Link{Text: r.print.T("handover.title"), Href: handoverPath(g.ID)})
	return p
}

// handoverShow is what speaks for a group going on alone, and the plan.
func (s *Server) handoverShow(w http.ResponseWriter, r *request) error {
	l, err := s.lettingOf(r)
	if err != nil {
		return err
	}
	t := r.print.T
	v := page.Show{Page: s.groupPart(w, r, l.Group, t("handover.title")), Over: l.Neutral, Lead: t("handover.lead")}
	v.Help = helpForInsider(r, l.Group.ID, helpAbout(r, aboutStages))
	if l.Stage != group.Closed {
		v.There, v.Missing = s.readyFacts(r, l.Group, l.Ready)
	}
	v.Call = s.callsOf(r, l)
	s.handoverActs(r, l, &v)
	if l.Handover != nil {
		if v.Frame, err = s.frameTerms(r, l); err != nil {
			return err
		}
		v.Steps = s.handSteps(r, l, true)
	}
	return render(w, r, http.StatusOK, v)
}

func (s *Server) handoverActs(r *request, l letting, v *page.Show) {
	t, base := r.print.T, handoverPath(l.Group.ID)
	writes := s.policy.May(r.actor, group.ActHandover) && l.Stage != group.Closed
	begin := kit.Link{Text: t("handover.new.link"), Href: base + "/new"}
	switch {
	case l.Handover != nil:
		if writes {
			v.Main = &kit.Link{Text: t("handover.task.new"), Href: base + "/tasks/new"}
			v.Acts = append(v.Acts, kit.Link{Text: t("handover.edit.link"), Href: base + "/edit"})
		}
		v.Acts = append(v.Acts, kit.Link{Text: t("handover.sheet.link"), Href: base + "/sheet"})
	case writes:
		v.Empty = &kit.Empty{Text: t("handover.none"), Action: &begin}
	default:
		v.Empty = &kit.Empty{Text: t("handover.none_yet")}
	}
}

// handoverSheet is the plan on paper.
func (s *Server) handoverSheet(w http.ResponseWriter, r *request) error {
	l, err := s.lettingBegun(r)
	if err != nil {
		return err
	}
	t := r.print.T
	v := page.Show{
		Page: s.handoverPart(w, r, l.Group, t("handover.sheet.title")), Over: l.Neutral, Prints: true,
		Lead: t("handover.sheet.lead", "date", r.print.Date(s.today(r))), Steps: s.handSteps(r, l, false),
	}
	v.Frame, err = s.frameTerms(r, l)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, v)
}

// frameTerms say who accompanies a group, until when, and who takes over.
func (s *Server) frameTerms(r *request, l letting) ([]kit.Term, error) {
	t, h := r.print.T, l.Handover
	led, err := s.Meetings.Accompanied(r.Context(), r.actor, l.Group.ID)
	if err != nil {
		return nil, err
	}
	who := kit.Term{Name: t("handover.frame.animator"), Text: t("handover.frame.nobody")}
	if !h.Animator.IsZero() {
		who.Text = l.user(r, h.Animator)
	}
	until := kit.Term{Name: t("handover.frame.until"), Text: t("handover.frame.no_day")}
	if !h.Until.IsZero() {
		until.Text = r.print.DateLong(h.Until, s.today(r))
	}
	next := kit.Term{Name: t("handover.frame.successor"), Need: t("handover.frame.no_successor")}
	if !h.Successor.IsZero() {
		next.Need, next.Text = "", l.person(r, h.Successor)
	}
	terms := []kit.Term{who, until}
	if l.Accompanied > 0 {
		terms = append(terms, kit.Term{Name: t("handover.frame.meetings"), Text: t("handover.frame.of", "n", led, "of", l.Accompanied)})
	}
	return append(terms, next), nil
}

// handSteps are the four steps with their tasks.
func (s *Server) handSteps(r *request, l letting, acts bool) (steps []page.Step) {
	for _, step := range group.HandSteps {
		one := page.Step{ID: string(step), Title: r.print.T(i18n.Key("handover.steps", string(step))), Aim: r.print.T(i18n.Key("handover.aims", string(step)))}
		for _, task := range l.Handover.Of(step) {
			one.Tasks = append(one.Tasks, s.handTask(r, l, task, acts))
		}
		steps = append(steps, one)
	}
	return steps
}

func (s *Server) handTask(r *request, l letting, task group.HandTask, acts bool) page.Task {
	t := r.print.T
	one := page.Task{Text: task.Text, Done: !task.Done.IsZero()}
	var notes []string
	if owner := l.owner(r, task); owner != "" {
		notes = append(notes, owner)
	}
	switch {
	case one.Done:
		notes = append(notes, t("handover.task.done_on", "date", r.print.Date(task.Done)))
	case task.Overdue(s.today(r)):
		one.Need = t("handover.task.overdue", "date", r.print.Date(task.Due))
	case !task.Due.IsZero():
		notes = append(notes, t("handover.task.until", "date", r.print.Date(task.Due)))
	}
	one.Notes = strings.Join(notes, ", ")
	if !acts || l.Stage == group.Closed {
		return one
	}
	if s.policy.May(r.actor, group.ActHandoverTick) {
		one.Tick = tickOf(r, l, task)
	}
	if s.policy.May(r.actor, group.ActHandover) {
		one.Edit = &kit.Link{Text: t("handover.task.edit"), Href: handTaskPath(l.Group.ID, task.ID), Of: task.Text}
	}
	return one
}

// owner says whose a task is, nothing when it is nobody's yet.
func (l letting) owner(r *request, task group.HandTask) string {
	switch {
	case !task.Person.IsZero():
		return l.person(r, task.Person)
	case !task.User.IsZero():
		return l.user(r, task.User)
	}
	return ""
}

func tickOf(r *request, l letting, task group.HandTask) *page.Tick {
	tick := page.Tick{Form: editForm(handTaskPath(l.Group.ID, task.ID)+"/done", task.ID.UUID, 0), Button: r.print.T("handover.task.tick"), Value: "yes"}
	if !task.Done.IsZero() {
		tick.Button, tick.Value = r.print.T("handover.task.untick"), "no"
	}
	return &tick
}
