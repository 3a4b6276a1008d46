package ical

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/i18n"
)

// refusal says errors as "4 ical.time DTSTART; …", after it has worded each in
// every language.
func refusal(t testing.TB, err error) string {
	t.Helper()
	var all domain.Problems
	if one, ok := errors.AsType[*domain.Error](err); ok {
		all = append(all, one)
	}
	if many, ok := errors.AsType[domain.Problems](err); ok {
		all = many
	}
	var said []string
	for _, e := range all {
		for _, lang := range i18n.Langs {
			text := i18n.For(lang).Error(e) // panics where a text or an argument is missing
			if line, ok := e.Args["line"].(int); ok && strings.HasPrefix(e.Key, "ical.") && !strings.Contains(text, i18n.For(lang).Number(line)) {
				t.Errorf("%s: %s does not name line %d", lang, text, line)
			}
		}
		name, _ := e.Args["name"].(string)
		said = append(said, strings.TrimSpace(fmt.Sprint(e.Args["line"], " ", e.Key, " ", name)))
	}
	return strings.Join(said, "; ")
}

func refused(t testing.TB, text string) string {
	t.Helper()
	found, err := ReadBusy(strings.NewReader(text), warsaw, date("2025-01-01"), date("2028-12-31"))
	if err == nil {
		return fmt.Sprint("read: ", times(found))
	}
	if kind := domain.KindOf(err); found != nil || kind != domain.KindInvalid && kind != domain.KindTooLarge {
		t.Errorf("%v and %v", found, err)
	}
	return refusal(t, err)
}

