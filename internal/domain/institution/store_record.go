package institution

import (
	"context"

	"krag/internal/domain"
)

// RecordStore keeps the parts of a programme's record that have forms of their
// own, in the institution's scope. Errors are those of Store: what is not
// there is KindNotFound, a version that is not the stored one KindStale.
// Inserts report false when the id is already there.
type RecordStore interface {
	// TouchProgramme takes the programme's row and moves its version on; a
	// version other than the given one is KindStale.
	TouchProgramme(ctx context.Context, scope domain.Scope, id domain.ProgrammeID, version int64) error

	// FilledParts lists the parts with forms of their own that say something.
	FilledParts(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) ([]Section, error)

	InsertStrategy(ctx context.Context, scope domain.Scope, s Strategy) (bool, error)
	UpdateStrategy(ctx context.Context, scope domain.Scope, s Strategy) error
	DeleteStrategy(ctx context.Context, scope domain.Scope, id domain.StrategyID, version int64) error
	Strategy(ctx context.Context, scope domain.Scope, id domain.StrategyID) (Strategy, error)
	// Strategies lists a programme's, the oldest first.
	Strategies(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) ([]Strategy, error)

	InsertPremisesStep(ctx context.Context, scope domain.Scope, s PremisesStep) (bool, error)
	// UpdatePremisesStep stores a step; its place stays.
	UpdatePremisesStep(ctx context.Context, scope domain.Scope, s PremisesStep) error
	// PlacePremisesStep moves a step without moving its version on.
	PlacePremisesStep(ctx context.Context, scope domain.Scope, id domain.PremisesID, place int) error
	DeletePremisesStep(ctx context.Context, scope domain.Scope, id domain.PremisesID, version int64) error
	PremisesStep(ctx context.Context, scope domain.Scope, id domain.PremisesID) (PremisesStep, error)
	// PremisesSteps lists a programme's in their order.
	PremisesSteps(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) ([]PremisesStep, error)

	Partners(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) ([]Partner, error)
	ReplacePartners(ctx context.Context, scope domain.Scope, id domain.ProgrammeID, partners []Partner) error

	// Contact gives the zero contact when nothing was ever written.
	Contact(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) (Contact, error)
	// PutContact stores the contact by its version, 0 for the first.
	PutContact(ctx context.Context, scope domain.Scope, id domain.ProgrammeID, c Contact) error
}

// AttachmentStore keeps files, sealed, in the institution's scope. The key of
// an attachment must have been made before; one whose key was destroyed is not
// there, even while its row is.
type AttachmentStore interface {
	// TakeInstitution takes the institution's row: whoever adds a file waits
	// for the one before.
	TakeInstitution(ctx context.Context, scope domain.Scope) error
	// InsertAttachment stores a file without its content. The key is the
	// file's own, held before the transaction; so it is for what else seals.
	InsertAttachment(ctx context.Context, scope domain.Scope, a Attachment, key domain.Key) (bool, error)
	// InsertPieces stores the content, in pieces of filetype.PieceSize.
	InsertPieces(ctx context.Context, scope domain.Scope, id domain.AttachmentID, content []byte, key domain.Key) error
	// Attached counts the institution's files and the bytes of all of them.
	Attached(ctx context.Context, scope domain.Scope) (bytes int64, files int, err error)
	// UpdateAttachment stores what a file is called and what is said about it.
	UpdateAttachment(ctx context.Context, scope domain.Scope, a Attachment, key domain.Key) error
	// PublishAttachment stores since when a file is public, zero for not.
	PublishAttachment(ctx context.Context, scope domain.Scope, a Attachment) error
	// DeleteAttachment removes a file with its content; what led to it stays
	// without it.
	DeleteAttachment(ctx context.Context, scope domain.Scope, id domain.AttachmentID, version int64) error
	Attachment(ctx context.Context, scope domain.Scope, id domain.AttachmentID) (Attachment, error)
	// AttachmentVersion gives the version of a file without opening anything.
	AttachmentVersion(ctx context.Context, scope domain.Scope, id domain.AttachmentID) (int64, error)
	// AttachmentState gives a file without its words, and whether something is
	// said about it, without opening anything.
	AttachmentState(ctx context.Context, scope domain.Scope, id domain.AttachmentID) (a Attachment, described bool, err error)
	// AttachmentOwner gives the programme of a file without opening anything.
	AttachmentOwner(ctx context.Context, scope domain.Scope, id domain.AttachmentID) (domain.ProgrammeID, error)
	// Attachments lists a programme's in the order of their coming.
	Attachments(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) ([]Attachment, error)
	// AttachmentPiece opens one piece of the content, from 0.
	AttachmentPiece(ctx context.Context, scope domain.Scope, id domain.AttachmentID, place int) ([]byte, error)
}

// ReadinessStore keeps what an institution has ready, in its scope.
type ReadinessStore interface {
	// ReadyItems gives the items that are not open, in no order.
	ReadyItems(ctx context.Context, scope domain.Scope) ([]Ready, error)
	// PutReady stores an item by its version, 0 for one that was open.
	PutReady(ctx context.Context, scope domain.Scope, one Ready) error
	// ReopenReady makes an item open again; false when it is.
	ReopenReady(ctx context.Context, scope domain.Scope, key string, version int64) (bool, error)

	// Allies gives the list and its version, 0 when it was never written.
	Allies(ctx context.Context, scope domain.Scope) ([]Ally, int64, error)
	ReplaceAllies(ctx context.Context, scope domain.Scope, version int64, allies []Ally) error

	InsertTraining(ctx context.Context, scope domain.Scope, t Training) (bool, error)
	// UpdateTraining stores a training; who took part stays.
	UpdateTraining(ctx context.Context, scope domain.Scope, t Training) error
	ReplaceTrained(ctx context.Context, scope domain.Scope, id domain.TrainingID, people []domain.UserID) error
	DeleteTraining(ctx context.Context, scope domain.Scope, id domain.TrainingID, version int64) error
	Training(ctx context.Context, scope domain.Scope, id domain.TrainingID) (Training, error)
	// Trainings lists them, the newest first.
	Trainings(ctx context.Context, scope domain.Scope) ([]Training, error)
}
