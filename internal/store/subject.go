package store

import (
	"context"
	"slices"

	"krag/internal/domain"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// Subjects answers whose keys are needed. It unseals nothing.
type Subjects struct{}

// Existing tells which of the subjects of the transaction's institution have a
// row, be it as a person, as a user, as an attachment, as an import under way, as a
// venture, as a topic that still has words, as what a group agreed to do, as what
// it keeps, as a proposal that was not taken back, or as a letter to a group or the
// address of one.
func (Subjects) Existing(ctx context.Context, subjects []domain.UUID) (map[domain.UUID]bool, error) {
	ids, err := encodeIDs(subjects)
	if err != nil {
		return nil, err
	}
	users, err := queries(ctx).SubjectUsers(ctx, ids)
	if err != nil {
		return nil, err
	}
	people, err := queries(ctx).SubjectPeople(ctx, query.SubjectPeopleParams{
		InstitutionNo: sqldb.ScopeOf(ctx).Institution(), IDs: ids,
	})
	if err != nil {
		return nil, err
	}
	files, err := queries(ctx).SubjectAttachments(ctx, query.SubjectAttachmentsParams{
		InstitutionNo: sqldb.ScopeOf(ctx).Institution(), IDs: ids,
	})
	if err != nil {
		return nil, err
	}
	imports, err := queries(ctx).SubjectImports(ctx, query.SubjectImportsParams{
		InstitutionNo: sqldb.ScopeOf(ctx).Institution(), IDs: ids,
	})
	if err != nil {
		return nil, err
	}
	ventures, err := queries(ctx).SubjectVentures(ctx, query.SubjectVenturesParams{
		InstitutionNo: sqldb.ScopeOf(ctx).Institution(), IDs: ids,
	})
	if err != nil {
		return nil, err
	}
	topics, err := queries(ctx).SubjectTopics(ctx, query.SubjectTopicsParams{
		InstitutionNo: sqldb.ScopeOf(ctx).Institution(), IDs: ids,
	})
	if err != nil {
		return nil, err
	}
	agreed, err := queries(ctx).SubjectAgreed(ctx, query.SubjectAgreedParams{
		InstitutionNo: sqldb.ScopeOf(ctx).Institution(), IDs: ids,
	})
	if err != nil {
		return nil, err
	}
	shelf, err := queries(ctx).SubjectShelf(ctx, query.SubjectShelfParams{
		InstitutionNo: sqldb.ScopeOf(ctx).Institution(), IDs: ids,
	})
	if err != nil {
		return nil, err
	}
	proposals, err := queries(ctx).SubjectProposals(ctx, query.SubjectProposalsParams{
		InstitutionNo: sqldb.ScopeOf(ctx).Institution(), IDs: ids,
	})
	if err != nil {
		return nil, err
	}
	letters, err := queries(ctx).SubjectLetters(ctx, query.SubjectLettersParams{
		InstitutionNo: sqldb.ScopeOf(ctx).Institution(), IDs: ids,
	})
	if err != nil {
		return nil, err
	}
	links, err := queries(ctx).SubjectWriteLinks(ctx, query.SubjectWriteLinksParams{
		InstitutionNo: sqldb.ScopeOf(ctx).Institution(), IDs: ids,
	})
	found := map[domain.UUID]bool{}
	for _, id := range slices.Concat(users, people, files, imports, ventures, topics, agreed, shelf, proposals, letters, links) {
		found[id] = true
	}
	return found, err
}

// Sealed lists the people of the transaction's institution of whom something
// is sealed.
func (Subjects) Sealed(ctx context.Context) ([]domain.UUID, error) {
	return queries(ctx).SubjectSealed(ctx, sqldb.ScopeOf(ctx).Institution())
}

// SealedUsers lists the users of every institution of whom something is sealed.
func (Subjects) SealedUsers(ctx context.Context) ([]domain.UUID, error) {
	return queries(ctx).SubjectUsersSealed(ctx)
}

// AnyUser gives some user with a sealed name, KindNotFound when there is none.
func (Subjects) AnyUser(ctx context.Context) (domain.UUID, error) {
	id, err := queries(ctx).SubjectAnyUser(ctx)
	return id, sqldb.NotFound(err, domain.NotFound("error.not_found"))
}
