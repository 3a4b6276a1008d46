package deliver

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
)

func TestTextEveryByte(t *testing.T) {
	g := newGate(t, answered("200 OK", `{"list":[{"id":12345678901234567890}]}`))
	o := sentBy(t, g.gateway(t), "Wtorek, 17:00 – \"Biuro\"\\\n{to} <a> żółw\n")
	if want := (notify.Outcome{Fate: notify.Accepted, Code: "http.200", Parts: 1, Ref: "12345678901234567890"}); o != want {
		t.Errorf("%+v, want %+v", o, want)
	}
	host := strings.TrimSuffix(strings.TrimPrefix(g.url, "https://"), "/sms")
	body := `{"from":"Biuro","message":"Wtorek, 17:00 – \"Biuro\"\\\n{to} \u003ca\u003e żółw","n":1.50,"ref":"` + gateParcelID + `","to":["+48123456789"]}`
	want := "POST /sms HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nContent-Length: 162\r\n" +
		"Accept: application/json\r\nAuthorization: Bearer s3cret\r\nContent-Type: application/json\r\n\r\n" + body
	if got := <-g.heard; got != want {
		t.Errorf("sent\n%q, want\n%q", got, want)
	}
	if g.calls.Load() != 1 {
		t.Errorf("%d connections", g.calls.Load())
	}
}

func TestTextForm(t *testing.T) {
	g := newGate(t, answered("202 Accepted", `OK`))
	gw := g.gateway(t)
	gw.Type, gw.Body, gw.Fold, gw.Idempotent = "application/x-www-form-urlencoded", "to={digits}&message={text}&format=json", true, true
	gw.Headers = append(gw.Headers, Header{Name: "Idempotency-Key", Value: "krag-{ref}"})
	if o := sentBy(t, gw, "„Żółw” & co=1;%20+{text}"); o.Fate != notify.Accepted || o.Ref != "" || o.Parts != 1 {
		t.Errorf("%+v", o)
	}
	got := <-g.heard
	head, body, _ := strings.Cut(got, "\r\n\r\n")
	if !strings.Contains(head, "\r\nIdempotency-Key: krag-"+gateParcelID) {
		t.Errorf("no key in %q", head)
	}
	if want := "format=json&message=%22Zolw%22+%26+co%3D1%3B%2520%2B%7Btext%7D&to=48123456789"; body != want {
		t.Errorf("%q, want %q", body, want)
	}
	if form, err := url.ParseQuery(body); err != nil || form.Get("message") != `"Zolw" & co=1;%20+{text}` {
		t.Errorf("%v %v", form, err)
	}
}

