package web_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/web"
	"krag/internal/web/webtest/htmlcheck"
)

// ours are the proxies of these tests: the one in front, and one network.
var ours = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128"), netip.MustParsePrefix("10.0.0.0/24"), netip.MustParsePrefix("2001:db8:ffff::/48")}

func asked(remote string, forwarded ...string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/sign-in", nil)
	r.RemoteAddr = remote
	if forwarded != nil {
		r.Header["X-Forwarded-For"] = forwarded
	}
	return r
}

func TestClient(t *testing.T) {
	behind := &web.Server{Config: web.Config{Proxies: ours}}
	for name, c := range map[string]struct {
		remote    string
		forwarded []string
		want      string
	}{
		"without a proxy":                       {"203.0.113.7:4711", nil, "203.0.113.7"},
		"somebody who says to be forwarded":     {"203.0.113.7:4711", []string{"198.51.100.1"}, "203.0.113.7"},
		"somebody who says to be a proxy":       {"203.0.113.7:4711", []string{"10.0.0.1"}, "203.0.113.7"},
		"through the proxy":                     {"127.0.0.1:4711", []string{"203.0.113.7"}, "203.0.113.7"},
		"through a chain of ours":               {"127.0.0.1:4711", []string{"203.0.113.7, 10.0.0.9"}, "203.0.113.7"},
		"a chain in two headers":                {"127.0.0.1:4711", []string{"203.0.113.7", "10.0.0.9"}, "203.0.113.7"},
		"with a forged beginning":               {"127.0.0.1:4711", []string{"198.51.100.1, 203.0.113.7, 10.0.0.9"}, "203.0.113.7"},
		"a forged proxy before the true client": {"127.0.0.1:4711", []string{"198.51.100.1, 10.0.0.5, 203.0.113.7"}, "203.0.113.7"},
		"with spaces and a tab":                 {"127.0.0.1:4711", []string{" \t203.0.113.7 ,10.0.0.9 "}, "203.0.113.7"},
		"with a port":                           {"127.0.0.1:4711", []string{"203.0.113.7:8080"}, "203.0.113.7"},
		"IPv6":                                  {"[::1]:4711", []string{"2001:db8::7"}, "2001:db8::7"},
		"IPv6 in brackets":                      {"[::1]:4711", []string{"[2001:db8::7]"}, "2001:db8::7"},
		"IPv6 with a port":                      {"[::1]:4711", []string{"[2001:db8::7]:8080"}, "2001:db8::7"},
		"IPv6 with a zone":                      {"[::1]:4711", []string{"fe80::7%eth0"}, "fe80::7"},
		"IPv6 through a network of ours":        {"[::1]:4711", []string{"2001:db8::7, 2001:db8:ffff::2"}, "2001:db8::7"},
		"IPv4 written as IPv6":                  {"[::ffff:127.0.0.1]:4711", []string{"::ffff:203.0.113.7"}, "203.0.113.7"},
		"nothing but proxies":                   {"127.0.0.1:4711", []string{"10.0.0.9"}, "10.0.0.9"},
		"a proxy that says nothing":             {"127.0.0.1:4711", nil, "127.0.0.1"},
		"a proxy that says an empty word":       {"127.0.0.1:4711", []string{""}, "127.0.0.1"},
		"a proxy that says unknown":             {"127.0.0.1:4711", []string{"unknown"}, "127.0.0.1"},
		"garbage after a proxy":                 {"127.0.0.1:4711", []string{"203.0.113.7, <script>, 10.0.0.9"}, "10.0.0.9"},
		"garbage that nobody has to read":       {"127.0.0.1:4711", []string{"' OR 1=1, 203.0.113.7"}, "203.0.113.7"},
		"no address at all":                     {"@", []string{"203.0.113.7"}, ""},
	} {
		got := ""
		if at := web.Client(behind, asked(c.remote, c.forwarded...)); at.IsValid() {
			got = at.String()
		}
		if got != c.want {
			t.Errorf("%s: from %q, want %q", name, got, c.want)
		}
	}
	if got := web.Client(&web.Server{}, asked("127.0.0.1:4711", "203.0.113.7")); got.String() != "127.0.0.1" {
		t.Errorf("with no proxy in front the header is believed: %s", got)
	}
}

