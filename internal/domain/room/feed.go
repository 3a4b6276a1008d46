package room

import (
	"context"
	"crypto/sha256"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/recur"
)

// FeedKind is what a calendar address is about.
type FeedKind string

// The kinds.
const (
	FeedRoom     FeedKind = "room"
	FeedBuilding FeedKind = "building"
	FeedGroup    FeedKind = "group"
	FeedOwn      FeedKind = "own"   // what one booked oneself
	FeedDoor     FeedKind = "door"  // of a room, for a display and no calendar
	FeedDoors    FeedKind = "doors" // of a building
)

// feedKinds lists them.
var feedKinds = []FeedKind{FeedRoom, FeedBuilding, FeedGroup, FeedOwn, FeedDoor, FeedDoors}

// Display reports whether an address is that of a display: it opens no calendar,
// and no calendar's opens a display.
func (k FeedKind) Display() bool { return k == FeedDoor || k == FeedDoors }

// Feed is a private address of a calendar. It shows what its owner may see, for
// as long as the owner may.
type Feed struct {
	ID     domain.FeedID
	Scope  domain.Scope
	User   domain.UserID
	Kind   FeedKind
	Target domain.UUID // the room, the building or the group
	Zone   string      // of the institution, as in the tz database; set by what reads one address
	MadeAt time.Time   // UTC
}

// FeedStore keeps calendar addresses.
type FeedStore interface {
	// PutFeed stores one, and reports whether it is new: the same id once more
	// gets another address.
	PutFeed(ctx context.Context, f Feed, tokenHash []byte) (bool, error)
	FeedByToken(ctx context.Context, tokenHash []byte) (Feed, error)
	Feeds(ctx context.Context, scope domain.Scope, user domain.UserID) ([]Feed, error)
	// DropFeed ends one, and reports whether there was one.
	DropFeed(ctx context.Context, scope domain.Scope, user domain.UserID, id domain.FeedID) (bool, error)
	// ToShow lists bookings of a user or of a group that end after a minute,
	// and those cancelled since an instant.
	ToShow(ctx context.Context, scope domain.Scope, user, group domain.UUID, since int64, cancelled time.Time) ([]Booking, error)
	// ToShowIn lists the same of some resources.
	ToShowIn(ctx context.Context, scope domain.Scope, nos []int64, since int64, cancelled time.Time) ([]Booking, error)
}

func hash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// feedOn is what a calendar is about to the policy: a group, or for a host the
// own one.
func feedOn(a authz.Actor, kind FeedKind, target domain.UUID) authz.Resource {
	on := authz.Resource{Scope: a.Scope}
	if kind == FeedGroup {
		on.Group = domain.GroupID{UUID: target}
	} else if len(a.Groups) > 0 {
		on.Group = a.Groups[0]
	}
	return on
}

// AddFeed makes a calendar address and gives its secret part, this once.
func (s *Service) AddFeed(ctx context.Context, a authz.Actor, id domain.FeedID, kind FeedKind, target domain.UUID) (token string, err error) {
	on := feedOn(a, kind, target)
	if !slices.Contains(feedKinds, kind) || (kind == FeedOwn) != target.IsZero() {
		return "", &domain.Error{Kind: domain.KindInvalid, Key: "feed.kind.missing", Field: "about"}
	}
	token = domain.NewToken()
	f := Feed{ID: id, Scope: a.Scope, User: a.User, Kind: kind, Target: target, MadeAt: s.desk.Clock.Now()}
	err = s.desk.Change(ctx, a, ActFeed, on, func(ctx context.Context) (e audit.Entry, err error) {
		if _, _, err := s.covers(ctx, f); err != nil {
			return e, err
		}
		added, err := s.store.PutFeed(ctx, f, hash(token))
		if err != nil || !added { // the form came twice: its address is another now, and nothing more has happened
			return e, err
		}
		return audit.On(a, ActFeed, "feed", id.UUID), nil
	})
	return token, err
}

