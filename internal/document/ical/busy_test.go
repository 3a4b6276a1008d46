package ical

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
)

// windows is a zone with a name of Windows, as such programs describe it.
var windows = []string{
	"BEGIN:VTIMEZONE", "TZID:Central European Standard Time",
	"BEGIN:STANDARD", "DTSTART:16010101T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10", "END:STANDARD",
	"BEGIN:DAYLIGHT", "DTSTART:16010101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT",
	"END:VTIMEZONE",
}

func TestReadsTimes(t *testing.T) {
	for name, c := range map[string]struct {
		rows []string
		want string // times, joined by a comma
	}{
		"a zone":                          {[]string{"DTSTART;TZID=Europe/Warsaw:20260706T180000", "DTEND;TZID=Europe/Warsaw:20260706T193000"}, "2026-07-06 18:00-19:30"},
		"another zone":                    {[]string{"DTSTART;TZID=Europe/Kyiv:20260706T180000", "DTEND;TZID=Europe/Kyiv:20260706T193000"}, "2026-07-06 17:00-18:30"},
		"a quoted zone":                   {[]string{`DTSTART;X-A="a;b:c,d",e;TZID="Europe/Warsaw":20260706T180000`, "DURATION:PT1H"}, "2026-07-06 18:00-19:00"},
		"an end in another zone":          {[]string{"DTSTART;TZID=Europe/Warsaw:20260706T180000", "DTEND;TZID=Europe/London:20260706T180000"}, "2026-07-06 18:00-19:00"},
		"UTC":                             {[]string{"DTSTART:20260706T160000Z", "DTEND:20260706T170000Z"}, "2026-07-06 18:00-19:00"},
		"UTC in spite of a zone":          {[]string{"DTSTART;TZID=Asia/Tokyo:20260706T160000Z", "DTEND:20260706T170000Z"}, "2026-07-06 18:00-19:00"},
		"no zone":                         {[]string{"DTSTART:20260706T180000", "DTEND:20260706T190000"}, "2026-07-06 18:00-19:00"},
		"in small letters":                {[]string{"dtstart;tzid=Europe/Kyiv;value=date-time:20260706T180000", "duration:PT1H"}, "2026-07-06 17:00-18:00"},
		"seconds":                         {[]string{"DTSTART:20260706T180030", "DTEND:20260706T190001"}, "2026-07-06 18:00-19:01"},
		"a day":                           {[]string{"DTSTART;VALUE=DATE:20260706"}, "2026-07-06 00:00-2026-07-07 00:00"},
		"a day that does not say so":      {[]string{"DTSTART:20260706"}, "2026-07-06 00:00-2026-07-07 00:00"},
		"days":                            {[]string{"DTSTART;VALUE=DATE:20260706", "DTEND;VALUE=DATE:20260709"}, "2026-07-06 00:00-2026-07-09 00:00"},
		"a day that ends where it begins": {[]string{"DTSTART;VALUE=DATE:20260706", "DTEND;VALUE=DATE:20260706"}, "2026-07-06 00:00-2026-07-07 00:00"},
		"a day of 23 hours":               {[]string{"DTSTART;VALUE=DATE:20260329", "DURATION:P1D"}, "2026-03-29 00:00-2026-03-30 00:00"},
		"a week":                          {[]string{"DTSTART;VALUE=DATE:20260706", "DURATION:P1W"}, "2026-07-06 00:00-2026-07-13 00:00"},
		"no end":                          {[]string{"DTSTART:20260706T180000"}, ""},
		"an end at the beginning":         {[]string{"DTSTART:20260706T180000", "DTEND:20260706T180000"}, ""},
		"a length":                        {[]string{"DTSTART:20260706T180000", "DURATION:+P1DT2H3M4S"}, "2026-07-06 18:00-2026-07-07 20:04"},
		"a day over a change":             {[]string{"DTSTART:20260328T180000", "DURATION:P1D"}, "2026-03-28 18:00-2026-03-29 18:00"},
		"24 hours over a change":          {[]string{"DTSTART:20260328T180000", "DURATION:PT24H"}, "2026-03-28 18:00-2026-03-29 19:00"},
		"an hour that is skipped":         {[]string{"DTSTART:20260329T023000", "DURATION:PT30M"}, "2026-03-29 03:30-04:00"},
		"cancelled":                       {[]string{"DTSTART:20260706", "STATUS:CANCELLED"}, ""},
		"cancelled, whatever it says":     {[]string{"DTSTART:yesterday", "STATUS:cancelled"}, ""},
		"free":                            {[]string{"DTSTART:20260706", "TRANSP:TRANSPARENT"}, ""},
		"tentative":                       {[]string{"DTSTART:20260706T180000", "DURATION:PT1H", "STATUS:TENTATIVE"}, "2026-07-06 18:00-19:00"},
		"before all days":                 {[]string{"DTSTART:20241231T220000", "DURATION:PT2H"}, ""},
		"into the first day":              {[]string{"DTSTART:20241231T220000", "DURATION:PT2H1M"}, "2024-12-31 22:00-2025-01-01 00:01"},
		"out of the last day":             {[]string{"DTSTART:20281231T235900", "DURATION:PT2H"}, "2028-12-31 23:59-2029-01-01 01:59"},
		"after all days":                  {[]string{"DTSTART:20290101T000000", "DURATION:PT2H"}, ""},
		"through all days":                {[]string{"DTSTART;VALUE=DATE:19000101", "DTEND;VALUE=DATE:21500101"}, "1900-01-01 00:00-2150-01-01 00:00"},
	} {
		same(t, name, times(busy(t, one(c.rows...))), split(c.want))
	}
}

