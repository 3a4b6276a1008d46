package web

import (
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/equipment"
)

// typedEquipment is a piece as it stands in its form.
type typedEquipment struct {
	kind, name, mark, amount, room, cost, fund string
	bookable                                   bool
	bought                                     kit.DateField
}

func (s *Server) equipmentNewShow(w http.ResponseWriter, r *request) error {
	return s.equipmentForm(w, r, http.StatusOK, page.Ask{Form: newForm(r.URL.Path)}, typedEquipment{kind: string(room.KindItem), bookable: true}, nil)
}

// equipmentForm shows the form of a piece that is there, or of a new one.
func (s *Server) equipmentForm(w http.ResponseWriter, r *request, status int, a page.Ask, typed typedEquipment, of *room.Equipment) error {
	rooms, _, err := s.Rooms.Rooms(r.Context(), r.actor)
	if err != nil {
		return err
	}
	sources, err := s.Rooms.Sources(r.Context(), r.actor)
	if err != nil {
		return err
	}
	t, title := r.print.T, "equipment.edit.new"
	if of != nil {
		title = "equipment.edit.title"
	}
	a.Page, a.Button = s.equipmentFrame(w, r, t(title)), t("equipment.edit.save")
	if a.Flawed = a.Form.Flawed(); of != nil {
		a.Crumbs = append(a.Crumbs, kit.Link{Text: of.Name, Href: equipmentPath(of.ID)})
	}
	a.Fields = equipmentFields(r, a.Form, typed, of == nil, roomOptions(r, rooms, typed.room), sourceOptions(r, sources, typed.fund))
	return render(w, r, status, a)
}

func equipmentFields(r *request, f kit.Form, typed typedEquipment, fresh bool, rooms, sources []kit.Option) []templ.Component {
	t := r.print.T
	amount := kit.NumberInput(kit.Field{Name: "amount", Label: t("equipment.field.amount"), Value: typed.amount, Error: f.Error("amount")})
	fields := []templ.Component{
		kit.TextInput(kit.Field{Name: "name", Label: t("equipment.field.name"), Hint: t("equipment.hint.name"), Value: typed.name, Error: f.Error("name"), Max: 80}),
	}
	if fresh {
		fields = append(fields, kit.Radios(kit.Choice{Field: kit.Field{Name: "kind", Label: t("equipment.field.kind"), Error: f.Error("kind")}, Options: kit.Choose([]kit.Option{
			{Value: string(room.KindItem), Label: t("equipment.kind.item"), Hint: t("equipment.kind.item_hint")},
			{Value: string(room.KindStock), Label: t("equipment.kind.stock"), Hint: t("equipment.kind.stock_hint"), Reveal: amount},
		}, typed.kind)}))
	} else if typed.kind == string(room.KindStock) {
		fields = append(fields, amount)
	}
	bought := typed.bought
	bought.Name, bought.Label, bought.Error = "bought", t("equipment.field.bought"), f.Error("bought")
	bought.Hint = t("equipment.hint.bought")
	return append(fields,
		kit.TextInput(kit.Field{Name: "mark", Label: t("equipment.field.mark"), Hint: t("equipment.hint.mark"), Value: typed.mark, Error: f.Error("mark"), Max: 40, Optional: true}),
		kit.SelectInput(kit.Choice{Field: kit.Field{Name: "room", Label: t("equipment.field.room"), Error: f.Error("room"), Optional: true}, Options: rooms}),
		page.Tick("bookable", t("equipment.field.bookable"), t("equipment.hint.bookable"), typed.bookable),
		kit.DateInput(bought),
		kit.MoneyInput(kit.Field{Name: "cost", Label: t("equipment.field.cost"), Hint: t("equipment.hint.cost"), Value: typed.cost, Error: f.Error("cost"), Optional: true}),
		kit.SelectInput(kit.Choice{Field: kit.Field{Name: "fund", Label: t("equipment.field.fund"), Error: f.Error("fund"), Optional: true}, Options: sources}),
	)
}

func roomOptions(r *request, rooms []room.Room, chosen string) []kit.Option {
	options := []kit.Option{{Label: r.print.T("equipment.no_room")}}
	for _, m := range rooms {
		options = append(options, kit.Option{Value: m.ID.String(), Label: m.Name + ", " + m.Building})
	}
	return kit.Choose(options, chosen)
}

