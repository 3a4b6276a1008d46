package document

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// other runs a program that others wrote on a file that we made.
func other(t *testing.T, data []byte, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("%s is missing; sh scripts/needs.sh gets it", name)
	}
	file := filepath.Join(t.TempDir(), "card.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, arg := range args {
		if arg == "FILE" {
			args[i] = file
		}
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func TestOthersReadThePDF(t *testing.T) {
	for _, name := range editions {
		t.Run(name, func(t *testing.T) {
			c := card(t, name)
			out := c.PDF()
			if said := other(t, out, "qpdf", "--check", "FILE"); !strings.Contains(said, "No syntax or stream encoding errors found") || strings.Contains(said, "WARNING") {
				t.Errorf("qpdf: %s", said)
			}
			info := other(t, out, "pdfinfo", "FILE")
			for _, want := range []string{"Tagged:          yes", "Suspects:        no", "A4", c.Edition.Title, c.Edition.Publisher.Name} {
				if !strings.Contains(info, want) {
					t.Errorf("pdfinfo does not say %q:\n%s", want, info)
				}
			}
			if strings.Contains(other(t, out, "pdffonts", "FILE"), " no ") {
				t.Error("a font is not embedded, not a subset or cannot be read back")
			}
		})
	}
}

// TestOthersSeeTheStructure looks at the tree through eyes that are not ours.
func TestOthersSeeTheStructure(t *testing.T) {
	tree := other(t, card(t, "klucze-uk").PDF(), "pdfinfo", "-struct-text", "FILE")
	for _, want := range []string{
		"Document", "Part\n", "Sect\n", "H1 (block)", "H2 (block)", "H3 (block)", "H4 (block)", "Table", "TH", "/Scope /Row", "/Scope /Column",
		"Caption", "LI (block)", "Lbl (block)", "LBody (block)", "Note <note-0001>", "Link (inline)", "Figure", "Span (inline)",
		"Самодопомога", "abstynencja", "19 982 zł",
	} {
		if !strings.Contains(tree, want) {
			t.Errorf("pdfinfo -struct-text does not show %q", want)
		}
	}
}

// TestGolden keeps what pdftotext reads of a card in a file for people.
func TestGolden(t *testing.T) {
	got := tidy(other(t, card(t, "klucze-pl").PDF(), "pdftotext", "-raw", "FILE", "-"))
	const file = "testdata/klucze-pl.txt"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("pdftotext reads something else; -update writes it down when that is right:\n%s", got)
	}
}

// tidy takes out what readers of other versions do differently.
func tidy(text string) string {
	var lines []string
	for line := range strings.Lines(strings.ReplaceAll(text, "\f", "\n———\n")) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n") + "\n"
}
