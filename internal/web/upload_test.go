package web_test

import (
	"bufio"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web"
	"krag/internal/web/webtest/htmlcheck"
)

// takesIn serves the works once more, with other limits.
func (w works) takesIn(l web.UploadLimits) *httptest.Server {
	s := httptest.NewServer(web.New(w.Services(), w.Services().Flow.Desk.Policy, web.Config{
		BaseURL: w.URL(), Clock: domain.ClockFunc(w.clock), Log: slog.New(slog.DiscardHandler), Uploads: l,
	}).Handler())
	w.t.Cleanup(s.Close)
	return s
}

// at is the same browser at another server.
func (b *browser) at(s *httptest.Server) *browser {
	other := *b
	other.base = s.URL
	return &other
}

// underway is a form with a file that is on its way and does not go on.
type underway struct {
	net.Conn
	read *bufio.Reader
	rest string
}

// hangs begins to send a file and stops in the middle of it. It comes back when
// the server has begun to read: then the file has its place in memory.
func (b *browser) hangs(path string) *underway {
	b.t.Helper()
	at, err := url.Parse(b.base)
	if err != nil {
		b.t.Fatal(err)
	}
	var cookies []string
	for _, c := range b.client.Jar.Cookies(at) {
		cookies = append(cookies, c.Name+"="+c.Value)
	}
	var form strings.Builder
	for name, values := range b.get(path).fill(path, "about", "Uchwała o sali") {
		if name != "file" {
			fmt.Fprintf(&form, "--x\r\nContent-Disposition: form-data; name=%q\r\n\r\n%s\r\n", name, values[0])
		}
	}
	form.WriteString("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"uchwała.pdf\"\r\n\r\n")
	begins, rest := form.String(), string(smallPDF(""))+"\r\n--x--\r\n"
	c, err := new(net.Dialer).DialContext(b.t.Context(), "tcp", at.Host)
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { _ = c.Close() })
	s := &underway{c, bufio.NewReader(c), rest}
	_, err = fmt.Fprintf(c, "POST %s HTTP/1.1\r\nHost: krag\r\nCookie: %s\r\nExpect: 100-continue\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: %d\r\n\r\n",
		path, strings.Join(cookies, "; "), len(begins)+len(rest))
	if err != nil {
		b.t.Fatal(err)
	}
	if line, err := s.read.ReadString('\n'); err != nil || !strings.Contains(line, "100 Continue") {
		b.t.Fatalf("the file is not waited for: %q, %v", line, err)
	}
	if line, err := s.read.ReadString('\n'); err != nil || line != "\r\n" {
		b.t.Fatalf("the file is not waited for: %q, %v", line, err)
	}
	if _, err := io.WriteString(c, begins); err != nil {
		b.t.Fatal(err)
	}
	return s
}

