package e2e_test

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"krag/internal/cli"
	"krag/internal/flow"
)

// house is an institution with one group, made through the pages by its
// manager, who is signed in and also works with the group.
type house struct {
	client
	programme string   // path
	group     string   // path
	meetings  []string // paths; each is over
}

// What a house of tests is called. None of it is sealed but the last three.
const (
	houseName     = "Ośrodek pod Rzekotką"
	groupName     = "Krąg Tkaczek"
	managerName   = "Bogumiła Przykładowska-Żuk"
	managerLogin  = "bogumila.przykladowska"
	managerSecret = "siedem granatowych wiader"
)

// setUp makes a house in a place where there is none.
func setUp(t testing.TB, r *cli.Running) house {
	t.Helper()
	return setUpBy(newClient(t, r.URL()), setupLink(t, r.Services().Flow))
}

func setupLink(t testing.TB, f *flow.Flow) string {
	t.Helper()
	token, err := f.SetupLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return "/in/" + token
}

// setUpBy answers the five questions behind a set-up link, and makes a group
// with meetings that are over.
func setUpBy(c client, link string) house {
	c.t.Helper()
	h := house{client: c}
	c.saved(c.submit(link, "name", houseName, "profile", "community", "manager", managerName, "leads", "yes", "login", managerLogin, "password", managerSecret))
	h.programme = strings.Split(c.saved(c.submit("/programmes/new", "title", "Zaplecze", "slug", "zaplecze")), "?")[0]
	h.group = strings.Split(c.saved(c.submit("/groups/new", "name", groupName, "neutral", "Wtorki w świetlicy",
		"kind", "loneliness", "character", "discussion", "stage", "accompanied", "on_year", "2020", "on_month", "1", "on_day", "2")), "?")[0]
	h.plan()
	return h
}

// plan plans twelve weekly meetings that are over.
func (h *house) plan() {
	h.t.Helper()
	first := time.Now().AddDate(0, 0, -7*13)
	path := h.group + "/meetings/new"
	preview := h.submit(path, "first_day", first.Format("2"), "first_month", first.Format("1"), "first_year", first.Format("2006"),
		"start", "10:00", "end", "11:00", "every", "1", "count", "12", "place", "Sala")
	h.saved(h.press(preview, path, "step", "plan"))
	past := h.get(h.group + "/meetings?past=1")
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile(`/meetings/[0-9a-f-]{36}`).FindAllString(past.body, -1) {
		if !seen[m] {
			seen[m] = true
			h.meetings = append(h.meetings, m)
		}
	}
	if len(h.meetings) < 8 {
		h.t.Fatalf("%d meetings are over: %v", len(h.meetings), past.body)
	}
}

// join lets somebody new join the group and gives the id.
func (h house) join(pseudonym string) string {
	h.t.Helper()
	page := h.get(h.group + "/members/new")
	fields, err := page.fill(h.group+"/members/new", "pseudonym", pseudonym, "on_day", "3", "on_month", "2", "on_year", "2021")
	if err != nil {
		h.t.Fatal(err)
	}
	a, err := h.send(h.group+"/members/new", fields)
	if err != nil {
		h.t.Fatal(err)
	}
	h.saved(a)
	return fields.Get("form_id") // the first membership of a person has the person's id
}

// attend counts a meeting by ticks.
func (h house) attend(meeting string, people ...string) {
	h.t.Helper()
	change := []string{"total", fmt.Sprint(len(people) + 2), "newcomers", "1", "led", "member"}
	for _, p := range people {
		change = append(change, "present", p)
	}
	h.saved(h.submit(meeting+"/attendance", change...))
}

var privateLink = regexp.MustCompile(`/in/[\w-]{43}`)

// memberLink makes a private link of somebody and gives its path.
func (h house) memberLink(person string) string {
	h.t.Helper()
	path := h.group + "/members/" + person + "/link"
	a := h.submit(path)
	link := privateLink.FindString(a.body)
	if link == "" {
		h.t.Fatalf("no link on the page: %d", a.status)
	}
	return link
}

// enter opens a private link in a browser of its own and presses its button.
func (h house) enter(link string) client {
	h.t.Helper()
	c := newClient(h.t, h.base)
	a, err := c.send(link, url.Values{})
	if err != nil {
		h.t.Fatal(err)
	}
	c.saved(a)
	return c
}
