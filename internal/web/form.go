package web

import (
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"krag/internal/domain"
	"krag/internal/web/kit"
)

// form is a form as it was sent. Reading a field that cannot be read notes
// the problem and goes on, so that a person sees everything to mend at once.
type form struct {
	url.Values
	r        *request
	problems domain.Problems
}

func (r *request) form() *form { return &form{Values: r.PostForm, r: r} }

// text is a field without the spaces around it.
func (f *form) text(name string) string { return strings.TrimSpace(f.Get(name)) }

// lines are the lines of a field that are not empty.
func (f *form) lines(name string) (lines []string) {
	for l := range strings.Lines(f.Get(name)) {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

func (f *form) yes(name string) bool { return f.Get(name) != "" }

// formID is the id of what the form makes. A form without one was not made
// by a page of ours.
func formID[T interface{ ~struct{ domain.UUID } }](f *form) T {
	if f.text("form_id") == "" {
		f.note("", domain.Invalid("error.form_unreadable"))
	}
	return fieldID[T](f, "form_id")
}

// fieldID is an id chosen in a field, zero when none was.
func fieldID[T interface{ ~struct{ domain.UUID } }](f *form, name string) T {
	if f.text(name) == "" {
		return *new(T)
	}
	id, err := domain.ParseID[T](f.text(name))
	f.note(name, err)
	return id
}

func (f *form) version() int64 {
	n, _ := strconv.ParseInt(f.Get("version"), 10, 64)
	return n
}

func (f *form) date(name string) domain.Date {
	d, err := kit.ReadDate(f.Values, name)
	f.note(name, err)
	return d
}

// moment reads a date that may be known only to the month or the year: its
// parts may be left empty from the day on.
func (f *form) moment(name string) domain.Moment {
	v := url.Values{}
	for _, part := range []string{"_day", "_month", "_year"} {
		v.Set(name+part, f.text(name+part))
	}
	m := domain.Moment{Precision: domain.PrecisionDay}
	if v.Get(name+"_year") == "" {
		return domain.Moment{}
	}
	if v.Get(name+"_day") == "" {
		m.Precision = domain.PrecisionMonth
		v.Set(name+"_day", "1")
	}
	if v.Get(name+"_month") == "" {
		m.Precision = domain.PrecisionYear
		v.Set(name+"_month", "1")
	}
	var err error
	m.Date, err = kit.ReadDate(v, name)
	f.note(name, err)
	return m
}

func (f *form) clock(name string) domain.TimeOfDay {
	c, err := domain.ParseTimeOfDay(f.text(name))
	f.note(name, err)
	return c
}

func (f *form) money(name string) domain.Grosze {
	g, err := kit.ReadMoney(f.text(name))
	f.note(name, err)
	return g
}

func (f *form) count(name string, least, most int) int {
	n, err := kit.ReadCount(f.text(name), least, most)
	f.note(name, err)
	return n
}

// found reports whether a problem was noted, by its key.
func (f *form) found(key string) bool {
	return slices.ContainsFunc(f.problems, func(p *domain.Error) bool { return p.Key == key })
}

func (f *form) note(name string, err error) {
	var e *domain.Error
	if errors.As(err, &e) {
		named := *e
		named.Field = name
		f.problems = append(f.problems, &named)
	}
}

// about notes everything that is wrong with what stands in one field.
func (f *form) about(name string, err error) {
	if all, ok := errors.AsType[domain.Problems](err); ok {
		for _, p := range all {
			f.note(name, p)
		}
		return
	}
	f.note(name, err)
}

// comesBack are the kinds of trouble after which the form is shown again with
// what was typed: there is something to mend, or to try once more.
var comesBack = map[domain.Kind]bool{domain.KindInvalid: true, domain.KindConflict: true, domain.KindTooMany: true, domain.KindUnavailable: true}

// keep takes what a check or a service found to mend and gives back every
// other error. A field that could not even be read has one problem, not two.
func (f *form) keep(err error) error {
	var all domain.Problems
	var one *domain.Error
	switch {
	case errors.As(err, &all):
	case errors.As(err, &one) && comesBack[one.Kind]:
		all = domain.Problems{one}
	default:
		return err
	}
	for _, e := range all {
		if e.Field == "" || !slices.ContainsFunc(f.problems, func(p *domain.Error) bool { return p.Field == e.Field }) {
			f.problems = append(f.problems, e)
		}
	}
	return nil
}

// problem is what is wrong with a field, worded; empty when nothing is.
func (f *form) problem(name string) string {
	for _, p := range f.problems {
		if p.Field == name {
			return f.r.print.Error(p)
		}
	}
	return ""
}

// ok reports whether nothing needs mending so far.
func (f *form) ok() bool { return len(f.problems) == 0 }

// save runs a check and, when everything could be read and holds, the change.
// It reports whether the change was made; a form with problems is shown again,
// and so is one that only asks for that.
func (f *form) save(check error, change func() error) (saved bool, err error) {
	if !f.r.back {
		return f.try(check, change)
	}
	err = f.keep(check)
	f.r.opened = f.ok()
	return false, err
}

// try is save for what changes nothing.
func (f *form) try(check error, change func() error) (done bool, err error) {
	if err := f.keep(check); err != nil {
		return false, err
	}
	if !f.ok() {
		return false, nil
	}
	if err := f.keep(change()); err != nil {
		return false, err
	}
	return f.ok(), nil
}

// state is the form as the kit shows it again.
func (f *form) state(action string) kit.Form {
	return kit.Form{Action: action, ID: f.Get("form_id"), Version: f.version(), Later: f.later() != nil, Problems: kit.Problems(f.r.print, f.problems.Err())}
}

// newForm is an empty form that makes something with a fresh id.
func newForm(action string) kit.Form {
	return kit.Form{Action: action, ID: domain.NewID[domain.GroupID]().String()}
}

// editForm is a form that changes something that is at a version.
func editForm(action string, id domain.UUID, version int64) kit.Form {
	return kit.Form{Action: action, ID: id.String(), Version: version}
}
