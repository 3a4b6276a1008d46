package web

import (
	"net/http"
	"strconv"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/message"
)

// messageHand lists what somebody has to tell in person, by what it is about.
func (s *Server) messageHand(w http.ResponseWriter, r *request) error {
	return s.handPage(w, r, "", kit.Pager{Path: handPath})
}

// messageHandSearch lists those whose pseudonym holds the words that were sent.
func (s *Server) messageHandSearch(w http.ResponseWriter, r *request) error {
	text := r.form().text("q")
	if text == "" {
		return s.seeOther(w, r, handPath, "")
	}
	return s.handPage(w, r, text, kit.Pager{Path: handPath, Sought: []kit.Kept{{Name: "q", Value: text}}})
}

func (s *Server) handPage(w http.ResponseWriter, r *request, text string, pager kit.Pager) error {
	all, err := s.Messages.Hand(r.Context(), r.actor, text, r.page())
	if err != nil {
		return err
	}
	if len(all.Rows) == 0 && all.Page.Number > 1 { // the last of the page was told
		return s.seeOther(w, r, handPath, "")
	}
	pager.At, pager.Of = all.Page.Number, all.Pages()
	p, at := s.frame(w, r, r.print.T("message.hand.title")), all.Page
	p.Here, p.Crumbs = "/people", []kit.Link{{Text: r.print.T("person.list.title"), Href: "/people"}}
	h := page.Hand{
		Page: p, Pager: pager, People: kit.Link{Text: r.print.T("message.hand.people"), Href: "/people"},
		Search: kit.Field{Name: "q", Label: r.print.T("person.list.search"), Value: text, Max: 60}, Searched: text != "",
	}
	if h.Searched {
		at = domain.Page{Number: 1} // an answer leads back to the whole list
	}
	if h.Searched && all.Total > 0 {
		h.Found = r.print.N("message.hand.found", all.Total)
	}
	own, err := s.Messages.Wordings(r.Context(), r.actor)
	if err != nil {
		return err
	}
	h.Things = s.things(r, own, all.Rows, at)
	return render(w, r, http.StatusOK, h)
}

// things puts together what is about the same. They come in the order of their
// most pressing message.
func (s *Server) things(r *request, own []notify.Wording, rows []notify.Row, at domain.Page) (things []page.Thing) {
	places := map[string]int{}
	for _, m := range rows {
		t := s.thing(r, own, m)
		key := t.Title + "\n" + t.What + "\n" + m.About.String()
		if !m.Kind.OfMeeting() && m.Kind != notify.Safety {
			key = string(m.Kind)
		}
		i, there := places[key]
		if !there {
			i = len(things)
			places[key], t.ID = i, "thing-"+strconv.Itoa(i+1)
			things = append(things, t)
		}
		row := s.messageRow(r, m)
		row.State, row.Need = s.handReason(r, m.Message), false // all of the page is what needs somebody
		if at.Number > 1 && row.Form != nil {
			row.Back = []kit.Kept{{Name: "page", Value: strconv.Itoa(at.Number)}}
		}
		things[i].Rows = append(things[i].Rows, row)
	}
	return things
}

// thing says what a message is about, as far as somebody of the house reads it.
func (s *Server) thing(r *request, own []notify.Wording, m notify.Row) page.Thing {
	if m.Kind == notify.Safety && m.Fact != nil {
		return page.Thing{
			Title: m.Fact.GroupName, What: noticeWords(r, own, m.Fact.Say),
			Link: &kit.Link{Text: r.print.T("message.notice.told"), Href: noticeToldPath(m.Fact.Group, domain.NoticeID{UUID: m.About}), Of: m.Fact.GroupName},
		}
	}
	if !m.Kind.OfMeeting() || m.Fact == nil {
		return page.Thing{Title: capital(messageKind(r, m.Kind))}
	}
	t := page.Thing{Title: m.Fact.GroupName, What: s.aboutMeeting(r, m)}
	if m.Kind == notify.Change {
		t.Link = &kit.Link{Text: r.print.T("message.told.link"), Href: toldPath(domain.MeetingID{UUID: m.About}), Of: t.Title}
	}
	return t
}

// messageRow is one party: what can be said of its message, and the buttons.
func (s *Server) messageRow(r *request, m notify.Row) page.Row {
	row := page.Row{Who: partyLink(r, m)}
	switch m.State {
	case notify.ByHand, notify.Unsure, notify.Planned:
		form := editForm("/messages/"+m.ID.String()+"/answer", m.ID.UUID, 0)
		row.Form, row.Again = &form, m.State == notify.Unsure
		row.Until = s.ofUse(r, m.ExpiresAt)
	}
	if m.State == notify.ByHand && m.Why == notify.WhyLetter && m.ExpiresAt.After(s.now()) && s.policy.May(r.actor, notify.ActLetter) {
		row.Paper = &kit.Link{Text: r.print.T("message.letter.link"), Href: letterPath(m.ID), Of: row.Who.Text}
	}
	return row
}

// partyLink leads to how a person may be reached. Of staff no name is asked for.
func partyLink(r *request, m notify.Row) kit.Link {
	switch {
	case m.Person.IsZero():
		return kit.Link{Text: r.print.T("message.staff")}
	case m.Name.IsZero():
		return kit.Link{Text: name(r, m.Name)}
	}
	return kit.Link{Text: name(r, m.Name), Href: personPath(m.Person) + "/contact"}
}

// messageAnswer notes that somebody was told, or need not be, or has it sent once
// more. Pressed twice, it is answered as the first time.
func (s *Server) messageAnswer(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.MessageID](r, "id")
	if err != nil {
		return err
	}
	f := r.form()
	answer, back := notify.Answer(f.text("step")), answeredOn(f)
	answered, err := f.save(nil, func() error { return s.Messages.Answer(r.Context(), r.actor, id, answer) })
	switch {
	case err != nil:
		return err
	case !f.ok():
		return f.problems.Err()
	case !answered: // it was only asked to be shown
		return back.show(s, w, r)
	}
	return s.seeOther(w, r, back.path(r), i18n.Key("message.said", string(answer)))
}

// answeredPage is the page on which a button was pressed: of a meeting, of a
// notice to a group, or the list.
type answeredPage struct {
	meeting domain.MeetingID
	group   domain.GroupID
	notice  domain.NoticeID
}

func answeredOn(f *form) answeredPage {
	return answeredPage{fieldID[domain.MeetingID](f, "meeting"), fieldID[domain.GroupID](f, "group"), fieldID[domain.NoticeID](f, "notice")}
}

func (p answeredPage) show(s *Server, w http.ResponseWriter, r *request) error {
	switch {
	case !p.meeting.IsZero():
		return s.toldOf(w, r, p.meeting)
	case !p.notice.IsZero():
		return s.noticeOf(w, r, p.group, p.notice)
	}
	return s.messageHand(w, r)
}

func (p answeredPage) path(r *request) string {
	switch {
	case !p.meeting.IsZero():
		return toldPath(p.meeting)
	case !p.notice.IsZero():
		return noticeToldPath(p.group, p.notice)
	}
	if n := r.page().Number; n > 1 {
		return handPath + "?page=" + strconv.Itoa(n)
	}
	return handPath
}
