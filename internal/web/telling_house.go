package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/telling"
)

func (s *Server) tellingHouseShow(w http.ResponseWriter, r *request) error {
	h, err := s.Messages.House(r.Context(), r.actor)
	if err != nil {
		return err
	}
	f := editForm(tellingPath, r.actor.Institution.UUID, h.Version)
	return render(w, r, http.StatusOK, s.tellingHousePage(w, r, f, typedHouse(h)))
}

// typedHouse is what stands in the fields of a house that was saved.
func typedHouse(h notify.House) url.Values {
	v := url.Values{
		"mode": {string(h.Mode)}, "from": {h.From.String()}, "until": {h.Until.String()}, "sender": {h.Sender},
		"per_hour": {strconv.Itoa(h.PerHour)}, "sms_parts": {strconv.Itoa(h.PartsEach)},
	}
	for _, m := range h.Rounds {
		v.Add("rounds", strconv.Itoa(m))
	}
	return v
}

// house gives what a form asks for.
func (f *form) house() notify.House {
	return notify.House{
		Mode: notify.Mode(f.text("mode")), From: f.clock("from"), Until: f.clock("until"), Rounds: f.rounds("rounds"),
		PerHour: f.count("per_hour", 0, notify.MaxLimit), PartsEach: f.count("sms_parts", 0, notify.MaxLimit),
		Sender: f.text("sender"), Version: f.version(),
	}
}

// rounds are the chosen reminders, the longest first; none is not nil.
func (f *form) rounds(name string) []int {
	all := []int{}
	for _, text := range f.Values[name] {
		n, err := strconv.Atoi(text)
		if err != nil {
			f.note(name, domain.Invalid("error.form_unreadable"))
		}
		all = append(all, n)
	}
	slices.SortFunc(all, func(a, b int) int { return b - a })
	return slices.Compact(all)
}

func (s *Server) tellingHouse(w http.ResponseWriter, r *request) error {
	f := r.form()
	h := f.house()
	saved, err := f.save(h.Check(), func() error { return s.Messages.SaveHouse(r.Context(), r.actor, h) })
	switch {
	case domain.KindOf(err) == domain.KindStale:
		return s.tellingHouseStale(w, r, f, h)
	case err != nil:
		return err
	case !saved:
		return render(w, r, http.StatusUnprocessableEntity, s.tellingHousePage(w, r, f.state(tellingPath), f.Values))
	}
	return s.seeOther(w, r, tellingPath, "telling.said.house")
}

// tellingHouseStale shows what is stored now beside what was typed. A second
// sending finds its own words stored and is done.
func (s *Server) tellingHouseStale(w http.ResponseWriter, r *request, f *form, mine notify.House) error {
	theirs, err := s.Messages.House(r.Context(), r.actor)
	if err != nil {
		return err
	}
	var all []kit.Difference
	a, b := houseTerms(r, mine), houseTerms(r, theirs)
	for i := range a {
		all = append(all, kit.Difference{Name: a[i].Name, Mine: a[i].Text, Theirs: b[i].Text})
	}
	differ := differing(all)
	if len(differ) == 0 {
		return s.seeOther(w, r, tellingPath, "telling.said.house")
	}
	state := f.state(tellingPath)
	state.Version = theirs.Version
	e := s.tellingHousePage(w, r, state, f.Values)
	e.Stale = differ
	return render(w, r, http.StatusConflict, e)
}

// houseTerms are what an institution chose, in words.
func houseTerms(r *request, h notify.House) []kit.Term {
	t := r.print.T
	return []kit.Term{
		{Name: t("telling.house.mode"), Text: t(i18n.Key("telling.modes", string(h.Mode)))},
		{Name: t("telling.house.hours"), Text: r.print.ClockRange(h.From, h.Until)},
		{Name: t("telling.house.rounds"), Text: roundWords(r, h.Rounds)},
		{Name: t("telling.house.sender"), Text: orDash(h.Sender)},
		{Name: t("telling.house.per_hour"), Text: strconv.Itoa(h.PerHour)},
		{Name: t("telling.house.sms_parts"), Text: strconv.Itoa(h.PartsEach)},
	}
}

// roundWords say when reminders come.
func roundWords(r *request, rounds []int) string {
	if len(rounds) == 0 {
		return r.print.T("telling.rounds.none")
	}
	words := make([]string, len(rounds))
	for i, m := range rounds {
		words[i] = r.print.T(i18n.Key("safe_contact.minutes", "m"+strconv.Itoa(m)))
	}
	return r.print.List(words)
}

