package kit

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

func get(t *testing.T, path, accept string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Accept-Encoding", accept)
	w := httptest.NewRecorder()
	Static().ServeHTTP(w, r)
	return w.Result()
}

func TestStaticIsKeptForAYear(t *testing.T) {
	for name, mime := range map[string]string{
		"krag.css": "text/css; charset=utf-8", "krag.js": "text/javascript; charset=utf-8", "mark.svg": "image/svg+xml", "plain.svg": "image/svg+xml", sansLatin: "font/woff2",
	} {
		r := get(t, Asset(name), "")
		if r.StatusCode != 200 || r.Header.Get("Content-Type") != mime || r.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" {
			t.Errorf("%s: %d %v", name, r.StatusCode, r.Header)
		}
	}
	for _, path := range []string{"/static/krag.css", "/static/", "/static/../static.go", "/static/krag.000000000000.css"} {
		if r := get(t, path, ""); r.StatusCode != 404 {
			t.Errorf("%s: %d", path, r.StatusCode)
		}
	}
}

func TestStaticIsCompressed(t *testing.T) {
	r := get(t, Asset("krag.css"), "gzip, br")
	if r.Header.Get("Content-Encoding") != "gzip" || r.Header.Get("Vary") != "Accept-Encoding" {
		t.Fatalf("%v", r.Header)
	}
	z, err := gzip.NewReader(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	unzipped, err := io.ReadAll(z)
	plain, _ := io.ReadAll(get(t, Asset("krag.css"), "").Body)
	if err != nil || !bytes.Equal(unzipped, plain) {
		t.Error("the compressed styles are not the styles")
	}
	if refused := get(t, Asset("krag.css"), "gzip;q=0"); refused.Header.Get("Content-Encoding") != "" {
		t.Error("compressed for somebody who refuses that")
	}
}

// Every address in the styles leads to a file that is served, and none to
// another host.
func TestStylesNameOnlyOurFiles(t *testing.T) {
	css, _ := io.ReadAll(get(t, Asset("krag.css"), "").Body)
	found := regexp.MustCompile(`url\(([^)]*)\)`).FindAllSubmatch(css, -1)
	if len(found) < 6 {
		t.Fatalf("only %d addresses", len(found))
	}
	for _, f := range found {
		if r := get(t, string(f[1]), ""); r.StatusCode != 200 {
			t.Errorf("%s: %d", f[1], r.StatusCode)
		}
	}
	if strings.Contains(string(css), "//") {
		t.Error("the styles name another host")
	}
}
