package web

import (
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/equipment"
)

// typedKey is a key as it stands in its form. What it opens is the kind and the
// id of a room or a building.
type typedKey struct{ kind, name, opens, kept string }

const (
	opensRoom     = "room-"
	opensBuilding = "building-"
)

func (s *Server) keyNewShow(w http.ResponseWriter, r *request) error {
	return s.keyForm(w, r, http.StatusOK, page.Ask{Form: newForm(r.URL.Path)}, typedKey{kind: "key"}, nil)
}

func (s *Server) keyForm(w http.ResponseWriter, r *request, status int, a page.Ask, typed typedKey, of *room.Key) error {
	rooms, buildings, err := s.Rooms.Rooms(r.Context(), r.actor)
	if err != nil {
		return err
	}
	t, title := r.print.T, "key.edit.new"
	if of != nil {
		title = "key.edit.title"
	}
	a.Page, a.Button = s.keyFrame(w, r, t(title)), t("key.edit.save")
	if a.Flawed = a.Form.Flawed(); of != nil {
		a.Crumbs = append(a.Crumbs, kit.Link{Text: of.Name, Href: keyPath(of.ID)})
	} else {
		a.Lead = t("key.edit.lead")
		a.Fields = append(a.Fields, kit.Radios(kit.Choice{Field: kit.Field{Name: "kind", Label: t("key.field.kind"), Error: a.Form.Error("kind")}, Options: kit.Choose([]kit.Option{
			{Value: "key", Label: t("key.kind.key")}, {Value: "code", Label: t("key.kind.code"), Hint: t("key.hint.code")},
		}, typed.kind)}))
	}
	a.Fields = append(
		a.Fields,
		kit.TextInput(kit.Field{Name: "name", Label: t("key.field.name"), Hint: t("key.hint.name"), Value: typed.name, Error: a.Form.Error("name"), Max: 80}),
		kit.SelectInput(kit.Choice{Field: kit.Field{Name: "opens", Label: t("key.field.opens"), Error: a.Form.Error("opens")}, Options: doorOptions(r, rooms, buildings, typed.opens)}),
		kit.TextInput(kit.Field{Name: "kept", Label: t("key.field.kept"), Hint: t("key.hint.kept"), Value: typed.kept, Error: a.Form.Error("kept"), Max: 300, Optional: true}),
	)
	return render(w, r, status, a)
}

func doorOptions(r *request, rooms []room.Room, buildings []room.Building, chosen string) []kit.Option {
	options := []kit.Option{{Label: r.print.T("key.choose")}}
	for _, b := range buildings {
		options = append(options, kit.Option{Value: opensBuilding + b.ID.String(), Label: b.Name})
	}
	for _, m := range rooms {
		options = append(options, kit.Option{Value: opensRoom + m.ID.String(), Label: m.Name + ", " + m.Building})
	}
	return kit.Choose(options, chosen)
}

func keyTyped(f *form) typedKey {
	return typedKey{f.text("kind"), f.text("name"), f.text("opens"), f.text("kept")}
}

func keyStored(k room.Key) typedKey {
	t := typedKey{kindOf(k), k.Name, opensRoom + k.Room.String(), k.Kept}
	if k.Room.IsZero() {
		t.opens = opensBuilding + k.Building.String()
	}
	return t
}

// keyRead changes a key to what the form says of it.
func keyRead(f *form, k room.Key) room.Key {
	k.Name, k.Kept, k.Room, k.Building = f.text("name"), f.text("kept"), domain.ResourceID{}, domain.BuildingID{}
	var err error
	if id, is := strings.CutPrefix(f.text("opens"), opensRoom); is {
		k.Room, err = domain.ParseID[domain.ResourceID](id)
	} else if id, is := strings.CutPrefix(f.text("opens"), opensBuilding); is {
		k.Building, err = domain.ParseID[domain.BuildingID](id)
	}
	f.note("opens", err)
	return k
}

func (s *Server) keyNew(w http.ResponseWriter, r *request) error {
	f := r.form()
	k := keyRead(f, room.Key{Code: f.text("kind") == "code"})
	k.ID = formID[domain.KeyID](f)
	made, err := f.save(k.Check(), func() error { return s.Rooms.AddKey(r.Context(), r.actor, k) })
	if err != nil {
		return err
	}
	if !made {
		return s.keyForm(w, r, http.StatusUnprocessableEntity, page.Ask{Form: f.state(r.URL.Path)}, keyTyped(f), nil)
	}
	return s.seeOther(w, r, keyPath(k.ID), "key.said.saved")
}

func (s *Server) keyEditShow(w http.ResponseWriter, r *request) error {
	k, err := s.keyOf(r)
	if err != nil {
		return err
	}
	return s.keyForm(w, r, http.StatusOK, page.Ask{Form: editForm(r.URL.Path, k.ID.UUID, k.Version)}, keyStored(k.Key), &k.Key)
}

