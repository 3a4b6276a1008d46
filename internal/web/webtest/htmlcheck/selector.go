package htmlcheck

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// step is one part of a selector, as form#edit.wide[method="post"].
type step struct {
	child bool // directly inside the part before, as in ul > li
	tag   string
	attrs []attr
}

type attr struct {
	name, value string
	any         bool // [name] without a value
	word        bool // one of the words, as for .class
}

var (
	stepForm = regexp.MustCompile(`^([a-z][a-z0-9]*|\*)?((?:#[\w-]+|\.[\w-]+|\[[\w:-]+(?:=(?:"[^"]*"|[\w-]+))?\])*)$`)
	partForm = regexp.MustCompile(`#[\w-]+|\.[\w-]+|\[[^\]]*\]`)
	splitter = regexp.MustCompile(`(?:[^\s\["]|\[[^\]]*\])+`)
)

// parse reads the part of CSS that tests need: tags, #id, .class, [attr],
// [attr="value"], a space for inside and > for directly inside.
func parse(selector string) ([]step, error) {
	var steps []step
	child := false
	for _, word := range splitter.FindAllString(selector, -1) {
		if word == ">" {
			child = true
			continue
		}
		m := stepForm.FindStringSubmatch(word)
		if m == nil {
			return nil, fmt.Errorf("selector %q: %q is not understood", selector, word)
		}
		s := step{child: child, tag: strings.TrimPrefix(m[1], "*")}
		for _, part := range partForm.FindAllString(m[2], -1) {
			s.attrs = append(s.attrs, parseAttr(part))
		}
		steps, child = append(steps, s), false
	}
	if len(steps) == 0 || child {
		return nil, fmt.Errorf("selector %q: nothing to look for", selector)
	}
	return steps, nil
}

func parseAttr(part string) attr {
	switch part[0] {
	case '#':
		return attr{name: "id", value: part[1:]}
	case '.':
		return attr{name: "class", value: part[1:], word: true}
	}
	name, value, valued := strings.Cut(strings.Trim(part, "[]"), "=")
	return attr{name: name, value: strings.Trim(value, `"`), any: !valued}
}

func (s step) matches(n *html.Node) bool {
	if n.Type != html.ElementNode || s.tag != "" && s.tag != n.Data {
		return false
	}
	for _, a := range s.attrs {
		if !a.matches(n) {
			return false
		}
	}
	return true
}

func (a attr) matches(n *html.Node) bool {
	value, there := attribute(n, a.name)
	switch {
	case !there:
		return false
	case a.word:
		return slices.Contains(strings.Fields(value), a.value)
	}
	return a.any || value == a.value
}

func attribute(n *html.Node, name string) (value string, there bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// find gives the elements below n that a selector means, in document order.
func find(n *html.Node, steps []step) []*html.Node {
	var found []*html.Node
	for d := range n.Descendants() {
		if leadsTo(d, n, steps) {
			found = append(found, d)
		}
	}
	return found
}

// leadsTo reports whether the steps end at node, all of them below root.
func leadsTo(node, root *html.Node, steps []step) bool {
	last := len(steps) - 1
	if !steps[last].matches(node) {
		return false
	}
	if last == 0 {
		return !steps[0].child || node.Parent == root
	}
	for up := node.Parent; up != nil && up != root; up = up.Parent {
		if leadsTo(up, root, steps[:last]) {
			return true
		}
		if steps[last].child {
			return false
		}
	}
	return false
}
