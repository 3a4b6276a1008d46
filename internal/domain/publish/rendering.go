package publish

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"time"

	"krag/internal/domain"
)

// The forms in which a card is published.
const (
	AsPage   = "html"
	AsPDF    = "pdf"
	AsDOCX   = "docx"
	AsJSON   = "json"
	AsBundle = "bundle" // the programme as a template, without people
)

// Rendering is a card in one language and form, as the bytes that readers get.
type Rendering struct {
	Lang Lang
	Form string
	Type string // media type
	Body []byte
}

// Stored is a rendering on the shelf. ETag is strong, without quotes, and made
// of the identity bytes.
type Stored struct {
	Lang     Lang
	Form     string
	Type     string
	ETag     string
	Identity []byte
	Gzip     []byte // nil where compressing gains nothing
	At       time.Time
}

// StoredFile is an attachment on the shelf. What is in it is not there: it is
// opened where the attachment is, sealed.
type StoredFile struct {
	ID    domain.UUID
	Name  string
	Type  string
	Size  int64        // bytes
	Scope domain.Scope // of the institution it belongs to
}

// ETag is strong, without quotes: what is in a file never changes.
func (f StoredFile) ETag() string { return f.ID.String() }

// Standing is a card on the shelf, as it may be rendered anew.
type Standing struct {
	Entry
	Seq       int64         // of the change of the shelf that came last
	TakenBack []domain.UUID // attachments that were taken back from the card
}

// shelve makes of renderings what is stored. It compresses, so it is called
// outside any transaction.
func shelve(renderings []Rendering, at time.Time) ([]Stored, error) {
	all := make([]Stored, len(renderings))
	for i, r := range renderings {
		all[i] = Stored{Lang: r.Lang, Form: r.Form, Type: r.Type, ETag: etag(r.Body), Identity: r.Body, At: at}
		if strings.HasPrefix(r.Type, "text/") || strings.Contains(r.Type, "json") {
			packed, err := pack(r.Body)
			if err != nil {
				return nil, err
			}
			all[i].Gzip = packed
		}
	}
	return all, nil
}

// pack compresses, or gives nil where that gains nothing.
func pack(body []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(body); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil || b.Len() >= len(body) {
		return nil, err
	}
	return b.Bytes(), nil
}

// etag is the same for the same bytes.
func etag(body []byte) string {
	sum := sha256.Sum256(body)
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}
