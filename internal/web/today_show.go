package web

import (
	"context"
	"net/http"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/meeting"
	"krag/internal/domain/notify"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/meeting"
	ready "krag/internal/web/page/readiness"
)

// todayShow is the face of the house: the day's meetings, what waits, and
// nothing else. What it asks is answered in one transaction: each of its own
// would take longer than the question in it.
func (s *Server) todayShow(w http.ResponseWriter, r *request) error {
	var t page.Today
	err := s.Flow.Together(r.Context(), r.actor, func(ctx context.Context) (err error) {
		t, err = s.todayOf(r.within(ctx))
		return err
	})
	if err != nil {
		return err
	}
	p := s.frame(w, r, r.print.T("today.title"))
	p.Here, p.Help = "/today", t.Help
	t.Page = p
	return render(w, r, http.StatusOK, t)
}

func (s *Server) todayOf(r *request) (t page.Today, err error) {
	day, err := s.Meetings.Today(r.Context(), r.actor, r.zone)
	if err != nil {
		return t, err
	}
	t.Date, t.Lead = day.Date, s.todayLead(r, day)
	if s.policy.May(r.actor, meeting.ActAttend) {
		t.Whose = whose(r.actor)
	}
	for _, m := range day.Meetings {
		t.Items = append(t.Items, s.dayItem(r, m))
	}
	if t.Waiting, err = s.todayWaits(r, day); err != nil {
		return t, err
	}
	if day.Next != nil {
		t.Next = s.nextLine(r, *day.Next)
	}
	t.Week, t.Joined = s.daysAhead(r, day.Week), s.joined(r, day.Joined)
	if s.policy.May(r.actor, meeting.ActPlan) {
		t.Start = &kit.Link{Text: r.print.T("today.to_groups"), Href: "/groups"}
	}
	switch {
	case !r.actor.Staff():
		t.Help = helpAbout(r, aboutHosting)
	case len(t.Items) == 0 && t.Next == "":
		t.Help = helpAbout(r, aboutStart)
	}
	return t, nil
}

// todayWaits asks everywhere what waits, the most pressing first, and puts many of
// one kind together.
func (s *Server) todayWaits(r *request, day meeting.Day) ([]kit.Waiting, error) {
	t := new(todo)
	for _, more := range []func(*request, *todo) error{
		s.handWaits, s.lettersWait,
		func(r *request, t *todo) error { s.meetingsWait(r, day, t); return nil },
		s.roomsWait, s.lentWaits,
		s.handoverWaits, s.proposalsWait, s.interestWaits,
		s.beginning,
		func(r *request, t *todo) error { return s.signsWait(r, day, t) },
	} {
		if err := more(r, t); err != nil {
			return nil, err
		}
	}
	return t.folded(r), nil
}

// meetingsWait adds what waits with meetings, unless the line of the day asks
// for it already.
func (s *Server) meetingsWait(r *request, day meeting.Day, t *todo) {
	for _, wait := range day.Waiting {
		if s.policy.May(r.actor, needsAct[wait.Kind]) && !askedAbove(day, wait) {
			t.add(string(wait.Kind), wait.Group, func() kit.Waiting { return s.waiting(r, wait) })
		}
	}
}

// daysAhead are the days after today on which somebody meets.
func (s *Server) daysAhead(r *request, all []meeting.Row) (days []page.Ahead) {
	var last domain.Date
	for _, m := range all {
		if day := domain.DateOf(m.StartsAt, r.zone); day != last {
			last = day
			days = append(days, page.Ahead{Day: r.print.DateLong(day, s.today(r))})
		}
		of := &days[len(days)-1]
		of.Meetings = append(of.Meetings, kit.Link{Text: r.print.Time(m.StartsAt, r.zone) + ", " + m.GroupName, Href: "/meetings/" + m.ID.String()})
	}
	return days
}

// joined says in which groups somebody is new, and to whom it may who that is.
func (s *Server) joined(r *request, all []meeting.Joined) (rows []kit.Term) {
	for _, j := range all {
		t := kit.Term{Name: j.GroupName, Text: r.print.T("today.joined_people", "people", j.People.For(r.actor.Audience(j.Group)))}
		if s.policy.May(r.actor, group.ActMembers) {
			t.Link = &kit.Link{Text: r.print.T("today.joined_who"), Href: groupPath(j.Group) + "/members", Of: j.GroupName}
		}
		rows = append(rows, t)
	}
	return rows
}

