package mutual

import (
	"slices"
	"strings"
	"unicode/utf8"

	"krag/internal/domain"
)

// NewVenture is what a form says of a venture. ID comes from the form.
type NewVenture struct {
	ID            domain.VentureID
	Group         domain.GroupID
	Title         string
	About, Result string
	From, Until   domain.Date
	Version       int64 // the one shown, 0 for a new one
}

// Check notes what is to be mended.
func (n NewVenture) Check() error {
	var p domain.Problems
	checkWords(&p, "title", n.Title, MaxTitle, "venture.name.missing")
	checkWords(&p, "about", n.About, MaxAbout, "")
	checkWords(&p, "result", n.Result, MaxResult, "")
	if !n.From.IsZero() && !n.Until.IsZero() && n.Until.Before(n.From) {
		p.Add("until", "venture.until.before")
	}
	return p.Err()
}

// checkWords refuses words that are too many, and none where missing says so.
func checkWords(p *domain.Problems, field, words string, most int, missing string) {
	switch l := utf8.RuneCountInString(strings.TrimSpace(words)); {
	case l == 0 && missing != "":
		p.Add(field, missing)
	case l > most:
		p.Add(field, "field.long", domain.Args{"max": most})
	}
}

func secret(words string) domain.Secret { return domain.NewSecret(strings.TrimSpace(words)) }

func (n NewVenture) venture() Venture {
	return Venture{
		ID: n.ID, Group: n.Group, Title: secret(n.Title), About: secret(n.About), Result: secret(n.Result),
		From: n.From, Until: n.Until, State: Planned, Version: n.Version,
	}
}

// VentureStep is how a venture goes on. Version is the one the form showed.
type VentureStep struct {
	To      VentureState
	On      domain.Date
	Result  string // of what ends
	Version int64
}

// Check notes what is to be mended.
func (n VentureStep) Check(today domain.Date) error {
	var p domain.Problems
	if n.To == Planned || !slices.Contains(VentureStates, n.To) {
		p.Add("to", "venture.to.missing")
	}
	switch {
	case n.On.IsZero():
		p.Add("on", "venture.on.missing")
	case today.Before(n.On):
		p.Add("on", "venture.on.ahead")
	}
	checkWords(&p, "result", n.Result, MaxResult, "")
	return p.Err()
}

// NewTask is what a form says of a task. ID comes from the form.
type NewTask struct {
	ID      domain.TaskID
	Text    string
	Person  domain.PersonID
	Due     domain.Date
	Version int64 // the one shown, 0 for a new one
}

// Check notes what is to be mended.
func (n NewTask) Check() error {
	var p domain.Problems
	checkWords(&p, "text", n.Text, MaxTask, "venture.task.missing")
	return p.Err()
}

func (n NewTask) task() Task {
	return Task{ID: n.ID, Text: secret(n.Text), Person: n.Person, Due: n.Due, Version: n.Version}
}
