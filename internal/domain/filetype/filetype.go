// Package filetype says what a file is by looking into it, refuses what could
// do harm, and takes out of a picture what tells where, when and by whom it was
// made. It opens nothing for anybody and stores nothing.
package filetype

// Kind is what a file may be.
type Kind string

// The kinds. Everything else is refused, whatever it calls itself.
const (
	PDF  Kind = "pdf"
	ODT  Kind = "odt"
	DOCX Kind = "docx"
	PNG  Kind = "png"
	JPEG Kind = "jpeg"
	WebP Kind = "webp"
)

// Kinds lists them in the order in which they are named to people.
var Kinds = []Kind{PDF, ODT, DOCX, PNG, JPEG, WebP}

// endings are how the name of a file of a kind may end, its usual ending first.
var endings = map[Kind][]string{
	PDF: {"pdf"}, ODT: {"odt"}, DOCX: {"docx"}, PNG: {"png"}, JPEG: {"jpg", "jpeg", "jpe", "jfif"}, WebP: {"webp"},
}

var mediaTypes = map[Kind]string{
	PDF: "application/pdf", ODT: "application/vnd.oasis.opendocument.text",
	DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	PNG:  "image/png", JPEG: "image/jpeg", WebP: "image/webp",
}

// Ending is how the name of such a file ends, without the dot.
func (k Kind) Ending() string { return endings[k][0] }

// MediaType is what a browser is told.
func (k Kind) MediaType() string { return mediaTypes[k] }

// Picture reports whether it is seen rather than read.
func (k Kind) Picture() bool { return k == PNG || k == JPEG || k == WebP }

// Accept is what a form lets choose: ".pdf,.odt,…".
func Accept() (list string) {
	for _, k := range Kinds {
		for _, ending := range endings[k] {
			list += ",." + ending
		}
	}
	return list[1:]
}

// TraceKind says what a document tells about its making.
type TraceKind string

// The traces.
const (
	TraceAuthor  TraceKind = "author"  // who wrote it
	TraceEditor  TraceKind = "editor"  // who changed it last
	TraceCompany TraceKind = "company" // whose program it was
	TraceProgram TraceKind = "program" // with what it was made
)

// Trace is something that a document tells besides its text.
type Trace struct {
	Kind TraceKind `json:"kind"`
	Text string    `json:"text"`
}

// File is a file that was looked into.
type File struct {
	Kind    Kind
	Name    string // cleaned, without its ending
	Content []byte // of a picture: without anything but the picture
	Traces  []Trace
}
