package web

import (
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/stats"
	"krag/internal/web/kit"
	page "krag/internal/web/page/meeting"
)

// attendanceShow asks how many people came. It is the page that is opened
// most, often standing in a doorway: one number and one button are enough.
func (s *Server) attendanceShow(w http.ResponseWriter, r *request) error {
	sh, err := s.sheetOf(r)
	if err != nil {
		return err
	}
	v := page.Counted{Led: string(usualLeader(r.actor, group.Stage(sh.Stage))), Newcomers: "0", Total: ""}
	if sh.Recorded != nil {
		v = stored(r, sh)
	}
	return render(w, r, http.StatusOK, s.attendancePage(w, r, sh, editForm(r.URL.Path, sh.ID.UUID, sh.Version), v))
}

func (s *Server) sheetOf(r *request) (sh meeting.Sheet, err error) {
	id, err := pathID[domain.MeetingID](r, "id")
	if err != nil {
		return sh, err
	}
	return s.Meetings.Sheet(r.Context(), r.actor, id, r.zone)
}

// usualLeader is the likelier answer, ready chosen: while a group is
// accompanied the animator leads, later and at a host's own meeting somebody
// of the group does.
func usualLeader(a authz.Actor, stage group.Stage) meeting.Leader {
	early := stage == group.Idea || stage == group.Gathering || stage == group.Accompanied
	if a.Staff() && early {
		return meeting.LedByAnimator
	}
	return meeting.LedByMember
}

// stored is what was recorded before, in fields to be corrected. Only those who
// may count see this page, and they work with the group.
func stored(r *request, sh meeting.Sheet) page.Counted {
	audience := r.actor.Audience(sh.Group)
	v := page.Counted{
		Total: typedCount(sh.Recorded.Total.For(audience)), Newcomers: typedCount(sh.Recorded.Newcomers.For(audience)),
		Led: string(sh.Recorded.Led),
	}
	for _, p := range sh.Recorded.Present {
		v.Present = append(v.Present, p.String())
	}
	return v
}

// typedCount is a count in a field, which stays empty for whoever may not read
// the number.
func typedCount(f stats.Figure) string {
	if f.Hidden {
		return ""
	}
	return strconv.Itoa(f.N)
}

func (s *Server) attendancePage(w http.ResponseWriter, r *request, sh meeting.Sheet, f kit.Form, v page.Counted) page.Attendance {
	p := s.frame(w, r, r.print.T("attendance.title"))
	p.Sensitive, p.Here, p.Flawed = sh.Sensitive, "/today", f.Flawed()
	p.Help = helpAbout(r, aboutAttendance)
	p.Back = &kit.Link{Text: r.print.T("attendance.back"), Href: "/meetings/" + sh.ID.String()}
	f.Steppers, f.Keep = true, &kit.Keeping{Whose: whose(r.actor), Done: attendancePath(sh.ID) + "/saved", Answered: r.Method == http.MethodPost}
	a := page.Attendance{
		Page: p, Form: f, Theirs: kit.Link{Text: r.print.T("attendance.keep_theirs"), Href: "/meetings/" + sh.ID.String()},
		Said: sh.GroupName + ", " + s.when(r, sh.Meeting),
	}
	s.countFields(r, &a, v)
	a.Ticks = tickOptions(r, sh.Belong, v.Present)
	return a
}

// tickOptions are who can be ticked, in the order of joining.
func tickOptions(r *request, belong []meeting.Tick, present []string) (options []kit.Option) {
	for _, t := range belong {
		o := kit.Option{Value: t.Person.String(), Label: name(r, t.Pseudonym)}
		if t.Away {
			o.Hint = r.print.T("turn.away.said")
		}
		options = append(options, o)
	}
	return kit.Choose(options, present...)
}

var countSteppers = []kit.Stepper{{Name: "total", Max: meeting.MostPeople}, {Name: "newcomers", Max: meeting.MostPeople}}

// countFields are the two numbers and who led.
func (s *Server) countFields(r *request, a *page.Attendance, v page.Counted) {
	f := a.Form
	a.Total = kit.Stepper{Name: "total", Label: r.print.T("attendance.total_label"), Hint: r.print.T("attendance.total_hint"), Value: v.Total, Error: f.Error("total"), Max: meeting.MostPeople}
	a.Newcomers = kit.Stepper{Name: "newcomers", Label: r.print.T("attendance.newcomers_label"), Value: v.Newcomers, Error: f.Error("newcomers"), Max: meeting.MostPeople, Small: true}
	a.Led = kit.Choice{Field: kit.Field{Name: "led", Label: r.print.T("attendance.led_label"), Error: f.Error("led")}, Inline: true, Options: ledOptions(r, v.Led)}
}

