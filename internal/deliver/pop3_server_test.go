package deliver

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"maps"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// popServer is a mailbox after RFC 1939 with one user, on 127.0.0.1.
type popServer struct {
	addr  string
	cert  tls.Certificate
	roots *x509.CertPool

	mu      sync.Mutex
	plain   bool                      // does not begin with TLS
	letters []string                  // with CR LF
	sizes   map[int]int               // what LIST says in place of the truth
	instead map[string]func(*popTalk) // what is done in place of a command, or of a greeting
	said    []string                  // every command, of all talks
}

// popTalk is one connection, and the mailbox as it was when it began.
type popTalk struct {
	net.Conn
	server  *popServer
	in      *bufio.Reader
	secret  bool // encrypted
	letters []string
	sizes   map[int]int
	instead map[string]func(*popTalk)
	deleted map[int]bool
	done    bool
}

func newPopServer(t *testing.T, letters ...string) *popServer {
	t.Helper()
	s := &popServer{letters: letters, sizes: map[int]int{}, instead: map[string]func(*popTalk){}}
	s.cert, s.roots = certificate(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.addr = l.Addr().String()
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go s.talk(c)
		}
	}()
	return s
}

// box is the mailbox of Krąg at this server. It speaks TLS from the first octet,
// unless told otherwise.
func (s *popServer) box(t *testing.T) Mailbox {
	t.Helper()
	return Mailbox{Addr: s.addr, TLS: TLSImplicit, User: "anna@example.org", PasswordFile: wordFile(t, "pass word\n"), Roots: s.roots}
}

func (s *popServer) talk(c net.Conn) {
	defer c.Close()
	k, plain := s.begin(c)
	if !plain {
		k.encrypt()
	}
	if f := k.instead["greeting"]; f != nil {
		f(k)
	} else {
		k.say("+OK <1.2@example.org>")
	}
	for !k.done {
		text, err := k.in.ReadString('\n')
		if err != nil {
			return
		}
		k.command(strings.TrimSuffix(text, "\r\n"))
	}
}

func (s *popServer) begin(c net.Conn) (k *popTalk, plain bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &popTalk{
		Conn: c, server: s, in: bufio.NewReader(c), deleted: map[int]bool{},
		letters: slices.Clone(s.letters), sizes: maps.Clone(s.sizes), instead: maps.Clone(s.instead),
	}, s.plain
}

// set changes the server for the talks to come.
func (s *popServer) set(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

// on does something in place of a command; nil is the command again.
func (s *popServer) on(command string, f func(*popTalk)) { s.set(func() { s.instead[command] = f }) }

// inPlain begins without TLS.
func (s *popServer) inPlain() { s.set(func() { s.plain = true }) }

func (k *popTalk) encrypt() {
	k.Conn = tls.Server(k.Conn, &tls.Config{Certificates: []tls.Certificate{k.server.cert}})
	k.in, k.secret = bufio.NewReader(k.Conn), true
}

func (k *popTalk) say(text string) { _, _ = k.Write([]byte(text + "\r\n")) }

func (k *popTalk) command(text string) {
	k.server.set(func() { k.server.said = append(k.server.said, text) })
	word, rest, _ := strings.Cut(text, " ")
	no, _ := strconv.Atoi(rest)
	f := k.instead[text]
	if f == nil {
		f = k.instead[word]
	}
	switch {
	case f != nil:
		f(k)
	case word == "STLS" && !k.secret:
		k.say("+OK")
		k.encrypt()
	case word == "USER" && k.secret, text == "PASS pass word" && k.secret:
		k.say("+OK")
	case word == "LIST":
		k.list()
	case word == "RETR" && no >= 1 && no <= len(k.letters) && !k.deleted[no]:
		k.retrieve(k.letters[no-1])
	case word == "DELE":
		k.deleted[no] = true
		k.say("+OK")
	case word == "QUIT":
		k.quit()
	default:
		k.say("-ERR [AUTH] no, anna@example.org")
	}
}

func (k *popTalk) list() {
	k.say("+OK")
	for i, text := range k.letters {
		size := len(text)
		if n, ok := k.sizes[i+1]; ok {
			size = n
		}
		k.say(fmt.Sprintf("%d %d", i+1, size))
	}
	k.say(".")
}

// retrieve stuffs dots (RFC 1939 3).
func (k *popTalk) retrieve(text string) {
	k.say("+OK")
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, ".") {
			line = "." + line
		}
		_, _ = k.Write([]byte(line))
	}
	k.say(".")
}

func (k *popTalk) quit() {
	var rest []string
	for i, text := range k.letters {
		if !k.deleted[i+1] {
			rest = append(rest, text)
		}
	}
	k.server.set(func() { k.server.letters = rest })
	k.done = true
	k.say("+OK")
}

func (k *popTalk) hangUp() { k.done = true }

// there is what the mailbox holds now.
func (s *popServer) there() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.letters
}

// heard are the commands, each talk's and in their order.
func (s *popServer) heard() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Join(s.said, ", ")
}
