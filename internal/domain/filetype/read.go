package filetype

import (
	"bytes"
	"slices"
	"strings"

	"krag/internal/domain"
)

// Read looks into a file that came under a name. What is refused is a
// KindInvalid error whose message says why and what to do instead. Content may
// be changed in place.
func Read(name string, content []byte) (File, error) {
	clean, ending := split(name)
	kind, err := kindOf(content)
	if err != nil {
		return File{}, err
	}
	if !slices.Contains(endings[kind], ending) {
		return File{}, refuse("file.disagrees").With(domain.Args{"ending": shown(ending), "kind": strings.ToUpper(kind.Ending())})
	}
	f := File{Kind: kind, Name: clean}
	if f.Content, f.Traces, err = look[kind](content); err != nil {
		return File{}, err
	}
	if !kind.packed() && endsAsZip(f.Content) {
		return File{}, refuse("file.two")
	}
	return f, nil
}

// look opens each kind: it gives the content to keep and what it tells of its
// making.
var look = map[Kind]func([]byte) ([]byte, []Trace, error){
	PDF: lookPDF, ODT: lookODT, DOCX: lookDOCX,
	PNG: picture(cleanPNG), JPEG: picture(cleanJPEG), WebP: picture(cleanWebP),
}

func picture(clean func([]byte) ([]byte, error)) func([]byte) ([]byte, []Trace, error) {
	return func(b []byte) ([]byte, []Trace, error) {
		b, err := clean(b)
		return b, nil, err
	}
}

func refuse(key string) *domain.Error { return domain.Invalid(key) }

// shown is an ending as it is said: what somebody typed, but not all of it.
func shown(ending string) string {
	if ending == "" {
		return "–"
	}
	return "." + string([]rune(ending)[:min(8, len([]rune(ending)))])
}

func (k Kind) packed() bool { return k == ODT || k == DOCX }

// kindOf tells the kind by the first bytes.
func kindOf(b []byte) (Kind, error) {
	starts := func(with string) bool { return bytes.HasPrefix(b, []byte(with)) }
	switch {
	case len(b) == 0:
		return "", refuse("file.empty")
	case starts("%PDF-"):
		return PDF, nil
	case starts("\x89PNG\r\n\x1a\n"):
		return PNG, nil
	case starts("\xff\xd8\xff"):
		return JPEG, nil
	case starts("RIFF") && len(b) >= 12 && string(b[8:12]) == "WEBP":
		return WebP, nil
	case starts("PK\x03\x04"):
		return kindOfZip(b)
	}
	return "", stranger(b)
}

// stranger refuses what is none of the kinds. What people often have instead
// gets advice of its own.
func stranger(b []byte) error {
	if bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) { // a compound file of MS-CFB
		if bytes.Contains(b, inUTF16("EncryptedPackage")) {
			return refuse("file.locked")
		}
		return refuse("file.old")
	}
	if len(b) >= 12 && string(b[4:8]) == "ftyp" && slices.Contains([]string{"heic", "heix", "mif1", "msf1", "hevc"}, string(b[8:12])) {
		return refuse("file.heic")
	}
	return refuse("file.unknown")
}

func inUTF16(s string) (b []byte) {
	for _, c := range []byte(s) {
		b = append(b, c, 0)
	}
	return b
}

// longestComment is the longest that a zip may have behind its directory.
const longestComment = 1<<16 - 1

// endsAsZip reports whether a program that opens zip files would find one in
// the end of these bytes: then it is two files at once.
func endsAsZip(b []byte) bool {
	tail := b[max(0, len(b)-longestComment-endOfZip):]
	for at := bytes.LastIndex(tail, []byte("PK\x05\x06")); at >= 0; at = bytes.LastIndex(tail[:at], []byte("PK\x05\x06")) {
		rest := len(tail) - at - endOfZip
		if rest >= 0 && int(tail[at+20])|int(tail[at+21])<<8 == rest {
			return true
		}
	}
	return false
}
