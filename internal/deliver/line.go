package deliver

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"strings"
	"unicode"
)

const maxPassword = 4 << 10 // octets of a file that holds a password

// line is a connection.
type line struct {
	net.Conn // what is spoken on
	bare     net.Conn
}

// openLine dials, and encrypts unless config is nil. The context is for these
// two alone.
func openLine(ctx context.Context, addr string, config *tls.Config) (*line, error) {
	bare, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, err
	}
	l := &line{Conn: bare, bare: bare}
	if config == nil {
		return l, nil
	}
	return l, l.encrypt(ctx, config)
}

// encrypt puts TLS on the line; when that fails, the line is closed.
func (l *line) encrypt(ctx context.Context, config *tls.Config) error {
	conn := tls.Client(l.bare, config)
	if err := conn.HandshakeContext(ctx); err != nil {
		l.close()
		return handshakeError{err}
	}
	l.Conn = conn
	return nil
}

// until ends the line with a context, whatever waits for it, unless what it
// returns is called before.
func (l *line) until(ctx context.Context) (keep func() bool) { return context.AfterFunc(ctx, l.close) }

// close leaves without a word of TLS, for which a dead line might wait.
func (l *line) close() { _ = l.bare.Close() }

type handshakeError struct{ error }

func (e handshakeError) Unwrap() error { return e.error }

// lineCode says in a word of ours why a line failed: what the error says may
// hold an address.
func lineCode(ctx context.Context, err error) string {
	var dns *net.DNSError
	var shake handshakeError
	var net net.Error
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return "stopped"
	case ctx.Err() != nil, errors.As(err, &net) && net.Timeout():
		return "timeout"
	case errors.As(err, &dns):
		return "dns"
	case errors.As(err, &shake):
		return "tls"
	}
	return "connect"
}

// onThisMachine reports whether what is said to a host stays on this machine,
// so that nobody can listen.
func onThisMachine(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.Unmap().IsLoopback()
}

// readPassword reads the one line of a file.
func readPassword(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxPassword+1))
	if err != nil {
		return "", err
	}
	word := strings.TrimRight(string(text), "\r\n")
	if word == "" || len(text) > maxPassword || strings.ContainsFunc(word, unicode.IsControl) {
		return "", fmt.Errorf("%s: want one line of text, which is the password or the key, and nothing else", path)
	}
	return word, nil
}
