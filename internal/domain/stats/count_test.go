package stats

import "testing"

func TestFor(t *testing.T) {
	for _, c := range []struct {
		n      int
		reader Audience
		want   Figure
	}{
		{0, Insider, Figure{N: 0}},
		{1, Insider, Figure{Hidden: true, Below: 5}},
		{4, Insider, Figure{Hidden: true, Below: 5}},
		{5, Insider, Figure{N: 5}},
		{1, Worker, Figure{N: 1}},
		{4, Worker, Figure{N: 4}},
	} {
		if got := People(c.n).For(c.reader); got != c.want {
			t.Errorf("%d people for %v: %+v, want %+v", c.n, c.reader, got, c.want)
		}
	}
}

func TestPlus(t *testing.T) {
	if got := People(2).Plus(People(3)).For(Insider); got != (Figure{N: 5}) {
		t.Errorf("2 and 3 people: %+v", got)
	}
}
