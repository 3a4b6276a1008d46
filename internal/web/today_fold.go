package web

import (
	"maps"
	"net/url"

	"krag/internal/domain"
	"krag/internal/domain/meeting"
	"krag/internal/domain/room"
	"krag/internal/web/kit"
)

// fewWait is how many lines stand one by one under the day. Where more wait, those
// of one kind stand in one line that opens them: forty groups without a meeting
// planned would hide the one that asked for a talk.
const fewWait = 7

// Kinds of what waits, beside those of meetings, of holds of rooms and of what is
// due in a group on its way.
const (
	waitLetters  = "letters"
	waitRefused  = "refused"
	waitApproved = "approved"
	waitSign     = "sign"
)

// todo is what waits, the most pressing first. A line is said only when it is
// shown: of many of one kind, the first.
type todo struct{ lines []todoLine }

type todoLine struct {
	kind  string         // many of one kind may stand in one line; empty for what stands alone
	group domain.GroupID // to which it leads, zero when to none
	say   func() kit.Waiting
}

// full reports whether there is room for no more.
func (t *todo) full() bool { return len(t.lines) >= meeting.MostWaiting }

// add adds a line, as far as there is room for it.
func (t *todo) add(kind string, group domain.GroupID, say func() kit.Waiting) {
	if !t.full() {
		t.lines = append(t.lines, todoLine{kind, group, say})
	}
}

// say adds a line that stands alone, for which there is always room.
func (t *todo) say(w kit.Waiting) {
	t.lines = append(t.lines, todoLine{say: func() kit.Waiting { return w }})
}

// manyOf counts the lines of each kind that stand in one: where more than fewWait
// wait, and not where the address asks for the kind.
func (t *todo) manyOf(r *request) map[string]int {
	many := map[string]int{}
	if len(t.lines) <= fewWait {
		return many
	}
	for _, line := range t.lines {
		many[line.kind]++
	}
	delete(many, "")
	delete(many, r.FormValue("all"))
	maps.DeleteFunc(many, func(_ string, n int) bool { return n == 1 })
	return many
}

// folded says what waits, with lines of one kind together in the place of the
// first of them.
func (t *todo) folded(r *request) (lines []kit.Waiting) {
	many, done := t.manyOf(r), map[string]bool{}
	for _, line := range t.lines {
		n := many[line.kind]
		switch {
		case n == 0:
			lines = append(lines, line.say())
		case !done[line.kind]:
			lines = append(lines, foldedLine(r, line, n))
			done[line.kind] = true
		}
	}
	return lines
}

// foldedLine stands for many of one kind. It leads to the day with each of them.
func foldedLine(r *request, first todoLine, n int) kit.Waiting {
	line := kit.Waiting{Link: kit.Link{Text: first.say().Link.Text, Href: foldPath(first.kind)}}
	switch first.kind {
	case string(meeting.WaitAttendance), string(meeting.WaitAgreed):
		line.Note = r.print.N("today.fold.meetings", n)
	case waitRefused, waitApproved, string(room.Tentative), string(room.Offered):
		line.Note = r.print.N("today.fold.bookings", n)
	case waitLetters:
		line.Link.Text, line.Note = r.print.T("today.fold.letters"), r.print.N("today.fold.groups", n)
	default:
		line.Note = r.print.N("today.fold.groups", n)
	}
	return line
}

// foldPath leads to the day with all of one kind.
func foldPath(kind string) string { return "/today?all=" + url.QueryEscape(kind) + "#waiting" }
