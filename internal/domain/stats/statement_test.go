package stats

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// TestStatementJSON keeps the form in which statements are stored: what was
// written by an earlier version of the program must be read by every later one.
func TestStatementJSON(t *testing.T) {
	a, b, w := CellID{"work/a", 3}, CellID{"work/b#x", 1}, CellID{"group/a", 2}
	for _, c := range []struct {
		name string
		s    Statement
		text string
	}{
		{
			"rounded total",
			Statement{Source: "card/7", Figure: CellID{"work", 4}, Shape: Rounded, Any: []Claim{{Sum: []CellID{a, b}, From: 13, To: 17}}},
			`{"v":1,"source":"card/7","figure":"work#4","shape":"rounded","any":[{"sum":["work/a#3","work/b#x#1"],"from":13,"to":17}]}`,
		},
		{
			"hidden share",
			Statement{Figure: a, Shape: HiddenShare, Any: []Claim{{Sum: []CellID{a}, To: 7}, {Sum: []CellID{w}, Less: []CellID{a}, To: 7}}},
			`{"v":1,"figure":"work/a#3","shape":"hidden_share","any":[{"sum":["work/a#3"],"to":7},{"sum":["group/a#2"],"less":["work/a#3"],"to":7}]}`,
		},
		{
			"no end",
			Statement{Figure: a, Shape: Between, Any: []Claim{{Sum: []CellID{w}, Less: []CellID{a}, From: 8, To: Unbounded}}},
			`{"v":1,"figure":"work/a#3","shape":"between","any":[{"sum":["group/a#2"],"less":["work/a#3"],"from":8}]}`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := json.Marshal(c.s)
			if err != nil || string(got) != c.text {
				t.Errorf("wrote %s %v, want %s", got, err, c.text)
			}
			var back Statement
			if err := json.Unmarshal([]byte(c.text), &back); err != nil || !reflect.DeepEqual(back, c.s) {
				t.Errorf("read %v %v, want %v", back, err, c.s)
			}
		})
	}
}

func TestStatementRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"another version":      `{"v":2,"figure":"a#1","shape":"hidden","any":[{"sum":["a#1"],"to":7}]}`,
		"no version":           `{"figure":"a#1","shape":"hidden","any":[{"sum":["a#1"],"to":7}]}`,
		"a member not known":   `{"v":1,"figure":"a#1","shape":"hidden","any":[{"sum":["a#1"],"to":7,"not":3}]}`,
		"no claim":             `{"v":1,"figure":"a#1","shape":"hidden","any":[]}`,
		"no cell":              `{"v":1,"figure":"a#1","shape":"hidden","any":[{"sum":[],"to":7}]}`,
		"a cell twice":         `{"v":1,"figure":"a#1","shape":"hidden","any":[{"sum":["a#1","a#1"],"to":7}]}`,
		"two versions of one":  `{"v":1,"figure":"a#1","shape":"hidden","any":[{"sum":["a#1"],"less":["a#2"],"to":7}]}`,
		"no version of a cell": `{"v":1,"figure":"a#1","shape":"hidden","any":[{"sum":["a"],"to":7}]}`,
		"no key":               `{"v":1,"figure":"a#1","shape":"hidden","any":[{"sum":["#1"],"to":7}]}`,
		"no figure":            `{"v":1,"shape":"hidden","any":[{"sum":["a#1"],"to":7}]}`,
		"too long a key":       `{"v":1,"figure":"a#1","shape":"hidden","any":[{"sum":["` + strings.Repeat("a", 201) + `#1"],"to":7}]}`,
		"a shape not known":    `{"v":1,"figure":"a#1","shape":"sealed","any":[{"sum":["a#1"],"to":7}]}`,
		"withheld":             `{"v":1,"figure":"a#1","shape":"withheld","any":[{"sum":["a#1"],"to":7}]}`,
		"from more to less":    `{"v":1,"figure":"a#1","shape":"between","any":[{"sum":["a#1"],"from":8,"to":7}]}`,
		"less than nobody":     `{"v":1,"figure":"a#1","shape":"between","any":[{"sum":["a#1"],"from":-1,"to":7}]}`,
		"more than all people": `{"v":1,"figure":"a#1","shape":"between","any":[{"sum":["a#1"],"to":9000000000}]}`,
	} {
		var s Statement
		if err := json.Unmarshal([]byte(text), &s); err == nil {
			t.Errorf("%s: read as %v", name, s)
		}
	}
}

func TestFrom(t *testing.T) {
	mine := []Statement{{Figure: CellID{"a", 1}}}
	if got := From("card/7", mine); got[0].Source != "card/7" || mine[0].Source != "" {
		t.Errorf("named %q, and before %q", got[0].Source, mine[0].Source)
	}
}

func FuzzCellID(f *testing.F) {
	for _, text := range []string{"a#1", "a#b#2", "#1", "a#", "a#01", "a#-1", "a#9223372036854775808", "\xff#1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var id CellID
		if id.UnmarshalText([]byte(text)) == nil && id.String() != text {
			t.Fatalf("%q became %q", text, id)
		}
	})
}

// FuzzStatements reads statements and audits them: what is read is written the
// same again, and an audit of anything ends without a panic.
func FuzzStatements(f *testing.F) {
	f.Add([]byte(`[{"v":1,"figure":"a#1","shape":"hidden","any":[{"sum":["a#1"],"to":7}]},{"v":1,"figure":"t#1","shape":"exact","any":[{"sum":["a#1","b#1"],"from":9,"to":9}]}]`))
	f.Add([]byte(`[{"v":1,"figure":"a#1","shape":"hidden_share","any":[{"sum":["a#1"],"to":7},{"sum":["w#1"],"less":["a#1"],"to":7}]},{"v":1,"figure":"w#1","shape":"rounded","any":[{"sum":["w#1"],"from":18,"to":22}]}]`))
	f.Add([]byte(`[{"v":1,"figure":"a#1","shape":"between","any":[{"sum":["a#1"],"from":999999999}]},{"v":1,"figure":"t#1","shape":"between","any":[{"sum":["a#2","b#1"],"less":["c#1","d#5"],"from":500000000,"to":500000001}]}]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var all, again []Statement
		if json.Unmarshal(text, &all) != nil {
			return
		}
		back, err := json.Marshal(all)
		if err != nil {
			t.Fatalf("%v cannot be written: %v", all, err)
		}
		if err := json.Unmarshal(back, &again); err != nil || len(all) > 0 && !reflect.DeepEqual(all, again) {
			t.Fatalf("%v became %s and %v: %v", all, back, again, err)
		}
		if v := audit(all[:len(all)/2], all[len(all)/2:], 1_000_000); v.Finding < Unproved || v.Finding > Safe || (v.Finding == Exposing) != (len(v.Exposed) > 0) {
			t.Fatalf("%v: %v", all, v)
		}
	})
}
