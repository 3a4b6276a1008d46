package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/mutual"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	lists "krag/internal/web/page/equipment"
)

const (
	groupShelf = "/groups/{id}/shelf"
	meShelf    = "/me/shelf"
	// onShelf is how many things a page of the shelf has, and soughtFrom from how
	// many on they can be searched.
	onShelf    = 30
	soughtFrom = 12
)

// shelfRoutes are the links and files of a group, as those who lead it and as its
// members have them.
func (s *Server) shelfRoutes() (routes []Route) {
	for _, at := range []struct {
		path      string
		look, put authz.Action
	}{{groupShelf, mutual.ActShelfKeep, mutual.ActShelfKeep}, {meShelf, mutual.ActShelfSeen, mutual.ActShelfOwn}} {
		routes = append(routes,
			Route{"GET", at.path, at.look, s.shelfList},
			Route{"POST", at.path, at.look, s.shelfSearch},
			Route{"GET", at.path + "/new", at.put, s.shelfNewShow},
			Route{"POST", at.path + "/new", at.put, s.shelfNew},
			Route{"GET", at.path + "/file", at.put, s.shelfFileShow},
			Route{"POST", at.path + "/file", at.put, s.shelfFile},
			Route{"GET", at.path + "/{item}", at.look, s.shelfItem},
			Route{"GET", at.path + "/{item}/content", at.look, s.shelfContent},
			Route{"GET", at.path + "/{item}/edit", at.put, s.shelfEditShow},
			Route{"POST", at.path + "/{item}/edit", at.put, s.shelfEdit},
			Route{"GET", at.path + "/{item}/delete", at.put, s.shelfDeleteShow},
			Route{"POST", at.path + "/{item}/delete", at.put, s.shelfDelete},
		)
	}
	return routes
}

// ownShelf is a group's shelf as the reader has it.
type ownShelf struct {
	group domain.GroupID
	name  string // of the group, neutral; empty on a member's own page
	base  string
	open  bool // something can be put there
	frame func(title string) kit.Page
}

// shelfOf is the shelf of the address: that of a member's own group, or of the
// group that is named in it.
func (s *Server) shelfOf(w http.ResponseWriter, r *request) (sh ownShelf, err error) {
	if strings.HasPrefix(r.route.Pattern, meShelf) {
		return ownShelf{group: r.session.Group, base: meShelf, open: true, frame: func(title string) kit.Page {
			p := s.meFrame(w, r)
			p.Title = title
			return p
		}}, onlyMember(r)
	}
	g, err := s.groupOf(r)
	base := groupPath(g.ID) + "/shelf"
	return ownShelf{group: g.ID, name: g.Neutral, base: base, open: g.Stage != group.Closed, frame: func(title string) kit.Page {
		p := s.groupPart(w, r, g, title)
		if r.URL.Path != base {
			p.Crumbs = append(p.Crumbs, kit.Link{Text: r.print.T("shelf.title"), Href: base})
		}
		return p
	}}, err
}

func (s *Server) shelfList(w http.ResponseWriter, r *request) error {
	return s.shelfListed(w, r, "")
}

// shelfSearch shows what holds the words that were sent.
func (s *Server) shelfSearch(w http.ResponseWriter, r *request) error {
	return s.shelfListed(w, r, r.form().text("q"))
}

func (s *Server) shelfListed(w http.ResponseWriter, r *request, text string) error {
	sh, err := s.shelfOf(w, r)
	if err != nil {
		return err
	}
	all, err := s.Shelf.Items(r.Context(), r.actor, sh.group)
	if err != nil {
		return err
	}
	t := r.print.T
	v := lists.Show{Page: sh.frame(t("shelf.title")), Over: sh.name, Heading: t("shelf.title"), Lead: t("shelf.lead")}
	link, file := kit.Link{Text: t("shelf.new.link"), Href: sh.base + "/new"}, kit.Link{Text: t("shelf.file.link"), Href: sh.base + "/file"}
	switch {
	case len(all) == 0 && sh.open:
		v.Empty, v.More = &kit.Empty{Text: t("shelf.none"), Action: &link}, []kit.Link{file}
	case len(all) == 0:
		v.Empty = &kit.Empty{Text: t("shelf.none_closed")}
	case sh.open:
		v.Main, v.More = &link, []kit.Link{file}
	}
	if sh.base == meShelf {
		v.More = append(v.More, kit.Link{Text: t("message.record.back"), Href: "/me"})
	}
	s.shelfFound(r, sh, all, text, &v)
	return render(w, r, http.StatusOK, v)
}

