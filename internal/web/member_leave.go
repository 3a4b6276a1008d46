package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/person"
	"krag/internal/web/kit"
)

// belonging is somebody in the group of the path.
type belonging struct {
	person.Person
	person.Belonging
}

func (b belonging) called() string { return b.Pseudonym.Reveal() }

// belongingOf finds the person of the path in the group of the path; who does
// not belong there is not found.
func (s *Server) belongingOf(r *request) (b belonging, err error) {
	id, err := pathID[domain.GroupID](r, "id")
	if err != nil {
		return b, err
	}
	who, err := pathID[domain.PersonID](r, "person")
	if err != nil {
		return b, err
	}
	p, in, err := s.People.Show(r.Context(), r.actor, who)
	if err != nil {
		return b, err
	}
	for _, i := range in {
		if i.Group == id && i.Left.IsZero() {
			return belonging{p, i}, nil
		}
	}
	return b, notFound()
}

func memberPath(group domain.GroupID, who domain.PersonID) string {
	return groupPath(group) + "/members/" + who.String()
}

func toMembers(r *request, id domain.GroupID) kit.Link {
	return kit.Link{Text: r.print.T("member.back"), Href: groupPath(id) + "/members"}
}

// memberLeaveShow says what ends when somebody leaves a group.
func (s *Server) memberLeaveShow(w http.ResponseWriter, r *request) error {
	b, err := s.belongingOf(r)
	if err != nil {
		return err
	}
	g, err := s.Groups.Group(r.Context(), r.actor, b.Group)
	if err != nil {
		return err
	}
	p := s.groupPart(w, r, g, r.print.T("member.list.leave"))
	return render(w, r, http.StatusOK, kit.ConfirmPage(p, kit.Confirmation{
		Form: editForm(r.URL.Path, b.ID.UUID, b.Version), Title: r.print.T("member.leave.title", "who", b.called()),
		Will:   []string{r.print.T("member.leave.link"), r.print.T("member.leave.counts"), r.print.T("member.leave.return")},
		Button: r.print.T("member.leave.do"), Back: toMembers(r, g.ID),
	}))
}

func (s *Server) memberLeave(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.GroupID](r, "id")
	if err != nil {
		return err
	}
	who, err := pathID[domain.PersonID](r, "person")
	if err != nil {
		return err
	}
	if err := s.Flow.Leave(r.Context(), r.actor, id, who, s.today(r)); err != nil {
		return err
	}
	return s.seeOther(w, r, groupPath(id)+"/members", "member.said.left")
}