// askedAbove reports whether the line of the day asks for the same already.
func askedAbove(day meeting.Day, w meeting.Waiting) bool {
	return w.Kind == meeting.WaitAttendance && slices.ContainsFunc(day.Meetings, func(m meeting.Row) bool { return m.ID == w.Meeting })
}

func (s *Server) todayLead(r *request, day meeting.Day) string {
	var left, waits int
	for _, m := range day.Meetings {
		if m.State == meeting.Planned {
			left++
			if m.EndsAt.Before(s.now()) {
				waits++
			}
		}
	}
	switch n := len(day.Meetings); {
	case n == 0:
		return r.print.T("today.free")
	case waits > 0:
		return r.print.N("today.meetings", n) + " " + r.print.N("today.uncounted", waits)
	case left == 0:
		return r.print.N("today.meetings", n) + " " + r.print.T("today.all_counted")
	default:
		return r.print.N("today.meetings", n)
	}
}

func (s *Server) dayItem(r *request, m meeting.Row) kit.DayItem {
	base := "/meetings/" + m.ID.String()
	it := kit.DayItem{
		From: r.print.Time(m.StartsAt, r.zone), Until: r.print.Time(m.EndsAt, r.zone), At: m.StartsAt.In(r.zone).Format("15:04"),
		Done: m.State == meeting.Held, Title: kit.Link{Text: m.GroupName, Href: "/groups/" + m.Group.String()}, Where: m.Place,
	}
	mayCount := s.policy.May(r.actor, meeting.ActAttend)
	switch {
	case m.State == meeting.Cancelled:
		it.Cancelled = r.print.T("meeting.state.cancelled")
	case m.Recorded:
		it.Notes = []string{r.print.T("today.came", "people", m.Total.For(r.actor.Audience(m.Group)))}
	case mayCount && m.EndsAt.Before(s.now()):
		it.Need = r.print.T("today.to_count")
		it.Action = &kit.Link{Text: r.print.T("attendance.save"), Href: base + "/attendance", Of: m.GroupName}
	case mayCount && m.StartsAt.Before(s.now()):
		it.Action = &kit.Link{Text: r.print.T("attendance.save"), Href: base + "/attendance", Of: m.GroupName}
	}
	if it.Action == nil {
		it.Further = &kit.Link{Text: r.print.T("meeting.details"), Href: base, Of: m.GroupName}
	}
	return it
}

// needsAct is what whoever something waits for must be allowed to do.
var needsAct = map[meeting.WaitKind]authz.Action{
	meeting.WaitAttendance: meeting.ActAttend, meeting.WaitNoMeetings: meeting.ActPlan, meeting.WaitIndependent: group.ActShow,
	meeting.WaitAgreed: meeting.ActAgreed,
}

func (s *Server) waiting(r *request, w meeting.Waiting) kit.Waiting {
	switch w.Kind {
	case meeting.WaitAttendance:
		return kit.Waiting{
			Link: kit.Link{Text: r.print.T("today.wait.attendance"), Href: "/meetings/" + w.Meeting.String() + "/attendance"},
			Due:  s.since(r, domain.DateOf(w.At, r.zone)), Note: w.GroupName,
		}
	case meeting.WaitIndependent:
		return kit.Waiting{
			Link: kit.Link{Text: r.print.T("today.wait.independent"), Href: "/groups/" + w.Group.String()},
			Note: r.print.T("today.wait.independent_note", "group", w.GroupName, "done", w.Done, "of", w.Of),
		}
	}
	if w.Kind == meeting.WaitAgreed {
		return kit.Waiting{Link: kit.Link{Text: r.print.T("today.wait.agreed"), Href: "/meetings/" + w.Meeting.String() + "#agreed"}, Note: w.GroupName}
	}
	return kit.Waiting{Link: kit.Link{Text: r.print.T("today.wait.no_meetings"), Href: "/groups/" + w.Group.String() + "/meetings/new"}, Note: w.GroupName}
}

// handWaits adds that somebody has to be told in person: who was not told may
// come to what does not take place. It counts messages, not people.
func (s *Server) handWaits(r *request, t *todo) error {
	if !s.policy.May(r.actor, notify.ActHand) {
		return nil
	}
	n, err := s.Messages.HandCount(r.Context(), r.actor)
	if err != nil || n == 0 {
		return err
	}
	t.say(kit.Waiting{Link: kit.Link{Text: r.print.T("today.wait.by_hand", "n", n), Href: handPath}})
	return nil
}

