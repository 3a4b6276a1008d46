package kit

import (
	"errors"
	"strconv"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/i18n"
)

// Form is the state of a form on a page. Every form carries the id of what it
// will make, so that a second sending is known, and the version of what it
// changes, so that a stale one is.
type Form struct {
	Action   string
	ID       string // hidden form_id: 36 characters, or a number
	Version  int64  // hidden version, 0 for something new
	Problems []Problem
	Later    bool // nothing is to be mended, only to be tried again in a while
	Upload   bool // carries files
	Steppers bool // has a Stepper: Enter then saves and does not subtract
	Keep     *Keeping
}

// Keeping lets a form wait on the telephone while there is no network; see
// assets/js/keep.js and docs/adr/0030. It is for forms of numbers and ids.
type Keeping struct {
	Whose    string // opaque: nobody else's page sends what waits
	Done     string // where a sent form leads
	Answered bool   // the page shows what was just sent
}

// Problem is one thing to mend, worded for the person. Field is the name of
// the form field it belongs to, empty for the form as a whole.
type Problem struct {
	Field string
	Text  string
}

// Problems words what a service refused: domain.Problems, or one *domain.Error
// that says Invalid or Conflict. It is nil for any other error, which then is
// the business of an error page.
func Problems(p *i18n.Printer, err error) []Problem {
	var all domain.Problems
	if errors.As(err, &all) {
		worded := make([]Problem, len(all))
		for i, e := range all {
			worded[i] = Problem{e.Field, p.Error(e)}
		}
		return worded
	}
	var one *domain.Error
	if errors.As(err, &one) && (one.Kind == domain.KindInvalid || one.Kind == domain.KindConflict) {
		return []Problem{{one.Field, p.Error(one)}}
	}
	return nil
}

// Error is what is wrong with a field, empty when nothing is.
func (f Form) Error(field string) string {
	for _, p := range f.Problems {
		if p.Field == field {
			return p.Text
		}
	}
	return ""
}

// Flawed reports whether something needs mending, and not only waiting for.
func (f Form) Flawed() bool { return len(f.Problems) > 0 && !f.Later }

func (f Form) version() string { return strconv.FormatInt(f.Version, 10) }

// Width is how wide a field is: as wide as what goes into it.
type Width string

// The widths. Full is as wide as the form.
const (
	Full       Width = ""
	TwoDigits  Width = "2"
	FourDigits Width = "4"
	SixDigits  Width = "6"
	Phone      Width = "phone"
)

// Field is one question with one line of answer.
type Field struct {
	Name         string // also its id in the page
	Label        string
	Hint         string
	Value        string
	Error        string // what is wrong, in a sentence that says how to mend it
	Width        Width
	Type         string // of the input: text when empty; email, tel, url, search
	Autocomplete string // off when empty: much of what is typed here is about others
	Max          int    // most characters, 0 for no limit
	Rows         int    // of an AreaInput, 0 for its usual height
	Accept       string // of a FileInput, as ".csv,.xlsx"
	Optional     bool   // says so in the label
	Page         bool   // the only question on the page: its label is the heading
	InputMode    string // of the keyboard on a phone: numeric, decimal, tel
	Lang         string // of what is typed, when it is not the page's
}

// describedBy names the hint and the error for screen readers.
func (f Field) describedBy() string {
	s := ""
	if f.Hint != "" {
		s = f.Name + "-hint"
	}
	if f.Error != "" {
		if s != "" {
			s += " "
		}
		s += f.Name + "-error"
	}
	return s
}

func (f Field) autocomplete() string {
	switch f.Autocomplete {
	case "":
		return "off"
	case "one-time-code":
		f.mustBeSecret()
	}
	return f.Autocomplete
}

func (f Field) kind() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

func (f Field) class() string {
	s := "in"
	if f.Width != Full {
		s += " in--" + string(f.Width)
	}
	if f.Error != "" {
		s += " in--err"
	}
	return s
}

// Choice is one question with given answers.
type Choice struct {
	Field
	Options []Option
	Inline  bool // short answers beside each other
	Grid    bool // many short answers in columns
}

// Option is one of the given answers.
type Option struct {
	Value  string
	Label  string
	Hint   string
	Chosen bool
	Reveal templ.Component // the questions that follow from this answer, or nil
}

// Choose returns the options with those chosen whose values are given.
func Choose(options []Option, values ...string) []Option {
	chosen := make([]Option, len(options))
	for i, o := range options {
		for _, v := range values {
			o.Chosen = o.Chosen || o.Value == v
		}
		chosen[i] = o
	}
	return chosen
}

// DateField asks for a day in three parts, which nobody can get wrong by a
// calendar that will not open. The parts are sent as name_day, name_month and
// name_year.
type DateField struct {
	Name             string
	Label            string
	Hint             string
	Day, Month, Year string
	Error            string
}

func (d DateField) field() Field {
	return Field{Name: d.Name, Label: d.Label, Hint: d.Hint, Error: d.Error}
}

// datePart is one of the three. The first has the id of the whole, so that the
// summary of what needs mending leads to it.
type datePart struct {
	id, name, label, value string
	width                  Width
}

func (d DateField) parts(p *i18n.Printer) []datePart {
	return []datePart{
		{d.Name, d.Name + "_day", p.T("kit.date.day"), d.Day, TwoDigits},
		{d.Name + "_month", d.Name + "_month", p.T("kit.date.month"), d.Month, TwoDigits},
		{d.Name + "_year", d.Name + "_year", p.T("kit.date.year"), d.Year, FourDigits},
	}
}

// Stepper asks for a small number with a minus and a plus, which work without
// script too: they send the form with step=name- or step=name+, and the
// handler answers with the same page one further (see Step).
type Stepper struct {
	Name     string
	Label    string
	Hint     string
	Value    string
	Error    string
	Min, Max int
	Small    bool
}

func (s Stepper) field() Field {
	return Field{Name: s.Name, Label: s.Label, Hint: s.Hint, Error: s.Error}
}
