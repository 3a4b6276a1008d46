package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/mutual"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	lists "krag/internal/web/page/equipment"
	page "krag/internal/web/page/venture"
)

// meVentures is what the own group does together.
func (s *Server) meVentures(w http.ResponseWriter, r *request) error {
	if err := onlyMember(r); err != nil {
		return err
	}
	all, err := s.Mutual.Ventures(r.Context(), r.actor, r.session.Group, r.page())
	if err != nil {
		return err
	}
	t := r.print.T
	v := lists.Show{Page: s.meVentureFrame(w, r, t("venture.title")), Heading: t("venture.title"), Lead: t("venture.me.lead"), More: []kit.Link{{Text: t("message.record.back"), Href: "/me"}}}
	if len(all.Open)+all.Ended.Total == 0 {
		v.Empty = &kit.Empty{Text: t("venture.me.none")}
	}
	s.ventureParts(r, meVenturesPath, all, &v)
	return render(w, r, http.StatusOK, v)
}

func (s *Server) meVentureFrame(w http.ResponseWriter, r *request, title string) kit.Page {
	p := s.meFrame(w, r)
	p.Title = title
	return p
}

// meVentureAt is the venture that the address names, of the own group.
func (s *Server) meVentureAt(r *request) (v mutual.Venture, err error) {
	if err := onlyMember(r); err != nil {
		return v, err
	}
	id, err := pathID[domain.VentureID](r, "venture")
	if err != nil {
		return v, err
	}
	return s.Mutual.Venture(r.Context(), r.actor, r.session.Group, id)
}

// meVenture is one, with the tasks that one can take.
func (s *Server) meVenture(w http.ResponseWriter, r *request) error {
	v, err := s.meVentureAt(r)
	if err != nil {
		return err
	}
	t, base := r.print.T, meVenturesPath+"/"+v.ID.String()
	show := s.venturePage(r, s.meVentureFrame(w, r, t("venture.one")), v)
	show.Acts = []kit.Link{{Text: t("venture.sheet.link"), Href: base + "/sheet"}, {Text: t("venture.me.back"), Href: meVenturesPath}}
	if !v.Over() {
		show.Note = t("venture.me.open")
		for i, task := range v.Tasks {
			show.Tasks[i].Says = memberSays(r, base, task)
		}
	}
	return render(w, r, http.StatusOK, show)
}

// memberSays are the buttons of a task, nil for none.
func memberSays(r *request, base string, task mutual.Task) *page.Says {
	var buttons []page.Button
	for _, say := range task.Said(r.actor.Person) {
		buttons = append(buttons, page.Button{Text: r.print.T(i18n.Key("venture.say", string(say))), Value: string(say)})
	}
	if len(buttons) == 0 {
		return nil
	}
	return &page.Says{Form: editForm(base+"/tasks/"+task.ID.String(), task.ID.UUID, 0), Buttons: buttons}
}

func (s *Server) meVentureSheet(w http.ResponseWriter, r *request) error {
	v, err := s.meVentureAt(r)
	if err != nil {
		return err
	}
	show := s.venturePage(r, s.meVentureFrame(w, r, r.print.T("venture.sheet.title")), v)
	show.Acts = []kit.Link{{Text: r.print.T("venture.sheet.back"), Href: meVenturesPath + "/" + v.ID.String()}}
	return s.ventureOnPaper(w, r, show)
}

// meVentureSay lets a member take a task, give it back, and say that it is done.
func (s *Server) meVentureSay(w http.ResponseWriter, r *request) error {
	if err := onlyMember(r); err != nil {
		return err
	}
	id, err := pathID[domain.VentureID](r, "venture")
	if err != nil {
		return err
	}
	task, err := pathID[domain.TaskID](r, "task")
	if err != nil {
		return err
	}
	say := mutual.Say(r.form().text("do"))
	if err := s.Mutual.SayOfTask(r.Context(), r.actor, r.session.Group, id, task, say, s.today(r)); err != nil {
		return err
	}
	return s.seeOther(w, r, meVenturesPath+"/"+id.String(), i18n.Key("venture.said", string(say)))
}
