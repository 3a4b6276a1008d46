package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/equipment"
)

// dutyKeys are the duties that a form offers, in their order.
var dutyKeys = []string{"lock", "windows", "lights", "tidy", "guests", "exit", "broken", "code"}

// usualNotice is how many days of notice a new form has.
const usualNotice = 14

// typedAgreement is an agreement as it stands in its form.
type typedAgreement struct {
	group, when, key, own, contact, notice string
	duties                                 []string // keys
	from, to                               kit.DateField
}

func (s *Server) agreementNewShow(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	typed := typedAgreement{
		group: r.FormValue("group"), notice: strconv.Itoa(usualNotice), contact: r.session.House.Name, duties: dutyKeys,
		from: kit.DateField{}.On(s.today(r)),
	}
	if id, err := domain.ParseID[domain.GroupID](typed.group); err == nil {
		if typed, err = s.agreementBegun(r, m.ID, id, typed); err != nil {
			return err
		}
	}
	return s.agreementForm(w, r, http.StatusOK, m, page.Ask{Form: newForm(r.URL.Path)}, typed, nil)
}

// agreementBegun fills a new version from what was agreed before, or else from
// the hours that the group has booked.
func (s *Server) agreementBegun(r *request, in domain.ResourceID, group domain.GroupID, typed typedAgreement) (typedAgreement, error) {
	all, err := s.Rooms.Agreements(r.Context(), r.actor, in)
	if err != nil {
		return typed, err
	}
	if i := slices.IndexFunc(all, func(g room.Agreement) bool { return g.Group == group }); i >= 0 {
		before := agreementStored(r, all[i])
		before.group, before.from, before.to = typed.group, typed.from, kit.DateField{}
		return before, nil
	}
	typed.when, err = s.whenWords(r, group, in)
	return typed, err
}

// whenWords are days and hours that a group has booked in a room.
func (s *Server) whenWords(r *request, group domain.GroupID, in domain.ResourceID) (string, error) {
	all, err := s.Rooms.InRoom(r.Context(), r.actor, group, in)
	var words []string
	for _, b := range all {
		if said := s.planWords(r, b, nil); said != "" && !slices.Contains(words, said) {
			words = append(words, said)
		}
	}
	return strings.Join(words, "; "), err
}

// agreementForm shows the form of a draft, or of a new one.
func (s *Server) agreementForm(w http.ResponseWriter, r *request, status int, m room.Room, a page.Ask, typed typedAgreement, of *room.Agreement) error {
	t, title := r.print.T, "agreement.edit.new"
	if of != nil {
		title = "agreement.edit.title"
	}
	a.Page, a.Over, a.Button = s.inRoom(w, r, m.Resource, title), m.Name, t("agreement.edit.save")
	a.Flawed = a.Form.Flawed()
	if of == nil {
		a.Lead = t("agreement.edit.lead")
		groups, err := s.Groups.Names(r.Context(), r.actor)
		if err != nil {
			return err
		}
		options := []kit.Option{{Label: t("key.choose")}}
		for _, g := range groups {
			options = append(options, kit.Option{Value: g.ID.String(), Label: g.Neutral})
		}
		a.Fields = append(a.Fields, kit.SelectInput(kit.Choice{Field: kit.Field{Name: "group", Label: t("key.field.group"), Error: a.Form.Error("group")}, Options: kit.Choose(options, typed.group)}))
	} else {
		a.Over = of.Neutral + " · " + m.Name
	}
	keys, _, err := s.Rooms.Keys(r.Context(), r.actor)
	if err != nil {
		return err
	}
	a.Fields = append(a.Fields, agreementFields(r, a.Form, typed, keys)...)
	return render(w, r, status, a)
}

func agreementFields(r *request, f kit.Form, typed typedAgreement, keys []room.Key) []templ.Component {
	t := r.print.T
	with := []kit.Option{{Label: t("agreement.no_key")}}
	for _, k := range keys {
		with = append(with, kit.Option{Value: k.ID.String(), Label: k.Name})
	}
	var duties []kit.Option
	for _, d := range dutyKeys {
		duties = append(duties, kit.Option{Value: d, Label: t(i18n.Key("agreement.duty", d))})
	}
	from, to := typed.from, typed.to
	from.Name, from.Label, from.Error = "from", t("agreement.field.from"), f.Error("from")
	to.Name, to.Label, to.Error, to.Hint = "to", t("agreement.field.to"), f.Error("to"), t("agreement.hint.to")
	return []templ.Component{
		kit.AreaInput(kit.Field{Name: "when", Label: t("agreement.field.when"), Hint: t("agreement.hint.when"), Value: typed.when, Error: f.Error("when"), Rows: 2, Max: 300}),
		kit.DateInput(from),
		kit.DateInput(to),
		kit.SelectInput(kit.Choice{Field: kit.Field{Name: "key", Label: t("agreement.field.key"), Error: f.Error("key")}, Options: kit.Choose(with, typed.key)}),
		kit.Checkboxes(kit.Choice{Field: kit.Field{Name: "duties", Label: t("agreement.field.duties"), Error: f.Error("duties")}, Options: kit.Choose(duties, typed.duties...)}),
		kit.AreaInput(kit.Field{Name: "own", Label: t("agreement.field.own"), Hint: t("agreement.hint.own"), Value: typed.own, Rows: 3, Optional: true}),
		kit.TextInput(kit.Field{Name: "contact", Label: t("agreement.field.contact"), Hint: t("agreement.hint.contact"), Value: typed.contact, Error: f.Error("contact"), Max: 300}),
		kit.NumberInput(kit.Field{Name: "notice", Label: t("agreement.field.notice"), Hint: t("agreement.hint.notice"), Value: typed.notice, Error: f.Error("notice")}),
	}
}

