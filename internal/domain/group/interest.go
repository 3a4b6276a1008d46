package group

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

// InterestState is where somebody is who would come to a group that is not there
// yet. Staff say what happened, and take it back when it was said by mistake:
//
//	waits ⇄ invited ⇄ joined
//	  ▲         every one of them
//	  └──▶ put off, withdrawn ◀──┘
type InterestState string

// The states.
const (
	Waits     InterestState = "waits"
	Invited   InterestState = "invited" // to a group, or onto its waiting list
	HasJoined InterestState = "joined"
	PutOff    InterestState = "put_off"
	Withdrawn InterestState = "withdrawn"
)

// InterestStates lists them in the order of the form.
var InterestStates = []InterestState{Waits, Invited, HasJoined, PutOff, Withdrawn}

// Over reports whether nothing more is to be done.
func (s InterestState) Over() bool { return s == HasJoined || s == Withdrawn }

// WhyPutOff says why no group can be started for somebody now.
type WhyPutOff string

// WhysPutOff lists the reasons in the order of the form. They say something of
// the house, and nothing of the person.
var WhysPutOff = []WhyPutOff{"few", "no_room", "no_leader", "elsewhere", "later"}

const (
	// EnoughInterested is for how many it is worth starting a group where its kind
	// says nothing: when one of them cannot come there is still somebody to talk to.
	EnoughInterested = 4
	// InterestKept is for how many months it is known who asked.
	InterestKept = 12
	// MaxTopic is the longest topic in own words, in characters.
	MaxTopic = 200
)

// Topic is what a group would be about: a kind of the house's catalogue, or words
// of somebody's own.
type Topic struct {
	Kind  Kind
	ID    domain.TopicID
	Words domain.Secret // when read
}

// Interest is somebody who would come. Whoever said no name is nobody in it, and
// counts all the same.
type Interest struct {
	ID        domain.InterestID
	Topic     Topic
	Person    domain.PersonID
	Pseudonym domain.Secret // when read
	Since     domain.Date
	State     InterestState
	Why       WhyPutOff
	Group     domain.GroupID
	Proposed  bool // from outside: what they wrote stands in the proposal of the same id
	Version   int64
}

// Wanted is a topic and who would come.
type Wanted struct {
	Topic
	Waits stats.Count
	Since domain.Date // the longest, zero when nobody waits
	Other stats.Count // were invited or put off
	least int         // for how many such a group is worth starting, 0 where its kind does not say
	n     int
}

// NewWanted counts a topic; least is what its kind says, 0 for nothing.
func NewWanted(t Topic, waits, other, least int, since domain.Date) Wanted {
	return Wanted{least: least, Topic: t, Waits: stats.People(waits), Other: stats.People(other), Since: since, n: waits}
}

// Enough reports whether so many wait that a group may be started.
func (w Wanted) Enough() bool { return w.n >= w.Least() }

// Least is for how many such a group is worth starting.
func (w Wanted) Least() int { return cmp.Or(w.least, EnoughInterested) }

// byNeed puts those first for whom a group may be started, then who waits longest.
func byNeed(a, b Wanted) int {
	switch {
	case a.Enough() != b.Enough():
		if a.Enough() {
			return -1
		}
		return 1
	case a.Since.IsZero() != b.Since.IsZero():
		if b.Since.IsZero() {
			return -1
		}
		return 1
	case a.Since.Before(b.Since):
		return -1
	case b.Since.Before(a.Since):
		return 1
	}
	return strings.Compare(string(a.Kind)+a.ID.String(), string(b.Kind)+b.ID.String())
}

