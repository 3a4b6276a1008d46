package cli

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"krag/internal/deliver"
)

// TestReportsAreTakenOrRefused: only what could be written down later is asked for
// again; to whoever has not the token there is nothing here.
func TestReportsAreTakenOrRefused(t *testing.T) {
	const token = "dwadziescia-osiem-znakow-tak"
	f := new(front)
	fields := deliver.ReportFields{Ref: "ref", Status: "status", Delivered: []string{"ok"}, Failed: []string{"no"}}
	f.reports.Store(&reports{token: token, fields: fields, app: &app{config: Config{Log: slog.New(slog.DiscardHandler)}}})
	const ref = "01890a5d-ac96-774b-bcce-b302099a8057"
	for name, c := range map[string]struct {
		path, kind, body string
		want             int
	}{
		"another token":      {"/reports/sms/" + token[1:], "application/json", `{}`, http.StatusNotFound},
		"no report":          {"/reports/sms/" + token, "application/json", `{}`, http.StatusBadRequest},
		"HTML":               {"/reports/sms/" + token, "text/html", "<p>ok", http.StatusBadRequest},
		"delivered":          {"/reports/sms/" + token, "application/json", `{"ref":"` + ref + `","status":"ok"}`, http.StatusNoContent},
		"a holiday":          {"/reports/mail/" + token, "message/rfc822", "Subject: I am away\r\n\r\n", http.StatusNoContent},
		"without an end":     {"/reports/mail/" + token, "message/rfc822", strings.Repeat("x", 2<<20), http.StatusRequestEntityTooLarge},
		"SMS without an end": {"/reports/sms/" + token, "application/json", strings.Repeat("x", 2<<20), http.StatusRequestEntityTooLarge},
	} {
		w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, c.path, strings.NewReader(c.body))
		r.Header.Set("Content-Type", c.kind)
		f.handler().ServeHTTP(w, r)
		if w.Code != c.want {
			t.Errorf("%s: %d, want %d", name, w.Code, c.want)
		}
		if strings.Contains(w.Body.String(), token) || strings.Contains(w.Body.String(), ref) {
			t.Errorf("%s: repeated: %s", name, w.Body)
		}
	}
}
