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

// showEnding says how a group ended, what each stage rests on, and what else
// happened in its life that the line of stages cannot show.
func (s *Server) showEnding(r *request, all whole, show *page.Show) error {
	if all.Stage == group.Closed {
		show.Ending = endingTerms(r, all.story.Ending)
	}
	by, err := s.writers(r, len(all.story.Steps)+len(all.story.Backs) > 0)
	show.Steps = stepLines(r, all.story.Steps, by)
	show.Told = append(kinLines(r, all.story.Kin), backLines(r, all.story.Backs, by)...)
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

// writers names who of the staff wrote something down, as far as the reader may
// know who works here.
func (s *Server) writers(r *request, any bool) (by func(domain.UserID) string, err error) {
	if !any || !s.policy.May(r.actor, room.ActKeys) {
		return func(domain.UserID) string { return r.print.T("handover.owner.staff") }, nil
	}
	keepers, err := s.Rooms.Keepers(r.Context(), r.actor)
	return func(id domain.UserID) string { return keeperName(r, id, keepers) }, err
}

// stepLines say from what each step of a group's life is known.
func stepLines(r *request, steps []group.Step, by func(domain.UserID) string) []page.Step {
	lines := make([]page.Step, len(steps))
	for i, t := range steps {
		lines[i] = page.Step{
			Stage: stageName(r, t.Stage), When: r.print.Moment(t.On), Evidence: t.Evidence,
			Written: r.print.T("group.steps.written", "date", r.print.Date(domain.DateOf(t.At, r.zone)), "by", by(t.By)),
		}
	}
	return lines
}

// backLines say what was taken back, when, why, and by whom as far as the
// reader may know.
func backLines(r *request, backs []group.Back, by func(domain.UserID) string) (lines []string) {
	for _, b := range backs {
		lines = append(lines, r.print.T("ending.back", "stage", stageName(r, b.Stage), "when", r.print.MomentOf(b.On),
			"date", r.print.Date(domain.DateOf(b.BackAt, r.zone)), "by", by(b.By), "why", strings.TrimSuffix(b.Why, ".")))
	}
	return lines
}
