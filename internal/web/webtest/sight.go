package webtest

import (
	"context"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Zoom enlarges everything, as Ctrl and + do: a window of 1280 by 1024 at
// 400 % shows 320 by 256 CSS pixels, each of them four of the screen.
func (tab *Tab) Zoom(percent int) {
	tab.t.Helper()
	width, height := Desktop*100/percent, 1024*100/percent
	tab.width = width
	tab.do("zoom", chromedp.EmulateViewport(int64(width), int64(height), chromedp.EmulateScale(float64(percent)/100)))
}

// ordinary is the size of text that a browser begins with, in pixels.
const ordinary = 16

// TextSize enlarges the text alone, as the settings of a browser do, in
// percent of what it begins with. It holds for the pages opened from now on.
func (tab *Tab) TextSize(percent int64) {
	tab.t.Helper()
	sizes := &page.FontSizes{Standard: ordinary * percent / 100, Fixed: (ordinary - 3) * percent / 100}
	tab.call("set the size of text", func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, page.SetFontSizes, page.SetFontSizesParams{FontSizes: sizes})
		return err
	})
}

// Prefers lets the person prefer something, as "prefers-contrast", "more" or
// "forced-colors", "active"; without a value nothing is preferred any more.
func (tab *Tab) Prefers(feature, value string) {
	tab.t.Helper()
	tab.call("prefer "+feature, func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: feature, Value: value}},
		})
		return err
	})
}

// FitsWidth fails the test when the page scrolls sideways.
func (tab *Tab) FitsWidth() {
	tab.t.Helper()
	wide := evaluate[int](tab, "measure the page", "document.documentElement.scrollWidth - document.documentElement.clientWidth")
	if wide > 0 {
		tab.t.Errorf("%s is %d px too wide for a window of %d px", tab.URL(), wide, tab.width)
	}
}

// Legible fails the test for every text that runs off the page, is cut off by
// the box it stands in, or lies on another text.
func (tab *Tab) Legible() {
	tab.t.Helper()
	if flaws := evaluate[[]string](tab, "look for text that cannot be read", legibleScript); len(flaws) > 0 {
		tab.t.Errorf("%s, %d px: %s", tab.URL(), tab.width, strings.Join(flaws, "\n\t"))
	}
}

// legibleScript passes over what is hidden from the eye on purpose, a pixel
// large or above the page, and does not count what floats over the page as
// lying on it. Letters may touch by a few pixels where lines are close.
var legibleScript = fmt.Sprintf(`(() => {
	const flaws = [], pieces = [], touch = %d
	const say = (what, text) => flaws.push(what + ': ' + text.trim().slice(0, 60))
	const aside = e => {
		for (; e && e !== document.body; e = e.parentElement) {
			const s = getComputedStyle(e), r = e.getBoundingClientRect()
			if (s.clipPath !== 'none' || r.bottom + scrollY <= 0) return true
			if (s.position === 'sticky' || s.position === 'fixed') return true
		}
		return false
	}
	const cuts = (e, r) => {
		for (; e && e !== document.documentElement; e = e.parentElement) {
			const b = e.getBoundingClientRect()
			if (getComputedStyle(e).overflowX !== 'visible' && (r.left < b.left - 1 || r.right > b.right + 1 || r.bottom > b.bottom + touch)) return true
		}
		return false
	}
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
	for (let n; n = walk.nextNode();) {
		const e = n.parentElement
		if (!n.data.trim() || !e.checkVisibility({ visibilityProperty: true }) || aside(e)) continue
		const range = document.createRange()
		range.selectNodeContents(n)
		for (const r of range.getClientRects()) {
			if (!r.width || !r.height) continue
			if (r.left < -1 || r.right > document.documentElement.clientWidth + 1) say('runs off the page', n.data)
			else if (cuts(e, r)) say('is cut off', n.data)
			pieces.push([r, e, n.data])
		}
	}
	for (const e of document.querySelectorAll('input, select')) {
		if (e.value.length <= 10 && e.checkVisibility() && e.clientWidth && e.scrollWidth > e.clientWidth + 1) say('does not fit its field', e.value)
	}
	pieces.forEach(([a, e, text], i) => {
		for (const [b, f, other] of pieces.slice(i + 1)) {
			if (e === f || e.contains(f) || f.contains(e)) continue
			const x = Math.min(a.right, b.right) - Math.max(a.left, b.left)
			const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
			if (x > touch && y > Math.max(touch, .3 * Math.min(a.height, b.height))) say('lies on "' + other.trim().slice(0, 60) + '"', text)
		}
	})
	return flaws
})()`, 6)
