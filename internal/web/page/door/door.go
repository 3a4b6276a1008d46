// Package door has the pages of the ways in: signing in, private links, a new
// password, a new institution.
package door

import (
	"context"
	"io"

	"krag/internal/domain/institution"
	"krag/internal/i18n"
	"krag/internal/web/kit"
)

// SignIn asks for name and password.
type SignIn struct {
	kit.Page
	Form  kit.Form
	Login string
	To    string // where to go on

	Waiting []kit.Kept // a form that waits for whoever signs in
}

// Render makes SignIn a component.
func (p SignIn) Render(ctx context.Context, w io.Writer) error { return signIn(p).Render(ctx, w) }

// Pending offers a form that waited while somebody signed in.
type Pending struct {
	kit.Page
	Pending kit.Pending
}

// Render makes Pending a component.
func (p Pending) Render(ctx context.Context, w io.Writer) error {
	return kit.PendingPage(p.Page, p.Pending).Render(ctx, w)
}

// Doorway is the button behind a private link.
type Doorway struct {
	kit.Page
	Doorway kit.Doorway
}

// Render makes Doorway a component.
func (p Doorway) Render(ctx context.Context, w io.Writer) error {
	return kit.DoorwayPage(p.Page, p.Doorway).Render(ctx, w)
}

// Password asks for a new password.
type Password struct {
	kit.Page
	Form kit.Form
	Min  int // fewest characters
}

// Render makes Password a component.
func (p Password) Render(ctx context.Context, w io.Writer) error { return password(p).Render(ctx, w) }

// Setup asks the five questions of a new institution.
type Setup struct {
	kit.Page
	Form        kit.Form
	Name        string
	Profile     string
	Place       string
	Voivodeship string
	Manager     string
	Leads       bool
	Login       string
	Min         int // fewest characters of the password
}

// Render makes Setup a component.
func (p Setup) Render(ctx context.Context, w io.Writer) error { return setup(p).Render(ctx, w) }

func (p Setup) profiles() (options []kit.Option) {
	for _, profile := range institution.Profiles {
		options = append(options, kit.Option{
			Value: string(profile),
			Label: p.T(i18n.Key("institution.profiles", string(profile))),
			Hint:  p.T(i18n.Key("institution.profile_hints", string(profile))),
		})
	}
	return kit.Choose(options, p.Profile)
}

func (p Setup) voivodeships() []kit.Option {
	options := []kit.Option{{Value: "", Label: p.T("institution.voivodeship_none")}}
	for _, code := range institution.Voivodeships {
		options = append(options, kit.Option{Value: code, Label: p.T(i18n.Key("institution.voivodeships", code))})
	}
	return kit.Choose(options, p.Voivodeship)
}
