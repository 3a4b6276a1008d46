package web_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/publish"
)

// plainly asks without what a client adds by itself.
func (a *app) plainly(method, path string, header http.Header) (*http.Response, []byte) {
	a.t.Helper()
	r, err := http.NewRequestWithContext(a.t.Context(), method, a.URL()+path, nil)
	a.must(err)
	if r.Header = header.Clone(); r.Header == nil {
		r.Header = http.Header{}
	}
	client := http.Client{
		Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	res, err := client.Do(r)
	a.must(err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	a.must(err)
	return res, body
}

// long is a card with so many words that compressing them gains something.
func (h house) long(slug string) {
	titles := map[publish.Lang]string{publish.Polish: strings.TrimSpace(strings.Repeat("Karta ", 30))}
	h.practice(slug, "social.work", titles, nil)
}

// TestPublishedBytes asks for a card as caches and programs do (RFC 9110:
// 8.8.3, 12.5.3 and 13.1.2).
func TestPublishedBytes(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		a.house("Dom Kultury").long("karta")
		path := "/pl/practices/karta"
		whole, identity := a.plainly(http.MethodGet, path, nil)
		if whole.StatusCode != http.StatusOK || whole.Header.Get("Content-Encoding") != "" || whole.Header.Get("Vary") != "Accept-Encoding" {
			t.Fatalf("%s %v", whole.Status, whole.Header)
		}
		tag := whole.Header.Get("ETag")
		packed := strings.TrimSuffix(tag, `"`) + `-gzip"`
		for accept, want := range map[string]bool{
			"gzip": true, "GZIP": true, "x-gzip": true, "br, gzip;q=0.5": true, "gzip ; q=0.001": true, "*": true, "*;q=0, gzip": true, "identity;q=0, *;q=0.1": true,
			"": false, "identity": false, "br": false, "gzip;q=0": false, "gzip; q=0.000": false, "gzip;Q=0": false, "*, gzip;q=0": false, "gzip;q=0, *": false, "*;q=0": false, "nogzip": false,
		} {
			res, body := a.plainly(http.MethodGet, path, http.Header{"Accept-Encoding": {accept}})
			is := res.Header.Get("Content-Encoding") == "gzip"
			if is != want || res.Header.Get("ETag") != map[bool]string{true: packed, false: tag}[want] {
				t.Errorf("Accept-Encoding %q: packed %v, tag %s", accept, is, res.Header.Get("ETag"))
			}
			if is {
				body = unpacked(t, body)
			}
			if !bytes.Equal(body, identity) {
				t.Errorf("Accept-Encoding %q: other bytes", accept)
			}
		}
		if res, _ := a.plainly(http.MethodGet, path, http.Header{"Accept-Encoding": {"br", "gzip"}}); res.Header.Get("Content-Encoding") != "gzip" {
			t.Error("what is accepted on a second line is not read")
		}
		for match, want := range map[string]int{
			tag: 304, "W/" + tag: 304, `"x", ` + tag: 304, "*": 304, packed: 200, `"x"`: 200, strings.Trim(tag, `"`): 200,
		} {
			res, body := a.plainly(http.MethodGet, path, http.Header{"If-None-Match": {match}})
			if res.StatusCode != want || want == 304 && (len(body) > 0 || res.Header.Get("ETag") != tag || res.Header.Get("Vary") == "") {
				t.Errorf("If-None-Match %s: %s, tag %s", match, res.Status, res.Header.Get("ETag"))
			}
		}
		head, body := a.plainly(http.MethodHead, path, nil)
		if len(body) > 0 || head.Header.Get("Content-Length") != strconv.Itoa(len(identity)) || head.Header.Get("ETag") != tag {
			t.Errorf("HEAD: %d bytes and %v", len(body), head.Header)
		}
	})
}

