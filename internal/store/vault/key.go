package vault

import (
	"context"
	"errors"
	"fmt"

	"krag/internal/domain"
)

var _ domain.Key = (*Key)(nil)

// Key is a subject's key in hand. It seals without asking the key store, and
// lives as long as the request that holds it.
type Key struct{ key subjectKey }

// Hold gives the key of a subject: ErrForgotten, ErrNoKey when Prepare was
// never called for it, or ErrBroken.
func (v *Vault) Hold(ctx context.Context, subject domain.UUID) (*Key, error) {
	keys, broken, err := v.keysOf(ctx, []domain.UUID{subject}, nil)
	if err != nil {
		return nil, err
	}
	if key, ok := keys[subject]; ok {
		return &Key{key}, nil
	}
	if broken[subject] {
		return nil, fmt.Errorf("unwrap key of %s: %w", subject, ErrBroken)
	}
	return nil, v.whyNone(ctx, subject)
}

// HoldAll is Hold for many subjects of one institution.
func (v *Vault) HoldAll(ctx context.Context, institutionNo int64, subjects []domain.UUID) (map[domain.UUID]*Key, error) {
	keys, broken, err := v.keysOf(ctx, subjects, &institutionNo)
	if err != nil {
		return nil, err
	}
	held := make(map[domain.UUID]*Key, len(keys))
	for _, subject := range subjects {
		switch key, ok := keys[subject]; {
		case ok:
			held[subject] = &Key{key}
		case broken[subject]:
			return nil, fmt.Errorf("unwrap key of %s: %w", subject, ErrBroken)
		default:
			return nil, v.whyNone(ctx, subject)
		}
	}
	return held, nil
}

// Seal turns a word into bytes that open only with this key, for this table,
// column and row.
func (k *Key) Seal(table, column string, row domain.UUID, word domain.Secret) ([]byte, error) {
	return k.key.seal(Field{Table: table, Column: column, Row: row}, []byte(word.Reveal()))
}

const printed = "[sealed]"

func (*Key) String() string   { return printed }
func (*Key) GoString() string { return printed }

// Format keeps every verb of fmt from reaching the key.
func (*Key) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(printed)) }

var errKeyStays = errors.New("a key cannot be marshalled")

func (*Key) MarshalText() ([]byte, error) { return nil, errKeyStays }
func (*Key) MarshalJSON() ([]byte, error) { return nil, errKeyStays }
