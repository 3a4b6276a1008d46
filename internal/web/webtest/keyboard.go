package webtest

import (
	"context"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

var keys = map[string]string{
	"Tab": kb.Tab, "Enter": kb.Enter, "Escape": kb.Escape, "Space": " ", "Shift": kb.Shift,
	"Up": kb.ArrowUp, "Down": kb.ArrowDown, "Left": kb.ArrowLeft, "Right": kb.ArrowRight,
	"Home": kb.Home, "End": kb.End, "Backspace": kb.Backspace,
}

// Press presses keys one after another: "Tab", "Shift+Tab", "Control+a",
// "Enter", "Space", "Escape", "Shift", an arrow as "Down", or letters to type.
func (tab *Tab) Press(names ...string) {
	tab.t.Helper()
	for _, name := range names {
		var held int64
		bare, shifted := strings.CutPrefix(name, "Shift+")
		if shifted {
			held |= int64(chromedp.ModifierShift)
		}
		bare, controlled := strings.CutPrefix(bare, "Control+")
		if controlled {
			held |= int64(chromedp.ModifierCtrl)
		}
		key, known := keys[bare]
		if !known {
			key = bare
		}
		tab.call("press "+name, func(ctx context.Context) error { return strike(ctx, key, held) })
	}
}

// strike sends what a real keyboard sends: a raw key going down, the letter it
// makes, the key going up. Only of a raw key does the browser know that the
// letter is used up when the key alone did something: otherwise Enter on a link
// to a field would go on to send the form that the field is in.
func strike(ctx context.Context, keys string, held int64) error {
	for _, r := range keys {
		for _, k := range kb.Encode(r) {
			k.Modifiers |= held
			if k.Type == kb.KeyDown {
				k.Type = input.DispatchKeyEventTypeRawKeyDown
			}
			if k.Type == kb.KeyChar && held&int64(chromedp.ModifierCtrl) != 0 {
				continue
			}
			if _, err := chromedp.Call(ctx, input.DispatchKeyEvent, *k); err != nil {
				return err
			}
		}
	}
	return nil
}

// TabTo presses Tab until the element with this role and name has the focus,
// as somebody without a mouse does. Wherever the focus stops on the way, it
// must show.
func (tab *Tab) TabTo(role, name string) {
	tab.t.Helper()
	tab.reach(tab.find(role, name, whatever), isFocused)
}

// What to ask an element while the focus wanders.
const (
	isFocused = `function () { return document.activeElement === this }`
	// Tab stops once in a group of radio buttons; arrows go on from there.
	isAmong = `function () {
		const at = document.activeElement
		return at === this || at.type === 'radio' && this.type === 'radio' && at.name === this.name && at.form === this.form
	}`
	isChosen = `function () { return document.activeElement === this && this.checked }`
)

// reach presses Tab until the element says that the focus is where it should.
func (tab *Tab) reach(e element, there string) {
	tab.t.Helper()
	for range 300 {
		if tab.says(e, there) {
			return
		}
		tab.Press("Tab")
		tab.FocusShows()
	}
	tab.t.Fatalf("Tab never reaches %s %q at %s", e.role, e.name, tab.URL())
}

func (tab *Tab) says(e element, question string) (yes bool) {
	tab.t.Helper()
	tab.call("ask "+e.name, func(ctx context.Context) (err error) {
		yes, err = onNode[bool](ctx, e, question, "")
		return err
	})
	return yes
}

// KeyFollow goes to a link or a button by Tab, opens it by Enter and waits for
// the page it leads to.
func (tab *Tab) KeyFollow(role, name string) {
	tab.t.Helper()
	tab.TabTo(role, name)
	tab.Navigates(func() { tab.Press("Enter") })
}

// KeyChoose goes to a checkbox by Tab and ticks it by Space, or to a group of
// radio buttons and on to one of them by arrows.
func (tab *Tab) KeyChoose(role, name string) {
	tab.t.Helper()
	e := tab.find(role, name, whatever)
	tab.reach(e, isAmong)
	if role != "radio" {
		tab.Press("Space")
		return
	}
	for range 50 {
		switch {
		case tab.says(e, isChosen):
			return
		case tab.says(e, isFocused):
			tab.Press("Space")
		default:
			tab.Press("Down")
			tab.FocusShows()
		}
	}
	tab.t.Fatalf("arrows never reach %s %q", role, name)
}

// KeyFill goes to the field with this label by Tab and types a value over what
// stands there; in a select it goes to the option by arrows.
func (tab *Tab) KeyFill(label, value string) {
	tab.t.Helper()
	e := tab.find("", label, field)
	tab.reach(e, isFocused)
	var steps int
	tab.call(fmt.Sprintf("look for %q in %q", value, label), func(ctx context.Context) (err error) {
		steps, err = onNode[int](ctx, e, stepsScript, value)
		return err
	})
	switch {
	case e.role == "combobox" || e.role == "listbox":
		for range max(steps, -steps) {
			tab.Press(map[bool]string{true: "Down", false: "Up"}[steps > 0])
		}
	default:
		tab.Press("Control+a", "Backspace")
		tab.call("type "+value, func(ctx context.Context) error {
			_, err := chromedp.Call(ctx, input.InsertText, input.InsertTextParams{Text: value})
			return err
		})
	}
}

// stepsScript counts how far down, or up, an option is in a select.
const stepsScript = `function (value) {
	if (this.tagName !== 'SELECT') return 0
	const at = [...this.options].findIndex(o => o.text.replace(/\u00a0/g, ' ').replace(/\u2060/g, '').trim() === value)
	if (at < 0) throw new Error('no option ' + value)
	return at - this.selectedIndex
}`

// FocusShows fails the test when nothing marks what has the focus, or when
// something covers it, as a bar that sticks to an edge. WCAG 2.2 asks for both
// (2.4.7 and 2.4.11).
func (tab *Tab) FocusShows() {
	tab.t.Helper()
	if flaw := evaluate[string](tab, "look for the focus", focusScript); flaw != "" {
		tab.t.Errorf("focus at %s, %d px: %s", tab.URL(), tab.width, flaw)
	}
}

// focusScript says what is wrong with the focus. A checkbox drawn by its label
// is marked there.
const focusScript = `(() => {
	const at = document.activeElement
	if (!at || at === document.body || at === document.documentElement) return ''
	const name = at.outerHTML.slice(0, 120)
	const marked = (e, part) => {
		const s = getComputedStyle(e, part)
		return s.outlineStyle === 'auto' || s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2
	}
	// What is drawn in a picture is marked by its own line.
	const drawn = [...at.querySelectorAll('svg a path')].some(p => parseFloat(getComputedStyle(p).strokeWidth) >= 4)
	// A date field has stops of its own within, which the browser marks.
	if (at.type !== 'date' && !drawn && !marked(at) && ![...at.labels ?? []].some(l => marked(l) || marked(l, '::before'))) return 'nothing marks ' + name
	const r = [...at.getClientRects()].find(r => r.width && r.height)
	if (!r) return 'no place is taken by ' + name
	const x = (r.left + r.right) / 2, y = (Math.max(r.top, 0) + Math.min(r.bottom, innerHeight)) / 2
	const top = document.elementFromPoint(x, y)
	if (!top) return 'out of sight is ' + name
	if (at.contains(top) || [...at.labels ?? []].some(l => l.contains(top))) return ''
	return 'covered by ' + top.outerHTML.slice(0, 120) + ' is ' + name
})()`

// SeeFocus waits until something of this role has the focus, as what a page
// itself gives it to once it is drawn.
func (tab *Tab) SeeFocus(role string) {
	tab.t.Helper()
	tab.until("see the focus on "+role, func(ctx context.Context) (bool, error) {
		at, _, err := focused(ctx)
		return at == role, err
	})
}

// Focused is the role and the name of what has the focus.
func (tab *Tab) Focused() (role, name string) {
	tab.t.Helper()
	tab.call("look at the focus", func(ctx context.Context) (err error) {
		role, name, err = focused(ctx)
		return err
	})
	return role, name
}

func focused(ctx context.Context) (role, name string, err error) {
	obj, err := chromedp.Run(ctx, chromedp.Evaluate[*runtime.RemoteObject]("document.activeElement || document.body"))
	if err != nil {
		return "", "", err
	}
	relatives := false
	res, err := chromedp.Call(ctx, accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{ObjectID: obj.ObjectID, FetchRelatives: &relatives})
	if err == nil && len(res.Nodes) > 0 {
		role, name = word(res.Nodes[0].Role), word(res.Nodes[0].Name)
	}
	return role, name, err
}
