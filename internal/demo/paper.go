package demo

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"strings"

	"krag/internal/domain/filetype"
)

// placeholder is a document that stands in the place of one that is not ours
// to show, and says so. It comes in like any file that somebody chooses.
func placeholder(of string) (filetype.File, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range []struct{ name, text string }{
		{"mimetype", filetype.ODT.MediaType()},
		{"content.xml", odtContent(
			"Przykład do pokazu",
			"W tym miejscu stoi załącznik: "+of+".",
			"To nie jest ten dokument. Ten plik zrobiono tylko po to, by w demonstracji Kręgu było widać, jak wygląda załącznik.",
		)},
		{"META-INF/manifest.xml", odtManifest},
	} {
		h := &zip.FileHeader{Name: part.name, Method: zip.Deflate}
		if part.name == "mimetype" {
			h.Method = zip.Store // so that it can be read without unpacking
		}
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write([]byte(part.text))
		}
		if err != nil {
			return filetype.File{}, err
		}
	}
	if err := z.Close(); err != nil {
		return filetype.File{}, err
	}
	return filetype.Read("Strategia (przykład do pokazu).odt", b.Bytes())
}

const (
	odtManifest = `<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>`
	odtBegin = `<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">
<office:body><office:text>`
	odtEnd = `</office:text></office:body></office:document-content>`
)

// odtContent is a heading and paragraphs (OASIS OpenDocument 1.3, part 3).
func odtContent(heading string, paragraphs ...string) string {
	var b strings.Builder
	b.WriteString(odtBegin + `<text:h text:outline-level="1">` + escaped(heading) + `</text:h>`)
	for _, p := range paragraphs {
		b.WriteString(`<text:p>` + escaped(p) + `</text:p>`)
	}
	return b.String() + odtEnd
}

func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a builder takes everything
	return b.String()
}
