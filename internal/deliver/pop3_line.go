package deliver

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	"krag/internal/domain"
)

const (
	maxLetter  = 1 << 20     // octets of a letter that is read
	maxLetters = 200         // of one run
	maxReply   = 16 << 10    // octets of a line
	maxList    = 16 << 20    // octets of the list: about a million letters
	popPause   = time.Minute // of one step, after which the server has gone
)

// errLarge is of a letter that is larger than its server said.
var errLarge = errors.New("larger than 1 MB")

// popRefused is what a server answered -ERR to.
type popRefused string

func (r popRefused) Error() string { return "refused to " + string(r) }

// pop is a line to a POP3 server.
type pop struct {
	line *line
	keep func() bool
	in   *bufio.Reader
	room *bounded // how much the server may still say in this step
}

// open connects, encrypts and signs in.
func (m Mailbox) open(ctx context.Context) (*pop, error) {
	host, _, _ := net.SplitHostPort(m.Addr)
	config := &tls.Config{ServerName: host, RootCAs: m.Roots, MinVersion: tls.VersionTLS12}
	first := config
	if m.TLS != TLSImplicit {
		first = nil
	}
	dialing, stop := context.WithTimeout(ctx, popPause)
	defer stop()
	l, err := openLine(dialing, m.Addr, first)
	if err != nil {
		return nil, err
	}
	p := &pop{line: l, keep: l.until(ctx)}
	p.listen()
	if err = p.enter(ctx, m, config); err != nil {
		p.close()
		return nil, err
	}
	return p, nil
}

func (p *pop) close() {
	p.keep()
	p.line.close()
}

// listen reads from what the line is now.
func (p *pop) listen() {
	p.room = &bounded{r: p.line}
	p.in = bufio.NewReader(p.room)
}

// enter goes from the greeting to the open mailbox.
func (p *pop) enter(ctx context.Context, m Mailbox, config *tls.Config) error {
	password, err := readPassword(m.PasswordFile)
	if err != nil {
		return err
	}
	p.pause()
	if err := p.answer("greet"); err != nil {
		return err
	}
	if m.TLS == TLSStart {
		if err := p.start(ctx, config); err != nil {
			return err
		}
	}
	if err := p.ask(ctx, "sign in", "USER "+m.User); err != nil {
		return err
	}
	return p.ask(ctx, "sign in", "PASS "+password)
}

// start changes over to TLS. What came in before it, unasked, might be of
// anybody, and ends it (RFC 9325 3.2 tells of such attacks).
func (p *pop) start(ctx context.Context, config *tls.Config) error {
	if err := p.ask(ctx, "encrypt", "STLS"); err != nil {
		return err
	}
	if p.in.Buffered() > 0 {
		return popRefused("encrypt")
	}
	if err := p.line.encrypt(ctx, config); err != nil {
		return err
	}
	p.listen()
	return nil
}

// ask says a command and hears the first line of the answer.
func (p *pop) ask(ctx context.Context, what, command string) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	p.pause()
	if _, err := io.WriteString(p.line, command+"\r\n"); err != nil {
		return err
	}
	return p.answer(what)
}

// pause gives the next step its time. A clock that was put right meanwhile makes
// it shorter or longer, and nothing worse.
func (p *pop) pause() { _ = p.line.bare.SetDeadline(domain.SystemClock.Now().Add(popPause)) }

// answer hears one line.
func (p *pop) answer(what string) error {
	p.room.left = maxReply
	text, err := textproto.NewReader(p.in).ReadLine()
	switch {
	case err != nil:
		return err
	case text == "+OK" || strings.HasPrefix(text, "+OK "):
		return nil
	}
	return popRefused(what)
}

// list gives the numbers of the first letters that are not too large, and how
// many are.
func (p *pop) list(ctx context.Context) (letters []int, large int, err error) {
	if err := p.ask(ctx, "list", "LIST"); err != nil {
		return nil, 0, err
	}
	p.room.left = maxList
	dots := textproto.NewReader(p.in).DotReader()
	lines := bufio.NewScanner(dots)
	for lines.Scan() {
		no, size, err := popSize(lines.Text())
		switch {
		case err != nil:
			return nil, 0, err
		case size > maxLetter:
			large++
		case len(letters) < maxLetters:
			letters = append(letters, no)
		}
	}
	return letters, large, lines.Err()
}

// popSize reads a line of LIST: a number, a size, and whatever comes after.
func popSize(text string) (no, size int, err error) {
	words := strings.Fields(text)
	if len(words) < 2 {
		return 0, 0, popRefused("list")
	}
	no, err = strconv.Atoi(words[0])
	if err == nil {
		size, err = strconv.Atoi(words[1])
	}
	if err != nil || no < 1 || size < 0 {
		return 0, 0, popRefused("list")
	}
	return no, size, nil
}

// retrieve reads a letter.
func (p *pop) retrieve(ctx context.Context, no int) ([]byte, error) {
	if err := p.ask(ctx, "give a letter", fmt.Sprintf("RETR %d", no)); err != nil {
		return nil, err
	}
	p.room.left = 8 * maxLetter // what is beyond one is passed over
	var text bytes.Buffer
	dots := textproto.NewReader(p.in).DotReader()
	if _, err := io.CopyN(&text, dots, maxLetter+1); err == nil {
		if _, err := io.Copy(io.Discard, dots); err != nil {
			return nil, err
		}
		return nil, errLarge
	} else if !errors.Is(err, io.EOF) {
		return nil, err
	}
	return text.Bytes(), nil
}
