package deliver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// fetched runs once and gives what came.
func fetched(t *testing.T, m Mailbox) (came []string, n int, err error) {
	t.Helper()
	n, err = m.Fetch(t.Context(), func(_ context.Context, r io.Reader) error {
		text, err := io.ReadAll(r)
		came = append(came, string(text))
		return err
	})
	return came, n, err
}

const dotty = "Subject: a\r\n\r\n.\r\n..\r\n.a\r\nżółw\r\n\r\n"

func TestFetch(t *testing.T) {
	for name, start := range map[string]bool{TLSImplicit: false, TLSStart: true} {
		s := newPopServer(t, dotty, "", "Subject: b\r\n")
		m := s.box(t)
		want := "USER anna@example.org, PASS pass word, LIST, RETR 1, DELE 1, RETR 2, DELE 2, RETR 3, DELE 3, QUIT"
		if m.TLS = name; start {
			s.inPlain()
			want = "STLS, " + want
		}
		came, n, err := fetched(t, m)
		if n != 3 || err != nil || !slices.Equal(came, []string{strings.ReplaceAll(dotty, "\r", ""), "", "Subject: b\n"}) {
			t.Errorf("%s: %d %v %q", name, n, err, came)
		}
		if got := s.heard(); got != want || len(s.there()) != 0 {
			t.Errorf("%s: asked %s; left %d", name, got, len(s.there()))
		}
		if came, n, err := fetched(t, m); came != nil || n != 0 || err != nil {
			t.Errorf("%s, empty: %d %v %q", name, n, err, came)
		}
	}
}

// TestFetchComesAgain: what was not taken to its end comes again, and what was
// taken does not.
func TestFetchComesAgain(t *testing.T) {
	for name, cut := range map[string]string{"before the deletion": "DELE 2", "before the end": "QUIT", "within the list": "LIST"} {
		s := newPopServer(t, "a\r\n", "b\r\n")
		s.on(cut, (*popTalk).hangUp)
		if _, _, err := fetched(t, s.box(t)); err == nil || !strings.Contains(err.Error(), "line to the server broke: ") {
			t.Errorf("%s: %v", name, err)
		}
		s.on(cut, nil)
		if came, n, err := fetched(t, s.box(t)); n != 2 || err != nil || !slices.Equal(came, []string{"a\n", "b\n"}) {
			t.Errorf("%s, again: %d %v %q", name, n, err, came)
		}
	}
	t.Run("within a letter", func(t *testing.T) {
		s := newPopServer(t, "a\r\n", "b\r\n")
		s.on("RETR 2", func(k *popTalk) { k.say("+OK\r\nb"); k.hangUp() })
		if came, n, err := fetched(t, s.box(t)); n != 1 || err == nil || !slices.Equal(came, []string{"a\n"}) {
			t.Errorf("%d %v %q", n, err, came)
		}
		if len(s.there()) != 2 {
			t.Errorf("%q", s.there())
		}
	})
}

func TestFetchLeaves(t *testing.T) {
	large := "Subject: large\r\n\r\n" + strings.Repeat(strings.Repeat("x", 1022)+"\r\n", 1025)
	s := newPopServer(t, "a\r\n", large, "b\r\n", large, "c\r\n", "d\r\n")
	s.set(func() { s.sizes[4] = 10 }) // what a server says of itself may be wrong
	s.on("RETR 5", func(k *popTalk) { k.say("-ERR anna has lost it") })
	refused := errors.New("not now")
	var came []string
	n, err := s.box(t).Fetch(t.Context(), func(_ context.Context, r io.Reader) error {
		text, _ := io.ReadAll(r)
		if came = append(came, string(text)); string(text) == "b\n" {
			return refused
		}
		return nil
	})
	var left *LeftError
	if n != 2 || !errors.Is(err, refused) || !errors.As(err, &left) || left.N != 2 || strings.Contains(err.Error(), "anna") {
		t.Errorf("%d %v", n, err)
	}
	if !slices.Equal(came, []string{"a\n", "b\n", "d\n"}) || !slices.Equal(s.there(), []string{large, "b\r\n", large, "c\r\n"}) {
		t.Errorf("came %q, left %d", came, len(s.there()))
	}
}

// TestLargeLettersAreNoFailure: whoever sends a letter that is too large makes no
// look into the mailbox fail, and hides no failure.
func TestLargeLettersAreNoFailure(t *testing.T) {
	large := "Subject: large\r\n\r\n" + strings.Repeat(strings.Repeat("x", 1022)+"\r\n", 1025)
	s := newPopServer(t, large, "a\r\n")
	if came, _, err := fetched(t, s.box(t)); len(came) != 1 || err == nil || !OnlyLeft(err) {
		t.Errorf("%q, %v", came, err)
	}
	s = newPopServer(t, large, "a\r\n")
	s.on("RETR 2", func(k *popTalk) { k.say("-ERR no") })
	if _, _, err := fetched(t, s.box(t)); OnlyLeft(err) {
		t.Errorf("another failure is hidden: %v", err)
	}
	if OnlyLeft(nil) || OnlyLeft(errors.New("x")) {
		t.Error("something else is taken for it")
	}
}

func TestFetchAtMost(t *testing.T) {
	var letters []string
	for i := range maxLetters + 2 {
		letters = append(letters, fmt.Sprintf("%d\r\n", i))
	}
	s := newPopServer(t, letters...)
	s.set(func() { s.sizes[1] = maxLetter + 1 })
	if came, n, err := fetched(t, s.box(t)); n != maxLetters || err == nil || came[0] != "1\n" {
		t.Errorf("%d %v", n, err)
	}
	if got := s.there(); !slices.Equal(got, []string{"0\r\n", "201\r\n"}) {
		t.Errorf("left %q", got)
	}
}

