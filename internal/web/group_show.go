package web

import (
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/mutual"
	"krag/internal/domain/notify"
	"krag/internal/domain/outcome"
	"krag/internal/domain/relay"
	"krag/internal/domain/stats"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/group"
)

// whole is all that a group's page is made of.
type whole struct {
	group.Group
	story    group.Story
	ready    []group.Ready
	members  stats.Figure
	ahead    domain.Listed[meeting.Row]
	past     domain.Listed[meeting.Row]
	regular  []meeting.Regular
	led      int // meetings the animator led
	people   []group.Member
	known    bool // whether the reader may know who belongs
	outcomes []outcome.Outcome
	slug     string // of the programme, for whoever sees outcomes
}

// groupShow is a group's page: where it is in its life, what comes next, and
// what is still missing before it can go on alone.
func (s *Server) groupShow(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	all := whole{Group: g}
	if err := s.readLife(r, &all); err != nil {
		return err
	}
	if err := s.readPeople(r, &all); err != nil {
		return err
	}
	p := s.groupFrame(w, r, g, g.Neutral)
	p.Help = helpForInsider(r, g.ID, helpAbout(r, aboutStages))
	show := page.Show{Page: p, Name: g.Neutral, Lead: groupLead(r, all), Meetings: kit.Link{Text: r.print.T("meeting.all"), Href: groupPath(g.ID) + "/meetings"}}
	if r.actor.Staff() && g.Name != g.Neutral {
		show.Inside = g.Name
	}
	s.showActs(r, all, &show)
	show.LifeTitle, show.Stages = lifeTitle(r, all), lifeStages(r, all)
	show.Present = present(r, all.Stage)
	if err := s.showEnding(r, all, &show); err != nil {
		return err
	}
	s.showMeetings(r, all, &show)
	s.showPeople(r, all, &show)
	s.showAbout(r, all, &show)
	s.showIndependence(r, all, &show)
	s.showOutcomes(r, all, &show)
	show.Attendance = s.attendanceChart(r, all)
	if show.Signs, err = s.showSigns(r, all); err != nil {
		return err
	}
	return render(w, r, http.StatusOK, show)
}

func (s *Server) readLife(r *request, all *whole) (err error) {
	var members stats.Count
	if all.story, members, err = s.Groups.Story(r.Context(), r.actor, all.ID); err != nil {
		return err
	}
	all.members = members.For(r.actor.Audience(all.ID))
	if all.ahead, err = s.Meetings.OfGroup(r.Context(), r.actor, all.ID, true, domain.Page{Number: 1}); err != nil {
		return err
	}
	if all.past, err = s.Meetings.OfGroup(r.Context(), r.actor, all.ID, false, domain.Page{Number: 1}); err != nil {
		return err
	}
	if all.regular, err = s.Meetings.Regular(r.Context(), r.actor, all.ID, r.zone); err != nil {
		return err
	}
	if all.led, err = s.Meetings.Accompanied(r.Context(), r.actor, all.ID); err != nil {
		return err
	}
	all.ready, err = s.Handovers.Ready(r.Context(), r.actor, all.ID, s.today(r))
	return err
}

func (s *Server) readPeople(r *request, all *whole) (err error) {
	if all.known = s.policy.May(r.actor, group.ActMembers); all.known {
		if all.people, err = s.Groups.Members(r.Context(), r.actor, all.ID); err != nil {
			return err
		}
	}
	if !s.policy.May(r.actor, outcome.ActList) {
		return nil
	}
	if all.outcomes, err = s.Outcomes.OfGroup(r.Context(), r.actor, all.ID); err != nil {
		return err
	}
	programmes, err := s.Institutions.Programmes(r.Context(), r.actor)
	for _, p := range programmes {
		if p.ID == all.Programme {
			all.slug = p.Slug
		}
	}
	return err
}

// groupLead says when the group meets or met, how many belong, and whether
// somebody new can come.
func groupLead(r *request, all whole) string {
	var lead []string
	if rhythm := rhythmWords(r, all); rhythm != "" {
		lead = append(lead, strings.TrimSuffix(capital(rhythm), ".")+".")
	}
	if all.Period != "" {
		lead = append(lead, r.print.T("group.show.period", "period", all.Period))
	}
	people := peopleWords(r, all.members)
	if all.Stage == group.Dormant || all.Stage == group.Closed {
		return strings.Join(append(lead, people+"."), " ")
	}
	openness := r.print.T(i18n.Key("group.openness_short", string(all.Openness)))
	return strings.Join(append(lead, r.print.T("group.show.lead", "people", people, "openness", openness)), " ")
}

// peopleWords says how many people there are, as far as the reader may know.
func peopleWords(r *request, f stats.Figure) string {
	switch {
	case f.Hidden:
		return r.print.T("group.people_below", "n", f.Below)
	case f.N == 0:
		return r.print.T("group.people_none")
	}
	return r.print.N("group.people", f.N)
}

