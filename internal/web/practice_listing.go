package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/publish"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/practice"
)

// listing is what is asked of the catalogue, as it stands in an address.
type listing struct {
	lang   publish.Lang
	text   string
	narrow map[publish.Facet]string
	title  bool // sorted by title
	page   int
}

// narrowing are the facets by the names they have in an address, in the order
// in which a form asks for them.
var narrowing = []struct {
	facet publish.Facet
	name  string
}{
	{publish.ByArea, "area"}, {publish.ByKind, "group"}, {publish.ByTemplate, "kind"}, {publish.ByVoivodeship, "place"}, {publish.ByLang, "written"},
}

// longestText is how much of what is typed is taken, in characters.
const longestText = 200

// readListing reads an address. What it cannot mean is left out.
func (s *Server) readListing(r *request, lang publish.Lang) listing {
	l := listing{lang: lang, narrow: map[publish.Facet]string{}, page: min(r.page().Number, 1_000_000), title: r.FormValue("sort") == "title"}
	l.text = strings.TrimSpace(strings.ToValidUTF8(r.FormValue("q"), ""))
	if utf8.RuneCountInString(l.text) > longestText {
		l.text = string([]rune(l.text)[:longestText])
	}
	for _, n := range narrowing {
		value := r.FormValue(n.name)
		if value != "" && slices.ContainsFunc(s.valuesOf(r.print, lang, n.facet), func(o kit.Option) bool { return o.Value == value }) {
			l.narrow[n.facet] = value
		}
	}
	return l
}

func (l listing) query() publish.Query {
	q := publish.Query{Text: l.text, Skip: (l.page - 1) * onPage, Most: onPage}
	for f, value := range l.narrow {
		q.Narrow[f] = value
	}
	if l.title {
		q.ByTitle = l.lang
	}
	return q
}

// narrowed reports whether less than everything is asked for.
func (l listing) narrowed() bool { return l.text != "" || len(l.narrow) > 0 }

// href is its address on the first page.
func (l listing) href() string {
	v := l.values()
	if len(v) == 0 {
		return practicePath(l.lang, "")
	}
	return practicePath(l.lang, "") + "?" + v.Encode()
}

func (l listing) values() url.Values {
	v := url.Values{}
	if l.text != "" {
		v.Set("q", l.text)
	}
	for _, n := range narrowing {
		if l.narrow[n.facet] != "" {
			v.Set(n.name, l.narrow[n.facet])
		}
	}
	if l.title {
		v.Set("sort", "title")
	}
	return v
}

// in is the same asked in another language.
func (l listing) in(lang publish.Lang) listing {
	l.lang = lang
	return l
}

// with is the same with another value of a facet; an empty one takes it away.
func (l listing) with(f publish.Facet, value string) listing {
	narrow := map[publish.Facet]string{f: value}
	for g, v := range l.narrow {
		if g != f {
			narrow[g] = v
		}
	}
	l.narrow = narrow
	if value == "" {
		delete(l.narrow, f)
	}
	return l
}

// sorts lead to the same in another order.
func (l listing) sorts(p *i18n.Printer) []kit.Tab {
	best, title := l, l
	best.title, title.title = false, true
	key := i18n.Key("practice.list.sort", "newest")
	if l.text != "" {
		key = i18n.Key("practice.list.sort", "best")
	}
	return []kit.Tab{
		{Link: kit.Link{Text: p.T(key), Href: best.href()}, Here: !l.title},
		{Link: kit.Link{Text: p.T("practice.list.sort.title"), Href: title.href()}, Here: l.title},
	}
}

// listFilters are the form that narrows the catalogue down. It offers only
// what leads to something.
func (s *Server) listFilters(r *request, l listing, found publish.Found) kit.Filters {
	f := kit.Filters{
		Action: practicePath(l.lang, ""),
		Search: kit.Field{Name: "q", Label: r.print.T("practice.list.search"), Hint: r.print.T("practice.list.search_hint"), Value: l.text, Max: longestText},
	}
	for _, n := range narrowing {
		c := kit.Choice{Field: kit.Field{Name: n.name, Label: r.print.T(i18n.Key("practice.list.by", n.name))}}
		c.Options = []kit.Option{{Label: r.print.T(i18n.Key("practice.list.any", n.name))}}
		for _, o := range s.valuesOf(r.print, l.lang, n.facet) {
			count := found.Counts[n.facet][o.Value]
			o.Chosen = l.narrow[n.facet] == o.Value
			if o.Label += " (" + strconv.Itoa(count) + ")"; count > 0 || o.Chosen {
				c.Options = append(c.Options, o)
			}
		}
		if len(c.Options) > 2 || l.narrow[n.facet] != "" {
			f.More = append(f.More, c)
		}
	}
	if l.narrowed() {
		f.Clear = &kit.Link{Text: r.print.T("practice.list.clear"), Href: practicePath(l.lang, "")}
	}
	return f
}

// valuesOf are the values a facet can have, with their names.
func (s *Server) valuesOf(p *i18n.Printer, lang publish.Lang, f publish.Facet) (all []kit.Option) {
	add := func(value, label string) { all = append(all, kit.Option{Value: value, Label: label}) }
	switch f {
	case publish.ByArea:
		for _, a := range publish.Areas {
			add(a.Code, strings.Repeat("– ", strings.Count(a.Code, "."))+a.Name.In(lang))
		}
	case publish.ByKind:
		for _, k := range group.Kinds {
			add(string(k), p.T(i18n.Key("group.kinds", string(k))))
		}
	case publish.ByTemplate:
		for _, t := range s.Cards.Templates() {
			add(t.ID, t.Name.In(lang))
		}
	case publish.ByVoivodeship:
		for _, v := range institution.Voivodeships {
			add(v, p.T(i18n.Key("institution.voivodeships", v)))
		}
	case publish.ByLang:
		for _, l := range publish.Langs {
			add(string(l), p.T(i18n.Key("practice.list.written", string(l))))
		}
	}
	return all
}

// areaTree are the areas that hold something, with how much.
func areaTree(l listing, found publish.Found) (tree []page.Area) {
	for _, a := range publish.Areas {
		n := found.Counts[publish.ByArea][a.Code]
		here := l.narrow[publish.ByArea] == a.Code
		if n == 0 && !here {
			continue
		}
		node := page.Area{Link: kit.Link{Text: a.Name.In(l.lang), Href: l.with(publish.ByArea, a.Code).href()}, Count: strconv.Itoa(n), Here: here}
		if last := len(tree) - 1; last >= 0 && strings.Contains(a.Code, ".") {
			tree[last].Under = append(tree[last].Under, node)
			continue
		}
		tree = append(tree, node)
	}
	return tree
}