// covers are the resources a feed is about, of all that may be booked; none for
// what is a person's or a group's.
func (s *Service) covers(ctx context.Context, f Feed) (of, all []Resource, err error) {
	if all, err = s.store.Bookable(ctx, f.Scope); err != nil {
		return nil, nil, err
	}
	switch f.Kind {
	case FeedRoom, FeedDoor:
		of = filter(all, func(r Resource) bool { return r.ID.UUID == f.Target })
	case FeedBuilding, FeedDoors:
		b, err := s.store.Building(ctx, f.Scope, domain.BuildingID{UUID: f.Target})
		if err != nil {
			return nil, nil, err
		}
		of = filter(all, func(r Resource) bool { return r.Own(f.Scope) && r.Building == b.Name && r.Kind == KindRoom })
	default:
		return nil, all, nil
	}
	if (f.Kind == FeedRoom || f.Kind == FeedDoor) && len(of) == 0 {
		return nil, nil, domain.NotFound("error.not_found")
	}
	return of, all, nil
}

func filter(all []Resource, keep func(Resource) bool) (of []Resource) {
	for _, r := range all {
		if keep(r) {
			of = append(of, r)
		}
	}
	return of
}

// Feeds are the calendar addresses of an actor.
func (s *Service) Feeds(ctx context.Context, a authz.Actor) (all []Feed, err error) {
	err = s.desk.Read(ctx, a.Scope, func(ctx context.Context) (err error) {
		all, err = s.store.Feeds(ctx, a.Scope, a.User)
		return err
	})
	return all, err
}

// DropFeed ends a calendar address of one's own.
func (s *Service) DropFeed(ctx context.Context, a authz.Actor, id domain.FeedID) error {
	on := authz.Resource{Scope: a.Scope}
	if len(a.Groups) > 0 {
		on.Group = a.Groups[0]
	}
	return s.desk.Change(ctx, a, ActFeed, on, func(ctx context.Context) (e audit.Entry, err error) {
		dropped, err := s.store.DropFeed(ctx, a.Scope, a.User, id)
		if err != nil || !dropped {
			return e, err
		}
		return audit.On(a, ActFeed, "feed", id.UUID), nil
	})
}

// FeedOf is what a secret address opens. One that never was, or is no more, is
// KindNotFound.
func (s *Service) FeedOf(ctx context.Context, token string) (f Feed, err error) {
	err = s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		f, err = s.store.FeedByToken(ctx, hash(token))
		return err
	})
	return f, err
}

// Entry is one booking in a calendar: a series whose dates all are of the feed.
type Entry struct {
	Booking
	Group string // the neutral name
	Place map[domain.Date]string
	Where string
	Kept  bool // not confirmed
}

// How far a calendar goes, and for how long it tells that something is
// cancelled.
const (
	feedBack      = 60 * 24 * time.Hour
	feedCancelled = 30 * 24 * time.Hour
)

// Opens reports whether an address still opens for whose it is: of a group's,
// only as long as they work with the group. Otherwise it is KindNotFound, as if
// it had ended.
func (s *Service) Opens(a authz.Actor, f Feed) error {
	if err := s.desk.Policy.Check(a, ActFeed, feedOn(a, f.Kind, f.Target)); err != nil {
		return domain.NotFound("error.not_found")
	}
	return nil
}

// Behind are the rooms of a display beside their doors. Of a calendar it is
// KindNotFound.
func (s *Service) Behind(ctx context.Context, a authz.Actor, f Feed) (rooms []Resource, err error) {
	if !f.Kind.Display() {
		return nil, domain.NotFound("error.not_found")
	}
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: f.Scope}, func(ctx context.Context) (err error) {
		rooms, _, err = s.covers(ctx, f)
		return err
	})
	if err == nil && len(rooms) == 0 {
		err = domain.NotFound("error.not_found")
	}
	return rooms, err
}

// FeedMarks tell whether a feed is still as it was; see Marks.
func (s *Service) FeedMarks(ctx context.Context, f Feed) (m Marks, err error) {
	err = s.desk.Read(ctx, f.Scope, func(ctx context.Context) (err error) {
		m, err = s.store.Marks(ctx, f.Scope)
		return err
	})
	return m, err
}

