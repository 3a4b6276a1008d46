package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/web/kit"
	page "krag/internal/web/page/meeting"
)

// several are meetings that are counted on one page, from a list on paper.
type several struct {
	group group.Group
	rows  []*counting
	saved []meeting.Row // what was saved by this sending
}

// counting is one of them. Each is read, saved and mended by itself.
type counting struct {
	meeting.Row
	*form        // its own fields, without their numbers
	stale bool   // somebody changed it since it was shown
	place string // its number on the page
}

// severalFields are what a row has, each with the number of the row behind it.
var severalFields = []string{"meeting", "version", "total", "newcomers", "led", "present"}

func (c *counting) empty() bool { return c.text("total") == "" && c.text("newcomers") == "" }

func (s *Server) severalShow(w http.ResponseWriter, r *request) error {
	all, err := s.stillUncounted(r)
	if err != nil {
		return err
	}
	return s.severalRender(w, r, all, kit.Form{Action: r.URL.Path}, http.StatusOK)
}

// stillUncounted are the meetings of the group that wait to be counted, with nothing
// typed.
func (s *Server) stillUncounted(r *request) (all several, err error) {
	if all.group, err = s.groupOf(r); err != nil {
		return all, err
	}
	rows, err := s.Meetings.Uncounted(r.Context(), r.actor, all.group.ID)
	for _, m := range rows {
		all.rows = append(all.rows, &counting{Row: m, form: &form{Values: map[string][]string{
			"version": {strconv.FormatInt(m.Version, 10)}, "led": {string(usualLeader(r.actor, all.group.Stage))},
		}, r: r}})
	}
	return all, err
}

// severalSave saves each row that has numbers, by itself: one that cannot be
// saved keeps no other from it.
func (s *Server) severalSave(w http.ResponseWriter, r *request) error {
	typed, err := s.severalTyped(r)
	if err != nil {
		return err
	}
	f := r.form()
	if len(typed) == 0 {
		f.note("", domain.Invalid("attendance.several.nothing"))
	}
	whole := several{}
	done, err := f.save(nil, func() (err error) {
		whole.saved, err = s.saveEach(r, typed)
		return err
	})
	if err != nil {
		return err
	}
	if done && len(whole.saved) == len(typed) {
		return s.seeOther(w, r, meetingsPath(typed[0].Group)+"?past=1", "attendance.several.said")
	}
	return s.severalAgain(w, r, f, typed, whole.saved)
}

// severalTyped are the rows with numbers, as they were sent.
func (s *Server) severalTyped(r *request) (typed []*counting, err error) {
	of, err := pathID[domain.GroupID](r, "id")
	if err != nil {
		return nil, err
	}
	for i := range meeting.MostAtOnce {
		c := sentRow(r, strconv.Itoa(i+1))
		if c.empty() {
			continue
		}
		if c.Row, err = s.sentMeeting(r, c, of); err != nil {
			return nil, err
		}
		typed = append(typed, c)
	}
	return typed, nil
}

func sentRow(r *request, place string) *counting {
	c := &counting{form: &form{Values: url.Values{}, r: r}}
	for _, name := range severalFields {
		c.Values[name] = r.PostForm[name+"_"+place]
	}
	return c
}

// sentMeeting is the meeting of a row; it must be one of the group.
func (s *Server) sentMeeting(r *request, c *counting, of domain.GroupID) (m meeting.Row, err error) {
	id, err := domain.ParseID[domain.MeetingID](c.text("meeting"))
	if err != nil {
		return m, err
	}
	m, err = s.Meetings.Meeting(r.Context(), r.actor, id)
	if err == nil && m.Group != of {
		err = domain.NotFound("error.not_found")
	}
	return m, err
}

func (s *Server) saveEach(r *request, typed []*counting) (saved []meeting.Row, err error) {
	for _, c := range typed {
		n := s.readAttendance(c.form, c.ID)
		if c.text("total") == "" && len(n.Present) > 0 { // who was ticked is not seen here, so it counts for nothing
			n.Total = c.count("total", 0, meeting.MostPeople)
		}
		done, err := c.try(nil, func() error { return s.Meetings.Record(r.Context(), r.actor, n) })
		switch {
		case domain.KindOf(err) == domain.KindStale:
			c.stale = true
		case err != nil:
			return saved, err
		case done:
			saved = append(saved, c.Row)
		}
	}
	return saved, nil
}

