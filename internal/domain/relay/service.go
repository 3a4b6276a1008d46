package relay

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
	"krag/internal/domain/outbox"
)

// Service carries letters to groups.
type Service struct {
	desk   *desk.Desk
	store  Store
	keys   domain.Keys
	outbox outbox.Outbox
}

// New makes the service.
func New(d *desk.Desk, store Store, keys domain.Keys) *Service {
	return &Service{desk: d, store: store, keys: keys}
}

// Through says which queue carries answers. It is built after the services.
func (s *Service) Through(o outbox.Outbox) { s.outbox = o }

// errLink is the same for an address that was taken back and for one that never
// was.
var errLink = domain.Gone("relay.gone")

func linkHash(token string) []byte {
	sum := sha256.Sum256([]byte("write " + token))
	return sum[:]
}

// MakeLink gives a group a new address; the one before opens nothing any more.
func (s *Service) MakeLink(ctx context.Context, a authz.Actor, group domain.GroupID) error {
	on := authz.Resource{Scope: a.Scope, Group: group}
	if err := s.desk.Policy.Check(a, ActLink, on); err != nil {
		return err
	}
	l := Link{ID: domain.NewID[domain.LetterID](), Group: group, Token: domain.NewSecret(domain.NewToken())}
	key, err := s.keys.Prepare(ctx, a.Scope, domain.LetterKey, l.ID.UUID)
	if err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActLink, on, func(ctx context.Context) (e audit.Entry, err error) {
		closed, err := s.store.TakeGroup(ctx, a.Scope, group)
		if err == nil && closed {
			err = domain.Conflict("group.closed")
		}
		if err != nil {
			return e, err
		}
		l.MadeAt = s.desk.Clock.Now()
		return audit.On(a, ActLink, "group", group.UUID).In(group), s.store.PutLink(ctx, a.Scope, l, linkHash(l.Token.Reveal()), key)
	})
}

// LinkOf gives the address of a group to those who print it, the zero Link when
// there is none.
func (s *Service) LinkOf(ctx context.Context, a authz.Actor, group domain.GroupID) (l Link, err error) {
	err = s.desk.View(ctx, a, ActLink, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (err error) {
		l, err = s.store.LinkOf(ctx, a.Scope, group)
		return err
	})
	return l, err
}

// DropLink takes the address of a group back. What was written stays.
func (s *Service) DropLink(ctx context.Context, a authz.Actor, group domain.GroupID) error {
	return s.desk.Change(ctx, a, ActLink, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (e audit.Entry, err error) {
		if _, err := s.store.TakeGroup(ctx, a.Scope, group); err != nil {
			return e, err
		}
		had, err := s.store.DropLink(ctx, a.Scope, group)
		if err != nil || !had {
			return e, err
		}
		return audit.On(a, ActLink, "group", group.UUID).In(group), nil
	})
}

// Linked opens an address. It says nothing of whose it is but where it leads.
func (s *Service) Linked(ctx context.Context, token string) (l Link, err error) {
	err = s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		l, err = s.store.LinkByToken(ctx, linkHash(token))
		return err
	})
	if domain.KindOf(err) == domain.KindNotFound {
		err = errLink
	}
	return l, err
}

// NewLetter is what somebody outside writes. ID comes from the form. How they may
// be answered was checked before.
type NewLetter struct {
	ID    domain.LetterID
	Words string
	Reply Reply
	Join  *NewRequest // of a request to join, whose words are the pseudonym
}

// Check notes what is to be mended: nothing is asked for but words.
func (n NewLetter) Check() error {
	var p domain.Problems
	if n.Join != nil {
		n.checkRequest(&p)
		return p.Err()
	}
	checkWords(&p, n.Words, MaxWords, "relay.words.missing")
	if !slices.Contains(Channels, n.Reply.By) {
		p.Add("by", "relay.by.missing")
	}
	return p.Err()
}

func checkWords(p *domain.Problems, words string, most int, missing string) {
	switch l := utf8.RuneCountInString(strings.TrimSpace(words)); {
	case l == 0:
		p.Add("words", missing)
	case l > most:
		p.Add("words", "field.long", domain.Args{"max": most})
	}
}

// Write keeps a letter; sent twice it is one.
func (s *Service) Write(ctx context.Context, token string, n NewLetter) error {
	l, err := s.Linked(ctx, token)
	if err != nil {
		return err
	}
	if err := n.Check(); err != nil {
		return err
	}
	a := authz.House(l.Scope)
	if err := s.desk.Read(ctx, a.Scope, func(ctx context.Context) error { return s.notFlooded(ctx, a.Scope, l.Group, 1) }); err != nil {
		return err
	}
	key, err := s.keys.Prepare(ctx, a.Scope, domain.LetterKey, n.ID.UUID)
	if err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActWrite, authz.Resource{Scope: a.Scope, Group: l.Group}, func(ctx context.Context) (audit.Entry, error) {
		return s.write(ctx, a, l, linkHash(token), n, key)
	})
}

