package store

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/transfer"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// Abandon marks what has expired and lists what is to be swept.
func (s *Transfers) Abandon(ctx context.Context, scope domain.Scope, now time.Time) ([]transfer.Import, error) {
	err := queries(ctx).TransferExpire(ctx, query.TransferExpireParams{InstitutionNo: scope.Institution(), Now: sqldb.Micros(now)})
	if err != nil {
		return nil, err
	}
	rows, err := queries(ctx).TransferLeft(ctx, scope.Institution())
	all := make([]transfer.Import, len(rows))
	for i, r := range rows {
		all[i] = importOf(r)
	}
	return all, err
}

// GiveUp marks an import that is still being written.
func (s *Transfers) GiveUp(ctx context.Context, scope domain.Scope, id domain.ImportID) error {
	return queries(ctx).TransferGiveUp(ctx, query.TransferGiveUpParams{InstitutionNo: scope.Institution(), ID: id.UUID})
}

// Written counts the people of an import.
func (s *Transfers) Written(ctx context.Context, scope domain.Scope, id domain.ImportID) (int, error) {
	n, err := queries(ctx).TransferWritten(ctx, query.TransferWrittenParams{InstitutionNo: scope.Institution(), ImportID: id.UUID})
	return int(n), err
}

// Sweep removes a few rows. Whatever leans on something else goes before it.
func (s *Transfers) Sweep(ctx context.Context, scope domain.Scope, i transfer.Import) (more bool, err error) {
	state, err := queries(ctx).TransferTake(ctx, query.TransferTakeParams{InstitutionNo: scope.Institution(), ID: i.ID.UUID})
	if err != nil || transfer.State(state) != i.State {
		return false, found(err) // another has swept it meanwhile
	}
	for _, drop := range drops(ctx, scope.Institution(), i) {
		if n, err := drop(); err != nil || n > 0 {
			return true, err
		}
	}
	return false, queries(ctx).TransferSwept(ctx, query.TransferSweptParams{InstitutionNo: scope.Institution(), ID: i.ID.UUID})
}

// drops are what takes things away, in order: the file that waited, and of an
// import that was abandoned all that it wrote.
func drops(ctx context.Context, no int64, i transfer.Import) []func() (int64, error) {
	q, id, programme := queries(ctx), i.ID.UUID, i.Programme.UUID
	pieces := func() (int64, error) {
		return q.TransferDropPieces(ctx, query.TransferDropPiecesParams{InstitutionNo: no, ImportID: id})
	}
	if i.State != transfer.Abandoned {
		return []func() (int64, error){pieces}
	}
	return []func() (int64, error){
		pieces,
		func() (int64, error) {
			return q.TransferDropPresence(ctx, query.TransferDropPresenceParams{InstitutionNo: no, ImportID: id})
		},
		func() (int64, error) {
			return q.TransferDropAttendance(ctx, query.TransferDropAttendanceParams{InstitutionNo: no, ImportID: id})
		},
		func() (int64, error) {
			return q.TransferDropMeetings(ctx, query.TransferDropMeetingsParams{InstitutionNo: no, ImportID: id})
		},
		func() (int64, error) {
			return q.TransferDropMemberships(ctx, query.TransferDropMembershipsParams{InstitutionNo: no, ImportID: id})
		},
		func() (int64, error) {
			return q.TransferDropSteps(ctx, query.TransferDropStepsParams{InstitutionNo: no, ImportID: id})
		},
		func() (int64, error) {
			return q.TransferDropOutcomes(ctx, query.TransferDropOutcomesParams{InstitutionNo: no, ProgrammeID: programme})
		},
		func() (int64, error) {
			return q.TransferDropPeople(ctx, query.TransferDropPeopleParams{InstitutionNo: no, ImportID: id})
		},
		func() (int64, error) {
			return q.TransferDropFilePieces(ctx, query.TransferDropFilePiecesParams{InstitutionNo: no, ProgrammeID: programme})
		},
		func() (int64, error) { return dropProgramme(ctx, no, i) },
	}
}

