package bundle

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"

	"krag/internal/domain"
	"krag/internal/domain/transfer"
)

// workFactor is how hard a passphrase is to try, as age counts it: a second or
// more for each try. Tests make it easier.
var workFactor = 18

// hardest is what a file may ask of whoever opens it.
const hardest = 20

// mostSealed bounds what a sealed part may unfold to.
const mostSealed = 64 << 20

// sealedPart is who belongs to the groups and who came, in the clear: it is
// never written anywhere but through a seal.
type sealedPart struct {
	People  []sealedPerson   `json:"people" most:"10000"`
	Members []sealedMember   `json:"members" most:"50000"`
	Present []sealedPresence `json:"present" most:"100000"`
}

type sealedPerson struct {
	Pseudonym string `json:"pseudonym" most:"60"`
	MadeUp    bool   `json:"made_up,omitempty"`
}

type sealedMember struct {
	Group  int           `json:"group"`
	Person int           `json:"person"`
	Joined transfer.When `json:"joined"`
	Left   transfer.When `json:"left,omitzero"`
}

type sealedPresence struct {
	Group   int   `json:"group"`
	Meeting int   `json:"meeting"`
	People  []int `json:"people" most:"500"`
}

func seal(people transfer.People, passphrase string) (string, error) {
	var part sealedPart
	for _, one := range people.Persons {
		part.People = append(part.People, sealedPerson{one.Pseudonym.Reveal(), one.MadeUp})
	}
	for _, m := range people.Members {
		part.Members = append(part.Members, sealedMember{m.Group, m.Person, whole(m.Joined), whole(m.Left)})
	}
	for _, one := range people.Present {
		part.Present = append(part.Present, sealedPresence{one.Group, one.Meeting, one.Persons})
	}
	plain, err := json.Marshal(part)
	if err != nil {
		return "", err
	}
	return locked(plain, passphrase)
}

func whole(d domain.Date) transfer.When {
	return transfer.When{Date: d, Precision: domain.PrecisionDay}
}

func locked(plain []byte, passphrase string) (string, error) {
	to, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return "", err
	}
	to.SetWorkFactor(workFactor)
	var b strings.Builder
	frame := armor.NewWriter(&b)
	w, err := age.Encrypt(frame, to)
	if err != nil {
		return "", err
	}
	if _, err := w.Write(plain); err != nil {
		return "", err
	}
	if err := errors.Join(w.Close(), frame.Close()); err != nil {
		return "", err
	}
	return b.String(), nil
}

// unseal opens the people; a wrong passphrase is Invalid. Places in them are
// told below people.
func unseal(sealed, passphrase string, report *Report) (*transfer.People, error) {
	plain, err := unlocked(sealed, passphrase)
	if err != nil {
		return nil, domain.Invalid("bundle.passphrase").Because(err)
	}
	var part sealedPart
	inner := &Report{}
	decode(plain, &part, inner)
	for _, p := range inner.Problems {
		report.add(joined("people", p.Field), p.Key, p.Args)
	}
	report.More += inner.More
	people := &transfer.People{}
	for _, one := range part.People {
		people.Persons = append(people.Persons, transfer.Person{Pseudonym: domain.NewSecret(one.Pseudonym), MadeUp: one.MadeUp})
	}
	for n, m := range part.Members {
		if m.Joined.Precision != domain.PrecisionDay || !m.Left.IsZero() && m.Left.Precision != domain.PrecisionDay {
			report.add(joined("people", item("members", n)), "bundle.read.date", nil)
		}
		people.Members = append(people.Members, transfer.Member{Group: m.Group, Person: m.Person, Joined: m.Joined.Date, Left: m.Left.Date})
	}
	for _, one := range part.Present {
		people.Present = append(people.Present, transfer.Presence{Group: one.Group, Meeting: one.Meeting, Persons: one.People})
	}
	return people, nil
}

func unlocked(sealed, passphrase string) ([]byte, error) {
	by, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, err
	}
	by.SetMaxWorkFactor(hardest)
	r, err := age.Decrypt(armor.NewReader(strings.NewReader(sealed)), by)
	if err != nil {
		return nil, err
	}
	plain, err := io.ReadAll(io.LimitReader(r, mostSealed+1))
	if err == nil && len(plain) > mostSealed {
		err = errors.New("the sealed part is too large")
	}
	return bytes.TrimSpace(plain), err
}