// shelfFound puts what was found on the page, in its sections.
func (s *Server) shelfFound(r *request, sh ownShelf, all []mutual.Item, text string, v *lists.Show) {
	pager := kit.Pager{Path: sh.base}
	if len(all) >= soughtFrom || text != "" {
		v.Search = &kit.Filters{Action: sh.base, Search: kit.Field{Name: "q", Label: r.print.T("shelf.search"), Value: text, Max: 80}}
	}
	if text != "" {
		holds := i18n.Finder(text)
		all = slices.DeleteFunc(all, func(i mutual.Item) bool {
			return !holds(i.Title.Reveal() + " " + i.Why.Reveal() + " " + i.Label.Reveal() + " " + i.Host())
		})
		v.Found, v.Search.Clear = r.print.N("shelf.found", len(all)), &kit.Link{Text: r.print.T("shelf.clear"), Href: sh.base}
		pager.Sought = []kit.Kept{{Name: "q", Value: text}}
	}
	slices.SortStableFunc(all, func(a, b mutual.Item) int { // within a label they stay as they are, the newest first
		la, lb := a.Label.Reveal(), b.Label.Reveal()
		if (la == "") != (lb == "") {
			return cmp.Compare(lb, la) // those without a label come last
		}
		return r.print.Compare(la, lb)
	})
	pager.Of = (len(all) + onShelf - 1) / onShelf
	pager.At = min(r.page().Number, max(pager.Of, 1))
	v.Pager = pager
	v.Parts = shelfParts(r, sh, all[(pager.At-1)*onShelf:min(pager.At*onShelf, len(all))])
}

// shelfParts are the sections of a page, each with its label.
func shelfParts(r *request, sh ownShelf, all []mutual.Item) (parts []lists.Part) {
	for len(all) > 0 {
		label := all[0].Label
		n := slices.IndexFunc(all, func(i mutual.Item) bool { return i.Label != label })
		if n < 0 {
			n = len(all)
		}
		title := label.Reveal()
		switch {
		case title == "" && len(parts) == 0:
			title = r.print.T("shelf.all")
		case title == "":
			title = r.print.T("shelf.rest")
		}
		parts = append(parts, lists.Part{ID: "part-" + strconv.Itoa(len(parts)+1), Title: title, Body: kit.Grid(shelfTable(r, sh, title, all[:n]))})
		all = all[n:]
	}
	return parts
}

func shelfTable(r *request, sh ownShelf, title string, all []mutual.Item) kit.Table {
	t := r.print.T
	table := kit.Table{Caption: title, Quiet: true, Wide: true, Columns: []kit.Column{{Head: t("shelf.table.what")}, {Head: t("shelf.table.why")}, {Head: t("shelf.table.kind")}, {Head: t("shelf.table.since")}}}
	for _, i := range all {
		table.Rows = append(table.Rows, []kit.Cell{
			{Text: i.Title.Reveal(), Href: sh.base + "/" + i.ID.String()},
			{Text: orDash(i.Why.Reveal())},
			{Text: shelfKind(r, i)},
			{Text: r.print.Date(domain.DateOf(i.MadeAt, r.zone))},
		})
	}
	return table
}

// shelfKind says what a thing is: where a link leads, or which file it is.
func shelfKind(r *request, i mutual.Item) string {
	if i.Link() {
		return r.print.T("shelf.kind_link", "host", i.Host())
	}
	return r.print.T(i18n.Key("attachment.kinds", string(i.Kind))) + ", " + r.print.Size(i.Size)
}
