package bundle

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/outbox"
	"krag/internal/domain/transfer"
)

// Courier carries programmes between files and institutions.
type Courier struct {
	Transfers *transfer.Service
	Reader    Reader
}

// Export gives the file of a programme. Its people come along only with a
// passphrase, which seals them.
func (c *Courier) Export(ctx context.Context, a authz.Actor, id domain.ProgrammeID, passphrase string) ([]byte, transfer.Parcel, error) {
	p, err := c.Transfers.Export(ctx, a, id, passphrase != "")
	if err != nil {
		return nil, p, err
	}
	content, err := Write(p, passphrase)
	return content, p, err
}

// begin checks a file and begins its import. Keep says that the file waits
// for a worker.
func (c *Courier) begin(ctx context.Context, a authz.Actor, id domain.ImportID, content []byte, passphrase string, keep bool) (plan transfer.Plan, err error) {
	p, err := c.Reader.Read(content, passphrase)
	if err != nil {
		return plan, err
	}
	plan = transfer.NewPlan(p, transfer.PieceSize)
	n := transfer.NewImport{ID: id, Title: p.Programme.Title, Kind: p.Kind, Chunks: len(plan.Chunks)}
	for _, one := range p.Attachments {
		if len(one.Content) > 0 {
			n.Files++
			n.Bytes += one.Size
		}
	}
	if keep {
		n.Content = content
	}
	return plan, c.Transfers.Begin(ctx, a, n)
}

// Begin checks a file, which is done without a database, and begins its
// import; a job goes on with it. The same id once more begins nothing. People
// in it stay sealed, and outside.
func (c *Courier) Begin(ctx context.Context, a authz.Actor, id domain.ImportID, content []byte) error {
	_, err := c.begin(ctx, a, id, content, "", true)
	return err
}

// Bring checks a file and brings all of it in before it returns. It gives the
// address of the programme. Cut off in the middle, it leaves nothing that
// anybody sees.
func (c *Courier) Bring(ctx context.Context, a authz.Actor, id domain.ImportID, content []byte, passphrase string) (slug string, p transfer.Parcel, err error) {
	plan, err := c.begin(ctx, a, id, content, passphrase, false)
	if err != nil {
		return "", plan.Parcel, err
	}
	i, _, err := c.Transfers.Import(ctx, a, id)
	if err != nil {
		return "", plan.Parcel, err
	}
	slug, err = c.Transfers.Write(ctx, a, i, &plan, nil)
	return slug, plan.Parcel, err
}

// Run is the job's handler: it goes on where the import was, and tells how far
// it is. An import that has ended, or was swept, needs nothing.
func (c *Courier) Run(ctx context.Context, job outbox.Job, told transfer.Told) error {
	id, err := transfer.JobOf(job)
	if err != nil {
		return err
	}
	i, content, err := c.Transfers.Waiting(ctx, job.Scope, id)
	if err != nil || i.State != transfer.Writing {
		return err
	}
	p, err := c.Reader.Read(content, "")
	if err != nil {
		return err
	}
	plan := transfer.NewPlan(p, transfer.PieceSize)
	_, err = c.Transfers.Write(ctx, authz.House(job.Scope), i, &plan, told)
	if domain.KindOf(err) == domain.KindStale {
		return nil // another worker was quicker, or it was given up
	}
	return err
}
