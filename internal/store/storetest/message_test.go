package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"krag/internal/document"
	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/notify"
	"krag/internal/domain/outbox"
)

// telling is a house with a group that is told things. Jobs are not run by
// themselves: run does it.
type telling struct {
	*works
	messages *notify.Service
	mu       sync.Mutex
	jobs     []outbox.Job
	id       domain.GroupID
}

// Add takes a job down.
func (w *telling) Add(_ context.Context, all ...outbox.Job) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.jobs = append(w.jobs, all...)
	return nil
}

// Heard tells as the program does.
func (w *telling) Heard(ctx context.Context, scope domain.Scope, were ...meeting.Meeting) error {
	facts := make([]notify.Fact, len(were))
	for i, m := range were {
		facts[i] = notify.Fact{About: m.ID.UUID, Group: m.Group, Standing: notify.On, Starts: m.StartsAt, Ends: m.EndsAt, Place: m.Place, Version: m.Version}
		if m.State == meeting.Cancelled {
			facts[i].Standing = notify.Off
		}
	}
	return w.messages.Heard(ctx, scope, facts...)
}

// Open opens nothing; see notify.Doors.
func (*telling) Open(context.Context, domain.Scope, notify.Party, domain.GroupID, string) error {
	return nil
}

// OpenCount opens as the program does; see notify.Doors.
func (w *telling) OpenCount(ctx context.Context, scope domain.Scope, id domain.MeetingID, token string) error {
	return w.meetings.OpenLink(ctx, scope, id, token)
}

func newTelling(t testing.TB, env *Env) *telling {
	t.Helper()
	w := &telling{works: newWorks(t, env)}
	w.messages = notify.New(w.desk, w.store.Messages(), w.store.Keys(), w, notify.Email, notify.SMS)
	w.messages.Through(w)
	w.meetings = meeting.New(w.desk, w.store.Meetings(), w)
	w.flow.Meetings, w.flow.Messages = w.meetings, w.messages
	w.lives(notify.Live)
	w.id = w.group("Źródło", group.CoLed)
	return w
}

// lives says how the institution sends.
func (w *telling) lives(mode notify.Mode) {
	w.t.Helper()
	a := w.manager()
	h, err := w.messages.House(w.t.Context(), a)
	w.must(err)
	h.Mode = mode
	w.must(w.messages.SaveHouse(w.t.Context(), a, h))
}

// reached joins somebody who may be written to.
func (w *telling) reached(pseudonym string, by notify.Channel) domain.PersonID {
	w.t.Helper()
	who := w.joins(w.id, pseudonym, "2026-01-08")
	w.says(who, func(c *notify.Contact) { c.Channel = by })
	return who
}

func (w *telling) says(who domain.PersonID, say func(*notify.Contact)) {
	w.t.Helper()
	c := w.contact(w.member(who))
	c.May, c.Channel, c.Address, c.Detail, c.Lang = true, notify.Email, domain.NewSecret("kos@example.org"), notify.DetailTime, "pl"
	if say != nil {
		say(&c)
	}
	if c.Channel == notify.SMS {
		c.Address = domain.NewSecret("600100200")
	}
	if c.Channel == notify.Letter {
		c.Address = domain.NewSecret("Skrytka 5\n00-001 Miasto")
	}
	w.must(w.contacts.Save(w.t.Context(), w.member(who), c, asked, 0))
}

// run does the jobs that tell of meetings, as often as it is asked.
func (w *telling) run() {
	w.t.Helper()
	for _, j := range slices.Clone(w.jobs) {
		switch j.Kind {
		case notify.JobMeeting:
			w.must(w.messages.RunMeeting(w.t.Context(), j))
		case notify.JobBooking:
			w.must(w.messages.RunBooking(w.t.Context(), j))
		}
	}
}

func (w *telling) drafts() []notify.Draft {
	w.t.Helper()
	all, _, err := w.messages.Drafts(w.t.Context(), w.scope())
	w.must(err)
	return all
}

// send sends what is due, and gives it.
func (w *telling) send() []notify.Draft {
	w.t.Helper()
	all := w.drafts()
	for _, d := range all {
		w.must(w.messages.Leave(w.t.Context(), d))
		w.must(w.messages.Settle(w.t.Context(), d, notify.Outcome{Fate: notify.Accepted, Code: "smtp.250"}))
	}
	return all
}

