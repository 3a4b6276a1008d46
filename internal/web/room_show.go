package web

import (
	"net/http"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/room"
)

// roomShow says what a room is like. Of one that another institution lends only
// its terms are known.
func (s *Server) roomShow(w http.ResponseWriter, r *request) error {
	m, b, err := s.roomOf(r)
	if domain.KindOf(err) == domain.KindNotFound {
		return s.roomLentShow(w, r)
	}
	if err != nil {
		return err
	}
	p := s.roomPage(w, r, m.Resource)
	p.Over, p.Ways, p.Rules = b.Name, append(paragraphs(b.Directions), paragraphs(m.Directions)...), paragraphs(m.Rules)
	p.Terms = slices.DeleteFunc(append([]kit.Term{
		{Name: r.print.T("room.show.where"), Text: houseLead(r, b)},
		{Name: r.print.T("room.field.floor"), Text: m.Floor},
		{Name: r.print.T("room.field.layout"), Text: m.Layout},
		{Name: r.print.T("room.field.in_place"), Text: strings.Join(m.InPlace, ", ")},
	}, p.Terms...), func(t kit.Term) bool { return t.Text == "" && t.Body == nil })
	if m.Photo {
		p.Photo, p.PhotoSays = roomPath(m.ID)+"/photo", m.PhotoSays
	}
	if s.policy.May(r.actor, room.ActEdit) {
		p.Links = roomLinks(r, m)
	}
	p.Links = append(p.Links, kit.Link{Text: r.print.T("agreement.list.title"), Href: roomPath(m.ID) + "/agreements"})
	return render(w, r, http.StatusOK, p)
}

func (s *Server) roomLentShow(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.ResourceID](r, "id")
	if err != nil {
		return err
	}
	lent, err := s.Rooms.LentRoom(r.Context(), r.actor, id)
	if err != nil {
		return err
	}
	p := s.roomPage(w, r, lent.Resource)
	p.Over = lent.Building
	p.Terms = append([]kit.Term{{Name: r.print.T("room.show.from"), Text: lent.From}}, p.Terms...)
	return render(w, r, http.StatusOK, p)
}

// roomPage is what every booker of a room has to know.
func (s *Server) roomPage(w http.ResponseWriter, r *request, m room.Resource) page.Show {
	p := page.Show{Page: s.roomFrame(w, r, m.Name), Name: m.Name, Lead: r.print.N("room.for_people", m.Capacity), Terms: termsOf(r, m.Terms)}
	for _, a := range m.Access {
		p.Access = append(p.Access, kit.Fact{Done: true, Text: r.print.T(i18n.Key("room.access", string(a)))})
	}
	p.Lacks = lacksWords(r, m.Access)
	p.Closures = s.closuresOf(r, m)
	switch {
	case !m.RetiredAt.IsZero():
		p.Notices = append(p.Notices, kit.Notice{Text: r.print.T("room.show.retired")})
	case s.policy.May(r.actor, room.ActBook) && (m.ForGroups || r.actor.Staff()):
		p.Book = &kit.Link{Text: r.print.T("room.show.book"), Href: "/bookings/new?room=" + m.ID.String()}
	}
	return p
}

// lacksWords say what a room does not have, empty when it has everything.
func lacksWords(r *request, access []room.Access) string {
	lacks := slices.DeleteFunc(slices.Clone(room.AllAccess), func(a room.Access) bool { return slices.Contains(access, a) })
	if len(lacks) == 0 {
		return ""
	}
	return r.print.T("room.show.lacks", "what", accessWords(r, lacks))
}

// termsOf are hours and limits, as far as there are any.
func termsOf(r *request, t room.Terms) []kit.Term {
	say := r.print
	terms := []kit.Term{{Name: say.T("room.show.hours"), Body: page.Lines(openingWords(r, room.Opening{Hours: t.Hours, Seasons: t.Seasons, Holidays: t.Holidays}))}}
	for _, c := range []struct {
		there bool
		name  string
		text  func() string
	}{
		{t.Before > 0, "room.show.before", func() string { return say.N("room.minutes", t.Before) }},
		{t.After > 0, "room.show.after", func() string { return say.N("room.minutes", t.After) }},
		{t.Ahead > 0, "room.show.ahead", func() string { return say.N("room.days", t.Ahead) }},
		{t.PerWeek > 0, "room.show.per_week", func() string { return say.N("room.minutes", t.PerWeek) }},
		{t.Approval, "room.show.approval", func() string { return say.T("room.show.approval_needed") }},
		{!t.ForGroups, "room.show.for_whom", func() string { return say.T("room.show.staff_only") }},
	} {
		if c.there {
			terms = append(terms, kit.Term{Name: say.T(c.name), Text: c.text()})
		}
	}
	return terms
}

// closuresOf are those of a room that are not over, with the way to take an own
// one back.
func (s *Server) closuresOf(r *request, m room.Resource) (lines []kit.DateLine) {
	for _, c := range m.Closures {
		if c.End().Before(s.now()) {
			continue
		}
		l := kit.DateLine{Day: closureWords(r, c.Interval), Text: orDash(c.Reason)}
		if m.Own(r.actor.Scope) && s.policy.May(r.actor, room.ActEdit) {
			l.Link = &kit.Link{Text: r.print.T("room.closure.delete.link"), Href: roomPath(m.ID) + "/closures/" + c.ID.String() + "/delete", Of: l.Day}
		}
		lines = append(lines, l)
	}
	return lines
}

func roomLinks(r *request, m room.Room) (links []kit.Link) {
	add := func(key, path string) {
		links = append(links, kit.Link{Text: r.print.T(key), Href: roomPath(m.ID) + path})
	}
	add("room.edit.link", "/edit")
	add("room.hours.link", "/hours")
	add("room.closure.link", "/closures/new")
	add("room_import.link", "/import")
	add("room.share.link", "/shares")
	if !m.Photo {
		add("room.photo.add", "/photo/edit")
	} else {
		add("room.photo.link", "/photo/edit")
		add("room.photo.delete.link", "/photo/delete")
	}
	if m.RetiredAt.IsZero() {
		add("room.retire.link", "/retire")
	} else {
		add("room.lend.link", "/lend")
	}
	return links
}

// paragraphs are the lines of a text.
func paragraphs(text string) (lines []string) {
	for l := range strings.Lines(text) {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}
