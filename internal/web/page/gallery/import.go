package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/web/kit"
)

// importFlawed is a file in which something does not fit.
func importFlawed(p kit.Page) templ.Component {
	p.Title = p.T("import.title")
	f := kit.Form{Action: "/gallery/import-errors", ID: formID, Upload: true, Problems: []kit.Problem{{Field: "file", Text: p.T("import.flawed")}}}
	found := kit.Table{
		Caption: p.T("import.found.title"), Quiet: true,
		Columns: []kit.Column{{Head: p.T("import.found.place")}, {Head: p.T("import.found.what")}},
		Rows: [][]kit.Cell{
			{{Body: kit.Place("groups[2].outcomes[0].count")}, {Text: p.T("bundle.check.form")}},
			{{Body: kit.Place("programme.record.bardzo_dlugie_pole_ktorego_nikt_nie_zna")}, {Text: p.T("bundle.read.unknown")}},
			{{Text: p.T("import.found.whole")}, {Text: p.T("bundle.read.syntax", "line", 1204)}},
		},
	}
	return importPage(p, f, found)
}

func importWriting(p kit.Page) templ.Component {
	p.Title = p.T("import.title")
	return importComing(p, p.T("import.show.steps", "done", 12, "of", 83), 12, 83, nil)
}

func importAbandoned(p kit.Page) templ.Component {
	p.Title = p.T("import.title")
	return importComing(p, "", 0, 0, &kit.Link{Text: p.T("import.show.retry"), Href: "/gallery/import-errors"})
}
