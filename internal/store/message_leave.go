package store

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// Due lists planned messages; see notify.Store.
func (s *Messages) Due(ctx context.Context, scope domain.Scope, now, soon time.Time, most int) ([]notify.Message, error) {
	rows, err := queries(ctx).MessagesDue(ctx, query.MessagesDueParams{InstitutionNo: scope.Institution(), Now: sqldb.Micros(now), Most: int64(most)})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	parties := make([]domain.UUID, len(rows))
	for i, r := range rows {
		parties[i] = r.PartyID
	}
	ids, err := encodeIDs(parties)
	if err != nil {
		return nil, err
	}
	rows, err = queries(ctx).MessagesSoon(ctx, query.MessagesSoonParams{InstitutionNo: scope.Institution(), Soon: sqldb.Micros(soon), IDs: ids})
	return messagesOf(rows), err
}

// NextDue is when the next message is due; zero when none is.
func (s *Messages) NextDue(ctx context.Context, scope domain.Scope) (time.Time, error) {
	rows, err := queries(ctx).MessageNextDue(ctx, scope.Institution())
	if err != nil || len(rows) == 0 {
		return time.Time{}, err
	}
	return sqldb.Time(rows[0]), nil
}

// Facts reads what is true of what messages are about; see notify.Store.
func (s *Messages) Facts(ctx context.Context, scope domain.Scope, all []notify.Message) (map[notify.Topic]notify.Fact, error) {
	facts := map[notify.Topic]notify.Fact{}
	for _, m := range all {
		if m.Kind != notify.Access { // nothing but whom it is for
			continue
		}
		f := notify.Fact{About: m.About, Standing: notify.On}
		if !m.Person.IsZero() {
			f.Group = domain.GroupID{UUID: m.About}
		}
		facts[m.Topic()] = f
	}
	for _, add := range []func(context.Context, domain.Scope, []notify.Message, map[notify.Topic]notify.Fact) error{
		s.meetingFacts, s.loanFacts, s.fetchFacts, s.bookingFacts, s.noticeFacts, s.turnFacts, s.countFacts, s.letterFacts,
	} {
		if err := add(ctx, scope, all, facts); err != nil {
			return nil, err
		}
	}
	return facts, nil
}

// topicsOf are the topics of some kinds, by what they are about, with the ids of
// these as a list.
func topicsOf(all []notify.Message, of func(notify.Kind) bool) (by map[domain.UUID][]notify.Topic, ids string, err error) {
	by = map[domain.UUID][]notify.Topic{}
	var about []domain.UUID
	for _, m := range all {
		if !of(m.Kind) {
			continue
		}
		if by[m.About] == nil {
			about = append(about, m.About)
		}
		by[m.About] = append(by[m.About], m.Topic())
	}
	ids, err = encodeIDs(about)
	return by, ids, err
}

// meetingFacts adds what is true of meetings.
func (s *Messages) meetingFacts(ctx context.Context, scope domain.Scope, all []notify.Message, facts map[notify.Topic]notify.Fact) error {
	topics, ids, err := topicsOf(all, notify.Kind.OfMeeting)
	if err != nil || len(topics) == 0 {
		return err
	}
	rows, err := queries(ctx).MeetingFacts(ctx, query.MeetingFactsParams{InstitutionNo: scope.Institution(), IDs: ids})
	for _, r := range rows {
		for _, topic := range topics[r.ID] {
			facts[topic] = notify.Fact{
				About: r.ID, Group: domain.GroupID{UUID: r.GroupID}, Standing: standings[r.State], Starts: sqldb.Time(r.StartsAt), Ends: sqldb.Time(r.EndsAt),
				Place: r.Venue, GroupName: r.Neutral, Sensitive: r.Sensitive, Closed: r.Stage == "closed", Version: r.Version,
			}
		}
	}
	return err
}

var standings = map[string]notify.Standing{"planned": notify.On, "cancelled": notify.Off, "held": notify.Past}

// belongSlack is for how long a membership that ended with its group counts for
// what is told of it.
const belongSlack = 48 * time.Hour

// Belong tells who belongs; see notify.Store.
func (s *Messages) Belong(ctx context.Context, scope domain.Scope, all []notify.Message, now time.Time) (map[domain.MessageID]bool, error) {
	ids, newest, err := messageIDs(all)
	if err != nil {
		return nil, err
	}
	since := domain.DateOf(newest.Add(-belongSlack), time.UTC)
	rows, err := queries(ctx).MessagesBelong(ctx, query.MessagesBelongParams{InstitutionNo: scope.Institution(), IDs: ids, Since: since.String()})
	belong := make(map[domain.MessageID]bool, len(rows))
	for _, id := range rows {
		belong[domain.MessageID{UUID: id}] = true
	}
	if err != nil {
		return nil, err
	}
	return belong, s.readLetters(ctx, scope, all, now, belong)
}

