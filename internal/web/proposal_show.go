package web

import (
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/equipment"
	sheet "krag/internal/web/page/interest"
)

const (
	proposalsPath = "/proposals"
	doorPath      = "/proposals/door"
	startPattern  = "/start/{house}"
	backPattern   = startPattern + "/back/{code}"
)

// proposalRoutes are the pages about groups that somebody without an account would
// like to have, and the page by which they say so.
func (s *Server) proposalRoutes() []Route {
	return []Route{
		{"GET", proposalsPath, group.ActProposals, s.proposalList},
		{"GET", doorPath, group.ActProposalsOpen, s.proposalDoorShow},
		{"POST", doorPath, group.ActProposalsOpen, s.proposalDoor},
		{"GET", "/proposals/poster", group.ActProposalsOpen, s.proposalPoster},
		{"GET", "/proposals/{id}", group.ActProposals, s.proposalShow},
		{"GET", "/proposals/{id}/group", group.ActProposals, s.proposalAcceptShow},
		{"POST", "/proposals/{id}/group", group.ActProposals, s.proposalAccept},
		{"GET", "/proposals/{id}/keep", group.ActProposals, s.proposalKeepShow},
		{"POST", "/proposals/{id}/keep", group.ActProposals, s.proposalKeep},
		{"GET", "/proposals/{id}/put-off", group.ActProposals, s.proposalPutOffShow},
		{"POST", "/proposals/{id}/put-off", group.ActProposals, s.proposalPutOff},
		{"GET", startPattern, group.ActPropose, s.startShow},
		{"POST", startPattern, group.ActPropose, s.start},
		{"GET", backPattern, group.ActPropose, s.startBackShow},
		{"POST", backPattern, group.ActPropose, s.startBack},
	}
}

func proposalPath(id domain.InterestID) string { return proposalsPath + "/" + id.String() }

func (s *Server) proposalFrame(w http.ResponseWriter, r *request, title string) kit.Page {
	p := s.interestFrame(w, r, title)
	if s.policy.May(r.actor, group.ActProposals) {
		p.Crumbs = append(p.Crumbs, kit.Link{Text: r.print.T("interest.title"), Href: interestPath})
		if r.URL.Path != proposalsPath {
			p.Crumbs = append(p.Crumbs, kit.Link{Text: r.print.T("proposal.list.title"), Href: proposalsPath})
		}
	}
	return p
}

// proposalList lists what was sent, those that wait for an answer in front.
func (s *Server) proposalList(w http.ResponseWriter, r *request) error {
	listed, err := s.Proposals.All(r.Context(), r.actor, r.page())
	if err != nil {
		return err
	}
	kinds, err := s.Kinds.All(r.Context(), r.actor)
	if err != nil {
		return err
	}
	t := r.print.T
	v := page.Show{Page: s.proposalFrame(w, r, t("proposal.list.title")), Heading: t("proposal.list.title"), Lead: t("proposal.list.lead")}
	door := kit.Link{Text: t("proposal.door.link"), Href: doorPath}
	v.Pager = kit.Pager{At: listed.Page.Number, Of: listed.Pages(), Path: r.URL.RequestURI()}
	if listed.Total == 0 {
		v.Empty = &kit.Empty{Text: t("proposal.list.none"), Action: &door}
		return render(w, r, http.StatusOK, v)
	}
	table := kit.Table{Caption: v.Heading, Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: t("interest.topic.head")}, {Head: t("proposal.wish.head")}, {Head: t("proposal.sent")}, {Head: t("proposal.state.head")},
	}}
	for _, p := range listed.Rows {
		table.Rows = append(table.Rows, []kit.Cell{
			{Text: proposedName(r, kinds, p), Href: proposalPath(p.ID)},
			{Text: t(i18n.Key("proposal.wishes", string(p.Wish)))},
			{Text: r.print.Date(domain.DateOf(p.MadeAt, r.zone))},
			{Text: proposalState(r, p), Need: p.State == group.Asked},
		})
	}
	v.More, v.List = []kit.Link{door}, kit.Grid(table)
	return render(w, r, http.StatusOK, v)
}

