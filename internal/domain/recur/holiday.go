package recur

import (
	"time"

	"krag/internal/domain"
)

// Holiday names a public holiday of Poland; the catalogue says it in words.
type Holiday string

type day struct {
	month time.Month
	day   int
}

// The days of rest named by the act of 18 January 1951 on days free of work as
// it has stood since 1990: with 3 May (act of 6 April 1990, Dz.U. 28 poz. 160),
// 6 January (act of 24 September 2010, Dz.U. 224 poz. 1459) and 24 December
// (act of 6 December 2024, Dz.U. poz. 1965). 22 July was struck before it
// came round in 1990 (act of 6 April 1990, Dz.U. 28 poz. 159).
var fixed = map[day]Holiday{
	{1, 1}: "new_year", {1, 6}: "epiphany", {5, 1}: "may_1", {5, 3}: "may_3", {8, 15}: "assumption",
	{11, 1}: "all_saints", {11, 11}: "independence", {12, 24}: "christmas_eve", {12, 25}: "christmas", {12, 26}: "christmas_2",
}

var since = map[Holiday]int{"epiphany": 2011, "christmas_eve": 2025}

// once are days that were free one time only. The act of 7 November 2018
// (Dz.U. poz. 2117) gave one for a hundred years of independence.
var once = map[domain.Date]Holiday{{Year: 2018, Month: time.November, Day: 12}: "independence_100"}

// HolidayOn gives the public holiday of a day; ok is false on a day without.
// It knows the law of the years from 1990 on, and takes it that the law of
// today lasts. A Sunday is a day of rest, too, but none of these.
func HolidayOn(d domain.Date) (h Holiday, ok bool) {
	if h, ok = once[d]; ok {
		return h, true
	}
	if h, ok = fixed[day{d.Month, d.Day}]; ok && d.Year >= since[h] {
		return h, true
	}
	easter := Easter(d.Year)
	switch d {
	case easter:
		return "easter", true
	case easter.AddDays(1):
		return "easter_monday", true
	case easter.AddDays(49):
		return "pentecost", true
	case easter.AddDays(60):
		return "corpus_christi", true
	}
	return "", false
}

// Easter is Easter Sunday of a year of the Gregorian calendar, by the
// anonymous algorithm published in Nature, 20 April 1876 (in Meeus,
// Astronomical Algorithms, 1991, chapter 8).
func Easter(year int) domain.Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	return domain.Date{Year: year, Month: time.Month(month), Day: (h + l - 7*m + 33*month + 19) % 32}
}
