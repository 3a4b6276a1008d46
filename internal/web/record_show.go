package web

import (
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"krag/internal/domain/institution"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/programme"
)

// recordShow is what a programme says about itself, to read and to print.
func (s *Server) recordShow(w http.ResponseWriter, r *request) error {
	d, err := s.Institutions.Dossier(r.Context(), r.actor, r.PathValue("slug"))
	if err != nil {
		return err
	}
	frame := s.programmeFrame(w, r, d.Programme, r.print.T("programme.record.title"))
	frame.Printed = r.print.T("programme.record.printed", "title", d.Title, "day", s.today(r))
	show := page.Record{Page: frame}
	mayEdit := s.policy.May(r.actor, institution.ActProgrammeEdit)
	for _, part := range institution.Parts {
		section := s.recordSection(r, d, part, mayEdit)
		switch {
		case len(section.Items) > 0 || section.Body != nil:
			show.Sections = append(show.Sections, section)
		case mayEdit:
			show.Missing = append(show.Missing, kit.Link{Text: section.Title, Href: partHref(d.Programme, part)})
		}
	}
	return render(w, r, http.StatusOK, show)
}

// recordSection is one part of a record: lines, or what has a form of its own.
func (s *Server) recordSection(r *request, d institution.Dossier, part institution.Section, mayEdit bool) page.Section {
	section := page.Section{ID: string(part), Title: sectionTitle(r, part), Items: d.Record[part], Body: s.recordBody(r, d, part, mayEdit)}
	if part == institution.PartPartners {
		for _, line := range partnerLines(d.Partners) {
			section.Items = append(section.Items, lineWords(r, line))
		}
	}
	if !mayEdit {
		return section
	}
	word := r.print.T("programme.record.change")
	if key := i18n.Key("programme.record.add", string(part)); r.print.Has(key) {
		word = r.print.T(key)
	}
	section.Edit = &kit.Link{Text: word, Href: partHref(d.Programme, part), Of: section.Title}
	return section
}

// partHref is where a part is written, or where more is added to it.
func partHref(p institution.Programme, part institution.Section) string {
	switch part {
	case institution.PartStrategy:
		return programmeHref(p.Slug, "/strategies/new")
	case institution.PartPremises:
		return programmeHref(p.Slug, "/premises/new")
	case institution.PartPartners:
		return programmeHref(p.Slug, "/partners")
	case institution.PartContact:
		return programmeHref(p.Slug, "/contact")
	case institution.PartFiles:
		return programmeHref(p.Slug, "/attachments/new")
	}
	return programmeHref(p.Slug, "/record/"+string(part))
}

// recordBody shows what is more than lines, nil for nothing.
func (s *Server) recordBody(r *request, d institution.Dossier, part institution.Section, mayEdit bool) templ.Component {
	switch {
	case part == institution.PartStrategy && len(d.Strategies) > 0:
		return page.Strategies(strategyBodies(r, d, mayEdit))
	case part == institution.PartPremises && len(d.Premises) > 0:
		return kit.Path(pathSteps(r, d.Premises, mayEdit))
	case part == institution.PartContact && !d.Contact.IsZero():
		return kit.Rows(contactTerms(r, d.Contact))
	case part == institution.PartFiles && len(d.Attachments) > 0:
		return kit.Grid(s.filesTable(r, d.Attachments))
	}
	return nil
}

func strategyBodies(r *request, d institution.Dossier, mayEdit bool) (all []page.Strategy) {
	for _, one := range d.Strategies {
		shown := page.Strategy{Title: one.Title, Years: years(one.From, one.To), Note: one.Note}
		at := slices.IndexFunc(d.Attachments, func(f institution.Attachment) bool { return f.ID == one.Attachment })
		if at >= 0 {
			shown.File = &kit.Link{Text: d.Attachments[at].Name, Href: attachmentPath(one.Attachment)}
			shown.FileLead = r.print.T("strategy.attached")
		}
		if mayEdit {
			shown.Edit = &kit.Link{Text: r.print.T("programme.record.change"), Href: "/strategies/" + one.ID.String() + "/edit", Of: one.Title}
		}
		all = append(all, shown)
	}
	return all
}

func pathSteps(r *request, steps []institution.PremisesStep, mayEdit bool) (all []kit.PathStep) {
	doubts := institution.Doubts(steps)
	for _, one := range steps {
		shown := kit.PathStep{Text: one.Text, When: stepTime(r, one)}
		if one.Kind != "" {
			shown.Kind = premisesKind(r, one.Kind)
		}
		if mayEdit {
			shown.Link = &kit.Link{Text: r.print.T("programme.record.change"), Href: "/premises/" + one.ID.String() + "/edit", Of: one.Text}
			if doubt := doubts[one.ID]; doubt != "" {
				shown.Doubt = r.print.T(i18n.Key("premises.doubts", string(doubt)))
			}
		}
		all = append(all, shown)
	}
	return all
}

// stepTime says when a step was: the source's words, the date, or both.
func stepTime(r *request, one institution.PremisesStep) string {
	on := moment(r, one.On)
	switch {
	case on == "":
		return one.When
	case one.When == "":
		return on
	}
	return one.When + " (" + on + ")"
}

func contactTerms(r *request, c institution.Contact) (terms []kit.Term) {
	add := func(key, text, href string) {
		switch {
		case text == "":
		case href == "":
			terms = append(terms, kit.Term{Name: r.print.T(key), Text: text})
		default:
			terms = append(terms, kit.Term{Name: r.print.T(key), Body: page.Outward(text, href)})
		}
	}
	add("contact.field.name", c.Name, "")
	add("contact.field.email", c.Email, "mailto:"+c.Email)
	add("contact.field.phone", c.Phone, "")
	add("contact.field.web", c.Web, c.Web)
	return terms
}

// filesTable lists files with what they are and who may have them.
func (s *Server) filesTable(r *request, files []institution.Attachment) kit.Table {
	t := kit.Table{Caption: sectionTitle(r, institution.PartFiles), Quiet: true, Columns: []kit.Column{
		{Head: r.print.T("attachment.table.file")}, {Head: r.print.T("attachment.fact.kind")}, {Head: r.print.T("attachment.fact.who")},
	}}
	for _, f := range files {
		t.Rows = append(t.Rows, []kit.Cell{page.FileCell(f.Name, attachmentPath(f.ID), f.About), {Text: fileKind(r, f)}, {Text: s.whoMayHave(r, f)}})
	}
	return t
}

func sectionTitle(r *request, section institution.Section) string {
	return r.print.T(i18n.Key("programme.sections", string(section)))
}
