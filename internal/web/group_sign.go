package web

import (
	"slices"
	"strings"

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
func (s *Server) signsWait(r *request, day meeting.Day, waiting []kit.Waiting) ([]kit.Waiting, error) {
	if !s.policy.May(r.actor, group.ActSigns) || len(waiting) >= meeting.MostWaiting {
		return waiting, nil
	}
	listed, err := s.Lookout.Waiting(r.Context(), r.actor, r.zone)
	signed := slices.Clone(listed)
	for before := -1; before != len(signed); {
		before = len(signed)
		seen := s.folded(r, waiting) // a line that stands for many says nothing of a group
		signed = slices.DeleteFunc(signed, func(one group.Signed) bool {
			if len(waiting) >= meeting.MostWaiting || standsAlone(day, seen, one.Group) {
				return false
			}
			waiting = append(waiting, kit.Waiting{
				Link: kit.Link{Text: r.print.T("sign.today"), Href: groupPath(one.Group) + "#signs"},
				Note: r.print.T("sign.note", "group", one.Name, "sign", r.print.T(i18n.Key("sign.short", string(one.Sign)), signNumbers...)), Kind: waitSign,
			})
			return true
		})
	}
	return waiting, err
}

// standsAlone reports whether a line of its own leads to a group.
func standsAlone(day meeting.Day, seen []kit.Waiting, id domain.GroupID) bool {
	return slices.ContainsFunc(day.Waiting, func(w meeting.Waiting) bool { return w.Group == id && !isFolded(seen, string(w.Kind)) }) ||
		slices.ContainsFunc(seen, func(w kit.Waiting) bool { return strings.HasPrefix(w.Link.Href, groupPath(id)) })
}