func (w *telling) version(id domain.MeetingID) int64 {
	w.t.Helper()
	r, err := w.meetings.Meeting(w.t.Context(), w.by, id)
	w.must(err)
	return r.Version
}

func (w *telling) cancel(m meeting.Meeting) {
	w.t.Helper()
	w.must(w.meetings.Cancel(w.t.Context(), w.by, m.ID, w.version(m.ID)))
}

func (w *telling) move(m meeting.Meeting, day string) {
	w.t.Helper()
	w.must(w.meetings.Move(w.t.Context(), w.by, m.ID, w.version(m.ID), meeting.NewTime{
		Date: domainDay(day), Start: 17 * 60, End: 18*60 + 30, Place: m.Place, Zone: warsaw,
	}))
}

var domainDay = day

// states are the newest changes of a meeting, by their party.
func (w *telling) states(m meeting.Meeting) map[domain.PersonID]notify.Message {
	w.t.Helper()
	rows, err := w.messages.OfMeeting(w.t.Context(), w.by, m.ID)
	w.must(err)
	found := map[domain.PersonID]notify.Message{}
	for _, r := range rows {
		found[r.Person] = r.Message
	}
	return found
}

func (w *telling) hand() []notify.Row {
	w.t.Helper()
	l, err := w.messages.Hand(w.t.Context(), w.by, "", domain.Page{Number: 1})
	w.must(err)
	if n, err := w.messages.HandCount(w.t.Context(), w.by); err != nil || n != len(l.Rows) {
		w.t.Errorf("%d on the list, %d counted, %v", len(l.Rows), n, err)
	}
	return l.Rows
}

// tuesday is a meeting on the next day at five.
func (w *telling) tuesday() meeting.Meeting {
	return w.planned(w.id, time.Date(2026, 3, 3, 16, 0, 0, 0, time.UTC))
}

func TestMeetingCalledOffIsTold(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		kos, sowa, wrona := w.reached("Kos", notify.Email), w.reached("Sowa", notify.SMS), w.reached("Wrona", notify.Letter)
		zuraw := w.joins(w.id, "Żuraw", "2026-01-08")
		gone := w.reached("Gil", notify.Email)
		w.must(w.flow.Leave(t.Context(), w.by, w.id, gone, asked))
		m := w.tuesday()
		w.cancel(m)
		w.run()
		w.run() // once more tells nothing twice
		sent := w.send()
		if len(sent) != 2 || len(w.drafts()) != 0 {
			t.Fatalf("%d sent, then %d", len(sent), len(w.drafts()))
		}
		for _, d := range sent {
			if l := d.Lines[0]; len(d.Lines) != 1 || l.Form() != notify.SayOff || !l.Was.Starts.Equal(m.StartsAt) || d.Contact.Address.IsZero() {
				t.Errorf("%+v", d)
			}
		}
		states := w.states(m)
		if len(states) != 4 || states[kos].State != notify.Sent || states[sowa].State != notify.Sent ||
			states[wrona].Why != notify.WhyLetter || states[zuraw].Why != notify.WhyNoContact {
			t.Errorf("%+v", states)
		}
		list := w.hand()
		if len(list) != 2 || list[0].Fact == nil || list[0].Fact.Standing != notify.Off || list[0].Name.IsZero() {
			t.Fatalf("to tell: %+v", list)
		}
		w.must(w.messages.Answer(t.Context(), w.by, list[0].ID, notify.AnswerTold))
		w.must(w.messages.Answer(t.Context(), w.by, list[0].ID, notify.AnswerTold)) // a second click
		w.must(w.messages.Answer(t.Context(), w.by, list[0].ID, notify.AnswerAside))
		w.must(w.messages.Answer(t.Context(), w.by, list[1].ID, notify.AnswerAside))
		if left := w.hand(); len(left) != 0 {
			t.Errorf("still to tell: %+v", left)
		}
		if s := w.states(m)[list[0].Person]; s.State != notify.Told || s.By != w.by.User {
			t.Errorf("told: %+v", s)
		}
		wantKind(t, "answering nothing", w.messages.Answer(t.Context(), w.by, list[0].ID, "x"), domain.KindInvalid)
	})
}

