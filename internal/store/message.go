package store

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ notify.Store = (*Messages)(nil)

// Messages keeps messages; see notify.Store for what each method promises.
type Messages struct{ *Store }

// Messages gives the store of messages.
func (s *Store) Messages() *Messages { return &Messages{s} }

// House reads how an institution sends.
func (s *Messages) House(ctx context.Context, scope domain.Scope) (notify.House, error) {
	r, err := queries(ctx).MessagingOf(ctx, scope.Institution())
	if errors.Is(err, sql.ErrNoRows) {
		zone, err := queries(ctx).ZoneOf(ctx, scope.Institution())
		if err != nil {
			return notify.House{}, found(err)
		}
		return notify.Standard(location(zone)), nil
	}
	return notify.House{
		Mode: notify.Mode(r.Mode), From: domain.TimeOfDay(r.Opens), Until: domain.TimeOfDay(r.Shuts), Rounds: minutes(r.Rounds),
		PerHour: int(r.PerHour), PartsEach: int(r.SmsParts), Sender: r.Sender, Zone: location(r.Zone), Version: r.Version,
	}, err
}

func location(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC // a zone is checked before it is stored
	}
	return zone
}

// minutes reads "1440,120"; empty is none, which is not nil.
func minutes(text string) []int {
	all := []int{}
	for part := range strings.SplitSeq(text, ",") {
		if n, err := strconv.Atoi(part); err == nil {
			all = append(all, n)
		}
	}
	return all
}

func minutesText(all []int) string {
	parts := make([]string, len(all))
	for i, n := range all {
		parts[i] = strconv.Itoa(n)
	}
	return strings.Join(parts, ",")
}

// SaveHouse keeps how an institution sends, by its version.
func (s *Messages) SaveHouse(ctx context.Context, scope domain.Scope, h notify.House) error {
	if h.Version == 0 {
		n, err := queries(ctx).MessagingInsert(ctx, query.MessagingInsertParams{
			InstitutionNo: scope.Institution(), Mode: string(h.Mode), Opens: int64(h.From), Shuts: int64(h.Until), Rounds: minutesText(h.Rounds),
			PerHour: int64(h.PerHour), SmsParts: int64(h.PartsEach), Sender: h.Sender,
		})
		return changed(n, err, func() error { return nil }, "error.stale")
	}
	n, err := queries(ctx).MessagingUpdate(ctx, query.MessagingUpdateParams{
		InstitutionNo: scope.Institution(), Version: h.Version, Mode: string(h.Mode), Opens: int64(h.From), Shuts: int64(h.Until),
		Rounds: minutesText(h.Rounds), PerHour: int64(h.PerHour), SmsParts: int64(h.PartsEach), Sender: h.Sender,
	})
	return changed(n, err, func() error { return nil }, "error.stale")
}