func (s *Service) write(ctx context.Context, a authz.Actor, l Link, hash []byte, n NewLetter, key domain.Key) (e audit.Entry, err error) {
	closed, err := s.store.TakeGroup(ctx, a.Scope, l.Group)
	if err != nil {
		return e, err
	}
	now, err := s.store.LinkByToken(ctx, hash)
	if domain.KindOf(err) == domain.KindNotFound || err == nil && (closed || now.Group != l.Group) {
		return e, errLink // it was taken back meanwhile
	}
	if err != nil {
		return e, err
	}
	asked, err := s.store.Questions(ctx, a.Scope, l.Group)
	if err != nil {
		return e, err
	}
	letter := Letter{
		Join: n.Join.under(asked), ID: n.ID, Group: l.Group, Words: domain.NewSecret(strings.TrimSpace(n.Words)), Reply: n.Reply,
		State: Waiting, MadeAt: s.desk.Clock.Now(), Version: 1,
	}
	fresh, err := s.store.InsertLetter(ctx, a.Scope, letter, key)
	if err != nil {
		return e, err
	}
	if !fresh {
		_, err := s.store.Stands(ctx, a.Scope, l.Group, n.ID)
		return e, err
	}
	if n.Join != nil && n.Join.Version != asked.Version {
		return e, domain.Conflict("relay.join.changed")
	}
	return audit.On(a, ActWrite, "letter", n.ID.UUID).In(l.Group), s.notFlooded(ctx, a.Scope, l.Group, 0)
}

// notFlooded asks that a group can take some letters more.
func (s *Service) notFlooded(ctx context.Context, scope domain.Scope, group domain.GroupID, more int) error {
	came, open, err := s.store.CountLetters(ctx, scope, group, s.desk.Clock.Now().Add(-24*time.Hour))
	if err == nil && (came+more > MostADay || open+more > MostOpen) {
		err = domain.NewError(domain.KindTooMany, "relay.many").With(domain.Args{"n": 60})
	}
	return err
}

// who is how an actor reads letters, and by which action.
func who(a authz.Actor) (Reader, authz.Action) {
	if a.Has(authz.Member) {
		return Reader{Person: a.Person}, ActSeen
	}
	return Reader{User: a.User}, ActKeep
}

// Post is what a reader finds: what is open, all of it, and a page of what is
// settled. Turn is false for a member whose turn it is not, who finds nothing.
type Post struct {
	Turn    bool
	Open    []Letter
	Settled domain.Listed[Letter]
}

// Letters gives what was written to a group to those who may read it. It is
// written down.
func (s *Service) Letters(ctx context.Context, a authz.Actor, group domain.GroupID, page domain.Page) (p Post, err error) {
	me, action := who(a)
	err = s.desk.Look(ctx, a, action, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (e audit.Entry, err error) {
		readers, err := s.store.Readers(ctx, a.Scope, group, s.desk.Clock.Now())
		if p.Turn = action == ActKeep || slices.Contains(readers, me); err != nil || !p.Turn {
			return audit.On(a, action, "letter").In(group), err
		}
		open, err := s.store.Letters(ctx, a.Scope, group, true, domain.Page{Number: 1})
		if err != nil {
			return e, err
		}
		if p.Settled, err = s.store.Letters(ctx, a.Scope, group, false, page); err != nil {
			return e, err
		}
		p.Open = open.Rows
		for i, l := range p.Open {
			p.Open[i] = l.Among(readers)
		}
		return sawLetters(a, action, append(slices.Clone(p.Open), p.Settled.Rows...)).In(group), nil
	})
	return p, err
}

func sawLetters(a authz.Actor, action authz.Action, all []Letter) audit.Entry {
	ids := make([]domain.UUID, len(all))
	for i, l := range all {
		ids[i] = l.ID.UUID
	}
	return audit.On(a, action, "letter", ids...)
}

// Turns reports whether it is a member's turn to read letters, and how many wait.
func (s *Service) Turns(ctx context.Context, a authz.Actor, group domain.GroupID) (turn bool, open int, err error) {
	me, action := who(a)
	err = s.desk.View(ctx, a, action, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) error {
		now := s.desk.Clock.Now()
		readers, err := s.store.Readers(ctx, a.Scope, group, now)
		if turn = action == ActKeep || slices.Contains(readers, me); err != nil || !turn {
			return err
		}
		_, open, err = s.store.CountLetters(ctx, a.Scope, group, now)
		return err
	})
	return turn, open, err
}

// Lying are a group's letters that nobody has taken: of letters, not of people.
type Lying struct {
	Group     domain.GroupID
	GroupName string // neutral
	N         int
}

// Lying are the groups of the house with letters that nobody has taken.
func (s *Service) Lying(ctx context.Context, a authz.Actor) (all []Lying, err error) {
	err = s.desk.View(ctx, a, ActKeep, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		all, err = s.store.Lying(ctx, a.Scope, s.desk.Clock.Now())
		return err
	})
	return all, err
}

