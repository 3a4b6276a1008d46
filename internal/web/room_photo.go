package web

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/filetype"
	"krag/internal/domain/room"
	"krag/internal/web/kit"
	page "krag/internal/web/page/room"
)

// photoShow sends the picture of a room. A browser may keep it for its reader,
// and asks each time whether it is still the same.
func (s *Server) photoShow(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.ResourceID](r, "id")
	if err != nil {
		return err
	}
	p, err := s.Rooms.Photo(r.Context(), r.actor, id)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(p.Content)
	h, etag := w.Header(), `"`+base64.RawURLEncoding.EncodeToString(sum[:12])+`"`
	h.Set("Cache-Control", "private, no-cache")
	h.Set("ETag", etag)
	if kit.Unchanged(r.Header, etag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	h.Set("Content-Type", p.Kind.MediaType())
	h.Set("Content-Length", strconv.Itoa(len(p.Content)))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	_, _ = w.Write(p.Content) // the reader may be gone; there is nobody to tell
	return nil
}

func (s *Server) photoEditShow(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	return s.photoPage(w, r, http.StatusOK, m, editForm(r.URL.Path, m.ID.UUID, m.Version), m.PhotoSays)
}

func (s *Server) photoPage(w http.ResponseWriter, r *request, status int, m room.Room, f kit.Form, says string) error {
	f.Upload = true
	p := page.Photo{Page: s.inRoom(w, r, m.Resource, "room.photo.title"), Form: f, Name: m.Name, Says: says, Accept: pictures()}
	p.Flawed, p.Hint = f.Flawed(), r.print.T("room.photo.hint", "max", room.MaxPhoto>>20)
	if m.Photo {
		p.Shown = roomPath(m.ID) + "/photo"
	}
	return render(w, r, status, p)
}

// pictures is what the form lets choose.
func pictures() string {
	all := strings.Split(filetype.Accept(), ",")
	return strings.Join(slices.DeleteFunc(all, func(e string) bool { return e == ".pdf" || e == ".odt" || e == ".docx" }), ",")
}

// photoEdit takes a picture. Without one the words about the present picture
// are changed.
func (s *Server) photoEdit(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	done, err := s.uploads.take(r.Context(), r.actor.User)
	if err != nil {
		return err
	}
	defer done()
	u, err := s.readUpload(w, r, room.MaxPhoto)
	if err != nil {
		return err
	}
	f := &form{Values: u.fields, r: r}
	p, err := s.photoForm(r, f, u, m)
	if err != nil {
		return err
	}
	check := p.Check()
	if r.back {
		check = nil // the file is chosen in the page that is asked for
	}
	saved, err := f.save(check, func() error { return s.Rooms.SetPhoto(r.Context(), r.actor, m.ID, p) })
	switch {
	case err != nil:
		return err
	case saved:
		return s.seeOther(w, r, roomPath(m.ID), "room.photo.said.saved")
	}
	if u.sent && !slices.ContainsFunc(f.problems, func(e *domain.Error) bool { return e.Field == "file" }) {
		f.note("file", domain.Invalid("attachment.file.again"))
	}
	return s.photoPage(w, r, http.StatusUnprocessableEntity, m, f.state(r.URL.Path), f.Get("says"))
}

// photoForm reads a picture and looks into it.
func (s *Server) photoForm(r *request, f *form, u upload, m room.Room) (p room.Photo, err error) {
	switch {
	case u.tooLarge:
		f.note("file", domain.Invalid("room.photo.large").With(domain.Args{"max": room.MaxPhoto >> 20}))
	case u.sent:
		file, err := filetype.Read(u.name, u.content)
		f.note("file", err)
		p.Kind, p.Content = file.Kind, file.Content
	case m.Photo:
		if p, err = s.Rooms.Photo(r.Context(), r.actor, m.ID); err != nil {
			return p, err
		}
	}
	p.Says = f.text("says")
	return p, nil
}

func (s *Server) photoDeleteShow(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	t := r.print.T
	return render(w, r, http.StatusOK, kit.ConfirmPage(s.inRoom(w, r, m.Resource, "room.photo.delete.title"), kit.Confirmation{
		Form: editForm(r.URL.Path, m.ID.UUID, m.Version), Title: t("room.photo.delete.title"), Lead: m.PhotoSays, Will: []string{t("room.photo.delete.will")},
		Button: t("room.photo.delete.button"), Danger: true, Back: kit.Link{Text: t("room.photo.delete.back"), Href: roomPath(m.ID)},
	}))
}

func (s *Server) photoDelete(w http.ResponseWriter, r *request) error {
	m, _, err := s.roomOf(r)
	if err != nil {
		return err
	}
	if err := s.Rooms.DropPhoto(r.Context(), r.actor, m.ID); err != nil {
		return err
	}
	return s.seeOther(w, r, roomPath(m.ID), "room.photo.said.deleted")
}
