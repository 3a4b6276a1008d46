package web

import (
	"encoding/csv"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/equipment"
)

// onRegister is how many pieces a page of the register has.
const onRegister = 50

// equipmentList shows the register, and what is lent.
func (s *Server) equipmentList(w http.ResponseWriter, r *request) error {
	return s.equipmentListed(w, r, "", kit.Pager{Path: r.URL.RequestURI()})
}

// equipmentSearch shows the pieces whose name or mark holds the words that were
// sent.
func (s *Server) equipmentSearch(w http.ResponseWriter, r *request) error {
	text := r.form().text("q")
	if text == "" {
		return s.seeOther(w, r, "/equipment", "")
	}
	return s.equipmentListed(w, r, text, kit.Pager{Path: "/equipment", Sought: []kit.Kept{{Name: "q", Value: text}}})
}

func (s *Server) equipmentListed(w http.ResponseWriter, r *request, text string, pager kit.Pager) error {
	all, err := s.Rooms.Register(r.Context(), r.actor)
	if err != nil {
		return err
	}
	out, err := s.Rooms.Out(r.Context(), r.actor)
	if err != nil {
		return err
	}
	t := r.print.T
	v := page.Show{Page: s.equipmentFrame(w, r, t("equipment.list.title")), Heading: t("equipment.list.title"), Prints: len(all) > 0}
	v.Crumbs = nil
	v.Printed = t("equipment.list.title") + ", " + r.print.Date(s.today(r))
	add := &kit.Link{Text: t("equipment.list.add"), Href: "/equipment/new"}
	if len(all) == 0 {
		v.Empty = &kit.Empty{Title: t("equipment.list.none_title"), Text: t("equipment.list.none"), Action: add}
		return render(w, r, http.StatusOK, v)
	}
	v.Main, v.More = add, []kit.Link{{Text: t("equipment.list.export"), Href: "/equipment/register.csv"}, {Text: t("key.list.title"), Href: "/keys"}}
	v.Search = &kit.Filters{Action: "/equipment", Search: kit.Field{Name: "q", Label: t("equipment.list.search"), Value: text, Max: 80}}
	if len(out) > 0 && text == "" {
		v.Parts = append(v.Parts, page.Part{ID: "out", Title: t("equipment.list.out"), Body: kit.Grid(s.outTable(r, out))})
	}
	holds := i18n.Finder(text)
	found := slices.DeleteFunc(all, func(e room.Equipment) bool { return !holds(e.Name + " " + e.Mark) })
	if text != "" {
		v.Found, v.Search.Clear = r.print.N("equipment.list.found", len(found)), &kit.Link{Text: t("equipment.list.clear"), Href: "/equipment"}
	}
	by := sortRegister(r, found)
	pager.Of = (len(found) + onRegister - 1) / onRegister
	pager.At = min(r.page().Number, max(pager.Of, 1))
	v.Pager = pager
	if shown := found[(pager.At-1)*onRegister : min(pager.At*onRegister, len(found))]; len(shown) > 0 {
		v.Parts = append(v.Parts, page.Part{ID: "all", Title: t("equipment.list.all"), Body: kit.Grid(s.registerTable(r, shown, by))})
	}
	return render(w, r, http.StatusOK, v)
}

// sortRegister sorts as the address asks, by name without; it gives how.
func sortRegister(r *request, all []room.Equipment) (by string) {
	slices.SortStableFunc(all, func(a, b room.Equipment) int { return r.print.Compare(a.Name, b.Name) })
	switch by = r.FormValue("sort"); by {
	case "state":
		slices.SortStableFunc(all, func(a, b room.Equipment) int {
			return slices.Index(room.Conditions, b.Condition) - slices.Index(room.Conditions, a.Condition)
		})
	case "cost":
		slices.SortStableFunc(all, func(a, b room.Equipment) int { return int(b.Cost - a.Cost) })
	default:
		by = "name"
	}
	return by
}

func (s *Server) registerTable(r *request, all []room.Equipment, by string) kit.Table {
	t := r.print.T
	col := func(key, name string, number bool) kit.Column {
		c := kit.Column{Head: t(key), Number: number, Sort: "/equipment?sort=" + name}
		if name == by {
			c.Sorted = map[string]string{"name": "ascending", "state": "descending", "cost": "descending"}[by]
		}
		return c
	}
	table := kit.Table{Caption: t("equipment.list.all"), Quiet: true, Wide: true, Columns: []kit.Column{
		col("equipment.table.name", "name", false),
		{Head: t("equipment.field.mark")},
		{Head: t("equipment.table.pieces"), Number: true},
		col("equipment.field.state", "state", false),
		col("equipment.field.cost", "cost", true),
	}}
	for _, e := range all {
		table.Rows = append(table.Rows, []kit.Cell{
			{Text: e.Name, Href: equipmentPath(e.ID)},
			{Text: orDash(e.Mark)},
			{Text: r.print.Number(e.Amount)},
			conditionCell(r, e),
			{Text: costWords(r, e.Cost)},
		})
	}
	return table
}

