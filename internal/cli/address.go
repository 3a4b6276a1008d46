package cli

import (
	"net/url"
	"strings"
)

// public is a database's address without a password in it, for messages.
func public(address string) string {
	if strings.HasPrefix(address, "sqlite:") {
		return address
	}
	u, err := url.Parse(address)
	if err != nil {
		return "the given address"
	}
	u.RawQuery = "" // a password can stand there, too
	return u.Redacted()
}

// firstOf gives the first error, the one to tell.
func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
