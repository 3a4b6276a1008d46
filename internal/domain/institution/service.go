package institution

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// Service runs institutions and programmes.
type Service struct {
	desk  *desk.Desk
	keys  domain.Keys
	store Store
}

// New makes the service.
func New(d *desk.Desk, keys domain.Keys, store Store) *Service { return &Service{d, keys, store} }

// The longest texts, in characters.
const (
	maxTitle = 200
	maxItem  = 2000
	maxItems = 60
)

// NewInstitution is an institution to be made. ID comes from the form.
type NewInstitution struct {
	ID          domain.InstitutionID
	Name        string
	Profile     Profile
	Place       string
	Voivodeship string
}

// Check notes what is to be mended.
func (n NewInstitution) Check(p *domain.Problems) {
	if l := utf8.RuneCountInString(strings.TrimSpace(n.Name)); l == 0 || l > maxTitle {
		p.Add("name", "institution.name.missing", domain.Args{"max": maxTitle})
	}
	if !slices.Contains(Profiles, n.Profile) {
		p.Add("profile", "institution.profile.missing")
	}
	if utf8.RuneCountInString(n.Place) > maxTitle {
		p.Add("place", "institution.place.long", domain.Args{"max": maxTitle})
	}
	if n.Voivodeship != "" && !slices.Contains(Voivodeships, n.Voivodeship) {
		p.Add("voivodeship", "institution.voivodeship.unknown")
	}
}

// Number gives out the number of an institution that is to be made, inside the
// caller's transaction, which is in domain.Across. Keys are made under the
// number before there is an institution; one that is never used is a gap.
func (s *Service) Number(ctx context.Context) (domain.Scope, error) { return s.store.Number(ctx) }

// First is Number for the first institution of a server, with the link by which
// it is set up, inside the caller's transaction of domain.Across. It gives the
// same ones however often it is asked: the key that an attempt has made is then
// found by the next.
func (s *Service) First(ctx context.Context) (domain.LinkID, domain.Scope, error) {
	return s.store.First(ctx, domain.NewID[domain.LinkID]())
}

// Create makes an institution under its number, inside the caller's
// transaction in that scope; the flow that sets one up decides who may.
func (s *Service) Create(ctx context.Context, scope domain.Scope, n NewInstitution) (Institution, error) {
	i := Institution{
		ID: n.ID, No: scope.Institution(), Name: strings.TrimSpace(n.Name), Profile: n.Profile, Place: strings.TrimSpace(n.Place),
		Voivodeship: n.Voivodeship, Zone: "Europe/Warsaw", MadeAt: s.desk.Clock.Now(), Version: 1,
	}
	return i, s.store.Insert(ctx, i)
}

// Own gives the actor's institution.
func (s *Service) Own(ctx context.Context, a authz.Actor) (i Institution, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		i, err = s.store.ByScope(ctx, a.Scope)
		return err
	})
	return i, err
}

// All lists institutions for the operator and for commands.
func (s *Service) All(ctx context.Context, a authz.Actor) (all []Institution, err error) {
	err = s.desk.View(ctx, a, ActList, authz.Resource{}, func(ctx context.Context) (err error) {
		all, err = s.store.All(ctx)
		return err
	})
	return all, err
}

// Edit changes the actor's institution; version is the one the form showed.
func (s *Service) Edit(ctx context.Context, a authz.Actor, n NewInstitution, version int64) error {
	var p domain.Problems
	n.Check(&p)
	if err := p.Err(); err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		i, err := s.store.ByScope(ctx, a.Scope)
		if err != nil {
			return e, err
		}
		i.Name, i.Profile, i.Place, i.Voivodeship, i.Version = strings.TrimSpace(n.Name), n.Profile, strings.TrimSpace(n.Place), n.Voivodeship, version
		return audit.On(a, ActEdit, "institution", i.ID.UUID), s.store.Update(ctx, i)
	})
}

// NewProgramme is a programme to be made or changed.
type NewProgramme struct {
	ID      domain.ProgrammeID
	Slug    string
	Title   string
	Started domain.Moment
	Made    bool
}

var slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Check notes what is to be mended.
func (n NewProgramme) Check() error {
	var p domain.Problems
	if l := utf8.RuneCountInString(strings.TrimSpace(n.Title)); l == 0 || l > maxTitle {
		p.Add("title", "programme.title.missing", domain.Args{"max": maxTitle})
	}
	if !slugForm.MatchString(n.Slug) || len(n.Slug) > maxSlug {
		p.Add("slug", "programme.slug.form", domain.Args{"max": maxSlug})
	} else if !free(n.Slug) {
		p.Add("slug", "programme.slug.taken")
	}
	return p.Err()
}

// CreateProgramme makes a programme; a second sending of the form changes
// nothing.
func (s *Service) CreateProgramme(ctx context.Context, a authz.Actor, n NewProgramme) error {
	if err := n.Check(); err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActProgrammeEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		fresh, err := s.store.InsertProgramme(ctx, a.Scope, n.programme(s.desk.Clock.Now()))
		if err != nil || !fresh {
			return e, slugTaken(err)
		}
		return audit.On(a, ActProgrammeEdit, "programme", n.ID.UUID), nil
	})
}

