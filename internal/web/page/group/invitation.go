package group

import (
	"context"
	"io"

	"krag/internal/web/kit"
)

// Invitation shows an address once: an invitation to hand on, or the private link
// of whoever joined by one. What is printed names neither the group nor the person.
type Invitation struct {
	kit.Page
	Lead    string
	Printed string
	Secret  kit.Secret
	Enter   *kit.Link // for whoever it is of
	Back    kit.Link
}

// Render makes Invitation a component.
func (p Invitation) Render(ctx context.Context, w io.Writer) error {
	return invitation(p).Render(ctx, w)
}

// Invited is the page of whoever has an invitation.
type Invited struct {
	kit.Page
	Form      kit.Form
	Lead      string
	Notes     []string
	Rules     []string // on which the group agreed
	RulesLang string
	Pseudonym kit.Field
	Accepts   *kit.Choice // nil when there is nothing to accept
}

// Render makes Invited a component.
func (p Invited) Render(ctx context.Context, w io.Writer) error { return invited(p).Render(ctx, w) }