// TestFetchRefused: what goes wrong is said in our words, and no password goes
// to whoever has not shown who they are.
func TestFetchRefused(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*popServer, *Mailbox)
		want  string
	}{
		"wrong password":    {func(_ *popServer, m *Mailbox) { m.PasswordFile = wordFile(t, "other") }, "does not let Krąg in"},
		"wrong certificate": {func(_ *popServer, m *Mailbox) { m.Roots = nil }, "broke: tls"},
		"no TLS there":      {func(s *popServer, _ *Mailbox) { s.inPlain() }, "broke: tls"},
		"no STLS there": {func(s *popServer, m *Mailbox) {
			m.TLS = TLSStart
			s.inPlain()
			s.on("STLS", func(k *popTalk) { k.say("-ERR anna") })
		}, "refused to encrypt"},
		"words before TLS": {func(s *popServer, m *Mailbox) {
			m.TLS = TLSStart
			s.inPlain()
			s.on("STLS", func(k *popTalk) { k.say("+OK\r\n+OK"); k.encrypt() })
		}, "refused to encrypt"},
		"STLS by another": {func(s *popServer, m *Mailbox) {
			m.TLS, m.Roots = TLSStart, nil
			s.inPlain()
		}, "broke: tls"},
		"not welcome": {func(s *popServer, _ *Mailbox) { s.on("greeting", func(k *popTalk) { k.say("-ERR anna") }) }, "refused to greet"},
		"not POP3":    {func(s *popServer, _ *Mailbox) { s.on("greeting", func(k *popTalk) { k.say("+OKAY") }) }, "refused to greet"},
		"a line without end": {func(s *popServer, _ *Mailbox) {
			s.on("greeting", func(k *popTalk) { k.say("+OK " + strings.Repeat("x", 2*maxReply)) })
		}, "broke: connect"},
		"a list of words": {func(s *popServer, _ *Mailbox) { s.on("LIST", func(k *popTalk) { k.say("+OK\r\nanna 7\r\n.") }) }, "refused to list"},
		"half a line":     {func(s *popServer, _ *Mailbox) { s.on("LIST", func(k *popTalk) { k.say("+OK\r\n7\r\n.") }) }, "refused to list"},
		"no such server":  {func(_ *popServer, m *Mailbox) { m.Addr = "mail.invalid:995" }, "broke: dns"},
	} {
		s := newPopServer(t, "a\r\n")
		m := s.box(t)
		c.spoil(s, &m)
		came, n, err := fetched(t, m)
		if came != nil || n != 0 || err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "anna") {
			t.Errorf("%s: %d %v", name, n, err)
		}
		if said := s.heard(); strings.Contains(said, "PASS") && (strings.Contains(c.want, "tls") || strings.Contains(c.want, "encrypt")) || len(s.there()) != 1 {
			t.Errorf("%s: %s", name, said)
		}
	}
}

// TestFetchPlain: without TLS a mailbox is read on this machine only.
func TestFetchPlain(t *testing.T) {
	s := newPopServer(t, "a\r\n")
	ok := func(k *popTalk) { k.say("+OK") }
	s.inPlain()
	s.on("USER", ok)
	s.on("PASS", ok)
	m := s.box(t)
	m.TLS = TLSNone
	if came, n, err := fetched(t, m); n != 1 || err != nil || came[0] != "a\n" {
		t.Errorf("%d %v", n, err)
	}
}

func TestFetchStopped(t *testing.T) {
	for _, at := range []string{"greeting", "PASS", "LIST", "RETR", "DELE"} {
		s := newPopServer(t, "a\r\n", "b\r\n")
		ctx, cancel := context.WithCancel(t.Context())
		s.on(at, func(k *popTalk) { // says nothing, and is left
			cancel()
			_, _ = k.in.ReadByte()
			k.hangUp()
		})
		_, err := s.box(t).Fetch(ctx, func(context.Context, io.Reader) error { return nil })
		if !errors.Is(err, context.Canceled) || len(s.there()) != 2 {
			t.Errorf("%s: %v", at, err)
		}
	}
	s := newPopServer(t, "a\r\n", "b\r\n")
	ctx, cancel := context.WithCancel(t.Context())
	n, err := s.box(t).Fetch(ctx, func(ctx context.Context, _ io.Reader) error { cancel(); return ctx.Err() })
	if n != 0 || !errors.Is(err, context.Canceled) || len(s.there()) != 2 {
		t.Errorf("while a letter is read: %d %v", n, err)
	}
}

func TestMailboxCheck(t *testing.T) {
	right := Mailbox{Addr: "mail.example.org:995", TLS: TLSImplicit, User: "anna", PasswordFile: wordFile(t, "a")}
	if err := right.Check(); err != nil {
		t.Fatal(err)
	}
	for want, spoil := range map[string]func(*Mailbox){
		"address: write it": func(m *Mailbox) { m.Addr = "mail.example.org" },
		"as host:port":      func(m *Mailbox) { m.Addr = net.JoinHostPort("", "995") },
		"TLS: it must be":   func(m *Mailbox) { m.TLS = "" },
		"this machine only": func(m *Mailbox) { m.TLS = TLSNone },
		"user: it must be":  func(m *Mailbox) { m.User = "anna\r\nDELE 1" },
		"one line, mostly":  func(m *Mailbox) { m.User = "" },
		"password file":     func(m *Mailbox) { m.PasswordFile = filepath.Join(t.TempDir(), "none") },
	} {
		m := right
		spoil(&m)
		if err := m.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q: %v", want, err)
		}
		if _, err := m.Fetch(t.Context(), nil); err == nil {
			t.Errorf("read in spite of %q", want)
		}
	}
}
