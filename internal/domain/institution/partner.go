package institution

import (
	"context"
	"net/mail"
	"net/url"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// PartnerKind says what a partner or an ally is.
type PartnerKind string

// The kinds.
const (
	PartnerPolice    PartnerKind = "police"
	PartnerCourt     PartnerKind = "court"
	PartnerProbation PartnerKind = "probation"
	PartnerHealth    PartnerKind = "health"
	PartnerSocial    PartnerKind = "social"
	PartnerSchool    PartnerKind = "school"
	PartnerCulture   PartnerKind = "culture"
	PartnerMunicipal PartnerKind = "municipal"
	PartnerNGO       PartnerKind = "ngo"
	PartnerFaith     PartnerKind = "faith"
	PartnerBusiness  PartnerKind = "business"
	PartnerGroup     PartnerKind = "group"
	PartnerSomebody  PartnerKind = "somebody"
)

// PartnerKinds lists them in the order of the form.
var PartnerKinds = []PartnerKind{
	PartnerPolice, PartnerCourt, PartnerProbation, PartnerHealth, PartnerSocial, PartnerSchool, PartnerCulture,
	PartnerMunicipal, PartnerNGO, PartnerFaith, PartnerBusiness, PartnerGroup, PartnerSomebody,
}

// maxListed is how many partners or allies a list may have.
const maxListed = 40

// Partner is with whom a programme worked.
type Partner struct {
	Name string
	Kind PartnerKind // empty where nobody said it
}

// EditPartners replaces a programme's partners; version is the programme's.
func (s *Service) EditPartners(ctx context.Context, a authz.Actor, id domain.ProgrammeID, version int64, partners []Partner) error {
	partners, err := cleanPartners(partners)
	if err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActProgrammeEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.store.TouchProgramme(ctx, a.Scope, id, version); err != nil {
			return e, err
		}
		return audit.On(a, ActProgrammeEdit, "programme", id.UUID), s.store.ReplacePartners(ctx, a.Scope, id, partners)
	})
}

// cleanPartners drops those without a name. The fields are numbered as the
// form numbers them, from 1.
func cleanPartners(partners []Partner) (clean []Partner, err error) {
	var p domain.Problems
	for i, one := range partners {
		one.Name = strings.TrimSpace(one.Name)
		checkListed(&p, i, one.Name, one.Kind)
		if one.Name != "" {
			clean = append(clean, one)
		}
	}
	if len(clean) > maxListed {
		p.Add("", "partner.many", domain.Args{"max": maxListed})
	}
	return clean, p.Err()
}

// checkListed checks one line of a list of partners or allies.
func checkListed(p *domain.Problems, i int, name string, kind PartnerKind) {
	if !between(name, 0, maxTitle) {
		p.Add(Numbered("name", i), "field.long", domain.Args{"max": maxTitle})
	}
	if kind == "" {
		return
	}
	if !slices.Contains(PartnerKinds, kind) {
		p.Add(Numbered("kind", i), "partner.kind.unknown")
	}
	if name == "" {
		p.Add(Numbered("name", i), "partner.name.missing")
	}
}

// Contact is whom others may ask about a programme. All of it is public.
type Contact struct {
	Name    string // of a person or a role
	Email   string
	Phone   string
	Web     string // with http:// or https://
	Version int64  // 0 when nothing was ever written
}

// IsZero reports that there is nothing in it.
func (c Contact) IsZero() bool { return c.Name == "" && c.Email == "" && c.Phone == "" && c.Web == "" }

// Check notes what is to be mended. An empty contact is none, which is fine.
func (c Contact) Check() error {
	var p domain.Problems
	checkLength(&p, "name", c.Name, maxTitle)
	if at, err := mail.ParseAddress(c.Email); c.Email != "" && (err != nil || at.Address != c.Email || len(c.Email) > maxTitle) {
		p.Add("email", "contact.email.form")
	}
	if c.Phone != "" && !phoneForm(c.Phone) {
		p.Add("phone", "contact.phone.form")
	}
	if c.Web != "" && (!WebAddress(c.Web) || len(c.Web) > maxTitle) {
		p.Add("web", "contact.web.form")
	}
	if c.Name != "" && c.Email == "" && c.Phone == "" && c.Web == "" {
		p.Add("email", "contact.way.missing")
	}
	return p.Err()
}

// phoneForm asks for digits with what people put between them.
func phoneForm(phone string) bool {
	digits := 0
	for _, r := range phone {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case !strings.ContainsRune("+-() /.", r):
			return false
		}
	}
	return digits >= 3 && digits <= 20 && len(phone) <= 60
}

// WebAddress reports whether a page may be linked to: one of the web, at a
// host, that carries nobody's name and password.
func WebAddress(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" && u.User == nil
}

// EditContact stores the contact; version is the one the form showed.
func (s *Service) EditContact(ctx context.Context, a authz.Actor, id domain.ProgrammeID, c Contact, version int64) error {
	c = Contact{strings.TrimSpace(c.Name), strings.TrimSpace(c.Email), strings.TrimSpace(c.Phone), strings.TrimSpace(c.Web), version}
	if err := c.Check(); err != nil {
		return err
	}
	return s.write(ctx, a, "contact", id.UUID, func(ctx context.Context) (bool, error) {
		return true, s.store.PutContact(ctx, a.Scope, id, c)
	})
}
