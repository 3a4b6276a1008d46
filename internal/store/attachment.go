package store

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/filetype"
	"krag/internal/domain/institution"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
)

// Files keeps attachments, sealed with a key for each. It is part of
// Institutions.
type Files struct{ store *Store }

// TakeInstitution takes the institution's row; see
// institution.AttachmentStore.
func (s *Files) TakeInstitution(ctx context.Context, scope domain.Scope) error {
	return one(queries(ctx).InstitutionTake(ctx, scope.Institution()))
}

// InsertAttachment stores a file without its content.
func (s *Files) InsertAttachment(ctx context.Context, scope domain.Scope, a institution.Attachment, key domain.Key) (bool, error) {
	words, err := sealWords(key, a)
	if err != nil {
		return false, err
	}
	return inserted(queries(ctx).AttachmentInsert(ctx, query.AttachmentInsertParams{
		InstitutionNo: scope.Institution(), ID: a.ID.UUID, ProgrammeID: a.Programme.UUID, Kind: string(a.Kind), Size: a.Size,
		Name: words.name, About: words.about, Traces: words.traces, MadeAt: sqldb.Micros(a.MadeAt),
	}))
}

// sealedWords are what stands in the row of a file.
type sealedWords struct{ name, about, traces []byte }

func sealWords(key domain.Key, a institution.Attachment) (w sealedWords, err error) {
	if w.name, err = sealWord(key, a.ID, "name", a.Name); err != nil {
		return w, err
	}
	if w.about, err = sealWord(key, a.ID, "about", a.About); err != nil || len(a.Traces) == 0 {
		return w, err
	}
	traces, err := tracesWord(a.Traces)
	if err != nil {
		return w, err
	}
	w.traces, err = sealWord(key, a.ID, "traces", traces.Reveal())
	return w, err
}

// sealWord gives NULL for nothing.
func sealWord(key domain.Key, id domain.AttachmentID, column, words string) ([]byte, error) {
	if words == "" {
		return nil, nil
	}
	at := wordsField(id, column)
	return key.Seal(at.Table, at.Column, at.Row, domain.NewSecret(words))
}

// wordsField is where a word about a file stands in the database.
func wordsField(id domain.AttachmentID, column string) vault.Field {
	return vault.Field{Table: "attachment", Column: column, Row: id.UUID}
}

// UpdateAttachment stores what a file is called and what is said about it.
func (s *Files) UpdateAttachment(ctx context.Context, scope domain.Scope, a institution.Attachment, key domain.Key) error {
	words, err := sealWords(key, a)
	if err != nil {
		return err
	}
	n, err := queries(ctx).AttachmentUpdate(ctx, query.AttachmentUpdateParams{
		InstitutionNo: scope.Institution(), ID: a.ID.UUID, Version: a.Version, Name: words.name, About: words.about,
	})
	return changed(n, err, func() error { return only(s.AttachmentVersion(ctx, scope, a.ID)) }, "error.stale")
}

// PublishAttachment stores since when a file is public.
func (s *Files) PublishAttachment(ctx context.Context, scope domain.Scope, a institution.Attachment) error {
	n, err := queries(ctx).AttachmentPublish(ctx, query.AttachmentPublishParams{
		InstitutionNo: scope.Institution(), ID: a.ID.UUID, Version: a.Version, PublicAt: sqldb.MicrosOrNull(a.PublicAt),
	})
	return changed(n, err, func() error { return only(s.AttachmentVersion(ctx, scope, a.ID)) }, "error.stale")
}

// DeleteAttachment removes a file with its content.
func (s *Files) DeleteAttachment(ctx context.Context, scope domain.Scope, id domain.AttachmentID, version int64) error {
	n, err := queries(ctx).AttachmentTake(ctx, query.AttachmentTakeParams{InstitutionNo: scope.Institution(), ID: id.UUID, Version: version})
	if err := changed(n, err, func() error { return only(s.AttachmentVersion(ctx, scope, id)) }, "error.stale"); err != nil {
		return err
	}
	if err := queries(ctx).AttachmentLeave(ctx, query.AttachmentLeaveParams{InstitutionNo: scope.Institution(), AttachmentID: id.UUID}); err != nil {
		return err
	}
	if err := queries(ctx).AttachmentPiecesDelete(ctx, query.AttachmentPiecesDeleteParams{InstitutionNo: scope.Institution(), AttachmentID: id.UUID}); err != nil {
		return err
	}
	return one(queries(ctx).AttachmentDelete(ctx, query.AttachmentDeleteParams{InstitutionNo: scope.Institution(), ID: id.UUID}))
}

