package demo

import (
	"context"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
)

// readiness is what the first people of a group are ready for, made up. The
// others take part without a role.
var readiness = []group.Wish{
	{Roles: []group.Role{group.Opener, group.KeyKeeper}, Most: 5},
	{Roles: []group.Role{group.Moderator}, Most: 3},
	{Roles: []group.Role{group.Moderator, group.Timekeeper}, Most: 3},
	{Roles: []group.Role{group.Buddy}, Most: 5},
	{Roles: []group.Role{group.Opener, group.Moderator, group.Timekeeper}, Most: 3},
}

// leading are those of them who lead, by their place.
var leading = []int{1, 2, 4}

// rotate lets the people of a group that leads itself, at least by turns, say
// what they are ready for, notes who led what was, and takes what is suggested
// for what comes. One is ready only after that, so that there is something to
// suggest.
func (st *stage) rotate(ctx context.Context, in domain.GroupID, people []domain.PersonID, l life) error {
	now := l.steps[len(l.steps)-1].stage
	if st.Turns == nil || !slices.Contains([]group.Stage{group.CoLed, group.Independent}, now) || len(people) < len(readiness) {
		return nil
	}
	if err := st.led(ctx, in, people, l); err != nil {
		return err
	}
	using, err := st.Turns.Uses(ctx, st.coordinator, in)
	if err != nil {
		return err
	}
	for i, w := range readiness {
		if i == len(readiness)-1 { // ready only after the others were asked
			if _, err := st.Turns.Fill(ctx, st.coordinator, in); err != nil {
				return err
			}
		}
		if w = using.Of(w); len(w.Roles) == 0 {
			continue
		}
		w.Person = people[i]
		if err := st.Turns.Ready(ctx, st.coordinator, in, group.Wish{}, w); err != nil {
			return err
		}
	}
	return st.Turns.Away(ctx, st.coordinator, in, group.Absence{
		ID: domain.NewID[domain.AbsenceID](), Person: people[0], From: st.today.AddDays(12), Until: st.today.AddDays(20),
	})
}

// led notes who of the group led each meeting that was not the animator's.
func (st *stage) led(ctx context.Context, in domain.GroupID, people []domain.PersonID, l life) error {
	past, err := st.Meetings.OfGroup(ctx, st.coordinator, in, false, domain.Page{Number: 1})
	if err != nil {
		return err
	}
	for i := range l.held {
		if l.leader(i) != meeting.LedByMember {
			continue
		}
		who := people[leading[i%len(leading)]]
		at := past.Rows[len(past.Rows)-1-i].ID
		if err := st.Turns.Set(ctx, st.coordinator, in, at, []group.TurnChange{{Role: group.Moderator, Now: who}}); err != nil {
			return err
		}
	}
	return nil
}
