package deliver

import (
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestGatewayCheck(t *testing.T) {
	right := (&gate{url: "https://api.example.org/sms?v=2"}).gateway(t)
	if err := right.Check(); err != nil {
		t.Fatal(err)
	}
	for want, spoil := range map[string]func(*Gateway){
		"URL: it is not an address":              func(g *Gateway) { g.URL = "sms" },
		"must begin with https":                  func(g *Gateway) { g.URL = "http://api.example.org" },
		"URL: it holds a password":               func(g *Gateway) { g.URL = "https://a:b@example.org" },
		"URL: nothing is put in place":           func(g *Gateway) { g.URL = "https://example.org/?to={to}" },
		"comes after #":                          func(g *Gateway) { g.URL = "https://example.org/#a" },
		"type: it must be":                       func(g *Gateway) { g.Type = "text/plain" },
		"body: it cannot be read":                func(g *Gateway) { g.Body = `{"to":"{to}","text":"{text}",}` },
		"body: it cannot be read as application": func(g *Gateway) { g.Body += "{}" },
		"body: {phone} is not known":             func(g *Gateway) { g.Body = `{"to":"{phone}","text":"{text}"}` },
		"body: {text} and":                       func(g *Gateway) { g.Body = `{"to":"{to}"}` },
		"or {digits}, must stand in its values":  func(g *Gateway) { g.Body = `{"{to}":"{text}"}` },
		"idempotent: the gateway":                func(g *Gateway) { g.Idempotent, g.Body = true, `{"to":"{to}","text":"{text}"}` },
		"headers: a name":                        func(g *Gateway) { g.Headers[0].Name = "A:" },
		"header Host: Krąg sets it":              func(g *Gateway) { g.Headers[0].Name = "host" },
		"must be one line":                       func(g *Gateway) { g.Headers[0].Value = "a\r\nb" },
		"only {ref} is put":                      func(g *Gateway) { g.Headers[0].Value = "{to}" },
		"Authorization: its value is a secret":   func(g *Gateway) { g.Headers[0].File = "" },
		"its file cannot be used: open":          func(g *Gateway) { g.Headers[0].File = filepath.Join(t.TempDir(), "none") },
		"want one line of text":                  func(g *Gateway) { g.Headers[0].File = wordFile(t, "a\nb\n") },
		"and nothing else":                       func(g *Gateway) { g.Headers[0].File = wordFile(t, "\n") },
		"file cannot be used":                    func(g *Gateway) { g.Headers[0].File = wordFile(t, strings.Repeat("a", maxPassword+1)) },
		"it stands twice":                        func(g *Gateway) { g.Headers = append(g.Headers, g.Headers[0]) },
		"most parts":                             func(g *Gateway) { g.MostParts = 0 },
		"from 1 to 10":                           func(g *Gateway) { g.MostParts = 11 },
		"say which one it is":                    func(g *Gateway) { g.ErrorField = "" },
		"is no error; take it out":               func(g *Gateway) { g.HouseErrors = []string{"0"} },
		"countries: write how numbers begin":     func(g *Gateway) { g.Countries = []string{"48"} },
		"timeout":                                func(g *Gateway) { g.Timeout = -1 },
	} {
		g := right
		g.Headers = []Header{right.Headers[0]}
		spoil(&g)
		err := g.Check()
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("want %q alone: %v", want, err)
		}
		if _, err := NewText(g); err == nil {
			t.Errorf("made with what %q is said of", want)
		}
	}
	for _, url := range []string{"http://127.0.0.1:8080/", "http://localhost/", "http://[::1]/"} {
		if right.URL = url; right.Check() != nil {
			t.Errorf("%s: %v", url, right.Check())
		}
	}
}

// TestTemplateOfAnyWord: whatever is put in place comes out as it was, and
// nothing else of the body changes.
func TestTemplateOfAnyWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.OneOf(rapid.String(), rapid.StringMatching(`["\\&=+%{}a-z;\n]{0,20}|\{(to|text|ref)\}`))
		put := map[string]string{}
		for _, name := range known {
			put[name] = word.Draw(t, name)
		}
		for kind, body := range map[string]string{
			typeJSON: `{"a":"<{text}>","b":[{"{to}":"{to}{to}"},null,7]}`,
			typeForm: "a=%3C{text}%3E&b={to}{to}&c=7",
		} {
			tpl, err := readTemplate(kind, body)
			if err != nil {
				t.Fatal(err)
			}
			filled, err := tpl.fill(put)
			if err != nil {
				t.Fatal(err)
			}
			again, err := readTemplate(kind, string(filled))
			if err != nil {
				t.Fatalf("%s: %v in %q", kind, err, filled)
			}
			got := strings.Join(again.values(), "\x00")
			for _, want := range []string{"<" + put["{text}"] + ">", put["{to}"] + put["{to}"]} {
				if !strings.Contains(got, want) {
					t.Fatalf("%s: %q is not in %q", kind, want, got)
				}
			}
			if len(again.values()) != len(tpl.values()) {
				t.Fatalf("%s: %q has another shape", kind, filled)
			}
		}
	})
}
