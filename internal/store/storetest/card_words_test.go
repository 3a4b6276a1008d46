package storetest

import (
	"context"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/publish"
)

// countedLog counts the records of an action.
type countedLog struct {
	audit.Log
	n int
}

func (l *countedLog) Record(ctx context.Context, e audit.Entry) error {
	if e.Action == publish.ActExact {
		l.n++
	}
	return l.Log.Record(ctx, e)
}

// worded makes a card in whose words numbers stand, and gives what waits.
func (w *works) worded(words string) (id domain.CardID, waiting []string) {
	w.t.Helper()
	n := w.card("samopomoc")
	w.must(w.cards().Write(w.t.Context(), w.by, n.ID, 2, "advice", publish.Polish, words))
	for _, l := range w.looked(n.ID).Loose {
		waiting = append(waiting, l.Text())
	}
	return n.ID, waiting
}

func (w *works) looked(id domain.CardID) publish.Preview {
	w.t.Helper()
	look, err := w.cards().Preview(w.t.Context(), w.by, id, publish.Polish)
	w.must(err)
	return look
}

// TestNumbersInWordsAreDecidedEach decides about several at once: one reason,
// but each is kept, written down and taken back by itself.
func TestNumbersInWordsAreDecidedEach(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		log := &countedLog{Log: w.desk.Log}
		w.desk.Log = log
		id, waiting := w.worded("8 kubków, 3 z nich")
		if len(waiting) != 2 || w.looked(id).Ready() {
			t.Fatalf("waiting: %v", waiting)
		}
		about := func(nobody bool, reason string, texts ...string) publish.Decision {
			return publish.Decision{ID: domain.NewID[domain.PermissionID](), Card: id, Texts: texts, Nobody: nobody, Reason: reason}
		}
		for kind, d := range map[domain.Kind]publish.Decision{
			domain.KindInvalid: about(false, " ", waiting...), domain.KindConflict: about(false, "tak", waiting[0], "[9] osób"),
		} {
			if err := w.cards().Decide(t.Context(), w.manager(), d); domain.KindOf(err) != kind {
				t.Errorf("%+v: %v", d, err)
			}
		}
		if err := w.cards().Decide(t.Context(), w.manager(), about(true, "kubki")); domain.KindOf(err) != domain.KindInvalid {
			t.Errorf("about no number: %v", err)
		}
		if err := w.cards().Decide(t.Context(), w.by, about(true, "kubki", waiting[0])); domain.KindOf(err) != domain.KindForbidden {
			t.Errorf("a coordinator: %v", err)
		}
		if look := w.looked(id); len(look.Exact) > 0 || len(look.Loose) != 2 || log.n > 0 {
			t.Fatalf("something was kept: %+v", look.Exact)
		}
		d := about(true, "to kubki", waiting...)
		for _, err := range atOnce(2, func(int) error { return w.cards().Decide(t.Context(), w.manager(), d) }) {
			w.must(err)
		}
		w.must(w.cards().Decide(t.Context(), w.manager(), d)) // the form came once more
		look := w.looked(id)
		if len(look.Exact) != 2 || len(look.Decided) != 2 || !look.Ready() || log.n != 2 {
			t.Fatalf("decided: %+v, %d records", look.Exact, log.n)
		}
		for _, l := range look.Decided {
			if !l.Decision.Nobody() || l.Decision.Reason != "to kubki" || l.Decision.By != w.by.User {
				t.Errorf("decided: %+v", l.Decision)
			}
		}
		w.must(w.cards().Protect(t.Context(), w.manager(), id, look.Decided[1].Decision.ID))
		if look = w.looked(id); len(look.Loose) != 1 || look.Loose[0].Text() != waiting[1] || look.Ready() {
			t.Errorf("taken back: %+v", look.Loose)
		}
		w.must(w.cards().Decide(t.Context(), w.manager(), about(false, "jest w sprawozdaniu", waiting[1])))
		if look = w.looked(id); !look.Ready() || look.Decided[1].Decision.Nobody() {
			t.Errorf("said as of people: %+v", look.Decided[1].Decision)
		}
		w.must(w.publish(id, ""))
	})
}
