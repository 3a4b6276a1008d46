package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	page "krag/internal/web/page/group"
)

func waitingPath(id domain.GroupID) string { return groupPath(id) + "/waiting" }

func waiterPath(id domain.GroupID, entry domain.WaiterID) string {
	return waitingPath(id) + "/" + entry.String()
}

// waitersNow is how many wait for a group, as far as who looks is told.
func (s *Server) waitersNow(r *request, g group.Group, d group.Door) int {
	return d.Waiting.For(r.actor.Audience(g.ID)).N
}

// toWaiting leads to the waiting list of a group and says how many are on it.
func (s *Server) toWaiting(r *request, g group.Group, d group.Door) kit.Link {
	l := kit.Link{Text: r.print.T("waiting.link"), Href: waitingPath(g.ID)}
	if n := s.waitersNow(r, g, d); n > 0 {
		l.Text = r.print.T("waiting.link_n", "n", n)
	}
	return l
}

// listWaiting leads from the people of a group to those who wait for a place,
// and says when there is one for them.
func (s *Server) listWaiting(r *request, g group.Group, l *page.Members) error {
	if !s.policy.May(r.actor, group.ActWaiting) || g.Stage == group.Closed {
		return nil
	}
	d, err := s.Groups.Door(r.Context(), r.actor, g.ID)
	if err != nil {
		return err
	}
	l.More = append(l.More, s.toWaiting(r, g, d))
	if s.waitersNow(r, g, d) > 0 && !d.Full {
		l.Room = r.print.T("waiting.room_now")
	}
	interested, err := s.interestInKind(r, g)
	l.More = append(l.More, interested...)
	return err
}

// waitingEnds says how many wait for a group that is about to end.
func (s *Server) waitingEnds(r *request, g group.Group) ([]string, error) {
	d, err := s.Groups.Door(r.Context(), r.actor, g.ID)
	if err != nil {
		return nil, err
	}
	if n := s.waitersNow(r, g, d); n > 0 {
		return []string{r.print.N("waiting.ends", n)}, nil
	}
	return nil, nil
}

// waitersShow lists who waits for a place in a group, and says whether there is
// one and whose turn it is.
func (s *Server) waitersShow(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	all, d, err := s.Groups.Waiting(r.Context(), r.actor, g.ID)
	if err != nil {
		return err
	}
	t := r.print.T
	v := ask.Show{Page: s.groupPart(w, r, g, t("waiting.title")), Over: g.Neutral, Heading: t("waiting.title"), Lead: t("waiting.lead"), More: []kit.Link{toMembers(r, g.ID)}, Prints: len(all) > 0}
	add := kit.Link{Text: t("waiting.new.link"), Href: waitingPath(g.ID) + "/new"}
	switch {
	case g.Stage == group.Closed:
		v.Empty = &kit.Empty{Text: t("waiting.none_closed")}
		return render(w, r, http.StatusOK, v)
	case len(all) > 0:
		v.First = ask.Lines(waitingTurn(r, g, d, all[0]))
		v.List = kit.Grid(waitingTable(r, g, d, all))
		v.Main = s.turnOf(r, g, d, all[0])
		if v.Main == nil {
			v.Main = &add
		} else {
			v.More = append([]kit.Link{add}, v.More...)
		}
	case d.Full || d.Asks:
		v.Empty = &kit.Empty{Text: t("waiting.none"), Action: &add}
	default:
		v.Empty = &kit.Empty{Text: t("waiting.none_room"), Action: &kit.Link{Text: t("group.show.add"), Href: joinPath(g.ID)}}
	}
	return render(w, r, http.StatusOK, v)
}

// turnOf lets in whose turn it is, when there is room.
func (s *Server) turnOf(r *request, g group.Group, d group.Door, first group.Waiter) *kit.Link {
	if d.Full || !s.policy.May(r.actor, group.ActJoin) {
		return nil
	}
	return &kit.Link{Text: r.print.T("waiting.turn", "who", first.Pseudonym.Reveal()), Href: waiterPath(g.ID, first.ID) + "/join"}
}

// waitingTurn says whether there is room and whose turn it is.
func waitingTurn(r *request, g group.Group, d group.Door, first group.Waiter) (lines []string) {
	t, who := r.print.T, first.Pseudonym.Reveal()
	switch {
	case d.Full:
		return []string{t("waiting.full", "most", g.Description.Most, "who", who)}
	case d.Free > 0:
		lines = []string{r.print.N("waiting.free", d.Free, "who", who)}
	default:
		lines = []string{t("waiting.open", "who", who)}
	}
	if d.Asks {
		lines = append(lines, t("waiting.asks"))
	}
	return lines
}

func waitingTable(r *request, g group.Group, d group.Door, all []group.Waiter) kit.Table {
	t := r.print.T
	table := kit.Table{Caption: t("waiting.title"), Quiet: true, Columns: []kit.Column{
		{Head: t("member.list.who")}, {Head: t("waiting.since")}, {Head: t("member.list.doings")},
	}}
	for _, w := range all {
		who, base := w.Pseudonym.Reveal(), waiterPath(g.ID, w.ID)
		acts := []kit.Link{{Text: t("waiting.off.link"), Of: who, Href: base + "/off"}}
		if !d.Full {
			acts = append([]kit.Link{{Text: t("waiting.join.link"), Of: who, Href: base + "/join"}}, acts...)
		}
		table.Rows = append(table.Rows, []kit.Cell{{Text: who}, {Text: r.print.Date(w.Since)}, {Body: kit.RowActs(acts)}})
	}
	return table
}
