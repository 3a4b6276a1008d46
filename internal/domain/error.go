package domain

import (
	"errors"
	"fmt"
	"strings"
)

// Kind says what sort of trouble an error is. The set is closed: whatever is
// not one of these is Internal, and a page then shows no detail of it.
type Kind uint8

// The kinds, with the status a page gives them.
const (
	KindInternal        Kind = iota // 500: our fault
	KindInvalid                     // 422: what was typed needs mending; the form comes back filled
	KindUnauthenticated             // 303 to the sign-in page
	KindForbidden                   // 403: signed in, but not for this
	KindNotFound                    // 404: not there, or not yours to know about
	KindConflict                    // 409: somebody or something stands in the way
	KindStale                       // 409: changed by somebody else meanwhile; both versions are shown
	KindGone                        // 410: was there, is withdrawn or used up
	KindTooLarge                    // 413
	KindTooMany                     // 429: wait a moment
	KindUnavailable                 // 503: maintenance, or the writer is busy
	KindSlow                        // 408: what was sent did not come in time
)

var kindNames = [...]string{"internal", "invalid", "unauthenticated", "forbidden", "not found", "conflict", "stale", "gone", "too large", "too many", "unavailable", "slow"}

func (k Kind) String() string { return kindNames[k] }

// Args fill the named places of a message, as {name} in the catalogue. They
// are shown to people, so nothing that was sealed may go in.
type Args map[string]any

// Error is an error with a public face. What is shown is the message behind
// Key with Args; what is logged is Error(), which names the hidden cause.
// Field is the form field it belongs to, empty for the page as a whole.
type Error struct {
	Kind  Kind
	Key   string
	Args  Args
	Field string
	cause error
}

func (e *Error) Error() string {
	s := e.Kind.String() + ": " + e.Key
	if e.Field != "" {
		s += " (" + e.Field + ")"
	}
	if e.cause != nil {
		s += ": " + e.cause.Error()
	}
	return s
}

// Unwrap gives the hidden cause.
func (e *Error) Unwrap() error { return e.cause }

// Because returns a copy of e that also carries the hidden cause.
func (e *Error) Because(cause error) *Error {
	c := *e
	c.cause = cause
	return &c
}

// With returns a copy of e whose message has these arguments.
func (e *Error) With(args Args) *Error {
	c := *e
	c.Args = args
	return &c
}

// NewError makes an error of a kind whose message stands in the catalogue under key.
func NewError(kind Kind, key string) *Error { return &Error{Kind: kind, Key: key} }

// The common kinds, for short.
func Invalid(key string) *Error   { return NewError(KindInvalid, key) }
func Forbidden(key string) *Error { return NewError(KindForbidden, key) }
func NotFound(key string) *Error  { return NewError(KindNotFound, key) }
func Conflict(key string) *Error  { return NewError(KindConflict, key) }
func Stale(key string) *Error     { return NewError(KindStale, key) }
func Gone(key string) *Error      { return NewError(KindGone, key) }

// KindOf finds the kind of an error, Internal for one that has none.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	if p, ok := errors.AsType[Problems](err); ok && len(p) > 0 {
		return KindInvalid
	}
	return KindInternal
}

// Problems are all the things to mend in one form, in the order of its fields.
type Problems []*Error

func (p Problems) Error() string {
	s := make([]string, len(p))
	for i, e := range p {
		s[i] = e.Error()
	}
	return fmt.Sprintf("%d to mend: %s", len(p), strings.Join(s, "; "))
}

// Add notes that a field needs mending, for the reason behind key.
func (p *Problems) Add(field, key string, args ...Args) {
	e := &Error{Kind: KindInvalid, Key: key, Field: field}
	if len(args) > 0 {
		e.Args = args[0]
	}
	*p = append(*p, e)
}

// Err is nil when nothing needs mending.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}
