package store

import (
	"context"
	"errors"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// AddLoan adds a loan. A key or a piece that is out already is refused by the
// database.
func (s *Rooms) AddLoan(ctx context.Context, scope domain.Scope, l room.Loan) (bool, error) {
	named := l.To.Name
	if l.To.Kind != room.ByNamed {
		named = ""
	}
	added, err := inserted(queries(ctx).LoanInsert(ctx, query.LoanInsertParams{
		InstitutionNo: scope.Institution(), ID: l.ID.UUID, KeyID: l.Key.UUID, EquipmentID: l.Equipment.UUID, Sole: l.Sole, Pieces: int64(l.Pieces),
		Borrower: string(l.To.Kind), UserID: l.To.User.UUID, GroupID: l.To.Group.UUID, Named: named, Since: l.Since.String(),
		Due: dayOrNull(l.Due), MadeAt: sqldb.Micros(l.MadeAt),
	}))
	if errors.Is(err, sqldb.ErrUnique) {
		return false, domain.Conflict("key.is_out_meanwhile").Because(err)
	}
	return added, err
}

// EndLoan notes how a loan ended.
func (s *Rooms) EndLoan(ctx context.Context, scope domain.Scope, id domain.LoanID, on domain.Date, lost bool) (bool, error) {
	how := "returned"
	if lost {
		how = "lost"
	}
	n, err := queries(ctx).LoanEnd(ctx, query.LoanEndParams{InstitutionNo: scope.Institution(), ID: id.UUID, EndedOn: dayOrNull(on), Ended: &how})
	return n > 0, err
}

// Loan reads one.
func (s *Rooms) Loan(ctx context.Context, scope domain.Scope, id domain.LoanID) (room.Loan, error) {
	r, err := queries(ctx).LoanByID(ctx, query.LoanByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	if err != nil {
		return room.Loan{}, found(err)
	}
	return loanOf(query.LoansRow(r))
}

// LoansOut lists what has not come back.
func (s *Rooms) LoansOut(ctx context.Context, scope domain.Scope) ([]room.Loan, error) {
	return s.loans(ctx, query.LoansParams{InstitutionNo: scope.Institution(), Everything: true})
}

// LoansOf lists the history of a key or a piece.
func (s *Rooms) LoansOf(ctx context.Context, scope domain.Scope, key domain.KeyID, piece domain.ResourceID) ([]room.Loan, error) {
	return s.loans(ctx, query.LoansParams{InstitutionNo: scope.Institution(), KeyID: key.UUID, EquipmentID: piece.UUID})
}

func (s *Rooms) loans(ctx context.Context, which query.LoansParams) ([]room.Loan, error) {
	rows, err := queries(ctx).Loans(ctx, which)
	if err != nil {
		return nil, err
	}
	all := make([]room.Loan, len(rows))
	for i, r := range rows {
		if all[i], err = loanOf(r); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func loanOf(r query.LoansRow) (l room.Loan, err error) {
	l = room.Loan{
		ID: domain.LoanID{UUID: r.ID}, Key: domain.KeyID{UUID: r.KeyID}, Equipment: domain.ResourceID{UUID: r.EquipmentID}, What: r.KeyName,
		Pieces: int(r.Pieces), Sole: r.Sole, Lost: r.Ended != nil && *r.Ended == "lost", MadeAt: sqldb.Time(r.MadeAt),
		To: room.Borrower{Kind: room.BorrowerKind(r.Borrower), User: domain.UserID{UUID: r.UserID}, Group: domain.GroupID{UUID: r.GroupID}, Name: r.Named},
	}
	if l.To.Kind == room.ByGroup {
		l.To.Name = r.GroupName
	}
	if r.Terms != nil {
		terms, err := decodeTerms(*r.Terms)
		if err != nil {
			return l, err
		}
		l.What = terms.Name
	}
	for text, day := range map[*string]*domain.Date{&r.Since: &l.Since, r.Due: &l.Due, r.EndedOn: &l.Ended} {
		if text == nil {
			continue
		}
		if *day, err = domain.ParseDate(*text); err != nil {
			return l, err
		}
	}
	return l, nil
}