func proposedName(r *request, kinds []group.KindEntry, p group.Proposal) string {
	return topicName(r, kinds, group.Topic{Kind: p.Kind, Words: p.Words})
}

func proposalState(r *request, p group.Proposal) string {
	if p.State == group.Postponed {
		return r.print.T("interest.put_off_why", "why", r.print.T(i18n.Key("interest.whys", string(p.Why))))
	}
	return r.print.T(i18n.Key("proposal.states", string(p.State)))
}

func (s *Server) proposalOf(r *request) (p group.Proposal, name string, err error) {
	id, err := pathID[domain.InterestID](r, "id")
	if err != nil {
		return p, "", err
	}
	kinds, err := s.Kinds.All(r.Context(), r.actor)
	if err != nil {
		return p, "", err
	}
	p, err = s.Proposals.One(r.Context(), r.actor, id)
	return p, proposedName(r, kinds, p), err
}

// proposalShow is what somebody sent, how they may be told, and what can come of it.
func (s *Server) proposalShow(w http.ResponseWriter, r *request) error {
	p, name, err := s.proposalOf(r)
	if err != nil {
		return err
	}
	t, here := r.print.T, proposalPath(p.ID)
	v := page.Show{Page: s.proposalFrame(w, r, t("proposal.show.title")), Over: proposalState(r, p), Heading: name, Lead: t(i18n.Key("proposal.says", string(p.Wish))), Prints: true}
	if !p.State.Settled() {
		v.Main = &kit.Link{Text: t("proposal.accept.link"), Href: here + "/group"}
		v.More = []kit.Link{{Text: t("proposal.keep.link"), Href: here + "/keep"}, {Text: t("proposal.put_off.link"), Href: here + "/put-off"}}
	}
	if p.State == group.Accepted {
		v.Main = &kit.Link{Text: t("proposal.to_group"), Href: groupPath(p.Group)}
	}
	v.Parts = []page.Part{{ID: "said", Title: t("proposal.show.said"), Body: kit.Rows(proposalTerms(r, p))}}
	return render(w, r, http.StatusOK, v)
}

func proposalTerms(r *request, p group.Proposal) []kit.Term {
	t := r.print.T
	terms := []kit.Term{{Name: t("proposal.sent"), Text: r.print.Date(domain.DateOf(p.MadeAt, r.zone))}}
	add := func(key string, word domain.Secret) {
		if !word.IsZero() {
			terms = append(terms, kit.Term{Name: t(key), Text: word.Reveal()})
		}
	}
	add("proposal.show.pseudonym", p.Pseudonym)
	add("proposal.show.suits", p.Suits)
	terms = append(terms, kit.Term{Name: t("proposal.show.reach"), Text: t(i18n.Key("proposal.reached", string(p.Reach)), "contact", p.Contact.Reveal())})
	add("proposal.show.when", p.When)
	for _, lang := range i18n.Langs {
		if string(lang) == p.Lang {
			terms = append(terms, kit.Term{Name: t("proposal.show.lang"), Text: lang.Name()})
		}
	}
	return terms
}

// proposalAcceptShow is the form by which any group is founded, with the kind that
// was proposed.
func (s *Server) proposalAcceptShow(w http.ResponseWriter, r *request) error {
	p, _, err := s.proposalOf(r)
	if err != nil {
		return err
	}
	if p.State.Settled() {
		return s.seeOther(w, r, proposalPath(p.ID), "")
	}
	programmes, err := s.programmeOptions(r)
	if err != nil {
		return err
	}
	v := s.newGroupValues(r)
	v.Set("kind", string(p.Kind))
	return s.newGroupPage(w, r, http.StatusOK, newForm(r.URL.Path), v, programmes)
}

func (s *Server) proposalAccept(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.InterestID](r, "id")
	if err != nil {
		return err
	}
	f := r.form()
	n := readNewGroup(f)
	var problems domain.Problems
	n.Check(&problems)
	n.Enters.Check(&problems, "")
	var in domain.GroupID
	made, err := f.save(problems.Err(), func() (err error) {
		in, err = s.Flow.AcceptProposal(r.Context(), r.actor, id, n, r.zone)
		return err
	})
	if err != nil {
		return err
	}
	if made {
		return s.seeOther(w, r, groupPath(in), "proposal.said.accepted")
	}
	programmes, err := s.programmeOptions(r)
	if err != nil {
		return err
	}
	return s.newGroupPage(w, r, http.StatusUnprocessableEntity, f.state(r.URL.Path), f.Values, programmes)
}

