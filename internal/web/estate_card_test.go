package web_test

import (
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/outcome"
	"krag/internal/domain/publish"
	"krag/internal/web"
)

// cards of an estate: a draft, one with a number in its words, and one that was
// published and withdrawn. What
// is published is for everybody, so no word of an estate may stay published.
type cards struct {
	draft, told     domain.CardID
	typed           domain.CardID    // with a number in its words
	hidden, allowed domain.OutcomeID // numbers of people on the draft
}

func (e *estate) cards() *cards {
	e.t.Helper()
	return made(e, "cards", func() *cards {
		c := &cards{draft: e.card("szkic"), typed: e.card("liczby"), told: e.card("wydana"), hidden: e.people("hidden"), allowed: e.people("allowed")}
		e.must(e.Services().Cards.AllowExact(e.t.Context(), e.actor, publish.Permission{
			ID: domain.NewID[domain.PermissionID](), Card: c.draft, Outcome: c.allowed, Reason: e.word("reason", vStaff...),
		}))
		e.must(e.Services().Cards.Write(e.t.Context(), e.actor, c.draft, 1, "advice", publish.Polish, e.word("advice", vStaff...)))
		e.must(e.Services().Cards.Write(e.t.Context(), e.actor, c.typed, 1, "summary", publish.Polish, toldInWords.Around()))
		e.publishes(c.told, 1)
		e.must(e.Services().Cards.Withdraw(e.t.Context(), e.actor, c.told, 2))
		return c
	})
}

// toldInWords is a number that waits for a decision, on a card of an estate.
var toldInWords = publish.Loose{Number: "3"}

func (e *estate) card(what string) domain.CardID {
	id := domain.NewID[domain.CardID]()
	e.must(e.Services().Cards.Create(e.t.Context(), e.actor, publish.NewCard{
		ID: id, Programme: e.programme, Template: "practice", Slug: e.slugOf(what), Area: "social.welfare",
	}))
	return id
}

func (e *estate) slugOf(what string) string { return strings.ToLower(what + "-" + e.tag) }

// people is an outcome that counts three people.
func (e *estate) people(what string) domain.OutcomeID {
	n := outcome.NewOutcome{
		ID: domain.NewID[domain.OutcomeID](), Programme: e.programme, Form: outcome.Count, N: 3, Who: "osoby", Indicator: e.word("number "+what, vStaff...),
	}
	e.must(e.Services().Outcomes.Create(e.t.Context(), e.actor, n))
	return n.ID
}

func (e *estate) publishes(id domain.CardID, version int64) {
	e.t.Helper()
	s := e.Services()
	pages := web.New(s, s.Flow.Desk.Policy, web.Config{BaseURL: e.URL(), Clock: domain.ClockFunc(e.clock)})
	e.must(pages.PublishCard(e.t.Context(), e.actor, id, version, "", time.UTC))
}

// practice is a card that everybody may read, of an institution whose words
// are nobody's secret.
func (a *app) practice() string {
	a.t.Helper()
	e, _ := a.practised()
	return e.slugOf("praktyka")
}

// practised is the institution of that card, and the card.
func (a *app) practised() (*estate, domain.CardID) {
	a.t.Helper()
	h := a.house("Świetlica")
	e := &estate{house: h, tag: "swietlica", words: map[string]*word{}, users: map[string]domain.UserID{}, made: map[string]any{}}
	e.programme = h.programme("swietlica", "Świetlica dla wszystkich")
	id := e.card("praktyka")
	e.publishes(id, 1)
	return e, id
}

// read is the published card of the whole test.
func (e *estate) read() string {
	return made(&estate{made: e.app.shared}, "practice", e.app.practice)
}
