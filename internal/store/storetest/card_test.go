package storetest

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/outcome"
	"krag/internal/domain/publish"
	"krag/internal/torture"
)

// plainWords words cards without a catalogue.
type plainWords struct{}

func (plainWords) Name(lang publish.Lang, of publish.Naming, key string) string {
	return string(lang) + " " + string(of) + " " + key
}
func (plainWords) Groups(_ publish.Lang, n int) string        { return strconv.Itoa(n) }
func (plainWords) Hours(_ publish.Lang, n int) string         { return strconv.Itoa(n) + " h" }
func (plainWords) Sum(_ publish.Lang, g domain.Grosze) string { return strconv.FormatInt(int64(g), 10) }

func (w *works) cards() *publish.Service {
	w.t.Helper()
	templates, err := publish.NewTemplates()
	w.must(err)
	return publish.New(w.desk, w.store.Cards(), w.store.Shelf(), templates, plainWords{}, w.look)
}

func (w *works) manager() authz.Actor {
	a := w.by
	a.Roles = []authz.Role{authz.Manager}
	return a
}

// card makes a card of the works' programme.
func (w *works) card(slug string) publish.NewCard {
	w.t.Helper()
	n := publish.NewCard{ID: domain.NewID[domain.CardID](), Programme: w.programme, Template: "practice", Slug: slug, Area: "social.welfare"}
	w.must(w.cards().Create(w.t.Context(), w.by, n))
	w.must(w.cards().Write(w.t.Context(), w.by, n.ID, 1, publish.KeyTitle, publish.Polish, "Karta "+strings.TrimRight(slug, "-0123456789")))
	return n
}

func (w *works) achieved(indicator string, n int) outcome.NewOutcome {
	w.t.Helper()
	return w.achievedIn(domain.GroupID{}, indicator, n)
}

// achievedIn notes what a group achieved.
func (w *works) achievedIn(in domain.GroupID, indicator string, n int) outcome.NewOutcome {
	w.t.Helper()
	o := outcome.NewOutcome{ID: domain.NewID[domain.OutcomeID](), Programme: w.programme, Group: in, Indicator: indicator, Form: outcome.Count, N: n, Who: "osoby"}
	w.must(w.outcomes.Create(w.t.Context(), w.by, o))
	return o
}

func (w *works) prepared(id domain.CardID, note string) publish.Prepared {
	w.t.Helper()
	c, err := w.cards().Card(w.t.Context(), w.by, id)
	w.must(err)
	p, err := w.cards().Prepare(w.t.Context(), w.by, id, c.Version, note)
	w.must(err)
	return p
}

func rendered(p publish.Prepared) (all []publish.Rendering) {
	for _, lang := range publish.Langs {
		all = append(all, publish.Rendering{Lang: lang, Form: publish.AsPage, Type: "text/html", Body: []byte(p.Editions[lang].Title + strconv.Itoa(p.No))})
	}
	return all
}

func (w *works) publish(id domain.CardID, note string) error {
	w.t.Helper()
	p := w.prepared(id, note)
	return w.cards().Publish(w.t.Context(), w.by, p, rendered(p))
}

func (w *works) shown(slug string) (string, error) {
	p, err := w.cards().Page(w.t.Context(), slug, publish.Polish, publish.AsPage)
	return string(p.Identity), err
}

func TestCardFromDraftToWithdrawn(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := w.card("samopomoc")
		if _, err := w.shown("samopomoc"); domain.KindOf(err) != domain.KindNotFound {
			t.Fatalf("a draft is shown: %v", err)
		}
		w.must(w.publish(n.ID, ""))
		if got, err := w.shown("samopomoc"); err != nil || got != "Karta samopomoc1" {
			t.Fatalf("published: %q, %v", got, err)
		}
		c, _ := w.cards().Card(t.Context(), w.by, n.ID)
		if _, err := w.cards().Prepare(t.Context(), w.by, n.ID, c.Version, " "); domain.KindOf(err) != domain.KindInvalid {
			t.Errorf("a correction without a note: %v", err)
		}
		if _, err := w.cards().Prepare(t.Context(), w.by, n.ID, c.Version, "poprawiono: 5 kobiet"); domain.KindOf(err) != domain.KindInvalid {
			t.Errorf("a note that says a number of people: %v", err)
		}
		w.must(w.publish(n.ID, "poprawiono tytuł"))
		if got, _ := w.shown("samopomoc"); got != "Karta samopomoc2" {
			t.Errorf("corrected: %q", got)
		}
		editions, err := w.cards().Editions(t.Context(), w.by, n.ID)
		w.must(err)
		if len(editions) != 2 || editions[0].Note != "poprawiono tytuł" || len(editions[0].Editions[publish.Polish].Changes) != 1 {
			t.Errorf("editions: %+v", editions)
		}
		c, _ = w.cards().Card(t.Context(), w.by, n.ID)
		w.must(w.cards().Withdraw(t.Context(), w.by, n.ID, c.Version))
		w.must(w.cards().Withdraw(t.Context(), w.by, n.ID, c.Version)) // the form came twice
		if _, err := w.shown("samopomoc"); domain.KindOf(err) != domain.KindGone {
			t.Errorf("withdrawn: %v", err)
		}
		w.must(w.publish(n.ID, "wraca"))
		if got, _ := w.shown("samopomoc"); got != "Karta samopomoc3" {
			t.Errorf("published again: %q", got)
		}
	})
}

