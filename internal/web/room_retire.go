package web

import (
	"net/http"

	"krag/internal/web/kit"
)

func (s *Server) roomRetireShow(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	t := r.print.T
	return render(w, r, http.StatusOK, kit.ConfirmPage(s.inRoom(w, r, m.Resource, "room.retire.title"), kit.Confirmation{
		Form: editForm(r.URL.Path, m.ID.UUID, m.Version), Title: t("room.retire.title"), Lead: m.Name, Will: []string{t("room.retire.nobody"), t("room.retire.stays"), t("room.retire.again")},
		Button: t("room.retire.button"), Back: kit.Link{Text: t("room.retire.back"), Href: roomPath(m.ID)},
	}))
}

func (s *Server) roomRetire(w http.ResponseWriter, r *request) error {
	return s.retire(w, r, true, "room.said.retired")
}

func (s *Server) roomLendShow(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	t := r.print.T
	return render(w, r, http.StatusOK, kit.ConfirmPage(s.inRoom(w, r, m.Resource, "room.lend.title"), kit.Confirmation{
		Form: editForm(r.URL.Path, m.ID.UUID, m.Version), Title: t("room.lend.title"), Lead: m.Name, Will: []string{t("room.lend.will")},
		Button: t("room.lend.button"), Back: kit.Link{Text: t("room.lend.back"), Href: roomPath(m.ID)},
	}))
}

func (s *Server) roomLend(w http.ResponseWriter, r *request) error {
	return s.retire(w, r, false, "room.said.lent")
}

func (s *Server) retire(w http.ResponseWriter, r *request, retired bool, said string) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	if err := s.Rooms.Retire(r.Context(), r.actor, m.ID, retired); err != nil {
		return err
	}
	return s.seeOther(w, r, roomPath(m.ID), said)
}
