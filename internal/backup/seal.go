package backup

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"filippo.io/age"
)

// ErrNoRecipient means that a text is no recipient of age.
var ErrNoRecipient = errors.New("not a recipient of age, which begins with age1")

// Recipients reads recipients as age-keygen prints them. An error does not
// repeat what was given: it may be an identity.
func Recipients(given []string) (all []age.Recipient, err error) {
	for i, text := range given {
		one, err := age.ParseRecipients(strings.NewReader(text))
		if err != nil {
			return nil, fmt.Errorf("recipient %d: %w", i+1, ErrNoRecipient)
		}
		all = append(all, one...)
	}
	return all, nil
}

// Identities reads a file of age-keygen. An error tells nothing of what is in
// the file: it may be a secret of something else.
func Identities(path string) ([]age.Identity, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	all, err := age.ParseIdentities(f)
	if err != nil {
		return nil, fmt.Errorf("there is no identity of age in %s", path)
	}
	return all, nil
}
