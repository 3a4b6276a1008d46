package room

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// Store keeps rooms and bookings. What is not there is KindNotFound; a version
// that is not the stored one is KindStale. Resources, their hours and the queue
// belong to no single institution: whoever asks gives the numbers.
type Store interface {
	FeedStore
	EquipmentStore
	KeyStore
	// Take locks resources in the order of their ids and gives them; one
	// that is not there, or neither own nor lent to the scope, is
	// KindNotFound.
	Take(ctx context.Context, scope domain.Scope, ids []domain.ResourceID) ([]Resource, error)
	// Resources gives the same without a lock.
	Resources(ctx context.Context, scope domain.Scope, ids []domain.ResourceID) ([]Resource, error)
	// Buffers are the minutes to prepare and to clean of a resource by its number.
	Buffers(ctx context.Context, no int64) (before, after int, err error)
	// Had gives of what a booking of the scope has had no more than it is called,
	// also where it is lent no longer.
	Had(ctx context.Context, scope domain.Scope, id domain.BookingID) ([]Resource, error)
	// Bookable are all that a scope may book, the own and the lent, by name.
	Bookable(ctx context.Context, scope domain.Scope) ([]Resource, error)

	// AddBuilding, AddRoom and their like add what was not there; false means
	// that the id is there already.
	AddBuilding(ctx context.Context, scope domain.Scope, b Building, at time.Time) (bool, error)
	UpdateBuilding(ctx context.Context, scope domain.Scope, b Building) error
	Building(ctx context.Context, scope domain.Scope, id domain.BuildingID) (Building, error)
	Buildings(ctx context.Context, scope domain.Scope) ([]Building, error)
	AddRoom(ctx context.Context, scope domain.Scope, r Room) (bool, error)
	// UpdateRoom stores a room with its terms; Version is the resource's.
	UpdateRoom(ctx context.Context, scope domain.Scope, r Room) error
	Room(ctx context.Context, scope domain.Scope, id domain.ResourceID) (Room, error)
	Rooms(ctx context.Context, scope domain.Scope) ([]Room, error)
	AddResource(ctx context.Context, scope domain.Scope, r Resource) (bool, error)
	UpdateResource(ctx context.Context, scope domain.Scope, r Resource) error

	// Marks tell whether what a scope sees of rooms is still as it was: they
	// differ once anything was written in the institution, or any resource
	// was taken that is its own or lent to it.
	Marks(ctx context.Context, scope domain.Scope) (Marks, error)

	// SetPhoto stores the picture of a room instead of the one before, and
	// DropPhoto reports whether there was one.
	SetPhoto(ctx context.Context, scope domain.Scope, id domain.ResourceID, p Photo) error
	DropPhoto(ctx context.Context, scope domain.Scope, id domain.ResourceID) (bool, error)
	Photo(ctx context.Context, scope domain.Scope, id domain.ResourceID) (Photo, error)

	// Neighbours are all other institutions, and Shares those to which a
	// resource is lent, both by name.
	Neighbours(ctx context.Context, scope domain.Scope) ([]Holder, error)
	Shares(ctx context.Context, no int64) ([]Holder, error)
	// Share and Unshare report whether that changed anything.
	Share(ctx context.Context, no, holder int64) (bool, error)
	Unshare(ctx context.Context, no, holder int64) (bool, error)
	// Lent are the resources that others lend to a scope and that are not
	// retired.
	Lent(ctx context.Context, scope domain.Scope) ([]Lent, error)

	// Insert adds a booking; false means that the id is there already.
	Insert(ctx context.Context, scope domain.Scope, b Booking) (bool, error)
	// Occupy takes hours in one statement for rooms and items and one for
	// stocks. Errors: ErrTaken when the database refuses an overlap.
	Occupy(ctx context.Context, rows []Occupied) error
	// Occupied are the rows of some resources that touch an interval, by
	// resource and time, without those kept until now or earlier.
	Occupied(ctx context.Context, nos []int64, in recur.Interval, now time.Time) ([]Occupied, error)
	// Shown are the same rows with what their bookings say, where those are
	// of the scope.
	Shown(ctx context.Context, scope domain.Scope, nos []int64, in recur.Interval, now time.Time) ([]Shown, error)
	// Ahead are the rows of a resource that end after now, by time.
	Ahead(ctx context.Context, no int64, now time.Time) ([]Occupied, error)
	// OfBooking are the rows of one booking, whether still kept or not.
	OfBooking(ctx context.Context, id domain.BookingID) ([]Occupied, error)
	// Release gives back what a booking has on some days, every day when none
	// is named.
	Release(ctx context.Context, id domain.BookingID, days []domain.Date) ([]Occupied, error)
	// ReleaseOf gives back what a booking asked for of one resource.
	ReleaseOf(ctx context.Context, id domain.BookingID, no int64) ([]Occupied, error)
	// TakeLapsed takes a resource of which something is kept until now or
	// earlier, and gives its number, 0 when there is none.
	TakeLapsed(ctx context.Context, now time.Time) (int64, error)
	// ReleaseKept gives back what is kept until now or earlier of some
	// resources.
	ReleaseKept(ctx context.Context, nos []int64, now time.Time) ([]Occupied, error)
	// Settle confirms what a booking keeps of some resources, all when none
	// is named, and gives how many rows that were.
	Settle(ctx context.Context, id domain.BookingID, nos []int64, now time.Time) (int, error)

	// Ask turns what a booking keeps of a resource into a request, kept until
	// an instant, and gives how many rows that were.
	Ask(ctx context.Context, id domain.BookingID, no int64, now, until time.Time) (int, error)

	Booking(ctx context.Context, scope domain.Scope, id domain.BookingID) (Booking, error)
	// Update stores the plan, the state and what a booking is for, and moves
	// its version on.
	Update(ctx context.Context, scope domain.Scope, b Booking) error
	// OfGroup lists a group's bookings that are not cancelled and end after an
	// instant, by their beginning.
	OfGroup(ctx context.Context, scope domain.Scope, group domain.GroupID, after time.Time) ([]Booking, error)
	// Asked lists what waits for an answer of the scope, what lapses first.
	Asked(ctx context.Context, scope domain.Scope, now time.Time) ([]AskedFor, error)
	// Kept lists what is kept for a yes of the scope, what lapses first.
	Kept(ctx context.Context, scope domain.Scope, now time.Time) ([]Kept, error)
	// Told are the answers since an instant to own bookings that are not over,
	// the newest first.
	Told(ctx context.Context, scope domain.Scope, since, now time.Time) ([]Told, error)
	// Lending adds up what was lent of the own rooms in an interval.
	Lending(ctx context.Context, scope domain.Scope, in recur.Interval) ([]LentTo, error)
	// Held gives the minutes a group has of a resource in an interval.
	Held(ctx context.Context, scope domain.Scope, h Had, no int64, in recur.Interval) (int, error)
	// TakeGroup locks a group without changing it, and reports whether it is
	// closed.
	TakeGroup(ctx context.Context, scope domain.Scope, id domain.GroupID) (closed bool, err error)

	// GroupName is the neutral name of a group.
	GroupName(ctx context.Context, scope domain.Scope, id domain.GroupID) (string, error)

	// Queue adds somebody who waits.
	Queue(ctx context.Context, w Waiter) error
	// Unqueue takes a booking out of the queue.
	Unqueue(ctx context.Context, id domain.BookingID) error
	// Waiters are those who wait for a part of an interval of a resource, the
	// first come first.
	Waiters(ctx context.Context, no int64, in recur.Interval) ([]Waiter, error)
	// Answer keeps what the owner of a room said to a booking.
	Answer(ctx context.Context, said Answer) error
	// Answers are what was said to a booking.
	Answers(ctx context.Context, id domain.BookingID) ([]Answer, error)
}

// Marks compare what was read with what is there.
type Marks struct {
	Written int64  // how many records the institution's log has
	Own     int64  // how often its resources were taken
	Lent    string // how often each was that is lent to it
}

// Had says whose hours are added up: those of a group, but for one booking's,
// that are kept at an instant and are not only offered.
type Had struct {
	Group domain.GroupID
	But   domain.BookingID // zero for none
	Now   time.Time
}
