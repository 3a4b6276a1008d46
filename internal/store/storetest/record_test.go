package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/filetype"
	"krag/internal/domain/institution"
)

// recordOf is one of everything that a record and readiness hold.
type recordOf struct {
	strategy domain.StrategyID
	step     domain.PremisesID
	file     domain.AttachmentID
	training domain.TrainingID
}

func (w *works) recorded() (r recordOf) {
	w.t.Helper()
	ctx := w.t.Context()
	r.file = w.attached("uchwała", "treść uchwały")
	r.strategy = domain.NewID[domain.StrategyID]()
	w.must(w.institutions.AddStrategy(ctx, w.by, institution.NewStrategy{ID: r.strategy, Programme: w.programme, Title: "Strategia", From: 2005, To: 2013, Attachment: r.file}))
	r.step = w.stepped("piwnica", domain.PremisesID{})
	p, err := w.institutions.Programme(ctx, w.by, "program")
	w.must(err)
	w.must(w.institutions.EditPartners(ctx, w.by, w.programme, p.Version, []institution.Partner{{Name: "Komisariat", Kind: institution.PartnerPolice}}))
	w.must(w.institutions.EditContact(ctx, w.by, w.programme, institution.Contact{Name: "Sekretariat", Email: "dom@example.org"}, 0))
	w.must(w.institutions.EditReady(ctx, w.by, institution.NewReady{Key: "person", State: institution.ReadyDone, Evidence: "zakres obowiązków"}, 0))
	w.must(w.institutions.EditAllies(ctx, w.by, 0, []institution.Ally{{Name: "Biblioteka", Gives: "salę"}}))
	r.training = domain.NewID[domain.TrainingID]()
	w.must(w.institutions.AddTraining(ctx, w.by, institution.NewTraining{ID: r.training, Topic: "Pierwsze spotkanie", On: onDay("2026-01-10"), Minutes: 90, People: []domain.UserID{w.by.User}, Others: 2}))
	return r
}

// keptRecord checks that the record is as it was made.
func (w *works) keptRecord(r recordOf) {
	w.t.Helper()
	d, err := w.institutions.Dossier(w.t.Context(), w.by, "program")
	w.must(err)
	if len(d.Strategies) != 1 || d.Strategies[0].Attachment != r.file || len(d.Premises) != 1 || d.Premises[0].Place != 1 ||
		len(d.Partners) != 1 || d.Contact.Name != "Sekretariat" || len(d.Attachments) != 1 || d.Attachments[0].Name != "uchwała" || d.Attachments[0].Public() {
		w.t.Errorf("the record is %+v", d)
	}
	p, err := w.institutions.Readiness(w.t.Context(), w.by)
	w.must(err)
	if done, _ := p.Progress(); done != 1 || len(p.Allies) != 1 || len(p.Trainings) != 1 || !slices.Equal(p.Trainings[0].People, []domain.UserID{w.by.User}) {
		w.t.Errorf("readiness is %+v", p)
	}
}

// attached adds a file whose content is the text, once for each of times.
func (w *works) attached(name, text string) domain.AttachmentID {
	w.t.Helper()
	n := institution.NewAttachment{ID: domain.NewID[domain.AttachmentID](), Programme: w.programme, File: filetype.File{Kind: filetype.PDF, Name: name, Content: []byte(text)}}
	w.must(w.flow.Attach(w.t.Context(), w.by, n))
	return n.ID
}

func (w *works) stepped(text string, after domain.PremisesID) domain.PremisesID {
	w.t.Helper()
	n := institution.NewPremisesStep{ID: domain.NewID[domain.PremisesID](), Programme: w.programme, Text: text, After: after}
	w.must(w.institutions.AddPremisesStep(w.t.Context(), w.by, n))
	return n.ID
}

func TestStrategies(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		ctx := t.Context()
		file := w.attached("strategia", "tekst")
		n := institution.NewStrategy{ID: domain.NewID[domain.StrategyID](), Programme: w.programme, Title: " Strategia gminy ", From: 2005, To: 2013, Note: "dawna", Attachment: file}
		w.must(w.institutions.AddStrategy(ctx, w.by, n))
		w.must(w.institutions.AddStrategy(ctx, w.by, n)) // the form came twice
		early := institution.NewStrategy{ID: domain.NewID[domain.StrategyID](), Programme: w.programme, Title: "Dawniejsza", From: 1999}
		w.must(w.institutions.AddStrategy(ctx, w.by, early))
		d, err := w.institutions.Dossier(ctx, w.by, "program")
		w.must(err)
		if len(d.Strategies) != 2 || d.Strategies[0].ID != early.ID || d.Strategies[0].To != 0 || d.Strategies[1].Title != "Strategia gminy" ||
			d.Strategies[1].From != 2005 || d.Strategies[1].To != 2013 || d.Strategies[1].Note != "dawna" || d.Strategies[1].Attachment != file {
			t.Errorf("%+v", d.Strategies)
		}
		n.Title = "Nowa nazwa"
		w.must(w.institutions.EditStrategy(ctx, w.by, n, 1))
		wantKind(t, "an old version", w.institutions.EditStrategy(ctx, w.by, n, 1), domain.KindStale)
		n.Attachment = domain.NewID[domain.AttachmentID]()
		wantKind(t, "no such file", w.institutions.EditStrategy(ctx, w.by, n, 2), domain.KindInvalid)
		wantKind(t, "deleting an old version", w.institutions.DeleteStrategy(ctx, w.by, n.ID, 1), domain.KindStale)
		w.must(w.institutions.DeleteStrategy(ctx, w.by, n.ID, 2))
		w.must(w.institutions.DeleteStrategy(ctx, w.by, n.ID, 2)) // the wish is fulfilled
		_, err = w.institutions.Attachment(ctx, w.by, file)
		w.must(err)
	})
}

