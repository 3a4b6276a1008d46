package e2e_test

import (
	"database/sql"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"krag/internal/cli"
	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/meeting"
	"krag/internal/flow"
	"krag/internal/store/storetest"
)

// load is Krąg with programmes of ten groups and 500 meetings each.
type load struct {
	*cli.Running
	place
	b       *testing.B
	actor   authz.Actor
	session string
	groups  []domain.GroupID // of the programme "p0"
}

func (p *load) must(err error) {
	p.b.Helper()
	if err != nil {
		p.b.Fatal(err)
	}
}

func newLoad(b *testing.B, programmes int) *load {
	b.Helper()
	p := &load{place: newPlace(b, storetest.BlankSQLite), b: b}
	p.Running = start(b, p.config())
	p.open()
	for i := range programmes {
		p.programme(i)
	}
	return p
}

// open makes the institution and somebody who manages and coordinates.
func (p *load) open() {
	ctx, s := p.b.Context(), p.Services()
	link, err := s.Flow.SetupLink(ctx)
	p.must(err)
	p.session, err = s.Flow.SetUp(ctx, link, flow.Answers{
		Institution: institution.NewInstitution{Name: "Miara", Profile: institution.Community},
		Name:        "Miara", Leads: true, Login: "miara", Password: domain.NewToken(),
	})
	p.must(err)
	p.actor, _, err = s.Accounts.Actor(ctx, p.session)
	p.must(err)
}

// programme makes ten groups with 50 meetings each: 30 that are over, counted,
// and 20 ahead. The groups of the first programme meet on every day of the
// week, those of the others on every day but today's: with more data the day
// of a person has no more meetings in it.
func (p *load) programme(i int) {
	ctx, s := p.b.Context(), p.Services()
	id := domain.NewID[domain.ProgrammeID]()
	p.must(s.Institutions.CreateProgramme(ctx, p.actor, institution.NewProgramme{ID: id, Slug: fmt.Sprintf("p%d", i), Title: "Program"}))
	for g := range 10 {
		in := p.group(id, fmt.Sprintf("Grupa %d %d", i, g))
		if i == 0 {
			p.groups = append(p.groups, in)
		}
		day := -g % 7
		if i > 0 {
			day = -1 - g%6
		}
		p.meetings(in, day)
	}
}

func (p *load) group(id domain.ProgrammeID, name string) domain.GroupID {
	in := domain.NewID[domain.GroupID]()
	p.must(p.Services().Groups.Create(p.b.Context(), p.actor, group.NewGroup{
		ID: in, Programme: id, Name: name, Neutral: name, Kind: group.KindOther, Character: group.Discussion, Openness: group.Open,
		Enters: group.NewStep{ID: domain.NewID[domain.StepID](), Stage: group.Accompanied, On: domain.Moment{Date: domain.Date{Year: 2025, Month: 1, Day: 1}, Precision: domain.PrecisionYear}},
	}))
	return in
}

func (p *load) meetings(in domain.GroupID, day int) {
	zone, err := time.LoadLocation("Europe/Warsaw")
	p.must(err)
	today := domain.DateOf(time.Now(), zone)
	ctx, s := p.b.Context(), p.Services()
	_, err = s.Meetings.Plan(ctx, p.actor, meeting.NewSeries{
		ID: domain.NewID[domain.SeriesID](), Group: in, First: today.AddDays(day - 7*30), Start: 23*60 + 58, End: 23*60 + 59, Every: 1, Count: 50, Place: "Sala", Zone: zone,
	})
	p.must(err)
	past, err := s.Meetings.OfGroup(ctx, p.actor, in, false, domain.Page{Number: 1})
	p.must(err)
	for _, m := range past.Rows {
		p.must(s.Meetings.Record(ctx, p.actor, meeting.NewAttendance{Meeting: m.ID, Version: m.Version, Total: 9, Led: meeting.LedByMember}))
	}
}

// asker sends a request again and again over its own connections.
type asker struct {
	http   *http.Client
	make   func() *http.Request
	status int // that every answer must have
}

func newAsker(url, session string, connections int) asker {
	return asker{
		http: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: connections, DisableCompression: true}},
		make: func() *http.Request {
			r, _ := http.NewRequest(http.MethodGet, url, nil)
			if session != "" {
				r.AddCookie(&http.Cookie{Name: "krag_session", Value: session})
			}
			return r
		},
		status: http.StatusOK,
	}
}

// knowing asks like another asker who has the answer already.
func (a asker) knowing(etag string) asker {
	knows := a
	knows.status = http.StatusNotModified
	knows.make = func() *http.Request {
		r := a.make()
		r.Header.Set("If-None-Match", etag)
		return r
	}
	return knows
}

