// Package ical writes calendars as iCalendar (RFC 5545) and reads out of a
// foreign one when it takes somebody's time. It knows events, whatever takes
// place there, and no clock: the same calendar gives the same bytes.
//
// # What is written
//
// An event is one VEVENT with its rule (RRULE), chosen days (RDATE) and days
// left out (EXDATE), and one more VEVENT of the same UID (RECURRENCE-ID) for
// each occurrence that is different: moved, with texts of its own, or touched
// by a clock change. A reader gives every occurrence the exact length of the
// first one (3.8.5.3), and readers do not agree about an hour that the clock
// shows twice or skips. So an occurrence whose length is not the usual one, or
// whose beginning is such an hour, says its own beginning and end, and a moment
// that the clock shows twice is written in UTC. Where the first one is such,
// DURATION stands for DTEND.
//
// Each zone comes along as VTIMEZONE, for the years its events touch. Where
// its clocks change on the last such weekday of a month in all of those years
// and in the ten after them, as in the whole European Union, that is said as a
// rule; where they do not, each change is listed.
//
// # What is read
//
// [ReadBusy] reads only what says when an event takes place. Anything about
// that which it does not know is refused by its name and its line, and never
// guessed; anything else in the file is passed by. A zone is taken by its name
// from the time zone database and, if it is not there, from VTIMEZONE in the
// same file, as for the names that Windows has.
//
// Lines are taken apart here and not by a library: the grammar of 3.1 is short,
// and a refusal has to name the line of the file, which is no longer known once
// somebody else has put folded lines together.
package ical
