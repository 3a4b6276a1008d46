package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/meeting"
)

func (s *Server) meetingPlanShow(w http.ResponseWriter, r *request) error {
	g, err := s.planGroup(r)
	if err != nil {
		return err
	}
	f := newForm(r.URL.Path)
	plan := s.planPage(w, r, g, f)
	plan.Count = usualCount
	if after, err := domain.ParseID[domain.SeriesID](r.URL.Query().Get("after")); err == nil {
		return s.planFurther(w, r, g, plan, after)
	}
	plan.First = plan.First.On(s.today(r).AddDays(7))
	plan.Start, plan.End, plan.Every = "17:00", "18:30", "1"
	return render(w, r, http.StatusOK, plan)
}

// planFurther fills in what a regular time goes on with. Where its room is booked,
// rooms are booked further, and the meetings with them.
func (s *Server) planFurther(w http.ResponseWriter, r *request, g group.Group, plan page.Plan, after domain.SeriesID) error {
	t, running, err := s.regularTime(r, g.ID, after)
	if err != nil {
		return err
	}
	if !running {
		return notFound()
	}
	b, booked, err := s.bookingOfTime(r, t)
	if err != nil {
		return err
	}
	if booked {
		http.Redirect(w, r.Request, bookFurther(g.ID, t, b), http.StatusSeeOther)
		return nil
	}
	plan.First = plan.First.On(t.After)
	plan.Start, plan.End, plan.Place = t.Start.String(), t.End.String(), t.Place
	plan.Every = strconv.Itoa(t.Every)
	if t.Every == 0 {
		plan.Every = "4"
	}
	return render(w, r, http.StatusOK, plan)
}

func (s *Server) planGroup(r *request) (g group.Group, err error) {
	id, err := pathID[domain.GroupID](r, "id")
	if err != nil {
		return g, err
	}
	return s.Groups.Group(r.Context(), r.actor, id)
}

func (s *Server) planPage(w http.ResponseWriter, r *request, g group.Group, f kit.Form) page.Plan {
	p := s.frame(w, r, r.print.T("meeting.plan.title"))
	p.Sensitive, p.Here, p.Flawed = g.Sensitive, "/groups", f.Flawed()
	p.Crumbs = []kit.Link{{Text: g.Neutral, Href: "/groups/" + g.ID.String()}}
	book := url.Values{"group": {g.ID.String()}, "repeat": {repeatWeekly}, "count": {usualCount}}
	return page.Plan{
		Page: p, Form: f, Book: kit.Link{Text: r.print.T("meeting.plan.book"), Href: "/bookings/new?" + book.Encode()},
		First: kit.DateField{Name: "first", Label: r.print.T("meeting.plan.first"), Hint: r.print.T("meeting.plan.first_hint"), Error: f.Error("first")},
	}
}

// meetingPlan first shows the days a plan would have, with the holidays among
// them, and plans them when they come back.
func (s *Server) meetingPlan(w http.ResponseWriter, r *request) error {
	g, err := s.planGroup(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := meeting.NewSeries{
		ID: formID[domain.SeriesID](f), Group: g.ID, First: f.date("first"), Start: f.clock("start"), End: f.clock("end"),
		Every: f.count("every", 1, 8), Count: f.count("count", 1, 60), Place: f.text("place"), Zone: r.zone,
	}
	var days []meeting.Proposed
	shown, err := f.try(n.Check(), func() (err error) {
		days, err = n.Preview()
		return err
	})
	if err != nil {
		return err
	}
	if step := f.Get("step"); !shown || step == "change" || r.back && step != "plan" {
		return s.planAgain(w, r, g, f)
	}
	if f.Get("step") == "plan" {
		n.Skip = skipped(days, f.Values["keep"])
		planned, err := f.save(nil, func() error {
			return s.Flow.PlanMeetings(r.Context(), r.actor, n, f.yes("roles"))
		})
		if err != nil {
			return err
		}
		if planned {
			return s.seeOther(w, r, "/groups/"+g.ID.String()+"/meetings", "meeting.said.planned")
		}
	}
	return s.planPreview(w, r, g, f, days)
}

// skipped are the proposed days that were not kept.
func skipped(days []meeting.Proposed, keep []string) (skip []domain.Date) {
	for _, d := range days {
		if !slices.Contains(keep, d.Date.String()) {
			skip = append(skip, d.Date)
		}
	}
	return skip
}

func (s *Server) planAgain(w http.ResponseWriter, r *request, g group.Group, f *form) error {
	status := http.StatusOK
	if !f.ok() {
		status = http.StatusUnprocessableEntity
	}
	plan := s.planPage(w, r, g, f.state(r.URL.Path))
	plan.First = plan.First.Typed(f.Values)
	plan.Start, plan.End, plan.Every, plan.Count, plan.Place = f.Get("start"), f.Get("end"), f.Get("every"), f.Get("count"), f.Get("place")
	return render(w, r, status, plan)
}

func (s *Server) planPreview(w http.ResponseWriter, r *request, g group.Group, f *form, days []meeting.Proposed) error {
	plan := s.planPage(w, r, g, f.state(r.URL.Path))
	preview := page.Preview{Plan: plan, Roles: s.policy.May(r.actor, group.ActTurns), Chosen: f.yes("roles") || f.Get("step") != "plan", Typed: typed(f, "first_day", "first_month", "first_year", "start", "end", "every", "count", "place")}
	for _, d := range days {
		o := kit.Option{Value: d.Date.String(), Label: r.print.DateLong(d.Date, s.today(r)), Chosen: d.Holiday == ""}
		if d.Holiday != "" {
			o.Hint = r.print.T(i18n.Key("holiday", string(d.Holiday)))
		}
		if f.Get("step") == "plan" {
			o.Chosen = slices.Contains(f.Values["keep"], o.Value)
		}
		preview.Days = append(preview.Days, o)
	}
	preview.Said = r.print.N("meeting.plan.will", countChosen(preview.Days), "start", f.Get("start"), "end", f.Get("end"))
	status := http.StatusOK
	if !f.ok() {
		status = http.StatusUnprocessableEntity
	}
	return render(w, r, status, preview)
}

func countChosen(options []kit.Option) (n int) {
	for _, o := range options {
		if o.Chosen {
			n++
		}
	}
	return n
}

// typed carries fields over to the next page of a form.
func typed(f *form, names ...string) (pairs []page.Pair) {
	for _, n := range names {
		pairs = append(pairs, page.Pair{Name: n, Value: f.Get(n)})
	}
	return pairs
}
