package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/stats"
	"krag/internal/web/kit"
	page "krag/internal/web/page/public"
)

// The short pages of help, by their addresses.
const (
	aboutStart      = "/help/start"
	aboutAttendance = "/help/attendance"
	aboutRooms      = "/help/rooms"
	aboutPlans      = "/help/plans"
	aboutStages     = "/help/stages"
	aboutHosting    = "/help/hosting"
	aboutRoles      = "/help/roles"
	aboutLink       = "/help/link"
	aboutForgetting = "/help/forget"
	aboutNumbers    = "/help/numbers"
	aboutComfort    = "/help/comfort"
)

// helpTopics are the short pages of help: each answers one question and is
// led to from the page on which it is asked.
func helpTopics() []helpTopic {
	return []helpTopic{
		{aboutStart, "help.start.title", "help.start.lead", helpStart},
		{aboutAttendance, "help.attendance.title", "help.attendance.lead", helpAttendance},
		{aboutRooms, "help.rooms.title", "help.rooms.lead", helpRooms},
		{aboutPlans, "help.plans.title", "help.plans.lead", helpPlans},
		{aboutStages, "help.stages.title", "help.stages.lead", helpStages},
		{aboutHosting, "help.hosting.title", "help.hosting.lead", helpHosting},
		{aboutRoles, "help.roles.title", "help.roles.lead", helpRoles},
		{aboutLink, "help.link.title", "help.link.lead", helpLink},
		{aboutForgetting, "help.forget.title", "help.forget.lead", helpForget},
		{aboutNumbers, "help.numbers.title", "help.numbers.lead", helpNumbers},
		{aboutComfort, "help.comfort.title", "help.comfort.lead", helpComfort},
	}
}

// helpTopic is one short page of help.
type helpTopic struct {
	path        string
	title, lead string // keys
	parts       func(say) []page.Part
}

// helpAbout leads to the help that belongs to a page.
func helpAbout(r *request, path string) *kit.Link {
	for _, t := range helpTopics() {
		if t.path == path {
			return &kit.Link{Text: helpSay(r)(t.title), Href: path}
		}
	}
	return nil
}

// helpForInsider leads to why small numbers are hidden, for whoever they are
// hidden from, and everybody else to the other help.
func helpForInsider(r *request, of domain.GroupID, other *kit.Link) *kit.Link {
	if r.actor.Audience(of) == stats.Insider {
		return helpAbout(r, aboutNumbers)
	}
	return other
}

func helpLinks(r *request, paths ...string) (links []kit.Link) {
	for _, path := range paths {
		links = append(links, *helpAbout(r, path))
	}
	return links
}

// helpRead says what to do first in each role, and where to read on.
func (s *Server) helpRead(w http.ResponseWriter, r *request) error {
	t, points := r.print.T, helpSay(r).points
	return render(w, r, http.StatusOK, page.Text{
		Page: s.publicFrame(w, r, t("help.title")), Lead: t("help.lead"), Parts: []page.Part{
			{ID: "member", Title: t("help.member.title"), Points: points("help.member.one", "help.member.two", "help.member.three"), Links: helpLinks(r, aboutLink, aboutRoles, aboutForgetting)},
			{ID: "host", Title: t("help.host.title"), Points: points("help.host.one", "help.host.two", "help.host.three"), Links: helpLinks(r, aboutHosting, aboutRoles, aboutAttendance, aboutPlans)},
			{
				ID: "coordinator", Title: t("help.coordinator.title"), Links: helpLinks(r, aboutStart, aboutAttendance, aboutRooms, aboutPlans, aboutStages),
				Points: points("help.coordinator.one", "help.coordinator.two", "help.coordinator.three", "help.coordinator.four"),
			},
			{ID: "manager", Title: t("help.manager.title"), Points: points("help.manager.one", "help.manager.two", "help.manager.three"), Links: helpLinks(r, aboutNumbers)},
			{ID: "stuck", Title: t("help.stuck.title"), Points: points("help.stuck.password", "help.stuck.link", "help.stuck.trouble")},
			{ID: "further", Title: t("help.stuck.more"), Links: append([]kit.Link{
				{Text: t("safety.title"), Href: "/safety"}, {Text: t("privacy.title"), Href: "/privacy"}, {Text: t("accessibility.title"), Href: "/accessibility"},
			}, helpLinks(r, aboutComfort)...)},
		},
	})
}

// helpTopicRead gives the handler of one short page of help.
func (s *Server) helpTopicRead(topic helpTopic) handler {
	return func(w http.ResponseWriter, r *request) error {
		t := helpSay(r)
		p := s.publicFrame(w, r, t(topic.title))
		p.Crumbs = []kit.Link{{Text: t("help.title"), Href: "/help"}}
		return render(w, r, http.StatusOK, page.Text{Page: p, Lead: t(topic.lead), Parts: topic.parts(t), Paper: topic.path == aboutRoles})
	}
}
