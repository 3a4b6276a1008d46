package e2e_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// client asks for pages without a browser, where only their words matter.
type client struct {
	t    testing.TB
	base string
	http *http.Client
}

// enterWithout signs in by a private link without a browser.
func (r running) enterWithout(t *testing.T, role, word string) client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := client{t, r.URL, &http.Client{Jar: jar}}
	res, err := c.http.PostForm(r.URL+r.link(t, role, word), url.Values{})
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	return c
}

// page gives the words of a page, white space and no-break spaces folded, and
// the paths it leads to.
func (c client) page(path string) (words string, leads []string) {
	c.t.Helper()
	res, err := c.http.Get(c.base + path)
	if err != nil {
		c.t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		c.t.Fatalf("%s: %s", path, res.Status)
	}
	b, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return wordsOf(c.t, string(b))
}

// find counts how often a word stands on a page.
func (c client) find(path, word string) int {
	c.t.Helper()
	said, _ := c.page(path)
	return strings.Count(said, word)
}

func wordsOf(t testing.TB, page string) (string, []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var leads []string
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "script" {
			b.WriteString(n.Data + " ")
		}
		if n.Data == "a" {
			for _, a := range n.Attr {
				if a.Key == "href" && strings.HasPrefix(a.Val, "/") {
					leads = append(leads, a.Val)
				}
			}
		}
	}
	return fold(b.String()), leads
}

var spaces = regexp.MustCompile(`[\s\x{00a0}\x{202f}]+`)

func fold(s string) string { return strings.TrimSpace(spaces.ReplaceAllString(s, " ")) }
