// Package webtest drives a real Chromium through the pages of Krąg, asks axe
// about their accessibility and the Nu HTML checker about their markup. It is
// for tests only and knows no page.
//
// One browser serves a whole test binary, a fresh profile each test:
//
//	func TestMain(m *testing.M) { webtest.Main(m) }
//
//	func TestSignIn(t *testing.T) {
//		tab := webtest.Open(t, server.URL)
//		tab.Goto("/sign-in")
//		tab.Fill("E-mail", "anna@example.org")
//		tab.Follow("button", "Wejdź")
//		tab.See("Dziś")
//		tab.Axe()
//	}
//
// Elements are found as a screen reader finds them, by role and name. When a
// test ends, whatever the page wrote to the console, broke of its content
// security policy or asked from another host fails it.
package webtest

import (
	"context"
	"os"
	"os/exec"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

const noBrowser = "no Chromium on this machine: apt-get install chromium, or run make check as root"

// shared is the browser of this test binary.
var shared struct {
	sync.Mutex
	ready bool // Main is running and will stop the browser
	ctx   context.Context
	stop  context.CancelFunc
}

// Main runs the tests of a package, then what is to be tidied up after all of
// them, and stops the browser.
func Main(m *testing.M, after ...func()) {
	shared.ready = true
	code := m.Run()
	for _, tidy := range after {
		tidy()
	}
	if shared.stop != nil {
		shared.stop()
	}
	os.Exit(code)
}

// browser starts Chromium when the first test asks for it.
func browser(t testing.TB) context.Context {
	t.Helper()
	shared.Lock()
	defer shared.Unlock()
	if shared.ctx != nil {
		return shared.ctx
	}
	if !shared.ready {
		t.Fatal("the browser would outlive the tests: func TestMain(m *testing.M) { webtest.Main(m) }")
	}
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), options(executable(t))...)
	ctx, stopTab := chromedp.NewContext(alloc)
	if err := chromedp.Do(ctx); err != nil {
		stopAlloc()
		t.Fatalf("start the browser: %v", err)
	}
	shared.ctx, shared.stop = ctx, func() { stopTab(); stopAlloc() }
	return ctx
}

func executable(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal(noBrowser)
	return ""
}

func options(path string) []chromedp.ExecAllocatorOption {
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.Flag("lang", "pl"),
		chromedp.Flag("accept-lang", "pl"),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("force-prefers-reduced-motion", true),
		// None of these changes a page; each costs a process or a copy of the
		// page at every step, a fifth of the time of a walk.
		chromedp.Flag("disable-features", "BackForwardCache,PaintHolding,RenderDocument,SpareRendererForSitePerProcess,Translate"),
		// Nothing leaves this machine, whatever a page asks for.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	)
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox) // the sandbox refuses to run as root
	}
	return opts
}
