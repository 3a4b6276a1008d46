package webtest

import (
	"context"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Later lets the page's scripts believe that so much time has gone by. From the
// first call on their clock stands still otherwise, so that what it says is known.
func (tab *Tab) Later(d time.Duration) {
	tab.t.Helper()
	evaluate[bool](tab, "let time go by", fmt.Sprintf(`(() => { const at = Date.now() + %d; Date.now = () => at; return true })()`, d.Milliseconds()))
}

// Offline takes the network from the tab, as in a basement without a signal, or
// gives it back. The icon of the page is fetched before: a browser asks for it
// whenever it likes, and a page that was opened with a signal has it.
func (tab *Tab) Offline(off bool) {
	tab.t.Helper()
	if off {
		evaluate[bool](tab, "fetch the icon", `(async () => {
			const icon = new Image()
			icon.src = document.querySelector('link[rel="icon"]').href
			await icon.decode()
			return true
		})()`)
	}
	tab.call("change the network", func(ctx context.Context) error {
		all := &network.Conditions{DownloadThroughput: -1, UploadThroughput: -1, Offline: off}
		_, err := chromedp.Call(ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{all}})
		if err != nil {
			return err
		}
		// What the page's scripts are told is a state of its own.
		_, err = chromedp.Call(ctx, network.OverrideNetworkState, network.OverrideNetworkStateParams{DownloadThroughput: -1, UploadThroughput: -1, Offline: off})
		return err
	})
}

// HeedsWake counts from now on how often a page asks that the screen stays on.
func (tab *Tab) HeedsWake() {
	tab.t.Helper()
	evaluate[bool](tab, "heed the screen", `(() => {
		window.awake = 0
		const ask = navigator.wakeLock.request.bind(navigator.wakeLock)
		navigator.wakeLock.request = async (kind) => { window.awake++; return ask(kind) }
		return true
	})()`)
}

// Wakes is how often that was since HeedsWake.
func (tab *Tab) Wakes() int {
	tab.t.Helper()
	return evaluate[int](tab, "count what was asked of the screen", "window.awake")
}
