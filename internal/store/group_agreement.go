package store

import (
	"context"
	"encoding/json"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/stats"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ group.AgreementStore = (*Groups)(nil)

// storedRule is a rule of an agreement, as it is stored.
type storedRule struct {
	Key   string `json:"key"`
	Text  string `json:"text"`
	Fixed bool   `json:"fixed,omitempty"`
}

func encodeRules(rules []group.Rule) (string, error) {
	all := make([]storedRule, len(rules))
	for i, r := range rules {
		all[i] = storedRule(r)
	}
	text, err := json.Marshal(all)
	return string(text), err
}

// InsertEdition adds a draft.
func (s *Groups) InsertEdition(ctx context.Context, scope domain.Scope, e group.Edition) (bool, error) {
	rules, err := encodeRules(e.Rules)
	if err != nil {
		return false, err
	}
	return inserted(queries(ctx).EditionInsert(ctx, query.EditionInsertParams{
		InstitutionNo: scope.Institution(), ID: e.ID.UUID, GroupID: e.Group.UUID, Edition: int64(e.No), Lang: e.Lang, Rules: rules, MadeAt: sqldb.Micros(e.MadeAt),
	}))
}

// UpdateEdition stores what became of a draft.
func (s *Groups) UpdateEdition(ctx context.Context, scope domain.Scope, e group.Edition) error {
	rules, err := encodeRules(e.Rules)
	if err != nil {
		return err
	}
	n, err := queries(ctx).EditionUpdate(ctx, query.EditionUpdateParams{
		InstitutionNo: scope.Institution(), ID: e.ID.UUID, Version: e.Version, Rules: rules,
		AgreedOn: dayOrNull(e.AgreedOn), ReviewOn: dayOrNull(e.ReviewOn), Present: e.Present.Store(),
	})
	return changed(n, err, func() error { return only(s.Edition(ctx, scope, e.ID)) }, "error.stale")
}

// DeleteEdition takes a draft away.
func (s *Groups) DeleteEdition(ctx context.Context, scope domain.Scope, id domain.EditionID) error {
	n, err := queries(ctx).EditionDelete(ctx, query.EditionDeleteParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return one(n, err)
}

// Edition reads one.
func (s *Groups) Edition(ctx context.Context, scope domain.Scope, id domain.EditionID) (group.Edition, error) {
	r, err := queries(ctx).EditionByID(ctx, query.EditionByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	if err != nil {
		return group.Edition{}, found(err)
	}
	return editionOf(r)
}

// Editions lists those of a group, newest first.
func (s *Groups) Editions(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]group.Edition, error) {
	rows, err := queries(ctx).Editions(ctx, query.EditionsParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	if err != nil {
		return nil, err
	}
	all := make([]group.Edition, len(rows))
	for i, r := range rows {
		if all[i], err = editionOf(r); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func editionOf(r query.GroupAgreement) (e group.Edition, err error) {
	e = group.Edition{
		ID: domain.EditionID{UUID: r.ID}, Group: domain.GroupID{UUID: r.GroupID}, No: int(r.Edition), Lang: r.Lang,
		Present: stats.People(int(r.Present)), MadeAt: sqldb.Time(r.MadeAt), Version: r.Version,
	}
	var rules []storedRule
	if err := json.Unmarshal([]byte(r.Rules), &rules); err != nil {
		return e, err
	}
	for _, rule := range rules {
		e.Rules = append(e.Rules, group.Rule(rule))
	}
	if e.AgreedOn, err = dayOrZero(r.AgreedOn); err != nil {
		return e, err
	}
	e.ReviewOn, err = dayOrZero(r.ReviewOn)
	return e, err
}

// Accept notes that a person accepted an edition.
func (s *Groups) Accept(ctx context.Context, scope domain.Scope, id domain.EditionID, person domain.PersonID, on domain.Date) (bool, error) {
	return inserted(queries(ctx).EditionAccept(ctx, query.EditionAcceptParams{
		InstitutionNo: scope.Institution(), AgreementID: id.UUID, PersonID: person.UUID, AcceptedOn: on.String(),
	}))
}

// Accepted counts who belongs to the group and accepted an edition.
func (s *Groups) Accepted(ctx context.Context, scope domain.Scope, id domain.EditionID) (stats.Count, error) {
	n, err := queries(ctx).EditionAccepted(ctx, query.EditionAcceptedParams{InstitutionNo: scope.Institution(), AgreementID: id.UUID})
	return stats.People(int(n)), err
}

// HasAccepted tells whether a person accepted an edition.
func (s *Groups) HasAccepted(ctx context.Context, scope domain.Scope, id domain.EditionID, person domain.PersonID) (bool, error) {
	n, err := queries(ctx).EditionAcceptedBy(ctx, query.EditionAcceptedByParams{InstitutionNo: scope.Institution(), AgreementID: id.UUID, PersonID: person.UUID})
	return n > 0, err
}

// ForgetAccepted takes away what a person accepted.
func (s *Groups) ForgetAccepted(ctx context.Context, scope domain.Scope, person domain.PersonID) error {
	return queries(ctx).EditionsForget(ctx, query.EditionsForgetParams{InstitutionNo: scope.Institution(), PersonID: person.UUID})
}
