package web

import (
	"net/http"
	"slices"
	"strconv"

	"krag/internal/domain"
	"krag/internal/domain/meeting"
	"krag/internal/domain/notify"
	"krag/internal/web/kit"
	page "krag/internal/web/page/message"
)

// mostLooks is how often the page looks again by itself for messages that are
// still being made, or on their way. There may be none.
const mostLooks = 5

func toldPath(id domain.MeetingID) string { return "/meetings/" + id.String() + "/told" }

// messageTold says who knows of the last change of a meeting. Right after the
// change the messages are still being made and sent: the page then looks again by
// itself, a few times.
func (s *Server) messageTold(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.MeetingID](r, "id")
	if err != nil {
		return err
	}
	return s.toldOf(w, r, id)
}

func (s *Server) toldOf(w http.ResponseWriter, r *request, id domain.MeetingID) error {
	m, err := s.Meetings.Meeting(r.Context(), r.actor, id)
	if err != nil {
		return err
	}
	all, err := s.Messages.OfMeeting(r.Context(), r.actor, m.ID)
	if err != nil {
		return err
	}
	p := s.meetingFrame(w, r, m, r.print.T("message.told.title"))
	p.Crumbs = append(p.Crumbs, kit.Link{Text: s.when(r, m.Meeting), Href: "/meetings/" + m.ID.String()})
	t := page.Told{Page: p, Over: m.GroupName, Lead: s.toldLead(r, m, all), Links: []kit.Link{{Text: r.print.T("message.hand.link"), Href: handPath}}}
	look := lookNumber(r)
	switch waits := look > 0 && !current(all, m.Version); {
	case waits:
		t.Lead = r.print.T("message.told.waiting")
	case len(all) == 0:
		t.Lead, look = r.print.T("message.told.nobody"), 0
	default:
		t.Rows = s.toldRows(r, m.ID, all)
	}
	if len(t.Rows) == 0 || slices.ContainsFunc(all, s.onItsWay) {
		t.Again = toldAgain(w, r, m.ID, look)
	}
	return render(w, r, http.StatusOK, t)
}

// toldAgain leads to the same page a moment later, where the page goes by itself
// while it is looked at for what is on its way.
func toldAgain(w http.ResponseWriter, r *request, id domain.MeetingID, look int) *kit.Link {
	next := toldPath(id)
	if look > 0 {
		next += "?look=" + strconv.Itoa(look+1)
		w.Header().Set("Refresh", lookAgain+"; url="+next)
	}
	return &kit.Link{Text: r.print.T("message.told.again"), Href: next}
}

// lookNumber is how often the page was looked at since the change, 0 when that is
// not asked, or was often enough.
func lookNumber(r *request) int {
	n, err := strconv.Atoi(r.FormValue("look"))
	if err != nil || n < 1 || n > mostLooks {
		return 0
	}
	return n
}

// current reports whether messages of the last change are there.
func current(all []notify.Row, version int64) bool {
	for _, m := range all {
		if m.Round >= version {
			return true
		}
	}
	return false
}

// toldLead says what happened, as the newest message has it.
func (s *Server) toldLead(r *request, m meeting.Row, all []notify.Row) string {
	newest := -1
	for i, row := range all {
		if row.Fact != nil && (newest < 0 || row.Round > all[newest].Round) {
			newest = i
		}
	}
	if newest < 0 {
		return capital(s.when(r, m.Meeting))
	}
	return s.aboutMeeting(r, all[newest])
}

func (s *Server) toldRows(r *request, of domain.MeetingID, all []notify.Row) (rows []page.Row) {
	for _, m := range all {
		rows = append(rows, s.toldRow(r, m, kit.Kept{Name: "meeting", Value: of.String()}))
	}
	return rows
}

// toldRow is one party on a page of who knows, to which its buttons lead back.
func (s *Server) toldRow(r *request, m notify.Row, back ...kit.Kept) page.Row {
	row := s.messageRow(r, m)
	row.State, row.Need = s.knowsWords(r, m.Message)
	if row.Form != nil {
		row.Back = back
	}
	return row
}

// afterChange is where somebody is led who changed a meeting: to who knows of it,
// for whoever sees that.
func (s *Server) afterChange(r *request, id domain.MeetingID, held bool) string {
	if held || !s.policy.May(r.actor, notify.ActThing) {
		return "/meetings/" + id.String()
	}
	return toldPath(id) + "?look=1"
}
