package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/relay"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
)

var _ relay.Store = (*Letters)(nil)

// Letters keeps what somebody outside wrote to groups.
type Letters struct {
	*Groups // which it locks
	store   *Store
}

// Letters gives the store of letters.
func (s *Store) Letters() *Letters { return &Letters{s.Groups(), s} }

// lastTurn is for how long the last meeting counts for whose turn it is.
const lastTurn = 30 * 24 * time.Hour

// Readers are who may read a group's letters; see relay.Store.
func (s *Letters) Readers(ctx context.Context, scope domain.Scope, id domain.GroupID, now time.Time) ([]relay.Reader, error) {
	contacts, err := contactsOf(ctx, scope, []domain.GroupID{id}, now)
	if err != nil {
		return nil, err
	}
	users, err := queries(ctx).CoordinatorsHere(ctx, scope.Institution())
	var all []relay.Reader
	for _, p := range contacts[id.UUID] {
		all = append(all, relay.Reader{Person: domain.PersonID{UUID: p}})
	}
	for _, u := range users {
		all = append(all, relay.Reader{User: domain.UserID{UUID: u}})
	}
	return all, err
}

// contactsOf are by the group the people who have the role of contact.
func contactsOf(ctx context.Context, scope domain.Scope, groups []domain.GroupID, now time.Time) (map[domain.UUID][]domain.UUID, error) {
	ids, err := encodeIDs(groups)
	if err != nil {
		return nil, err
	}
	rows, err := queries(ctx).ContactsOfGroups(ctx, query.ContactsOfGroupsParams{
		InstitutionNo: scope.Institution(), IDs: ids, Now: sqldb.Micros(now), Since: sqldb.Micros(now.Add(-lastTurn)),
	})
	all := map[domain.UUID][]domain.UUID{}
	for _, r := range rows {
		all[r.GroupID] = append(all[r.GroupID], r.PersonID)
	}
	return all, err
}

func sealedToken(id domain.UUID) vault.Field {
	return vault.Field{Table: "write_link", Column: "token", Row: id}
}

// PutLink keeps a group's address; see relay.Store.
func (s *Letters) PutLink(ctx context.Context, scope domain.Scope, l relay.Link, tokenHash []byte, key domain.Key) error {
	token, err := sealTo(key, sealedToken(l.ID.UUID), l.Token)
	if err != nil {
		return err
	}
	return queries(ctx).WriteLinkPut(ctx, query.WriteLinkPutParams{
		TokenHash: tokenHash, ScopeNo: scope.Institution(), ID: l.ID.UUID, GroupID: l.Group.UUID, Token: token, MadeAt: sqldb.Micros(l.MadeAt),
	})
}

func writeLinkOf(r query.WriteLink) relay.Link {
	return relay.Link{ID: domain.LetterID{UUID: r.ID}, Scope: domain.Within(r.ScopeNo), Group: domain.GroupID{UUID: r.GroupID}, MadeAt: sqldb.Time(r.MadeAt)}
}

// LinkByToken finds an address; see relay.Store.
func (s *Letters) LinkByToken(ctx context.Context, tokenHash []byte) (relay.Link, error) {
	r, err := queries(ctx).WriteLinkByToken(ctx, tokenHash)
	return writeLinkOf(r), found(err)
}

// LinkOf gives a group's address; see relay.Store.
func (s *Letters) LinkOf(ctx context.Context, scope domain.Scope, id domain.GroupID) (relay.Link, error) {
	r, err := queries(ctx).WriteLinkOf(ctx, query.WriteLinkOfParams{ScopeNo: scope.Institution(), GroupID: id.UUID})
	if errors.Is(err, sql.ErrNoRows) {
		return relay.Link{}, nil
	}
	if err != nil {
		return relay.Link{}, err
	}
	words, err := s.store.open(ctx, scope, []vault.Item{{Subject: r.ID, Field: sealedToken(r.ID), Sealed: r.Token}})
	if err != nil || words[0].IsZero() { // without its key nobody can print it
		return relay.Link{}, err
	}
	l := writeLinkOf(r)
	l.Token = words[0]
	return l, nil
}

