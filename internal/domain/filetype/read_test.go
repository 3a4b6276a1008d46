package filetype

import (
	"bytes"
	"compress/zlib"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"krag/internal/domain"
)

func TestReadTakesWhatItIs(t *testing.T) {
	for name, c := range map[string]struct {
		content []byte
		kind    Kind
		saved   string
	}{
		"Strategia gminy.pdf":             {madePDF(""), PDF, "Strategia gminy"},
		"C:\\skany\\uchwała.PDF":          {madePDF(""), PDF, "uchwała"},
		"pismo.odt":                       {madeODT(t), ODT, "pismo"},
		"pismo.docx":                      {madeDOCX(t, part{"word/media/image1.svg", "<svg/>"}), DOCX, "pismo"},
		"sala.png":                        {madePNG(t), PNG, "sala"},
		"sala.JPEG":                       {madeJPEG(t), JPEG, "sala"},
		"sala.jpg":                        {madeJPEG(t), JPEG, "sala"},
		"sala.webp":                       {madeWebP(), WebP, "sala"},
		"../../etc/passwd\x00.pdf":        {madePDF(""), PDF, "passwd"},
		"..pdf":                           {madePDF(""), PDF, "plik"},
		"a\u202efdp.exe:b.pdf":            {madePDF(""), PDF, "afdp.exe b"},
		strings.Repeat("ż", 200) + ".pdf": {madePDF(""), PDF, strings.Repeat("ż", maxName)},
		"CON.pdf":                         {madePDF(""), PDF, "CON plik"},
	} {
		f, err := Read(name, c.content)
		if err != nil || f.Kind != c.kind || f.Name != c.saved {
			t.Errorf("%q is %s called %q, %v", name, f.Kind, f.Name, err)
		}
	}
}

