package demo

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/recur"
	"krag/internal/flow"
)

// madeUp marks the evidence of a step that no source tells of.
const madeUp = "Przykład zmyślony na potrzeby pokazu."

// step is a step of a group's life, so many weeks ago.
type step struct {
	stage    group.Stage
	weeksAgo int
	evidence string
}

// life is what the demonstration makes up around a group: when it meets, who
// belongs, and how it grew. Meetings are weekly, on the weekday of today plus
// dayOffset; the first led ones were led by the animator.
type life struct {
	steps     []step
	names     []string
	waits     []string // for a place in a group that is full
	dayOffset int      // 0 meets today, -1 met yesterday
	start     domain.TimeOfDay
	end       domain.TimeOfDay
	place     string
	held      []int // how many came to each past meeting, oldest first
	led       int   // of those, how many the animator led, from the first on
	alternate int   // of those after them, how many are led by turns: every second still by the animator
	uncounted bool  // the last one that is over was not counted yet
	ahead     int
	turn      turn // what becomes of the next one after today, if anything
}

// found makes a group with the first of its steps and takes the others.
func (st *stage) found(ctx context.Context, n group.NewGroup, l life) (domain.GroupID, error) {
	n.ID, n.Programme = domain.NewID[domain.GroupID](), st.programme
	for i, s := range l.steps {
		taken := group.NewStep{ID: domain.NewID[domain.StepID](), Stage: s.stage, On: st.weeksAgo(s.weeksAgo), Evidence: s.evidence}
		if i == 0 {
			n.Enters = taken
			if err := st.Groups.Create(ctx, st.coordinator, n); err != nil {
				return n.ID, err
			}
			continue
		}
		if err := st.Groups.Advance(ctx, st.coordinator, n.ID, 0, taken); err != nil {
			return n.ID, err
		}
	}
	return n.ID, nil
}

func (st *stage) weeksAgo(weeks int) domain.Moment {
	return domain.Moment{Date: st.today.AddDays(-7 * weeks), Precision: domain.PrecisionDay}
}

// gather lets the group's people join on the day of its first meeting.
func (st *stage) gather(ctx context.Context, in domain.GroupID, l life) (people []domain.PersonID, err error) {
	first := st.firstMeeting(l)
	for _, name := range l.names {
		j := flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: in, Pseudonym: name, MadeUp: true, On: first}
		if err := st.Flow.Join(ctx, st.coordinator, j); err != nil {
			return nil, err
		}
		people = append(people, domain.PersonID{UUID: j.ID.UUID})
	}
	return people, nil
}

func (l life) past() int {
	if l.uncounted {
		return len(l.held) + 1
	}
	return len(l.held)
}

func (st *stage) firstMeeting(l life) domain.Date {
	return st.today.AddDays(l.dayOffset - 7*l.past())
}

// meet plans the group's meetings and counts who came to those that are over.
func (st *stage) meet(ctx context.Context, in domain.GroupID, people []domain.PersonID, l life) error {
	first := st.firstMeeting(l)
	if l.uncounted {
		first = first.AddDays(7)
	}
	series := meeting.NewSeries{
		ID: domain.NewID[domain.SeriesID](), Group: in, First: first, Start: l.start, End: l.end,
		Every: 1, Count: l.past() + l.ahead, Place: l.place, Zone: st.zone,
	}
	series.Skip = st.holidays(series)
	if _, err := st.Meetings.Plan(ctx, st.coordinator, series); err != nil {
		return err
	}
	page := domain.Page{Number: 1}
	past, err := st.Meetings.OfGroup(ctx, st.coordinator, in, false, page)
	if err != nil {
		return err
	}
	for i, came := range l.held {
		m := past.Rows[len(past.Rows)-1-i]
		if err := st.counts(ctx, m, l, i, came, people); err != nil {
			return err
		}
	}
	if !l.uncounted || len(past.Rows) == 0 {
		return nil
	}
	_, _, err = st.Meetings.MakeLink(ctx, st.coordinator, past.Rows[0].ID, false) // somebody of the group still counts the last one
	return err
}

// holidays are the days ahead on which nobody meets.
func (st *stage) holidays(n meeting.NewSeries) (days []domain.Date) {
	for _, d := range recur.Weekly(n.First, n.Every, n.Count) {
		if _, free := recur.HolidayOn(d); free && st.today.Before(d) {
			days = append(days, d)
		}
	}
	return days
}

// counts counts a meeting. At the last one somebody was overlooked at first.
func (st *stage) counts(ctx context.Context, m meeting.Row, l life, i, came int, people []domain.PersonID) error {
	if i > 0 && i == len(l.held)-1 && came > 1 {
		if err := st.count(ctx, m.ID, 1, l, i, came-1, people); err != nil {
			return err
		}
		return st.count(ctx, m.ID, 2, l, i, came, people)
	}
	return st.count(ctx, m.ID, 1, l, i, came, people)
}

func (st *stage) count(ctx context.Context, id domain.MeetingID, version int64, l life, i, came int, people []domain.PersonID) error {
	n := meeting.NewAttendance{Meeting: id, Version: version, Total: came, Led: l.leader(i)}
	if i == 0 {
		n.Newcomers = came
	}
	// A different part of the circle is missing each time.
	for j := range people {
		if len(n.Present) < came {
			n.Present = append(n.Present, people[(i+j)%len(people)])
		}
	}
	return st.Meetings.Record(ctx, st.coordinator, n)
}

func (l life) leader(i int) meeting.Leader {
	if i < l.led || i < l.led+l.alternate && (i-l.led)%2 == 1 {
		return meeting.LedByAnimator
	}
	return meeting.LedByMember
}

// live makes a group with everything around it.
func (st *stage) live(ctx context.Context, n group.NewGroup, l life) (in domain.GroupID, people []domain.PersonID, err error) {
	if in, err = st.found(ctx, n, l); err != nil {
		return in, nil, err
	}
	if people, err = st.gather(ctx, in, l); err != nil {
		return in, nil, err
	}
	if err = st.meet(ctx, in, people, l); err != nil {
		return in, nil, err
	}
	if err = st.rotate(ctx, in, people, l); err != nil {
		return in, nil, err
	}
	if err = st.script(ctx, in); err != nil {
		return in, nil, err
	}
	if err = st.agrees(ctx, in, l); err != nil {
		return in, nil, err
	}
	if err = st.help(ctx, in, people); err != nil {
		return in, nil, err
	}
	if err = st.queue(ctx, in, l); err != nil {
		return in, nil, err
	}
	if err = st.venture(ctx, in, people); err != nil {
		return in, nil, err
	}
	if !st.promised {
		st.promised = true
		if err = st.promise(ctx, in, people, elsewhere); err != nil {
			return in, nil, err
		}
	}
	return in, people, st.reach(ctx, in, people, l)
}
