package filetype

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"path"
	"slices"
	"strings"
)

// The limits of what is packed: more is made to hurt whoever unpacks it.
const (
	endOfZip     = 22 // bytes of the record at the end
	maxEntries   = 2000
	maxUnpacked  = 200 << 20
	maxRatio     = 200 // of one entry above a mebibyte
	maxEntryRead = 2 << 20
)

// programs are endings that no part of a document has.
var programs = []string{
	"exe", "dll", "com", "scr", "msi", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "hta", "jar", "class",
	"sh", "py", "lnk", "apk", "elf", "so", "dylib", "html", "htm", "xhtml", "swf",
}

// kindOfZip tells which document is packed. The name of a kind stands in the
// first entry of an ODT and in the list of types of a DOCX.
func kindOfZip(b []byte) (Kind, error) {
	z, err := openZip(b)
	if err != nil {
		return "", err
	}
	mime, types := entry(z, "mimetype"), entry(z, "[Content_Types].xml")
	switch {
	case mime != nil && z.File[0] == mime && mime.Method == zip.Store && textOf(mime) == mediaTypes[ODT]:
		return ODT, nil
	case types == nil:
		return "", refuse("file.unknown")
	}
	text := strings.ToLower(textOf(types))
	if strings.Contains(text, "macroenabled") || strings.Contains(text, "vbaproject") {
		return "", refuse("file.macros")
	}
	if !strings.Contains(text, "wordprocessingml.document.main+xml") {
		return "", refuse("file.unknown")
	}
	return DOCX, nil
}

// openZip opens the directory of a zip that is one and nothing else, within
// bounds. Nothing is unpacked.
func openZip(b []byte) (*zip.Reader, error) {
	if !wholeZip(b) || bytes.Contains(b[:min(1024, len(b))], []byte("%PDF-")) {
		return nil, refuse("file.two")
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil || len(z.File) == 0 {
		return nil, refuse("file.damaged")
	}
	if len(z.File) > maxEntries {
		return nil, refuse("file.bomb")
	}
	var total uint64
	for _, f := range z.File {
		if err := checkEntry(f); err != nil {
			return nil, err
		}
		if total += f.UncompressedSize64; total > maxUnpacked {
			return nil, refuse("file.bomb")
		}
	}
	return z, nil
}

func checkEntry(f *zip.File) error {
	switch {
	case f.Flags&1 != 0:
		return refuse("file.locked")
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return refuse("file.damaged")
	case f.UncompressedSize64 > 1<<20 && f.UncompressedSize64/max(f.CompressedSize64, 1) > maxRatio:
		return refuse("file.bomb")
	case path.IsAbs(f.Name) || strings.ContainsAny(f.Name, "\\:") || slices.Contains(strings.Split(f.Name, "/"), ".."):
		return refuse("file.inside")
	case slices.Contains(programs, strings.ToLower(strings.TrimPrefix(path.Ext(f.Name), "."))):
		return refuse("file.inside")
	}
	return nil
}

// wholeZip reports whether the directory stands at the very end and speaks of
// everything from the first byte on: nothing is before it, nothing behind.
func wholeZip(b []byte) bool {
	end := len(b) - endOfZip
	if end < 0 || string(b[end:end+4]) != "PK\x05\x06" {
		return false
	}
	size, offset := binary.LittleEndian.Uint32(b[end+12:]), binary.LittleEndian.Uint32(b[end+16:])
	return uint64(size)+uint64(offset) == uint64(end)
}

func entry(z *zip.Reader, name string) *zip.File {
	i := slices.IndexFunc(z.File, func(f *zip.File) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return z.File[i]
}

// textOf unpacks a small entry; what is larger is cut.
func textOf(f *zip.File) string {
	if f == nil {
		return ""
	}
	r, err := f.Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	b, _ := io.ReadAll(io.LimitReader(r, maxEntryRead)) // a damaged entry has less to say
	return string(b)
}
