package web

import (
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/group"
)

// showEnding says how a group ended, and what else happened in its life that
// the line of stages cannot show.
func (s *Server) showEnding(r *request, all whole, show *page.Show) (err error) {
	if all.Stage == group.Closed {
		show.Ending = endingTerms(r, all.story.Ending)
	}
	backs, err := s.backLines(r, all.story.Backs)
	show.Told = append(kinLines(r, all.story.Kin), backs...)
	return err
}

func endingTerms(r *request, e *group.Ending) (terms []kit.Term) {
	t := r.print.T
	if e == nil {
		return []kit.Term{{Name: t("ending.reason.short"), Text: t("ending.not_known")}}
	}
	terms = append(terms, kit.Term{Name: t("ending.reason.short"), Text: t(i18n.Key("ending.reasons", string(e.Reason)))})
	if e.House != "" {
		terms = append(terms, kit.Term{Name: t("ending.house.short"), Text: e.House})
	}
	terms = append(terms, kit.Term{Name: t("ending.onward.short"), Text: onwardWords(r, e.Onward)})
	if e.Words != "" {
		terms = append(terms, kit.Term{Name: t("ending.words.short"), Text: e.Words})
	}
	return terms
}

func onwardWords(r *request, onward []group.Onward) string {
	if len(onward) == 0 {
		return r.print.T("ending.not_known")
	}
	words := make([]string, len(onward))
	for i, o := range onward {
		words[i] = r.print.T(i18n.Key("ending.onwards", string(o)))
	}
	return strings.Join(words, "; ")
}

// backLines say what was taken back, when, why, and by whom as far as the
// reader may know.
func (s *Server) backLines(r *request, backs []group.Back) (lines []string, err error) {
	var keepers []room.Keeper
	knows := len(backs) > 0 && s.policy.May(r.actor, room.ActKeys)
	if knows {
		if keepers, err = s.Rooms.Keepers(r.Context(), r.actor); err != nil {
			return nil, err
		}
	}
	for _, b := range backs {
		by := r.print.T("handover.owner.staff")
		if knows {
			by = keeperName(r, b.By, keepers)
		}
		lines = append(lines, r.print.T("ending.back", "stage", stageName(r, b.Stage), "when", r.print.MomentOf(b.On),
			"date", r.print.Date(domain.DateOf(b.BackAt, r.zone)), "by", by, "why", strings.TrimSuffix(b.Why, ".")))
	}
	return lines, nil
}
