package webtest

import (
	"fmt"
	"strings"
)

// Covers fails the test unless an element hides the whole page: wherever one
// looks there is the element, and nothing shines through.
func (tab *Tab) Covers(css string) {
	tab.t.Helper()
	if flaws := evaluate[[]string](tab, "look at the cover", fmt.Sprintf(coverScript, css)); len(flaws) > 0 {
		tab.t.Errorf("%s, %d px: %s", tab.URL(), tab.width, strings.Join(flaws, "\n\t"))
	}
}

// coverScript looks at a hundred points of the window.
const coverScript = `(() => {
	const cover = document.querySelector(%q), flaws = []
	if (!cover) return ['there is no cover']
	const s = getComputedStyle(cover), solid = /^rgb\(/.test(s.backgroundColor)
	if (!solid || Number(s.opacity) < 1) flaws.push('the page shines through')
	for (let i = 0; i < 100; i++) {
		const x = (i %% 10 + .5) * innerWidth / 10, y = (Math.floor(i / 10) + .5) * innerHeight / 10
		const there = document.elementFromPoint(x, y)
		if (!there || there !== cover && !cover.contains(there)) {
			flaws.push('at ' + Math.round(x) + ', ' + Math.round(y) + ' there is ' + (there ? '<' + there.localName : 'nothing'))
			break
		}
	}
	return flaws
})()`
