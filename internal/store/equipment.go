package store

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// AddEquipment adds a piece and the resource it is.
func (s *Rooms) AddEquipment(ctx context.Context, scope domain.Scope, e room.Equipment) (bool, error) {
	if added, err := s.AddResource(ctx, scope, e.Resource); err != nil || !added {
		return added, err
	}
	added, err := inserted(queries(ctx).EquipmentInsert(ctx, query.EquipmentInsertParams{
		InstitutionNo: scope.Institution(), ID: e.ID.UUID, Folded: fold(e.Name), Mark: e.Mark, RoomID: e.RoomID.UUID, State: string(e.Condition),
		StateSaid: e.Said, BoughtOn: dayOrNull(e.BoughtOn), Cost: moneyOrNull(e.Cost), FundID: e.Fund.UUID, Bookable: e.Bookable, MadeAt: sqldb.Micros(e.MadeAt),
	}))
	if err != nil || !added || e.RetiredAt.IsZero() {
		return added, err
	}
	e.Version = 1
	return true, s.UpdateResource(ctx, scope, e.Resource) // what is not lent is made as lent
}

// UpdateEquipment stores a piece and its terms.
func (s *Rooms) UpdateEquipment(ctx context.Context, scope domain.Scope, e room.Equipment) error {
	if err := s.UpdateResource(ctx, scope, e.Resource); err != nil {
		return err
	}
	n, err := queries(ctx).EquipmentUpdate(ctx, query.EquipmentUpdateParams{
		InstitutionNo: scope.Institution(), ID: e.ID.UUID, Folded: fold(e.Name), Mark: e.Mark, RoomID: e.RoomID.UUID, State: string(e.Condition),
		StateSaid: e.Said, BoughtOn: dayOrNull(e.BoughtOn), Cost: moneyOrNull(e.Cost), FundID: e.Fund.UUID, Bookable: e.Bookable,
	})
	return changed(n, err, func() error { return errNotFound }, "error.stale")
}

// Equipment reads a piece.
func (s *Rooms) Equipment(ctx context.Context, scope domain.Scope, id domain.ResourceID) (room.Equipment, error) {
	r, err := queries(ctx).EquipmentByID(ctx, query.EquipmentByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	if err != nil {
		return room.Equipment{}, found(err)
	}
	return equipmentOf(query.EquipmentAllRow(r))
}

// Register lists all by name.
func (s *Rooms) Register(ctx context.Context, scope domain.Scope) ([]room.Equipment, error) {
	rows, err := queries(ctx).EquipmentAll(ctx, scope.Institution())
	if err != nil {
		return nil, err
	}
	all := make([]room.Equipment, len(rows))
	for i, r := range rows {
		if all[i], err = equipmentOf(r); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func equipmentOf(r query.EquipmentAllRow) (e room.Equipment, err error) {
	m := r.Equipment
	e = room.Equipment{
		Mark: m.Mark, RoomID: domain.ResourceID{UUID: m.RoomID}, Bookable: m.Bookable, Condition: room.Condition(m.State), Said: m.StateSaid,
		Fund: domain.FundID{UUID: m.FundID}, Funder: r.Funder, Programme: domain.ProgrammeID{UUID: r.ProgrammeID}, MadeAt: sqldb.Time(m.MadeAt),
	}
	if m.Cost != nil {
		e.Cost = domain.Grosze(*m.Cost)
	}
	if e.Resource, err = resourceOf(r.Resource); err != nil {
		return e, err
	}
	e.BoughtOn, err = dayOrZero(m.BoughtOn)
	return e, err
}

// NoteCondition adds to the history of a piece.
func (s *Rooms) NoteCondition(ctx context.Context, scope domain.Scope, n room.Noted) (bool, error) {
	return inserted(queries(ctx).EquipmentNoteInsert(ctx, query.EquipmentNoteInsertParams{
		InstitutionNo: scope.Institution(), ID: n.ID, EquipmentID: n.Equipment.UUID, State: string(n.Condition), Said: n.Said,
		NotedBy: n.By.UUID, NotedAt: sqldb.Micros(n.At),
	}))
}

// Noted lists it.
func (s *Rooms) Noted(ctx context.Context, scope domain.Scope, id domain.ResourceID) ([]room.Noted, error) {
	rows, err := queries(ctx).EquipmentNotes(ctx, query.EquipmentNotesParams{InstitutionNo: scope.Institution(), EquipmentID: id.UUID})
	all := make([]room.Noted, len(rows))
	for i, r := range rows {
		all[i] = room.Noted{
			ID: r.ID, Equipment: id, Condition: room.Condition(r.State), Said: r.Said, By: domain.UserID{UUID: r.NotedBy}, At: sqldb.Time(r.NotedAt),
		}
	}
	return all, err
}

// Sources lists where money came from.
func (s *Rooms) Sources(ctx context.Context, scope domain.Scope) ([]room.Source, error) {
	rows, err := queries(ctx).EquipmentFunds(ctx, scope.Institution())
	all := make([]room.Source, len(rows))
	for i, r := range rows {
		all[i] = room.Source{ID: domain.FundID{UUID: r.ID}, Funder: r.Funder, Programme: domain.ProgrammeID{UUID: r.ProgrammeID}, Title: r.Title}
	}
	return all, err
}

func moneyOrNull(g domain.Grosze) *int64 {
	if g == 0 {
		return nil
	}
	return new(int64(g))
}

func dayOrNull(d domain.Date) *string {
	if d.IsZero() {
		return nil
	}
	return new(d.String())
}

func dayOrZero(s *string) (domain.Date, error) {
	if s == nil {
		return domain.Date{}, nil
	}
	return domain.ParseDate(*s)
}
