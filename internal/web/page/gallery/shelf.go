package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/domain/filetype"
	"krag/internal/domain/mutual"
	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	"krag/internal/web/page/house"
	"krag/internal/web/page/shelf"
)

// shelved is what a group keeps.
var shelved = []Page{
	{"shelf", "Półka grupy", false, framed(shelfList, "/gallery/group")},
	{"shelf-none", "Półka grupy, pusta", false, framed(shelfNone, "/gallery/group")},
	{"shelf-new", "Nowy odnośnik na półkę, do poprawy", false, framed(shelfNew, "/gallery/group")},
	{"shelf-file", "Nowy plik na półkę", false, framed(shelfFile, "/gallery/group")},
	{"shelf-item", "Plik z półki", false, framed(shelfItem, "/gallery/group")},
	{"shelf-edit", "Zmiana tego, co leży na półce, po kimś innym", false, framed(shelfEdit, "/gallery/group")},
	{"shelf-edit-file", "Zmiana opisu pliku, do poprawy", false, framed(shelfEditFile, "/gallery/group")},
	{"shelf-delete", "Zdjęcie z półki", false, framed(shelfDelete, "/gallery/group")},
	{"me-shelf", "Półka, własna strona", true, sensitive(shelfOwn)},
	{"me-shelf-link", "Odnośnik z półki, własna strona", true, sensitive(shelfOwnLink)},
}

const wayMap = "Mapa dojścia do sali"

func shelfPage(p kit.Page, title string) kit.Page {
	p.Title = title
	p.Crumbs = []kit.Link{{Text: "Wtorki przy stole", Href: "/gallery/group"}, {Text: p.T("shelf.title"), Href: "/gallery/shelf"}}
	return p
}

func shelfWhole(p kit.Page) ask.Show {
	p = shelfPage(p, p.T("shelf.title"))
	p.Crumbs = p.Crumbs[:1]
	return ask.Show{Page: p, Over: "Wtorki przy stole", Heading: p.T("shelf.title"), Lead: p.T("shelf.lead"), More: []kit.Link{{Text: p.T("shelf.file.link"), Href: "/gallery/shelf-file"}}}
}

func shelfRows(p kit.Page, title, to string, rows ...[]kit.Cell) templ.Component {
	for i := range rows {
		rows[i][0].Href = to
	}
	return kit.Grid(kit.Table{Caption: title, Quiet: true, Wide: true, Columns: []kit.Column{{Head: p.T("shelf.table.what")}, {Head: p.T("shelf.table.why")}, {Head: p.T("shelf.table.kind")}, {Head: p.T("shelf.table.since")}}, Rows: rows})
}

func pdfOf(p kit.Page, size int64) string {
	return p.T("attachment.kinds.pdf") + ", " + p.Size(size)
}

func shelfParts(p kit.Page, file, link string) []ask.Part {
	return []ask.Part{
		{ID: "part-1", Title: "Dojście", Body: shelfRows(p, "Dojście", file, kit.Cells(wayMap, "Od przystanku, bez schodów.", pdfOf(p, 240_000), p.Date(third)))},
		{ID: "part-2", Title: "Przepisy", Body: shelfRows(
			p, "Przepisy", file, kit.Cells("Szarlotka bez cukru", "Na spotkanie w czerwcu.", pdfOf(p, 88_000), p.Date(third.AddDays(-8))),
			kit.Cells("Chleb z garnka", "–", p.T("attachment.kinds.jpeg")+", "+p.Size(1_900_000), p.Date(third.AddDays(-20))))},
		{ID: "part-3", Title: p.T("shelf.rest"), Body: shelfRows(p, p.T("shelf.rest"), link, kit.Cells("Nieodpłatna pomoc prawna", "Zapisy na rozmowę z prawniczką albo prawnikiem.", p.T("shelf.kind_link", "host", "np.ms.gov.pl"), p.Date(third.AddDays(-40))))},
	}
}

func shelfList(p kit.Page) templ.Component {
	s := shelfWhole(p)
	s.Main, s.Parts = &kit.Link{Text: p.T("shelf.new.link"), Href: "/gallery/shelf-new"}, shelfParts(p, "/gallery/shelf-item", "/gallery/me-shelf-link")
	s.Search = &kit.Filters{Action: "/gallery/shelf", Search: kit.Field{Name: "q", Label: p.T("shelf.search"), Max: 80}}
	return s
}

