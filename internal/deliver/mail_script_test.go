package deliver

import (
	"bufio"
	"io"
	"net"
	"strings"
	"testing"
)

// Answers that are none.
const (
	cut  = "cut"  // the connection ends
	hang = "hang" // nothing comes
)

// script is a server that answers by a list: by the verb, "hello" for its
// greeting, "content" for the first line of a letter and "." for its end.
// What is not listed is answered well.
type script struct {
	addr   string
	said   record        // every byte that came
	asked  chan string   // a verb that nothing is answered to
	closed chan struct{} // a connection has ended
}

var wellAnswered = map[string]string{
	"hello": "220 mx.example.org", "EHLO": "250 mx.example.org", "HELO": "250 mx.example.org", "MAIL": "250 ok", "RCPT": "250 ok", "DATA": "354 go on",
	".": "250 ok", "RSET": "250 ok", "NOOP": "250 ok", "QUIT": "221 bye",
}

func newScript(t *testing.T, answers map[string]string) *script {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &script{addr: ln.Addr().String(), asked: make(chan string, 8), closed: make(chan struct{}, 64)}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for c, err := ln.Accept(); err == nil; c, err = ln.Accept() {
			go s.serve(c, answers)
		}
	}()
	t.Cleanup(func() { _ = ln.Close(); <-done })
	return s
}

func (s *script) mail(t *testing.T) *Mail {
	t.Helper()
	m, err := NewMail(SMTP{Addr: s.addr, TLS: NoTLS, From: "poczta@dom.example", Clock: mailClock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.Close)
	return m
}

func (s *script) serve(c net.Conn, answers map[string]string) {
	defer func() { _ = c.Close(); s.closed <- struct{}{} }()
	in := bufio.NewReader(io.TeeReader(c, &s.said))
	verb, inside := "hello", false
	for {
		if !s.answer(c, verb, answers) {
			return
		}
		inside = verb == "DATA" && answers["DATA"] == "" || inside && verb != "."
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		verb = strings.ToUpper(strings.Fields(line + " -")[0])
		switch {
		case inside && line == ".\r\n":
			verb = "."
		case inside:
			verb = "content"
		}
	}
}

// answer reports whether the conversation goes on.
func (s *script) answer(c net.Conn, verb string, answers map[string]string) bool {
	text := answers[verb]
	if text == "" {
		text = wellAnswered[verb]
	}
	switch text {
	case cut:
		return false
	case hang:
		s.asked <- verb
		_, _ = io.Copy(io.Discard, c)
		return false
	case "":
		return true
	}
	_, err := io.WriteString(c, text+"\r\n")
	return err == nil && verb != "QUIT"
}
