package web_test

import (
	"bytes"
	"encoding/csv"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"krag/internal/web"
)

func TestNoCellIsAFormula(t *testing.T) {
	for text, want := range map[string]string{
		"":                      "",
		"Kawa":                  "Kawa",
		"Kawa - herbata":        "Kawa - herbata",
		"a-b, -20 zł":           "a-b, -20 zł",
		"ja@example.org":        "ja@example.org",
		"=1+1":                  "'=1+1",
		"+48 32":                "'+48 32",
		"-2":                    "'-2",
		"@SUM(A1)":              "'@SUM(A1)",
		"\t=1":                  "'\t'=1",
		"\r=1":                  "'\r'=1",
		"\n=1":                  "'\n'=1",
		"＝1":                    "'＝1",
		`x;=HYPERLINK("http")`:  `x;'=HYPERLINK("http")`,
		`x,"=HYPERLINK("http")`: `x,"'=HYPERLINK("http")`,
		"x\t@SUM(A1)":           "x\t'@SUM(A1)",
		"pierwszy\n-drugi":      "pierwszy\n'-drugi",
	} {
		if got := web.Cell(text); got != want {
			t.Errorf("%q is given as %q, want %q", text, got, want)
		}
	}
}

// TestNoCellBecomesAFormula: however a spreadsheet takes rows apart, no cell
// begins as a formula does.
func TestNoCellBecomesAFormula(t *testing.T) {
	random, parts := rand.New(rand.NewPCG(3, 4)), regexp.MustCompile(`[,;|\t\r\n]+`)
	for range 20_000 {
		row := make([]string, 3)
		for i := range row {
			var text strings.Builder
			for range random.IntN(8) {
				text.WriteByte("=+-@,;|\"\t\r\n a"[random.IntN(13)])
			}
			row[i] = web.Cell(text.String())
		}
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.Comma = ';'
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
		w.Flush()
		for _, piece := range parts.Split(b.String(), -1) {
			if piece = strings.TrimLeft(piece, `"`); piece != "" && strings.ContainsRune("=+-@", rune(piece[0])) {
				t.Fatalf("%q has a cell that begins %q", b.String(), piece)
			}
		}
	}
}
