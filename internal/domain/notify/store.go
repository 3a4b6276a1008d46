package notify

import (
	"context"
	"time"

	"krag/internal/domain"
)

// Ahead is a meeting that is near enough to be planned for.
type Ahead struct {
	Meeting domain.MeetingID
	Group   domain.GroupID
	Starts  time.Time // UTC
	Rounds  []int     // the group's own reminders, nil when it has none of its own
}

// Reach is somebody who may be reminded of a meeting.
type Reach struct {
	Meeting   domain.MeetingID
	Person    domain.PersonID
	Reminders []int // the person's own, nil for the group's; empty for none
	Since     time.Time
}

// Key names a message among those of one kind.
type Key struct {
	About, Party domain.UUID
	Round        int64
}

// Settled is what became of messages that left together, or were decided about.
type Settled struct {
	State State
	Why   Reason
	Due   time.Time // of what is planned again
	Code  string
	Ref   string
	Parts int
	At    time.Time
	By    domain.UserID
}

// Store keeps messages, in the scope of one institution. What is not there is
// KindNotFound; a version that is not the stored one is KindStale. Where a method
// decides about messages, it touches only those in the states it names.
type Store interface {
	// House is the institution's way of sending; Standard where none was saved.
	House(ctx context.Context, scope domain.Scope) (House, error)
	SaveHouse(ctx context.Context, scope domain.Scope, h House) error
	// Rounds are the reminders of a group; nil means the house's. SaveRounds
	// keeps them, and nil takes them back; it reports false when they were so.
	Rounds(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]int, error)
	SaveRounds(ctx context.Context, scope domain.Scope, id domain.GroupID, minutes []int) (bool, error)

	// Ahead lists planned meetings that start in [from, to), the first first.
	Ahead(ctx context.Context, scope domain.Scope, from, to time.Time) ([]Ahead, error)
	// Reachable hands over, meeting by meeting, who belongs to its group and may
	// be written to by wire.
	Reachable(ctx context.Context, scope domain.Scope, meetings []Ahead, each func(Reach)) error
	// Members are the ids of who belongs to a group, and of who did when it
	// closed on a day from since on.
	Members(ctx context.Context, scope domain.Scope, id domain.GroupID, since domain.Date) ([]domain.PersonID, error)
	// Known are the messages of a kind about some things, but those that were
	// dropped because their thing was over.
	Known(ctx context.Context, scope domain.Scope, kind Kind, about []domain.UUID) (map[Key]bool, error)
	// Insert adds planned messages; one like another that is not dropped adds
	// nothing.
	Insert(ctx context.Context, scope domain.Scope, all []Message) (int, error)

	// Due lists planned messages due at an instant, the first due first and at most
	// most of them, and with these all of their parties that are due until soon:
	// what goes to one party goes together, however much there is.
	Due(ctx context.Context, scope domain.Scope, now, soon time.Time, most int) ([]Message, error)
	// NextDue is when the next planned message is due, zero when there is none.
	NextDue(ctx context.Context, scope domain.Scope) (time.Time, error)
	// Contacts unseals how parties may be reached; who has none is missing.
	Contacts(ctx context.Context, scope domain.Scope, parties []Party) (map[domain.UUID]Contact, error)
	// Facts are what is true of what messages are about, one for each topic. What
	// is gone is missing.
	Facts(ctx context.Context, scope domain.Scope, all []Message) (map[Topic]Fact, error)
	// Belong tells for messages about meetings whether their party belongs to
	// the group, or did on the day it closed, and for access links whether it
	// belongs to the group or works here, and for keys whether it opens; for turns
	// whether it belongs to the group and has one, or has none, as the message says;
	// for letters whether it may read them now; by the message.
	Belong(ctx context.Context, scope domain.Scope, all []Message, now time.Time) (map[domain.MessageID]bool, error)
	// Believed is what parties know of what messages are about, by the message:
	// what messages of its kind told, and of a meeting those of both kinds.
	Believed(ctx context.Context, scope domain.Scope, all []Message) (map[domain.MessageID]Belief, error)
	// Outdate drops changes of a thing, older than a round, that did not leave and
	// that somebody was to tell: a newer one tells more.
	Outdate(ctx context.Context, scope domain.Scope, about domain.UUID, round int64, at time.Time) error

	// Booker is who made a booking: who works here, or a host who belongs to its
	// group. Nobody when they are gone.
	Booker(ctx context.Context, scope domain.Scope, booking domain.UUID) (Party, error)

	// TurnNews is what people have to be told of their turns at planned meetings after
	// an instant, and TurnsTold what was written of turns at some meetings, but what
	// was over before it left.
	TurnNews(ctx context.Context, scope domain.Scope, now time.Time) ([]TurnNews, error)
	TurnsTold(ctx context.Context, scope domain.Scope, meetings []domain.UUID) ([]Message, error)

	// KeysBack are the keys that the staff have to give back on a day, by the loan.
	KeysBack(ctx context.Context, scope domain.Scope, day domain.Date) (map[domain.UUID]Party, error)

	// KeysToFetch are who opens for what begins between two instants, the first
	// among them, the second not; one for each hour of a booking and each party.
	KeysToFetch(ctx context.Context, scope domain.Scope, since, until time.Time) ([]Fetch, error)

	// KeysTold are the messages about keys to fetch, or not to fetch any more, that
	// are not too late yet. Those that were over before they left are not among them.
	KeysTold(ctx context.Context, scope domain.Scope, now time.Time) ([]Message, error)

	// LettersWaiting are the letters that nobody has taken and that came since an
	// instant, with each who may answer them now.
	LettersWaiting(ctx context.Context, scope domain.Scope, now, since time.Time) ([]Waits, error)

	// TakeParty holds the contact of a party at a version until the transaction
	// ends; false when there is another by now.
	TakeParty(ctx context.Context, scope domain.Scope, p Party, version int64) (bool, error)
	// TakeMeetings holds meetings and the party's membership of their groups.
	TakeMeetings(ctx context.Context, scope domain.Scope, p Party, meetings []domain.UUID) error
	// PutNotice keeps a notice, and reports false when there is one of its id.
	PutNotice(ctx context.Context, scope domain.Scope, n Notice) (bool, error)
	Notice(ctx context.Context, scope domain.Scope, id domain.NoticeID) (Notice, error)
	// Notices are those to a group, the newest first.
	Notices(ctx context.Context, scope domain.Scope, id domain.GroupID, most int) ([]Notice, error)

	// TakePlace holds what the party of an access link or of a notice belongs by,
	// or the booking, the loan, the letter or the turns that are told of.
	TakePlace(ctx context.Context, scope domain.Scope, m Message) error
	// Leave marks planned messages as leaving with a parcel, and gives how many
	// it met. Said is by message.
	Leave(ctx context.Context, scope domain.Scope, d Draft, at time.Time) (int, error)
	// SentSince counts parcels that left from an instant on, PartsSince the pieces
	// of SMS; answers to letters are among them.
	SentSince(ctx context.Context, scope domain.Scope, since time.Time) (parcels int, err error)
	PartsSince(ctx context.Context, scope domain.Scope, since time.Time) (parts int, err error)
	// Settle moves on what left with a parcel and is leaving or uncertain.
	Settle(ctx context.Context, scope domain.Scope, parcel domain.ParcelID, all []domain.MessageID, s Settled) (int, error)
	// Decide moves on planned messages; Attempted counts a try of theirs.
	Attempted(ctx context.Context, scope domain.Scope, all []domain.MessageID) error
	Decide(ctx context.Context, scope domain.Scope, all []domain.MessageID, s Settled) error
	// Hurry makes due at an instant what waits with a code that is Denied, and gives
	// how many it met.
	Hurry(ctx context.Context, scope domain.Scope, at time.Time) (int, error)
	// Abandon makes uncertain what has been leaving since before an instant, and
	// gives how many that are.
	Abandon(ctx context.Context, scope domain.Scope, before, at time.Time) (int, error)
	// Return marks what was sent with a parcel as given back.
	Return(ctx context.Context, scope domain.Scope, parcel domain.ParcelID, s Settled) (int, error)

	// Hand lists what somebody has to tell or look at, the most pressing first:
	// by hand, uncertain, and planned but stuck since before an instant.
	// Of some people alone, where among is not nil.
	Hand(ctx context.Context, scope domain.Scope, stuck time.Time, among []domain.UUID, page domain.Page) (domain.Listed[Message], error)
	// HandPeople are the people on that list.
	HandPeople(ctx context.Context, scope domain.Scope, stuck time.Time) ([]Party, error)
	// HandCount counts the same.
	HandCount(ctx context.Context, scope domain.Scope, stuck time.Time) (int, error)
	ByID(ctx context.Context, scope domain.Scope, id domain.MessageID) (Message, error)
	// Answer moves a message on that is by hand, uncertain or planned, with what
	// the party knows by it, and reports false when it is in none of these states.
	Answer(ctx context.Context, scope domain.Scope, id domain.MessageID, said Said, s Settled) (bool, error)
	// OfParty lists a party's messages, the newest first; OfThing the last change of
	// a meeting, or a notice, to each party that was not found needless, the newest
	// first.
	OfParty(ctx context.Context, scope domain.Scope, p Party, page domain.Page) (domain.Listed[Message], error)
	OfThing(ctx context.Context, scope domain.Scope, about domain.UUID, most int) ([]Message, error)
	// Names unseals how parties are called: a pseudonym, or a name of staff.
	Names(ctx context.Context, scope domain.Scope, parties []Party) (map[domain.UUID]domain.Secret, error)
	// Forget drops what is planned for a party.
	Forget(ctx context.Context, scope domain.Scope, p Party, at time.Time) error
	// Late drops what somebody was to tell, or to look at, that is of no use since
	// before an instant.
	Late(ctx context.Context, scope domain.Scope, before, at time.Time) error
	// Sweep removes what was settled before an instant, or would have been sent.
	Sweep(ctx context.Context, scope domain.Scope, before time.Time) (int, error)

	// Wordings are the institution's own words. SaveWording keeps them by their
	// version, DropWording reports false when there were none.
	Wordings(ctx context.Context, scope domain.Scope) ([]Wording, error)
	SaveWording(ctx context.Context, scope domain.Scope, w Wording) error
	DropWording(ctx context.Context, scope domain.Scope, w Wording) (bool, error)
	// Banned are the names that no message may hold: of the institution, its
	// programmes, groups, kinds of groups, buildings and rooms; and where the
	// buildings stand.
	Banned(ctx context.Context, scope domain.Scope) ([]string, error)

	// KeepTest keeps what would have been sent, sealed with the party's key.
	KeepTest(ctx context.Context, scope domain.Scope, p Party, parcel Parcel, at time.Time, key domain.Key) error
	// Tests lists it, unsealed, the newest first. What was for somebody who is
	// forgotten has no words.
	Tests(ctx context.Context, scope domain.Scope, page domain.Page) (domain.Listed[Kept], error)
}