// FuzzClient: whatever is sent along, somebody who is no proxy of ours comes
// from where the connection does, and never as one of ours.
func FuzzClient(f *testing.F) {
	for _, said := range []string{"203.0.113.7", "10.0.0.1, 203.0.113.7", "unknown", ",,,", "[::1]:80", "fe80::1%a,b", "1.2.3.4:99999"} {
		f.Add(said)
	}
	behind := &web.Server{Config: web.Config{Proxies: ours}}
	f.Fuzz(func(t *testing.T, said string) {
		if got := web.Client(behind, asked("203.0.113.7:4711", said)); got.String() != "203.0.113.7" {
			t.Errorf("%q makes it come from %s", said, got)
		}
		if got := web.Client(behind, asked("127.0.0.1:4711", said+",198.51.100.1")); got.String() != "198.51.100.1" {
			t.Errorf("%q before what the proxy says makes it come from %s", said, got)
		}
	})
}

// behindProxy is the same site behind a proxy, with the same databases.
type behindProxy struct {
	*app
	pages http.Handler
}

func (a *app) behindProxy() behindProxy {
	return behindProxy{a, web.New(a.Services(), a.Services().Flow.Desk.Policy, web.Config{
		BaseURL: a.URL(), Proxies: ours, Clock: domain.ClockFunc(a.clock), Log: slog.New(slog.DiscardHandler),
	}).Handler()}
}

// post sends a form through the proxy.
func (b behindProxy) post(forwarded, path string, fields url.Values) answer {
	r := httptest.NewRequestWithContext(b.t.Context(), http.MethodPost, path, strings.NewReader(fields.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("X-Forwarded-For", forwarded)
	r.RemoteAddr = "127.0.0.1:4711"
	w := httptest.NewRecorder()
	b.pages.ServeHTTP(w, r)
	return answer{t: b.t, status: w.Code, to: w.Header().Get("Location"), header: w.Header(), body: w.Body.Bytes()}
}

// TestUnknownLinksFromOneAddress: whoever tries tokens is told to wait, and
// nobody signs in from there for a while; links that are there open, and other
// addresses behind the same proxy go on.
func TestUnknownLinksFromOneAddress(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		e, b := a.estate("home"), a.behindProxy()
		login, password := e.password()
		const busy, quiet = "198.51.100.1, 2001:db8:1:2::7", "198.51.100.1, 2001:db8:1:3::7"
		signIn := func(from string) answer {
			return b.post(from, "/sign-in", url.Values{"login": {login}, "password": {password}})
		}
		got := statuses(atOnce(110, func(int) answer { return b.post(busy, "/in/"+domain.NewToken(), url.Values{}) }))
		if got[http.StatusGone] != 100 || got[http.StatusTooManyRequests] != 10 {
			t.Fatalf("a hundred and ten unknown links at once: %v", got)
		}
		last := b.post(busy, "/in/"+domain.NewToken(), url.Values{}).is(http.StatusTooManyRequests, htmlcheck.In("main", htmlcheck.Says("Spróbuj znowu za 15 minut")))
		if last.header.Get("Retry-After") != "900" {
			t.Errorf("it may be tried again after %s s", last.header.Get("Retry-After"))
		}
		signIn(busy).is(http.StatusTooManyRequests, htmlcheck.In(".sum", htmlcheck.Says("Z tej sieci")), htmlcheck.In(`input[name="login"]`, htmlcheck.Attr("value", login)))
		b.post(busy, "/in/"+e.token("sign-in"), url.Values{}).leads("/")
		signIn(quiet).leads("/")
		signIn("198.51.100.1, 203.0.113.7").leads("/")
		signIn("2001:db8:1:2::7, 203.0.113.7, 10.0.0.9").leads("/")
		a.pass(window)
		signIn(busy).leads("/")
	})
}

// TestLookingCountsNothing: a GET of an unknown link writes nothing, and is
// answered however often.
func TestLookingCountsNothing(t *testing.T) {
	a := startApp(t)
	b, o := a.visitor(), a.observer()
	before := o.look()
	for range 120 {
		b.get("/in/" + domain.NewToken()).is(http.StatusGone)
	}
	if got := changed(before, o.look()); len(got) > 0 {
		t.Errorf("looking changes %v", got)
	}
}
