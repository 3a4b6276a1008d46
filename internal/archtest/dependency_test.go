package archtest

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

const dependencies = "docs/adr/0016-what-krag-is-made-with.md"

var (
	direct = regexp.MustCompile(`(?m)^\t(\S+) v\S+$`)
	listed = regexp.MustCompile("(?m)^\\| `([^`]+)` \\| .{20,} \\| [A-Z][\\w.-]+ \\|$")
)

// TestDependenciesHaveAReason: what go.mod requires directly stands in one
// record with its reason and its licence, and nothing else does.
func TestDependenciesHaveAReason(t *testing.T) {
	required := firsts(direct, read(t, "go.mod"))
	told := firsts(listed, read(t, dependencies))
	if len(required) < 10 {
		t.Fatalf("go.mod requires %v", required)
	}
	for _, m := range required {
		if !slices.Contains(told, m) {
			t.Errorf("%s has no line in %s: what is it for, why not ourselves, under which licence?", m, dependencies)
		}
	}
	for _, m := range told {
		if !slices.Contains(required, m) {
			t.Errorf("%s has a line in %s, and go.mod does not require it", m, dependencies)
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func firsts(form *regexp.Regexp, text string) (found []string) {
	for _, m := range form.FindAllStringSubmatch(text, -1) {
		found = append(found, m[1])
	}
	return found
}