// conditionCell is amber where somebody has to see to it.
func conditionCell(r *request, e room.Equipment) kit.Cell {
	words := r.print.T(i18n.Key("equipment.state", string(e.Condition)))
	if e.Said != "" {
		words += ": " + e.Said
	}
	return kit.Cell{Text: words, Need: e.Condition == room.Damaged || e.Condition == room.InRepair}
}

func costWords(r *request, g domain.Grosze) string {
	if g == 0 {
		return "–"
	}
	return r.print.Money(g)
}

// outTable is what is lent, what is due first comes first.
func (s *Server) outTable(r *request, out []room.Loan) kit.Table {
	t := r.print.T
	table := kit.Table{Caption: t("equipment.list.out"), Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: t("equipment.table.name")}, {Head: t("key.table.who")}, {Head: t("key.table.due")}, {Head: t("key.table.do")},
	}}
	for _, l := range out {
		what := l.What
		if !l.Sole {
			what = t("equipment.pieces_of", "what", l.What, "n", r.print.Number(l.Pieces))
		}
		table.Rows = append(table.Rows, []kit.Cell{
			{Text: what, Href: equipmentPath(l.Equipment)},
			{Text: borrowerWords(r, l.To, nil)},
			s.dueCell(r, l),
			{Body: kit.More(kit.Link{Text: t("key.back.link"), Href: loanPath(l.ID) + "/back", Of: what})},
		})
	}
	return table
}

// dueCell is amber once the day has passed.
func (s *Server) dueCell(r *request, l room.Loan) kit.Cell {
	switch {
	case l.Due.IsZero():
		return kit.Cell{Text: r.print.T("key.no_due")}
	case l.Overdue(s.today(r)):
		return kit.Cell{Text: r.print.T("key.overdue", "day", r.print.Date(l.Due)), Need: true}
	}
	return kit.Cell{Text: r.print.Date(l.Due)}
}

// equipmentExport gives the register as a file for a spreadsheet.
func (s *Server) equipmentExport(w http.ResponseWriter, r *request) error {
	all, err := s.Rooms.Register(r.Context(), r.actor)
	if err != nil {
		return err
	}
	rooms, _, err := s.Rooms.Rooms(r.Context(), r.actor)
	if err != nil {
		return err
	}
	t := r.print.T
	var b strings.Builder
	rows := csv.NewWriter(&b)
	rows.Comma, rows.UseCRLF = ';', true
	err = rows.Write(plain([]string{
		"\ufeff" + t("equipment.table.name"), t("equipment.field.mark"), t("equipment.table.pieces"), t("equipment.field.room"), t("equipment.field.bookable"),
		t("equipment.field.state"), t("equipment.field.said"), t("equipment.field.bought"), t("equipment.field.cost"), t("equipment.field.fund"),
	}))
	for _, e := range all {
		if err == nil {
			err = rows.Write(plain(registerRow(r, e, rooms)))
		}
	}
	if err != nil {
		return err
	}
	rows.Flush()
	return download(w, "text/csv; charset=utf-8; header=present", "krag-"+s.today(r).String()+".csv", []byte(b.String()))
}

func registerRow(r *request, e room.Equipment, rooms []room.Room) []string {
	bought, cost := "", ""
	if !e.BoughtOn.IsZero() {
		bought = e.BoughtOn.String()
	}
	if e.Cost > 0 {
		cost = moneyTyped(e.Cost)
	}
	return []string{
		cell(e.Name), cell(e.Mark), strconv.Itoa(e.Amount), cell(roomNamed(rooms, e.RoomID)), yesNo(r, e.Bookable),
		r.print.T(i18n.Key("equipment.state", string(e.Condition))), cell(e.Said), bought, cost, cell(e.Funder),
	}
}

func roomNamed(rooms []room.Room, id domain.ResourceID) string {
	for _, m := range rooms {
		if m.ID == id {
			return m.Name
		}
	}
	return ""
}

// equipmentFrame is the frame of a page about equipment.
func (s *Server) equipmentFrame(w http.ResponseWriter, r *request, title string) kit.Page {
	p := s.frame(w, r, title)
	p.Here, p.Crumbs = "/rooms", []kit.Link{{Text: r.print.T("equipment.list.title"), Href: "/equipment"}}
	return p
}

func equipmentPath(id domain.ResourceID) string { return "/equipment/" + id.String() }
func loanPath(id domain.LoanID) string          { return "/keys/" + id.String() }