// answered is what comes back.
func (s *underway) answered(t *testing.T) answer {
	t.Helper()
	res, err := http.ReadResponse(s.read, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{t, res.StatusCode, res.Header.Get("Location"), res.Header, text}
}

// ends sends what was left.
func (s *underway) ends(t *testing.T) answer {
	t.Helper()
	if _, err := io.WriteString(s, s.rest); err != nil {
		t.Fatal(err)
	}
	return s.answered(t)
}

func (b *browser) attaches() answer {
	b.t.Helper()
	return b.postFile(attachForm, b.get(attachForm).fill(attachForm, "about", "Uchwała o sali"), chosenFile{"a.pdf", smallPDF("")})
}

// TestWhoHangsHoldsTheirOwnPlacesOnly: somebody whose files hang waits for
// them; everybody else goes on.
func TestWhoHangsHoldsTheirOwnPlacesOnly(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		w := worksIn(a)
		other, _ := w.staff("Iga", domain.GroupID{}, authz.Coordinator)
		s := w.takesIn(web.UploadLimits{Held: 3, Own: 2, Wait: 100 * time.Millisecond, Still: time.Minute, Rate: 1, Whole: time.Minute})
		hanging, quick := w.coordinator.at(s), other.at(s)
		first := hanging.hangs(attachForm)
		hanging.hangs(importForm)
		late := hanging.attaches().is(http.StatusTooManyRequests,
			htmlcheck.In("main", htmlcheck.Says("Poprzednie Twoje pliki jeszcze się wysyłają")), htmlcheck.In(`main form input[name="about"]`, htmlcheck.Attr("value", "Uchwała o sali")))
		if late.header.Get("Retry-After") == "" {
			t.Error("it is not said when to try again")
		}
		if got := quick.attaches(); got.status != http.StatusSeeOther {
			t.Fatalf("nobody else gets through: %d", got.status)
		}
		if got := first.ends(t); got.status != http.StatusSeeOther {
			t.Fatalf("what hung and came after all is answered with %d", got.status)
		}
		if got := hanging.attaches(); got.status != http.StatusSeeOther {
			t.Errorf("a place was not given back: %d", got.status)
		}
		quick.hangs(attachForm)
		quick.hangs(importForm)
		third, _ := w.staff("Ola", domain.GroupID{}, authz.Coordinator)
		third.at(s).attaches().is(http.StatusServiceUnavailable, htmlcheck.In(`main form input[name="about"]`))
		if got := len(w.attachments()); got != 3 {
			t.Errorf("%d files came in, want 3", got)
		}
	})
}

// TestWhatHangsIsEnded: a file that does not go on coming is given up, and it is
// said. What was typed waits in the page; the place is free again.
func TestWhatHangsIsEnded(t *testing.T) {
	w := startWorks(t)
	s := w.takesIn(web.UploadLimits{Held: 1, Own: 1, Wait: time.Minute, Still: time.Second, Rate: 1, Whole: time.Minute})
	b := w.coordinator.at(s)
	for range 2 {
		b.hangs(attachForm).answered(t).is(http.StatusRequestTimeout,
			htmlcheck.In("h1", htmlcheck.Text("Nie doszło na czas")), htmlcheck.In("main", htmlcheck.Says("Sprawdź połączenie i wyślij go jeszcze raz"), htmlcheck.Says("uchwała.pdf")),
			htmlcheck.In(`main form input[name="about"]`, htmlcheck.Attr("value", "Uchwała o sali")), htmlcheck.In(`main form input[type="file"]`))
	}
	if got := b.attaches(); got.status != http.StatusSeeOther {
		t.Errorf("the place was not given back: %d", got.status)
	}
}

// TestNobodyTricklesForLong: whoever sends a byte whenever the server is about
// to give up is ended all the same; a file on a slow line is not, and one that
// came fast and stops is not waited for longer than any other.
func TestNobodyTricklesForLong(t *testing.T) {
	l, began := web.UploadLimits{Still: 30 * time.Second, Rate: 8 << 10, Whole: 10 * time.Minute}, testNow
	now, came := began, int64(0)
	for last := now.Add(-1); now.After(last); came++ {
		last, now = now, l.Until(began, now, came).Add(-time.Millisecond)
	}
	if took := now.Sub(began); took > 31*time.Second {
		t.Errorf("a byte at a time was waited for %s", took)
	}
	for second := range 595 { // 10 MB by 17 kB/s
		if now = began.Add(time.Duration(second) * time.Second); !l.Until(began, now, int64(second)*17_500).After(now.Add(time.Second)) {
			t.Fatalf("a slow line is ended after %d s", second)
		}
	}
	if wait := l.Until(began, began.Add(time.Second), 50<<20).Sub(began); wait != 31*time.Second {
		t.Errorf("what came fast and stops is waited for %s", wait)
	}
	if wait := l.Until(began, began.Add(9*time.Minute+59*time.Second), 50<<20).Sub(began); wait != 10*time.Minute {
		t.Errorf("all of it may take %s", wait)
	}
}
