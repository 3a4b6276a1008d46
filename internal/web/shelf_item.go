package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/mutual"
	"krag/internal/web/kit"
	"krag/internal/web/page/house"
	page "krag/internal/web/page/shelf"
)

// shelfItemAt is the thing that the address names.
func (s *Server) shelfItemAt(w http.ResponseWriter, r *request) (sh ownShelf, i mutual.Item, err error) {
	id, err := pathID[domain.ItemID](r, "item")
	if err != nil {
		return sh, i, err
	}
	if sh, err = s.shelfOf(w, r); err != nil {
		return sh, i, err
	}
	i, err = s.Shelf.Item(r.Context(), r.actor, sh.group, id)
	return sh, i, err
}

// shelfItem shows a thing before it is opened: where a link leads, and what a file
// is.
func (s *Server) shelfItem(w http.ResponseWriter, r *request) error {
	sh, i, err := s.shelfItemAt(w, r)
	if err != nil {
		return err
	}
	t := r.print.T
	v := page.Item{
		Page: sh.frame(t("shelf.one")), Over: sh.name, Heading: i.Title.Reveal(), Why: i.Why.Reveal(),
		Facts: []kit.Term{{Name: t("shelf.table.since"), Text: r.print.Date(domain.DateOf(i.MadeAt, r.zone))}},
	}
	if i.Link() {
		v.Facts = append([]kit.Term{{Name: t("shelf.leads"), Text: i.Host()}, {Name: t("shelf.address.label"), Body: page.Address(i.Address.Reveal())}}, v.Facts...)
		v.Note, v.Out = t("shelf.out_note"), &kit.Link{Text: t("shelf.out"), Href: i.Address.Reveal()}
	} else {
		v.Facts = append([]kit.Term{{Name: t("attachment.fact.kind"), Text: shelfKind(r, i)}}, v.Facts...)
		v.Note, v.Get = t("shelf.get_note"), &kit.Link{Text: t("attachment.get"), Href: sh.base + "/" + i.ID.String() + "/content"}
	}
	if i.Mine(r.actor) { // what a file tells of whoever made it is no news for others
		v.Traces = tracesInWords(r, i.Traces)
		if sh.open {
			v.Links = append(v.Links, kit.Link{Text: t("shelf.edit.link"), Href: sh.base + "/" + i.ID.String() + "/edit"})
		}
		v.Links = append(v.Links, kit.Link{Text: takeDownWords(r), Href: sh.base + "/" + i.ID.String() + "/delete", Danger: true})
	}
	if sh.base == meShelf {
		v.Links = append(v.Links, kit.Link{Text: t("shelf.back"), Href: sh.base})
	}
	return render(w, r, http.StatusOK, v)
}

// takeDownWords say it as whoever reads would: members take back, others take down.
func takeDownWords(r *request) string {
	if r.route.Action == mutual.ActShelfKeep {
		return r.print.T("shelf.delete.link")
	}
	return r.print.T("shelf.delete.own")
}

// shelfContent hands a file over, piece by piece, as attachments are.
func (s *Server) shelfContent(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.ItemID](r, "item")
	if err != nil {
		return err
	}
	sh, err := s.shelfOf(w, r)
	if err != nil {
		return err
	}
	i, content, err := s.Shelf.Download(r.Context(), r.actor, sh.group, id)
	if err != nil {
		return err
	}
	patient(w)
	return s.handOver(w, r, content, func(h http.Header) bool {
		fileHeaders(h, i.Kind.MediaType(), i.Size, i.FileName())
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		return true
	})
}

func (s *Server) shelfDeleteShow(w http.ResponseWriter, r *request) error {
	sh, i, err := s.ownItemAt(w, r)
	if err != nil {
		return err
	}
	t, here := r.print.T, sh.base+"/"+i.ID.String()
	return render(w, r, http.StatusOK, house.Confirm{Page: sh.frame(t("shelf.delete.title")), Confirmation: kit.Confirmation{
		Form: editForm(r.URL.Path, i.ID.UUID, 1), Title: t("shelf.delete.title"), Lead: i.Title.Reveal(), Danger: true, Button: t("shelf.delete.button"),
		Will: []string{t("shelf.delete.will"), t("attachment.delete.backups")}, Back: kit.Link{Text: t("shelf.delete.keep"), Href: here},
	}})
}

func (s *Server) shelfDelete(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.ItemID](r, "item")
	if err != nil {
		return err
	}
	sh, err := s.shelfOf(w, r)
	if err != nil {
		return err
	}
	if err := s.Flow.TakeDown(r.Context(), r.actor, sh.group, id); err != nil {
		return err
	}
	return s.seeOther(w, r, sh.base, "shelf.said.deleted")
}
