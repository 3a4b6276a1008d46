package institution

import (
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/filetype"
)

// The limits of attachments.
const (
	MaxAttachment  = 10 << 20  // bytes of one
	MaxAttached    = 100 << 20 // bytes of all of an institution
	MaxAttachments = 300       // of an institution
	maxAbout       = 500       // letters
)

// Attachment is a file of a programme, without its content.
//
//	attached ⇄ public      Publish, Withdraw: both are somebody's deliberate step
//	    ↓         ↓
//	    deleted            its key is destroyed: no backup opens it again
type Attachment struct {
	ID        domain.AttachmentID
	Programme domain.ProgrammeID
	Kind      filetype.Kind
	Size      int64  // bytes
	Name      string // without its ending, which the kind gives
	About     string // what it is; of a picture, what is on it
	Traces    []filetype.Trace
	PublicAt  time.Time // UTC, zero while only staff may have it
	MadeAt    time.Time
	Version   int64
}

// Public reports whether everybody may have it.
func (a Attachment) Public() bool { return !a.PublicAt.IsZero() }

// FileName is the name as it is saved on a disk.
func (a Attachment) FileName() string { return a.Name + "." + a.Kind.Ending() }

// NewAttachment is a file that somebody chose. ID comes from the form.
type NewAttachment struct {
	ID        domain.AttachmentID
	Programme domain.ProgrammeID
	File      filetype.File
	About     string
}

// Check notes what is to be mended.
func (n NewAttachment) Check() error {
	var p domain.Problems
	if n.File.Kind == "" {
		p.Add("file", "attachment.file.missing")
	}
	if len(n.File.Content) > MaxAttachment {
		p.Add("file", "attachment.file.large", domain.Args{"max": MaxAttachment >> 20})
	}
	checkLength(&p, "about", n.About, maxAbout)
	return p.Err()
}

func (n NewAttachment) attachment(now time.Time) Attachment {
	return Attachment{
		ID: n.ID, Programme: n.Programme, Kind: n.File.Kind, Size: int64(len(n.File.Content)), Name: n.File.Name,
		About: strings.TrimSpace(n.About), Traces: n.File.Traces, MadeAt: now, Version: 1,
	}
}
