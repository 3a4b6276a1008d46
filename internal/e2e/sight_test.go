package e2e_test

import (
	"strings"
	"testing"

	"krag/internal/i18n"
	"krag/internal/store/storetest"
	"krag/internal/web/webtest"
)

// TestSight opens the main pages as people see them who do not see well: four
// times larger, with letters twice as large, with more contrast, in colours of
// their own.
func TestSight(t *testing.T) {
	to := newTown(t, storetest.BlankSQLite, noon)
	t.Run("all", func(t *testing.T) {
		for _, lang := range i18n.Langs {
			for _, who := range []string{"coordinator", "manager", "member"} {
				w := walk{lang: lang, px: webtest.Desktop}
				w.aside(t, "sight", who, func(t *testing.T) {
					w.demo = to.settle(t)
					w.enter(who, "Kluczach")
					w.sight(w.mainPages(who))
				})
			}
		}
	})
}

// mainPages are those a role works with, as addresses.
func (w *walk) mainPages(who string) (pages []string) {
	w.t.Helper()
	switch who {
	case "manager":
		return []string{"/today", "/programmes", "/staff", "/staff/new", "/journal"}
	case "member":
		return []string{"/me", "/me/name", "/me/leave", "/me/left", "/sign-in"}
	}
	c := w.without()
	first := func(page, begins, ends string) string {
		_, leads := c.page(page)
		for _, to := range leads {
			if strings.HasPrefix(to, begins) && strings.HasSuffix(to, ends) && to != "/groups/new" && to != "/groups/arrive" {
				return to
			}
		}
		w.t.Fatalf("%s leads to no %s…%s", page, begins, ends)
		return ""
	}
	group := first("/groups", "/groups/", "")
	return []string{
		"/today", first("/today", "/meetings/", "/attendance"), "/programmes/klucze", "/programmes/klucze/record",
		"/groups", group, group + "/meetings", group + "/meetings/new", group + "/edit", "/people", "/account",
		first("/programmes/klucze", "/programmes/", "/outcomes/new"), first("/programmes/klucze", "/programmes/", "/costs/new"),
	}
}

func (w *walk) sight(pages []string) {
	w.t.Helper()
	w.Zoom(400)
	for _, page := range pages {
		w.reads(page, "zoom")
		if w.lang == i18n.Polish {
			w.tabs(30)
		}
	}
	w.TextSize(200)
	for _, page := range pages {
		w.Width(webtest.Phone)
		w.reads(page, "text")
		w.Width(webtest.Desktop)
		w.FitsWidth()
		w.Legible()
	}
	if w.lang == i18n.Polish {
		w.colours(pages[:4])
	}
}

// colours are those of somebody who needs them otherwise. No language changes
// what is to be seen there.
func (w *walk) colours(pages []string) {
	w.t.Helper()
	w.TextSize(100)
	w.Width(w.px)
	for _, mode := range [][2]string{{"prefers-contrast", "more"}, {"forced-colors", "active"}} {
		w.Prefers(mode[0], mode[1])
		for _, page := range pages {
			w.Goto(page)
			w.Axe()
			w.tabs(15)
			w.Screenshot("sight-" + mode[0] + "-" + shot(page) + "-" + string(w.lang))
		}
	}
}

// reads opens a page, on which nothing may be out of reach of the eye.
func (w *walk) reads(page, how string) {
	w.t.Helper()
	if got := w.Goto(page); got != 200 {
		w.t.Errorf("%s answers %d", page, got)
	}
	w.FitsWidth()
	w.Legible()
	w.Screenshot("sight-" + how + "-" + shot(page) + "-" + string(w.lang))
}

// tabs goes on by Tab so many times; each time it must show where one is.
func (w *walk) tabs(n int) {
	w.t.Helper()
	for range n {
		w.Press("Tab")
		w.FocusShows()
	}
}

// shot names a picture by the page's address, without the ids in it.
func shot(page string) string {
	var words []string
	for _, word := range strings.Split(strings.Trim(page, "/"), "/") {
		if len(word) < 30 {
			words = append(words, word)
		}
	}
	return strings.Join(words, "-")
}
