package docx

import (
	"fmt"
	"strings"

	"krag/internal/document/sheet"
)

const (
	xmlHead    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
		`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
		`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
		`xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`
	relationNS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	wordType   = "application/vnd.openxmlformats-officedocument.wordprocessingml."

	contentTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>` +
		`<Override PartName="/word/document.xml" ContentType="` + wordType + `document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="` + wordType + `styles+xml"/>` +
		`<Override PartName="/word/settings.xml" ContentType="` + wordType + `settings+xml"/>` +
		`<Override PartName="/word/fontTable.xml" ContentType="` + wordType + `fontTable+xml"/>` +
		`<Override PartName="/word/numbering.xml" ContentType="` + wordType + `numbering+xml"/>` +
		`<Override PartName="/word/header1.xml" ContentType="` + wordType + `header+xml"/>` +
		`<Override PartName="/word/footer1.xml" ContentType="` + wordType + `footer+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
		`<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>`

	packageRelations = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="document" Type="` + relationNS + `/officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="core" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
		`<Relationship Id="app" Type="` + relationNS + `/extended-properties" Target="docProps/app.xml"/></Relationships>`

	app = xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Krąg</Application></Properties>`
)

// document is the body on A4, with the running head from the second page on.
func (w *writer) document() string {
	return xmlHead + `<w:document ` + namespaces + `><w:body>` + w.body.String() +
		`<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/>` +
		`<w:footerReference w:type="first" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/>` +
		`<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/><w:titlePg/></w:sectPr>` +
		`</w:body></w:document>`
}

// relations are what the document refers to.
func (w *writer) relations() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	add := func(id, kind, target, mode string) {
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="%s/%s" Target="%s"%s/>`, id, relationNS, kind, escape(target), mode)
	}
	for _, part := range []string{"styles", "settings", "fontTable", "numbering"} {
		add(part, part, part+".xml", "")
	}
	add("header", "header", "header1.xml", "")
	add("footer", "footer", "footer1.xml", "")
	for _, p := range w.pictures {
		add(p.name, "image", "media/"+p.name, "")
	}
	for i, address := range w.links {
		add(linkID(i), "hyperlink", address, ` TargetMode="External"`)
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}

// numbering has the dots, and a beginning at one for each numbered list.
func (w *writer) numbering() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:numbering ` + namespaces + `>` + abstract(0, "bullet", "•") + abstract(1, "decimal", "%1."))
	fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="0"/></w:num>`, dots)
	for i := range w.lists {
		fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`, dots+1+i)
	}
	b.WriteString(`</w:numbering>`)
	return b.String()
}

func abstract(id int, format, sign string) string {
	return fmt.Sprintf(`<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>`+
		`<w:numFmt w:val="%s"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr>`+
		`<w:rPr><w:color w:val="0E5A55"/></w:rPr></w:lvl></w:abstractNum>`, id, format, sign)
}

func (w *writer) header() string {
	return xmlHead + `<w:hdr ` + namespaces + `><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t xml:space="preserve">` +
		escape(w.sheet.Running) + `</w:t></w:r></w:p></w:hdr>`
}

// footer lets the reader's program count the pages.
func (w *writer) footer() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:ftr ` + namespaces + `><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>` + plain(w.sheet.Foot) + `<w:r><w:tab/></w:r>`)
	page := strings.NewReplacer(sheet.PageNumber, "\x00PAGE\x00", sheet.PageCount, "\x00NUMPAGES\x00").Replace(w.sheet.Page)
	for i, part := range strings.Split(page, "\x00") {
		if i%2 == 1 {
			b.WriteString(`<w:fldSimple w:instr=" ` + part + ` "><w:r><w:t>1</w:t></w:r></w:fldSimple>`)
			continue
		}
		b.WriteString(plain(part))
	}
	b.WriteString(`</w:p></w:ftr>`)
	return b.String()
}

func plain(say string) string {
	if say == "" {
		return ""
	}
	return `<w:r><w:t xml:space="preserve">` + escape(say) + `</w:t></w:r>`
}
