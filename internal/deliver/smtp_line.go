package deliver

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail/smtp"

	"krag/internal/domain/notify"
)

// conversation is a connection to the mail server.
type conversation struct {
	conn   *wire    // the bytes on the wire
	talk   net.Conn // what is said over it, encrypted or not
	client *smtp.Client
	used   int  // parcels it was taken for
	broken bool // nobody knows any more what the server waits for
	timer  *time.Timer
}

// What may go wrong before anything was sent, as codes of an outcome.
const (
	codeConnect = "connect"
	codeTLS     = "tls"
	codeAuth    = "auth"
	codeTimeout = "timeout"
	codeForm    = "form"
	codeLost    = "lost"
)

var (
	errTime      = errors.New("the time is over")
	errPlain     = errors.New("the server does not offer STARTTLS")
	errMechanism = errors.New("the server offers no sign-in that is known here")
	errFlood     = errors.New("an answer without an end")
)

// step does one thing that the server answers. When the context or the time
// ends first, the connection is given up: its answer may still be on the way.
func (l *conversation) step(ctx context.Context, most time.Duration, do func() error) error {
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	l.conn.left = mostAnswer
	stop := context.AfterFunc(ctx, l.conn.abort)
	err := do()
	late := !stop()
	if code, said := refusal(err); late || l.ahead() || err != nil && (!said || code == 421) {
		l.broken = true
	}
	if late && err != nil {
		return errTime
	}
	return err
}

// ahead reports whether the server has said more than it was asked: the next
// answer would be taken for another one's.
func (l *conversation) ahead() bool { return l.client != nil && l.client.Text.R.Buffered() > 0 }

// refusal is the number with which the server said no.
func refusal(err error) (code int, said bool) {
	var reply *textproto.Error
	if errors.As(err, &reply) && reply.Code >= 400 && reply.Code < 600 {
		return reply.Code, true
	}
	return 0, false
}

// passing is the outcome of what failed before anything was sent, for reasons
// that are not the recipient's.
func passing(err error, otherwise string) notify.Outcome {
	var wait net.Error
	code, said := refusal(err)
	switch {
	case said:
		otherwise = numbered(code)
	case errors.Is(err, errTime), errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled), errors.As(err, &wait) && wait.Timeout():
		otherwise = codeTimeout
	}
	return notify.Outcome{Fate: notify.Passing, Code: otherwise}
}

// refused is the outcome of a no: for now by 4xx, for good by 5xx.
func refused(code int) notify.Outcome {
	fate := notify.Passing
	if code >= 500 {
		fate = notify.Refused
	}
	return notify.Outcome{Fate: fate, Code: numbered(code)}
}

// refused is the same in a conversation. After a no to the house the next parcel
// begins another one, and signs in anew.
func (l *conversation) refused(code int, house bool) notify.Outcome {
	if house {
		l.used = mostParcels
		return denied(code)
	}
	return refused(code)
}

func numbered(code int) string { return "smtp." + strconv.Itoa(code) }

// dial opens a connection as far as the server would take a letter.
func (m *Mail) dial(ctx context.Context) (*conversation, notify.Outcome) {
	trust, err := m.smtp.trusted()
	if err != nil {
		return nil, passing(err, codeTLS)
	}
	limit, cancel := context.WithTimeout(ctx, m.times.dial)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(limit, "tcp", m.smtp.Addr)
	if err != nil {
		return nil, passing(err, codeConnect)
	}
	l := &conversation{conn: &wire{Conn: conn}, used: 1}
	l.talk = l.conn
	if out := m.open(ctx, l, trust); out.Fate != "" {
		_ = conn.Close()
		return nil, out
	}
	return l, notify.Outcome{}
}

func (m *Mail) open(ctx context.Context, l *conversation, trust *tls.Config) notify.Outcome {
	for _, s := range []struct {
		code string
		do   func() error
	}{
		{codeTLS, func() error { return l.wrap(m.smtp.TLS, trust) }},
		{codeConnect, func() error { return l.greet(m.smtp.hello(), trust.ServerName) }},
		{codeTLS, func() error { return l.encrypt(m.smtp.TLS, trust) }},
		{codeAuth, func() error { return l.signIn(m.smtp, trust.ServerName) }},
	} {
		if err := l.step(ctx, m.times.command, s.do); err != nil {
			return opening(err, s.code)
		}
	}
	return notify.Outcome{}
}

// opening is passing. A no for good before anybody is named is one to the house.
func opening(err error, code string) notify.Outcome {
	_, unfit := errors.AsType[unfitError](err)
	n, _ := refusal(err)
	switch {
	case unfit, code == codeAuth && n >= 500:
		return notify.Outcome{Fate: notify.Passing, Code: notify.DeniedCode(codeAuth)}
	case n >= 500:
		return denied(n)
	case code == codeAuth:
		code = codeConnect
	}
	return passing(err, code)
}

