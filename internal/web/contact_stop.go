package web

import (
	"net/http"

	"krag/internal/web/kit"
	page "krag/internal/web/page/contact"
)

// contactStopShow is the button behind the address in a message. It looks the
// same whatever the address, and asks nothing: programs open addresses, too.
func (s *Server) contactStopShow(w http.ResponseWriter, r *request) error {
	return render(w, r, http.StatusOK, page.Stop{Page: stopFrame(r), Form: kit.Form{Action: r.URL.Path}})
}

// contactStop ends all messages, for whoever presses the button and for mail
// programs that do it in one step (RFC 8058), and says that they ended, whether
// there were any or not.
func (s *Server) contactStop(w http.ResponseWriter, r *request) error {
	f := r.form()
	stopped, err := f.save(nil, func() error { return s.Contacts.Stop(r.Context(), r.PathValue("token")) })
	if err != nil {
		return err
	}
	if !f.ok() {
		return f.problems.Err()
	}
	return render(w, r, http.StatusOK, page.Stop{Page: stopFrame(r), Form: kit.Form{Action: r.URL.Path}, Stopped: stopped})
}

// stopFrame names neither an institution nor what this is.
func stopFrame(r *request) kit.Page {
	return kit.Page{Printer: r.print, Title: r.print.T("safe_contact.stop.title"), Path: path(r), Plain: true}
}
