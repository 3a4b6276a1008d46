package institution

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// Dossier is everything a programme says about itself.
type Dossier struct {
	Programme
	Record      Record
	Strategies  []Strategy
	Premises    []PremisesStep
	Partners    []Partner
	Contact     Contact
	Attachments []Attachment
}

// Dossier gives a programme with everything it says about itself, by its slug.
func (s *Service) Dossier(ctx context.Context, a authz.Actor, slug string) (d Dossier, err error) {
	err = s.desk.View(ctx, a, ActProgrammeShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		if d.Programme, err = s.store.ProgrammeBySlug(ctx, a.Scope, slug); err != nil {
			return err
		}
		if d.Record, err = s.store.Record(ctx, a.Scope, d.ID); err != nil {
			return err
		}
		return s.parts(ctx, a.Scope, &d)
	})
	return d, err
}

// parts reads what has a form of its own.
func (s *Service) parts(ctx context.Context, scope domain.Scope, d *Dossier) (err error) {
	if d.Strategies, err = s.store.Strategies(ctx, scope, d.ID); err != nil {
		return err
	}
	if d.Premises, err = s.store.PremisesSteps(ctx, scope, d.ID); err != nil {
		return err
	}
	if d.Partners, err = s.store.Partners(ctx, scope, d.ID); err != nil {
		return err
	}
	if d.Contact, err = s.store.Contact(ctx, scope, d.ID); err != nil {
		return err
	}
	d.Attachments, err = s.store.Attachments(ctx, scope, d.ID)
	return err
}
