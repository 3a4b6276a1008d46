package web

import (
	"cmp"
	"net/http"

	"krag/internal/domain/group"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	page "krag/internal/web/page/group"
)

// slipsOnSheet is how many slips are cut from one sheet of paper.
const slipsOnSheet = 6

// groupMoveShow is a sheet for another institution that carries a group on: what
// the group is, where it is in its life and what it agreed on, and nobody in it.
// Institutions see nothing of each other, and people belong there only when they
// come and say so; hence paper.
func (s *Server) groupMoveShow(w http.ResponseWriter, r *request) error {
	a, err := s.agreedOf(r)
	if err != nil {
		return err
	}
	story, _, err := s.Groups.Story(r.Context(), r.actor, a.ID)
	if err != nil {
		return err
	}
	t := r.print.T
	v := ask.Show{
		Page: s.groupPart(w, r, a.Group, t("move.title")), Over: a.Neutral, Heading: t("move.title"), Lead: t("move.lead"), Prints: true,
		More:  []kit.Link{{Text: t("move.slips.link"), Href: groupPath(a.ID) + "/move/slips"}, {Text: t("move.file"), Href: groupPath(a.ID) + "/move/file"}},
		First: kit.Rows(moveTerms(r, a.Group, story)),
	}
	rules := ask.Part{ID: "agreement", Title: t("group_agreement.title"), Body: ask.Lines([]string{t("move.no_agreement")})}
	if a.now != nil {
		rules.Title = t("move.agreement", "date", r.print.Date(a.now.AgreedOn))
		rules.Body = kit.Numbered(a.now.Lang, ruleTexts(a.now.Rules))
	}
	toDo, err := s.Agreed.Words(r.Context(), r.actor, a.ID)
	if err != nil {
		return err
	}
	v.Parts = []ask.Part{rules}
	if len(toDo) > 0 {
		v.Parts = append(v.Parts, ask.Part{ID: "todo", Title: t("agreed.earlier"), Body: kit.Points(toDo)})
	}
	v.Parts = append(v.Parts, ask.Part{ID: "how", Title: t("move.how.title"), Body: kit.Numbered("", []string{t("move.how.talk"), t("move.how.slips"), t("move.how.found"), t("move.how.close")})})
	return render(w, r, http.StatusOK, v)
}

// moveTerms are the facts of a group, none of them about anybody in it.
func moveTerms(r *request, g group.Group, story group.Story) []kit.Term {
	t := r.print.T
	terms := []kit.Term{
		{Name: t("group.field.neutral"), Text: g.Neutral},
		{Name: t("group.field.kind"), Text: knownKind(r, cmp.Or(g.Alike, g.Kind))},
		{Name: t("group.field.character"), Text: t(i18n.Key("group.characters", string(g.Character)))},
		{Name: t("group.field.openness"), Text: t(i18n.Key("group.opennesses", string(g.Openness)))},
	}
	for _, one := range []kit.Term{{Name: t("group.field.audience"), Text: g.Audience}, {Name: t("group.field.rhythm"), Text: g.Rhythm}} {
		if one.Text != "" {
			terms = append(terms, one)
		}
	}
	for _, step := range story.Steps {
		if step.Stage != group.Closed {
			terms = append(terms, kit.Term{Name: r.print.MomentOf(step.On), Text: t(i18n.Key("group.stages", string(step.Stage)))})
		}
	}
	return terms
}

// groupSlips are slips of paper for the people of a group that goes on
// elsewhere. They name neither the topic nor anybody.
func (s *Server) groupSlips(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	story, _, err := s.Groups.Story(r.Context(), r.actor, g.ID)
	if err != nil {
		return err
	}
	house := ""
	if story.Ending != nil {
		house = story.Ending.House
	}
	t := r.print.T
	v := ask.Show{
		Page: s.groupPart(w, r, g, t("move.slips.title")), Over: g.Neutral, Heading: t("move.slips.title"), Lead: t("move.slips.lead"), Prints: true,
		First: page.Slips(page.Slip{Page: s.groupPart(w, r, g, ""), Name: g.Neutral, House: house, Times: slipsOnSheet}),
	}
	return render(w, r, http.StatusOK, v)
}
