package notify

import (
	"cmp"
	"context"
	"slices"
	"time"

	"krag/internal/domain"
)

const (
	batch     = 200              // messages looked at together
	together  = 2 * time.Hour    // what is due within it comes along
	abandoned = 15 * time.Minute // nothing takes that long on the wire
	stuckFor  = time.Hour        // after it somebody is told that a message does not leave
)

// Line is one message with what is true of it.
type Line struct {
	Message
	Fact  Fact
	Was   Fact      // what the party believes; its Standing is empty when that is nothing
	heard time.Time // since when
}

// At is the instant at which the party hears of a line that leaves now: after what
// it heard before, even when the clock was set back meanwhile. What somebody
// believes is what they heard last.
func (l Line) At(now time.Time) time.Time { return after(l.heard, now) }

func after(heard, now time.Time) time.Time {
	if heard.Before(now) {
		return now
	}
	return heard.Add(time.Microsecond)
}

// Draft is what one party is to be told now, before it has words. Several
// messages to one party are one draft.
type Draft struct {
	ID      domain.ParcelID
	Scope   domain.Scope
	Contact Contact
	House   House
	Words   []Wording // the institution's own
	Lines   []Line
	Token   string    // of what opens something, empty otherwise
	Expires time.Time // UTC
	Parts   int       // of an SMS, once it has words
}

// Ids are the messages of a draft.
func (d Draft) ids() (all []domain.MessageID) {
	for _, l := range d.Lines {
		all = append(all, l.ID)
	}
	return all
}

// Drafts looks at what is due in an institution. It settles what is not to be
// sent, and gives the rest, a draft a party. More is true when it should be
// asked again.
func (s *Service) Drafts(ctx context.Context, scope domain.Scope) (drafts []Draft, more bool, err error) {
	now := s.desk.Clock.Now()
	var v verdicts
	var words []Wording
	err = s.desk.Read(ctx, scope, func(ctx context.Context) error {
		due, err := s.store.Due(ctx, scope, now, now.Add(together), batch)
		if err != nil || len(due) == 0 {
			return err
		}
		more = len(due) >= batch
		cases, err := s.cases(ctx, scope, due, now)
		if err != nil {
			return err
		}
		var house House
		words, house, err = s.neutralOnly(ctx, scope, cases[0].House)
		for i := range cases {
			cases[i].House = house
		}
		v = sorted(cases)
		return err
	})
	if err != nil {
		return nil, false, err
	}
	if len(v.settle) > 0 {
		err = s.desk.InTx(ctx, scope, func(ctx context.Context) error { return s.decide(ctx, scope, v.settle) })
	}
	return perParty(scope, words, v.send), more && (len(v.settle) > 0 || len(v.send) > 0), err
}

// cases joins messages with all that is asked about them, in a constant number of
// questions.
func (s *Service) cases(ctx context.Context, scope domain.Scope, due []Message, now time.Time) ([]Case, error) {
	var parties []Party
	for _, m := range due {
		if !slices.Contains(parties, m.Party) {
			parties = append(parties, m.Party)
		}
	}
	house, err := s.store.House(ctx, scope)
	if err != nil {
		return nil, err
	}
	contacts, err := s.store.Contacts(ctx, scope, parties)
	if err != nil {
		return nil, err
	}
	facts, err := s.store.Facts(ctx, scope, due)
	if err != nil {
		return nil, err
	}
	belong, err := s.store.Belong(ctx, scope, due, now)
	if err != nil {
		return nil, err
	}
	believed, err := s.store.Believed(ctx, scope, due)
	if err != nil {
		return nil, err
	}
	rounds, err := s.roundsOf(ctx, scope, facts, house)
	if err != nil {
		return nil, err
	}
	all := make([]Case, len(due))
	for i, m := range due {
		all[i] = Case{Message: m, Contact: contacts[m.Party.ID()], Belongs: belong[m.ID], Belief: believed[m.ID], House: house, Wired: s.wired, Now: now}
		if f, ok := facts[m.Topic()]; ok {
			all[i].Fact, all[i].Rounds = &f, rounds[f.Group]
		}
	}
	return all, nil
}

func (s *Service) roundsOf(ctx context.Context, scope domain.Scope, facts map[Topic]Fact, house House) (map[domain.GroupID][]int, error) {
	rounds := map[domain.GroupID][]int{}
	for _, f := range facts {
		if _, asked := rounds[f.Group]; asked || f.Group.IsZero() {
			continue
		}
		own, err := s.store.Rounds(ctx, scope, f.Group)
		if err != nil {
			return nil, err
		}
		if own == nil {
			own = house.Rounds
		}
		rounds[f.Group] = own
	}
	return rounds, nil
}

// verdicts are cases with what becomes of them.
type verdicts struct {
	send   []Case
	settle map[Settled][]domain.MessageID
}

