package web_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"

	"krag/internal/domain"
	"krag/internal/domain/filetype"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
)

// vLodgers are those who look for a room.
var vLodgers = []string{"coordinator", "manager", "host", "host of another group"}

// lodged makes a room with everything that may be said of one.
func (e *estate) lodged() {
	e.t.Helper()
	e.closure()
	e.borrower()
	e.neighbour()
	e.must(e.Services().Rooms.SetPhoto(e.t.Context(), e.actor, e.room(), room.Photo{Kind: filetype.PNG, Says: e.word("photo", vLodgers...), Content: smallPNG()}))
}

func (e *estate) building() domain.BuildingID {
	return made(e, "building", func() domain.BuildingID {
		b := room.Building{
			ID: domain.NewID[domain.BuildingID](), Name: e.word("building", vLodgers...), Owner: e.word("owner", vLodgers...),
			Address: e.word("address", vLodgers...), Hidden: true, Directions: e.word("way", vLodgers...),
		}
		e.must(e.Services().Rooms.AddBuilding(e.t.Context(), e.actor, b))
		return b.ID
	})
}

func (e *estate) room() domain.ResourceID {
	return made(e, "room", func() domain.ResourceID {
		r := room.Room{
			BuildingID: e.building(), Floor: e.word("floor", vLodgers...), Layout: e.word("layout", vLodgers...), InPlace: []string{e.word("inplace", vLodgers...)},
			Directions: e.word("inside", vLodgers...), Rules: e.word("rules", vLodgers...),
		}
		r.ID, r.Terms = domain.NewID[domain.ResourceID](), room.Terms{Name: e.word("room", vLodgers...), Capacity: 12, Access: []room.Access{room.AccessLift}, Before: 10, ForGroups: true}
		e.must(e.Services().Rooms.AddRoom(e.t.Context(), e.actor, r))
		return r.ID
	})
}

// closure is of a day in June.
func (e *estate) closure() domain.ResourceID {
	return made(e, "closure", func() domain.ResourceID {
		id, lo := domain.NewID[domain.ResourceID](), testNow.AddDate(0, 3, 0).Unix()/60
		c := room.Closure{ID: id.UUID, Interval: recur.Interval{Lo: lo, Hi: lo + 24*60}, Reason: e.word("closure", vLodgers...)}
		e.must(e.Services().Rooms.Closing(e.t.Context(), e.actor, []domain.ResourceID{e.room()}, c))
		return id
	})
}

// borrower is another institution to which the room is lent.
func (e *estate) borrower() domain.InstitutionID {
	return made(e, "borrower", func() domain.InstitutionID {
		id := e.app.house("Sąsiedzi zza płotu").actor.Institution
		e.must(e.Services().Rooms.Share(e.t.Context(), e.actor, e.room(), id))
		return id
	})
}

// neighbour is another institution to which nothing is lent.
func (e *estate) neighbour() domain.InstitutionID {
	return made(e, "neighbour", func() domain.InstitutionID { return e.app.house("Sąsiedzi z naprzeciwka").actor.Institution })
}

// smallPNG is a picture of nothing.
func smallPNG() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// growRooms makes n more buildings with a room in each, closures, and others to
// whom the room is lent.
func (p *plot) growRooms(n int) {
	p.t.Helper()
	ctx, s := p.t.Context(), p.Services().Rooms
	for i := range n {
		b := room.Building{ID: domain.NewID[domain.BuildingID](), Name: fmt.Sprintf("Dom %d", i)}
		p.must(s.AddBuilding(ctx, p.actor, b))
		r := room.Room{BuildingID: b.ID, Resource: room.Resource{ID: domain.NewID[domain.ResourceID](), Terms: room.Terms{Name: fmt.Sprintf("Sala %d", i), Capacity: 8}}}
		p.must(s.AddRoom(ctx, p.actor, r))
		lo := testNow.AddDate(0, 0, i).Unix() / 60
		p.must(s.Closing(ctx, p.actor, []domain.ResourceID{p.room()}, room.Closure{ID: domain.NewID[domain.ResourceID]().UUID, Interval: recur.Interval{Lo: lo, Hi: lo + 24*60}}))
	}
}