func TestTextAnswers(t *testing.T) {
	long := strings.Repeat("x", 65)
	for _, c := range []struct {
		name, status, body string
		want               notify.Outcome
		idempotent         notify.Fate // empty is the same
	}{
		{"broken", "200 OK", `{"list":[{"id":"a`, notify.Outcome{Fate: notify.Accepted, Code: "http.200", Parts: 1}, ""},
		{"without a reference", "200 OK", `{"list":[]}`, notify.Outcome{Fate: notify.Accepted, Code: "http.200", Parts: 1}, ""},
		{"of another shape", "201 Created", `[["list"]]`, notify.Outcome{Fate: notify.Accepted, Code: "http.201", Parts: 1}, ""},
		{"an object for a reference", "200 OK", `{"list":[{"id":{}}]}`, notify.Outcome{Fate: notify.Accepted, Code: "http.200", Parts: 1}, ""},
		{"a text", "200 OK", `{"list":[{"id":"AB-1_2.3"}],"error":null}`, notify.Outcome{Fate: notify.Accepted, Code: "http.200", Parts: 1, Ref: "AB-1_2.3"}, ""},
		{"64", "200 OK", `{"list":[{"id":"` + long[1:] + `"}]}`, notify.Outcome{Fate: notify.Accepted, Code: "http.200", Parts: 1, Ref: long[1:]}, ""},
		{"65", "200 OK", `{"list":[{"id":"` + long + `"}]}`, notify.Outcome{Fate: notify.Accepted, Code: "http.200", Parts: 1}, ""},
		{"a number in it", "200 OK", `{"list":[{"id":"to-48123456789-1"}]}`, notify.Outcome{Fate: notify.Accepted, Code: "http.200", Parts: 1}, ""},
		{"signs in it", "200 OK", `{"list":[{"id":"a b\n"}]}`, notify.Outcome{Fate: notify.Accepted, Code: "http.200", Parts: 1}, ""},
		{"too much", "200 OK", `{"x":"` + strings.Repeat("x", maxAnswer) + `","list":[{"id":"1"}]}`, notify.Outcome{Fate: notify.Accepted, Code: "http.200", Parts: 1}, ""},
		{"refused in words", "200 OK", `{"error":101,"message":"no +48123456789"}`, notify.Outcome{Fate: notify.Refused, Code: "gateway"}, ""},
		{"a wrong key in words", "200 OK", `{"error":"E7","message":"key"}`, notify.Outcome{Fate: notify.Passing, Code: "access.gateway"}, ""},
		{"no money in numbers", "200 OK", `{"error":103}`, notify.Outcome{Fate: notify.Passing, Code: "access.gateway"}, ""},
		{"no error in words", "200 OK", `{"error":0}`, notify.Outcome{Fate: notify.Accepted, Code: "http.200", Parts: 1}, ""},
		{"bad request", "400 Bad Request", `{}`, notify.Outcome{Fate: notify.Refused, Code: "http.400"}, ""},
		{"wrong key", "401 Unauthorized", `{}`, notify.Outcome{Fate: notify.Passing, Code: "access.http.401"}, ""},
		{"no money", "402 Payment Required", `{}`, notify.Outcome{Fate: notify.Passing, Code: "access.http.402"}, ""},
		{"an account that is shut", "403 Forbidden", `{}`, notify.Outcome{Fate: notify.Passing, Code: "access.http.403"}, ""},
		{"no gateway there", "404 Not Found", ``, notify.Outcome{Fate: notify.Passing, Code: "access.http.404"}, ""},
		{"a proxy between", "407 Proxy Authentication Required", ``, notify.Outcome{Fate: notify.Passing, Code: "access.http.407"}, ""},
		{"too slow for it", "408 Request Timeout", ``, notify.Outcome{Fate: notify.Passing, Code: "http.408"}, ""},
		{"a number it does not take", "422 Unprocessable Content", `{}`, notify.Outcome{Fate: notify.Refused, Code: "http.422"}, ""},
		{"seconds", "429 Too Many Requests\r\nRetry-After: 120", ``, notify.Outcome{Fate: notify.Passing, Code: "http.429", Wait: 2 * time.Minute}, ""},
		{"a date", "429 Too Many Requests\r\nRetry-After: Mon, 02 Mar 2026 12:10:00 GMT", ``, notify.Outcome{Fate: notify.Passing, Code: "http.429", Wait: 10 * time.Minute}, ""},
		{"a date that was", "429 Too Many Requests\r\nRetry-After: Mon, 02 Mar 2026 11:10:00 GMT", ``, notify.Outcome{Fate: notify.Passing, Code: "http.429"}, ""},
		{"a date far away", "503 Service Unavailable\r\nRetry-After: Mon, 02 Mar 2099 12:10:00 GMT", ``, notify.Outcome{Fate: notify.Passing, Code: "http.503", Wait: 6 * time.Hour}, ""},
		{"seconds without end", "503 Service Unavailable\r\nRetry-After: 99999999999999999999999", ``, notify.Outcome{Fate: notify.Passing, Code: "http.503", Wait: 6 * time.Hour}, ""},
		{"not said", "503 Service Unavailable", ``, notify.Outcome{Fate: notify.Passing, Code: "http.503"}, ""},
		{"not readable", "429 Too Many Requests\r\nRetry-After: soon", ``, notify.Outcome{Fate: notify.Passing, Code: "http.429"}, ""},
		{"broken inside", "500 Internal Server Error", `{}`, notify.Outcome{Fate: notify.Uncertain, Code: "http.500"}, notify.Passing},
		{"broken behind", "504 Gateway Timeout", `{}`, notify.Outcome{Fate: notify.Uncertain, Code: "http.504"}, notify.Passing},
		{"wait first", "102 Processing\r\n\r\nHTTP/1.1 204 No Content", ``, notify.Outcome{Fate: notify.Accepted, Code: "http.204", Parts: 1}, ""},
		{"another protocol", "101 Switching Protocols", ``, notify.Outcome{Fate: notify.Uncertain, Code: "http.101"}, notify.Passing},
		{"not HTTP", "hello", ``, notify.Outcome{Fate: notify.Uncertain, Code: "lost"}, notify.Passing},
		{"headers without end", "200 OK\r\nX: " + strings.Repeat("x", maxHead+maxAnswer), ``, notify.Outcome{Fate: notify.Uncertain, Code: "lost"}, notify.Passing},
	} {
		t.Run(c.name, func(t *testing.T) {
			gw := newGate(t, answered(c.status, c.body)).gateway(t)
			if o := sentBy(t, gw, "Wtorek, 17:00"); o != c.want {
				t.Errorf("%+v, want %+v", o, c.want)
			}
			if gw.Idempotent = true; c.idempotent != "" {
				c.want.Fate = c.idempotent
			}
			if o := sentBy(t, gw, "Wtorek, 17:00"); o != c.want {
				t.Errorf("idempotent: %+v, want %+v", o, c.want)
			}
		})
	}
}