func TestCatalogueHearsOfEveryChange(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := w.card("samopomoc")
		changes := func(since int64) []publish.Listed {
			all, err := w.cards().Changes(t.Context(), since)
			w.must(err)
			return all
		}
		if got := changes(0); len(got) != 0 {
			t.Fatalf("a draft is in the catalogue: %+v", got)
		}
		w.must(w.publish(n.ID, ""))
		first := changes(0)
		if len(first) != 1 || first[0].Titles[publish.English] != "Karta samopomoc" || first[0].Withdrawn || first[0].No != 1 {
			t.Fatalf("after publishing: %+v", first)
		}
		if got := changes(first[0].Seq); len(got) != 0 {
			t.Errorf("nothing changed: %+v", got)
		}
		c, _ := w.cards().Card(t.Context(), w.by, n.ID)
		w.must(w.cards().Withdraw(t.Context(), w.by, n.ID, c.Version))
		if got := changes(first[0].Seq); len(got) != 1 || !got[0].Withdrawn || got[0].Slug != "samopomoc" || got[0].Words != "" {
			t.Errorf("after withdrawing: %+v", got)
		}
	})
}

func TestPublishingWhatChangedMeanwhile(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		o := w.achieved("znalazły pracę", 12)
		n := w.card("samopomoc")
		p := w.prepared(n.ID, "")
		o.N = 22
		w.must(w.outcomes.Edit(t.Context(), w.by, o, 1))
		if err := w.cards().Publish(t.Context(), w.by, p, rendered(p)); domain.KindOf(err) != domain.KindStale {
			t.Fatalf("published what is not so any more: %v", err)
		}
		if _, err := w.shown("samopomoc"); domain.KindOf(err) != domain.KindNotFound {
			t.Errorf("half of it is shown: %v", err)
		}
	})
}

func TestOneAddressForOneCard(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := w.card("samopomoc")
		w.must(w.cards().Create(t.Context(), w.by, n)) // the form came twice
		other := w.elsewhere()
		n.ID, n.Programme = domain.NewID[domain.CardID](), other.programme
		if err := other.cards().Create(t.Context(), other.by, n); domain.KindOf(err) != domain.KindInvalid {
			t.Errorf("an address taken elsewhere: %v", err)
		}
		for i := range torture.Count(t, rounds) {
			slug := "wyscig-" + strconv.Itoa(i)
			errs := atOnce(4, func(int) error {
				one := n
				one.ID, one.Slug = domain.NewID[domain.CardID](), slug
				return other.cards().Create(t.Context(), other.by, one)
			})
			if won, _ := kinds(errs); won != 1 {
				t.Fatalf("%d cards at one address: %v", won, errs)
			}
		}
	})
}

// What two cards tell at once is judged together: one of them is prepared
// anew and sees what the other told.
func TestTwoCardsToldAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		w.achieved("znalazły pracę", 3)
		for i := range torture.Count(t, rounds) {
			a, b := w.card("a-"+strconv.Itoa(i)), w.card("b-"+strconv.Itoa(i))
			both := []publish.Prepared{w.prepared(a.ID, ""), w.prepared(b.ID, "")}
			errs := atOnce(2, func(i int) error { return w.cards().Publish(t.Context(), w.by, both[i], rendered(both[i])) })
			if won, other := kinds(errs); won != 1 || other[0] != domain.KindStale {
				t.Fatalf("two cards at once: %v", errs)
			}
		}
	})
}

