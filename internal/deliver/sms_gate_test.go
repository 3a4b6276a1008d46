package deliver

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
)

// gate is a gateway of a provider: it listens with TLS, takes down every byte,
// and answers what the test says.
type gate struct {
	url   string
	roots *x509.CertPool
	calls atomic.Int32 // connections
	heard chan string  // the bytes of each request
}

// certificate is one for 127.0.0.1, and who trusts it.
func certificate(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	s := httptest.NewTLSServer(http.NotFoundHandler())
	defer s.Close()
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	return s.TLS.Certificates[0], roots
}

// newGate answers each connection by a function, which is given the request
// once it was read, and hangs up after it.
func newGate(t *testing.T, answer func(c net.Conn)) *gate {
	t.Helper()
	cert, roots := certificate(t)
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{cert}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	g := &gate{url: "https://" + l.Addr().String() + "/sms", roots: roots, heard: make(chan string, 10)}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			g.calls.Add(1)
			go g.serve(c, answer)
		}
	}()
	return g
}

func (g *gate) serve(c net.Conn, answer func(net.Conn)) {
	defer c.Close()
	var raw bytes.Buffer
	r, err := http.ReadRequest(bufio.NewReader(io.TeeReader(c, &raw)))
	if err != nil {
		return
	}
	if _, err = io.Copy(io.Discard, r.Body); err != nil {
		return
	}
	g.heard <- raw.String()
	answer(c)
}

// saying answers with these bytes.
func saying(text string) func(net.Conn) {
	return func(c net.Conn) { _, _ = io.WriteString(c, text) }
}

func answered(status, body string) func(net.Conn) {
	return saying("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" + body)
}

const gateParcelID = "0197f3b2-6c00-7000-8000-0000000000aa"

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// gateway is one that is right, at a gate.
func (g *gate) gateway(t *testing.T) Gateway {
	t.Helper()
	return Gateway{
		URL: g.url, Type: "application/json", MostParts: 3, Roots: g.roots,
		Headers:  []Header{{Name: "authorization", Value: "Bearer ", File: wordFile(t, "s3cret\n")}},
		Body:     `{"to":["{to}"],"message":"{text}","from":"{sender}","ref":"{ref}","n":1.50}`,
		RefField: "list.0.id", ErrorField: "error", HouseErrors: []string{"103", "E7"}, Countries: []string{"+48", "+380"},
		Clock: domain.ClockFunc(func() time.Time { return noon }),
	}
}

func wordFile(t *testing.T, word string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "word")
	if err := os.WriteFile(path, []byte(word), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func smsParcel(t *testing.T, text string) notify.Parcel {
	t.Helper()
	id, err := domain.ParseID[domain.ParcelID](gateParcelID)
	if err != nil {
		t.Fatal(err)
	}
	return notify.Parcel{
		ID: id, Channel: notify.SMS, To: domain.NewSecret("+48123456789"),
		Sender: domain.NewSecret("Biuro"), Text: domain.NewSecret(text),
	}
}

func newText(t *testing.T, g Gateway) *Text {
	t.Helper()
	s, err := NewText(g)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// sentBy sends one parcel all the way.
func sentBy(t *testing.T, g Gateway, text string) notify.Outcome {
	t.Helper()
	s, o := newText(t, g).Ready(t.Context(), smsParcel(t, text))
	if s == nil {
		return o
	}
	return s.Go(t.Context())
}
