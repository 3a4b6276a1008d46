package web

import (
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/notify"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/equipment"
	sheet "krag/internal/web/page/interest"
)

func startPath(r *request) string { return "/start/" + r.PathValue("house") }

// startFrame is a page of a house for whoever has no account: the way out is in
// reach, and its title says nothing.
func (s *Server) startFrame(w http.ResponseWriter, r *request) kit.Page {
	p := s.frame(w, r, r.print.T("proposal.start.title"))
	p.Nav, p.Account, p.Institution, p.Sensitive = nil, nil, "", true
	return p
}

// startShow asks which group somebody would like to have. Nothing in it tells who
// else asked.
func (s *Server) startShow(w http.ResponseWriter, r *request) error {
	d, kinds, err := s.Proposals.At(r.Context(), r.PathValue("house"))
	if err != nil {
		return err
	}
	v := url.Values{"wish": {string(group.WouldCome)}, "reach": {string(group.ReachNone)}}
	return s.startPage(w, r, http.StatusOK, d, kinds, newForm(r.URL.Path), v)
}

func (s *Server) startPage(w http.ResponseWriter, r *request, status int, d group.ProposalDoor, kinds []group.KindEntry, f kit.Form, v url.Values) error {
	t := r.print.T
	a := page.Ask{Page: s.startFrame(w, r), Form: f, Over: d.House, Lead: t("proposal.start.lead"), Button: t("proposal.start.button")}
	a.Flawed = f.Flawed()
	line := func(name string, most int) kit.Field {
		return kit.Field{Name: name, Label: t(i18n.Key("proposal.field", name)), Hint: t(i18n.Key("proposal.hint", name)), Value: v.Get(name), Error: f.Error(name), Optional: true, Max: most}
	}
	options := []kit.Option{{Label: t("proposal.kind.other")}}
	for _, k := range kinds {
		if offered(k) {
			options = append(options, kit.Option{Value: kindInPath(k.Code), Label: knownKind(r, k.Code)})
		}
	}
	wishes := make([]kit.Option, len(group.ProposalWishes))
	for i, wish := range group.ProposalWishes {
		wishes[i] = kit.Option{Value: string(wish), Label: t(i18n.Key("proposal.says", string(wish)))}
	}
	a.Fields = []templ.Component{
		kit.Radios(kit.Choice{Field: kit.Field{Name: "wish", Label: t("proposal.wish.label"), Error: f.Error("wish")}, Options: kit.Choose(wishes, v.Get("wish"))}),
		kit.SelectInput(kit.Choice{Field: kit.Field{Name: "kind", Label: t("proposal.kind.label"), Error: f.Error("kind")}, Options: kit.Choose(options, v.Get("kind"))}),
		kit.TextInput(line("words", group.MaxTopic)),
		kit.TextInput(line("suits", group.MaxSuits)),
		kit.TextInput(line("pseudonym", group.MaxCalled)),
		s.reachInput(r, f, v),
		kit.TextInput(line("when", group.MaxSuits)),
		sheet.Before(t("proposal.kept.title"), []string{
			t("proposal.kept.voluntary"), t("proposal.kept.who", "house", d.House), t("proposal.kept.until", "months", group.InterestKept), t("proposal.kept.back"), t("proposal.kept.contact"), t("proposal.kept.danger"),
		}),
	}
	return render(w, r, status, a)
}

// offered are the kinds that everybody may choose: those of the program, by its
// names for them. How a house calls kinds of its own stays in the house.
func offered(k group.KindEntry) bool {
	return k.Code.Known() && k.Code != group.KindOther && !k.Retired
}

// reachInput asks how somebody may be told. That nobody does is chosen from the
// start.
func (s *Server) reachInput(r *request, f kit.Form, v url.Values) templ.Component {
	t := r.print.T
	var options []kit.Option
	for _, reach := range group.Reaches {
		o := kit.Option{Value: string(reach), Label: t(i18n.Key("proposal.reaches", string(reach)))}
		field := kit.Field{Name: string(reach), Value: v.Get(string(reach)), Error: f.Error(string(reach))}
		switch reach {
		case group.ReachNone:
			o.Hint = t("proposal.reach.none_hint")
		case group.ReachEmail:
			field.Label, field.Type, field.Max = t("safe_contact.field.email"), "email", notify.MaxEmail
			o.Reveal = kit.TextInput(field)
		default:
			field.Label, field.Type, field.Width, field.InputMode, field.Max = t("safe_contact.field.sms"), "tel", kit.Phone, "tel", notify.MaxPhone
			o.Reveal = kit.TextInput(field)
		}
		options = append(options, o)
	}
	return kit.Radios(kit.Choice{Field: kit.Field{Name: "reach", Label: t("proposal.reach.label"), Error: f.Error("reach")}, Options: kit.Choose(options, v.Get("reach"))})
}

