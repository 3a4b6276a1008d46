package web

import (
	"net/http"
	"strconv"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/web/kit"
	page "krag/internal/web/page/programme"
)

func (s *Server) programmeNewShow(w http.ResponseWriter, r *request) error {
	return render(w, r, http.StatusOK, s.programmeNewPage(w, r, newForm("/programmes/new")))
}

func (s *Server) programmeNewPage(w http.ResponseWriter, r *request, f kit.Form) page.Edit {
	p := s.frame(w, r, r.print.T("programme.edit.new"))
	p.Here, p.Flawed = "/programmes", f.Flawed()
	p.Crumbs = []kit.Link{{Text: r.print.T("programme.list.title"), Href: "/programmes"}}
	return page.Edit{Page: p, Form: f, New: true, Lead: r.print.T("programme.edit.new_lead"), Started: startedField(r, f)}
}

func startedField(r *request, f kit.Form) kit.DateField {
	return kit.DateField{Name: "started", Label: r.print.T("programme.edit.started"), Hint: r.print.T("programme.edit.started_hint"), Error: f.Error("started")}
}

// programmeForm reads a programme. An empty address is made of the title.
func programmeForm(f *form) institution.NewProgramme {
	if f.text("slug") == "" {
		f.Set("slug", institution.Slug(f.text("title")))
	}
	return institution.NewProgramme{Slug: f.text("slug"), Title: f.text("title"), Started: f.moment("started")}
}

func (s *Server) programmeNew(w http.ResponseWriter, r *request) error {
	f := r.form()
	n := programmeForm(f)
	n.ID = formID[domain.ProgrammeID](f)
	made, err := f.save(n.Check(), func() error { return s.Institutions.CreateProgramme(r.Context(), r.actor, n) })
	if err != nil {
		return err
	}
	if !made {
		return render(w, r, http.StatusUnprocessableEntity, programmeTyped(s.programmeNewPage(w, r, f.state(r.URL.Path)), f))
	}
	return s.seeOther(w, r, programmeHref(n.Slug, ""), "programme.said.made")
}

func programmeTyped(e page.Edit, f *form) page.Edit {
	e.ProgrammeTitle, e.Slug, e.Started = f.Get("title"), f.Get("slug"), e.Started.Typed(f.Values)
	return e
}

func (s *Server) programmeEditShow(w http.ResponseWriter, r *request) error {
	p, err := s.programmeOf(r)
	if err != nil {
		return err
	}
	e := s.programmeEditPage(w, r, p, editForm(r.URL.Path, p.ID.UUID, p.Version))
	e.ProgrammeTitle, e.Slug, e.Started = p.Title, p.Slug, onMoment(e.Started, p.Started)
	return render(w, r, http.StatusOK, e)
}

func (s *Server) programmeEditPage(w http.ResponseWriter, r *request, p institution.Programme, f kit.Form) page.Edit {
	frame := s.programmeFrame(w, r, p, r.print.T("programme.edit.title"))
	frame.Flawed = f.Flawed()
	return page.Edit{Page: frame, Form: f, Started: startedField(r, f)}
}

// onMoment fills the parts of a date that are known.
func onMoment(d kit.DateField, m domain.Moment) kit.DateField {
	d = d.On(m.Date)
	switch m.Precision {
	case domain.PrecisionYear:
		d.Day, d.Month = "", ""
	case domain.PrecisionMonth:
		d.Day = ""
	}
	return d
}

func (s *Server) programmeEdit(w http.ResponseWriter, r *request) error {
	f := r.form()
	p, err := s.programmeUnder(r, f)
	if err != nil {
		return err
	}
	n := programmeForm(f)
	n.ID, n.Made = p.ID, p.Made
	saved, err := f.save(n.Check(), func() error { return s.Institutions.EditProgramme(r.Context(), r.actor, n, f.version()) })
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if p, err = s.programmeWith(r, p.ID); err != nil { // as it is now
			return err
		}
		return s.programmeStale(w, r, p, f, n)
	case err != nil:
		return err
	case !saved:
		return render(w, r, http.StatusUnprocessableEntity, programmeTyped(s.programmeEditPage(w, r, p, f.state(r.URL.Path)), f))
	}
	return s.seeOther(w, r, programmeHref(n.Slug, ""), "programme.said.saved")
}

// programmeUnder is the programme that the form changes. The address may have
// been changed by the same form a moment ago, so its id decides.
func (s *Server) programmeUnder(r *request, f *form) (institution.Programme, error) {
	p, err := s.programmeOf(r)
	if domain.KindOf(err) != domain.KindNotFound {
		return p, err
	}
	return s.programmeWith(r, formID[domain.ProgrammeID](f))
}

func (s *Server) programmeStale(w http.ResponseWriter, r *request, p institution.Programme, f *form, n institution.NewProgramme) error {
	differ := differing([]kit.Difference{
		{Name: r.print.T("programme.edit.name"), Mine: n.Title, Theirs: p.Title},
		{Name: r.print.T("programme.edit.slug"), Mine: n.Slug, Theirs: p.Slug},
		{Name: r.print.T("programme.edit.started"), Mine: moment(r, n.Started), Theirs: moment(r, p.Started)},
	})
	if len(differ) == 0 {
		return s.seeOther(w, r, programmeHref(p.Slug, ""), "programme.said.saved")
	}
	e := programmeTyped(s.programmeEditPage(w, r, p, f.state(programmeHref(p.Slug, "/edit"))), f)
	e.Form.Version, e.Stale = p.Version, differ
	return render(w, r, http.StatusConflict, e)
}

// moneyTyped is an amount as it stands in a form: 150 or 12,50.
func moneyTyped(g domain.Grosze) string {
	s := strconv.FormatInt(int64(g/100), 10)
	if rest := strconv.FormatInt(int64(g%100), 10); rest != "0" {
		s += "," + strings.Repeat("0", 2-len(rest)) + rest
	}
	return s
}
