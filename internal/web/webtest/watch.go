package webtest

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
)

// watch notes what happens behind the pages of one tab.
type watch struct {
	sync.Mutex
	home     string
	allowed  []string
	status   int
	asked    string            // address of the last page asked for
	document string            // address of the last page that answered
	answer   network.RequestID // of the last page that answered
	pages    int               // that were begun
	whole    int               // the newest of them that has loaded
	changed  chan struct{}     // closed at every load
	problems []string
}

// see takes every event of the tab, in order, on the browser's goroutine.
func (w *watch) see(event any) {
	w.Lock()
	defer w.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			w.note("the console says: %s", said(e.Args))
		}
	case *runtime.EventExceptionThrown:
		w.note("a script threw: %s %s", e.ExceptionDetails.Text, said([]*runtime.RemoteObject{e.ExceptionDetails.Exception}))
	case *log.EventEntryAdded:
		w.entry(e.Entry)
	case *network.EventRequestWillBeSent:
		w.request(e)
	case *page.EventFrameNavigated:
		if e.Frame.ParentID == "" {
			w.pages++
		}
	case *page.EventLoadEventFired:
		w.whole = w.pages
		close(w.changed)
		w.changed = make(chan struct{})
	case *network.EventResponseReceived:
		if e.Type == network.ResourceTypeDocument {
			w.status, w.document, w.answer = int(e.Response.Status), e.Response.URL, e.RequestID
		}
	}
}

// begun is the number of the page in the tab.
func (w *watch) begun() int {
	w.Lock()
	defer w.Unlock()
	return w.pages
}

// loadedAfter waits until a page after the one with this number has loaded. An
// event that is late and belongs to that page is none.
func (w *watch) loadedAfter(ctx context.Context, page int) error {
	for {
		w.Lock()
		whole, changed := w.whole, w.changed
		w.Unlock()
		if whole > page {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// entry notes what the browser itself complains about: the content security
// policy above all. That a page answered 404 is for the test to judge.
func (w *watch) entry(e *log.Entry) {
	network := e.Source == log.EntrySourceNetwork
	if e.Level != log.EntryLevelError || network && (e.URL == w.document || w.mayAsk(e.URL)) {
		return
	}
	w.note("%s: %s %s", e.Source, e.Text, e.URL)
}

func (w *watch) request(e *network.EventRequestWillBeSent) {
	if e.Type == network.ResourceTypeDocument {
		w.asked = e.Request.URL
	}
	u, err := url.Parse(e.Request.URL)
	inside := err == nil && u.Host == "" && slices.Contains([]string{"data", "blob", "about"}, u.Scheme)
	if !inside && (err != nil || u.Host != w.home) && !w.mayAsk(e.Request.URL) {
		w.note("a request to another host: %s", e.Request.URL)
	}
}

// mayAsk reports whether an address is at a host the test allowed.
func (w *watch) mayAsk(address string) bool {
	u, err := url.Parse(address)
	return err == nil && slices.Contains(w.allowed, u.Host)
}

func (w *watch) note(format string, args ...any) {
	w.problems = append(w.problems, fmt.Sprintf(format, args...))
}

// take gives the problems so far, once.
func (w *watch) take() []string {
	w.Lock()
	defer w.Unlock()
	p := w.problems
	w.problems = nil
	return p
}

func (w *watch) allow(host string) {
	w.Lock()
	defer w.Unlock()
	w.allowed = append(w.allowed, host)
}

func (w *watch) lastAsked() string {
	w.Lock()
	defer w.Unlock()
	return w.asked
}

func (w *watch) documentStatus() int {
	w.Lock()
	defer w.Unlock()
	return w.status
}

func (w *watch) documentRequest() network.RequestID {
	w.Lock()
	defer w.Unlock()
	return w.answer
}

// said puts the arguments of a console call into words.
func said(args []*runtime.RemoteObject) string {
	var words []string
	for _, a := range args {
		switch {
		case a == nil:
		case a.Description != "":
			words = append(words, a.Description)
		default:
			words = append(words, strings.Trim(string(a.Value), `"`))
		}
	}
	return strings.Join(words, " ")
}

// shotName is the file name of a screenshot.
func shotName(name string, width int) string { return name + "-" + strconv.Itoa(width) + ".png" }