func (s *Server) keyEdit(w http.ResponseWriter, r *request) error {
	now, err := s.keyOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	k := keyRead(f, now.Key)
	k.Version = f.version()
	saved, err := f.save(k.Check(), func() error { return s.Rooms.EditKey(r.Context(), r.actor, k) })
	again := page.Ask{Form: f.state(r.URL.Path)}
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if now, err = s.keyOf(r); err != nil { // as it is now
			return err
		}
		if again.Stale, err = s.keyDiffers(r, k, now.Key); err != nil {
			return err
		}
		if len(again.Stale) > 0 {
			again.Form.Version = now.Version
			return s.keyForm(w, r, http.StatusConflict, again, keyTyped(f), &now.Key)
		}
	case err != nil:
		return err
	case !saved:
		return s.keyForm(w, r, http.StatusUnprocessableEntity, again, keyTyped(f), &now.Key)
	}
	return s.seeOther(w, r, keyPath(k.ID), "key.said.saved")
}

func (s *Server) keyDiffers(r *request, mine, now room.Key) ([]kit.Difference, error) {
	rooms, buildings, err := s.Rooms.Rooms(r.Context(), r.actor)
	t, doors := r.print.T, doorsOf(rooms, buildings)
	return differing([]kit.Difference{
		{Name: t("key.field.name"), Mine: mine.Name, Theirs: now.Name},
		{Name: t("key.field.opens"), Mine: orDash(doors[opens(mine)]), Theirs: orDash(doors[opens(now)])},
		{Name: t("key.field.kept"), Mine: orDash(mine.Kept), Theirs: orDash(now.Kept)},
	}), err
}

func (s *Server) inKey(w http.ResponseWriter, r *request, k room.Key, title string) kit.Page {
	p := s.keyFrame(w, r, r.print.T(title))
	p.Crumbs = append(p.Crumbs, kit.Link{Text: k.Name, Href: keyPath(k.ID)})
	return p
}

func (s *Server) keyHandOverShow(w http.ResponseWriter, r *request) error {
	k, err := s.keyOf(r)
	if err != nil {
		return err
	}
	return s.keyHandOverPage(w, r, http.StatusOK, k.Key, newForm(r.URL.Path), s.freshLoan(r))
}

func (s *Server) keyHandOverPage(w http.ResponseWriter, r *request, status int, k room.Key, f kit.Form, typed typedLoan) error {
	fields, err := s.loanFields(r, f, typed, true)
	if err != nil {
		return err
	}
	t := r.print.T
	a := page.Ask{
		Page: s.inKey(w, r, k, i18n.Key("key.hand_over.title", kindOf(k))), Form: f, Over: k.Name, Lead: t(i18n.Key("key.hand_over.lead", kindOf(k))),
		Fields: fields, Button: t(i18n.Key("key.hand_over.save", kindOf(k))),
	}
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

func (s *Server) keyHandOver(w http.ResponseWriter, r *request) error {
	k, err := s.keyOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	l := loanRead(f)
	l.ID, l.Key = formID[domain.LoanID](f), k.ID
	made, err := f.save(l.Check(), func() error { return s.Rooms.HandOver(r.Context(), r.actor, l) })
	if err != nil {
		return err
	}
	if !made {
		return s.keyHandOverPage(w, r, http.StatusUnprocessableEntity, k.Key, f.state(r.URL.Path), loanTyped(f))
	}
	return s.seeOther(w, r, keyPath(k.ID), "key.said.handed_over")
}

func (s *Server) keyLostShow(w http.ResponseWriter, r *request) error {
	k, err := s.keyOf(r)
	if err != nil {
		return err
	}
	return s.keyLostPage(w, r, http.StatusOK, k.Key, editForm(r.URL.Path, k.ID.UUID, k.Version), kit.DateField{}.On(s.today(r)), r.print.T(i18n.Key("key.lost.advice", kindOf(k.Key))))
}

func (s *Server) keyLostPage(w http.ResponseWriter, r *request, status int, k room.Key, f kit.Form, on kit.DateField, said string) error {
	t := r.print.T
	on.Name, on.Label, on.Error = "on", t("key.lost.on"), f.Error("on")
	a := page.Ask{
		Page: s.inKey(w, r, k, i18n.Key("key.lost.title", kindOf(k))), Form: f, Over: k.Name, Lead: t("key.lost.lead"), Button: t("key.lost.save"), Danger: true,
		Fields: []templ.Component{
			kit.DateInput(on),
			kit.AreaInput(kit.Field{Name: "said", Label: t("key.lost.said"), Hint: t("key.lost.said_hint"), Value: said, Error: f.Error("said"), Rows: 4, Max: 300}),
		},
	}
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

func (s *Server) keyLost(w http.ResponseWriter, r *request) error {
	k, err := s.keyOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	on := f.date("on")
	if on.IsZero() || s.today(r).Before(on) {
		f.note("on", domain.Invalid("key.on.range"))
	}
	done, err := f.save(nil, func() error { return s.Rooms.LoseKey(r.Context(), r.actor, k.ID, on, f.text("said")) })
	if err != nil {
		return err
	}
	if !done {
		return s.keyLostPage(w, r, http.StatusUnprocessableEntity, k.Key, f.state(r.URL.Path), kit.DateField{Name: "on"}.Typed(f.Values), f.Get("said"))
	}
	return s.seeOther(w, r, keyPath(k.ID), "key.said.lost")
}

func (s *Server) keyFound(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.KeyID](r, "id")
	if err != nil {
		return err
	}
	if err := s.Rooms.FindKey(r.Context(), r.actor, id); err != nil {
		return err
	}
	return s.seeOther(w, r, keyPath(id), "key.said.found")
}