func unpacked(t *testing.T, packed []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// TestWithdrawnIsGone reads every form a card has, so that copies are in
// memory, and a second after its withdrawal again.
func TestWithdrawnIsGone(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		e, id := a.practised()
		slug := e.slugOf("praktyka")
		var paths []string
		for _, lang := range publish.Langs {
			for _, end := range []string{"", "/card.pdf", "/card.docx", "/card.json"} {
				paths = append(paths, "/"+string(lang)+"/practices/"+slug+end)
			}
		}
		answers := func(want int) {
			t.Helper()
			for _, path := range paths {
				res, body := a.plainly(http.MethodGet, path, nil)
				if res.StatusCode != want {
					t.Errorf("%s: %s, want %d", path, res.Status, want)
				}
				if want == http.StatusGone && (bytes.Contains(body, []byte("Świetlica")) || res.Header.Get("ETag") != "" || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html")) {
					t.Errorf("%s is gone and still says %v, %s", path, res.Header, body)
				}
			}
		}
		answers(http.StatusOK)
		c, err := e.Services().Cards.Card(t.Context(), e.actor, id)
		a.must(err)
		a.must(e.Services().Cards.Withdraw(t.Context(), e.actor, id, c.Version))
		a.pass(time.Second)
		answers(http.StatusGone)
	})
}

// TestPublicPagesReadNoCookie sends a cookie that would sign somebody in to
// every address that is for everybody: the answer is byte for byte that of a
// stranger, and no cookie comes back.
func TestPublicPagesReadNoCookie(t *testing.T) {
	a := startApp(t)
	slug := a.practice()
	h := a.house("Inny dom")
	worker, _ := h.staff("Ewa", domain.GroupID{}, authz.Manager)
	base, err := url.Parse(a.URL())
	a.must(err)
	session := ""
	for _, c := range worker.client.Jar.Cookies(base) {
		session += c.Name + "=" + c.Value + "; "
	}
	if !strings.Contains(session, "krag_session") {
		t.Fatalf("the cookies of a manager: %q", session)
	}
	for _, path := range []string{
		"/practices", "/practices/" + slug, "/pl/practices", "/pl/practices.json", "/uk/practices/map", "/en/practices/feed.atom", "/sitemap.xml",
		"/practices.schema.json", "/card.schema.json", "/programme.schema.json", "/robots.txt", "/pl/practices/" + slug, "/uk/practices/" + slug + "/card.pdf", "/pl/practices/" + slug + "/card.json", "/pl/practices/none",
	} {
		stranger, plain := a.plainly(http.MethodGet, path, nil)
		known, same := a.plainly(http.MethodGet, path, http.Header{"Cookie": {session + "krag_lang=uk; lang=uk"}})
		if stranger.StatusCode != known.StatusCode || !bytes.Equal(plain, same) {
			t.Errorf("%s: %s for a stranger, %s with a cookie, or other bytes", path, stranger.Status, known.Status)
		}
		for _, res := range []*http.Response{stranger, known} {
			if slices.Contains(res.Header.Values("Vary"), "Cookie") || len(res.Cookies()) > 0 {
				t.Errorf("%s: %v", path, res.Header)
			}
		}
	}
}

// TestAddressLeadsNowhereElse asks without a language for names that, once an
// address is made of them, would lead away: out of the catalogue or to another
// host, where a browser takes a backslash for a slash.
func TestAddressLeadsNowhereElse(t *testing.T) {
	a := startApp(t)
	for _, name := range []string{`..%2f..%2f%5cevil.example`, `%2f%2fevil.example`, `..%2f..%2faccount`, `%5c%5cevil.example`, `%0d%0aevil`, `%3fa=b`, `a%23b`} {
		res, _ := a.plainly(http.MethodGet, "/practices/"+name, nil)
		to, err := res.Location()
		if err != nil || !strings.HasPrefix(to.String(), a.URL()+"/pl/practices/") || strings.ContainsAny(res.Header.Get("Location"), `\?#`) {
			t.Errorf("%s: %s to %q", name, res.Status, res.Header.Get("Location"))
		}
	}
}
