package web

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/room"
)

// roomFind are the rooms that are free when somebody needs one; without an hour,
// those that are free now.
func (s *Server) roomFind(w http.ResponseWriter, r *request) error {
	f := &form{Values: r.URL.Query(), r: r}
	on, err := domain.ParseDate(f.Get("on"))
	if err != nil || on.Year < 1990 || on.Year > 2100 {
		on = s.today(r)
	}
	want, now := f.wanted(on)
	return s.findPage(w, r, f, on, want, now)
}

// roomFindGo reads what somebody needs, and leads to it by an address in which
// hours, how many people and ways of access stand, and nobody.
func (s *Server) roomFindGo(w http.ResponseWriter, r *request) error {
	f, q := r.form(), url.Values{}
	on := f.date("on")
	if f.ok() && on.IsZero() {
		on = s.today(r)
	}
	if want, now := f.wanted(on); !f.ok() || r.back {
		return s.findPage(w, r, f, on, want, now)
	}
	q.Set("on", on.String())
	for _, name := range []string{"start", "end", "people", "building"} {
		if f.text(name) != "" {
			q.Set(name, f.text(name))
		}
	}
	q["access"] = f.Values["access"]
	return s.seeOther(w, r, "/rooms/find?"+q.Encode()+"#found", "")
}

func (s *Server) findPage(w http.ResponseWriter, r *request, f *form, on domain.Date, want room.Wanted, now bool) error {
	if now || !f.ok() {
		on = s.today(r)
	}
	if now {
		want.Interval = s.soon()
	}
	v, status := s.roomView(r, "/rooms/find", on, 2), http.StatusUnprocessableEntity
	if f.ok() {
		status = http.StatusOK
		if err := v.read(mostRooms, anyRoom); err != nil {
			return err
		}
	}
	return render(w, r, status, v.found(w, f, want, now))
}

// mostRooms are all rooms of an institution that are looked at together.
const mostRooms = 500

// soon is the next quarter of an hour.
func (s *Server) soon() recur.Interval {
	now := s.now().Unix() / 60
	return recur.Interval{Lo: now, Hi: now + stepMinutes}
}

// wanted reads what somebody needs; now means that no hours are given.
func (f *form) wanted(on domain.Date) (want room.Wanted, now bool) {
	if f.text("people") != "" {
		want.People = f.count("people", 1, 5000)
	}
	for _, a := range room.AllAccess {
		if f.has("access", string(a)) {
			want.Access = append(want.Access, a)
		}
	}
	if f.text("start")+f.text("end") == "" {
		return want, true
	}
	h := f.hours()
	if !f.ok() {
		return want, false
	}
	in, err := h.On(on, f.r.zone)
	if err != nil {
		f.note("end", domain.Invalid("recur.hours"))
	}
	want.Interval = in
	return want, false
}

func (v *roomView) found(w http.ResponseWriter, f *form, want room.Wanted, now bool) page.Search {
	t := v.r.print
	k := page.Search{Top: v.top(v.s.frame(w, v.r, t.T("room_week.find.title")), "find"), Sent: f.state(v.path), Start: f.text("start"), End: f.text("end"), People: f.text("people")}
	k.Heading, k.Book, k.Form, k.Flawed = t.T("room_week.find.title"), nil, "", !f.ok()
	k.Pager = kit.Pager{}
	k.Access = v.accessChoice(f)
	k.On = typedAgain(v.r, kit.DateField{Name: "on", Label: t.T("room_week.find.on"), Error: f.problem("on")}.On(v.first))
	k.Empty = nil // what is asked is asked in a house without rooms too
	if !f.ok() {
		k.On = k.On.Typed(f.Values)
		return k
	}
	k.Title, k.None = v.foundTitle(want, now)
	if !now {
		k.Clear = &kit.Link{Text: t.T("room_week.find.now"), Href: v.href(v.path, "room", "")}
	}
	fit, others := room.Find(v.rooms, v.occupied(), want, v.r.zone, v.s.now())
	for _, o := range fit {
		k.Fit = append(k.Fit, v.fitting(o, want, now))
	}
	for _, o := range others {
		k.Others = append(k.Others, page.FoundRoom{Head: v.head(o.Resource), Says: capital(strings.Join(v.whyNot(o), ", "))})
	}
	return k
}

