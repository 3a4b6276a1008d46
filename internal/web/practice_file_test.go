package web_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/web"
	"krag/internal/web/webtest/htmlcheck"
)

// shelved is a published card with a public file: the page of the file, which
// those who made it see, and its address for everybody.
type shelved struct {
	works
	card              domain.CardID
	page, file, title string
	content           []byte
}

// shelve publishes a file of several pieces, and a card that leads to it.
func (w works) shelve(slug string) *shelved {
	w.t.Helper()
	s := &shelved{works: w, title: "Uchwała o sali", content: smallPDF(strings.Repeat("Zażółć ", 100_000))}
	s.page = w.attached(s.title+".pdf", s.content, "")
	s.file = publish.FilePath(slug, w.attachments()[0].ID.UUID)
	s.step("publish")
	s.card = domain.NewID[domain.CardID]()
	w.must(w.Services().Cards.Create(w.t.Context(), w.actor, publish.NewCard{
		ID: s.card, Programme: w.programme, Template: "practice", Slug: slug, Area: "social.work",
	}))
	s.correct("")
	return s
}

// step sends one of the forms of the file: publish, withdraw or delete.
func (s *shelved) step(step string) {
	s.t.Helper()
	form := s.page + "/" + step
	if step == "delete" {
		form += "?from=krag"
	}
	if a := s.coordinator.post(form, s.coordinator.get(form).fill(form)); a.status != http.StatusSeeOther {
		s.t.Fatalf("%s: %d", form, a.status)
	}
}

// correct publishes the next edition as this program renders it.
func (s *shelved) correct(note string) {
	s.t.Helper()
	c, err := s.Services().Cards.Card(s.t.Context(), s.actor, s.card)
	s.must(err)
	s.must(s.pages().PublishCard(s.t.Context(), s.actor, s.card, c.Version, note, time.UTC))
}

func (s *shelved) pages() *web.Server {
	services := s.Services()
	return web.New(services, services.Flow.Desk.Policy, web.Config{
		BaseURL: s.URL(), Clock: domain.ClockFunc(s.clock), Log: slog.New(slog.DiscardHandler),
	})
}

// handsOver asks that everybody gets the file, whole.
func (s *shelved) handsOver() {
	s.t.Helper()
	res, body := s.plainly(http.MethodGet, s.file, nil)
	if res.StatusCode != http.StatusOK || string(body) != string(s.content) {
		s.t.Fatalf("%s with %d bytes of %d", res.Status, len(body), len(s.content))
	}
	if named := res.Header.Get("Content-Disposition"); res.Header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(named, "attachment; ") {
		s.t.Errorf("%v", res.Header)
	}
	again, body := s.plainly(http.MethodGet, s.file, http.Header{"If-None-Match": {res.Header.Get("ETag")}})
	if again.StatusCode != http.StatusNotModified || len(body) > 0 {
		s.t.Errorf("asked for again: %s", again.Status)
	}
}

// isTakenBack asks that nobody gets the file, nor hears that it is unchanged,
// and that the way leads back to the card, which stays.
func (s *shelved) isTakenBack() {
	s.t.Helper()
	for _, header := range []http.Header{nil, {"If-None-Match": {"*"}}} {
		res, body := s.plainly(http.MethodGet, s.file, header)
		if res.StatusCode != http.StatusGone || res.Header.Get("Cache-Control") != "no-store" || res.Header.Get("ETag")+res.Header.Get("Content-Disposition") != "" {
			s.t.Fatalf("%s %v", res.Status, res.Header)
		}
		htmlcheck.Page(s.t, body, htmlcheck.Says("Tego pliku nie ma już na karcie"), htmlcheck.In(`a[href="/pl/practices/karta"]`))
	}
	if res, _ := s.plainly(http.MethodGet, "/pl/practices/karta", nil); res.StatusCode != http.StatusOK {
		s.t.Errorf("the card: %s", res.Status)
	}
}

// names reports where the card names the file or leads to it, once all work
// that was asked for is done.
func (s *shelved) names() (where []string) {
	s.t.Helper()
	_, err := s.pages().Rerender(s.t.Context())
	s.must(err)
	s.pass(time.Second)
	for _, end := range []string{"", "/card.json", "/template.krag.json"} {
		_, body := s.plainly(http.MethodGet, "/pl/practices/karta"+end, nil)
		if strings.Contains(string(body), s.title) || strings.Contains(string(body), s.file) {
			where = append(where, end)
		}
	}
	if _, found := s.plainly(http.MethodGet, "/pl/practices?q=Uchwa%C5%82a", nil); strings.Contains(string(found), `href="/pl/practices/karta"`) {
		where = append(where, "the catalogue")
	}
	return where
}

// TestWithdrawnFileIsGone takes a file back from everybody and gives it back:
// it is gone at once, and comes with the next edition of the card and no sooner.
func TestWithdrawnFileIsGone(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		s := worksIn(a).shelve("karta")
		s.handsOver()
		if where := s.names(); len(where) < 3 {
			t.Fatalf("the card names its file only in %q", where)
		}
		s.step("withdraw")
		s.isTakenBack()
		if where := s.names(); len(where) > 0 {
			t.Errorf("the card still names the file in %q", where)
		}
		s.step("publish")
		s.isTakenBack()
		s.correct("plik wraca")
		s.handsOver()
		if where := s.names(); len(where) < 3 {
			t.Errorf("the corrected card names its file only in %q", where)
		}
	})
}

// deadlined is an answer that notes until when it may be sent.
type deadlined struct {
	*httptest.ResponseRecorder
	until time.Time
}

func (d *deadlined) SetWriteDeadline(t time.Time) error {
	d.until = t
	return nil
}

// TestFileOnASlowLine has the time that a file of 10 MB needs on a phone, as it
// has for those who work in the institution.
func TestFileOnASlowLine(t *testing.T) {
	s := worksIn(startApp(t)).shelve("karta")
	got := &deadlined{ResponseRecorder: httptest.NewRecorder()}
	s.pages().Handler().ServeHTTP(got, httptest.NewRequestWithContext(t.Context(), http.MethodGet, s.file, nil))
	if got.Code != http.StatusOK || got.Body.Len() != len(s.content) || time.Until(got.until) < 9*time.Minute {
		t.Errorf("%d: %d bytes until %s", got.Code, got.Body.Len(), got.until)
	}
}

// TestDeletedFileIsGone deletes a file that a published card leads to.
func TestDeletedFileIsGone(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		s := worksIn(a).shelve("karta")
		s.step("delete")
		s.isTakenBack()
		if where := s.names(); len(where) > 0 {
			t.Errorf("the card still names the file in %q", where)
		}
		s.correct("bez pliku")
		s.isTakenBack()
	})
}

// TestFileOfWithdrawnCard is gone with the card.
func TestFileOfWithdrawnCard(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		s := worksIn(a).shelve("karta")
		c, err := s.Services().Cards.Card(t.Context(), s.actor, s.card)
		a.must(err)
		a.must(s.Services().Cards.Withdraw(t.Context(), s.actor, s.card, c.Version))
		s.visitor().get(s.file).is(http.StatusGone, htmlcheck.Says("Tę kartę wycofała instytucja"))
		s.visitor().get(publish.FilePath("karta", domain.NewID[domain.AttachmentID]().UUID)).is(http.StatusGone)
		s.correct("wraca")
		s.handsOver()
		s.visitor().get(publish.FilePath("karta", domain.NewID[domain.AttachmentID]().UUID)).is(http.StatusNotFound)
	})
}
