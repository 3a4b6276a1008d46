package web

import (
	"net/http"

	"krag/internal/domain/group"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/equipment"
)

// interestList lists for which groups people wait, and says for which of them
// there are enough.
func (s *Server) interestList(w http.ResponseWriter, r *request) error {
	return s.interestListed(w, r, "", kit.Pager{Path: r.URL.RequestURI()})
}

// interestSearch shows the topics that hold the words that were sent. Those may
// say why somebody asked, and stand in no address.
func (s *Server) interestSearch(w http.ResponseWriter, r *request) error {
	text := r.form().text("q")
	if text == "" {
		return s.seeOther(w, r, interestPath, "")
	}
	return s.interestListed(w, r, text, kit.Pager{Path: interestPath, Sought: []kit.Kept{{Name: "q", Value: text}}})
}

func (s *Server) interestListed(w http.ResponseWriter, r *request, text string, pager kit.Pager) error {
	kinds, err := s.Kinds.All(r.Context(), r.actor)
	if err != nil {
		return err
	}
	listed, err := s.Interests.Wanted(r.Context(), r.actor, topicFinder(r, kinds, text), r.page())
	if err != nil {
		return err
	}
	t := r.print.T
	p := s.interestFrame(w, r, t("interest.title"))
	add := kit.Link{Text: t("interest.new.link"), Href: "/interest/new"}
	v := page.Show{Page: p, Heading: p.Title, Lead: t("interest.lead"), Prints: listed.Total > 0}
	pager.At, pager.Of = listed.Page.Number, listed.Pages()
	v.Pager = pager
	if s.policy.May(r.actor, group.ActProposals) {
		v.More = []kit.Link{{Text: t("proposal.list.link"), Href: proposalsPath}}
	}
	if listed.Total == 0 && text == "" {
		v.Empty = &kit.Empty{Text: t("interest.none"), Action: &add}
		return render(w, r, http.StatusOK, v)
	}
	v.Main, v.Search = &add, &kit.Filters{Action: interestPath, Search: kit.Field{Name: "q", Label: t("interest.list.search"), Value: text, Max: group.MaxTopic}}
	if text != "" {
		v.Search.Clear = &kit.Link{Text: t("interest.list.clear"), Href: interestPath}
	}
	if listed.Total == 0 {
		v.Empty = &kit.Empty{Text: t("interest.list.none_found")}
		return render(w, r, http.StatusOK, v)
	}
	v.List = kit.Grid(wantedTable(r, kinds, listed.Rows))
	return render(w, r, http.StatusOK, v)
}

// topicFinder says which topics hold some words, by the name they have here; nil
// is all.
func topicFinder(r *request, kinds []group.KindEntry, text string) func(group.Topic) bool {
	if text == "" {
		return nil
	}
	holds := i18n.Finder(text)
	return func(of group.Topic) bool { return holds(topicName(r, kinds, of)) }
}