// denied is the outcome of a no to the house.
func denied(code int) notify.Outcome {
	return notify.Outcome{Fate: notify.Passing, Code: notify.DeniedCode(numbered(code))}
}

// unfitError is what makes a sign-in impossible before the server said anything.
type unfitError struct{ error }

func (e unfitError) Unwrap() error { return e.error }

// unknown are the numbers by which a server says that it does not know who is
// calling, and not that it does not know whom a letter is for (RFC 4954 4, RFC 4954
// 6): it wants a sign-in, or has forgotten it.
var unknown = []int{503, 530, 534, 535, 538}

// policy are the statuses of RFC 3463 and RFC 7372 by which a server says before
// a letter that it does not carry mail of this house, whoever it is for.
var policy = regexp.MustCompile(`^5\.7\.([01389]|1[0124]|2[0-8]|57|60|64)(\D|$)`)

// toHouse reports whether a no is to the house and not to the recipient.
func toHouse(err error) bool {
	code, _ := refusal(err)
	return slices.Contains(unknown, code)
}

// toRelaying reports the same of the answer to a recipient, where a server that
// carries no mail from here says so.
func toRelaying(err error) bool {
	var reply *textproto.Error
	return toHouse(err) || errors.As(err, &reply) && reply.Code >= 500 && policy.MatchString(reply.Msg)
}

// wrap encrypts from the first byte, where that was asked for.
func (l *conversation) wrap(how string, trust *tls.Config) error {
	if how != WholeTLS {
		return nil
	}
	secure := tls.Client(l.conn, trust)
	l.talk = secure
	return secure.Handshake()
}

func (l *conversation) greet(name, host string) (err error) {
	if l.client, err = smtp.NewClient(l.talk, host); err != nil {
		return err
	}
	l.client.SkipSMTPUTF8(true) // every letter is of ASCII, whatever it says
	return l.client.Hello(name)
}

// encrypt never goes on without: whoever stands between could have taken the
// offer out of the server's answer.
func (l *conversation) encrypt(how string, trust *tls.Config) error {
	if how != StartTLS {
		return nil
	}
	if offered, _ := l.client.Extension("STARTTLS"); !offered {
		return errPlain
	}
	return l.client.StartTLS(trust)
}

func (l *conversation) signIn(s SMTP, host string) error {
	if s.User == "" {
		return nil
	}
	password, err := s.password()
	if err != nil {
		return unfitError{err}
	}
	_, list := l.client.Extension("AUTH")
	offered := strings.Fields(strings.ToUpper(list))
	switch {
	case slices.Contains(offered, "PLAIN"):
		return l.client.Auth(smtp.PlainAuth("", s.User, password, host, s.TLS == NoTLS))
	case slices.Contains(offered, "LOGIN"):
		return l.client.Auth(smtp.LoginAuth(s.User, password, host, s.TLS == NoTLS))
	case slices.Contains(offered, "CRAM-MD5"):
		return l.client.Auth(smtp.CRAMMD5Auth(s.User, password))
	}
	return unfitError{errMechanism}
}

// address says from whom and to whom. What is wrong with the sender is ours to
// mend and passes; only what is wrong with the recipient is refused.
func (l *conversation) address(ctx context.Context, most time.Duration, from, to string) notify.Outcome {
	err := l.step(ctx, most, func() error { return l.client.Mail("<" + from + ">") })
	if err != nil {
		return opening(err, codeConnect)
	}
	err = l.step(ctx, most, func() error { return l.client.Rcpt("<" + to + ">") })
	if code, said := refusal(err); said {
		return l.refused(code, toRelaying(err))
	}
	if err != nil {
		return passing(err, codeConnect)
	}
	return notify.Outcome{}
}

// hangUp says goodbye where the server still listens.
func (l *conversation) hangUp(most time.Duration) {
	if !l.broken {
		_ = l.step(context.Background(), most, l.client.Quit)
	}
	_ = l.conn.Close()
}

// mostAnswer is how many bytes of one answer are read.
const mostAnswer = 64 << 10

// wire is a connection that no answer can fill the memory through.
type wire struct {
	net.Conn
	left int
}

func (b *wire) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, fmt.Errorf("%w: %w", errFlood, io.ErrUnexpectedEOF)
	}
	n, err := b.Conn.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// abort ends whatever is being read or written.
func (b *wire) abort() { _ = b.SetDeadline(time.Unix(1, 0)) }
