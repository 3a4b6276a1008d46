package docx

import (
	"encoding/xml"
	"fmt"
	"strings"

	"krag/internal/document/sheet"
)

func (w *writer) raw(s string) { w.body.WriteString(s) }

// runs writes spans, each in its language and voice.
func (w *writer) runs(p place, t sheet.Text) {
	for _, s := range t.Tied(p.lang) {
		address := w.sheet.Resolve(s.Link)
		if address != "" {
			w.raw(fmt.Sprintf(`<w:hyperlink r:id="%s" w:history="1">`, w.link(address)))
		}
		w.run(p, s, address != "")
		if address != "" {
			w.raw(`</w:hyperlink>`)
		}
	}
}

func (w *writer) run(p place, s sheet.Span, linked bool) {
	properties := ""
	if linked {
		properties += `<w:rStyle w:val="Hyperlink"/>`
	}
	if s.Bold {
		properties += `<w:b/>`
	}
	if s.Soft && !linked {
		properties += `<w:color w:val="5C5348"/>`
	}
	if s.Lang != "" && s.Lang != p.lang {
		properties += `<w:lang w:val="` + locale(s.Lang) + `"/>`
	}
	if properties != "" {
		properties = `<w:rPr>` + properties + `</w:rPr>`
	}
	w.raw(`<w:r>` + properties)
	for i, line := range strings.Split(sheet.Clean(s.Say), "\n") {
		if i > 0 {
			w.raw(`<w:br/>`)
		}
		if line != "" {
			w.raw(`<w:t xml:space="preserve">` + escape(line) + `</w:t>`)
		}
	}
	w.raw(`</w:r>`)
}

// link gives the relation that leads to an address.
func (w *writer) link(address string) string {
	for i, known := range w.links {
		if known == address {
			return linkID(i)
		}
	}
	w.links = append(w.links, address)
	return linkID(len(w.links) - 1)
}

func linkID(i int) string { return fmt.Sprintf("link%d", i+1) }

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(sheet.Clean(s))) // into memory
	return b.String()
}
