package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/relay"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	lists "krag/internal/web/page/equipment"
	page "krag/internal/web/page/letter"
	mine "krag/internal/web/page/me"
)

// letterDesk is where somebody reads letters: a coordinator those of a group, a
// member those of the own.
type letterDesk struct {
	group  domain.GroupID
	base   string
	over   string
	open   bool // the group has not closed
	member bool
	frame  func(title string) kit.Page
}

func (s *Server) letterDesk(w http.ResponseWriter, r *request) (letterDesk, error) {
	g, err := s.groupOf(r)
	return letterDesk{
		group: g.ID, base: lettersPath(g.ID), over: g.Neutral, open: g.Stage != group.Closed,
		frame: func(title string) kit.Page {
			if title == r.print.T("relay.title") {
				return s.groupPart(w, r, g, title)
			}
			return s.letterPart(w, r, g, title)
		},
	}, err
}

func (s *Server) meLetterDesk(w http.ResponseWriter, r *request) (letterDesk, error) {
	return letterDesk{
		group: r.session.Group, base: meLettersPath, open: true, member: true,
		frame: func(title string) kit.Page { return s.meVentureFrame(w, r, title) },
	}, onlyMember(r)
}

func (s *Server) letterList(w http.ResponseWriter, r *request) error {
	d, err := s.letterDesk(w, r)
	if err != nil {
		return err
	}
	return s.letters(w, r, d)
}

func (s *Server) meLetterList(w http.ResponseWriter, r *request) error {
	d, err := s.meLetterDesk(w, r)
	if err != nil {
		return err
	}
	return s.letters(w, r, d)
}

// letters lists what was written: what is open, and page by page what is settled.
func (s *Server) letters(w http.ResponseWriter, r *request, d letterDesk) error {
	post, err := s.Letters.Letters(r.Context(), r.actor, d.group, r.page())
	if err != nil {
		return err
	}
	t := r.print.T
	v := lists.Show{Page: d.frame(t("relay.title")), Over: d.over, Heading: t("relay.title"), Lead: t("relay.lead")}
	address := kit.Link{Text: t("relay.link.link"), Href: d.base + "/link"}
	asks := kit.Link{Text: t("relay.ask.link"), Href: d.base + "/questions"}
	switch none := len(post.Open)+post.Settled.Total == 0; {
	case d.member:
		v.More = []kit.Link{{Text: t("message.record.back"), Href: "/me"}}
		if !post.Turn {
			v.Empty = &kit.Empty{Text: t("relay.me.not_now")}
			return render(w, r, http.StatusOK, v)
		}
		v.More = append([]kit.Link{asks}, v.More...)
		if none {
			v.Empty = &kit.Empty{Text: t("relay.none")}
		}
	case none && d.open:
		v.Empty = &kit.Empty{Text: t("relay.none_yet"), Action: &address}
		v.More = []kit.Link{asks}
	case none:
		v.Empty = &kit.Empty{Text: t("relay.none")}
	case d.open:
		v.More = []kit.Link{address, asks}
	}
	for _, p := range []struct {
		id, title string
		all       []relay.Letter
	}{{"open", t("relay.list.open"), post.Open}, {"settled", t("relay.list.settled"), post.Settled.Rows}} {
		if len(p.all) > 0 {
			v.Parts = append(v.Parts, lists.Part{ID: p.id, Title: p.title, Body: kit.Grid(letterTable(r, d.base, p.title, p.all))})
		}
	}
	v.Pager = kit.Pager{At: post.Settled.Page.Number, Of: post.Settled.Pages(), Path: r.URL.RequestURI()}
	return render(w, r, http.StatusOK, v)
}

// letterTable says when each came and how it stands, and not what it says.
func letterTable(r *request, base, title string, all []relay.Letter) kit.Table {
	t := r.print.T
	table := kit.Table{Caption: title, Quiet: true, Columns: []kit.Column{{Head: t("relay.table.came")}, {Head: t("relay.table.what")}, {Head: t("relay.table.state")}, {Head: t("relay.table.by")}}}
	for _, l := range all {
		table.Rows = append(table.Rows, []kit.Cell{
			{Text: r.print.DateTime(l.MadeAt, r.zone), Href: base + "/" + l.ID.String()}, {Text: letterKind(r, l)}, {Text: letterState(r, l)}, {Text: t(i18n.Key("relay.by_short", string(l.Reply.By)))},
		})
	}
	return table
}

// letterKind is what a letter is: a message, or a request to join.
func letterKind(r *request, l relay.Letter) string {
	if l.Join != nil {
		return r.print.T("relay.kind.join")
	}
	return r.print.T("relay.kind.message")
}

