package publish

import (
	"cmp"
	"slices"
	"testing"

	"krag/internal/domain/stats"
	"krag/internal/torture"

	"pgregory.net/rapid"
)

// A guesser reads cards and nothing else: of a programme and its two groups it
// tries every number of people, and keeps what fits all that was published. It
// knows, too, whether the groups came to the programme's number, to less or to
// more.
type guesser struct {
	truth [3]int // of the programme, then of its groups
	read  []func(n [3]int) bool
	given [3]bool // said exactly at some time
}

// reads takes in what a card says.
func (g *guesser) reads(rows []Result, noted [3]bool) {
	for i := range noted {
		at := slices.IndexFunc(rows, func(r Result) bool { return r.Rests == one(byte(i), 0, "", 0).ID.UUID })
		if at < 0 {
			continue
		}
		said := *rows[at].N
		g.given[i] = g.given[i] || said.Shown == Exact
		g.read = append(g.read, func(n [3]int) bool { return said.fits(n[i]) })
	}
	beyond := func(n [3]int) int {
		for i := range noted {
			if !noted[i] {
				n[i] = 0
			}
		}
		return cmp.Compare(n[0], n[1]+n[2])
	}
	if noted[0] && (noted[1] || noted[2]) {
		g.read = append(g.read, func(n [3]int) bool { return beyond(n) == beyond(g.truth) })
	}
}

// fits reports that a number can stand behind what is said.
func (n Number) fits(people int) bool {
	switch n.Shown {
	case Hidden:
		return people < n.Below
	case Rounded:
		return n.N-2 <= people && people <= n.N+2
	case Between:
		return n.N <= people && people <= n.To
	case Exact:
		return people == n.N
	}
	return true
}

// guesses are the values that each number can have.
func (g *guesser) guesses() (values [3]map[int]bool) {
	for i := range values {
		values[i] = map[int]bool{}
	}
	const most = 45
	for w := range most {
		for a := range most {
			for b := range most {
				n := [3]int{w, a, b}
				if !slices.ContainsFunc(g.read, func(fits func([3]int) bool) bool { return !fits(n) }) {
					values[0][w], values[1][a], values[2][b] = true, true, true
				}
			}
		}
	}
	return values
}

// TestNobodyReckonsFromCards publishes cards one after the other, with leave to
// say some numbers exactly, as outcomes are noted in any order. Whatever was
// let through tells no small number.
func TestNobodyReckonsFromCards(t *testing.T) {
	published, refused := 0, 0
	for range torture.Count(t, 20) {
		rapid.Check(t, func(t *rapid.T) {
			g, told := guesser{}, Told{}
			for i := range g.truth {
				g.truth[i] = rapid.OneOf(rapid.IntRange(0, 7), rapid.IntRange(0, 20)).Draw(t, "people")
			}
			if rapid.Bool().Draw(t, "adds up") {
				g.truth[0] = g.truth[1] + g.truth[2]
			}
			for range rapid.IntRange(1, 3).Draw(t, "cards") {
				w, noted := drawCard(t, g.truth)
				w.told = told
				editions, n, err := w.drafts(plainWords{})
				if err != nil {
					t.Fatal(err)
				}
				if !n.Verdict().Accepted() {
					refused++
					continue
				}
				published++
				told.Statements = append(told.Statements, n.Statements()...)
				told.Cells = joined(told.Cells, n.Cells())
				g.reads(editions[Polish].Results(), noted)
				for i, values := range g.guesses() {
					if least := slices.Min(keysOf(values)); !g.given[i] && least <= stats.Small && len(values) < stats.Enough {
						t.Fatalf("number %d of %v is one of %v", i, g.truth, keysOf(values))
					}
				}
			}
		})
	}
	t.Logf("%d cards published, %d refused", published, refused)
}

// drawCard notes some of the numbers, and lets some of those be exact.
func drawCard(t *rapid.T, truth [3]int) (w work, noted [3]bool) {
	var exact []byte
	var all []SourceOutcome
	for i, n := range truth {
		if noted[i] = rapid.IntRange(0, 4).Draw(t, "noted") > 0; !noted[i] {
			continue
		}
		all = append(all, one(byte(i), byte(i), "praca", n))
		if rapid.Bool().Draw(t, "exact") {
			exact = append(exact, byte(i))
		}
	}
	return achieved(exact, all...), noted
}

func joined(a, b map[string]ToldCell) map[string]ToldCell {
	all := map[string]ToldCell{}
	for _, cells := range []map[string]ToldCell{a, b} {
		for key, c := range cells {
			all[key] = c
		}
	}
	return all
}

func keysOf(values map[int]bool) (all []int) {
	for n := range values {
		all = append(all, n)
	}
	slices.Sort(all)
	return all
}