func ledOptions(r *request, led string) []kit.Option {
	return kit.Choose([]kit.Option{
		{Value: string(meeting.LedByMember), Label: r.print.T("attendance.led.member")},
		{Value: string(meeting.LedByAnimator), Label: r.print.T("attendance.led.animator")},
	}, led)
}

func attendancePath(id domain.MeetingID) string { return "/meetings/" + id.String() + "/attendance" }

// whose stands for somebody on a telephone where something of theirs waits: it
// tells them apart and says nothing about them.
func whose(a authz.Actor) string {
	return hex.EncodeToString(account.Hash("kept for " + a.User.String()))[:16]
}

// name is a pseudonym, or what is said of somebody who was forgotten.
func name(r *request, s domain.Secret) string {
	if s.IsZero() {
		return r.print.T("person.forgotten_name")
	}
	return s.Reveal()
}

func (s *Server) attendanceSave(w http.ResponseWriter, r *request) error {
	f := r.form()
	if kit.Step(f.Values, countSteppers...) {
		return s.attendanceAgain(w, r, f, http.StatusOK)
	}
	id, err := pathID[domain.MeetingID](r, "id")
	if err != nil {
		return err
	}
	n := s.readAttendance(f, id)
	recorded, err := f.save(nil, func() error { return s.Meetings.Record(r.Context(), r.actor, n) })
	switch {
	case domain.KindOf(err) == domain.KindStale:
		return s.attendanceAgain(w, r, f, http.StatusConflict)
	case err != nil:
		return err
	case !recorded:
		return s.attendanceAgain(w, r, f, http.StatusUnprocessableEntity)
	}
	return s.seeOther(w, r, r.URL.Path+"/saved", "")
}

// readAttendance reads the form; an empty total with ticks means as many as
// were ticked.
func (s *Server) readAttendance(f *form, id domain.MeetingID) meeting.NewAttendance {
	n := meeting.NewAttendance{Meeting: id, Version: f.version(), Led: meeting.Leader(f.text("led")), Total: -1}
	for _, v := range f.Values["present"] {
		person, err := domain.ParseID[domain.PersonID](v)
		f.note("present", err)
		n.Present = append(n.Present, person)
	}
	if f.text("total") != "" || len(n.Present) == 0 {
		n.Total = f.count("total", 0, meeting.MostPeople)
	}
	if f.text("newcomers") != "" {
		n.Newcomers = f.count("newcomers", 0, meeting.MostPeople)
	}
	return n
}

func (s *Server) attendanceAgain(w http.ResponseWriter, r *request, f *form, status int) error {
	sh, err := s.sheetOf(r)
	if err != nil {
		return err
	}
	state := f.state(r.URL.Path)
	v := page.Counted{Total: f.Get("total"), Newcomers: f.Get("newcomers"), Led: f.Get("led"), Present: f.Values["present"]}
	a := s.attendancePage(w, r, sh, state, v)
	if status == http.StatusConflict {
		a.Form.Version, a.Stale = sh.Version, s.attendanceDifferences(r, sh, v)
	}
	return render(w, r, status, a)
}

func (s *Server) attendanceDifferences(r *request, sh meeting.Sheet, mine page.Counted) []kit.Difference {
	if sh.Recorded == nil { // the meeting itself was changed
		return []kit.Difference{
			{Name: r.print.T("meeting.when"), Mine: "–", Theirs: s.when(r, sh.Meeting)},
			{Name: r.print.T("meeting.place"), Mine: "–", Theirs: orDash(sh.Place)},
		}
	}
	theirs := stored(r, sh)
	all := s.countsDiffer(r, mine, theirs)
	if len(sh.Belong) > 0 {
		all = append(all, ticksDiffer(r, sh.Belong, mine, theirs))
	}
	return all
}

func (s *Server) countsDiffer(r *request, mine, theirs page.Counted) []kit.Difference {
	return []kit.Difference{
		{Name: r.print.T("attendance.total_label"), Mine: mine.Total, Theirs: theirs.Total},
		{Name: r.print.T("attendance.newcomers_label"), Mine: mine.Newcomers, Theirs: theirs.Newcomers},
		{Name: r.print.T("attendance.led_label"), Mine: s.ledBy(r, meeting.Leader(mine.Led)), Theirs: s.ledBy(r, meeting.Leader(theirs.Led))},
	}
}

