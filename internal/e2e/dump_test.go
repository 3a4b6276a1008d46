package e2e_test

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"krag/internal/store/storetest"
	"krag/internal/store/storetest/plant"
)

// What is typed in the course of the day and must be readable nowhere
// afterwards: names, sign-in names, passwords right and wrong, pseudonyms old
// and new, words that were searched, words of forms that were refused.
var planted = []string{
	managerName, managerLogin, managerSecret,
	"Świętopełk Zażółcony", "swietopelk@poczta.example", "kontakt 600 100 200 zmyślony",
	"Łąkowa Dżdżownica", "Мандрівна Їжачиха", "Osobliwy Źrebak", "Przemianowana Łania", "Druga Nazwa Czyżyka",
	"literowka.w.nazwie", "haslo wpisane w zlym polu", "krótkie",
	"poszukiwana Gżegżółka", "Bezdatna Ćma",
}

// TestNothingPersonalLiesOpen lives a day through the pages and then looks for
// all that was planted in every file, in the log of all levels, in the figures
// and in a backup. A word that is not sealed shows that it would be found.
func TestNothingPersonalLiesOpen(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		p := newPlace(t, blank)
		t.Setenv("TMPDIR", t.TempDir())
		var log kept
		c := p.config()
		c.Metrics = "127.0.0.1:0"
		c.Log = slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.Level(-100), AddSource: true}))
		r := start(t, c)
		d := day{house: setUpAfterMistakes(t, newClient(t, r.URL()), setupLink(t, r.Services().Flow)), p: p}
		d.live()
		d.forget()
		figures := d.drained(log.metricsURL(t))

		backup := filepath.Join(t.TempDir(), "backup.krag")
		krag(t, append([]string{"backup", backup}, p.all(t)...)...)
		words := append(slices.Clone(planted), d.secrets...)
		d.search(t, words, "while it serves", backup, log.String(), figures)
		stop(t, r)
		d.search(t, words, "after it stopped", backup, log.String(), figures)
	})
}

// day is a day in a house whose words are looked for afterwards.
type day struct {
	house
	p       place
	secrets []string // tokens of sessions and links
	gone    string   // the person who asks to be forgotten
}

// setUpAfterMistakes sets a house up after forms with mistakes.
func setUpAfterMistakes(t *testing.T, c client, link string) house {
	t.Helper()
	a := c.submit(link, "manager", managerName, "login", managerLogin, "password", "krótkie")
	if a.status != http.StatusUnprocessableEntity {
		t.Fatalf("a set-up with mistakes: %d", a.status)
	}
	return setUpBy(c, link)
}

func (d *day) live() {
	d.t.Helper()
	d.colleague()
	d.mistakes()
	first, second := d.join("Łąkowa Dżdżownica"), d.join("Мандрівна Їжачиха")
	d.gone = d.join("Osobliwy Źrebak")
	d.attend(d.meetings[0], first, second, d.gone)
	d.attend(d.meetings[1], second, d.gone)
	for _, who := range []string{first, d.gone} {
		link := d.memberLink(who)
		member := d.enter(link)
		member.crawl("/me")
		d.keep(member, link)
		if who == first {
			d.saved(member.submit("/me/name", "pseudonym", "Przemianowana Łania"))
		}
	}
	d.saved(d.submit("/people/"+second+"/edit", "pseudonym", "Druga Nazwa Czyżyka"))
	for _, list := range []string{d.group + "/members/new?known=1&q=", "/people?q="} {
		d.get(list + url.QueryEscape("poszukiwana Gżegżółka"))
	}
	d.crawl("/today")
	d.keep(d.client, "")
}

// keep notes the token of a session and of a link.
func (d *day) keep(c client, link string) {
	d.secrets = append(d.secrets, c.session())
	if link != "" {
		d.secrets = append(d.secrets, strings.TrimPrefix(link, "/in/"))
	}
}

