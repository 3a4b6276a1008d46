package room

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/recur"
)

// Use is how much of a room was lent free of charge, in whole dates that are
// over.
type Use struct {
	Dates   int
	Minutes int
	Unused  int // dates of a group whose meeting was called off, or at which nobody was counted
}

func (u Use) plus(o Use) Use {
	return Use{u.Dates + o.Dates, u.Minutes + o.Minutes, u.Unused + o.Unused}
}

// RoomUse is the use of one room. Open are the minutes for which it could have
// been lent, 0 where it is open at any time.
type RoomUse struct {
	Resource
	Use
	Open int
}

// GroupUse is the use of all rooms by one group; the zero group is everything
// else that took place.
type GroupUse struct {
	Group domain.GroupID
	Name  string // neutral
	Use
}

// LentTo is the use of one room by one group.
type LentTo struct {
	No int64 // of the room
	GroupUse
}

// Used gives what was lent of the own rooms from one day to another, both
// included, as far as it is over: by room and by group.
func (s *Service) Used(ctx context.Context, a authz.Actor, from, to domain.Date, zone *time.Location) (rooms []RoomUse, groups []GroupUse, err error) {
	in := recur.Interval{Lo: recur.Instant(from, 0, zone).Unix() / 60, Hi: recur.Instant(to.AddDays(1), 0, zone).Unix() / 60}
	now := s.desk.Clock.Now()
	in.Hi = min(in.Hi, now.Unix()/60)
	err = s.desk.View(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) error {
		all, err := s.store.Rooms(ctx, a.Scope)
		if err != nil {
			return err
		}
		lent, err := s.store.Lending(ctx, a.Scope, in)
		rooms, groups = used(all, lent, from, domain.DateOf(in.End(), zone))
		return err
	})
	return rooms, groups, err
}

// used adds up by room, in the order of rooms, and by group, by name.
func used(all []Room, lent []LentTo, from, to domain.Date) (rooms []RoomUse, groups []GroupUse) {
	for _, m := range all {
		one := RoomUse{Resource: m.Resource, Open: openMinutes(m.Terms, from, to)}
		for _, l := range lent {
			if l.No == m.No {
				one.Use = one.plus(l.Use)
			}
		}
		rooms = append(rooms, one)
	}
	for _, l := range lent {
		i := slices.IndexFunc(groups, func(g GroupUse) bool { return g.Group == l.Group })
		if i < 0 {
			groups = append(groups, l.GroupUse)
		} else {
			groups[i].Use = groups[i].plus(l.Use)
		}
	}
	slices.SortStableFunc(groups, func(a, b GroupUse) int { return b.Minutes - a.Minutes })
	return rooms, groups
}

// openMinutes are the minutes of some days for which a room is open, without
// closures.
func openMinutes(t Terms, from, to domain.Date) (n int) {
	if t.Hours == nil {
		return 0
	}
	for d := from; d.Before(to); d = d.AddDays(1) {
		for _, s := range t.Open(d) {
			n += s.To - s.From
		}
	}
	return n
}