func TestRefusesLines(t *testing.T) {
	const begin, end = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n", "END:VEVENT\nEND:VCALENDAR\n"
	for name, c := range map[string]struct{ text, want string }{
		"nothing":                {"", "1 ical.none BEGIN:VCALENDAR"},
		"empty lines":            {"\n\n\n", "1 ical.none BEGIN:VCALENDAR"},
		"another file":           {"\n\n{\"format\": 1}\n", "3 ical.none BEGIN:VCALENDAR"},
		"another beginning":      {"BEGIN:VCARD\nEND:VCARD\n", "1 ical.none BEGIN:VCALENDAR"},
		"something behind":       {begin + end + "\nregards\n", "7 ical.none BEGIN:VCALENDAR"},
		"a folded first line":    {" BEGIN:VCALENDAR\n", "1 ical.none BEGIN:VCALENDAR"},
		"UTF-16":                 {"\xff\xfeB\x00E\x00", "1 ical.encoding"},
		"another encoding":       {begin + "SUMMARY:Pr\xf3ba\n" + end, "4 ical.encoding"},
		"a line without a colon": {begin + "DESCRIPTION:first\nsecond\n" + end, "5 ical.malformed"},
		"a line of prose":        {begin + "Well then: at noon\n" + end, "4 ical.malformed"},
		"a name that is empty":   {begin + ":x\n" + end, "4 ical.malformed"},
		"an open quotation":      {begin + "DTSTART;TZID=\"Europe/Warsaw:20260101T100000\n" + end, "4 ical.malformed"},
		"a quotation inside":     {begin + "DTSTART;TZID=Europe\"/\"Warsaw:20260101T100000\n" + end, "4 ical.malformed"},
		"words after quotation":  {begin + "DTSTART;TZID=\"Europe\"/Warsaw:20260101T100000\n" + end, "4 ical.malformed"},
		"a parameter alone":      {begin + "DTSTART;TZID:20260101T100000\n" + end, "4 ical.malformed"},
		"a parameter at the end": {begin + "DTSTART;TZID=\n" + end, "4 ical.malformed"},
		"after folded lines":     {begin + "SUMMARY:a\n b\n\tc\n\nDTSTART:x\n" + end, "8 ical.time DTSTART"},
		"an end of another":      {begin + "END:VTODO\n" + end, "4 ical.end VTODO"},
		"no end":                 {begin + "DTSTART:20260101\n", "2 ical.open VEVENT"},
		"no end of the calendar": {begin + "DTSTART:20260101\nEND:VEVENT\n", "1 ical.open VCALENDAR"},
		"a line too long":        {begin + "SUMMARY:" + strings.Repeat("a", 6000) + "\n " + strings.Repeat("a", 3993) + "\n" + end, "4 ical.long SUMMARY"},

		"no beginning":            {begin + "DURATION:PT1H\n" + end, "2 ical.missing DTSTART"},
		"two beginnings":          {begin + "DTSTART:20260101\nDTSTART:20260102\n" + end, "5 ical.twice DTSTART"},
		"a day that is not":       {begin + "DTSTART:20260230\n" + end, "4 ical.time DTSTART"},
		"an hour that is not":     {begin + "DTSTART:20260201T240000\n" + end, "4 ical.time DTSTART"},
		"a fraction":              {begin + "DTSTART:20260201T100000.5Z\n" + end, "4 ical.time DTSTART"},
		"another form":            {begin + "DTSTART:2026-02-01 10:00\n" + end, "4 ical.time DTSTART"},
		"a day called a time":     {begin + "DTSTART;VALUE=DATE-TIME:20260201\n" + end, "4 ical.time DTSTART"},
		"a time called a day":     {begin + "DTSTART;VALUE=DATE:20260201T100000\n" + end, "4 ical.time DTSTART"},
		"a period of a beginning": {begin + "DTSTART;VALUE=PERIOD:20260201T100000\n" + end, "4 ical.time DTSTART"},
		"an end that is none":     {begin + "DTSTART:20260201T100000\nDTEND:soon\n" + end, "5 ical.time DTEND"},
		"an end before":           {begin + "DTSTART:20260201T100000\nDTEND:20260201T095959\n" + end, "5 ical.order DTEND"},
		"an end a day before":     {begin + "DTSTART:20260201\nDTEND:20260131\n" + end, "5 ical.order DTEND"},
		"a time to a day":         {begin + "DTSTART:20260201T100000\nDTEND:20260202\n" + end, "5 ical.kind DTEND"},
		"a day to a time":         {begin + "DTSTART:20260201\nDTEND:20260202T100000\n" + end, "5 ical.kind DTEND"},
		"two ends":                {begin + "DTSTART:20260201T100000\nDTEND:20260201T110000\nDURATION:PT1H\n" + end, "6 ical.ends"},
		"a length backwards":      {begin + "DTSTART:20260201T100000\nDURATION:-PT1H\n" + end, "5 ical.duration DURATION"},
		"a length of nothing":     {begin + "DTSTART:20260201T100000\nDURATION:P\n" + end, "5 ical.duration DURATION"},
		"a length without a unit": {begin + "DTSTART:20260201T100000\nDURATION:P1DT\n" + end, "5 ical.duration DURATION"},
		"hours of a day":          {begin + "DTSTART:20260201\nDURATION:PT1H\n" + end, "5 ical.duration DURATION"},

		"a zone nobody knows":         {begin + "DTSTART;TZID=Europe/Atlantis:20260201T100000\n" + end, "4 ical.zone.unknown Europe/Atlantis"},
		"a zone of Windows":           {begin + "DTSTART;TZID=Central European Standard Time:20260201T100000\n" + end, "4 ical.zone.unknown Central European Standard Time"},
		"the zone of the machine":     {begin + "DTSTART;TZID=Local:20260201T100000\n" + end, "4 ical.zone.unknown Local"},
		"a zone out of the folder":    {begin + "DTSTART;TZID=../../etc/passwd:20260201T100000\n" + end, "4 ical.zone.unknown ../../etc/passwd"},
		"a zone of an end":            {begin + "DTSTART:20260201T100000\nDTEND;TZID=Here:20260201T110000\n" + end, "5 ical.zone.unknown Here"},
		"hours of a rule":             {begin + "DTSTART:20260201T100000\nRRULE:FREQ=HOURLY\n" + end, "5 ical.rule FREQ=HOURLY; 5 recur.unsupported"},
		"a part of a rule":            {begin + "DTSTART:20260201T100000\nRRULE:FREQ=DAILY;BYHOUR=10,11\n" + end, "5 ical.rule FREQ=DAILY;BYHOUR=10,11; 5 recur.unsupported"},
		"a rule that is none":         {begin + "DTSTART:20260201T100000\nRRULE:weekly\n" + end, "5 ical.rule weekly; 5 recur.malformed"},
		"numbers of a rule":           {begin + "DTSTART:20260201T100000\nRRULE:FREQ=DAILY;COUNT=1001;BYMONTH=13\n" + end, "5 ical.rule FREQ=DAILY;COUNT=1001;BYMONTH=13; 5 recur.count; 5 recur.months"},
		"a first day of no rule":      {begin + "DTSTART:20260201T100000\nRRULE:FREQ=WEEKLY;BYDAY=MO\n" + end, "5 ical.rule FREQ=WEEKLY;BYDAY=MO; 5 recur.first"},
		"an end without a zone":       {begin + "DTSTART:20260201T100000Z\nRRULE:FREQ=DAILY;UNTIL=20260301T100000\n" + end, "5 ical.rule FREQ=DAILY;UNTIL=20260301T100000; 5 recur.malformed"},
		"an end in no zone":           {begin + "DTSTART;TZID=Europe/Kyiv:20260201T100000\nRRULE:FREQ=DAILY;UNTIL=20260301T100000\n" + end, "5 ical.rule FREQ=DAILY;UNTIL=20260301T100000; 5 recur.malformed"},
		"counted since long ago":      {begin + "DTSTART:19890201\nRRULE:FREQ=YEARLY;COUNT=50\n" + end, "5 ical.rule FREQ=YEARLY;COUNT=50; 5 recur.range"},
		"rarely since long ago":       {begin + "DTSTART:19490201\nRRULE:FREQ=YEARLY;INTERVAL=77\n" + end, "5 ical.rule FREQ=YEARLY;INTERVAL=77; 5 recur.range"},
		"two rules":                   {begin + "DTSTART:20260201T100000\nRRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY\n" + end, "6 ical.twice RRULE"},
		"a rule of exceptions":        {begin + "DTSTART:20260201T100000\nRRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY\n" + end, "6 ical.unsupported EXRULE"},
		"what repeats for too long":   {begin + "DTSTART:20260201\nDTEND:20270202\nRRULE:FREQ=YEARLY\n" + end, "6 ical.lasts"},
		"a chosen day of a time":      {begin + "DTSTART:20260201T100000\nRDATE;VALUE=DATE:20260202\n" + end, "5 ical.kind RDATE"},
		"a chosen time of a day":      {begin + "DTSTART:20260201\nRDATE:20260202T100000\n" + end, "5 ical.kind RDATE"},
		"a period that says not so":   {begin + "DTSTART:20260201T100000\nRDATE:20260202T100000/PT1H\n" + end, "5 ical.time RDATE"},
		"a period without an end":     {begin + "DTSTART:20260201T100000\nRDATE;VALUE=PERIOD:20260202T100000\n" + end, "5 ical.time RDATE"},
		"a period backwards":          {begin + "DTSTART:20260201T100000\nRDATE;VALUE=PERIOD:20260202T100000/20260202T090000\n" + end, "5 ical.order RDATE"},
		"a chosen day that is not":    {begin + "DTSTART:20260201T100000\nRDATE:20260202T100000,20260231T100000\n" + end, "5 ical.time RDATE"},
		"a day left that is not":      {begin + "DTSTART:20260201T100000\nRRULE:FREQ=DAILY\nEXDATE:20260202T100000,\n" + end, "6 ical.time EXDATE"},
		"this and those that follow":  {begin + "DTSTART:20260201T100000\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260201T100000\n" + end, "5 ical.unsupported RANGE"},
		"cancelled from here":         {begin + "RECURRENCE-ID;RANGE=THISANDFUTURE:20260201T100000\nSTATUS:CANCELLED\n" + end, "4 ical.unsupported RANGE"},
		"an exception with a rule":    {begin + "DTSTART:20260201T100000\nRECURRENCE-ID:20260201T100000\nRRULE:FREQ=DAILY\n" + end, "6 ical.unsupported RRULE"},
		"an exception of no time":     {begin + "DTSTART:20260201T100000\nRECURRENCE-ID:never\n" + end, "5 ical.time RECURRENCE-ID"},
		"an exception twice the same": {begin + "DTSTART:20260201T100000\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\nDTSTART:20260201T100000\nRECURRENCE-ID:never\n" + end, "9 ical.time RECURRENCE-ID"},
		"several at once": {
			begin + "DTSTART:x\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20260201\nEND:VEVENT\nBEGIN:VEVENT\n" + end,
			"4 ical.time DTSTART; 9 ical.missing DTSTART",
		},
	} {
		if got := refused(t, c.text); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if got := refused(t, strings.ReplaceAll(c.text, "\n", "\r\n")); got != c.want {
			t.Errorf("%s, with CRLF: %s, want %s", name, got, c.want)
		}
	}
}

