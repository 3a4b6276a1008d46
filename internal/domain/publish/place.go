package publish

import "strings"

// municipality is how a commune is called before its name.
var municipality = Named{Polish: "gmina ", Ukrainian: "ґміна ", English: "gmina "}

// PlaceIn is a place as an institution typed it, the word for a commune in the
// language asked for. Names stay as they are.
func PlaceIn(lang Lang, place string) string {
	for _, begin := range []string{municipality[Polish], "Gmina "} {
		if name, found := strings.CutPrefix(place, begin); found {
			return municipality.In(lang) + name
		}
	}
	return place
}