func shelfNone(p kit.Page) templ.Component {
	s := shelfWhole(p)
	s.Empty = &kit.Empty{Text: p.T("shelf.none"), Action: &kit.Link{Text: p.T("shelf.new.link"), Href: "/gallery/shelf-new"}}
	return s
}

func shelfWords(p kit.Page, f kit.Form) []templ.Component {
	return []templ.Component{
		kit.AreaInput(kit.Field{Name: "why", Label: p.T("shelf.why.label"), Hint: p.T("shelf.why.hint"), Value: "Zapisy na rozmowę z prawniczką albo prawnikiem.", Error: f.Error("why"), Rows: 3, Max: mutual.MaxWhy, Optional: true}),
		kit.TextInput(kit.Field{Name: "label", Label: p.T("shelf.label.label"), Hint: p.T("shelf.label.hint"), Error: f.Error("label"), Max: mutual.MaxLabel, Optional: true}),
	}
}

func shelfNew(p kit.Page) templ.Component {
	f := kit.Form{Action: "/gallery/shelf-new", ID: formID, Problems: []kit.Problem{{Field: "address", Text: p.T("shelf.address.http")}, {Field: "title", Text: p.T("shelf.name.missing")}}}
	a := ask.Ask{Page: shelfPage(p, p.T("shelf.new.title")), Form: f, Over: "Wtorki przy stole", Lead: p.T("shelf.lead_keep"), Button: p.T("shelf.new.button")}
	a.Fields = append([]templ.Component{
		kit.TextInput(kit.Field{Name: "address", Label: p.T("shelf.address.label"), Hint: p.T("shelf.address.hint"), Value: "http://np.ms.gov.pl", Error: f.Error("address"), Max: mutual.MaxAddress}),
		kit.TextInput(kit.Field{Name: "title", Label: p.T("shelf.name.label"), Hint: p.T("shelf.name.hint"), Error: f.Error("title"), Max: mutual.MaxTitle}),
	}, shelfWords(p, f)...)
	a.Flawed = true
	return a
}

func shelfFile(p kit.Page) templ.Component {
	f := kit.Form{Action: "/gallery/shelf-file", ID: formID, Upload: true}
	a := ask.Ask{Page: shelfPage(p, p.T("shelf.file.title")), Form: f, Over: "Wtorki przy stole", Lead: p.T("shelf.lead_keep"), Button: p.T("shelf.file.button")}
	a.Fields = append([]templ.Component{
		kit.FileInput(kit.Field{Name: "file", Label: p.T("attachment.field.file"), Hint: p.T("attachment.hint.file", "max", mutual.MaxShelfFile>>20) + " " + p.T("shelf.file.hint"), Accept: filetype.Accept()}),
		kit.TextInput(kit.Field{Name: "title", Label: p.T("shelf.name.label"), Hint: p.T("shelf.file.name_hint"), Max: mutual.MaxTitle, Optional: true}),
	}, shelfWords(p, f)...)
	return a
}

func shelfItem(p kit.Page) templ.Component {
	return shelf.Item{
		Page: shelfPage(p, p.T("shelf.one")), Over: "Wtorki przy stole", Heading: wayMap, Why: "Od przystanku, bez schodów.", Note: p.T("shelf.get_note"),
		Facts:  []kit.Term{{Name: p.T("attachment.fact.kind"), Text: pdfOf(p, 240_000)}, {Name: p.T("shelf.table.since"), Text: p.Date(third)}},
		Get:    &kit.Link{Text: p.T("attachment.get"), Href: "/gallery/shelf-item"},
		Traces: []string{p.T("attachment.trace_kinds.program") + ": LibreOffice 25.2"},
		Links:  []kit.Link{{Text: p.T("shelf.edit.link"), Href: "/gallery/shelf-edit-file"}, {Text: p.T("shelf.delete.link"), Href: "/gallery/shelf-delete", Danger: true}},
	}
}

