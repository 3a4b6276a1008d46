package e2e_test

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"mime/multipart"
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
)

// What is typed in the course of the day and must be readable nowhere
// afterwards: names, sign-in names, passwords right and wrong, pseudonyms old
// and new, words that were searched, words of forms that were refused; of a
// file its name, what is said about it, what it says and who wrote it.
var planted = []string{
	managerName, managerLogin, managerSecret,
	"Świętopełk Zażółcony", "swietopelk@poczta.example", "kontakt 600 100 200 zmyślony",
	"Łąkowa Dżdżownica", "Мандрівна Їжачиха", "Osobliwy Źrebak", "Przemianowana Łania", "Druga Nazwa Czyżyka",
	"literowka.w.nazwie", "haslo wpisane w zlym polu", "krótkie",
	"poszukiwana Gżegżółka", "Bezdatna Ćma", "Wgrany Zaskroniec", "Ogromny Padalec",
	"Uchwała Zimorodka", "Opis Kormorana", "tresc Rybitwy zmyslona", "Anna zmyslona",
}

// TestNothingPersonalLiesOpen lives a day through the pages and then looks for
// all that was planted in every file, in the log of all levels, in the figures
// and in a backup. A word that is not sealed shows that it would be found.
func TestNothingPersonalLiesOpen(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		p := newPlace(t, blank)
		t.Setenv("TMPDIR", t.TempDir())
		var said kept
		c := p.config()
		c.Metrics = "127.0.0.1:0"
		c.Log = slog.New(slog.NewJSONHandler(&said, &slog.HandlerOptions{Level: slog.Level(-100), AddSource: true}))
		r := start(t, c)
		d := day{house: setUpAfterMistakes(t, newClient(t, r.URL()), setupLink(t, r.Services().Flow)), p: p}
		d.live()
		d.forget()
		figures := d.drained(said.metricsURL(t))

		saved := t.TempDir()
		krag(t, append([]string{"backup", "--copy-keys", filepath.Join(saved, "keys.copy"), filepath.Join(saved, "backup.krag")}, p.all(t)...)...)
		words := append(slices.Clone(planted), d.secrets...)
		in := hiding{p, []string{saved, os.TempDir()}, map[string]string{"the log": said.String(), "the figures": figures}}
		in.haveNone(t, words, "while it serves")
		log, file := saved, saved
		if p.embedded() {
			log, file = p.file()+"-wal\n", p.file()+"\n"
		}
		d.saved(d.submit(d.group + "/edit")) // once more into the log, which begins anew when it is full
		in.haveWhatIsOpen(t, saved, log)
		stop(t, r)
		in.haveNone(t, words, "after it stopped")
		in.haveWhatIsOpen(t, saved, file)
		in.haveWhatIsPlanted(t)
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
	d.upload("Wgrany Zaskroniec", 900_000, http.StatusUnprocessableEntity)
	d.upload("Ogromny Padalec", 2_000_000, http.StatusRequestEntityTooLarge)
	for _, list := range []string{d.group + "/members/known", "/people", "/groups"} {
		d.search(list, "poszukiwana Gżegżółka")
	}
	d.attach("Uchwała Zimorodka.pdf", "Opis Kormorana", large("tresc Rybitwy zmyslona"))
	d.crawl("/today")
	d.keep(d.client, "")
}

// search looks for words in a list.
func (d *day) search(list, words string) {
	d.t.Helper()
	if a, err := d.send(list, url.Values{"q": {words}}); err != nil || a.status != http.StatusOK {
		d.t.Errorf("%s, searched: %d, %v", list, a.status, err)
	}
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

// upload sends a form with a file that no form asks for. What is too large to
// be kept in memory would lie in a temporary file.
func (d *day) upload(word string, size, want int) {
	d.t.Helper()
	path := d.group + "/members/new"
	fields, err := d.get(path).fill(path, "pseudonym", word, "on_month", "13")
	if err != nil {
		d.t.Fatal(err)
	}
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	file, err := w.CreateFormFile("file", word+".txt")
	if err == nil {
		_, err = file.Write(bytes.Repeat([]byte(word+"\n"), size/len(word)))
	}
	for name := range fields {
		err = errors.Join(err, w.WriteField(name, fields.Get(name)))
	}
	if err = errors.Join(err, w.Close()); err != nil {
		d.t.Fatal(err)
	}
	res, err := d.http.Post(d.base+path, w.FormDataContentType(), &body)
	if err != nil {
		d.t.Fatal(err)
	}
	defer res.Body.Close()
	page, err := io.ReadAll(res.Body)
	words, _ := wordsOf(d.t, string(page))
	if err != nil || res.StatusCode != want || strings.Contains(words, "Nie udało się odczytać formularza") {
		d.t.Errorf("a file of %d bytes: %d, %v: %.300s", size, res.StatusCode, err, words)
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
