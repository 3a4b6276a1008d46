package filetype

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"iter"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
)

// The names of ISO 32000-1 that lock a PDF, and those that make it act by
// itself or carry other files.
var (
	pdfLocks = []string{"Encrypt"}
	pdfActs  = []string{"JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia"}
	pdfEnd   = []byte("%%EOF")
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
	if named(open, pdfLocks) {
		return nil, nil, refuse("file.locked")
	}
	objects, ok := objectStreams(b)
	if !ok {
		return nil, nil, refuse("file.bomb")
	}
	inside := plainNames(objects)
	if named(open, pdfActs) || named(inside, pdfActs) {
		return nil, nil, refuse("file.inside")
	}
	return b, pdfTraces(open, inside), nil
}

// named reports whether one of the names stands there: with its slash, and
// with what ends a name behind it.
func named(b []byte, names []string) bool {
	for _, name := range names {
		for rest := range after(b, "/"+name) {
			if len(rest) == 0 || strings.IndexByte(" \t\r\n\f\x00/<([{]>)%", rest[0]) >= 0 || rest[0] >= '0' && rest[0] <= '9' {
				return true
			}
		}
	}
	return false
}

// after gives what follows each mark.
func after(b []byte, mark string) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for {
			at := bytes.Index(b, []byte(mark))
			if at < 0 {
				return
			}
			if b = b[at+len(mark):]; !yield(b) {
				return
			}
		}
	}
}

// plainNames writes out the signs that a name may hide as #4A.
func plainNames(b []byte) []byte {
	if bytes.IndexByte(b, '#') < 0 {
		return b
	}
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] == '#' && i+2 < len(b) {
			if c, err := strconv.ParseUint(string(b[i+1:i+3]), 16, 8); err == nil {
				out, i = append(out, byte(c)), i+2
				continue
			}
		}
		out = append(out, b[i])
	}
	return out
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
	{"/Author", pdfString, TraceAuthor}, {"<dc:creator>", pdfXMP, TraceAuthor},
	{"/Company", pdfString, TraceCompany}, {"/Creator", pdfString, TraceProgram},
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
