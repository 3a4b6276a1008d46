package web

import (
	"net/http"
	"net/url"
	"strconv"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/message"
)

func noticePath(id domain.GroupID) string { return groupPath(id) + "/notice" }

func noticeToldPath(group domain.GroupID, id domain.NoticeID) string {
	return noticePath(group) + "/" + id.String()
}

// noticeNew asks what a group must know for its safety.
func (s *Server) noticeNew(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.GroupID](r, "id")
	if err != nil {
		return err
	}
	return s.noticePage(w, r, http.StatusOK, newForm(noticePath(id)), url.Values{"days": {strconv.Itoa(notify.NoticeDays[0])}})
}

// noticeTyped is what was chosen.
func noticeTyped(f *form, id domain.GroupID) notify.NewNotice {
	days, _ := strconv.Atoi(f.text("days"))
	return notify.NewNotice{ID: formID[domain.NoticeID](f), Group: id, Say: notify.Form(f.text("say")), Days: days}
}

func (s *Server) noticePage(w http.ResponseWriter, r *request, status int, f kit.Form, typed url.Values) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	own, err := s.Messages.Wordings(r.Context(), r.actor)
	if err != nil {
		return err
	}
	before, err := s.Messages.Notices(r.Context(), r.actor, g.ID)
	if err != nil {
		return err
	}
	t := r.print.T
	p := s.groupPart(w, r, g, t("message.notice.title"))
	p.Flawed = f.Flawed()
	v := page.Notice{
		Page: p, Over: g.Neutral, Form: f, Preview: noticePath(g.ID) + "/preview",
		Say:  kit.Choice{Field: kit.Field{Name: "say", Label: t("message.notice.say"), Error: f.Error("say")}},
		Days: kit.Choice{Field: kit.Field{Name: "days", Label: t("message.notice.days"), Hint: t("message.notice.days_hint"), Error: f.Error("days")}},
	}
	for _, form := range notify.NoticeForms {
		words := wordingOf(own, form, r.print.Lang())
		v.Say.Options = append(v.Say.Options, kit.Option{Value: string(form), Label: words.Subject, Hint: words.Line, Chosen: typed.Get("say") == string(form)})
	}
	for _, n := range notify.NoticeDays {
		v.Days.Options = append(v.Days.Options, kit.Option{Value: strconv.Itoa(n), Label: r.print.N("message.notice.day", n), Chosen: typed.Get("days") == strconv.Itoa(n)})
	}
	for _, n := range before {
		v.Before = append(v.Before, kit.Link{
			Text: t("message.notice.sent", "what", t(i18n.Key("telling.forms", string(n.Say))), "when", s.lately(r, n.MadeAt)), Href: noticeToldPath(g.ID, n.ID),
		})
	}
	return render(w, r, status, v)
}

// noticePreview shows what a locked telephone will show and who will know, before
// anything is sent.
func (s *Server) noticePreview(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := noticeTyped(f, g.ID)
	var to notify.Audience
	fine, err := f.try(nil, func() (err error) {
		to, err = s.Messages.Reckon(r.Context(), r.actor, n)
		return err
	})
	switch {
	case err != nil:
		return err
	case !fine:
		return s.noticePage(w, r, http.StatusUnprocessableEntity, f.state(noticePath(g.ID)), f.Values)
	}
	v := page.Confirm{
		Page: s.groupPart(w, r, g, r.print.T("message.notice.confirm")), Over: g.Neutral, Form: f.state(noticePath(g.ID)),
		Keep: []kit.Kept{{Name: "say", Value: string(n.Say)}, {Name: "days", Value: strconv.Itoa(n.Days)}},
		Back: kit.Link{Text: r.print.T("message.notice.change"), Href: noticePath(g.ID)},
	}
	v.Reach, v.Notes, v.Button = s.reachWords(r, g.ID, to)
	if v.Shown, err = s.noticeShown(r, n.Say, to.Langs); err != nil {
		return err
	}
	return render(w, r, http.StatusOK, v)
}

