package web_test

import (
	"bytes"
	"cmp"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"krag/internal/cli"
	"krag/internal/web/webtest/htmlcheck"
)

// TestMatrix does everything as everybody, on each engine, and compares what
// became of it with testdata/matrix.txt, which is written by hand: it says who
// may, not who can. On the way it reads every answer for words that belong to
// somebody else, and looks that nothing was written by a look or a refusal.
func TestMatrix(t *testing.T) {
	log := &safeBuffer{}
	eachEngine(t, func(t *testing.T, a *app) {
		log.empty()
		a.matrix(t).tried(t, log)
	}, func(c *cli.Config) {
		c.Log = slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
}

func (m *matrix) tried(t *testing.T, log *safeBuffer) {
	for _, d := range m.deeds() { // while there is little to look through
		m.harmless(d)
	}
	for _, d := range m.deeds() {
		for i, class := range m.want[d.name()] {
			m.effective(d, i, class)
		}
	}
	t.Run("who may do what", m.compare)
	t.Run("nobody reads what is not theirs", func(t *testing.T) { report(t, m.leaks) })
	t.Run("what a group is about stands in no title and no address", func(t *testing.T) { report(t, m.told) })
	t.Run("what is typed stands in no address", func(t *testing.T) { report(t, m.asked) })
	t.Run("a look and a refusal change nothing", func(t *testing.T) { report(t, m.wrote) })
	t.Run("who was looked at is written down", func(t *testing.T) { report(t, m.unseen) })
	t.Run("the log knows nobody", func(t *testing.T) { m.logIsSilent(t, log.String()) })
}

// TestLastSeenIsKeptNowAndThen shows the one thing besides the journal that a
// look may write: after ten minutes, when somebody was last here.
func TestLastSeenIsKeptNowAndThen(t *testing.T) {
	a := startApp(t)
	b, o := a.estate("seen").browser("coordinator"), a.observer()
	for _, c := range []struct {
		after time.Duration
		want  []string
	}{{9 * time.Minute, nil}, {2 * time.Minute, []string{"session"}}, {9 * time.Minute, nil}} {
		a.pass(c.after)
		before := o.look()
		b.get("/groups").is(200)
		if got := changed(before, o.look()); !slices.Equal(got, c.want) {
			t.Errorf("%s later a look writes %v, want %v", c.after, got, c.want)
		}
	}
}

// matrix is the table and what was found while trying it.
type matrix struct {
	*app
	want   map[string][]string // by the name of a deed, a class for each viewer
	got    map[string][]string
	forms  map[string]sending
	home   *estate
	away   *estate
	nth    int
	words  map[string]*word // of all estates
	look   *observer
	seen   map[string]content // when it was last looked
	leaks  []string
	told   []string
	asked  []string
	wrote  []string
	unseen []string
}

func (a *app) matrix(t *testing.T) *matrix {
	m := &matrix{app: a, got: map[string][]string{}, forms: map[string]sending{}, words: map[string]*word{}, want: readMatrix(t, "testdata/matrix.txt"), look: a.observer()}
	m.home, m.away = a.estate("home").whole(), a.estate("away").whole()
	return m
}

// fresh makes an estate that one deed may spoil.
func (m *matrix) fresh(kind string) *estate {
	m.nth++
	return m.estate(fmt.Sprintf("%s%d", kind, m.nth))
}

// browserOf gives a viewer's browser, with the estate it belongs to.
func browserOf(v viewer, home, away *estate) *browser {
	if v.foreign {
		return away.browser(v.name)
	}
	return home.browser(v.name)
}

// harmless tries what only looks, or will be refused: all of it in the same
// two institutions. Everything there is is read once after a deed, by whomever it
// was tried, for that takes longer than all of them together.
func (m *matrix) harmless(d deed) {
	tried := map[string]string{} // the class of each viewer
	var s sending
	var before map[string]content
	for i, class := range m.want[d.name()] {
		if !d.looks() && !slices.Contains(refused, class) {
			continue
		}
		if len(tried) == 0 {
			s, before = m.prepared(d), m.seen
		}
		v := viewers[i]
		tried[v.String()] = class
		was := m.look.written()
		names := m.note(d, i, s.by(browserOf(v, m.home, m.away)), m.home, m.away)
		m.writesDown(d, v, class, m.look.written() > was, names)
	}
	if len(tried) == 0 {
		return
	}
	m.seen = m.look.look()
	for _, table := range changed(before, m.seen) {
		if !strings.HasPrefix(table, "audit_") {
			m.wrote = append(m.wrote, fmt.Sprintf("%s by one of %v changes %s", d.name(), tried, table))
		}
	}
}

// prepared makes a deed ready to be tried and sees what there is then: what
// was there after the deed before, unless something was made for this one.
func (m *matrix) prepared(d deed) sending {
	parts := len(m.home.made) + len(m.shared)
	s, there := m.forms[d.name()]
	switch {
	case d.Method == "GET":
		s.to = d.path(m.home)
	case !there:
		s = d.ready(m.home)
		m.forms[d.name()] = s
	}
	made := len(m.home.made)+len(m.shared) > parts || d.Method != "GET" && !there || strings.Contains(d.Pattern, "{token}")
	if m.seen == nil || made {
		m.look.quiet() // what was made has work that follows it
		m.seen = m.look.look()
	}
	return s
}

// effective tries what will be done, each time in an institution of its own.
func (m *matrix) effective(d deed, i int, class string) {
	if d.looks() || slices.Contains(refused, class) {
		return
	}
	v, home, away := viewers[i], m.fresh("own"), m.away
	if v.foreign {
		away = m.fresh("far")
	}
	own := home
	if v.foreign {
		own = away
	}
	s := d.readyFor(home, own, v.name)
	m.note(d, i, s.by(browserOf(v, home, away)), home, away)
}

// result gives the row of a deed in what became of everything.
func (m *matrix) result(d deed) []string {
	if m.got[d.name()] == nil {
		m.got[d.name()] = make([]string, len(viewers))
	}
	return m.got[d.name()]
}

// note keeps what became of a deed and reports whether the answer names people.
func (m *matrix) note(d deed, i int, a answer, home, away *estate) (names bool) {
	m.result(d)[i] = cmp.Or(a.class(), strconv.Itoa(a.status))
	return m.read(a, d, viewers[i], home, away)
}

// writesDown notes what was written down though nothing may be, and what was not.
func (m *matrix) writesDown(d deed, v viewer, class string, wrote, names bool) {
	if wrote && (!d.looks() || slices.Contains(refused, class)) {
		m.wrote = append(m.wrote, fmt.Sprintf("%s by the %s (%s) is written down", d.name(), v, class))
	}
	if names && !wrote {
		m.unseen = append(m.unseen, fmt.Sprintf("%s shows the %s who belongs to a group, and nobody wrote it down", d.name(), v))
	}
}

var marked = regexp.MustCompile(`(?i)zqvk[a-z0-9]+?kvxq`)

// read looks through an answer for words. It reports whether it names people
// other than the viewer.
func (m *matrix) read(a answer, d deed, v viewer, home, away *estate) (names bool) {
	for _, e := range []*estate{home, away, m.home, m.away} {
		maps.Copy(m.words, e.words)
	}
	own := home
	if v.foreign {
		own = away
	}
	var head strings.Builder
	for name, values := range a.header {
		fmt.Fprintln(&head, name, values)
	}
	where := fmt.Sprintf("%s by the %s (%d)", d.name(), v, a.status)
	for _, text := range slices.Compact(slices.Sorted(slices.Values(marked.FindAllString(head.String()+string(a.body), -1)))) {
		w := m.words[strings.ToLower(text)]
		if w == nil {
			m.leaks = append(m.leaks, fmt.Sprintf("%s holds %s, which nobody wrote", where, text))
			continue
		}
		if !w.readable(v, own) && !d.introduces(w) {
			m.leaks = append(m.leaks, fmt.Sprintf("%s holds %s", where, w.field))
		}
		names = names || w.person != "" && !strings.HasPrefix(v.name, "member")
	}
	m.outside(where, head.String(), a)
	return names
}

// readable reports whether a viewer may read a word. An operator belongs to
// every institution as far as operators belong to any.
func (w *word) readable(v viewer, own *estate) bool {
	inside := own.words[strings.ToLower(w.text)] == w
	return slices.Contains(w.readers, v.name) && (inside || v.name == "operator")
}

// introduces reports whether a page tells more people a name. It lists other
// institutions, since to lend a room to one, one has to be found; and a display
// beside a door says to whoever has its address which room that is, and a page
// where anybody can propose a group whose it is, or ask to join one what it asks.
func (d deed) introduces(w *word) bool {
	switch d.Pattern {
	case "/rooms/{id}/shares":
		return strings.HasSuffix(w.field, ".name")
	case "/start/{house}", "/start/{house}/back/{code}":
		return strings.HasSuffix(w.field, ".name")
	case "/join/{token}": // an invitation says to which group, and on what it agreed
		return slices.ContainsFunc([]string{".neutral", ".rhythm", ".limits", ".tea"}, func(field string) bool { return strings.HasSuffix(w.field, field) })
	case "/write/{token}/join":
		return strings.HasSuffix(w.field, ".question")
	case "/calendar/{token}/door":
		return strings.HasSuffix(w.field, ".room")
	}
	return false
}

// outside looks for topics where they leave the page: in its title, in every
// address it leads to, and in what goes with it.
func (m *matrix) outside(where, head string, a answer) {
	var out []string
	out = append(out, head)
	if strings.Contains(a.header.Get("Content-Type"), "html") {
		if err := htmlcheck.WordsByPost()(a.root()); err != nil {
			m.asked = append(m.asked, fmt.Sprintf("%s: %v", where, err))
		}
		for n := range a.root().Descendants() {
			if n.Type == html.ElementNode && n.Data == "title" && n.FirstChild != nil {
				out = append(out, n.FirstChild.Data)
			}
			for _, name := range []string{"href", "action", "src"} {
				out = append(out, attr(n, name))
			}
		}
	}
	for _, text := range marked.FindAllString(strings.Join(out, "\n"), -1) {
		if w := m.words[strings.ToLower(text)]; w != nil && w.topic {
			m.told = append(m.told, fmt.Sprintf("%s tells %s outside of the page", where, w.field))
		}
	}
}

// compare shows every line of the table that is not as it says.
func (m *matrix) compare(t *testing.T) {
	known := map[string]bool{}
	for _, d := range m.deeds() {
		known[d.name()] = true
		want, listed := m.want[d.name()]
		if !listed {
			t.Errorf("%s\n      is not in testdata/matrix.txt: say there who may", d.name())
			continue
		}
		for i, v := range viewers {
			if got := m.result(d)[i]; got != want[i] {
				t.Errorf("%s\n      %-32s want %-6s got %s", d.name(), v, want[i], got)
			}
		}
	}
	for name := range m.want {
		if !known[name] {
			t.Errorf("%s\n      stands in testdata/matrix.txt and is no route", name)
		}
	}
}

func (m *matrix) logIsSilent(t *testing.T, log string) {
	if n := strings.Count(log, `"msg":"request"`); n < 300 {
		t.Fatalf("the log has %d requests: this would find nothing", n)
	}
	for _, text := range marked.FindAllString(log, -1) {
		t.Errorf("the log holds %s", text)
	}
	if at := strings.Index(log, "/in/"); at >= 0 && !strings.HasPrefix(log[at:], "/in/{token}") {
		t.Errorf("the log holds a private link")
	}
	if strings.Contains(log, `"level":"ERROR"`) {
		t.Errorf("something went wrong on the way:\n%s", linesWith(log, `"level":"ERROR"`))
	}
}

func linesWith(text, what string) string {
	var found []string
	for line := range strings.Lines(text) {
		if strings.Contains(line, what) {
			found = append(found, line)
		}
	}
	return strings.Join(found[:min(len(found), 5)], "")
}

// report fails for everything that was found, once.
func report(t *testing.T, found []string) {
	slices.Sort(found)
	for _, f := range slices.Compact(found) {
		t.Error(f)
	}
}

// readMatrix reads the table: the name of a deed, two spaces or more, and a
// class for each viewer. A line that begins with # says why.
func readMatrix(t *testing.T, path string) map[string][]string {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	table := map[string][]string{}
	for n, line := range strings.Split(string(text), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, rest, _ := strings.Cut(line, "  ")
		classes := strings.Fields(strings.ReplaceAll(rest, "|", ""))
		if _, twice := table[name]; twice || len(classes) != len(viewers) {
			t.Fatalf("%s:%d: want %d classes, once: %s", path, n+1, len(viewers), line)
		}
		table[name] = classes
	}
	return table
}

// safeBuffer is written by many requests at once.
type safeBuffer struct {
	sync.Mutex
	b bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.Lock()
	defer s.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) empty() {
	s.Lock()
	defer s.Unlock()
	s.b.Reset()
}

func (s *safeBuffer) String() string {
	s.Lock()
	defer s.Unlock()
	return s.b.String()
}
