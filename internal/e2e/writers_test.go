package e2e_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"krag/internal/domain"
)

// writers write as the manager, each over a connection of its own, and note
// what was answered.
type writers struct {
	house
	patient   bool // to come back later is an answer, as long as the database is away
	mu        sync.Mutex
	people    []string
	forgotten []string
	outcomes  []string
	versions  map[string]int // of meetings, as the last answer left them
	counts    int
	left      int           // answers until it is enough
	enough    chan struct{} // closed then
}

func newWriters(h house) *writers {
	h.http.Transport = &http.Transport{MaxIdleConnsPerHost: 8}
	return &writers{house: h, versions: map[string]int{}}
}

// until writes and kills, a moment after so many answers, in the midst of the
// next ones.
func (w *writers) until(base string, answers int, kill func()) {
	w.enough, w.left = make(chan struct{}), answers
	var all sync.WaitGroup
	c := w.at(base)
	for i := range 2 {
		all.Go(func() { again(c, w.join) })
		all.Go(func() { again(c, func(c client) bool { return w.count(c, w.meetings[i]) }) })
	}
	all.Go(func() { again(c, w.achieve) })
	all.Go(func() { again(c, w.forget) })
	idle := make(chan struct{})
	go func() {
		all.Wait()
		close(idle)
	}()
	select {
	case <-w.enough:
		<-time.After(time.Duration(rand.IntN(3000)) * time.Microsecond)
	case <-idle:
		w.t.Error("the program stopped answering by itself")
	}
	kill()
	<-idle
	w.http.CloseIdleConnections()
}

// again writes until the program does not answer.
func again(c client, write func(client) bool) {
	for write(c) {
	}
}

// later is what a page or a form says that cannot reach its database.
const later = "Krąg jest przez chwilę zajęty. To, co wpisano, nie przepadło."

// taken posts a form and reports whether it was taken; any other answer than
// that or none is a mistake.
func (w *writers) taken(c client, path string, fields url.Values) bool {
	a, err := c.send(path, fields)
	words, _ := wordsOf(w.t, a.body)
	kind := w.patient && strings.Contains(words, later)
	if err == nil && !kind && a.status != http.StatusSeeOther {
		w.t.Errorf("%s: %d: %.300s", path, a.status, words)
	}
	return err == nil && a.status == http.StatusSeeOther
}

func (w *writers) join(c client) bool {
	id := domain.NewID[domain.MembershipID]().String()
	ok := w.taken(c, w.group+"/members/new", url.Values{
		"form_id": {id}, "pseudonym": {"Osoba " + id}, "on_day": {"1"}, "on_month": {"2"}, "on_year": {"2024"},
	})
	return w.note(ok, func() { w.people = append(w.people, id) })
}

// forget lets somebody who joined be forgotten, one of every few.
func (w *writers) forget(c client) bool {
	w.mu.Lock()
	who := ""
	if n := 4 * len(w.forgotten); n < len(w.people) {
		who = w.people[n]
	}
	w.mu.Unlock()
	if who == "" {
		return w.achieve(c)
	}
	ok := w.taken(c, "/people/"+who+"/forget", url.Values{"confirm": {"yes"}})
	return w.note(ok, func() { w.forgotten = append(w.forgotten, who) })
}

func (w *writers) achieve(c client) bool {
	id := domain.NewID[domain.OutcomeID]().String()
	ok := w.taken(c, w.programme+"/outcomes/new", url.Values{
		"form_id": {id}, "indicator": {"Rozmowy"}, "form": {"words"}, "words": {"Rozmawiają"}, "who": {"osoby"},
		"source": {"Notatka"}, "quote": {"Rozmawiają"},
	})
	return w.note(ok, func() { w.outcomes = append(w.outcomes, id) })
}

// count counts a meeting anew. The number of people is the version that it
// then has, so that one can be checked by the other.
func (w *writers) count(c client, meeting string) bool {
	version := w.version(meeting)
	if version == 0 {
		return false
	}
	ok := w.taken(c, meeting+"/attendance", url.Values{
		"version": {strconv.Itoa(version)}, "total": {strconv.Itoa((version + 1) % 100)}, "newcomers": {"0"}, "led": {"member"},
	})
	return w.note(ok, func() { w.versions[meeting], w.counts = version+1, w.counts+1 })
}

func (w *writers) version(meeting string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.versions[meeting]
}

func (w *writers) note(taken bool, fn func()) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !taken {
		return false
	}
	fn()
	if w.left--; w.left == 0 {
		close(w.enough)
	}
	return true
}

// told says how much was answered.
func (w *writers) told() string {
	return fmt.Sprintf("%d people, %d of them forgotten, %d outcomes and %d counts of meetings", len(w.people), len(w.forgotten), len(w.outcomes), w.counts)
}
