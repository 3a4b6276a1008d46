package web

import (
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/group"
)

// signNumbers fill the sentences of the signs.
var signNumbers = []any{"people", group.FewPeople, "falls", group.FallsInARow, "leader", group.SameLeader, "months", group.MonthsWithoutNew}

// showSigns are what often comes before trouble, with what helped elsewhere,
// for whoever can help.
func (s *Server) showSigns(r *request, all whole) (shown []page.Sign, err error) {
	if !s.policy.May(r.actor, group.ActSigns) {
		return nil, nil
	}
	signs, err := s.Lookout.Of(r.Context(), r.actor, all.ID, r.zone)
	for _, sign := range signs {
		shown = append(shown, page.Sign{
			Says: r.print.T(i18n.Key("sign.says", string(sign)), signNumbers...), Helped: r.print.T(i18n.Key("sign.helped", string(sign))),
		})
	}
	return shown, err
}

// signsWait adds a line for each group that is worth a look and for which nothing
// else stands in a line of its own, as far as there is room. What is added may put
// others into one line, so it looks again until nothing is hidden.
func (s *Server) signsWait(r *request, day meeting.Day, t *todo) error {
	if !s.policy.May(r.actor, group.ActSigns) || t.full() {
		return nil
	}
	signed, err := s.Lookout.Waiting(r.Context(), r.actor, r.zone)
	for before := -1; before != len(signed); {
		before = len(signed)
		alone := t.alone(r, day)
		signed = slices.DeleteFunc(signed, func(one group.Signed) bool {
			if t.full() || alone[one.Group] {
				return false
			}
			t.add(waitSign, one.Group, func() kit.Waiting { return signLine(r, one) })
			return true
		})
	}
	return err
}

func signLine(r *request, one group.Signed) kit.Waiting {
	sign := r.print.T(i18n.Key("sign.short", string(one.Sign)), signNumbers...)
	return kit.Waiting{
		Link: kit.Link{Text: r.print.T("sign.today"), Href: groupPath(one.Group) + "#signs"},
		Note: r.print.T("sign.note", "group", one.Name, "sign", sign),
	}
}

// alone are the groups to which a line of their own leads: one that stands for
// many says nothing of a group. What the line of a meeting asks for above counts
// as such.
func (t *todo) alone(r *request, day meeting.Day) map[domain.GroupID]bool {
	many, alone := t.manyOf(r), map[domain.GroupID]bool{}
	for _, line := range t.lines {
		if many[line.kind] == 0 {
			alone[line.group] = true
		}
	}
	for _, w := range day.Waiting {
		if many[string(w.Kind)] == 0 {
			alone[w.Group] = true
		}
	}
	return alone
}
