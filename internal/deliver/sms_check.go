package deliver

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Check says to the operator what is wrong with a gateway, where, and how to
// mend it. It connects to nobody.
func (g Gateway) Check() error {
	return errors.Join(g.checkURL(), g.checkBody(), g.checkHeaders(), g.checkRest())
}

func (g Gateway) checkURL() error {
	u, err := url.Parse(g.URL)
	switch {
	case err != nil || u.Hostname() == "":
		return errors.New("SMS gateway, URL: it is not an address; write it as in https://api.example.org/sms")
	case u.Scheme != "https" && (u.Scheme != "http" || !onThisMachine(u.Hostname())):
		return errors.New("SMS gateway, URL: it must begin with https://, because telephone numbers go there; http:// is for a gateway on this machine only")
	case u.User != nil:
		return errors.New("SMS gateway, URL: it holds a password; put it into a file and name the file in the header Authorization")
	case strings.ContainsAny(g.URL, "{}"):
		return errors.New("SMS gateway, URL: nothing is put in place in an address, because others write addresses down; put {to} and {text} into the body")
	case u.Fragment != "":
		return errors.New("SMS gateway, URL: what comes after # is never sent; take it out")
	}
	return nil
}

func (g Gateway) checkBody() error {
	t, err := readTemplate(g.Type, g.Body)
	switch {
	case t == nil:
		return fmt.Errorf("SMS gateway, type: it must be %s or %s", typeJSON, typeForm)
	case err != nil:
		return fmt.Errorf("SMS gateway, body: it cannot be read as %s; check its quotes, commas and signs", g.Type)
	}
	all := strings.Join(t.values(), "\n")
	for _, name := range place.FindAllString(all, -1) {
		if !slices.Contains(known, name) {
			return fmt.Errorf("SMS gateway, body: %s is not known; there are %s", name, strings.Join(known, " "))
		}
	}
	if !strings.Contains(all, "{text}") || !strings.Contains(all, "{to}") && !strings.Contains(all, "{digits}") {
		return errors.New("SMS gateway, body: {text} and {to}, or {digits}, must stand in its values; otherwise nobody gets anything")
	}
	return g.checkIdempotent(all)
}

func (g Gateway) checkIdempotent(values string) error {
	for _, h := range g.Headers {
		values += h.Value
	}
	if g.Idempotent && !strings.Contains(values, "{ref}") {
		return errors.New("SMS gateway, idempotent: the gateway can know a message again only by {ref}; put it into the body or a header, or take idempotent out")
	}
	return nil
}

// framing are headers that say where a request ends, and to whom it goes.
var framing = []string{"Host", "Content-Length", "Transfer-Encoding", "Connection", "Content-Type", "Trailer", "Upgrade", "Expect"}

func (g Gateway) checkHeaders() error {
	var seen []string
	for _, h := range g.Headers {
		name := http.CanonicalHeaderKey(h.Name)
		if err := h.check(name); err != nil {
			return err
		}
		if slices.Contains(seen, name) {
			return fmt.Errorf("SMS gateway, header %s: it stands twice; leave one", name)
		}
		seen = append(seen, name)
	}
	return nil
}

func (h Header) check(name string) error {
	places := place.FindAllString(h.Value, -1)
	switch {
	case h.Name == "" || strings.ContainsFunc(h.Name, func(r rune) bool { return !alnum(r) && r != '-' }):
		return errors.New("SMS gateway, headers: a name is letters, digits and dashes")
	case slices.Contains(framing, name):
		return fmt.Errorf("SMS gateway, header %s: Krąg sets it itself; take it out", name)
	case strings.ContainsFunc(h.Value, unicode.IsControl):
		return fmt.Errorf("SMS gateway, header %s: the value must be one line", name)
	case slices.ContainsFunc(places, func(p string) bool { return p != "{ref}" }):
		return fmt.Errorf("SMS gateway, header %s: only {ref} is put in place in a header; the rest belongs into the body", name)
	case name == "Authorization" && h.File == "":
		return errors.New("SMS gateway, header Authorization: its value is a secret; put it into a file that only Krąg may read, and name the file")
	case h.File == "":
		return nil
	}
	if _, err := readPassword(h.File); err != nil {
		return fmt.Errorf("SMS gateway, header %s: its file cannot be used: %w", name, err)
	}
	return nil
}

func alnum(r rune) bool {
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

// country is how the numbers of a country begin (ITU-T E.164), or of a part of one.
var country = regexp.MustCompile(`^\+[1-9][0-9]{0,6}$`)

func (g Gateway) checkRest() error {
	switch {
	case g.MostParts < 1 || g.MostParts > 10:
		return errors.New("SMS gateway, most parts: say as how many SMS one message may go, from 1 to 10; 3 are about 450 letters without Polish marks, and 200 with them")
	case len(g.HouseErrors) > 0 && g.ErrorField == "":
		return errors.New("SMS gateway, house errors: they stand in the error field; say which one it is")
	case slices.Contains(g.HouseErrors, "") || slices.Contains(g.HouseErrors, "0"):
		return errors.New("SMS gateway, house errors: an empty text or 0 is no error; take it out")
	case slices.ContainsFunc(g.Countries, func(c string) bool { return !country.MatchString(c) }):
		return errors.New("SMS gateway, countries: write how numbers begin, as in +48 or +380; leave it out for any country")
	case g.Timeout < 0:
		return errors.New("SMS gateway, timeout: it must not be negative; leave it out for 30 seconds")
	}
	return nil
}
