package storetest

import (
	"context"
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/notify"
	"krag/internal/domain/outbox"
	"krag/internal/domain/relay"
	"krag/internal/torture"
)

// mail is a telling whose group can be written to: Kos answers at the next
// meeting.
type mail struct {
	*telling
	token    string
	kos      domain.PersonID
	next     meeting.Meeting
	jobs     []outbox.Job
	parcels  []notify.Parcel
	fate     notify.Fate
	whenGoes func()
}

func newMail(t testing.TB, env *Env) *mail {
	t.Helper()
	w := &mail{telling: newTelling(t, env), fate: notify.Accepted}
	w.letters.Through(w)
	w.flow.Carry, w.flow.Replies = w, w
	w.kos = w.reached("Kos", notify.Email)
	w.next = w.planned(w.id, morning.AddDate(0, 0, 3))
	w.must(w.gives(w.id, w.next, group.Contact, w.kos))
	w.token = w.address()
	return w
}

// Add takes the jobs by which answers leave.
func (w *mail) Add(_ context.Context, jobs ...outbox.Job) error {
	w.jobs = append(w.jobs, jobs...)
	return nil
}

// Reply is an answer without the words around it.
func (w *mail) Reply(r notify.Reply) notify.Parcel {
	return notify.Parcel{Channel: r.Contact.Channel, To: r.Contact.Address, Text: domain.NewSecret(r.Words.Reveal() + " " + r.Token)}
}

// PartsOf is two of every SMS.
func (w *mail) PartsOf(p notify.Parcel) int {
	if p.Channel == notify.SMS {
		return 2
	}
	return 0
}

// One carries an answer, with the fate of the day.
func (w *mail) One(ctx context.Context, p notify.Parcel, leave func(context.Context) error) (notify.Outcome, error) {
	if err := leave(ctx); err != nil {
		return notify.Outcome{}, err
	}
	if w.whenGoes != nil {
		w.whenGoes()
	}
	w.parcels = append(w.parcels, p)
	return notify.Outcome{Fate: w.fate}, nil
}

// address makes the address of the group, and gives its token.
func (w *mail) address() string {
	w.t.Helper()
	w.must(w.letters.MakeLink(w.t.Context(), w.by, w.id))
	l, err := w.letters.LinkOf(w.t.Context(), w.by, w.id)
	w.must(err)
	return l.Token.Reveal()
}

func (w *mail) as(who domain.PersonID) authz.Actor {
	return authz.Actor{Roles: []authz.Role{authz.Member}, Person: who, Institution: w.in.ID, Scope: w.scope(), Groups: []domain.GroupID{w.id}}
}

func newLetter(by relay.Channel) relay.NewLetter {
	n := relay.NewLetter{ID: domain.NewID[domain.LetterID](), Words: "Czy można przyjść?", Reply: relay.Reply{By: by, Lang: "pl"}}
	if by == relay.Email {
		n.Reply.Address = domain.NewSecret("ktos@example.org")
	}
	return n
}

func (w *mail) writes(n relay.NewLetter) relay.NewLetter {
	w.t.Helper()
	w.must(w.letters.Write(w.t.Context(), w.token, n))
	return n
}

func (w *mail) does(who domain.PersonID, id domain.LetterID, d relay.Deed) error {
	return w.letters.Do(w.t.Context(), w.as(who), w.id, id, d)
}

func (w *mail) letter(who domain.PersonID, id domain.LetterID) relay.Letter {
	w.t.Helper()
	l, _, err := w.letters.Letter(w.t.Context(), w.as(who), w.id, id)
	w.must(err)
	return l
}

// carries does what the queue would.
func (w *mail) carries() {
	w.t.Helper()
	jobs := w.jobs
	w.jobs = nil
	for _, j := range jobs {
		if j.Kind == relay.JobAnswer {
			w.must(w.flow.RunReply(w.t.Context(), j))
		}
	}
}