// readProposal reads what somebody without an account sent.
func readProposal(r *request, f *form, kinds []group.KindEntry) group.Proposal {
	n := group.Proposal{
		ID: formID[domain.InterestID](f), Wish: group.ProposalWish(f.text("wish")), Words: domain.NewSecret(f.text("words")), Suits: domain.NewSecret(f.text("suits")),
		Pseudonym: domain.NewSecret(f.text("pseudonym")), Reach: group.Reach(f.text("reach")), When: domain.NewSecret(f.text("when")), Lang: string(r.print.Lang()),
	}
	for _, k := range kinds {
		if offered(k) && kindInPath(k.Code) == f.text("kind") {
			n.Kind = k.Code
		}
	}
	return n
}

// reachable checks the address to be told at as any safe contact is checked.
func reachable(f *form, n *group.Proposal) error {
	by := notify.SMS
	switch n.Reach {
	case group.ReachEmail:
		by = notify.Email
	case group.ReachCall, group.ReachSMS:
	default:
		return nil
	}
	checked, err := notify.Contact{May: true, Channel: by, Address: domain.NewSecret(f.text(string(n.Reach)))}.Checked()
	n.Contact = checked.Address
	all, _ := errors.AsType[domain.Problems](err)
	for _, p := range all {
		if p.Field == string(by) {
			named := *p
			named.Field = string(n.Reach)
			return domain.Problems{&named}
		}
	}
	return nil
}

// start takes a proposal. What was sent cannot be read here again: the page that
// answers says how to take it back.
func (s *Server) start(w http.ResponseWriter, r *request) error {
	d, kinds, err := s.Proposals.At(r.Context(), r.PathValue("house"))
	if domain.KindOf(err) == domain.KindGone {
		return s.countGone(r, err)
	}
	if err != nil {
		return err
	}
	f := r.form()
	n := readProposal(r, f, kinds)
	var problems domain.Problems
	n.Check(&problems)
	f.about(string(n.Reach), reachable(f, &n))
	sent, err := f.save(problems.Err(), func() error {
		if err := s.Accounts.Sends(r.Context(), s.client(r.Request)); err != nil {
			return err
		}
		return s.Proposals.Propose(r.Context(), d.Token, n)
	})
	if err != nil {
		return err
	}
	if !sent {
		return s.startPage(w, r, flawed(w, f), d, kinds, f.state(r.URL.Path), f.Values)
	}
	return s.startSent(w, r, d, n)
}

func (s *Server) startSent(w http.ResponseWriter, r *request, d group.ProposalDoor, n group.Proposal) error {
	t := r.print.T
	told := t("proposal.sent_page.silent")
	if n.Reach != group.ReachNone {
		told = t("proposal.sent_page.told")
	}
	return render(w, r, http.StatusOK, page.Show{
		Page: s.startFrame(w, r), Over: d.House, Heading: t("proposal.sent_page.title"), Lead: told,
		First: sheet.Address(t("proposal.sent_page.keep"), s.startURL(d)+"/back/"+n.ID.String(), t("proposal.sent_page.shared")),
	})
}

// startBackShow asks before what was sent is taken back. It does not tell whether it
// is there.
func (s *Server) startBackShow(w http.ResponseWriter, r *request) error {
	d, err := s.startBackAt(r)
	if err != nil {
		return err
	}
	t := r.print.T
	return render(w, r, http.StatusOK, kit.ConfirmPage(s.startFrame(w, r), kit.Confirmation{
		Form: kit.Form{Action: r.URL.Path, ID: r.PathValue("code")}, Title: t("proposal.back.title"), Lead: d.House,
		Will: []string{t("proposal.back.gone"), t("proposal.back.group")}, Button: t("proposal.back.button"), Danger: true,
		Back: kit.Link{Text: t("proposal.back.keep"), Href: startPath(r)},
	}))
}

func (s *Server) startBackAt(r *request) (d group.ProposalDoor, err error) {
	if _, err = pathID[domain.InterestID](r, "code"); err != nil {
		return d, err
	}
	d, err = s.Proposals.DoorAt(r.Context(), r.PathValue("house"))
	if err == nil {
		r.zone, err = time.LoadLocation(d.Zone)
	}
	return d, err
}

func (s *Server) startBack(w http.ResponseWriter, r *request) error {
	d, err := s.startBackAt(r)
	if domain.KindOf(err) == domain.KindGone {
		return s.countGone(r, err)
	}
	if err != nil {
		return err
	}
	code, err := pathID[domain.InterestID](r, "code")
	if err != nil {
		return err
	}
	if _, err := r.form().save(nil, func() error { return s.Proposals.TakeBack(r.Context(), d.Token, code) }); err != nil {
		return err
	}
	t := r.print.T
	return render(w, r, http.StatusOK, page.Show{Page: s.startFrame(w, r), Over: d.House, Heading: t("proposal.back.done"), Lead: t("proposal.back.done_lead")})
}
