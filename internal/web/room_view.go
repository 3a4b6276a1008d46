package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/room"
)

const (
	roomsOnPage = 10 // rooms of a page
	roomsBeside = 5  // so many still stand beside each other
)

// roomView is what is free on some days, while its page is made.
type roomView struct {
	s         *Server
	r         *request
	path      string
	query     url.Values
	today     domain.Date
	now       int64 // minutes
	first     domain.Date
	starts    []int64 // of the days, and where the last of them ends; in minutes
	buildings []string
	bookable  []room.Resource // rooms of all buildings
	all       int             // rooms in the building
	rooms     []room.Resource // of this page
	shown     []room.Shown
	clock     map[int64]string // times of day that were written once
}

func (s *Server) roomView(r *request, path string, first domain.Date, days int) *roomView {
	v := &roomView{
		s: s, r: r, path: path, query: r.URL.Query(), today: s.today(r), now: s.now().Unix() / 60,
		first: first, starts: make([]int64, days+1), clock: map[int64]string{},
	}
	for i := range v.starts {
		v.starts[i] = recur.Instant(first.AddDays(i), 0, r.zone).Unix() / 60
	}
	return v
}

// read reads the rooms and what is known of their hours on the days.
func (v *roomView) read(most int, of func(room.Resource) bool) error {
	in := recur.Interval{Lo: v.starts[0], Hi: v.starts[len(v.starts)-1]}
	_, shown, err := v.s.Rooms.In(v.r.Context(), v.r.actor, in, func(all []room.Resource) []room.Resource {
		v.bookable = slices.DeleteFunc(slices.Clone(all), func(o room.Resource) bool { return o.Kind != room.KindRoom })
		v.choose(most, of)
		return v.rooms
	})
	v.shown = shown
	return err
}

// choose keeps the rooms of the building asked for, and of them a page.
func (v *roomView) choose(most int, of func(room.Resource) bool) {
	var all []room.Resource
	building := v.query.Get("building")
	for _, o := range v.bookable {
		if o.Building != "" && !slices.Contains(v.buildings, o.Building) {
			v.buildings = append(v.buildings, o.Building)
		}
		if of(o) && (building == "" || o.Building == building) {
			all = append(all, o)
		}
	}
	slices.SortFunc(v.buildings, v.r.print.Compare)
	v.all = len(all)
	from := min((v.number()-1)*most, len(all))
	v.rooms = all[from:min(from+most, len(all))]
}

func anyRoom(room.Resource) bool { return true }

func (v *roomView) number() int {
	n, err := strconv.Atoi(v.query.Get("page"))
	if err != nil || n < 1 || n > 1000 {
		return 1
	}
	return n
}

// dayAsked is the day in the address, today when there is none.
func (s *Server) dayAsked(r *request, name string) domain.Date {
	day, err := domain.ParseDate(r.URL.Query().Get(name))
	if err != nil || day.Year < 1990 || day.Year > 2100 {
		return s.today(r)
	}
	return day
}

// roomGo leads to the day, the building and the room that were chosen.
func (s *Server) roomGo(w http.ResponseWriter, r *request) error {
	if r.back {
		return s.roomAgain(w, r)
	}
	f, q := r.form(), url.Values{}
	day := f.date("day")
	if !f.ok() || day.IsZero() {
		return s.seeOther(w, r, r.URL.Path, "room_week.said.no_such_day")
	}
	switch r.URL.Path {
	case "/rooms/day":
		q.Set("on", day.String())
	case "/rooms/month":
		q.Set("month", day.String()[:len("2026-03")])
	default:
		q.Set("week", day.String())
	}
	for _, name := range []string{"building", "room"} {
		if f.text(name) != "" {
			q.Set(name, f.text(name))
		}
	}
	return s.seeOther(w, r, r.URL.Path+"?"+q.Encode(), "")
}

// roomAgain shows the page whose form was on the way when something went wrong.
func (s *Server) roomAgain(w http.ResponseWriter, r *request) error {
	switch r.URL.Path {
	case "/rooms":
		return s.roomWeek(w, r)
	case "/rooms/day":
		return s.roomDay(w, r)
	case "/rooms/month":
		return s.roomMonth(w, r)
	}
	return s.roomOwnWeek(w, r)
}

// typedAgain is a day as it was typed, where the form is shown again.
func typedAgain(r *request, d kit.DateField) kit.DateField {
	if r.back {
		return d.Typed(r.PostForm)
	}
	return d
}

