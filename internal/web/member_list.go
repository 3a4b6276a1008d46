package web

import (
	"net/http"

	"krag/internal/domain/account"
	"krag/internal/domain/group"
	"krag/internal/web/kit"
	page "krag/internal/web/page/group"
)

// memberList names who belongs to a group, with what can be done for each.
func (s *Server) memberList(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	members, err := s.Groups.Members(r.Context(), r.actor, g.ID)
	if err != nil {
		return err
	}
	p := s.groupPart(w, r, g, r.print.T("member.list.title"))
	l := page.Members{Page: p, Title: p.Title, Table: s.memberTable(r, g, members)}
	if s.policy.May(r.actor, group.ActJoin) && g.Stage != group.Closed {
		l.Add = &kit.Link{Text: r.print.T("group.show.add"), Href: groupPath(g.ID) + "/members/new"}
	}
	if s.policy.May(r.actor, group.ActInvite) && g.Stage != group.Closed {
		l.More = append(l.More, kit.Link{Text: r.print.T("invitation.title"), Href: invitationsPath(g.ID)})
	}
	if err := s.listWaiting(r, g, &l); err != nil {
		return err
	}
	if len(members) == 0 {
		l.Empty = &kit.Empty{Text: r.print.T("member.list.none"), Action: l.Add}
	}
	for _, m := range members {
		if m.MadeUp {
			l.Note = r.print.T("group.people_made_up")
		}
	}
	return render(w, r, http.StatusOK, l)
}

func (s *Server) memberTable(r *request, g group.Group, members []group.Member) kit.Table {
	t := kit.Table{Caption: r.print.T("member.list.title"), Quiet: true, Columns: []kit.Column{
		{Head: r.print.T("member.list.who")}, {Head: r.print.T("member.list.since")},
	}}
	may := s.policy.May(r.actor, account.ActMemberLink)
	if may {
		t.Columns = append(t.Columns, kit.Column{Head: r.print.T("member.list.doings")})
	}
	for _, m := range members {
		who, base := m.Pseudonym.Reveal(), memberPath(g.ID, m.Person)
		row := kit.Cells(who, r.print.Date(m.Joined))
		if may {
			row = append(row, kit.Cell{Body: page.Doings([]kit.Link{
				{Text: r.print.T("member.list.link"), Href: base + "/link", Of: who},
				{Text: r.print.T("member.list.leave"), Href: base + "/leave", Of: who},
			})})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
