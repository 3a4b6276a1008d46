package filetype

import (
	"encoding/binary"
)

// The flags of the chunk VP8X (RFC 9649, 2.7) that announce what is dropped.
const (
	webpProfile = 0x20
	webpExif    = 0x08
	webpXMP     = 0x04
)

// cleanWebP keeps the chunks that draw and drops the rest, and what follows
// the end (RFC 9649).
func cleanWebP(b []byte) ([]byte, error) {
	size := uint64(binary.LittleEndian.Uint32(b[4:])) + 8
	if size > uint64(len(b)) || size < 12 {
		return nil, refuse("file.damaged")
	}
	w := webpCopy{out: append([]byte{}, b[:12]...)}
	if err := w.chunks(b[12:size]); err != nil {
		return nil, err
	}
	if !w.drawn {
		return nil, refuse("file.damaged")
	}
	binary.LittleEndian.PutUint32(w.out[4:], uint32(len(w.out)-8))
	return w.out, nil
}

type webpCopy struct {
	out   []byte
	drawn bool
}

// chunks copies those that draw.
func (w *webpCopy) chunks(in []byte) error {
	for len(in) > 0 {
		if len(in) < 8 {
			return refuse("file.damaged")
		}
		name, n := string(in[:4]), uint64(binary.LittleEndian.Uint32(in[4:]))
		padded := 8 + n + n%2
		if 8+n > uint64(len(in)) {
			return refuse("file.damaged")
		}
		if err := w.chunk(name, in[8:8+n]); err != nil {
			return err
		}
		in = in[min(padded, uint64(len(in))):]
	}
	return nil
}

func (w *webpCopy) chunk(name string, body []byte) error {
	switch name {
	case "VP8 ", "VP8L":
		w.drawn = true
		width, height := webpSize(name, body)
		if err := checkPixels(width, height); err != nil {
			return err
		}
		w.put(name, body)
	case "VP8X":
		if len(body) < 10 {
			return refuse("file.damaged")
		}
		flags := body[0] &^ (webpProfile | webpExif | webpXMP)
		w.put(name, append([]byte{flags}, body[1:10]...))
		return checkPixels(little24(body[4:])+1, little24(body[7:])+1)
	case "ALPH", "ANIM":
		w.put(name, body)
	case "ANMF":
		return w.frame(body)
	}
	return nil
}

// frame copies one picture of a moving one: sixteen bytes about it, and chunks
// of its own.
func (w *webpCopy) frame(body []byte) error {
	if len(body) < 16 {
		return refuse("file.damaged")
	}
	inner := webpCopy{out: append([]byte{}, body[:16]...)}
	if err := inner.chunks(body[16:]); err != nil {
		return err
	}
	w.drawn = w.drawn || inner.drawn
	w.put("ANMF", inner.out)
	return nil
}

func (w *webpCopy) put(name string, body []byte) {
	w.out = binary.LittleEndian.AppendUint32(append(w.out, name...), uint32(len(body)))
	w.out = append(w.out, body...)
	if len(body)%2 == 1 {
		w.out = append(w.out, 0)
	}
}

// webpSize reads width and height of a bitstream, zeros when there is none.
func webpSize(name string, body []byte) (width, height int) {
	if name == "VP8L" && len(body) >= 5 && body[0] == 0x2f {
		bits := binary.LittleEndian.Uint32(body[1:])
		return int(bits&0x3fff) + 1, int(bits>>14&0x3fff) + 1
	}
	if name == "VP8 " && len(body) >= 10 && string(body[3:6]) == "\x9d\x01\x2a" {
		return int(binary.LittleEndian.Uint16(body[6:]) & 0x3fff), int(binary.LittleEndian.Uint16(body[8:]) & 0x3fff)
	}
	return 0, 0
}

func little24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }
