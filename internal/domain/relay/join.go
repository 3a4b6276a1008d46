package relay

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

const (
	// MostQuestions is how many questions a group has of its own for whoever wants to
	// join, MaxQuestion and MaxSaid how long one and what is answered to it may be, in
	// characters.
	MostQuestions = 3
	MaxQuestion   = 200
	MaxSaid       = 500
	// MaxPseudonym is how long a pseudonym may be, as of everybody.
	MaxPseudonym = 60
)

// Questions are what a group asks whoever wants to join. Version is 0 until
// somebody wrote them down.
type Questions struct {
	Asks    []string
	Version int64
	Offered []string // by the kind of the group, as a start
}

// CheckQuestions notes what is to be mended in questions, each in a field of its own.
// Everybody with the address reads them, so what a member asks holds no telephone
// and no address.
func CheckQuestions(asks []string, member bool) error {
	var p domain.Problems
	for i, one := range asks {
		if utf8.RuneCountInString(one) > MaxQuestion {
			p.Add("question_"+strconv.Itoa(i+1), "field.long", domain.Args{"max": MaxQuestion})
		} else if member && private.MatchString(one) {
			p.Add("question_"+strconv.Itoa(i+1), "relay.ask.private")
		}
	}
	return p.Err()
}

// Said is what was answered to a question, as it was asked.
type Said struct{ Question, Answer string }

// Request is what makes a letter a request to join. Nothing is in it where nothing
// is unsealed.
type Request struct{ Said []Said }

// Entry is how somebody who asked to join was taken in.
type Entry string

// The ways in.
const (
	NotIn  Entry = ""
	Joined Entry = "joined"
	Queued Entry = "queued" // onto the waiting list
	Here   Entry = "here"   // they belonged or waited before they asked
)

// NewRequest is what somebody who wants to join says. Version is that of the
// questions that the form showed.
type NewRequest struct {
	Answers []string
	Version int64
}

// checkRequest notes what is to be mended: a pseudonym and a way to be reached
// are asked for, and no answer.
func (n NewLetter) checkRequest(p *domain.Problems) {
	if l := utf8.RuneCountInString(strings.TrimSpace(n.Words)); l == 0 || l > MaxPseudonym {
		p.Add("pseudonym", "person.pseudonym.missing", domain.Args{"max": MaxPseudonym})
	}
	for i, one := range n.Join.Answers {
		if utf8.RuneCountInString(one) > MaxSaid {
			p.Add("answer_"+strconv.Itoa(i+1), "field.long", domain.Args{"max": MaxSaid})
		}
	}
	if !slices.Contains(Channels[1:], n.Reply.By) {
		p.Add("by", "relay.join.by_missing")
	}
}

// under puts answers beside what was asked.
func (n *NewRequest) under(q Questions) *Request {
	if n == nil {
		return nil
	}
	r := &Request{}
	for i, one := range q.Asks {
		said := Said{Question: one}
		if i < len(n.Answers) {
			said.Answer = strings.TrimSpace(n.Answers[i])
		}
		r.Said = append(r.Said, said)
	}
	return r
}

// Admissible reports whether somebody who asked to join can be taken in: whether
// they were answered before does not matter.
func (l Letter) Admissible() bool {
	return l.Join != nil && l.In == NotIn && l.State != Closed
}

// Admitted is what comes of taking somebody in, by whom. What is on its way to
// them still arrives.
func (l Letter) Admitted(in Entry, person domain.PersonID, who Reader, now time.Time) (Letter, error) {
	if !l.Admissible() {
		return l, domain.Conflict("relay.over")
	}
	l.State, l.In, l.Person, l.Taker = Answered, in, person, who
	if l.SettledAt.IsZero() {
		l.SettledAt = now
	}
	return l, nil
}

// Admit writes down inside the caller's transaction that somebody who asked to
// join was taken in, and who they are now. Of two who take them in at once, one
// does.
func (s *Service) Admit(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.LetterID, in Entry, person domain.PersonID) error {
	me, _ := who(a)
	l, err := s.stands(ctx, a, group, id)
	if err != nil {
		return err
	}
	to, err := l.Admitted(in, person, me, s.desk.Clock.Now())
	if err != nil {
		return err
	}
	return s.store.Admit(ctx, a.Scope, to)
}

// Took reports inside the caller's transaction whether it is written down already
// that somebody was taken in so, as when a form comes twice. A request of which
// something else became is KindConflict.
func (s *Service) Took(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.LetterID, in Entry, person domain.PersonID) (bool, error) {
	l, err := s.stands(ctx, a, group, id)
	switch {
	case err != nil:
		return false, err
	case l.In == in && l.Person == person:
		return true, nil
	case !l.Admissible():
		return false, domain.Conflict("relay.over")
	}
	return false, nil
}

// Forget removes inside the caller's transaction what somebody wrote who was taken
// in after it, and gives the ids whose keys end.
func (s *Service) Forget(ctx context.Context, scope domain.Scope, who domain.PersonID) ([]domain.UUID, error) {
	return s.store.ForgetLetters(ctx, scope, who)
}

// AskedAt are the questions for whoever wants to join by an address.
func (s *Service) AskedAt(ctx context.Context, token string) (q Questions, err error) {
	l, err := s.Linked(ctx, token)
	if err != nil {
		return q, err
	}
	err = s.desk.Read(ctx, l.Scope, func(ctx context.Context) (err error) {
		q, err = s.store.Questions(ctx, l.Scope, l.Group)
		return err
	})
	return q, err
}

// Questions gives what a group asks to those who read what is answered.
func (s *Service) Questions(ctx context.Context, a authz.Actor, group domain.GroupID) (q Questions, err error) {
	err = s.desk.View(ctx, a, ActAsk, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) error {
		if _, err := s.readers(ctx, a, group); err != nil {
			return err
		}
		q, err = s.store.Questions(ctx, a.Scope, group)
		return err
	})
	return q, err
}

// Ask changes what a group asks. Version is the one that the form showed; sent
// twice it is changed once.
func (s *Service) Ask(ctx context.Context, a authz.Actor, group domain.GroupID, asks []string, version int64) error {
	if err := CheckQuestions(asks, a.Has(authz.Member)); err != nil {
		return err
	}
	asks = slices.DeleteFunc(slices.Clone(asks), func(one string) bool { return one == "" })
	return s.desk.Change(ctx, a, ActAsk, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (e audit.Entry, err error) {
		closed, err := s.store.TakeGroup(ctx, a.Scope, group)
		if err == nil && closed {
			err = domain.Conflict("group.closed")
		}
		if err != nil {
			return e, err
		}
		if _, err := s.readers(ctx, a, group); err != nil {
			return e, err
		}
		now, err := s.store.Questions(ctx, a.Scope, group)
		if err != nil || now.Version > version && slices.Equal(now.Asks, asks) {
			return e, err
		}
		return audit.On(a, ActAsk, "group", group.UUID).In(group), s.store.PutQuestions(ctx, a.Scope, group, Questions{Asks: asks, Version: version})
	})
}
