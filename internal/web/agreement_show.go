package web

import (
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"krag/internal/document"
	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/equipment"
)

// agreementOf is the agreement that the address names, with its room.
func (s *Server) agreementOf(r *request) (m room.Room, g room.Agreement, err error) {
	if m, _, err = s.roomOf(r); err != nil {
		return m, g, err
	}
	id, err := pathID[domain.AgreementID](r, "agreement")
	if err != nil {
		return m, g, err
	}
	if g, err = s.Rooms.Agreement(r.Context(), r.actor, id); err == nil && g.Room != m.ID {
		err = notFound()
	}
	return m, g, err
}

func (s *Server) agreementList(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	all, err := s.Rooms.Agreements(r.Context(), r.actor, m.ID)
	if err != nil {
		return err
	}
	t := r.print.T
	v := page.Show{Page: s.inRoom(w, r, m.Resource, "agreement.list.title"), Over: m.Name, Heading: t("agreement.list.title"), Lead: t("agreement.list.lead")}
	add := &kit.Link{Text: t("agreement.list.add"), Href: roomPath(m.ID) + "/agreements/new"}
	edits := s.policy.May(r.actor, room.ActAgreementEdit)
	switch {
	case len(all) == 0 && edits:
		v.Empty = &kit.Empty{Text: t("agreement.list.none"), Action: add}
	case len(all) == 0:
		v.Empty = &kit.Empty{Text: t("agreement.list.none_yours")}
	default:
		v.List = kit.Grid(agreementTable(r, all))
		if edits {
			v.Main = add
		}
	}
	return render(w, r, http.StatusOK, v)
}

func agreementTable(r *request, all []room.Agreement) kit.Table {
	t := r.print.T
	table := kit.Table{Caption: t("agreement.list.title"), Quiet: true, Columns: []kit.Column{
		{Head: t("agreement.table.group")}, {Head: t("agreement.field.when")}, {Head: t("agreement.table.state")},
	}}
	for _, g := range all {
		what := g.Neutral + ", " + t("agreement.version", "n", g.No)
		table.Rows = append(table.Rows, []kit.Cell{{Text: what, Href: agreementPath(g)}, {Text: g.When}, {Text: paperOf(r, g).State()}})
	}
	return table
}

// paperOf is the agreement as a document.
func paperOf(r *request, g room.Agreement) document.Agreement {
	return document.Agreement{Of: g, House: r.session.House.Name, Print: r.print, Made: g.MadeAt}
}

func (s *Server) agreementShow(w http.ResponseWriter, r *request) error {
	m, g, err := s.agreementOf(r)
	if err != nil {
		return err
	}
	t, paper := r.print.T, paperOf(r, g)
	v := page.Show{Page: s.inRoom(w, r, m.Resource, "agreement.show.title"), Over: t("agreement.version", "n", g.No), Heading: t("agreement.title", "room", g.RoomName)}
	v.Crumbs = append(v.Crumbs, kit.Link{Text: t("agreement.list.title"), Href: roomPath(m.ID) + "/agreements"})
	v.Lead = t("agreement.between", "house", r.session.House.Name, "group", g.Neutral)
	v.First = kit.Rows(agreementTerms(r, g, paper))
	v.Parts = []page.Part{
		{ID: "duties", Title: t("agreement.part.duties"), Body: kit.Points(g.Duties)},
		{ID: "end", Title: t("agreement.part.end"), Body: page.Lines([]string{paper.Notice(), t("agreement.no_charge")})},
	}
	s.agreementActs(r, g, &v)
	return render(w, r, http.StatusOK, v)
}

func agreementTerms(r *request, g room.Agreement, paper document.Agreement) []kit.Term {
	t := r.print.T
	to := t("agreement.until_notice")
	if !g.To.IsZero() {
		to = r.print.Date(g.To)
	}
	terms := []kit.Term{
		{Name: t("agreement.table.state"), Text: paper.State()},
		{Name: t("agreement.field.when"), Text: g.When},
		{Name: t("agreement.field.from"), Text: r.print.Date(g.From)},
		{Name: t("agreement.field.to"), Text: to},
		{Name: t("agreement.field.key"), Text: g.KeyName},
		{Name: t("agreement.field.contact"), Text: g.Contact},
	}
	return slices.DeleteFunc(terms, func(t kit.Term) bool { return t.Text == "" })
}

