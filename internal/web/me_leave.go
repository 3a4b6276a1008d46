package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/web/kit"
	page "krag/internal/web/page/me"
)

func (s *Server) meLeaveShow(w http.ResponseWriter, r *request) error {
	if err := onlyMember(r); err != nil {
		return err
	}
	p := s.meFrame(w, r)
	p.Help = helpAbout(r, aboutForgetting)
	return render(w, r, http.StatusOK, page.Leave{Page: p, Form: kit.Form{Action: "/me/leave", ID: r.actor.Person.String()}})
}

// meLeave ends the membership, or everything that is known of the person, and
// with it the session this was asked in.
func (s *Server) meLeave(w http.ResponseWriter, r *request) error {
	if err := onlyMember(r); err != nil {
		return err
	}
	f := r.form()
	gone, err := f.save(leaveCheck(f), func() error {
		if f.Get("how") == page.Forget {
			return s.Flow.Forget(r.Context(), r.actor, r.actor.Person, s.today(r))
		}
		return s.Flow.Leave(r.Context(), r.actor, r.session.Group, r.actor.Person, s.today(r))
	})
	if err != nil {
		return err
	}
	if !gone {
		p := s.meFrame(w, r)
		p.Flawed, p.Help = true, helpAbout(r, aboutForgetting)
		return render(w, r, http.StatusUnprocessableEntity, page.Leave{Page: p, Form: f.state("/me/leave")})
	}
	return s.gone(w, r)
}

// gone ends on the goodbye page, also when it is asked for a second time.
func (s *Server) gone(w http.ResponseWriter, r *request) error {
	s.closeSession(w)
	return s.seeOther(w, r, "/me/left", saidLeft)
}

func leaveCheck(f *form) error {
	var p domain.Problems
	if how := f.Get("how"); how != page.Only && how != page.Forget {
		p.Add("", "me.leave.missing")
	}
	return p.Err()
}

// meLeft says goodbye. Whoever opens it without having left reads nothing
// about anybody.
func (s *Server) meLeft(w http.ResponseWriter, r *request) error {
	p := s.meFrame(w, r)
	p.Nav, p.Institution, p.Help = nil, "", nil
	return render(w, r, http.StatusOK, page.Left{Page: p})
}
