package htmlcheck

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// wordless are the kinds of input that take no words.
var wordless = map[string]bool{
	"hidden": true, "checkbox": true, "radio": true, "submit": true, "button": true, "reset": true, "image": true,
	"date": true, "time": true, "month": true, "week": true, "range": true, "color": true,
}

// WordsByPost holds when no form would put what is typed into an address, where
// the browser's history and the log of every proxy keep it: one that is not
// sent by POST has choices and days only. The catalogue's alone may: everybody
// reads it, its words name practices and no person, and what was found is passed
// on by its address.
func WordsByPost() Check {
	return func(root *html.Node) error {
		var wrong []error
		for n := range root.Descendants() {
			if method, _ := attribute(n, "method"); n.Data != "form" || strings.EqualFold(method, "post") || catalogue(n) {
				continue
			}
			for in := range n.Descendants() {
				if name, _ := attribute(in, "name"); takesWords(in) {
					wrong = append(wrong, fmt.Errorf("a form puts what is typed into %q into an address", name))
				}
			}
		}
		return errors.Join(wrong...)
	}
}

func takesWords(n *html.Node) bool {
	kind, _ := attribute(n, "type")
	return n.Data == "textarea" || n.Data == "input" && !wordless[strings.ToLower(kind)]
}

// catalogue reports whether a form searches the public catalogue.
func catalogue(form *html.Node) bool {
	action, _ := attribute(form, "action")
	role, _ := attribute(form, "role")
	return role == "search" && toCatalogue.MatchString(action)
}

// toCatalogue is the address of the catalogue, and where the gallery shows it.
var toCatalogue = regexp.MustCompile(`^(/(pl|uk|en)/practices|/gallery/practices-found)$`)
