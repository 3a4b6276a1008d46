package web

import (
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
	roomsOnPage = 10 // rooms of a week
	roomsBeside = 5  // so many still stand beside each other
)

// roomWeek is the week of all rooms, or of those of one building.
func (s *Server) roomWeek(w http.ResponseWriter, r *request) error {
	return s.week(w, r, "/rooms", func(domain.ResourceID) bool { return true })
}

// roomOwnWeek is the week of one room.
func (s *Server) roomOwnWeek(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.ResourceID](r, "id")
	if err != nil {
		return err
	}
	return s.week(w, r, r.URL.Path, func(of domain.ResourceID) bool { return of == id })
}

// weekView is a week while its page is made.
type weekView struct {
	s         *Server
	r         *request
	path      string
	query     url.Values
	monday    domain.Date
	buildings []string
	all       int             // rooms in the building
	rooms     []room.Resource // of this page
	shown     []room.Shown
	clock     map[int64]string // times of day that were written once
}

func (s *Server) week(w http.ResponseWriter, r *request, path string, of func(domain.ResourceID) bool) error {
	v := &weekView{s: s, r: r, path: path, query: r.URL.Query(), monday: s.mondayOf(r), clock: map[int64]string{}}
	_, shown, err := s.Rooms.In(r.Context(), r.actor, spanOf(v.monday, 7, r.zone), func(all []room.Resource) []room.Resource {
		v.choose(slices.DeleteFunc(slices.Clone(all), func(o room.Resource) bool { return o.Kind != room.KindRoom || !of(o.ID) }))
		return v.rooms
	})
	if err != nil {
		return err
	}
	if path != "/rooms" && len(v.rooms) == 0 {
		return notFound()
	}
	v.shown = shown
	return render(w, r, http.StatusOK, v.page(w))
}

// roomWeekGo leads to the week of a day that was typed.
func (s *Server) roomWeekGo(w http.ResponseWriter, r *request) error {
	f := r.form()
	day := f.date("day")
	if !f.ok() {
		return s.seeOther(w, r, r.URL.Path, "room_week.said.no_such_day")
	}
	return s.seeOther(w, r, r.URL.Path+"?week="+day.String(), "")
}

// mondayOf is the Monday of the week asked for, of this one when none is.
func (s *Server) mondayOf(r *request) domain.Date {
	day, err := domain.ParseDate(r.URL.Query().Get("week"))
	if err != nil || day.Year < 1990 || day.Year > 2100 {
		day = s.today(r)
	}
	return day.AddDays(-int(recur.WeekdayOf(day)))
}

// spanOf are so many days of a zone.
func spanOf(first domain.Date, days int, zone *time.Location) recur.Interval {
	return recur.Interval{Lo: recur.Instant(first, 0, zone).Unix() / 60, Hi: recur.Instant(first.AddDays(days), 0, zone).Unix() / 60}
}

// choose keeps the rooms of the building asked for, and of them a page.
func (v *weekView) choose(all []room.Resource) {
	for _, o := range all {
		if !slices.Contains(v.buildings, o.Building) {
			v.buildings = append(v.buildings, o.Building)
		}
	}
	slices.SortFunc(v.buildings, v.r.print.Compare)
	if b := v.query.Get("building"); slices.Contains(v.buildings, b) {
		all = slices.DeleteFunc(all, func(o room.Resource) bool { return o.Building != b })
	}
	v.all = len(all)
	from := min((v.number()-1)*roomsOnPage, len(all))
	v.rooms = all[from:min(from+roomsOnPage, len(all))]
}

func (v *weekView) number() int {
	n, err := strconv.Atoi(v.query.Get("page"))
	if err != nil || n < 1 || n > 1000 {
		return 1
	}
	return n
}