// TestTextRedirect: a telephone number goes where the operator said, and nowhere
// else.
func TestTextRedirect(t *testing.T) {
	var called []string
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		called = append(called, r.URL.Path)
		http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
	}))
	defer s.Close()
	gw := (&gate{url: s.URL + "/sms"}).gateway(t)
	gw.Roots = s.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	if o := sentBy(t, gw, "x"); o != (notify.Outcome{Fate: notify.Passing, Code: "access.http.307"}) {
		t.Errorf("%+v", o)
	}
	if len(called) != 1 || called[0] != "/sms" {
		t.Errorf("called %v", called)
	}
}

// TestTextCut: whether the message may have arrived is told apart by whether
// anything was written.
func TestTextCut(t *testing.T) {
	t.Run("after the request", func(t *testing.T) {
		g := newGate(t, func(net.Conn) {})
		gw := g.gateway(t)
		if o := sentBy(t, gw, "x"); o != (notify.Outcome{Fate: notify.Uncertain, Code: "lost"}) {
			t.Errorf("%+v", o)
		}
		gw.Idempotent = true
		if o := sentBy(t, gw, "x"); o != (notify.Outcome{Fate: notify.Passing, Code: "lost"}) {
			t.Errorf("%+v", o)
		}
		if g.calls.Load() != 2 {
			t.Errorf("%d connections for two messages", g.calls.Load())
		}
	})
	t.Run("before the request", func(t *testing.T) {
		s := httptest.NewTLSServer(nil)
		s.Config.Handler = http.NotFoundHandler()
		gw := (&gate{url: s.URL}).gateway(t)
		gw.Roots = s.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
		ready, o := newText(t, gw).Ready(t.Context(), smsParcel(t, "x"))
		if ready == nil {
			t.Fatalf("%+v", o)
		}
		s.CloseClientConnections()
		s.Close()
		shipment := ready.(*textShipment)
		shipment.heard <- <-shipment.heard
		if o := shipment.Go(t.Context()); o != (notify.Outcome{Fate: notify.Passing, Code: "closed"}) {
			t.Errorf("%+v", o)
		}
	})
	for n, want := range []notify.Fate{notify.Passing, notify.Uncertain} {
		bare, other := net.Pipe()
		defer other.Close()
		l := &line{Conn: tornConn{bare, n}, bare: bare}
		s := textShipment{text: newText(t, (&gate{url: "https://127.0.0.1"}).gateway(t)), request: []byte("POST"), line: l}
		if o := s.Go(t.Context()); o.Fate != want {
			t.Errorf("%d octets written: %+v", n, o)
		}
	}
}

// tornConn breaks when n octets were written.
type tornConn struct {
	net.Conn
	n int
}

func (c tornConn) Write([]byte) (int, error) { return c.n, io.ErrClosedPipe }

// TestTextSlow: the number of an answer counts, as far as it came.
func TestTextSlow(t *testing.T) {
	done := make(chan struct{})
	t.Cleanup(func() { close(done) })
	for says, want := range map[string]notify.Outcome{
		"":               {Fate: notify.Uncertain, Code: "timeout"},
		"HTTP/1.1 200 O": {Fate: notify.Uncertain, Code: "timeout"},
		"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{": {Fate: notify.Accepted, Code: "http.200", Parts: 1},
		"HTTP/1.1 400 No\r\nContent-Length: 50\r\n\r\n{": {Fate: notify.Refused, Code: "http.400"},
	} {
		t.Run(says, func(t *testing.T) {
			t.Parallel()
			gw := newGate(t, func(c net.Conn) {
				_, _ = io.WriteString(c, says)
				<-done
			}).gateway(t)
			gw.Timeout = time.Second
			if o := sentBy(t, gw, "x"); o != want {
				t.Errorf("%+v, want %+v", o, want)
			}
		})
	}
}

