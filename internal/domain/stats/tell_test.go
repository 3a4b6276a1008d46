package stats

import (
	"fmt"
	"slices"
	"testing"
)

// alike groups everything that may be true by what a reader sees of it: the
// reader knows how figures are made, and of one group cannot tell which it is.
func alike[W any](worlds []W, seen func(W) string) map[string][]W {
	classes := map[string][]W{}
	for _, w := range worlds {
		key := seen(w)
		classes[key] = append(classes[key], w)
	}
	return classes
}

// tables are all rows of so many numbers from 0 to most.
func tables(cells, most int) [][]int {
	if cells == 0 {
		return [][]int{{}}
	}
	var all [][]int
	for _, shorter := range tables(cells-1, most) {
		for n := range most + 1 {
			all = append(all, append(slices.Clone(shorter), n))
		}
	}
	return all
}

func small(n int) bool { return n > 0 && n < InsideThreshold }

// figures are the numbers as a reader sees them who works with the first
// groups, so many.
func figures(table []int, own int) []Figure {
	shown := make([]Figure, len(table))
	for i, n := range table {
		shown[i] = People(n).For(audience(i, own))
	}
	return shown
}

func audience(i, own int) Audience {
	if i < own {
		return Worker
	}
	return Insider
}

// secret are the numbers of a table that its reader may not know.
func secret(table []int, own int) (secrets []int) {
	for i, n := range table {
		if i >= own && small(n) {
			secrets = append(secrets, n)
		}
	}
	return secrets
}

// keeps asks of a group of tables that look alike that their hidden numbers
// can be anything from 1 to 4, each together with every other.
func keeps(t *testing.T, seen string, secrets [][]int) {
	t.Helper()
	distinct, want := map[string]bool{}, 1
	for _, s := range secrets {
		distinct[fmt.Sprint(s)] = true
	}
	for range secrets[0] {
		want *= InsideThreshold - 1
	}
	if len(distinct) != want {
		t.Errorf("who sees %s is left with %d of %d possibilities: %v", seen, len(distinct), want, secrets)
	}
}

// TestSumTellsNothing lets an adversary who sees the parts and their sum try
// every table of up to four parts.
func TestSumTellsNothing(t *testing.T) {
	for _, c := range []struct{ parts, most, own int }{{1, 12, 0}, {2, 12, 0}, {2, 12, 1}, {3, 9, 0}, {3, 9, 1}, {4, 6, 0}, {4, 6, 2}} {
		seen := func(table []int) string {
			shown := figures(table, c.own)
			return fmt.Sprint(shown, Sum(shown...))
		}
		for key, same := range alike(tables(c.parts, c.most), seen) {
			var secrets [][]int
			for _, table := range same {
				secrets = append(secrets, secret(table, c.own))
			}
			keeps(t, key, secrets)
		}
	}
}

// union is a table and how many different people there are in all of it.
type union struct {
	table []int
	whole int
}

func (u union) sum() (sum int) {
	for _, n := range u.table {
		sum += n
	}
	return sum
}

// unions are all that can be: from everybody in the largest part to nobody in
// two of them.
func unions(cells, most int) (all []union) {
	for _, table := range tables(cells, most) {
		for whole := slices.Max(table); whole <= (union{table: table}).sum(); whole++ {
			all = append(all, union{table, whole})
		}
	}
	return all
}

// TestAmongTellsNothing does the same where people may be in several parts:
// how many those are is a count of people as well.
func TestAmongTellsNothing(t *testing.T) {
	for _, c := range []struct{ parts, most, own int }{{1, 9, 0}, {2, 12, 0}, {2, 12, 1}, {3, 7, 0}, {3, 7, 1}} {
		seen := func(u union) string {
			shown := figures(u.table, c.own)
			f, each := People(u.whole).Among(Insider, shown...)
			return fmt.Sprint(shown, f, each)
		}
		all := unions(c.parts, c.most)
		alone := alike(all, func(u union) string { return fmt.Sprint(figures(u.table, c.own)) })
		for key, same := range alike(all, seen) {
			var secrets [][]int
			for _, u := range same {
				secrets = append(secrets, secret(u.table, c.own))
			}
			keeps(t, key, secrets)
			before := again(alone[fmt.Sprint(figures(same[0].table, c.own))])
			if after := again(same); len(after) < len(before) {
				keepsSmall(t, key, "in several parts", after)
			}
		}
	}
}

// again are the numbers of those in several parts that are possible.
func again(all []union) map[int]bool {
	possible := map[int]bool{}
	for _, u := range all {
		possible[u.sum()-u.whole] = true
	}
	return possible
}

// keepsSmall asks that a count which may be small may be any small one.
func keepsSmall(t *testing.T, seen, what string, possible map[int]bool) {
	t.Helper()
	some, every := false, true
	for n := 1; n < InsideThreshold; n++ {
		some, every = some || possible[n], every && possible[n]
	}
	if some && !every {
		t.Errorf("who sees %s knows of the count %s that it is one of %v", seen, what, possible)
	}
}

// TestOfTellsNothing subtracts a part from its whole.
func TestOfTellsNothing(t *testing.T) {
	var worlds [][]int
	for whole := range 16 {
		for part := range whole + 1 {
			worlds = append(worlds, []int{whole, part})
		}
	}
	seen := func(w []int) string {
		return fmt.Sprint(People(w[0]).For(Insider), People(w[1]).Of(People(w[0]), Insider))
	}
	for key, same := range alike(worlds, seen) {
		wholes, parts, rests := map[int]bool{}, map[int]bool{}, map[int]bool{}
		for _, w := range same {
			wholes[w[0]], parts[w[1]] = true, true
			if w[0] >= InsideThreshold { // of a hidden whole the rest is hidden with it
				rests[w[0]-w[1]] = true
			}
		}
		keepsSmall(t, key, "of the whole", wholes)
		keepsSmall(t, key, "of the part", parts)
		keepsSmall(t, key, "of the rest", rests)
	}
}

// TestTallyTellsNothing sees every meeting of two groups, both groups' sums
// and the sum of those.
func TestTallyTellsNothing(t *testing.T) {
	for own := range 2 {
		var worlds [][2][]int
		for n := range 4 {
			for _, first := range tables(n, 6) {
				for _, second := range tables(3-n, 6) {
					worlds = append(worlds, [2][]int{first, second})
				}
			}
		}
		seen := func(w [2][]int) string {
			first, second := tally(w[0]).For(audience(0, own)), tally(w[1]).For(Insider)
			return fmt.Sprint(figures(w[0], own*len(w[0])), figures(w[1], 0), first, second, Sum(first, second))
		}
		for key, same := range alike(worlds, seen) {
			var secrets [][]int
			for _, w := range same {
				secrets = append(secrets, append(secret(w[0], own*len(w[0])), secret(w[1], 0)...))
			}
			keeps(t, key, secrets)
		}
	}
}

func tally(meetings []int) Tally {
	all, few, inFew := 0, 0, 0
	for _, n := range meetings {
		all += n
		if small(n) {
			few, inFew = few+1, inFew+n
		}
	}
	return Tallied(all, few, inFew)
}
