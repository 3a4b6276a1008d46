package practice

import (
	"fmt"
	"strconv"
	"strings"
)

// The outline of Poland and its voivodeships, drawn for this program by hand:
// a few points on each border, set down from general knowledge of where towns
// lie, in degrees. It is a picture to be recognised, not a map to be measured,
// and comes from no collection of map data. Each border is drawn once, so that
// neighbours always fit together.
var borders = func() map[string][]place {
	all := map[string][]place{}
	for line := range strings.Lines(drawn) {
		if name, points, ok := strings.Cut(strings.TrimSpace(line), ":"); ok {
			for _, p := range strings.Fields(points) {
				all[name] = append(all[name], placeOf(p))
			}
		}
	}
	return all
}()

// place is a point of the drawing, in its own units.
type place struct{ x, y float64 }

// placeOf reads "14.20,53.92": degrees east, degrees north. At this latitude a
// degree east is 0.62 of a degree north.
func placeOf(text string) place {
	east, north, _ := strings.Cut(text, ",")
	e, errEast := strconv.ParseFloat(east, 64)
	n, errNorth := strconv.ParseFloat(north, 64)
	if errEast != nil || errNorth != nil {
		panic("practice: no place: " + text)
	}
	return place{(e-14)*62 + 8, (55-n)*100 - 8}
}

// drawn are the borders: of two voivodeships by their codes, or of one with
// the world outside.
const drawn = `
32-0: 14.44,52.67 14.13,52.85 14.38,53.2 14.3,53.55 14.2,53.92 14.75,54.03 15.6,54.18 16.2,54.27 16.7,54.55
22-0: 16.7,54.55 17.55,54.76 18.3,54.83 18.5,54.72 18.55,54.45 18.95,54.35 19.35,54.33
28-0: 19.35,54.33 19.55,54.32 19.85,54.45 20.9,54.37 22.7,54.35
20-0: 22.7,54.35 23.0,54.36 23.5,53.95 23.6,53.5 23.93,53.1 23.75,52.85 23.93,52.7 23.6,52.55 23.17,52.28
06-0: 23.17,52.28 23.65,52.05 23.55,51.6 23.7,51.25 24.14,50.85 24.02,50.5 23.55,50.25
18-0: 23.55,50.25 22.93,49.8 22.68,49.55 22.85,49.03 22.5,49.09 22.0,49.25 21.68,49.42 21.4,49.43
12-0: 21.4,49.43 20.95,49.31 20.4,49.4 20.08,49.18 19.78,49.21 19.78,49.42 19.45,49.59
24-0: 19.45,49.59 19.15,49.42 18.85,49.52 18.63,49.75 18.33,49.93 18.02,50.02
16-0: 18.02,50.02 17.68,50.12 17.72,50.32 17.37,50.28 16.95,50.43
02-0: 16.95,50.43 16.95,50.22 16.62,50.12 16.22,50.42 16.4,50.63 15.98,50.63 15.75,50.75 15.35,50.8 14.85,50.87 15.03,51.15 14.97,51.43
08-0: 14.97,51.43 14.72,51.55 14.6,51.85 14.74,52.07 14.55,52.37 14.64,52.58 14.44,52.67
32-22: 16.7,54.55 16.92,54.2 16.82,53.95 16.9,53.65
22-30: 16.9,53.65 17.15,53.6 17.38,53.5
22-04: 17.38,53.5 17.72,53.7 18.35,53.7 18.7,53.57 19.08,53.6
22-28: 19.08,53.6 19.22,53.74 19.43,53.93 19.2,54.12 19.35,54.33
32-30: 16.9,53.65 16.72,53.38 16.42,53.13 15.93,53
32-08: 15.93,53 15.58,53.05 15.12,52.85 14.78,52.72 14.44,52.67
08-30: 15.93,53 15.87,52.7 15.76,52.5 15.92,52.28 15.9,52.05 16.2,51.93 16.4,51.76
08-02: 16.4,51.76 16.0,51.76 15.78,51.6 15.45,51.47 15.2,51.45 14.97,51.43
30-02: 16.4,51.76 16.78,51.64 17.05,51.57 17.45,51.58 17.7,51.4 17.83,51.18
02-16: 17.83,51.18 17.56,51.05 17.42,50.93 17.22,50.78 17.12,50.57 16.95,50.43
30-16: 17.83,51.18 18.1,51.17
30-10: 18.1,51.17 18.12,51.5 18.38,51.74 18.6,51.88 18.82,52.05 18.95,52.33
16-10: 18.1,51.17 18.35,51.11 18.58,51.06
16-24: 18.58,51.06 18.6,50.83 18.58,50.6 18.42,50.4 18.25,50.22 18.02,50.02
10-24: 18.58,51.06 18.98,51.08 19.4,50.96 19.75,50.9
30-04: 17.38,53.5 17.33,53.2 17.4,52.98 17.65,52.75 18.1,52.58 18.5,52.5 18.95,52.33
04-10: 18.95,52.33 19.3,52.4
04-14: 19.3,52.4 19.42,52.62 19.48,52.9 19.76,53.17
04-28: 19.08,53.6 19.3,53.47 19.6,53.32 19.76,53.17
28-14: 19.76,53.17 20.15,53.18 20.6,53.2 20.95,53.37 21.55,53.48
28-20: 21.55,53.48 22.12,53.53 22.55,53.72 22.72,54.02 22.7,54.35
14-20: 21.55,53.48 21.68,53.18 22.05,52.93 22.38,52.78 22.48,52.56 22.95,52.35
20-06: 22.95,52.35 23.17,52.28
14-06: 22.95,52.35 22.6,52.1 22.2,51.93 21.93,51.72 21.82,51.5 21.86,51.3 21.8,51.07
10-14: 19.3,52.4 19.72,52.35 20.15,52.15 20.45,51.95 20.5,51.68 20.55,51.5 20.48,51.33
10-26: 20.48,51.33 20.05,51.15 19.75,50.9
26-14: 20.48,51.33 20.8,51.17 21.2,51.12 21.5,51.1 21.8,51.07
26-06: 21.8,51.07 21.87,50.8
06-18: 21.87,50.8 22.2,50.77 22.5,50.5 22.82,50.34 23.2,50.36 23.55,50.25
26-18: 21.87,50.8 21.62,50.58 21.2,50.37
18-12: 21.2,50.37 21.17,50.05 21.14,49.85 21.35,49.68 21.4,49.43
26-12: 21.2,50.37 20.78,50.26 20.4,50.21 20.18,50.4 19.93,50.5
24-12: 19.93,50.5 19.6,50.4 19.38,50.27 19.28,50.12 19.12,50.0 19.15,49.86 19.37,49.75 19.45,49.59
24-26: 19.75,50.9 19.93,50.72 19.93,50.5
`

