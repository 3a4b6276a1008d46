package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/notify"
	"krag/internal/domain/person"
	"krag/internal/web/kit"
	page "krag/internal/web/page/person"
)

// personShow is one person: what they are called and which groups they are
// in. Of somebody who was forgotten nothing is shown but the day.
func (s *Server) personShow(w http.ResponseWriter, r *request) error {
	p, in, err := s.personOf(r)
	if err != nil {
		return err
	}
	f := s.personFrame(w, r, r.print.T("person.list.title"))
	if p.Forgotten() {
		return render(w, r, http.StatusOK, tombOf(r, f, p))
	}
	show := page.Show{Page: f, Name: name(r, p.Pseudonym), MadeUp: p.MadeUp, Table: belongingTable(r, in)}
	if s.policy.May(r.actor, notify.ActContactShow) {
		c, err := s.Contacts.OfPerson(r.Context(), r.actor, p.ID)
		if err != nil {
			return err
		}
		show.Safe = safeTerms(r, c, s.today(r))
		show.ToSafe = kit.Link{Text: r.print.T("safe_contact.person.link"), Href: personPath(p.ID) + "/contact"}
	}
	if s.policy.May(r.actor, notify.ActRecord) {
		show.Links = append(show.Links, kit.Link{Text: r.print.T("message.record.link"), Href: personPath(p.ID) + "/messages"})
	}
	if s.policy.May(r.actor, group.ActInterest) {
		show.Links = append(show.Links, kit.Link{Text: r.print.T("interest.person.link"), Href: "/interest/new?person=" + p.ID.String()})
	}
	if s.policy.May(r.actor, person.ActEdit) {
		show.Links = append(show.Links, kit.Link{Text: r.print.T("person.edit.link"), Href: personPath(p.ID) + "/edit"})
	}
	if s.policy.May(r.actor, person.ActForget) {
		show.Links = append(show.Links, kit.Link{Text: r.print.T("person.forget.link"), Href: personPath(p.ID) + "/forget", Danger: true})
	}
	return render(w, r, http.StatusOK, show)
}

func tombOf(r *request, f kit.Page, p person.Person) page.Tomb {
	f.Title = r.print.T("person.tomb.title")
	return page.Tomb{Page: f, On: r.print.T("person.tomb.on", "day", domain.DateOf(p.ForgottenAt, r.zone))}
}

func (s *Server) personOf(r *request) (p person.Person, in []person.Belonging, err error) {
	id, err := pathID[domain.PersonID](r, "id")
	if err != nil {
		return p, nil, err
	}
	return s.People.Show(r.Context(), r.actor, id)
}

// personFrame is the frame of a page about somebody: the title stays in the
// browser's history, so it names nobody.
func (s *Server) personFrame(w http.ResponseWriter, r *request, title string) kit.Page {
	p := s.frame(w, r, title)
	p.Here, p.Crumbs = "/people", []kit.Link{{Text: r.print.T("person.list.title"), Href: "/people"}}
	return p
}

func belongingTable(r *request, in []person.Belonging) kit.Table {
	t := kit.Table{Caption: r.print.T("person.show.groups"), Quiet: true, Columns: []kit.Column{
		{Head: r.print.T("person.show.group")}, {Head: r.print.T("person.show.joined")}, {Head: r.print.T("person.show.left")}, {Head: r.print.T("person.show.link")},
	}}
	for _, b := range in {
		left, link := r.print.T("person.show.now"), r.print.T("person.show.link_no")
		if !b.Left.IsZero() {
			left = r.print.Date(b.Left)
		}
		if b.HasLink {
			link = r.print.T("person.show.link_yes")
		}
		t.Rows = append(t.Rows, []kit.Cell{{Text: b.Name, Href: groupPath(b.Group)}, {Text: r.print.Date(b.Joined)}, {Text: left}, {Text: link}})
	}
	return t
}
