package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
)

var _ notify.ContactStore = (*Contacts)(nil)

// Contacts keeps how everybody may be reached.
type Contacts struct{ store *Store }

// Contacts gives the store of safe contacts.
func (s *Store) Contacts() *Contacts { return &Contacts{s} }

// storedContact is what is sealed of a contact. It is apart from the type of the
// area, so that a name there can change and old rows are still read.
type storedContact struct {
	Address   string `json:"address,omitempty"`
	From      int    `json:"from,omitempty"`
	Until     int    `json:"until,omitempty"`
	Voicemail bool   `json:"voicemail,omitempty"`
	Answers   string `json:"answers,omitempty"`
	Sender    string `json:"sender,omitempty"`
	CodeWord  string `json:"code_word,omitempty"`
	Detail    string `json:"detail"`
	Lang      string `json:"lang"`
	Reminders []int  `json:"reminders"`
	None      bool   `json:"none,omitempty"`
	Stop      string `json:"stop"`
}

func sealedContact(id domain.UUID) vault.Field {
	return vault.Field{Table: "contact", Column: "details", Row: id}
}

func sealContact(id domain.ContactID, c notify.Contact, key domain.Key) ([]byte, error) {
	text, err := json.Marshal(storedContact{
		Address: c.Address.Reveal(), From: int(c.From), Until: int(c.Until), Voicemail: c.Voicemail, Answers: c.Answers.Reveal(),
		Sender: c.Sender.Reveal(), CodeWord: c.CodeWord.Reveal(), Detail: string(c.Detail), Lang: c.Lang,
		Reminders: c.Reminders, None: c.None, Stop: c.Stop.Reveal(),
	})
	if err != nil {
		return nil, err
	}
	at := sealedContact(id.UUID)
	return key.Seal(at.Table, at.Column, at.Row, domain.NewSecret(string(text)))
}

// TakeParty holds a party's row; see notify.ContactStore.
func (s *Contacts) TakeParty(ctx context.Context, scope domain.Scope, p notify.Party) (bool, error) {
	if !p.Person.IsZero() {
		return s.store.People().Take(ctx, scope, p.Person)
	}
	in, err := queries(ctx).SafeContactUserTake(ctx, p.User.UUID)
	return in != nil, found(err)
}

// Contact gives the latest version; see notify.ContactStore.
func (s *Contacts) Contact(ctx context.Context, scope domain.Scope, p notify.Party) (notify.Contact, error) {
	r, err := queries(ctx).SafeContactLatest(ctx, query.SafeContactLatestParams{InstitutionNo: scope.Institution(), PartyID: p.ID()})
	if errors.Is(err, sql.ErrNoRows) {
		if !p.Person.IsZero() {
			err = personThere(ctx, scope, p.Person)
		} else {
			err = nil
		}
		return notify.Contact{Party: p}, found(err)
	}
	if err != nil {
		return notify.Contact{}, err
	}
	all, err := s.unseal(ctx, scope, []query.Contact{r})
	if err != nil {
		return notify.Contact{}, err
	}
	return all[0], nil
}

// ContactsFor gives many at once; see notify.ContactStore.
func (s *Contacts) ContactsFor(ctx context.Context, scope domain.Scope, parties []domain.UUID) (map[domain.UUID]notify.Contact, error) {
	ids, err := encodeIDs(parties)
	if err != nil {
		return nil, err
	}
	rows, err := queries(ctx).SafeContactsLatest(ctx, query.SafeContactsLatestParams{InstitutionNo: scope.Institution(), IDs: ids})
	if err != nil {
		return nil, err
	}
	contacts, err := s.unseal(ctx, scope, rows)
	all := make(map[domain.UUID]notify.Contact, len(contacts))
	for _, c := range contacts {
		if !c.Stop.IsZero() { // without the key nothing is known
			all[c.ID()] = c
		}
	}
	return all, err
}

// ContactHistory lists the versions; see notify.ContactStore.
func (s *Contacts) ContactHistory(ctx context.Context, scope domain.Scope, p notify.Party) ([]notify.SavedContact, error) {
	rows, err := queries(ctx).SafeContactHistory(ctx, query.SafeContactHistoryParams{InstitutionNo: scope.Institution(), PartyID: p.ID()})
	if err != nil || len(rows) == 0 && p.Person.IsZero() {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, found(personThere(ctx, scope, p.Person))
	}
	contacts, names := make([]query.Contact, len(rows)), make([]vault.Item, len(rows))
	for i, r := range rows {
		contacts[i] = r.Contact
		names[i] = vault.Item{Subject: r.Contact.ByUser, Field: sealedName(r.Contact.ByUser), Sealed: r.Name}
	}
	versions, err := s.unseal(ctx, scope, contacts)
	if err != nil {
		return nil, err
	}
	words, err := s.store.open(ctx, scope, names)
	all := make([]notify.SavedContact, len(rows))
	for i := range words {
		all[i] = notify.SavedContact{Contact: versions[i], Name: words[i]}
	}
	return all, err
}