// TestALetterIsAnswered: sent twice it is one; whoever has the role reads, takes and
// answers it, once, and whoever has not finds nothing.
func TestALetterIsAnswered(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newMail(t, env)
		ctx := t.Context()
		sowa := w.reached("Sowa", notify.Email)
		n := w.writes(newLetter(relay.Email))
		w.writes(n)
		post, err := w.letters.Letters(ctx, w.as(w.kos), w.id, domain.Page{Number: 1})
		w.must(err)
		if !post.Turn || len(post.Open) != 1 || post.Open[0].Words.Reveal() != n.Words || post.Open[0].State != relay.Waiting {
			t.Fatalf("whoever has the role reads %+v", post)
		}
		if none, err := w.letters.Letters(ctx, w.as(sowa), w.id, domain.Page{Number: 1}); err != nil || none.Turn || len(none.Open) != 0 {
			t.Errorf("whoever has not reads %+v, %v", none, err)
		}
		_, _, err = w.letters.Letter(ctx, w.as(sowa), w.id, n.ID)
		wantKind(t, "whoever has not", err, domain.KindNotFound)
		wantKind(t, "whoever has not takes", w.does(sowa, n.ID, relay.Take), domain.KindNotFound)
		wantKind(t, "an answer before it is taken", w.letters.Answer(ctx, w.as(w.kos), w.letter(w.kos, n.ID), "Tak."), domain.KindConflict)
		w.must(w.does(w.kos, n.ID, relay.Take))
		w.must(w.does(w.kos, n.ID, relay.Take))
		l := w.letter(w.kos, n.ID)
		if l.TakerName.Reveal() != "Kos" || !l.Answerable(relay.Reader{Person: w.kos}) {
			t.Errorf("taken: %+v", l)
		}
		for range 2 { // the form came twice
			w.must(w.letters.Answer(ctx, w.as(w.kos), l, " Tak, zapraszamy. "))
		}
		w.clock.pass(time.Hour) // the house is open
		w.carries()
		if len(w.parcels) != 1 || w.parcels[0].To.Reveal() != "ktos@example.org" || w.parcels[0].Text.Reveal() != "Tak, zapraszamy. "+w.token {
			t.Fatalf("left: %+v", w.parcels)
		}
		if l := w.letter(w.kos, n.ID); l.State != relay.Answered || l.Going != relay.Sent || l.Answer.Reveal() != "Tak, zapraszamy." {
			t.Errorf("answered: %+v", l)
		}
		w.must(w.flow.RunReply(ctx, outbox.Job{Kind: relay.JobAnswer, Scope: w.scope(), Args: []byte(`{"letter":"` + n.ID.String() + `"}`)}))
		if len(w.parcels) != 1 {
			t.Error("a job that came twice sends twice")
		}
	})
}

// TestAnAnswerThatDoesNotLeave comes back to who wrote it; one of which nobody knows
// is not sent again by itself.
func TestAnAnswerThatDoesNotLeave(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newMail(t, env)
		n := w.writes(newLetter(relay.Email))
		w.must(w.does(w.kos, n.ID, relay.Take))
		answer := func() relay.Letter {
			w.must(w.letters.Answer(t.Context(), w.as(w.kos), w.letter(w.kos, n.ID), "Tak."))
			w.carries()
			return w.letter(w.kos, n.ID)
		}
		w.clock.pass(time.Hour)
		w.fate = notify.Refused
		if l := answer(); l.State != relay.Taken || l.Going != relay.Unsent || l.Answer.Reveal() != "Tak." {
			t.Errorf("refused: %+v", l)
		}
		w.fate = notify.Uncertain
		if l := answer(); l.State != relay.Taken || l.Going != relay.Unsure {
			t.Errorf("uncertain: %+v", l)
		}
		w.fate = notify.Passing
		if l := answer(); l.State != relay.Answered || l.Going != relay.Planned || len(w.jobs) != 1 {
			t.Errorf("it waits: %+v, %v", l, w.jobs)
		}
		w.lives(notify.Mute)
		w.carries()
		if l := w.letter(w.kos, n.ID); l.Going != relay.Unsent || len(w.parcels) != 3 {
			t.Errorf("of a house that sends nothing: %+v", l)
		}
	})
}

