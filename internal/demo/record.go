package demo

import (
	"context"
	"fmt"

	"krag/internal/domain"
	"krag/internal/domain/institution"
)

// kluczePartners are what the partners of the facts are, in the facts' order.
var kluczePartners = []institution.PartnerKind{
	institution.PartnerPolice, institution.PartnerCourt, institution.PartnerHealth, institution.PartnerProbation,
}

// kluczeRecord writes the parts of the record that have forms of their own.
func (st *stage) kluczeRecord(ctx context.Context, f kluczeFacts) error {
	if err := st.kluczeStrategy(ctx, f); err != nil {
		return err
	}
	if err := st.premises(ctx, f.premises()); err != nil {
		return err
	}
	p, err := st.Institutions.Programme(ctx, st.coordinator, "klucze")
	if err != nil {
		return err
	}
	partners := make([]institution.Partner, len(f.Partners))
	for i, name := range f.Partners {
		partners[i] = institution.Partner{Name: name, Kind: kluczePartners[i]}
	}
	return st.Institutions.EditPartners(ctx, st.coordinator, p.ID, p.Version, partners)
}

// kluczeStrategy notes the strategy. The practice has it among its
// attachments; the file itself is not ours to show, so a page that says so
// stands in its place.
func (st *stage) kluczeStrategy(ctx context.Context, f kluczeFacts) error {
	file, err := placeholder(f.Strategy.Title + " na lata " + f.Strategy.Years)
	if err != nil {
		return err
	}
	attached := institution.NewAttachment{
		ID: domain.NewID[domain.AttachmentID](), Programme: st.programme, File: file,
		About: "Plik przykładowy, zrobiony na potrzeby pokazu. Stoi w miejscu prawdziwej strategii, której tu nie ma.",
	}
	if err := st.Flow.Attach(ctx, st.coordinator, attached); err != nil {
		return err
	}
	n := institution.NewStrategy{
		ID: domain.NewID[domain.StrategyID](), Programme: st.programme, Title: f.Strategy.Title,
		Note: "Idea samopomocy została w niej zapisana.", Attachment: attached.ID,
	}
	if _, err := fmt.Sscanf(f.Strategy.Years, "%d-%d", &n.From, &n.To); err != nil {
		return fmt.Errorf("years of the strategy: %w", err)
	}
	return st.Institutions.AddStrategy(ctx, st.coordinator, n)
}

// premises writes the way to the rooms, step after step.
func (st *stage) premises(ctx context.Context, steps []institution.NewPremisesStep) error {
	var last domain.PremisesID
	for _, n := range steps {
		n.ID, n.Programme, n.After = domain.NewID[domain.PremisesID](), st.programme, last
		if err := st.Institutions.AddPremisesStep(ctx, st.coordinator, n); err != nil {
			return err
		}
		last = n.ID
	}
	return nil
}

// kluczePath says what each step of the facts' path was.
var kluczePath = []institution.PremisesKind{
	institution.PremisesNeed, institution.PremisesWorks, institution.PremisesNeed, institution.PremisesApplication, institution.PremisesGrant,
}

// premises is the way from the first room over the path to the last one.
func (f kluczeFacts) premises() (steps []institution.NewPremisesStep) {
	first, last := f.Premises[0], f.Premises[len(f.Premises)-1]
	steps = append(steps, institution.NewPremisesStep{
		Kind: institution.PremisesRoom, When: f.Groups[0].Active, Text: first.What + ": " + first.Fit,
	})
	for i, text := range f.PremisesPath {
		steps = append(steps, institution.NewPremisesStep{Kind: kluczePath[i], Text: text})
	}
	return append(steps, institution.NewPremisesStep{Kind: institution.PremisesRoom, Text: last.What})
}
