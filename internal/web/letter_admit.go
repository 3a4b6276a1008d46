package web

import (
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/relay"
	"krag/internal/flow"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	page "krag/internal/web/page/group"
)

// admission is somebody's request to join with the group that they want to join.
type admission struct {
	letter relay.Letter
	group  group.Group
	path   string // of the letter
}

// admissionOf reads the request that the address names.
func (s *Server) admissionOf(r *request) (d admission, err error) {
	if d.group, err = s.joinable(r); err != nil {
		return d, err
	}
	id, err := pathID[domain.LetterID](r, "letter")
	if err != nil {
		return d, err
	}
	d.path = lettersPath(d.group.ID) + "/" + id.String()
	d.letter, _, err = s.Letters.Letter(r.Context(), r.actor, d.group.ID, id)
	return d, err
}

func (s *Server) admitShow(w http.ResponseWriter, r *request) error { return s.admitNew(w, r, false) }

func (s *Server) enqueueShow(w http.ResponseWriter, r *request) error { return s.admitNew(w, r, true) }

// admitNew offers to take somebody in. Where there is no place, the waiting list
// stands there instead; where nobody has to wait, it leads to the group.
func (s *Server) admitNew(w http.ResponseWriter, r *request, queue bool) error {
	d, err := s.admissionOf(r)
	if err != nil {
		return err
	}
	if !d.letter.Admissible() {
		return domain.Conflict("relay.over")
	}
	door, err := s.Groups.Door(r.Context(), r.actor, d.group.ID)
	if err != nil {
		return err
	}
	if queue && !door.Full && !door.Asks && s.waitersNow(r, d.group, door) == 0 {
		return s.seeOther(w, r, d.to(false), "") // there is a place
	}
	why := ""
	if door.Full && !queue {
		queue, why = true, r.print.T("waiting.instead", "most", d.group.Description.Most)
	}
	v := url.Values{"pseudonym": {d.letter.Words.Reveal()}, "reach": {"yes"}}
	putDate(v, "on", s.today(r))
	return s.admitPage(w, r, http.StatusOK, d, newForm(d.to(queue)), v, queue, why)
}

// to is where the form of an admission leads.
func (d admission) to(queue bool) string {
	if queue {
		return d.path + "/queue"
	}
	return d.path + "/join"
}

// admitPage asks what is to be known of whoever is taken in: a pseudonym, since
// when, and whether they may be reached as they asked to be answered.
func (s *Server) admitPage(w http.ResponseWriter, r *request, status int, d admission, f kit.Form, v url.Values, queue bool, why string) error {
	t := r.print.T
	title := t("relay.admit.link")
	if queue {
		title = t("relay.admit.queue")
	}
	p := s.letterPart(w, r, d.group, title)
	p.Flawed = f.Flawed()
	j := page.Join{Page: p, Form: f, Values: v, Waits: queue}
	lead := why
	if lead == "" {
		lead = t("relay.admit.lead")
	}
	if !queue {
		door, err := s.Groups.Door(r.Context(), r.actor, d.group.ID)
		if err != nil {
			return err
		}
		agreed, err := s.Agreements.All(r.Context(), r.actor, d.group.ID)
		if err != nil {
			return err
		}
		j.Asks = door.Asks
		if e := group.InForce(agreed); e != nil {
			j.Edition, j.Rules = e.ID.String(), &kit.Link{Text: t("group_agreement.accepts.read"), Href: rulesPath(d.group.ID)}
		}
	}
	pseudonym := lineField(f, v, "pseudonym", t("member.join.pseudonym"), relay.MaxPseudonym)
	fields := append([]templ.Component{kit.TextInput(pseudonym)}, j.Entry()...)
	if d.letter.Reply.By.ByWire() {
		fields = append(fields, kit.Checkboxes(kit.Choice{
			Field:   kit.Field{Name: "reach", Label: t("relay.admit.reach"), Hint: t("relay.admit.reach_hint")},
			Options: kit.Choose([]kit.Option{{Value: "yes", Label: t("relay.admit.reach_yes", "by", t(i18n.Key("relay.by_short", string(d.letter.Reply.By))))}}, v["reach"]...),
		}))
	} else {
		fields = append(fields, ask.Lines([]string{t("relay.admit.call")}))
	}
	return render(w, r, status, ask.Ask{
		Page: p, Form: f, Over: d.group.Neutral, Lead: lead, Fields: fields, Button: title,
		Below: []ask.Part{{ID: "asked", Title: t("relay.join.one"), Body: kit.Rows(requestTerms(r, d.letter))}},
	})
}

func (s *Server) admit(w http.ResponseWriter, r *request) error { return s.takeIn(w, r, false) }

func (s *Server) enqueue(w http.ResponseWriter, r *request) error { return s.takeIn(w, r, true) }

// takeIn notes who somebody is who asked to join. A group that filled meanwhile
// leads to its waiting list, with what was typed.
func (s *Server) takeIn(w http.ResponseWriter, r *request, queue bool) error {
	d, err := s.admissionOf(r)
	if err != nil {
		return err
	}
	f, today := r.form(), s.today(r)
	n := flow.Admitting{
		ID: formID[domain.PersonID](f).UUID, Letter: d.letter.ID, Group: d.group.ID, Pseudonym: f.text("pseudonym"), On: f.date("on"), Queue: queue,
		Reach: f.yes("reach"), Accepts: fieldID[domain.EditionID](f, "accepts"), AllTheSame: f.yes("all_the_same"),
	}
	in, err := f.save(n.Check(today), func() error { return s.Flow.Admit(r.Context(), r.actor, n, today) })
	switch {
	case err != nil:
		return err
	case !in && !d.letter.Admissible():
		return domain.Conflict("relay.over")
	case !in && f.found("group.full"):
		again := f.state(d.to(true))
		again.Problems = nil
		return s.admitPage(w, r, http.StatusUnprocessableEntity, d, again, f.Values, true, r.print.T("waiting.instead", "most", d.group.Description.Most))
	case !in:
		return s.admitPage(w, r, flawed(w, f), d, f.state(d.to(queue)), f.Values, queue, "")
	case queue:
		return s.seeOther(w, r, d.path, "relay.said.queued")
	}
	return s.seeOther(w, r, d.path, "relay.said.joined")
}
