package plan

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// OfMeeting gives a meeting with its plan, for whoever leads it or plans it.
func (s *Service) OfMeeting(ctx context.Context, a authz.Actor, id domain.MeetingID) (h Held, err error) {
	if h.Meeting, err = s.find(ctx, a, id); err != nil {
		return h, err
	}
	err = s.desk.View(ctx, a, ActLead, authz.Resource{Scope: a.Scope, Group: h.Meeting.Group}, func(ctx context.Context) (err error) {
		if h.Chosen, err = s.store.Chosen(ctx, a.Scope, id); err != nil {
			return err
		}
		h.Plan, h.Lang, err = s.read(ctx, a.Scope, h.Chosen.Ref)
		return err
	})
	return h, err
}

// find reads a meeting before anything is decided: the decision needs its
// group, which never changes.
func (s *Service) find(ctx context.Context, a authz.Actor, id domain.MeetingID) (m Meeting, err error) {
	if !a.SignedIn() {
		return m, domain.NewError(domain.KindUnauthenticated, "error.sign_in_first")
	}
	err = s.desk.Read(ctx, a.Scope, func(ctx context.Context) (err error) {
		m, err = s.store.Meeting(ctx, a.Scope, id)
		return err
	})
	return m, err
}

// read gives the plan behind a pointer. One that the library no longer has is
// none.
func (s *Service) read(ctx context.Context, scope domain.Scope, at Ref) (*Plan, Lang, error) {
	switch {
	case !at.Own.IsZero():
		o, err := s.store.ByID(ctx, scope, at.Own)
		return &o.Plan, o.Lang, err
	case at.Slug != "":
		if p, ok := s.library.Find(at.Lang, at.Slug); ok {
			return &p, at.Lang, nil
		}
	}
	return nil, "", nil
}

// Choice is what may be chosen for a meeting.
type Choice struct {
	Held
	Suggested []Plan // of the library, in the language that was asked for
	Library   []Plan
	Own       []Own
}

// Choices lists the plans for a meeting, with those that suit where its group
// stands.
func (s *Service) Choices(ctx context.Context, a authz.Actor, id domain.MeetingID, lang Lang) (c Choice, err error) {
	if c.Held, err = s.OfMeeting(ctx, a, id); err != nil {
		return c, err
	}
	c.Library = s.library.All(lang)
	m := c.Meeting
	c.Suggested = Preferred(Suggest(c.Library, m.Kind, m.Stage, m.Held), c.Library, m.First)
	err = s.desk.View(ctx, a, ActChoose, authz.Resource{Scope: a.Scope, Group: m.Group}, func(ctx context.Context) (err error) {
		c.Own, _, err = s.store.List(ctx, a.Scope, Filter{}, MostChoices)
		return err
	})
	return c, err
}

// Choose says which plan a meeting has from now on, none with the zero Ref.
// Version is that of the choice that was shown.
func (s *Service) Choose(ctx context.Context, a authz.Actor, id domain.MeetingID, at Ref, version int64) error {
	m, err := s.find(ctx, a, id)
	if err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActChoose, authz.Resource{Scope: a.Scope, Group: m.Group}, func(ctx context.Context) (e audit.Entry, err error) {
		if m.Cancelled {
			return e, domain.Conflict("meeting.cancelled")
		}
		now, err := s.store.Chosen(ctx, a.Scope, id)
		if err != nil || now.Ref == at { // the form came twice
			return e, err
		}
		if err := s.there(ctx, a.Scope, at); err != nil {
			return e, err
		}
		err = s.store.Choose(ctx, a.Scope, id, Chosen{at, version})
		if domain.KindOf(err) == domain.KindStale { // somebody was quicker, perhaps the same form
			if now, again := s.store.Chosen(ctx, a.Scope, id); again != nil || now.Ref == at {
				return e, again
			}
		}
		return audit.On(a, ActChoose, "meeting", id.UUID).In(m.Group), err
	})
}

// there holds on to an own plan, and asks for one of the library.
func (s *Service) there(ctx context.Context, scope domain.Scope, at Ref) error {
	if !at.Own.IsZero() {
		err := s.store.Take(ctx, scope, at.Own)
		if domain.KindOf(err) == domain.KindNotFound {
			err = domain.Invalid("plan.choose.gone")
		}
		return err
	}
	if _, ok := s.library.Find(at.Lang, at.Slug); at.Slug != "" && !ok {
		return domain.Invalid("plan.choose.gone")
	}
	return nil
}
