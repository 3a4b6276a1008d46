package filetype

import (
	"bytes"
	"encoding/binary"
)

// maxPixels bounds a picture, as width times height: more is made to fill the
// memory of whoever opens it.
const maxPixels = 100 << 20

// The markers of ITU-T T.81 that matter here.
const (
	mSOI  = 0xd8
	mEOI  = 0xd9
	mSOS  = 0xda
	mDQT  = 0xdb
	mDNL  = 0xdc
	mDRI  = 0xdd
	mDHT  = 0xc4
	mJPG  = 0xc8
	mDAC  = 0xcc
	mAPP0 = 0xe0
	mAPP1 = 0xe1
	mAdob = 0xee // APP14: how the colours are stored
)

// cleanJPEG keeps what draws the picture and how it is to be turned, and drops
// every other segment: place, time, owner, serial numbers, thumbnails, colour
// profiles, comments, and what follows the end.
func cleanJPEG(b []byte) ([]byte, error) {
	j := jpegCopy{in: b[2:], out: []byte{0xff, mSOI}}
	for !j.ended {
		if err := j.segment(); err != nil {
			return nil, err
		}
	}
	if !j.sized || !j.scanned {
		return nil, refuse("file.damaged")
	}
	return j.out, nil
}

type jpegCopy struct {
	in             []byte
	out            []byte
	turned         bool
	sized, scanned bool
	ended          bool
}

// segment reads one marker and what belongs to it.
func (j *jpegCopy) segment() error {
	marker, ok := j.marker()
	if !ok {
		return refuse("file.damaged")
	}
	if marker == mEOI {
		j.out, j.ended = append(j.out, 0xff, mEOI), true
		return nil
	}
	if len(j.in) < 2 || int(binary.BigEndian.Uint16(j.in)) < 2 || int(binary.BigEndian.Uint16(j.in)) > len(j.in) {
		return refuse("file.damaged")
	}
	n := int(binary.BigEndian.Uint16(j.in))
	body := j.in[2:n]
	j.in = j.in[n:]
	if err := j.keep(marker, body); err != nil {
		return err
	}
	if marker == mSOS {
		j.scan()
	}
	return nil
}

// marker reads one: bytes of 0xff may fill the space before it.
func (j *jpegCopy) marker() (byte, bool) {
	if len(j.in) == 0 || j.in[0] != 0xff {
		return 0, false
	}
	for len(j.in) > 0 && j.in[0] == 0xff {
		j.in = j.in[1:]
	}
	if len(j.in) == 0 || j.in[0] < 0xc0 || j.in[0] >= 0xd0 && j.in[0] <= 0xd8 {
		return 0, false
	}
	m := j.in[0]
	j.in = j.in[1:]
	return m, true
}

// keep copies a segment that draws, and nothing of any other.
func (j *jpegCopy) keep(marker byte, body []byte) error {
	switch {
	case marker == mAPP0 && bytes.HasPrefix(body, []byte("JFIF\x00")) && len(body) >= 12:
		j.put(marker, append(bytes.Clone(body[:12]), 0, 0)) // without its thumbnail
	case marker == mAPP1:
		j.turn(body)
	case marker == mAdob && bytes.HasPrefix(body, []byte("Adobe")) && len(body) >= 12:
		j.put(marker, body[:12])
	case marker == mSOS:
		j.scanned = j.sized
		j.put(marker, body)
	case marker == mDQT, marker == mDRI, marker == mDNL, marker == mDHT, marker == mDAC:
		j.put(marker, body)
	case marker >= 0xc0 && marker <= 0xcf && marker != mJPG:
		if len(body) < 6 || j.sized {
			return refuse("file.damaged")
		}
		j.sized = true
		j.put(marker, body)
		return checkPixels(int(binary.BigEndian.Uint16(body[3:])), int(binary.BigEndian.Uint16(body[1:])))
	}
	return nil
}

func (j *jpegCopy) put(marker byte, body []byte) {
	j.out = append(j.out, 0xff, marker, byte((len(body)+2)>>8), byte(len(body)+2))
	j.out = append(j.out, body...)
}

// scan copies the drawing itself, up to the next marker that is none of its own.
func (j *jpegCopy) scan() {
	at := 0
	for ; at+1 < len(j.in); at++ {
		if next := j.in[at+1]; j.in[at] == 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7) {
			break
		}
	}
	j.out = append(j.out, j.in[:at]...)
	j.in = j.in[at:]
}

// turn notes how a picture is to be turned, as the one thing of its Exif that
// it cannot be without.
func (j *jpegCopy) turn(body []byte) {
	way := orientation(body)
	if j.turned || way < 2 || way > 8 {
		return
	}
	j.turned = true
	j.put(mAPP1, []byte{
		'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, // a table at byte 8
		0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, byte(way), 0, 0, 0, 0, 0, 0, // of one entry
	})
}

// orientation is what the tag 0x0112 of an Exif segment says, 0 for nothing
// (JEITA CP-3451, 4.6.4).
func orientation(body []byte) int {
	tiff, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00"))
	if !ok || len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int(order.Uint32(tiff[4:]))
	if at < 8 || at+2 > len(tiff) {
		return 0
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < 12 {
			return 0
		}
		if order.Uint16(entries) == 0x0112 && order.Uint16(entries[2:]) == 3 {
			return int(order.Uint16(entries[8:]))
		}
		entries = entries[12:]
	}
	return 0
}

// checkPixels refuses a picture that is empty, or too large to be opened by
// everybody.
func checkPixels(width, height int) error {
	switch {
	case width <= 0 || height <= 0:
		return refuse("file.damaged")
	case width > maxPixels/height:
		return refuse("file.bomb")
	}
	return nil
}