func sourceOptions(r *request, all []room.Source, chosen string) []kit.Option {
	options := []kit.Option{{Label: r.print.T("cost.no_fund")}}
	for _, one := range all {
		options = append(options, kit.Option{Value: one.ID.String(), Label: one.Funder + " (" + one.Title + ")"})
	}
	return kit.Choose(options, chosen)
}

func equipmentTyped(f *form) typedEquipment {
	return typedEquipment{
		kind: f.text("kind"), name: f.text("name"), mark: f.text("mark"), amount: f.text("amount"), room: f.text("room"), cost: f.text("cost"),
		fund: f.text("fund"), bookable: f.yes("bookable"), bought: kit.DateField{Name: "bought"}.Typed(f.Values),
	}
}

func equipmentStored(e room.Equipment) typedEquipment {
	t := typedEquipment{
		kind: string(e.Kind), name: e.Name, mark: e.Mark, amount: strconv.Itoa(e.Amount), bookable: e.Bookable,
		bought: kit.DateField{Name: "bought"}.On(e.BoughtOn),
	}
	if !e.RoomID.IsZero() {
		t.room = e.RoomID.String()
	}
	if !e.Fund.IsZero() {
		t.fund = e.Fund.String()
	}
	if e.Cost > 0 {
		t.cost = moneyTyped(e.Cost)
	}
	return t
}

// equipmentRead changes a piece to what the form says of it.
func equipmentRead(f *form, e room.Equipment) room.Equipment {
	e.Name, e.Mark, e.Bookable, e.BoughtOn = f.text("name"), f.text("mark"), f.yes("bookable"), f.date("bought")
	e.RoomID, e.Fund = fieldID[domain.ResourceID](f, "room"), fieldID[domain.FundID](f, "fund")
	if e.Cost = 0; f.text("cost") != "" {
		e.Cost = f.money("cost")
	}
	if e.Amount = 1; e.Kind == room.KindStock {
		e.Amount = f.count("amount", 1, 100_000)
	}
	return e
}

func (s *Server) equipmentNew(w http.ResponseWriter, r *request) error {
	f := r.form()
	e := room.Equipment{}
	e.Kind = room.Kind(f.text("kind"))
	e = equipmentRead(f, e)
	e.ID = formID[domain.ResourceID](f)
	made, err := f.save(e.Check(), func() error { return s.Rooms.AddEquipment(r.Context(), r.actor, e) })
	if err != nil {
		return err
	}
	if !made {
		return s.equipmentForm(w, r, http.StatusUnprocessableEntity, page.Ask{Form: f.state(r.URL.Path)}, equipmentTyped(f), nil)
	}
	return s.seeOther(w, r, equipmentPath(e.ID), "equipment.said.saved")
}

func (s *Server) equipmentEditShow(w http.ResponseWriter, r *request) error {
	e, err := s.equipmentOf(r)
	if err != nil {
		return err
	}
	return s.equipmentForm(w, r, http.StatusOK, page.Ask{Form: editForm(r.URL.Path, e.ID.UUID, e.Version)}, equipmentStored(e.Equipment), &e.Equipment)
}

func (s *Server) equipmentEdit(w http.ResponseWriter, r *request) error {
	now, err := s.equipmentOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	e := equipmentRead(f, now.Equipment)
	e.Version = f.version()
	saved, err := f.save(e.Check(), func() error { return s.Rooms.EditEquipment(r.Context(), r.actor, e) })
	typed := equipmentTyped(f)
	typed.kind = string(e.Kind)
	again := page.Ask{Form: f.state(r.URL.Path)}
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if now, err = s.equipmentOf(r); err != nil { // as it is now
			return err
		}
		if again.Stale = s.equipmentDiffers(r, e, now.Equipment); len(again.Stale) > 0 {
			again.Form.Version = now.Version
			return s.equipmentForm(w, r, http.StatusConflict, again, typed, &now.Equipment)
		}
	case err != nil:
		return err
	case !saved:
		return s.equipmentForm(w, r, http.StatusUnprocessableEntity, again, typed, &now.Equipment)
	}
	return s.seeOther(w, r, equipmentPath(e.ID), "equipment.said.saved")
}