// TestReadRefuses gives what must not come in, with the reason people read.
func TestReadRefuses(t *testing.T) {
	odt, pdf := madeODT(t), madePDF("")
	for name, c := range map[string]struct {
		file    string
		content []byte
		why     string
	}{
		"nothing":                    {"a.pdf", nil, "file.empty"},
		"an executable":              {"a.pdf", []byte("MZ\x90\x00this program"), "file.unknown"},
		"an ELF":                     {"a.pdf", []byte("\x7fELF\x02\x01\x01"), "file.unknown"},
		"a script":                   {"a.png", []byte("#!/bin/sh\n"), "file.unknown"},
		"a page":                     {"a.pdf", []byte("<!DOCTYPE html><script>"), "file.unknown"},
		"a drawing with a script":    {"a.png", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`), "file.unknown"},
		"a page before a PDF":        {"a.pdf", append([]byte("<html>"), pdf...), "file.unknown"},
		"a photo of a phone":         {"IMG_1.HEIC", heic(), "file.heic"},
		"an old document":            {"a.doc", compound(""), "file.old"},
		"a document with a password": {"a.docx", compound(string(inUTF16("EncryptedPackage"))), "file.locked"},
		"a picture called PDF":       {"a.pdf", madePNG(t), "file.disagrees"},
		"a PDF called a picture":     {"a.jpg", pdf, "file.disagrees"},
		"a PDF called a page":        {"a.html", pdf, "file.disagrees"},
		"a PDF called nothing":       {"uchwała", pdf, "file.disagrees"},
		"an ODT called DOCX":         {"a.docx", odt, "file.disagrees"},
		"a document with macros":     {"a.docm", madeZip(t, part{"[Content_Types].xml", strings.ReplaceAll(docxTypes, "document.main", "document.macroEnabled.main")}), "file.macros"},
		"macros called DOCX":         {"a.docx", madeDOCX(t, part{"word/vbaProject.bin", "x"}), "file.macros"},
		"an ODT with macros":         {"a.odt", madeODT(t, part{"Basic/Standard/Module1.xml", "x"}), "file.macros"},
		"an ODT with a password":     {"a.odt", madeZip(t, part{"mimetype", mediaTypes[ODT]}, part{"content.xml", ""}, part{"META-INF/manifest.xml", "<manifest:encryption-data/>"}), "file.locked"},
		"a control":                  {"a.docx", madeDOCX(t, part{"word/activeX/activeX1.xml", "x"}), "file.inside"},
		"a program inside":           {"a.docx", madeDOCX(t, part{"word/embeddings/oleObject1.bin", "x"}), "file.inside"},
		"a program by its name":      {"a.odt", madeODT(t, part{"Pictures/wirus.EXE", "x"}), "file.inside"},
		"a way out of the folder":    {"a.odt", madeODT(t, part{"../../.profile", "x"}), "file.inside"},
		"a bomb":                     {"a.odt", bomb(t), "file.bomb"},
		"a thousand entries":         {"a.odt", many(t), "file.bomb"},
		"a spreadsheet":              {"a.xlsx", madeZip(t, part{"[Content_Types].xml", "spreadsheetml.sheet.main+xml"}), "file.unknown"},
		"any zip":                    {"a.docx", madeZip(t, part{"readme.txt", "x"}), "file.unknown"},
		"an empty document":          {"a.docx", madeZip(t, part{"[Content_Types].xml", docxTypes}), "file.damaged"},
		"a zip before an ODT":        {"a.odt", append(madeZip(t, part{"a.js", "x"}), odt...), "file.two"},
		"something behind an ODT":    {"a.odt", append(bytes.Clone(odt), "more"...), "file.two"},
		"half an ODT":                {"a.odt", odt[:len(odt)/2], "file.two"},
		"a PDF in an ODT":            {"a.odt", madeZip(t, part{"mimetype", mediaTypes[ODT]}, part{"%PDF-1.7", ""}), "file.two"},
		"a PDF with a password":      {"a.pdf", madePDF("<</Encrypt 9 0 R>>"), "file.locked"},
		"a PDF that acts":            {"a.pdf", madePDF("<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"), "file.inside"},
		"a PDF that hides its name":  {"a.pdf", madePDF("<</OpenAction<</S/J#61vaScript /JS(app.alert(1))>>>>"), "file.inside"},
		"a PDF that starts programs": {"a.pdf", madePDF("<</S /Launch /F (cmd.exe)>>"), "file.inside"},
		"a PDF with files":           {"a.pdf", madePDF("<</Names<</EmbeddedFiles 7 0 R>>>>"), "file.inside"},
		"a PDF that packs its acts":  {"a.pdf", madePDF(packed("<</S/JavaScript/JS(app.alert(1))>>")), "file.inside"},
		"half a PDF":                 {"a.pdf", pdf[:40], "file.damaged"},
		"something behind a PDF":     {"a.pdf", append(bytes.Clone(pdf), "<script>"...), "file.two"},
		"a zip in a PDF":             {"a.pdf", zipped(pdf, madeZip(t, part{"a.js", "x"})), "file.two"},
		"half a PNG":                 {"a.png", madePNG(t)[:60], "file.damaged"},
		"a PNG that was changed":     {"a.png", bytes.Replace(madePNG(t), []byte("IDAT"), []byte("IDaT"), 1), "file.damaged"},
		"a PNG of nothing":           {"a.png", append([]byte("\x89PNG\r\n\x1a\n"), chunk("IEND", "")...), "file.damaged"},
		"a PNG without end":          {"a.png", append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", "\xff\xff\xff\xff\xff\xff\xff\xff\x08\x02\x00\x00\x00")...), "file.bomb"},
		"half a JPEG":                {"a.jpg", madeJPEG(t)[:200], "file.damaged"},
		"a JPEG of nothing":          {"a.jpg", []byte("\xff\xd8\xff\xd9"), "file.damaged"},
		"a WebP of nothing":          {"a.webp", []byte("RIFF\x04\x00\x00\x00WEBP"), "file.damaged"},
		"half a WebP":                {"a.webp", madeWebP()[:20], "file.damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Read(c.file, c.content)
			e, _ := err.(*domain.Error)
			if e == nil || e.Kind != domain.KindInvalid || e.Key != c.why {
				t.Errorf("%s, %v; want %s", f.Kind, err, c.why)
			}
		})
	}
}

// packed is an object stream of a PDF.
func packed(text string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write([]byte(text))
	_ = z.Close()
	return "5 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>\nstream\n" + b.String() + "\nendstream\nendobj\n"
}

// zipped is a PDF and a zip at once: the end of the PDF is the comment of the zip.
func zipped(pdf, zip []byte) []byte {
	end := []byte("\nstartxref\n9\n%%EOF")
	zip[len(zip)-2] = byte(len(end))
	return append(append(append(bytes.Clone(pdf[:9]), "1 0 obj <<>> stream\n"...), zip...), end...)
}

// TestPicturesTellNothing looks for every word about place and owner in what
// is kept of a picture, which must still be the same picture.
func TestPicturesTellNothing(t *testing.T) {
	for name, c := range map[string]struct {
		content []byte
		decode  func(*testing.T, []byte) image.Image
		same    []byte
	}{
		"a.jpg":  {told(madeJPEG(t), 6), decodeJPEG, madeJPEG(t)},
		"b.jpg":  {told(madeJPEG(t), 1), decodeJPEG, madeJPEG(t)},
		"a.png":  {toldPNG(madePNG(t)), decodePNG, madePNG(t)},
		"a.webp": {toldWebP(), nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			for _, word := range []string{"Zofia", "50.3294"} {
				if !bytes.Contains(c.content, []byte(word)) {
					t.Fatalf("the example does not hold %s: this would find nothing", word)
				}
			}
			f, err := Read(name, c.content)
			if err != nil {
				t.Fatal(err)
			}
			for _, word := range []string{"Zofia", "50.3294", "xap", "ICC", "EXIF", "XMP", "tEXt", "GPS", "\x88\x25", "\x25\x88"} {
				if bytes.Contains(f.Content, []byte(word)) {
					t.Errorf("%q is still in the picture", word)
				}
			}
			if c.decode != nil {
				samePicture(t, c.decode(t, f.Content), c.decode(t, c.same))
			}
		})
	}
}

// TestPicturesStayTurned: a photo taken upright must not lie on its side.
func TestPicturesStayTurned(t *testing.T) {
	for way := range uint16(10) {
		f, err := Read("a.jpg", told(madeJPEG(t), way))
		if err != nil {
			t.Fatal(err)
		}
		want := 0
		if way >= 2 && way <= 8 {
			want = int(way)
		}
		got := 0
		if at := bytes.Index(f.Content, []byte("Exif\x00\x00")); at >= 0 {
			got = orientation(f.Content[at:])
		}
		if got != want {
			t.Errorf("turned %d ways, want %d", got, want)
		}
		decodeJPEG(t, f.Content)
	}
}

func TestCleanWebPKeepsItsForm(t *testing.T) {
	f, err := Read("a.webp", toldWebP())
	if err != nil {
		t.Fatal(err)
	}
	if f.Content[20] != 0 || string(f.Content[12:16]) != "VP8X" {
		t.Errorf("the header still announces what is gone: %x", f.Content[12:30])
	}
	again, err := Read("a.webp", bytes.Clone(f.Content))
	if err != nil || !bytes.Equal(again.Content, f.Content) {
		t.Errorf("cleaned twice it is another: %v", err)
	}
}

func TestTraces(t *testing.T) {
	utf16 := "\xfe\xff\x00Z\x01\x42\x00a" // Zła
	for name, c := range map[string]struct {
		file    string
		content []byte
		want    []Trace
	}{
		"ODT":             {"a.odt", madeODT(t), []Trace{{TraceAuthor, "Zofia Sowa"}, {TraceEditor, "Jan Wilk"}}},
		"DOCX":            {"a.docx", madeDOCX(t, part{"docProps/app.xml", "<p><Company>Dom</Company></p>"}), []Trace{{TraceAuthor, "Zofia Sowa"}, {TraceEditor, "Jan Wilk"}, {TraceCompany, "Dom"}}},
		"PDF":             {"a.pdf", madePDF(`<</Author(Zofia \(ta\) Sowa)/Creator<4B72C485>>>`), []Trace{{TraceAuthor, "Zofia (ta) Sowa"}, {TraceProgram, "Krą"}}},
		"PDF in UTF-16":   {"a.pdf", madePDF("<</Author(" + utf16 + ")>>"), []Trace{{TraceAuthor, "Zła"}}},
		"PDF in octal":    {"a.pdf", madePDF(`<</Author(S\363wka)>>`), []Trace{{TraceAuthor, "Sówka"}}},
		"PDF with XMP":    {"a.pdf", madePDF("<dc:creator><rdf:Seq><rdf:li>Zofia Sowa</rdf:li></rdf:Seq></dc:creator>"), []Trace{{TraceAuthor, "Zofia Sowa"}}},
		"PDF, packed":     {"a.pdf", madePDF(packed("<</Author(Zofia Sowa)>>")), []Trace{{TraceAuthor, "Zofia Sowa"}}},
		"PDF of the same": {"a.pdf", madePDF(strings.Repeat("<</Author(Zofia)>>", 9)), []Trace{{TraceAuthor, "Zofia"}}},
		"PDF of nobody":   {"a.pdf", madePDF(""), nil},
	} {
		f, err := Read(c.file, c.content)
		if err != nil || len(f.Traces) != len(c.want) {
			t.Errorf("%s: %v, %v; want %v", name, f.Traces, err, c.want)
			continue
		}
		for i, trace := range f.Traces {
			if trace != c.want[i] {
				t.Errorf("%s: %v, want %v", name, trace, c.want[i])
			}
		}
	}
}

func TestAccept(t *testing.T) {
	if got := Accept(); !strings.HasPrefix(got, ".pdf,.odt,.docx,.png,.jpg,") {
		t.Errorf("a form accepts %s", got)
	}
}

// FuzzRead gives it anything under any name. What it takes is taken again, and
// is then the same.
func FuzzRead(f *testing.F) {
	for name, content := range map[string][]byte{
		"a.pdf": madePDF(packed("<</Author(Z)>>")), "a.odt": madeODT(f), "a.docx": madeDOCX(f), "a.png": toldPNG(madePNG(f)),
		"a.jpg": told(madeJPEG(f), 6), "a.webp": toldWebP(), "a.heic": heic(), "a.doc": compound(""),
	} {
		f.Add(name, content)
	}
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		once, err := Read(name, bytes.Clone(content))
		if err != nil {
			if e, ok := err.(*domain.Error); !ok || e.Kind != domain.KindInvalid {
				t.Fatalf("refused by %v", err)
			}
			return
		}
		twice, err := Read(once.Name+"."+once.Kind.Ending(), bytes.Clone(once.Content))
		if err != nil || !bytes.Equal(once.Content, twice.Content) || once.Name != twice.Name {
			t.Fatalf("taken once as %q, then %q, %v", once.Name, twice.Name, err)
		}
	})
}

func decodeJPEG(t *testing.T, b []byte) image.Image {
	t.Helper()
	m, err := jpeg.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func decodePNG(t *testing.T, b []byte) image.Image {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func samePicture(t *testing.T, a, b image.Image) {
	t.Helper()
	if a.Bounds() != b.Bounds() {
		t.Fatalf("%v became %v", b.Bounds(), a.Bounds())
	}
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			if a.At(x, y) != b.At(x, y) {
				t.Fatalf("the point %d, %d changed", x, y)
			}
		}
	}
}
