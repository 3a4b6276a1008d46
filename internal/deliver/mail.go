package deliver

import (
	"context"
	"errors"
	"io"
	"net/textproto"
	"sync"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
)

// Mail sends parcels as e-mail through one mail server.
type Mail struct {
	smtp  SMTP
	times mailTimes
	lines conversations
}

// mailTimes is how long may be waited.
type mailTimes struct {
	dial    time.Duration
	command time.Duration
	content time.Duration // from the first byte of a letter to the answer that it was taken
	idle    time.Duration // how long a connection is kept that nobody uses
}

// mailUsual waits longest where an answer that is missed makes a parcel uncertain
// (RFC 5321 4.5.3.2.6 would have ten minutes).
var mailUsual = mailTimes{dial: 10 * time.Second, command: 30 * time.Second, content: 2 * time.Minute, idle: 30 * time.Second}

// NewMail makes the wire. It opens no connection; its error is Check's.
func NewMail(s SMTP) (*Mail, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	if s.Clock == nil {
		s.Clock = domain.SystemClock
	}
	m := &Mail{smtp: s, times: mailUsual}
	m.lines.slots = make(chan struct{}, mostLines)
	return m, nil
}

// hello is how the house is called in EHLO: never by the name of its machine.
func (s SMTP) hello() string {
	if s.Hello != "" {
		return s.Hello
	}
	return domainOf(s.From)
}

// Close ends the connections that nobody uses, and those in use once they come
// back.
func (m *Mail) Close() { m.lines.close(m.times.command) }

// Ready writes the letter, connects, and names sender and recipient.
func (m *Mail) Ready(ctx context.Context, p notify.Parcel) (Shipment, notify.Outcome) {
	text, err := m.letter(p)
	if err != nil {
		return nil, notify.Outcome{Fate: notify.Refused, Code: codeForm}
	}
	if !m.lines.enter(ctx) {
		return nil, notify.Outcome{Fate: notify.Passing, Code: codeTimeout}
	}
	l, out := m.line(ctx)
	if l == nil {
		m.lines.leave()
		return nil, out
	}
	if out := l.address(ctx, m.times.command, m.smtp.returns(p.ID), p.To.Reveal()); out.Fate != "" {
		m.back(l)
		return nil, out
	}
	return &mailing{mail: m, line: l, text: text}, notify.Outcome{}
}

// line takes a connection that waits and still answers, or opens one.
func (m *Mail) line(ctx context.Context) (*conversation, notify.Outcome) {
	for l := m.lines.take(); l != nil; l = m.lines.take() {
		if l.step(ctx, m.times.command, l.client.Reset) == nil && !l.broken {
			l.used++
			return l, notify.Outcome{}
		}
		l.hangUp(m.times.command)
	}
	return m.dial(ctx)
}

// back gives a connection and its place away.
func (m *Mail) back(l *conversation) {
	if l.broken || l.used >= mostParcels || !m.lines.keep(l, m.times) {
		l.hangUp(m.times.command)
	}
	m.lines.leave()
}

// mailing is a letter whose recipient the server knows.
type mailing struct {
	mail *Mail
	line *conversation
	text []byte
	once sync.Once
}

// Drop leaves the conversation as it is: whoever takes the connection next
// begins it anew.
func (m *mailing) Drop() { m.once.Do(func() { m.mail.back(m.line) }) }

// Go sends the letter.
func (m *mailing) Go(ctx context.Context) notify.Outcome {
	defer m.Drop()
	l, times := m.line, m.mail.times
	var w io.WriteCloser
	err := l.step(ctx, times.command, func() (err error) {
		w, err = l.client.Data()
		return err
	})
	if code, said := refusal(err); said {
		return l.refused(code, toHouse(err))
	}
	if err != nil {
		return passing(err, codeConnect)
	}
	return l.taken(l.step(ctx, times.content, func() error { return m.write(w) }))
}

// write gives all of the letter and asks for the answer also where not all of
// it went out: a server may refuse in the middle.
func (m *mailing) write(w io.WriteCloser) error {
	_, failed := w.Write(m.text)
	err := w.Close()
	if _, said := refusal(err); said {
		return err
	}
	if failed != nil {
		return failed
	}
	return err
}

// taken is the outcome of a letter that was sent. Only a clear yes or no is
// one: without it nobody can know.
func (l *conversation) taken(err error) notify.Outcome {
	var reply *textproto.Error
	if err == nil {
		return notify.Outcome{Fate: notify.Accepted, Code: numbered(250)}
	}
	if errors.As(err, &reply) && reply.Code/100 == 2 {
		return notify.Outcome{Fate: notify.Accepted, Code: numbered(reply.Code)}
	}
	if code, said := refusal(err); said {
		return l.refused(code, toHouse(err))
	}
	return notify.Outcome{Fate: notify.Uncertain, Code: codeLost}
}
