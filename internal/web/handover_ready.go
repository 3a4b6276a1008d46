package web

import (
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	"krag/internal/web/page/handover"
)

// readyFacts are what is there already and what is still missing before a group
// goes on alone. They are facts and no score: the group decides by itself.
func (s *Server) readyFacts(r *request, g group.Group, ready []group.Ready) (there, missing []kit.Fact) {
	for _, one := range ready {
		f := kit.Fact{Done: one.Holds(), Text: r.print.T(i18n.Key("handover.facts", string(one.Fact)))}
		if f.Done {
			there = append(there, f)
			continue
		}
		if one.Of > 1 {
			f.Note = r.print.T(i18n.Key("handover.so_far", string(one.Fact)), "n", one.N, "of", one.Of)
		}
		f.Link = s.readyLink(r, g, one.Fact)
		missing = append(missing, f)
	}
	return there, missing
}

// readyLink leads to where something that is missing can be seen to.
func (s *Server) readyLink(r *request, g group.Group, fact group.Fact) *kit.Link {
	switch {
	case fact == group.FactAgreement && s.policy.May(r.actor, group.ActAgreement):
		return &kit.Link{Text: r.print.T("group_agreement.title"), Href: rulesPath(g.ID)}
	case (fact == group.FactRoles || fact == group.FactContact) && s.policy.May(r.actor, group.ActTurns):
		return &kit.Link{Text: r.print.T("turn.plan.title"), Href: turnsPath(g.ID)}
	case fact == group.FactSuccessor && s.policy.May(r.actor, group.ActHandover):
		return &kit.Link{Text: r.print.T("handover.title"), Href: handoverPath(g.ID)}
	case fact == group.FactLed && s.policy.May(r.actor, meeting.ActShow):
		return &kit.Link{Text: r.print.T("meeting.list.title"), Href: groupPath(g.ID) + "/meetings"}
	case fact == group.FactKey && s.policy.May(r.actor, room.ActKeysShow):
		return &kit.Link{Text: r.print.T("key.list.title"), Href: "/keys"}
	case fact == group.FactRoom && s.policy.May(r.actor, room.ActAgreementShow):
		return &kit.Link{Text: r.print.T("room.list.title"), Href: "/rooms/all"}
	}
	return nil
}

// callsOf are the talks with a group that goes on alone, nil for one that does not.
func (s *Server) callsOf(r *request, l letting) *handover.Calls {
	if l.Call.IsZero() {
		return nil
	}
	t, today := r.print.T, s.today(r)
	c := handover.Calls{Next: t("handover.call.next", "date", r.print.DateLong(l.Call, today))}
	if l.CallIsDue(today) {
		c.Need = t("handover.call.due", "date", r.print.DateLong(l.Call, today))
		if s.policy.May(r.actor, group.ActHandover) {
			c.Note = &kit.Link{Text: t("handover.call.link"), Href: handoverPath(l.Group.ID) + "/call"}
		}
	}
	for _, made := range l.Calls {
		c.Made = append(c.Made, t("handover.call.made", "date", r.print.Date(made.On)))
	}
	return &c
}

// handoverWaits adds what is due in groups on their way: a line a group.
func (s *Server) handoverWaits(r *request, t *todo) error {
	if !s.policy.May(r.actor, group.ActHandover) || t.full() {
		return nil
	}
	due, err := s.Handovers.Waiting(r.Context(), r.actor, s.today(r))
	for _, d := range due {
		t.add(string(d.Kind), d.Group, func() kit.Waiting { return s.dueLine(r, d) })
	}
	return err
}

func (s *Server) dueLine(r *request, d group.Due) kit.Waiting {
	w := kit.Waiting{
		Link: kit.Link{Text: r.print.T(i18n.Key("handover.waits", string(d.Kind))), Href: handoverPath(d.Group)},
		Due:  s.since(r, d.On), Note: d.Name,
	}
	switch {
	case d.Kind == group.DueReview:
		w.Link.Href = rulesPath(d.Group)
	case d.N > 1:
		w.Note = r.print.T("handover.waits_note", "group", d.Name, "tasks", r.print.N("handover.tasks", d.N))
	}
	return w
}
