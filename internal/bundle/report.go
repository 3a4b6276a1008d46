package bundle

import (
	"fmt"
	"strings"

	"krag/internal/domain"
)

// mostTold is how many things to mend are told one by one.
const mostTold = 100

// Report is what is to be mended in a file. The field of a problem is its
// place: groups[2].outcomes[0].count.
type Report struct {
	Problems domain.Problems
	More     int // that are not told one by one

	missing map[string]bool // places of which nothing more is to be said
}

// Report is an error when there is something to mend.
func (r *Report) Error() string {
	return fmt.Sprintf("%v, and %d more", r.Problems, r.More)
}

// Unwrap lets the problems be found.
func (r *Report) Unwrap() error { return r.Problems }

// Err is nil when nothing needs mending.
func (r *Report) Err() error {
	if len(r.Problems) == 0 {
		return nil
	}
	return r
}

func (r *Report) add(place, key string, args domain.Args) {
	for above := place; above != ""; above = parent(above) {
		if r.missing[above] {
			return
		}
	}
	if len(r.Problems) == mostTold {
		r.More++
		return
	}
	r.Problems.Add(place, key, args)
}

// lacks notes that something is not there at all; what checks find below it
// says nothing new.
func (r *Report) lacks(place string) {
	r.add(place, "bundle.read.missing", nil)
	if r.missing == nil {
		r.missing = map[string]bool{}
	}
	r.missing[place] = true
}

// parent is the place around a place: programme of programme.title.
func parent(place string) string {
	return place[:max(strings.LastIndexAny(place, ".["), 0)]
}

// under adds what a check of an area found in the thing at a place. Names are
// the fields that are called otherwise in a file.
func (r *Report) under(place string, err error, names map[string]string) {
	problems, ok := err.(domain.Problems) //nolint:errorlint // checks give them bare
	if !ok {
		return
	}
	for _, p := range problems {
		field := p.Field
		if name, ok := names[field]; ok {
			field = name
		}
		r.add(joined(place, field), p.Key, p.Args)
	}
}

func joined(place, field string) string {
	if place == "" || field == "" {
		return place + field
	}
	return place + "." + field
}

func item(place string, n int) string { return fmt.Sprintf("%s[%d]", place, n) }