func TestExactIsTheManagersAndWrittenDown(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		o := w.achieved("znalazły pracę", 3)
		n := w.card("samopomoc")
		p := publish.Permission{ID: domain.NewID[domain.PermissionID](), Card: n.ID, Outcome: o.ID, Reason: "liczba jest w sprawozdaniu"}
		if err := w.cards().AllowExact(t.Context(), w.by, p); domain.KindOf(err) != domain.KindForbidden {
			t.Errorf("a coordinator: %v", err)
		}
		bare := p
		bare.Reason = " "
		if err := w.cards().AllowExact(t.Context(), w.manager(), bare); domain.KindOf(err) != domain.KindInvalid {
			t.Errorf("without a reason: %v", err)
		}
		w.must(w.cards().AllowExact(t.Context(), w.manager(), p))
		w.must(w.cards().AllowExact(t.Context(), w.manager(), p)) // the form came twice
		look, err := w.cards().Preview(t.Context(), w.by, n.ID, publish.Polish)
		w.must(err)
		if len(look.Exact) != 1 || look.Exact[0].N != 0 || look.Drafted.Edition.Protection.Exact != 1 || !look.Ready() {
			t.Fatalf("allowed: %+v, %+v", look.Exact, look.Drafted.Edition.Protection)
		}
		w.must(w.publish(n.ID, ""))
		w.must(w.cards().Protect(t.Context(), w.manager(), n.ID, p.ID))
		look, err = w.cards().Preview(t.Context(), w.by, n.ID, publish.Polish)
		w.must(err)
		if look.Drafted.Edition.Protection.Exact != 0 {
			t.Errorf("taken back: %+v", look.Drafted.Edition.Protection)
		}
	})
}

// TestANumberIsReadByPublishingIt: a manager lets a number be exact without
// reading it, and everybody reads it once it is published.
func TestANumberIsReadByPublishingIt(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		o := w.achieved("znalazły pracę", 3)
		n := w.card("samopomoc")
		w.must(w.cards().AllowExact(t.Context(), w.manager(), publish.Permission{
			ID: domain.NewID[domain.PermissionID](), Card: n.ID, Outcome: o.ID, Reason: "liczba jest w sprawozdaniu",
		}))
		shown := func(a authz.Actor) publish.Number {
			look, err := w.cards().Preview(t.Context(), a, n.ID, publish.Polish)
			w.must(err)
			if c := look.Cells(); len(c) != 1 || c[0].Permission == nil || c[0].Shown != publish.Exact || !look.Ready() {
				t.Errorf("the numbers of the card: %+v", c)
			}
			return *look.Drafted.Edition.Results()[0].N
		}
		exact := publish.Number{Shown: publish.Exact, N: 3}
		if got := shown(w.manager()); got.N != 0 || !got.Kept {
			t.Errorf("a manager reads %+v", got)
		}
		if got := shown(w.by); got != exact {
			t.Errorf("who works with the group reads %+v", got)
		}
		w.must(w.publish(n.ID, ""))
		if got := shown(w.manager()); got != exact {
			t.Errorf("published, a manager reads %+v", got)
		}
	})
}

// TestAWholeIsNotPublishedBesideItsParts, however they came onto cards.
func TestAWholeIsNotPublishedBesideItsParts(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		g := w.group("Poranna kawa", group.Accompanied)
		whole, one := w.achieved("Znalazły pracę", 20), w.achievedIn(g, "znalazły pracę", 15)
		n, other := w.card("samopomoc"), w.card("praca")
		allow := func(card domain.CardID, o domain.OutcomeID) domain.PermissionID {
			p := publish.Permission{ID: domain.NewID[domain.PermissionID](), Card: card, Outcome: o, Reason: "liczba jest w sprawozdaniu"}
			w.must(w.cards().AllowExact(t.Context(), w.manager(), p))
			return p.ID
		}
		allow(n.ID, whole.ID)
		w.must(w.publish(n.ID, ""))
		w.achievedIn(w.group("Wieczorna herbata", group.Accompanied), "znalazly prace", 5)
		leave := allow(other.ID, one.ID)
		c, err := w.cards().Card(t.Context(), w.by, other.ID)
		w.must(err)
		_, err = w.cards().Prepare(t.Context(), w.by, other.ID, c.Version, "")
		if domain.KindOf(err) != domain.KindConflict {
			t.Errorf("20 of the programme stand on another card, beside 15 of a group and 5 of one more: %v", err)
		}
		look, err := w.cards().Preview(t.Context(), w.manager(), other.ID, publish.Polish)
		w.must(err)
		if len(look.Exposed()) == 0 || look.Ready() {
			t.Errorf("exposed are %q", look.Exposed())
		}
		w.must(w.cards().Protect(t.Context(), w.manager(), other.ID, leave))
		w.must(w.publish(other.ID, ""))
	})
}

