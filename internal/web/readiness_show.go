package web

import (
	"net/http"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/institution"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/readiness"
)

// readinessShow is what the institution has ready, with what shows it.
func (s *Server) readinessShow(w http.ResponseWriter, r *request) error {
	p, err := s.Institutions.Readiness(r.Context(), r.actor)
	if err != nil {
		return err
	}
	names, err := s.colleagues(r)
	if err != nil {
		return err
	}
	frame := s.frame(w, r, r.print.T("readiness.title"))
	frame.Here, frame.Crumbs = s.readinessDoor(r)
	frame.Printed = r.print.T("programme.record.printed", "title", r.print.T("readiness.title"), "day", s.today(r))
	mayEdit := s.policy.May(r.actor, institution.ActReadinessEdit)
	show := page.Show{
		Page: frame, Lead: progressWords(r, p.Readiness), Next: nextReady(r, p.Readiness, mayEdit),
		Parts: s.readyParts(r, p.Readiness, names, mayEdit), Allies: allyTerms(r, p.Allies), Trainings: s.trainingTerms(r, p.Trainings, names, mayEdit),
		Allied: s.may(r, mayEdit, r.print.T("readiness.allies.edit"), "/readiness/allies"),
		Train:  s.may(r, mayEdit, r.print.T("training.edit.new"), "/trainings/new"),
	}
	return render(w, r, http.StatusOK, show)
}

// readinessDoor is where the page is found: with the institution for whoever
// may open that, with the programmes for everybody else.
func (s *Server) readinessDoor(r *request) (here string, crumbs []kit.Link) {
	if s.policy.May(r.actor, account.ActStaffList) {
		return "/staff", []kit.Link{{Text: r.print.T("nav.staff"), Href: "/staff"}}
	}
	return "/programmes", []kit.Link{{Text: r.print.T("programme.list.title"), Href: "/programmes"}}
}

// readinessFrame is the frame of a page below the list.
func (s *Server) readinessFrame(w http.ResponseWriter, r *request, title string) kit.Page {
	frame := s.frame(w, r, title)
	frame.Here, frame.Crumbs = s.readinessDoor(r)
	frame.Crumbs = append(frame.Crumbs, kit.Link{Text: r.print.T("readiness.title"), Href: "/readiness"})
	return frame
}

// colleagues are the names of those who work here, for whoever may know them;
// everybody knows the own account.
func (s *Server) colleagues(r *request) (map[domain.UserID]string, error) {
	names := map[domain.UserID]string{}
	if !s.policy.May(r.actor, account.ActStaffList) {
		return names, nil
	}
	known, err := s.Accounts.Names(r.Context(), r.actor)
	for id, name := range known {
		names[id] = name.Reveal()
	}
	return names, err
}

// progressWords says how much is ready: a fact, and no mark.
func progressWords(r *request, list institution.Readiness) string {
	done, of := list.Progress()
	words := r.print.N("readiness.progress", of, "done", done)
	if not := len(list) - of; not > 0 {
		words += " " + r.print.N("readiness.not_us_count", not)
	}
	return words
}

// nextReady is the smallest step that is left.
func nextReady(r *request, list institution.Readiness, mayEdit bool) *page.Next {
	one, left := list.Next()
	if !left {
		return nil
	}
	next := &page.Next{Title: page.ItemTitle(r.print, one.Key), Why: page.ItemExample(r.print, one.Key)}
	if mayEdit {
		next.Link = &kit.Link{Text: r.print.T("readiness.confirm"), Href: "/readiness/items/" + one.Key, Of: next.Title}
	}
	return next
}

func (s *Server) readyParts(r *request, list institution.Readiness, names map[domain.UserID]string, mayEdit bool) (parts []page.Part) {
	for _, part := range institution.ReadyParts {
		shown := page.Part{ID: string(part), Title: r.print.T(i18n.Key("readiness.parts", string(part)))}
		for _, one := range list {
			if one.Part == part {
				shown.Items = append(shown.Items, readyFact(r, one, names, mayEdit))
			}
		}
		parts = append(parts, shown)
	}
	return parts
}

// readyFact says how one thing stands: what shows it, since when and by whose
// word; while it is open, why it matters.
func readyFact(r *request, one institution.Ready, names map[domain.UserID]string, mayEdit bool) kit.Fact {
	f := kit.Fact{Done: one.State == institution.ReadyDone, Text: page.ItemTitle(r.print, one.Key)}
	word := r.print.T("readiness.change")
	switch one.State {
	case institution.ReadyOpen:
		f.Note, word = page.ItemWhy(r.print, one.Key), r.print.T("readiness.confirm")
	case institution.ReadyDone:
		f.Note, f.Quiet = sentence(one.Evidence), confirmedWords(r, one, names)
	case institution.ReadyNotUs:
		f.Aside, f.Note, f.Quiet = r.print.T("readiness.not_us"), sentence(one.Evidence), confirmedWords(r, one, names)
	}
	if mayEdit {
		f.Link = &kit.Link{Text: word, Href: "/readiness/items/" + one.Key, Of: f.Text}
	}
	return f
}

// sentence ends a text as a sentence ends.
func sentence(text string) string {
	switch last := text[len(text)-1:]; last {
	case ".", "!", "?":
		return text
	}
	return text + "."
}

// confirmedWords says when a thing was so, and who says it. Not everybody is
// told who works here.
func confirmedWords(r *request, one institution.Ready, names map[domain.UserID]string) string {
	words := ""
	if !one.On.Date.IsZero() {
		words = r.print.T("readiness.when", "when", one.On) + " "
	}
	day := domain.DateOf(one.At, r.zone)
	switch {
	case one.By == r.actor.User:
		return words + r.print.T("readiness.by_you", "day", day)
	case names[one.By] != "":
		return words + r.print.T("readiness.by", "name", names[one.By], "day", day)
	}
	return words + r.print.T("readiness.by_somebody", "day", day)
}

// allyTerms are the allies with what they are and what they give.
func allyTerms(r *request, allies []institution.Ally) (terms []kit.Term) {
	for _, a := range allies {
		text := a.Gives
		if a.Kind != "" {
			text = strings.TrimSuffix(r.print.T(i18n.Key("partner.kinds", string(a.Kind)))+"; "+a.Gives, "; ")
		}
		terms = append(terms, kit.Term{Name: a.Name, Text: text})
	}
	return terms
}
