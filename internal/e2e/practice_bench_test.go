package e2e_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"krag/internal/cli"
	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/store/sqldb"
	"krag/internal/store/storetest"
)

// catalogueOf is Krąg with so many published cards. They are put straight on
// the shelf: publishing a hundred thousand is not what is measured.
func catalogueOf(b *testing.B, cards int) *cli.Running {
	b.Helper()
	p := newPlace(b, storetest.BlankSQLite)
	r := start(b, p.config())
	err := r.DB().InTx(b.Context(), domain.Across, func(ctx context.Context) error {
		for i := range cards {
			if err := onShelf(ctx, i+1); err != nil {
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

func onShelf(ctx context.Context, n int) error {
	entry, err := json.Marshal(benchCard(n))
	if err != nil {
		return err
	}
	id := domain.NewID[domain.CardID]()
	_, err = sqldb.From(ctx).ExecContext(ctx,
		"INSERT INTO practice (slug, card_id, house_no, withdrawn, entry, seq, at) VALUES ($1, $2, 1, $3, $4, $5, 0)",
		fmt.Sprintf("karta-%d", n), id.UUID, false, string(entry), n)
	return err
}

var benchWords = strings.Fields("grupa kobiety praca dom samotność przemoc spotkanie kawa ogród zdrowie rodzina pomoc sala młodzież seniorzy język szkoła muzyka sport kuchnia")

// benchWord is one of some thousands that begin in many ways, as words do.
func benchWord(n int) (word string) {
	syllables := []string{"ka", "ro", "mi", "tu", "lep", "sza", "dro", "bi", "wen", "go", "pry", "zal", "cho", "nu", "fer", "ja", "sto", "klu"}
	for range 3 {
		word += syllables[n%len(syllables)]
		n /= len(syllables)
	}
	return word
}

// benchCard has forty words of an own vocabulary of some thousands, a few of
// which are in every twentieth card.
func benchCard(n int) publish.Entry {
	r := rand.New(rand.NewPCG(uint64(n), 7))
	var words []string
	for range 40 {
		words = append(words, benchWord(r.IntN(5000)))
	}
	common := benchWords[n%len(benchWords)]
	return publish.Entry{
		Slug: fmt.Sprintf("karta-%d", n), Template: "practice", Area: publish.Areas[n%len(publish.Areas)].Code, Voivodeship: fmt.Sprintf("%02d", 2+2*(n%16)),
		Publisher: "Ośrodek", Place: "Dębno", Titles: map[publish.Lang]string{publish.Polish: fmt.Sprintf("Karta %d", n)},
		Leads: map[publish.Lang]string{publish.Polish: "Jedno zdanie o tym, co tam pomogło: " + common + "."},
		Kinds: []string{"other"}, Words: strings.Join(words, " "), No: 1, FirstAt: time.Unix(int64(n), 0), At: time.Unix(int64(n), 0),
	}
}

// BenchmarkCatalogue gives the requests a second of the catalogue and of a
// search as a percentage of the bare handler's (want at least 5), and how many
// times slower they are with 100,000 cards than with 1,000 (want at most 1.5).
func BenchmarkCatalogue(b *testing.B) {
	small, large := catalogueOf(b, 1000), catalogueOf(b, 100_000)
	for name, path := range map[string]string{
		"all": "/pl/practices", "word": "/pl/practices?q=samotnych", "words": "/pl/practices?q=" + benchWord(77) + "+kobietom", "narrowed": "/pl/practices?q=pracy&place=14&sort=title",
	} {
		b.Run(name, func(b *testing.B) {
			little, much := newAsker(small.URL()+path, "", 8), newAsker(large.URL()+path, "", 8)
			header, body := little.once(b)
			much.once(b)
			nothing := newAsker(bare(b, header, body), "", 8)
			var share, slower []float64
			for b.Loop() {
				for range 3 {
					most := nothing.perSecond(b, 8, time.Second)
					few := little.perSecond(b, 8, time.Second)
					many := much.perSecond(b, 8, time.Second)
					share = append(share, 100*few/most)
					slower = append(slower, few/many)
				}
			}
			b.ReportMetric(median(share), "%of_bare")
			b.ReportMetric(median(slower), "times_slower_100x")
			b.ReportMetric(float64(len(body)), "bytes/page")
		})
	}
}
