package ical

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"time"
)

// zones are those that a calendar names.
type zones struct {
	told  map[string]*component // VTIMEZONE, by its TZID
	known map[string]*time.Location
}

func newZones(calendar *component) zones {
	z := zones{map[string]*component{}, map[string]*time.Location{}}
	for _, c := range calendar.within("VTIMEZONE") {
		id, _ := c.get("TZID")
		z.told[id.words()] = c
	}
	return z
}

// find gives the zone that a property is in. The time zone database comes
// first: what a file says of a zone is often cut or old.
func (z zones) find(p property) (*time.Location, error) {
	name := p.param("TZID")
	if zone := z.known[name]; zone != nil {
		return zone, nil
	}
	zone, err := time.LoadLocation(name)
	if name == "Local" || err != nil {
		told := z.told[name]
		if told == nil {
			return nil, refuse(p.line, "ical.zone.unknown", name)
		}
		if zone, err = told.location(); err != nil {
			return nil, err
		}
	}
	z.known[name] = zone
	return zone, nil
}

// onset is the instant from which on an offset holds.
type onset struct {
	at     int64 // seconds since 1970 UTC
	offset int   // seconds ahead of UTC
}

// location makes a zone of VTIMEZONE (RFC 5545 3.6.5). Rules are followed up
// to the year 2101.
func (c *component) location() (*time.Location, error) {
	all := c.within("STANDARD", "DAYLIGHT")
	if len(all) == 0 {
		return nil, refuse(c.line, "ical.zone.malformed", "STANDARD")
	}
	if len(all) > maxChanges {
		return nil, tooMuch(all[maxChanges].line, "ical.zone.changes", maxChanges)
	}
	first, from, onsets := int64(0), 0, []onset(nil)
	for i, o := range all {
		some, before, err := o.onsets()
		if err != nil {
			return nil, err
		}
		if i == 0 || some[0].at < first {
			first, from = some[0].at, before
		}
		onsets = append(onsets, some...)
	}
	slices.SortStableFunc(onsets, func(a, b onset) int { return cmp.Compare(a.at, b.at) })
	return time.LoadLocationFromTZData(c.value("TZID"), tzif(from, onsets))
}

// onsets are the changes of one observance, the earliest first, and the offset
// before them.
func (c *component) onsets() (all []onset, before int, err error) {
	before, okFrom := parseOffset(c.value("TZOFFSETFROM"))
	to, okTo := parseOffset(c.value("TZOFFSETTO"))
	start, okStart := parseWall(c.value("DTSTART"))
	switch {
	case !okFrom:
		return nil, 0, refuse(c.line, "ical.zone.malformed", "TZOFFSETFROM")
	case !okTo:
		return nil, 0, refuse(c.line, "ical.zone.malformed", "TZOFFSETTO")
	case !okStart || !start.floating:
		return nil, 0, refuse(c.line, "ical.zone.malformed", "DTSTART")
	}
	walls, err := c.walls(start.wall, before)
	for _, wall := range walls {
		all = append(all, onset{wall.Unix() - int64(before), to})
	}
	slices.SortFunc(all, func(a, b onset) int { return cmp.Compare(a.at, b.at) })
	return all, before, err
}

// walls are what clocks showed at the changes: the first one, RDATE and RRULE.
func (c *component) walls(start time.Time, before int) (all []time.Time, err error) {
	all = []time.Time{start}
	for _, p := range c.each("RDATE") {
		for value := range strings.SplitSeq(p.value, ",") {
			m, ok := parseWall(value)
			if !ok || !m.floating {
				return nil, refuse(p.line, "ical.time", p.name)
			}
			all = append(all, m.wall)
		}
	}
	for _, p := range c.each("RRULE") {
		ruled, err := p.yearly(start, before)
		if err != nil {
			return nil, err
		}
		all = append(all, ruled...)
	}
	return all, nil
}

// tzif is a zone in the form of RFC 8536, version 2, which the standard library
// reads: the offset before all changes, and the changes in their order. Type 0
// is of no change, and so is what was before.
func tzif(before int, onsets []onset) []byte {
	types := []int{before}
	var times, indices, zones []byte
	for _, o := range onsets {
		i := slices.Index(types[1:], o.offset) + 1
		if i == 0 {
			i, types = len(types), append(types, o.offset)
		}
		times, indices = binary.BigEndian.AppendUint64(times, uint64(o.at)), append(indices, byte(i))
	}
	for _, seconds := range types {
		zones = append(binary.BigEndian.AppendUint32(zones, uint32(int32(seconds))), 0, 0) // no summer time, name 0
	}
	counts := func(n ...int) (b []byte) {
		b = append(b, "TZif2\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"...)
		for _, v := range n {
			b = binary.BigEndian.AppendUint32(b, uint32(v))
		}
		return b
	}
	head := append(counts(0, 0, 0, 0, 0, 0), counts(0, 0, 0, len(onsets), len(types), 1)...)
	return slices.Concat(head, times, indices, zones, []byte{0})
}
