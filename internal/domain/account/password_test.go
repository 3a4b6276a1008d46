package account

import (
	"context"
	"testing"

	"github.com/alexedwards/argon2id"

	"krag/internal/domain"
)

// TestDecoyCostsAsMuch: whoever guesses names must not tell by the time it
// takes that there is nobody of that name.
func TestDecoyCostsAsMuch(t *testing.T) {
	p := NewPasswords()
	decoy, salt, key, err := argon2id.DecodeHash(p.decoy)
	if err != nil {
		t.Fatal(err)
	}
	if *decoy != *p.params || len(salt) != int(p.params.SaltLength) || len(key) != int(p.params.KeyLength) {
		t.Errorf("the decoy is hashed with %v, passwords with %v", *decoy, *p.params)
	}
	ok, err := p.Check(context.Background(), "", "any password at all")
	if ok || err != nil {
		t.Errorf("without a hash: %v, %v; want false and no error", ok, err)
	}
}

// TestCheckNotLogin: whoever knows the one would know the other.
func TestCheckNotLogin(t *testing.T) {
	for password, want := range map[string]string{
		"anna.kowalska": "password=account.password.login", " Anna.Kowalska": "password=account.password.login", "anna.kowalska!": "",
	} {
		var p domain.Problems
		CheckNotLogin(&p, "password", password, "Anna.kowalska")
		if got := keys(p.Err()); got != want {
			t.Errorf("%q: %q, want %q", password, got, want)
		}
	}
}
