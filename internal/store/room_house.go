package store

import (
	"context"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// AddBuilding adds a building.
func (s *Rooms) AddBuilding(ctx context.Context, scope domain.Scope, b room.Building, at time.Time) (bool, error) {
	return inserted(queries(ctx).BuildingInsert(ctx, query.BuildingInsertParams{
		InstitutionNo: scope.Institution(), ID: b.ID.UUID, Name: b.Name, Folded: fold(b.Name), Owner: b.Owner, Address: b.Address,
		Hidden: b.Hidden, Directions: b.Directions, MadeAt: sqldb.Micros(at),
	}))
}

// UpdateBuilding stores a building.
func (s *Rooms) UpdateBuilding(ctx context.Context, scope domain.Scope, b room.Building) error {
	n, err := queries(ctx).BuildingUpdate(ctx, query.BuildingUpdateParams{
		InstitutionNo: scope.Institution(), ID: b.ID.UUID, Version: b.Version, Name: b.Name, Folded: fold(b.Name), Owner: b.Owner,
		Address: b.Address, Hidden: b.Hidden, Directions: b.Directions,
	})
	return changed(n, err, func() error { return only(s.Building(ctx, scope, b.ID)) }, "error.stale")
}

// Building reads a building.
func (s *Rooms) Building(ctx context.Context, scope domain.Scope, id domain.BuildingID) (room.Building, error) {
	r, err := queries(ctx).BuildingByID(ctx, query.BuildingByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return buildingOf(r), found(err)
}

// Buildings lists them by name.
func (s *Rooms) Buildings(ctx context.Context, scope domain.Scope) ([]room.Building, error) {
	rows, err := queries(ctx).Buildings(ctx, scope.Institution())
	all := make([]room.Building, len(rows))
	for i, r := range rows {
		all[i] = buildingOf(r)
	}
	return all, err
}

func buildingOf(r query.Building) room.Building {
	return room.Building{
		ID: domain.BuildingID{UUID: r.ID}, Name: r.Name, Owner: r.Owner, Address: r.Address, Hidden: r.Hidden,
		Directions: r.Directions, Version: r.Version,
	}
}

// AddRoom adds a room and the resource it is.
func (s *Rooms) AddRoom(ctx context.Context, scope domain.Scope, r room.Room) (bool, error) {
	if added, err := s.AddResource(ctx, scope, r.Resource); err != nil || !added {
		return added, err
	}
	return inserted(queries(ctx).RoomInsert(ctx, query.RoomInsertParams{
		InstitutionNo: scope.Institution(), ID: r.ID.UUID, BuildingID: r.BuildingID.UUID, Folded: fold(r.Name), Floor: r.Floor,
		Layout: r.Layout, InPlace: strings.Join(r.InPlace, "\n"), Directions: r.Directions, Rules: r.Rules, MadeAt: sqldb.Micros(r.MadeAt),
	}))
}

// UpdateRoom stores a room and its terms.
func (s *Rooms) UpdateRoom(ctx context.Context, scope domain.Scope, r room.Room) error {
	if err := s.UpdateResource(ctx, scope, r.Resource); err != nil {
		return err
	}
	n, err := queries(ctx).RoomUpdate(ctx, query.RoomUpdateParams{
		InstitutionNo: scope.Institution(), ID: r.ID.UUID, BuildingID: r.BuildingID.UUID, Folded: fold(r.Name), Floor: r.Floor,
		Layout: r.Layout, InPlace: strings.Join(r.InPlace, "\n"), Directions: r.Directions, Rules: r.Rules,
	})
	return one(n, err)
}

// Room reads a room.
func (s *Rooms) Room(ctx context.Context, scope domain.Scope, id domain.ResourceID) (room.Room, error) {
	r, err := queries(ctx).RoomByID(ctx, query.RoomByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	if err != nil {
		return room.Room{}, found(err)
	}
	return roomOf(r.Room, r.Resource, r.Says)
}

// Rooms lists them by name.
func (s *Rooms) Rooms(ctx context.Context, scope domain.Scope) ([]room.Room, error) {
	rows, err := queries(ctx).Rooms(ctx, scope.Institution())
	if err != nil {
		return nil, err
	}
	all := make([]room.Room, len(rows))
	for i, r := range rows {
		if all[i], err = roomOf(r.Room, r.Resource, r.Says); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func roomOf(m query.Room, r query.Resource, says string) (room.Room, error) {
	of, err := resourceOf(r)
	one := room.Room{
		Resource: of, BuildingID: domain.BuildingID{UUID: m.BuildingID}, Floor: m.Floor, Layout: m.Layout,
		Directions: m.Directions, Rules: m.Rules, Photo: says != "", PhotoSays: says, MadeAt: sqldb.Time(m.MadeAt),
	}
	if m.InPlace != "" {
		one.InPlace = strings.Split(m.InPlace, "\n")
	}
	return one, err
}
