package deliver

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"os"
	"strings"

	"krag/internal/domain"
)

// How a connection to a mail server is encrypted.
const (
	StartTLS = "starttls" // in the middle of a conversation, never left out (port 587)
	WholeTLS = "tls"      // from the first byte (port 465)
	NoTLS    = "none"     // only to a server on this machine
)

// SMTP is the mail server that takes what is sent, and how it is called on.
type SMTP struct {
	Addr         string // host:port
	TLS          string // StartTLS, WholeTLS or NoTLS
	Roots        string // a file of certificates (PEM) to trust in place of the system's; optional
	User         string // empty where the server asks for no sign-in
	PasswordFile string // read anew for every connection, so that a password can be changed
	From         string // the address that letters are from
	Bounce       string // where reports come back, bounces@example.org or only example.org; empty: to From
	Hello        string // the name said in EHLO; empty: the domain of From
	Clock        domain.Clock
}

// Check looks for what would keep mail from leaving. What it says is for the
// operator.
func (s SMTP) Check() error {
	host, port, err := net.SplitHostPort(s.Addr)
	switch {
	case err != nil, host == "", port == "":
		return fmt.Errorf("mail server: the address %q is not host:port: write it as mail.example.org:587", s.Addr)
	case s.TLS != StartTLS && s.TLS != WholeTLS && s.TLS != NoTLS:
		return fmt.Errorf("mail server: the encryption %q is unknown: say starttls (port 587), tls (port 465), or none for a server on this machine", s.TLS)
	case s.TLS == NoTLS && !thisMachine(host):
		return fmt.Errorf("mail server: %s is another machine, and letters may not go there unencrypted: say starttls or tls", host)
	}
	return errors.Join(s.checkFrom(), s.checkSignIn(), s.checkRoots())
}

func (s SMTP) checkFrom() error {
	if !bare(s.From) {
		return fmt.Errorf("mail server: the sender %q is no plain address: write it as poczta@example.org, without a name", s.From)
	}
	if s.Bounce != "" && !bare(s.Bounce) && !bare("x@"+s.Bounce) {
		return fmt.Errorf("mail server: reports cannot come back to %q: write a domain or an address, as in bounces@example.org", s.Bounce)
	}
	if s.Hello != "" && !bare("x@"+s.Hello) {
		return fmt.Errorf("mail server: the greeting %q is no host name: write it as mail.example.org, or leave it out", s.Hello)
	}
	return nil
}

func (s SMTP) checkSignIn() error {
	if s.User == "" && s.PasswordFile == "" {
		return nil
	}
	if s.User == "" || s.PasswordFile == "" {
		return errors.New("mail server: a sign-in needs both a user and a password file: give the other one too, or neither")
	}
	_, err := s.password()
	return err
}

func (s SMTP) checkRoots() error {
	_, err := s.trusted()
	return err
}

// password is the first line of its file.
func (s SMTP) password() (string, error) {
	text, err := os.ReadFile(s.PasswordFile)
	if err != nil {
		return "", fmt.Errorf("mail server: the password cannot be read: %w: give a file that the program may read", err)
	}
	word, _, _ := strings.Cut(string(text), "\n")
	if word = strings.TrimSuffix(word, "\r"); word == "" {
		return "", fmt.Errorf("mail server: the first line of %s is empty: write the password there", s.PasswordFile)
	}
	return word, nil
}

// trusted is how the server has to prove who it is.
func (s SMTP) trusted() (*tls.Config, error) {
	host, _, _ := net.SplitHostPort(s.Addr)
	config := &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12}
	if s.Roots == "" {
		return config, nil
	}
	text, err := os.ReadFile(s.Roots)
	if err != nil {
		return nil, fmt.Errorf("mail server: the certificates to trust cannot be read: %w: give a file that the program may read", err)
	}
	config.RootCAs = x509.NewCertPool()
	if !config.RootCAs.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("mail server: %s has no certificate in it: give a file in the PEM form (BEGIN CERTIFICATE)", s.Roots)
	}
	return config, nil
}

// domainOf is what stands behind the @ of a plain address.
func domainOf(address string) string { return address[strings.LastIndexByte(address, '@')+1:] }

// returns is the address that answers for one parcel, so that a report which
// comes back says which one it is about (VERP).
func (s SMTP) returns(id domain.ParcelID) string {
	if s.Bounce == "" {
		return s.From
	}
	local, host, whole := strings.Cut(s.Bounce, "@")
	if !whole {
		local, host = "bounces", s.Bounce
	}
	return local + "+" + id.String() + "@" + host
}

// bare reports whether a text is one address of ASCII letters and nothing else.
func bare(text string) bool {
	for i := range len(text) {
		if text[i] <= ' ' || text[i] >= 0x7f || strings.IndexByte(`<>()[]\",;:`, text[i]) >= 0 {
			return false
		}
	}
	a, err := mail.ParseAddress(text)
	return err == nil && a.Name == "" && a.Address == text && len(text) <= longestAddress
}

const longestAddress = 254 // RFC 5321 4.5.3.1.3

func thisMachine(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
