package web

import (
	"net/http"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/web/kit"
	page "krag/internal/web/page/equipment"
)

// typedLoan is a hand-over as it stands in its form.
type typedLoan struct {
	to, user, group, named, pieces string
	since, due                     kit.DateField
}

func (s *Server) freshLoan(r *request) typedLoan {
	return typedLoan{since: kit.DateField{Name: "since"}.On(s.today(r)), due: kit.DateField{Name: "due"}, group: r.FormValue("group")}
}

func loanTyped(f *form) typedLoan {
	return typedLoan{
		to: f.text("to"), user: f.text("user"), group: f.text("group"), named: f.text("named"), pieces: f.text("pieces"),
		since: kit.DateField{Name: "since"}.Typed(f.Values), due: kit.DateField{Name: "due"}.Typed(f.Values),
	}
}

// loanRead is to whom something is lent. Of the answers only the one that was
// chosen counts.
func loanRead(f *form) room.Loan {
	l := room.Loan{To: room.Borrower{Kind: room.BorrowerKind(f.text("to"))}, Since: f.date("since"), Due: f.date("due"), Pieces: 1}
	switch l.To.Kind {
	case room.ByStaff:
		l.To.User = fieldID[domain.UserID](f, "user")
	case room.ByGroup:
		l.To.Group = fieldID[domain.GroupID](f, "group")
	case room.ByNamed:
		l.To.Name = f.text("named")
	}
	return l
}

// loanFields ask to whom and for how long. A key may have no day on which it is
// due.
func (s *Server) loanFields(r *request, f kit.Form, typed typedLoan, key bool) ([]templ.Component, error) {
	keepers, err := s.Rooms.Keepers(r.Context(), r.actor)
	if err != nil {
		return nil, err
	}
	groups, err := s.Groups.Names(r.Context(), r.actor)
	if err != nil {
		return nil, err
	}
	t := r.print.T
	choose := []kit.Option{{Label: t("key.choose")}}
	people, names := choose, choose
	for _, k := range keepers {
		if k.Works {
			people = append(people[:len(people):len(people)], kit.Option{Value: k.User.String(), Label: name(r, k.Name)})
		}
	}
	for _, g := range groups {
		names = append(names[:len(names):len(names)], kit.Option{Value: g.ID.String(), Label: g.Neutral})
	}
	if typed.to == "" && typed.group != "" {
		typed.to = string(room.ByGroup)
	}
	to := kit.Radios(kit.Choice{Field: kit.Field{Name: "to", Label: t("key.field.to"), Error: f.Error("to")}, Options: kit.Choose([]kit.Option{
		{Value: string(room.ByStaff), Label: t("key.to.staff"), Reveal: kit.SelectInput(kit.Choice{Field: kit.Field{Name: "user", Label: t("key.field.user"), Error: f.Error("user")}, Options: kit.Choose(people, typed.user)})},
		{Value: string(room.ByGroup), Label: t("key.to.group"), Reveal: kit.SelectInput(kit.Choice{Field: kit.Field{Name: "group", Label: t("key.field.group"), Error: f.Error("group")}, Options: kit.Choose(names, typed.group)})},
		{Value: string(room.ByNamed), Label: t("key.to.named"), Reveal: kit.TextInput(kit.Field{Name: "named", Label: t("key.field.named"), Hint: t("key.hint.named"), Value: typed.named, Error: f.Error("named"), Max: 80})},
	}, typed.to)})
	since, due := typed.since, typed.due
	since.Label, since.Error = t("key.field.since"), f.Error("since")
	due.Label, due.Error, due.Hint = t("key.field.due"), f.Error("due"), t("equipment.hint.due")
	if key {
		due.Hint = t("key.hint.due")
	}
	return []templ.Component{to, kit.DateInput(since), kit.DateInput(due)}, nil
}

// loanOf is the loan that the address names.
func (s *Server) loanOf(r *request) (room.Loan, error) {
	id, err := pathID[domain.LoanID](r, "loan")
	if err != nil {
		return room.Loan{}, err
	}
	return s.Rooms.Loan(r.Context(), r.actor, id)
}