// TestWhoLosesTheRoleReadsNothing: what they had waits again, as when they leave.
func TestWhoLosesTheRoleReadsNothing(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newMail(t, env)
		sowa := w.reached("Sowa", notify.Email)
		n := w.writes(newLetter(relay.NoAnswer))
		w.must(w.does(w.kos, n.ID, relay.Take))
		if lying := w.lying(); lying != 0 {
			t.Errorf("%d lie while somebody has it", lying)
		}
		w.must(w.turns.Set(t.Context(), w.by, w.id, w.next.ID, []group.TurnChange{{Role: group.Contact, Was: w.kos, Now: sowa}}))
		if lying := w.lying(); lying != 1 {
			t.Errorf("%d lie after the role went on, want 1", lying)
		}
		_, _, err := w.letters.Letter(t.Context(), w.as(w.kos), w.id, n.ID)
		wantKind(t, "who lost the role", err, domain.KindNotFound)
		if l := w.letter(sowa, n.ID); l.State != relay.Waiting || !l.TakerName.IsZero() {
			t.Errorf("for who has it now: %+v", l)
		}
		w.must(w.does(sowa, n.ID, relay.Take))
		w.must(w.flow.Leave(t.Context(), w.by, w.id, sowa, day("2026-03-02")))
		_, _, err = w.letters.Letter(t.Context(), w.as(sowa), w.id, n.ID)
		wantKind(t, "who left", err, domain.KindNotFound)
		l, _, err := w.letters.Letter(t.Context(), w.by, w.id, n.ID)
		if err != nil || l.State != relay.Waiting || !l.Taker.IsZero() {
			t.Errorf("for the house: %+v, %v", l, err)
		}
		_, _, err = w.elsewhere().letters.Letter(t.Context(), w.elsewhere().by, w.id, n.ID)
		wantKind(t, "in another institution", err, domain.KindNotFound)
	})
}

// lying are how many letters of the group the day of a coordinator counts.
func (w *mail) lying() (n int) {
	w.t.Helper()
	all, err := w.letters.Lying(w.t.Context(), w.by)
	w.must(err)
	for _, l := range all {
		if l.Group == w.id {
			n += l.N
		}
	}
	return n
}

// TestALetterOfAGroupThatCloses waits for the house, whoever had it.
func TestALetterOfAGroupThatCloses(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newMail(t, env)
		n := w.writes(newLetter(relay.NoAnswer))
		w.writes(newLetter(relay.NoAnswer))
		w.must(w.does(w.kos, n.ID, relay.Take))
		if lying := w.lying(); lying != 1 {
			t.Fatalf("%d lie before, want 1", lying)
		}
		_, err := w.ends(w.id, group.Ending{Reason: group.NotNeeded, Onward: []group.Onward{group.InTouch}})
		w.must(err)
		if lying := w.lying(); lying != 2 {
			t.Errorf("%d lie after, want 2", lying)
		}
		if l := w.kept(n.ID); l.State != relay.Waiting || !l.Taker.IsZero() {
			t.Errorf("it is kept as %+v", l)
		}
	})
}

// kept gives a letter as it stands, whoever may read.
func (w *mail) kept(id domain.LetterID) relay.Letter {
	w.t.Helper()
	return have(w.works, func(ctx context.Context) (relay.Letter, error) {
		return w.store.Letters().Stands(ctx, w.scope(), w.id, id)
	})
}