func (s *Server) showActs(r *request, all whole, show *page.Show) {
	if all.Stage == group.Closed {
		show.Further = s.furtherLinks(r, all)
		return
	}
	base := groupPath(all.ID)
	acts := []struct {
		may  bool
		link kit.Link
	}{
		{s.uncounted(r, all) != nil, kit.Link{}},
		{s.policy.May(r.actor, meeting.ActPlan), kit.Link{Text: r.print.T("meeting.plan.link"), Href: base + "/meetings/new"}},
		{s.policy.May(r.actor, group.ActJoin), kit.Link{Text: r.print.T("group.show.add"), Href: base + "/members/new"}},
	}
	if m := s.uncounted(r, all); m != nil {
		acts[0].link = kit.Link{Text: r.print.T("attendance.save"), Href: "/meetings/" + m.ID.String() + "/attendance"}
	}
	for _, a := range acts {
		switch {
		case !a.may:
		case show.Main == nil:
			show.Main = &a.link
		default:
			show.Acts = append(show.Acts, a.link)
		}
	}
	show.Further = s.furtherLinks(r, all)
}

// uncounted is the last meeting that has begun and that nobody was counted
// at, for whoever may count.
func (s *Server) uncounted(r *request, all whole) *meeting.Row {
	if !s.policy.May(r.actor, meeting.ActAttend) {
		return nil
	}
	for _, m := range all.past.Rows {
		if m.State == meeting.Planned {
			return &m
		}
		if m.Recorded {
			return nil
		}
	}
	return nil
}

func (s *Server) furtherLinks(r *request, all whole) (links []kit.Link) {
	base := groupPath(all.ID)
	links = append(links, kit.Link{Text: r.print.T("group_agreement.title"), Href: rulesPath(all.ID)}, kit.Link{Text: r.print.T("mutual.title"), Href: mutualPath(all.ID)}, kit.Link{Text: r.print.T("venture.title"), Href: venturesPath(all.ID)}, kit.Link{Text: r.print.T("handover.title"), Href: handoverPath(all.ID)})
	if s.policy.May(r.actor, relay.ActKeep) {
		links = append(links, kit.Link{Text: r.print.T("relay.title"), Href: lettersPath(all.ID)})
	}
	if s.policy.May(r.actor, mutual.ActShelfKeep) {
		links = append(links, kit.Link{Text: r.print.T("shelf.title"), Href: base + "/shelf"})
	}
	if s.policy.May(r.actor, group.ActEdit) {
		links = append(links, kit.Link{Text: r.print.T("group.edit.link"), Href: base + "/edit"})
	}
	if s.policy.May(r.actor, notify.ActRounds) && all.Stage != group.Closed {
		links = append(links, kit.Link{Text: r.print.T("telling.rounds.title"), Href: base + "/reminders"})
	}
	if s.policy.May(r.actor, notify.ActSafety) && all.Stage != group.Closed {
		links = append(links, kit.Link{Text: r.print.T("message.notice.title"), Href: noticePath(all.ID)})
	}
	if s.policy.May(r.actor, group.ActStage) {
		links = append(links, kit.Link{Text: r.print.T("group.stage.link"), Href: base + "/stage"}, kit.Link{Text: r.print.T("move.link"), Href: base + "/move"})
		if all.Stage != group.Closed {
			links = append(links, s.kinLinks(r, all)...)
			links = append(links, kit.Link{Text: r.print.T("group.close.link"), Href: base + "/close", Danger: true})
		}
	}
	return links
}

func (s *Server) showPeople(r *request, all whole, show *page.Show) {
	show.PeopleTitle = peopleWords(r, all.members)
	if !all.known {
		show.PeopleNote = r.print.T("group.people_hidden")
		return
	}
	madeUp := false
	for _, m := range all.people {
		show.Names = append(show.Names, m.Pseudonym.Reveal())
		madeUp = madeUp || m.MadeUp
	}
	if len(all.people) > 0 {
		show.PeopleNote = r.print.T("group.people_chose")
	}
	if madeUp {
		show.PeopleNote += " " + r.print.T("group.people_made_up")
	}
	if s.policy.May(r.actor, group.ActTurns) && all.Stage != group.Closed {
		show.PeopleLinks = append(show.PeopleLinks, kit.Link{Text: r.print.T("turn.plan.title"), Href: turnsPath(all.ID)})
	}
	if s.policy.May(r.actor, group.ActJoin) && len(all.people) > 0 {
		show.PeopleLinks = append(show.PeopleLinks, kit.Link{Text: r.print.T("group.people_links"), Href: groupPath(all.ID) + "/members"})
	}
}

// capital begins a sentence with what somebody wrote in the middle of one.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