// TestWhatIsTrueIsTold: whatever happens between, what leaves is what is true, and
// nothing when that is what people believe.
func TestWhatIsTrueIsTold(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		w.reached("Kos", notify.Email)
		m := w.tuesday()

		w.cancel(m)
		w.must(w.meetings.Restore(t.Context(), w.by, m.ID, w.version(m.ID)))
		w.run()
		if d := w.drafts(); len(d) != 0 {
			t.Errorf("called off and back at once: %+v", d[0].Lines)
		}
		w.move(m, "2026-03-04")
		w.move(m, "2026-03-05")
		w.run()
		sent := w.send()
		if len(sent) != 1 || len(sent[0].Lines) != 1 || sent[0].Lines[0].Form() != notify.SayMoved ||
			domain.DateOf(sent[0].Lines[0].Fact.Starts, warsaw) != day("2026-03-05") || !sent[0].Lines[0].Was.Starts.Equal(m.StartsAt) {
			t.Fatalf("moved twice: %+v", sent)
		}
		w.cancel(m)
		w.run()
		if sent = w.send(); len(sent) != 1 || len(sent[0].Lines) != 1 || domain.DateOf(sent[0].Lines[0].Was.Starts, warsaw) != day("2026-03-05") {
			t.Fatalf("called off after that: %+v", sent)
		}
		w.must(w.meetings.Restore(t.Context(), w.by, m.ID, w.version(m.ID)))
		w.run()
		if sent = w.send(); len(sent) != 1 || len(sent[0].Lines) != 1 || sent[0].Lines[0].Form() != notify.SayAgain {
			t.Fatalf("planned again: %+v", sent)
		}
		w.move(m, "2026-03-06")
		w.clock.pass(6 * 24 * time.Hour)
		w.run()
		if sent = w.send(); len(sent) != 0 {
			t.Errorf("told of what is over: %+v", sent)
		}
	})
}

// TestNothingLeavesThatChanged: between looking and leaving anything may happen;
// then the draft does not leave.
func TestNothingLeavesThatChanged(t *testing.T) {
	for name, change := range map[string]func(w *telling, who domain.PersonID, m meeting.Meeting){
		"called off": func(w *telling, _ domain.PersonID, m meeting.Meeting) { w.cancel(m) },
		"moved":      func(w *telling, _ domain.PersonID, m meeting.Meeting) { w.move(m, "2026-03-05") },
		"said no": func(w *telling, who domain.PersonID, _ meeting.Meeting) {
			w.must(w.contacts.None(w.t.Context(), w.member(who), notify.Party{Person: who}, "pl"))
		},
		"another address": func(w *telling, who domain.PersonID, _ meeting.Meeting) {
			w.says(who, func(c *notify.Contact) { c.Address = domain.NewSecret("inny@example.org") })
		},
		"stopped by the link": func(w *telling, who domain.PersonID, _ meeting.Meeting) {
			w.must(w.contacts.Stop(w.t.Context(), w.contact(w.member(who)).Stop.Reveal()))
		},
		"left": func(w *telling, who domain.PersonID, _ meeting.Meeting) {
			w.must(w.flow.Leave(w.t.Context(), w.by, w.id, who, asked))
		},
		"forgotten": func(w *telling, who domain.PersonID, _ meeting.Meeting) {
			w.must(w.flow.Forget(w.t.Context(), w.by, who, asked))
		},
		"the house falls silent": func(w *telling, _ domain.PersonID, _ meeting.Meeting) { w.lives(notify.Mute) },
		"too late":               func(w *telling, _ domain.PersonID, _ meeting.Meeting) { w.clock.pass(4 * 24 * time.Hour) },
		"told in person": func(w *telling, who domain.PersonID, m meeting.Meeting) {
			w.must(w.messages.Answer(w.t.Context(), w.by, w.states(m)[who].ID, notify.AnswerTold))
		},
	} {
		t.Run(name, func(t *testing.T) {
			Each(t, func(t *testing.T, env *Env) {
				w := newTelling(t, env)
				who := w.reached("Kos", notify.Email)
				m := w.tuesday()
				w.move(m, "2026-03-04")
				w.run()
				drafts := w.drafts()
				if len(drafts) != 1 {
					t.Fatalf("%d drafts", len(drafts))
				}
				change(w, who, m)
				if err := w.messages.Leave(t.Context(), drafts[0]); !errors.Is(err, notify.ErrChanged) {
					t.Errorf("it left: %v", err)
				}
			})
		})
	}
}