// href is the address of this page with something changed.
func (v *weekView) href(name, value string) string {
	q := url.Values{}
	for _, kept := range []string{"week", "building", "page"} {
		if v.query.Get(kept) != "" {
			q.Set(kept, v.query.Get(kept))
		}
	}
	q.Set("week", v.monday.String())
	if q.Set(name, value); value == "" {
		q.Del(name)
	}
	if name == "building" {
		q.Del("page")
	}
	return v.path + "?" + q.Encode()
}

func (v *weekView) page(w http.ResponseWriter) page.Week {
	p := v.s.frame(w, v.r, v.r.print.T("room_week.title"))
	p.Here = "/rooms"
	t := v.r.print
	k := page.Week{
		Page: p, Heading: v.heading(), Form: v.path, Corner: t.T("room_week.day"),
		Before: kit.Link{Text: t.T("room_week.before"), Href: v.href("week", v.monday.AddDays(-7).String())},
		After:  kit.Link{Text: t.T("room_week.after"), Href: v.href("week", v.monday.AddDays(7).String())},
		Day:    kit.DateField{Name: "day", Label: t.T("room_week.date")}.On(v.monday),
		Pager:  v.pager(), Links: v.links(),
	}
	if today := v.s.today(v.r); v.monday != today.AddDays(-int(recur.WeekdayOf(today))) {
		k.Now = &kit.Link{Text: t.T("room_week.now"), Href: v.href("week", "")}
	}
	if v.s.policy.May(v.r.actor, room.ActBook) && len(v.rooms) > 0 {
		k.Book = &kit.Link{Text: t.T("room_week.book"), Href: "/bookings/new"}
	}
	for _, b := range v.buildings {
		k.Buildings = append(k.Buildings, kit.Tab{Link: kit.Link{Text: b, Href: v.href("building", b)}, Here: v.query.Get("building") == b})
	}
	if len(v.rooms) == 0 {
		k.Empty = &kit.Empty{Title: t.T("room_week.none"), Text: t.T("room_week.none_text")}
		if v.s.policy.May(v.r.actor, room.ActEdit) {
			k.Empty.Action = &kit.Link{Text: t.T("room_week.add"), Href: "/rooms/new"}
		}
	}
	v.fill(&k)
	return k
}

func (v *weekView) heading() string {
	name := v.r.print.T("room_week.title")
	if v.path != "/rooms" {
		name = v.rooms[0].Name
	}
	return name + ", " + v.span()
}

// span is the week: "2–8 marca 2026".
func (v *weekView) span() string {
	last := v.monday.AddDays(6)
	if last.Month == v.monday.Month {
		return strconv.Itoa(v.monday.Day) + "–" + v.r.print.Date(last)
	}
	return v.r.print.Date(v.monday) + " – " + v.r.print.Date(last)
}

func (v *weekView) pager() kit.Pager {
	p := kit.Pager{At: v.number(), Of: max(1, (v.all+roomsOnPage-1)/roomsOnPage), Path: v.path, Sought: []kit.Kept{{Name: "week", Value: v.monday.String()}}}
	if b := v.query.Get("building"); b != "" {
		p.Sought = append(p.Sought, kit.Kept{Name: "building", Value: b})
	}
	return p
}

func (v *weekView) links() (links []kit.Link) {
	t := v.r.print
	if v.s.policy.May(v.r.actor, room.ActApprove) {
		links = append(links, kit.Link{Text: t.T("booking.asked.title"), Href: "/bookings/asked"})
	}
	return links
}

