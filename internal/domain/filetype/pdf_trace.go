package filetype

import (
	"bytes"
	"encoding/hex"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
)

// The forms of a string in an information dictionary, and of the author in
// XMP, where they follow their name.
var (
	pdfString = regexp.MustCompile(`(?s)^\s*(\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>)`)
	pdfXMP    = regexp.MustCompile(`^\s*<rdf:Seq>\s*<rdf:li[^>]*>([^<]+)</rdf:li>`)
)

// Of each kind of trace so many are tried, each not further than so many bytes.
const (
	maxTries = 50
	maxLong  = 2048
)

var pdfKinds = []struct {
	mark string
	form *regexp.Regexp
	kind TraceKind
}{
	{"/Author", pdfString, TraceAuthor},
	{"<dc:creator>", pdfXMP, TraceAuthor},
	{"/Company", pdfString, TraceCompany},
	{"/Creator", pdfString, TraceProgram},
}

// pdfTraces finds who made a document, where that stands in the open or among
// its objects (ISO 32000-1, 14.3.3) or in its XMP.
func pdfTraces(parts ...[]byte) (traces []Trace) {
	for _, k := range pdfKinds {
		for _, part := range parts {
			tries := 0
			for rest := range after(part, k.mark) {
				if tries++; tries > maxTries {
					break
				}
				if m := k.form.FindSubmatch(rest[:min(maxLong, len(rest))]); m != nil {
					traces = noted(traces, k.kind, pdfText(m[1]))
				}
			}
		}
	}
	return traces
}

var pdfEscape = regexp.MustCompile(`(?s)\\([0-7]{1,3}|\r?\n|.)`)

// pdfText reads a string in either of its forms (ISO 32000-1, 7.3.4 and 7.9.2),
// or the plain words of XMP.
func pdfText(b []byte) string {
	raw := b // in XMP it stands as it is
	switch b[0] {
	case '<':
		digits := strings.Join(strings.Fields(string(b[1:len(b)-1])), "")
		raw, _ = hex.DecodeString(digits + strings.Repeat("0", len(digits)%2))
	case '(':
		raw = pdfEscape.ReplaceAllFunc(b[1:len(b)-1], unescape)
	}
	if bytes.HasPrefix(raw, []byte{0xfe, 0xff}) {
		units := make([]uint16, 0, len(raw)/2)
		for i := 2; i+1 < len(raw); i += 2 {
			units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
		}
		return string(utf16.Decode(units))
	}
	if raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")); strings.ToValidUTF8(string(raw), "") == string(raw) {
		return string(raw)
	}
	latin := make([]rune, len(raw))
	for i, c := range raw {
		latin[i] = rune(c)
	}
	return string(latin)
}

func unescape(m []byte) []byte {
	if n, err := strconv.ParseUint(string(m[1:]), 8, 16); err == nil {
		return []byte{byte(n)}
	}
	if at := strings.IndexByte("nrtbf", m[1]); at >= 0 {
		return []byte{' '}
	}
	return m[1:]
}

// printable drops what cannot be seen or turns writing around.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsGraphic(r) && !unicode.Is(unicode.Cf, r) {
			return r
		}
		return -1
	}, s)
}
