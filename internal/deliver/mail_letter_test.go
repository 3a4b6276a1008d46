package deliver

import (
	"flag"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/notify"
)

var updateMail = flag.Bool("update-mail", false, "write the golden letter anew")

// letterOf writes a letter as a house without a server would.
func letterOf(t testing.TB, p notify.Parcel) string {
	t.Helper()
	text, err := (&Mail{smtp: SMTP{From: "poczta@dom.example", Clock: mailClock}}).letter(p)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestMailGolden(t *testing.T) {
	const path = "testdata/reminder.eml"
	got := letterOf(t, reminder(t))
	if *updateMail {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(path); err != nil || got != string(want) {
		t.Errorf("it is written differently (%v); -update-mail writes it down when that is right:\n%s", err, got)
	}
}

// TestMailSaysTheParcel: whoever reads a letter finds the words of the parcel
// and no other.
func TestMailSaysTheParcel(t *testing.T) {
	p := reminder(t)
	l := opened(t, letterOf(t, p))
	from, err := mail.ParseAddress(l.head.Get("From"))
	if err != nil || from.Name != p.Sender.Reveal() || from.Address != "poczta@dom.example" {
		t.Errorf("it is from %v, %v", from, err)
	}
	for name, want := range map[string]string{
		"To": "ola@skrzynka.example", "Message-Id": "<" + p.ID.String() + "@dom.example>", "Auto-Submitted": "auto-generated",
		"List-Unsubscribe": "<https://dom.example/s/abc>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Content-Language": "pl",
		"Date": "Tue, 03 Nov 2026 08:15:00 +0000", "Mime-Version": "1.0",
	} {
		if got := l.head[name]; len(got) != 1 || got[0] != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if subject, err := new(mime.WordDecoder).DecodeHeader(l.head.Get("Subject")); err != nil || subject != p.Subject.Reveal() {
		t.Errorf("the subject is %q, %v", subject, err)
	}
	if len(l.head) != 11 { // the eight above, From, Subject and Content-Type
		t.Errorf("it has %d fields: %v", len(l.head), l.head)
	}
	if got := strings.ReplaceAll(l.parts["text/plain"], "\r\n", "\n"); got != p.Text.Reveal() {
		t.Errorf("the text is %q", got)
	}
	if got := strings.ReplaceAll(l.parts["text/html"], "\r\n", "\n"); got != page(p.Text.Reveal(), "pl") {
		t.Errorf("the page is %q", got)
	}
	if len(l.parts) != 3 {
		t.Errorf("it has the parts %v", l.order)
	}
}

func TestMailCalendar(t *testing.T) {
	p := reminder(t)
	ics := opened(t, letterOf(t, p)).parts["text/calendar"]
	for _, want := range []string{
		"METHOD:PUBLISH", "UID:m1@dom.example", "SEQUENCE:2", "DTSTAMP:20261103T081500Z", "SUMMARY:Spotkanie", `LOCATION:Sala 2\; parter`,
		"DTSTART;TZID=Europe/Warsaw:20261110T170000", "DTEND;TZID=Europe/Warsaw:20261110T190000", "STATUS:CONFIRMED", "UID:m2@dom.example", "STATUS:CANCELLED", "BEGIN:VTIMEZONE",
	} {
		if !strings.Contains(ics, want+"\r\n") {
			t.Errorf("%s is missing:\n%s", want, ics)
		}
	}
	if strings.Count(ics, "BEGIN:VCALENDAR") != 1 || strings.Count(ics, "LOCATION") != 1 {
		t.Errorf("one file, and a place only where one was given:\n%s", ics)
	}
	p.Entries = nil
	if l := opened(t, letterOf(t, p)); strings.Join(l.order, " ") != "text/plain text/html" || !strings.HasPrefix(l.head.Get("Content-Type"), "multipart/alternative") {
		t.Errorf("without a meeting it is %v", l.order)
	}
}

// TestMailHourTwice: in the night when clocks go back, the second of two equal
// hours stays the second.
func TestMailHourTwice(t *testing.T) {
	p := reminder(t)
	second := time.Date(2026, 10, 25, 1, 30, 0, 0, time.UTC)
	p.Entries = []notify.Appointment{{UID: "a", Starts: second, Ends: second.Add(time.Hour), Zone: "Europe/Warsaw", Title: secret("Dyżur")}}
	if ics := opened(t, letterOf(t, p)).parts["text/calendar"]; !strings.Contains(ics, "DTSTART:20261025T013000Z\r\n") || !strings.Contains(ics, "DTEND:20261025T023000Z\r\n") {
		t.Errorf("it takes place at another hour:\n%s", ics)
	}
}

// TestMailLines: what RFC 5321 and 5322 ask of every line, whatever is said.
func TestMailLines(t *testing.T) {
	long := reminder(t)
	long.Sender, long.Subject = secret("W "+strings.Repeat("łące ", 60)+"."), secret("O"+strings.Repeat("żółć", 500))
	long.Text = secret(strings.Repeat("ą", 5000) + "\r\n" + strings.Repeat("x", 5000) + "\r.\n..\n")
	long.Stop = secret("https://dom.example/" + strings.Repeat("s", longestStop-20))
	english := reminder(t)
	english.Sender, english.Subject = secret(`House "Lime", <1>`), secret("=?utf-8?q?Reminder?=")
	for name, p := range map[string]notify.Parcel{"usual": reminder(t), "long": long, "english": english} {
		text := letterOf(t, p)
		for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
			if len(line) > 998 || strings.ContainsFunc(line, func(r rune) bool { return r == '\r' || r == '\n' || r >= 0x7f || r == 0 }) {
				t.Errorf("%s: a line is %q", name, line)
			}
		}
		for _, word := range regexp.MustCompile(`=\?utf-8\?b\?[^?]*\?=`).FindAllString(text, -1) {
			if piece, err := new(mime.WordDecoder).Decode(word); err != nil || !utf8.ValidString(piece) || len(word) > 75 {
				t.Errorf("%s: %s is %q, %v (RFC 2047 2, 5)", name, word, piece, err)
			}
		}
		l := opened(t, text)
		from, err := mail.ParseAddress(l.head.Get("From"))
		subject, err2 := new(mime.WordDecoder).DecodeHeader(l.head.Get("Subject"))
		if err != nil || err2 != nil || from.Name != p.Sender.Reveal() || subject != p.Subject.Reveal() {
			t.Errorf("%s: from %v about %q, %v %v", name, from, subject, err, err2)
		}
	}
}

// TestMailForm: what is no letter is refused before anybody is called, and
// nothing can be smuggled into a line.
func TestMailForm(t *testing.T) {
	s := newScript(t, nil)
	m := s.mail(t)
	broken := []string{"a\r\nBcc: b@c.example", "a\nb", "a\rb", "a\x00b", "a\u2028b", "a\x7fb", "a\xffb", "", " "}
	odd := map[string]func(*notify.Parcel){
		"of another channel": func(p *notify.Parcel) { p.Channel = notify.SMS },
		"no id":              func(p *notify.Parcel) { p.ID = domain.ParcelID{} },
		"no language":        func(p *notify.Parcel) { p.Lang = `pl"><script>` },
		"text of no letters": func(p *notify.Parcel) { p.Text = secret("\xff") },
		"no zone":            func(p *notify.Parcel) { p.Entries[0].Zone = "Europe/Nowhere" },
		"ends first":         func(p *notify.Parcel) { p.Entries[0].Ends = p.Entries[0].Starts },
		"twice":              func(p *notify.Parcel) { p.Entries[1].UID = p.Entries[0].UID },
	}
	for _, text := range broken {
		odd[fmt.Sprintf("sender %q", text)] = func(p *notify.Parcel) { p.Sender = secret(text) }
		odd[fmt.Sprintf("subject %q", text)] = func(p *notify.Parcel) { p.Subject = secret(text) }
		odd[fmt.Sprintf("uid %q", text)] = func(p *notify.Parcel) { p.Entries[0].UID = text }
	}
	for _, to := range append(broken, "a", "Ola <a@b.example>", "a@b.example, c@d.example", "a@b.example>", "ą@b.example", "a b@c.example", strings.Repeat("a", 255)+"@b.example") {
		odd[fmt.Sprintf("to %q", to)] = func(p *notify.Parcel) { p.To = secret(to) }
	}
	for _, stop := range []string{"https://a.example/\r\nX: y", "https://a.example/>", "javascript:alert(1)", "https://a.example/ b", "https://a.example/" + strings.Repeat("x", 900)} {
		odd[fmt.Sprintf("stop %q", stop)] = func(p *notify.Parcel) { p.Stop = secret(stop) }
	}
	for name, change := range odd {
		p := reminder(t)
		change(&p)
		want(t, name, sent(t.Context(), m, p), notify.Refused, "form")
	}
	if said := s.said.String(); said != "" {
		t.Errorf("the server heard %q", said)
	}
}

func TestMailPage(t *testing.T) {
	const frame = "<!DOCTYPE html>\n<html lang=\"uk\">\n<head><meta charset=\"utf-8\"></head>\n<body>\n%s</body>\n</html>\n"
	for text, want := range map[string]string{
		"a\nb\n\nc\n":                     "<p>a<br>\nb</p>\n<p>c</p>\n",
		"a\n \n\n\nb":                     "<p>a</p>\n<p>b</p>\n",
		`<b> & "x" 'y'`:                   "<p>&lt;b&gt; &amp; &#34;x&#34; &#39;y&#39;</p>\n",
		"(https://a.example/x?b=1&c=2).":  `<p>(<a href="https://a.example/x?b=1&amp;c=2">https://a.example/x?b=1&amp;c=2</a>).</p>` + "\n",
		`https://a.example/"onclick="x`:   `<p><a href="https://a.example/">https://a.example/</a>&#34;onclick=&#34;x</p>` + "\n",
		"javascript:alert(1) ftp://a.b/c": "<p>javascript:alert(1) ftp://a.b/c</p>\n",
	} {
		if got := page(text, "uk"); got != fmt.Sprintf(frame, want) {
			t.Errorf("%q is\n%s", text, got)
		}
	}
}

// openedLetter is a letter as its reader has it.
type openedLetter struct {
	head  mail.Header
	parts map[string]string
	order []string
}

func opened(t testing.TB, text string) openedLetter {
	t.Helper()
	m, err := mail.ReadMessage(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	l := openedLetter{head: m.Header, parts: map[string]string{}}
	l.read(t, m.Header.Get("Content-Type"), m.Body)
	return l
}

func (l *openedLetter) read(t testing.TB, kind string, body io.Reader) {
	t.Helper()
	kind, params, err := mime.ParseMediaType(kind)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(kind, "multipart/") {
		text, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		l.parts[kind], l.order = string(text), append(l.order, kind)
		return
	}
	pieces := multipart.NewReader(body, params["boundary"])
	for p, err := pieces.NextPart(); err != io.EOF; p, err = pieces.NextPart() {
		if err != nil {
			t.Fatal(err)
		}
		l.read(t, p.Header.Get("Content-Type"), p)
	}
}

// FuzzMailLetter: whatever is said, a letter is refused or reads back as it was
// said, with one recipient.
func FuzzMailLetter(f *testing.F) {
	f.Add("Dom Kultury", "Przypomnienie", "Dzień dobry\n.\n", "https://a.example/s")
	f.Add("a\r\nBcc: x@y.example", "=?utf-8?q?x?=", "\r\n.\r\n", "")
	f.Fuzz(func(t *testing.T, sender, subject, text, stop string) {
		p := reminder(t)
		p.Sender, p.Subject, p.Text, p.Stop = secret(sender), secret(subject), secret(text), secret(stop)
		letter, err := (&Mail{smtp: SMTP{From: "poczta@dom.example", Clock: mailClock}}).letter(p)
		if err != nil {
			return
		}
		l := opened(t, string(letter))
		got, err := new(mime.WordDecoder).DecodeHeader(l.head.Get("Subject"))
		if err != nil || got != subject || len(l.head["To"]) != 1 || len(l.head) > 11 || len(l.parts) != 3 {
			t.Errorf("%q became %q, %v:\n%s", subject, got, err, letter)
		}
	})
}
