package transfer

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/outbox"
)

// JobImport names the job that goes on with an import.
const JobImport = "programme.import"

type importArgs struct {
	Import domain.ImportID `json:"import"`
}

func jobOf(scope domain.Scope, id domain.ImportID) outbox.Job {
	args, _ := json.Marshal(importArgs{id}) // an id is always text
	return outbox.Job{Kind: JobImport, Scope: scope, Args: args, Unique: JobImport + ":" + id.String()}
}

// JobOf reads the arguments of a job.
func JobOf(job outbox.Job) (domain.ImportID, error) {
	var args importArgs
	err := json.Unmarshal(job.Args, &args)
	return args.Import, err
}

// Waiting gives an import and the file that waits with it, for the house
// itself. An import that has ended has none.
func (s *Service) Waiting(ctx context.Context, scope domain.Scope, id domain.ImportID) (i Import, content []byte, err error) {
	err = s.desk.Read(ctx, scope, func(ctx context.Context) error {
		if i, err = s.store.ByID(ctx, scope, id); err != nil || i.State != Writing {
			return err
		}
		content = make([]byte, 0, i.Size)
		for place := 0; int64(len(content)) < i.Size; place++ {
			piece, err := s.store.Piece(ctx, scope, id, place)
			if err != nil {
				return err
			}
			content = append(content, piece...)
		}
		return nil
	})
	return i, content, err
}

// Told hears how many chunks of an import are written, between two of them.
type Told func(ctx context.Context, done, of int)

// Write writes what is left of an import, chunk by chunk, and shows it. Each
// chunk is a transaction of its own, and whoever waits to write comes between
// two of them. Stopped anywhere, it can be called again; it goes on where it
// was. It gives the address of the programme.
func (s *Service) Write(ctx context.Context, a authz.Actor, i Import, p *Plan, told Told) (slug string, err error) {
	if i.Chunks != len(p.Chunks) {
		return "", domain.Stale("import.stale")
	}
	for i.Done < i.Chunks {
		c := p.Chunks[i.Done]
		keys, err := s.prepare(ctx, a.Scope, i, c)
		if err != nil {
			return "", err
		}
		expires := s.desk.Clock.Now().Add(i.ExpiresAt.Sub(i.MadeAt))
		err = s.untaken(ctx, a.Scope, func(ctx context.Context) error {
			if err := s.store.Advance(ctx, a.Scope, i.ID, i.Done, expires); err != nil {
				return err
			}
			return s.store.Write(ctx, a.Scope, i, p, c, keys)
		})
		if err != nil {
			return "", errors.Join(err, s.outlived(ctx, a.Scope, i.ID, keys))
		}
		if i.Done++; told != nil {
			told(ctx, i.Done, i.Chunks)
		}
	}
	return s.finish(ctx, a, i, p)
}

// tries is how often a free address is looked for when others take it first.
const tries = 10

// untaken runs a transaction that gives an address, once more whenever somebody
// else has taken it in the meantime.
func (s *Service) untaken(ctx context.Context, scope domain.Scope, fn func(ctx context.Context) error) error {
	for n := 1; ; n++ {
		err := s.desk.InTx(ctx, scope, fn)
		if domain.KindOf(err) != domain.KindConflict || n == tries {
			return err
		}
	}
}

// outlived ends the keys that were made for a chunk of an import that is given
// up: its sweep may have been there before they were made, and nothing will
// ever be sealed with them.
func (s *Service) outlived(ctx context.Context, scope domain.Scope, id domain.ImportID, keys map[domain.UUID]domain.Key) error {
	if len(keys) == 0 {
		return nil
	}
	var i Import
	err := s.desk.Read(ctx, scope, func(ctx context.Context) (err error) {
		i, err = s.store.ByID(ctx, scope, id)
		return err
	})
	if err != nil || i.State != Abandoned && i.State != Swept {
		return err
	}
	return s.keys.DestroyAll(ctx, slices.Collect(maps.Keys(keys))...)
}

// prepare makes the keys of the people or of the file that come next, and holds
// them; the store of keys is not asked while a chunk is written. A key that has
// ended is one of an import that was given up.
func (s *Service) prepare(ctx context.Context, scope domain.Scope, i Import, c Chunk) (map[domain.UUID]domain.Key, error) {
	kind, subjects := domain.PersonKey, []domain.UUID(nil)
	switch c.Part {
	case PartPeople:
		for n := c.From; n < c.To; n++ {
			subjects = append(subjects, MadeID(i.ID, APerson, n))
		}
	case PartFile:
		kind, subjects = domain.FileKey, append(subjects, MadeID(i.ID, AnAttachment, c.File))
	}
	keys := make(map[domain.UUID]domain.Key, len(subjects))
	for some := range slices.Chunk(subjects, keysAtOnce) {
		made, err := s.keys.PrepareAll(ctx, scope, kind, some...)
		if domain.KindOf(err) == domain.KindGone {
			err = domain.Stale("import.stale").Because(err)
		}
		if err != nil {
			return nil, err
		}
		maps.Copy(keys, made)
	}
	return keys, nil
}

// finish is the one update that shows the programme. The file that waited is
// not needed any more, and its key ends.
func (s *Service) finish(ctx context.Context, a authz.Actor, i Import, p *Plan) (slug string, err error) {
	err = s.untaken(ctx, a.Scope, func(ctx context.Context) error {
		fresh := false
		slug, fresh, err = s.store.Finish(ctx, a.Scope, i, p, s.desk.Clock.Now())
		if err != nil || !fresh {
			return err
		}
		return s.desk.Log.Record(ctx, audit.On(a, ActImport, "programme", i.Programme.UUID))
	})
	if err != nil || i.Size == 0 {
		return slug, err
	}
	i.State = Done
	return slug, s.sweep(ctx, a.Scope, i)
}
