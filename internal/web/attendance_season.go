package web

import (
	"net/http"
	"strconv"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/web/kit"
	page "krag/internal/web/page/meeting"
)

func meetingsPath(id domain.GroupID) string { return groupPath(id) + "/meetings" }

// seasonSizes are for how many meetings a list is offered.
var seasonSizes = []int{4, 6, meeting.MostOnList}

// seasonSheet is one list on paper for the next meetings of a group.
func (s *Server) seasonSheet(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.GroupID](r, "id")
	if err != nil {
		return err
	}
	most := seasonSize(r.FormValue("n"))
	l, err := s.Meetings.Season(r.Context(), r.actor, id, most, r.zone)
	if err != nil {
		return err
	}
	p := s.frame(w, r, r.print.T("attendance.season.title"))
	p.Sensitive, p.Here = l.Sensitive, "/groups"
	p.Back = &kit.Link{Text: r.print.T("attendance.season.back"), Href: meetingsPath(id)}
	v := page.Season{Page: p, Group: l.GroupName, Tabs: seasonTabs(r, id, most)}
	for _, m := range l.Meetings {
		day := domain.DateOf(m.StartsAt, r.zone)
		v.Days = append(v.Days, r.print.DateShort(day, day)) // without its year: a column is narrow
	}
	for _, t := range l.Belong {
		if !t.Pseudonym.IsZero() {
			v.Names = append(v.Names, t.Pseudonym.Reveal())
		}
	}
	if s.policy.May(r.actor, meeting.ActPlan) && group.Stage(l.Stage) != group.Closed {
		v.Plan = &kit.Link{Text: r.print.T("meeting.plan.link"), Href: meetingsPath(id) + "/new"}
	}
	return render(w, r, http.StatusOK, v)
}

// seasonSize is for how many meetings a list is asked for; as many as fit when
// nothing was said, or something that is not offered.
func seasonSize(asked string) int {
	for _, n := range seasonSizes {
		if strconv.Itoa(n) == asked {
			return n
		}
	}
	return meeting.MostOnList
}

func seasonTabs(r *request, id domain.GroupID, most int) (tabs []kit.Tab) {
	for _, n := range seasonSizes {
		l := kit.Link{Text: r.print.N("attendance.season.size", n), Href: meetingsPath(id) + "/sheet?n=" + strconv.Itoa(n)}
		tabs = append(tabs, kit.Tab{Link: l, Here: n == most})
	}
	return tabs
}