// severalAgain shows what could not be saved as it was typed, among what still
// waits, and says what was saved.
func (s *Server) severalAgain(w http.ResponseWriter, r *request, f *form, typed []*counting, saved []meeting.Row) error {
	all, err := s.stillUncounted(r)
	if err != nil {
		return err
	}
	all.saved = saved
	status := http.StatusUnprocessableEntity
	for _, c := range typed {
		if c.stale {
			status = http.StatusConflict
			if err := s.asItIsNow(r, c); err != nil {
				return err
			}
		}
		if !slices.ContainsFunc(saved, func(m meeting.Row) bool { return m.ID == c.ID }) {
			all.put(c)
		}
	}
	return s.severalRender(w, r, all, f.state(r.URL.Path), status)
}

// put sets a row in its place in time.
func (all *several) put(c *counting) {
	all.rows = slices.DeleteFunc(all.rows, func(o *counting) bool { return o.ID == c.ID })
	all.rows = append(all.rows, c)
	slices.SortStableFunc(all.rows, func(x, y *counting) int { return x.StartsAt.Compare(y.StartsAt) })
}

// asItIsNow gives a row that somebody else changed the version that there is
// now, says what stands there, and keeps who was ticked: this page asks for
// numbers alone.
func (s *Server) asItIsNow(r *request, c *counting) error {
	sh, err := s.Meetings.Sheet(r.Context(), r.actor, c.ID, r.zone)
	if err != nil {
		return err
	}
	c.Meeting = sh.Meeting
	c.Set("version", strconv.FormatInt(sh.Version, 10))
	if sh.Recorded == nil {
		c.note("total", domain.Conflict("attendance.several.moved"))
		return nil
	}
	theirs := stored(r, sh)
	c.Values["present"] = theirs.Present
	c.note("total", &domain.Error{Kind: domain.KindConflict, Key: "attendance.several.theirs", Args: domain.Args{
		"total": orDash(theirs.Total), "newcomers": orDash(theirs.Newcomers), "led": s.ledBy(r, sh.Recorded.Led),
	}})
	return nil
}

func (s *Server) severalRender(w http.ResponseWriter, r *request, all several, f kit.Form, status int) error {
	v := page.Several{Back: kit.Link{Text: r.print.T("attendance.season.back"), Href: meetingsPath(all.group.ID)}}
	for i, c := range all.rows {
		c.place = strconv.Itoa(i + 1)
		f.Problems = append(f.Problems, s.rowProblems(r, c)...)
		v.Rows = append(v.Rows, s.severalRow(r, c))
	}
	v.Page, v.Form = s.severalFrame(w, r, all), f
	v.Flawed = f.Flawed()
	return render(w, r, status, v)
}

func (s *Server) severalFrame(w http.ResponseWriter, r *request, all several) kit.Page {
	p := s.groupPart(w, r, all.group, r.print.T("attendance.several.title"))
	p.Crumbs = append(p.Crumbs, kit.Link{Text: r.print.T("meeting.list.title"), Href: meetingsPath(all.group.ID) + "?past=1"})
	p.Help = helpAbout(r, aboutAttendance)
	var saved []string
	for _, m := range all.saved {
		saved = append(saved, s.when(r, m.Meeting))
	}
	if len(saved) > 0 {
		p.Notices = append(p.Notices, kit.Notice{Kind: kit.Done, Text: r.print.T("attendance.several.saved", "list", strings.Join(saved, "; "))})
	}
	return p
}

// rowProblems say of which meeting they are: the summary stands above all.
func (s *Server) rowProblems(r *request, c *counting) (all []kit.Problem) {
	for _, e := range kit.Problems(r.print, c.problems.Err()) {
		field := e.Field
		if field == "" {
			field = "total"
		}
		all = append(all, kit.Problem{Field: field + "_" + c.place, Text: r.print.T("attendance.several.at", "when", s.when(r, c.Meeting), "text", e.Text)})
	}
	return all
}

func (s *Server) severalRow(r *request, c *counting) page.SeveralRow {
	field := func(name, label string) kit.Field {
		return kit.Field{Name: name + "_" + c.place, Label: r.print.T(label), Value: c.Get(name), Error: c.problem(name), Width: kit.FourDigits}
	}
	row := page.SeveralRow{
		Name: "row_" + c.place, When: capital(s.when(r, c.Meeting)),
		Total: field("total", "attendance.total_label"), Newcomers: field("newcomers", "attendance.newcomers_label"),
		Led:    kit.Choice{Field: field("led", "attendance.led_label"), Options: ledOptions(r, c.Get("led"))},
		Hidden: []page.Pair{{Name: "meeting_" + c.place, Value: c.ID.String()}, {Name: "version_" + c.place, Value: c.Get("version")}},
	}
	if row.Total.Error == "" {
		row.Total.Error = c.problem("")
	}
	for _, id := range c.Values["present"] {
		row.Hidden = append(row.Hidden, page.Pair{Name: "present_" + c.place, Value: id})
	}
	return row
}