// InterestStore keeps who would come to groups that are not there yet, in the
// scope of one institution.
type InterestStore interface {
	// Kinds gives what the institution wrote down about kinds.
	Kinds(ctx context.Context, scope domain.Scope) ([]KindEntry, error)

	// InsertTopic reports false when the id is there.
	InsertTopic(ctx context.Context, scope domain.Scope, t Topic, key domain.Key, at time.Time) (bool, error)
	// Topic gives one in own words, unsealed. One without words is KindNotFound.
	Topic(ctx context.Context, scope domain.Scope, id domain.TopicID) (Topic, error)
	// TakeTopic locks one that still has words.
	TakeTopic(ctx context.Context, scope domain.Scope, id domain.TopicID) error
	// Wanted counts every topic; the words are unsealed by Words.
	Wanted(ctx context.Context, scope domain.Scope) ([]Wanted, error)
	Words(ctx context.Context, scope domain.Scope, ids []domain.TopicID) (map[domain.TopicID]domain.Secret, error)

	// InsertInterest reports false when the id is there, or the person is in the
	// topic already.
	InsertInterest(ctx context.Context, scope domain.Scope, i Interest, at time.Time) (bool, error)
	// Interested lists who would come for a topic, who waits longest in front.
	Interested(ctx context.Context, scope domain.Scope, t Topic, p domain.Page) (domain.Listed[Interest], error)
	// Waiting lists those of a topic with a name who have no place in a group yet,
	// and counts those without a name.
	Waiting(ctx context.Context, scope domain.Scope, t Topic) (all []Interest, nameless int, err error)
	Interest(ctx context.Context, scope domain.Scope, id domain.InterestID) (Interest, error)
	// InterestStands gives one as it stands, nothing of it unsealed; TakeInterest
	// locks it first.
	InterestStands(ctx context.Context, scope domain.Scope, id domain.InterestID) (Interest, error)
	TakeInterest(ctx context.Context, scope domain.Scope, id domain.InterestID) (Interest, error)
	// SetInterest changes the state, by the version.
	SetInterest(ctx context.Context, scope domain.Scope, i Interest) error
	// JoinInterest notes of somebody who was invited to a group, or onto its waiting
	// list, that they belong to it.
	JoinInterest(ctx context.Context, scope domain.Scope, id domain.GroupID, who domain.PersonID) error
	// ForgetInterest takes somebody out of every topic; words that nobody else
	// waits for go with them.
	ForgetInterest(ctx context.Context, scope domain.Scope, who domain.PersonID) error
	// SweepInterest deletes what was asked before a time.
	SweepInterest(ctx context.Context, scope domain.Scope, before time.Time) error

	// OpenGroups gives the groups that are not closed, of a kind if one is given.
	OpenGroups(ctx context.Context, scope domain.Scope, k Kind) ([]Named, error)
}

// NewInterest is somebody who would come, to be written down.
type NewInterest struct {
	ID     domain.InterestID
	Topic  Topic
	Fresh  bool // nobody waits for the topic yet: it comes with its words
	Person domain.PersonID
	Since  domain.Date
}

// Check notes what is to be mended.
func (n NewInterest) Check(p *domain.Problems, today domain.Date) {
	words := strings.TrimSpace(n.Topic.Words.Reveal())
	switch {
	case n.Topic.Kind == "" && n.Topic.ID.IsZero():
		p.Add("topic", "interest.topic.missing")
	case n.Fresh && words == "":
		p.Add("words", "interest.words.missing")
	case utf8.RuneCountInString(words) > MaxTopic:
		p.Add("words", "field.long", domain.Args{"max": MaxTopic})
	}
	switch {
	case n.Since.IsZero():
		p.Add("on", "waiting.on.missing")
	case today.Before(n.Since):
		p.Add("on", "waiting.on.ahead")
	}
}

// Said is what staff say of somebody who would come.
type Said struct {
	State InterestState
	Why   WhyPutOff
}

// Check notes what is to be mended.
func (s Said) Check() error {
	var p domain.Problems
	switch {
	case !slices.Contains(InterestStates, s.State):
		p.Add("state", "interest.state.missing")
	case s.State == PutOff && !slices.Contains(WhysPutOff, s.Why):
		p.Add("why", "interest.why.missing")
	}
	return p.Err()
}
