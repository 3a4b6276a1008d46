package web

import (
	"net/http"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/equipment"
)

// keyList shows who has which key, what is overdue first.
func (s *Server) keyList(w http.ResponseWriter, r *request) error {
	keys, out, err := s.Rooms.Keys(r.Context(), r.actor)
	if err != nil {
		return err
	}
	rooms, buildings, err := s.Rooms.Rooms(r.Context(), r.actor)
	if err != nil {
		return err
	}
	t, edits := r.print.T, s.policy.May(r.actor, room.ActKeys)
	v := page.Show{Page: s.keyFrame(w, r, t("key.list.title")), Heading: t("key.list.title"), Prints: len(keys) > 0}
	v.Crumbs, v.Printed = nil, t("key.list.title")+", "+r.print.Date(s.today(r))
	v.Help = helpAbout(r, aboutRooms)
	add := &kit.Link{Text: t("key.list.add"), Href: "/keys/new"}
	switch {
	case len(keys) == 0 && edits:
		v.Empty = &kit.Empty{Title: t("key.list.none_title"), Text: t("key.list.none"), Action: add}
	case len(keys) == 0:
		v.Empty = &kit.Empty{Text: t("key.list.none_yours")}
	default:
		var keepers []room.Keeper
		if edits {
			v.Main, v.More = add, []kit.Link{{Text: t("equipment.list.title"), Href: "/equipment"}}
			if keepers, err = s.Rooms.Keepers(r.Context(), r.actor); err != nil {
				return err
			}
		}
		late := s.lateFirst(r, keys, out)
		v.List = kit.Grid(s.keyTable(r, late, out, keepers, doorsOf(rooms, buildings), edits))
	}
	return render(w, r, http.StatusOK, v)
}

