package web_test

import (
	"context"
	"encoding/csv"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/meeting"
	"krag/internal/store/sqldb"
	"krag/internal/web"
	"krag/internal/web/webtest/htmlcheck"
)

func TestJournal(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom")
	g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
	_, boss := h.staff("Żaneta", domain.GroupID{}, authz.Manager)
	coordinator, id := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	kos := h.person(g, "Kos")
	coordinator.get("/people/" + kos.String()).is(http.StatusOK)
	a.pass(24 * time.Hour)
	manager := h.again(boss)
	h.again(id).get("/groups/" + g.String() + "/members").is(http.StatusOK)

	manager.get("/journal").is(http.StatusOK,
		htmlcheck.In("tbody", htmlcheck.Says("otwarcie strony osoby"), htmlcheck.Says("Iga"), htmlcheck.Says("Poranna kawa")),
		htmlcheck.In("body", htmlcheck.Silent("Kos"), htmlcheck.Silent(`href="/people/`)),
		htmlcheck.In("#head"), htmlcheck.In(".onprint.secret", htmlcheck.Says(":")))
	manager.get("/journal?what=group.members").is(http.StatusOK, htmlcheck.Count("tbody tr", 1),
		htmlcheck.In("tbody td", htmlcheck.Says("Iga")), htmlcheck.In("tbody", htmlcheck.Says("mniej niż 5")))
	manager.get("/journal?who="+id.String()+"&until=2026-03-03").is(http.StatusOK, htmlcheck.Count("tbody tr", 3),
		htmlcheck.In("tbody", htmlcheck.Says("otwarcie strony osoby"), htmlcheck.Says("zalogowanie się")), htmlcheck.In(`option[selected]`))
	manager.get("/journal?from=2026-03-04&who="+id.String()).is(http.StatusOK, htmlcheck.Count("tbody tr", 2))
	manager.get("/journal?from=2027-01-01").is(http.StatusOK, htmlcheck.In(".empty"), htmlcheck.In(`a[href="/journal"].more`))
	manager.whole("/journal", "Krąg", "Dom", "Żaneta", "Iga", "Poranna kawa", "/ …[0-9a-f]{8}/", "/[0-9]+:[0-9a-f]{64}/", ", ")
}

// TestJournalOfTheOwnHouse: one institution's records are in no other's.
func TestJournalOfTheOwnHouse(t *testing.T) {
	a := startApp(t)
	h, away := a.house("Dom"), a.house("Inny dom")
	h.staff("Żaneta", domain.GroupID{}, authz.Manager)
	stranger, _ := away.staff("Obca", domain.GroupID{}, authz.Manager)
	stranger.get("/journal").is(http.StatusOK, htmlcheck.In("body", htmlcheck.Silent("Żaneta")))
	records := readCSV(t, stranger.get("/journal.csv").is(http.StatusOK))
	for _, r := range records[1:] {
		if strings.Contains(strings.Join(r, " "), "Żaneta") {
			t.Errorf("a foreign record: %v", r)
		}
	}
}

func readCSV(t *testing.T, a answer) [][]string {
	t.Helper()
	text, marked := strings.CutPrefix(string(a.body), "\ufeff")
	if !marked {
		t.Error("no mark says that the file is UTF-8")
	}
	in := csv.NewReader(strings.NewReader(text))
	in.Comma = ';'
	records, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// TestJournalFile: the file holds what the page narrows to, a name is no
// formula, and a look at everybody does not tell how many those are.
func TestJournalFile(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom")
	g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
	manager, _ := h.staff("=Żaneta", domain.GroupID{}, authz.Manager)
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	kos := h.person(g, "Kos")
	for _, name := range []string{"Wrona", "Sowa", "Zięba", "Szpak", "Gil"} { // six in all, whom a group would show
		h.person(g, name)
	}
	coordinator.get("/people").is(http.StatusOK)
	manager.get("/staff").is(http.StatusOK)

	got := manager.get("/journal.csv?what=staff.list").is(http.StatusOK)
	if kind := got.header.Get("Content-Type"); !strings.HasPrefix(kind, "text/csv") {
		t.Errorf("it is %s", kind)
	}
	records := readCSV(t, got)
	if len(records) != 2 || records[1][2] != "'=Żaneta" || records[1][4] != "przegląd osób i ról" {
		t.Errorf("the file says %q", records)
	}
	people := readCSV(t, manager.get("/journal.csv?what=person.list"))
	if len(people) != 2 || people[1][5] != "lista osób" || people[1][8] != "" || strings.Contains(people[1][8], kos.String()) {
		t.Errorf("a list of people is told as %q", people[1:])
	}
}

// TestJournalFileIsLong writes ten thousand records, and more of them while
// the file is read: it holds every record up to the moment it was asked for,
// once and in order, and its first part leaves long before its last is read.
func TestJournalFileIsLong(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h := a.house("Dom")
		_, id := h.staff("Żaneta", domain.GroupID{}, authz.Manager)
		h.record(10_000)
		pages := web.New(a.Services(), a.Services().Flow.Desk.Policy, web.Config{Clock: domain.ClockFunc(a.clock), Log: slog.New(slog.DiscardHandler)}).Handler()
		ctx, counter := sqldb.WithCounter(t.Context())
		r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/journal.csv", nil)
		r.AddCookie(&http.Cookie{Name: "krag_session", Value: h.sessionOf(id)})
		w := &busyReader{ResponseRecorder: httptest.NewRecorder(), asked: counter.N, meanwhile: func() { h.record(7) }}
		pages.ServeHTTP(w, r)

		if w.Code != http.StatusOK || w.at[0] >= w.at[len(w.at)-1]-10 {
			t.Fatalf("status %d, %d parts, the first after %d queries of %d", w.Code, len(w.at), w.at[0], w.at[len(w.at)-1])
		}
		records := readCSV(t, answer{t: t, body: w.Body.Bytes()})[1:]
		for i, one := range records {
			if want := strconv.Itoa(len(records) - i); one[0] != want {
				t.Fatalf("row %d is record %s, want %s", i, one[0], want)
			}
		}
		if len(records) < 10_000 || len(records) > 10_010 {
			t.Errorf("the file has %d records", len(records))
		}
	})
}

