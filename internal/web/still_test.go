package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"krag/internal/web/webtest/htmlcheck"
)

// TestAHiddenNumberMovesNothing lets everything that is hidden from a manager
// take every number that it may have, one after the other. On all pages and
// files that the manager can reach nothing may change; else whoever compares
// two pages, or today's page with yesterday's, learns of it.
func TestAHiddenNumberMovesNothing(t *testing.T) {
	p := startPair(t)
	var before, told map[string]string
	for i, name := range []string{"Bosman", "Olha", "Konwalia", "Mgiełka"} {
		n := i + 1
		p.belong(name)
		p.met(p.few, [2]int{n, n}, [2]int{8, 9 - 2*n}, [2]int{5, n})
		p.met(p.group, [2]int{9, []int{n, 9 - n}[i%2]}, [2]int{6, 6 - n})
		p.achieved(n)
		now, exactly := p.manager.everything("/today"), p.coordinator.everything("/today")
		if before != nil {
			if got := moved(before, now); len(got) > 0 {
				t.Errorf("with %d instead of %d the manager reads something else on %q: first\n%s\nthen\n%s", n, i, got, before[got[0]], now[got[0]])
			}
			if got := moved(told, exactly); len(got) < 6 {
				t.Errorf("with %d instead of %d a coordinator reads something else only on %q", n, i, got)
			}
		}
		before, told = now, exactly
	}
	if len(before) < 20 {
		t.Errorf("the manager was led to %d pages only", len(before))
	}
}

func moved(before, after map[string]string) (paths []string) {
	for path, text := range after {
		if before[path] != text {
			paths = append(paths, path)
		}
	}
	for path := range before {
		if _, there := after[path]; !there {
			paths = append(paths, path)
		}
	}
	return paths
}

// fresh is what a form has of its own each time it is opened.
var fresh = regexp.MustCompile(`name="(form_id|house)" value="[^"]*"`)

// dated are the pages of a calendar other than that of today: it has no end.
var dated = regexp.MustCompile(`[?&](week|on|month|day)=`)

// everything is what can be read from a page on, link by link, in one language.
// The journal lists every single record and is left out: that something was
// written down, and how often, is its very subject. So are other days of the
// rooms, after each of which comes another, and the plans of the library, in
// which nobody is.
func (b *browser) everything(from string) map[string]string {
	b.t.Helper()
	read := map[string]string{}
	for todo := []string{from}; len(todo) > 0; todo = todo[1:] {
		path, _, _ := strings.Cut(todo[0], "#")
		if _, done := read[path]; done || strings.HasPrefix(path, "/journal") || strings.HasPrefix(path, "/plans/") || strings.Contains(path, "lang=") || dated.MatchString(path) {
			continue
		}
		page := b.get(path)
		if page.status == http.StatusSeeOther {
			todo = append(todo, page.to)
		}
		read[path] = fresh.ReplaceAllString(string(page.body), "")
		if len(read) > 500 {
			b.t.Fatalf("there is no end to the links: %s", path)
		}
		at, err := url.Parse(path)
		if err != nil {
			b.t.Fatal(err)
		}
		for _, a := range htmlcheck.Find(page.root(), "a[href]") {
			if to, err := at.Parse(attr(a, "href")); err == nil && to.Host == "" && to.Scheme == "" {
				todo = append(todo, to.String())
			}
		}
	}
	return read
}