// outline is the shape of a voivodeship, as the path of an SVG, and where its
// name or number stands: in the middle of its widest part.
func outline(code string) (path string, middle place) {
	around := ring(code)
	var b strings.Builder
	for i, p := range around {
		fmt.Fprintf(&b, "%c%.1f %.1f", "ML"[min(i, 1)], p.x, p.y)
	}
	return b.String() + "Z", centre(around)
}

// ring joins the borders of a voivodeship end to end.
func ring(code string) (around []place) {
	left := map[string][]place{}
	for name, line := range borders {
		if a, b, _ := strings.Cut(name, "-"); a == code || b == code {
			left[name] = line
		}
	}
	for len(left) > 0 {
		name, backward := next(left, around)
		line := left[name]
		delete(left, name)
		for i := range line {
			p := line[i]
			if backward {
				p = line[len(line)-1-i]
			}
			if len(around) == 0 || i > 0 {
				around = append(around, p)
			}
		}
	}
	return around[:len(around)-1] // the last is the first again
}

// next is the border that goes on where the ring ends; the first is the least
// by name, so that a shape is always drawn in the same way.
func next(left map[string][]place, around []place) (name string, backward bool) {
	for n, line := range left {
		switch {
		case len(around) == 0:
			if name == "" || n < name {
				name = n
			}
		case line[0] == around[len(around)-1]:
			return n, false
		case line[len(line)-1] == around[len(around)-1]:
			return n, true
		}
	}
	if name == "" {
		panic("practice: the borders of a voivodeship do not close")
	}
	return name, false
}

// centre is the centre of gravity of a shape.
func centre(around []place) (c place) {
	area := 0.0
	for i, p := range around {
		q := around[(i+1)%len(around)]
		cross := p.x*q.y - q.x*p.y
		area += cross
		c.x += (p.x + q.x) * cross
		c.y += (p.y + q.y) * cross
	}
	return place{c.x / (3 * area), c.y / (3 * area)}
}
