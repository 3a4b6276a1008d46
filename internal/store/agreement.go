package store

import (
	"context"
	"encoding/json"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// storedAgreement is what is agreed, as it is stored.
type storedAgreement struct {
	When    string   `json:"when"`
	From    string   `json:"from"`
	To      string   `json:"to,omitempty"`
	Duties  []string `json:"duties"`
	Contact string   `json:"contact"`
	Notice  int      `json:"notice"`
}

func encodeAgreement(t room.AgreementTerms) (string, error) {
	s := storedAgreement{When: t.When, From: t.From.String(), Duties: t.Duties, Contact: t.Contact, Notice: t.Notice}
	if !t.To.IsZero() {
		s.To = t.To.String()
	}
	text, err := json.Marshal(s)
	return string(text), err
}

func decodeAgreement(text string) (t room.AgreementTerms, err error) {
	var s storedAgreement
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		return t, err
	}
	t = room.AgreementTerms{When: s.When, Duties: s.Duties, Contact: s.Contact, Notice: s.Notice}
	if t.From, err = domain.ParseDate(s.From); err == nil && s.To != "" {
		t.To, err = domain.ParseDate(s.To)
	}
	return t, err
}

// AddAgreement adds a draft.
func (s *Rooms) AddAgreement(ctx context.Context, scope domain.Scope, g room.Agreement) (bool, error) {
	terms, err := encodeAgreement(g.AgreementTerms)
	if err != nil {
		return false, err
	}
	return inserted(queries(ctx).AgreementInsert(ctx, query.AgreementInsertParams{
		InstitutionNo: scope.Institution(), ID: g.ID.UUID, RoomID: g.Room.UUID, GroupID: g.Group.UUID, No: int64(g.No), KeyID: g.Key.UUID,
		Terms: terms, MadeAt: sqldb.Micros(g.MadeAt),
	}))
}

// UpdateAgreement stores what became of one.
func (s *Rooms) UpdateAgreement(ctx context.Context, scope domain.Scope, g room.Agreement) error {
	terms, err := encodeAgreement(g.AgreementTerms)
	if err != nil {
		return err
	}
	n, err := queries(ctx).AgreementUpdate(ctx, query.AgreementUpdateParams{
		InstitutionNo: scope.Institution(), ID: g.ID.UUID, Version: g.Version, KeyID: g.Key.UUID, Terms: terms, State: string(g.State),
		AcceptedOn: dayOrNull(g.AcceptedOn), AcceptedHow: wordOrNull(g.Accepted), AcceptedBy: g.By, EndedOn: dayOrNull(g.EndedOn), EndedHow: wordOrNull(g.Ended),
	})
	return changed(n, err, func() error { return only(s.Agreement(ctx, scope, g.ID)) }, "error.stale")
}

func wordOrNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// Agreement reads one.
func (s *Rooms) Agreement(ctx context.Context, scope domain.Scope, id domain.AgreementID) (room.Agreement, error) {
	r, err := queries(ctx).AgreementByID(ctx, query.AgreementByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	if err != nil {
		return room.Agreement{}, found(err)
	}
	return agreementOf(query.AgreementsOfRow(r))
}

// Agreements lists those about a room.
func (s *Rooms) Agreements(ctx context.Context, scope domain.Scope, id domain.ResourceID) ([]room.Agreement, error) {
	rows, err := queries(ctx).AgreementsOf(ctx, query.AgreementsOfParams{InstitutionNo: scope.Institution(), RoomID: id.UUID})
	if err != nil {
		return nil, err
	}
	all := make([]room.Agreement, len(rows))
	for i, r := range rows {
		if all[i], err = agreementOf(r); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func agreementOf(r query.AgreementsOfRow) (g room.Agreement, err error) {
	m := r.RoomAgreement
	g = room.Agreement{
		ID: domain.AgreementID{UUID: m.ID}, Room: domain.ResourceID{UUID: m.RoomID}, Group: domain.GroupID{UUID: m.GroupID}, No: int(m.No),
		Key: domain.KeyID{UUID: m.KeyID}, Neutral: r.GroupName, KeyName: r.KeyName, State: room.AgreementState(m.State), By: m.AcceptedBy,
		MadeAt: sqldb.Time(m.MadeAt), Version: m.Version,
	}
	if m.AcceptedHow != nil {
		g.Accepted = *m.AcceptedHow
	}
	if m.EndedHow != nil {
		g.Ended = *m.EndedHow
	}
	of, err := decodeTerms(r.RoomTerms)
	if err != nil {
		return g, err
	}
	g.RoomName = of.Name
	if g.AgreementTerms, err = decodeAgreement(m.Terms); err != nil {
		return g, err
	}
	if g.AcceptedOn, err = dayOrZero(m.AcceptedOn); err != nil {
		return g, err
	}
	g.EndedOn, err = dayOrZero(m.EndedOn)
	return g, err
}
