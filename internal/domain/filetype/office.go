package filetype

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// lookODT refuses macros and passwords; see OASIS OpenDocument 1.3, part 2.
func lookODT(b []byte) ([]byte, []Trace, error) {
	z, err := openZip(b)
	if err != nil {
		return nil, nil, err
	}
	if entry(z, "content.xml") == nil {
		return nil, nil, refuse("file.damaged")
	}
	if strings.Contains(textOf(entry(z, "META-INF/manifest.xml")), "encryption-data") {
		return nil, nil, refuse("file.locked")
	}
	for _, f := range z.File {
		if strings.HasPrefix(f.Name, "Basic/") || strings.HasPrefix(f.Name, "Scripts/") {
			return nil, nil, refuse("file.macros")
		}
	}
	return b, officeTraces(z, "meta.xml", map[string]TraceKind{
		"initial-creator": TraceAuthor, "creator": TraceEditor, "generator": TraceProgram,
	}), nil
}

// lookDOCX refuses macros, controls and embedded programs; see ECMA-376.
func lookDOCX(b []byte) ([]byte, []Trace, error) {
	z, err := openZip(b)
	if err != nil {
		return nil, nil, err
	}
	if entry(z, "word/document.xml") == nil {
		return nil, nil, refuse("file.damaged")
	}
	for _, f := range z.File {
		switch name := strings.ToLower(f.Name); {
		case strings.Contains(name, "vbaproject"), strings.Contains(name, "vbadata"):
			return nil, nil, refuse("file.macros")
		case strings.HasPrefix(name, "word/activex/"), strings.HasPrefix(name, "word/embeddings/") && strings.HasSuffix(name, ".bin"):
			return nil, nil, refuse("file.inside")
		}
	}
	traces := officeTraces(z, "docProps/core.xml", map[string]TraceKind{"creator": TraceAuthor, "lastModifiedBy": TraceEditor})
	return b, append(traces, officeTraces(z, "docProps/app.xml", map[string]TraceKind{"Company": TraceCompany, "Application": TraceProgram})...), nil
}

// officeTraces reads elements by their local names out of a small XML part.
func officeTraces(z *zip.Reader, part string, wanted map[string]TraceKind) (traces []Trace) {
	d := xml.NewDecoder(strings.NewReader(textOf(entry(z, part))))
	var now TraceKind
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) || err != nil {
			return traces // what cannot be read tells nobody anything
		}
		switch t := token.(type) {
		case xml.StartElement:
			now = wanted[t.Name.Local]
		case xml.EndElement:
			now = ""
		case xml.CharData:
			if now != "" {
				traces = noted(traces, now, string(t))
			}
		}
	}
}

// The limits of what is shown of a document's traces.
const (
	maxTraces = 6
	maxTrace  = 120
)

// noted adds a trace, once and cleaned.
func noted(traces []Trace, kind TraceKind, text string) []Trace {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "")), " ")
	if letters := []rune(text); len(letters) > maxTrace {
		text = string(letters[:maxTrace])
	}
	t := Trace{kind, strings.TrimSpace(printable(text))}
	for _, known := range traces {
		if known == t {
			return traces
		}
	}
	if t.Text == "" || len(traces) >= maxTraces {
		return traces
	}
	return append(traces, t)
}
