package kit

import (
	"context"
	"io"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"krag/internal/i18n"
)

// Page is the frame around what a page says. The printer is embedded, so that
// a page can say p.T("group.title").
type Page struct {
	*i18n.Printer

	Title       string    // of the page, without the name of the house; not shown on sensitive pages
	Institution string    // whose house it is, empty for none
	Nav         []NavItem // for the role; empty for visitors
	Here        string    // Href of the Nav item this page belongs to
	Account     *Link     // to the own account, nil when signed out
	Path        string    // path and query of this page, for the language links; empty leaves them out
	Crumbs      []Link    // way to this page, without the page itself
	Back        *Link     // instead of Crumbs where there is one way back
	Help        *Link     // to the help about just this page, at its end; nil for none
	Plain       bool      // tells nobody whose page it is: neither name nor mark, nor a way elsewhere
	Sensitive   bool      // neutral title, way out always in reach
	ExitTo      string    // where the way out leads, SafePlace when empty
	Notices     []Notice  // said on top of the page
	Flawed      bool      // the form on it needs mending: the title says so
	Bare        bool      // the page brings its own .wrap
	Public      bool      // a search engine may list it
	Description string    // of a public page, for lists of search engines
	Canonical   string    // whole address of a public page
	Linked      string    // JSON-LD of a public page, escaped

	// Translations are the addresses of a public page in every language, its
	// own among them; other pages are translated by a cookie.
	Translations []Translation
	Printed      string // line at the head of the paper, as "Poranna kawa, wydrukowano 3 marca 2026"
}

// SafePlace is where the way out of a sensitive page leads: a page anybody
// might read, in any language. Operators can name another.
const SafePlace = "https://www.wikipedia.org/"

// NavItem is one door in the main navigation.
type NavItem struct {
	Text string
	Href string
}

// Translation is a page in one language.
type Translation struct {
	Lang i18n.Lang
	Href string
}

// Link is a link, or with Danger one to something that cannot be undone. Of is
// said only by screen readers: what a repeated word like "Zmień" belongs to.
type Link struct {
	Text   string
	Href   string
	Of     string
	Danger bool
}

// NoticeKind says how a notice looks.
type NoticeKind string

// The notices: something to know, something done, something that needs you.
const (
	Info    NoticeKind = ""
	Done    NoticeKind = "saved"
	Warning NoticeKind = "warn"
)

// Notice is a short message in the page.
type Notice struct {
	Kind  NoticeKind
	Title string // said first and strong; may be empty
	Text  string
	More  string // a second, quiet sentence
	Link  *Link
}

// Frame renders a page: head, header, navigation and footer around its
// children. What is inside it speaks the page's language.
func Frame(p Page) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return frame(p).Render(i18n.With(ctx, p.Printer), w)
	})
}

// say is the printer of the page being rendered.
func say(ctx context.Context) *i18n.Printer { return i18n.From(ctx) }

// fullTitle is what stands in the browser's tab. A sensitive page has the
// name of the house alone.
func (p Page) fullTitle() string {
	brand := p.T("kit.brand")
	switch {
	case p.Plain:
		return p.Title
	case p.Sensitive || p.Title == "":
		return brand
	case p.Flawed:
		return p.T("kit.error_prefix") + p.Title + " – " + brand
	}
	return p.Title + " – " + brand
}

// icon is what a browser shows beside the title.
func (p Page) icon() string {
	if p.Plain {
		return Asset("plain.svg")
	}
	return Asset("mark.svg")
}

func (p Page) exitTo() string {
	if p.ExitTo == "" {
		return SafePlace
	}
	return p.ExitTo
}

// inLanguage is the address of this page in another language.
func (p Page) inLanguage(lang i18n.Lang) templ.SafeURL {
	for _, t := range p.Translations {
		if t.Lang == lang {
			return templ.SafeURL(t.Href)
		}
	}
	u, err := url.Parse(p.Path)
	if err != nil || !strings.HasPrefix(p.Path, "/") {
		u = &url.URL{Path: "/"}
	}
	q := u.Query()
	q.Set("lang", string(lang))
	u.RawQuery = q.Encode()
	return templ.SafeURL(u.RequestURI())
}

func (p Page) otherLanguages() bool { return p.Path != "" || len(p.Translations) > 0 }

// absolute is an address of ours as others reach it, without what was searched
// for there.
func (p Page) absolute(href string) string {
	href, _, _ = strings.Cut(href, "?")
	at, err := url.Parse(p.Canonical)
	if err != nil {
		return href
	}
	return at.Scheme + "://" + at.Host + href
}