func (s *Server) proposalKeepShow(w http.ResponseWriter, r *request) error {
	p, _, err := s.proposalOf(r)
	if err != nil {
		return err
	}
	if p.State.Settled() {
		return s.seeOther(w, r, proposalPath(p.ID), "")
	}
	v := url.Values{"words": {p.Words.Reveal()}, "topic_id": {domain.NewID[domain.TopicID]().String()}}
	if p.Kind != "" {
		v.Set("topic", kindInPath(p.Kind))
	}
	putDate(v, "on", domain.DateOf(p.MadeAt, r.zone))
	return s.proposalKeepPage(w, r, http.StatusOK, kit.Form{Action: r.URL.Path, ID: p.ID.String()}, v)
}

// proposalKeepPage asks for what group somebody waits, as staff call it.
func (s *Server) proposalKeepPage(w http.ResponseWriter, r *request, status int, f kit.Form, v url.Values) error {
	t := r.print.T
	topics, err := s.topicOptions(r, v.Get("topic"))
	if err != nil {
		return err
	}
	a := page.Ask{Page: s.proposalFrame(w, r, t("proposal.keep.title")), Form: f, Lead: t("proposal.keep.lead"), Button: t("proposal.keep.button")}
	a.Flawed = f.Flawed()
	a.Fields = []templ.Component{
		kit.HiddenInput("topic_id", v.Get("topic_id")),
		kit.SelectInput(kit.Choice{
			Field:   kit.Field{Name: "topic", Label: t("interest.topic.label"), Hint: t("interest.topic.hint"), Error: f.Error("topic")},
			Options: kit.Choose(topics, v.Get("topic")),
		}),
		kit.TextInput(kit.Field{Name: "words", Label: t("interest.words.label"), Hint: t("interest.words.hint"), Value: v.Get("words"), Error: f.Error("words"), Optional: true, Max: group.MaxTopic}),
		kit.DateInput(kit.DateField{Name: "on", Label: t("waiting.on.label"), Error: f.Error("on")}.Typed(v)),
	}
	return render(w, r, status, a)
}

func (s *Server) proposalKeep(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.InterestID](r, "id")
	if err != nil {
		return err
	}
	f := r.form()
	n := group.NewInterest{ID: id, Since: f.date("on")}
	if err := s.readTopic(r, f, &n); err != nil {
		return err
	}
	var problems domain.Problems
	today := s.today(r)
	n.Check(&problems, today)
	kept, err := f.save(problems.Err(), func() error { return s.Flow.KeepProposal(r.Context(), r.actor, n, today) })
	if err != nil {
		return err
	}
	if !kept {
		return s.proposalKeepPage(w, r, http.StatusUnprocessableEntity, f.state(r.URL.Path), f.Values)
	}
	return s.seeOther(w, r, proposalPath(id), "proposal.said.kept")
}

func (s *Server) proposalPutOffShow(w http.ResponseWriter, r *request) error {
	p, _, err := s.proposalOf(r)
	if err != nil {
		return err
	}
	if p.State.Settled() {
		return s.seeOther(w, r, proposalPath(p.ID), "")
	}
	return s.proposalPutOffPage(w, r, http.StatusOK, kit.Form{Action: r.URL.Path, ID: p.ID.String()}, string(p.Why))
}

// proposalPutOffPage asks why nothing comes of a proposal now.
func (s *Server) proposalPutOffPage(w http.ResponseWriter, r *request, status int, f kit.Form, why string) error {
	t := r.print.T
	a := page.Ask{Page: s.proposalFrame(w, r, t("proposal.put_off.title")), Form: f, Lead: t("proposal.put_off.lead"), Button: t("proposal.put_off.button")}
	a.Flawed = f.Flawed()
	a.Fields = []templ.Component{kit.Radios(kit.Choice{Field: kit.Field{Name: "why", Label: t("interest.why.label"), Error: f.Error("why")}, Options: kit.Choose(whyOptions(r), why)})}
	return render(w, r, status, a)
}

