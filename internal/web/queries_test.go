package web_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/domain/funding"
	"krag/internal/domain/institution"
	"krag/internal/domain/meeting"
	"krag/internal/domain/outcome"
	"krag/internal/store/sqldb"
	"krag/internal/web"
)

// inParts are files of everything, which are read part by part.
var inParts = []string{"/journal.csv", "/programmes/{slug}/export"}

// TestQueriesPerPage opens every page in an institution with two of everything
// and in one with sixty: it may not ask the database more often. A page that
// asks for each row of a list is fast in a test and slow for those who use it
// most. Less is fine: a list that is full looks for nothing more.
func TestQueriesPerPage(t *testing.T) {
	a := startApp(t)
	table := readMatrix(t, "testdata/matrix.txt")
	pages := a.pages()
	small, large := a.estate("small").whole(), a.estate("large").whole()
	small.plot(0).grow(2)
	large.plot(0).grow(60)

	asked := 0
	for _, d := range a.deeds() {
		if !d.looks() || slices.Contains(inParts, d.Pattern) {
			continue
		}
		for i, v := range viewers[:len(table[d.name()])] {
			if table[d.name()][i] != "page" || v.foreign || v.name == "visitor" {
				continue
			}
			few, many := a.queries(pages, d, small, v.name), a.queries(pages, d, large, v.name)
			if many > few {
				t.Errorf("%s by the %s: %d queries with little data, %d with much", d.name(), v, few, many)
			}
			asked++
		}
	}
	if asked < 60 {
		t.Fatalf("only %d pages were asked for", asked)
	}
}

// queries counts the statements of one page.
func (a *app) queries(pages http.Handler, d deed, e *estate, viewer string) int64 {
	a.t.Helper()
	s := sending{to: d.path(e)}
	if d.Method == http.MethodPost {
		s = d.ready(e)
	}
	r := httptest.NewRequestWithContext(a.t.Context(), d.Method, s.to, strings.NewReader(s.fields.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return a.counted(pages, e.browser(viewer), r).N()
}

// pages is the site as the app serves it, for a test that looks behind it.
func (a *app) pages() http.Handler {
	return web.New(a.Services(), a.Services().Flow.Desk.Policy, web.Config{
		BaseURL: a.URL(), Gallery: true, Clock: domain.ClockFunc(a.clock), Log: slog.New(slog.DiscardHandler),
	}).Handler()
}

// counted asks as a browser would and counts what the page asks of the database.
func (a *app) counted(pages http.Handler, b *browser, r *http.Request) *sqldb.Counter {
	a.t.Helper()
	ctx, counter := sqldb.WithCounter(r.Context())
	base, err := url.Parse(a.URL())
	a.must(err)
	for _, c := range b.client.Jar.Cookies(base) {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	pages.ServeHTTP(w, r.WithContext(ctx))
	if w.Code != http.StatusOK {
		a.t.Fatalf("%s %s: status %d", r.Method, r.URL.Path, w.Code)
	}
	return counter
}

// grow makes n more of everything that pages list.
func (p *plot) grow(n int) {
	p.t.Helper()
	ctx, s := p.t.Context(), p.Services()
	p.weekly(p.id, today.AddDays(-7*n/2), n)
	past, err := s.Meetings.OfGroup(ctx, p.actor, p.id, false, domain.Page{Number: 1})
	p.must(err)
	for _, m := range past.Rows {
		if m.State == meeting.Planned && m.Place != p.meetings[mPast].Place {
			p.must(s.Meetings.Record(ctx, p.actor, meeting.NewAttendance{Meeting: m.ID, Version: m.Version, Total: 6, Led: meeting.LedByMember}))
		}
	}
	var lines []string
	for i := range n {
		other := p.group(p.programme, fmt.Sprintf("Grupa %d", i), fmt.Sprintf("Spotkania %d", i))
		p.weekly(other, today.AddDays(-7), 3)
		p.person(p.id, fmt.Sprintf("Ptak %d", i))
		p.must(s.Outcomes.Create(ctx, p.actor, outcome.NewOutcome{
			ID: domain.NewID[domain.OutcomeID](), Programme: p.programme, Group: p.id, Indicator: "Są razem", Form: outcome.Group,
		}))
		p.must(s.Funding.AddCost(ctx, p.actor, funding.NewCost{
			ID: domain.NewID[domain.CostID](), Programme: p.programme, Item: "Herbata", Category: funding.Materials, Amount: 5_00,
		}))
		p.must(s.Funding.AddFund(ctx, p.actor, funding.NewFund{ID: domain.NewID[domain.FundID](), Programme: p.programme, Funder: "Gmina"}))
		p.house.programme(fmt.Sprintf("%s-%d", p.slug(), i), "Program")
		p.clerks(i)
		lines = append(lines, "Zdanie")
	}
	p.growRecord(n)
	p.growRooms(n)
	o, err := s.Institutions.Programme(ctx, p.actor, p.slug())
	p.must(err)
	p.must(s.Institutions.EditSection(ctx, p.actor, o.ID, institution.SecAdvice, institution.Mark(nil), lines))
}

// growRecord makes more of what stands in the record and among what is ready.
func (p *plot) growRecord(n int) {
	p.t.Helper()
	ctx, s := p.t.Context(), p.Services()
	file := p.attachment()
	for i := range n {
		p.must(s.Institutions.AddStrategy(ctx, p.actor, institution.NewStrategy{
			ID: domain.NewID[domain.StrategyID](), Programme: p.programme, Title: "Strategia", From: 2000 + i, Attachment: file,
		}))
		if i%2 == 0 { // there may be sixty at most
			p.must(s.Institutions.AddPremisesStep(ctx, p.actor, institution.NewPremisesStep{
				ID: domain.NewID[domain.PremisesID](), Programme: p.programme, Text: "Krok",
			}))
		}
		p.attach("Uchwała", "")
		p.must(s.Institutions.AddTraining(ctx, p.actor, institution.NewTraining{
			ID: domain.NewID[domain.TrainingID](), Topic: "Rozmowa", On: onToday(), People: []domain.UserID{p.clerk()},
		}))
	}
}

// clerks adds somebody to the staff, without a browser.
func (p *plot) clerks(i int) {
	id := domain.NewID[domain.UserID]()
	_, err := p.Services().Accounts.AddStaff(p.t.Context(), p.actor, account.NewStaff{
		ID: id, Name: fmt.Sprintf("Pani %d", i), Login: id.String(), Roles: []authz.Role{authz.Coordinator},
	})
	p.must(err)
}
