package deliver

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
)

// Gateway is how the operator's provider of SMS takes one: a POST with a body
// of JSON or of a form. In the values of Body and of the headers these are put
// in place: {to} as +48123456789, {digits} the same without the plus, {text},
// {sender} and {ref}, which is the id of the parcel; a header takes {ref} alone.
type Gateway struct {
	URL         string         // https, or http on this machine; nothing is put in place here
	Headers     []Header       // at most one of each name
	Type        string         // application/json or application/x-www-form-urlencoded
	Body        string         // a template, written as the type has it
	RefField    string         // where the answer, if it is JSON, has the provider's reference, as in messages.0.id; may be empty
	ErrorField  string         // what an answer of JSON has only when the message was not taken, for providers that say so with a 200; may be empty
	HouseErrors []string       // what stands in ErrorField when the gateway says no to the house (a wrong key, no money), and not to one message; may be empty
	Countries   []string       // how numbers begin to which it sends, as +48; empty is any
	Fold        bool           // takes the marks away where that makes it fewer SMS
	MostParts   int            // 1 to 10
	Idempotent  bool           // the provider sends what has the same {ref} only once
	Timeout     time.Duration  // of connecting, and again of sending; 0 is 30 s
	Roots       *x509.CertPool // nil is the machine's
	Clock       domain.Clock   // nil is the machine's
}

// Header is one line of the request. What is secret comes from a file, which is
// read again for each message, so that it can be changed while Krąg runs.
type Header struct {
	Name  string
	Value string // begins the line, as in "Bearer "
	File  string // the path of what comes after it; may be empty
}

// Text sends SMS by a gateway.
type Text struct {
	Gateway
	addr string
	tls  *tls.Config // nil when not encrypted
	body template
}

// NewText makes a sender. The error is that of Check.
func NewText(g Gateway) (*Text, error) {
	if err := g.Check(); err != nil {
		return nil, err
	}
	u, _ := url.Parse(g.URL)
	if g.Timeout == 0 {
		g.Timeout = 30 * time.Second
	}
	if g.Clock == nil {
		g.Clock = domain.SystemClock
	}
	t := &Text{Gateway: g, addr: hostPort(u)}
	t.body, _ = readTemplate(g.Type, g.Body)
	if u.Scheme == "https" {
		t.tls = &tls.Config{ServerName: u.Hostname(), RootCAs: g.Roots, MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}}
	}
	return t, nil
}

func hostPort(u *url.URL) string {
	port := u.Port()
	switch {
	case port != "":
	case u.Scheme == "http":
		port = "80"
	default:
		port = "443"
	}
	return net.JoinHostPort(u.Hostname(), port)
}

var phone = regexp.MustCompile(`^\+[1-9][0-9]{7,14}$`)

// Parts is in how many pieces a parcel goes.
func (t *Text) Parts(p notify.Parcel) int {
	n, _ := Parts(words(t.Gateway, p))
	return n
}

// Ready checks the number and the length, and connects.
func (t *Text) Ready(ctx context.Context, p notify.Parcel) (Shipment, notify.Outcome) {
	text := words(t.Gateway, p)
	parts, _ := Parts(text)
	switch {
	case !phone.MatchString(p.To.Reveal()):
		return nil, notify.Outcome{Fate: notify.Refused, Code: "number"}
	case !t.reaches(p.To.Reveal()):
		return nil, notify.Outcome{Fate: notify.Refused, Code: "country"}
	case text == "":
		return nil, notify.Outcome{Fate: notify.Refused, Code: "empty"}
	case parts > t.MostParts:
		return nil, notify.Outcome{Fate: notify.Refused, Code: "too_long", Parts: parts}
	}
	request, err := t.request(ctx, places(p, text))
	if err != nil {
		return nil, notify.Outcome{Fate: notify.Passing, Code: notify.DeniedCode("config")}
	}
	return t.connect(ctx, &textShipment{text: t, request: request, to: p.To, parts: parts})
}

// reaches reports whether it sends to the country of a number.
func (g Gateway) reaches(number string) bool {
	return len(g.Countries) == 0 || slices.ContainsFunc(g.Countries, func(c string) bool { return strings.HasPrefix(number, c) })
}

// connect opens the line and listens on it: a gateway that hangs up before it
// was told anything has certainly not taken the message.
func (t *Text) connect(ctx context.Context, s *textShipment) (Shipment, notify.Outcome) {
	ctx, stop := context.WithTimeout(ctx, t.Timeout)
	defer stop()
	line, err := openLine(ctx, t.addr, t.tls)
	if err != nil {
		return nil, notify.Outcome{Fate: notify.Passing, Code: lineCode(ctx, err)}
	}
	s.line, s.heard = line, make(chan error, 1)
	s.answer = bufio.NewReader(&bounded{line, maxHead + maxAnswer})
	go func() {
		_, err := s.answer.Peek(1)
		s.heard <- err
	}()
	return s, notify.Outcome{}
}

// request is the whole of it in bytes, so that the network waits for nothing.
func (t *Text) request(ctx context.Context, put map[string]string) ([]byte, error) {
	body, err := t.body.fill(put)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, t.URL, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Close = true
	r.Header["User-Agent"] = nil // nobody need know which program it is
	r.Header.Set("Accept", "application/json")
	r.Header.Set("Content-Type", t.Type)
	if err := t.headers(r.Header, put["{ref}"]); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := r.Write(&b); err != nil {
		return nil, fmt.Errorf("write request: %w", err)
	}
	return b.Bytes(), nil
}