// TestALetterStaysWithTheGroup of which somebody goes to another one; an answer of
// theirs that does not leave waits for who stayed.
func TestALetterStaysWithTheGroup(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newMail(t, env)
		w.reached("Sowa", notify.Email) // who stays
		n, answered := w.writes(newLetter(relay.NoAnswer)), w.writes(newLetter(relay.Email))
		w.must(w.does(w.kos, n.ID, relay.Take))
		w.must(w.does(w.kos, answered.ID, relay.Take))
		w.must(w.letters.Answer(t.Context(), w.as(w.kos), w.letter(w.kos, answered.ID), "Tak."))
		w.must(w.splits(w.id, branch(w.kos)))
		if l := w.kept(n.ID); l.State != relay.Waiting || !l.Taker.IsZero() {
			t.Errorf("it is kept as %+v", l)
		}
		w.clock.pass(time.Hour) // the house is open
		w.fate = notify.Refused
		w.carries()
		if l := w.kept(answered.ID); l.State != relay.Waiting || l.Going != relay.Unsent || !l.SettledAt.IsZero() {
			t.Errorf("the answer that did not leave: %+v", l)
		}
	})
}

// TestALetterIsToldOf to each who may answer it, once, and to nobody who may not
// when it leaves.
func TestALetterIsToldOf(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newMail(t, env)
		sowa := w.reached("Sowa", notify.SMS)
		w.clock.pass(time.Hour)
		tell := func() (told []domain.PersonID) {
			_, err := w.messages.Plan(t.Context(), w.scope())
			w.must(err)
			for _, d := range w.send() {
				for _, l := range d.Lines {
					if l.Kind == notify.Came {
						told = append(told, d.Contact.Person)
					}
				}
			}
			return told
		}
		first := w.writes(newLetter(relay.NoAnswer))
		if told := tell(); !slices.Equal(told, []domain.PersonID{w.kos}) || len(tell()) != 0 {
			t.Fatalf("told: %v, want %v once", told, w.kos)
		}
		w.must(w.does(w.kos, first.ID, relay.Take))
		w.writes(newLetter(relay.NoAnswer))
		_, err := w.messages.Plan(t.Context(), w.scope())
		w.must(err)
		w.must(w.turns.Set(t.Context(), w.by, w.id, w.next.ID, []group.TurnChange{{Role: group.Contact, Was: w.kos, Now: sowa}}))
		if told := tell(); !slices.Equal(told, []domain.PersonID{sowa, sowa}) { // of the one that Kos has no more, too
			t.Errorf("told after the role went on: %v, want %v twice", told, sowa)
		}
	})
}

// TestAnAddressEnds when a new one is made, when it is taken back, and with its
// group; and nobody floods it.
func TestAnAddressEnds(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newMail(t, env)
		ctx := t.Context()
		old := w.token
		w.token = w.address()
		wantKind(t, "the one before", w.letters.Write(ctx, old, newLetter(relay.NoAnswer)), domain.KindGone)
		for range relay.MostADay {
			w.writes(newLetter(relay.NoAnswer))
		}
		wantKind(t, "one more that day", w.letters.Write(ctx, w.token, newLetter(relay.NoAnswer)), domain.KindTooMany)
		w.clock.pass(25 * time.Hour)
		w.writes(newLetter(relay.NoAnswer))
		w.must(w.letters.DropLink(ctx, w.by, w.id))
		wantKind(t, "one that was taken back", w.letters.Write(ctx, w.token, newLetter(relay.NoAnswer)), domain.KindGone)
	})
}

