// Package room lends rooms and equipment: what there is and on which terms, who
// has it when, and what stands in a booking's way. It does not know what a
// group talks about, and it sends nothing.
//
// # Never twice
//
// Every hour of a room, and of every numbered piece, is a row of one table in
// which the database refuses two that overlap. The service takes the resources
// first, in the order of their ids, and writes all dates of a series in one
// statement: a booking is there as a whole or not at all. Pieces of a stock are
// a sum, checked while the stock is taken.
//
// # A booking
//
//	waiting ──► active ──► cancelled
//	   └──────────────────►
//
// Its hours are confirmed, or kept for a time: tentative until it is decided,
// asked until the owner of the room answers, offered until who waited accepts.
// Hours that are no longer kept stand in nobody's way, before any sweep.
package room

import (
	"slices"
	"strings"
	"time"

	"krag/internal/domain"
)

// Kind is what can be taken for a time.
type Kind string

// The kinds. Pieces of a stock are equal, as chairs are, and are counted; an
// item is one piece with a mark of its own.
const (
	KindRoom  Kind = "room"
	KindItem  Kind = "item"
	KindStock Kind = "stock"
)

// Access is one thing that makes a room usable for more people.
type Access string

// The ways in which a room is accessible.
const (
	AccessStepFree   Access = "step_free"
	AccessLift       Access = "lift"
	AccessToilet     Access = "toilet"
	AccessLoop       Access = "loop"
	AccessParking    Access = "parking"
	AccessTransport  Access = "transport"
	AccessQuiet      Access = "quiet"
	AccessChildren   Access = "children"
	AccessOwnDoorway Access = "own_doorway"
)

// AllAccess lists them in the order of forms and pages.
var AllAccess = []Access{
	AccessStepFree, AccessLift, AccessToilet, AccessLoop, AccessParking, AccessTransport, AccessQuiet, AccessChildren, AccessOwnDoorway,
}

// Building is a house with rooms.
type Building struct {
	ID         domain.BuildingID
	Name       string // neutral
	Owner      string // the partner whose it is; empty for the institution's own
	Address    string
	Hidden     bool // the address appears nowhere public
	Directions string
	Version    int64
}

// Resource is what can be taken, with what every booker of it has to know.
type Resource struct {
	No        int64 // names it inside the database
	ID        domain.ResourceID
	Owner     int64 // number of the institution it belongs to
	Kind      Kind
	Amount    int       // pieces; 1 but for a stock
	RetiredAt time.Time // UTC, zero while it is lent
	Terms
	Version int64
}

// Own reports whether it belongs to an institution.
func (r Resource) Own(scope domain.Scope) bool { return r.Owner == scope.Institution() }

// Terms are what a booker has to know: a neutral name, hours, closures and
// limits. Whoever the resource is lent to reads them.
type Terms struct {
	Name     string
	Building string // its name
	Capacity int    // people; 0 for equipment
	Access   []Access

	Hours    *Week    // nil: at any time
	Seasons  []Season // instead of Hours, the first that fits
	Holidays bool     // also open on public holidays
	Closures []Closure

	Before    int // minutes to prepare, kept free before each booking
	After     int // and to clean after it
	Approval  bool
	Ahead     int  // at most so many days ahead; 0 for any
	PerWeek   int  // minutes a group may have it in a week, Monday to Sunday; 0 for any
	ForGroups bool // hosts may book it for their own groups
}

// Room is a room as its own institution knows it.
type Room struct {
	Resource
	BuildingID domain.BuildingID
	Floor      string
	Layout     string
	InPlace    []string // equipment that stays there
	Directions string
	Rules      string
	Photo      bool
	PhotoSays  string // what is seen on it
	MadeAt     time.Time
}

const (
	maxName     = 80
	maxWords    = 2000
	maxPlaces   = 5000
	maxBuffer   = 4 * 60
	maxAhead    = 3 * 366
	maxPerWeek  = 7 * 24 * 60
	maxClosures = 200
	maxSeasons  = 12
)

// Check notes what is to be mended, by the fields of the form.
func (t Terms) Check() error {
	var p domain.Problems
	if n := len([]rune(strings.TrimSpace(t.Name))); n == 0 || n > maxName {
		p.Add("name", "room.name.missing", domain.Args{"max": maxName})
	}
	inRange(&p, "capacity", t.Capacity, maxPlaces)
	inRange(&p, "before", t.Before, maxBuffer)
	inRange(&p, "after", t.After, maxBuffer)
	inRange(&p, "ahead", t.Ahead, maxAhead)
	inRange(&p, "per_week", t.PerWeek, maxPerWeek)
	for _, a := range t.Access {
		if !slices.Contains(AllAccess, a) {
			p.Add("access", "room.access.unknown")
		}
	}
	t.checkHours(&p)
	return p.Err()
}

func inRange(p *domain.Problems, field string, n, most int) {
	if n < 0 || n > most {
		p.Add(field, "room.range", domain.Args{"max": most})
	}
}

// Fits reports whether a room has places for so many and every way of access
// that is wanted.
func (t Terms) Fits(people int, access []Access) bool {
	return t.Capacity >= people && t.Lacks(access) == 0
}

// Lacks counts the ways of access that are wanted and that it does not have.
func (t Terms) Lacks(access []Access) (n int) {
	for _, a := range access {
		if !slices.Contains(t.Access, a) {
			n++
		}
	}
	return n
}
