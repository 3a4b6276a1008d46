package web

import (
	"errors"
	"net/url"
	"strconv"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/web/kit"
)

// What a booking form says about how it repeats.
const (
	repeatOnce        = "once"
	repeatWeekly      = "weekly"
	repeatMonthlyDate = "monthly_date"
	repeatMonthlyDay  = "monthly_day"
	repeatMonthlyLast = "monthly_last"
	repeatDates       = "dates"
)

// newBooking reads the form of a booking.
func (f *form) newBooking(all []room.Resource) room.NewBooking {
	n := room.NewBooking{
		ID: formID[domain.BookingID](f), Purpose: room.Purpose(f.Get("purpose")), Title: f.text("title"),
		Private: f.yes("private"), Tentative: f.has("keep", "tentative"),
	}
	if n.Purpose == room.ForMeeting {
		n.Group, n.Title, n.Private = fieldID[domain.GroupID](f, "group"), "", false
	}
	n.Plan = room.Plan{Series: f.series(), Wants: f.wants(all)}
	return n
}

// has reports whether a field was sent with a value among others.
func (f *form) has(name, value string) bool {
	for _, v := range f.Values[name] {
		if v == value {
			return true
		}
	}
	return false
}

// wants reads what is to be taken: the room, then what goes with it.
func (f *form) wants(all []room.Resource) (wants []room.Want) {
	add := func(id domain.ResourceID, amount int) {
		for _, w := range wants {
			if w.Resource == id {
				return
			}
		}
		wants = append(wants, room.Want{Resource: id, Amount: amount})
	}
	if id := fieldID[domain.ResourceID](f, "room"); !id.IsZero() {
		add(id, 1)
	}
	for _, text := range f.Values["also"] {
		id, err := domain.ParseID[domain.ResourceID](text)
		if f.note("also", err); err == nil {
			add(id, 1)
		}
	}
	for _, r := range all {
		if name := stockField(r); r.Kind == room.KindStock && f.text(name) != "" && f.text(name) != "0" {
			add(r.ID, f.count(name, 1, r.Amount))
		}
	}
	return wants
}

func stockField(r room.Resource) string { return "amount_" + strconv.FormatInt(r.No, 10) }

// series reads when it takes place.
func (f *form) series() recur.Series {
	s := recur.Series{First: f.date("first"), Hours: f.hours(), Zone: f.r.zone}
	if f.Get("repeat") == repeatDates {
		s.Dates = f.dates("dates")
		return s
	}
	s.Rule = f.rule(s.First)
	return s
}

// hours reads from when to when, until the next day where the end is not later.
func (f *form) hours() recur.Hours {
	h := recur.Hours{From: f.clock("start"), To: f.clock("end")}
	if h.To == 0 && h.From > 0 { // midnight ends a day
		h.Nights = 1
	}
	return h
}

// rule reads how it repeats; nil is once.
func (f *form) rule(first domain.Date) *recur.Rule {
	r := &recur.Rule{Every: 1}
	weekday := recur.WeekdayOf(first)
	switch f.Get("repeat") {
	case repeatWeekly:
		r.Freq, r.Every = recur.FreqWeekly, f.count("every", 1, 8)
	case repeatMonthlyDate:
		r.Freq, r.MonthDays = recur.FreqMonthly, []int{first.Day}
	case repeatMonthlyDay:
		r.Freq, r.Weekdays = recur.FreqMonthly, []recur.WeekdayNum{{N: (first.Day + 6) / 7, Day: weekday}}
	case repeatMonthlyLast:
		r.Freq, r.Weekdays = recur.FreqMonthly, []recur.WeekdayNum{{N: -1, Day: weekday}}
	default:
		return nil
	}
	f.ending(r)
	return r
}

// ending reads how often or until when. One of the two is enough.
func (f *form) ending(r *recur.Rule) {
	if f.text("count") != "" {
		r.Count = f.count("count", 1, 366)
	}
	if f.text("until_day")+f.text("until_month")+f.text("until_year") != "" {
		r.Until = f.date("until")
	}
	if r.Count == 0 && r.Until.IsZero() && f.ok() {
		f.note("count", domain.Invalid("recur.endless"))
	}
}

// dates reads days, a line each, as 3.03.2026 or 2026-03-03.
func (f *form) dates(name string) (days []domain.Date) {
	for _, line := range f.lines(name) {
		d, err := readDay(line)
		if err != nil {
			f.note(name, domain.Invalid("booking.dates.line").With(domain.Args{"line": line}))
			return nil
		}
		days = append(days, d)
	}
	if len(days) == 0 {
		f.note(name, domain.Invalid("booking.dates.none"))
	}
	return days
}

func readDay(line string) (domain.Date, error) {
	if d, err := domain.ParseDate(line); err == nil {
		return d, nil
	}
	parts := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(". /-", r) })
	if len(parts) != 3 {
		return domain.Date{}, domain.Invalid("date.malformed")
	}
	return kit.ReadDate(url.Values{"d_day": {parts[0]}, "d_month": {parts[1]}, "d_year": {parts[2]}}, "d")
}

// bookingFields are the fields in which a person mends what a check of the
// area found.
var bookingFields = map[string]string{"hours": "end", "moved": "end", "freq": "repeat", "weekdays": "repeat", "month_days": "repeat"}

// fields puts the problems of a booking to the fields of its form.
func fields(err error) error {
	all, ok := errors.AsType[domain.Problems](err)
	if !ok {
		return err
	}
	var named domain.Problems
	for _, p := range all {
		one := *p
		if to := bookingFields[one.Field]; to != "" {
			one.Field = to
		}
		named = append(named, &one)
	}
	return named
}
