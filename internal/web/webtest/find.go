package webtest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"
)

// element is a node of the page as the accessibility tree shows it.
type element struct {
	id   cdp.BackendNodeID
	role string
	name string
}

// In gives a tab that looks only within the first element that a CSS selector
// finds: two sections may both have a button "Zmień".
func (tab *Tab) In(css string) *Tab {
	within := *tab
	within.scope = css
	return &within
}

// find waits for the one element with this role and name; an empty role is
// any. Two of them are an error: a person could not tell them apart either.
func (tab *Tab) find(role, name string, keep func(element) bool) element {
	tab.t.Helper()
	var found []element
	tab.until(fmt.Sprintf("find %s %q", role, name), func(ctx context.Context) (bool, error) {
		all, err := tab.query(ctx, role, name)
		found = slices.DeleteFunc(all, func(e element) bool { return !keep(e) })
		return len(found) > 0, err
	})
	if len(found) > 1 {
		tab.t.Fatalf("%d elements are %s %q: look within a part of the page by In", len(found), role, name)
	}
	return found[0]
}

func whatever(element) bool { return true }

// query asks the accessibility tree, leaving out what it hides. Names are
// compared here and not by the browser, for which a no-break space is no space.
func (tab *Tab) query(ctx context.Context, role, name string) ([]element, error) {
	root, err := tab.root(ctx)
	if err != nil {
		return nil, err
	}
	res, err := chromedp.Call(ctx, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{NodeID: root, Role: role})
	if err != nil {
		return nil, err
	}
	var found []element
	for _, n := range res.Nodes {
		if !n.Ignored && n.BackendDOMNodeID != 0 && tab.called(word(n.Name), name) {
			found = append(found, element{n.BackendDOMNodeID, word(n.Role), word(n.Name)})
		}
	}
	return found, nil
}

// called reports whether an element with this name is the one looked for; an
// empty wish is any.
func (tab *Tab) called(name, wish string) bool {
	return wish == "" || name == seen(wish) || tab.mark != "" && name == seen(wish)+seen(tab.mark)
}

// Marked lets names end with a mark, as " (optional)", that whoever looks for a
// field does not have to know.
func (tab *Tab) Marked(mark string) { tab.mark = mark }

// root is the node to look within.
func (tab *Tab) root(ctx context.Context) (cdp.NodeID, error) {
	depth := int64(0)
	doc, err := chromedp.Call(ctx, dom.GetDocument, dom.GetDocumentParams{Depth: &depth})
	if err != nil {
		return 0, err
	}
	if tab.scope == "" {
		return doc.Root.NodeID, nil
	}
	part, err := chromedp.Call(ctx, dom.QuerySelector, dom.QuerySelectorParams{NodeID: doc.Root.NodeID, Selector: tab.scope})
	if err == nil && part.NodeID == 0 {
		err = fmt.Errorf("nothing is %s", tab.scope)
	}
	return part.NodeID, err
}

// word is the text of a value in the accessibility tree.
func word(v *accessibility.Value) string {
	var s string
	if v == nil || json.Unmarshal(v.Value, &s) != nil {
		return ""
	}
	return seen(s)
}

// seen is a text as the eye takes it in: the signs that only hold a line
// together are an ordinary space, or nothing.
var seen = strings.NewReplacer("\u00a0", " ", "\u2060", "").Replace

// until asks again until ask says yes. An error may pass, too: a page that is
// being replaced has no nodes for a moment.
func (tab *Tab) until(what string, ask func(context.Context) (bool, error)) {
	tab.t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	tab.call(what, func(ctx context.Context) error {
		for {
			yes, err := ask(ctx)
			if yes && err == nil {
				return nil
			}
			select {
			case <-ctx.Done():
				return errors.Join(errors.New("not within "+patience.String()+", at "+tab.URL()), err)
			case <-tick.C:
			}
		}
	})
}

// See waits until the page shows a text.
func (tab *Tab) See(text string) {
	tab.t.Helper()
	tab.until(fmt.Sprintf("see %q", text), func(ctx context.Context) (bool, error) {
		shown, err := chromedp.Run(ctx, chromedp.Evaluate[string](tab.textOf()))
		return strings.Contains(seen(shown), text), err
	})
}

// Text is what the page shows to the eye.
func (tab *Tab) Text() string {
	tab.t.Helper()
	return seen(evaluate[string](tab, "read the page", tab.textOf()))
}

func (tab *Tab) textOf() string {
	if tab.scope == "" {
		return "document.body.innerText"
	}
	return fmt.Sprintf("document.querySelector(%q).innerText", tab.scope)
}

// Has reports whether there is an element with this role and name now.
func (tab *Tab) Has(role, name string) bool {
	tab.t.Helper()
	var found []element
	tab.until("look for "+role, func(ctx context.Context) (_ bool, err error) {
		found, err = tab.query(ctx, role, name)
		return true, err
	})
	return len(found) > 0
}
