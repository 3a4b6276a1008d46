package web

import (
	"context"
	"net/http"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/publish"
	"krag/internal/web/kit"
	page "krag/internal/web/page/card"
)

func (s *Server) cardPublishShow(w http.ResponseWriter, r *request) error {
	p, err := s.cardOf(r)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, s.publishPage(w, r, p, editForm(r.URL.Path, p.Card.ID.UUID, p.Card.Version), ""))
}

func (s *Server) publishPage(w http.ResponseWriter, r *request, p publish.Preview, f kit.Form, note string) page.Publish {
	frame := s.cardFrame(w, r, p, r.print.T("card.publish.title"))
	frame.Flawed = f.Flawed()
	show := page.Publish{
		Page: frame, Form: f, Name: p.Drafted.Edition.Title, Blocks: s.cardWaits(r, p), Correct: p.Card.Edition > 0, Note: note,
		Back: kit.Link{Text: r.print.T("card.publish.back"), Href: cardPath(p.Card.ID, "")},
	}
	show.Will = []string{r.print.T("card.publish.will", "address", s.practiceURL(p.Drafted.Edition.Lang, p.Card.Slug))}
	if said := cardProtection(r, p.Drafted.Edition.Protection); said != "" {
		show.Will = append(show.Will, said)
	}
	show.Will = append(show.Will, r.print.T("card.publish.copies"), r.print.T("card.publish.anytime"))
	return show
}

// cardPublish renders the next edition in every language and form, then puts
// it before everybody. A second sending of the form finds the edition there.
func (s *Server) cardPublish(w http.ResponseWriter, r *request) error {
	p, err := s.cardOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	published, err := f.save(nil, func() error {
		return s.PublishCard(r.Context(), r.actor, p.Card.ID, f.version(), f.text("note"), r.zone)
	})
	stale := domain.KindOf(err) == domain.KindStale
	switch {
	case stale:
		if p, err = s.cardOf(r); err != nil { // as it is now
			return err
		}
		if publishedBy(r, p, f) {
			return s.seeOther(w, r, cardPath(p.Card.ID, ""), "card.said.published")
		}
		f.problems = append(f.problems, domain.Conflict("card.publish.changed"))
	case err != nil:
		return err
	case published:
		return s.seeOther(w, r, cardPath(p.Card.ID, ""), "card.said.published")
	}
	state := f.state(r.URL.Path)
	state.Version = p.Card.Version
	status := http.StatusUnprocessableEntity
	if stale {
		status = http.StatusConflict
	}
	return render(w, r, status, s.publishPage(w, r, p, state, f.text("note")))
}

// publishedBy reports whether what a form asks for is done: it came twice.
func publishedBy(r *request, p publish.Preview, f *form) bool {
	return p.Card.State == publish.Published && f.version() == p.Card.Version-1 && p.Before[0].By == r.actor.User && p.Before[0].Note == f.text("note")
}

// PublishCard renders the next edition of a card and puts it before everybody.
// Zone is where its dates are days.
func (s *Server) PublishCard(ctx context.Context, a authz.Actor, id domain.CardID, version int64, note string, zone *time.Location) error {
	p, err := s.Cards.Prepare(ctx, a, id, version, note)
	if err != nil {
		return err
	}
	renderings, err := s.Render(ctx, zone, p.Editions)
	if err != nil {
		return err
	}
	return s.Cards.Publish(ctx, a, p, renderings)
}