// Believed is what parties know; see notify.Store.
func (s *Messages) Believed(ctx context.Context, scope domain.Scope, all []notify.Message) (map[domain.MessageID]notify.Belief, error) {
	ids, _, err := messageIDs(all)
	if err != nil {
		return nil, err
	}
	rows, err := queries(ctx).MessagesBelieved(ctx, query.MessagesBelievedParams{InstitutionNo: scope.Institution(), IDs: ids})
	believed := map[domain.MessageID]notify.Belief{}
	for _, r := range rows {
		id := domain.MessageID{UUID: r.ID}
		b := believed[id]
		if r.Was != "" { // the last of the rows is the first change
			b.First = notify.Said(r.Was)
		}
		if at := sqldb.TimeOrZero(r.ToldAt); r.Said != "" && toldStates[r.State] && at.After(b.At) {
			b.Said, b.At = notify.Said(r.Said), at
		}
		believed[id] = b
	}
	return believed, err
}

var toldStates = map[string]bool{"leaving": true, "sent": true, "uncertain": true, "told": true}

// Outdate drops what somebody was to tell; see notify.Store.
func (s *Messages) Outdate(ctx context.Context, scope domain.Scope, about domain.UUID, round int64, at time.Time) error {
	return queries(ctx).MessagesOutdate(ctx, query.MessagesOutdateParams{
		InstitutionNo: scope.Institution(), AboutID: about, Round: round, SettledAt: sqldb.MicrosOrNull(at),
	})
}

func messageIDs(all []notify.Message) (list string, newest time.Time, err error) {
	ids := make([]domain.MessageID, len(all))
	for i, m := range all {
		ids[i] = m.ID
		if m.MadeAt.After(newest) {
			newest = m.MadeAt
		}
	}
	list, err = encodeIDs(ids)
	return list, newest, err
}

// TakeMeetings holds meetings and who belongs to their groups; see notify.Store.
func (s *Messages) TakeMeetings(ctx context.Context, scope domain.Scope, p notify.Party, meetings []domain.UUID) error {
	for _, id := range sortedIDs(meetings) { // in one order, so that two never wait for each other
		if _, err := queries(ctx).MeetingHold(ctx, query.MeetingHoldParams{InstitutionNo: scope.Institution(), ID: id}); err != nil {
			return err
		}
		_, err := queries(ctx).MembershipHold(ctx, query.MembershipHoldParams{InstitutionNo: scope.Institution(), PersonID: p.Person.UUID, MeetingID: id})
		if err != nil {
			return err
		}
	}
	return nil
}

// TakePlace holds what somebody belongs by; see notify.Store.
func (s *Messages) TakePlace(ctx context.Context, scope domain.Scope, m notify.Message) (err error) {
	switch {
	case m.Kind == notify.Safety:
		return s.holdNoticeMember(ctx, scope, m)
	case m.Kind == notify.Came:
		return s.holdLetter(ctx, scope, m)
	case m.Kind.OfTurn():
		return s.holdTurns(ctx, scope, m)
	case m.Kind == notify.KeyBack:
		_, err = queries(ctx).LoanHold(ctx, query.LoanHoldParams{InstitutionNo: scope.Institution(), ID: m.About})
		return err
	case m.Kind == notify.Booking, m.Kind == notify.KeyFetch, m.Kind == notify.KeyOff:
		_, err = queries(ctx).BookingHold(ctx, query.BookingHoldParams{InstitutionNo: scope.Institution(), ID: m.About})
		return err
	case m.Person.IsZero():
		_, err = queries(ctx).GrantsHold(ctx, query.GrantsHoldParams{InstitutionNo: scope.Institution(), UserID: m.User.UUID})
		return err
	}
	_, err = queries(ctx).MembershipTake(ctx, query.MembershipTakeParams{InstitutionNo: scope.Institution(), GroupID: m.About, PersonID: m.Person.UUID})
	return err
}

// Leave marks the messages of a draft; see notify.Store.
func (s *Messages) Leave(ctx context.Context, scope domain.Scope, d notify.Draft, at time.Time) (met int, err error) {
	parts := d.Parts // of all lines together, at the first
	for _, l := range d.Lines {
		n, err := queries(ctx).MessageLeave(ctx, query.MessageLeaveParams{
			InstitutionNo: scope.Institution(), ID: l.ID.UUID, ParcelID: d.ID.UUID, Channel: string(d.Contact.Channel),
			Parts: int64(parts), Said: string(l.Said), LeftAt: sqldb.MicrosOrNull(l.At(at)),
		})
		if err != nil {
			return met, err
		}
		met += int(n)
		parts = 0
	}
	return met, nil
}

