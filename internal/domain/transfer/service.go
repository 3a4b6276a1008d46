package transfer

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
	"krag/internal/domain/outbox"
)

// Service moves programmes.
type Service struct {
	desk   *desk.Desk
	store  Store
	keys   domain.Keys
	outbox outbox.Outbox
}

// New makes the service.
func New(d *desk.Desk, store Store, keys domain.Keys) *Service {
	return &Service{desk: d, store: store, keys: keys}
}

// Through says by which queue imports go on. It is built after the services.
func (s *Service) Through(o outbox.Outbox) { s.outbox = o }

// Sizes of what is stored.
const (
	PieceSize    = 256 << 10 // bytes of a piece of a file
	piecesAtOnce = 4         // pieces of the waiting file that one transaction writes
	keysAtOnce   = 200
	// mostAttachments are in one file, as a Parcel says.
	mostAttachments = 300
	contentsAtMost  = 13 << 20 // bytes of attachments in one file, before base64
)

// Export gathers a programme. People come along only when they are asked for.
// That somebody took it is written down before anything is given.
func (s *Service) Export(ctx context.Context, a authz.Actor, id domain.ProgrammeID, people bool) (p Parcel, err error) {
	action := ActExport
	if people {
		action = ActPeople
	}
	err = s.desk.Look(ctx, a, action, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		p, err = s.store.Read(ctx, a.Scope, id, people, contentsAtMost)
		return audit.On(a, action, "programme", id.UUID), err
	})
	p.Format, p.Version, p.Kind, p.ExportedAt = Format, Version, Whole, s.desk.Clock.Now().UTC().Truncate(time.Second)
	return p, err
}

// Begin begins an import; a second sending of the form changes nothing. With
// its content, a job goes on with it; without, whoever began it does. An id
// that is a file's or a person's is KindNotFound: the end of the import would
// end their key.
func (s *Service) Begin(ctx context.Context, a authz.Actor, n NewImport) error {
	if err := s.desk.Policy.Check(a, ActImport, authz.Resource{Scope: a.Scope}); err != nil {
		return err
	}
	i := n.start(a.User, s.desk.Clock.Now())
	var key domain.Key
	if i.Size > 0 {
		var err error
		if key, err = s.keys.Prepare(ctx, a.Scope, domain.ImportKey, n.ID.UUID); err != nil {
			if domain.KindOf(err) == domain.KindGone { // of an import that has ended
				return nil
			}
			return err
		}
	}
	there := i
	err := s.desk.Change(ctx, a, ActImport, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		fresh, err := s.store.Insert(ctx, a.Scope, i)
		if err == nil && !fresh {
			there, err = s.store.ByID(ctx, a.Scope, n.ID)
		}
		if err != nil || !fresh {
			return e, err
		}
		return audit.On(a, ActImport, "import", n.ID.UUID), s.room(ctx, a.Scope, n)
	})
	if err != nil || i.Size == 0 || there.State != Writing || there.Size != i.Size {
		return err
	}
	return s.keep(ctx, a.Scope, n, key) // also when the first sending was cut off before all of it was kept
}

// room refuses what there is no room for; the new import is counted already.
func (s *Service) room(ctx context.Context, scope domain.Scope, n NewImport) error {
	open, err := s.store.Open(ctx, scope)
	if err != nil {
		return err
	}
	files, bytes, err := s.store.Room(ctx, scope)
	switch {
	case err != nil:
		return err
	case open > mostOpen:
		return domain.Conflict("import.many")
	case n.Files > files || n.Bytes > bytes:
		return domain.Conflict("import.room").With(domain.Args{"left": int(max(bytes, 0) >> 20)})
	}
	return nil
}

// keep stores the file a few pieces at a time, and asks for the work with the
// last of them.
func (s *Service) keep(ctx context.Context, scope domain.Scope, n NewImport, key domain.Key) error {
	place := 0
	parts := slices.Collect(slices.Chunk(n.Content, piecesAtOnce*PieceSize))
	for i, part := range parts {
		err := s.desk.InTx(ctx, scope, func(ctx context.Context) error {
			if err := s.store.InsertPieces(ctx, scope, n.ID, place, part, key); err != nil || i < len(parts)-1 {
				return err
			}
			return s.outbox.Add(ctx, jobOf(scope, n.ID))
		})
		if err != nil {
			return err
		}
		place += piecesAtOnce
	}
	return nil
}

// Import gives an import and, when it is done, the address of its programme.
func (s *Service) Import(ctx context.Context, a authz.Actor, id domain.ImportID) (i Import, slug string, err error) {
	err = s.desk.View(ctx, a, ActImport, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		if i, err = s.store.ByID(ctx, a.Scope, id); err != nil || i.State != Done {
			return err
		}
		slug, err = s.store.Slug(ctx, a.Scope, i.Programme)
		return err
	})
	return i, slug, err
}

// Provenance gives from where a programme was taken, and what is still to be
// measured and paid for of what others did.
func (s *Service) Provenance(ctx context.Context, a authz.Actor, action authz.Action, id domain.ProgrammeID) (o *Origin, hints []Hint, err error) {
	err = s.desk.View(ctx, a, action, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		if o, err = s.store.Origin(ctx, a.Scope, id); err != nil || o == nil {
			return err
		}
		hints, err = s.store.Hints(ctx, a.Scope, id)
		return err
	})
	return o, hints, err
}
