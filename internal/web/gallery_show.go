package web

import (
	"net/http"

	"krag/internal/web/page/gallery"
)

// galleryList lists every component and page state with canned data.
func (s *Server) galleryList(w http.ResponseWriter, r *request) error {
	return render(w, r, http.StatusOK, gallery.Index(r.print))
}

func (s *Server) galleryShow(w http.ResponseWriter, r *request) error {
	page, there := gallery.Find(r.PathValue("name"))
	if !there {
		return notFound()
	}
	return render(w, r, http.StatusOK, page.Render(r.print))
}