func ticksDiffer(r *request, belong []meeting.Tick, mine, theirs page.Counted) kit.Difference {
	return kit.Difference{Name: r.print.T("attendance.ticks_label"), Mine: ticked(r, belong, mine.Present), Theirs: ticked(r, belong, theirs.Present)}
}

func ticked(r *request, belong []meeting.Tick, present []string) string {
	var names []string
	for _, t := range belong {
		if slices.Contains(present, t.Person.String()) {
			names = append(names, name(r, t.Pseudonym))
		}
	}
	return orDash(r.print.List(names))
}

// attendanceSaved says what was saved and what comes next.
func (s *Server) attendanceSaved(w http.ResponseWriter, r *request) error {
	sh, err := s.sheetOf(r)
	if err != nil {
		return err
	}
	here := attendancePath(sh.ID)
	if sh.Recorded == nil {
		return s.seeOther(w, r, here, "")
	}
	p := s.frame(w, r, r.print.T("attendance.saved.title"))
	p.Sensitive, p.Here = sh.Sensitive, "/today"
	audience := r.actor.Audience(sh.Group)
	receipt := kit.Receipt{
		Title:  r.print.T("attendance.saved.title"),
		Lead:   s.savedLead(r, sh, audience),
		Lines:  []string{s.savedNext(r, sh)},
		More:   s.savedMore(r, sh),
		Action: &kit.Link{Text: r.print.T("attendance.saved.back"), Href: "/today"},
		Undo:   &kit.Link{Text: r.print.T("attendance.correct"), Href: here},
	}
	return render(w, r, http.StatusOK, page.Saved{Page: p, Receipt: receipt})
}

// savedMore leads on to what was agreed on, while it is remembered.
func (s *Server) savedMore(r *request, sh meeting.Sheet) []kit.Link {
	if !s.policy.May(r.actor, meeting.ActAgreed) {
		return nil
	}
	return []kit.Link{{Text: r.print.T("agreed.add"), Href: agreedPath(meeting.Row{Meeting: sh.Meeting}) + "/new"}}
}

func (s *Server) savedNext(r *request, sh meeting.Sheet) string {
	if sh.NextAt.IsZero() {
		return r.print.T("attendance.saved.no_next")
	}
	return r.print.T("attendance.saved.next", "when", s.when(r, meeting.Meeting{StartsAt: sh.NextAt}))
}

// attendanceSheet is the paper one: neutral heading, lines to tick and to add.
func (s *Server) attendanceSheet(w http.ResponseWriter, r *request) error {
	sh, err := s.sheetOf(r)
	if err != nil {
		return err
	}
	p := s.frame(w, r, r.print.T("attendance.sheet.title"))
	p.Sensitive, p.Here = sh.Sensitive, "/groups"
	p.Back = &kit.Link{Text: r.print.T("attendance.back"), Href: "/meetings/" + sh.ID.String()}
	season := kit.Link{Text: r.print.T("attendance.season.link"), Href: meetingsPath(sh.Group) + "/sheet"}
	paper := page.Sheet{Page: p, Season: season, Group: sh.GroupName, When: s.when(r, sh.Meeting), Place: sh.Place}
	for _, t := range sh.Belong {
		paper.Names = append(paper.Names, name(r, t.Pseudonym))
	}
	o, err := s.agreedAt(r, sh.Meeting)
	if err != nil {
		return err
	}
	paper.ToDo = s.agreedPoints(r, o)
	return render(w, r, http.StatusOK, paper)
}

func (s *Server) savedLead(r *request, sh meeting.Sheet, audience stats.Audience) string {
	total, fresh := sh.Recorded.Total.For(audience), sh.Recorded.Newcomers.Of(sh.Recorded.Total, audience)
	came := r.print.T("attendance.saved.hidden", "group", sh.GroupName, "people", total)
	if !total.Hidden {
		came = r.print.N("attendance.saved.came", total.N, "group", sh.GroupName)
	}
	if fresh.Hidden || fresh.N == 0 {
		return came + "."
	}
	return came + ", " + r.print.N("attendance.saved.fresh", fresh.N) + "."
}
