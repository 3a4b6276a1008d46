package domain

import (
	"testing"
	"time"
)

func TestMomentSpan(t *testing.T) {
	d := Date{2024, time.February, 10}
	for _, c := range []struct {
		m           Moment
		first, last string
	}{
		{Moment{d, PrecisionDay}, "2024-02-10", "2024-02-10"},
		{Moment{d, PrecisionMonth}, "2024-02-01", "2024-02-29"},
		{Moment{d, PrecisionYear}, "2024-01-01", "2024-12-31"},
		{Moment{}, "", ""},
		{Moment{Precision: PrecisionYear}, "", ""},
	} {
		if first, last := c.m.Span(); first.String() != c.first || last.String() != c.last {
			t.Errorf("%v spans %v to %v, want %s to %s", c.m, first, last, c.first, c.last)
		}
	}
}
