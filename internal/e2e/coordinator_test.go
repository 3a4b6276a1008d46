package e2e_test

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// coordinatorDay is a working day of the coordinator in Klucze.
func coordinatorDay(w *walk) {
	w.open(w.demo.URL)
	w.Goto(w.demo.link(w.t, "coordinator", "Kluczach"))
	w.look("door")
	w.press("door.link.enter")
	w.follow("nav.programmes")
	w.look("programmes")
	w.in("tbody th").to("")
	w.look("programme")
	programme, before := w.URL(), w.figures()

	w.follow("nav.today")
	w.countHeads()
	w.tickNames()
	w.findNames()
	group := w.openGroup(programme)
	w.planMeetings(group)
	w.Goto(programme)
	w.recordOutcome()
	w.addCost()
	w.grown(before, w.figures())
}

// countHeads takes three taps from Dziś: what waits, the number, save.
func (w *walk) countHeads() {
	w.t.Helper()
	w.look("today")
	*w.taps = 0
	w.in(".wait li:first-child").to("")
	w.look("attendance")
	w.fill("attendance.total_label", "6")
	w.press("attendance.save")
	if *w.taps > 3 {
		w.t.Errorf("%d taps from Dziś to the saved attendance", *w.taps)
	}
	w.sees(w.words("attendance.saved.title"))
	w.look("attendance-saved")
}

// tickNames corrects the number by ticking who was there. Two of whom three
// are ticked is too few, and nothing typed is lost.
func (w *walk) tickNames() {
	w.t.Helper()
	w.follow("attendance.correct")
	if got := w.Value(w.words("attendance.total_label")); got != "6" {
		w.t.Errorf("the number was kept as %q", got)
	}
	for _, name := range []string{"Olha", "T.", "Konwalia"} {
		w.choose("checkbox", name)
	}
	w.fill("attendance.total_label", "2")
	w.press("attendance.save")
	w.flawed("attendance")
	w.fill("attendance.total_label", "7")
	w.press("attendance.save")
	w.sees(w.say.N("attendance.saved.came", 7, "group", "Na parterze"))
	w.follow("attendance.saved.back")
	w.in(".day").hides("Na parterze")                    // neither today
	w.in("main").hides(w.words("today.wait.attendance")) // nor waiting
}

// findNames looks for a person and for a group: the words stay in their field
// and come into no address.
func (w *walk) findNames() {
	w.t.Helper()
	w.follow("nav.people")
	w.look("people")
	w.fill("person.list.search", "OLH")
	w.press("kit.filter.show")
	w.sees("Olha", w.say.N("person.list.found", 1))
	w.hides("Konwalia")
	w.stays("person.list.search", "OLH", "/people")
	w.look("people-found")
	w.follow("person.list.all")
	w.sees("Konwalia")
	w.follow("nav.groups")
	w.fill("group.list.search", "nikt takiego")
	w.fill("group.stage_label", w.words("group.list.all"))
	w.press("kit.filter.show")
	w.sees(w.words("group.list.none_found"))
	w.stays("group.list.search", "nikt takiego", "/groups")
	w.look("groups-none")
	w.follow("group.list.clear")
	w.sees("Na parterze")
	w.follow("nav.today")
}

// stays looks that what was searched for stands in its field, and nowhere in
// the address of the list.
func (w *walk) stays(field, words, at string) {
	w.t.Helper()
	if got := w.Value(w.words(field)); got != words || w.URL() != at {
		w.t.Errorf("a search for %q is shown as one for %q, at %s", words, got, w.URL())
	}
}

// kluczeGroups are the four groups, as the facts name them.
var kluczeGroups = []string{
	"Grupa Samopomocy dla Osób Uzależnionych od Alkoholu", "Grupa Samopomocy dla Kobiet Doznających Przemocy",
	"Grupa Samopomocy dla Długotrwale Bezrobotnych", "grupa dla osób niepełnosprawnych",
}

// openGroup finds the four groups of the programme and opens one.
func (w *walk) openGroup(programme string) string {
	w.t.Helper()
	w.Goto(programme)
	for _, name := range kluczeGroups {
		if !w.Has("rowheader", name) {
			w.t.Errorf("the programme has no group %q", name)
		}
	}
	w.to(kluczeGroups[3])
	w.look("group")
	return w.URL()
}

