// Package pdftest reads the PDF files of this house, independently of how they
// are written, and checks what PDF/UA-1 (ISO 14289-1) asks for as far as a
// program can see it. It reads only what package pdf may write: no encryption,
// no object streams.
package pdftest

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// File is a PDF that has been read.
type File struct {
	Objects map[Ref]any
	Trailer Dict
	Root    Dict // the catalog
	Pages   []*Page
	Tree    *Elem
	Text    []byte
}

// Page is a page with its contents in order.
type Page struct {
	Ref   Ref
	Dict  Dict
	Marks map[int]*Content // by MCID
	fonts map[Name]*face
}

// Read takes a PDF apart, and ends the test when it is not one.
func Read(t TB, data []byte) *File {
	t.Helper()
	f, err := read(data)
	if err != nil {
		t.Fatalf("read the PDF: %v", err)
	}
	return f
}

// TB is what a test, or one try of a property test, can do.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

var _ TB = testing.TB(nil)

func read(data []byte) (f *File, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, fmt.Errorf("%v", r)
		}
	}()
	f = &File{Objects: map[Ref]any{}, Text: data}
	f.objects()
	f.Root = f.Dict(f.Trailer["Root"])
	f.pages(f.Dict(f.Root["Pages"]))
	f.Tree = f.tree()
	return f, nil
}

// objects follows the table at the end of the file to every object.
func (f *File) objects() {
	if !bytes.HasPrefix(f.Text, []byte("%PDF-1.7\n")) {
		panic("it does not begin as PDF 1.7")
	}
	end := bytes.LastIndex(f.Text, []byte("startxref"))
	s := &scanner{text: f.Text, at: end + len("startxref")}
	s.at = int(s.next().(float64))
	if s.next() != Op("xref") || s.next() != 0.0 {
		s.fail("no table of objects")
	}
	count := int(s.next().(float64))
	offsets := make([]int, count)
	for i := range offsets {
		offsets[i] = int(s.next().(float64))
		s.next()
		s.next()
	}
	if s.next() != Op("trailer") {
		s.fail("no trailer")
	}
	f.Trailer = s.next().(Dict)
	for i, at := range offsets[1:] {
		f.Objects[Ref(i+1)] = object(f.Text, at, i+1)
	}
}

func object(text []byte, at, number int) any {
	s := &scanner{text: text, at: at}
	if head := strconv.Itoa(number) + " 0 obj"; !s.take(head) {
		s.fail("not object %d", number)
	}
	o := s.next()
	d, ok := o.(Dict)
	if !ok || !s.take("stream\n") {
		return o
	}
	length := int(d["Length"].(float64))
	data := text[s.at : s.at+length]
	s.at += length
	if !s.take("endstream") {
		s.fail("a stream of another length")
	}
	return Stream{d, data}
}

// Get follows references to an object.
func (f *File) Get(o any) any {
	for {
		r, ok := o.(Ref)
		if !ok {
			return o
		}
		if o, ok = f.Objects[r]; !ok {
			panic(fmt.Sprintf("object %d is not there", r))
		}
	}
}

// Dict follows references to a dictionary.
func (f *File) Dict(o any) Dict {
	switch d := f.Get(o).(type) {
	case Dict:
		return d
	case Stream:
		return d.Dict
	}
	panic(fmt.Sprintf("no dictionary: %v", o))
}

// Unpack gives the data of a stream.
func (f *File) Unpack(o any) []byte {
	s, ok := f.Get(o).(Stream)
	if !ok {
		panic(fmt.Sprintf("no stream: %v", o))
	}
	if s.Dict["Filter"] == nil {
		return s.Data
	}
	r, err := zlib.NewReader(bytes.NewReader(s.Data))
	if err != nil {
		panic(err)
	}
	all, err := io.ReadAll(r)
	if err != nil {
		panic(err)
	}
	return all
}

// Say gives the words of a string.
func (f *File) Say(o any) string {
	s, ok := f.Get(o).(Str)
	if !ok {
		return ""
	}
	if !bytes.HasPrefix(s, []byte{0xFE, 0xFF}) {
		return string(s)
	}
	return utf16Text(s[2:])
}

func utf16Text(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return string(utf16.Decode(units))
}

func (f *File) pages(node Dict) {
	for _, kid := range f.Get(node["Kids"]).(Array) {
		p := &Page{Ref: kid.(Ref), Dict: f.Dict(kid), Marks: map[int]*Content{}, fonts: map[Name]*face{}}
		resources := f.Dict(p.Dict["Resources"])
		for name, font := range f.Dict(resources["Font"]) {
			p.fonts[name] = f.face(font)
		}
		f.Pages = append(f.Pages, p)
	}
}

// All is what the document says, in the order in which it is read, a line for
// each block.
func (f *File) All() string {
	var lines []string
	for _, b := range f.Tree.Blocks() {
		lines = append(lines, strings.TrimSpace(b.Say()))
	}
	return strings.Join(lines, "\n")
}
