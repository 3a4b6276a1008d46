package e2e_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/emersion/go-smtp"

	"krag/internal/cli"
	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/meeting"
	"krag/internal/domain/notify"
	"krag/internal/flow"
	"krag/internal/web"
)

// postbox is a mail server and an SMS gateway on this machine. They keep what
// came, every byte of it.
type postbox struct {
	mu    sync.Mutex
	count map[string]int // letters, by their Message-ID
	bytes bytes.Buffer   // everything that was said to either
	came  chan struct{}  // one for each letter and each SMS
	file  string         // for --messages
	shut  atomic.Bool    // the house is not let in
	asked atomic.Int32   // how often it asked all the same
}

func newPostbox(t testing.TB) *postbox {
	t.Helper()
	p := &postbox{count: map[string]int{}, came: make(chan struct{}, 100_000)}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := smtp.NewServer(p)
	s.Domain = "127.0.0.1"
	go func() { _ = s.Serve(overheard{l, p}) }()
	gateway := httptest.NewServer(http.HandlerFunc(p.sms))
	t.Cleanup(func() { _ = s.Close(); gateway.Close() })
	file, err := json.Marshal(map[string]any{
		"url":  "https://termin.example.org",
		"mail": map[string]any{"address": l.Addr().String(), "tls": "none", "from": "termin@example.org", "bounce": "zwroty@example.org"},
		"sms": map[string]any{
			"url": gateway.URL, "type": "application/json", "most_parts": 4, "ref_field": "id",
			"body": map[string]any{"to": "{to}", "text": "{text}", "from": "{sender}", "ref": "{ref}"},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	p.file = filepath.Join(t.TempDir(), "messages.json")
	if err := os.WriteFile(p.file, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *postbox) sms(w http.ResponseWriter, r *http.Request) {
	if p.shut.Load() {
		p.asked.Add(1)
		http.Error(w, `{"error": "no such key"}`, http.StatusUnauthorized)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	_ = r.Write(&p.bytes)
	fmt.Fprint(w, `{"id": "17"}`)
	p.came <- struct{}{}
}

// NewSession is a conversation; see smtp.Backend.
func (p *postbox) NewSession(*smtp.Conn) (smtp.Session, error) { return p, nil }

// Mail takes whoever sends; see smtp.Session.
func (*postbox) Mail(string, *smtp.MailOptions) error { return nil }

// Rcpt takes any recipient, of whoever is let in.
func (p *postbox) Rcpt(to string, _ *smtp.RcptOptions) error {
	if strings.HasPrefix(to, "z-") {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 7, 1}, Message: "takes nothing from outside"}
	}
	if p.shut.Load() {
		p.asked.Add(1)
		return &smtp.SMTPError{Code: 530, EnhancedCode: smtp.EnhancedCode{5, 7, 0}, Message: "sign in first"}
	}
	return nil
}

// Data takes a letter.
func (p *postbox) Data(r io.Reader) error {
	m, err := mail.ReadMessage(r)
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, m.Body); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.count[m.Header.Get("Message-ID")]++
	p.came <- struct{}{}
	return nil
}

// Reset and Logout forget nothing.
func (*postbox) Reset() {}

// Logout ends a conversation.
func (*postbox) Logout() error { return nil }

// letters are how often each parcel came.
func (p *postbox) letters() map[domain.ParcelID]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := map[domain.ParcelID]int{}
	for id, n := range p.count {
		parcel, _, _ := strings.Cut(strings.Trim(id, "<>"), "@")
		if u, err := domain.ParseID[domain.ParcelID](parcel); err == nil {
			all[u] = n
		}
	}
	return all
}

// overheard keeps every byte of each connection.
type overheard struct {
	net.Listener
	p *postbox
}

type ear struct {
	net.Conn
	p *postbox
}

// Accept is a connection that is listened to.
func (o overheard) Accept() (net.Conn, error) {
	c, err := o.Listener.Accept()
	return ear{c, o.p}, err
}

// Read keeps what is read.
func (e ear) Read(b []byte) (int, error) {
	n, err := e.Conn.Read(b)
	e.p.mu.Lock()
	defer e.p.mu.Unlock()
	e.p.bytes.Write(b[:n])
	return n, err
}

// circle is a group of people who may be written to, in an institution that sends.
type circle struct {
	t        testing.TB
	services web.Services
	by       authz.Actor
	group    domain.GroupID
	people   []domain.PersonID
	meeting  domain.MeetingID
}

// newCircle joins people to the group of a house and plans a meeting in ten days.
func newCircle(t testing.TB, r *cli.Running, h house, people int, contact func(i int, c *notify.Contact)) circle {
	t.Helper()
	c := circle{t: t, services: r.Services()}
	all, err := c.services.Institutions.All(t.Context(), authz.House(domain.Across))
	if err != nil || len(all) != 1 {
		t.Fatal(len(all), err)
	}
	in := all[0]
	c.by = authz.Actor{Roles: []authz.Role{authz.Coordinator, authz.Manager}, User: domain.NewID[domain.UserID](), Institution: in.ID, Scope: in.Scope()}
	c.group, err = domain.ParseID[domain.GroupID](strings.TrimPrefix(h.group, "/groups/"))
	c.must(err)
	house, err := c.services.Messages.House(t.Context(), c.by)
	c.must(err)
	house.Mode, house.From, house.Until, house.PerHour, house.PartsEach = notify.Live, 0, 0, 0, 0
	c.must(c.services.Messages.SaveHouse(t.Context(), c.by, house))
	today := domain.DateOf(domain.SystemClock.Now(), in.Location())
	for i := range people {
		j := flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: c.group, Pseudonym: fmt.Sprintf("Ptak %d", i), MadeUp: true, On: today}
		c.must(c.services.Flow.Join(t.Context(), c.by, j))
		who := domain.PersonID{UUID: j.ID.UUID}
		c.people = append(c.people, who)
		k := notify.Contact{
			Party: notify.Party{Person: who}, May: true, Channel: notify.Email, Address: domain.NewSecret(fmt.Sprintf("adres%d@skrzynka.example", i)),
			Detail: notify.DetailTime, Lang: "pl",
		}
		if contact != nil {
			contact(i, &k)
		}
		self := authz.Actor{Roles: []authz.Role{authz.Member}, Person: who, Institution: in.ID, Scope: in.Scope()}
		c.must(c.services.Contacts.Save(t.Context(), self, k, today, 0))
	}
	series := meeting.NewSeries{
		ID: domain.NewID[domain.SeriesID](), Group: c.group, First: today.AddDays(10), Start: 17 * 60, End: 18 * 60, Every: 1, Count: 1,
		Place: "Sala pod Wydrą", Zone: in.Location(),
	}
	_, err = c.services.Meetings.Plan(t.Context(), c.by, series)
	c.must(err)
	ahead, err := c.services.Meetings.OfGroup(t.Context(), c.by, c.group, true, domain.Page{Number: 1})
	c.must(err)
	c.meeting = ahead.Rows[0].ID
	return c
}

func (c circle) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

// turns calls the meeting off, or plans it again.
func (c circle) turns() {
	c.t.Helper()
	m, err := c.services.Meetings.Meeting(c.t.Context(), c.by, c.meeting)
	c.must(err)
	if m.State == meeting.Cancelled {
		c.must(c.services.Meetings.Restore(c.t.Context(), c.by, c.meeting, m.Version))
	} else {
		c.must(c.services.Meetings.Cancel(c.t.Context(), c.by, c.meeting, m.Version))
	}
}