// planMeetings plans three weeks from a Christmas Eve on, of which that one is
// left out unless somebody wants it.
func (w *walk) planMeetings(group string) {
	w.t.Helper()
	w.follow("meeting.plan.link")
	w.look("plan")
	year := time.Now().AddDate(0, 0, 14).Year()
	w.date("24", "12", year)
	w.fill("meeting.plan.count", "3")
	w.fill("meeting.plan.start", "16:30")
	w.fill("meeting.plan.end", "25:00")
	w.press("meeting.plan.preview")
	w.sees(w.words("time.malformed"))
	w.flawed("plan")
	w.fill("meeting.plan.end", "18:00")
	w.press("meeting.plan.preview")
	w.sees(w.words("holiday.christmas_eve"), w.say.N("meeting.plan.will", 2, "start", "16:30", "end", "18:00"))
	w.look("plan-preview")
	w.press("meeting.plan.save")
	w.sees(w.words("meeting.said.planned"))
	w.look("meetings")
	if !strings.HasPrefix(w.URL(), group) {
		w.t.Errorf("after planning the page is %s", w.URL())
	}
	if n := strings.Count(w.Text(), "16:30"); n < 8 {
		w.t.Errorf("%d meetings, want the six of before and two more", n)
	}
}

// date fills the one date of a form.
func (w *walk) date(day, month string, year int) {
	w.t.Helper()
	w.fill("kit.date.day", day)
	w.fill("kit.date.month", month)
	w.fill("kit.date.year", strconv.Itoa(year))
}

// recordOutcome records a count, with the words of its source.
func (w *walk) recordOutcome() {
	w.t.Helper()
	w.follow("outcome.edit.new")
	w.look("outcome")
	w.press("outcome.edit.make")
	w.sees(w.words("outcome.indicator.missing"), w.words("outcome.form.missing"))
	w.flawed("outcome")
	w.fill("outcome.field.group", kluczeGroups[3])
	w.fill("outcome.field.indicator", "odwaga, by wyjść z domu")
	w.choose("radio", w.words("outcome.forms.count"))
	w.fill("outcome.field.n", "5")
	w.fill("outcome.field.who", "osoby")
	w.fill("outcome.field.quote", "5 osób zaczęło wychodzić z domu")
	w.fill("outcome.field.source", "notatka ze spotkania")
	w.press("outcome.edit.make")
	w.sees(w.words("outcome.said.saved"), "odwaga, by wyjść z domu", "5 osób zaczęło wychodzić z domu")
}

func (w *walk) addCost() {
	w.t.Helper()
	w.follow("cost.edit.new")
	w.look("cost")
	w.fill("cost.field.item", "herbata i kubki")
	w.fill("cost.field.amount", "dużo")
	w.choose("radio", w.words("cost.categories.materials"))
	w.press("cost.edit.save")
	w.sees(w.words("kit.money.malformed"))
	w.flawed("cost")
	w.fill("cost.field.amount", "120")
	w.press("cost.edit.save")
	w.sees(w.words("cost.said.saved"), "herbata i kubki")
	w.look("programme-cost")
}

// grown compares the programme's figures before and after the day: one more
// meeting and outcome, seven more who came, 120 zł more.
func (w *walk) grown(before, after []figure) {
	w.t.Helper()
	more := map[string]int{}
	for i, f := range after {
		if i < len(before) {
			more[f.label] = f.number - before[i].number
		}
	}
	for _, want := range []struct {
		label string
		n     int
	}{
		{w.say.N("programme.figure.meetings", after[0].number), 1},
		{w.say.N("programme.figure.visits", after[2].number), 7},
		{w.say.N("programme.figure.outcomes", after[4].number), 1},
		{w.words("programme.figure.cost"), 120},
	} {
		if more[held(want.label)] != want.n {
			w.t.Errorf("%s: %d more, want %d (%v, %v)", want.label, more[held(want.label)], want.n, before, after)
		}
	}
}

// figure is one of a programme's own, with the digits of its value as a number.
type figure struct {
	label  string
	number int
}

// shown finds the figures in what the server sent.
var shown = regexp.MustCompile(`<dt>([^<]*)</dt><dd>([^<]*)</dd>`)

func (w *walk) figures() (all []figure) {
	w.t.Helper()
	for _, m := range shown.FindAllStringSubmatch(string(w.Body()), -1) {
		all = append(all, figure{held(m[1]), digits(m[2])})
	}
	if len(all) == 0 {
		w.t.Fatalf("%s shows no figures", w.URL())
	}
	return all
}

func digits(s string) int {
	kept := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
	n, _ := strconv.Atoi(kept)
	return n
}
