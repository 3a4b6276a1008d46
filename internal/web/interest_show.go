package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/stats"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/equipment"
)

const interestPath = "/interest"

// interestRoutes are the pages about who would come to a group that is not there
// yet.
func (s *Server) interestRoutes() []Route {
	return []Route{
		{"GET", interestPath, group.ActInterest, s.interestList},
		{"POST", interestPath, group.ActInterest, s.interestSearch},
		{"GET", "/interest/new", group.ActInterest, s.interestNewShow},
		{"POST", "/interest/new", group.ActInterest, s.interestNew},
		{"GET", "/interest/{topic}", group.ActInterest, s.interestShow},
		{"GET", "/interest/{topic}/{one}", group.ActInterest, s.interestEditShow},
		{"POST", "/interest/{topic}/{one}", group.ActInterest, s.interestEdit},
		{"GET", "/groups/{id}/interested/{topic}", group.ActInterest, s.interestPlaceShow},
		{"POST", "/groups/{id}/interested/{topic}", group.ActInterest, s.interestPlace},
	}
}

// topicInPath is a topic as addresses name it: by a number or an id, so that no
// address says what it is about.
func topicInPath(t group.Topic) string {
	if t.Kind != "" {
		return kindInPath(t.Kind)
	}
	return t.ID.String()
}

func topicPath(t group.Topic) string { return interestPath + "/" + topicInPath(t) }

func interestedPath(id domain.GroupID, t group.Topic) string {
	return groupPath(id) + "/interested/" + topicInPath(t)
}

// topicName is what a topic is called here.
func topicName(r *request, all []group.KindEntry, t group.Topic) string {
	if t.Kind == "" {
		return t.Words.Reveal()
	}
	if k, ok := group.FindKind(all, t.Kind); ok {
		return kindName(r, k)
	}
	return r.print.T("interest.topic.gone")
}

// interestAudience is how whoever reads the list reads its numbers: they write it.
func interestAudience(r *request) stats.Audience { return r.actor.Audience(domain.GroupID{}) }

func (s *Server) interestFrame(w http.ResponseWriter, r *request, title string) kit.Page {
	p := s.frame(w, r, title)
	p.Here, p.Crumbs = "/groups", []kit.Link{{Text: r.print.T("group.list.title"), Href: "/groups"}}
	return p
}

func wantedTable(r *request, kinds []group.KindEntry, all []group.Wanted) kit.Table {
	t := r.print.T
	table := kit.Table{Caption: t("interest.title"), Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: t("interest.topic.head")}, {Head: t("interest.waits"), Number: true}, {Head: t("waiting.since")}, {Head: t("interest.next")},
	}}
	for _, w := range all {
		name := topicName(r, kinds, w.Topic)
		row := []kit.Cell{{Text: name, Href: topicPath(w.Topic)}, {Text: "–"}, {Text: "–"}, {Text: t("interest.nobody")}}
		if !w.Since.IsZero() {
			figure := w.Waits.For(interestAudience(r))
			row[1], row[2], row[3] = kit.Cell{Figure: &figure}, kit.Cell{Text: r.print.Date(w.Since)}, kit.Cell{Text: t("interest.wait_on")}
		}
		if w.Enough() {
			row[3] = kit.Cell{Body: kit.RowActs([]kit.Link{{Text: t("interest.found.link"), Of: name, Href: foundPath(w.Topic)}})}
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// foundPath is the form by which such a group is founded.
func foundPath(t group.Topic) string {
	if t.Kind == "" {
		return "/groups/new"
	}
	return "/groups/new?kind=" + kindInPath(t.Kind)
}

// wantedOf is the topic that the address names, and what it is called.
func (s *Server) wantedOf(r *request) (w group.Wanted, name string, err error) {
	kinds, err := s.Kinds.All(r.Context(), r.actor)
	if err != nil {
		return w, "", err
	}
	var t group.Topic
	for _, k := range kinds {
		if kindInPath(k.Code) == r.PathValue("topic") {
			t.Kind = k.Code
		}
	}
	if t.Kind == "" {
		if t.ID, err = pathID[domain.TopicID](r, "topic"); err != nil {
			return w, "", err
		}
	}
	w, err = s.Interests.One(r.Context(), r.actor, t)
	return w, topicName(r, kinds, w.Topic), err
}

func (s *Server) topicFrame(w http.ResponseWriter, r *request, of group.Wanted, title string) kit.Page {
	p := s.interestFrame(w, r, title)
	p.Crumbs = append(p.Crumbs, kit.Link{Text: r.print.T("interest.title"), Href: interestPath})
	if r.PathValue("one") != "" {
		p.Crumbs = append(p.Crumbs, kit.Link{Text: r.print.T("interest.topic.title"), Href: topicPath(of.Topic)})
	}
	return p
}

// interestShow lists who waits for such a group. When they are enough it leads to
// the form by which it is founded, and to the groups that they may come into.
func (s *Server) interestShow(w http.ResponseWriter, r *request) error {
	of, name, err := s.wantedOf(r)
	if err != nil {
		return err
	}
	listed, err := s.Interests.Interested(r.Context(), r.actor, of.Topic, r.page())
	if err != nil {
		return err
	}
	t := r.print.T
	v := page.Show{Page: s.topicFrame(w, r, of, t("interest.topic.title")), Over: t("interest.topic.title"), Heading: name, Lead: s.wantedWords(r, of)}
	add := kit.Link{Text: t("interest.new.link"), Href: "/interest/new?topic=" + topicInPath(of.Topic)}
	v.Pager = kit.Pager{At: listed.Page.Number, Of: listed.Pages(), Path: r.URL.RequestURI()}
	switch {
	case of.Enough():
		v.Main, v.More = &kit.Link{Text: t("interest.found.link"), Href: foundPath(of.Topic)}, []kit.Link{add}
	default:
		v.Main = &add
	}
	if listed.Total == 0 {
		v.Main, v.Empty = nil, &kit.Empty{Text: t("interest.nobody_yet"), Action: &add}
		return render(w, r, http.StatusOK, v)
	}
	v.Prints, v.List = true, kit.Grid(s.interestedTable(r, of.Topic, listed.Rows))
	if v.Parts, err = s.interestGroups(r, of); err != nil {
		return err
	}
	return render(w, r, http.StatusOK, v)
}

// wantedWords say how many wait, and whether a group may be started.
func (s *Server) wantedWords(r *request, of group.Wanted) string {
	n := of.Waits.For(interestAudience(r)).N
	switch {
	case n == 0:
		return r.print.T("interest.nobody_now")
	case of.Enough():
		return r.print.N("interest.enough", n, "date", r.print.Date(of.Since))
	}
	return r.print.N("interest.not_yet", n, "date", r.print.Date(of.Since), "least", of.Least())
}

func (s *Server) interestedTable(r *request, of group.Topic, all []group.Interest) kit.Table {
	t := r.print.T
	table := kit.Table{Caption: t("interest.topic.title"), Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: t("member.list.who")}, {Head: t("waiting.since")}, {Head: t("interest.state.head")}, {Head: t("member.list.doings")},
	}}
	for _, i := range all {
		who, proposed := interestedName(r, i), ""
		if i.Proposed {
			proposed = proposalPath(i.ID)
		}
		table.Rows = append(table.Rows, []kit.Cell{
			{Text: who, Href: proposed},
			{Text: r.print.Date(i.Since)},
			{Text: interestState(r, i)},
			{Body: kit.RowActs([]kit.Link{{Text: t("interest.edit.link"), Of: who, Href: topicPath(of) + "/" + i.ID.String()}})},
		})
	}
	return table
}

