package web

import (
	"net/http"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/record"
)

// freeLines are how many empty lines a list offers below what it has.
const freeLines = 3

// listed reads the lines of a list as they were typed.
func (f *form) listed() (lines []page.Line) {
	for i := 0; ; i++ {
		name := institution.Numbered("name", i)
		if !f.Has(name) || i > 200 {
			return lines
		}
		lines = append(lines, page.Line{
			Name: f.text(name), Kind: f.text(institution.Numbered("kind", i)), Gives: f.text(institution.Numbered("gives", i)),
		})
	}
}

// withFree adds the empty lines.
func withFree(lines []page.Line) []page.Line { return append(lines, make([]page.Line, freeLines)...) }

func partnerLines(partners []institution.Partner) (lines []page.Line) {
	for _, p := range partners {
		lines = append(lines, page.Line{Name: p.Name, Kind: string(p.Kind)})
	}
	return lines
}

func partnersOf(lines []page.Line) (partners []institution.Partner) {
	for _, l := range lines {
		partners = append(partners, institution.Partner{Name: l.Name, Kind: institution.PartnerKind(l.Kind)})
	}
	return partners
}

func (s *Server) partnerEditShow(w http.ResponseWriter, r *request) error {
	d, err := s.Institutions.Dossier(r.Context(), r.actor, r.PathValue("slug"))
	if err != nil {
		return err
	}
	l := page.Listed{Form: editForm(r.URL.Path, d.ID.UUID, d.Version), Lines: withFree(partnerLines(d.Partners))}
	return s.partnerPage(w, r, http.StatusOK, d.Programme, l)
}

func (s *Server) partnerPage(w http.ResponseWriter, r *request, status int, p institution.Programme, l page.Listed) error {
	l.Page = s.recordFrame(w, r, p, r.print.T("partner.edit.title"))
	l.Flawed, l.Lead, l.Save = l.Form.Flawed(), r.print.T("partner.edit.lead"), r.print.T("partner.edit.save")
	return render(w, r, status, l)
}

func (s *Server) partnerEdit(w http.ResponseWriter, r *request) error {
	d, err := s.Institutions.Dossier(r.Context(), r.actor, r.PathValue("slug"))
	if err != nil {
		return err
	}
	f := r.form()
	lines := f.listed()
	saved, err := f.save(nil, func() error {
		return s.Institutions.EditPartners(r.Context(), r.actor, d.ID, f.version(), partnersOf(lines))
	})
	again := page.Listed{Form: f.state(r.URL.Path), Lines: lines}
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if d, err = s.Institutions.Dossier(r.Context(), r.actor, d.Slug); err != nil { // as it is now
			return err
		}
		if mine, theirs := said(r, lines), said(r, partnerLines(d.Partners)); mine != theirs {
			again.Form.Version = d.Version
			again.Stale = []kit.Difference{{Name: r.print.T("partner.edit.title"), Mine: orDash(mine), Theirs: orDash(theirs)}}
			return s.partnerPage(w, r, http.StatusConflict, d.Programme, again)
		}
	case err != nil:
		return err
	case !saved:
		return s.partnerPage(w, r, http.StatusUnprocessableEntity, d.Programme, again)
	}
	return s.seeOther(w, r, recordHref(d.Programme, institution.PartPartners), "partner.said.saved")
}

// said words a list in a line, to compare two of them.
func said(r *request, lines []page.Line) string {
	var all []string
	for _, l := range lines {
		if l.Name != "" {
			all = append(all, lineWords(r, l))
		}
	}
	return strings.Join(all, " · ")
}

// tells reports whether a name says by itself what it is: "Sąd Rodzinny" is a
// court. Languages bend the ends of words, so their beginnings are compared.
func tells(name, kind string) bool {
	letters := []rune(strings.ToLower(kind))
	return strings.Contains(strings.ToLower(name), string(letters[:min(5, len(letters))]))
}

// lineWords says one of a list: who, what they are, and what they give.
func lineWords(r *request, l page.Line) string {
	words := []string{l.Name}
	if l.Kind != "" && r.print.Has(i18n.Key("partner.kinds", l.Kind)) {
		if kind := r.print.T(i18n.Key("partner.kinds", l.Kind)); !tells(l.Name, kind) {
			words = append(words, kind)
		}
	}
	return strings.Join(slices.DeleteFunc(append(words, l.Gives), func(s string) bool { return s == "" }), " – ")
}