// inLoan is the frame of a page below what is lent.
func (s *Server) inLoan(w http.ResponseWriter, r *request, l room.Loan, title string) (kit.Page, kit.Link) {
	to := kit.Link{Text: l.What, Href: lentPath(l)}
	p := s.keyFrame(w, r, r.print.T(title))
	if l.Key.IsZero() {
		p = s.equipmentFrame(w, r, r.print.T(title))
	}
	p.Crumbs = append(p.Crumbs, to)
	return p, to
}

func lentPath(l room.Loan) string {
	if l.Key.IsZero() {
		return equipmentPath(l.Equipment)
	}
	return keyPath(l.Key)
}

func (s *Server) loanBackShow(w http.ResponseWriter, r *request) error {
	l, err := s.loanOf(r)
	if err != nil {
		return err
	}
	return s.loanBackPage(w, r, http.StatusOK, l, editForm(r.URL.Path, l.ID.UUID, 1), kit.DateField{}.On(s.today(r)))
}

func (s *Server) loanBackPage(w http.ResponseWriter, r *request, status int, l room.Loan, f kit.Form, on kit.DateField) error {
	keepers, err := s.Rooms.Keepers(r.Context(), r.actor)
	if err != nil {
		return err
	}
	t := r.print.T
	p, _ := s.inLoan(w, r, l, "key.back.title")
	on.Name, on.Label, on.Error = "on", t("key.field.on"), f.Error("on")
	a := page.Ask{
		Page: p, Form: f, Over: l.What, Lead: t("key.back.lead", "who", borrowerWords(r, l.To, keepers), "day", r.print.Date(l.Since)),
		Fields: []templ.Component{kit.DateInput(on)}, Button: t("key.back.save"),
	}
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

func (s *Server) loanBack(w http.ResponseWriter, r *request) error {
	l, err := s.loanOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	on := f.date("on")
	if today := s.today(r); on.IsZero() || on.Before(l.Since) || today.Before(on) {
		f.note("on", domain.Invalid("key.on.range"))
	}
	done, err := f.save(nil, func() error { return s.Rooms.GiveBack(r.Context(), r.actor, l.ID, on) })
	if err != nil {
		return err
	}
	if !done {
		return s.loanBackPage(w, r, http.StatusUnprocessableEntity, l, f.state(r.URL.Path), kit.DateField{Name: "on"}.Typed(f.Values))
	}
	return s.seeOther(w, r, lentPath(l), "key.said.back")
}

// loanReceipt is a sheet of two copies to be signed, without a word of what a
// group is about.
func (s *Server) loanReceipt(w http.ResponseWriter, r *request) error {
	l, err := s.loanOf(r)
	if err != nil {
		return err
	}
	keepers, err := s.Rooms.Keepers(r.Context(), r.actor)
	if err != nil {
		return err
	}
	t := r.print.T
	p, back := s.inLoan(w, r, l, "key.receipt.title")
	what := l.What
	if !l.Sole && !l.Equipment.IsZero() {
		what = t("equipment.pieces_of", "what", l.What, "n", r.print.Number(l.Pieces))
	}
	due := t("key.no_due")
	if !l.Due.IsZero() {
		due = r.print.Date(l.Due)
	}
	v := page.Receipt{Page: p, House: r.session.House.Name, Copies: []string{t("key.receipt.for_house"), t("key.receipt.for_holder")}, Back: kit.Link{Text: t("key.receipt.to", "what", back.Text), Href: back.Href}}
	v.Terms = []kit.Term{
		{Name: t("key.receipt.what"), Text: what},
		{Name: t("key.table.who"), Text: borrowerWords(r, l.To, keepers)},
		{Name: t("key.table.since"), Text: r.print.Date(l.Since)},
		{Name: t("key.table.due"), Text: due},
	}
	return render(w, r, http.StatusOK, v)
}
