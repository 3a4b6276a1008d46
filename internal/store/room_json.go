package store

import (
	"encoding/json"
	"fmt"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
)

// The forms in which terms and plans are stored. They are apart from the types
// of the area, so that a name there can change and old rows are still read.
type (
	storedTerms struct {
		Name     string          `json:"name"`
		Building string          `json:"building,omitempty"`
		Capacity int             `json:"capacity,omitempty"`
		Access   []room.Access   `json:"access,omitempty"`
		Hours    *storedWeek     `json:"hours,omitempty"`
		Seasons  []storedSeason  `json:"seasons,omitempty"`
		Holidays bool            `json:"holidays,omitempty"`
		Closures []storedClosure `json:"closures,omitempty"`
		Before   int             `json:"before,omitempty"`
		After    int             `json:"after,omitempty"`
		Approval bool            `json:"approval,omitempty"`
		Ahead    int             `json:"ahead,omitempty"`
		PerWeek  int             `json:"per_week,omitempty"`
		Groups   bool            `json:"groups,omitempty"`
	}
	storedWeek   [7][][2]int // from Sunday, as time.Weekday
	storedSeason struct {
		From [2]int     `json:"from"` // month, day
		To   [2]int     `json:"to"`
		Week storedWeek `json:"week"`
	}
	storedClosure struct {
		ID     string `json:"id"`
		Lo     int64  `json:"lo"`
		Hi     int64  `json:"hi"`
		Reason string `json:"reason,omitempty"`
	}
	storedPlan struct {
		First     string            `json:"first"`
		Hours     [3]int            `json:"hours"` // from, to, nights
		Zone      string            `json:"zone"`
		Rule      string            `json:"rule,omitempty"`
		Dates     []string          `json:"dates,omitempty"`
		Without   []string          `json:"without,omitempty"`
		Moved     []storedMove      `json:"moved,omitempty"`
		Wants     []storedWant      `json:"wants"`
		Elsewhere []storedElsewhere `json:"elsewhere,omitempty"`
	}
	storedMove struct {
		Original string `json:"original"`
		Date     string `json:"date"`
		Hours    [3]int `json:"hours"`
	}
	storedWant struct {
		ID     string `json:"id"`
		Amount int    `json:"amount"`
	}
	storedElsewhere struct {
		Day   string       `json:"day"`
		Wants []storedWant `json:"wants"`
	}
)

func encodeTerms(t room.Terms) (string, error) {
	s := storedTerms{
		Name: t.Name, Building: t.Building, Capacity: t.Capacity, Access: t.Access, Holidays: t.Holidays, Before: t.Before,
		After: t.After, Approval: t.Approval, Ahead: t.Ahead, PerWeek: t.PerWeek, Groups: t.ForGroups,
	}
	if t.Hours != nil {
		week := weekOut(*t.Hours)
		s.Hours = &week
	}
	for _, o := range t.Seasons {
		s.Seasons = append(s.Seasons, storedSeason{[2]int{int(o.From.Month), o.From.Day}, [2]int{int(o.To.Month), o.To.Day}, weekOut(o.Hours)})
	}
	for _, c := range t.Closures {
		s.Closures = append(s.Closures, storedClosure{c.ID.String(), c.Lo, c.Hi, c.Reason})
	}
	text, err := json.Marshal(s)
	return string(text), err
}

func decodeTerms(text string) (t room.Terms, err error) {
	var s storedTerms
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		return t, fmt.Errorf("read terms: %w", err)
	}
	t = room.Terms{
		Name: s.Name, Building: s.Building, Capacity: s.Capacity, Access: s.Access, Holidays: s.Holidays, Before: s.Before,
		After: s.After, Approval: s.Approval, Ahead: s.Ahead, PerWeek: s.PerWeek, ForGroups: s.Groups,
	}
	if s.Hours != nil {
		week := weekIn(*s.Hours)
		t.Hours = &week
	}
	for _, o := range s.Seasons {
		t.Seasons = append(t.Seasons, room.Season{
			From: room.MonthDay{Month: time.Month(o.From[0]), Day: o.From[1]}, To: room.MonthDay{Month: time.Month(o.To[0]), Day: o.To[1]}, Hours: weekIn(o.Week),
		})
	}
	for _, c := range s.Closures {
		one := room.Closure{Interval: recur.Interval{Lo: c.Lo, Hi: c.Hi}, Reason: c.Reason}
		if err := one.ID.UnmarshalText([]byte(c.ID)); err != nil {
			return t, err
		}
		t.Closures = append(t.Closures, one)
	}
	return t, nil
}

