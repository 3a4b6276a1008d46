package domain

import (
	"errors"
	"fmt"
)

// Secret holds a word about a person: a pseudonym, a name. It is sealed with
// the person's own key before it reaches a disk, prints as [sealed], and
// refuses to be marshalled, so that it cannot slip into a log or a feed.
type Secret struct{ s string }

const sealed = "[sealed]"

// NewSecret wraps s.
func NewSecret(s string) Secret { return Secret{s} }

// Reveal gives the word, for a page or for sealing.
func (s Secret) Reveal() string { return s.s }

// IsZero reports whether there is no word: never given, or forgotten.
func (s Secret) IsZero() bool { return s.s == "" }

func (s Secret) String() string   { return sealed }
func (s Secret) GoString() string { return sealed }

// Format keeps every verb of fmt from reaching the word.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(sealed)) }

var errSealed = errors.New("a sealed field cannot be marshalled")

func (s Secret) MarshalText() ([]byte, error) { return nil, errSealed }
func (s Secret) MarshalJSON() ([]byte, error) { return nil, errSealed }
