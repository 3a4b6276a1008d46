package web

import (
	"net/http"

	"krag/internal/domain/institution"
	"krag/internal/domain/publish"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/practice"
)

// practiceMap shows from which voivodeships the practices come.
func (s *Server) practiceMap(lang publish.Lang) handler {
	return func(w http.ResponseWriter, r *request) error {
		found, err := s.catalogue.Search(r.Context(), s.now(), publish.Query{})
		if err != nil {
			return err
		}
		return render(w, r, http.StatusOK, s.mapPage(r, lang, found))
	}
}

func (s *Server) mapPage(r *request, lang publish.Lang, found publish.Found) page.Map {
	t := r.print.T
	m := page.Map{
		Page:    s.openFrame(lang, t("practice.map.title"), func(lang publish.Lang) string { return practicePath(lang, "map") }),
		Heading: kit.Heading{Title: t("practice.map.title"), Lead: t("practice.map.lead")},
		All:     kit.Link{Text: t("practice.list.all"), Href: practicePath(lang, "")},
	}
	m.Crumbs = []kit.Link{{Text: t("practice.title"), Href: practicePath(lang, "")}}
	m.Description, m.Canonical = t("practice.map.lead"), s.BaseURL+practicePath(lang, "map")
	nowhere := found.Total
	for _, code := range institution.Voivodeships {
		n := found.Counts[publish.ByVoivodeship][code]
		nowhere -= n
		region := page.Region{Code: code, Name: t(i18n.Key("institution.voivodeships", code)), Count: n, Say: t("practice.map.none")}
		if n > 0 {
			region.Say = r.print.N("practice.map.count", n)
			region.Href = listing{lang: lang, narrow: map[publish.Facet]string{publish.ByVoivodeship: code}}.href()
		}
		m.Regions = append(m.Regions, region)
	}
	if nowhere > 0 {
		m.Nowhere = r.print.N("practice.map.nowhere", nowhere)
	}
	return m
}
