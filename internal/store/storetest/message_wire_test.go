package storetest

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/meeting"
	"krag/internal/domain/notify"
	"krag/internal/torture"
)

// TestOnceOnly: of many workers with the same draft one has it leave.
func TestOnceOnly(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		w.reached("Kos", notify.Email)
		for range torture.Count(t, 40) {
			m := w.tuesday()
			w.cancel(m)
			w.run()
			w.jobs = nil
			drafts := w.drafts()
			if len(drafts) != 1 {
				t.Fatalf("%d drafts", len(drafts))
			}
			var left, kept int
			var mu sync.Mutex
			var all sync.WaitGroup
			for range 8 {
				all.Go(func() {
					d := drafts[0]
					d.ID = domain.NewID[domain.ParcelID]()
					err := w.messages.Leave(t.Context(), d)
					mu.Lock()
					defer mu.Unlock()
					switch {
					case err == nil:
						left++
					case errors.Is(err, notify.ErrChanged):
						kept++
					default:
						t.Error(err)
					}
				})
			}
			all.Wait()
			if left != 1 || kept != 7 {
				t.Fatalf("it left %d times", left)
			}
		}
	})
}

// TestWhatNobodyKnows: a worker that dies leaves a message of which nobody knows.
// It is not sent again by itself; whoever heard the answer all the same counts.
func TestWhatNobodyKnows(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		who := w.reached("Kos", notify.Email)
		m := w.planned(w.id, morning.AddDate(0, 0, 3))
		w.cancel(m)
		w.run()
		d := w.drafts()[0]
		w.must(w.messages.Leave(t.Context(), d))
		w.clock.pass(10 * time.Minute)
		if n, err := w.messages.Abandoned(t.Context(), w.scope()); n != 0 || err != nil {
			t.Errorf("%d given up while they may be on the wire, %v", n, err)
		}
		w.clock.pass(10 * time.Minute)
		w.must(w.messages.Sweep(t.Context(), w.scope()))
		if s := w.states(m)[who]; s.State != notify.Unsure || s.Why != notify.WhyUncertain {
			t.Errorf("%+v", s)
		}
		if again := w.drafts(); len(again) != 0 {
			t.Errorf("it goes again by itself: %+v", again)
		}
		if list := w.hand(); len(list) != 1 {
			t.Errorf("to look at: %+v", list)
		}
		w.must(w.messages.Settle(t.Context(), d, notify.Outcome{Fate: notify.Accepted, Code: "smtp.250"}))
		if s := w.states(m)[who]; s.State != notify.Sent {
			t.Errorf("heard late: %+v", s)
		}

		// Another, of which somebody decides.
		w.must(w.meetings.Restore(t.Context(), w.by, m.ID, w.version(m.ID)))
		w.run()
		d = w.drafts()[0]
		w.must(w.messages.Leave(t.Context(), d))
		w.must(w.messages.Settle(t.Context(), d, notify.Outcome{Fate: notify.Uncertain, Code: "lost"}))
		w.must(w.messages.Answer(t.Context(), w.by, w.hand()[0].ID, notify.AnswerAgain))
		if sent := w.send(); len(sent) != 1 {
			t.Errorf("asked to go again: %+v", sent)
		}
	})
}

func TestProviderIsDown(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		who := w.reached("Kos", notify.Email)
		m := w.planned(w.id, morning.AddDate(0, 0, 3))
		w.cancel(m)
		w.run()
		tries := 0
		for from := w.clock.Now(); w.clock.Now().Sub(from) < time.Hour; w.clock.pass(time.Minute) {
			for _, d := range w.drafts() {
				tries++
				w.must(w.messages.Missed(t.Context(), d, notify.Outcome{Fate: notify.Passing, Code: "connect"}))
			}
		}
		if tries < 5 || tries > 12 {
			t.Errorf("tried %d times in an hour", tries)
		}
		w.clock.pass(time.Minute)
		if list := w.hand(); len(list) != 1 || list[0].State != notify.Planned || list[0].Message.Code != "connect" {
			t.Errorf("nobody is told that it does not leave: %+v", list)
		}
		w.clock.pass(15 * time.Minute)
		if sent := w.send(); len(sent) != 1 {
			t.Errorf("%d sent when it was back", len(sent))
		}
		if s := w.states(m)[who]; s.State != notify.Sent || len(w.hand()) != 0 {
			t.Errorf("%+v", s)
		}
	})
}

