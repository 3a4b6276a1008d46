package deliver

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"unicode"
)

// How a mailbox is encrypted.
const (
	TLSImplicit = "implicit" // from the first octet on, mostly port 995
	TLSStart    = "starttls" // by STLS (RFC 2595), mostly port 110
	TLSNone     = "none"     // on this machine only
)

// Mailbox is where answers to our letters come in, above all those that say that
// a letter did not arrive. It is read by POP3 (RFC 1939), and everything in it is
// taken out: it must be Krąg's alone.
type Mailbox struct {
	Addr         string // host:port
	TLS          string
	User         string
	PasswordFile string         // its path; one line, read again at every run
	Roots        *x509.CertPool // nil is the machine's
}

// LeftError counts the letters that stay in the mailbox because they are larger
// than 1 MB. All others were read.
type LeftError struct{ N int }

func (e *LeftError) Error() string {
	return fmt.Sprintf("read mailbox: letters of more than 1 MB are left in it, %d of them; look at them there and delete them", e.N)
}

// OnlyLeft reports whether an error says no more than that letters are too large.
// Anybody may send such a letter: whoever reads the mailbox again and again must
// not fail by it each time.
func OnlyLeft(err error) bool {
	many, ok := err.(interface{ Unwrap() []error }) //nolint:errorlint // Fetch joins them, and nothing else does
	if !ok {
		return false
	}
	return !slices.ContainsFunc(many.Unwrap(), func(err error) bool {
		_, left := errors.AsType[*LeftError](err)
		return !left
	})
}

// Check says to the operator what is wrong with a mailbox, and how to mend it.
// It connects to nobody.
func (m Mailbox) Check() error {
	host, port, err := net.SplitHostPort(m.Addr)
	switch {
	case err != nil || host == "" || port == "":
		return errors.New("mailbox, address: write it as host:port, as in mail.example.org:995")
	case m.TLS != TLSImplicit && m.TLS != TLSStart && m.TLS != TLSNone:
		return fmt.Errorf("mailbox, TLS: it must be %s (mostly port 995) or %s (mostly port 110)", TLSImplicit, TLSStart)
	case m.TLS == TLSNone && !onThisMachine(host):
		return fmt.Errorf("mailbox, TLS: %s is for a server on this machine only, because letters name people; use %s or %s", TLSNone, TLSImplicit, TLSStart)
	case strings.TrimSpace(m.User) == "" || strings.ContainsFunc(m.User, unicode.IsControl):
		return errors.New("mailbox, user: it must be one line, mostly the whole e-mail address")
	}
	if _, err := readPassword(m.PasswordFile); err != nil {
		return fmt.Errorf("mailbox, password file: it cannot be used: %w", err)
	}
	return nil
}

// Fetch gives the letters to fn, in the order of the mailbox, at most 200 in a
// run, with lines that end in \n, and takes out those that fn took without an
// error. The mailbox forgets them only when all is done: when the line breaks
// before, or Krąg stops, the same letters come again, so fn must know those it
// has seen.
//
// n is how many fn took. The error joins why the first letter that stays was not
// taken, by fn or by the server, a *LeftError, and why the mailbox could not be read to its end; of the
// server's words it holds none.
func (m Mailbox) Fetch(ctx context.Context, fn func(context.Context, io.Reader) error) (n int, err error) {
	if err := m.Check(); err != nil {
		return 0, err
	}
	p, err := m.open(ctx)
	if err != nil {
		return 0, popError(ctx, err)
	}
	defer p.close()
	r := popRun{pop: p, fn: fn}
	broke := r.all(ctx)
	return r.taken, errors.Join(r.first, r.large(), popError(ctx, broke))
}

// popRun is one look into the mailbox.
type popRun struct {
	*pop
	fn    func(context.Context, io.Reader) error
	taken int
	left  int   // too large
	first error // why a letter was not taken
}

// all reads what there is. The error is of the line.
func (r *popRun) all(ctx context.Context) error {
	letters, left, err := r.list(ctx)
	if r.left = left; err != nil {
		return err
	}
	for _, no := range letters {
		var refused popRefused
		err := r.one(ctx, no)
		switch {
		case errors.As(err, &refused): // what was taken is forgotten only at the end
			r.note(popError(ctx, err))
		case err != nil:
			return err
		}
	}
	return r.ask(ctx, "quit", "QUIT")
}

// one reads a letter whole before anybody sees it: half of one says nothing.
func (r *popRun) one(ctx context.Context, no int) error {
	text, err := r.retrieve(ctx, no)
	if errors.Is(err, errLarge) {
		r.left++
		return nil
	}
	if err != nil {
		return err
	}
	if err := r.fn(ctx, bytes.NewReader(text)); err != nil {
		r.note(err)
		return ctx.Err()
	}
	r.taken++
	return r.ask(ctx, "delete", fmt.Sprintf("DELE %d", no))
}

// note keeps why the first letter was not taken; the next ones may be.
func (r *popRun) note(err error) {
	if r.first == nil {
		r.first = err
	}
}

func (r *popRun) large() error {
	if r.left == 0 {
		return nil
	}
	return &LeftError{r.left}
}

// popError says what could not be done, in words of ours.
func popError(ctx context.Context, err error) error {
	var refused popRefused
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return fmt.Errorf("read mailbox: %w", ctx.Err())
	case errors.As(err, &refused) && refused == "sign in":
		return errors.New("read mailbox: the server does not let Krąg in; check the user and the password file, and whether POP3 is allowed for this mailbox")
	case errors.As(err, &refused):
		return fmt.Errorf("read mailbox: the server refused to %s", string(refused))
	}
	return fmt.Errorf("read mailbox: the line to the server broke: %s", lineCode(ctx, err))
}
