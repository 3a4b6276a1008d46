package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/relay"
	"krag/internal/web/kit"
	page "krag/internal/web/page/letter"
)

// joinShow asks what the group asks whoever wants to join. It says of no group
// which it is.
func (s *Server) joinShow(w http.ResponseWriter, r *request) error {
	v, err := s.joining(w, r, newForm(writePath(r)+"/join"), url.Values{})
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, v)
}

func (s *Server) joining(w http.ResponseWriter, r *request, f kit.Form, v url.Values) (templ.Component, error) {
	asked, err := s.Letters.AskedAt(r.Context(), r.PathValue("token"))
	if err != nil {
		return nil, err
	}
	t := r.print.T
	p := s.countFrame(w, r, t("relay.join.title"))
	p.Flawed, f.Version = f.Flawed(), asked.Version
	pseudonym := lineField(f, v, "pseudonym", t("relay.join.pseudonym"), relay.MaxPseudonym)
	pseudonym.Hint = t("relay.join.pseudonym_hint")
	show := page.Write{
		Page: p, Form: f, Tabs: writeTabs(r, true), Lead: t("relay.join.lead"), Pseudonym: &pseudonym, HoursHeading: t("relay.write.hours"),
		By:    replyWays(r, f, v, t("relay.join.by"), relay.Channels[1:]),
		Notes: []string{t("relay.write.who"), t("relay.join.kept", "days", relay.Kept, "most", relay.Longest), t("relay.write.urgent")},
		From:  lineField(f, v, "from", t("safe_contact.hours.from"), 5), Until: lineField(f, v, "until", t("safe_contact.hours.until"), 5),
	}
	for i, one := range asked.Asks {
		answer := lineField(f, v, "answer_"+strconv.Itoa(i+1), one, relay.MaxSaid)
		answer.Rows, answer.Optional = 3, true
		show.Asks = append(show.Asks, answer)
	}
	return show, nil
}

// join sends a request to join, as by the address.
func (s *Server) join(w http.ResponseWriter, r *request) error {
	f := r.form()
	n := readLetter(f)
	n.Words, n.Join = f.text("pseudonym"), &relay.NewRequest{Version: f.version()}
	for i := range relay.MostQuestions {
		n.Join.Answers = append(n.Join.Answers, f.text("answer_"+strconv.Itoa(i+1)))
	}
	return s.sendLetter(w, r, f, n, writePath(r)+"/join", func(again kit.Form) (templ.Component, error) {
		return s.joining(w, r, again, f.Values)
	})
}

// requestTerms are who asks to join, and what they said to what was asked.
func requestTerms(r *request, l relay.Letter) []kit.Term {
	t := r.print.T
	terms := []kit.Term{{Name: t("relay.join.pseudonym"), Text: l.Words.Reveal()}}
	for _, one := range l.Join.Said {
		said := one.Answer
		if said == "" {
			said = t("relay.join.unsaid")
		}
		terms = append(terms, kit.Term{Name: one.Question, Text: said})
	}
	return terms
}

// admitLinks lead from a request to taking somebody in, or to who they are now.
func (s *Server) admitLinks(r *request, d letterDesk, l relay.Letter) (admit *kit.Link, more []kit.Link, err error) {
	t, path := r.print.T, d.base+"/"+l.ID.String()
	switch {
	case d.member || l.Join == nil || !s.policy.May(r.actor, group.ActJoin):
		return nil, nil, nil
	case !l.Person.IsZero():
		return nil, []kit.Link{{Text: t("relay.admit.person"), Href: personPath(l.Person)}}, nil
	case !d.open || !l.Admissible():
		return nil, nil, nil
	}
	door, err := s.Groups.Door(r.Context(), r.actor, d.group)
	if err != nil {
		return nil, nil, err
	}
	join, queue := kit.Link{Text: t("relay.admit.link"), Href: path + "/join"}, kit.Link{Text: t("relay.admit.queue"), Href: path + "/queue"}
	known := kit.Link{Text: t("relay.admit.known"), Href: join.Href + "/known"}
	switch waiters := s.waitersNow(r, group.Group{ID: d.group}, door); {
	case door.Full:
		known.Href = queue.Href + "/known"
		return &queue, []kit.Link{known}, nil
	case door.Asks || waiters > 0:
		return &join, []kit.Link{queue, known}, nil
	}
	return &join, []kit.Link{known}, nil
}

func (s *Server) letterAskShow(w http.ResponseWriter, r *request) error {
	d, err := s.letterDesk(w, r)
	return s.showAsks(w, r, d, err)
}

func (s *Server) meLetterAskShow(w http.ResponseWriter, r *request) error {
	d, err := s.meLetterDesk(w, r)
	return s.showAsks(w, r, d, err)
}

func (s *Server) letterAsk(w http.ResponseWriter, r *request) error {
	d, err := s.letterDesk(w, r)
	return s.putAsks(w, r, d, err)
}

func (s *Server) meLetterAsk(w http.ResponseWriter, r *request) error {
	d, err := s.meLetterDesk(w, r)
	return s.putAsks(w, r, d, err)
}

// showAsks shows what the group asks. Where nobody wrote it down, what its kind
// asks stands there as a start, and nothing is asked before it is saved.
func (s *Server) showAsks(w http.ResponseWriter, r *request, d letterDesk, err error) error {
	if err != nil {
		return err
	}
	if !d.open {
		return domain.Conflict("group.closed")
	}
	q, err := s.Letters.Questions(r.Context(), r.actor, d.group)
	if err != nil {
		return err
	}
	asks, offered := q.Asks, q.Version == 0 && len(q.Offered) > 0
	if offered {
		asks = q.Offered
	}
	v := url.Values{}
	for i, one := range asks {
		v.Set("question_"+strconv.Itoa(i+1), one)
	}
	return render(w, r, http.StatusOK, asking(r, d, editForm(d.base+"/questions", d.group.UUID, q.Version), v, offered))
}

func asking(r *request, d letterDesk, f kit.Form, v url.Values, offered bool) page.Ask {
	t := r.print.T
	show := page.Ask{
		Page: d.frame(t("relay.ask.title")), Over: d.over, Form: f, Back: kit.Link{Text: t("relay.back"), Href: d.base},
		Notes: []string{t("relay.ask.seen"), t("relay.ask.free")},
	}
	if offered {
		show.Notes = append(show.Notes, t("relay.ask.offered"))
	}
	show.Flawed = f.Flawed()
	for i := range relay.MostQuestions {
		one := lineField(f, v, "question_"+strconv.Itoa(i+1), t("relay.ask.question", "n", i+1), relay.MaxQuestion)
		one.Rows, one.Optional = 2, true
		show.Asks = append(show.Asks, one)
	}
	return show
}

// putAsks changes what the group asks.
func (s *Server) putAsks(w http.ResponseWriter, r *request, d letterDesk, err error) error {
	if err != nil {
		return err
	}
	f := r.form()
	asks := make([]string, relay.MostQuestions)
	for i := range asks {
		asks[i] = strings.Join(strings.Fields(f.text("question_"+strconv.Itoa(i+1))), " ") // a question is one line
	}
	saved, err := f.save(relay.CheckQuestions(asks, d.member), func() error {
		return s.Letters.Ask(r.Context(), r.actor, d.group, asks, f.version())
	})
	switch {
	case err != nil:
		return err
	case !saved:
		return render(w, r, flawed(w, f), asking(r, d, f.state(d.base+"/questions"), f.Values, false))
	}
	return s.seeOther(w, r, d.base, "relay.said.asks")
}
