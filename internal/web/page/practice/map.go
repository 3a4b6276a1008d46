package practice

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"krag/internal/web/kit"
)

// Map shows where practices come from. The list is what it says; the drawing
// says the same once more.
type Map struct {
	kit.Page
	Heading kit.Heading
	Regions []Region
	Nowhere string   // how many stand in no voivodeship, or nothing
	All     kit.Link // the whole catalogue
}

// Region is a voivodeship. One without a practice leads nowhere.
type Region struct {
	Code  string // TERYT
	Name  string
	Count int
	Say   string // how many, in words
	Href  string
}

// Render makes Map a component.
func (m Map) Render(ctx context.Context, w io.Writer) error { return country(m).Render(ctx, w) }

// shape is a voivodeship in the drawing.
type shape struct {
	Region
	path string
	disc place
}

func (m Map) shapes() (all []shape) {
	for _, r := range m.Regions {
		path, middle := outline(r.Code)
		if nudge, ok := nudged[r.Code]; ok {
			middle.x += nudge.x
			middle.y += nudge.y
		}
		all = append(all, shape{r, path, middle})
	}
	return all
}

// nudged are the voivodeships whose middle is not where a disc stands well.
var nudged = map[string]place{"18": {6, -4}, "12": {0, 4}, "22": {-4, 0}, "24": {2, 4}}

// radius makes a disc that holds the number and grows slowly with it.
func (s shape) radius() string {
	return strconv.Itoa(17 + min(9, 3*(len(strconv.Itoa(s.Count))-1)))
}

func (p place) left() string { return fmt.Sprintf("%.1f", p.x) }
func (p place) top() string  { return fmt.Sprintf("%.1f", p.y) }
