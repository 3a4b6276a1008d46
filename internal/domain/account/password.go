package account

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"krag/internal/domain"
)

// Passwords hashes with argon2id (RFC 9106), at most one per processor at a
// time; the rest queue for a moment and are then told to wait.
type Passwords struct {
	places chan struct{}
	params *argon2id.Params
	decoy  string
}

// passwordWait is how long a sign-in waits for its turn to hash.
const passwordWait = 3 * time.Second

// NewPasswords takes the parameters of OWASP's minimum: 19 MiB, two passes.
func NewPasswords() *Passwords {
	p := &Passwords{
		places: make(chan struct{}, runtime.NumCPU()),
		params: &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32},
	}
	p.decoy = decoy(p.params)
	return p
}

// decoy is a hash that no password fits: random bytes in the form of one.
// Making a true one would take every start as long as a sign-in.
func decoy(p *argon2id.Params) string {
	random := func(n uint32) string {
		b := make([]byte, n)
		_, _ = rand.Read(b) // never fails since Go 1.24
		return base64.RawStdEncoding.EncodeToString(b)
	}
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2Version, p.Memory, p.Iterations, p.Parallelism,
		random(p.SaltLength), random(p.KeyLength))
}

// argon2Version is the only one that RFC 9106 defines.
const argon2Version = 0x13

// Hash makes the hash to store.
func (p *Passwords) Hash(ctx context.Context, password string) (string, error) {
	if err := p.enter(ctx); err != nil {
		return "", err
	}
	defer p.leave()
	return argon2id.CreateHash(password, p.params)
}

// Check compares a password with a stored hash. Without a hash it compares
// with a decoy, so that an unknown name takes as long as a known one.
func (p *Passwords) Check(ctx context.Context, hash, password string) (bool, error) {
	if err := p.enter(ctx); err != nil {
		return false, err
	}
	defer p.leave()
	if hash == "" {
		_, _ = argon2id.ComparePasswordAndHash(password, p.decoy)
		return false, nil
	}
	return argon2id.ComparePasswordAndHash(password, hash)
}

func (p *Passwords) enter(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, passwordWait)
	defer cancel()
	select {
	case p.places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return domain.NewError(domain.KindTooMany, "error.too_many")
	}
}

func (p *Passwords) leave() { <-p.places }

// The shortest and the longest password, in characters (NIST SP 800-63B
// 3.1.1.2 asks for at least 15 without a second factor, and no other rules;
// 12 is our compromise for staff who type it on a phone).
const (
	MinPassword = 12
	MaxPassword = 200
)

// CheckNewPassword notes under field what to mend in a password to be set.
func CheckNewPassword(p *domain.Problems, field, password string) {
	switch n := utf8.RuneCountInString(password); {
	case n < MinPassword:
		p.Add(field, "account.password.short", domain.Args{"min": MinPassword})
	case n > MaxPassword:
		p.Add(field, "account.password.long", domain.Args{"max": MaxPassword})
	case oneCharacter(password):
		p.Add(field, "account.password.same")
	case easy(password):
		p.Add(field, "account.password.easy")
	}
}

// CheckNotLogin notes under field that a password to be set is the sign-in name.
func CheckNotLogin(p *domain.Problems, field, password, login string) {
	if FoldLogin(password) == FoldLogin(login) {
		p.Add(field, keyIsLogin)
	}
}

const keyIsLogin = "account.password.login"

// checkNew is what is to be mended in a user's new password. Of the sign-in
// name only the hash is known.
func (s *Service) checkNew(p *domain.Problems, c Credentials, password string) {
	CheckNewPassword(p, "password", password)
	if hmac.Equal(s.locks.LoginKey(FoldLogin(password)), c.LoginKey) {
		p.Add("password", keyIsLogin)
	}
}

// oneCharacter reports whether a text repeats its first character only.
func oneCharacter(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return strings.Trim(text, string(first)) == ""
}

// FoldLogin brings a sign-in name to its one form: lower case, no spaces.
func FoldLogin(login string) string {
	return strings.ToLower(strings.Join(strings.Fields(login), ""))
}
