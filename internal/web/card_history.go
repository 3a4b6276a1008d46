package web

import (
	"net/http"
	"strconv"

	"krag/internal/document"
	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/web/kit"
	page "krag/internal/web/page/card"
)

// cardHistory is the versions of a section: the newest against the one before,
// or against the one that was chosen.
func (s *Server) cardHistory(w http.ResponseWriter, r *request) error {
	v, err := s.writingOf(r)
	if err != nil {
		return err
	}
	versions, err := s.Cards.History(r.Context(), r.actor, v.Card.ID, v.section, v.lang)
	if err != nil {
		return err
	}
	p := s.cardFrame(w, r, v.Preview, r.print.T("card.history.title"))
	h := page.History{Page: p, Name: v.name, Lead: r.print.T("card.history.lead")}
	for _, one := range versions {
		no := strconv.Itoa(one.No)
		line := kit.DateLine{Day: s.instant(r, one.At), Text: r.print.T("card.history.version", "no", one.No)}
		if one.No < len(versions) {
			line.Link = &kit.Link{Text: r.print.T("card.history.compare"), Href: r.URL.Path + "?in=" + string(v.lang) + "&with=" + no + "#compared", Of: line.Text}
		}
		h.Versions = append(h.Versions, line)
	}
	h.Parts, h.None = comparedVersions(r, versions)
	return render(w, r, http.StatusOK, h)
}

func comparedVersions(r *request, versions []publish.Written) (parts []page.Compared, none string) {
	if len(versions) < 2 {
		return nil, r.print.T("card.history.one")
	}
	with := versions[1]
	for _, one := range versions[1:] {
		if strconv.Itoa(one.No) == r.FormValue("with") {
			with = one
		}
	}
	title := r.print.T("card.history.between", "from", with.No, "to", versions[0].No)
	return []page.Compared{{Title: title, Runs: publish.Compare(with.Text, versions[0].Text)}}, ""
}

// cardEdition compares an edition with the one before it, section by section.
func (s *Server) cardEdition(w http.ResponseWriter, r *request) error {
	p, err := s.cardOf(r)
	if err != nil {
		return err
	}
	at := len(p.Before) // of the edition, counted from the newest
	for i, b := range p.Before {
		if strconv.Itoa(b.No) == r.PathValue("no") {
			at = i
		}
	}
	if at == len(p.Before) {
		return notFound()
	}
	edition := p.Before[at]
	h := page.History{
		Page: s.cardFrame(w, r, p, r.print.T("card.history.edition")), Name: r.print.T("card.show.edition", "no", edition.No),
		Lead: r.print.T("card.history.published", "day", domain.DateOf(edition.At, r.zone)),
	}
	lang := p.Drafted.Edition.Lang
	if at+1 < len(p.Before) {
		h.Parts = comparedEditions(p.Before[at+1].Editions[lang], edition.Editions[lang])
	}
	switch {
	case at+1 == len(p.Before):
		h.None = r.print.T("card.history.first")
	case len(h.Parts) == 0:
		h.None = r.print.T("card.history.same")
	}
	return render(w, r, http.StatusOK, h)
}

// resultLine words a result as the card does.
func resultLine(in publish.Lang) func(publish.Lang, publish.Result) string {
	return func(of publish.Lang, r publish.Result) string { return document.WordsOf(in, of).Line(r) }
}

// comparedEditions shows the sections in which two editions differ.
func comparedEditions(before, after publish.Edition) (parts []page.Compared) {
	earlier := map[string]string{}
	for _, part := range before.Parts {
		for _, s := range part.Sections {
			earlier[s.Key] = s.Lines(resultLine(before.Lang))
		}
	}
	if before.Title != after.Title || before.Lead != after.Lead {
		parts = append(parts, page.Compared{Runs: publish.Compare(before.Title+"\n"+before.Lead, after.Title+"\n"+after.Lead)})
	}
	for _, part := range after.Parts {
		for _, s := range part.Sections {
			if now := s.Lines(resultLine(after.Lang)); now != earlier[s.Key] {
				parts = append(parts, page.Compared{Title: s.Title, Runs: publish.Compare(earlier[s.Key], now)})
			}
			delete(earlier, s.Key)
		}
	}
	for _, part := range before.Parts {
		for _, s := range part.Sections {
			if gone, left := earlier[s.Key]; left {
				parts = append(parts, page.Compared{Title: s.Title, Runs: publish.Compare(gone, "")})
			}
		}
	}
	return parts
}
