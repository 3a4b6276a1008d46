package deliver

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"krag/internal/domain"
	"krag/internal/domain/notify"
)

const bounced = "01932d00-0000-7000-8000-00000000000a"

// reportText is what a mail server writes (after Postfix). Empty fields are
// left out.
func reportText(to, action, status, messageID string) string {
	text := "Return-Path: <>\nTo: " + to + "\nSubject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\n" +
		"Content-Type: multipart/report; report-type=delivery-status;\n boundary=\"E6.1/mx.example.org\"\n\n" +
		"--E6.1/mx.example.org\nContent-Type: text/plain; charset=us-ascii\n\n<ola@skrzynka.example>: user unknown\n\n" +
		"--E6.1/mx.example.org\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n" +
		"Final-Recipient: rfc822; ola@skrzynka.example\n" + fieldText("Action", action) + fieldText("Status", status) +
		"Diagnostic-Code: smtp; 550 5.1.1 <ola@skrzynka.example>: user unknown\n\n" +
		"--E6.1/mx.example.org\nContent-Type: text/rfc822-headers\n\nFrom: poczta@dom.example\n" + fieldText("Message-ID", messageID) + "\n" +
		"--E6.1/mx.example.org--\n"
	return strings.ReplaceAll(text, "\n", "\r\n")
}

func fieldText(name, value string) string {
	if value == "" {
		return ""
	}
	return name + ": " + value + "\n"
}

const (
	toParcel  = "bounces+" + bounced + "@wraca.example"
	ofMessage = "<" + bounced + "@dom.example>"
)

func TestBounceIsRead(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		fate notify.Fate
		code string
	}{
		"for good, by the address":   {reportText(toParcel, "failed", "5.1.1", ""), notify.Refused, "dsn.5.1.1"},
		"for good, by the letter":    {reportText("poczta@dom.example", "failed", "5.1.1", ofMessage), notify.Refused, "dsn.5.1.1"},
		"in capitals":                {reportText(strings.ToUpper(toParcel), "Failed", "5.2.2 (mailbox full)", ""), notify.Refused, "dsn.5.2.2"},
		"in brackets":                {reportText("<"+toParcel+">", "failed", "5.7.999", ""), notify.Refused, "dsn.5.7.999"},
		"given up after days":        {reportText(toParcel, "failed", "4.4.7", ""), notify.Refused, "dsn.4.4.7"},
		"still trying":               {reportText(toParcel, "delayed", "4.4.1", ""), notify.Passing, "dsn.4.4.1"},
		"trying, an odd status":      {reportText(toParcel, "delayed", "5.4.1", ""), notify.Passing, "dsn.4.0.0"},
		"arrived":                    {reportText(toParcel, "delivered", "2.1.5", ""), notify.Accepted, "dsn.2.1.5"},
		"no status":                  {reportText(toParcel, "failed", "", ""), notify.Refused, "dsn.5.0.0"},
		"words for a status":         {reportText(toParcel, "failed", "ola@skrzynka.example", ""), notify.Refused, "dsn.5.0.0"},
		"the worst of two":           {strings.Replace(reportText(toParcel, "delayed", "4.4.1", ""), "--E6.1/mx.example.org\r\nContent-Type: text/rfc822-headers", "Action: failed\r\nStatus: 5.1.1\r\n\r\n--E6.1/mx.example.org\r\nContent-Type: text/rfc822-headers", 1), notify.Refused, "dsn.5.1.1"},
		"cut off after its status":   {reportText(toParcel, "failed", "5.1.1", "")[:strings.Index(reportText(toParcel, "failed", "5.1.1", ""), "Content-Type: text/rfc822-headers")], notify.Refused, "dsn.5.1.1"},
		"with the letter as whole":   {strings.Replace(reportText("a@b.example", "failed", "5.1.1", ofMessage), "text/rfc822-headers", "message/rfc822", 1), notify.Refused, "dsn.5.1.1"},
		"written down by the server": {"Delivered-To: " + toParcel + "\r\n" + reportText("a@b.example", "failed", "5.1.1", ""), notify.Refused, "dsn.5.1.1"},
	} {
		id, out, err := ReadBounce(strings.NewReader(c.text))
		if want := (notify.Outcome{Fate: c.fate, Code: c.code}); err != nil || id.String() != bounced || out != want {
			t.Errorf("%s: of %s %+v, %v; want %+v", name, id, out, err, want)
		}
	}
}

func TestBounceIsNone(t *testing.T) {
	whole := reportText(toParcel, "failed", "5.1.1", ofMessage)
	for name, text := range map[string]string{
		"nothing":          "",
		"no letter":        "\x00\x01",
		"somebody's words": "To: " + toParcel + "\r\nSubject: Re: spotkanie\r\nContent-Type: text/plain\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n",
		"another report":   strings.Replace(whole, "report-type=delivery-status", "report-type=feedback-report", 1),
		"no parcel":        reportText("poczta@dom.example", "failed", "5.1.1", "<abc@dom.example>"),
		"a broken id":      reportText("bounces+01932d00-0000-7000-8000-0000000000zz@wraca.example", "failed", "5.1.1", ""),
		"no action":        reportText(toParcel, "", "5.1.1", ""),
		"an unknown one":   reportText(toParcel, "vanished", "5.1.1", ""),
		"no boundary":      strings.Replace(whole, "boundary=", "border=", 1),
		"too long":         whole + strings.Repeat("x", mostReport),
	} {
		id, out, err := ReadBounce(strings.NewReader(text))
		if !errors.Is(err, ErrNoBounce) || !id.IsZero() || out != (notify.Outcome{}) {
			t.Errorf("%s: of %s %+v, %v", name, id, out, err)
		}
	}
	if _, _, err := ReadBounce(iotest.ErrReader(io.ErrClosedPipe)); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("what cannot be read: %v", err)
	}
}

// FuzzReadBounce: whatever comes, the answer is of the closed list, and an
// error comes without one.
func FuzzReadBounce(f *testing.F) {
	f.Add(reportText(toParcel, "failed", "5.1.1", ofMessage))
	f.Add(reportText("a@b.example", "delayed", "4.4.1", ofMessage))
	f.Add(reportText(toParcel, "failed", "words", "") + "--")
	f.Add("Content-Type: multipart/report; report-type=delivery-status; boundary=a\n\n--a\nContent-Type: message/delivery-status\n\nAction: failed\n\n--a--")
	f.Fuzz(func(t *testing.T, text string) {
		id, out, err := ReadBounce(strings.NewReader(text))
		if err != nil {
			if id != (domain.ParcelID{}) || out != (notify.Outcome{}) {
				t.Fatalf("an error and %s %+v", id, out)
			}
			return
		}
		code, ok := strings.CutPrefix(out.Code, "dsn.")
		if id.IsZero() || graver[out.Fate] == 0 || !ok || statusForm.FindString(code) != code || out != (notify.Outcome{Fate: out.Fate, Code: out.Code}) {
			t.Fatalf("of %s %+v", id, out)
		}
	})
}