// Calendar is what a feed shows to an actor, whose it is: own bookings as
// series, and hours of others in the rooms as they are.
func (s *Service) Calendar(ctx context.Context, a authz.Actor, f Feed) (entries []Entry, others []Shown, all []Resource, err error) {
	if err := s.Opens(a, f); err != nil {
		return nil, nil, nil, err
	}
	now := s.desk.Clock.Now()
	since := now.Add(-feedBack)
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: f.Scope}, func(ctx context.Context) error {
		var of []Resource
		var err error
		if of, all, err = s.covers(ctx, f); err != nil {
			return err
		}
		var bookings []Booking
		switch since, cancelled := since.Unix()/60, now.Add(-feedCancelled); f.Kind {
		case FeedOwn:
			bookings, err = s.store.ToShow(ctx, f.Scope, a.User.UUID, domain.UUID{}, since, cancelled)
		case FeedGroup:
			bookings, err = s.store.ToShow(ctx, f.Scope, domain.UUID{}, f.Target, since, cancelled)
		default:
			bookings, err = s.store.ToShowIn(ctx, f.Scope, numbers(of), since, cancelled)
		}
		if err != nil {
			return err
		}
		for _, b := range bookings {
			rows, err := s.store.OfBooking(ctx, b.ID)
			if err != nil {
				return err
			}
			e, ok := entry(b, of, all, rows, now)
			if !ok {
				continue
			}
			if !b.Group.IsZero() && !a.Staff() && !a.OwnGroup(b.Group) {
				e.Private = true // the hour alone is known to who works with another group
			} else if !b.Group.IsZero() {
				if e.Group, err = s.store.GroupName(ctx, f.Scope, b.Group); err != nil {
					return err
				}
			}
			entries = append(entries, e)
		}
		if len(of) > 0 {
			in := recur.Interval{Lo: since.Unix() / 60, Hi: now.AddDate(2, 0, 0).Unix() / 60}
			shown, err := s.store.Shown(ctx, f.Scope, numbers(of), in, now)
			others = slices.DeleteFunc(shown, func(o Shown) bool { return o.Own })
			return err
		}
		return nil
	})
	return entries, others, all, err
}

// entry is a booking with only the dates that take one of the resources, every
// date when none is named, and of those ahead only what is kept. It is false when
// there is no such date.
func entry(b Booking, of, all []Resource, rows []Occupied, now time.Time) (e Entry, ok bool) {
	slots, err := b.Plan.Slots()
	if err != nil {
		return e, false
	}
	e = Entry{Booking: b, Place: map[domain.Date]string{}}
	e.Where = nameOf(b.Plan.Wants[0].Resource, all)
	left := 0
	for _, o := range slots {
		had, kept := heldOn(o, of, rows, now)
		e.Kept = e.Kept || kept
		if !had && b.State != Cancelled || len(of) > 0 && !takes(o, of) {
			e.Plan.Series.Without = append(slices.Clone(e.Plan.Series.Without), o.Day)
			e.Plan.Series.Moved = slices.DeleteFunc(slices.Clone(e.Plan.Series.Moved), func(m recur.Move) bool { return m.Original == o.Day })
			continue
		}
		left++
		if name := nameOf(o.Wants[0].Resource, all); name != e.Where {
			e.Place[o.Day] = name
		}
	}
	return e, left > 0 && (b.State != Waiting)
}

// heldOn reports whether a date is had: what was cancelled is told as cancelled,
// and what is over as it was. Kept is what is not confirmed.
func heldOn(o Slot, of []Resource, rows []Occupied, now time.Time) (had, kept bool) {
	for _, r := range rows {
		in := len(of) == 0 || slices.ContainsFunc(of, func(one Resource) bool { return one.No == r.No })
		if r.Day == o.Day && in && r.Kept(now) {
			had, kept = true, kept || r.Hold != Confirmed
		}
	}
	return had || o.Lo <= now.Unix()/60, kept
}

func takes(o Slot, of []Resource) bool {
	return slices.ContainsFunc(of, func(r Resource) bool { return amount(o, r.ID) > 0 })
}

func nameOf(id domain.ResourceID, all []Resource) string {
	for _, r := range all {
		if r.ID == id {
			return r.Name
		}
	}
	return ""
}
