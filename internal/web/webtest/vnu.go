package webtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// ignored are complaints of the Nu HTML checker that are not mistakes, each
// with the reason.
var ignored = []struct{ message, why string }{
	{"Attribute “hx-", "htmx reads its own attributes; browsers pass them over"},
}

// complaint is one message of the checker.
type complaint struct {
	Type     string `json:"type"`    // error, info or non-document-error
	SubType  string `json:"subType"` // warning or fatal
	URL      string `json:"url"`
	LastLine int    `json:"lastLine"`
	Message  string `json:"message"`
	Extract  string `json:"extract"`
}

func (c complaint) counts() bool {
	wanted := c.Type != "info" || c.SubType == "warning"
	return wanted && !slices.ContainsFunc(ignored, func(i struct{ message, why string }) bool {
		return strings.HasPrefix(c.Message, i.message)
	})
}

// ValidHTML fails the test for every error and warning that the Nu HTML
// checker finds in the pages, by name. One run checks them all: the checker
// takes longer to start than to read a hundred pages.
func ValidHTML(t testing.TB, pages map[string][]byte) {
	t.Helper()
	for _, c := range complaints(t, pages) {
		t.Errorf("%s", c)
	}
}

func complaints(t testing.TB, pages map[string][]byte) []string {
	t.Helper()
	if len(pages) == 0 {
		t.Fatal("no page to check")
	}
	names := map[string]string{} // by file
	folder := t.TempDir()
	for name, html := range pages {
		file := fmt.Sprintf("%04d.html", len(names))
		names[file] = name
		if err := os.WriteFile(filepath.Join(folder, file), html, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var said []string
	for _, c := range nu(t, folder) {
		if c.counts() {
			said = append(said, fmt.Sprintf("%s:%d: %s: %s", names[filepath.Base(c.URL)], c.LastLine, c.Message, strings.TrimSpace(c.Extract)))
		}
	}
	slices.Sort(said)
	return said
}

// nu runs the checker over every file of a folder.
func nu(t testing.TB, folder string) []complaint {
	t.Helper()
	var out, noise bytes.Buffer
	cmd := exec.Command("java", "-Xss1m", "-jar", jar(t), "--stdout", "--exit-zero-always", "--format", "json", "--skip-non-html", folder)
	cmd.Stdout, cmd.Stderr = &out, &noise
	if err := cmd.Run(); err != nil {
		t.Fatalf("run the Nu HTML checker: %v: %s (Java missing? apt-get install default-jre-headless)", err, noise.String())
	}
	var report struct {
		Messages []complaint `json:"messages"`
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatalf("read the Nu HTML checker: %v: %s", err, out.String())
	}
	return report.Messages
}

// jar is where scripts/vnu.sh puts the checker: the file named by KRAG_VNU, or
// the newest one in the cache folder.
func jar(t testing.TB) string {
	t.Helper()
	if path := os.Getenv("KRAG_VNU"); path != "" {
		return path
	}
	cache := os.Getenv("KRAG_CACHE")
	if cache == "" {
		if user, err := os.UserCacheDir(); err == nil {
			cache = filepath.Join(user, "krag")
		}
	}
	jars, _ := filepath.Glob(filepath.Join(cache, "vnu-*.jar"))
	if len(jars) == 0 {
		t.Fatal("no Nu HTML checker on this machine: sh scripts/needs.sh")
	}
	return slices.Max(jars)
}