// dropProgramme removes what hangs on the programme itself, which is little,
// and at last the programme.
func dropProgramme(ctx context.Context, no int64, i transfer.Import) (removed int64, err error) {
	q, id, programme := queries(ctx), i.ID.UUID, i.Programme.UUID
	for _, drop := range []func() (int64, error){
		func() (int64, error) {
			return q.TransferDropReminders(ctx, query.TransferDropRemindersParams{InstitutionNo: no, ImportID: id})
		},
		func() (int64, error) {
			return q.TransferDropRoles(ctx, query.TransferDropRolesParams{InstitutionNo: no, ImportID: id})
		},
		func() (int64, error) {
			return q.TransferDropDescriptions(ctx, query.TransferDropDescriptionsParams{InstitutionNo: no, ImportID: id})
		},
		func() (int64, error) {
			return q.TransferDropAgreements(ctx, query.TransferDropAgreementsParams{InstitutionNo: no, ImportID: id})
		},
		func() (int64, error) {
			return q.TransferDropTasks(ctx, query.TransferDropTasksParams{InstitutionNo: no, ImportID: id})
		},
		func() (int64, error) {
			return q.TransferDropHandovers(ctx, query.TransferDropHandoversParams{InstitutionNo: no, ImportID: id})
		},
		func() (int64, error) {
			return q.TransferDropGroups(ctx, query.TransferDropGroupsParams{InstitutionNo: no, ImportID: id})
		},
		func() (int64, error) {
			return q.TransferDropStrategies(ctx, query.TransferDropStrategiesParams{InstitutionNo: no, ProgrammeID: programme})
		},
		func() (int64, error) {
			return q.TransferDropFiles(ctx, query.TransferDropFilesParams{InstitutionNo: no, ProgrammeID: programme})
		},
		func() (int64, error) {
			return q.TransferDropCosts(ctx, query.TransferDropCostsParams{InstitutionNo: no, ProgrammeID: programme})
		},
		func() (int64, error) {
			return q.TransferDropFunds(ctx, query.TransferDropFundsParams{InstitutionNo: no, ProgrammeID: programme})
		},
		func() (int64, error) {
			return q.TransferDropPremises(ctx, query.TransferDropPremisesParams{InstitutionNo: no, ProgrammeID: programme})
		},
		func() (int64, error) {
			return q.TransferDropPartners(ctx, query.TransferDropPartnersParams{InstitutionNo: no, ProgrammeID: programme})
		},
		func() (int64, error) {
			return q.TransferDropContact(ctx, query.TransferDropContactParams{InstitutionNo: no, ProgrammeID: programme})
		},
		func() (int64, error) {
			return q.TransferDropItems(ctx, query.TransferDropItemsParams{InstitutionNo: no, ProgrammeID: programme})
		},
		func() (int64, error) {
			return q.TransferDropHints(ctx, query.TransferDropHintsParams{InstitutionNo: no, ProgrammeID: programme})
		},
		func() (int64, error) {
			return q.TransferDropOrigin(ctx, query.TransferDropOriginParams{InstitutionNo: no, ProgrammeID: programme})
		},
		func() (int64, error) {
			return q.TransferDropCardTexts(ctx, query.TransferDropCardTextsParams{InstitutionNo: no, ProgrammeID: programme})
		},
		func() (int64, error) {
			return q.TransferFreeCards(ctx, query.TransferFreeCardsParams{InstitutionNo: no, ProgrammeID: programme})
		},
		func() (int64, error) {
			return q.TransferDropCards(ctx, query.TransferDropCardsParams{InstitutionNo: no, ProgrammeID: programme})
		},
		func() (int64, error) {
			return q.TransferDropProgramme(ctx, query.TransferDropProgrammeParams{InstitutionNo: no, ImportID: id})
		},
	} {
		n, err := drop()
		if err != nil {
			return removed, err
		}
		removed += n
	}
	return removed, nil
}
