package pdf

import (
	"encoding/xml"
	"fmt"
	"strings"

	"krag/internal/document/sheet"
)

// bookmark is a line of the outline: a title and where it stands.
type bookmark struct {
	title string
	level int
	page  *page
	y     float64
	ref   ref
	kids  []*bookmark
}

// write adds everything around the pages and gives the file.
func (s *setter) write() []byte {
	f := s.file
	s.number()
	structure := s.tree.write(f, s.pages)
	fonts := s.fonts.resources(f)
	pages := f.reserve()
	kids := make([]string, len(s.pages))
	for i, p := range s.pages {
		p.write(f, pages, i, fonts)
		kids[i] = p.ref.String()
	}
	f.put(pages, fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(kids), strings.Join(kids, " ")))
	catalog := f.add(fmt.Sprintf("<< /Type /Catalog /Pages %s /Lang %s /MarkInfo << /Marked true >> "+
		"/ViewerPreferences << /DisplayDocTitle true >> /StructTreeRoot %s /Metadata %s%s >>",
		pages, literal(s.sheet.Lang), structure, f.stream("/Type /Metadata /Subtype /XML ", s.xmp()), s.bookmarks()))
	return f.bytes(catalog, f.add(s.info()))
}

// number gives links their keys, behind those of the pages.
func (s *setter) number() {
	key := len(s.pages)
	for _, p := range s.pages {
		for _, l := range p.links {
			l.key = key
			key++
		}
	}
}

func (s *setter) info() string {
	entries := []struct{ key, value string }{
		{"Title", s.sheet.Title},
		{"Author", s.sheet.Author},
		{"Subject", s.sheet.About},
		{"Creator", s.maker()},
		{"Producer", s.maker()},
	}
	var b strings.Builder
	b.WriteString("<<")
	for _, e := range entries {
		if e.value != "" {
			fmt.Fprintf(&b, " /%s %s", e.key, literal(sheet.Clean(e.value)))
		}
	}
	day := s.sheet.Made.UTC().Format("D:20060102150405Z")
	fmt.Fprintf(&b, " /CreationDate (%s) /ModDate (%s) >>", day, day)
	return b.String()
}

// maker is the program, and nothing where a sheet bears no mark: whoever finds the
// file learns as little from it as from the paper.
func (s *setter) maker() string {
	if s.sheet.Plain {
		return ""
	}
	return "Krąg"
}

// xmp says the same as the information dictionary, and that the file keeps to
// PDF/UA-1 (ISO 14289-1, 5).
func (s *setter) xmp() []byte {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	day := s.sheet.Made.UTC().Format("2006-01-02T15:04:05Z")
	line("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>")
	line(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`)
	line(`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"` +
		` xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">`)
	line(`<pdfuaid:part>1</pdfuaid:part>`)
	line(`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>`, escape(s.sheet.Title))
	line(`<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>`, escape(s.sheet.Lang))
	if s.sheet.Author != "" {
		line(`<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>`, escape(s.sheet.Author))
	}
	if s.sheet.About != "" {
		line(`<dc:description><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description>`, escape(s.sheet.About))
	}
	if maker := s.maker(); maker != "" {
		line(`<xmp:CreatorTool>%s</xmp:CreatorTool><pdf:Producer>%s</pdf:Producer>`, maker, maker)
	}
	line(`<xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate>`, day, day)
	line(`</rdf:Description></rdf:RDF></x:xmpmeta>`)
	line(`<?xpacket end="r"?>`)
	return []byte(b.String())
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(sheet.Clean(s))) // into memory
	return b.String()
}

// bookmarks adds the outline and gives the entry of the catalog.
func (s *setter) bookmarks() string {
	if len(s.outline) == 0 {
		return ""
	}
	root := &bookmark{}
	open := []*bookmark{root}
	for _, b := range s.outline {
		for len(open) > 1 && open[len(open)-1].level >= b.level {
			open = open[:len(open)-1]
		}
		above := open[len(open)-1]
		above.kids = append(above.kids, b)
		open = append(open, b)
	}
	root.reserve(s.file)
	root.write(s.file, 0)
	return " /Outlines " + root.ref.String()
}

func (b *bookmark) reserve(to *file) {
	b.ref = to.reserve()
	for _, k := range b.kids {
		k.reserve(to)
	}
}

// write adds a bookmark and those under it, chained as ISO 32000-1, 12.3.3
// asks for.
func (b *bookmark) write(to *file, parent ref, beside ...string) {
	var s strings.Builder
	s.WriteString("<<")
	if parent == 0 {
		s.WriteString(" /Type /Outlines")
	} else {
		fmt.Fprintf(&s, " /Title %s /Parent %s /Dest [%s /XYZ null %s null]%s",
			literal(sheet.Clean(b.title)), parent, b.page.ref, num(paperHeight-b.y+12), strings.Join(beside, ""))
	}
	if n := len(b.kids); n > 0 {
		fmt.Fprintf(&s, " /First %s /Last %s /Count %d", b.kids[0].ref, b.kids[n-1].ref, b.count())
	}
	to.put(b.ref, s.String()+" >>")
	for i, k := range b.kids {
		var chain []string
		if i > 0 {
			chain = append(chain, " /Prev "+b.kids[i-1].ref.String())
		}
		if i < len(b.kids)-1 {
			chain = append(chain, " /Next "+b.kids[i+1].ref.String())
		}
		k.write(to, b.ref, chain...)
	}
}

// count is how many bookmarks are seen under this one: all of them.
func (b *bookmark) count() int {
	n := len(b.kids)
	for _, k := range b.kids {
		n += k.count()
	}
	return n
}
