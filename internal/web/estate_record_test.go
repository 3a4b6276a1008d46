package web_test

import (
	"krag/internal/domain"
	"krag/internal/domain/filetype"
	"krag/internal/domain/institution"
)

func onToday() domain.Moment {
	return domain.Moment{Date: today, Precision: domain.PrecisionDay}
}

// prepared makes one of everything that stands in the record and among what is
// ready.
func (e *estate) prepared() {
	e.t.Helper()
	e.strategy()
	e.premises()
	e.training()
	ctx, s := e.t.Context(), e.Services().Institutions
	p, err := s.Programme(ctx, e.actor, e.slug())
	e.must(err)
	e.must(s.EditPartners(ctx, e.actor, e.programme, p.Version, []institution.Partner{{Name: e.word("partner", vStaff...), Kind: institution.PartnerCourt}}))
	e.must(s.EditContact(ctx, e.actor, e.programme, institution.Contact{Name: e.word("contact", vStaff...), Phone: "32 000 00 00"}, 0))
	e.must(s.EditReady(ctx, e.actor, institution.NewReady{Key: "room", State: institution.ReadyDone, Evidence: e.word("evidence", vStaff...)}, 0))
	e.must(s.EditReady(ctx, e.actor, institution.NewReady{Key: "key", State: institution.ReadyNotUs, Evidence: e.word("reason", vStaff...)}, 0))
	e.must(s.EditAllies(ctx, e.actor, 0, []institution.Ally{{Name: e.word("ally", vStaff...), Gives: e.word("gives", vStaff...)}}))
}

func (e *estate) strategy() domain.StrategyID {
	return made(e, "strategy", func() domain.StrategyID {
		n := institution.NewStrategy{
			ID: domain.NewID[domain.StrategyID](), Programme: e.programme, Title: e.word("strategy", vStaff...), From: 2005, To: 2013,
			Note: e.word("strategynote", vStaff...), Attachment: e.attachment(),
		}
		e.must(e.Services().Institutions.AddStrategy(e.t.Context(), e.actor, n))
		return n.ID
	})
}

func (e *estate) premises() domain.PremisesID {
	return made(e, "premises", func() domain.PremisesID {
		n := institution.NewPremisesStep{
			ID: domain.NewID[domain.PremisesID](), Programme: e.programme, Kind: institution.PremisesGrant,
			Text: e.word("step", vStaff...), When: e.word("stepwhen", vStaff...),
		}
		e.must(e.Services().Institutions.AddPremisesStep(e.t.Context(), e.actor, n))
		return n.ID
	})
}

func (e *estate) attachment() domain.AttachmentID {
	return made(e, "attachment", func() domain.AttachmentID {
		return e.attach(e.word("file", vStaff...), e.word("about", vStaff...), filetype.Trace{Kind: filetype.TraceAuthor, Text: e.word("trace", vStaff...)})
	})
}

// attach adds a file that holds a word of its own.
func (e *estate) attach(name, about string, traces ...filetype.Trace) domain.AttachmentID {
	e.t.Helper()
	n := institution.NewAttachment{
		ID: domain.NewID[domain.AttachmentID](), Programme: e.programme, About: about,
		File: filetype.File{Kind: filetype.PDF, Name: name, Content: smallPDF("(inside " + name + ")"), Traces: traces},
	}
	e.must(e.Services().Flow.Attach(e.t.Context(), e.actor, n))
	return n.ID
}

func (e *estate) training() domain.TrainingID {
	return made(e, "training", func() domain.TrainingID {
		n := institution.NewTraining{
			ID: domain.NewID[domain.TrainingID](), Topic: e.word("topic", vStaff...), On: onToday(), Minutes: 90,
			Others: 2, Record: e.word("trainingrecord", vStaff...),
		}
		e.must(e.Services().Institutions.AddTraining(e.t.Context(), e.actor, n))
		return n.ID
	})
}
