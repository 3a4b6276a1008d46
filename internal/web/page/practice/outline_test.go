package practice

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"krag/internal/domain/institution"
)

// TestOutlineHolds looks that every border is that of two neighbours, or of
// one and the world, that each shape closes, and that none lies apart.
func TestOutlineHolds(t *testing.T) {
	for name := range borders {
		a, b, _ := strings.Cut(name, "-")
		if !slices.Contains(institution.Voivodeships, a) || b != "0" && !slices.Contains(institution.Voivodeships, b) {
			t.Errorf("%s is the border of nothing", name)
		}
	}
	if len(borders) == 0 {
		t.Fatal("nothing is drawn")
	}
	for _, code := range institution.Voivodeships {
		around := ring(code)
		if path, middle := outline(code); len(around) < 8 || !inside(middle, around) || strings.Count(path, "M") != 1 {
			t.Errorf("%s: %d points, its middle is outside of it: %v", code, len(around), middle)
		}
		for _, p := range around {
			if p.x < 2 || p.x > 644 || p.y < 2 || p.y > 598 {
				t.Errorf("%s: %v is off the paper", code, p)
			}
		}
		edges := map[string]int{}
		for i, p := range around {
			edges[fmt.Sprint(p, around[(i+1)%len(around)])]++
		}
		if len(edges) != len(around) {
			t.Errorf("%s goes twice along the same way", code)
		}
	}
}

// TestShapesLieBeside finds for some places the one voivodeship they lie in.
func TestShapesLieBeside(t *testing.T) {
	for town, want := range map[string]string{
		"21.0,52.23": "14", "19.94,50.06": "12", "18.65,54.3": "22", "17.03,51.11": "02", "16.93,52.4": "30", "19.46,51.77": "10",
		"23.16,53.13": "20", "22.57,51.25": "06", "22.0,50.04": "18", "20.63,50.87": "26", "19.02,50.26": "24", "17.92,50.67": "16",
		"15.5,51.94": "08", "14.7,53.43": "32", "18.0,53.12": "04", "20.49,53.78": "28",
	} {
		var in []string
		for _, code := range institution.Voivodeships {
			if inside(placeOf(town), ring(code)) {
				in = append(in, code)
			}
		}
		if !slices.Equal(in, []string{want}) {
			t.Errorf("%s lies in %v, want %s", town, in, want)
		}
	}
}

// inside counts how often a ray meets the ring.
func inside(p place, around []place) (in bool) {
	for i, a := range around {
		b := around[(i+1)%len(around)]
		if (a.y > p.y) != (b.y > p.y) && p.x < (b.x-a.x)*(p.y-a.y)/(b.y-a.y)+a.x {
			in = !in
		}
	}
	return in
}