// Rounds reads a group's own reminders; nil when it has none of its own.
func (s *Messages) Rounds(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]int, error) {
	text, err := queries(ctx).GroupRounds(ctx, query.GroupRoundsParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return minutes(text), err
}

// SaveRounds keeps a group's own reminders; nil takes them back.
func (s *Messages) SaveRounds(ctx context.Context, scope domain.Scope, id domain.GroupID, rounds []int) (bool, error) {
	if rounds == nil {
		n, err := queries(ctx).GroupRoundsDrop(ctx, query.GroupRoundsDropParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
		return n > 0, err
	}
	n, err := queries(ctx).GroupRoundsSave(ctx, query.GroupRoundsSaveParams{
		InstitutionNo: scope.Institution(), GroupID: id.UUID, Rounds: minutesText(rounds),
	})
	return inserted(n, err)
}

// Ahead lists planned meetings; see notify.Store.
func (s *Messages) Ahead(ctx context.Context, scope domain.Scope, from, to time.Time) ([]notify.Ahead, error) {
	rows, err := queries(ctx).MeetingsToRemind(ctx, query.MeetingsToRemindParams{
		InstitutionNo: scope.Institution(), Since: sqldb.Micros(from), Until: sqldb.Micros(to),
	})
	all := make([]notify.Ahead, len(rows))
	for i, r := range rows {
		all[i] = notify.Ahead{Meeting: domain.MeetingID{UUID: r.ID}, Group: domain.GroupID{UUID: r.GroupID}, Starts: sqldb.Time(r.StartsAt)}
		if r.Rounds != nil {
			all[i].Rounds = minutes(*r.Rounds)
		}
	}
	return all, err
}

// Members lists who is to be told; see notify.Store.
func (s *Messages) Members(ctx context.Context, scope domain.Scope, id domain.GroupID, since domain.Date) ([]domain.PersonID, error) {
	rows, err := queries(ctx).MembersToTell(ctx, query.MembersToTellParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, Since: since.String()})
	all := make([]domain.PersonID, len(rows))
	for i, r := range rows {
		all[i] = domain.PersonID{UUID: r}
	}
	return all, err
}

// Known are messages that are there; see notify.Store.
func (s *Messages) Known(ctx context.Context, scope domain.Scope, kind notify.Kind, about []domain.UUID) (map[notify.Key]bool, error) {
	ids, err := encodeIDs(about)
	if err != nil {
		return nil, err
	}
	rows, err := queries(ctx).MessagesKnown(ctx, query.MessagesKnownParams{InstitutionNo: scope.Institution(), Kind: string(kind), IDs: ids})
	known := make(map[notify.Key]bool, len(rows))
	for _, r := range rows {
		known[notify.Key{About: r.AboutID, Party: r.PartyID, Round: r.Round}] = true
	}
	return known, err
}

const insertMessages = `-- name: MessagesInsert
INSERT INTO message (institution_no, id, party_id, person_id, user_id, kind, about_id, round, was, said, state, why,
    due_at, expires_at, attempts, channel, parts, ref, code, made_at) VALUES `

// mostMessages is how many go into one statement: SQLite takes longer for the
// names of more parameters than PostgreSQL for another statement.
const mostMessages = 64

// Insert adds planned messages; see notify.Store.
func (s *Messages) Insert(ctx context.Context, scope domain.Scope, all []notify.Message) (made int, err error) {
	for len(all) > 0 && err == nil {
		part := all[:min(mostMessages, len(all))]
		all = all[len(part):]
		var n int64
		n, err = insertMessageRows(ctx, scope, part)
		made += int(n)
	}
	return made, err
}

func insertMessageRows(ctx context.Context, scope domain.Scope, all []notify.Message) (int64, error) {
	args := []any{scope.Institution()}
	rows := make([]string, len(all))
	for i, m := range all {
		n := len(args)
		args = append(args, m.ID.UUID, m.Party.ID(), m.Person.UUID, m.User.UUID, string(m.Kind), m.About, m.Round, string(m.Was),
			sqldb.Micros(m.DueAt), sqldb.Micros(m.ExpiresAt), sqldb.Micros(m.MadeAt))
		rows[i] = "($1" + places(n+1, n+8) + ", '', 'planned', ''" + places(n+9, n+10) + ", 0, '', 0, '', ''" + places(n+11, n+11) + ")"
	}
	r, err := sqldb.From(ctx).ExecContext(ctx, insertMessages+strings.Join(rows, ", ")+` ON CONFLICT DO NOTHING`, args...)
	if err != nil {
		_, err = inserted(0, err)
		return 0, err
	}
	return r.RowsAffected()
}

// Names unseals how parties are called; see notify.Store.
func (s *Messages) Names(ctx context.Context, scope domain.Scope, parties []notify.Party) (map[domain.UUID]domain.Secret, error) {
	ids := make([]domain.UUID, len(parties))
	for i, p := range parties {
		ids[i] = p.Person.UUID
	}
	list, err := encodeIDs(ids)
	if err != nil {
		return nil, err
	}
	rows, err := queries(ctx).PseudonymsOf(ctx, query.PseudonymsOfParams{InstitutionNo: scope.Institution(), IDs: list})
	if err != nil {
		return nil, err
	}
	people, sealed := make([]domain.UUID, len(rows)), make([][]byte, len(rows))
	for i, r := range rows {
		people[i], sealed[i] = r.ID, r.Pseudonym
	}
	words, err := s.openPseudonyms(ctx, scope, people, sealed)
	names := make(map[domain.UUID]domain.Secret, len(words))
	for i, w := range words {
		names[people[i]] = w
	}
	return names, err
}

// atATime is how many meetings are asked about together: what is unsealed of
// their people is held no longer than it takes to hand it over.
const atATime = 100

// Reachable hands over who may be reminded; see notify.Store. Members and
// contacts are two questions: joined, SQLite goes through all contacts for each
// meeting.
func (s *Messages) Reachable(ctx context.Context, scope domain.Scope, meetings []notify.Ahead, each func(notify.Reach)) error {
	for len(meetings) > 0 {
		part := meetings[:min(atATime, len(meetings))]
		meetings = meetings[len(part):]
		if err := s.reachable(ctx, scope, part, each); err != nil {
			return err
		}
	}
	return nil
}

func (s *Messages) reachable(ctx context.Context, scope domain.Scope, meetings []notify.Ahead, each func(notify.Reach)) error {
	groups := make([]domain.GroupID, len(meetings))
	for i, m := range meetings {
		groups[i] = m.Group
	}
	ids, err := encodeIDs(groups)
	if err != nil {
		return err
	}
	rows, err := queries(ctx).MembersOf(ctx, query.MembersOfParams{InstitutionNo: scope.Institution(), IDs: ids})
	if err != nil {
		return err
	}
	people, members := make([]domain.UUID, len(rows)), map[domain.UUID][]domain.UUID{}
	for i, r := range rows {
		people[i] = r.PersonID
		members[r.GroupID] = append(members[r.GroupID], r.PersonID)
	}
	contacts, err := s.Store.Contacts().ContactsFor(ctx, scope, people)
	if err != nil {
		return err
	}
	for _, m := range meetings {
		for _, who := range members[m.Group.UUID] {
			c := contacts[who]
			if !c.May || !c.Channel.ByWire() {
				continue
			}
			r := notify.Reach{Meeting: m.Meeting, Person: c.Person, Reminders: c.Reminders, Since: c.MadeAt}
			if c.None {
				r.Reminders = []int{}
			}
			each(r)
		}
	}
	return nil
}

// Contacts unseals how parties may be reached; see notify.Store.
func (s *Messages) Contacts(ctx context.Context, scope domain.Scope, parties []notify.Party) (map[domain.UUID]notify.Contact, error) {
	ids := make([]domain.UUID, len(parties))
	for i, p := range parties {
		ids[i] = p.ID()
	}
	return s.Store.Contacts().ContactsFor(ctx, scope, ids)
}

// TakeParty holds a contact at its version; see notify.Store.
func (s *Messages) TakeParty(ctx context.Context, scope domain.Scope, p notify.Party, version int64) (bool, error) {
	n, err := queries(ctx).ContactHold(ctx, query.ContactHoldParams{InstitutionNo: scope.Institution(), PartyID: p.ID(), Version: version})
	return n > 0, err
}
