package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
)

var _ group.ProposalStore = (*Groups)(nil)

// proposalColumns are those that are sealed, in the order of proposalWords.
var proposalColumns = []string{"words", "suits", "pseudonym", "contact", "contact_when"}

func sealedProposal(id domain.UUID, column string) vault.Field {
	return vault.Field{Table: "proposal", Column: column, Row: id}
}

func proposalDoor(r query.ProposalDoorByTokenRow) group.ProposalDoor {
	return group.ProposalDoor{Scope: domain.Within(r.ScopeNo), Token: r.Token, Open: r.IsOpen, House: r.Name, Zone: r.Zone}
}

// ProposalDoorByToken finds an address; see group.ProposalStore.
func (s *Groups) ProposalDoorByToken(ctx context.Context, token string) (group.ProposalDoor, error) {
	r, err := queries(ctx).ProposalDoorByToken(ctx, token)
	return proposalDoor(r), found(err)
}

// ProposalDoor gives an institution's address; see group.ProposalStore.
func (s *Groups) ProposalDoor(ctx context.Context, scope domain.Scope) (group.ProposalDoor, error) {
	r, err := queries(ctx).ProposalDoorOf(ctx, scope.Institution())
	if errors.Is(err, sql.ErrNoRows) {
		return group.ProposalDoor{Scope: scope}, nil
	}
	return proposalDoor(query.ProposalDoorByTokenRow(r)), err
}

// PutProposalDoor opens or closes it; see group.ProposalStore.
func (s *Groups) PutProposalDoor(ctx context.Context, scope domain.Scope, d group.ProposalDoor) error {
	return queries(ctx).ProposalDoorPut(ctx, query.ProposalDoorPutParams{ScopeNo: scope.Institution(), Token: d.Token, IsOpen: d.Open})
}

// InsertProposal stores what was sent; see group.ProposalStore.
func (s *Groups) InsertProposal(ctx context.Context, scope domain.Scope, n group.Proposal, key domain.Key) (bool, error) {
	sealed := make([][]byte, len(proposalColumns))
	for i, word := range []domain.Secret{n.Words, n.Suits, n.Pseudonym, n.Contact, n.When} {
		var err error
		if sealed[i], err = sealTo(key, sealedProposal(n.ID.UUID, proposalColumns[i]), word); err != nil {
			return false, err
		}
	}
	return inserted(queries(ctx).ProposalInsert(ctx, query.ProposalInsertParams{
		InstitutionNo: scope.Institution(), ID: n.ID.UUID, Wish: string(n.Wish), Kind: textOrNull(string(n.Kind)), Words: sealed[0], Suits: sealed[1],
		Pseudonym: sealed[2], Reach: string(n.Reach), Contact: sealed[3], ContactWhen: sealed[4], Lang: n.Lang, MadeAt: sqldb.Micros(n.MadeAt),
	}))
}

func proposalOf(r query.Proposal) group.Proposal {
	p := group.Proposal{
		ID: domain.InterestID{UUID: r.ID}, Wish: group.ProposalWish(r.Wish), Reach: group.Reach(r.Reach), Lang: r.Lang, State: group.ProposalState(r.State),
		Group: domain.GroupID{UUID: r.GroupID}, MadeAt: sqldb.Time(r.MadeAt), Version: r.Version,
	}
	if r.Kind != nil {
		p.Kind = group.Kind(*r.Kind)
	}
	if r.Why != nil {
		p.Why = group.WhyPutOff(*r.Why)
	}
	return p
}

func (s *Groups) proposals(ctx context.Context, scope domain.Scope, rows []query.Proposal) ([]group.Proposal, error) {
	var items []vault.Item
	for _, r := range rows {
		for i, sealed := range [][]byte{r.Words, r.Suits, r.Pseudonym, r.Contact, r.ContactWhen} {
			items = append(items, vault.Item{Subject: r.ID, Field: sealedProposal(r.ID, proposalColumns[i]), Sealed: sealed})
		}
	}
	words, err := s.open(ctx, scope, items)
	if err != nil {
		return nil, err
	}
	all := make([]group.Proposal, len(rows))
	for i, r := range rows {
		all[i] = proposalOf(r)
		of := words[len(proposalColumns)*i:]
		all[i].Words, all[i].Suits, all[i].Pseudonym, all[i].Contact, all[i].When = of[0], of[1], of[2], of[3], of[4]
	}
	return all, nil
}