// roomsWait adds what is kept for somebody's yes, as far as there is room for it.
func (s *Server) roomsWait(r *request, t *todo) error {
	if !s.policy.May(r.actor, room.ActShow) {
		return nil
	}
	kept, err := s.Rooms.Waits(r.Context(), r.actor)
	asked := 0
	for _, k := range kept {
		if k.Hold == room.Asked {
			asked++
			continue
		}
		t.add(string(k.Hold), domain.GroupID{}, func() kit.Waiting {
			return kit.Waiting{
				Link: kit.Link{Text: r.print.T(i18n.Key("today.wait", string(k.Hold))), Href: bookingPath(k.Booking)},
				Due:  r.print.T("today.wait.kept_until", "day", r.print.Date(domain.DateOf(k.Until, r.zone))), Note: k.Title + ", " + k.Room,
			}
		})
	}
	if asked > 0 {
		t.say(kit.Waiting{Link: kit.Link{Text: r.print.T("today.wait.asked"), Href: "/bookings/asked"}, Note: r.print.N("today.wait.asked_note", asked)})
	}
	if err != nil {
		return err
	}
	return s.toldWaits(r, t)
}

// toldWaits adds what was said to bookings that asked for a room.
func (s *Server) toldWaits(r *request, t *todo) error {
	told, err := s.Rooms.Told(r.Context(), r.actor)
	for _, one := range told {
		key, kind := "today.wait.refused", waitRefused
		if one.Approved {
			key, kind = "today.wait.approved", waitApproved
		}
		t.add(kind, domain.GroupID{}, func() kit.Waiting {
			return kit.Waiting{Link: kit.Link{Text: r.print.T(key), Href: bookingPath(one.Booking)}, Note: one.Title + ", " + one.Room}
		})
	}
	return err
}

// lentWaits adds keys and equipment that should be back, one line when they are
// a few: the page about them says which.
func (s *Server) lentWaits(r *request, t *todo) error {
	if !s.policy.May(r.actor, room.ActKeysShow) {
		return nil
	}
	due, err := s.Rooms.Due(r.Context(), r.actor, s.now().In(r.zone))
	if err != nil || len(due) == 0 {
		return err
	}
	one := due[0]
	w := kit.Waiting{Link: kit.Link{Text: r.print.T("today.wait.lent"), Href: "/keys"}, Note: one.What, Due: s.dueWords(r, one)}
	switch mayTake := s.policy.May(r.actor, room.ActKeys); {
	case len(due) > 1:
		w.Note = r.print.N("today.wait.lent_note", len(due))
		if mayTake && !slices.ContainsFunc(due, func(l room.Loan) bool { return !l.Key.IsZero() }) {
			w.Link.Href = "/equipment"
		}
	case mayTake:
		w.Link.Href = loanPath(one.ID) + "/back"
	}
	t.say(w)
	return nil
}

// dueWords say since when something should be back.
func (s *Server) dueWords(r *request, l room.Loan) string {
	if l.Due == s.today(r) {
		return r.print.T("today.wait.due_today")
	}
	return r.print.T("key.overdue", "day", r.print.Date(l.Due))
}

// beginning adds what an institution without a programme does first: it gets
// ready, one small step at a time.
func (s *Server) beginning(r *request, t *todo) error {
	if !s.policy.May(r.actor, institution.ActReadinessShow) {
		return nil
	}
	list, err := s.Institutions.Beginning(r.Context(), r.actor)
	next, left := list.Next()
	if err != nil || !left {
		return err
	}
	t.say(kit.Waiting{
		Link: kit.Link{Text: r.print.T("today.wait.readiness"), Href: "/readiness"},
		Note: progressWords(r, list) + " " + r.print.T("today.wait.readiness_next", "step", ready.ItemTitle(r.print, next.Key)),
	})
	return nil
}

// since says how long something waits, in the words people use.
func (s *Server) since(r *request, day domain.Date) string {
	today := s.today(r)
	switch day {
	case today:
		return r.print.T("today.since.today")
	case today.AddDays(-1):
		return r.print.T("today.since.yesterday")
	}
	return r.print.T("today.since.day", "day", r.print.DateLong(day, today))
}

func (s *Server) nextLine(r *request, m meeting.Row) string {
	return r.print.T("today.next", "day", s.when(r, m.Meeting), "group", m.GroupName)
}

// when is a meeting's day and hour: "wtorek, 3 marca, 17:00".
func (s *Server) when(r *request, m meeting.Meeting) string {
	return r.print.DateLong(domain.DateOf(m.StartsAt, r.zone), s.today(r)) + ", " + r.print.Time(m.StartsAt, r.zone)
}