func split(s string) []string { return strings.FieldsFunc(s, func(r rune) bool { return r == ',' }) }

func TestReadsWhatRepeats(t *testing.T) {
	weekly := []string{"DTSTART;TZID=Europe/Warsaw:20260316T180000", "DTEND;TZID=Europe/Warsaw:20260316T190000", "RRULE:FREQ=WEEKLY;COUNT=3"}
	const three = "2026-03-16 18:00-19:00,2026-03-23 18:00-19:00,2026-03-30 18:00-19:00"
	const outer = "2026-03-16 18:00-19:00,2026-03-30 18:00-19:00"
	more := func(rows ...string) []string { return append(weekly[:3:3], rows...) }
	for name, c := range map[string]struct {
		rows []string
		want string
	}{
		"over a change":                   {weekly, three},
		"a night over a change":           {[]string{"DTSTART;TZID=Europe/Warsaw:20260327T220000", "DTEND;TZID=Europe/Warsaw:20260328T060000", "RRULE:FREQ=DAILY;COUNT=2"}, "2026-03-27 22:00-2026-03-28 06:00,2026-03-28 22:00-2026-03-29 07:00"},
		"a day over a change":             {[]string{"DTSTART;TZID=Europe/Warsaw:20260327T220000", "DURATION:P1D", "RRULE:FREQ=WEEKLY;COUNT=1;BYDAY=FR"}, "2026-03-27 22:00-2026-03-28 22:00"},
		"the night itself comes first":    {[]string{"DTSTART;TZID=Europe/Warsaw:20260328T220000", "DTEND;TZID=Europe/Warsaw:20260329T060000", "RRULE:FREQ=DAILY;COUNT=2"}, "2026-03-28 22:00-2026-03-29 06:00,2026-03-29 22:00-2026-03-30 05:00"},
		"a day left out":                  {more("EXDATE;TZID=Europe/Warsaw:20260323T180000"), outer},
		"left out in UTC":                 {more("EXDATE:20260323T170000Z"), outer},
		"left out in another zone":        {more("EXDATE;TZID=Europe/London:20260323T170000"), outer},
		"left out as a day":               {more("EXDATE;VALUE=DATE:20260323"), outer},
		"another hour left out":           {more("EXDATE;TZID=Europe/Warsaw:20260323T190000"), three},
		"several left out":                {more("EXDATE;TZID=Europe/Warsaw:20260323T180000,20260330T180000", "EXDATE;TZID=Europe/Warsaw:20260316T180000"), ""},
		"a chosen time":                   {more("RDATE;TZID=Europe/Warsaw:20260401T100000"), three + ",2026-04-01 10:00-11:00"},
		"one that is there":               {more("RDATE;TZID=Europe/Warsaw:20260323T180000,20260323T180000"), three},
		"a chosen time with an end":       {more("RDATE;VALUE=PERIOD:20260401T080000Z/20260401T113000Z,20260402T080000Z/PT30M"), three + ",2026-04-01 10:00-13:30,2026-04-02 10:00-10:30"},
		"a chosen time left out":          {more("RDATE:20260401T100000", "EXDATE:20260401T100000"), three},
		"days":                            {[]string{"DTSTART;VALUE=DATE:20260328", "RRULE:FREQ=DAILY;COUNT=2", "RDATE;VALUE=DATE:20260401", "EXDATE;VALUE=DATE:20260329"}, "2026-03-28 00:00-2026-03-29 00:00,2026-04-01 00:00-2026-04-02 00:00"},
		"a day left out by its hour":      {[]string{"DTSTART;VALUE=DATE:20260328", "RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20260328T230000Z"}, "2026-03-28 00:00-2026-03-29 00:00"},
		"until a day":                     {[]string{"DTSTART:20260316T180000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;UNTIL=20260330"}, three},
		"until an hour without a zone":    {[]string{"DTSTART:20260316T180000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;UNTIL=20260330T180000;BYDAY=MO"}, three},
		"until a minute before":           {[]string{"DTSTART:20260316T180000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;UNTIL=20260330T175900;BYDAY=MO,WE;INTERVAL=2"}, "2026-03-16 18:00-19:00,2026-03-18 18:00-19:00"},
		"by a workday":                    {[]string{"DTSTART:20260130T180000", "DURATION:PT1H", "RRULE:FREQ=MONTHLY;COUNT=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"}, "2026-01-30 18:00-19:00,2026-02-27 18:00-19:00"},
		"since long ago":                  {[]string{"DTSTART;VALUE=DATE:19560229", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"}, "2025-02-28 00:00-2025-03-01 00:00,2026-02-28 00:00-2026-03-01 00:00,2027-02-28 00:00-2027-03-01 00:00,2028-02-29 00:00-2028-03-01 00:00"},
		"every other week since long ago": {[]string{"DTSTART:19990104T100000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20250201"}, "2025-01-13 10:00-11:00,2025-01-27 10:00-11:00"},
		"every 100 days since long ago":   {[]string{"DTSTART:19700101T100000", "DURATION:PT1H", "RRULE:FREQ=DAILY;INTERVAL=100;UNTIL=20251231"}, "2025-01-12 10:00-11:00,2025-04-22 10:00-11:00,2025-07-31 10:00-11:00,2025-11-08 10:00-11:00"},
		"every 18 months since long ago":  {[]string{"DTSTART:19700131T100000", "DURATION:PT1H", "RRULE:FREQ=MONTHLY;INTERVAL=18"}, "2025-07-31 10:00-11:00,2027-01-31 10:00-11:00,2028-07-31 10:00-11:00"},
		"ended just before":               {[]string{"DTSTART:20200101T230000", "DURATION:PT1H", "RRULE:FREQ=DAILY;UNTIL=20241231T220000Z"}, ""},
		"ended the day before that":       {[]string{"DTSTART;TZID=Pacific/Kiritimati:20200101T230000", "DURATION:PT1H", "RRULE:FREQ=DAILY;UNTIL=20241230"}, ""},
		"from before, into the first day": {[]string{"DTSTART;VALUE=DATE:20231220", "DURATION:P2W", "RRULE:FREQ=YEARLY;COUNT=2"}, "2024-12-20 00:00-2025-01-03 00:00"},
		"the last day in a zone far east": {[]string{"DTSTART;TZID=Pacific/Kiritimati:20281229T050000", "DURATION:PT1H", "RRULE:FREQ=DAILY"}, "2028-12-28 16:00-17:00,2028-12-29 16:00-17:00,2028-12-30 16:00-17:00,2028-12-31 16:00-17:00"},
		"the first day in one far west":   {[]string{"DTSTART;TZID=Pacific/Honolulu:20241229T200000", "DURATION:PT23H", "RRULE:FREQ=DAILY;COUNT=3"}, "2024-12-31 07:00-2025-01-01 06:00,2025-01-01 07:00-2025-01-02 06:00"},
		"what begins with a day left out": {[]string{"DTSTART:20260315T180000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20260325", "EXDATE:20260315T180000"}, "2026-03-16 18:00-19:00,2026-03-23 18:00-19:00"},
	} {
		same(t, name, times(busy(t, one(c.rows...))), split(c.want))
	}
	endless := busy(t, one("DTSTART:20200101T180000", "DURATION:PT1H", "RRULE:FREQ=DAILY"))
	if len(endless) != 4*365+1 {
		t.Errorf("%d times in four years", len(endless))
	}
}

func TestReadsExceptions(t *testing.T) {
	master := []string{"BEGIN:VEVENT", "UID:1", "SUMMARY:próba", "DTSTART;TZID=Europe/Warsaw:20260316T180000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3", "END:VEVENT"}
	instead := func(rows ...string) []string {
		return append(append([]string{"BEGIN:VEVENT", "UID:1"}, rows...), "END:VEVENT")
	}
	const outer = "2026-03-16 18:00-19:00,2026-03-30 18:00-19:00"
	for name, c := range map[string]struct {
		rows []string
		want string
	}{
		"moved":                 {instead("RECURRENCE-ID;TZID=Europe/Warsaw:20260323T180000", "DTSTART:20260324T100000", "DTEND:20260324T120000"), "2026-03-16 18:00-19:00,2026-03-24 10:00-12:00,2026-03-30 18:00-19:00"},
		"moved, named in UTC":   {instead("RECURRENCE-ID:20260323T170000Z", "DTSTART:20260324T100000", "DTEND:20260324T120000"), "2026-03-16 18:00-19:00,2026-03-24 10:00-12:00,2026-03-30 18:00-19:00"},
		"moved, named by a day": {instead("RECURRENCE-ID;VALUE=DATE:20260323", "DTSTART:20260324T100000", "DTEND:20260324T120000"), "2026-03-16 18:00-19:00,2026-03-24 10:00-12:00,2026-03-30 18:00-19:00"},
		"cancelled":             {instead("RECURRENCE-ID:20260323T170000Z", "DTSTART:20260323T170000Z", "STATUS:CANCELLED"), outer},
		"free":                  {instead("RECURRENCE-ID:20260323T170000Z", "DTSTART:20260323T170000Z", "TRANSP:TRANSPARENT"), outer},
		"moved onto another":    {instead("RECURRENCE-ID:20260323T170000Z", "DTSTART:20260316T170000Z", "DURATION:PT2H"), "2026-03-16 18:00-19:00,2026-03-16 18:00-20:00,2026-03-30 18:00-19:00"},
		"of nothing":            {instead("RECURRENCE-ID:20260323T120000Z", "DTSTART:20260401T120000Z", "DURATION:PT1H"), "2026-03-16 18:00-19:00,2026-03-23 18:00-19:00,2026-03-30 18:00-19:00,2026-04-01 14:00-15:00"},
		"of another event":      {[]string{"BEGIN:VEVENT", "UID:2", "RECURRENCE-ID:20260323T170000Z", "DTSTART:20260323T170000Z", "STATUS:CANCELLED", "END:VEVENT"}, "2026-03-16 18:00-19:00,2026-03-23 18:00-19:00,2026-03-30 18:00-19:00"},
	} {
		for _, parts := range [][][]string{{master, c.rows}, {c.rows, master}} {
			rows := append([]string{"BEGIN:VCALENDAR"}, parts[0]...)
			rows = append(append(rows, parts[1]...), "END:VCALENDAR")
			same(t, name, times(busy(t, file(rows...))), split(c.want))
		}
	}
	nameless := file("BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART:20260316T170000Z", "DURATION:PT1H", "END:VEVENT",
		"BEGIN:VEVENT", "RECURRENCE-ID:20260316T170000Z", "DTSTART:20260401T120000Z", "DURATION:PT1H", "END:VEVENT", "END:VCALENDAR")
	same(t, "without a UID", times(busy(t, nameless)), []string{"2026-03-16 18:00-19:00", "2026-04-01 14:00-15:00"})
}

// TestReadsFiles: how a file is put down does not matter.
func TestReadsFiles(t *testing.T) {
	want := []string{"2026-07-06 18:00-19:00"}
	text := file("BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-CALNAME:inny", "BEGIN:VTODO", "DTSTART:20260101", "BEGIN:VALARM", "END:VALARM", "END:VTODO",
		"BEGIN:VEVENT", "UID:1", "SUMMARY:Próba chóru\\, sala\\n 2", "DTSTART;TZID=Europe/Warsaw:20260706T180000", "DTEND;TZID=Europe/Warsaw:20260706T190000",
		"BEGIN:VALARM", "TRIGGER:-PT15M", "DURATION:PT1H", "DTSTART:nonsense", "END:VALARM", "X-ALT-DESC;FMTTYPE=text/html:"+strings.Repeat("<p>żółć</p>", 5000), "END:VEVENT", "END:VCALENDAR")
	for name, as := range map[string]string{
		"as it is":      text,
		"LF":            strings.ReplaceAll(text, "\r\n", "\n"),
		"CR CR LF":      strings.ReplaceAll(text, "\r\n", "\r\r\n"),
		"empty lines":   strings.ReplaceAll(text, "\r\n", "\r\n\r\n"),
		"BOM":           "\ufeff" + text,
		"no last end":   strings.TrimSuffix(text, "\r\n"),
		"a last space":  text + " \r\n",
		"small letters": strings.NewReplacer("BEGIN:", "begin:", "VEVENT", "vevent", "VCALENDAR", "Vcalendar").Replace(text),
		"folded":        folded(text, "\r\n "),
		"folded by tab": folded(text, "\n\t"),
		"with another":  text + file("BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART:20240101", "END:VEVENT", "END:VCALENDAR"),
	} {
		found := busy(t, as)
		same(t, name, times(found), want)
		if len(found) == 1 && found[0].Summary != "Próba chóru, sala 2" {
			t.Errorf("%s: %q", name, found[0].Summary)
		}
	}
	if found := busy(t, file("BEGIN:VCALENDAR", "END:VCALENDAR")); len(found) != 0 {
		t.Error(found)
	}
}

// folded cuts every line after each octet, also inside of letters.
func folded(text, by string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		for i := range len(line) {
			if i > 0 {
				b.WriteString(by)
			}
			b.WriteByte(line[i])
		}
		b.WriteString("\r\n")
	}
	return b.String()
}

// TestReadsZones takes names of Windows from the file, and those of the time
// zone database from there, whatever the file says.
func TestReadsZones(t *testing.T) {
	event := func(tzid string) []string {
		return []string{"BEGIN:VEVENT", "DTSTART;TZID=" + tzid + ":20260323T180000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2", "END:VEVENT"}
	}
	cal := func(parts ...[]string) string {
		rows := []string{"BEGIN:VCALENDAR"}
		for _, p := range parts {
			rows = append(rows, p...)
		}
		return file(append(rows, "END:VCALENDAR")...)
	}
	renamed := func(name string) []string {
		return strings.Split(strings.Replace(strings.Join(windows, "\n"), "Central European Standard Time", name, 1), "\n")
	}
	want := []string{"2026-03-23 18:00-19:00", "2026-03-30 18:00-19:00"}
	same(t, "of Windows", times(busy(t, cal(windows, event("Central European Standard Time")))), want)
	same(t, "described after its event", times(busy(t, cal(event(`"Central European Standard Time"`), windows))), want)
	same(t, "of a path", times(busy(t, cal(renamed("/example.org/20260101/Europe/Warsaw"), event("/example.org/20260101/Europe/Warsaw")))), want)
	same(t, "called Local", times(busy(t, cal(renamed("Local"), event("Local")))), want)
	same(t, "the database comes first", times(busy(t, cal(renamed("Europe/London"), event("Europe/London")))), []string{"2026-03-23 19:00-20:00", "2026-03-30 19:00-20:00"})
	until := strings.NewReplacer("16010101T030000", "20201025T030000", "16010101T020000", "20200329T020000", "BYMONTH=3", "BYMONTH=3;UNTIL=20250330T010000Z").Replace(strings.Join(windows, "\n"))
	same(t, "a rule that ends", times(busy(t, cal(strings.Split(until, "\n"), event("Central European Standard Time")))), []string{"2026-03-23 18:00-19:00", "2026-03-30 19:00-20:00"})
}

func TestOnlyTheDaysAskedFor(t *testing.T) {
	text := one("DTSTART:20260316T180000", "DURATION:PT1H", "RRULE:FREQ=DAILY")
	for _, c := range []struct{ from, to, want string }{
		{"2026-03-17", "2026-03-18", "2026-03-17 18:00-19:00,2026-03-18 18:00-19:00"},
		{"2026-03-16", "2026-03-16", "2026-03-16 18:00-19:00"},
		{"2026-03-15", "2026-03-15", ""},
		{"2026-03-18", "2026-03-17", ""},
		{"2100-12-31", "2100-12-31", "2100-12-31 18:00-19:00"},
		{"1990-01-01", "1990-01-31", ""},
	} {
		found, err := ReadBusy(strings.NewReader(text), warsaw, date(c.from), date(c.to))
		if err != nil {
			t.Errorf("%s to %s: %v", c.from, c.to, err)
		}
		same(t, c.from+" to "+c.to, times(found), split(c.want))
	}
	for name, err := range map[string]error{
		"six years": ask(warsaw, "2026-01-01", "2032-01-01"), "before 1990": ask(warsaw, "1989-01-01", "1990-01-01"), "no zone": ask(nil, "2026-01-01", "2026-02-01"),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func ask(zone *time.Location, from, to string) error {
	_, err := ReadBusy(strings.NewReader(one("DTSTART:20260101")), zone, date(from), date(to))
	return err
}

// breaks is a reader that gives up.
type breaks struct{}

var errBroken = errors.New("broken")

func (breaks) Read([]byte) (int, error) { return 0, errBroken }

func TestErrorsOfTheReader(t *testing.T) {
	_, err := ReadBusy(breaks{}, warsaw, date("2026-01-01"), date("2026-01-01"))
	if !errors.Is(err, errBroken) || domain.KindOf(err) != domain.KindInternal {
		t.Error(err)
	}
}

// TestInOrder: what is found comes in the order of time.
func TestInOrder(t *testing.T) {
	rows := []string{"BEGIN:VCALENDAR"}
	for i := range 50 {
		rows = append(rows, "BEGIN:VEVENT", fmt.Sprintf("DTSTART:202601%02dT100000", 1+i*7%28), fmt.Sprintf("DURATION:PT%dM", 1+i%5), "END:VEVENT")
	}
	found := busy(t, file(append(rows, "END:VCALENDAR")...))
	for i, b := range found[1:] {
		if a := found[i]; a.Lo > b.Lo || a.Lo == b.Lo && a.Hi > b.Hi {
			t.Fatalf("%v comes before %v", a, b)
		}
	}
}