// lateFirst puts keys that are overdue or lost before all others.
func (s *Server) lateFirst(r *request, keys []room.Key, out []room.Loan) []room.Key {
	rank := func(k room.Key) int {
		late := slices.ContainsFunc(out, func(l room.Loan) bool { return l.Key == k.ID && l.Overdue(s.today(r)) })
		if late || !k.LostOn.IsZero() {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(keys, func(a, b room.Key) int { return rank(a) - rank(b) })
	return keys
}

func (s *Server) keyTable(r *request, keys []room.Key, out []room.Loan, keepers []room.Keeper, doors map[domain.UUID]string, edits bool) kit.Table {
	t := r.print.T
	table := kit.Table{Caption: t("key.list.title"), Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: t("key.table.key")}, {Head: t("key.table.opens")}, {Head: t("key.table.who")}, {Head: t("key.table.due")},
	}}
	for _, k := range keys {
		row := []kit.Cell{{Text: k.Name}, {Text: orDash(doors[opens(k)])}, {Text: inPlace(r, k)}, {Text: "–"}}
		if edits {
			row[0].Href = keyPath(k.ID)
		}
		had := slices.DeleteFunc(slices.Clone(out), func(l room.Loan) bool { return l.Key != k.ID })
		switch {
		case !k.LostOn.IsZero():
			row[2] = kit.Cell{Text: t("key.lost.since", "day", r.print.Date(k.LostOn)), Need: true}
		case len(had) == 1:
			row[2], row[3] = kit.Cell{Text: borrowerWords(r, had[0].To, keepers)}, s.dueCell(r, had[0])
		case len(had) > 1:
			row[2] = kit.Cell{Text: r.print.N("key.list.several", len(had))}
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// inPlace says where a key is that nobody has, or who tells a code.
func inPlace(r *request, k room.Key) string {
	switch {
	case k.Code:
		return orDash(k.Kept)
	case k.Kept == "":
		return r.print.T("key.show.in_place")
	}
	return r.print.T("key.list.in_place", "kept", k.Kept)
}

// opens is the id of what a key opens.
func opens(k room.Key) domain.UUID {
	if k.Room.IsZero() {
		return k.Building.UUID
	}
	return k.Room.UUID
}

// doorsOf are the names of rooms and buildings.
func doorsOf(rooms []room.Room, buildings []room.Building) map[domain.UUID]string {
	doors := map[domain.UUID]string{}
	for _, m := range rooms {
		doors[m.ID.UUID] = m.Name + ", " + m.Building
	}
	for _, b := range buildings {
		doors[b.ID.UUID] = b.Name
	}
	return doors
}

// keyFrame is the frame of a page about keys.
func (s *Server) keyFrame(w http.ResponseWriter, r *request, title string) kit.Page {
	p := s.frame(w, r, title)
	p.Here, p.Crumbs = "/rooms", []kit.Link{{Text: r.print.T("key.list.title"), Href: "/keys"}}
	return p
}

func keyPath(id domain.KeyID) string { return "/keys/" + id.String() }

// heldKey is a key with its history.
type heldKey struct {
	room.Key
	loans []room.Loan
}

func (s *Server) keyOf(r *request) (k heldKey, err error) {
	id, err := pathID[domain.KeyID](r, "id")
	if err != nil {
		return k, err
	}
	k.Key, k.loans, err = s.Rooms.Key(r.Context(), r.actor, id)
	return k, err
}

func (s *Server) keyShow(w http.ResponseWriter, r *request) error {
	k, err := s.keyOf(r)
	if err != nil {
		return err
	}
	rooms, buildings, err := s.Rooms.Rooms(r.Context(), r.actor)
	if err != nil {
		return err
	}
	keepers, err := s.Rooms.Keepers(r.Context(), r.actor)
	if err != nil {
		return err
	}
	t := r.print.T
	v := page.Show{Page: s.keyFrame(w, r, k.Name), Heading: k.Name, Over: t(i18n.Key("key.kind", kindOf(k.Key)))}
	v.First = kit.Rows([]kit.Term{
		{Name: t("key.table.opens"), Text: orDash(doorsOf(rooms, buildings)[opens(k.Key)])},
		{Name: t(i18n.Key("key.kept", kindOf(k.Key))), Text: orDash(k.Kept)},
		s.keyState(r, k, keepers),
	})
	s.keyActs(r, k, &v)
	if len(k.loans) > 0 {
		v.Parts = append(v.Parts, page.Part{ID: "history", Title: t("key.show.history"), Body: kit.Grid(s.historyTable(r, k.loans, keepers))})
	}
	return render(w, r, http.StatusOK, v)
}

func kindOf(k room.Key) string {
	if k.Code {
		return "code"
	}
	return "key"
}

// keyState says who has a key.
func (s *Server) keyState(r *request, k heldKey, keepers []room.Keeper) kit.Term {
	term := kit.Term{Name: r.print.T("key.table.who"), Text: r.print.T("key.show.in_place")}
	if !k.LostOn.IsZero() {
		term.Need = r.print.T("key.lost.since", "day", r.print.Date(k.LostOn))
		if k.LostSaid != "" {
			term.Need += ": " + k.LostSaid
		}
		return term
	}
	var who []string
	for _, l := range k.loans {
		if l.Out() {
			who = append(who, borrowerWords(r, l.To, keepers))
		}
	}
	if len(who) > 0 {
		term.Text = r.print.List(who)
	}
	return term
}

// keyActs are what can be done with a key now, one thing before all others.
func (s *Server) keyActs(r *request, k heldKey, v *page.Show) {
	t := r.print.T
	i := slices.IndexFunc(k.loans, room.Loan.Out)
	hand := kit.Link{Text: t(i18n.Key("key.hand_over.link", kindOf(k.Key))), Href: keyPath(k.ID) + "/hand-over"}
	switch {
	case !k.LostOn.IsZero():
		v.Do = &page.Do{Form: editForm(keyPath(k.ID)+"/found", k.ID.UUID, k.Version), Button: t("key.lost.found")}
	case i >= 0 && !k.Code:
		v.Main = &kit.Link{Text: t("key.back.link"), Href: loanPath(k.loans[i].ID) + "/back"}
		v.More = []kit.Link{{Text: t("key.receipt.print"), Href: loanPath(k.loans[i].ID) + "/receipt"}}
	default:
		v.Main = &hand
	}
	v.Links = []kit.Link{{Text: t("key.edit.link"), Href: keyPath(k.ID) + "/edit"}}
	if k.LostOn.IsZero() {
		v.Links = append(v.Links, kit.Link{Text: t(i18n.Key("key.lost.link", kindOf(k.Key))), Href: keyPath(k.ID) + "/lost", Danger: true})
	}
}
