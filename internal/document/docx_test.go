package document

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"
)

// parts unpacks a DOCX and wants every part to be well-formed.
func parts(t fataler, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("not an archive: %v", err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		all[f.Name] = string(text)
		if strings.HasSuffix(f.Name, ".png") {
			continue
		}
		d := xml.NewDecoder(bytes.NewReader(text))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	return all
}

type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

// paragraph is what a reader of the document sees of it.
type paragraph struct{ style, say string }

// paragraphs reads the body, tables included.
func paragraphs(t fataler, data []byte) []paragraph {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(parts(t, data)["word/document.xml"]))
	var all []paragraph
	in := false
	for {
		token, err := d.Token()
		if err != nil {
			return all
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch token.Name.Local {
			case "p":
				all = append(all, paragraph{})
			case "pStyle":
				all[len(all)-1].style = token.Attr[0].Value
			case "br", "tab":
				all[len(all)-1].say += " "
			case "t":
				in = true
			}
		case xml.EndElement:
			in = false
		case xml.CharData:
			if in {
				all[len(all)-1].say += string(token)
			}
		}
	}
}

func docxText(t testing.TB, data []byte) string {
	var all []string
	for _, p := range paragraphs(t, data) {
		all = append(all, p.say)
	}
	return strings.Join(all, "\n")
}

func TestDOCXHasStylesAndHeads(t *testing.T) {
	for _, name := range editions {
		c := card(t, name)
		all := parts(t, c.DOCX())
		body := all["word/document.xml"]
		level := 0
		for _, p := range paragraphs(t, c.DOCX()) {
			if p.style != "" && !strings.Contains(all["word/styles.xml"], `w:styleId="`+p.style+`"`) {
				t.Errorf("%s: there is no style %s", name, p.style)
			}
			if head, ok := strings.CutPrefix(p.style, "Heading"); ok {
				if n := int(head[0] - '0'); n > level+1 {
					t.Errorf("%s: a heading %d after %d: %s", name, n, level, p.say)
				} else {
					level = n
				}
			}
		}
		if strings.Count(body, "<w:tbl>") != strings.Count(body, "<w:tblHeader/>") {
			t.Errorf("%s: a table without a head", name)
		}
		if want := map[string]string{"klucze-uk": "uk-UA"}[name]; want != "" && !strings.Contains(all["word/styles.xml"], `<w:lang w:val="`+want+`"`) {
			t.Errorf("%s: the language of the document is not %s", name, want)
		}
		if !strings.Contains(all["docProps/core.xml"], "<dc:title>"+c.Edition.Title+"</dc:title>") {
			t.Errorf("%s: the file has no title", name)
		}
	}
}

func TestDOCXMarksOtherLanguages(t *testing.T) {
	body := parts(t, card(t, "klucze-uk").DOCX())["word/document.xml"]
	at := strings.Index(body, "elementarnych")
	run := body[strings.LastIndex(body[:at], "<w:r>"):at]
	if !strings.Contains(run, `<w:lang w:val="pl-PL"/>`) {
		t.Errorf("Polish words in a Ukrainian document: %s", run)
	}
}

// TestDOCXRelations wants whatever is referred to to be there, and to be used.
func TestDOCXRelations(t *testing.T) {
	all := parts(t, card(t, "klucze-pl").DOCX())
	relations, body := all["word/_rels/document.xml.rels"], all["word/document.xml"]
	var used []string
	for _, key := range []string{`r:id="`, `r:embed="`} {
		for rest := body; ; {
			_, after, found := strings.Cut(rest, key)
			if !found {
				break
			}
			id, tail, _ := strings.Cut(after, `"`)
			used, rest = append(used, id), tail
			if !strings.Contains(relations, `Id="`+id+`"`) {
				t.Errorf("nothing is called %s", id)
			}
		}
	}
	for _, id := range []string{"emblem.png", "code1.png", "link1", "link2", "header", "footer"} {
		if !slices.Contains(used, id) {
			t.Errorf("%s is not used", id)
		}
	}
	for name := range all {
		if strings.HasSuffix(name, ".rels") || name == "[Content_Types].xml" || strings.HasSuffix(name, ".png") {
			continue
		}
		if !strings.Contains(all["[Content_Types].xml"], `"/`+name+`"`) {
			t.Errorf("%s has no type", name)
		}
	}
}

// TestOthersReadTheDOCX lets pandoc read a card: its headings, lists, tables
// with their heads, and the words of every letter.
func TestOthersReadTheDOCX(t *testing.T) {
	for _, name := range editions {
		t.Run(name, func(t *testing.T) {
			c := card(t, name)
			page := other(t, c.DOCX(), "pandoc", "--from=docx", "--to=html", "--wrap=none", "--fail-if-warnings", "FILE")
			wants := []string{"<h1", "<h2", "<h3", "<ul>", "<li>", "<strong>", c.Edition.Title, c.Edition.Publisher.Name, c.Edition.Parts[0].Title}
			if strings.HasPrefix(name, "klucze") {
				wants = append(wants, "<thead>", "<th", "<tbody>", "19 982 zł", "abstynencja")
			}
			for _, want := range wants {
				if !strings.Contains(plainSpaces(page), want) {
					t.Errorf("pandoc does not read %q", want)
				}
			}
		})
	}
}
