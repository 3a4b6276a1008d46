package cli

import (
	"bytes"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"

	"krag/internal/deliver"
	"krag/internal/domain"
	"krag/internal/domain/notify"
)

// channelsFile is the file of --messages: the ways by which people may be told.
// What is not in it is not there.
type channelsFile struct {
	URL     string       `json:"url"` // addresses in messages begin with it; empty for the pages' own
	Mail    *mailFile    `json:"mail"`
	Mailbox *mailboxFile `json:"mailbox"`
	SMS     *smsFile     `json:"sms"`
	Reports *reportsFile `json:"reports"`
}

type mailFile struct {
	Address      string `json:"address"`
	TLS          string `json:"tls"`
	Roots        string `json:"roots"`
	User         string `json:"user"`
	PasswordFile string `json:"password_file"`
	From         string `json:"from"`
	Bounce       string `json:"bounce"`
	Hello        string `json:"hello"`
}

type mailboxFile struct {
	Address      string `json:"address"`
	TLS          string `json:"tls"`
	Roots        string `json:"roots"`
	User         string `json:"user"`
	PasswordFile string `json:"password_file"`
}

type smsFile struct {
	URL         string          `json:"url"`
	Headers     []headerFile    `json:"headers"`
	Type        string          `json:"type"`
	Body        json.RawMessage `json:"body"` // an object for JSON, a text for a form
	RefField    string          `json:"ref_field"`
	ErrorField  string          `json:"error_field"`
	HouseErrors []string        `json:"house_errors"`
	Countries   []string        `json:"countries"`
	Fold        bool            `json:"fold"`
	MostParts   int             `json:"most_parts"`
	Idempotent  bool            `json:"idempotent"`
	Seconds     int             `json:"timeout_seconds"`
	Roots       string          `json:"roots"`
}

type headerFile struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	File  string `json:"file"`
}

type reportsFile struct {
	TokenFile string   `json:"token_file"`
	Ref       string   `json:"ref"`
	Status    string   `json:"status"`
	Delivered []string `json:"delivered"`
	Failed    []string `json:"failed"`
	Delayed   []string `json:"delayed"`
}

// channels are the ways that a server has.
type channels struct {
	url     string
	wires   map[notify.Channel]deliver.Sender
	mailbox *deliver.Mailbox
	reports *reports
}

// readChannels reads the file of --messages; without a name there is no way.
func readChannels(path string, clock domain.Clock) (c channels, err error) {
	c.wires = map[notify.Channel]deliver.Sender{}
	if path == "" {
		return c, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return c, fmt.Errorf("--messages: %w", err)
	}
	var f channelsFile
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return c, fmt.Errorf("--messages %s: it is not as the manual has it: %w", path, err)
	}
	if err := c.open(f, clock); err != nil {
		return c, fmt.Errorf("--messages %s: %w", path, err)
	}
	return c, nil
}

func (c *channels) open(f channelsFile, clock domain.Clock) error {
	u, err := url.Parse(f.URL)
	if f.URL != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.RawQuery != "" || strings.Trim(u.Path, "/") != "") {
		return fmt.Errorf("url: want scheme and host only, as https://termin.example.org, and not %q", f.URL)
	}
	c.url = strings.TrimSuffix(f.URL, "/")
	return errors.Join(c.openMail(f.Mail, clock), c.openMailbox(f.Mailbox), c.openSMS(f.SMS, clock), c.openReports(f.Reports))
}

func (c *channels) openMail(m *mailFile, clock domain.Clock) error {
	if m == nil {
		return nil
	}
	mail, err := deliver.NewMail(deliver.SMTP{
		Addr: m.Address, TLS: m.TLS, Roots: m.Roots, User: m.User, PasswordFile: m.PasswordFile, From: m.From, Bounce: m.Bounce, Hello: m.Hello, Clock: clock,
	})
	if err == nil {
		c.wires[notify.Email] = mail
	}
	return err
}

func (c *channels) openMailbox(m *mailboxFile) error {
	if m == nil {
		return nil
	}
	trusted, err := roots(m.Roots)
	if err != nil {
		return fmt.Errorf("mailbox: %w", err)
	}
	c.mailbox = &deliver.Mailbox{Addr: m.Address, TLS: m.TLS, Roots: trusted, User: m.User, PasswordFile: m.PasswordFile}
	return c.mailbox.Check()
}

// roots reads the certificates to trust in place of the machine's; nil without a
// file.
func roots(path string) (*x509.CertPool, error) {
	if path == "" {
		return nil, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("the certificates to trust cannot be read: %w: give a file that the program may read", err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("%s has no certificate in it: give a file in the PEM form (BEGIN CERTIFICATE)", path)
	}
	return pool, nil
}

func (c *channels) openSMS(s *smsFile, clock domain.Clock) error {
	if s == nil {
		return nil
	}
	trusted, err := roots(s.Roots)
	if err != nil {
		return fmt.Errorf("SMS gateway: %w", err)
	}
	g := deliver.Gateway{
		URL: s.URL, Type: s.Type, Body: string(s.Body), RefField: s.RefField, ErrorField: s.ErrorField,
		HouseErrors: s.HouseErrors, Countries: s.Countries, Fold: s.Fold, MostParts: s.MostParts,
		Idempotent: s.Idempotent, Roots: trusted, Timeout: time.Duration(s.Seconds) * time.Second, Clock: clock,
	}
	var form string
	if json.Unmarshal(s.Body, &form) == nil { // a text in JSON is the body itself
		g.Body = form
	}
	for _, h := range s.Headers {
		g.Headers = append(g.Headers, deliver.Header(h))
	}
	text, err := deliver.NewText(g)
	if err == nil {
		c.wires[notify.SMS] = text
	}
	return err
}

func (c *channels) openReports(f *reportsFile) error {
	if f == nil {
		return nil
	}
	token, err := os.ReadFile(f.TokenFile)
	if err != nil {
		return fmt.Errorf("reports: the token cannot be read: %w: give a file that the program may read", err)
	}
	word := strings.TrimSpace(string(token))
	if len(word) < 20 || strings.ContainsAny(word, "/ \t\r\n") {
		return errors.New("reports: the first line of the token's file is its token: write 20 characters or more there, letters and digits, that nobody guesses")
	}
	r := &reports{token: word}
	if f.Ref != "" || f.Status != "" {
		r.fields = deliver.ReportFields{Ref: f.Ref, Status: f.Status, Delivered: f.Delivered, Failed: f.Failed, Delayed: f.Delayed}
		if err := r.fields.Check(); err != nil {
			return err
		}
	}
	c.reports = r
	return nil
}

// close ends what the channels hold open.
func (c *channels) close() {
	if mail, ok := c.wires[notify.Email].(*deliver.Mail); ok {
		mail.Close()
	}
}