func (s *Server) equipmentDiffers(r *request, mine, now room.Equipment) []kit.Difference {
	t := r.print.T
	day := func(d domain.Date) string {
		if d.IsZero() {
			return "–"
		}
		return r.print.Date(d)
	}
	differ := differing([]kit.Difference{
		{Name: t("equipment.field.name"), Mine: mine.Name, Theirs: now.Name},
		{Name: t("equipment.field.mark"), Mine: orDash(mine.Mark), Theirs: orDash(now.Mark)},
		{Name: t("equipment.field.amount"), Mine: r.print.Number(mine.Amount), Theirs: r.print.Number(now.Amount)},
		{Name: t("equipment.field.bookable"), Mine: yesNo(r, mine.Bookable), Theirs: yesNo(r, now.Bookable)},
		{Name: t("equipment.field.bought"), Mine: day(mine.BoughtOn), Theirs: day(now.BoughtOn)},
		{Name: t("equipment.field.cost"), Mine: costWords(r, mine.Cost), Theirs: costWords(r, now.Cost)},
	})
	if mine.Fund != now.Fund {
		differ = append(differ, kit.Difference{Name: t("equipment.field.fund"), Mine: t("cost.fund_chosen"), Theirs: orDash(now.Funder)})
	}
	if mine.RoomID != now.RoomID {
		differ = append(differ, kit.Difference{Name: t("equipment.field.room"), Mine: t("equipment.room_chosen"), Theirs: t("equipment.room_other")})
	}
	return differ
}

// known is a piece with its history.
type known struct {
	room.Equipment
	notes []room.Noted
	loans []room.Loan
	ahead int
}

// equipmentOf is the piece that the address names.
func (s *Server) equipmentOf(r *request) (k known, err error) {
	id, err := pathID[domain.ResourceID](r, "id")
	if err != nil {
		return k, err
	}
	k.Equipment, k.notes, k.loans, k.ahead, err = s.Rooms.Equipment(r.Context(), r.actor, id)
	return k, err
}

func (s *Server) inEquipment(w http.ResponseWriter, r *request, e room.Equipment, title string) kit.Page {
	p := s.equipmentFrame(w, r, r.print.T(title))
	p.Crumbs = append(p.Crumbs, kit.Link{Text: e.Name, Href: equipmentPath(e.ID)})
	return p
}

func (s *Server) equipmentStateShow(w http.ResponseWriter, r *request) error {
	e, err := s.equipmentOf(r)
	if err != nil {
		return err
	}
	f := newForm(r.URL.Path)
	f.Version = e.Version
	return s.equipmentStatePage(w, r, http.StatusOK, e.Equipment, f, string(e.Condition), e.Said, nil)
}

func (s *Server) equipmentStatePage(w http.ResponseWriter, r *request, status int, e room.Equipment, f kit.Form, state, said string, stale []kit.Difference) error {
	t := r.print.T
	var options []kit.Option
	for _, c := range room.Conditions {
		options = append(options, kit.Option{Value: string(c), Label: t(i18n.Key("equipment.state", string(c)))})
	}
	a := page.Ask{
		Page: s.inEquipment(w, r, e, "equipment.note.title"), Form: f, Over: e.Name, Lead: t("equipment.note.lead"), Stale: stale, Button: t("equipment.note.save"),
		Fields: []templ.Component{
			kit.Radios(kit.Choice{Field: kit.Field{Name: "state", Label: t("equipment.field.state"), Error: f.Error("state")}, Options: kit.Choose(options, state)}),
			kit.AreaInput(kit.Field{Name: "said", Label: t("equipment.field.said"), Hint: t("equipment.hint.said"), Value: said, Error: f.Error("said"), Rows: 3, Max: 300}),
		},
	}
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

func (s *Server) equipmentState(w http.ResponseWriter, r *request) error {
	e, err := s.equipmentOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := room.Noted{ID: formID[domain.LoanID](f).UUID, Equipment: e.ID, Condition: room.Condition(f.text("state")), Said: f.text("said")}
	saved, err := f.save(n.Check(), func() error { return s.Rooms.Note(r.Context(), r.actor, n, f.version()) })
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if e, err = s.equipmentOf(r); err != nil { // as it is now
			return err
		}
		state := f.state(r.URL.Path)
		state.Version = e.Version
		mine := conditionCell(r, room.Equipment{Condition: n.Condition, Said: n.Said}).Text
		differ := []kit.Difference{{Name: r.print.T("equipment.field.state"), Mine: mine, Theirs: conditionCell(r, e.Equipment).Text}}
		return s.equipmentStatePage(w, r, http.StatusConflict, e.Equipment, state, f.text("state"), n.Said, differ)
	case err != nil:
		return err
	case !saved:
		return s.equipmentStatePage(w, r, http.StatusUnprocessableEntity, e.Equipment, f.state(r.URL.Path), f.text("state"), f.Get("said"), nil)
	}
	return s.seeOther(w, r, equipmentPath(e.ID), "equipment.said.noted")
}
