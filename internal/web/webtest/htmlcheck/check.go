// Package htmlcheck says what must stand in a page of HTML, by structure and
// not by comparing text, so that a test breaks when the page does and not when
// its markup moves. It needs no browser.
//
//	htmlcheck.Page(t, body,
//		htmlcheck.In("h1", htmlcheck.Text("Grupa Olza")),
//		htmlcheck.In(`form[action="/groups/7/edit"]`,
//			htmlcheck.In(`input[name="version"]`, htmlcheck.Attr("value", "3")),
//			htmlcheck.Not("input[disabled]")),
//		htmlcheck.Count("ol.stages > li", 7))
package htmlcheck

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Check looks at an element and says what is wrong with it.
type Check func(n *html.Node) error

// Page fails the test for every check that the page does not hold.
func Page(t testing.TB, page []byte, checks ...Check) {
	t.Helper()
	root := read(t, page)
	if err := all(root, checks); err != nil {
		t.Errorf("%v\nin the page: %s", err, TextOf(root))
	}
}

// read parses a page as a browser without scripts does: what stands in
// noscript is part of it.
func read(t testing.TB, page []byte) *html.Node {
	t.Helper()
	root, err := html.ParseWithOptions(bytes.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func all(n *html.Node, checks []Check) error {
	var wrong []error
	for _, check := range checks {
		wrong = append(wrong, check(n))
	}
	return errors.Join(wrong...)
}

// In holds when the first element that the selector finds holds the checks.
func In(selector string, checks ...Check) Check {
	return where(selector, func(found []*html.Node) error {
		if len(found) == 0 {
			return errors.New("is not there")
		}
		return all(found[0], checks)
	})
}

// Each holds when there is such an element and every one holds the checks.
func Each(selector string, checks ...Check) Check {
	return where(selector, func(found []*html.Node) error {
		if len(found) == 0 {
			return errors.New("is not there")
		}
		var wrong []error
		for _, n := range found {
			wrong = append(wrong, all(n, checks))
		}
		return errors.Join(wrong...)
	})
}

// Not holds when the selector finds nothing.
func Not(selector string) Check { return Count(selector, 0) }

// Count holds when the selector finds exactly n elements.
func Count(selector string, n int) Check {
	return where(selector, func(found []*html.Node) error {
		if len(found) != n {
			return fmt.Errorf("is there %d times, want %d", len(found), n)
		}
		return nil
	})
}

// Texts holds when what the selector finds are elements of exactly these texts.
func Texts(selector string, want ...string) Check {
	return where(selector, func(found []*html.Node) error {
		got := make([]string, len(found))
		for i, n := range found {
			got[i] = TextOf(n)
		}
		if !slices.Equal(got, want) {
			return fmt.Errorf("the texts are %q, want %q", got, want)
		}
		return nil
	})
}

// Rows holds when the selector finds exactly these rows, each with exactly
// these texts in its cells.
func Rows(selector string, want ...[]string) Check {
	return where(selector, func(found []*html.Node) error {
		var wrong []error
		for i, n := range found {
			if got := Cells(n); i < len(want) && !slices.Equal(got, want[i]) {
				wrong = append(wrong, fmt.Errorf("row %d is %q, want %q", i+1, got, want[i]))
			}
		}
		if len(found) != len(want) {
			wrong = append(wrong, fmt.Errorf("there are %d rows, want %d", len(found), len(want)))
		}
		return errors.Join(wrong...)
	})
}

// Cells are the texts of the elements directly in an element: of a row its
// cells, of a group of a dl the name and what it stands for.
func Cells(n *html.Node) (texts []string) {
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode {
			texts = append(texts, TextOf(c))
		}
	}
	return texts
}

// Find gives the elements below n that a selector means, in document order.
func Find(n *html.Node, selector string) []*html.Node {
	steps, bad := parse(selector)
	if bad != nil {
		panic(bad)
	}
	return find(n, steps)
}

// where parses the selector once and names it in every complaint.
func where(selector string, holds func([]*html.Node) error) Check {
	steps, bad := parse(selector)
	return func(n *html.Node) error {
		if bad != nil {
			return bad
		}
		if err := holds(find(n, steps)); err != nil {
			return fmt.Errorf("%s: %w", selector, err)
		}
		return nil
	}
}

// Text holds when the text of the element, its spaces made single, is s.
func Text(s string) Check {
	return func(n *html.Node) error { return same("text", TextOf(n), s) }
}

// Says holds when the text of the element contains s.
func Says(s string) Check {
	return func(n *html.Node) error {
		if got := TextOf(n); !strings.Contains(got, s) {
			return fmt.Errorf("text is %q, want it to say %q", got, s)
		}
		return nil
	}
}

// Silent holds when s stands nowhere in the element: not in its text, not in
// any attribute.
func Silent(s string) Check {
	return func(n *html.Node) error {
		var b bytes.Buffer
		if err := html.Render(&b, n); err != nil {
			return err
		}
		if strings.Contains(html.UnescapeString(b.String()), s) {
			return fmt.Errorf("it says %q somewhere", s)
		}
		return nil
	}
}

// Attr holds when the attribute has this value.
func Attr(name, value string) Check {
	return func(n *html.Node) error {
		got, there := attribute(n, name)
		if !there {
			return fmt.Errorf("has no attribute %s", name)
		}
		return same(name, got, value)
	}
}

// Matches holds when the attribute fits the regular expression as a whole.
func Matches(name, expression string) Check {
	form := regexp.MustCompile(`^(?:` + expression + `)$`)
	return func(n *html.Node) error {
		if got, there := attribute(n, name); !there || !form.MatchString(got) {
			return fmt.Errorf("%s is %q, want it like %s", name, got, expression)
		}
		return nil
	}
}

func same(what, got, want string) error {
	if got != want {
		return fmt.Errorf("%s is %q, want %q", what, got, want)
	}
	return nil
}

// TextOf is the text of an element as a reader takes it in: runs of spaces
// made one, scripts, styles and templates left out.
func TextOf(n *html.Node) string {
	var b strings.Builder
	for text := range texts(n) {
		b.WriteString(text.Data)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// texts walks the text nodes of an element that can be read.
func texts(n *html.Node) func(yield func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) {
		for d := range n.Descendants() {
			if d.Type == html.TextNode && !unread(d) && !yield(d) {
				return
			}
		}
	}
}

func unread(n *html.Node) bool {
	for up := n.Parent; up != nil; up = up.Parent {
		switch up.Data {
		case "script", "style", "template":
			return true
		}
	}
	return false
}

// Finds reports whether the selector finds something in a page.
func Finds(t testing.TB, page []byte, selector string) bool {
	t.Helper()
	steps, err := parse(selector)
	if err != nil {
		t.Fatal(err)
	}
	return len(find(read(t, page), steps)) > 0
}
