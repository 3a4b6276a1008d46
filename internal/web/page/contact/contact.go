// Package contact has the pages on which somebody says how they may be reached
// safely, and the one that stops everything. None of them names a group.
package contact

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"krag/internal/web/kit"
)

// Edit says how it is now, and has two answers: no, and how.
type Edit struct {
	kit.Page
	Heading kit.Heading
	Now     string     // how it is, in a sentence
	Rows    []kit.Term // and what was said
	Stale   []kit.Difference
	Guide   []string // what to talk about first; nil for oneself
	None    *None    // the answer no, nil while it is the answer
	Still   *Still   // to say that it still holds
	Form    kit.Form
	Yes     string // the heading of the form
	Lead    string
	Fields  Fields
	Links   []kit.Link
}

// None is the answer no: one button.
type None struct {
	Form   kit.Form
	Button string
	Text   string
}

// Still says that a contact holds, and when to ask again.
type Still struct {
	Form kit.Form
	Days kit.Choice
}

// Fields are the questions, in their order. A work contact has only those that
// are not nil.
type Fields struct {
	Channel     kit.Choice
	Hours       string // what is asked about the hours
	From, Until kit.Field
	Lang        *kit.Choice
	Days        *kit.Choice
	Further     *Further
}

// Further are the questions that many leave as they are.
type Further struct {
	Open             bool
	Detail           kit.Choice
	Reminders        kit.Choice
	Sender, CodeWord kit.Field
}

// Render makes Edit a component.
func (e Edit) Render(ctx context.Context, w io.Writer) error { return edit(e).Render(ctx, w) }

// BySMS are the questions that follow when somebody is reached by telephone.
func BySMS(number kit.Field, voicemail *kit.Choice, answers *kit.Field) templ.Component {
	return bySMS(number, voicemail, answers)
}

// To asks for the address of a channel.
func To(f kit.Field) templ.Component {
	if f.Rows > 0 {
		return kit.AreaInput(f)
	}
	return kit.TextInput(f)
}

// Minutes asks which reminders.
func Minutes(c kit.Choice) templ.Component {
	return kit.Checkboxes(c)
}

// History is every version of a contact.
type History struct {
	kit.Page
	Lead  string
	Table kit.Table
	None  string // said while there is no version
	Back  kit.Link
}

// Render makes History a component.
func (h History) Render(ctx context.Context, w io.Writer) error { return history(h).Render(ctx, w) }

// Paper is the same questions on a sheet of paper.
type Paper struct {
	kit.Page
	Asked []Question
}

// Question is one question on paper: boxes to tick, or a line to write on.
type Question struct {
	Text  string
	Boxes []string
	Lines int
}

// Render makes Paper a component.
func (p Paper) Render(ctx context.Context, w io.Writer) error { return paper(p).Render(ctx, w) }

// Stop is the button behind the address in a message, and what it says after.
type Stop struct {
	kit.Page
	Form    kit.Form
	Stopped bool
}

// Render makes Stop a component.
func (s Stop) Render(ctx context.Context, w io.Writer) error { return stop(s).Render(ctx, w) }
