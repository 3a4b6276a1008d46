package web

import (
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/person"
	"krag/internal/domain/relay"
	"krag/internal/flow"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	page "krag/internal/web/page/group"
)

// admission is somebody's request to join with the group that they want to join, and
// how they are taken in.
type admission struct {
	letter relay.Letter
	group  group.Group
	path   string // of the letter
	queue  bool   // onto the waiting list
	known  bool   // as one of those who are known
}

// admissionOf reads the request that the address names.
func (s *Server) admissionOf(r *request, queue, known bool) (d admission, err error) {
	if d.group, err = s.joinable(r); err != nil {
		return d, err
	}
	id, err := pathID[domain.LetterID](r, "letter")
	if err != nil {
		return d, err
	}
	d.path, d.queue, d.known = lettersPath(d.group.ID)+"/"+id.String(), queue, known
	d.letter, _, err = s.Letters.Letter(r.Context(), r.actor, d.group.ID, id)
	return d, err
}

// to is where the form of an admission leads, at where it stands.
func (d admission) to() string {
	if d.queue {
		return d.path + "/queue"
	}
	return d.path + "/join"
}

func (d admission) at() string {
	if d.known {
		return d.to() + "/known"
	}
	return d.to()
}

func (s *Server) admitShow(w http.ResponseWriter, r *request) error {
	return s.admitNew(w, r, false, false)
}

func (s *Server) enqueueShow(w http.ResponseWriter, r *request) error {
	return s.admitNew(w, r, true, false)
}

// admitKnownShow offers who is known already.
func (s *Server) admitKnownShow(w http.ResponseWriter, r *request) error {
	return s.admitNew(w, r, false, true)
}

func (s *Server) enqueueKnownShow(w http.ResponseWriter, r *request) error {
	return s.admitNew(w, r, true, true)
}

// admitKnown offers those whose pseudonym holds the words that were sent.
func (s *Server) admitKnown(w http.ResponseWriter, r *request) error {
	return s.admitSought(w, r, false)
}

func (s *Server) enqueueKnown(w http.ResponseWriter, r *request) error {
	return s.admitSought(w, r, true)
}

func (s *Server) admitSought(w http.ResponseWriter, r *request, queue bool) error {
	if r.form().text("q") == "" {
		return s.seeOther(w, r, r.URL.Path, "")
	}
	return s.admitNew(w, r, queue, true)
}

// admitNew offers to take somebody in. Where there is no place, the waiting list
// stands there instead; where nobody has to wait, it leads to the group.
func (s *Server) admitNew(w http.ResponseWriter, r *request, queue, known bool) error {
	d, err := s.admissionOf(r, queue, known)
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
	if d.queue && !door.Full && !door.Asks && s.waitersNow(r, d.group, door) == 0 {
		d.queue = false
		return s.seeOther(w, r, d.at(), "") // there is a place
	}
	why := ""
	if door.Full && !d.queue {
		d.queue, why = true, r.print.T("waiting.instead", "most", d.group.Description.Most)
	}
	v := url.Values{"pseudonym": {d.letter.Words.Reveal()}, "reach": {"yes"}}
	putDate(v, "on", s.today(r))
	return s.admitPage(w, r, http.StatusOK, d, newForm(d.to()), v, why)
}