func TestTextReady(t *testing.T) {
	g := newGate(t, answered("200 OK", ""))
	gw := g.gateway(t)
	for _, c := range []struct {
		name, to, text string
		want           notify.Outcome
	}{
		{"no plus", "48123456789", "x", notify.Outcome{Fate: notify.Refused, Code: "number"}},
		{"far away", "+882161234567", "x", notify.Outcome{Fate: notify.Refused, Code: "country"}},
		{"short", "+4812345", "x", notify.Outcome{Fate: notify.Refused, Code: "number"}},
		{"long", "+4812345678901234", "x", notify.Outcome{Fate: notify.Refused, Code: "number"}},
		{"another line", "+48123456789\n", "x", notify.Outcome{Fate: notify.Refused, Code: "number"}},
		{"nothing to say", "+48123456789", " \n", notify.Outcome{Fate: notify.Refused, Code: "empty"}},
		{"too long", "+48123456789", strings.Repeat("ż", 202), notify.Outcome{Fate: notify.Refused, Code: "too_long", Parts: 4}},
	} {
		p := smsParcel(t, c.text)
		p.To = domain.NewSecret(c.to)
		if s, o := newText(t, gw).Ready(t.Context(), p); s != nil || o != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, o, c.want)
		}
	}
	if g.calls.Load() != 0 {
		t.Errorf("%d connections for what cannot be sent", g.calls.Load())
	}
	gw.Fold = true
	if o := sentBy(t, gw, strings.Repeat("ż", 202)); o.Fate != notify.Accepted || o.Parts != 2 {
		t.Errorf("folded: %+v", o)
	}
}

// TestTextNotReady: what fails before the request has certainly not arrived.
func TestTextNotReady(t *testing.T) {
	g := newGate(t, answered("200 OK", ""))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := l.Addr().String()
	_ = l.Close()
	silent, err := net.Listen("tcp", "127.0.0.1:0") // the machine connects, and nobody speaks TLS
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		code  string
		ctx   context.Context
		spoil func(*Gateway)
	}{
		{"tls", t.Context(), func(g *Gateway) { g.Roots = nil }},
		{"connect", t.Context(), func(g *Gateway) { g.URL = "https://" + closed }},
		{"dns", t.Context(), func(g *Gateway) { g.URL = "https://gateway.invalid" }},
		{"timeout", t.Context(), func(g *Gateway) { g.URL, g.Timeout = "https://"+silent.Addr().String(), 50*time.Millisecond }},
		{"stopped", cancelled, func(*Gateway) {}},
	} {
		gw := g.gateway(t)
		c.spoil(&gw)
		if s, o := newText(t, gw).Ready(c.ctx, smsParcel(t, "x")); s != nil || o != (notify.Outcome{Fate: notify.Passing, Code: c.code}) {
			t.Errorf("want %s: %+v", c.code, o)
		}
	}
	sender := newText(t, g.gateway(t))
	if err := os.Remove(sender.Headers[0].File); err != nil {
		t.Fatal(err)
	}
	if s, o := sender.Ready(t.Context(), smsParcel(t, "x")); s != nil || o != (notify.Outcome{Fate: notify.Passing, Code: "access.config"}) {
		t.Errorf("without its key: %+v", o)
	}
	if len(g.heard) != 0 {
		t.Error("something was sent")
	}
}

func TestTextStopped(t *testing.T) {
	g := newGate(t, answered("200 OK", ""))
	s, o := newText(t, g.gateway(t)).Ready(t.Context(), smsParcel(t, "x"))
	if s == nil {
		t.Fatalf("%+v", o)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if o := s.Go(ctx); o != (notify.Outcome{Fate: notify.Passing, Code: "stopped"}) {
		t.Errorf("before it began: %+v", o)
	}
	s, _ = newText(t, g.gateway(t)).Ready(t.Context(), smsParcel(t, "x"))
	s.Drop()
	if err := <-s.(*textShipment).heard; !errors.Is(err, net.ErrClosed) {
		t.Errorf("dropped: %v", err)
	}
	if len(g.heard) != 0 {
		t.Error("something was sent")
	}
}

// TestTextHangsUp: no line stays open behind a message.
func TestTextHangsUp(t *testing.T) {
	left := make(chan error, 1)
	g := newGate(t, func(c net.Conn) {
		_, _ = io.WriteString(c, "HTTP/1.1 204 No Content\r\n\r\n")
		_, err := c.Read(make([]byte, 1))
		left <- err
	})
	if o := sentBy(t, g.gateway(t), "x"); o.Fate != notify.Accepted {
		t.Fatalf("%+v", o)
	}
	select {
	case err := <-left:
		if err == nil {
			t.Error("something more was said")
		}
	case <-time.After(5 * time.Second):
		t.Error("still on the line")
	}
}