// Attachment reads a file without its content.
func (s *Files) Attachment(ctx context.Context, scope domain.Scope, id domain.AttachmentID) (institution.Attachment, error) {
	r, err := queries(ctx).AttachmentByID(ctx, query.AttachmentByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	if err != nil {
		return institution.Attachment{}, found(err)
	}
	all, err := s.opened(ctx, scope, []query.Attachment{r})
	if err == nil && len(all) == 0 {
		err = errNotFound
	}
	if err != nil {
		return institution.Attachment{}, err
	}
	return all[0], nil
}

// AttachmentVersion gives the version of a file.
func (s *Files) AttachmentVersion(ctx context.Context, scope domain.Scope, id domain.AttachmentID) (int64, error) {
	version, err := queries(ctx).AttachmentVersion(ctx, query.AttachmentVersionParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return version, found(err)
}

// AttachmentState tells of a file what its row says; see
// institution.AttachmentStore.
func (s *Files) AttachmentState(ctx context.Context, scope domain.Scope, id domain.AttachmentID) (institution.Attachment, bool, error) {
	r, err := queries(ctx).AttachmentByID(ctx, query.AttachmentByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return attachmentOf(r), len(r.About) > 0, found(err)
}

// AttachmentOwner gives the programme of a file.
func (s *Files) AttachmentOwner(ctx context.Context, scope domain.Scope, id domain.AttachmentID) (domain.ProgrammeID, error) {
	of, err := queries(ctx).AttachmentOwner(ctx, query.AttachmentOwnerParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return domain.ProgrammeID{UUID: of}, found(err)
}

// Attachments lists a programme's files.
func (s *Files) Attachments(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) ([]institution.Attachment, error) {
	rows, err := queries(ctx).Attachments(ctx, query.AttachmentsParams{InstitutionNo: scope.Institution(), ProgrammeID: id.UUID})
	if err != nil {
		return nil, err
	}
	return s.opened(ctx, scope, rows)
}

// Attached counts the institution's files and their bytes.
func (s *Files) Attached(ctx context.Context, scope domain.Scope) (bytes int64, files int, err error) {
	r, err := queries(ctx).AttachmentsMeasure(ctx, scope.Institution())
	return r.Bytes, int(r.Files), err
}

// opened unseals the rows of files, three words each. A file whose key was
// destroyed is left out, even while a restored row still holds what it had.
func (s *Files) opened(ctx context.Context, scope domain.Scope, rows []query.Attachment) (all []institution.Attachment, err error) {
	var items []vault.Item
	for _, r := range rows {
		id := domain.AttachmentID{UUID: r.ID}
		items = append(items,
			vault.Item{Subject: r.ID, Field: wordsField(id, "name"), Sealed: r.Name},
			vault.Item{Subject: r.ID, Field: wordsField(id, "about"), Sealed: r.About},
			vault.Item{Subject: r.ID, Field: wordsField(id, "traces"), Sealed: r.Traces})
	}
	words, err := s.store.open(ctx, scope, items)
	if err != nil {
		return nil, err
	}
	for i, r := range rows {
		name, about, traces := words[3*i].Reveal(), words[3*i+1].Reveal(), words[3*i+2].Reveal()
		if name == "" {
			continue
		}
		one := attachmentOf(r)
		one.Name, one.About = name, about
		if one.Traces, err = readTraces(traces); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

func attachmentOf(r query.Attachment) institution.Attachment {
	return institution.Attachment{
		ID: domain.AttachmentID{UUID: r.ID}, Programme: domain.ProgrammeID{UUID: r.ProgrammeID}, Kind: filetype.Kind(r.Kind),
		Size: r.Size, PublicAt: sqldb.TimeOrZero(r.PublicAt), MadeAt: sqldb.Time(r.MadeAt), Version: r.Version,
	}
}
