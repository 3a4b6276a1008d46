package i18n

import (
	"strconv"
	"time"

	"krag/internal/domain"
)

// wordJoiner keeps both ends of a range on one line.
const wordJoiner = "\u2060"

// Weekday names a day of the week: "wtorek".
func (p *Printer) Weekday(d time.Weekday) string { return p.own(p.locale.weekdays[d]) }

// Month names a month by itself: "marzec".
func (p *Printer) Month(m time.Month) string { return p.own(p.locale.months[m-1]) }

// Date gives a day in full: "3 marca 2026".
func (p *Printer) Date(d domain.Date) string {
	return p.own(p.dayMonth(d) + nbsp + strconv.Itoa(d.Year))
}

// DateShort gives a day in digits for narrow places: "3.03", with the year
// when it is not the year of today: "3.03.2025".
func (p *Printer) DateShort(d, today domain.Date) string {
	s := p.locale.short(d)
	if d.Year != today.Year {
		return s + p.locale.shortYear + strconv.Itoa(d.Year)
	}
	return s
}

// DateLong gives a day with its weekday: "wtorek, 3 marca", with the year when
// it is not the year of today.
func (p *Printer) DateLong(d, today domain.Date) string {
	s := p.locale.weekdays[d.Weekday()] + ", " + p.dayMonth(d)
	if d.Year != today.Year {
		s += nbsp + strconv.Itoa(d.Year)
	}
	return p.own(s)
}

// DayMonth gives a day without its year: "3 marca".
func (p *Printer) DayMonth(d domain.Date) string { return p.own(p.dayMonth(d)) }

// DateWords gives a day in words, for a heading: "Wtorek, trzeci marca".
func (p *Printer) DateWords(d domain.Date) string {
	l := p.locale
	return p.own(capital(l.weekdays[d.Weekday()]) + ", " + l.words(l.ordinals[d.Day-1], l.monthsOf[d.Month-1]))
}

// Moment gives a date as exactly as it is known: "3 marca 2026", "wrzesień
// 2025" or "2004".
func (p *Printer) Moment(m domain.Moment) string {
	switch m.Precision {
	case domain.PrecisionYear:
		return strconv.Itoa(m.Date.Year)
	case domain.PrecisionMonth:
		return p.own(p.locale.months[m.Date.Month-1] + nbsp + strconv.Itoa(m.Date.Year))
	}
	return p.Date(m.Date)
}

// MomentOf gives a date as it stands after "od": "3 marca 2026", "września
// 2025" or "2004 roku".
func (p *Printer) MomentOf(m domain.Moment) string {
	switch m.Precision {
	case domain.PrecisionYear:
		return p.own(strconv.Itoa(m.Date.Year) + p.locale.ofYear)
	case domain.PrecisionMonth:
		return p.own(p.locale.monthsOf[m.Date.Month-1] + nbsp + strconv.Itoa(m.Date.Year))
	}
	return p.Date(m.Date)
}

// Clock gives a time of day: "9:00".
func (p *Printer) Clock(c domain.TimeOfDay) string {
	minute := strconv.Itoa(int(c) % 60)
	if len(minute) == 1 {
		minute = "0" + minute
	}
	return strconv.Itoa(int(c)/60) + ":" + minute
}

// ClockRange gives a span of wall-clock time: "16:30–18:00".
func (p *Printer) ClockRange(from, until domain.TimeOfDay) string {
	return p.Clock(from) + wordJoiner + "–" + wordJoiner + p.Clock(until)
}

// Time gives the time of day of an instant in a zone: "17:00".
func (p *Printer) Time(t time.Time, zone *time.Location) string {
	t = t.In(zone)
	return p.Clock(domain.TimeOfDay(t.Hour()*60 + t.Minute()))
}

// TimeRange gives a span of time of day in a zone: "16:30–18:00".
func (p *Printer) TimeRange(from, to time.Time, zone *time.Location) string {
	return p.Time(from, zone) + wordJoiner + "–" + wordJoiner + p.Time(to, zone)
}

// DateTime gives an instant in a zone: "3 marca 2026, 17:00".
func (p *Printer) DateTime(t time.Time, zone *time.Location) string {
	return p.Date(domain.DateOf(t, zone)) + ", " + p.Time(t, zone)
}

func (p *Printer) dayMonth(d domain.Date) string {
	return strconv.Itoa(d.Day) + nbsp + p.locale.monthsOf[d.Month-1]
}
