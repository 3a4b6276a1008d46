package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"krag/internal/document/ical"
	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/publish"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
)

const calendarType = "text/calendar; charset=utf-8"

// calendarRead answers a calendar program: with 304 before anything is built,
// when nothing has changed since it asked last.
func (s *Server) calendarRead(w http.ResponseWriter, r *request) error {
	token, ics := strings.CutSuffix(r.PathValue("file"), ".ics")
	if !ics {
		return notFound()
	}
	f, err := s.Rooms.FeedOf(r.Context(), token)
	if err != nil {
		return err
	}
	if f.Kind.Display() {
		return notFound()
	}
	actor, err := s.Accounts.Standing(r.Context(), f.User, f.Scope)
	if err != nil {
		return err
	}
	if err := s.Rooms.Opens(actor, f); err != nil {
		return err
	}
	marks, err := s.Rooms.FeedMarks(r.Context(), f)
	if err != nil {
		return err
	}
	etag := s.calendarTag(f, marks, r.print.Lang())
	if kit.Unchanged(r.Header, `"`+etag+`"`) || kit.Unchanged(r.Header, `"`+etag+`-gzip"`) {
		w.Header().Set("Cache-Control", "private, no-cache")
		w.Header().Set("ETag", `"`+etag+`"`)
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	body, known := s.calendars.get(f.ID, etag)
	if !known {
		if body, err = s.calendar(r, actor, f); err != nil {
			return err
		}
		s.calendars.put(f.ID, etag, body)
	}
	send(w, r, publish.Stored{Type: calendarType, ETag: etag, Identity: body.plain, Gzip: body.gzip})
	w.Header().Set("Cache-Control", "private, no-cache")
	return nil
}

// calendarTag is another one whenever the calendar could be: what it is made of
// has changed, or another month has begun.
func (s *Server) calendarTag(f room.Feed, m room.Marks, lang i18n.Lang) string {
	sum := sha256.Sum256(fmt.Append(nil, f.ID, m, lang, s.now().Format("2006-01")))
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}

// calendar makes the bytes of a calendar, with neutral words only.
func (s *Server) calendar(r *request, a authz.Actor, f room.Feed) (calendarBytes, error) {
	entries, others, all, err := s.Rooms.Calendar(r.Context(), a, f)
	if err != nil {
		return calendarBytes{}, err
	}
	c := ical.Calendar{Name: r.print.T("calendar.name")}
	for _, e := range entries {
		c.Events = append(c.Events, s.calendarEvent(r, e))
	}
	for _, o := range others {
		c.Events = append(c.Events, s.calendarOther(r, o, all, s.calendarZone(entries)))
	}
	text, err := c.Write()
	if err != nil {
		return calendarBytes{}, err
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err = z.Write(text)
	if err = errors.Join(err, z.Close()); err != nil {
		return calendarBytes{}, err
	}
	return calendarBytes{text, packed.Bytes()}, nil
}

// calendarZone is the zone the bookings were made in.
func (s *Server) calendarZone(entries []room.Entry) *time.Location {
	if len(entries) > 0 {
		return entries[0].Plan.Series.Zone
	}
	return time.UTC
}

func (s *Server) calendarEvent(r *request, e room.Entry) ical.Event {
	title := e.Group
	switch {
	case e.Private, e.Purpose == room.ForBlock:
		title = r.print.T("room_week.taken")
	case title == "":
		title = e.Title
	}
	event := ical.Event{
		UID: e.ID.String() + "@krag", Sequence: e.Sequence, Stamp: e.ChangedAt, Changed: e.ChangedAt, Summary: title, Location: e.Where,
		Series: e.Plan.Series, Cancelled: e.State == room.Cancelled, Tentative: e.Kept,
	}
	for day, place := range e.Place {
		event.Overrides = append(event.Overrides, ical.Override{Original: day, Location: place})
	}
	slices.SortFunc(event.Overrides, func(a, b ical.Override) int { return strings.Compare(a.Original.String(), b.Original.String()) })
	return event
}

// calendarOther is an hour that another institution has.
func (s *Server) calendarOther(r *request, o room.Shown, all []room.Resource, zone *time.Location) ical.Event {
	bare := o.Bare()
	from, to := bare.Start().In(zone), bare.End().In(zone)
	first, last := domain.DateOf(from, zone), domain.DateOf(to, zone)
	e := ical.Event{
		UID: fmt.Sprintf("%s-%s-%d@krag", o.Booking, o.Day, o.No), Stamp: bare.Start(), Summary: r.print.T("room_week.taken"), Tentative: o.Hold != room.Confirmed,
	}
	for _, of := range all {
		if of.No == o.No {
			e.Location = of.Name
		}
	}
	e.Series = recur.Series{First: first, Zone: zone, Hours: recur.Hours{
		From: domain.TimeOfDay(from.Hour()*60 + from.Minute()), To: domain.TimeOfDay(to.Hour()*60 + to.Minute()),
		Nights: int(last.Time(time.UTC).Sub(first.Time(time.UTC)).Hours() / 24),
	}}
	return e
}

// calendarBytes is a calendar as it is sent.
type calendarBytes struct{ plain, gzip []byte }

// calendars remembers what was built last for each address.
type calendars struct {
	mu   sync.Mutex
	of   map[domain.FeedID]builtCalendar
	size int
}

type builtCalendar struct {
	etag string
	calendarBytes
}

// mostCalendars is how many bytes are remembered; then it begins anew.
const mostCalendars = 32 << 20

func (c *calendars) get(id domain.FeedID, etag string) (calendarBytes, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	b, ok := c.of[id]
	return b.calendarBytes, ok && b.etag == etag
}

func (c *calendars) put(id domain.FeedID, etag string, b calendarBytes) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == nil || c.size > mostCalendars {
		c.of, c.size = map[domain.FeedID]builtCalendar{}, 0
	}
	old := c.of[id]
	c.size += len(b.plain) + len(b.gzip) - len(old.plain) - len(old.gzip)
	c.of[id] = builtCalendar{etag, b}
}
