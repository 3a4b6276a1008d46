package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"fmt"

	"krag/internal/domain"
)

// Field is the one place a sealed value belongs to. Table and Column are the
// names in the database, Row the row's id. A value moved anywhere else does
// not open.
type Field struct {
	Table, Column string
	Row           domain.UUID
}

// Column tells where sealed values of one kind stand, for those who walk over
// all of them: verify, restore, a dump test. Institution is the column with
// the internal number, empty when the table crosses institutions.
type Column struct {
	Table, Column, Row, Subject, Institution string
}

// The errors of opening.
var (
	// ErrForgotten means that the subject's key was destroyed on purpose.
	ErrForgotten = errors.New("the person was forgotten")
	// ErrNoKey means that there is no key and nobody asked to be forgotten:
	// Prepare was not called, or the key store is not the right one.
	ErrNoKey = errors.New("no key for the person")
	// ErrElsewhere means that the key is another institution's, or of another
	// kind of subject.
	ErrElsewhere = errors.New("the key belongs to somebody else")
	// ErrBroken means that the value was changed, moved, or sealed otherwise.
	ErrBroken = errors.New("the sealed value does not open here")
)

// A sealed value is the format byte, 12 random bytes of nonce, and the
// AES-256-GCM ciphertext with its tag of 16: Overhead bytes longer than what
// was sealed.
const (
	formatAESGCM = 1
	nonceSize    = 12
	Overhead     = 1 + nonceSize + 16
)

type subjectKey [32]byte

func (k *subjectKey) seal(f Field, plain []byte) ([]byte, error) {
	gcm, err := k.gcm()
	if err != nil {
		return nil, err
	}
	out := make([]byte, 1+nonceSize, len(plain)+Overhead)
	out[0] = formatAESGCM
	_, _ = rand.Read(out[1:]) // never fails since Go 1.24
	return gcm.Seal(out, out[1:], plain, f.bind()), nil
}

func (k *subjectKey) open(f Field, sealed []byte) ([]byte, error) {
	if len(sealed) < Overhead || sealed[0] != formatAESGCM {
		return nil, fmt.Errorf("%w: %s.%s", ErrBroken, f.Table, f.Column)
	}
	gcm, err := k.gcm()
	if err != nil {
		return nil, err
	}
	plain, err := gcm.Open(nil, sealed[1:1+nonceSize], sealed[1+nonceSize:], f.bind())
	if err != nil {
		return nil, fmt.Errorf("%w: %s.%s", ErrBroken, f.Table, f.Column)
	}
	return plain, nil
}

func (k *subjectKey) gcm() (cipher.AEAD, error) {
	block, err := aes.NewCipher(k[:])
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// bind is the associated data. The zero bytes keep table and column apart:
// no name in the database holds one.
func (f Field) bind() []byte {
	b := make([]byte, 0, 64)
	b = append(b, "krag field 1\x00"...)
	b = append(b, f.Table...)
	b = append(b, 0)
	b = append(b, f.Column...)
	b = append(b, 0)
	return append(b, f.Row[:]...)
}