func (s *Server) proposalPutOff(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.InterestID](r, "id")
	if err != nil {
		return err
	}
	f := r.form()
	why := group.WhyPutOff(f.text("why"))
	off, err := f.save(group.Said{State: group.PutOff, Why: why}.Check(), func() error { return s.Proposals.PutOff(r.Context(), r.actor, id, why) })
	if err != nil {
		return err
	}
	if !off {
		return s.proposalPutOffPage(w, r, http.StatusUnprocessableEntity, f.state(r.URL.Path), string(why))
	}
	return s.seeOther(w, r, proposalPath(id), "proposal.said.put_off")
}

func (s *Server) startURL(d group.ProposalDoor) string { return s.BaseURL + "/start/" + d.Token }

// proposalDoorShow asks whether the house takes proposals, and says where.
func (s *Server) proposalDoorShow(w http.ResponseWriter, r *request) error {
	d, err := s.Proposals.Door(r.Context(), r.actor)
	if err != nil {
		return err
	}
	return s.proposalDoorPage(w, r, http.StatusOK, d, kit.Form{Action: doorPath}, d.Open)
}

func (s *Server) proposalDoorPage(w http.ResponseWriter, r *request, status int, d group.ProposalDoor, f kit.Form, open bool) error {
	t := r.print.T
	a := page.Ask{Page: s.proposalFrame(w, r, t("proposal.door.title")), Form: f, Lead: t("proposal.door.lead"), Button: t("proposal.door.button")}
	a.Fields = []templ.Component{page.Tick("open", t("proposal.door.open"), t("proposal.door.open_hint"), open)}
	if d.Open {
		a.Below = []page.Part{{ID: "address", Title: t("proposal.door.address"), Body: templ.Join(
			page.Lines([]string{s.startURL(d)}),
			kit.Linklist([]kit.Link{{Text: t("proposal.door.see"), Href: "/start/" + d.Token}, {Text: t("proposal.poster.link"), Href: "/proposals/poster"}}),
		)}}
	}
	return render(w, r, status, a)
}

func (s *Server) proposalDoor(w http.ResponseWriter, r *request) error {
	f := r.form()
	open := f.yes("open")
	saved, err := f.save(nil, func() error { return s.Proposals.Open(r.Context(), r.actor, open) })
	if err != nil {
		return err
	}
	if !saved {
		d, err := s.Proposals.Door(r.Context(), r.actor)
		if err != nil {
			return err
		}
		return s.proposalDoorPage(w, r, http.StatusUnprocessableEntity, d, f.state(doorPath), open)
	}
	said := "proposal.said.closed"
	if open {
		said = "proposal.said.open"
	}
	return s.seeOther(w, r, doorPath, said)
}

// proposalPoster is the address on paper, to be hung up.
func (s *Server) proposalPoster(w http.ResponseWriter, r *request) error {
	d, err := s.Proposals.Door(r.Context(), r.actor)
	if err != nil {
		return err
	}
	if !d.Open {
		return s.seeOther(w, r, doorPath, "")
	}
	t := r.print.T
	return render(w, r, http.StatusOK, sheet.Poster{
		Page: s.proposalFrame(w, r, t("proposal.poster.link")), House: d.House, URL: s.startURL(d), Back: kit.Link{Text: t("proposal.door.link"), Href: doorPath},
	})
}

// proposalsWait says that proposals wait for an answer. It counts what was sent,
// not people.
func (s *Server) proposalsWait(r *request, t *todo) error {
	if !s.policy.May(r.actor, group.ActProposals) {
		return nil
	}
	n, since, err := s.Proposals.Waiting(r.Context(), r.actor)
	if err != nil || n == 0 {
		return err
	}
	t.say(kit.Waiting{
		Link: kit.Link{Text: r.print.T("proposal.today"), Href: proposalsPath}, Note: r.print.N("proposal.today_note", n), Due: s.since(r, domain.DateOf(since, r.zone)),
	})
	return nil
}