func TestRefusesZones(t *testing.T) {
	text := strings.Join(append(append([]string{"BEGIN:VCALENDAR"}, windows...),
		"BEGIN:VEVENT", "DTSTART;TZID=Central European Standard Time:20260323T180000", "END:VEVENT",
		"BEGIN:VEVENT", "DTSTART;TZID=Central European Standard Time:20260324T180000", "END:VEVENT", "END:VCALENDAR"), "\n")
	if got := refused(t, text); got != "read: []" {
		t.Fatal(got)
	}
	for name, c := range map[string]struct{ old, new, want string }{
		"no offset before":       {"TZOFFSETFROM:+0200\n", "", "4 ical.zone.malformed TZOFFSETFROM"},
		"no offset after":        {"TZOFFSETTO:+0200", "TZOFFSETTO:2 h", "10 ical.zone.malformed TZOFFSETTO"},
		"no beginning":           {"DTSTART:16010101T020000\n", "", "10 ical.zone.malformed DTSTART"},
		"a beginning in UTC":     {"DTSTART:16010101T020000", "DTSTART:16010101T020000Z", "10 ical.zone.malformed DTSTART"},
		"nothing in it":          {"", "", "2 ical.zone.malformed STANDARD"},
		"a change that is none":  {"BYMONTH=10", "BYMONTH=10\nRDATE:1999", "9 ical.time RDATE"},
		"a rule of no kind":      {"BYDAY=-1SU;BYMONTH=10", "BYHOUR=2", "8 ical.rule FREQ=YEARLY;INTERVAL=1;BYHOUR=2; 8 recur.unsupported"},
		"a rule of every month":  {"FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10", "FREQ=MONTHLY", "8 ical.rule FREQ=MONTHLY"},
		"a rule of two months":   {"BYMONTH=10", "BYMONTH=9,10", "8 ical.rule FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=9,10"},
		"a rule of other years":  {"INTERVAL=1;BYDAY=-1SU;BYMONTH=10", "INTERVAL=2;BYDAY=-1SU;BYMONTH=10", "8 ical.rule FREQ=YEARLY;INTERVAL=2;BYDAY=-1SU;BYMONTH=10"},
		"changes of all kinds":   {"END:VTIMEZONE", strings.Repeat("BEGIN:STANDARD\nEND:STANDARD\n", 249) + "END:VTIMEZONE", "512 ical.zone.changes"},
		"the end of another one": {"END:DAYLIGHT", "END:STANDARD", "15 ical.end STANDARD"},
	} {
		broken := strings.Replace(text, c.old, c.new, 1)
		if c.old == "" {
			broken = text[:strings.Index(text, "BEGIN:STANDARD")] + text[strings.Index(text, "END:VTIMEZONE"):]
		}
		if got := refused(t, broken); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestLimits: what just fits is read, and one more is refused and says how much
// would have been read.
func TestLimits(t *testing.T) {
	events := func(n int, rows string) string {
		return "BEGIN:VCALENDAR\n" + strings.Repeat("BEGIN:VEVENT\n"+rows+"END:VEVENT\n", n) + "END:VCALENDAR\n"
	}
	fill := func(n int) string {
		text := events(1, "DTSTART:20260101\nX-A:\n")
		return strings.Replace(text, "X-A:", "X-A:"+strings.Repeat("a", n-len(text)), 1)
	}
	daily := "DTSTART:20250101T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=1000\n"
	for name, c := range map[string]struct {
		text, want string
		max        any
	}{
		"bytes":         {fill(MaxSize), "", nil},
		"a byte more":   {fill(MaxSize + 1), "<nil> ical.large", 2},
		"events":        {events(maxEvents, "DTSTART:20300101\n"), "", nil},
		"an event more": {events(maxEvents+1, "DTSTART:20300101\n"), "15002 ical.events", maxEvents},
		"intervals":     {events(10, daily), "", nil},
		"an interval more": {
			strings.Replace(events(10, daily), "END:VCALENDAR", "BEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\nEND:VCALENDAR", 1),
			"52 ical.intervals", maxIntervals,
		},
		"a line":        {events(1, "DTSTART:20300101\nSUMMARY:"+strings.Repeat("a", maxLine-8)+"\n"), "", nil},
		"an octet more": {events(1, "DTSTART:20300101\nSUMMARY:"+strings.Repeat("a", maxLine-7)+"\n"), "4 ical.long SUMMARY", maxLine},
	} {
		found, err := ReadBusy(strings.NewReader(c.text), warsaw, date("2025-01-01"), date("2028-12-31"))
		got := refusal(t, err)
		if got != c.want {
			t.Errorf("%s: %q, want %q; found %d", name, got, c.want, len(found))
		}
		if e, ok := first(err); ok && e.Args["max"] != c.max {
			t.Errorf("%s: at most %v, want %v", name, e.Args["max"], c.max)
		}
	}
}

func first(err error) (*domain.Error, bool) {
	all := problems(err)
	if len(all) == 0 {
		return nil, false
	}
	return all[0], true
}

// TestTellsNotEverything: of very many things that are wrong only some are told.
func TestTellsNotEverything(t *testing.T) {
	text := "BEGIN:VCALENDAR\n" + strings.Repeat("BEGIN:VEVENT\nEND:VEVENT\n", 3000) + "END:VCALENDAR\n"
	if got := strings.Count(refused(t, text), "ical.missing"); got != maxProblems {
		t.Errorf("%d are told", got)
	}
}

// TestHostileFiles: what is small and asks for much is answered before anybody
// waits for it.
func TestHostileFiles(t *testing.T) {
	const begin, end = "BEGIN:VCALENDAR\n", "END:VCALENDAR\n"
	zones := func(n int) (text string) {
		described := strings.Join(windows[2:8], "\n") + "\n"
		for i := range n {
			text += fmt.Sprintf("BEGIN:VTIMEZONE\nTZID:%d\n%sEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=%d:20260101T100000\nEND:VEVENT\n", i, strings.Repeat(described, maxChanges), i)
		}
		return text
	}
	for name, c := range map[string]struct{ text, want string }{
		"folded to nothing":      {begin + strings.Repeat(" \n", MaxSize/2-20), "1 ical.open VCALENDAR"},
		"nested without end":     {begin + strings.Repeat("BEGIN:A\n", 260_000), "260001 ical.open A"},
		"parameters":             {begin + "A" + strings.Repeat(";B=C", MaxSize/4-20) + ":\n", "1 ical.open VCALENDAR"},
		"values of a parameter":  {begin + "A;B=" + strings.Repeat(",", MaxSize-40) + ":\n", "1 ical.open VCALENDAR"},
		"changes of many zones":  {begin + zones(50) + end, "read: []"},
		"rules that never match": {begin + strings.Repeat("BEGIN:VEVENT\nDTSTART:20000102\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\nEXDATE:20000102\nEND:VEVENT\n", maxEvents) + end, "read: []"},
		"rules since long ago":   {begin + strings.Repeat("BEGIN:VEVENT\nDTSTART:19900101\nRRULE:FREQ=YEARLY;COUNT=1000\nEND:VEVENT\n", maxEvents) + end, "1426 ical.walked"},
		"exceptions of one UID": {
			begin + strings.Repeat("BEGIN:VEVENT\nUID:1\nRECURRENCE-ID:20260101\nDTSTART:20300101\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\nDTSTART:20260101\nEND:VEVENT\n", maxEvents/2) + end,
			"read: []",
		},
	} {
		if got := refused(t, c.text); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
