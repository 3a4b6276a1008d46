package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/relay"
	"krag/internal/web/kit"
	page "krag/internal/web/page/letter"
)

// letterPart is the frame of a page below a group's letters.
func (s *Server) letterPart(w http.ResponseWriter, r *request, g group.Group, title string) kit.Page {
	p := s.groupPart(w, r, g, title)
	p.Crumbs = append(p.Crumbs, kit.Link{Text: r.print.T("relay.title"), Href: lettersPath(g.ID)})
	return p
}

func (s *Server) writeURL(l relay.Link) string { return s.BaseURL + "/write/" + l.Token.Reveal() }

// letterLinkShow shows the address of a group, or offers to make one.
func (s *Server) letterLinkShow(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	l, err := s.Letters.LinkOf(r.Context(), r.actor, g.ID)
	if err != nil {
		return err
	}
	t, path := r.print.T, lettersLinkPath(g.ID)
	if g.Stage == group.Closed {
		return domain.Conflict("group.closed")
	}
	v := page.Address{
		Page: s.letterPart(w, r, g, t("relay.link.title")), Over: g.Neutral, Make: kit.Form{Action: path}, Revoke: kit.Form{Action: path + "/revoke"},
		Poster: kit.Link{Text: t("relay.poster.link"), Href: lettersPath(g.ID) + "/poster"}, Back: kit.Link{Text: t("relay.back"), Href: lettersPath(g.ID)},
	}
	if !l.Token.IsZero() {
		v.URL, v.Made = s.writeURL(l), t("relay.link.made", "date", r.print.DateTime(l.MadeAt, r.zone))
	}
	return render(w, r, http.StatusOK, v)
}

// letterLink makes the address, or a new one.
func (s *Server) letterLink(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.GroupID](r, "id")
	if err != nil {
		return err
	}
	if err := s.Letters.MakeLink(r.Context(), r.actor, id); err != nil {
		return err
	}
	return s.seeOther(w, r, lettersLinkPath(id), "relay.said.made")
}

func (s *Server) letterLinkRevoke(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.GroupID](r, "id")
	if err != nil {
		return err
	}
	if err := s.Letters.DropLink(r.Context(), r.actor, id); err != nil {
		return err
	}
	return s.seeOther(w, r, lettersPath(id), "relay.said.revoked")
}

// letterPoster is the address on paper: nothing of the group but its neutral name.
func (s *Server) letterPoster(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	l, err := s.Letters.LinkOf(r.Context(), r.actor, g.ID)
	if err != nil {
		return err
	}
	if l.Token.IsZero() {
		return s.seeOther(w, r, lettersLinkPath(g.ID), "")
	}
	p := s.letterPart(w, r, g, r.print.T("relay.poster.title"))
	return render(w, r, http.StatusOK, page.Poster{Page: p, Name: g.Neutral, URL: s.writeURL(l), Back: kit.Link{Text: r.print.T("relay.back"), Href: lettersPath(g.ID)}})
}
