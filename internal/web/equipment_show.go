package web

import (
	"net/http"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/equipment"

	"github.com/a-h/templ"
)

func (s *Server) equipmentShow(w http.ResponseWriter, r *request) error {
	e, err := s.equipmentOf(r)
	if err != nil {
		return err
	}
	rooms, _, err := s.Rooms.Rooms(r.Context(), r.actor)
	if err != nil {
		return err
	}
	keepers, err := s.Rooms.Keepers(r.Context(), r.actor)
	if err != nil {
		return err
	}
	noted, err := s.boughtWords(r, e.Equipment)
	if err != nil {
		return err
	}
	t := r.print.T
	v := page.Show{Page: s.equipmentFrame(w, r, e.Name), Heading: e.Name, Over: e.Mark, Lead: s.bookableWords(r, e), First: kit.Rows(equipmentTerms(r, e.Equipment, rooms, noted))}
	note := kit.Link{Text: t("equipment.note.link"), Href: equipmentPath(e.ID) + "/state"}
	out := slices.IndexFunc(e.loans, func(l room.Loan) bool { return l.Out() && l.Sole })
	switch {
	case out >= 0:
		v.Main, v.More = &kit.Link{Text: t("key.back.link"), Href: loanPath(e.loans[out].ID) + "/back"}, []kit.Link{note}
	case e.Condition == room.Good || e.Condition == room.Damaged:
		v.Main, v.More = &kit.Link{Text: t("equipment.lend.link"), Href: equipmentPath(e.ID) + "/lend"}, []kit.Link{note}
	default:
		v.Main = &note
	}
	v.Links = []kit.Link{{Text: t("equipment.edit.link"), Href: equipmentPath(e.ID) + "/edit"}}
	if e.Cost > 0 && noted.Link == nil {
		v.Links = append(v.Links, kit.Link{Text: t("equipment.cost.link"), Href: equipmentPath(e.ID) + "/cost"})
	}
	if len(e.loans) > 0 {
		v.Parts = append(v.Parts, page.Part{ID: "loans", Title: t("equipment.show.loans"), Body: kit.Grid(s.historyTable(r, e.loans, keepers))})
	}
	if len(e.notes) > 0 {
		v.Parts = append(v.Parts, page.Part{ID: "notes", Title: t("equipment.show.notes"), Body: notedTable(r, e.notes, keepers)})
	}
	return render(w, r, http.StatusOK, v)
}

// bookableWords say how a piece is had.
func (s *Server) bookableWords(r *request, e known) string {
	switch {
	case !e.Bookable:
		return r.print.T("equipment.show.stays")
	case e.ahead > 0:
		return r.print.N("equipment.show.booked", e.ahead)
	}
	return r.print.T("equipment.show.bookable")
}

func equipmentTerms(r *request, e room.Equipment, rooms []room.Room, noted kit.Term) []kit.Term {
	t := r.print.T
	condition := conditionCell(r, e)
	state := kit.Term{Name: t("equipment.field.state"), Text: condition.Text}
	if condition.Need {
		state = kit.Term{Name: state.Name, Need: condition.Text}
	}
	terms := []kit.Term{state}
	if e.Kind == room.KindStock {
		terms = append(terms, kit.Term{Name: t("equipment.table.pieces"), Text: r.print.Number(e.Amount)})
	}
	if name := roomNamed(rooms, e.RoomID); name != "" {
		terms = append(terms, kit.Term{Name: t("equipment.field.room"), Text: name})
	}
	if !e.BoughtOn.IsZero() {
		terms = append(terms, kit.Term{Name: t("equipment.field.bought"), Text: r.print.Date(e.BoughtOn)})
	}
	if e.Cost > 0 {
		terms = append(terms, kit.Term{Name: t("equipment.field.cost"), Text: r.print.Money(e.Cost)})
	}
	if e.Funder != "" {
		terms = append(terms, kit.Term{Name: t("equipment.field.fund"), Text: e.Funder})
	}
	if e.Cost > 0 {
		terms = append(terms, noted)
	}
	return terms
}