// href is the address of a page of rooms, in the same building or room unless a
// pair says otherwise; of an empty value there is none.
func (v *roomView) href(path string, pairs ...string) string {
	q := url.Values{}
	for _, kept := range []string{"building", "room"} {
		if v.query.Get(kept) != "" {
			q.Set(kept, v.query.Get(kept))
		}
	}
	for i := 0; i < len(pairs); i += 2 {
		if q.Set(pairs[i], pairs[i+1]); pairs[i+1] == "" {
			q.Del(pairs[i])
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// top is what the pages of rooms have in common.
func (v *roomView) top(k kit.Page, tab string) page.Top {
	t := v.r.print
	k.Here = "/rooms"
	p := page.Top{Page: k, Form: v.path, Day: typedAgain(v.r, kit.DateField{Name: "day", Label: t.T(i18n.Key("room_week.another", cmp.Or(tab, "week")))}.On(v.about())), Pager: v.pager(), Tabs: v.tabs(tab), Legend: v.kept()}
	if v.s.policy.May(v.r.actor, room.ActBook) && len(v.rooms) > 0 {
		p.Book = &kit.Link{Text: t.T("room_week.book"), Href: "/bookings/new"}
	}
	if v.s.policy.May(v.r.actor, room.ActApprove) {
		p.Links = append(p.Links, kit.Link{Text: t.T("booking.asked.title"), Href: "/bookings/asked"})
	}
	p.Links = append(p.Links, kit.Link{Text: t.T("room_week.all"), Href: "/rooms/all"})
	if v.s.policy.May(v.r.actor, room.ActEdit) {
		p.Links = append(p.Links, kit.Link{Text: t.T("room_use.title"), Href: "/rooms/use"})
	}
	if v.s.policy.May(v.r.actor, room.ActFeed) {
		p.Links = append(p.Links, kit.Link{Text: t.T("calendar.title"), Href: "/calendars"})
	}
	p.Buildings = v.buildingChoice()
	if len(v.rooms) == 0 {
		p.Empty = v.empty()
	}
	return p
}

// tabs are the ways to look at the same days.
func (v *roomView) tabs(here string) (tabs []kit.Tab) {
	on, week := v.about().String(), "/rooms"
	if id := v.query.Get("room"); id != "" {
		week = "/rooms/" + id + "/week"
	}
	for _, one := range []struct{ name, href string }{
		{"week", v.href(week, "room", "", "week", on)},
		{"day", v.href("/rooms/day", "room", "", "on", on)},
		{"month", v.href("/rooms/month", "month", on[:len("2026-03")])},
		{"find", v.href("/rooms/find", "room", "")},
	} {
		tabs = append(tabs, kit.Tab{Link: kit.Link{Text: v.r.print.T(i18n.Key("room_week.tab", one.name)), Href: one.href}, Here: one.name == here})
	}
	return tabs
}

// about is the day that is asked about on other pages: today where it is among the days.
func (v *roomView) about() domain.Date {
	if !v.today.Before(v.first) && v.today.Before(v.first.AddDays(len(v.starts)-1)) {
		return v.today
	}
	return v.first
}

// buildingChoice asks in which building, when there are several.
func (v *roomView) buildingChoice() *kit.Choice {
	if len(v.buildings) < 2 || v.query.Get("room") != "" {
		return nil
	}
	options := []kit.Option{{Label: v.r.print.T("room_week.everywhere")}}
	for _, b := range v.buildings {
		options = append(options, kit.Option{Value: b, Label: b})
	}
	return &kit.Choice{Field: kit.Field{Name: "building", Label: v.r.print.T("room_week.building")}, Options: kit.Choose(options, v.query.Get("building"))}
}

func (v *roomView) empty() *kit.Empty {
	t := v.r.print
	e := &kit.Empty{Title: t.T("room_week.none"), Text: t.T("room_week.none_text")}
	if v.s.policy.May(v.r.actor, room.ActEdit) {
		e.Action = &kit.Link{Text: t.T("room_week.add"), Href: "/rooms/new"}
	}
	return e
}

func (v *roomView) pager() kit.Pager {
	return kit.Pager{At: v.number(), Of: max(1, (v.all+roomsOnPage-1)/roomsOnPage), Path: v.r.URL.RequestURI()}
}

// of are the rows of one resource; they come sorted.
func (v *roomView) of(no int64) []room.Shown {
	from, to := v.rowsOf(no)
	return v.shown[from:to]
}

func (v *roomView) rowsOf(no int64) (from, to int) {
	from, _ = slices.BinarySearchFunc(v.shown, no, func(o room.Shown, no int64) int { return cmp.Compare(o.No, no) })
	for to = from; to < len(v.shown) && v.shown[to].No == no; {
		to++
	}
	return from, to
}

func byLo(taken []page.Taken) {
	slices.SortStableFunc(taken, func(a, b page.Taken) int { return cmp.Compare(a.Lo, b.Lo) })
}

// occupied are the rows that are read, without what is said of them.
func (v *roomView) occupied() []room.Occupied {
	rows := make([]room.Occupied, len(v.shown))
	for i, o := range v.shown {
		rows[i] = o.Occupied
	}
	return rows
}

// days are the days of a room by what is on them, in the order of time. What
// lasts over midnight stands on both days.
func (v *roomView) days(o room.Resource) []page.Cell {
	cells := make([]page.Cell, len(v.starts)-1)
	books := v.s.policy.May(v.r.actor, room.ActBook) && mayBook(v.r.actor, o)
	for i := range cells {
		d := v.first.AddDays(i)
		c := &cells[i]
		c.Over = d.Before(v.today)
		if c.Note = v.shut(o.Terms, d, i); c.Note == "" {
			v.closures(o.Terms, i, c)
		}
		if books && c.Note == "" && !c.Over && (o.Ahead == 0 || !v.today.AddDays(o.Ahead).Before(d)) {
			c.Free, c.Of = bookPath(o.ID, d), ": "+o.Name
		}
	}
	for _, t := range v.of(o.No) {
		bare := t.Bare()
		first, _ := slices.BinarySearch(v.starts, bare.Lo+1)
		for i := max(first-1, 0); i < len(cells) && v.starts[i] < bare.Hi; i++ {
			cells[i].Taken = append(cells[i].Taken, v.taken(t, bare))
		}
	}
	for i := range cells {
		byLo(cells[i].Taken)
	}
	return cells
}

func bookPath(id domain.ResourceID, d domain.Date) string {
	return "/bookings/new?room=" + id.String() + "&day=" + d.String()
}

// shut says why a room cannot be had on a whole day.
func (v *roomView) shut(t room.Terms, d domain.Date, i int) string {
	for _, c := range t.Closures {
		if c.Lo <= v.starts[i] && c.Hi >= v.starts[i+1] {
			return v.closed(c)
		}
	}
	if len(t.Open(d)) > 0 {
		return ""
	}
	if h, holiday := recur.HolidayOn(d); holiday && !t.Holidays {
		return v.r.print.T(i18n.Key("holiday", string(h)))
	}
	return v.r.print.T("room_week.closed")
}

func (v *roomView) closed(c room.Closure) string {
	if c.Reason == "" {
		return v.r.print.T("room_week.closed")
	}
	return v.r.print.T("room_week.closed_for", "why", c.Reason)
}

// closures puts those that take a part of a day among what is on it.
func (v *roomView) closures(t room.Terms, i int, c *page.Cell) {
	for _, k := range t.Closures {
		if in := (recur.Interval{Lo: max(k.Lo, v.starts[i]), Hi: min(k.Hi, v.starts[i+1])}); in.Lo < in.Hi {
			c.Taken = append(c.Taken, page.Taken{Lo: in.Lo, Hi: in.Hi, Hours: v.hours(in), Text: v.closed(k)})
		}
	}
}

func (v *roomView) taken(o room.Shown, bare recur.Interval) page.Taken {
	t := page.Taken{Lo: bare.Lo, Hi: bare.Hi, Hours: v.hours(bare), Text: o.Title, Group: o.Purpose == room.ForMeeting, Kept: o.Hold != room.Confirmed}
	if t.Text == "" {
		t.Text = v.r.print.T("room_week.taken")
	}
	if o.By != "" {
		t.Text += ": " + o.By
	}
	if o.Opens {
		t.Href = bookingPath(o.Booking)
		if bare.Hi > v.now {
			t.Move = t.Href + "/days/" + o.Day.String() + "/move"
		}
	}
	if t.Kept {
		t.More = v.r.print.T(i18n.Key("room_week.hold", string(o.Hold)))
	}
	return t
}

func (v *roomView) hours(in recur.Interval) string { return v.at(in.Lo) + "–" + v.at(in.Hi) }

// at writes a moment's time of day, each of a page once.
func (v *roomView) at(minute int64) string {
	if s, known := v.clock[minute]; known {
		return s
	}
	s := v.r.print.Time(time.Unix(60*minute, 0), v.r.zone)
	v.clock[minute] = s
	return s
}

// head names a room and says what it is like.
func (v *roomView) head(o room.Resource) page.Head {
	t := room.Terms{Capacity: o.Capacity, Access: o.Access}
	if v.query.Get("building") == "" && len(v.buildings) > 1 {
		t.Building = o.Building
	}
	return page.Head{Text: o.Name, More: roomHint(v.r.print, t), Href: v.ownWeek(o, v.first)}
}

func (v *roomView) ownWeek(o room.Resource, d domain.Date) string {
	return "/rooms/" + o.ID.String() + "/week?week=" + d.String()
}

// kept reports whether something on the page is not confirmed.
func (v *roomView) kept() bool {
	return slices.ContainsFunc(v.shown, func(o room.Shown) bool { return o.Hold != room.Confirmed })
}

// span is from when to when: "2–8 marca 2026".
func (v *roomView) span() string {
	last := v.first.AddDays(len(v.starts) - 2)
	if last.Month == v.first.Month {
		return strconv.Itoa(v.first.Day) + "–" + v.r.print.Date(last)
	}
	return strings.TrimSuffix(v.r.print.Date(v.first), " "+strconv.Itoa(last.Year)) + " – " + v.r.print.Date(last)
}