// letterState says how it stands with a letter, and who has it.
func letterState(r *request, l relay.Letter) string {
	t := r.print.T
	switch {
	case l.In != relay.NotIn:
		return t(i18n.Key("relay.in", string(l.In)))
	case l.State == relay.Taken && isReader(r, l.Taker):
		return t("relay.is.yours")
	case l.State == relay.Taken && r.actor.Has(authz.Member) && l.Taker.Person.IsZero():
		return t("relay.is.house")
	case l.State == relay.Taken:
		return t("relay.is.taken", "who", l.TakerName.Reveal())
	case l.State == relay.Answered:
		return t(i18n.Key("relay.going", string(l.Going)))
	}
	return t(i18n.Key("relay.is", string(l.State)))
}

func isReader(r *request, who relay.Reader) bool {
	return !who.IsZero() && who.Person == r.actor.Person && (who.User.IsZero() || who.User == r.actor.User)
}

func (s *Server) letterShow(w http.ResponseWriter, r *request) error {
	return s.letterAt(w, r, s.letterDesk, s.showLetter)
}

func (s *Server) meLetterShow(w http.ResponseWriter, r *request) error {
	return s.letterAt(w, r, s.meLetterDesk, s.showLetter)
}

func (s *Server) letterAnswer(w http.ResponseWriter, r *request) error {
	return s.letterAt(w, r, s.letterDesk, s.answerLetter)
}

func (s *Server) meLetterAnswer(w http.ResponseWriter, r *request) error {
	return s.letterAt(w, r, s.meLetterDesk, s.answerLetter)
}

// letterAt reads the letter that the address names, and goes on with it.
func (s *Server) letterAt(w http.ResponseWriter, r *request, at func(http.ResponseWriter, *request) (letterDesk, error),
	do func(http.ResponseWriter, *request, letterDesk, relay.Letter, relay.Reader) error,
) error {
	d, err := at(w, r)
	if err != nil {
		return err
	}
	id, err := pathID[domain.LetterID](r, "letter")
	if err != nil {
		return err
	}
	l, me, err := s.Letters.Letter(r.Context(), r.actor, d.group, id)
	if err != nil {
		return err
	}
	return do(w, r, d, l, me)
}

func (s *Server) showLetter(w http.ResponseWriter, r *request, d letterDesk, l relay.Letter, me relay.Reader) error {
	v, err := s.letterPage(r, d, l, me)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, v)
}

// letterPage is one letter, with what its reader can do.
func (s *Server) letterPage(r *request, d letterDesk, l relay.Letter, me relay.Reader) (v page.Show, err error) {
	t, path := r.print.T, d.base+"/"+l.ID.String()
	v = page.Show{
		Page: d.frame(t("relay.one")), Over: d.over, Words: l.Words.Reveal(), Terms: letterTerms(r, d, l),
		Do: editForm(path+"/do", l.ID.UUID, l.Version), Back: kit.Link{Text: t("relay.back"), Href: d.base},
	}
	if l.Join != nil {
		v.Page, v.Words, v.Asked = d.frame(t("relay.join.one")), "", requestTerms(r, l)
	}
	if v.Admit, v.More, err = s.admitLinks(r, d, l); err != nil {
		return v, err
	}
	for _, deed := range l.Deeds(me) {
		v.Deeds = append(v.Deeds, page.Button{Text: t(i18n.Key("relay.do", string(deed))), Value: string(deed), Hint: t(i18n.Key("relay.do_hint", string(deed)))})
	}
	if !l.Untold() {
		v.Answer = l.Answer.Reveal()
	}
	if l.Untold() && l.Going != relay.NotGoing {
		v.Need = t(i18n.Key("relay.going", string(l.Going)))
	}
	if !l.Answerable(me) {
		return v, nil
	}
	can, err := s.Flow.CanReply(r.Context(), r.actor.Scope, l)
	if can {
		v.Reply = replyForm(r, l, editForm(path, l.ID.UUID, l.Version), l.Answer.Reveal())
	} else if err == nil && v.Need == "" {
		v.Need = silent(r, d, l)
	}
	return v, err
}

// silent says that no answer leaves, and what its reader can do instead.
func silent(r *request, d letterDesk, l relay.Letter) string {
	switch {
	case d.member:
		return r.print.T("relay.answer.off")
	case l.In != relay.NotIn:
		return r.print.T("relay.answer.off_in")
	}
	return r.print.T("relay.answer.off_house")
}

func replyForm(r *request, l relay.Letter, f kit.Form, words string) *page.Reply {
	t, most := r.print.T, relay.MaxAnswer
	if l.Reply.By == relay.SMS {
		most = relay.MaxShort
	}
	return &page.Reply{
		Form: f, Lead: t("relay.answer.lead"),
		Words: kit.Field{Name: "words", Label: t("relay.answer.words"), Hint: t("relay.answer.hint", "max", most), Value: words, Error: f.Error("words"), Max: most, Rows: 6},
	}
}