// roundOptions are the reminders to choose from.
func roundOptions(r *request, chosen []string) []kit.Option {
	var options []kit.Option
	for _, m := range notify.RoundChoices {
		options = append(options, kit.Option{Value: strconv.Itoa(m), Label: r.print.T(i18n.Key("safe_contact.minutes", "m"+strconv.Itoa(m)))})
	}
	return kit.Choose(options, chosen...)
}

func (s *Server) tellingHousePage(w http.ResponseWriter, r *request, f kit.Form, typed url.Values) page.House {
	t := r.print.T
	p := s.tellingFrame(w, r, t("telling.house.title"))
	p.Crumbs, p.Flawed = p.Crumbs[:1], f.Flawed()
	line := func(name string, most int) kit.Field {
		return kit.Field{Name: name, Label: t(i18n.Key("telling.house", name)), Value: typed.Get(name), Error: f.Error(name), Max: most}
	}
	h := page.House{Page: p, Form: f, From: line("from", 5), Until: line("until", 5), Sender: line("sender", notify.MaxSender), PerHour: line("per_hour", 6), Parts: line("sms_parts", 6)}
	h.Sender.Optional, h.Sender.Hint = true, t("telling.house.sender_hint", "sender", t("tell.sender"))
	h.Limited = f.Error("per_hour") != "" || f.Error("sms_parts") != ""
	var modes []kit.Option
	for _, m := range []notify.Mode{notify.Live, notify.Test, notify.Mute} {
		modes = append(modes, kit.Option{Value: string(m), Label: t(i18n.Key("telling.modes", string(m))), Hint: t(i18n.Key("telling.mode_hints", string(m)))})
	}
	h.Mode = kit.Choice{Field: kit.Field{Name: "mode", Label: t("telling.house.mode"), Error: f.Error("mode")}, Options: kit.Choose(modes, typed.Get("mode"))}
	h.Rounds = kit.Choice{
		Field:   kit.Field{Name: "rounds", Label: t("telling.house.rounds"), Hint: t("telling.house.rounds_hint"), Error: f.Error("rounds")},
		Options: roundOptions(r, typed["rounds"]),
	}
	h.Wired, h.Without = wiredWords(r, s.Messages.Wired())
	h.Links = []kit.Link{{Text: t("telling.words.title"), Href: wordsPath}, {Text: t("telling.tried.title"), Href: triedPath}}
	return h
}

// wiredWords say which ways the server has, and what becomes of the others.
func wiredWords(r *request, wired []notify.Channel) (has, without string) {
	email, sms := slices.Contains(wired, notify.Email), slices.Contains(wired, notify.SMS)
	switch {
	case email && sms:
		return r.print.T("telling.wired.both"), ""
	case email:
		return r.print.T("telling.wired.email"), r.print.T("telling.wired.without_sms")
	case sms:
		return r.print.T("telling.wired.sms"), r.print.T("telling.wired.without_email")
	}
	return r.print.T("telling.wired.none"), r.print.T("telling.wired.without_any")
}

// tellingFrame is the frame of a page about the institution's messages, with the
// way to it: from the institution, or from the people.
func (s *Server) tellingFrame(w http.ResponseWriter, r *request, title string) kit.Page {
	if !s.policy.May(r.actor, notify.ActHouse) {
		return s.personFrame(w, r, title)
	}
	p := s.frame(w, r, title)
	p.Here, p.Crumbs = "/staff", []kit.Link{{Text: r.print.T("nav.staff"), Href: "/staff"}, {Text: r.print.T("telling.house.title"), Href: tellingPath}}
	return p
}

// tellingLinks lead to how the institution writes to people, from its own page or
// from that of the people.
func (s *Server) tellingLinks(r *request) (links []kit.Link) {
	if s.policy.May(r.actor, notify.ActHouse) {
		return []kit.Link{{Text: r.print.T("telling.house.link"), Href: tellingPath}}
	}
	if s.policy.May(r.actor, notify.ActWording) {
		links = append(links, kit.Link{Text: r.print.T("telling.words.title"), Href: wordsPath})
	}
	if s.policy.May(r.actor, notify.ActTest) {
		links = append(links, kit.Link{Text: r.print.T("telling.tried.title"), Href: triedPath})
	}
	return links
}
