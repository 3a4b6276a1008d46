package web

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/practice"
)

// What somebody looks for may be a search for help. It stands in the address,
// so that the page works without script and can be come back to; it is written
// in no log, and no page is told where its reader came from.

// onPage is how many cards a page of the catalogue has.
const onPage = 20

// catalogueRoutes are the catalogue in one language.
func (s *Server) catalogueRoutes(lang publish.Lang) []Route {
	return []Route{
		{"GET", practicePath(lang, ""), publish.ActRead, s.practiceList(lang)},
		{"GET", practicePath(lang, "") + ".json", publish.ActRead, s.practiceData(lang)},
		{"GET", practicePath(lang, "map"), publish.ActRead, s.practiceMap(lang)},
		{"GET", practicePath(lang, "feed.atom"), publish.ActRead, s.practiceFeed(lang)},
	}
}

// siteRoutes are what programs that read the whole site ask for.
func (s *Server) siteRoutes() []Route {
	return []Route{
		{"GET", "/sitemap.xml", publish.ActRead, s.siteRead},
		{"GET", "/robots.txt", publish.ActRead, s.robotsRead},
	}
}

// practiceList is the catalogue, or what of it was asked for.
func (s *Server) practiceList(lang publish.Lang) handler {
	return func(w http.ResponseWriter, r *request) error {
		l, found, err := s.searched(r, lang)
		if err != nil {
			return err
		}
		p, err := s.listPage(r, l, found)
		if err != nil {
			return err
		}
		return render(w, r, http.StatusOK, p)
	}
}

// searched reads what was asked for and answers it. Beyond the last page is
// the last page.
func (s *Server) searched(r *request, lang publish.Lang) (listing, publish.Found, error) {
	l := s.readListing(r, lang)
	found, err := s.catalogue.Search(r.Context(), s.now(), l.query())
	if err == nil && len(found.Rows) == 0 && found.Total > 0 {
		l.page = pagesOf(found.Total)
		found, err = s.catalogue.Search(r.Context(), s.now(), l.query())
	}
	return l, found, err
}

func pagesOf(total int) int { return max(1, (total+onPage-1)/onPage) }

func (s *Server) listPage(r *request, l listing, found publish.Found) (page.Catalogue, error) {
	t := r.print.T
	p := page.Catalogue{
		Page: s.cataloguePage(l, t("practice.title")), Heading: kit.Heading{Title: t("practice.title"), Lead: t("practice.list.lead")},
		Filters: s.listFilters(r, l, found), Found: r.print.N("practice.list.in_all", found.Total),
		Pager: kit.Pager{At: l.page, Of: pagesOf(found.Total), Path: l.href()}, Areas: areaTree(l, found),
		Further: []kit.Link{
			{Text: t("practice.map.link"), Href: practicePath(l.lang, "map")},
			{Text: t("practice.feed.link"), Href: practicePath(l.lang, "feed.atom")},
			{Text: t("practice.list.data"), Href: practicePath(l.lang, "") + ".json"},
			{Text: t("practice.list.schema"), Href: practicesSchemaPath},
			{Text: t("practice.list.card_schema"), Href: cardSchemaPath},
		},
	}
	if l.narrowed() {
		p.Found = r.print.N("practice.list.found", found.Total)
	}
	if n := len(found.Unknown); n > 0 && n < len(found.Words) {
		p.Missing = t("practice.list.missing", "words", r.print.List(quoted(r.print, found.Unknown)))
	}
	for _, e := range found.Rows {
		p.Items = append(p.Items, s.listItem(r, l.lang, e))
	}
	if found.Total > 1 {
		p.Sorts = l.sorts(r.print)
	}
	if found.Total == 0 {
		p.Empty, p.Ways = listEmpty(r, l, found)
	}
	var err error
	if p.Public {
		p.Linked, err = s.linkedList(l, found)
	}
	return p, err
}

