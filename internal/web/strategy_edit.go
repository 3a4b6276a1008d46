package web

import (
	"net/http"
	"strconv"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/web/kit"
	page "krag/internal/web/page/record"
)

func (s *Server) strategyNewShow(w http.ResponseWriter, r *request) error {
	p, err := s.programmeOf(r)
	if err != nil {
		return err
	}
	return s.strategyPage(w, r, http.StatusOK, p, page.Strategy{Form: newForm(r.URL.Path)})
}

// strategyPage shows the form of a strategy with the programme's files.
func (s *Server) strategyPage(w http.ResponseWriter, r *request, status int, p institution.Programme, one page.Strategy) error {
	files, err := s.Institutions.Attachments(r.Context(), r.actor, p.ID)
	if err != nil {
		return err
	}
	title := r.print.T("strategy.edit.new")
	if one.Delete != nil {
		title = r.print.T("strategy.edit.title")
	}
	one.Page = s.recordFrame(w, r, p, title)
	one.Flawed = one.Form.Flawed()
	options := []kit.Option{{Label: r.print.T("strategy.no_file")}}
	for _, f := range files {
		options = append(options, kit.Option{Value: f.ID.String(), Label: f.Name})
	}
	one.Files = kit.Choose(options, one.Typed.File)
	return render(w, r, status, one)
}

// recordFrame is the frame of a page that writes a part of a record.
func (s *Server) recordFrame(w http.ResponseWriter, r *request, p institution.Programme, title string) kit.Page {
	frame := s.programmeFrame(w, r, p, title)
	frame.Crumbs = append(frame.Crumbs, kit.Link{Text: r.print.T("programme.record.title"), Href: programmeHref(p.Slug, "/record")})
	return frame
}

// recordHref is a part of a programme's record.
func recordHref(p institution.Programme, part institution.Section) string {
	return programmeHref(p.Slug, "/record#"+string(part))
}

func strategyTyped(f *form) page.TypedStrategy {
	return page.TypedStrategy{Title: f.text("title"), From: f.text("from"), To: f.text("to"), Note: f.text("note"), File: f.text("attachment")}
}

func strategyForm(f *form) institution.NewStrategy {
	return institution.NewStrategy{
		Title: f.text("title"), From: f.year("from"), To: f.year("to"), Note: f.text("note"),
		Attachment: fieldID[domain.AttachmentID](f, "attachment"),
	}
}

// year reads a year that may be left empty. What is no number is taken for one
// that cannot be, so that the check says what is wanted.
func (f *form) year(name string) int {
	if f.text(name) == "" {
		return 0
	}
	if n, err := strconv.Atoi(f.text(name)); err == nil && n > 0 {
		return n
	}
	return -1
}

func (s *Server) strategyNew(w http.ResponseWriter, r *request) error {
	p, err := s.programmeOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := strategyForm(f)
	n.ID, n.Programme = formID[domain.StrategyID](f), p.ID
	made, err := f.save(n.Check(), func() error { return s.Institutions.AddStrategy(r.Context(), r.actor, n) })
	if err != nil {
		return err
	}
	if !made {
		return s.strategyPage(w, r, http.StatusUnprocessableEntity, p, page.Strategy{Form: f.state(r.URL.Path), Typed: strategyTyped(f)})
	}
	return s.seeOther(w, r, recordHref(p, institution.PartStrategy), "strategy.said.saved")
}

// strategyOf is the strategy that the address names, with its programme.
func (s *Server) strategyOf(r *request) (one institution.Strategy, p institution.Programme, err error) {
	id, err := pathID[domain.StrategyID](r, "id")
	if err != nil {
		return one, p, err
	}
	if one, err = s.Institutions.Strategy(r.Context(), r.actor, id); err != nil {
		return one, p, err
	}
	p, err = s.programmeWith(r, one.Programme)
	return one, p, err
}

func (s *Server) strategyEditShow(w http.ResponseWriter, r *request) error {
	one, p, err := s.strategyOf(r)
	if err != nil {
		return err
	}
	return s.strategyPage(w, r, http.StatusOK, p, page.Strategy{
		Form: editForm(r.URL.Path, one.ID.UUID, one.Version), Typed: strategyStored(one), Delete: strategyRemoval(r, one),
	})
}

func strategyStored(one institution.Strategy) page.TypedStrategy {
	t := page.TypedStrategy{Title: one.Title, From: yearTyped(one.From), To: yearTyped(one.To), Note: one.Note}
	if !one.Attachment.IsZero() {
		t.File = one.Attachment.String()
	}
	return t
}

func yearTyped(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}

func strategyRemoval(r *request, one institution.Strategy) *kit.Link {
	return &kit.Link{Text: r.print.T("strategy.delete.link"), Href: "/strategies/" + one.ID.String() + "/delete", Danger: true}
}

func (s *Server) strategyEdit(w http.ResponseWriter, r *request) error {
	one, p, err := s.strategyOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := strategyForm(f)
	n.ID, n.Programme = one.ID, one.Programme
	saved, err := f.save(n.Check(), func() error { return s.Institutions.EditStrategy(r.Context(), r.actor, n, f.version()) })
	again := page.Strategy{Form: f.state(r.URL.Path), Typed: strategyTyped(f), Delete: strategyRemoval(r, one)}
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if one, p, err = s.strategyOf(r); err != nil { // as it is now
			return err
		}
		if again.Stale = strategyDiffers(r, n, one); len(again.Stale) > 0 {
			again.Form.Version = one.Version
			return s.strategyPage(w, r, http.StatusConflict, p, again)
		}
	case err != nil:
		return err
	case !saved:
		return s.strategyPage(w, r, http.StatusUnprocessableEntity, p, again)
	}
	return s.seeOther(w, r, recordHref(p, institution.PartStrategy), "strategy.said.saved")
}

func strategyDiffers(r *request, n institution.NewStrategy, one institution.Strategy) []kit.Difference {
	t := r.print.T
	differ := differing([]kit.Difference{
		{Name: t("strategy.field.title"), Mine: n.Title, Theirs: one.Title},
		{Name: t("strategy.field.years"), Mine: orDash(years(n.From, n.To)), Theirs: orDash(years(one.From, one.To))},
		{Name: t("strategy.field.note"), Mine: orDash(n.Note), Theirs: orDash(one.Note)},
	})
	if n.Attachment != one.Attachment {
		differ = append(differ, kit.Difference{Name: t("strategy.field.file"), Mine: t("strategy.file_chosen"), Theirs: t("strategy.file_other")})
	}
	return differ
}

// years words from when until when, as far as it is known: "2005–2013".
func years(from, to int) string {
	switch {
	case from == to || to == 0:
		return yearTyped(from)
	case from == 0:
		return "–" + yearTyped(to)
	}
	return yearTyped(from) + "–" + yearTyped(to)
}
