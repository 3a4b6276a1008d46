package web_test

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/store/sqldb"
	"krag/internal/web/kit"
	"krag/internal/web/webtest/htmlcheck"
)

// without runs something while a table is not there.
func (o *observer) without(table string, do func()) {
	o.t.Helper()
	o.rename(table, table+"_away")
	defer o.rename(table+"_away", table)
	do()
}

func (o *observer) rename(table, to string) {
	o.t.Helper()
	o.must(o.DB().InTx(o.t.Context(), domain.Across, func(ctx context.Context) error {
		_, err := sqldb.From(ctx).ExecContext(ctx, "ALTER TABLE "+table+" RENAME TO "+to)
		return err
	}))
}

// TestNothingTypedIsLost sends every form while the database is broken, twice,
// and looks that the page that comes back holds everything but secrets. When
// the database is mended, the form is shown again as it was filled, and one
// sending does what it does in fair weather. It breaks before anybody knows
// who asks, and at the end of what was asked for.
func TestNothingTypedIsLost(t *testing.T) {
	table := readMatrix(t, "testdata/matrix.txt")
	eachEngine(t, func(t *testing.T, a *app) {
		o, hit := a.observer(), map[string]int{}
		for i, d := range a.deeds() {
			role := doer(table[d.name()])
			if d.Method != http.MethodPost || role == "" || role == "visitor" || d.Pattern == "/exit" {
				continue
			}
			for _, broken := range []string{"session", "audit_head"} {
				failed := t.Failed()
				s := storm{t, o, d, broken, role, table[d.name()][at(role)]}
				if s.weather(a.estate(fmt.Sprintf("%s%d", strings.ReplaceAll(broken, "_", "-"), i))) {
					hit[broken]++
				}
				if t.Failed() && !failed {
					t.Fatalf("that was %s by the %s without %s", d.name(), role, broken)
				}
			}
		}
		if hit["session"] < 38 || hit["audit_head"] < 27 {
			t.Errorf("only so many forms were hit: %v", hit)
		}
	})
}

// storm is one form that is sent while the database is broken.
type storm struct {
	*testing.T
	o      *observer
	d      deed
	broken string // the table that is not there
	role   string
	want   string // the class of the answer in fair weather
}

// weather reports whether the form was hit: nothing is written down about some.
func (s storm) weather(e *estate) (hit bool) {
	form, b := s.d.readyFor(e, e, s.role), e.browser(s.role)
	form.fields = cleaned(form.fields)
	s.o.quiet()
	var page answer
	s.o.without(s.broken, func() {
		page = form.by(b)
		if hit = page.status == http.StatusInternalServerError; hit && s.holds(page, form) && !secretIn(form.fields) { // without its secret it would only be asked for
			page = s.again(page, form).by(b)
			s.holds(page, form)
		}
	})
	if !hit || !holdsForm(page, form.to) {
		return hit
	}
	if typedIn(form.fields) {
		s.shownAgain(b, page, form)
	} else if shown := page.linked(); shown != "" {
		b.get(shown).is(http.StatusOK)
	}
	if !secretIn(form.fields) {
		before := s.o.count()
		again := s.again(page, form)
		if class := again.by(b).class(); class != s.want {
			s.Errorf("once the database is mended it answers %s, want %s", class, s.want)
		}
		if x := exceptions[s.d.name()]; x.more == "" && x.again == "" {
			s.o.quiet()
			grew := grown(before, s.o.count())
			again.by(b)
			s.o.quiet()
			if twice := grown(before, s.o.count()); !maps.Equal(grew, twice) {
				s.Errorf("sent once it makes %v, sent again %v", grew, twice)
			}
		}
	}
	return true
}

// again is the form that waits in a page; its file is chosen once more.
func (s storm) again(page answer, form sending) sending {
	return sending{to: form.to, fields: page.fill(form.to), file: form.file}
}