// SentSince counts parcels and answers to letters; see notify.Store.
func (s *Messages) SentSince(ctx context.Context, scope domain.Scope, since time.Time) (int, error) {
	n, err := queries(ctx).MessagesSent(ctx, query.MessagesSentParams{InstitutionNo: scope.Institution(), Hour: sqldb.MicrosOrNull(since)})
	if err != nil {
		return 0, err
	}
	a, err := queries(ctx).AnswersSent(ctx, query.AnswersSentParams{InstitutionNo: scope.Institution(), Since: sqldb.MicrosOrNull(since)})
	return int(n + a.Answers), err
}

// PartsSince counts pieces of SMS; see notify.Store.
func (s *Messages) PartsSince(ctx context.Context, scope domain.Scope, since time.Time) (int, error) {
	n, err := queries(ctx).MessageParts(ctx, query.MessagePartsParams{InstitutionNo: scope.Institution(), Month: sqldb.MicrosOrNull(since)})
	if err != nil {
		return 0, err
	}
	a, err := queries(ctx).AnswersSent(ctx, query.AnswersSentParams{InstitutionNo: scope.Institution(), Since: sqldb.MicrosOrNull(since)})
	return int(n + a.Parts), err
}

// Settle moves on what left; see notify.Store.
func (s *Messages) Settle(ctx context.Context, scope domain.Scope, parcel domain.ParcelID, all []domain.MessageID, how notify.Settled) (int, error) {
	ids, err := encodeIDs(all)
	if err != nil {
		return 0, err
	}
	n, err := queries(ctx).MessagesSettle(ctx, query.MessagesSettleParams{
		InstitutionNo: scope.Institution(), ParcelID: parcel.UUID, IDs: ids, State: string(how.State), Why: string(how.Why),
		Code: how.Code, Ref: how.Ref, SettledAt: sqldb.MicrosOrNull(how.At), DueAt: dueOrKeep(how.Due),
	})
	return int(n), err
}

func dueOrKeep(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return sqldb.Micros(t)
}

// Decide moves on what is planned; see notify.Store.
func (s *Messages) Decide(ctx context.Context, scope domain.Scope, all []domain.MessageID, how notify.Settled) error {
	ids, err := encodeIDs(all)
	if err != nil {
		return err
	}
	_, err = queries(ctx).MessagesDecide(ctx, query.MessagesDecideParams{
		InstitutionNo: scope.Institution(), IDs: ids, State: string(how.State), Why: string(how.Why), Code: how.Code,
		SettledAt: sqldb.MicrosOrNull(how.At), DueAt: dueOrKeep(how.Due),
	})
	return err
}

// Attempted counts a try that met no open way; see notify.Store.
func (s *Messages) Attempted(ctx context.Context, scope domain.Scope, all []domain.MessageID) error {
	ids, err := encodeIDs(all)
	if err != nil {
		return err
	}
	return queries(ctx).MessagesAttempted(ctx, query.MessagesAttemptedParams{InstitutionNo: scope.Institution(), IDs: ids})
}

// Hurry makes due what a provider did not take from the house; see notify.Store.
func (s *Messages) Hurry(ctx context.Context, scope domain.Scope, at time.Time) (int, error) {
	n, err := queries(ctx).MessagesHurry(ctx, query.MessagesHurryParams{InstitutionNo: scope.Institution(), At: sqldb.Micros(at)})
	return int(n), err
}

// Abandon makes uncertain what a worker left; see notify.Store.
func (s *Messages) Abandon(ctx context.Context, scope domain.Scope, before, at time.Time) (int, error) {
	n, err := queries(ctx).MessagesAbandon(ctx, query.MessagesAbandonParams{
		InstitutionNo: scope.Institution(), Before: sqldb.MicrosOrNull(before), SettledAt: sqldb.MicrosOrNull(at),
	})
	return int(n), err
}

// Return marks what was given back; see notify.Store.
func (s *Messages) Return(ctx context.Context, scope domain.Scope, parcel domain.ParcelID, how notify.Settled) (int, error) {
	n, err := queries(ctx).MessagesReturn(ctx, query.MessagesReturnParams{
		InstitutionNo: scope.Institution(), ParcelID: parcel.UUID, Code: how.Code, SettledAt: sqldb.MicrosOrNull(how.At), Change: string(notify.Change), Safety: string(notify.Safety),
	})
	return int(n), err
}