// record writes so many records of the house.
func (h house) record(n int) {
	h.t.Helper()
	h.must(h.DB().InTx(h.t.Context(), h.actor.Scope, func(ctx context.Context) error {
		for range n {
			if err := h.Services().Flow.Desk.Log.Record(ctx, audit.On(h.actor, meeting.ActToday, "meeting", domain.NewID[domain.MeetingID]().UUID)); err != nil {
				return err
			}
		}
		return nil
	}))
}

// sessionOf signs somebody in and gives the token.
func (h house) sessionOf(id domain.UserID) string {
	h.t.Helper()
	link, err := h.Services().Accounts.SignInLink(h.t.Context(), h.actor, id)
	h.must(err)
	token, err := h.Services().Accounts.Use(h.t.Context(), link)
	h.must(err)
	return token
}

// busyReader does something after each part it takes, and notes how many
// queries there had been by then.
type busyReader struct {
	*httptest.ResponseRecorder
	asked     func() int64
	meanwhile func()
	at        []int64
}

func (w *busyReader) Write(b []byte) (int, error) {
	w.at = append(w.at, w.asked())
	if len(w.at)%50 == 1 {
		w.meanwhile()
	}
	return w.ResponseRecorder.Write(b)
}

// breakingOff serves the journal over a database that loses its records at
// some moment of the answer.
func (a *app) breakingOff(o *observer, when func(w http.ResponseWriter, lose func()) http.ResponseWriter) *httptest.Server {
	pages := web.New(a.Services(), a.Services().Flow.Desk.Policy, web.Config{Clock: domain.ClockFunc(a.clock), Log: slog.New(slog.DiscardHandler)}).Handler()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var once sync.Once
		pages.ServeHTTP(when(w, func() { once.Do(func() { o.rename("audit_link", "audit_link_away") }) }), r)
	}))
	a.t.Cleanup(server.Close)
	return server
}

// TestJournalFileBreaksOff: when the records end in an error, the connection
// does, and no file looks whole. Before the first part has left it is an error
// page, and no file.
func TestJournalFileBreaksOff(t *testing.T) {
	a := startApp(t)
	o, h := a.observer(), a.house("Dom")
	manager, _ := h.staff("Żaneta", domain.GroupID{}, authz.Manager)
	h.record(2000)

	late := a.breakingOff(o, func(w http.ResponseWriter, lose func()) http.ResponseWriter { return &losingWriter{w, func() {}, lose} })
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, late.URL+"/journal.csv", nil)
	a.must(err)
	res, err := manager.client.Do(req)
	a.must(err)
	defer res.Body.Close()
	if text, err := io.ReadAll(res.Body); err == nil {
		t.Errorf("a file of %d bytes looks whole", len(text))
	}
	o.rename("audit_link_away", "audit_link")

	asked := 0
	early := a.breakingOff(o, func(w http.ResponseWriter, lose func()) http.ResponseWriter {
		return &losingWriter{w, func() {
			if asked++; asked == 2 { // the first is for what every page has
				lose()
			}
		}, func() {}}
	})
	there := *manager
	there.base = early.URL
	if got := there.get("/journal.csv").is(http.StatusInternalServerError, htmlcheck.Count("h1", 1)); got.header.Get("Content-Disposition") != "" {
		t.Errorf("the error page is %s", got.header.Get("Content-Disposition"))
	}
	o.rename("audit_link_away", "audit_link")
}

// losingWriter does something when it is asked for its header, or when the
// first part is written.
type losingWriter struct {
	http.ResponseWriter
	header, part func()
}

func (w *losingWriter) Header() http.Header {
	w.header()
	return w.ResponseWriter.Header()
}

func (w *losingWriter) Write(b []byte) (int, error) {
	w.part()
	return w.ResponseWriter.Write(b)
}
