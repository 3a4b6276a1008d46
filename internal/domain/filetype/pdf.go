package filetype

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"iter"
	"strings"
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
	var sign [1]byte
	for i := 0; i < len(b); i++ {
		if b[i] == '#' && i+2 < len(b) {
			if _, err := hex.Decode(sign[:], b[i+1:i+3]); err == nil {
				out, i = append(out, sign[0]), i+2
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
