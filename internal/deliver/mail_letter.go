package deliver

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"krag/internal/domain/notify"
	"krag/internal/i18n"
)

// errLetter says nothing of what is wrong: it would quote a word.
var errLetter = errors.New("deliver: this is no letter")

// letter is a parcel as it goes over the wire: RFC 5322 of ASCII letters alone,
// with nothing in it that the parcel does not say, neither a program nor a
// machine.
func (m *Mail) letter(p notify.Parcel) ([]byte, error) {
	now := m.smtp.Clock.Now()
	if !postable(p) {
		return nil, errLetter
	}
	kind, body, err := content(p, now)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	for _, h := range m.head(p, now) {
		fmt.Fprintf(&out, "%s: %s\r\n", h[0], h[1])
	}
	fmt.Fprintf(&out, "Content-Type: %s\r\n\r\n", kind)
	out.Write(body)
	return out.Bytes(), nil
}

// postable refuses what cannot be a letter, and above all words with which a
// line could begin that we did not write.
func postable(p notify.Parcel) bool {
	return p.Channel == notify.Email && !p.ID.IsZero() && bare(p.To.Reveal()) &&
		oneLine(p.Sender.Reveal()) && oneLine(p.Subject.Reveal()) && stops(p.Stop.Reveal()) &&
		utf8.ValidString(p.Text.Reveal()) && slices.Contains(i18n.Langs, i18n.Lang(p.Lang))
}

func oneLine(words string) bool {
	odd := func(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }
	return strings.TrimSpace(words) != "" && utf8.ValidString(words) && !strings.ContainsFunc(words, odd)
}

// longestStop leaves room for it in a line, which cannot be broken there.
const longestStop = 900

// stops reports whether an address to stop at can stand in a header; there may
// be none.
func stops(address string) bool {
	odd := func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune(`<>,"`, r) }
	web := strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")
	return address == "" || web && len(address) <= longestStop && !strings.ContainsFunc(address, odd)
}

// head are the lines before the content. Auto-Submitted keeps answers of
// machines away (RFC 3834); the two about the list let a reader stop in one
// step (RFC 8058).
func (m *Mail) head(p notify.Parcel, now time.Time) [][2]string {
	lines := [][2]string{
		{"From", from(p.Sender.Reveal(), m.smtp.From)},
		{"To", p.To.Reveal()},
		{"Subject", encoded(p.Subject.Reveal())},
		{"Date", now.UTC().Format(time.RFC1123Z)},
		{"Message-ID", "<" + p.ID.String() + "@" + domainOf(m.smtp.From) + ">"},
		{"Auto-Submitted", "auto-generated"},
	}
	if stop := p.Stop.Reveal(); stop != "" {
		lines = append(lines, [2]string{"List-Unsubscribe", "<" + stop + ">"}, [2]string{"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"})
	}
	return append(lines, [2]string{"Content-Language", p.Lang}, [2]string{"MIME-Version", "1.0"})
}

func from(name, address string) string {
	if simple(name) {
		return (&mail.Address{Name: name, Address: address}).String()
	}
	return encoded(name) + "\r\n <" + address + ">"
}

// simple reports whether words can stand in a header as they are: short, of
// ASCII, and nothing that a reader would take for encoded.
func simple(words string) bool {
	odd := func(r rune) bool { return r < ' ' || r >= 0x7f }
	return len(words) <= 60 && !strings.ContainsFunc(words, odd) && !strings.Contains(words, "=?") && strings.TrimSpace(words) == words
}

// encoded is RFC 2047: pieces of whole letters, a line each.
func encoded(words string) string {
	if simple(words) {
		return words
	}
	var lines []string
	for words != "" {
		n := pieceOf(words)
		lines = append(lines, "=?utf-8?b?"+base64.StdEncoding.EncodeToString([]byte(words[:n]))+"?=")
		words = words[n:]
	}
	return strings.Join(lines, "\r\n ")
}

// pieceOf is how many bytes of words one encoded word of 75 letters takes.
func pieceOf(words string) int {
	n := min(len(words), 42)
	for n < len(words) && !utf8.RuneStart(words[n]) {
		n--
	}
	return n
}

// never cannot stand in a line of quoted-printable (RFC 2045 6.7), so that no text
// can end its own piece.
const never = "=_"

// content is the text twice, for readers of either kind, and beside it the
// meetings when there are any.
func content(p notify.Parcel, now time.Time) (kind string, body []byte, err error) {
	edge := strings.ReplaceAll(p.ID.String(), "-", "")
	kind, body, err = joined("alternative", never+"a"+edge, []piece{
		{"text/plain; charset=utf-8", "", []byte(p.Text.Reveal())},
		{"text/html; charset=utf-8", "", []byte(page(p.Text.Reveal(), p.Lang))},
	})
	if err != nil || len(p.Entries) == 0 {
		return kind, body, err
	}
	dates, err := calendar(p.Entries, now)
	if err != nil {
		return "", nil, errLetter
	}
	return joined("mixed", never+"m"+edge, []piece{
		{kind, "", body},
		{"text/calendar; charset=utf-8; method=PUBLISH", `attachment; filename="termin.ics"`, dates},
	})
}

// piece is one part of a letter.
type piece struct {
	kind, place string
	body        []byte
}

// joined puts pieces together; those that have pieces themselves as they are.
func joined(how, edge string, pieces []piece) (string, []byte, error) {
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	if err := w.SetBoundary(edge); err != nil {
		return "", nil, err
	}
	for _, p := range pieces {
		if err := p.write(w); err != nil {
			return "", nil, err
		}
	}
	err := w.Close()
	return mime.FormatMediaType("multipart/"+how, map[string]string{"boundary": edge}), out.Bytes(), err
}

func (p piece) write(w *multipart.Writer) error {
	head := textproto.MIMEHeader{"Content-Type": {p.kind}}
	if strings.HasPrefix(p.kind, "multipart/") {
		to, err := w.CreatePart(head)
		if err == nil {
			_, err = to.Write(p.body)
		}
		return err
	}
	head.Set("Content-Transfer-Encoding", "quoted-printable")
	if p.place != "" {
		head.Set("Content-Disposition", p.place)
	}
	to, err := w.CreatePart(head)
	if err != nil {
		return err
	}
	q := quotedprintable.NewWriter(to)
	_, err = q.Write(p.body)
	return errors.Join(err, q.Close())
}