// holds looks that an error page holds the form that was sent, and reports
// whether there is one in it.
func (s storm) holds(page answer, form sending) bool {
	s.Helper()
	page.is(http.StatusInternalServerError, htmlcheck.In("main", htmlcheck.Says("Numer zdarzenia")))
	if private := strings.HasPrefix(s.d.Pattern, "/me/"); private || secretIn(form.fields) && !typedIn(form.fields) {
		page.is(page.status, htmlcheck.Not("main form"))
		return false
	}
	typed, secret := typedIn(form.fields), secretIn(form.fields)
	if form.file != nil {
		page.is(page.status, htmlcheck.In(`main form[enctype="multipart/form-data"] label`, htmlcheck.Says(form.file.name)))
	}
	page.is(page.status, htmlcheck.Count(`main form[method="post"]`, 1))
	switch {
	case secret: // it would go without its secret
		page.is(page.status, htmlcheck.Count("main form button", 1), htmlcheck.In("main form button", htmlcheck.Attr("name", kit.BackName)))
	case typed:
		page.is(page.status, htmlcheck.Count("main form button", 2), htmlcheck.In("main form .btn--2", htmlcheck.Attr("name", kit.BackName)))
	default:
		page.is(page.status, htmlcheck.Count("main form button", 1), htmlcheck.Not(`main form button[name="`+kit.BackName+`"]`))
	}
	if got, want := page.fill(form.to, kit.SecretName, ""), without(form.fields, kit.IsSecret); !same(got, want) {
		s.Errorf("the page holds %v, want %v", got, want)
	}
	return true
}

// shownAgain asks for the form and looks that it is filled as before and that
// nothing was done.
func (s storm) shownAgain(b *browser, page answer, form sending) {
	s.Helper()
	before := s.o.look()
	fields := page.fill(form.to, kit.BackName, "1")
	shown := b.post(form.to, fields)
	if shown.status != http.StatusOK && !secretIn(form.fields) || shown.status >= http.StatusInternalServerError {
		s.Errorf("%s comes back with status %d", s.d.name(), shown.status)
	}
	to := strings.TrimSuffix(strings.Split(form.to, "?")[0], "/preview") // another button of the form
	got, want := shown.fill(shown.leadingTo(to)), without(form.fields, kit.IsSecret)
	for name := range want {
		if name != "step" && !slices.Equal(got[name], want[name]) {
			s.Errorf("the form comes back with %s %q, want %q", name, got[name], want[name])
		}
	}
	for _, table := range changed(before, s.o.look()) {
		if !strings.HasPrefix(table, "audit_") { // a look is written down
			s.Errorf("showing the form changes %s", table)
		}
	}
}

// cleaned are the fields as a server reads them.
func cleaned(fields url.Values) url.Values {
	read, _ := url.ParseQuery(fields.Encode())
	return read
}

func without(fields url.Values, drop func(string) bool) url.Values {
	left := maps.Clone(fields)
	maps.DeleteFunc(left, func(name string, _ []string) bool { return drop(name) })
	return left
}

func same(a, b url.Values) bool { return a.Encode() == b.Encode() }

func typedIn(fields url.Values) bool {
	return len(without(fields, func(name string) bool {
		return kit.IsSecret(name) || name == "form_id" || name == "version" || name == "do"
	})) > 0
}

func secretIn(fields url.Values) bool {
	return len(without(fields, func(name string) bool { return !kit.IsSecret(name) })) > 0
}

func holdsForm(page answer, action string) bool {
	_, there := formOf(page.root(), action)
	return there
}

// linked is where the main part of a page leads.
func (a answer) linked() string {
	for n := range a.root().Descendants() {
		if n.Data == "a" && strings.Contains(attr(n, "class"), "more") {
			return attr(n, "href")
		}
	}
	return ""
}

// at is the column of a viewer in the matrix.
func at(name string) int {
	return slices.IndexFunc(viewers, func(v viewer) bool { return v.name == name })
}