// sorted decides about each case. What is due only soon comes along when
// something to the same party leaves now, and is left alone otherwise. Of several
// messages about the same thing that would say the same, the newest change is
// enough.
func sorted(cases []Case) verdicts {
	v := verdicts{settle: map[Settled][]domain.MessageID{}}
	slices.SortStableFunc(cases, func(a, b Case) int { return cmp.Compare(b.newness(), a.newness()) })
	leaving, said := map[domain.UUID]bool{}, map[heard]bool{}
	for _, c := range cases {
		if c.Message.DueAt.After(c.Now) {
			continue
		}
		party := c.Message.Party.ID()
		about := c.heard()
		switch d := c.Decide(); {
		case d.Do == Wait:
			v.add(c, Settled{State: Planned, Due: d.Until, Code: c.Message.Code, At: c.Now})
		case d.Do == Drop:
			v.add(c, Settled{State: Dropped, Why: d.Why, At: c.Now})
		case !c.Message.Kind.Opens() && said[about]:
			v.add(c, Settled{State: Dropped, Why: WhyNeedless, At: c.Now})
		case d.Do == Carry:
			said[about] = true
			v.add(c, Settled{State: ByHand, Why: d.Why, At: c.Now})
		default:
			v.send = append(v.send, c)
			leaving[party], said[about] = true, true
		}
	}
	for _, c := range cases {
		if c.Message.DueAt.After(c.Now) && leaving[c.Message.Party.ID()] && !said[c.heard()] && c.early() {
			v.send = append(v.send, c)
		}
	}
	return v
}

// heard is what a party has heard of once one message of several has left.
type heard struct {
	party, about domain.UUID
	subject      Kind
}

func (c Case) heard() heard {
	return heard{c.Message.Party.ID(), c.Message.About, c.Message.Kind.subject()}
}

// newness puts changes before reminders, and the newest change or answer first.
func (c Case) newness() int64 {
	if c.Message.Kind == Change || c.Message.Kind == Booking {
		return c.Message.Round
	}
	return -1
}

func (v verdicts) add(c Case, s Settled) { v.settle[s] = append(v.settle[s], c.Message.ID) }

// early reports whether a reminder that is due soon may come along now, by a
// quarter of its time at most.
func (c Case) early() bool {
	ahead := c.Message.DueAt.Sub(c.Now)
	if c.Message.Kind != Reminder || ahead > time.Duration(c.Message.Round)*time.Minute/4 {
		return false
	}
	if c.Fact == nil || c.due().After(c.Message.DueAt) { // gone, or moved to later
		return false
	}
	c.hurried = true
	return c.Decide().Do == Send
}

// alone reports whether a message never shares another: an own way in is nobody's
// else, and what is for somebody's safety stands on the screen by itself.
func (c Case) alone() bool { return c.Message.Kind.Opens() || c.Message.Kind == Safety }

func (s *Service) decide(ctx context.Context, scope domain.Scope, settle map[Settled][]domain.MessageID) error {
	for how, ids := range settle {
		if err := s.store.Decide(ctx, scope, ids, how); err != nil {
			return err
		}
		if how.State == Planned {
			if err := s.wake(ctx, scope, how.Due); err != nil {
				return err
			}
		}
	}
	return nil
}

// mostShort is how many dates an SMS says: with the address at which messages stop,
// more would be one that no gateway takes. An e-mail says them all.
const mostShort = 2

// perParty puts together what goes to one party. A reminder of what a change tells
// anyway, or another change of the same meeting, says nothing more: they leave
// together and are one line. Every line is said: what does not fit into one SMS is
// in the next.
func perParty(scope domain.Scope, words []Wording, cases []Case) (all []Draft) {
	slices.SortStableFunc(cases, func(a, b Case) int { return a.Fact.Starts.Compare(b.Fact.Starts) })
	open := map[domain.UUID]int{} // the draft of a party that takes more lines
	for _, c := range cases {
		i, begun := open[c.Message.Party.ID()]
		if !begun || c.alone() || c.Contact.Channel == SMS && len(all[i].Lines) == mostShort {
			i = len(all)
			all = append(all, Draft{ID: domain.NewID[domain.ParcelID](), Scope: scope, Contact: c.Contact, House: c.House, Words: words, Expires: c.expires()})
			if c.Message.Kind.Opens() { // an own way in never shares a message
				all[i].Token = domain.NewToken()
			}
			if !c.alone() {
				open[c.Message.Party.ID()] = i
			}
		}
		all[i].Lines = append(all[i].Lines, c.line())
		if e := c.expires(); e.Before(all[i].Expires) {
			all[i].Expires = e
		}
	}
	return all
}

// line is a message with what would be told now.
func (c Case) line() Line {
	l := Line{Message: c.Message, Fact: *c.Fact}
	l.Was, _ = c.before().Read()
	l.heard = c.Belief.At
	l.Message.Said = c.Fact.Said()
	return l
}