func (n NewProgramme) programme(now time.Time) Programme {
	return Programme{ID: n.ID, Slug: n.Slug, Title: strings.TrimSpace(n.Title), Started: n.Started, Made: n.Made, MadeAt: now, Version: 1}
}

func slugTaken(err error) error {
	if domain.KindOf(err) != domain.KindConflict {
		return err
	}
	var p domain.Problems
	p.Add("slug", "programme.slug.taken")
	return p
}

// EditProgramme changes a programme; version is the one the form showed.
func (s *Service) EditProgramme(ctx context.Context, a authz.Actor, n NewProgramme, version int64) error {
	if err := n.Check(); err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActProgrammeEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		p := n.programme(time.Time{})
		p.Version = version
		return audit.On(a, ActProgrammeEdit, "programme", n.ID.UUID), slugTaken(s.store.UpdateProgramme(ctx, a.Scope, p))
	})
}

// Programmes lists the institution's programmes.
func (s *Service) Programmes(ctx context.Context, a authz.Actor) (all []Programme, err error) {
	err = s.desk.View(ctx, a, ActProgrammeShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		all, err = s.store.Programmes(ctx, a.Scope)
		return err
	})
	return all, err
}

// ProgrammeRows lists them with how many groups they have.
func (s *Service) ProgrammeRows(ctx context.Context, a authz.Actor) (all []ProgrammeRow, err error) {
	err = s.desk.View(ctx, a, ActProgrammeShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		all, err = s.store.ProgrammeRows(ctx, a.Scope)
		return err
	})
	return all, err
}

// Programme gives one programme by its slug.
func (s *Service) Programme(ctx context.Context, a authz.Actor, slug string) (p Programme, err error) {
	err = s.desk.View(ctx, a, ActProgrammeShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		p, err = s.store.ProgrammeBySlug(ctx, a.Scope, slug)
		return err
	})
	return p, err
}

// Overview gives a programme with its figures and groups.
func (s *Service) Overview(ctx context.Context, a authz.Actor, slug string) (o Overview, err error) {
	now := s.desk.Clock.Now()
	err = s.desk.View(ctx, a, ActProgrammeShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		if o.Programme, err = s.store.ProgrammeBySlug(ctx, a.Scope, slug); err != nil {
			return err
		}
		if o.Figures, o.Groups, err = s.store.Figures(ctx, a.Scope, o.ID, now); err != nil {
			return err
		}
		record, err := s.store.Record(ctx, a.Scope, o.ID)
		if err != nil {
			return err
		}
		parts, err := s.store.FilledParts(ctx, a.Scope, o.ID)
		o.Filled = filled(record, parts)
		return err
	})
	return o, err
}

// Filled lists the sections that have items, in order.
func (r Record) Filled() (filled []Section) {
	for _, s := range Sections {
		if len(r[s]) > 0 {
			filled = append(filled, s)
		}
	}
	return filled
}

// filled lists the parts that say something in reading order.
func filled(r Record, parts []Section) (all []Section) {
	for _, s := range Parts {
		if len(r[s]) > 0 || slices.Contains(parts, s) {
			all = append(all, s)
		}
	}
	return all
}

// Record gives a programme with what it says about itself.
func (s *Service) Record(ctx context.Context, a authz.Actor, slug string) (p Programme, r Record, err error) {
	err = s.desk.View(ctx, a, ActProgrammeShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		if p, err = s.store.ProgrammeBySlug(ctx, a.Scope, slug); err != nil {
			return err
		}
		r, err = s.store.Record(ctx, a.Scope, p.ID)
		return err
	})
	return p, r, err
}

// EditSection replaces the items of one section; the mark is of those that were
// seen. A section that says something else by now is KindStale, whatever
// happened to the others: two people write two sections at once. One that says
// already what it is to say is left as it is.
func (s *Service) EditSection(ctx context.Context, a authz.Actor, id domain.ProgrammeID, section Section, mark string, items []string) error {
	items, err := cleanItems(section, items)
	if err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActProgrammeEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.store.TakeProgramme(ctx, a.Scope, id); err != nil {
			return e, err
		}
		record, err := s.store.Record(ctx, a.Scope, id)
		switch {
		case err != nil || slices.Equal(record[section], items):
			return e, err
		case Mark(record[section]) != mark:
			return e, domain.Stale("error.stale")
		}
		return audit.On(a, ActProgrammeEdit, "programme", id.UUID), s.store.ReplaceSection(ctx, a.Scope, id, section, items)
	})
}

// CheckSection notes what is to be mended in the items of a section. A section
// that there is not is KindNotFound.
func CheckSection(section Section, items []string) error {
	_, err := cleanItems(section, items)
	return err
}

func cleanItems(section Section, items []string) (clean []string, err error) {
	if !slices.Contains(Sections, section) {
		return nil, domain.NotFound("error.not_found")
	}
	var p domain.Problems
	for _, item := range items {
		item = strings.TrimSpace(item)
		if utf8.RuneCountInString(item) > maxItem {
			p.Add("items", "programme.record.long", domain.Args{"max": maxItem})
		}
		if item != "" {
			clean = append(clean, item)
		}
	}
	if len(clean) > maxItems {
		p.Add("items", "programme.record.many", domain.Args{"max": maxItems})
	}
	return clean, p.Err()
}