// reachWords say whom a notice reaches, what to know before it is sent, and what
// sending it is called.
func (s *Server) reachWords(r *request, id domain.GroupID, to notify.Audience) (reach []kit.Term, notes []string, button string) {
	t, audience := r.print.T, r.actor.Audience(id)
	reach = []kit.Term{
		{Name: t("message.notice.wire"), Text: r.print.Figure(to.Wire.For(audience))},
		{Name: t("message.notice.hand"), Text: r.print.Figure(to.Hand.For(audience))},
	}
	switch to.Mode {
	case notify.Test:
		notes = append(notes, t("message.notice.test"))
	case notify.Mute:
		notes = append(notes, t("message.notice.mute"))
	}
	if len(to.Langs) == 0 {
		return reach, append(notes, t("message.notice.nobody_wire")), t("message.notice.note")
	}
	return reach, append(notes, t("message.notice.once"), t("message.notice.hours")), t("message.notice.send")
}

// noticeShown are the ways a notice arrives, in each language in which it will.
func (s *Server) noticeShown(r *request, say notify.Form, langs []string) (all []notify.Parcel, err error) {
	from, to := s.nextTuesday(r)
	for _, lang := range langs {
		for _, channel := range []notify.Channel{notify.Email, notify.SMS} {
			d, err := s.Messages.Example(r.Context(), r.actor, notify.Contact{May: true, Channel: channel, Lang: lang}, say.Line(from, to))
			if err != nil {
				return nil, err
			}
			all = append(all, s.words().Parcel(d))
		}
	}
	return all, nil
}

// noticeSend tells the group, once: pressed again it leads to the same page.
func (s *Server) noticeSend(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := noticeTyped(f, g.ID)
	sent, err := f.save(nil, func() error { return s.Messages.Warn(r.Context(), r.actor, n) })
	switch {
	case err != nil:
		return err
	case !sent:
		return s.noticePage(w, r, http.StatusUnprocessableEntity, f.state(noticePath(g.ID)), f.Values)
	}
	return s.seeOther(w, r, noticeToldPath(g.ID, n.ID)+"?look=1", "message.notice.said")
}

// noticeTold says who knows of a notice.
func (s *Server) noticeTold(w http.ResponseWriter, r *request) error {
	group, err := pathID[domain.GroupID](r, "id")
	if err != nil {
		return err
	}
	id, err := pathID[domain.NoticeID](r, "notice")
	if err != nil {
		return err
	}
	return s.noticeOf(w, r, group, id)
}

func (s *Server) noticeOf(w http.ResponseWriter, r *request, group domain.GroupID, id domain.NoticeID) error {
	g, err := s.Groups.Group(r.Context(), r.actor, group)
	if err != nil {
		return err
	}
	n, all, err := s.Messages.OfNotice(r.Context(), r.actor, group, id)
	if err != nil {
		return err
	}
	own, err := s.Messages.Wordings(r.Context(), r.actor)
	if err != nil {
		return err
	}
	p := s.groupPart(w, r, g, r.print.T("message.notice.told"))
	p.Crumbs = append(p.Crumbs, kit.Link{Text: r.print.T("message.notice.title"), Href: noticePath(g.ID)})
	t := page.Told{
		Page: p, Over: g.Neutral, Lead: r.print.T("message.notice.valid", "what", noticeWords(r, own, n.Say), "when", s.lately(r, n.Expires)),
		Links: []kit.Link{{Text: r.print.T("message.hand.link"), Href: handPath}},
	}
	for _, m := range all {
		t.Rows = append(t.Rows, s.toldRow(r, m, kit.Kept{Name: "group", Value: g.ID.String()}, kit.Kept{Name: "notice", Value: n.ID.String()}))
	}
	if look := lookNumber(r); look > 0 && s.leaves(all) {
		next := noticeToldPath(g.ID, n.ID) + "?look=" + strconv.Itoa(look+1)
		w.Header().Set("Refresh", lookAgain+"; url="+next)
		t.Again = &kit.Link{Text: r.print.T("message.told.again"), Href: next}
	}
	return render(w, r, http.StatusOK, t)
}

// leaves reports whether messages are just being sent.
func (s *Server) leaves(all []notify.Row) bool {
	for _, m := range all {
		if m.State == notify.Leaving || m.State == notify.Planned && !m.DueAt.After(s.now()) {
			return true
		}
	}
	return false
}

// noticeWords is what a notice says in the institution's own words or, where it has
// none, in those of Krąg, for whoever reads it to somebody.
func noticeWords(r *request, own []notify.Wording, say notify.Form) string {
	return wordingOf(own, say, r.print.Lang()).Line
}
