// Package turn has the pages of who does what at the meetings of a group: the
// plan, one meeting, and one person's part, for whoever plans and for a member.
// Nobody is ranked on any of them: people stand in the order in which they
// joined, and how much somebody does is compared with their own wish alone.
package turn

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"

	"krag/internal/domain/group"
	"krag/internal/i18n"
	"krag/internal/web/kit"
)

// Role words a role as what somebody does, as "prowadzi rozmowę".
func Role(p *i18n.Printer, r group.Role) string { return p.T(i18n.Key("turn.roles", string(r))) }

// Thing words a role as what is to be done, as "prowadzenie rozmowy".
func Thing(p *i18n.Printer, r group.Role) string { return p.T(i18n.Key("turn.things", string(r))) }

// Mine words a role for whoever has it, as "prowadzisz rozmowę".
func Mine(p *i18n.Printer, r group.Role) string { return p.T(i18n.Key("turn.mine", string(r))) }

// often are the words for in how many of ten meetings somebody wishes a role.
var often = map[int]string{1: "rarely", 3: "third", 5: "half", group.OfTen: "always"}

// Often words it.
func Often(p *i18n.Printer, most int) string { return p.T(i18n.Key("turn.often", often[most])) }

// Plan is who does what at the next meetings.
type Plan struct {
	kit.Page
	Lead     string
	Meetings kit.Table
	Fill     kit.Form // takes what is suggested
	FillText string   // on its button; empty when nothing is
	Links    []kit.Link
	Empty    *kit.Empty // instead of the meetings
	People   kit.Table
	Nobody   string // instead of the people
}

// Render makes Plan a component.
func (p Plan) Render(ctx context.Context, w io.Writer) error { return plan(p).Render(ctx, w) }

// Meeting gives the roles of one meeting to people.
type Meeting struct {
	kit.Page
	Form  kit.Form
	Over  string // which meeting, in a line
	Roles []kit.Choice
	Seen  string
	Stale []kit.Difference
	Note  string // instead of the form, when nobody can be chosen
}

// Render makes Meeting a component.
func (p Meeting) Render(ctx context.Context, w io.Writer) error { return meeting(p).Render(ctx, w) }

// Own is one person's part. To whoever plans it is told about the person, to a
// member about themselves.
type Own struct {
	kit.Page
	Heading string
	Turns   []kit.DateLine
	None    string // instead of the turns
	Ready   []kit.Term
	ToReady kit.Link
	Share   []string // how much it is, in words; only for whoever plans
	Away    []kit.DateLine
	ToAway  kit.Link
	Mine    bool // the reader's own
	Back    kit.Link
}

// Render makes Own a component.
func (p Own) Render(ctx context.Context, w io.Writer) error { return own(p).Render(ctx, w) }

// Ready asks what somebody is ready for.
type Ready struct {
	kit.Page
	Form    kit.Form
	Heading string
	Lead    string
	Uses    []group.Role // those of the group
	Roles   []string
	Most    string
	Seen    string
	Stale   []kit.Difference
	Back    kit.Link
}

// Render makes Ready a component.
func (p Ready) Render(ctx context.Context, w io.Writer) error { return ready(p).Render(ctx, w) }

func (p Ready) roles() kit.Choice {
	c := kit.Choice{Field: kit.Field{Name: "roles", Label: p.T("turn.ready.roles"), Hint: p.T("turn.ready.roles_hint"), Error: p.Form.Error("roles")}}
	for _, r := range p.Uses {
		c.Options = append(c.Options, kit.Option{
			Value: string(r), Label: capital(Thing(p.Printer, r)), Hint: p.T(i18n.Key("turn.hints", string(r))), Chosen: slices.Contains(p.Roles, string(r)),
		})
	}
	return c
}

func (p Ready) most() kit.Choice {
	c := kit.Choice{Field: kit.Field{Name: "most", Label: p.T("turn.ready.most"), Hint: p.T("turn.ready.most_hint"), Error: p.Form.Error("most")}}
	for _, n := range group.OfTenChoices {
		c.Options = append(c.Options, kit.Option{Value: strconv.Itoa(n), Label: capital(Often(p.Printer, n)), Chosen: strconv.Itoa(n) == p.Most})
	}
	return c
}

// Use asks which roles a group uses.
type Use struct {
	kit.Page
	Form  kit.Form
	Roles kit.Choice
	Given []string // the roles that somebody has ahead although they fall away; then it asks what becomes of them
	Fate  string
	Seen  string
	Stale []kit.Difference
	Back  kit.Link
}

// Render makes Use a component.
func (p Use) Render(ctx context.Context, w io.Writer) error { return use(p).Render(ctx, w) }

func (p Use) given() kit.Choice {
	c := kit.Choice{Field: kit.Field{Name: "given", Label: p.T("turn.use.given"), Hint: strings.Join(p.Given, " "), Error: p.Form.Error("given")}}
	for _, f := range group.Fates {
		c.Options = append(c.Options, kit.Option{
			Value: string(f), Label: p.T(i18n.Key("turn.use.fates", string(f))), Hint: p.T(i18n.Key("turn.use.fate_hints", string(f))), Chosen: string(f) == p.Fate,
		})
	}
	return c
}

// Away asks when somebody will not be there.
type Away struct {
	kit.Page
	Form        kit.Form
	Heading     string
	From, Until kit.DateField
	Back        kit.Link
}

// Render makes Away a component.
func (p Away) Render(ctx context.Context, w io.Writer) error { return away(p).Render(ctx, w) }

// Paper is the plan on one sheet, under a heading that says nothing.
type Paper struct {
	kit.Page
	Group string // neutral name
	Parts []kit.Table
}

// Render makes Paper a component.
func (p Paper) Render(ctx context.Context, w io.Writer) error { return paper(p).Render(ctx, w) }
