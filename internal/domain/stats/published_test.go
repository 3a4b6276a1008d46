package stats

import (
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestRule(t *testing.T) {
	for _, c := range []struct {
		n    int
		want Published
	}{
		{0, Published{}},
		{1, Published{}},
		{7, Published{}},
		{8, Published{Rounded, 10, 10}},
		{12, Published{Rounded, 10, 10}},
		{13, Published{Rounded, 15, 15}},
		{17, Published{Rounded, 15, 15}},
		{18, Published{Rounded, 20, 20}},
		{1002, Published{Rounded, 1000, 1000}},
		{1003, Published{Rounded, 1005, 1005}},
	} {
		if got := stepOf(c.n).figure(); got != c.want {
			t.Errorf("%d people: %v, want %v", c.n, got, c.want)
		}
	}
}

// TestStepsCoverEverything: each number has one step, at most 2 from what is
// said of it, and steps follow each other without a gap.
func TestStepsCoverEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 1_000_000).Draw(t, "n")
		a := stepOf(n)
		if n < a.lo || n > a.hi || stepOf(a.lo) != a || stepOf(a.hi) != a || stepOf(a.hi+1).lo != a.hi+1 {
			t.Fatalf("%d: %v", n, a)
		}
		if said := a.figure().N(); n > Small && (said%step != 0 || abs(n-said) > 2 || a.lo <= Small) {
			t.Fatalf("%d is said as %d", n, said)
		}
	})
}

// TestZeroIsHidden: whoever forgets to fill a figure in has hidden it.
func TestZeroIsHidden(t *testing.T) {
	var p Published
	if p.Shape() != Hidden || p.N() != 0 || p.Below() != 8 {
		t.Errorf("%v", p)
	}
	if _, ok := (PublishedMean{}).Tenths(); ok {
		t.Error("a mean nobody gave is shown")
	}
	if r := (Release{}); r.Entry(CellID{"a", 1}).Figure.Shape() != Hidden || r.Share(CellID{"a", 1}).Part.Shape() != Hidden {
		t.Error("a figure that is not in the release is shown")
	}
	if v := (Verdict{}); v.Accepted() {
		t.Error("an audit nobody made accepts")
	}
}

func TestPercent(t *testing.T) {
	exact, rounded := func(n int) Published { return oneOf(n).figure() }, func(n int) Published { return stepOf(n).figure() }
	for _, c := range []struct {
		share PublishedShare
		want  int
		ok    bool
	}{
		{PublishedShare{rounded(11), rounded(41)}, 25, true}, // 10 of 40, not 11 of 41
		{PublishedShare{exact(6), exact(9)}, 67, true},
		{PublishedShare{exact(0), exact(9)}, 0, true},
		{PublishedShare{Published{shape: HiddenShare}, rounded(41)}, 0, false},
		{PublishedShare{rounded(11), Published{}}, 0, false},
		{PublishedShare{rounded(11), Published{Between, 13, 22}}, 0, false},
		{PublishedShare{exact(17), rounded(17)}, 0, false}, // 17 of about 15
		{PublishedShare{exact(0), exact(0)}, 0, false},
	} {
		if got, ok := c.share.Percent(); got != c.want || ok != c.ok {
			t.Errorf("%v: %d %v, want %d %v", c.share, got, ok, c.want, c.ok)
		}
	}
}

func TestMean(t *testing.T) {
	for _, c := range []struct {
		of    Published
		shown bool
	}{
		{Published{}, false},
		{oneOf(7).figure(), false}, // allowed to be exact, and still too few
		{oneOf(8).figure(), true},
		{stepOf(8).figure(), true},
		{Published{Between, 0, 12}, false},
		{Published{Between, 8, 17}, true},
		{Published{shape: Withheld}, false},
		{Published{shape: HiddenShare}, false},
	} {
		if n, shown := c.of.Mean(6.25).Tenths(); shown != c.shown || shown && n != 63 {
			t.Errorf("mean over %v: %d %v", c.of, n, shown)
		}
	}
	if _, shown := oneOf(8).figure().Mean(math.NaN()).Tenths(); shown {
		t.Error("a mean that is no number is shown")
	}
}

func TestPublishedJSON(t *testing.T) {
	for _, c := range []struct {
		value any
		want  string
	}{
		{Published{}, `{"below":8}`},
		{Published{shape: HiddenShare}, `{"below":8,"or_all_but":8}`},
		{Published{shape: Withheld}, `{"withheld":true}`},
		{Published{Between, 13, 22}, `{"from":13,"to":22}`},
		{stepOf(8).figure(), `{"about":10}`},
		{oneOf(0).figure(), `0`},
		{PublishedShare{Published{shape: HiddenShare}, stepOf(8).figure()}, `{"part":{"below":8,"or_all_but":8},"of":{"about":10}}`},
		{stepOf(8).figure().Mean(6.26), `6.3`},
		{PublishedMean{}, `null`},
	} {
		if got, err := json.Marshal(c.value); err != nil || string(got) != c.want {
			t.Errorf("%v: %s %v, want %s", c.value, got, err, c.want)
		}
	}
}

// TestHiddenLooksTheSame: in text and in JSON, no hidden number differs from
// another.
func TestHiddenLooksTheSame(t *testing.T) {
	seen := map[string]bool{}
	for n := range Small + 1 {
		p := stepOf(n).figure()
		text, _ := json.Marshal(p)
		seen[fmt.Sprintf("%s %v %#v", text, p, p)] = true
	}
	if len(seen) != 1 {
		t.Errorf("%d ways to hide a number: %v", len(seen), seen)
	}
}

func FuzzPublished(f *testing.F) {
	for _, text := range []string{`12`, `{"about":10}`, `{"from":13,"to":22}`, `{"below":8}`, `{"below":8,"or_all_but":8}`, `{"withheld":true}`, `{"about":3}`, `{"below":3}`, `-1`, `1e1`, `null`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var p, again Published
		if json.Unmarshal(text, &p) != nil {
			if p != (Published{}) {
				t.Fatalf("%s was refused and left %v", text, p)
			}
			return
		}
		back, err := json.Marshal(p)
		if err != nil || json.Unmarshal(back, &again) != nil || again != p {
			t.Fatalf("%s became %v, %s and %v: %v", text, p, back, again, err)
		}
		if p.Shape() == Rounded && (p.N()%step != 0 || p.N() <= Small) {
			t.Fatalf("%s is rounded to %d", text, p.N())
		}
	})
}
