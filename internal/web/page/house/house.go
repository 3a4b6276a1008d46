// Package house has the pages of an institution itself: its people and roles,
// its journal, and the operator's list of institutions.
package house

import (
	"context"
	"io"

	"krag/internal/domain/institution"
	"krag/internal/i18n"
	"krag/internal/web/kit"
)

// Staff is an institution and the people who work there.
type Staff struct {
	kit.Page
	Kind  string
	Place string
	Edit  *kit.Link
	Add   *kit.Link
	Table kit.Table
	Alone bool // nobody but the reader is there
	More  []kit.Link

	Ready   string    // how much the institution has ready, in a sentence
	ToReady *kit.Link // where that stands
}

// Render makes Staff a component.
func (s Staff) Render(ctx context.Context, w io.Writer) error { return staff(s).Render(ctx, w) }

// Member is a form about somebody who works there: a new one has a name and a
// sign-in name, everybody has roles.
type Member struct {
	kit.Page
	Form        kit.Form
	New         bool
	Name, Login string
	Roles       []kit.Option
	Groups      kit.Choice // of a host
	Ends        string     // what saving ends, in a sentence
	Stale       []kit.Difference
	Closed      bool
	Links       []kit.Link
}

// Render makes Member a component.
func (m Member) Render(ctx context.Context, w io.Writer) error { return member(m).Render(ctx, w) }

// RoleOptions are the roles to choose from, with the group of a host behind
// the last. Without any group nobody can be a host.
func RoleOptions(p *i18n.Printer, roles []string, groups kit.Choice, chosen ...string) []kit.Option {
	var options []kit.Option
	for _, r := range roles {
		options = append(options, kit.Option{Value: r, Label: p.T(i18n.Key("account.roles", r)), Hint: p.T(i18n.Key("account.role_hints", r))})
	}
	if len(groups.Options) > 1 {
		options[len(options)-1].Reveal = kit.SelectInput(groups)
	} else {
		options = options[:len(options)-1]
	}
	return kit.Choose(options, chosen...)
}

// Confirm asks before an account is closed, opened, or given a new password.
type Confirm struct {
	kit.Page
	Confirmation kit.Confirmation
}

// Render makes Confirm a component.
func (c Confirm) Render(ctx context.Context, w io.Writer) error {
	return kit.ConfirmPage(c.Page, c.Confirmation).Render(ctx, w)
}

// Handed shows a private link once. Whom it is for is not printed: the paper
// must not tell more than the address.
type Handed struct {
	kit.Page
	Lead   string
	For    string
	Secret kit.Secret
}

// Render makes Handed a component.
func (h Handed) Render(ctx context.Context, w io.Writer) error { return handed(h).Render(ctx, w) }

// Edit is the form with an institution's name and place.
type Edit struct {
	kit.Page
	Form        kit.Form
	Name        string
	Profile     string
	Place       string
	Voivodeship string
	Stale       []kit.Difference
}

// Render makes Edit a component.
func (e Edit) Render(ctx context.Context, w io.Writer) error { return edit(e).Render(ctx, w) }

func (e Edit) profiles() (options []kit.Option) {
	for _, profile := range institution.Profiles {
		options = append(options, kit.Option{
			Value: string(profile),
			Label: e.T(i18n.Key("institution.profiles", string(profile))),
			Hint:  e.T(i18n.Key("institution.profile_hints", string(profile))),
		})
	}
	return kit.Choose(options, e.Profile)
}

func (e Edit) voivodeships() []kit.Option {
	options := []kit.Option{{Value: "", Label: e.T("institution.voivodeship_none")}}
	for _, code := range institution.Voivodeships {
		options = append(options, kit.Option{Value: code, Label: e.T(i18n.Key("institution.voivodeships", code))})
	}
	return kit.Choose(options, e.Voivodeship)
}

// Institutions is the operator's list.
type Institutions struct {
	kit.Page
	Table  kit.Table
	Invite *kit.Form
}

// Render makes Institutions a component.
func (i Institutions) Render(ctx context.Context, w io.Writer) error {
	return institutions(i).Render(ctx, w)
}

// Journal is one page of who looked at and changed what.
type Journal struct {
	kit.Page
	Who, What   kit.Choice
	From, Until kit.Field
	Narrowed    bool
	Table       kit.Table
	Pager       kit.Pager
	CSV         string
	Seq         int64 // of the last record, 0 for none
	Mark        string
	Full        string // the whole head, as krag verify takes it
}

// Render makes Journal a component.
func (j Journal) Render(ctx context.Context, w io.Writer) error { return journal(j).Render(ctx, w) }
