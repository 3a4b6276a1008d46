// Package docx sets a sheet as a Word document (ECMA-376, transitional) that is
// made to be worked on: real heading styles, lists, table heads and languages
// in the look of the house. It decides how a sheet looks, and nothing of what
// it says. The same sheet gives the same bytes.
package docx

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"fmt"
	"strings"
	"time"

	"krag/internal/document/sheet"
)

//go:embed parts/styles.xml
var styles string

//go:embed parts/fontTable.xml
var fontTable string

//go:embed parts/settings.xml
var settings string

// Render makes the DOCX of a sheet.
func Render(sh sheet.Sheet) []byte {
	w := &writer{sheet: sh}
	w.picture("emblem.png", emblem())
	w.blocks(place{lang: sh.Lang, level: sh.Level()}, sh.Body)
	return pack(w.files())
}

// file is a part of the package.
type file struct {
	name string
	data []byte
}

// writer collects the document and what it refers to.
type writer struct {
	sheet    sheet.Sheet
	body     strings.Builder
	links    []string // addresses, by the number of their relation
	pictures []file
	lists    int // numbered lists, each of which begins anew
	drawings int
}

// place is where a block goes.
type place struct {
	lang  string
	level int // of the heading above it, 0 for none
}

// files are the parts in the order in which readers want them.
func (w *writer) files() []file {
	own := strings.NewReplacer("LANG", locale(w.sheet.Lang))
	all := []file{
		{"[Content_Types].xml", []byte(contentTypes)},
		{"_rels/.rels", []byte(packageRelations)},
		{"docProps/core.xml", []byte(w.core())},
		{"docProps/app.xml", []byte(app)},
		{"word/document.xml", []byte(w.document())},
		{"word/_rels/document.xml.rels", []byte(w.relations())},
		{"word/styles.xml", []byte(own.Replace(styles))},
		{"word/settings.xml", []byte(own.Replace(settings))},
		{"word/fontTable.xml", []byte(fontTable)},
		{"word/numbering.xml", []byte(w.numbering())},
		{"word/header1.xml", []byte(w.header())},
		{"word/footer1.xml", []byte(w.footer())},
	}
	for _, p := range w.pictures {
		all = append(all, file{"word/media/" + p.name, p.data})
	}
	return all
}

// pack makes the archive. Its entries have no time of their own.
func pack(files []file) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		entry, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate})
		if err == nil {
			_, err = entry.Write(f.data)
		}
		if err != nil {
			panic("docx: write into memory: " + err.Error())
		}
	}
	if err := z.Close(); err != nil {
		panic("docx: write into memory: " + err.Error())
	}
	return b.Bytes()
}

// regions make of our languages what spelling checkers look for.
var regions = map[string]string{"pl": "pl-PL", "uk": "uk-UA", "en": "en-GB"}

func locale(lang string) string {
	if l := regions[lang]; l != "" {
		return l
	}
	return escape(lang)
}

func (w *writer) core() string {
	day := w.sheet.Made.UTC().Format(time.RFC3339)
	return xmlHead + fmt.Sprintf(`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" `+
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`+
		`<dc:title>%s</dc:title><dc:creator>%s</dc:creator><dc:description>%s</dc:description><dc:language>%s</dc:language>`+
		`<dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">%s</dcterms:modified></cp:coreProperties>`,
		escape(w.sheet.Title), escape(w.sheet.Author), escape(w.sheet.About), locale(w.sheet.Lang), day, day)
}
