package e2e_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"
	"time"

	"krag/internal/cli"
	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/publish"
	"krag/internal/store/sqldb"
	"krag/internal/store/storetest"
	"krag/internal/web"
)

// catalogueOf is Krąg with so many published cards. They are put straight on
// the shelf: publishing a hundred thousand is not what is measured.
func catalogueOf(b *testing.B, cards int) *cli.Running {
	b.Helper()
	r := start(b, newPlace(b, storetest.BlankSQLite).config())
	err := r.DB().InTx(b.Context(), domain.Across, func(ctx context.Context) error {
		for i := range cards {
			if err := onShelf(ctx, web.Look(r.URL()), i+1); err != nil {
				return err
			}
		}
		_, err := sqldb.From(ctx).ExecContext(ctx, "INSERT INTO practice_seq (one, seq) VALUES (1, $1)", cards)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return r
}

func onShelf(ctx context.Context, look string, n int) error {
	entry, err := json.Marshal(benchCard(n))
	if err != nil {
		return err
	}
	id := domain.NewID[domain.CardID]()
	_, err = sqldb.From(ctx).ExecContext(ctx,
		"INSERT INTO practice (slug, card_id, house_no, withdrawn, entry, seq, look, at) VALUES ($1, $2, 1, $3, $4, $5, $6, 0)",
		fmt.Sprintf("karta-%d", n), id.UUID, false, string(entry), n, look)
	return err
}

// benchWord is one of some thousands that begin in many ways, as words do.
func benchWord(n int) (word string) {
	syllables := []string{"ka", "ro", "mi", "tu", "lep", "sza", "dro", "bi", "wen", "go", "pry", "zal", "cho", "nu", "fer", "ja", "sto", "klu"}
	for range 3 {
		word += syllables[n%len(syllables)]
		n /= len(syllables)
	}
	return word
}

// benchCard has forty words of an own vocabulary of some thousands, and any
// area, place and recipients. Every twentieth is one of those that are looked
// for: with more cards more are found, and the page is full either way.
func benchCard(n int) publish.Entry {
	r := rand.New(rand.NewPCG(uint64(n), 7))
	var words []string
	for range 40 {
		words = append(words, benchWord(r.IntN(5000)))
	}
	e := publish.Entry{
		Slug: fmt.Sprintf("karta-%d", n), Template: []string{"practice", "innovation"}[n%2],
		Area: publish.Areas[r.IntN(len(publish.Areas))].Code, Voivodeship: fmt.Sprintf("%02d", 2+2*r.IntN(16)),
		Publisher: "Ośrodek", Place: "Dębno", Titles: map[publish.Lang]string{publish.Polish: fmt.Sprintf("Karta %d", n)},
		Leads: map[publish.Lang]string{publish.Polish: "Jedno zdanie o tym, co tam pomogło ludziom w kłopocie."},
		Kinds: []string{string(group.Kinds[r.IntN(len(group.Kinds))])}, No: 1, FirstAt: time.Unix(int64(n), 0), At: time.Unix(int64(n), 0),
	}
	if n%20 == 0 {
		e.Area, e.Voivodeship, e.Kinds = "social.welfare", "14", []string{string(group.KindLoneliness)}
		e.Leads[publish.Polish] = "Jedno zdanie o tym, co tam pomogło kobietom w samotności."
		words = append(words, benchWord(77))
	}
	e.Words = strings.Join(words, " ")
	return e
}

// turn is how long each is asked before it is the next one's turn: short, so
// that whatever else the machine does meets all of them.
const turn = time.Second / 10

// fullPage is how many cards a page of the catalogue has.
const fullPage = 20

// BenchmarkCatalogue gives the requests a second of the catalogue and of
// searches as a percentage of the bare handler's (want at least 5), and how
// many times slower they are with 100,000 cards than with 1,000 (want at most
// 1.5). All in one run, in turns; every page is full, so that what differs is
// the search alone.
func BenchmarkCatalogue(b *testing.B) {
	small, large := catalogueOf(b, 1000), catalogueOf(b, 100_000)
	for _, c := range []struct{ name, asks string }{
		{"all", ""},
		{"word", "q=samotnych"},
		{"words", "q=" + benchWord(77) + "+kobietom"},
		{"by_title", "sort=title"},
		{"recipients", "group=loneliness"},
		{"narrowed", "area=social.welfare&group=loneliness&kind=practice&place=14&written=pl"},
		{"narrowed_words", "q=" + url.QueryEscape("samotność kobiet") + "&area=social&group=loneliness&place=14"},
		{"narrowed_words_by_title", "q=" + url.QueryEscape("samotność kobiet") + "&area=social&group=loneliness&place=14&sort=title"},
	} {
		b.Run(c.name, func(b *testing.B) {
			path := "/pl/practices?" + c.asks
			little, much := newAsker(small.URL()+path, "", 8), newAsker(large.URL()+path, "", 8)
			header, body := little.once(b)
			_, other := much.once(b)
			for _, page := range [][]byte{body, other} {
				if n := bytes.Count(page, []byte("<h3")); n != fullPage {
					b.Fatalf("%d cards on the page of %s", n, path)
				}
			}
			nothing := newAsker(bare(b, header, body), "", 8)
			var share, slower []float64
			for b.Loop() {
				for round := range 26 {
					most := nothing.perSecond(b, 8, turn)
					few, many := inTurns(b, round, little, much)
					share = append(share, 100*many/most)
					slower = append(slower, few/many)
				}
			}
			b.ReportMetric(median(share), "%of_bare_100x")
			b.ReportMetric(median(slower), "times_slower_100x")
			b.ReportMetric(float64(len(body)), "bytes/page")
			b.ReportMetric(float64(len(other)), "bytes/page_100x")
		})
	}
}

// inTurns asks two, each first in every other round: what the collector of
// the first began is not always left for the second to end.
func inTurns(b *testing.B, round int, one, other asker) (ones, others float64) {
	b.Helper()
	if round%2 == 1 {
		others = other.perSecond(b, 8, turn)
		return one.perSecond(b, 8, turn), others
	}
	ones = one.perSecond(b, 8, turn)
	return ones, other.perSecond(b, 8, turn)
}

// BenchmarkPublicCard gives the requests a second of the published card of
// Klucze as a percentage of the bare handler's with the same headers and bytes
// (want at least 50), on both engines, in turns.
func BenchmarkPublicCard(b *testing.B) {
	const path = "/pl/practices/klucze-samopomoc"
	_, page := newAsker(startDemo(b).URL+path, "", 1).once(b)
	for _, engine := range []struct {
		name  string
		blank func(testing.TB) string
	}{{"sqlite", storetest.BlankSQLite}, {"postgres", storetest.BlankPostgres}} {
		b.Run(engine.name, func(b *testing.B) {
			r := start(b, newPlace(b, engine.blank).config())
			shelve(b, r, "klucze-samopomoc", page)
			card := newAsker(r.URL()+path, "", 8)
			header, body := card.once(b)
			if !bytes.Equal(body, page) {
				b.Fatal("the card is served with other bytes")
			}
			nothing := newAsker(bare(b, header, body), "", 8)
			var share []float64
			for b.Loop() {
				for range 25 {
					most := nothing.perSecond(b, 8, turn)
					share = append(share, 100*card.perSecond(b, 8, turn)/most)
				}
			}
			b.ReportMetric(median(share), "%of_bare")
			b.ReportMetric(float64(len(body)), "bytes/page")
		})
	}
}

// shelve puts a page on the shelf as publishing does.
func shelve(b *testing.B, r *cli.Running, slug string, page []byte) {
	b.Helper()
	err := r.DB().InTx(b.Context(), domain.Across, func(ctx context.Context) error {
		db, id := sqldb.From(ctx), domain.NewID[domain.CardID]()
		_, err := db.ExecContext(ctx, "INSERT INTO practice (slug, card_id, house_no, withdrawn, entry, seq, look, at) VALUES ($1, $2, 1, $3, '{}', 1, $4, 0)", slug, id.UUID, false, web.Look(r.URL()))
		if err != nil {
			return err
		}
		_, err = db.ExecContext(ctx, "INSERT INTO practice_page (slug, lang, form, type, etag, content, at) VALUES ($1, 'pl', 'html', 'text/html; charset=utf-8', 'bench', $2, 0)", slug, page)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}
