package docx

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"sync"

	"rsc.io/qr"

	"krag/internal/document/sheet"
)

// codeSize is the side of a code for telephones, 27 mm, in English metric
// units, of which a millimetre has 36,000.
const codeSize = 972000

// picture takes a picture into the package and gives its relation.
func (w *writer) picture(name string, data []byte) {
	w.pictures = append(w.pictures, file{name, data})
}

// code writes the picture of an address and the words that go with it.
func (w *writer) code(p place, b sheet.Code) {
	if code, err := qr.Encode(b.Address, qr.M); err == nil && b.Address != "" {
		name := fmt.Sprintf("code%d.png", len(w.pictures))
		code.Scale = 8
		w.picture(name, code.PNG())
		w.raw(`<w:p><w:pPr><w:keepNext/></w:pPr>`)
		w.drawing(name, b.Alt, codeSize)
		w.raw(`</w:p>`)
	}
	for _, t := range b.Text {
		w.para(p, "Line", t)
	}
}

// drawing shows a picture within a line. One without words is said to be
// decoration, so that nobody hears that there is a picture.
func (w *writer) drawing(name, alt string, side int) {
	w.drawings++
	decorative := ""
	if alt == "" {
		decorative = `<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative ` +
			`xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>`
	}
	w.raw(fmt.Sprintf(`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%[1]d" cy="%[1]d"/>`+
		`<wp:docPr id="%[2]d" name="%[3]s" descr="%[4]s">%[5]s</wp:docPr><wp:cNvGraphicFramePr/>`+
		`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>`+
		`<pic:nvPicPr><pic:cNvPr id="%[2]d" name="%[3]s"/><pic:cNvPicPr/></pic:nvPicPr>`+
		`<pic:blipFill><a:blip r:embed="%[3]s"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[1]d" cy="%[1]d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`+
		`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`, side, w.drawings, name, escape(alt), decorative))
}

// The mark of the house: people in a circle and one free place.
const (
	emblemPixels = 240
	seats        = 9
	openSeat     = 3
)

// emblem is the mark, drawn once. Every pixel is as dark as much of it is
// covered.
var emblem = sync.OnceValue(func() []byte {
	teal := color.RGBA{0x0E, 0x5A, 0x55, 0xFF}
	img := image.NewNRGBA(image.Rect(0, 0, emblemPixels, emblemPixels))
	for y := range emblemPixels {
		for x := range emblemPixels {
			if cover := covered(float64(x)+0.5, float64(y)+0.5); cover > 0 {
				img.SetNRGBA(x, y, color.NRGBA{teal.R, teal.G, teal.B, uint8(math.Round(255 * cover))})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic("docx: draw into memory: " + err.Error())
	}
	return b.Bytes()
})

// covered is how much of the pixel around a point lies in a disc, from how far
// the nearest edge is.
func covered(x, y float64) float64 {
	const radius = emblemPixels / 2.0
	const size = radius * 0.19
	most := 0.0
	for i := range seats {
		angle := 2 * math.Pi * float64(i) / seats
		dx, dy := x-radius-(radius-size)*math.Sin(angle), y-radius+(radius-size)*math.Cos(angle)
		from := math.Hypot(dx, dy)
		inside := size - from + 0.5
		if i == openSeat {
			inside = min(inside, from-size*0.57+0.5)
		}
		most = max(most, min(1, inside))
	}
	return most
}