// letterTerms say when it came, and how it may be answered. A member reads a
// number only to call it.
func letterTerms(r *request, d letterDesk, l relay.Letter) []kit.Term {
	t := r.print.T
	terms := []kit.Term{
		{Name: t("relay.table.came"), Text: r.print.DateTime(l.MadeAt, r.zone)},
		{Name: t("relay.table.state"), Text: capital(letterState(r, l))},
		{Name: t("relay.table.by"), Text: t(i18n.Key("relay.by_short", string(l.Reply.By)))},
	}
	if l.In != relay.NotIn && !l.Untold() {
		terms = append(terms, kit.Term{Name: t("relay.answer.was"), Text: capital(t(i18n.Key("relay.going", string(l.Going))))})
	}
	if l.Reply.By == relay.NoAnswer || !l.Open() {
		return terms
	}
	if !d.member || l.Reply.By == relay.Call {
		terms = append(terms, kit.Term{Name: t("safe_contact.field.address"), Text: l.Reply.Address.Reveal()})
	}
	hours := t("safe_contact.hours.any")
	if l.Reply.From != l.Reply.Until {
		hours = t("relay.hours", "from", l.Reply.From.String(), "until", l.Reply.Until.String())
	}
	terms = append(terms, kit.Term{Name: t("safe_contact.field.hours"), Text: hours})
	if l.Reply.By == relay.Call {
		may := t("safe_contact.voicemail.no")
		if l.Reply.Voicemail {
			may = t("safe_contact.voicemail.yes")
		}
		terms = append(terms, kit.Term{Name: t("safe_contact.field.voicemail"), Text: may})
	}
	return terms
}

// answerLetter sends an answer; what did not go comes back with what was typed.
func (s *Server) answerLetter(w http.ResponseWriter, r *request, d letterDesk, l relay.Letter, me relay.Reader) error {
	f, words := r.form(), r.form().text("words")
	saved, err := f.save(l.CheckAnswer(words, d.member), func() error {
		can, err := s.Flow.CanReply(r.Context(), r.actor.Scope, l)
		if err == nil && l.Answerable(me) && !can {
			err = domain.Conflict("relay.answer.off")
		}
		if err != nil {
			return err
		}
		return s.Letters.Answer(r.Context(), r.actor, l, words)
	})
	if err != nil {
		return err
	}
	path := d.base + "/" + l.ID.String()
	if saved {
		return s.seeOther(w, r, path, "relay.said.answered")
	}
	v, err := s.letterPage(r, d, l, me)
	if err != nil {
		return err
	}
	v.Problems = f.state(path)
	v.Flawed = v.Problems.Flawed()
	v.Reply = replyForm(r, l, v.Problems, words)
	return render(w, r, http.StatusUnprocessableEntity, v)
}

func (s *Server) letterDo(w http.ResponseWriter, r *request) error {
	d, err := s.letterDesk(w, r)
	if err != nil {
		return err
	}
	return s.doLetter(w, r, d)
}

func (s *Server) meLetterDo(w http.ResponseWriter, r *request) error {
	d, err := s.meLetterDesk(w, r)
	if err != nil {
		return err
	}
	return s.doLetter(w, r, d)
}

// doLetter takes a letter, puts it back, notes that it was answered, or closes it.
func (s *Server) doLetter(w http.ResponseWriter, r *request, d letterDesk) error {
	id, err := pathID[domain.LetterID](r, "letter")
	if err != nil {
		return err
	}
	deed := relay.Deed(r.form().text("do"))
	if err := s.Letters.Do(r.Context(), r.actor, d.group, id, deed); err != nil {
		return err
	}
	return s.seeOther(w, r, d.base+"/"+id.String(), i18n.Key("relay.said", string(deed)))
}

// lettersWait adds the groups to which somebody wrote whom nobody answers yet.
func (s *Server) lettersWait(r *request, t *todo) error {
	if !s.policy.May(r.actor, relay.ActKeep) {
		return nil
	}
	all, err := s.Letters.Lying(r.Context(), r.actor)
	for _, l := range all {
		t.add(waitLetters, l.Group, func() kit.Waiting {
			return kit.Waiting{Link: kit.Link{Text: r.print.T("today.wait.letters", "n", l.N), Href: lettersPath(l.Group)}, Note: l.GroupName}
		})
	}
	return err
}

// meLetters leads to the letters of the group while it is the reader's turn to
// answer them; what waits stands with what waits for them.
func (s *Server) meLetters(r *request, own *mine.Own) error {
	turn, open, err := s.Letters.Turns(r.Context(), r.actor, r.session.Group)
	switch {
	case err != nil || !turn:
		return err
	case open > 0:
		own.Waiting = append([]kit.Waiting{{Link: kit.Link{Text: r.print.T("relay.me.link_n", "n", open), Href: meLettersPath}}}, own.Waiting...)
	default:
		own.Links = append([]kit.Link{{Text: r.print.T("relay.me.link"), Href: meLettersPath}}, own.Links...)
	}
	return nil
}