// boughtWords say whether the purchase is a cost of a programme, with a link to
// that when it is.
func (s *Server) boughtWords(r *request, e room.Equipment) (kit.Term, error) {
	term := kit.Term{Name: r.print.T("equipment.cost.term"), Text: r.print.T("equipment.cost.not_yet")}
	if e.Cost == 0 {
		return term, nil
	}
	c, err := s.Flow.Bought(r.Context(), r.actor, e.ID)
	if domain.KindOf(err) == domain.KindNotFound {
		return term, nil
	}
	if err != nil {
		return term, err
	}
	term.Text, term.Link = r.print.T("equipment.cost.done", "amount", r.print.Money(c.Amount)), &kit.Link{Text: r.print.T("equipment.cost.see"), Href: "/costs/" + c.ID.String() + "/edit"}
	return term, nil
}

// notedTable is the history of a piece: what was found, when, and who noted it.
func notedTable(r *request, notes []room.Noted, keepers []room.Keeper) templ.Component {
	t := r.print.T
	table := kit.Table{Caption: t("equipment.show.notes"), Quiet: true, Columns: []kit.Column{
		{Head: t("equipment.show.when")}, {Head: t("equipment.field.state")}, {Head: t("equipment.show.by")},
	}}
	for _, n := range notes {
		state := t(i18n.Key("equipment.state", string(n.Condition)))
		if n.Said != "" {
			state += ": " + n.Said
		}
		table.Rows = append(table.Rows, kit.Cells(r.print.Date(domain.DateOf(n.At, r.zone)), state, keeperName(r, n.By, keepers)))
	}
	return kit.Grid(table)
}

func keeperName(r *request, id domain.UserID, keepers []room.Keeper) string {
	for _, k := range keepers {
		if k.User == id {
			return name(r, k.Name)
		}
	}
	return r.print.T("key.staff_gone")
}

// historyTable is to whom something was lent, the newest first.
func (s *Server) historyTable(r *request, loans []room.Loan, keepers []room.Keeper) kit.Table {
	t := r.print.T
	table := kit.Table{Caption: t("key.show.history"), Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: t("key.table.who")}, {Head: t("key.table.since")}, {Head: t("key.table.until")}, {Head: t("key.table.do")},
	}}
	for _, l := range loans {
		who := borrowerWords(r, l.To, keepers)
		if !l.Sole && !l.Equipment.IsZero() {
			who += " (" + r.print.Number(l.Pieces) + ")"
		}
		table.Rows = append(table.Rows, []kit.Cell{{Text: who}, {Text: r.print.Date(l.Since)}, s.endCell(r, l), loanActs(r, l, who)})
	}
	return table
}

// endCell says when a loan ended, or should.
func (s *Server) endCell(r *request, l room.Loan) kit.Cell {
	switch {
	case l.Out():
		return s.dueCell(r, l)
	case l.Lost:
		return kit.Cell{Text: r.print.T("key.ended_lost", "day", r.print.Date(l.Ended))}
	}
	return kit.Cell{Text: r.print.T("key.ended", "day", r.print.Date(l.Ended))}
}

// loanActs are what can be done about a loan: what is out comes back, and
// every one has a receipt.
func loanActs(r *request, l room.Loan, who string) kit.Cell {
	links := []kit.Link{{Text: r.print.T("key.receipt.link"), Href: loanPath(l.ID) + "/receipt", Of: who}}
	if l.Out() {
		links = append([]kit.Link{{Text: r.print.T("key.back.link"), Href: loanPath(l.ID) + "/back", Of: who}}, links...)
	}
	return kit.Cell{Body: kit.RowActs(links)}
}

func borrowerWords(r *request, to room.Borrower, keepers []room.Keeper) string {
	switch to.Kind {
	case room.ByStaff:
		return keeperName(r, to.User, keepers)
	case room.ByGroup:
		return r.print.T("key.to_group", "group", to.Name)
	}
	return to.Name
}

func (s *Server) equipmentLendShow(w http.ResponseWriter, r *request) error {
	e, err := s.equipmentOf(r)
	if err != nil {
		return err
	}
	return s.equipmentLendPage(w, r, http.StatusOK, e.Equipment, newForm(r.URL.Path), s.freshLoan(r))
}