func (a asker) once(b *testing.B) (http.Header, []byte) {
	res, err := a.http.Do(a.make())
	if err != nil {
		b.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != a.status {
		b.Fatalf("%s: %s, %v", res.Request.URL.Path, res.Status, err)
	}
	return res.Header, body
}

// perSecond is how many requests are answered in a second over so many
// connections at once.
func (a asker) perSecond(b *testing.B, connections int, span time.Duration) float64 {
	var n atomic.Int64
	var all sync.WaitGroup
	began := time.Now()
	for range connections {
		all.Go(func() {
			for time.Since(began) < span {
				a.once(b)
				n.Add(1)
			}
		})
	}
	all.Wait()
	return float64(n.Load()) / time.Since(began).Seconds()
}

// bare answers every request with the same headers and bytes and does nothing
// else: the most this machine could do.
func bare(b *testing.B, header http.Header, body []byte) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		for k, v := range header {
			w.Header()[k] = v
		}
		_, _ = w.Write(body)
	}))
	s.Listener = l
	s.Start()
	b.Cleanup(s.Close)
	return s.URL
}

// BenchmarkPages gives the requests a second of a page as a percentage of the
// bare handler's (want at least 5), and how many times slower it is with a
// hundred times the data (want at most 1.5). All in one run, in turns.
func BenchmarkPages(b *testing.B) {
	small, large := newLoad(b, 1), newLoad(b, 100)
	for _, path := range []string{"/today", "/programmes/p0"} {
		b.Run(strings.Trim(path, "/"), func(b *testing.B) {
			little := newAsker(small.URL()+path, small.session, 8)
			much := newAsker(large.URL()+path, large.session, 8)
			header, body := little.once(b)
			much.once(b)
			nothing := newAsker(bare(b, header, body), "", 8)
			var share, slower []float64
			for b.Loop() {
				for range 3 {
					most := nothing.perSecond(b, 8, time.Second)
					few := little.perSecond(b, 8, time.Second)
					many := much.perSecond(b, 8, time.Second)
					share = append(share, 100*few/most)
					slower = append(slower, few/many)
				}
			}
			b.ReportMetric(median(share), "%of_bare")
			b.ReportMetric(median(slower), "times_slower_100x")
			b.ReportMetric(float64(len(body)), "bytes/page")
		})
	}
}

func median(v []float64) float64 {
	slices.Sort(v)
	return v[len(v)/2]
}

// BenchmarkAttendance gives how many durable inserts' time it takes to record
// the attendance of twelve people (want at most 5). An insert is one row in a
// database of its own with the same settings, committed to disk.
func BenchmarkAttendance(b *testing.B) {
	p := newLoad(b, 1)
	people := p.twelve()
	var meetings []meeting.Row
	for _, in := range p.groups[:1] {
		past, err := p.Services().Meetings.OfGroup(b.Context(), p.actor, in, false, domain.Page{Number: 1})
		p.must(err)
		meetings = past.Rows
	}
	insert := durable(b)
	var record, one []float64
	version := map[domain.MeetingID]int64{}
	for b.Loop() {
		for i, m := range meetings {
			if version[m.ID] == 0 {
				version[m.ID] = m.Version
			}
			began := time.Now()
			insert(i)
			one = append(one, time.Since(began).Seconds())
			began = time.Now()
			p.must(p.Services().Meetings.Record(b.Context(), p.actor, meeting.NewAttendance{
				Meeting: m.ID, Version: version[m.ID], Total: 12, Newcomers: int(version[m.ID] % 2), Led: meeting.LedByMember, Present: people,
			}))
			record = append(record, time.Since(began).Seconds())
			version[m.ID]++
		}
	}
	b.ReportMetric(median(record)/median(one), "durable_inserts")
	b.ReportMetric(median(record)*1e6, "µs/recording")
}

// twelve lets twelve people join the first group before its first meeting.
func (p *load) twelve() (people []domain.PersonID) {
	for i := range 12 {
		id := domain.NewID[domain.MembershipID]()
		p.must(p.Services().Flow.Join(p.b.Context(), p.actor, flow.Joining{
			ID: id, Group: p.groups[0], Pseudonym: fmt.Sprintf("Osoba %d", i), On: domain.Date{Year: 2020, Month: 1, Day: 1},
		}))
		people = append(people, domain.PersonID(id))
	}
	return people
}

func durable(b *testing.B) func(int) {
	db, err := sql.Open("sqlite", "file:"+b.TempDir()+"/one.db?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_txlock=immediate")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	if _, err := db.Exec("CREATE TABLE one (id integer PRIMARY KEY, n integer)"); err != nil {
		b.Fatal(err)
	}
	return func(i int) {
		if _, err := db.Exec("INSERT INTO one (n) VALUES ($1)", i); err != nil {
			b.Fatal(err)
		}
	}
}