// fill makes the table: rooms beside each other while they are few.
func (v *weekView) fill(k *page.Week) {
	cells := v.cells()
	days := make([]page.Row, 7)
	for i := range days {
		d := v.monday.AddDays(i)
		days[i] = page.Row{Today: d == v.s.today(v.r), Head: page.Head{Text: capital(v.r.print.Weekday(d.Weekday())), More: v.r.print.DateShort(d, v.s.today(v.r))}}
	}
	if len(v.rooms) <= roomsBeside {
		k.Rows = days
		for n, o := range v.rooms {
			k.Heads = append(k.Heads, v.roomHead(o))
			for i := range days {
				days[i].Cells = append(days[i].Cells, cells[n][i])
			}
		}
		return
	}
	k.Corner = v.r.print.T("room_week.room")
	for _, d := range days {
		k.Heads = append(k.Heads, d.Head)
	}
	for n, o := range v.rooms {
		for i := range cells[n] {
			cells[n][i].Label = days[i].Text + ", " + days[i].More
		}
		k.Rows = append(k.Rows, page.Row{Head: v.roomHead(o), Cells: cells[n]})
	}
}

func (v *weekView) roomHead(o room.Resource) page.Head {
	h := page.Head{Text: o.Name, More: roomHint(v.r.print, room.Terms{Capacity: o.Capacity, Access: o.Access})}
	if v.path == "/rooms" {
		h.Href = "/rooms/" + o.ID.String() + "/week?week=" + v.monday.String()
	}
	return h
}

// cells are the days of each room.
func (v *weekView) cells() [][]page.Cell {
	all := make([][]page.Cell, len(v.rooms))
	starts := make([]int64, 8) // of the days, in minutes
	for i := range starts {
		starts[i] = recur.Instant(v.monday.AddDays(i), 0, v.r.zone).Unix() / 60
	}
	books := v.s.policy.May(v.r.actor, room.ActBook)
	for n, o := range v.rooms {
		all[n] = make([]page.Cell, 7)
		rows := v.of(o.No)
		for i := range all[n] {
			d := v.monday.AddDays(i)
			c := &all[n][i]
			c.Label, c.Note = o.Name, v.shut(o.Terms, d, starts[i], starts[i+1])
			if books && mayBook(v.r.actor, o) && c.Note == "" && !d.Before(v.s.today(v.r)) {
				c.Free, c.Of = "/bookings/new?room="+o.ID.String()+"&day="+d.String(), ": "+o.Name
			}
		}
		for _, t := range rows {
			bare := t.Bare()
			i, _ := slices.BinarySearch(starts, bare.Lo+1)
			if i = max(i-1, 0); i < 7 {
				all[n][i].Taken = append(all[n][i].Taken, v.taken(t, bare))
			}
		}
	}
	return all
}

// of are the rows of one resource; they come sorted.
func (v *weekView) of(no int64) []room.Shown {
	i, _ := slices.BinarySearchFunc(v.shown, no, func(o room.Shown, no int64) int { return int(o.No - no) })
	j := i
	for j < len(v.shown) && v.shown[j].No == no {
		j++
	}
	return v.shown[i:j]
}

// shut says why a room cannot be had on a whole day.
func (v *weekView) shut(t room.Terms, d domain.Date, from, to int64) string {
	for _, c := range t.Closures {
		if c.Lo <= from && c.Hi >= to {
			return strings.TrimSuffix(v.r.print.T("room_week.closed_for", "why", c.Reason), ": ")
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

func (v *weekView) taken(o room.Shown, bare recur.Interval) page.Taken {
	t := page.Taken{Hours: v.at(bare.Lo) + "–" + v.at(bare.Hi), Text: o.Title, Group: o.Purpose == room.ForMeeting, Kept: o.Hold != room.Confirmed}
	if t.Text == "" {
		t.Text = v.r.print.T("room_week.taken")
	} else if o.Own {
		t.Href = bookingPath(o.Booking)
	}
	if t.Kept {
		t.More = v.r.print.T(i18n.Key("room_week.hold", string(o.Hold)))
	}
	return t
}

// at writes a moment's time of day, each of a week once.
func (v *weekView) at(minute int64) string {
	if s, known := v.clock[minute]; known {
		return s
	}
	s := v.r.print.Time(time.Unix(60*minute, 0), v.r.zone)
	v.clock[minute] = s
	return s
}
