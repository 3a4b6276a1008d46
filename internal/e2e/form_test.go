package e2e_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// newClient is a browser without script that nobody has signed in with. It
// does not follow redirects by itself.
func newClient(t testing.TB, base string) client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return client{t, base, &http.Client{Jar: jar, CheckRedirect: stay}}
}

// session is the token in the cookie, empty when nobody is signed in.
func (c client) session() string {
	base, err := url.Parse(c.base)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, cookie := range c.http.Jar.Cookies(base) {
		if cookie.Name == "krag_session" {
			return cookie.Value
		}
	}
	return ""
}

// answer is what came back.
type answer struct {
	path   string
	status int
	to     string // where it leads, after a POST
	body   string
}

// send asks for a page, or posts fields to it when there are any.
func (c client) send(path string, fields url.Values) (a answer, err error) {
	var res *http.Response
	if fields == nil {
		res, err = c.http.Get(c.base + path)
	} else {
		res, err = c.http.PostForm(c.base+path, fields)
	}
	if err != nil {
		return a, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return answer{path, res.StatusCode, res.Header.Get("Location"), string(body)}, err
}

// get asks for a page that must be there.
func (c client) get(path string) answer {
	c.t.Helper()
	a, err := c.send(path, nil)
	if err != nil || a.status != http.StatusOK {
		c.t.Fatalf("%s: %d, %v", path, a.status, err)
	}
	return a
}

// submit opens a page and sends the form on it that leads to the same path,
// with some fields changed; see answer.fill.
func (c client) submit(path string, change ...string) answer {
	c.t.Helper()
	return c.press(c.get(path), path, change...)
}

// press sends a form of a page that was answered.
func (c client) press(on answer, action string, change ...string) answer {
	c.t.Helper()
	fields, err := on.fill(action, change...)
	if err != nil {
		c.t.Fatal(err)
	}
	a, err := c.send(action, fields)
	if err != nil {
		c.t.Fatal(err)
	}
	return a
}

// saved ends the test unless a form was taken.
func (c client) saved(a answer) string {
	c.t.Helper()
	if a.status != http.StatusSeeOther {
		words, _ := wordsOf(c.t, a.body)
		c.t.Fatalf("%s: %d: %.1500s", a.path, a.status, words)
	}
	return a.to
}

// fill reads the form that leads to action as a browser sends it, with some
// fields changed, given as name and value in turn: a name twice gives two
// values.
func (a answer) fill(action string, change ...string) (url.Values, error) {
	root, err := html.Parse(strings.NewReader(a.body))
	if err != nil {
		return nil, err
	}
	fields := formOf(root, action)
	if fields == nil {
		return nil, errors.New("no form on " + a.path + " leads to " + action)
	}
	for pair := range slices.Chunk(change, 2) {
		fields.Del(pair[0])
	}
	for pair := range slices.Chunk(change, 2) {
		fields.Add(pair[0], pair[1])
	}
	return fields, nil
}

func formOf(root *html.Node, action string) url.Values {
	for n := range root.Descendants() {
		if n.Data != "form" || attr(n, "action") != action || !strings.EqualFold(attr(n, "method"), "post") {
			continue
		}
		fields := url.Values{}
		for in := range n.Descendants() {
			readField(fields, in)
		}
		return fields
	}
	return nil
}

func readField(fields url.Values, n *html.Node) {
	name, kind := attr(n, "name"), attr(n, "type")
	switch {
	case name == "":
	case n.Data == "textarea" && n.FirstChild != nil:
		fields.Add(name, n.FirstChild.Data)
	case n.Data == "select":
		fields.Add(name, chosen(n))
	case n.Data != "input", kind == "submit", (kind == "checkbox" || kind == "radio") && !has(n, "checked"):
	default:
		fields.Add(name, attr(n, "value"))
	}
}

// chosen is the value of a select: the option that is selected, else the first.
func chosen(n *html.Node) string {
	var options []*html.Node
	for o := range n.Descendants() {
		if o.Data == "option" {
			options = append(options, o)
		}
	}
	if at := slices.IndexFunc(options, func(o *html.Node) bool { return has(o, "selected") }); at > 0 {
		return attr(options[at], "value")
	}
	return attr(options[0], "value")
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

// mostQueries is how many pages of one path are opened: a calendar leads to the
// next week for ever.
const mostQueries = 4

// crawl opens every page that can be reached from a path by links, a few of each
// that goes on by its query, and gives their words together. Pages that ask to
// sign in again or are gone end it.
func (c client) crawl(from string) string {
	c.t.Helper()
	var said strings.Builder
	seen, next, queries := map[string]bool{from: true}, []string{from}, map[string]int{}
	for len(next) > 0 {
		path := next[0]
		next = next[1:]
		a, err := c.send(path, nil)
		if err != nil || a.status >= http.StatusInternalServerError {
			c.t.Fatalf("%s: %d, %v", path, a.status, err)
		}
		words, leads := wordsOf(c.t, a.body)
		fmt.Fprintln(&said, words, a.body)
		for _, to := range append(leads, a.to) {
			if to, _, _ = strings.Cut(to, "#"); strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "/static") && !seen[to] {
				seen[to] = true
				if at, _, asks := strings.Cut(to, "?"); asks {
					if queries[at]++; queries[at] > mostQueries {
						continue
					}
				}
				next = append(next, to)
			}
		}
	}
	return said.String()
}
