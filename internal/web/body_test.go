package web_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"krag/internal/domain"
	"krag/internal/web"
)

// weighed is a listener that knows how much was read from its clients.
type weighed struct {
	net.Listener
	read *atomic.Int64
}

func (l weighed) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	return weighedConn{c, l.read}, err
}

type weighedConn struct {
	net.Conn
	read *atomic.Int64
}

func (c weighedConn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.read.Add(int64(n))
	return n, err
}

// weighed serves the site once more and counts what its clients send.
func (a *app) weighed() (s *httptest.Server, read *atomic.Int64) {
	read = new(atomic.Int64)
	s = httptest.NewUnstartedServer(web.New(a.Services(), a.Services().Flow.Desk.Policy, web.Config{
		BaseURL: a.URL(), Clock: domain.ClockFunc(a.clock), Log: slog.New(slog.DiscardHandler),
	}).Handler())
	s.Listener = weighed{s.Listener, read}
	s.Start()
	a.t.Cleanup(s.Close)
	return s, read
}

// heavyBody is how much is sent along with a question, in bytes.
const heavyBody = 50 << 20

// TestNobodyReadsTheBodyOfAQuestion: whoever asks to read something may send
// along what they like. It is answered as if nothing had come, and next to
// nothing of it is read: neither memory nor disk can be filled by it.
func TestNobodyReadsTheBodyOfAQuestion(t *testing.T) {
	a := startApp(t)
	s, read := a.weighed()
	multi := "--x\r\nContent-Disposition: form-data; name=\"q\"\r\n\r\nkawa\r\n" +
		"--x\r\nContent-Disposition: form-data; name=\"page\"\r\n\r\n7\r\n--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n"
	for _, path := range []string{
		"/pl/practices", "/pl/practices.json", "/pl/practices/map", "/pl/practices/feed.atom", "/practices", "/pl/practices/none", "/sitemap.xml?part=1",
		"/practices.schema.json", "/card.schema.json", "/robots.txt", "/sign-in", "/in/none", "/help", "/", "/groups", "/static/none", "/nowhere",
	} {
		for kind, begins := range map[string]string{"multipart/form-data; boundary=x": multi, "application/x-www-form-urlencoded": "q=kawa&page=7&sort="} {
			for _, method := range []string{http.MethodGet, http.MethodHead} {
				bare, _ := plainly(t, s, method, path, "", "", "")
				for _, long := range []string{fmt.Sprintf("Content-Length: %d\r\n", heavyBody), "Transfer-Encoding: chunked\r\n"} {
					before := read.Load()
					heavy, closes := plainly(t, s, method, path, "Content-Type: "+kind+"\r\n"+long, long, begins)
					if heavy != bare {
						t.Errorf("%s %s with a body (%s) is answered otherwise:\n%.300s\nand not\n%.300s", method, path, kind, heavy, bare)
					}
					if n := read.Load() - before; n > 1<<20 {
						t.Errorf("%s %s (%s, %s): %d bytes were read", method, path, kind, strings.TrimSpace(long), n)
					}
					if !closes {
						t.Errorf("%s %s: the connection would be used again", method, path)
					}
				}
			}
		}
	}
}

// plainly asks by a connection of its own, with a heavy body if it has a
// length, and gives status and content of the answer.
func plainly(t *testing.T, s *httptest.Server, method, path, headers, long, begins string) (answer string, closes bool) {
	t.Helper()
	c, err := new(net.Dialer).DialContext(t.Context(), "tcp", s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	sent := make(chan struct{})
	go func() {
		defer close(sent)
		if _, err := fmt.Fprintf(c, "%s %s HTTP/1.1\r\nHost: krag\r\n%s\r\n", method, path, headers); err == nil && long != "" {
			pour(c, begins, strings.HasPrefix(long, "Transfer"))
		}
	}()
	r, err := http.ReadResponse(bufio.NewReader(c), &http.Request{Method: method})
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	body, err := io.ReadAll(r.Body)
	_, _ = r.Body.Close(), c.Close()
	<-sent
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	return fmt.Sprint(r.StatusCode, " ", string(body)), r.Close
}

// pour sends a heavy body until nobody takes any more of it.
func pour(w io.Writer, begins string, chunked bool) {
	piece := append([]byte(begins), bytes.Repeat([]byte("a"), 64<<10-len(begins))...)
	for range heavyBody / len(piece) {
		if chunked {
			piece := fmt.Sprintf("%x\r\n%s\r\n", len(piece), piece)
			if _, err := io.WriteString(w, piece); err != nil {
				return
			}
		} else if _, err := w.Write(piece); err != nil {
			return
		}
		piece = bytes.Repeat([]byte("a"), 64<<10)
	}
	if chunked {
		_, _ = io.WriteString(w, "0\r\n\r\n")
	}
}
