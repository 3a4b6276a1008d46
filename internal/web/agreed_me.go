package web

import (
	"net/http"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/meeting"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	lists "krag/internal/web/page/equipment"
	"krag/internal/web/page/venture"
)

const meAgreedPath = "/me/agreed"

// meAgreed is what a member has to do, and what they can take. Nobody else is
// named in it.
func (s *Server) meAgreed(w http.ResponseWriter, r *request) error {
	if err := onlyMember(r); err != nil {
		return err
	}
	all, err := s.Agreed.Own(r.Context(), r.actor, r.session.Group, s.today(r))
	if err != nil {
		return err
	}
	t := r.print.T
	v := lists.Show{Page: s.meFrame(w, r), Heading: t("agreed.me.title"), Lead: t("agreed.me.lead"), More: []kit.Link{{Text: t("message.record.back"), Href: "/me"}}}
	v.Page.Title = v.Heading
	if len(all) == 0 {
		v.Empty = &kit.Empty{Text: t("agreed.me.none")}
	}
	mine, free := s.meTasks(r, all)
	for _, p := range []lists.Part{{ID: "mine", Title: t("agreed.me.mine"), Body: mine}, {ID: "free", Title: t("agreed.me.free"), Body: free}} {
		if p.Body != nil {
			v.Parts = append(v.Parts, p)
		}
	}
	return render(w, r, http.StatusOK, v)
}

// meTasks are a member's own tasks and those that are nobody's or everybody's,
// nil for none.
func (s *Server) meTasks(r *request, all []meeting.Task) (mine, free templ.Component) {
	var own, others []venture.Task
	for _, t := range all {
		one := s.agreedLine(r, t)
		one.Says = agreedOwnSays(r, t)
		if t.Person == r.actor.Person {
			own = append(own, one)
		} else {
			others = append(others, one)
		}
	}
	if len(own) > 0 {
		mine = venture.Tasks(own)
	}
	if len(others) > 0 {
		free = venture.Tasks(others)
	}
	return mine, free
}

func agreedOwnSays(r *request, t meeting.Task) *venture.Says {
	says := venture.Says{Form: editForm(meAgreedPath+"/"+t.ID.String(), t.ID.UUID, 0), Quiet: true}
	for _, say := range t.Owns(r.actor.Person) {
		says.Buttons = append(says.Buttons, venture.Button{Text: r.print.T(i18n.Key("agreed.say", string(say))), Value: string(say)})
	}
	if len(says.Buttons) == 0 {
		return nil
	}
	return &says
}

// meAgreedSay lets a member take a task, give it back, and say that it is done.
func (s *Server) meAgreedSay(w http.ResponseWriter, r *request) error {
	if err := onlyMember(r); err != nil {
		return err
	}
	id, err := pathID[domain.TaskID](r, "task")
	if err != nil {
		return err
	}
	say := meeting.Say(r.form().text("do"))
	if err := s.Agreed.SayOwn(r.Context(), r.actor, r.session.Group, id, say, s.today(r)); err != nil {
		return err
	}
	return s.seeOther(w, r, meAgreedPath, i18n.Key("agreed.said", string(say)))
}

// meToDo are the own open tasks, each in a line, for the first page.
func (s *Server) meToDo(r *request) (rows []kit.Term, err error) {
	all, err := s.Agreed.Own(r.Context(), r.actor, r.session.Group, s.today(r))
	for _, t := range all {
		if t.Person == r.actor.Person && t.State == meeting.TaskOpen {
			line := s.agreedLine(r, t)
			until := line.Need
			if until == "" {
				until = agreedUntil(r, t)
			}
			rows = append(rows, kit.Term{Name: line.Text, Text: until})
		}
	}
	return rows, err
}
