package deliver

import (
	"html"
	"regexp"
	"strings"
)

// page is a text as HTML: the same words in paragraphs, with addresses that can
// be followed. It fetches nothing, so that nobody learns that it was opened.
func page(text, lang string) string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html>\n<html lang=\"" + lang + "\">\n<head><meta charset=\"utf-8\"></head>\n<body>\n")
	for _, words := range blank.Split(strings.Trim(text, "\n"), -1) {
		lines := strings.Split(words, "\n")
		for i, l := range lines {
			lines[i] = linked(l)
		}
		b.WriteString("<p>" + strings.Join(lines, "<br>\n") + "</p>\n")
	}
	b.WriteString("</body>\n</html>\n")
	return b.String()
}

var (
	blank     = regexp.MustCompile(`\n\s*\n`)
	following = regexp.MustCompile(`https?://[^\s<>"]*[^\s<>".,;:!?)'”»]`)
)

// linked escapes a line and makes its addresses links.
func linked(text string) string {
	var b strings.Builder
	at := 0
	for _, m := range following.FindAllStringIndex(text, -1) {
		link := html.EscapeString(text[m[0]:m[1]])
		b.WriteString(html.EscapeString(text[at:m[0]]) + `<a href="` + link + `">` + link + "</a>")
		at = m[1]
	}
	return b.String() + html.EscapeString(text[at:])
}
