package web

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/filetype"
	"krag/internal/domain/mutual"
	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
)

// openShelf is the shelf of the address, on which something can be put.
func (s *Server) openShelf(w http.ResponseWriter, r *request) (ownShelf, error) {
	sh, err := s.shelfOf(w, r)
	if err == nil && !sh.open {
		err = domain.Conflict("group.closed")
	}
	return sh, err
}

func (s *Server) shelfNewShow(w http.ResponseWriter, r *request) error {
	sh, err := s.openShelf(w, r)
	if err != nil {
		return err
	}
	return s.shelfForm(w, r, http.StatusOK, sh, newForm(r.URL.Path), url.Values{})
}

// shelfForm asks for a link.
func (s *Server) shelfForm(w http.ResponseWriter, r *request, status int, sh ownShelf, f kit.Form, v url.Values) error {
	t := r.print.T
	a := ask.Ask{Page: sh.frame(t("shelf.new.title")), Form: f, Over: sh.name, Lead: shelfLead(r), Button: t("shelf.new.button")}
	a.Fields = append([]templ.Component{shelfAddress(r, f, v), shelfName(r, f, v)}, shelfFields(r, f, v)...)
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

func shelfAddress(r *request, f kit.Form, v url.Values) templ.Component {
	return kit.TextInput(kit.Field{Name: "address", Label: r.print.T("shelf.address.label"), Hint: r.print.T("shelf.address.hint"), Value: v.Get("address"), Error: f.Error("address"), Max: mutual.MaxAddress})
}

func shelfName(r *request, f kit.Form, v url.Values) templ.Component {
	return kit.TextInput(kit.Field{Name: "title", Label: r.print.T("shelf.name.label"), Hint: r.print.T("shelf.name.hint"), Value: v.Get("title"), Error: f.Error("title"), Max: mutual.MaxTitle})
}

// shelfLead says who will see it and, to a member, what stays when they go.
func shelfLead(r *request) string {
	if r.actor.Has(authz.Member) {
		return r.print.T("shelf.lead_own")
	}
	return r.print.T("shelf.lead_keep")
}

// shelfFields are what is said of a link and of a file alike.
func shelfFields(r *request, f kit.Form, v url.Values) []templ.Component {
	t := r.print.T
	return []templ.Component{
		kit.AreaInput(kit.Field{Name: "why", Label: t("shelf.why.label"), Hint: t("shelf.why.hint"), Value: v.Get("why"), Error: f.Error("why"), Rows: 3, Max: mutual.MaxWhy, Optional: true}),
		kit.TextInput(kit.Field{Name: "label", Label: t("shelf.label.label"), Hint: t("shelf.label.hint"), Value: v.Get("label"), Error: f.Error("label"), Max: mutual.MaxLabel, Optional: true}),
	}
}

func readItem(f *form, sh ownShelf) mutual.NewItem {
	return mutual.NewItem{
		ID: formID[domain.ItemID](f), Group: sh.group, Title: f.text("title"), Why: f.text("why"), Label: f.text("label"), Address: f.text("address"),
	}
}

func (s *Server) shelfNew(w http.ResponseWriter, r *request) error {
	sh, err := s.shelfOf(w, r)
	if err != nil {
		return err
	}
	f := r.form()
	n := readItem(f, sh)
	made, err := f.save(n.Check(), func() error { return s.Shelf.Add(r.Context(), r.actor, n) })
	if err != nil {
		return err
	}
	if !made {
		return s.shelfForm(w, r, http.StatusUnprocessableEntity, sh, f.state(r.URL.Path), f.Values)
	}
	return s.seeOther(w, r, sh.base, "shelf.said.added")
}

func (s *Server) shelfFileShow(w http.ResponseWriter, r *request) error {
	sh, err := s.openShelf(w, r)
	if err != nil {
		return err
	}
	return s.shelfFileForm(w, r, http.StatusOK, sh, newForm(r.URL.Path), url.Values{})
}

// shelfFileForm asks for a file.
func (s *Server) shelfFileForm(w http.ResponseWriter, r *request, status int, sh ownShelf, f kit.Form, v url.Values) error {
	t := r.print.T
	f.Upload = true
	a := ask.Ask{Page: sh.frame(t("shelf.file.title")), Form: f, Over: sh.name, Lead: shelfLead(r), Button: t("shelf.file.button")}
	a.Fields = append([]templ.Component{
		kit.FileInput(kit.Field{Name: "file", Label: t("attachment.field.file"), Hint: t("attachment.hint.file", "max", mutual.MaxShelfFile>>20) + " " + t("shelf.file.hint"), Error: f.Error("file"), Accept: filetype.Accept()}),
		kit.TextInput(kit.Field{Name: "title", Label: t("shelf.name.label"), Hint: t("shelf.file.name_hint"), Value: v.Get("title"), Error: f.Error("title"), Max: mutual.MaxTitle, Optional: true}),
	}, shelfFields(r, f, v)...)
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

// uploader is who takes a place among those who send files: members have no
// account.
func uploader(a authz.Actor) domain.UserID {
	if a.User.IsZero() {
		return domain.UserID{UUID: a.Person.UUID}
	}
	return a.User
}

// shelfFile takes a file. Only when there is room for it in memory is its body
// read at all.
func (s *Server) shelfFile(w http.ResponseWriter, r *request) error {
	sh, err := s.shelfOf(w, r)
	if err != nil {
		return err
	}
	done, err := s.uploads.take(r.Context(), uploader(r.actor))
	if err != nil {
		return err
	}
	defer done()
	u, err := s.readUpload(w, r, mutual.MaxShelfFile)
	if err != nil {
		return err
	}
	f := &form{Values: u.fields, r: r}
	n := readItem(f, sh)
	n.IsFile, n.File = true, u.file(f)
	check := n.Check()
	if r.back {
		check = nil // the file is chosen in the page that is asked for
	}
	made, err := f.save(check, func() error { return s.Shelf.Add(r.Context(), r.actor, n) })
	if err != nil {
		return err
	}
	if made {
		return s.seeOther(w, r, sh.base, "shelf.said.added")
	}
	if u.sent && !slices.ContainsFunc(f.problems, func(e *domain.Error) bool { return e.Field == "file" }) {
		f.note("file", domain.Invalid("attachment.file.again"))
	}
	return s.shelfFileForm(w, r, http.StatusUnprocessableEntity, sh, f.state(r.URL.Path), f.Values)
}
