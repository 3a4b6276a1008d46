package deliver

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"net/textproto"
	"regexp"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/notify"
)

// ErrNoBounce says that a letter is no report about a parcel: an answer from
// somebody's holiday, say. It quotes nothing.
var ErrNoBounce = errors.New("deliver: no report about a parcel")

// What is read of a report: it comes from anywhere.
const (
	mostReport = 1 << 20
	mostPieces = 16
	mostFields = 64 << 10
)

// ReadBounce reads a delivery status notification (RFC 3464): of which parcel,
// and what became of it. A delay is Passing, the mail server still tries; once
// it gave up the parcel is Refused, whatever the reason was. The error is
// ErrNoBounce for everything else, or that of reading.
func ReadBounce(r io.Reader) (domain.ParcelID, notify.Outcome, error) {
	text, err := io.ReadAll(io.LimitReader(r, mostReport+1))
	if err != nil {
		return domain.ParcelID{}, notify.Outcome{}, err
	}
	m, err := mail.ReadMessage(bytes.NewReader(text))
	if err != nil || len(text) > mostReport {
		return domain.ParcelID{}, notify.Outcome{}, ErrNoBounce
	}
	b := bounce{id: returned(m.Header)}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/report" || !strings.EqualFold(params["report-type"], "delivery-status") {
		return domain.ParcelID{}, notify.Outcome{}, ErrNoBounce
	}
	b.read(multipart.NewReader(m.Body, params["boundary"]))
	if b.id.IsZero() || b.out.Fate == "" {
		return domain.ParcelID{}, notify.Outcome{}, ErrNoBounce
	}
	return b.id, b.out, nil
}

// bounce is what a report has said so far.
type bounce struct {
	id  domain.ParcelID
	out notify.Outcome
}

// read takes the pieces one by one. Where a report ends in the middle, what was
// said before holds.
func (b *bounce) read(pieces *multipart.Reader) {
	for range mostPieces {
		p, err := pieces.NextPart()
		if err != nil {
			return
		}
		fields := textproto.NewReader(bufio.NewReader(io.LimitReader(p, mostFields)))
		switch kind, _, _ := mime.ParseMediaType(p.Header.Get("Content-Type")); kind {
		case "message/delivery-status", "message/global-delivery-status":
			b.status(fields)
		case "message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers":
			head, _ := fields.ReadMIMEHeader()
			b.named(parcelOf(ofLetter, head.Get("Message-Id")))
		}
	}
}

func (b *bounce) named(id domain.ParcelID) {
	if b.id.IsZero() {
		b.id = id
	}
}

// status reads the blocks of fields: first about the letter, then about each
// recipient. A parcel has one; of several the worst is told.
func (b *bounce) status(fields *textproto.Reader) {
	for range mostPieces {
		head, err := fields.ReadMIMEHeader()
		if out := told(head.Get("Action"), head.Get("Status")); graver[out.Fate] > graver[b.out.Fate] {
			b.out = out
		}
		if err != nil {
			return
		}
	}
}

var graver = map[notify.Fate]int{notify.Accepted: 1, notify.Passing: 2, notify.Refused: 3}

// classes are what Action says (RFC 3464 2.3.3), with the digit by which a
// status of it begins when it gives none that fits.
var classes = map[string]struct {
	fate  notify.Fate
	fits  string
	usual string
}{
	"failed":    {notify.Refused, "45", "5.0.0"},
	"delayed":   {notify.Passing, "4", "4.0.0"},
	"delivered": {notify.Accepted, "2", "2.0.0"},
	"relayed":   {notify.Accepted, "2", "2.0.0"},
	"expanded":  {notify.Accepted, "2", "2.0.0"},
}

var statusForm = regexp.MustCompile(`^[245]\.[0-9]{1,3}\.[0-9]{1,3}`)

func told(action, status string) notify.Outcome {
	c, ok := classes[strings.ToLower(strings.TrimSpace(action))]
	if !ok {
		return notify.Outcome{}
	}
	code := statusForm.FindString(strings.TrimSpace(status))
	if code == "" || !strings.Contains(c.fits, code[:1]) {
		code = c.usual
	}
	return notify.Outcome{Fate: c.fate, Code: "dsn." + code}
}

// Where a parcel names itself: in the address that a report comes back to, and
// in the Message-ID of the letter that comes back with it.
var (
	ofReturn = regexp.MustCompile(`\+([0-9A-Fa-f-]{36})@`)
	ofLetter = regexp.MustCompile(`^\s*<([0-9A-Fa-f-]{36})@[^<>]*>\s*$`)
)

// returned finds the parcel in the address that a report was sent to, where
// mail servers write that down.
func returned(h mail.Header) domain.ParcelID {
	for _, name := range []string{"Delivered-To", "X-Original-To", "Envelope-To", "To"} {
		for _, value := range h[textproto.CanonicalMIMEHeaderKey(name)] {
			if id := parcelOf(ofReturn, value); !id.IsZero() {
				return id
			}
		}
	}
	return domain.ParcelID{}
}

func parcelOf(form *regexp.Regexp, text string) domain.ParcelID {
	m := form.FindStringSubmatch(text)
	if m == nil {
		return domain.ParcelID{}
	}
	id, _ := domain.ParseID[domain.ParcelID](m[1]) // the zero one where it is none
	return id
}
