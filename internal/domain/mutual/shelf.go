package mutual

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/filetype"
)

const (
	// MaxLabel, MaxWhy and MaxAddress are the most characters.
	MaxLabel   = 40
	MaxWhy     = 300
	MaxAddress = 1000
	// MaxShelfFile is the most bytes of one file on a shelf, MaxShelf of all of a
	// group, and MostItems how many things there are at most.
	MaxShelfFile = 5 << 20
	MaxShelf     = 40 << 20
	MostItems    = 120
)

// Item is something that a group keeps on its shelf: a link, or a file. What is
// said of it is sealed with a key of its own. Who put it there is told to nobody,
// and known only so that they can take it back.
type Item struct {
	ID      domain.ItemID
	Group   domain.GroupID
	Kind    filetype.Kind // empty for a link
	Size    int64         // bytes of a file, 0 for a link
	Title   domain.Secret // of a file otherwise its name, without the ending
	Why     domain.Secret // what it is good for, zero for nothing said
	Label   domain.Secret // under which it stands, zero for none
	Address domain.Secret // of a link
	Traces  []filetype.Trace
	Person  domain.PersonID // whose it is to take back, zero for nobody's
	MadeAt  time.Time       // UTC
	Version int64
}

// Link reports whether an item leads elsewhere.
func (i Item) Link() bool { return i.Kind == "" }

// FileName is the name of a file as it is saved on a device that others may look
// at: it tells nothing of what the group is about.
func (i Item) FileName() string { return "plik." + i.Kind.Ending() }

// Host is where a link leads, as people know it.
func (i Item) Host() string {
	u, err := url.Parse(i.Address.Reveal())
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// NewItem is a link, or with IsFile a file, that somebody puts on the shelf. ID
// comes from the form.
type NewItem struct {
	ID                         domain.ItemID
	Group                      domain.GroupID
	Title, Why, Label, Address string
	IsFile                     bool
	File                       filetype.File
}

// Check notes what is to be mended.
func (n NewItem) Check() error {
	var p domain.Problems
	if n.IsFile {
		n.checkFile(&p)
	} else {
		checkWords(&p, "title", n.Title, MaxTitle, "shelf.name.missing")
		checkAddress(&p, n.Address)
	}
	checkWords(&p, "why", n.Why, MaxWhy, "")
	checkWords(&p, "label", n.Label, MaxLabel, "")
	return p.Err()
}

func (n NewItem) checkFile(p *domain.Problems) {
	switch {
	case n.File.Kind == "":
		p.Add("file", "attachment.file.missing")
	case len(n.File.Content) > MaxShelfFile:
		p.Add("file", "attachment.file.large", domain.Args{"max": MaxShelfFile >> 20})
	}
	checkWords(p, "title", n.Title, MaxTitle, "")
}

// checkAddress takes what a browser opens safely: https, with the name of a
// server and nobody's password.
func checkAddress(p *domain.Problems, address string) {
	text := strings.TrimSpace(address)
	u, err := url.Parse(text)
	odd := strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) })
	switch {
	case text == "":
		p.Add("address", "shelf.address.missing")
	case utf8.RuneCountInString(text) > MaxAddress:
		p.Add("address", "field.long", domain.Args{"max": MaxAddress})
	case err == nil && u.Scheme == "http":
		p.Add("address", "shelf.address.http")
	case err != nil || odd || u.Scheme != "https" || u.User != nil || !strings.Contains(strings.Trim(u.Hostname(), "."), "."):
		p.Add("address", "shelf.address.missing")
	}
}

func (n NewItem) item(by domain.PersonID, now time.Time) Item {
	i := Item{ID: n.ID, Group: n.Group, Title: secret(n.Title), Why: secret(n.Why), Label: secret(n.Label), Person: by, MadeAt: now}
	if !n.IsFile {
		i.Address = secret(n.Address)
		return i
	}
	i.Kind, i.Size, i.Traces = n.File.Kind, int64(len(n.File.Content)), n.File.Traces
	if name := filetype.CleanName(n.Title); name != "" {
		i.Title = secret(name)
	} else {
		i.Title = secret(n.File.Name)
	}
	return i
}

// digest tells the same link and the same file again.
func (n NewItem) digest() domain.Secret {
	if !n.IsFile {
		return linkDigest(n.Address)
	}
	return digestOf(n.File.Content)
}

func linkDigest(address string) domain.Secret { return digestOf([]byte(strings.TrimSpace(address))) }

func digestOf(content []byte) domain.Secret {
	sum := sha256.Sum256(content)
	return domain.NewSecret(hex.EncodeToString(sum[:]))
}