// cataloguePage is the frame of a page of the catalogue. Search engines are
// shown the catalogue, not what somebody asked of it.
func (s *Server) cataloguePage(l listing, title string) kit.Page {
	p := s.openFrame(l.lang, title, func(lang publish.Lang) string { return l.in(lang).href() })
	p.Path, p.Public = l.href(), l.text == ""
	p.Description = p.T("practice.list.lead")
	p.Canonical = s.BaseURL + practicePath(l.lang, "")
	return p
}

func quoted(p *i18n.Printer, words []string) (all []string) {
	for _, w := range words {
		all = append(all, p.T("practice.list.word", "word", w))
	}
	return all
}

func (s *Server) listItem(r *request, lang publish.Lang, e publish.Entry) page.Item {
	title, titleLang := e.Title(lang)
	lead, leadLang := e.Lead(lang)
	i := page.Item{
		Title: page.Text{{Say: title, Lang: foreign(lang, titleLang), Link: practicePath(lang, e.Slug)}},
		Lead:  page.Text{{Say: lead, Lang: foreign(lang, leadLang)}},
		From:  inOneLine(", ", e.Publisher, e.Place),
	}
	if a, ok := publish.AreaByCode(e.Area); ok {
		i.Facts = append(i.Facts, a.Name.In(lang))
	}
	if name := s.kindOfCard(e.Template, lang); name != "" {
		i.Facts = append(i.Facts, name)
	}
	i.Facts = append(i.Facts, r.print.Date(domain.DateOf(e.At, cataloguesZone)))
	switch {
	case titleLang == lang:
	case leadLang == lang && lead != "":
		i.Note = r.print.T("document.untranslated_title.pl")
	default:
		i.Note = r.print.T("practice.list.polish")
	}
	return i
}

// cataloguesZone is where it is the day that the catalogue says.
var cataloguesZone = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		return time.UTC
	}
	return zone
}()

// foreign is the language of words, when it is not the page's.
func foreign(lang, in publish.Lang) string {
	if in == lang {
		return ""
	}
	return string(in)
}

func inOneLine(by string, words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), by)
}

func (s *Server) kindOfCard(id string, lang publish.Lang) string {
	for _, t := range s.Cards.Templates() {
		if t.ID == id {
			return t.Name.In(lang)
		}
	}
	return ""
}

// listEmpty says what can be done when nothing was found: ask for less, or
// read everything.
func listEmpty(r *request, l listing, found publish.Found) (*kit.Empty, []kit.Link) {
	if !l.narrowed() {
		return &kit.Empty{Text: r.print.T("practice.list.none_yet")}, nil
	}
	var ways []kit.Link
	if n := len(found.Words); n > 1 {
		less := l
		less.text, less.page = strings.Join(found.Words[:n-1], " "), 1
		ways = append(ways, kit.Link{Text: r.print.T("practice.list.without", "word", found.Words[n-1]), Href: less.href()})
	}
	if wide := (listing{lang: l.lang, text: l.text, page: 1}); l.text != "" && wide.href() != l.href() {
		ways = append(ways, kit.Link{Text: r.print.T("practice.list.wide"), Href: wide.href()})
	}
	all := kit.Link{Text: r.print.T("practice.list.all"), Href: practicePath(l.lang, "")}
	return &kit.Empty{Text: r.print.T("practice.list.none_found"), Action: &all}, ways
}

// linkedList says to search engines what stands in the list, in the words of
// schema.org.
func (s *Server) linkedList(l listing, found publish.Found) (string, error) {
	items := []map[string]any{}
	for i, e := range found.Rows {
		title, _ := e.Title(l.lang)
		items = append(items, map[string]any{
			"@type": "ListItem", "position": (l.page-1)*onPage + i + 1, "url": s.practiceURL(l.lang, e.Slug), "name": title,
		})
	}
	content, err := json.Marshal(map[string]any{
		"@context": "https://schema.org", "@type": "CollectionPage", "url": s.BaseURL + practicePath(l.lang, ""), "inLanguage": string(l.lang),
		"name":       i18n.For(i18n.Lang(l.lang)).T("practice.title"),
		"mainEntity": map[string]any{"@type": "ItemList", "numberOfItems": found.Total, "itemListElement": items},
	})
	return string(content), err
}
