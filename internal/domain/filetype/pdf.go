package filetype

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
)

// The names of ISO 32000-1 that make a PDF act by itself or carry other files.
var (
	pdfLocked = regexp.MustCompile(`/Encrypt[\s<\d]`)
	pdfActs   = regexp.MustCompile(`/(JavaScript|Launch|EmbeddedFiles?|RichMedia)[\s/<(\[\]>]`)
	pdfEnd    = []byte("%%EOF")
)

// The limits of what is read out of compressed objects.
const (
	maxObjects  = 500      // streams of objects
	maxInflated = 64 << 20 // bytes of all of them together
)

// lookPDF refuses what is locked, acts by itself or carries other files. It
// reads names in the open and in streams of objects; it draws no page.
func lookPDF(b []byte) ([]byte, []Trace, error) {
	end := bytes.LastIndex(b, pdfEnd)
	if end < 0 {
		return nil, nil, refuse("file.damaged")
	}
	if rest := bytes.TrimLeft(b[end+len(pdfEnd):], " \t\r\n\x00"); len(rest) > 0 {
		return nil, nil, refuse("file.two")
	}
	open := plainNames(b)
	if pdfLocked.Match(open) {
		return nil, nil, refuse("file.locked")
	}
	objects, ok := objectStreams(b)
	if !ok {
		return nil, nil, refuse("file.bomb")
	}
	inside := plainNames(objects)
	if pdfActs.Match(open) || pdfActs.Match(inside) {
		return nil, nil, refuse("file.inside")
	}
	return b, pdfTraces(open, inside), nil
}

var hexName = regexp.MustCompile(`#[0-9A-Fa-f]{2}`)

// plainNames writes out the signs that a name may hide as #4A.
func plainNames(b []byte) []byte {
	if !hexName.Match(b) {
		return b
	}
	return hexName.ReplaceAllFunc(b, func(m []byte) []byte {
		n, _ := strconv.ParseUint(string(m[1:]), 16, 8)
		return []byte{byte(n)}
	})
}

// objectStreams unpacks the streams that hold objects, one after the other.
// It is not ok when they unpack to more than a document needs.
func objectStreams(b []byte) (all []byte, ok bool) {
	for n := 0; ; n++ {
		at := bytes.Index(b, []byte("/ObjStm"))
		if at < 0 {
			return all, true
		}
		if n == maxObjects {
			return nil, false
		}
		b = b[at+len("/ObjStm"):]
		start := bytes.Index(b, []byte("stream"))
		if start < 0 {
			return all, true
		}
		packed := bytes.TrimLeft(b[start+len("stream"):], "\r\n")
		r, err := zlib.NewReader(bytes.NewReader(packed))
		if err != nil {
			continue // packed in another way, which readers of today do not write
		}
		part, _ := io.ReadAll(io.LimitReader(r, int64(maxInflated-len(all))+1)) // the end of a stream is not told
		if all = append(append(all, part...), '\n'); len(all) > maxInflated {
			return nil, false
		}
	}
}

var (
	pdfInfo = regexp.MustCompile(`(?s)/(Author|Creator|Company)\s*(\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>)`)
	pdfXMP  = regexp.MustCompile(`<dc:creator>\s*<rdf:Seq>\s*<rdf:li[^>]*>([^<]+)</rdf:li>`)
)

var pdfKinds = map[string]TraceKind{"Author": TraceAuthor, "Creator": TraceProgram, "Company": TraceCompany}

// pdfTraces finds who made a document, where that stands in the open or among
// its objects (ISO 32000-1, 14.3.3) or in its XMP.
func pdfTraces(parts ...[]byte) (traces []Trace) {
	for _, part := range parts {
		for _, m := range pdfInfo.FindAllSubmatch(part, 50) {
			traces = noted(traces, pdfKinds[string(m[1])], pdfText(m[2]))
		}
		for _, m := range pdfXMP.FindAllSubmatch(part, 50) {
			traces = noted(traces, TraceAuthor, string(m[1]))
		}
	}
	return traces
}

var pdfEscape = regexp.MustCompile(`(?s)\\([0-7]{1,3}|\r?\n|.)`)

// pdfText reads a string in either of its forms (ISO 32000-1, 7.3.4 and 7.9.2).
func pdfText(b []byte) string {
	var raw []byte
	if b[0] == '<' {
		digits := strings.Join(strings.Fields(string(b[1:len(b)-1])), "")
		raw, _ = hex.DecodeString(digits + strings.Repeat("0", len(digits)%2))
	} else {
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