// TestPremisesInOrder puts steps between others and moves them.
func TestPremisesInOrder(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		ctx := t.Context()
		var none domain.PremisesID
		c := w.stepped("c", none)
		a := w.stepped("a", none)
		b := w.stepped("b", a)
		w.stepped("e", domain.NewID[domain.PremisesID]()) // after one that is gone: last
		d := w.stepped("d", c)
		w.inOrder("a b c d e")
		w.must(w.institutions.AddPremisesStep(ctx, w.by, institution.NewPremisesStep{ID: d, Programme: w.programme, Text: "d znowu", After: none}))
		w.inOrder("a b c d e") // the form came twice
		w.must(w.institutions.EditPremisesStep(ctx, w.by, institution.NewPremisesStep{ID: a, Programme: w.programme, Text: "a", After: d}, 1))
		w.inOrder("b c d a e")
		w.must(w.institutions.EditPremisesStep(ctx, w.by, institution.NewPremisesStep{ID: d, Programme: w.programme, Text: "D", Kind: institution.PremisesGrant, On: onDay("2005-06-01"), When: "latem"}, 1))
		w.inOrder("D b c a e")
		wantKind(t, "an old version", w.institutions.EditPremisesStep(ctx, w.by, institution.NewPremisesStep{ID: d, Programme: w.programme, Text: "x"}, 1), domain.KindStale)
		w.must(w.institutions.DeletePremisesStep(ctx, w.by, b, 1))
		w.must(w.institutions.DeletePremisesStep(ctx, w.by, b, 1))
		w.inOrder("D c a e")
		one, _, err := w.institutions.PremisesStep(ctx, w.by, d)
		if err != nil || one.Kind != institution.PremisesGrant || one.On != onDay("2005-06-01") || one.When != "latem" || one.Version != 2 {
			t.Errorf("%+v, %v", one, err)
		}
	})
}

func (w *works) inOrder(want string) {
	w.t.Helper()
	steps, err := w.institutions.PremisesSteps(w.t.Context(), w.by, w.programme)
	var got []string
	for _, s := range steps {
		got = append(got, s.Text)
	}
	if err != nil || strings.Join(got, " ") != want {
		w.t.Errorf("the order is %q, %v; want %q", strings.Join(got, " "), err, want)
	}
}

// TestPremisesAtOnce has many put steps first at the same moment: each gets a
// place of its own.
func TestPremisesAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		adds := make([]func() error, 8)
		for i := range adds {
			adds[i] = func() error {
				return w.institutions.AddPremisesStep(t.Context(), w.by, institution.NewPremisesStep{
					ID: domain.NewID[domain.PremisesID](), Programme: w.programme, Text: fmt.Sprint(i),
				})
			}
		}
		for _, err := range together(adds...) {
			w.must(err)
		}
		steps, err := w.institutions.PremisesSteps(t.Context(), w.by, w.programme)
		w.must(err)
		for i, s := range steps {
			if len(steps) != len(adds) || s.Place != i+1 {
				t.Errorf("%d steps; the %dth has the place %d", len(steps), i, s.Place)
			}
		}
	})
}

func TestPartnersAndContact(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		ctx := t.Context()
		partners := []institution.Partner{{Name: " Komisariat ", Kind: institution.PartnerPolice}, {Name: ""}, {Name: "Sąd"}}
		w.must(w.institutions.EditPartners(ctx, w.by, w.programme, 1, partners))
		wantKind(t, "an old version", w.institutions.EditPartners(ctx, w.by, w.programme, 1, nil), domain.KindStale)
		c := institution.Contact{Name: "Sekretariat", Email: "dom@example.org", Phone: "+48 32 000 00 00", Web: "https://example.org"}
		w.must(w.institutions.EditContact(ctx, w.by, w.programme, c, 0))
		wantKind(t, "written meanwhile", w.institutions.EditContact(ctx, w.by, w.programme, c, 0), domain.KindStale)
		c.Phone = ""
		w.must(w.institutions.EditContact(ctx, w.by, w.programme, c, 1))
		wantKind(t, "an old version", w.institutions.EditContact(ctx, w.by, w.programme, c, 1), domain.KindStale)
		d, err := w.institutions.Dossier(ctx, w.by, "program")
		c.Version = 2
		if want := []institution.Partner{{Name: "Komisariat", Kind: institution.PartnerPolice}, {Name: "Sąd"}}; err != nil || !slices.Equal(d.Partners, want) || d.Contact != c {
			t.Errorf("%+v, %+v, %v", d.Partners, d.Contact, err)
		}
	})
}