func weekOut(w room.Week) (s storedWeek) {
	for i, day := range w {
		for _, o := range day {
			s[i] = append(s[i], [2]int{o.From, o.To})
		}
	}
	return s
}

func weekIn(s storedWeek) (w room.Week) {
	for i, day := range s {
		for _, o := range day {
			w[i] = append(w[i], room.Span{From: o[0], To: o[1]})
		}
	}
	return w
}

func encodePlan(p room.Plan) (string, error) {
	s := storedPlan{
		First: p.Series.First.String(), Hours: hoursOut(p.Series.Hours), Zone: p.Series.Zone.String(),
		Dates: datesOut(p.Series.Dates), Without: datesOut(p.Series.Without), Wants: wantsOut(p.Wants),
	}
	if p.Series.Rule != nil {
		s.Rule = p.Series.Rule.String()
	}
	for _, m := range p.Series.Moved {
		s.Moved = append(s.Moved, storedMove{m.Original.String(), m.Date.String(), hoursOut(m.Hours)})
	}
	for _, e := range p.Elsewhere {
		s.Elsewhere = append(s.Elsewhere, storedElsewhere{e.Day.String(), wantsOut(e.Wants)})
	}
	text, err := json.Marshal(s)
	return string(text), err
}

func decodePlan(text string) (p room.Plan, err error) {
	var s storedPlan
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		return p, fmt.Errorf("read plan: %w", err)
	}
	r := reader{}
	p.Series = recur.Series{First: r.date(s.First), Hours: hoursIn(s.Hours), Dates: r.dates(s.Dates), Without: r.dates(s.Without)}
	p.Series.Zone, err = time.LoadLocation(s.Zone)
	r.note(err)
	if s.Rule != "" {
		rule, err := recur.ParseRule(s.Rule)
		r.note(err)
		p.Series.Rule = &rule
	}
	for _, m := range s.Moved {
		p.Series.Moved = append(p.Series.Moved, recur.Move{Original: r.date(m.Original), Date: r.date(m.Date), Hours: hoursIn(m.Hours)})
	}
	p.Wants = r.wants(s.Wants)
	for _, e := range s.Elsewhere {
		p.Elsewhere = append(p.Elsewhere, room.Elsewhere{Day: r.date(e.Day), Wants: r.wants(e.Wants)})
	}
	return p, r.err
}

// reader reads what was written, and keeps the first error.
type reader struct{ err error }

func (r *reader) note(err error) {
	if r.err == nil && err != nil {
		r.err = fmt.Errorf("read plan: %w", err)
	}
}

func (r *reader) date(s string) domain.Date {
	d, err := domain.ParseDate(s)
	r.note(err)
	return d
}

func (r *reader) dates(all []string) (days []domain.Date) {
	for _, s := range all {
		days = append(days, r.date(s))
	}
	return days
}

func (r *reader) wants(all []storedWant) (wants []room.Want) {
	for _, s := range all {
		id, err := domain.ParseID[domain.ResourceID](s.ID)
		r.note(err)
		wants = append(wants, room.Want{Resource: id, Amount: s.Amount})
	}
	return wants
}

func datesOut(days []domain.Date) (all []string) {
	for _, d := range days {
		all = append(all, d.String())
	}
	return all
}

func wantsOut(wants []room.Want) (all []storedWant) {
	for _, w := range wants {
		all = append(all, storedWant{w.Resource.String(), w.Amount})
	}
	return all
}

func hoursOut(h recur.Hours) [3]int { return [3]int{int(h.From), int(h.To), h.Nights} }

func hoursIn(h [3]int) recur.Hours {
	return recur.Hours{From: domain.TimeOfDay(h[0]), To: domain.TimeOfDay(h[1]), Nights: h[2]}
}