// admitPage asks what is to be known of whoever is taken in: a pseudonym or which of
// the known people it is, since when, and whether they may be reached as they asked
// to be answered.
func (s *Server) admitPage(w http.ResponseWriter, r *request, status int, d admission, f kit.Form, v url.Values, why string) error {
	t := r.print.T
	title := t("relay.admit.link")
	if d.queue {
		title = t("relay.admit.queue")
	}
	p := s.letterPart(w, r, d.group, title)
	p.Flawed = f.Flawed()
	j, err := s.admitAsks(r, d, page.Join{Page: p, Form: f, Values: v, Waits: d.queue})
	if err != nil {
		return err
	}
	first := []templ.Component{kit.Tabs(d.tabs(r))}
	if j.Search != nil {
		first = append(first, kit.Narrow(*j.Search))
	}
	a := ask.Ask{
		Page: p, Form: f, Over: d.group.Neutral, Lead: d.lead(r, why), Button: title,
		Below: []ask.Part{{ID: "asked", Title: t("relay.join.one"), Body: kit.Rows(requestTerms(r, d.letter))}},
	}
	switch {
	case j.None != "":
		first, a.Button = append(first, ask.Lines([]string{j.None})), ""
	case d.known:
		a.Fields = j.Who()
	default:
		a.Fields = []templ.Component{kit.TextInput(lineField(f, v, "pseudonym", t("member.join.pseudonym"), relay.MaxPseudonym))}
	}
	a.First, a.Fields = templ.Join(first...), append(append(a.Fields, j.Entry()...), d.reach(r, v))
	return render(w, r, status, a)
}

func (d admission) tabs(r *request) []kit.Tab {
	known := d
	known.known = true
	return []kit.Tab{
		{Link: kit.Link{Text: r.print.T("member.join.new"), Href: d.to()}, Here: !d.known},
		{Link: kit.Link{Text: r.print.T("relay.admit.known"), Href: known.at()}, Here: d.known},
	}
}

func (d admission) lead(r *request, why string) string {
	switch {
	case why != "":
		return why
	case d.known:
		return r.print.T("relay.known.lead")
	}
	return r.print.T("relay.admit.lead")
}

// reach asks whether somebody may be reached as they asked to be answered. What a
// known person said of that before stays.
func (d admission) reach(r *request, v url.Values) templ.Component {
	t := r.print.T
	hint, call := t("relay.admit.reach_hint"), t("relay.admit.call")
	if d.known {
		hint, call = t("relay.known.reach_hint"), t("relay.known.call")
	}
	if !d.letter.Reply.By.ByWire() {
		return ask.Lines([]string{call})
	}
	return kit.Checkboxes(kit.Choice{
		Field:   kit.Field{Name: "reach", Label: t("relay.admit.reach"), Hint: hint},
		Options: kit.Choose([]kit.Option{{Value: "yes", Label: t("relay.admit.reach_yes", "by", t(i18n.Key("relay.by_short", string(d.letter.Reply.By))))}}, v["reach"]...),
	})
}

// admitAsks adds what a group asks of everybody who comes, and who is known. Those
// who are in already are among them, and it says so.
func (s *Server) admitAsks(r *request, d admission, j page.Join) (page.Join, error) {
	t := r.print.T
	var waiting []group.Waiter
	var err error
	if d.queue && d.known {
		if waiting, _, err = s.Groups.Waiting(r.Context(), r.actor, d.group.ID); err != nil {
			return j, err
		}
	}
	if d.known {
		j.Known = true
		err = s.offerPeople(r, d.group, &j, d.at(), func(p person.Person, belongs bool) string {
			switch {
			case belongs:
				return t("relay.known.in", "who", p.Pseudonym.Reveal())
			case waits(waiting, p.ID):
				return t("relay.known.waits", "who", p.Pseudonym.Reveal())
			}
			return p.Pseudonym.Reveal()
		})
		if j.None != "" {
			j.None = t("person.list.nothing")
		}
	}
	if err != nil || d.queue {
		return j, err
	}
	door, err := s.Groups.Door(r.Context(), r.actor, d.group.ID)
	if err != nil {
		return j, err
	}
	agreed, err := s.Agreements.All(r.Context(), r.actor, d.group.ID)
	if err != nil {
		return j, err
	}
	j.Asks = door.Asks
	if e := group.InForce(agreed); e != nil {
		j.Edition, j.Rules = e.ID.String(), &kit.Link{Text: t("group_agreement.accepts.read"), Href: rulesPath(d.group.ID)}
	}
	return j, nil
}