// Letter gives one of a group's to those who may read it, with who they are in it.
func (s *Service) Letter(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.LetterID) (l Letter, me Reader, err error) {
	me, action := who(a)
	err = s.desk.Look(ctx, a, action, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (e audit.Entry, err error) {
		readers, err := s.readers(ctx, a, group)
		if err != nil {
			return e, err
		}
		if l, err = s.store.Letter(ctx, a.Scope, group, id); err == nil && l.Words.IsZero() {
			err = domain.NotFound("error.not_found") // its key is gone
		}
		l = l.Among(readers)
		return audit.On(a, action, "letter", id.UUID).In(group), err
	})
	return l, me, err
}

// readers are who may read now; the actor has to be one of them.
func (s *Service) readers(ctx context.Context, a authz.Actor, group domain.GroupID) ([]Reader, error) {
	me, action := who(a)
	readers, err := s.store.Readers(ctx, a.Scope, group, s.desk.Clock.Now())
	switch {
	case err != nil:
		return nil, err
	case !slices.Contains(readers, me) && action == ActSeen:
		return nil, domain.NotFound("error.not_found")
	case !slices.Contains(readers, me):
		return append(readers, me), nil // of the house itself
	}
	return readers, nil
}

// Do takes a letter, puts it back, notes that it was answered by hand, or closes
// it. Of two who take it at once, one does.
func (s *Service) Do(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.LetterID, d Deed) error {
	me, action := who(a)
	return s.desk.Change(ctx, a, action, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (e audit.Entry, err error) {
		l, err := s.stands(ctx, a, group, id)
		if err != nil {
			return e, err
		}
		to, changed, err := l.Done(d, me, s.desk.Clock.Now())
		if err != nil || !changed {
			return e, err
		}
		return audit.On(a, action, "letter", id.UUID).In(group), s.store.SetLetter(ctx, a.Scope, to)
	})
}

// stands takes the group, by whose turns it is decided who may read, and gives one
// of its letters as it stands.
func (s *Service) stands(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.LetterID) (l Letter, err error) {
	if _, err := s.store.TakeGroup(ctx, a.Scope, group); err != nil {
		return l, err
	}
	readers, err := s.readers(ctx, a, group)
	if err != nil {
		return l, err
	}
	l, err = s.store.Stands(ctx, a.Scope, group, id)
	return l.Among(readers), err
}

// CheckAnswer notes what is to be mended in an answer. What a member writes holds
// no telephone and no address: the group has one of its own.
func (l Letter) CheckAnswer(words string, member bool) error {
	var p domain.Problems
	most := MaxAnswer
	if l.Reply.By == SMS {
		most = MaxShort
	}
	checkWords(&p, words, most, "relay.answer.missing")
	if member && private.MatchString(words) {
		p.Add("words", "relay.answer.private")
	}
	return p.Err()
}

// Answer keeps an answer that is to leave by itself; the letter is one that was
// read before. Sent twice, it leaves once.
func (s *Service) Answer(ctx context.Context, a authz.Actor, l Letter, words string) error {
	me, action := who(a)
	words = strings.TrimSpace(words)
	on := authz.Resource{Scope: a.Scope, Group: l.Group}
	if err := s.desk.Policy.Check(a, action, on); err != nil {
		return err
	}
	key, err := s.keys.Hold(ctx, l.ID.UUID)
	if err != nil {
		return err
	}
	err = s.desk.Change(ctx, a, action, on, func(ctx context.Context) (e audit.Entry, err error) {
		stands, err := s.stands(ctx, a, l.Group, l.ID)
		if err != nil {
			return e, err
		}
		stands.Reply = l.Reply
		to, err := stands.Replied(domain.NewSecret(words), me, s.desk.Clock.Now())
		if err != nil {
			return e, err
		}
		if err := s.store.PutAnswer(ctx, a.Scope, to, key); err != nil {
			return e, err
		}
		return audit.On(a, action, "letter", l.ID.UUID).In(l.Group), s.wake(ctx, a.Scope, l.ID, time.Time{})
	})
	if domain.KindOf(err) == domain.KindConflict && s.answered(ctx, a, l, me, words) {
		return nil // the form came twice
	}
	return err
}

// answered reports whether somebody has answered a letter in these words.
func (s *Service) answered(ctx context.Context, a authz.Actor, l Letter, me Reader, words string) (same bool) {
	err := s.desk.Read(ctx, a.Scope, func(ctx context.Context) error {
		now, err := s.store.Letter(ctx, a.Scope, l.Group, l.ID)
		same = now.Taker == me && now.Answer.Reveal() == words
		return err
	})
	return err == nil && same
}

// JobAnswer is the kind of the job by which an answer leaves.
const JobAnswer = "relay.answer"

type answerArgs struct {
	Letter domain.LetterID `json:"letter"`
}

func (s *Service) wake(ctx context.Context, scope domain.Scope, id domain.LetterID, at time.Time) error {
	args, err := json.Marshal(answerArgs{id})
	if err != nil {
		return err
	}
	return s.outbox.Add(ctx, outbox.Job{Kind: JobAnswer, Scope: scope, Args: args, RunAt: at})
}
