package i18n

import (
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
)

var (
	third = domain.Date{Year: 2026, Month: 3, Day: 3}
	today = domain.Date{Year: 2026, Month: 5, Day: 1}
	later = domain.Date{Year: 2027, Month: 1, Day: 21}
)

func TestDates(t *testing.T) {
	for _, c := range []struct {
		lang                             Lang
		full, short, shortY, long, longY string
		words, words21, month, year      string
	}{
		{
			Polish, "3 marca 2026", "3.03", "21.01.2027", "wtorek, 3 marca", "czwartek, 21 stycznia 2027",
			"Wtorek, trzeci marca", "Czwartek, dwudziesty pierwszy stycznia", "marzec 2026", "2026",
		},
		{
			Ukrainian, "3 березня 2026", "3.03", "21.01.2027", "вівторок, 3 березня", "четвер, 21 січня 2027",
			"Вівторок, третє березня", "Четвер, двадцять перше січня", "березень 2026", "2026",
		},
		{
			English, "3 March 2026", "3 Mar", "21 Jan 2027", "Tuesday, 3 March", "Thursday, 21 January 2027",
			"Tuesday, the third of March", "Thursday, the twenty-first of January", "March 2026", "2026",
		},
	} {
		t.Run(string(c.lang), func(t *testing.T) {
			p := For(c.lang)
			equal(t, p.Date(third), c.full)
			equal(t, p.DateShort(third, today), c.short)
			equal(t, p.DateShort(later, today), c.shortY)
			equal(t, p.DateLong(third, today), c.long)
			equal(t, p.DateLong(later, today), c.longY)
			equal(t, p.DateWords(third), c.words)
			equal(t, p.DateWords(later), c.words21)
			equal(t, p.Moment(domain.Moment{Date: third, Precision: domain.PrecisionMonth}), c.month)
			equal(t, p.Moment(domain.Moment{Date: third, Precision: domain.PrecisionYear}), c.year)
			equal(t, p.Moment(domain.Moment{Date: third, Precision: domain.PrecisionDay}), c.full)
		})
	}
}

func TestEveryDayHasWords(t *testing.T) {
	for _, lang := range Langs {
		l := locales[lang]
		if len(l.ordinals) != 31 || len(l.months) != 12 || len(l.monthsOf) != 12 || len(l.weekdays) != 7 || len(l.numbers) != 21 {
			t.Errorf("%s: %d ordinals, %d and %d months, %d weekdays, %d numbers", lang, len(l.ordinals), len(l.months), len(l.monthsOf), len(l.weekdays), len(l.numbers))
		}
	}
	equal(t, For(Polish).DateWords(domain.Date{Year: 2026, Month: 5, Day: 31}), "Niedziela, trzydziesty pierwszy maja")
	equal(t, For(Ukrainian).DateWords(domain.Date{Year: 2026, Month: 5, Day: 30}), "Субота, тридцяте травня")
}

func TestTimesStandInTheZone(t *testing.T) {
	warsaw, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		t.Fatal(err)
	}
	p := For(Polish)
	at := time.Date(2026, 3, 3, 23, 30, 0, 0, time.UTC)
	equal(t, p.Time(at, warsaw), "0:30")
	equal(t, p.DateTime(at, warsaw), "4 marca 2026, 0:30")
	equal(t, p.TimeRange(at, at.Add(90*time.Minute), warsaw), "0:30–2:00")
	equal(t, p.ClockRange(9*60, 15*60+15), "9:00–15:15")
}

func TestNumbers(t *testing.T) {
	p, en := For(Polish), For(English)
	equal(t, p.Number(1234567), "1 234 567")
	equal(t, p.Number(-999), "−999")
	equal(t, p.Number(4782), "4 782")
	equal(t, en.Number(19982), "19,982")
	equal(t, p.Money(domain.Zloty(19982)), "19 982 zł")
	equal(t, p.Money(1250), "12,50 zł")
	equal(t, p.Money(5), "0,05 zł")
	equal(t, p.Money(-5), "−0,05 zł")
	equal(t, p.Money(0), "0 zł")
	equal(t, en.Money(1250), "12.50 zł")
	equal(t, p.NumberWords(2, Personal), "dwóch")
	equal(t, p.NumberWords(21, Feminine), "21")
}

func TestLists(t *testing.T) {
	p := For(Polish)
	equal(t, p.List(nil), "")
	equal(t, p.List([]string{"a"}), "a")
	equal(t, p.List([]string{"a", "b", "c"}), "a, b i c")
	equal(t, For(English).List([]string{"a", "b"}), "a and b")
}

func TestSorting(t *testing.T) {
	pl := []string{"Żaba", "Zenek", "Ćma", "Cyrk", "Ąse", "Azot", "Łoś", "Lis"}
	slices.SortFunc(pl, For(Polish).Compare)
	if want := []string{"Azot", "Ąse", "Cyrk", "Ćma", "Lis", "Łoś", "Zenek", "Żaba"}; !slices.Equal(pl, want) {
		t.Errorf("Polish order %q", pl)
	}
	uk := []string{"Їжак", "Ігор", "Ґанок", "Гора", "Яна", "Єва", "Ева"}
	slices.SortFunc(uk, For(Ukrainian).Compare)
	if want := []string{"Гора", "Ґанок", "Ева", "Єва", "Ігор", "Їжак", "Яна"}; !slices.Equal(uk, want) {
		t.Errorf("Ukrainian order %q", uk)
	}
}

func TestMomentAfterAPreposition(t *testing.T) {
	for lang, want := range map[Lang][3]string{
		Polish:    {"3 marca 2026", "marca 2026", "2026 roku"},
		Ukrainian: {"3 березня 2026", "березня 2026", "2026 року"},
		English:   {"3 March 2026", "March 2026", "2026"},
	} {
		for i, precision := range []domain.Precision{domain.PrecisionDay, domain.PrecisionMonth, domain.PrecisionYear} {
			equal(t, For(lang).MomentOf(domain.Moment{Date: third, Precision: precision}), want[i])
		}
	}
}
