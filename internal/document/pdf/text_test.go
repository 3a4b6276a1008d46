package pdf

import (
	"strings"
	"testing"

	"krag/internal/document/pdftest"
	"krag/internal/document/sheet"
)

// said renders a paragraph and gives what is read of it, and the letters that
// are seen.
func said(t *testing.T, say string) (read, seen string) {
	t.Helper()
	f := pdftest.Check(t, Render(paper(sheet.P(say))))
	for _, c := range f.Tree.Contents() {
		read += c.Say
		for _, s := range c.Shows {
			seen += s.Say
		}
	}
	return read, seen
}

func TestLettersAreReadAsWritten(t *testing.T) {
	for _, say := range []string{
		"Zażółć gęślą jaźń", "Щедрі їжаки ґречно п’ють", "„cudzysłów” «лапки» – 5 · 10", "x−y x-y x–y",
	} {
		if read, _ := said(t, say); read != say {
			t.Errorf("%q is read as %q", say, read)
		}
	}
}

func TestUnknownLettersAreSeenAndRead(t *testing.T) {
	for say, want := range map[string]string{
		"Serce 💚 grupy":       "Serce □ grupy",
		"漢字":                  "□□",
		"rodzina 👩‍👧‍👦 razem": "rodzina □ razem",
		"dłoń 👋🏽":             "dłoń □",
		"a\ufffdb":            "a□b",
	} {
		read, seen := said(t, say)
		if read != say || strings.TrimSpace(seen) != want {
			t.Errorf("%q is read as %q and seen as %q", say, read, seen)
		}
	}
}

func TestCleaning(t *testing.T) {
	for say, want := range map[string]string{
		"a\u0328 o\u0301":    "ą ó",
		"od\u2060–\u2060do":  "od–do",
		"mięk\u00adkie":      "miękkie",
		"a\x00b\x1fc\u202ed": "abcd",
		"a\tb\u2003c":        "a b c",
		"w\u00a0domu":        "w domu",
		"zły \xff bajt":      "zły \ufffd bajt",
		"  dużo   odstępów ": "dużo odstępów",
	} {
		if read, _ := said(t, say); strings.TrimSpace(read) != want {
			t.Errorf("%q is read as %q, want %q", say, read, want)
		}
	}
}

// TestClingingLetters wants no line of a Polish text to end with a one-letter
// word, whatever its width.
func TestClingingLetters(t *testing.T) {
	say := strings.Repeat("Spotkania są w domu i z każdą osobą o czasie, a w sali u nas. ", 12)
	f := pdftest.Check(t, Render(paper(sheet.P(say))))
	for _, c := range f.Tree.Contents() {
		for _, s := range c.Shows {
			fields := strings.Fields(s.Say)
			if last := fields[len(fields)-1]; len(last) == 1 {
				t.Errorf("a line ends with %q: %s", last, s.Say)
			}
		}
	}
}

func TestForcedLines(t *testing.T) {
	f := pdftest.Check(t, Render(paper(sheet.P("jeden\ndwa\n\ntrzy"))))
	heights := map[float64]bool{}
	for _, c := range f.Tree.Contents() {
		for _, s := range c.Shows {
			heights[s.Y] = true
		}
	}
	if len(heights) != 3 {
		t.Errorf("the lines stand at %d heights", len(heights))
	}
}

func FuzzText(f *testing.F) {
	for _, say := range []string{"", "zwykłe słowa", "a\u0328", "👩‍👧", "\u200d", "\ufe0f", "\xff", "w\u00a0w", strings.Repeat("x", 500), "\n\n\n"} {
		f.Add(say)
	}
	f.Fuzz(func(t *testing.T, say string) {
		sh := paper(titled(say, sheet.P(say), sheet.Findings{Rows: []sheet.Finding{{Figure: say, Note: sheet.Link(say, say)}}}, sheet.Table{Cols: []sheet.Col{{Title: sheet.T(say)}, {}}}))
		sh.Title, sh.Running = say, say
		file := pdftest.Read(t, Render(sh))
		if err := file.Play(); err != nil {
			t.Error(err)
		}
	})
}