func (s *Server) admit(w http.ResponseWriter, r *request) error { return s.takeIn(w, r, false) }

func (s *Server) enqueue(w http.ResponseWriter, r *request) error { return s.takeIn(w, r, true) }

// takeIn notes who somebody is who asked to join. A group that filled meanwhile
// leads to its waiting list, with what was typed; of whoever is in already the
// request can be closed.
func (s *Server) takeIn(w http.ResponseWriter, r *request, queue bool) error {
	f, today := r.form(), s.today(r)
	d, err := s.admissionOf(r, queue, f.yes("known"))
	if err != nil {
		return err
	}
	n := flow.Admitting{
		ID: formID[domain.PersonID](f).UUID, Letter: d.letter.ID, Group: d.group.ID, Pseudonym: f.text("pseudonym"), On: f.date("on"), Queue: queue,
		Reach: f.yes("reach"), Accepts: fieldID[domain.EditionID](f, "accepts"), AllTheSame: f.yes("all_the_same"),
	}
	if d.known {
		n.Person, n.Here = fieldID[domain.PersonID](f, "person"), f.yes("here")
	}
	in, err := f.save(d.check(n, today), func() error { return s.Flow.Admit(r.Context(), r.actor, n, today) })
	switch {
	case err != nil:
		return err
	case !in && !d.letter.Admissible():
		return domain.Conflict("relay.over")
	case !in && f.found("group.full"):
		d.queue = true
		again := f.state(d.to())
		again.Problems = nil
		return s.admitPage(w, r, http.StatusUnprocessableEntity, d, again, f.Values, r.print.T("waiting.instead", "most", d.group.Description.Most))
	case !in && (f.found("relay.belongs") || f.found("waiting.belongs") || f.found("relay.waits") || n.Here && f.ok()):
		return s.herePage(w, r, d, n, f)
	case !in && n.Here: // they left meanwhile, and can be taken in
		putDate(f.Values, "on", today)
		return s.admitPage(w, r, flawed(w, f), d, f.state(d.to()), f.Values, "")
	case !in:
		return s.admitPage(w, r, flawed(w, f), d, f.state(d.to()), f.Values, "")
	case n.Here:
		return s.seeOther(w, r, d.path, "relay.said.here")
	case queue:
		return s.seeOther(w, r, d.path, "relay.said.queued")
	}
	return s.seeOther(w, r, d.path, "relay.said.joined")
}

// check asks for somebody, where the flow would take nobody for somebody new.
func (d admission) check(n flow.Admitting, today domain.Date) error {
	switch {
	case !d.known || n.Here || !n.Person.IsZero():
		return n.Check(today)
	case d.queue:
		return awaitCheck(flow.Awaiting{Since: n.On}, today)
	}
	return knownCheck(flow.Joining{On: n.On})
}

// herePage says of somebody who was chosen that they are in already, and offers to
// close the request as theirs.
func (s *Server) herePage(w http.ResponseWriter, r *request, d admission, n flow.Admitting, f *form) error {
	t := r.print.T
	lead := t("relay.known.here_lead")
	switch {
	case f.found("relay.waits"):
		lead = t("relay.waits") + " " + lead
	case !n.Here:
		lead = t("relay.belongs") + " " + lead
	}
	title := t("relay.known.here")
	again := f.state(d.to())
	again.Problems = nil
	return render(w, r, http.StatusUnprocessableEntity, ask.Ask{
		Page: s.letterPart(w, r, d.group, title), Form: again, Over: d.group.Neutral, Lead: lead, First: kit.Tabs(d.tabs(r)), Button: t("relay.known.close"),
		Fields: []templ.Component{kit.HiddenInput("known", "1"), kit.HiddenInput("here", "yes"), kit.HiddenInput("person", f.text("person"))},
		Below:  []ask.Part{{ID: "asked", Title: t("relay.join.one"), Body: kit.Rows(requestTerms(r, d.letter))}},
	})
}
