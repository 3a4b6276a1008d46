package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// ref is the number of an object.
type ref int

func (r ref) String() string { return strconv.Itoa(int(r)) + " 0 R" }

// file collects the objects of a PDF (ISO 32000-1, 7.5). Objects may point at
// each other before they are written.
type file struct {
	objects [][]byte // by number, from 1
	packer  *zlib.Writer
}

// reserve gives a number to an object that is written later.
func (f *file) reserve() ref {
	f.objects = append(f.objects, nil)
	return ref(len(f.objects))
}

func (f *file) put(r ref, body string) { f.objects[r-1] = []byte(body) }

func (f *file) add(body string) ref {
	r := f.reserve()
	f.put(r, body)
	return r
}

// stream adds a stream with further entries of its dictionary.
func (f *file) stream(entries string, data []byte) ref {
	var b bytes.Buffer
	fmt.Fprintf(&b, "<< %s/Length %d >>\nstream\n", entries, len(data))
	b.Write(data)
	b.WriteString("\nendstream")
	r := f.reserve()
	f.objects[r-1] = b.Bytes()
	return r
}

// packed adds a compressed stream.
func (f *file) packed(entries string, data []byte) ref {
	var b bytes.Buffer
	if f.packer == nil {
		f.packer = zlib.NewWriter(&b)
	} else {
		f.packer.Reset(&b)
	}
	_, _ = f.packer.Write(data) // into memory
	_ = f.packer.Close()
	return f.stream(entries+"/Filter /FlateDecode ", b.Bytes())
}

// bytes writes the file. Its ID is a hash of what is in it, so that the same
// sheet gives the same bytes.
func (f *file) bytes(root, info ref) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, len(f.objects))
	for i, body := range f.objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n", i+1)
		b.Write(body)
		b.WriteString("\nendobj\n")
	}
	id := sha256.Sum256(b.Bytes())
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root %s /Info %s /ID [<%x> <%x>] >>\nstartxref\n%d\n%%%%EOF\n",
		len(offsets)+1, root, info, id[:16], id[:16], table)
	return b.Bytes()
}

// literal writes words for a dictionary: as they are, or as UTF-16 when there
// is more than plain ASCII in them.
func literal(s string) string {
	for _, r := range s {
		if r < ' ' || r > '~' {
			return "<FEFF" + wide(s) + ">"
		}
	}
	return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(s) + ")"
}

// wide writes words as hexadecimal UTF-16.
func wide(s string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String()
}

// num writes a length with at most two decimals.
func num(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

// nums writes several of them.
func nums(vs ...float64) string {
	all := make([]string, len(vs))
	for i, v := range vs {
		all[i] = num(v)
	}
	return strings.Join(all, " ")
}