func (v *roomView) foundTitle(want room.Wanted, now bool) (title, none string) {
	t := v.r.print
	if now {
		return t.T("room_week.find.free_now", "time", v.at(want.Lo)), t.T("room_week.find.none_now")
	}
	return t.T("room_week.find.free_on", "day", t.DateLong(v.first, v.today), "hours", v.hours(want.Interval)), t.T("room_week.find.none")
}

func (v *roomView) accessChoice(f *form) kit.Choice {
	c := kit.Choice{Grid: true, Field: kit.Field{Name: "access", Label: v.r.print.T("room_week.find.access")}}
	for _, a := range room.AllAccess {
		c.Options = append(c.Options, kit.Option{Value: string(a), Label: capital(v.r.print.T(i18n.Key("booking.access", string(a))))})
	}
	c.Options = kit.Choose(c.Options, f.Values["access"]...)
	return c
}

// fitting is a room that can be had, with the way to book it.
func (v *roomView) fitting(o room.Found, want room.Wanted, now bool) page.FoundRoom {
	p, t := page.FoundRoom{Head: v.head(o.Resource)}, v.r.print
	switch last := o.Gap.Hi >= v.starts[1]; {
	case now && last:
		p.Says = t.T("room_week.find.rest_of_day")
	case now:
		p.Says = t.T("room_week.find.until", "time", v.at(o.Gap.Hi))
	case last && o.Gap.Lo <= v.starts[0]:
		p.Says = t.T("room_week.free_all_day")
	default:
		p.Says = t.T("room_week.find.between", "hours", v.hours(o.Gap))
	}
	p.Says = capital(p.Says)
	if v.s.policy.May(v.r.actor, room.ActBook) && mayBook(v.r.actor, o.Resource) {
		in := want.Interval
		if now {
			in.Hi = min(o.Gap.Hi, in.Lo+90)
		}
		p.Book = &kit.Link{Text: t.T("room_week.find.book"), Of: o.Resource.Name, Href: bookPath(o.Resource.ID, v.first) + "&start=" + v.at(in.Lo) + "&end=" + v.at(in.Hi)}
	}
	return p
}

// whyNot says why a room does not fit: what is in its way, then what it lacks.
func (v *roomView) whyNot(o room.Found) (words []string) {
	t := v.r.print
	if o.Refusal.Reason != "" {
		words = append(words, v.refused(o.Refusal))
	}
	if o.Short > 0 {
		words = append(words, t.N("room_week.find.small", o.Resource.Capacity))
	}
	if len(o.Lacks) > 0 {
		var lacks []string
		for _, a := range o.Lacks {
			lacks = append(lacks, t.T(i18n.Key("booking.access", string(a))))
		}
		words = append(words, t.T("room_week.find.lacks", "what", strings.Join(lacks, ", ")))
	}
	return words
}

func (v *roomView) refused(r room.Refusal) string {
	t := v.r.print
	switch {
	case r.Reason == room.Busy && domain.DateOf(time.Unix(60*r.Until, 0), v.r.zone) != v.first:
		return t.T("room_week.find.busy_all_day")
	case r.Reason == room.Busy:
		return t.T("room_week.find.busy", "time", v.at(r.Until))
	case r.Reason == room.Closed && r.Said != "":
		return t.T("room_week.closed_for", "why", r.Said)
	case r.Reason == room.TooFar:
		return t.N("room_week.find.too_far", r.Most)
	}
	return t.T(i18n.Key("room_week.find.why", string(r.Reason)))
}