func (s *Server) equipmentLendPage(w http.ResponseWriter, r *request, status int, e room.Equipment, f kit.Form, typed typedLoan) error {
	t := r.print.T
	fields, err := s.loanFields(r, f, typed, false)
	if err != nil {
		return err
	}
	if e.Kind == room.KindStock {
		pieces := kit.NumberInput(kit.Field{Name: "pieces", Label: t("equipment.lend.pieces"), Hint: t("equipment.lend.pieces_hint", "n", r.print.Number(e.Amount)), Value: typed.pieces, Error: f.Error("pieces")})
		fields = append([]templ.Component{pieces}, fields...)
	}
	a := page.Ask{
		Page: s.inEquipment(w, r, e, "equipment.lend.title"), Form: f, Over: e.Name, Lead: t("equipment.lend.lead"), Fields: fields, Button: t("equipment.lend.save"),
	}
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

func (s *Server) equipmentLend(w http.ResponseWriter, r *request) error {
	e, err := s.equipmentOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	l := loanRead(f)
	l.ID, l.Equipment, l.Pieces = formID[domain.LoanID](f), e.ID, 1
	if e.Kind == room.KindStock {
		l.Pieces = f.count("pieces", 1, e.Amount)
	}
	made, err := f.save(l.Check(), func() error { return s.Rooms.LendPiece(r.Context(), r.actor, l, r.zone) })
	if err != nil {
		return err
	}
	if !made {
		return s.equipmentLendPage(w, r, http.StatusUnprocessableEntity, e.Equipment, f.state(r.URL.Path), loanTyped(f))
	}
	return s.seeOther(w, r, equipmentPath(e.ID), "equipment.said.lent")
}

func (s *Server) equipmentCostShow(w http.ResponseWriter, r *request) error {
	e, err := s.equipmentOf(r)
	if err != nil {
		return err
	}
	return s.equipmentCostPage(w, r, http.StatusOK, e.Equipment, editForm(r.URL.Path, e.ID.UUID, e.Version), "")
}

// equipmentCostPage asks of which programme the purchase is a cost, unless the
// money tells.
func (s *Server) equipmentCostPage(w http.ResponseWriter, r *request, status int, e room.Equipment, f kit.Form, chosen string) error {
	all, err := s.Institutions.Programmes(r.Context(), r.actor)
	if err != nil {
		return err
	}
	if !e.Programme.IsZero() {
		chosen = e.Programme.String()
	}
	var options []kit.Option
	for _, p := range all {
		if e.Programme.IsZero() || p.ID == e.Programme {
			options = append(options, kit.Option{Value: p.ID.String(), Label: p.Title})
		}
	}
	if len(options) == 1 {
		chosen = options[0].Value
	}
	t := r.print.T
	a := page.Ask{
		Page: s.inEquipment(w, r, e, "equipment.cost.title"), Form: f, Over: e.Name, Lead: t("equipment.cost.lead", "amount", costWords(r, e.Cost)), Button: t("equipment.cost.save"),
		Fields: []templ.Component{kit.Radios(kit.Choice{Field: kit.Field{Name: "programme", Label: t("equipment.cost.programme"), Error: f.Error("programme")}, Options: kit.Choose(options, chosen)})},
	}
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

func (s *Server) equipmentCost(w http.ResponseWriter, r *request) error {
	e, err := s.equipmentOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	id := fieldID[domain.ProgrammeID](f, "programme")
	if id.IsZero() {
		f.note("programme", domain.Invalid("equipment.cost.missing"))
	}
	done, err := f.save(nil, func() error { return s.buy(r, e.ID, id) })
	if err != nil {
		return err
	}
	if !done {
		return s.equipmentCostPage(w, r, http.StatusUnprocessableEntity, e.Equipment, f.state(r.URL.Path), f.text("programme"))
	}
	return s.seeOther(w, r, equipmentPath(e.ID), "equipment.said.bought")
}

// buy asks first that the programme is one of the own institution.
func (s *Server) buy(r *request, id domain.ResourceID, programme domain.ProgrammeID) error {
	if _, err := s.programmeWith(r, programme); err != nil {
		return err
	}
	return s.Flow.Buy(r.Context(), r.actor, id, programme)
}
