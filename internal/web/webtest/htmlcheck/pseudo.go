package htmlcheck

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
)

// Pseudo fails the test for every text of a page that is not inside ⟦ ⟧. A
// page rendered in the pseudo-language has brackets around whatever came from
// the catalogue; a text without them was written into the page. Data stand
// outside by right: the test names them, whole or as a regular expression in
// slashes; and so does what names a language of its own. Numbers and signs alone
// need no brackets.
func Pseudo(t testing.TB, page []byte, data ...string) {
	t.Helper()
	root := read(t, page)
	for _, bare := range outside(root, data) {
		t.Errorf("not from the catalogue: %s", bare)
	}
}

// spoken are the attributes that people read or hear.
var spoken = []string{"alt", "aria-label", "aria-description", "aria-roledescription", "placeholder", "title", "summary"}

// outside lists what stands outside the brackets, with its place.
func outside(root *html.Node, data []string) []string {
	var bare []string
	blame := func(where, text string) {
		if rest := strip(text, data); rest != "" {
			bare = append(bare, fmt.Sprintf("%s: %q", where, rest))
		}
	}
	depth := 0 // carried on: a message may go around a link
	for n := range root.Descendants() {
		if n.Type == html.TextNode && !unread(n) && !foreign(n) {
			var text string
			text, depth = outer(n.Data, depth)
			blame("<"+n.Parent.Data+">", text)
		}
		for _, a := range n.Attr {
			if slices.Contains(spoken, a.Key) || button(n) && a.Key == "value" || described(n) && a.Key == "content" {
				text, _ := outer(a.Val, 0)
				blame("<"+n.Data+" "+a.Key+">", text)
			}
		}
	}
	if depth != 0 {
		bare = append(bare, fmt.Sprintf("%d brackets are left open", depth))
	}
	return bare
}

// foreign reports whether a text is said to be in a language of its own, as a
// message is in that of whoever gets it.
func foreign(n *html.Node) bool {
	for p := n.Parent; p != nil && p.Data != "html"; p = p.Parent {
		if _, is := attribute(p, "lang"); is {
			return true
		}
	}
	return false
}

// outer is the part of a text outside all brackets, when depth of them are
// open before it, and how many are open after it.
func outer(text string, depth int) (string, int) {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '⟦':
			depth++
		case r == '⟧':
			depth--
		case depth == 0:
			b.WriteRune(r)
		}
	}
	return b.String(), depth
}

func button(n *html.Node) bool {
	kind, _ := attribute(n, "type")
	return n.Data == "input" && slices.Contains([]string{"submit", "button", "reset"}, kind)
}

func described(n *html.Node) bool {
	name, _ := attribute(n, "name")
	return n.Data == "meta" && name == "description"
}

// strip takes away what is data and what has no letter.
func strip(text string, data []string) string {
	text = strings.ReplaceAll(text, "\u00a0", " ") // typed words are held together on a page
	for _, d := range data {
		if form, is := strings.CutPrefix(d, "/"); is && strings.HasSuffix(form, "/") {
			text = regexp.MustCompile(strings.TrimSuffix(form, "/")).ReplaceAllString(text, "")
			continue
		}
		text = strings.ReplaceAll(text, d, "")
	}
	if !strings.ContainsFunc(text, unicode.IsLetter) {
		return ""
	}
	return strings.Join(strings.Fields(text), " ")
}
