package deliver

import (
	"time"

	"krag/internal/document/ical"
	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/domain/recur"
)

// calendar is a file of all meetings of one parcel. It is made now and says so
// (RFC 5545 3.8.7.2), and is not asked for again.
func calendar(entries []notify.Appointment, now time.Time) ([]byte, error) {
	c := ical.Calendar{Once: true}
	for _, a := range entries {
		e, err := event(a, now)
		if err != nil {
			return nil, err
		}
		c.Events = append(c.Events, e)
	}
	return c.Write()
}

func event(a notify.Appointment, now time.Time) (ical.Event, error) {
	zone, err := time.LoadLocation(a.Zone)
	if err != nil || !oneLine(a.UID) || !a.Starts.Before(a.Ends) {
		return ical.Event{}, errLetter
	}
	return ical.Event{
		UID: a.UID, Sequence: int(a.Sequence), Stamp: now.Truncate(time.Second), Series: meeting(a.Starts, a.Ends, zone),
		Summary: a.Title.Reveal(), Location: a.Place.Reveal(), Cancelled: a.Cancelled,
	}, nil
}

// meeting is a series of one day. Where clocks show its hour twice it is said in
// UTC, since the hour alone would not tell which of both is meant.
func meeting(from, to time.Time, zone *time.Location) recur.Series {
	s := hours(from, to, zone)
	if all, err := s.All(); err != nil || len(all) != 1 || !all[0].Start().Equal(from.Truncate(time.Minute)) || !all[0].End().Equal(to.Truncate(time.Minute)) {
		return hours(from, to, time.UTC)
	}
	return s
}

func hours(from, to time.Time, zone *time.Location) recur.Series {
	from, to = from.In(zone), to.In(zone)
	first, last := domain.DateOf(from, zone), domain.DateOf(to, zone)
	return recur.Series{First: first, Zone: zone, Hours: recur.Hours{
		From: domain.TimeOfDay(from.Hour()*60 + from.Minute()), To: domain.TimeOfDay(to.Hour()*60 + to.Minute()),
		Nights: int(last.Time(time.UTC).Sub(first.Time(time.UTC)).Hours() / 24),
	}}
}
