package web_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"krag/internal/i18n"
	"krag/internal/web/webtest/htmlcheck"
)

// browser asks for pages and sends their forms like a browser without script:
// with cookies, and with every field of a form as it stands in the page.
type browser struct {
	t      *testing.T
	base   string
	client *http.Client
	lang   i18n.Lang // Polish when empty

	cookies []*http.Cookie // sent beside those it was given
}

// answer is what came back. Redirects are not followed by themselves.
type answer struct {
	t      *testing.T
	status int
	to     string // where it leads, after a POST
	header http.Header
	body   []byte
}

func (b *browser) do(method, path, contentType, body string) answer {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), method, b.base+path, strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	return b.send(req)
}

func (b *browser) send(req *http.Request) answer {
	b.t.Helper()
	if b.lang != "" {
		req.AddCookie(&http.Cookie{Name: "krag_lang", Value: string(b.lang)})
	}
	for _, c := range b.cookies {
		req.AddCookie(c)
	}
	res, err := b.client.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return answer{b.t, res.StatusCode, res.Header.Get("Location"), res.Header, text}
}

func (b *browser) get(path string) answer {
	b.t.Helper()
	return b.do(http.MethodGet, path, "", "")
}

func (b *browser) post(path string, fields url.Values) answer {
	b.t.Helper()
	return b.do(http.MethodPost, path, "application/x-www-form-urlencoded", fields.Encode())
}

// postFile sends a form with a file as a browser does.
func (b *browser) postFile(path string, fields url.Values, file chosenFile) answer {
	b.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, values := range fields {
		for _, v := range values {
			if name != "file" {
				_ = w.WriteField(name, v) // a buffer takes everything
			}
		}
	}
	part, _ := w.CreateFormFile("file", file.name)
	_, _ = part.Write(file.content)
	_ = w.Close()
	return b.do(http.MethodPost, path, w.FormDataContentType(), body.String())
}

// in gives the same browser set to a language.
func (b *browser) in(lang i18n.Lang) *browser {
	other := *b
	other.lang = lang
	return &other
}

// fill reads the form of a page that leads to action and changes some of its
// fields, given as name and value in turn: a name twice gives two values, an
// empty value clears. It gives what a browser would send.
func (a answer) fill(action string, change ...string) url.Values {
	a.t.Helper()
	root, err := html.Parse(strings.NewReader(string(a.body)))
	if err != nil {
		a.t.Fatal(err)
	}
	fields, there := formOf(root, action)
	if !there {
		a.t.Fatalf("no form leads to %s in the page: %s", action, htmlcheck.TextOf(root))
	}
	for i := 0; i+1 < len(change); i += 2 {
		fields.Del(change[i])
	}
	for i := 0; i+1 < len(change); i += 2 {
		if change[i+1] != "" {
			fields.Add(change[i], change[i+1])
		}
	}
	return fields
}

func formOf(root *html.Node, action string) (fields url.Values, there bool) {
	for n := range root.Descendants() {
		if n.Data != "form" || attr(n, "action") != action || !strings.EqualFold(attr(n, "method"), "post") {
			continue
		}
		fields = url.Values{}
		for in := range n.Descendants() {
			readField(fields, in)
		}
		return fields, true
	}
	return nil, false
}

func readField(fields url.Values, n *html.Node) {
	name := attr(n, "name")
	switch {
	case n.Type != html.ElementNode || name == "":
	case n.Data == "textarea":
		fields.Add(name, htmlcheck.TextOf(n))
	case n.Data == "select":
		fields.Add(name, chosen(n))
	case n.Data != "input" || attr(n, "type") == "submit":
	case (attr(n, "type") == "checkbox" || attr(n, "type") == "radio") && !has(n, "checked"):
	default:
		fields.Add(name, attr(n, "value"))
	}
}

// chosen is the value of a select: the option that is selected, else the first.
func chosen(n *html.Node) string {
	first, found := "", false
	for o := range n.Descendants() {
		if o.Data != "option" {
			continue
		}
		if has(o, "selected") {
			return attr(o, "value")
		}
		if !found {
			first, found = attr(o, "value"), true
		}
	}
	return first
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
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// is fails the test when the status is another, or when the page does not
// hold what is said of it.
func (a answer) is(status int, checks ...htmlcheck.Check) answer {
	a.t.Helper()
	if a.status != status {
		a.t.Errorf("status %d, want %d: %.600s", a.status, status, htmlcheck.TextOf(a.root()))
	}
	if len(checks) > 0 {
		htmlcheck.Page(a.t, a.body, checks...)
	}
	return a
}

// leads fails the test when the answer is not a redirect to a path.
func (a answer) leads(to string) {
	a.t.Helper()
	if a.status != http.StatusSeeOther || a.to != to {
		a.t.Errorf("%d to %q, want a redirect to %q: %.600s", a.status, a.to, to, htmlcheck.TextOf(a.root()))
	}
}

func (a answer) root() *html.Node {
	a.t.Helper()
	root, err := html.Parse(strings.NewReader(string(a.body)))
	if err != nil {
		a.t.Fatal(err)
	}
	return root
}

// whole renders a page in all three languages and in the pseudo-language,
// where every text that stands outside brackets must be one of the data.
func (b *browser) whole(path string, data ...string) {
	b.t.Helper()
	for _, lang := range i18n.Langs {
		b.in(lang).get(path).is(http.StatusOK, htmlcheck.In("html", htmlcheck.Attr("lang", string(lang))), htmlcheck.Count("h1", 1))
	}
	page := b.in(i18n.Pseudo).get(path).is(http.StatusOK)
	htmlcheck.Pseudo(b.t, page.body, append(data, "Polski", "Українська", "English")...)
}
