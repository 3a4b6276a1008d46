package deliver

import (
	"context"
	"fmt"
	"net"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"krag/internal/domain"
	"krag/internal/domain/notify"
)

var mailClock = domain.ClockFunc(func() time.Time { return time.Date(2026, 11, 3, 8, 15, 0, 0, time.UTC) })

func secret(s string) domain.Secret { return domain.NewSecret(s) }

func parcelID(t testing.TB, text string) domain.ParcelID {
	t.Helper()
	id, err := domain.ParseID[domain.ParcelID](text)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// reminder is a parcel with everything that one may have.
func reminder(t testing.TB) notify.Parcel {
	t.Helper()
	at := time.Date(2026, 11, 10, 16, 0, 0, 0, time.UTC)
	return notify.Parcel{
		ID: parcelID(t, "01932d00-0000-7000-8000-00000000000a"), Channel: notify.Email, To: secret("ola@skrzynka.example"),
		Sender: secret("Dom Kultury „Lipa”"), Subject: secret("Przypomnienie: spotkanie we wtorek o 17:00"), Lang: "pl",
		Text: secret("Dzień dobry,\n\nspotkanie jest we wtorek o 17:00, wejście od <podwórza> & ogrodu.\n.\nSzczegóły: https://dom.example/m/1?a=1&b=2.\n\n" +
			"Zatrzymaj wiadomości: https://dom.example/s/abc\n"),
		Stop: secret("https://dom.example/s/abc"),
		Entries: []notify.Appointment{
			{UID: "m1@dom.example", Sequence: 2, Starts: at, Ends: at.Add(2 * time.Hour), Zone: "Europe/Warsaw", Title: secret("Spotkanie"), Place: secret("Sala 2; parter")},
			{UID: "m2@dom.example", Sequence: 3, Starts: at.AddDate(0, 0, 7), Ends: at.AddDate(0, 0, 7).Add(time.Hour), Zone: "Europe/Warsaw", Title: secret("Spotkanie"), Cancelled: true},
		},
	}
}

// sent leads a parcel over the wire as the queue does.
func sent(ctx context.Context, m *Mail, p notify.Parcel) notify.Outcome {
	s, out := m.Ready(ctx, p)
	if (s == nil) != (out.Fate != "") {
		return notify.Outcome{Code: "a shipment and a fate, or neither"}
	}
	if s == nil {
		return out
	}
	return s.Go(ctx)
}

func want(t *testing.T, what string, got notify.Outcome, fate notify.Fate, code string) {
	t.Helper()
	if got != (notify.Outcome{Fate: fate, Code: code}) {
		t.Errorf("%s: got %+v, want %s %s", what, got, fate, code)
	}
}

// TestMailArrives: over each encryption and with each sign-in, byte by byte.
func TestMailArrives(t *testing.T) {
	for _, c := range []struct{ tls, way string }{{StartTLS, "PLAIN"}, {StartTLS, "LOGIN"}, {WholeTLS, "PLAIN"}, {WholeTLS, "LOGIN"}, {NoTLS, "PLAIN"}} {
		t.Run(c.tls+" "+c.way, func(t *testing.T) {
			s := newMailServer(t, c.tls, func(s *mailServer) { s.ways = []string{c.way} })
			m := s.mail(c.tls, nil)
			p := reminder(t)
			want(t, "sent", sent(t.Context(), m, p), notify.Accepted, "smtp.250")
			letter, err := m.letter(p)
			if err != nil {
				t.Fatal(err)
			}
			got := s.taken()
			if len(got) != 1 || string(got[0].data) != string(letter) {
				t.Fatalf("%d letters arrived: %q", len(got), got)
			}
			if from := "bounces+" + p.ID.String() + "@wraca.example"; got[0].from != from || fmt.Sprint(got[0].to) != "[ola@skrzynka.example]" {
				t.Errorf("the envelope is from %s to %v", got[0].from, got[0].to)
			}
			if s.hellos[len(s.hellos)-1] != "dom.example" {
				t.Errorf("it said hello as %v", s.hellos)
			}
		})
	}
}

// TestMailUnencrypted: the very bytes of a conversation say nothing of the
// program and of the machine it runs on.
func TestMailUnencrypted(t *testing.T) {
	s := newScript(t, nil)
	want(t, "sent", sent(t.Context(), s.mail(t), reminder(t)), notify.Accepted, "smtp.250")
	machine, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	wire := s.said.String()
	for _, word := range []string{"krag", "krąg", "kr=c4=85g", "go-mail", "golang", "localhost", "127.0.0.1", machine} {
		if strings.Contains(strings.ToLower(wire), strings.ToLower(word)) {
			t.Errorf("the wire says %q:\n%s", word, wire)
		}
	}
	if want := "EHLO dom.example\r\nMAIL FROM:<poczta@dom.example>\r\nRCPT TO:<ola@skrzynka.example>\r\nDATA\r\nFrom: "; !strings.HasPrefix(wire, want) {
		t.Errorf("the conversation began\n%s", wire[:200])
	}
}

func TestMailSignInRefused(t *testing.T) {
	s := newMailServer(t, StartTLS, nil)
	for name, change := range map[string]func(*SMTP){
		"wrong password": func(c *SMTP) { c.PasswordFile = file(t, "other") },
		"no sign-in":     func(c *SMTP) { c.User, c.PasswordFile = "", "" },
	} {
		code := map[string]string{"wrong password": "access.auth", "no sign-in": "access.smtp.502"}[name]
		want(t, name, sent(t.Context(), s.mail(StartTLS, change), reminder(t)), notify.Passing, code)
	}
	if len(s.taken()) != 0 {
		t.Error("a letter arrived")
	}
}

func TestMailSignInUnknown(t *testing.T) {
	s := newMailServer(t, StartTLS, func(s *mailServer) { s.ways = []string{"GSSAPI"} })
	want(t, "unknown", sent(t.Context(), s.mail(StartTLS, nil), reminder(t)), notify.Passing, "access.auth")
}

// TestMailPasswordChanges: a new password in the file is taken without a
// restart, and one that is gone is no crash.
func TestMailPasswordChanges(t *testing.T) {
	s := newMailServer(t, StartTLS, nil)
	path := file(t, "old")
	m := s.mail(StartTLS, func(c *SMTP) { c.PasswordFile = path })
	want(t, "old", sent(t.Context(), m, reminder(t)), notify.Passing, "access.auth")
	if err := os.WriteFile(path, []byte(mailPassword), 0o600); err != nil {
		t.Fatal(err)
	}
	want(t, "new", sent(t.Context(), m, reminder(t)), notify.Accepted, "smtp.250")
	m.Close()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	want(t, "gone", sent(t.Context(), m, reminder(t)), notify.Passing, "access.auth")
}

// TestMailCRAM: the password itself does not go over the wire (RFC 2195).
func TestMailCRAM(t *testing.T) {
	s := newScript(t, map[string]string{
		"EHLO": "250-mx.example.org\r\n250 AUTH CRAM-MD5", "AUTH": "334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+",
		"DGLTIGI5MTNHNJAYYZDLZGE3YTQ5NWI0ZTZLNZMZNGQZODKW": "235 ok",
	})
	m := s.mail(t)
	m.smtp.User, m.smtp.PasswordFile = "tim", file(t, "tanstaaftanstaaf")
	want(t, "signed in", sent(t.Context(), m, reminder(t)), notify.Accepted, "smtp.250")
	if !strings.Contains(s.said.String(), "AUTH CRAM-MD5\r\ndGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw\r\n") {
		t.Errorf("it was not signed in as RFC 2195 has it:\n%s", s.said.String()[:200])
	}
}

// TestMailEncryptionMissing: what stands between cannot talk anybody into
// sending in the clear.
func TestMailEncryptionMissing(t *testing.T) {
	s := newScript(t, map[string]string{"EHLO": "250-mx.example.org\r\n250 AUTH PLAIN"})
	m := s.mail(t)
	m.smtp.TLS, m.smtp.User, m.smtp.PasswordFile = StartTLS, mailUser, file(t, mailPassword)
	want(t, "stripped", sent(t.Context(), m, reminder(t)), notify.Passing, "tls")
	<-s.closed
	if said := s.said.String(); said != "EHLO dom.example\r\n" {
		t.Errorf("it said %q", said)
	}
}

func TestMailCertificateWrong(t *testing.T) {
	_, foreign := mailCertificate(t, net.IPv4(127, 0, 0, 1))
	for _, how := range []string{StartTLS, WholeTLS} {
		s := newMailServer(t, how, nil)
		want(t, how+", a stranger's", sent(t.Context(), s.mail(how, func(c *SMTP) { c.Roots = foreign }), reminder(t)), notify.Passing, "tls")
		want(t, how+", no roots", sent(t.Context(), s.mail(how, func(c *SMTP) { c.Roots = "" }), reminder(t)), notify.Passing, "tls")
		named := func(c *SMTP) { c.Addr = strings.Replace(c.Addr, "127.0.0.1", "localhost", 1) }
		want(t, how+", another name", sent(t.Context(), s.mail(how, named), reminder(t)), notify.Passing, "tls")
		if len(s.taken()) != 0 {
			t.Error("a letter arrived")
		}
	}
}

// TestMailAnswers: what each answer of a server means, in each place.
func TestMailAnswers(t *testing.T) {
	for _, c := range []struct {
		verb, answer string
		fate         notify.Fate
		code         string
	}{
		{"hello", "421 busy", notify.Passing, "smtp.421"},
		{"hello", "554 not you", notify.Passing, "access.smtp.554"},
		{"hello", cut, notify.Passing, "connect"},
		{"hello", "what", notify.Passing, "connect"},
		{"EHLO", "502 what", notify.Accepted, "smtp.250"}, // a very old server understands HELO
		{"EHLO HELO", "550 not you", notify.Passing, "access.smtp.550"},
		{"MAIL", "451 later", notify.Passing, "smtp.451"},
		{"MAIL", "550 sender", notify.Passing, "access.smtp.550"},
		{"MAIL", "530 5.7.0 sign in first", notify.Passing, "access.smtp.530"},
		{"MAIL", cut, notify.Passing, "connect"},
		{"RCPT", "550 5.1.1 <ola@skrzynka.example> is unknown", notify.Refused, "smtp.550"},
		{"RCPT", "503 who are you", notify.Passing, "access.smtp.503"},
		{"RCPT", "530 5.7.0 sign in first", notify.Passing, "access.smtp.530"},
		{"RCPT", "535 5.7.8 sign in again", notify.Passing, "access.smtp.535"},
		{"RCPT", "554 5.7.1 relay access denied", notify.Passing, "access.smtp.554"},
		{"RCPT", "550 5.7.57 not signed in", notify.Passing, "access.smtp.550"},
		{"RCPT", "550 5.7.13 this account is closed", notify.Refused, "smtp.550"},
		{"RCPT", "550 5.7.17 another owner", notify.Refused, "smtp.550"},
		{"RCPT", "452 full", notify.Passing, "smtp.452"},
		{"RCPT", "421 closing", notify.Passing, "smtp.421"},
		{"RCPT", "251 will forward", notify.Accepted, "smtp.250"},
		{"RCPT", "999 what", notify.Passing, "connect"},
		{"RCPT", cut, notify.Passing, "connect"},
		{"DATA", "451 later", notify.Passing, "smtp.451"},
		{"DATA", "530 5.7.0 sign in first", notify.Passing, "access.smtp.530"},
		{"DATA", "554 never", notify.Refused, "smtp.554"},
		{"DATA", cut, notify.Passing, "connect"},
		{"content", cut, notify.Uncertain, "lost"},
		{"content", "552 too much", notify.Refused, "smtp.552"},
		{".", "250 ok", notify.Accepted, "smtp.250"},
		{".", "251 ok", notify.Accepted, "smtp.251"},
		{".", "452 full", notify.Passing, "smtp.452"},
		{".", "421 closing", notify.Passing, "smtp.421"},
		{".", "535 5.7.8 sign in again", notify.Passing, "access.smtp.535"},
		{".", "554 5.7.1 spam", notify.Refused, "smtp.554"},
		{".", "554 spam", notify.Refused, "smtp.554"},
		{".", "354 go on", notify.Uncertain, "lost"},
		{".", "what", notify.Uncertain, "lost"},
		{".", cut, notify.Uncertain, "lost"},
	} {
		answers := map[string]string{}
		for verb := range strings.FieldsSeq(c.verb) {
			answers[verb] = c.answer
		}
		s := newScript(t, answers)
		want(t, c.verb+" "+c.answer, sent(t.Context(), s.mail(t), reminder(t)), c.fate, c.code)
	}
}

// TestMailNobodyThere: a port without a server, and a name without a machine.
func TestMailNobodyThere(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &script{addr: ln.Addr().String()}
	_ = ln.Close()
	want(t, "closed", sent(t.Context(), s.mail(t), reminder(t)), notify.Passing, "connect")
}

// TestMailSlow: whoever waits may stop waiting, at every step; and without
// anybody's word a step ends by itself.
func TestMailSlow(t *testing.T) {
	for verb, o := range map[string]notify.Outcome{
		"hello": {Fate: notify.Passing, Code: "timeout"}, "EHLO": {Fate: notify.Passing, Code: "timeout"}, "MAIL": {Fate: notify.Passing, Code: "timeout"},
		"RCPT": {Fate: notify.Passing, Code: "timeout"}, "DATA": {Fate: notify.Passing, Code: "timeout"}, ".": {Fate: notify.Uncertain, Code: "lost"},
	} {
		s := newScript(t, map[string]string{verb: hang})
		ctx, cancel := context.WithCancel(t.Context())
		go func() { <-s.asked; cancel() }()
		want(t, verb+", given up", sent(ctx, s.mail(t), reminder(t)), o.Fate, o.Code)

		m := s.mail(t)
		m.times = mailTimes{dial: time.Minute, command: 20 * time.Millisecond, content: 20 * time.Millisecond, idle: time.Minute}
		want(t, verb+", too slow", sent(t.Context(), m, reminder(t)), o.Fate, o.Code)
	}
}

// TestMailPlaceTaken: nobody waits for a place longer than the context.
func TestMailPlaceTaken(t *testing.T) {
	s := newScript(t, nil)
	m := s.mail(t)
	held := make([]Shipment, mostLines)
	for i := range held {
		held[i], _ = m.Ready(t.Context(), reminder(t))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	want(t, "full", sent(ctx, m, reminder(t)), notify.Passing, "timeout")
	for _, h := range held {
		h.Drop()
	}
	want(t, "free", sent(t.Context(), m, reminder(t)), notify.Accepted, "smtp.250")
}

// TestMailKeepsConnections: one after another, after a no and after a parcel
// that was dropped, all go over the same one.
func TestMailKeepsConnections(t *testing.T) {
	s := newMailServer(t, StartTLS, func(s *mailServer) {
		s.onRcpt = func(to string) error {
			if strings.HasPrefix(to, "nikt@") {
				return &smtp.SMTPError{Code: 550, Message: "no such person"}
			}
			return nil
		}
	})
	m := s.mail(StartTLS, nil)
	nobody := reminder(t)
	nobody.To = secret("nikt@skrzynka.example")
	want(t, "first", sent(t.Context(), m, reminder(t)), notify.Accepted, "smtp.250")
	want(t, "nobody", sent(t.Context(), m, nobody), notify.Refused, "smtp.550")
	dropped, _ := m.Ready(t.Context(), reminder(t))
	dropped.Drop()
	want(t, "third", sent(t.Context(), m, reminder(t)), notify.Accepted, "smtp.250")
	if all, _ := s.connections(); all != 1 || len(s.taken()) != 2 {
		t.Errorf("%d connections for %d letters", all, len(s.taken()))
	}
	s.cut()
	want(t, "after the server began anew", sent(t.Context(), m, reminder(t)), notify.Accepted, "smtp.250")
	if all, _ := s.connections(); all != 2 || len(s.taken()) != 3 {
		t.Errorf("%d connections for %d letters", all, len(s.taken()))
	}
}

// TestMailConnectionWearsOut: one connection takes so many parcels and no more.
func TestMailConnectionWearsOut(t *testing.T) {
	s := newMailServer(t, NoTLS, nil)
	m := s.mail(NoTLS, nil)
	for range mostParcels + 1 {
		want(t, "sent", sent(t.Context(), m, reminder(t)), notify.Accepted, "smtp.250")
	}
	if all, _ := s.connections(); all != 2 {
		t.Errorf("%d connections, want 2", all)
	}
}

// TestMailIdle: a connection that nobody uses is ended, politely; so are all
// when the house closes.
func TestMailIdle(t *testing.T) {
	s := newScript(t, nil)
	m := s.mail(t)
	m.times.idle = time.Millisecond
	want(t, "sent", sent(t.Context(), m, reminder(t)), notify.Accepted, "smtp.250")
	<-s.closed
	m.times.idle = time.Hour
	want(t, "sent", sent(t.Context(), m, reminder(t)), notify.Accepted, "smtp.250")
	late, _ := m.Ready(t.Context(), reminder(t))
	m.Close()
	late.Drop()
	<-s.closed
	if n := strings.Count(s.said.String(), "QUIT\r\n"); n != 2 {
		t.Errorf("%d goodbyes, want 2", n)
	}
}

// TestMailParallel: fifty at once arrive once each, over few connections.
func TestMailParallel(t *testing.T) {
	s := newMailServer(t, StartTLS, nil)
	m := s.mail(StartTLS, nil)
	var wg sync.WaitGroup
	for i := range 50 {
		p := reminder(t)
		p.ID, p.To = domain.NewID[domain.ParcelID](), secret(fmt.Sprintf("o%d@skrzynka.example", i))
		wg.Go(func() { want(t, "sent", sent(t.Context(), m, p), notify.Accepted, "smtp.250") })
	}
	wg.Wait()
	seen := map[string]int{}
	for _, l := range s.taken() {
		if len(l.to) != 1 || !strings.Contains(string(l.data), "To: "+l.to[0]+"\r\n") {
			t.Errorf("a letter to %v:\n%s", l.to, l.data)
		}
		seen[l.to[0]]++
	}
	if _, most := s.connections(); len(s.taken()) != 50 || len(seen) != 50 || most > 4 {
		t.Errorf("%d letters to %d people over %d connections at once", len(s.taken()), len(seen), most)
	}
}

// TestMailFlood: an answer without an end is not read to it.
func TestMailFlood(t *testing.T) {
	s := newScript(t, map[string]string{"EHLO": strings.Repeat("250-more\r\n", 20_000) + "250 end"})
	want(t, "flood", sent(t.Context(), s.mail(t), reminder(t)), notify.Passing, "connect")
}

func TestMailNeedsACheckedServer(t *testing.T) {
	if m, err := NewMail(SMTP{Addr: "mail.example.org:25", TLS: NoTLS, From: "a@example.org"}); err == nil || m != nil {
		t.Error("letters would go unencrypted")
	}
}

// TestMailOutOfStep: after an answer that nobody asked for, that makes no sense
// or says that this is the end, no other parcel goes over the same connection,
// where each answer might be another's.
func TestMailOutOfStep(t *testing.T) {
	for verb, answer := range map[string]string{".": "250 ok\r\n250 again", "RCPT": "550 no\r\n250 or yes", "DATA": "250 what", "MAIL": "421 closing"} {
		s := newScript(t, map[string]string{verb: answer})
		m := s.mail(t)
		first, second := sent(t.Context(), m, reminder(t)), sent(t.Context(), m, reminder(t))
		if first != second || strings.Count(s.said.String(), "EHLO") != 2 {
			t.Errorf("%s: %+v and then %+v:\n%s", answer, first, second, s.said.String())
		}
	}
}

// TestMailPlainLetters: a server that could take other letters is not asked to,
// or one behind it that cannot would send the mail back.
func TestMailPlainLetters(t *testing.T) {
	s := newScript(t, map[string]string{"EHLO": "250-mx.example.org\r\n250-SMTPUTF8\r\n250 DSN"})
	want(t, "sent", sent(t.Context(), s.mail(t), reminder(t)), notify.Accepted, "smtp.250")
	if !strings.Contains(s.said.String(), "MAIL FROM:<poczta@dom.example>\r\nRCPT TO:<ola@skrzynka.example>\r\n") {
		t.Errorf("it asked for more:\n%s", s.said.String()[:200])
	}
}
