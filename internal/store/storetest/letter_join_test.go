package storetest

import (
	"slices"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/domain/relay"
)

func newRequest(version int64, answers ...string) relay.NewLetter {
	n := newLetter(relay.Email)
	n.Words, n.Join = "Wilga", &relay.NewRequest{Answers: answers, Version: version}
	return n
}

// TestAGroupAsksWhoWantsToJoin: sent twice it is changed once; what was asked stays
// beside what was answered, and whoever reads letters says what is asked.
func TestAGroupAsksWhoWantsToJoin(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newMail(t, env)
		ctx := t.Context()
		sowa := w.reached("Sowa", notify.Email)
		w.writes(newRequest(0))
		for range 2 { // the form came twice
			w.must(w.letters.Ask(ctx, w.as(w.kos), w.id, []string{"", "Co lubisz?", "Kiedy możesz?"}, 0))
		}
		wantKind(t, "over what came meanwhile", w.letters.Ask(ctx, w.by, w.id, []string{"Inne?"}, 0), domain.KindStale)
		wantKind(t, "whoever has not the role", w.letters.Ask(ctx, w.as(sowa), w.id, nil, 1), domain.KindNotFound)
		wantKind(t, "too long", w.letters.Ask(ctx, w.by, w.id, []string{strings.Repeat("a", relay.MaxQuestion+1)}, 1), domain.KindInvalid)
		there := w.elsewhere()
		wantKind(t, "of another institution", there.letters.Ask(ctx, there.by, w.id, nil, 1), domain.KindNotFound)
		q, err := w.letters.AskedAt(ctx, w.token)
		w.must(err)
		if !slices.Equal(q.Asks, []string{"Co lubisz?", "Kiedy możesz?"}) || q.Version != 1 {
			t.Fatalf("asked: %+v", q)
		}
		n := newRequest(1, " Gotować. ")
		w.writes(n)
		w.must(w.letters.Ask(ctx, w.by, w.id, []string{"Czemu?"}, 1))
		w.writes(n) // sent before, whatever is asked now
		wantKind(t, "what is not asked any more", w.letters.Write(ctx, w.token, newRequest(1)), domain.KindConflict)
		l := w.letter(w.kos, n.ID)
		if l.Join == nil || l.Words.Reveal() != "Wilga" || !slices.Equal(l.Join.Said, []relay.Said{{Question: "Co lubisz?", Answer: "Gotować."}, {Question: "Kiedy możesz?"}}) {
			t.Errorf("read: %+v", l.Join)
		}
		if l := w.letter(w.kos, w.writes(newLetter(relay.Email)).ID); l.Join != nil {
			t.Errorf("a letter that asks for nothing: %+v", l.Join)
		}
	})
}

// TestARequestIsMended: a pseudonym and a way to be reached are asked for, and an
// answer is no longer than it may be.
func TestARequestIsMended(t *testing.T) {
	for what, n := range map[string]relay.NewLetter{
		"no pseudonym":       {Words: " ", Reply: relay.Reply{By: relay.Email}, Join: &relay.NewRequest{}},
		"a long pseudonym":   {Words: strings.Repeat("a", relay.MaxPseudonym+1), Reply: relay.Reply{By: relay.Email}, Join: &relay.NewRequest{}},
		"no way to answer":   {Words: "Wilga", Reply: relay.Reply{By: relay.NoAnswer}, Join: &relay.NewRequest{}},
		"a long answer":      {Words: "Wilga", Reply: relay.Reply{By: relay.Email}, Join: &relay.NewRequest{Answers: []string{strings.Repeat("a", relay.MaxSaid+1)}}},
		"a way there is not": {Words: "Wilga", Reply: relay.Reply{By: "fax"}, Join: &relay.NewRequest{}},
	} {
		wantKind(t, what, n.Check(), domain.KindInvalid)
	}
}
