package web

import (
	"net/url"
	"slices"
	"strconv"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/meeting"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
)

// weekdayKeys are the ends of the keys of the days of the week.
var weekdayKeys = [...]string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

// regularWhen says when a group meets again and again: "we wtorki o 17:00".
func regularWhen(r *request, t meeting.Regular) string {
	var days []string
	for _, d := range t.Weekdays {
		days = append(days, r.print.T(i18n.Key("regular.days", weekdayKeys[d])))
	}
	on, at := r.print.List(days), r.print.Clock(t.Start)
	switch t.Every {
	case 0:
		return r.print.T("regular.monthly", "days", on, "time", at)
	case 1:
		return r.print.T("regular.weekly", "days", on, "time", at)
	}
	return r.print.N("regular.weeks", t.Every, "days", on, "time", at)
}

// regularWhere says where, and until when that is planned.
func (s *Server) regularWhere(r *request, t meeting.Regular) string {
	until := r.print.DayMonth(t.Last)
	if s.today(r).AddMonths(11).Before(t.Last) {
		until = r.print.Date(t.Last)
	}
	return joinWords(t.Place, r.print.T("regular.until", "date", until))
}

// regularTerms are the regular times in rows.
func (s *Server) regularTerms(r *request, all []meeting.Regular) (terms []kit.Term) {
	for _, t := range all {
		one := kit.Term{Name: capital(regularWhen(r, t)), Text: s.regularWhere(r, t)}
		if slices.ContainsFunc(terms, func(o kit.Term) bool { return o.Name == one.Name }) { // at one hour in two places
			one.Name += ", " + one.Text
		}
		terms = append(terms, one)
	}
	return terms
}

// rhythmWords say when a group meets: as it is planned, or as somebody wrote.
func rhythmWords(r *request, all whole) string {
	if len(all.regular) == 0 {
		return all.Rhythm
	}
	var times []string
	for _, t := range all.regular {
		if when := regularWhen(r, t); !slices.Contains(times, when) {
			times = append(times, when)
		}
	}
	return r.print.List(times)
}

// regularLinks are what can be done about a regular time, by whoever plans.
func (s *Server) regularLinks(r *request, id domain.GroupID, t meeting.Regular) (links []kit.Link) {
	of := regularWhen(r, t)
	if s.policy.May(r.actor, meeting.ActPlan) {
		links = append(links, kit.Link{Text: r.print.T("regular.extend"), Of: of, Href: groupPath(id) + "/meetings/new?after=" + t.Series[0].String()})
	}
	if s.policy.May(r.actor, meeting.ActEdit) {
		links = append(links, kit.Link{Text: r.print.T("regular.end.link"), Of: of, Href: groupPath(id) + "/meetings/" + t.Series[0].String() + "/end", Danger: true})
	}
	return links
}

// regularTime is one of the regular times of a group; ok is false when it does
// not run any more.
func (s *Server) regularTime(r *request, id domain.GroupID, series domain.SeriesID) (t meeting.Regular, ok bool, err error) {
	all, err := s.Meetings.Regular(r.Context(), r.actor, id, r.zone)
	i := slices.IndexFunc(all, func(t meeting.Regular) bool { return slices.Contains(t.Series, series) })
	if err != nil || i < 0 {
		return t, false, err
	}
	return all[i], true, nil
}

// bookingOfTime is the booking of a regular time, the last one when it went on in
// several.
func (s *Server) bookingOfTime(r *request, t meeting.Regular) (b room.Booking, booked bool, err error) {
	for _, id := range slices.Backward(t.Series) {
		b, _, _, err = s.Rooms.Booking(r.Context(), r.actor, domain.BookingID(id))
		if domain.KindOf(err) != domain.KindNotFound {
			return b, err == nil && b.State == room.Active, err
		}
	}
	return room.Booking{}, false, nil
}

// bookFurther is where rooms are booked from the last date of a regular time on,
// with all that is known of it.
func bookFurther(id domain.GroupID, t meeting.Regular, b room.Booking) string {
	v := url.Values{
		"group": {id.String()}, "room": {b.Plan.Wants[0].Resource.String()}, "day": {t.After.String()},
		"start": {t.Start.String()}, "end": {t.End.String()}, "repeat": {repeatOf(b.Plan.Series.Rule)}, "every": {strconv.Itoa(max(t.Every, 1))}, "count": {usualCount},
	}
	return "/bookings/new?" + v.Encode()
}

// usualCount is how many meetings are planned at once, unless somebody says so.
const usualCount = "10"

// repeatOf is what a booking form calls a rule.
func repeatOf(rule *recur.Rule) string {
	switch {
	case rule == nil || rule.Freq != recur.FreqMonthly:
		return repeatWeekly
	case len(rule.Weekdays) == 0:
		return repeatMonthlyDate
	case rule.Weekdays[0].N < 0:
		return repeatMonthlyLast
	}
	return repeatMonthlyDay
}

// startOf is the first instant of a day where the institution is.
func startOf(day domain.Date, r *request) time.Time { return day.Time(r.zone).UTC() }
