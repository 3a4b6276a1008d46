package stats

import "testing"

// TestSum gives what pages show.
func TestSum(t *testing.T) {
	few, atLeast := Figure{Hidden: true, Below: 5}, func(n int) Figure { return Figure{Hidden: true, AtLeast: n} }
	for _, c := range []struct {
		parts []int
		want  Figure
	}{
		{nil, Figure{}},
		{[]int{0, 0}, Figure{}},
		{[]int{7, 0, 9}, Figure{N: 16}},
		{[]int{0, 3}, few},
		{[]int{7, 3}, atLeast(8)},
		{[]int{7, 3, 4}, atLeast(9)},
		{[]int{2, 2}, atLeast(2)},
	} {
		if got := Sum(figures(c.parts, 0)...); got != c.want {
			t.Errorf("the sum of %v is %+v, want %+v", c.parts, got, c.want)
		}
		if got := tally(c.parts).For(Insider); got != c.want {
			t.Errorf("the tally of %v is %+v, want %+v", c.parts, got, c.want)
		}
		if got := tally(c.parts).For(Worker); got != Sum(figures(c.parts, len(c.parts))...) || got.Hidden {
			t.Errorf("who works with it sees the tally of %v as %+v", c.parts, got)
		}
	}
}

func TestAmong(t *testing.T) {
	for _, c := range []struct {
		whole  int
		parts  []int
		reader Audience
		want   Figure
		each   bool
	}{
		{16, []int{7, 9}, Insider, Figure{N: 16}, false},
		{15, []int{7, 9}, Insider, Figure{N: 16}, true}, // one is in both
		{11, []int{7, 9}, Insider, Figure{N: 11}, false},
		{12, []int{7, 6}, Insider, Figure{N: 13}, true},
		{10, []int{7, 3}, Insider, Figure{Hidden: true, AtLeast: 8}, true},
		{3, []int{0, 3}, Insider, Figure{Hidden: true, Below: 5}, false},
		{0, []int{0, 0}, Insider, Figure{}, false},
		{9, []int{7, 3}, Worker, Figure{N: 9}, false},
	} {
		if got, each := People(c.whole).Among(c.reader, figures(c.parts, 0)...); got != c.want || each != c.each {
			t.Errorf("%d people among %v: %+v, each %v; want %+v, %v", c.whole, c.parts, got, each, c.want, c.each)
		}
	}
}

func TestOf(t *testing.T) {
	few, some := Figure{Hidden: true, Below: 5}, Figure{Hidden: true}
	for _, c := range []struct {
		part, whole int
		want        Figure
	}{
		{0, 9, Figure{}},
		{9, 9, Figure{N: 9}},
		{3, 9, some},
		{6, 9, some},
		{5, 10, Figure{N: 5}},
		{6, 10, some},
		{0, 3, Figure{}},
		{2, 3, few},
		{3, 3, few},
	} {
		if got := People(c.part).Of(People(c.whole), Insider); got != c.want {
			t.Errorf("%d of %d: %+v, want %+v", c.part, c.whole, got, c.want)
		}
		if got := People(c.part).Of(People(c.whole), Worker); got != (Figure{N: c.part}) {
			t.Errorf("who works with it sees %d of %d as %+v", c.part, c.whole, got)
		}
	}
}
