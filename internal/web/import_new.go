package web

import (
	"errors"
	"net/http"

	"krag/internal/bundle"
	"krag/internal/domain"
	"krag/internal/web/kit"
	page "krag/internal/web/page/programme"
)

func (s *Server) importNewShow(w http.ResponseWriter, r *request) error {
	return s.importNewPage(w, r, http.StatusOK, page.Import{Form: newForm(r.URL.Path)})
}

func (s *Server) importNewPage(w http.ResponseWriter, r *request, status int, i page.Import) error {
	i.Page = s.importFrame(w, r, r.print.T("import.title"))
	i.Form.Upload, i.Flawed = true, i.Form.Flawed()
	i.Built = kit.Link{Text: r.print.T("import.schema"), Href: programmeSchemaPath}
	i.Hint = r.print.T("import.hint.file", "max", bundle.MaxSize>>20)
	return render(w, r, status, i)
}

func (s *Server) importFrame(w http.ResponseWriter, r *request, title string) kit.Page {
	p := s.frame(w, r, title)
	p.Here = "/programmes"
	p.Crumbs = []kit.Link{{Text: r.print.T("programme.list.title"), Href: "/programmes"}}
	return p
}

// importNew takes a file. It is checked to its end before anything else
// happens; what is to be mended comes back with its place in the file.
func (s *Server) importNew(w http.ResponseWriter, r *request) error {
	done, err := s.uploads.take(r.Context(), r.actor.User)
	if err != nil {
		return err
	}
	defer done()
	u, err := s.readUpload(w, r, bundle.MaxSize)
	if err != nil {
		return err
	}
	f := &form{Values: u.fields, r: r}
	id := formID[domain.ImportID](f)
	if !u.sent && !r.back { // when the form is asked for again, the file is chosen there
		f.note("file", domain.Invalid("attachment.file.missing"))
	}
	if u.tooLarge {
		f.note("file", domain.Invalid("bundle.large").With(domain.Args{"max": bundle.MaxSize >> 20}))
		return s.importNewPage(w, r, http.StatusRequestEntityTooLarge, page.Import{Form: f.state(r.URL.Path)})
	}
	var report *bundle.Report
	begun, err := f.save(nil, func() error {
		err := s.Bundles.Begin(r.Context(), r.actor, id, u.content)
		if errors.As(err, &report) {
			return domain.Invalid("import.flawed")
		}
		return err
	})
	if err != nil {
		return err
	}
	if begun {
		return s.seeOther(w, r, importPath(id), "")
	}
	for _, p := range f.problems { // all of them are about the file
		if p.Field == "" {
			p.Field = "file"
		}
	}
	return s.importNewPage(w, r, http.StatusUnprocessableEntity, s.importFlawed(r, f, report))
}

// importFlawed shows the form again, with what is to be mended in the file.
func (s *Server) importFlawed(r *request, f *form, report *bundle.Report) page.Import {
	i := page.Import{Form: f.state(r.URL.Path)}
	if report == nil {
		return i
	}
	i.Found = &kit.Table{
		Caption: r.print.T("import.found.title"), Quiet: true,
		Columns: []kit.Column{{Head: r.print.T("import.found.place")}, {Head: r.print.T("import.found.what")}},
	}
	for _, p := range report.Problems {
		place := p.Field
		if place == "" {
			place = r.print.T("import.found.whole")
		}
		i.Found.Rows = append(i.Found.Rows, []kit.Cell{{Body: kit.Place(place)}, {Text: r.print.Error(p)}})
	}
	if report.More > 0 {
		i.Rest = r.print.N("import.found.rest", report.More)
	}
	return i
}

func importPath(id domain.ImportID) string { return "/imports/" + id.String() }
