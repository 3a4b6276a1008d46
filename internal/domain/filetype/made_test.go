package filetype

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

// drawn is a small picture that compresses to something.
func drawn() image.Image {
	m := image.NewRGBA(image.Rect(0, 0, 24, 16))
	for i := range 24 * 16 {
		m.Set(i%24, i/24, color.RGBA{uint8(i * 7), uint8(i * 3), uint8(i), 255})
	}
	return m
}

func madePNG(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, drawn()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func madeJPEG(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, drawn(), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// madeWebP is one green point, lossless.
func madeWebP() []byte {
	return []byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00")
}

// madePDF is an empty page whose dictionaries hold what is given.
func madePDF(more string) []byte {
	return []byte("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n" +
		more + "\ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n9\n%%EOF\n")
}

// part is an entry of a packed document.
type part struct{ name, text string }

func madeZip(t testing.TB, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		h := &zip.FileHeader{Name: p.name, Method: zip.Deflate}
		if p.name == "mimetype" {
			h.Method = zip.Store
		}
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write([]byte(p.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const odtMeta = `<office:document-meta xmlns:office="o" xmlns:meta="m" xmlns:dc="d"><office:meta>
<meta:initial-creator>Zofia Sowa</meta:initial-creator><dc:creator>Jan Wilk</dc:creator></office:meta></office:document-meta>`

func madeODT(t testing.TB, more ...part) []byte {
	return madeZip(t, append([]part{
		{"mimetype", "application/vnd.oasis.opendocument.text"},
		{"content.xml", "<office:document-content/>"},
		{"META-INF/manifest.xml", "<manifest/>"},
		{"meta.xml", odtMeta},
	}, more...)...)
}

const docxTypes = `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`

func madeDOCX(t testing.TB, more ...part) []byte {
	return madeZip(t, append([]part{
		{"[Content_Types].xml", docxTypes},
		{"word/document.xml", "<w:document/>"},
		{"docProps/core.xml", `<cp xmlns:dc="d" xmlns:cp="c"><dc:creator>Zofia Sowa</dc:creator><cp:lastModifiedBy>Jan Wilk</cp:lastModifiedBy></cp>`},
	}, more...)...)
}

// exif is a segment with a place, an owner and a way to turn the picture.
func exif(order binary.AppendByteOrder, way uint16) []byte {
	mark := "MM\x00*"
	if order.AppendUint16(nil, 1)[0] == 1 {
		mark = "II*\x00"
	}
	b := append([]byte("Exif\x00\x00"), mark...)
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 2)
	b = order.AppendUint32(order.AppendUint16(order.AppendUint16(b, 0x8825), 4), 1) // GPS
	b = order.AppendUint32(b, 0xdead)
	b = order.AppendUint32(order.AppendUint16(order.AppendUint16(b, 0x0112), 3), 1)
	b = order.AppendUint16(order.AppendUint16(b, way), 0)
	return append(b, "50.3294 19.5623 Zofia Sowa"...)
}

// told has segments about where, when and by whom put into a JPEG.
func told(b []byte, way uint16) []byte {
	put := func(marker byte, body string) []byte {
		s := []byte{0xff, marker}
		return append(binary.BigEndian.AppendUint16(s, uint16(len(body)+2)), body...)
	}
	out := append([]byte{}, b[:2]...)
	out = append(out, put(0xe0, "JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x01\x01thumbnail by Zofia Sowa")...)
	out = append(out, put(0xe1, string(exif(binary.BigEndian, way)))...)
	out = append(out, put(0xe1, "http://ns.adobe.com/xap/1.0/\x00<dc:creator>Zofia Sowa</dc:creator>")...)
	out = append(out, put(0xe2, "ICC_PROFILE\x00\x01\x01 of Zofia Sowa")...)
	out = append(out, put(0xed, "Photoshop 3.0\x00 Zofia Sowa")...)
	out = append(out, put(0xfe, "made by Zofia Sowa")...)
	return append(append(out, b[2:]...), "Zofia Sowa after the end"...)
}

// chunk is a chunk of a PNG.
func chunk(name, body string) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, name...), body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// toldPNG has chunks about the author put behind the first one.
func toldPNG(b []byte) []byte {
	const behind = pngStart + 25
	out := append([]byte{}, b[:behind]...)
	for _, c := range [][]byte{
		chunk("tEXt", "Author\x00Zofia Sowa"), chunk("iTXt", "XML:com.adobe.xmp\x00Zofia Sowa"), chunk("eXIf", string(exif(binary.LittleEndian, 6))),
		chunk("tIME", "\x07\xea\x03\x01\x0c\x00\x00"), chunk("iCCP", "Zofia Sowa\x00\x00x"), chunk("prVt", "Zofia Sowa"), chunk("pHYs", "\x00\x00\x0b\x13\x00\x00\x0b\x13\x01"),
	} {
		out = append(out, c...)
	}
	return append(append(out, b[behind:]...), "Zofia Sowa after the end"...)
}

// toldWebP is the extended form with everything that tells of its making.
func toldWebP() []byte {
	riff := func(name, body string) string {
		pad := strings.Repeat("\x00", len(body)%2)
		return name + string(binary.LittleEndian.AppendUint32(nil, uint32(len(body)))) + body + pad
	}
	plain := string(madeWebP()[12:])
	inside := "WEBP" + riff("VP8X", "\x2c\x00\x00\x00\x00\x00\x00\x00\x00\x00") + riff("ICCP", "Zofia Sowa") + plain +
		riff("EXIF", string(exif(binary.LittleEndian, 6))) + riff("XMP ", "<dc:creator>Zofia Sowa</dc:creator>")
	return []byte(riff("RIFF", inside) + "Zofia Sowa after the end")
}

func heic() []byte { return []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic") }

func compound(more string) []byte {
	return []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 500) + more)
}

func bomb(t testing.TB) []byte {
	return madeODT(t, part{"Pictures/large.xml", strings.Repeat(" ", 5<<20)})
}

func many(t testing.TB) []byte {
	var parts []part
	for i := range maxEntries {
		parts = append(parts, part{fmt.Sprintf("Pictures/%d.png", i), ""})
	}
	return madeODT(t, parts...)
}