// unseal reads rows; of whom the key is gone nothing is read but that there is
// no permission any more.
func (s *Contacts) unseal(ctx context.Context, scope domain.Scope, rows []query.Contact) ([]notify.Contact, error) {
	items := make([]vault.Item, len(rows))
	for i, r := range rows {
		items[i] = vault.Item{Subject: r.PartyID, Field: sealedContact(r.ID), Sealed: r.Details}
	}
	words, err := s.store.open(ctx, scope, items)
	if err != nil {
		return nil, err
	}
	all := make([]notify.Contact, len(rows))
	for i, r := range rows {
		if all[i], err = contactOf(r, words[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func contactOf(r query.Contact, words domain.Secret) (c notify.Contact, err error) {
	c = notify.Contact{
		Party: notify.Party{Person: domain.PersonID{UUID: r.PersonID}, User: domain.UserID{UUID: r.UserID}},
		May:   r.May, Channel: notify.Channel(r.Channel), MadeAt: sqldb.Time(r.MadeAt),
		By: domain.UserID{UUID: r.ByUser}, ByLink: r.ByLink, Version: r.Version,
	}
	if words.IsZero() {
		c.May, c.Channel = false, ""
		return c, nil
	}
	var d storedContact
	if err := json.Unmarshal([]byte(words.Reveal()), &d); err != nil {
		return c, errors.New("read a contact: it is not what was sealed") // the cause would quote it
	}
	c.Address, c.Answers, c.Sender = domain.NewSecret(d.Address), domain.NewSecret(d.Answers), domain.NewSecret(d.Sender)
	c.CodeWord, c.Stop = domain.NewSecret(d.CodeWord), domain.NewSecret(d.Stop)
	c.From, c.Until, c.Voicemail = domain.TimeOfDay(d.From), domain.TimeOfDay(d.Until), d.Voicemail
	c.Detail, c.Lang, c.Reminders, c.None = notify.Detail(d.Detail), d.Lang, d.Reminders, d.None
	if r.ConfirmBy != nil {
		c.ConfirmBy, err = domain.ParseDate(*r.ConfirmBy)
	}
	return c, err
}

// Sensitive reports whether a person belongs to a sensitive group.
func (s *Contacts) Sensitive(ctx context.Context, scope domain.Scope, id domain.PersonID) (bool, error) {
	n, err := queries(ctx).SafeContactSensitive(ctx, query.SafeContactSensitiveParams{InstitutionNo: scope.Institution(), PersonID: id.UUID})
	return n > 0, err
}

// PutContact stores the next version; see notify.ContactStore.
func (s *Contacts) PutContact(ctx context.Context, scope domain.Scope, id domain.ContactID, c notify.Contact, key domain.Key) error {
	details, err := sealContact(id, c, key)
	if err != nil {
		return err
	}
	n, err := queries(ctx).SafeContactOutdate(ctx, query.SafeContactOutdateParams{InstitutionNo: scope.Institution(), PartyID: c.ID(), Version: c.Version - 1})
	if err != nil {
		return err
	}
	if n == 0 && c.Version > 1 {
		return domain.Stale("error.stale")
	}
	var confirm *string
	if day := c.ConfirmBy.String(); day != "" {
		confirm = &day
	}
	added, err := inserted(queries(ctx).SafeContactInsert(ctx, query.SafeContactInsertParams{
		InstitutionNo: scope.Institution(), ID: id.UUID, PartyID: c.ID(), PersonID: c.Person.UUID, UserID: c.User.UUID, Version: c.Version,
		May: c.May, Channel: string(c.Channel), Details: details, ConfirmBy: confirm, MadeAt: sqldb.Micros(c.MadeAt), ByUser: c.By.UUID, ByLink: c.ByLink,
	}))
	if err == nil && !added {
		return domain.Stale("error.stale")
	}
	return err
}

// PutStopLink stores the address that stops; see notify.ContactStore.
func (s *Contacts) PutStopLink(ctx context.Context, scope domain.Scope, p notify.Party, tokenHash []byte, at time.Time) error {
	return queries(ctx).StopLinkInsert(ctx, query.StopLinkInsertParams{
		TokenHash: tokenHash, ScopeNo: scope.Institution(), PersonID: p.Person.UUID, UserID: p.User.UUID, MadeAt: sqldb.Micros(at),
	})
}

// StopLink finds whom a token stops; see notify.ContactStore.
func (s *Contacts) StopLink(ctx context.Context, tokenHash []byte) (domain.Scope, notify.Party, error) {
	r, err := queries(ctx).StopLinkByToken(ctx, tokenHash)
	return domain.Within(r.ScopeNo), notify.Party{Person: domain.PersonID{UUID: r.PersonID}, User: domain.UserID{UUID: r.UserID}}, found(err)
}

// DropContact removes everything; see notify.ContactStore.
func (s *Contacts) DropContact(ctx context.Context, scope domain.Scope, p notify.Party) error {
	if err := queries(ctx).StopLinksDelete(ctx, query.StopLinksDeleteParams{ScopeNo: scope.Institution(), PersonID: p.Person.UUID, UserID: p.User.UUID}); err != nil {
		return err
	}
	return queries(ctx).SafeContactsDelete(ctx, query.SafeContactsDeleteParams{InstitutionNo: scope.Institution(), PartyID: p.ID()})
}