func TestCardsOfOneInstitutionAreNobodyElses(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n, other := w.card("samopomoc"), w.elsewhere()
		if _, err := other.cards().Preview(t.Context(), other.by, n.ID, publish.Polish); domain.KindOf(err) != domain.KindNotFound {
			t.Errorf("another institution sees the draft: %v", err)
		}
		if err := other.cards().Write(t.Context(), other.by, n.ID, 2, publish.KeyLead, publish.Polish, "x"); domain.KindOf(err) != domain.KindNotFound {
			t.Errorf("another institution writes in it: %v", err)
		}
		if rows, err := other.cards().Cards(t.Context(), other.by, domain.ProgrammeID{}); err != nil || len(rows) != 0 {
			t.Errorf("another institution lists it: %v, %v", rows, err)
		}
	})
}

func TestTextsAreOnlyAddedTo(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := w.card("samopomoc")
		write := func(version int64, text string) error {
			return w.cards().Write(t.Context(), w.by, n.ID, version, "advice", publish.Polish, text)
		}
		w.must(write(2, "raz"))
		w.must(write(3, "raz")) // the same words are no new version
		if err := write(2, "dwa"); domain.KindOf(err) != domain.KindStale {
			t.Errorf("over somebody else's words: %v", err)
		}
		w.must(write(3, "dwa"))
		versions, err := w.cards().History(t.Context(), w.by, n.ID, "advice", publish.Polish)
		w.must(err)
		if len(versions) != 2 || versions[0].Text != "dwa" || versions[1].No != 1 || versions[1].By != w.by.User {
			t.Errorf("versions: %+v", versions)
		}
		if err := w.cards().Write(t.Context(), w.by, n.ID, 4, "particulars", publish.Polish, "x"); domain.KindOf(err) != domain.KindNotFound {
			t.Errorf("a section of data can be written in: %v", err)
		}
	})
}

func TestReadersAreAddedUp(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := w.card("samopomoc")
		today := domain.DateOf(w.clock.Now(), time.UTC)
		for _, on := range []domain.Date{today, today, today.AddDays(1 - publish.ReadersDays), today.AddDays(-publish.ReadersDays)} {
			w.must(w.cards().CountReaders(t.Context(), on, map[string]int{"samopomoc": 3, "nie-ma": 1}))
		}
		c, _ := w.cards().Card(t.Context(), w.by, n.ID)
		if got, err := w.cards().Readers(t.Context(), w.by, c); err != nil || got != 9 {
			t.Errorf("readers: %d, %v", got, err)
		}
		if rows, err := w.cards().Cards(t.Context(), w.by, domain.ProgrammeID{}); err != nil || len(rows) != 1 || rows[0].Readers != 9 {
			t.Errorf("readers in the list: %v, %v", rows, err)
		}
	})
}

func TestCardsTakeTheLookOfTheProgram(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		n := w.card("samopomoc")
		p := w.prepared(n.ID, "")
		with := rendered(p)
		for _, lang := range publish.Langs {
			data, err := json.Marshal(p.Editions[lang])
			w.must(err)
			with = append(with, publish.Rendering{Lang: lang, Form: publish.AsJSON, Type: "application/json", Body: data})
		}
		w.must(w.cards().Publish(t.Context(), w.by, p, with))
		anew := func() int {
			n, err := w.cards().Rerender(t.Context(), func(_ context.Context, editions map[publish.Lang]publish.Edition) ([]publish.Rendering, error) {
				page := publish.Rendering{Lang: publish.Polish, Form: publish.AsPage, Type: "text/html", Body: []byte("nowy wygląd: " + editions[publish.Polish].Title)}
				return append(with[3:], page), nil
			})
			w.must(err)
			return n
		}
		if got := anew(); got != 0 {
			t.Errorf("%d cards of the same look are rendered anew", got)
		}
		w.look = "2"
		if got := anew(); got != 1 {
			t.Errorf("%d cards of another look are rendered anew", got)
		}
		if got, err := w.shown("samopomoc"); err != nil || got != "nowy wygląd: Karta samopomoc" {
			t.Errorf("rendered anew: %q, %v", got, err)
		}
		if got := anew(); got != 0 {
			t.Errorf("%d cards are rendered twice", got)
		}
		// A card that cannot be rendered anew stays as it is, and is asked about once.
		w.must(w.publish(w.card("bez-danych").ID, ""))
		w.look = "3"
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		none := func(context.Context, map[publish.Lang]publish.Edition) ([]publish.Rendering, error) {
			return with, nil
		}
		if n, err := w.cards().Rerender(ctx, none); err != nil || n != 1 {
			t.Errorf("of two cards of which one has no data, %d are rendered anew: %v", n, err)
		}
	})
}
