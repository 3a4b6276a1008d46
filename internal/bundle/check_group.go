package bundle

import (
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/notify"
	"krag/internal/domain/person"
	"krag/internal/domain/transfer"
)

func (c check) group(place string, g transfer.Group) {
	var p domain.Problems
	group.NewGroup{
		Programme: domain.NewID[domain.ProgrammeID](), Name: g.Name, Neutral: g.Neutral, Kind: group.Kind(g.Kind),
		Character: group.Character(g.Character), Openness: group.Openness(g.Openness), Audience: g.Audience, Rhythm: g.Rhythm,
		Period: g.Period, Accompanied: g.Accompanied, Description: describedBy(g),
	}.Check(&p)
	if group.Kind(g.Kind).Own() {
		p.Add("kind", "group.kind.missing") // ids of another house mean nothing here
	}
	if u := group.UsesOf(g.Roles); u != nil {
		u.Check(&p)
	}
	c.under(place, p, nil)
	c.reminders(joined(place, "reminders"), g.Reminders)
	c.life(place, g.Steps)
	c.agreements(place, g.Agreements)
	if g.Handover != nil {
		c.handover(joined(place, "handover"), *g.Handover)
	}
	for n, m := range g.Meetings {
		c.meeting(joined(place, item("meetings", n)), m)
	}
	for n, o := range g.Outcomes {
		c.outcome(joined(place, item("outcomes", n)), o)
	}
}

// describedBy is what a group says of itself. A mixed one may come from a house
// where nobody had asked yet from when nobody new comes.
func describedBy(g transfer.Group) (f group.Description) {
	if g.Description != nil {
		f = group.Description{
			About: g.Description.About, Langs: g.Description.Langs, AccessNote: g.Description.AccessNote,
			Least: g.Description.Least, Most: g.Description.Most, ClosesAt: g.Description.ClosesAt,
		}
		for _, a := range g.Description.Access {
			f.Access = append(f.Access, group.Access(a))
		}
	}
	if f.ClosesAt == 0 {
		f.ClosesAt = group.ClosesAtMost
	}
	return f
}

// reminders asks that each is one that a group can choose, and there once.
func (c check) reminders(place string, all *[]int) {
	if all == nil {
		return
	}
	for n, minutes := range *all {
		if !slices.Contains(notify.RoundChoices, minutes) || slices.Contains((*all)[:n], minutes) {
			c.add(item(place, n), "bundle.check.reminder", nil)
		}
	}
}

// life asks that each step can follow the one before.
func (c check) life(place string, steps []transfer.Step) {
	var before []group.Step
	stage := group.Stage("")
	for n, s := range steps {
		var p domain.Problems
		step := group.NewStep{Stage: group.Stage(s.Stage), On: domain.Moment(s.On), Evidence: s.Evidence}
		step.Check(&p, stage)
		step.CheckOrder(&p, before, c.now)
		c.under(joined(place, item("steps", n)), p, nil)
		before, stage = append(before, group.Step{On: step.On}), step.Stage
	}
}

// longestMeeting is longer than any that a form would take, for clocks change.
const longestMeeting = 12 * time.Hour

func (c check) meeting(place string, m transfer.Meeting) {
	if m.Series < 1 {
		c.add(joined(place, "series"), "bundle.check.series", nil)
	}
	if !m.StartsAt.Before(m.EndsAt) || m.EndsAt.Sub(m.StartsAt) > longestMeeting {
		c.add(joined(place, "ends_at"), "meeting.end.before_start", nil)
	}
	switch state := meeting.State(m.State); state {
	case meeting.Planned, meeting.Held, meeting.Cancelled:
		c.belongs(joined(place, "attendance"), m.Attendance != nil, state == meeting.Held)
	default:
		c.add(joined(place, "state"), "bundle.check.state", nil)
	}
	if a := m.Attendance; a != nil {
		err := meeting.NewAttendance{Total: a.Total, Newcomers: a.Newcomers, Led: meeting.Leader(a.Led)}.Check()
		c.under(joined(place, "attendance"), err, nil)
	}
}

func (c check) people(people *transfer.People) {
	for n, one := range people.Persons {
		var p domain.Problems
		person.NewPerson{Pseudonym: one.Pseudonym.Reveal()}.Check(&p)
		c.under(joined("people", item("people", n)), p, nil)
	}
	c.members(people)
	c.presence(people)
}

func (c check) members(people *transfer.People) {
	belongs := map[[2]int]bool{}
	for n, m := range people.Members {
		place := joined("people", item("members", n))
		c.at(joined(place, "group"), &m.Group, len(c.Groups))
		c.at(joined(place, "person"), &m.Person, len(people.Persons))
		key := [2]int{m.Group, m.Person}
		if !m.Left.IsZero() && m.Left.Before(m.Joined) || m.Left.IsZero() && belongs[key] {
			c.add(joined(place, "left"), "bundle.check.left", nil)
		}
		belongs[key] = belongs[key] || m.Left.IsZero()
	}
}

func (c check) presence(people *transfer.People) {
	met := map[[2]int]bool{}
	for n, one := range people.Present {
		place, key := joined("people", item("present", n)), [2]int{one.Group, one.Meeting}
		m, there := c.heldAt(one.Group, one.Meeting)
		if !there || met[key] {
			c.add(joined(place, "meeting"), "bundle.check.meeting", nil)
			continue
		}
		met[key] = true
		ticked := map[int]bool{}
		for k, who := range one.Persons {
			c.at(joined(place, item("people", k)), &who, len(people.Persons))
			if ticked[who] {
				c.add(joined(place, item("people", k)), "bundle.read.twice", nil)
			}
			ticked[who] = true
		}
		if len(one.Persons) > m.Attendance.Total {
			c.add(joined(place, "people"), "attendance.total.fewer_than_ticked", domain.Args{"ticked": len(one.Persons)})
		}
	}
}

// heldAt finds a meeting whose people were counted.
func (c check) heldAt(group, meeting int) (m transfer.Meeting, ok bool) {
	if group < 0 || group >= len(c.Groups) || meeting < 0 || meeting >= len(c.Groups[group].Meetings) {
		return m, false
	}
	m = c.Groups[group].Meetings[meeting]
	return m, m.Attendance != nil
}
