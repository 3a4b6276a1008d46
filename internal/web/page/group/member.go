package group

import (
	"context"
	"io"
	"net/url"

	"github.com/a-h/templ"

	"krag/internal/web/kit"
)

// Members lists who belongs to a group, with what can be done for each.
type Members struct {
	kit.Page
	Title string
	Table kit.Table
	Add   *kit.Link
	More  []kit.Link
	Room  string // that there is a place for whoever waits
	Note  string
	Empty *kit.Empty
}

// Render makes Members a component.
func (p Members) Render(ctx context.Context, w io.Writer) error { return members(p).Render(ctx, w) }

// Join adds somebody to a group or to its waiting list: somebody new, or
// somebody known.
type Join struct {
	kit.Page
	Waits   bool   // to the waiting list
	Why     string // somebody is asked to wait, instead of the usual lead
	Form    kit.Form
	Tabs    []kit.Tab
	Known   bool
	Values  url.Values
	People  []kit.Option // who is known and does not belong yet
	Search  *kit.Filters // when there are more than one list shows
	Sought  string       // what was searched for
	Rules   *kit.Link    // to what the group agreed on, nil when it did not
	Edition string       // of it, by its id
	Asks    bool         // the group agreed on nobody new
	None    string       // instead of the form, when nobody can be chosen
	Further []kit.Link   // where None, or whoever finds no place, leads on
	Ask     []string     // what is asked before somebody comes
}

// Render makes Join a component.
func (p Join) Render(ctx context.Context, w io.Writer) error { return join(p).Render(ctx, w) }

func (p Join) heading() kit.Heading {
	switch {
	case p.Why != "":
		return kit.Heading{Title: p.T("waiting.new.title"), Lead: p.Why}
	case p.Waits:
		return kit.Heading{Title: p.T("waiting.new.title"), Lead: p.T("waiting.new.lead")}
	}
	return kit.Heading{Title: p.T("member.join.title"), Lead: p.T("member.join.lead")}
}

func (p Join) button() string {
	if p.Waits {
		return p.T("waiting.new.button")
	}
	return p.T("member.join.save")
}

func (p Join) joined() kit.DateField {
	if p.Waits {
		return kit.DateField{Name: "on", Label: p.T("waiting.on.label"), Hint: p.T("waiting.on.hint"), Error: p.Form.Error("on")}.Typed(p.Values)
	}
	return kit.DateField{Name: "on", Label: p.T("member.join.on"), Hint: p.T("member.join.on_hint"), Error: p.Form.Error("on")}.Typed(p.Values)
}

func (p Join) accepts() kit.Choice {
	return kit.Choice{
		Field:   kit.Field{Name: "accepts", Label: p.T("group_agreement.accepts.label"), Error: p.Form.Error("accepts")},
		Options: kit.Choose([]kit.Option{{Value: p.Edition, Label: p.T("group_agreement.accepts.yes")}}, p.Values.Get("accepts")),
	}
}

func (p Join) allTheSame() kit.Choice {
	return kit.Choice{
		Field:   kit.Field{Name: "all_the_same", Label: p.T("member.join.asks"), Error: p.Form.Error("all_the_same")},
		Options: kit.Choose([]kit.Option{{Value: "yes", Label: p.T("member.join.all_the_same")}}, p.Values.Get("all_the_same")),
	}
}

func (p Join) pseudonym() kit.Field {
	return kit.Field{
		Name: "pseudonym", Label: p.T("member.join.pseudonym"), Hint: p.T("member.join.pseudonym_hint"),
		Value: p.Values.Get("pseudonym"), Error: p.Form.Error("pseudonym"), Max: 60,
	}
}

func (p Join) person() kit.Choice {
	label := p.T("member.join.person")
	if p.Waits {
		label = p.T("waiting.new.person")
	}
	return kit.Choice{
		Field:   kit.Field{Name: "person", Label: label, Error: p.Form.Error("person")},
		Options: kit.Choose(append([]kit.Option{{Label: p.T("group.choose")}}, p.People...), p.Values.Get("person")),
	}
}

// Link makes or revokes a member's private link.
type Link struct {
	kit.Page
	Form    kit.Form
	Send    kit.Sending
	Revoke  kit.Form
	Who     string
	HasLink bool
	Back    kit.Link
}

// Render makes Link a component.
func (p Link) Render(ctx context.Context, w io.Writer) error { return link(p).Render(ctx, w) }

// Secret shows a private link once. What is printed names neither the group
// nor the person.
type Secret struct {
	kit.Page
	Who    string
	Secret kit.Secret
	Back   kit.Link
}

// Render makes Secret a component.
func (p Secret) Render(ctx context.Context, w io.Writer) error { return secret(p).Render(ctx, w) }

// Who asks which of the known people it is.
func (p Join) Who() []templ.Component { return []templ.Component{who(p)} }

// Entry asks since when somebody belongs, and for what else joining needs.
func (p Join) Entry() []templ.Component { return []templ.Component{entry(p)} }