// Proposals lists a page; see group.ProposalStore.
func (s *Groups) Proposals(ctx context.Context, scope domain.Scope, p domain.Page) (l domain.Listed[group.Proposal], err error) {
	n, err := queries(ctx).ProposalsCount(ctx, scope.Institution())
	if err != nil {
		return l, err
	}
	rows, err := queries(ctx).ProposalsAll(ctx, query.ProposalsAllParams{InstitutionNo: scope.Institution(), Most: p.Limit(), Skip: p.Offset()})
	if err != nil {
		return l, err
	}
	l = domain.Listed[group.Proposal]{Total: int(n), Page: p}
	l.Rows, err = s.proposals(ctx, scope, rows)
	return l, err
}

// Proposal gives one, unsealed; see group.ProposalStore.
func (s *Groups) Proposal(ctx context.Context, scope domain.Scope, id domain.InterestID) (group.Proposal, error) {
	r, err := queries(ctx).ProposalByID(ctx, query.ProposalByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	if err != nil {
		return group.Proposal{}, found(err)
	}
	all, err := s.proposals(ctx, scope, []query.Proposal{r})
	if err != nil {
		return group.Proposal{}, err
	}
	return all[0], nil
}

// TakeProposal locks one; see group.ProposalStore.
func (s *Groups) TakeProposal(ctx context.Context, scope domain.Scope, id domain.InterestID) (group.Proposal, error) {
	if err := one(queries(ctx).ProposalTake(ctx, query.ProposalTakeParams{InstitutionNo: scope.Institution(), ID: id.UUID})); err != nil {
		return group.Proposal{}, err
	}
	r, err := queries(ctx).ProposalByID(ctx, query.ProposalByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return proposalOf(r), found(err)
}

// CountAsked counts what waits; see group.ProposalStore.
func (s *Groups) CountAsked(ctx context.Context, scope domain.Scope) (int, time.Time, error) {
	r, err := queries(ctx).ProposalsAsked(ctx, scope.Institution())
	if err != nil || r.N == 0 {
		return 0, time.Time{}, err
	}
	return int(r.N), sqldb.Time(r.Since), nil
}

// SetProposal changes a state; see group.ProposalStore.
func (s *Groups) SetProposal(ctx context.Context, scope domain.Scope, p group.Proposal) error {
	return queries(ctx).ProposalSet(ctx, query.ProposalSetParams{
		InstitutionNo: scope.Institution(), ID: p.ID.UUID, State: string(p.State), Why: textOrNull(string(p.Why)), GroupID: p.Group.UUID,
	})
}

// WithdrawProposal clears one; see group.ProposalStore.
func (s *Groups) WithdrawProposal(ctx context.Context, scope domain.Scope, id domain.InterestID) error {
	q, no := queries(ctx), scope.Institution()
	if err := q.ProposalWithdraw(ctx, query.ProposalWithdrawParams{InstitutionNo: no, ID: id.UUID}); err != nil {
		return err
	}
	if err := q.InterestWithdrawWords(ctx, query.InterestWithdrawWordsParams{InstitutionNo: no, Entry: id.UUID}); err != nil {
		return err
	}
	return q.InterestWithdraw(ctx, query.InterestWithdrawParams{InstitutionNo: no, ID: id.UUID})
}

// SweepProposals deletes what is old; see group.ProposalStore.
func (s *Groups) SweepProposals(ctx context.Context, scope domain.Scope, before time.Time) ([]domain.UUID, error) {
	no, at := scope.Institution(), sqldb.Micros(before)
	ids, err := queries(ctx).ProposalsOld(ctx, query.ProposalsOldParams{InstitutionNo: no, Before: at})
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	return ids, queries(ctx).ProposalsSweep(ctx, query.ProposalsSweepParams{InstitutionNo: no, Before: at})
}
