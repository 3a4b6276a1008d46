package web

import "strings"

const (
	formulas = "=+-@＝＋－＠"  // that begin one; the wide ones where a spreadsheet is set to Japanese
	parting  = ",;|\t\r\n" // cells or rows, in whatever language a spreadsheet is set to
)

// cell keeps a spreadsheet from taking a text that somebody typed for a formula
// (OWASP, CSV injection): an apostrophe makes a text of it. It stands at the
// beginning and wherever a spreadsheet that is set to another language than
// the file's could begin a cell, between quotes or not.
func cell(text string) string {
	var b strings.Builder
	begins := true
	for i, r := range text {
		parts := strings.ContainsRune(parting, r)
		if begins && strings.ContainsRune(formulas, r) || i == 0 && strings.ContainsRune("\t\r\n", r) {
			b.WriteByte('\'')
		}
		b.WriteRune(r)
		begins = parts || begins && r == '"'
	}
	return b.String()
}