func TestWhatTheWireSays(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		who := w.reached("Kos", notify.Email)
		told := func() (notify.Draft, meeting.Meeting) {
			m := w.planned(w.id, morning.AddDate(0, 0, 3))
			w.cancel(m)
			w.run()
			w.jobs = nil
			d := w.drafts()[0]
			w.must(w.messages.Leave(t.Context(), d))
			return d, m
		}
		d, m := told()
		w.must(w.messages.Settle(t.Context(), d, notify.Outcome{Fate: notify.Refused, Code: "smtp.550"}))
		if s := w.states(m)[who]; s.State != notify.ByHand || s.Why != notify.WhyRefused || s.Code != "smtp.550" {
			t.Errorf("refused: %+v", s)
		}
		d, m = told()
		w.must(w.messages.Settle(t.Context(), d, notify.Outcome{Fate: notify.Accepted}))
		if met, err := w.messages.GivenBack(t.Context(), w.scope(), d.ID, "dsn.5.1.1"); !met || err != nil {
			t.Errorf("given back: %v, %v", met, err)
		}
		if s := w.states(m)[who]; s.State != notify.ByHand || s.Why != notify.WhyReturned {
			t.Errorf("given back: %+v", s)
		}
		if met, err := w.messages.GivenBack(t.Context(), w.scope(), domain.NewID[domain.ParcelID](), "dsn.5.1.1"); met || err != nil {
			t.Errorf("a parcel that never was: %v, %v", met, err)
		}
		d, m = told()
		w.must(w.messages.Settle(t.Context(), d, notify.Outcome{Fate: notify.Passing, Code: "smtp.451", Wait: 20 * time.Minute}))
		if s := w.states(m)[who]; s.State != notify.Planned || s.DueAt.Sub(w.clock.Now()) != 20*time.Minute || s.Said != "" {
			t.Errorf("later: %+v", s)
		}
	})
}

// TestWhatCameBackIsAnswered: of what a provider gave back after it took it,
// somebody tells what has to be told, and says so; each answer is taken.
func TestWhatCameBackIsAnswered(t *testing.T) {
	for answer, want := range map[notify.Answer]notify.State{
		notify.AnswerTold: notify.Told, notify.AnswerAside: notify.Dropped, notify.AnswerAgain: notify.Planned,
	} {
		t.Run(string(answer), func(t *testing.T) {
			Each(t, func(t *testing.T, env *Env) {
				w := newTelling(t, env)
				who := w.reached("Kos", notify.Email)
				m := w.tuesday()
				w.cancel(m)
				w.cancel(w.planned(w.id, morning.AddDate(0, 0, 3)))
				w.run()
				sent := w.send()
				if len(sent) != 1 || len(sent[0].Lines) != 2 {
					t.Fatalf("%+v", sent)
				}
				for range 2 { // a report may come twice
					if _, err := w.messages.GivenBack(t.Context(), w.scope(), sent[0].ID, "dsn.5.1.1"); err != nil {
						t.Fatal(err)
					}
				}
				list := w.hand()
				if len(list) != 2 || list[0].Why != notify.WhyReturned || list[1].Why != notify.WhyReturned {
					t.Fatalf("to tell: %+v", list)
				}
				for _, row := range list {
					w.must(w.messages.Answer(t.Context(), w.by, row.ID, answer))
					w.must(w.messages.Answer(t.Context(), w.by, row.ID, answer))
				}
				if left := w.hand(); len(left) != 0 {
					t.Errorf("still to tell: %+v", left)
				}
				if s := w.states(m)[who]; s.State != want {
					t.Errorf("%+v", s)
				}
				again := w.send()
				if (len(again) == 1 && len(again[0].Lines) == 2) != (answer == notify.AnswerAgain) {
					t.Errorf("%s: %+v left", answer, again)
				}
				if _, err := w.messages.GivenBack(t.Context(), w.scope(), sent[0].ID, "dsn.5.1.1"); err != nil || len(w.hand()) != 0 {
					t.Errorf("an old report moves what was answered: %+v, %v", w.hand(), err)
				}
			})
		})
	}
}

func TestLimits(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		a := w.manager()
		h, err := w.messages.House(t.Context(), a)
		w.must(err)
		h.PerHour, h.PartsEach = 2, 3
		w.must(w.messages.SaveHouse(t.Context(), a, h))
		w.must(w.messages.SaveHouse(t.Context(), a, h)) // the form came twice
		h.PerHour = 3
		wantKind(t, "an older form", w.messages.SaveHouse(t.Context(), a, h), domain.KindStale)
		for _, name := range []string{"Kos", "Sowa", "Gil"} {
			w.reached(name, notify.SMS)
		}
		m := w.planned(w.id, morning.AddDate(0, 0, 3))
		w.cancel(m)
		w.run()
		left := 0
		for _, d := range w.drafts() {
			d.Parts = 2
			err := w.messages.Leave(t.Context(), d)
			if _, over := errors.AsType[*notify.LimitError](err); over {
				w.must(w.messages.Hold(t.Context(), d, 10*time.Minute, "limit"))
				continue
			}
			w.must(err)
			left++
		}
		if left != 1 { // a second would be the fourth piece
			t.Errorf("%d left", left)
		}
	})
}

func TestOneMessageWhereSeveralWouldGo(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		w.reached("Kos", notify.Email)
		for d := range 3 {
			w.cancel(w.planned(w.id, morning.AddDate(0, 0, 3+d)))
		}
		w.run()
		sent := w.send()
		if len(sent) != 1 || len(sent[0].Lines) != 3 || !slices.IsSortedFunc(sent[0].Lines, func(a, b notify.Line) int { return a.Fact.Starts.Compare(b.Fact.Starts) }) {
			t.Errorf("%d drafts", len(sent))
		}
	})
}
