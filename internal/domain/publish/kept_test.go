package publish

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/stats"
)

// seen is a card's draft as somebody sees it, in all languages, and the typed
// words beside numbers that they are asked about.
func (w work) seen(t *testing.T, a authz.Actor) (all map[Lang]Edition, loose []Loose, unread []string) {
	t.Helper()
	editions, n, err := w.drafts(plainWords{})
	if err != nil {
		t.Fatal(err)
	}
	seen, err := w.seenBy(a, n)
	if err != nil {
		t.Fatal(err)
	}
	all = w.editions(plainWords{}, seen)
	loose, _, unread = w.readable(plainWords{}, editions, seen)
	return all, loose, unread
}

var (
	managing    = authz.Actor{Roles: []authz.Role{authz.Manager}}
	commanding  = authz.House(domain.Scope{})
	accompanies = authz.Actor{Roles: []authz.Role{authz.Coordinator}}
	hosting     = authz.Actor{Roles: []authz.Role{authz.Manager, authz.Host}, Groups: []domain.GroupID{id[domain.GroupID](1)}}
)

// TestADraftTellsNoSmallNumber: the draft of a small number that is to be exact
// is the same whatever the number, for whoever does not work with the group.
func TestADraftTellsNoSmallNumber(t *testing.T) {
	card := func(n int) work {
		few, share := one(2, 1, "praca", n), shared(3, 1, "kurs", 8-n, 8)
		few.Context, few.Quote = "w tym "+strings.Repeat("dwie ", n)+"osoby", "nas"+strings.Repeat(".", n)
		return achieved([]byte{1, 2, 3, 4}, one(1, 0, "praca", 7+n), few, share, one(4, 2, "praca", 7), one(5, 2, "relacje", 15))
	}
	for name, c := range map[string]struct {
		actor authz.Actor
		keeps bool
	}{
		"manager": {managing, true}, "command": {commanding, true}, "coordinator": {accompanies, false}, "manager who hosts": {hosting, false},
	} {
		t.Run(name, func(t *testing.T) {
			drafts := map[string]bool{}
			for n := 1; n < stats.InsideThreshold; n++ {
				all, loose, unread := card(n).seen(t, c.actor)
				text, err := json.Marshal([]any{all, loose, unread})
				if err != nil {
					t.Fatal(err)
				}
				drafts[string(text)] = true
			}
			if keeps := len(drafts) == 1; keeps != c.keeps {
				t.Errorf("%d drafts for %d numbers", len(drafts), stats.InsideThreshold-1)
			}
		})
	}
}

func TestWhatADraftShowsInstead(t *testing.T) {
	w := achieved([]byte{1, 2, 3}, one(1, 1, "praca", 3), one(2, 2, "kurs", 7), shared(3, 1, "grupa", 6, 8))
	rows := func(w work) (rows []Result, p Protection) {
		all, _, _ := w.seen(t, managing)
		return all[Polish].Results(), all[Polish].Protection
	}
	got, p := rows(w)
	if n := *got[0].N; n != (Number{Shown: Hidden, Below: stats.InsideThreshold, Kept: true}) {
		t.Errorf("three of a group: %+v", n)
	}
	if n := *got[2].N; n != (Number{Shown: Exact, N: 7}) {
		t.Errorf("seven, which everybody inside may read: %+v", n)
	}
	if n, of := *got[1].N, *got[1].Of; n != (Number{Shown: Hidden, Kept: true}) || of != (Number{Shown: Exact, N: 8}) {
		t.Errorf("all but two of eight: %+v of %+v", n, of)
	}
	if p.Exact != 4 || p.Hidden != 0 {
		t.Errorf("everybody will read %+v", p)
	}
	w.told = w.publish(t)
	if got, _ = rows(w); *got[0].N != (Number{Shown: Exact, N: 3}) || *got[1].N != (Number{Shown: Exact, N: 6}) {
		t.Errorf("what everybody has read is kept: %+v", got)
	}
	w.source.Outcomes[0].N = stats.People(2)
	w.permissions[0].N = 2
	if got, _ = rows(w); !got[0].N.Kept {
		t.Errorf("another number than the one everybody has read: %+v", *got[0].N)
	}
}

// TestWordsBesideAKeptNumber are asked about, without being shown.
func TestWordsBesideAKeptNumber(t *testing.T) {
	few := one(1, 1, "praca", 3)
	few.Context = "w tym dwie kobiety"
	w := achieved([]byte{1}, few)
	if _, loose, unread := w.seen(t, managing); len(loose) > 0 || !slices.Equal(unread, []string{"praca"}) {
		t.Errorf("a manager is asked about %v, unread beside %q", loose, unread)
	}
	if _, loose, unread := w.seen(t, accompanies); len(loose) != 1 || len(unread) > 0 {
		t.Errorf("a coordinator is asked about %v, unread beside %q", loose, unread)
	}
	if (Preview{Verdict: stats.Verdict{Finding: stats.Safe}, Unread: []string{"praca"}}).Ready() {
		t.Error("a card is ready while nobody decided about words")
	}
}

func TestEverybodyExactlyIsCounted(t *testing.T) {
	everybody := one(1, 1, "praca", 0)
	everybody.Form = FormAll
	if p := achieved([]byte{1}, everybody).edition(Polish).Protection; p.Exact != 1 {
		t.Errorf("of everybody, said exactly: %+v", p)
	}
	if p := achieved(nil, everybody).edition(Polish).Protection; p.Exact != 0 || p.Hidden != 1 {
		t.Errorf("of everybody, hidden: %+v", p)
	}
}
