package ical

import (
	"cmp"
	"fmt"
	"strconv"

	"krag/internal/domain/recur"
)

// event writes an event with its exceptions.
func (w *writer) event(e Event) error {
	t, err := newTimetable(e)
	if err != nil || len(t.all) == 0 {
		return err
	}
	for _, o := range t.all {
		w.touch(o.Start(), t.Zone)
		w.touch(o.End(), t.Zone)
	}
	if !t.ruled && len(t.all) == 1 {
		w.once(e, t)
		return nil
	}
	w.whole(e, t)
	for _, o := range t.all {
		if t.differs(o) {
			w.exception(e, t, o)
		}
	}
	return nil
}

// once writes an event of one occurrence.
func (w *writer) once(e Event, t timetable) {
	w.add("BEGIN", "VEVENT")
	w.about(e, t.own[t.first])
	w.interval(t.all[0], t.Zone)
	w.add("END", "VEVENT")
}

// whole writes what holds for all occurrences.
func (w *writer) whole(e Event, t timetable) {
	w.add("BEGIN", "VEVENT")
	w.about(e, Override{})
	w.wall("DTSTART", t.first, t.Hours.From, t.Zone)
	if t.regular(t.first) {
		w.moment("DTEND", t.ends(t.first), t.Zone)
	} else {
		w.add("DURATION", fmt.Sprintf("PT%dM", t.usual)) // clocks would show an end that nobody else has
	}
	if t.ruled {
		w.add("RRULE", t.rule())
	}
	for _, d := range t.chosen() {
		w.wall("RDATE", d, t.Hours.From, t.Zone)
	}
	for _, d := range t.left() {
		w.wall("EXDATE", d, t.Hours.From, t.Zone)
	}
	w.add("END", "VEVENT")
}

// exception writes one occurrence that is different.
func (w *writer) exception(e Event, t timetable, o recur.Occurrence) {
	w.add("BEGIN", "VEVENT")
	w.about(e, t.own[o.Original])
	w.wall("RECURRENCE-ID", o.Original, t.Hours.From, t.Zone)
	w.interval(o, t.Zone)
	w.add("END", "VEVENT")
}

// about writes everything but when.
func (w *writer) about(e Event, o Override) {
	w.text("UID", e.UID)
	w.add("SEQUENCE", strconv.Itoa(e.Sequence))
	w.add("DTSTAMP", utc(e.Stamp))
	if !e.Changed.IsZero() {
		w.add("LAST-MODIFIED", utc(e.Changed))
	}
	w.text("SUMMARY", cmp.Or(o.Summary, e.Summary))
	w.text("LOCATION", cmp.Or(o.Location, e.Location))
	w.text("DESCRIPTION", cmp.Or(o.Description, e.Description))
	if url := inline(e.URL); url != "" {
		w.add("URL", url)
	}
	w.add("STATUS", e.status())
	w.add("TRANSP", map[bool]string{false: "OPAQUE", true: "TRANSPARENT"}[e.Free])
}

func (e Event) status() string {
	switch {
	case e.Cancelled:
		return "CANCELLED"
	case e.Tentative:
		return "TENTATIVE"
	}
	return "CONFIRMED"
}
