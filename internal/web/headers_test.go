package web_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"krag/internal/domain/authz"
	"krag/internal/web"
)

// TestHeaders: every page forbids what it does not need.
func TestHeaders(t *testing.T) {
	a := startApp(t)
	for _, path := range []string{"/sign-in", "/nowhere", "/help"} {
		h := a.visitor().get(path).header
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY", "Cache-Control": "no-store",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		for _, want := range []string{"default-src 'none'", "script-src 'self';", "style-src 'self';", "img-src 'self';", "form-action 'self';", "frame-ancestors 'none'", "base-uri 'none'"} {
			if policy := h.Get("Content-Security-Policy"); !strings.Contains(policy, want) || strings.Contains(policy, "unsafe") {
				t.Errorf("%s: the content policy %q lacks %q", path, policy, want)
			}
		}
		if !strings.Contains(h.Get("Permissions-Policy"), "camera=()") {
			t.Errorf("%s: the camera is not forbidden", path)
		}
	}
}

// TestFormsOfOtherSites: a form that another site sends for somebody who is
// signed in here changes nothing.
func TestFormsOfOtherSites(t *testing.T) {
	a := startApp(t)
	for name, value := range map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, a.URL()+"/exit", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set(name, value)
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != http.StatusForbidden {
			t.Errorf("a form with %s %s: %s", name, value, res.Status)
		}
	}
}

// TestRouteWithoutARule: what nobody decided about cannot be served.
func TestRouteWithoutARule(t *testing.T) {
	defer func() {
		if said, _ := recover().(string); !strings.Contains(said, "no rule for") {
			t.Errorf("a route without a rule was served: %q", said)
		}
	}()
	s := web.New(web.Services{}, authz.NewPolicy(), web.Config{Log: slog.New(slog.DiscardHandler)})
	s.Handler().ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil))
}