// DropLink ends a group's address; see relay.Store.
func (s *Letters) DropLink(ctx context.Context, scope domain.Scope, id domain.GroupID) (bool, error) {
	n, err := queries(ctx).WriteLinkDrop(ctx, query.WriteLinkDropParams{ScopeNo: scope.Institution(), GroupID: id.UUID})
	return n > 0, err
}

// storedReply is what is sealed of how somebody may be answered.
type storedReply struct {
	By        string `json:"by"`
	Address   string `json:"address,omitempty"`
	From      int    `json:"from,omitempty"`
	Until     int    `json:"until,omitempty"`
	Voicemail bool   `json:"voicemail,omitempty"`
	Lang      string `json:"lang"`
}

func sealedLetter(id domain.UUID, column string) vault.Field {
	return vault.Field{Table: "letter", Column: column, Row: id}
}

// InsertLetter stores a letter; see relay.Store.
func (s *Letters) InsertLetter(ctx context.Context, scope domain.Scope, l relay.Letter, key domain.Key) (bool, error) {
	text, err := json.Marshal(storedReply{
		By: string(l.Reply.By), Address: l.Reply.Address.Reveal(), From: int(l.Reply.From), Until: int(l.Reply.Until),
		Voicemail: l.Reply.Voicemail, Lang: l.Reply.Lang,
	})
	if err != nil {
		return false, err
	}
	words, err := sealTo(key, sealedLetter(l.ID.UUID, "words"), l.Words)
	if err != nil {
		return false, err
	}
	reply, err := sealTo(key, sealedLetter(l.ID.UUID, "reply"), domain.NewSecret(string(text)))
	if err != nil {
		return false, err
	}
	asked, err := sealRequest(key, l)
	if err != nil {
		return false, err
	}
	return inserted(queries(ctx).LetterInsert(ctx, query.LetterInsertParams{
		InstitutionNo: scope.Institution(), ID: l.ID.UUID, GroupID: l.Group.UUID, Words: words, Reply: reply, Asked: asked, MadeAt: sqldb.Micros(l.MadeAt),
	}))
}

// CountLetters counts a group's; see relay.Store.
func (s *Letters) CountLetters(ctx context.Context, scope domain.Scope, id domain.GroupID, since time.Time) (came, open int, err error) {
	c, err := queries(ctx).LettersCame(ctx, query.LettersCameParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, Since: sqldb.Micros(since)})
	if err != nil {
		return 0, 0, err
	}
	o, err := queries(ctx).LettersOpen(ctx, query.LettersOpenParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	return int(c), int(o), err
}

// Lying are the groups with letters that wait; see relay.Store.
func (s *Letters) Lying(ctx context.Context, scope domain.Scope, now time.Time) ([]relay.Lying, error) {
	rows, err := queries(ctx).LettersLying(ctx, scope.Institution())
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	groups := make([]domain.GroupID, len(rows))
	for i, r := range rows {
		groups[i] = domain.GroupID{UUID: r.GroupID}
	}
	readers, err := readersOf(ctx, scope, groups, now)
	var all []relay.Lying
	for i, r := range rows {
		if !readers.lies(r.GroupID, r.State, r.TakerPerson, r.TakerUser) {
			continue
		}
		at := slices.IndexFunc(all, func(l relay.Lying) bool { return l.Group == groups[i] })
		if at < 0 {
			at = len(all)
			all = append(all, relay.Lying{Group: groups[i], GroupName: r.Neutral})
		}
		all[at].N += int(r.N)
	}
	return all, err
}

// Letters lists a group's; see relay.Store.
func (s *Letters) Letters(ctx context.Context, scope domain.Scope, id domain.GroupID, open bool, page domain.Page) (domain.Listed[relay.Letter], error) {
	list := domain.Listed[relay.Letter]{Page: page}
	n, err := queries(ctx).LettersCount(ctx, query.LettersCountParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, Open: open})
	if err != nil {
		return list, err
	}
	list.Total = int(n)
	most, skip := page.Limit(), page.Offset()
	if open {
		most, skip = relay.MostOpen, 0
	}
	rows, err := queries(ctx).LettersOfGroup(ctx, query.LettersOfGroupParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, Open: open, Most: most, Skip: skip})
	if err != nil {
		return list, err
	}
	all := make([]query.LetterByIDRow, len(rows))
	for i, r := range rows {
		all[i] = query.LetterByIDRow(r)
	}
	list.Rows, err = s.unseal(ctx, scope, all)
	return list, err
}