// TestLettersGo so many days after they were settled, with their keys, and those
// that nobody answered later.
func TestLettersGo(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newMail(t, env)
		ctx := t.Context()
		closed, open := w.writes(newLetter(relay.NoAnswer)), w.writes(newLetter(relay.Email))
		w.must(w.does(w.kos, closed.ID, relay.Take))
		w.must(w.does(w.kos, closed.ID, relay.Close))
		left := func() int {
			w.must(w.letters.Sweep(ctx, w.scope()))
			post, err := w.letters.Letters(ctx, w.by, w.id, domain.Page{Number: 1})
			w.must(err)
			return len(post.Open) + len(post.Settled.Rows)
		}
		day := 24 * time.Hour
		w.clock.pass(relay.Kept*day - time.Hour)
		if n := left(); n != 2 {
			t.Errorf("%d are left before", n)
		}
		w.clock.pass(2 * time.Hour)
		if n := left(); n != 1 {
			t.Errorf("%d are left after", n)
		}
		_, err := w.store.Keys().Hold(ctx, closed.ID.UUID)
		wantKind(t, "its key", err, domain.KindGone)
		w.clock.pass((relay.Longest - relay.Kept) * day)
		if n := left(); n != 0 {
			t.Errorf("%d are left in the end", n)
		}
		_, err = w.store.Keys().Hold(ctx, open.ID.UUID)
		wantKind(t, "the key of the other", err, domain.KindGone)
	})
}

// TestTwoTakeOneLetter: of two who take it at once one has it.
func TestTwoTakeOneLetter(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newMail(t, env)
		sowa := w.reached("Sowa", notify.Email)
		last := w.planned(w.id, morning.AddDate(0, 0, -3)) // at which Sowa answered
		w.must(w.gives(w.id, last, group.Contact, sowa))
		people := []domain.PersonID{w.kos, sowa}
		n := w.writes(newLetter(relay.NoAnswer))
		for range torture.Count(t, rounds) {
			errs := atOnce(2, func(i int) error { return w.does(people[i], n.ID, relay.Take) })
			if (errs[0] == nil) == (errs[1] == nil) {
				t.Fatalf("both or none: %v", errs)
			}
			for i, err := range errs {
				if err != nil {
					wantKind(t, "the later one", err, domain.KindConflict)
				} else if l := w.letter(people[i], n.ID); l.Taker.Person != people[i] {
					t.Fatalf("it is %v's", l.Taker)
				} else {
					w.must(w.does(people[i], n.ID, relay.Back))
				}
			}
		}
	})
}

// TestAnswersCountToTheLimits: to those of an hour and of a month, as any message
// does; what is over them waits, and what surely did not arrive does not count.
func TestAnswersCountToTheLimits(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newMail(t, env)
		a := w.manager()
		limit := func(hour, parts int) {
			h, err := w.messages.House(t.Context(), a)
			w.must(err)
			h.PerHour, h.PartsEach = hour, parts
			w.must(w.messages.SaveHouse(t.Context(), a, h))
		}
		answered := func(by relay.Channel) relay.Letter {
			n := newLetter(by)
			if by == relay.SMS {
				n.Reply.Address = domain.NewSecret("+48600100200")
			}
			w.writes(n)
			w.must(w.does(w.kos, n.ID, relay.Take))
			w.must(w.letters.Answer(t.Context(), w.as(w.kos), w.letter(w.kos, n.ID), "Tak."))
			w.carries()
			return w.letter(w.kos, n.ID)
		}
		w.clock.pass(time.Hour) // the house is open
		limit(2, 3)
		w.fate = notify.Refused
		if l := answered(relay.Email); l.Going != relay.Unsent {
			t.Errorf("refused: %+v", l)
		}
		w.fate = notify.Accepted
		if l := answered(relay.SMS); l.Going != relay.Sent {
			t.Errorf("the first: %+v", l)
		}
		if l := answered(relay.SMS); l.Going != relay.Planned || len(w.jobs) != 1 { // it would be the fourth piece
			t.Errorf("over the pieces of a month: %+v", l)
		}
		w.jobs = nil
		if l := answered(relay.Email); l.Going != relay.Sent {
			t.Errorf("the second: %+v", l)
		}
		if l := answered(relay.Email); l.Going != relay.Planned || len(w.jobs) != 1 {
			t.Errorf("the third of an hour: %+v", l)
		}
		w.clock.pass(time.Hour + time.Minute)
		w.carries()
		if len(w.parcels) != 4 { // with the one that was refused
			t.Errorf("an hour later %d have left", len(w.parcels))
		}
	})
}
