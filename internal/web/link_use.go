package web

import (
	"net/http"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/institution"
	"krag/internal/flow"
	"krag/internal/web/kit"
	"krag/internal/web/page/door"
)

// linkShow shows what a private link opens: a button, a new password, or the
// five questions of a new institution. It uses nothing up.
func (s *Server) linkShow(w http.ResponseWriter, r *request) error {
	link, err := s.Accounts.Link(r.Context(), r.PathValue("token"))
	if err != nil {
		return err
	}
	f := kit.Form{Action: "/in/" + r.PathValue("token")}
	switch link.Kind {
	case account.LinkSetup:
		return render(w, r, http.StatusOK, s.setupPage(w, r, f, flow.Answers{Leads: true}))
	case account.LinkReset:
		return render(w, r, http.StatusOK, s.passwordPage(w, r, f))
	}
	return render(w, r, http.StatusOK, s.doorway(w, r, f, link))
}

func (s *Server) doorway(w http.ResponseWriter, r *request, f kit.Form, link account.Link) door.Doorway {
	p := s.frame(w, r, r.print.T("door.link.title"))
	p.Nav, p.Account, p.Path, p.Institution = nil, nil, "", ""
	p.Sensitive = link.Kind == account.LinkMember
	d := kit.Doorway{Form: f, Title: r.print.T("door.link.title"), Lead: r.print.T("door.link.staff"), Button: r.print.T("door.link.enter")}
	if p.Sensitive {
		d.Lead = r.print.T("door.link.member")
		d.Lines = []string{r.print.T("door.link.own_phone")}
	}
	return door.Doorway{Page: p, Doorway: d}
}

func (s *Server) passwordPage(w http.ResponseWriter, r *request, f kit.Form) door.Password {
	p := s.frame(w, r, r.print.T("door.password.title"))
	p.Nav, p.Account, p.Path, p.Flawed = nil, nil, "", f.ToMend()
	return door.Password{Page: p, Form: f, Min: account.MinPassword}
}

func (s *Server) setupPage(w http.ResponseWriter, r *request, f kit.Form, a flow.Answers) door.Setup {
	p := s.frame(w, r, r.print.T("door.setup.title"))
	p.Nav, p.Account, p.Path, p.Flawed = nil, nil, "", f.ToMend()
	return door.Setup{
		Page: p, Form: f, Name: a.Institution.Name, Profile: string(a.Institution.Profile), Place: a.Institution.Place,
		Voivodeship: a.Institution.Voivodeship, Manager: a.Name, Leads: a.Leads, Login: a.Login, Min: account.MinPassword,
	}
}

// linkUse uses a private link.
func (s *Server) linkUse(w http.ResponseWriter, r *request) error {
	token := r.PathValue("token")
	link, err := s.Accounts.TryLink(r.Context(), s.client(r.Request), token)
	if err != nil {
		return err
	}
	switch link.Kind {
	case account.LinkSetup:
		return s.setup(w, r, token)
	case account.LinkReset:
		return s.choosePassword(w, r, token)
	}
	session, err := s.Accounts.Use(r.Context(), token)
	if err != nil {
		return err
	}
	s.openSession(w, session, time.Duration(lifeOf(link))*time.Second)
	return s.seeOther(w, r, "/", "")
}

func (s *Server) choosePassword(w http.ResponseWriter, r *request, token string) error {
	f := r.form()
	var session string
	chosen, err := f.save(samePassword(f), func() (err error) {
		session, err = s.Accounts.Reset(r.Context(), token, f.Get("password"))
		return err
	})
	if err != nil {
		return err
	}
	if !chosen {
		return render(w, r, flawed(w, f), s.passwordPage(w, r, f.state("/in/"+token)))
	}
	s.openSession(w, session, 0)
	return s.seeOther(w, r, "/", "door.password.saved")
}

// samePassword asks that a new password was typed twice alike.
func samePassword(f *form) error {
	var p domain.Problems
	if f.Get("password") != f.Get("again") {
		p.Add("again", "account.password.not_same")
	}
	return p.Err()
}

func (s *Server) setup(w http.ResponseWriter, r *request, token string) error {
	f := r.form()
	a := flow.Answers{
		Institution: institution.NewInstitution{
			Name: f.text("name"), Profile: institution.Profile(f.text("profile")), Place: f.text("place"), Voivodeship: f.text("voivodeship"),
		},
		Name: f.text("manager"), Leads: f.yes("leads"), Login: f.text("login"), Password: f.Get("password"),
	}
	var session string
	made, err := f.save(a.Check(), func() (err error) {
		session, err = s.Flow.SetUp(r.Context(), token, a)
		return err
	})
	if err != nil {
		return err
	}
	if !made {
		return render(w, r, flawed(w, f), s.setupPage(w, r, f.state("/in/"+token), a))
	}
	s.openSession(w, session, 0)
	return s.seeOther(w, r, "/", "door.setup.done")
}
