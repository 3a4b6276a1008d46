package web

import (
	"time"

	"krag/internal/domain"
	"krag/internal/domain/room"
)

// opening reads the hours of a form.
func (f *form) opening() (o room.Opening) {
	o.Holidays = f.yes("holidays")
	switch f.Get("when") {
	case "week":
		week := f.week("")
		for _, d := range weekdays[1:5] {
			if f.yes("same") {
				week[d.day] = week[time.Monday]
			}
		}
		if o.Hours = &week; f.ok() && closedAlways(week) {
			f.note("when", domain.Invalid("room.hours.none"))
		}
	case "always":
	default:
		f.note("when", domain.Invalid("room.hours.choose"))
	}
	o.Seasons = f.seasons()
	return o
}

func closedAlways(w room.Week) bool {
	n := 0
	for _, spans := range w {
		n += len(spans)
	}
	return n == 0
}

func (f *form) week(prefix string) (w room.Week) {
	for _, d := range weekdays {
		spans, err := room.ParseSpans(f.text(prefix + d.name))
		f.note(prefix+d.name, err)
		w[d.day] = spans
	}
	return w
}

// seasons reads the parts of the year that have other hours. One without days
// is none, and is left out.
func (f *form) seasons() (all []room.Season) {
	for i := 1; f.Has(seasonName(i, "from")); i++ {
		from, to := f.text(seasonName(i, "from")), f.text(seasonName(i, "to"))
		if from == "" && to == "" {
			continue
		}
		o := room.Season{Hours: f.week(seasonName(i, ""))}
		var err error
		o.From, err = room.ParseMonthDay(from)
		f.note(seasonName(i, "from"), err)
		o.To, err = room.ParseMonthDay(to)
		f.note(seasonName(i, "to"), err)
		all = append(all, o)
	}
	return all
}