// colleague lets somebody in who chooses a password and signs in with it.
func (d *day) colleague() {
	d.t.Helper()
	told := d.submit("/staff/new", "name", "Świętopełk Zażółcony", "login", "swietopelk@poczta.example", "roles", "coordinator")
	link, c := privateLink.FindString(told.body), newClient(d.t, d.base)
	d.saved(c.submit(link, "password", "kontakt 600 100 200 zmyślony", "again", "kontakt 600 100 200 zmyślony"))
	again := newClient(d.t, d.base)
	d.saved(again.submit("/sign-in", "login", "swietopelk@poczta.example", "password", "kontakt 600 100 200 zmyślony"))
	d.keep(again, link)
}

// mistakes signs in wrongly and sends forms that are refused.
func (d *day) mistakes() {
	d.t.Helper()
	for _, wrong := range [][2]string{
		{"literowka.w.nazwie", managerSecret}, {managerLogin, "haslo wpisane w zlym polu"}, {"haslo wpisane w zlym polu", "literowka.w.nazwie"},
	} {
		if a := newClient(d.t, d.base).submit("/sign-in", "login", wrong[0], "password", wrong[1]); a.status != http.StatusUnprocessableEntity {
			d.t.Errorf("a wrong sign-in: %d", a.status)
		}
	}
	path := d.group + "/members/new"
	if a := d.submit(path, "pseudonym", "Bezdatna Ćma", "on_month", "13"); a.status != http.StatusUnprocessableEntity {
		d.t.Errorf("a form with mistakes: %d", a.status)
	}
}

// forget forgets somebody.
func (d *day) forget() {
	d.t.Helper()
	d.saved(d.submit("/people/" + d.gone + "/forget"))
}

// drained waits until the job of forgetting was done and gives the figures.
func (d *day) drained(metrics string) string {
	d.t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for range 600 {
		res, err := http.Get(metrics)
		if err != nil {
			d.t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil {
			d.t.Fatal(err)
		}
		if !unfinished.Match(body) {
			return string(body)
		}
		<-tick.C
	}
	d.t.Fatal("the jobs are never done")
	return ""
}

var unfinished = regexp.MustCompile(`krag_jobs\{kind="person\.forget",state="(ready|running)"\} [1-9]`)

// search looks for the words wherever they could lie, and for one that is not
// sealed where that one must lie.
func (d *day) search(t *testing.T, words []string, when, backup, log, figures string) {
	t.Helper()
	places := []string{backup, filepath.Dir(d.p.master), os.TempDir()}
	data := filepath.Dir(d.p.file())
	if !d.p.embedded() {
		data = storetest.ServerFolder(t)
	} else {
		places = append(places, filepath.Dir(strings.TrimPrefix(d.p.keys, "sqlite:")))
	}
	finder := plant.New(words...)
	hits, err := finder.InFiles(append(places, data)...)
	if err != nil {
		t.Fatal(err)
	}
	hits = append(hits, finder.In("the log", []byte(log))...)
	for _, hit := range append(hits, finder.In("the figures", []byte(figures))...) {
		t.Errorf("%s: %v", when, hit)
	}
	for _, place := range []string{backup, data} {
		if hits, err := plant.New(groupName).InFiles(place); err != nil || len(hits) == 0 {
			t.Errorf("%s: the name of the group, which is not sealed, was not found in %s: %v", when, place, err)
		}
	}
	for name, text := range map[string]string{"log": log, "figures": figures} {
		if !strings.Contains(text, "POST /groups/{id}/members/new") {
			t.Errorf("the %s knows nothing of the day: %.300s", name, text)
		}
	}
}

// kept is what was written, for many writers.
type kept struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (k *kept) Write(b []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.buf.Write(b)
}

func (k *kept) String() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.buf.String()
}

var metricsAt = regexp.MustCompile(`"serving metrics","address":"([^"]+)"`)

func (k *kept) metricsURL(t *testing.T) string {
	t.Helper()
	m := metricsAt.FindStringSubmatch(k.String())
	if m == nil {
		t.Fatalf("no address of figures in the log: %s", k)
	}
	return "http://" + m[1] + "/metrics"
}