// interestedName is what somebody is called who would come, if they said so.
func interestedName(r *request, i group.Interest) string {
	switch {
	case i.Proposed:
		return r.print.T("interest.proposed")
	case i.Pseudonym.IsZero():
		return r.print.T("interest.nameless")
	}
	return i.Pseudonym.Reveal()
}

func interestState(r *request, i group.Interest) string {
	if i.State == group.PutOff {
		return r.print.T("interest.put_off_why", "why", r.print.T(i18n.Key("interest.whys", string(i.Why))))
	}
	return r.print.T(i18n.Key("interest.states", string(i.State)))
}

// interestGroups lead to the groups that those who wait may come into: those of
// the kind, or any when the topic is in own words.
func (s *Server) interestGroups(r *request, of group.Wanted) ([]page.Part, error) {
	open, err := s.Interests.Groups(r.Context(), r.actor, of.Kind)
	if err != nil || len(open) == 0 || of.Waits.For(interestAudience(r)).N+of.Other.For(interestAudience(r)).N == 0 {
		return nil, err
	}
	links := make([]kit.Link, len(open))
	for i, g := range open {
		links[i] = kit.Link{Text: g.Neutral, Href: interestedPath(g.ID, of.Topic)}
	}
	return []page.Part{{ID: "groups", Title: r.print.T("interest.place.groups"), Body: kit.Linklist(links)}}, nil
}

// interestWaits says that enough people wait for a group that nobody founded yet.
func (s *Server) interestWaits(r *request, t *todo) error {
	if !s.policy.May(r.actor, group.ActInterest) {
		return nil
	}
	ready, err := s.Interests.Ready(r.Context(), r.actor)
	if err != nil || len(ready) == 0 {
		return err
	}
	one := kit.Waiting{Link: kit.Link{Text: r.print.T("interest.today"), Href: topicPath(ready[0].Topic)}, Due: s.since(r, ready[0].Since)}
	if len(ready) > 1 {
		one.Link.Href, one.Note = interestPath, r.print.N("interest.today_topics", len(ready))
	} else {
		one.Note = r.print.N("interest.today_people", ready[0].Waits.For(interestAudience(r)).N)
	}
	t.say(one)
	return nil
}

// interestInKind leads from a group to those who wait for one of its kind.
func (s *Server) interestInKind(r *request, g group.Group) ([]kit.Link, error) {
	if !s.policy.May(r.actor, group.ActInterest) {
		return nil, nil
	}
	of, err := s.Interests.One(r.Context(), r.actor, group.Topic{Kind: g.Kind})
	n := of.Waits.For(interestAudience(r)).N
	if err != nil || n == 0 {
		return nil, err
	}
	return []kit.Link{{Text: r.print.T("interest.place.link_n", "n", n), Href: interestedPath(g.ID, of.Topic)}}, nil
}