// agreementActs are what can be done now: by the host to accept a draft, by the
// staff to change it, to note a signature, and to end what is in force.
func (s *Server) agreementActs(r *request, g room.Agreement, v *page.Show) {
	t, edits := r.print.T, s.policy.May(r.actor, room.ActAgreementEdit)
	link := func(key, path string) kit.Link { return kit.Link{Text: t(key), Href: agreementPath(g) + path} }
	v.Links = []kit.Link{link("agreement.file.pdf", "/file?form=pdf"), link("agreement.file.docx", "/file?form=docx")}
	switch {
	case g.State == room.AgreementDraft && edits:
		signed := link("agreement.signed.link", "/signed")
		v.Main, v.More = &signed, []kit.Link{link("agreement.edit.link", "/edit")}
	case g.State == room.AgreementDraft:
		v.Do = &page.Do{Form: editForm(agreementPath(g)+"/accept", g.ID.UUID, g.Version), Button: t("agreement.accept.button")}
	case g.State == room.AgreementAccepted && edits:
		v.More = []kit.Link{{Text: t("agreement.renew"), Href: roomPath(g.Room) + "/agreements/new?group=" + g.Group.String()}}
		end := link("agreement.end.link", "/end")
		end.Danger = true
		v.Links = append(v.Links, end)
	}
}

// agreementFile is the agreement on paper.
func (s *Server) agreementFile(w http.ResponseWriter, r *request) error {
	_, g, err := s.agreementOf(r)
	if err != nil {
		return err
	}
	form := r.FormValue("form")
	kind, body, err := paperOf(r, g).As(form)
	if err != nil {
		return err
	}
	return download(w, kind, "umowa-"+g.ID.String()[:8]+"."+form, body)
}

// agreementAccept is a host's yes, to what was on the page.
func (s *Server) agreementAccept(w http.ResponseWriter, r *request) error {
	_, g, err := s.agreementOf(r)
	if err != nil {
		return err
	}
	err = s.Rooms.AcceptAgreement(r.Context(), r.actor, g.ID, r.form().version(), s.today(r), false)
	if domain.KindOf(err) == domain.KindStale {
		return s.seeOther(w, r, agreementPath(g), "agreement.said.changed")
	}
	if err != nil {
		return err
	}
	return s.seeOther(w, r, agreementPath(g), "agreement.said.accepted")
}

func (s *Server) agreementSignedShow(w http.ResponseWriter, r *request) error {
	return s.agreementDayShow(w, r, "signed", 0)
}

func (s *Server) agreementSigned(w http.ResponseWriter, r *request) error {
	return s.agreementDay(w, r, "signed", func(g room.Agreement, version int64, on domain.Date) error {
		return s.Rooms.AcceptAgreement(r.Context(), r.actor, g.ID, version, on, true)
	})
}

func (s *Server) agreementEndShow(w http.ResponseWriter, r *request) error {
	return s.agreementDayShow(w, r, "end", 1)
}

func (s *Server) agreementEnd(w http.ResponseWriter, r *request) error {
	return s.agreementDay(w, r, "end", func(g room.Agreement, version int64, on domain.Date) error {
		return s.Rooms.EndAgreement(r.Context(), r.actor, g.ID, version, on)
	})
}

// agreementDayShow asks for a day: today, or so many times the notice later.
func (s *Server) agreementDayShow(w http.ResponseWriter, r *request, act string, notices int) error {
	m, g, err := s.agreementOf(r)
	if err != nil {
		return err
	}
	on := kit.DateField{}.On(s.today(r).AddDays(notices * g.Notice))
	return s.agreementDayPage(w, r, http.StatusOK, m, g, act, editForm(r.URL.Path, g.ID.UUID, g.Version), on)
}

func (s *Server) agreementDayPage(w http.ResponseWriter, r *request, status int, m room.Room, g room.Agreement, act string, f kit.Form, on kit.DateField) error {
	t := r.print.T
	p := s.inRoom(w, r, m.Resource, i18n.Key("agreement.day_title", act))
	p.Crumbs = append(p.Crumbs, kit.Link{Text: t("agreement.title", "room", g.RoomName), Href: agreementPath(g)})
	on.Name, on.Label, on.Error = "on", t(i18n.Key("agreement.day_on", act)), f.Error("on")
	a := page.Ask{
		Page: p, Form: f, Over: g.Neutral, Lead: t(i18n.Key("agreement.day_lead", act)), Button: t(i18n.Key("agreement.day_save", act)), Danger: act == "end",
		Fields: []templ.Component{kit.DateInput(on)},
	}
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

func (s *Server) agreementDay(w http.ResponseWriter, r *request, act string, do func(room.Agreement, int64, domain.Date) error) error {
	m, g, err := s.agreementOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	on := f.date("on")
	if on.IsZero() || act == "signed" && s.today(r).Before(on) {
		f.note("on", domain.Invalid("key.on.range"))
	}
	done, err := f.save(nil, func() error { return do(g, f.version(), on) })
	if domain.KindOf(err) == domain.KindStale {
		return s.seeOther(w, r, agreementPath(g), "agreement.said.changed")
	}
	if err != nil {
		return err
	}
	if !done {
		return s.agreementDayPage(w, r, http.StatusUnprocessableEntity, m, g, act, f.state(r.URL.Path), kit.DateField{Name: "on"}.Typed(f.Values))
	}
	return s.seeOther(w, r, agreementPath(g), i18n.Key("agreement.said", act))
}
