package group

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"krag/internal/domain"
)

// ProposalState is where a group that somebody proposed from outside is:
//
//	        staff decide, once
//	asked ──▶ kept      among those who wait for such a group
//	  │   ──▶ accepted  as a group that is an idea
//	  └▶ put off, which may still be kept or accepted
//
// From each of them whoever sent it takes it back: then nothing of it is left.
type ProposalState string

// The states.
const (
	Asked     ProposalState = "asked"
	Kept      ProposalState = "kept"
	Accepted  ProposalState = "accepted"
	Postponed ProposalState = "put_off"
	TakenBack ProposalState = "withdrawn"
)

// The most characters of what is written beside the topic.
const (
	MaxSuits  = 200
	MaxCalled = 60
	maxReach  = 254 // RFC 5321 4.5.3.1.3
)

// Settled reports whether staff decided for good.
func (s ProposalState) Settled() bool { return s == Kept || s == Accepted || s == TakenBack }

// ProposalWish is what somebody would do.
type ProposalWish string

// The wishes.
const (
	WouldCome  ProposalWish = "come"
	WouldStart ProposalWish = "start"
)

// ProposalWishes lists them in the order of the form.
var ProposalWishes = []ProposalWish{WouldCome, WouldStart}

// Reach is how somebody may be told. Unless they said so, nobody contacts them.
type Reach string

// The ways.
const (
	ReachNone  Reach = "none"
	ReachCall  Reach = "call"
	ReachSMS   Reach = "sms"
	ReachEmail Reach = "email"
)

// Reaches lists them in the order of the form.
var Reaches = []Reach{ReachNone, ReachCall, ReachSMS, ReachEmail}

// MostAsked is how many proposals of one house can wait for an answer: more than
// staff can read help nobody.
const MostAsked = 200

// Proposal is a group that somebody without an account would like to have.
type Proposal struct {
	ID        domain.InterestID // also of the entry that comes of it
	Wish      ProposalWish
	Kind      Kind          // of the house's catalogue
	Words     domain.Secret // or own words
	Suits     domain.Secret // days and hours
	Pseudonym domain.Secret
	Reach     Reach
	Contact   domain.Secret
	When      domain.Secret // they may be called or written to
	Lang      string        // in which they wrote
	State     ProposalState
	Why       WhyPutOff
	Group     domain.GroupID
	MadeAt    time.Time
	Version   int64
}

// Check notes what is to be mended. The address to be told at is checked by whoever
// knows such addresses.
func (n Proposal) Check(p *domain.Problems) {
	if !slices.Contains(ProposalWishes, n.Wish) {
		p.Add("wish", "proposal.wish.missing")
	}
	words := strings.TrimSpace(n.Words.Reveal())
	switch {
	case n.Kind == "" && words == "":
		p.Add("words", "proposal.words.missing")
	case n.Kind != "" && words != "":
		p.Add("words", "proposal.words.both")
	}
	if !slices.Contains(Reaches, n.Reach) {
		p.Add("reach", "proposal.reach.missing")
	}
	for _, f := range []struct {
		name string
		word domain.Secret
		most int
	}{{"words", n.Words, MaxTopic}, {"suits", n.Suits, MaxSuits}, {"pseudonym", n.Pseudonym, MaxCalled}, {"contact", n.Contact, maxReach}, {"when", n.When, MaxSuits}} {
		if utf8.RuneCountInString(f.word.Reveal()) > f.most {
			p.Add(f.name, "field.long", domain.Args{"max": f.most})
		}
	}
}

// tidy drops the contact of whoever wants none.
func (n Proposal) tidy() Proposal {
	n.Words = domain.NewSecret(strings.TrimSpace(n.Words.Reveal()))
	if n.Reach == ReachNone {
		n.Contact, n.When = domain.Secret{}, domain.Secret{}
	}
	n.State, n.Version = Asked, 1
	return n
}

// ProposalDoor is where a house takes proposals.
type ProposalDoor struct {
	Scope domain.Scope
	Token string // in the address; everybody may know it
	Open  bool
	House string // its name
	Zone  string
}

// ProposalStore keeps proposals, in the scope of one institution.
type ProposalStore interface {
	// Kinds gives what the institution wrote down about kinds.
	Kinds(ctx context.Context, scope domain.Scope) ([]KindEntry, error)

	// ProposalDoorByToken finds one, open or not, in the scope domain.Across.
	ProposalDoorByToken(ctx context.Context, token string) (ProposalDoor, error)
	// ProposalDoor gives an institution's, the zero one when it never had one.
	ProposalDoor(ctx context.Context, scope domain.Scope) (ProposalDoor, error)
	// PutProposalDoor opens or closes it; the token of the first time stays.
	PutProposalDoor(ctx context.Context, scope domain.Scope, d ProposalDoor) error

	// InsertProposal reports false when the id is there.
	InsertProposal(ctx context.Context, scope domain.Scope, n Proposal, key domain.Key) (bool, error)
	// Proposals lists a page, those that wait for an answer in front, unsealed.
	Proposals(ctx context.Context, scope domain.Scope, p domain.Page) (domain.Listed[Proposal], error)
	Proposal(ctx context.Context, scope domain.Scope, id domain.InterestID) (Proposal, error)
	// TakeProposal locks one and gives it as it stands, nothing of it unsealed.
	TakeProposal(ctx context.Context, scope domain.Scope, id domain.InterestID) (Proposal, error)
	CountAsked(ctx context.Context, scope domain.Scope) (n int, since time.Time, err error)
	// SetProposal changes the state of one that was taken.
	SetProposal(ctx context.Context, scope domain.Scope, p Proposal) error
	// WithdrawProposal clears one, and takes it out of who waits for a group; words
	// that nobody else waits for go with it.
	WithdrawProposal(ctx context.Context, scope domain.Scope, id domain.InterestID) error
	// SweepProposals deletes what was sent before a time.
	SweepProposals(ctx context.Context, scope domain.Scope, before time.Time) ([]domain.UUID, error)
}
