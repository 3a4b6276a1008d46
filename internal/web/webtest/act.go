package webtest

import (
	"context"
	"fmt"
	"slices"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Click clicks the element with this role and name, as "button", "Zapisz" or
// "checkbox", "Wyrażam zgodę". It does not wait for a page: Follow does.
func (tab *Tab) Click(role, name string) {
	tab.t.Helper()
	e := tab.find(role, name, whatever)
	tab.call(fmt.Sprintf("click %s %q", role, name), func(ctx context.Context) error {
		x, y, err := middle(ctx, e)
		if err != nil {
			return err
		}
		return chromedp.Do(ctx, chromedp.MouseClickXY(x, y))
	})
}

// Follow clicks a link or a button and waits for the page it leads to.
func (tab *Tab) Follow(role, name string) {
	tab.t.Helper()
	tab.Navigates(func() { tab.Click(role, name) })
}

// middle scrolls an element into view and gives the middle of its first part.
func middle(ctx context.Context, e element) (x, y float64, err error) {
	if _, err = chromedp.Call(ctx, dom.ScrollIntoViewIfNeeded, dom.ScrollIntoViewIfNeededParams{BackendNodeID: e.id}); err != nil {
		return 0, 0, err
	}
	res, err := chromedp.Call(ctx, dom.GetContentQuads, dom.GetContentQuadsParams{BackendNodeID: e.id})
	if err != nil {
		return 0, 0, err
	}
	if len(res.Quads) == 0 {
		return 0, 0, fmt.Errorf("%s %q takes no place on the page", e.role, e.name)
	}
	q := res.Quads[0] // four corners as x, y
	return (q[0] + q[4]) / 2, (q[1] + q[5]) / 2, nil
}

// fields are the roles that can be filled; the date and time fields have
// roles of Chromium's own.
var fields = []string{"textbox", "searchbox", "spinbutton", "combobox", "listbox", "Date", "DateTime", "InputTime", "ColorWell"}

func field(e element) bool { return slices.Contains(fields, e.role) }

// Fill types a value into the field with this label. A select takes the text
// of an option; a date is 2006-01-02 and a time 15:04, as the form sends them.
func (tab *Tab) Fill(label, value string) {
	tab.t.Helper()
	e := tab.find("", label, field)
	tab.call(fmt.Sprintf("fill %q", label), func(ctx context.Context) error {
		typed, err := onNode[bool](ctx, e, fillScript, value)
		if err != nil || !typed {
			return err
		}
		if _, err := chromedp.Call(ctx, input.InsertText, input.InsertTextParams{Text: value}); err != nil {
			return err
		}
		return nil
	})
}

// fillScript readies a text field for typing and says so, or sets the value of
// a field that nobody types into.
const fillScript = `function (value) {
	const told = () => { for (const kind of ['input', 'change']) this.dispatchEvent(new Event(kind, { bubbles: true })) }
	if (this.tagName === 'SELECT') {
		const option = [...this.options].find(o => o.text.replace(/\u00a0/g, ' ').replace(/\u2060/g, '').trim() === value)
		if (!option) throw new Error('no option ' + value)
		this.value = option.value
		told()
		return false
	}
	if (['date', 'time', 'datetime-local', 'month', 'week', 'color', 'range'].includes(this.type)) {
		this.value = value
		if (this.value !== value) throw new Error('the field does not take ' + value)
		told()
		return false
	}
	this.focus()
	this.select()
	if (value === '') { this.value = ''; told(); return false }
	return true
}`

// Choose chooses a file of this machine in the field that a CSS selector finds,
// as somebody does in the window that the browser opens.
func (tab *Tab) Choose(css, path string) {
	tab.t.Helper()
	tab.until("choose a file in "+css, func(ctx context.Context) (bool, error) {
		field, err := chromedp.Run(ctx, chromedp.Evaluate[*runtime.RemoteObject](fmt.Sprintf("document.querySelector(%q)", css)))
		if err != nil || field == nil || field.ObjectID == "" {
			return false, err
		}
		_, err = chromedp.Call(ctx, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{path}, ObjectID: field.ObjectID})
		return err == nil, err
	})
}

// Drag drops what one CSS selector finds onto what another one finds, and waits
// for the page that this leads to. It reports false when the page lets nothing
// be dropped there.
func (tab *Tab) Drag(what, onto string) bool {
	tab.t.Helper()
	told := func(kind, css string) string {
		return fmt.Sprintf("document.querySelector(%q).dispatchEvent(new DragEvent(%q, {bubbles: true, cancelable: true}))", css, kind)
	}
	evaluate[bool](tab, "drag "+what, told("dragstart", what))
	if evaluate[bool](tab, "drag over "+onto, told("dragover", onto)) { // nobody said that it may
		return false
	}
	tab.Navigates(func() { evaluate[bool](tab, "drop on "+onto, told("drop", onto)) })
	return true
}

// Value is what stands in the field with this label.
func (tab *Tab) Value(label string) string {
	tab.t.Helper()
	e := tab.find("", label, field)
	var value string
	tab.call(fmt.Sprintf("read %q", label), func(ctx context.Context) (err error) {
		value, err = onNode[string](ctx, e, "function () { return this.value }", "")
		return err
	})
	return value
}

// onNode calls a function of JavaScript with the element as this.
func onNode[T any](ctx context.Context, e element, function, arg string) (T, error) {
	var zero T
	node, err := chromedp.Call(ctx, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: e.id})
	if err != nil {
		return zero, err
	}
	return chromedp.Run(ctx, chromedp.CallFunctionOn[T](function, func(p *runtime.CallFunctionOnParams) {
		p.ObjectID = node.Object.ObjectID
	}, arg))
}

// FollowTwice clicks a link or a button twice in a row, as some people always
// do, and waits for the page it leads to.
func (tab *Tab) FollowTwice(role, name string) {
	tab.t.Helper()
	e := tab.find(role, name, whatever)
	tab.Navigates(func() {
		tab.call(fmt.Sprintf("click %s %q twice", role, name), func(ctx context.Context) error {
			x, y, err := middle(ctx, e)
			if err != nil {
				return err
			}
			return chromedp.Do(ctx, chromedp.MouseClickXY(x, y), chromedp.MouseClickXY(x, y))
		})
	})
}
