package filetype

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"slices"
)

// drawing are the chunks of a PNG that draw it (W3C PNG, third edition, 11).
// All others tell something else, or draw with a profile that has an author.
var drawing = []string{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "sRGB", "sBIT", "bKGD", "pHYs"}

const pngStart = 8 // bytes of the signature

// cleanPNG keeps the chunks that draw and drops the rest, and what follows the
// end. Of a moving picture the first one stays.
func cleanPNG(b []byte) ([]byte, error) {
	out := bytes.Clone(b[:pngStart])
	drawn := false
	for in := b[pngStart:]; ; {
		if len(in) < 12 {
			return nil, refuse("file.damaged")
		}
		n, name := binary.BigEndian.Uint32(in), string(in[4:8])
		if uint64(n) > uint64(len(in)-12) {
			return nil, refuse("file.damaged")
		}
		chunk := in[:12+n]
		if err := checkChunk(chunk, name, len(out) == pngStart); err != nil {
			return nil, err
		}
		if slices.Contains(drawing, name) {
			out = append(out, chunk...)
		}
		drawn = drawn || name == "IDAT"
		if name == "IEND" && !drawn {
			return nil, refuse("file.damaged")
		}
		if name == "IEND" {
			return out, nil
		}
		in = in[12+n:]
	}
}

func checkChunk(chunk []byte, name string, first bool) error {
	sum := binary.BigEndian.Uint32(chunk[len(chunk)-4:])
	critical := name[0] >= 'A' && name[0] <= 'Z'
	if crc32.ChecksumIEEE(chunk[4:len(chunk)-4]) != sum || first != (name == "IHDR") || critical && !slices.Contains(drawing, name) {
		return refuse("file.damaged")
	}
	if !first {
		return nil
	}
	if len(chunk) != 12+13 {
		return refuse("file.damaged")
	}
	width, height := binary.BigEndian.Uint32(chunk[8:]), binary.BigEndian.Uint32(chunk[12:])
	if width > maxPixels || height > maxPixels {
		return refuse("file.bomb")
	}
	return checkPixels(int(width), int(height))
}
