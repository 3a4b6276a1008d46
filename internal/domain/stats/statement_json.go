package stats

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// version of the JSON form of statements. A form that is not known is refused:
// what is not understood cannot be shown to be safe.
const version = 1

// statementFile is a statement as it is kept:
//
//	{"v":1,"source":"card/7","figure":"work/g1#3","shape":"rounded",
//	 "any":[{"sum":["work/g1#3"],"from":8,"to":12}]}
//
// A claim without "to" has no upper end, one without "from" begins at none.
type statementFile struct {
	V      int         `json:"v"`
	Source string      `json:"source,omitempty"`
	Figure CellID      `json:"figure"`
	Shape  string      `json:"shape"`
	Any    []claimFile `json:"any"`
}

type claimFile struct {
	Sum  []CellID `json:"sum"`
	Less []CellID `json:"less,omitempty"`
	From int      `json:"from,omitempty"`
	To   *int     `json:"to,omitempty"`
}

// MarshalJSON writes the form of version 1.
func (s Statement) MarshalJSON() ([]byte, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	f := statementFile{V: version, Source: s.Source, Figure: s.Figure, Shape: s.Shape.String()}
	for _, c := range s.Any {
		one := claimFile{Sum: c.Sum, Less: c.Less, From: c.From}
		if c.To != Unbounded {
			one.To = &c.To
		}
		f.Any = append(f.Any, one)
	}
	return json.Marshal(f)
}

// UnmarshalJSON reads the form of version 1 and nothing else.
func (s *Statement) UnmarshalJSON(text []byte) error {
	var f statementFile
	if err := strictly(text, &f); err != nil {
		return fmt.Errorf("read statement: %w", err)
	}
	if f.V != version {
		return fmt.Errorf("read statement: version %d is not known", f.V)
	}
	got := Statement{Source: f.Source, Figure: f.Figure, Shape: Shape(slices.Index(shapes[:], f.Shape))}
	for _, c := range f.Any {
		to := Unbounded
		if c.To != nil {
			to = *c.To
		}
		got.Any = append(got.Any, Claim{c.Sum, c.Less, c.From, to})
	}
	if err := got.Check(); err != nil {
		return fmt.Errorf("read statement: %w", err)
	}
	*s = got
	return nil
}

// strictly reads one JSON value of which every member is known.
func strictly(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("more than one value")
	}
	return nil
}