func agreementTyped(f *form) typedAgreement {
	return typedAgreement{
		group: f.text("group"), when: f.text("when"), key: f.text("key"), own: f.Get("own"), contact: f.text("contact"), notice: f.text("notice"),
		duties: f.Values["duties"], from: kit.DateField{Name: "from"}.Typed(f.Values), to: kit.DateField{Name: "to"}.Typed(f.Values),
	}
}

// agreementStored parts the duties into those that the form offers and own ones.
func agreementStored(r *request, g room.Agreement) typedAgreement {
	t := typedAgreement{
		when: g.When, contact: g.Contact, notice: strconv.Itoa(g.Notice),
		from: kit.DateField{}.On(g.From), to: kit.DateField{}.On(g.To),
	}
	if !g.Key.IsZero() {
		t.key = g.Key.String()
	}
	var own []string
	for _, d := range g.Duties {
		i := slices.IndexFunc(dutyKeys, func(k string) bool { return r.print.T(i18n.Key("agreement.duty", k)) == d })
		if i < 0 {
			own = append(own, d)
		} else {
			t.duties = append(t.duties, dutyKeys[i])
		}
	}
	t.own = strings.Join(own, "\n")
	return t
}

func agreementRead(f *form, g room.Agreement) room.Agreement {
	g.Key = fieldID[domain.KeyID](f, "key")
	g.AgreementTerms = room.AgreementTerms{
		When: f.text("when"), From: f.date("from"), To: f.date("to"), Contact: f.text("contact"), Notice: f.count("notice", 0, 365),
	}
	for _, d := range dutyKeys {
		if slices.Contains(f.Values["duties"], d) {
			g.Duties = append(g.Duties, f.r.print.T(i18n.Key("agreement.duty", d)))
		}
	}
	g.Duties = append(g.Duties, f.lines("own")...)
	return g
}

func (s *Server) agreementNew(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	g := agreementRead(f, room.Agreement{Room: m.ID, Group: fieldID[domain.GroupID](f, "group")})
	g.ID = formID[domain.AgreementID](f)
	made, err := f.save(g.Check(), func() error { return s.Rooms.DraftAgreement(r.Context(), r.actor, g) })
	if err != nil {
		return err
	}
	if !made {
		return s.agreementForm(w, r, http.StatusUnprocessableEntity, m, page.Ask{Form: f.state(r.URL.Path)}, agreementTyped(f), nil)
	}
	return s.seeOther(w, r, agreementPath(g), "agreement.said.saved")
}

func (s *Server) agreementEditShow(w http.ResponseWriter, r *request) error {
	m, g, err := s.agreementOf(r)
	if err != nil {
		return err
	}
	return s.agreementForm(w, r, http.StatusOK, m, page.Ask{Form: editForm(r.URL.Path, g.ID.UUID, g.Version)}, agreementStored(r, g), &g)
}

func (s *Server) agreementEdit(w http.ResponseWriter, r *request) error {
	m, now, err := s.agreementOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	g := agreementRead(f, now)
	g.Version = f.version()
	saved, err := f.save(g.Check(), func() error { return s.Rooms.EditAgreement(r.Context(), r.actor, g) })
	again := page.Ask{Form: f.state(r.URL.Path)}
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if _, now, err = s.agreementOf(r); err != nil { // as it is now
			return err
		}
		if again.Stale = agreementDiffers(r, g, now); len(again.Stale) > 0 {
			again.Form.Version = now.Version
			return s.agreementForm(w, r, http.StatusConflict, m, again, agreementTyped(f), &now)
		}
	case err != nil:
		return err
	case !saved:
		return s.agreementForm(w, r, http.StatusUnprocessableEntity, m, again, agreementTyped(f), &now)
	}
	return s.seeOther(w, r, agreementPath(g), "agreement.said.saved")
}

func agreementDiffers(r *request, mine, now room.Agreement) []kit.Difference {
	t := r.print.T
	day := func(d domain.Date) string {
		if d.IsZero() {
			return "–"
		}
		return r.print.Date(d)
	}
	differ := differing([]kit.Difference{
		{Name: t("agreement.field.when"), Mine: mine.When, Theirs: now.When},
		{Name: t("agreement.field.from"), Mine: day(mine.From), Theirs: day(now.From)},
		{Name: t("agreement.field.to"), Mine: day(mine.To), Theirs: day(now.To)},
		{Name: t("agreement.field.duties"), Mine: strings.Join(mine.Duties, " "), Theirs: strings.Join(now.Duties, " ")},
		{Name: t("agreement.field.contact"), Mine: mine.Contact, Theirs: now.Contact},
		{Name: t("agreement.field.notice"), Mine: r.print.Number(mine.Notice), Theirs: r.print.Number(now.Notice)},
	})
	if mine.Key != now.Key {
		differ = append(differ, kit.Difference{Name: t("agreement.field.key"), Mine: t("agreement.key_chosen"), Theirs: orDash(now.KeyName)})
	}
	return differ
}

func agreementPath(g room.Agreement) string {
	return roomPath(g.Room) + "/agreements/" + g.ID.String()
}
