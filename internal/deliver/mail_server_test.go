package deliver

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"log"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

const (
	mailUser     = "poczta"
	mailPassword = "zażółć-gęślą"
)

// mailServer takes letters as a real one does, and remembers everything.
type mailServer struct {
	t      *testing.T
	addr   string
	roots  string // its certificate, as a file
	server *smtp.Server
	ways   []string // how to sign in
	onRcpt func(to string) error

	mu      sync.Mutex
	letters []letterIn
	hellos  []string
	open    []net.Conn // connections that are not closed yet
	most    int        // connections at once
	all     int        // connections ever
}

// letterIn is a letter that was answered with 250.
type letterIn struct {
	from string
	to   []string
	data []byte
}

// newMailServer listens on this machine only, encrypted as
// a wire may ask for.
func newMailServer(t *testing.T, how string, change func(*mailServer)) *mailServer {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &mailServer{t: t, addr: ln.Addr().String(), ways: []string{sasl.Plain}}
	cert, roots := mailCertificate(t, net.IPv4(127, 0, 0, 1))
	s.roots = roots
	s.server = smtp.NewServer(s)
	s.server.Domain, s.server.ErrorLog = "mx.example.org", log.New(io.Discard, "", 0)
	s.server.AllowInsecureAuth = how == NoTLS
	if change != nil {
		change(s)
	}
	ln = counted{ln, s}
	switch how {
	case StartTLS:
		s.server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{cert}}
	case WholeTLS:
		ln = tls.NewListener(ln, &tls.Config{Certificates: []tls.Certificate{cert}})
	}
	done := make(chan struct{})
	go func() { defer close(done); _ = s.server.Serve(ln) }()
	t.Cleanup(func() { _ = s.server.Close(); <-done })
	return s
}

// mail is a wire to this server.
func (s *mailServer) mail(how string, change func(*SMTP)) *Mail {
	s.t.Helper()
	c := SMTP{Addr: s.addr, TLS: how, Roots: s.roots, User: mailUser, PasswordFile: file(s.t, mailPassword+"\n"), From: "poczta@dom.example", Bounce: "wraca.example", Clock: mailClock}
	if change != nil {
		change(&c)
	}
	m, err := NewMail(c)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(m.Close)
	return m
}

func (s *mailServer) taken() []letterIn {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.letters)
}

// connections are how many there ever were, and how many at once.
func (s *mailServer) connections() (all, most int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all, s.most
}

// cut ends every connection, as a server does that is started anew.
func (s *mailServer) cut() {
	s.mu.Lock()
	open := slices.Clone(s.open)
	s.mu.Unlock()
	for _, c := range open {
		_ = c.Close()
	}
}

func (s *mailServer) NewSession(c *smtp.Conn) (smtp.Session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hellos = append(s.hellos, c.Hostname())
	return &mailSession{s: s}, nil
}

type mailSession struct {
	s      *mailServer
	signed bool
	letterIn
}

func (m *mailSession) AuthMechanisms() []string { return m.s.ways }

func (m *mailSession) Auth(way string) (sasl.Server, error) {
	check := func(user, password string) error {
		if m.signed = user == mailUser && password == mailPassword; !m.signed {
			return smtp.ErrAuthFailed
		}
		return nil
	}
	switch way {
	case sasl.Plain:
		return sasl.NewPlainServer(func(_, user, password string) error { return check(user, password) }), nil
	case sasl.Login:
		return &loginServer{check: check}, nil
	}
	return nil, smtp.ErrAuthUnknownMechanism
}

func (m *mailSession) Mail(from string, _ *smtp.MailOptions) error {
	if !m.signed {
		return smtp.ErrAuthRequired
	}
	m.from = from
	return nil
}

func (m *mailSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	if m.s.onRcpt != nil {
		if err := m.s.onRcpt(to); err != nil {
			return err
		}
	}
	m.to = append(m.to, to)
	return nil
}

func (m *mailSession) Data(r io.Reader) (err error) {
	if m.data, err = io.ReadAll(r); err != nil {
		return err
	}
	m.s.mu.Lock()
	defer m.s.mu.Unlock()
	m.s.letters = append(m.s.letters, m.letterIn)
	return nil
}

func (m *mailSession) Reset()        { m.letterIn = letterIn{} }
func (m *mailSession) Logout() error { return nil }

// counted knows which connections are open.
type counted struct {
	net.Listener
	s *mailServer
}

func (l counted) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	l.s.mu.Lock()
	defer l.s.mu.Unlock()
	c = &countedConn{Conn: c, s: l.s}
	l.s.all++
	l.s.open = append(l.s.open, c)
	l.s.most = max(l.s.most, len(l.s.open))
	return c, nil
}

type countedConn struct {
	net.Conn
	s *mailServer
}

func (c *countedConn) Close() error {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	c.s.open = slices.DeleteFunc(c.s.open, func(o net.Conn) bool { return o == c })
	return c.Conn.Close()
}

// mailCertificate makes one that signs itself, and a file by which it is trusted.
func mailCertificate(t *testing.T, of net.IP) (tls.Certificate, string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "mx.example.org"}, IPAddresses: []net.IP{of},
		NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, file(t, string(text))
}

// file writes a text where only this test finds it.
func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// record keeps what was said, for whoever reads it meanwhile.
type record struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (r *record) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.buf.Write(p)
}

func (r *record) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.buf.String()
}

// loginServer asks for the user and then for the password.
type loginServer struct {
	check func(user, password string) error
	user  *string
	asked bool
}

func (l *loginServer) Next(response []byte) (challenge []byte, done bool, err error) {
	switch {
	case !l.asked:
		l.asked = true
		return []byte("Username:"), false, nil
	case l.user == nil:
		user := string(response)
		l.user = &user
		return []byte("Password:"), false, nil
	}
	return nil, true, l.check(*l.user, string(response))
}
