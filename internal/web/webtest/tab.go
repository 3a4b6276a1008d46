package webtest

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// The widths every page is looked at.
const (
	Phone   = 360
	Desktop = 1280
)

// patience is how long a step may take before the test fails.
const patience = 20 * time.Second

// Tab is one tab with a profile of its own: no cookie of another test.
type Tab struct {
	t      testing.TB
	ctx    context.Context
	base   *url.URL
	watch  *watch
	scope  string // CSS selector the tab looks within, empty for the whole page
	mark   string // what the label of a field may end with besides its name
	width  int
	script bool
}

// Open opens an empty tab at Desktop width with script on. Paths are below
// base, as "http://127.0.0.1:8080".
func Open(t testing.TB, base string) *Tab {
	t.Helper()
	root, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	w := &watch{home: root.Host, changed: make(chan struct{})}
	ctx, stop := chromedp.NewContext(browser(t), chromedp.WithNewBrowserContext(), chromedp.WithListener(w.see))
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil { // the tab lives as long as this context
		t.Fatalf("open a tab: %v", err)
	}
	tab := &Tab{t: t, ctx: ctx, base: root, watch: w, script: true}
	tab.lively()
	tab.Width(Desktop)
	t.Cleanup(tab.closing)
	return tab
}

// lively lets the tab believe that it is the one in front: of several tabs at
// work side by side, only one window has the focus.
func (tab *Tab) lively() {
	tab.t.Helper()
	tab.call("hold the focus", func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
		return err
	})
}

// closing looks once more at what the page did behind the scenes.
func (tab *Tab) closing() {
	tab.t.Helper()
	if tab.t.Failed() {
		tab.t.Logf("the tab stood at %s", tab.URL())
		tab.Screenshot("failed-" + strings.ReplaceAll(tab.t.Name(), "/", "-"))
	}
	tab.Clean()
}

// Clean fails the test when a page wrote an error to the console, broke its
// content security policy, threw, or asked another host for anything.
func (tab *Tab) Clean() {
	tab.t.Helper()
	for _, p := range tab.watch.take() {
		tab.t.Errorf("behind the page: %s", p)
	}
}

// AllowHost lets pages ask one more host, as when somebody leaves in a hurry.
// No request reaches it: the browser knows no address but this machine's.
func (tab *Tab) AllowHost(host string) { tab.watch.allow(host) }

// Width sets the width of the window in CSS pixels.
func (tab *Tab) Width(px int) {
	tab.t.Helper()
	tab.width = px
	tab.do("set the width", chromedp.EmulateViewport(int64(px), 800))
}

// Script turns scripts on or off for the pages opened from now on.
func (tab *Tab) Script(on bool) {
	tab.t.Helper()
	tab.script = on
	tab.call("turn scripts", func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return err
	})
}

// Cookie sets a cookie of the site.
func (tab *Tab) Cookie(name, value string) {
	tab.t.Helper()
	tab.call("set cookie "+name, func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, network.SetCookie, network.SetCookieParams{Name: name, Value: value, URL: tab.base.String()})
		return err
	})
}

// CookieValue is the value of a cookie of the site, empty without it.
func (tab *Tab) CookieValue(name string) (value string) {
	tab.t.Helper()
	tab.call("read cookie "+name, func(ctx context.Context) error {
		res, err := chromedp.Call(ctx, network.GetCookies, network.GetCookiesParams{URLs: []string{tab.base.String()}})
		for _, c := range res.Cookies {
			if c.Name == name {
				value = c.Value
			}
		}
		return err
	})
	return value
}

// Language chooses the language of the pages as the switch in their frame does:
// "pl", "uk" or "en".
func (tab *Tab) Language(code string) {
	tab.t.Helper()
	tab.Cookie("krag_lang", code)
}

// Goto opens a path, or a whole address below the same base, and gives the
// status of the page it ends at.
func (tab *Tab) Goto(path string) int {
	tab.t.Helper()
	address := path
	if !strings.Contains(path, "://") {
		address = tab.base.JoinPath("/").String() + strings.TrimPrefix(path, "/")
	}
	tab.do("open "+path, chromedp.Navigate(address))
	return tab.Status()
}

// Status is the HTTP status of the page shown.
func (tab *Tab) Status() int { return tab.watch.documentStatus() }

// Body is the page shown as the server sent it, for ValidHTML: the browser
// mends broken markup as it reads.
func (tab *Tab) Body() (html []byte) {
	tab.t.Helper()
	tab.call("read what the server sent", func(ctx context.Context) error {
		res, err := chromedp.Call(ctx, network.GetResponseBody, network.GetResponseBodyParams{RequestID: tab.watch.documentRequest()})
		if err == nil {
			html = res.Body
		}
		return err
	})
	return html
}

// Navigates runs do and waits until the page it leads to has loaded.
func (tab *Tab) Navigates(do func()) {
	tab.t.Helper()
	before := tab.watch.begun()
	do()
	tab.call("wait for the next page", func(ctx context.Context) error {
		return tab.watch.loadedAfter(ctx, before)
	})
}

// URL is the address shown, without the base; after leaving for another host,
// which answers nobody here, it is the address that was asked for.
func (tab *Tab) URL() string {
	tab.t.Helper()
	at, err := chromedp.Run(tab.ctx, chromedp.Location())
	if err != nil {
		tab.t.Fatalf("read the address: %v", err)
	}
	if strings.HasPrefix(at, "chrome-error:") {
		at = tab.watch.lastAsked()
	}
	return strings.TrimPrefix(at, strings.TrimSuffix(tab.base.String(), "/"))
}

// Title is the title of the page.
func (tab *Tab) Title() string {
	tab.t.Helper()
	return evaluate[string](tab, "read the title", "document.title")
}

// Screenshot writes the whole page to the folder named by KRAG_SHOTS, as
// name-360.png. Without the variable no picture is taken.
func (tab *Tab) Screenshot(name string) {
	tab.t.Helper()
	folder := os.Getenv("KRAG_SHOTS")
	if folder == "" {
		return
	}
	png, err := chromedp.Run(tab.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.MkdirAll(folder, 0o755)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, shotName(name, tab.width)), png, 0o644)
	}
	if err != nil {
		tab.t.Errorf("screenshot %s: %v", name, err)
	}
}

// do runs steps that give nothing back; an error ends the test.
func (tab *Tab) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	tab.t.Helper()
	tab.call(what, func(ctx context.Context) error { return chromedp.Do(ctx, steps...) })
}

// call runs fn within the patience of a step; an error ends the test.
func (tab *Tab) call(what string, fn func(context.Context) error) {
	tab.t.Helper()
	ctx, stop := context.WithTimeout(tab.ctx, patience)
	defer stop()
	if err := fn(ctx); err != nil {
		tab.t.Fatalf("%s: %v", what, err)
	}
}

// evaluate runs an expression in the page, whatever its policy forbids to its
// own scripts, and waits for a promise.
func evaluate[T any](tab *Tab, what, expression string) T {
	tab.t.Helper()
	var value T
	tab.call(what, func(ctx context.Context) (err error) {
		value, err = chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
		return err
	})
	return value
}
