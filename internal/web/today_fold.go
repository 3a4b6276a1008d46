package web

import (
	"net/url"
	"slices"

	"krag/internal/domain/room"
	"krag/internal/web/kit"
)

// fewWait is how many lines stand one by one under the day. Where more wait, those
// of one kind stand in one line that opens them: forty groups without a meeting
// planned would hide the one that asked for a talk.
const fewWait = 7

// What waits in many groups, many meetings or many bookings, beside the holds of
// rooms and what is due in a group on its way.
const (
	waitAttendance  = "attendance"
	waitNoMeetings  = "no_meetings"
	waitIndependent = "independent"
	waitAgreed      = "agreed"
	waitLetters     = "letters"
	waitRefused     = "refused"
	waitApproved    = "approved"
	waitSign        = "sign"
)

// folded puts lines of one kind together where more than fewWait stand, in the
// place of the first of them. One kind stays open where the address asks for it.
func (s *Server) folded(r *request, waiting []kit.Waiting) (lines []kit.Waiting) {
	if len(waiting) <= fewWait {
		return waiting
	}
	of := map[string]int{}
	for _, w := range waiting {
		of[w.Kind]++
	}
	for _, w := range waiting {
		n := of[w.Kind]
		switch {
		case w.Kind == "" || n == 1 || r.FormValue("all") == w.Kind:
			lines = append(lines, w)
		case n > 1:
			lines = append(lines, s.foldedLine(r, w, n))
			of[w.Kind] = 0
		}
	}
	return lines
}

// foldedLine stands for many of one kind. It leads to the day with each of them.
func (s *Server) foldedLine(r *request, first kit.Waiting, n int) kit.Waiting {
	line := kit.Waiting{Kind: first.Kind, Link: kit.Link{Text: first.Link.Text, Href: foldPath(first.Kind)}}
	switch first.Kind {
	case waitAttendance, waitAgreed:
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

func isFolded(lines []kit.Waiting, kind string) bool {
	return slices.ContainsFunc(lines, func(w kit.Waiting) bool { return w.Link.Href == foldPath(kind) })
}

// lettersLie adds letters that nobody took, a line a group.
func (s *Server) lettersLie(r *request, waiting []kit.Waiting) ([]kit.Waiting, error) {
	before := len(waiting)
	waiting, err := s.lettersWait(r, waiting)
	for i := before; i < len(waiting); i++ {
		waiting[i].Kind = waitLetters
	}
	return waiting, err
}