func shelfEdit(p kit.Page) templ.Component {
	f := kit.Form{Action: "/gallery/shelf-edit", ID: formID, Version: 2}
	a := ask.Ask{Page: shelfPage(p, p.T("shelf.edit.title")), Form: f, Over: "Wtorki przy stole", Lead: p.T("shelf.edit.lead"), Button: p.T("shelf.edit.button")}
	a.Stale = []kit.Difference{{Name: p.T("shelf.name.label"), Mine: "Porady prawne bez opłat", Theirs: "Nieodpłatna pomoc prawna"}, {Name: p.T("shelf.address.label"), Mine: "https://np.ms.gov.pl/zapisy/na-rozmowe", Theirs: "https://np.ms.gov.pl/zapisy/na-rozmowe?powiat=zmyslony&gmina=Zmyslona-Gorna&punkt=biblioteka"}}
	a.Fields = append([]templ.Component{
		kit.TextInput(kit.Field{Name: "address", Label: p.T("shelf.address.label"), Hint: p.T("shelf.address.hint"), Value: a.Stale[1].Mine, Max: mutual.MaxAddress}),
		kit.TextInput(kit.Field{Name: "title", Label: p.T("shelf.name.label"), Hint: p.T("shelf.name.hint"), Value: a.Stale[0].Mine, Max: mutual.MaxTitle}),
	}, shelfWords(p, f)...)
	return a
}

func shelfEditFile(p kit.Page) templ.Component {
	f := kit.Form{Action: "/gallery/shelf-edit-file", ID: formID, Version: 1, Problems: []kit.Problem{{Field: "title", Text: p.T("shelf.name.missing")}}}
	a := ask.Ask{Page: shelfPage(p, p.T("shelf.edit.title")), Form: f, Over: "Wtorki przy stole", Lead: p.T("shelf.edit.file_lead"), Button: p.T("shelf.edit.button")}
	a.Fields = append([]templ.Component{
		kit.TextInput(kit.Field{Name: "title", Label: p.T("shelf.name.label"), Hint: p.T("shelf.name.hint"), Error: f.Error("title"), Max: mutual.MaxTitle}),
	}, shelfWords(p, f)...)
	a.Flawed = true
	return a
}

func shelfDelete(p kit.Page) templ.Component {
	return house.Confirm{Page: shelfPage(p, p.T("shelf.delete.title")), Confirmation: kit.Confirmation{
		Form: kit.Form{Action: "/gallery/shelf-delete", ID: formID, Version: 1}, Title: p.T("shelf.delete.title"), Lead: wayMap, Danger: true, Button: p.T("shelf.delete.button"),
		Will: []string{p.T("shelf.delete.will"), p.T("attachment.delete.backups")}, Back: kit.Link{Text: p.T("shelf.delete.keep"), Href: "/gallery/shelf-item"},
	}}
}

func shelfOwn(p kit.Page) templ.Component {
	s := ask.Show{
		Page: own(p), Heading: p.T("shelf.title"), Lead: p.T("shelf.lead"), Main: &kit.Link{Text: p.T("shelf.new.link"), Href: "/gallery/shelf-new"},
		More:  []kit.Link{{Text: p.T("shelf.file.link"), Href: "/gallery/shelf-file"}, {Text: p.T("message.record.back"), Href: "/gallery/me"}},
		Parts: shelfParts(p, "/gallery/me-shelf-link", "/gallery/me-shelf-link"),
	}
	s.Page.Title = s.Heading
	return s
}

func shelfOwnLink(p kit.Page) templ.Component {
	i := shelf.Item{
		Page: own(p), Heading: "Nieodpłatna pomoc prawna", Why: "Zapisy na rozmowę z prawniczką albo prawnikiem.", Note: p.T("shelf.out_note"),
		Facts: []kit.Term{{Name: p.T("shelf.leads"), Text: "np.ms.gov.pl"}, {Name: p.T("shelf.address.label"), Body: shelf.Address("https://np.ms.gov.pl/zapisy/na-rozmowe?powiat=zmyslony&gmina=Zmyslona-Gorna&punkt=biblioteka")}, {Name: p.T("shelf.table.since"), Text: p.Date(third.AddDays(-40))}},
		Out:   &kit.Link{Text: p.T("shelf.out"), Href: "https://np.ms.gov.pl/zapisy"},
		Links: []kit.Link{{Text: p.T("shelf.edit.link"), Href: "/gallery/shelf-edit"}, {Text: p.T("shelf.delete.own"), Href: "/gallery/shelf-delete", Danger: true}, {Text: p.T("shelf.back"), Href: "/gallery/me-shelf"}},
	}
	i.Page.Title = p.T("shelf.one")
	return i
}
