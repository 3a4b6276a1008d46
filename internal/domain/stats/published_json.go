package stats

import (
	"encoding/json"
	"errors"
	"fmt"
)

// figureFile is a published figure as data:
//
//	12                            exact
//	{"about":10}                  rounded to the nearest 5
//	{"from":13,"to":22}           between, both included
//	{"below":8}                   few or none
//	{"below":8,"or_all_but":8}    few or none, or all but few or none
//	{"withheld":true}             not said
type figureFile struct {
	About    *int  `json:"about,omitempty"`
	From     *int  `json:"from,omitempty"`
	To       *int  `json:"to,omitempty"`
	Below    *int  `json:"below,omitempty"`
	OrAllBut *int  `json:"or_all_but,omitempty"`
	Withheld *bool `json:"withheld,omitempty"`
}

// MarshalJSON writes what the figure says.
func (p Published) MarshalJSON() ([]byte, error) {
	f, below := figureFile{}, p.Below()
	switch p.shape {
	case Exact:
		return json.Marshal(p.lo)
	case Rounded:
		f.About = &p.lo
	case Between:
		f.From, f.To = &p.lo, &p.hi
	case Withheld:
		f.Withheld = new(true)
	case HiddenShare:
		f.Below, f.OrAllBut = &below, &below
	default:
		f.Below = &below
	}
	return json.Marshal(f)
}

var errFigure = errors.New("no published figure")

// UnmarshalJSON reads what MarshalJSON writes, and nothing else.
func (p *Published) UnmarshalJSON(text []byte) error {
	got, err := readFigure(text)
	if err != nil {
		return fmt.Errorf("read figure: %w", err)
	}
	back, err := json.Marshal(got)
	if err != nil {
		return fmt.Errorf("read figure: %w", err)
	}
	if !sameJSON(text, back) {
		return fmt.Errorf("read figure: %w", errFigure)
	}
	*p = got
	return nil
}

func readFigure(text []byte) (Published, error) {
	var n int
	if json.Unmarshal(text, &n) == nil {
		return Published{Exact, n, n}, inReach(n, n)
	}
	var f figureFile
	if err := strictly(text, &f); err != nil {
		return Published{}, err
	}
	switch {
	case f.About != nil:
		if stepOf(*f.About).figure() != (Published{Rounded, *f.About, *f.About}) {
			return Published{}, errFigure
		}
		return Published{Rounded, *f.About, *f.About}, inReach(*f.About, *f.About)
	case f.From != nil && f.To != nil:
		return Published{Between, *f.From, *f.To}, inReach(*f.From, *f.To-1)
	case f.Withheld != nil:
		return Published{shape: Withheld}, nil
	case f.OrAllBut != nil:
		return Published{shape: HiddenShare}, nil
	case f.Below != nil:
		return Published{}, nil
	}
	return Published{}, errFigure
}

func inReach(lo, hi int) error {
	if lo < 0 || lo > hi || hi >= Unbounded {
		return errFigure
	}
	return nil
}

// sameJSON compares two values as JSON, whatever their spaces and order.
func sameJSON(a, b []byte) bool {
	var x, y any
	if json.Unmarshal(a, &x) != nil || json.Unmarshal(b, &y) != nil {
		return false
	}
	a, _ = json.Marshal(x)
	b, _ = json.Marshal(y)
	return string(a) == string(b)
}

// MarshalJSON writes the mean with one decimal place, or null.
func (m PublishedMean) MarshalJSON() ([]byte, error) {
	if !m.shown {
		return []byte("null"), nil
	}
	return json.Marshal(float64(m.tenths) / 10)
}
