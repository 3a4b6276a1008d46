package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/outcome"
	"krag/internal/domain/publish"
	"krag/internal/web"
	"krag/internal/web/webtest/htmlcheck"
)

// TestADraftMovesNothing lets every number of a card be exact, as only a
// manager can, and then lets what is hidden from that manager take every number
// it may have. On no page and in no file of the draft may anything change: who
// may decide about a number does not read it by deciding.
func TestADraftMovesNothing(t *testing.T) {
	p := startPair(t)
	card := domain.NewID[domain.CardID]()
	p.must(p.Services().Cards.Create(t.Context(), p.actor, publish.NewCard{
		ID: card, Programme: p.programme, Template: "practice", Slug: "krag-sasiedzki", Area: "social.welfare",
	}))
	from := "/cards/" + card.String()
	var before, told map[string]string
	for n := 1; n <= 4; n++ {
		p.achieved(n)
		for _, o := range *p.outcomes {
			p.must(p.Services().Cards.AllowExact(t.Context(), p.actor, publish.Permission{
				ID: domain.NewID[domain.PermissionID](), Card: card, Outcome: o, Reason: "jest w sprawozdaniu",
			}))
		}
		now, exactly := p.manager.everything(from), p.coordinator.everything(from)
		if before != nil {
			if got := moved(before, now); len(got) > 0 {
				t.Errorf("with %d instead of %d the manager reads something else on %q: first\n%s\nthen\n%s", n, n-1, got, before[got[0]], now[got[0]])
			}
			if got := moved(told, exactly); len(got) < 6 {
				t.Errorf("with %d instead of %d a coordinator reads something else only on %q", n, n-1, got)
			}
		}
		before, told = now, exactly
	}
	if page := before[from+"/preview?in=pl"]; !strings.Contains(strings.ReplaceAll(page, "\u00a0", " "), "Na razie: mniej niż 5 osób. Dokładna liczba będzie widoczna po opublikowaniu.") {
		t.Errorf("the draft does not say what becomes of the number:\n%s", page)
	}
	for _, form := range []string{"pdf", "docx", "json"} {
		if before[from+"/file?in=pl&form="+form] == "" {
			t.Errorf("the manager was not led to the draft as %s", form)
		}
	}
}

// TestEditionsAreComparedInWords: what changed stands there as on the card, in
// the right case, and words that the source itself gives stand once.
func TestEditionsAreComparedInWords(t *testing.T) {
	w := startWorks(t)
	cards, card := w.Services().Cards, domain.NewID[domain.CardID]()
	w.must(cards.Create(t.Context(), w.actor, publish.NewCard{ID: card, Programme: w.programme, Template: "practice", Slug: "krag-sasiedzki", Area: "culture"}))
	pages := web.New(w.Services(), w.Services().Flow.Desk.Policy, web.Config{BaseURL: w.URL(), Clock: domain.ClockFunc(w.clock)})
	w.must(pages.PublishCard(t.Context(), w.actor, card, 1, "", time.UTC))
	o := w.outcome(outcome.NewOutcome{Indicator: "praca", Form: outcome.Count, N: 8, Who: "osoby"})
	w.outcome(outcome.NewOutcome{Indicator: "samotność", Form: outcome.Words, Words: "coraz rzadziej", Quote: "coraz rzadziej"})
	w.must(cards.AllowExact(t.Context(), w.actor, publish.Permission{ID: domain.NewID[domain.PermissionID](), Card: card, Outcome: o, Reason: "jest w sprawozdaniu"}))
	w.must(pages.PublishCard(t.Context(), w.actor, card, 2, "są rezultaty", time.UTC))
	w.manager.get("/cards/"+card.String()+"/editions/2?in=pl").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("8 osób: praca"), htmlcheck.Says("Samotność. „coraz rzadziej”")))
}