// TestMessagesElsewhere: another institution sees and moves nothing.
func TestMessagesElsewhere(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		who := w.joins(w.id, "Kos", "2026-01-08")
		m := w.planned(w.id, morning.AddDate(0, 0, 3))
		w.cancel(m)
		w.run()
		w.drafts()
		list := w.hand()
		x := w.elsewhere()
		by := x.by
		wantKind(t, "answering", w.messages.Answer(t.Context(), by, list[0].ID, notify.AnswerTold), domain.KindNotFound)
		if l, err := w.messages.Hand(t.Context(), by, "", domain.Page{Number: 1}); err != nil || l.Total != 0 {
			t.Errorf("%+v, %v", l, err)
		}
		if rows, err := w.messages.OfMeeting(t.Context(), by, m.ID); err != nil || len(rows) != 0 {
			t.Errorf("%+v, %v", rows, err)
		}
		if l, err := w.messages.Record(t.Context(), by, who, domain.Page{Number: 1}); err != nil || l.Total != 0 {
			t.Errorf("%+v, %v", l, err)
		}
		stranger := authz.Actor{Roles: []authz.Role{authz.Member}, Person: domain.NewID[domain.PersonID](), Institution: w.in.ID, Scope: w.scope()}
		_, err := w.messages.Record(t.Context(), stranger, who, domain.Page{Number: 1})
		wantKind(t, "another member's record", err, domain.KindNotFound)
		if l, err := w.messages.Record(t.Context(), w.member(who), who, domain.Page{Number: 1}); err != nil || l.Total != 1 {
			t.Errorf("the own record: %+v, %v", l, err)
		}
	})
}

// TestRemindersHideNobody: however often people were reminded of a meeting, and
// however often it changed, everybody is among those who know of its last change.
func TestRemindersHideNobody(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		kos, sowa := w.reached("Kos", notify.Email), w.joins(w.id, "Sowa", "2026-01-08")
		m := w.tuesday()
		w.cancel(m)
		w.run()
		w.send()
		all := make([]notify.Message, 2100)
		for i := range all {
			at := w.clock.Now().Add(time.Hour)
			all[i] = notify.Message{
				ID: domain.NewID[domain.MessageID](), Party: notify.Party{Person: kos}, Kind: notify.Reminder, About: m.ID.UUID,
				Round: int64(i), State: notify.Planned, DueAt: at, ExpiresAt: at, MadeAt: at,
			}
		}
		w.must(w.do(func(ctx context.Context) error {
			_, err := w.store.Messages().Insert(ctx, w.scope(), all)
			return err
		}))
		if s := w.states(m); s[kos].State != notify.Sent || s[sowa].State != notify.ByHand {
			t.Errorf("%d of 2 are there: %+v", len(s), s)
		}
	})
}

// TestEverythingToldIsSaid: who is told that many meetings do not take place reads
// the day of each, however few fit into one message: what was only counted is not
// known, and they would come.
func TestEverythingToldIsSaid(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		kos, sowa := w.reached("Kos", notify.SMS), w.reached("Sowa", notify.Email)
		var days []string
		for i := range 8 {
			m := w.planned(w.id, time.Date(2026, 3, 10+i, 16, 0, 0, 0, time.UTC))
			w.cancel(m)
			days = append(days, fmt.Sprintf("%d.03", 10+i), fmt.Sprintf("%d marca", 10+i))
		}
		w.run()
		texts := map[domain.PersonID]string{}
		for _, d := range w.send() {
			texts[d.Contact.Person] += document.Messages{}.Parcel(d).Text.Reveal()
		}
		for i, day := range days {
			if who := []domain.PersonID{kos, sowa}[i%2]; !strings.Contains(texts[who], day) {
				t.Errorf("%s is not said: %s", day, texts[who])
			}
		}
		if left := w.drafts(); len(left) != 0 {
			t.Errorf("%d more", len(left))
		}
	})
}