func letterOf(r query.LetterByIDRow) relay.Letter {
	l := relay.Letter{
		ID: domain.LetterID{UUID: r.ID}, Group: domain.GroupID{UUID: r.GroupID}, State: relay.State(r.State), Going: relay.Going(r.Going),
		Taker: relay.Reader{Person: domain.PersonID{UUID: r.TakerPerson}, User: domain.UserID{UUID: r.TakerUser}},
		In:    relay.Entry(r.Entry), Person: domain.PersonID{UUID: r.PersonID},
		MadeAt: sqldb.Time(r.MadeAt), SettledAt: sqldb.TimeOrZero(r.SettledAt), Version: r.Version,
	}
	if len(r.Asked) > 0 {
		l.Join = &relay.Request{}
	}
	return l
}

// unseal reads rows. What has no key any more has no words.
func (s *Letters) unseal(ctx context.Context, scope domain.Scope, rows []query.LetterByIDRow) ([]relay.Letter, error) {
	var items []vault.Item
	for _, r := range rows {
		items = append(items,
			vault.Item{Subject: r.ID, Field: sealedLetter(r.ID, "words"), Sealed: r.Words},
			vault.Item{Subject: r.ID, Field: sealedLetter(r.ID, "reply"), Sealed: r.Reply},
			vault.Item{Subject: r.ID, Field: sealedLetter(r.ID, "answer"), Sealed: r.Answer},
			vault.Item{Subject: r.ID, Field: sealedLetter(r.ID, "asked"), Sealed: r.Asked},
			vault.Item{Subject: r.TakerPerson, Field: sealedPseudonym(r.TakerPerson), Sealed: r.Pseudonym},
			vault.Item{Subject: r.TakerUser, Field: sealedName(r.TakerUser), Sealed: r.Name})
	}
	words, err := s.store.open(ctx, scope, items)
	if err != nil {
		return nil, err
	}
	all := make([]relay.Letter, len(rows))
	for i, r := range rows {
		of := words[6*i:]
		all[i] = letterOf(r)
		all[i].Words, all[i].Answer, all[i].TakerName = of[0], of[2], of[4]
		if all[i].TakerName.IsZero() {
			all[i].TakerName = of[5]
		}
		if all[i].Join, err = requestOf(of[3]); err != nil {
			return nil, err
		}
		if all[i].Reply, err = replyOf(of[1]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func replyOf(words domain.Secret) (relay.Reply, error) {
	if words.IsZero() {
		return relay.Reply{By: relay.NoAnswer}, nil
	}
	var r storedReply
	if err := json.Unmarshal([]byte(words.Reveal()), &r); err != nil {
		return relay.Reply{}, errors.New("store: a reply that cannot be read")
	}
	return relay.Reply{
		By: relay.Channel(r.By), Address: domain.NewSecret(r.Address), From: domain.TimeOfDay(r.From), Until: domain.TimeOfDay(r.Until),
		Voicemail: r.Voicemail, Lang: r.Lang,
	}, nil
}

func (s *Letters) byID(ctx context.Context, scope domain.Scope, id domain.LetterID) (query.LetterByIDRow, error) {
	r, err := queries(ctx).LetterByID(ctx, query.LetterByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return r, found(err)
}

// Stands gives one as it stands; see relay.Store.
func (s *Letters) Stands(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.LetterID) (relay.Letter, error) {
	r, err := s.byID(ctx, scope, id)
	if err == nil && r.GroupID != group.UUID {
		err = errNotFound
	}
	if err != nil {
		return relay.Letter{}, err
	}
	return letterOf(r), nil
}

// Letter gives one of a group's; see relay.Store.
func (s *Letters) Letter(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.LetterID) (relay.Letter, error) {
	l, _, err := s.one(ctx, scope, id)
	if err == nil && l.Group != group {
		return relay.Letter{}, errNotFound
	}
	return l, err
}

func (s *Letters) one(ctx context.Context, scope domain.Scope, id domain.LetterID) (l relay.Letter, group domain.GroupID, err error) {
	r, err := s.byID(ctx, scope, id)
	if err != nil {
		return l, group, err
	}
	all, err := s.unseal(ctx, scope, []query.LetterByIDRow{r})
	if err != nil {
		return l, group, err
	}
	return all[0], all[0].Group, nil
}

// Going gives a letter whose answer leaves; see relay.Store.
func (s *Letters) Going(ctx context.Context, scope domain.Scope, id domain.LetterID) (l relay.Letter, token domain.Secret, err error) {
	l, group, err := s.one(ctx, scope, id)
	if err != nil {
		return l, token, err
	}
	link, err := s.LinkOf(ctx, scope, group)
	return l, link.Token, err
}

// SetLetter changes the state; see relay.Store.
func (s *Letters) SetLetter(ctx context.Context, scope domain.Scope, l relay.Letter) error {
	n, err := queries(ctx).LetterSet(ctx, query.LetterSetParams{
		InstitutionNo: scope.Institution(), ID: l.ID.UUID, Version: l.Version, State: string(l.State), Going: string(l.Going),
		TakerPerson: l.Taker.Person.UUID, TakerUser: l.Taker.User.UUID, SettledAt: sqldb.MicrosOrNull(l.SettledAt),
	})
	return s.letterChanged(ctx, scope, l, n, err)
}

// PutAnswer changes the answer; see relay.Store.
func (s *Letters) PutAnswer(ctx context.Context, scope domain.Scope, l relay.Letter, key domain.Key) error {
	answer, err := sealTo(key, sealedLetter(l.ID.UUID, "answer"), l.Answer)
	if err != nil {
		return err
	}
	n, err := queries(ctx).LetterAnswer(ctx, query.LetterAnswerParams{
		InstitutionNo: scope.Institution(), ID: l.ID.UUID, Version: l.Version, State: string(l.State), Going: string(l.Going),
		Answer: answer, SettledAt: sqldb.MicrosOrNull(l.SettledAt),
	})
	return s.letterChanged(ctx, scope, l, n, err)
}

func (s *Letters) letterChanged(ctx context.Context, scope domain.Scope, l relay.Letter, n int64, err error) error {
	return changed(n, err, func() error { return only(s.byID(ctx, scope, l.ID)) }, "error.stale")
}

// Leave marks an answer as leaving; see relay.Store.
func (s *Letters) Leave(ctx context.Context, scope domain.Scope, id domain.LetterID, at time.Time, parts int) (bool, error) {
	n, err := queries(ctx).LetterLeave(ctx, query.LetterLeaveParams{
		InstitutionNo: scope.Institution(), ID: id.UUID, LeftAt: sqldb.MicrosOrNull(at), Parts: int64(parts),
	})
	return n > 0, err
}

// ReleaseLetters takes from somebody what they had; see relay.Store.
func (s *Letters) ReleaseLetters(ctx context.Context, scope domain.Scope, id domain.GroupID, who domain.PersonID) error {
	return queries(ctx).LettersRelease(ctx, query.LettersReleaseParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, PersonID: who.UUID})
}

// EndLetters takes from every member what they had; see relay.Store.
func (s *Letters) EndLetters(ctx context.Context, scope domain.Scope, id domain.GroupID) error {
	return queries(ctx).LettersEnd(ctx, query.LettersEndParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
}

// SweepLetters removes what is kept no longer; see relay.Store.
func (s *Letters) SweepLetters(ctx context.Context, scope domain.Scope, settled, came time.Time) ([]domain.UUID, error) {
	return queries(ctx).LettersSweep(ctx, query.LettersSweepParams{InstitutionNo: scope.Institution(), Settled: sqldb.Micros(settled), Came: sqldb.Micros(came)})
}
