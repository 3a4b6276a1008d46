package web

import (
	"net/http"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/card"
)

// mostWords is how many numbers in typed words a page asks about. Those behind
// them come when these are decided.
const mostWords = 60

// cardWordsShow lists the numbers in typed words, section by section. A manager
// decides about them; whoever else works on the card can change the words.
func (s *Server) cardWordsShow(w http.ResponseWriter, r *request) error {
	p, err := s.cardOf(r)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, s.wordsPage(w, r, p, newForm(r.URL.Path), &form{r: r}))
}

// wordsPage shows what waits and what was decided. What was chosen and typed
// in the form stays.
func (s *Server) wordsPage(w http.ResponseWriter, r *request, p publish.Preview, state kit.Form, f *form) page.Words {
	frame := s.cardFrame(w, r, p, r.print.T("card.words.title"))
	frame.Flawed, state.Steppers = state.Flawed(), true // Enter alone decides nothing
	show := page.Words{
		Page: frame, Form: state, May: s.policy.May(r.actor, publish.ActExact), Reason: f.text("reason"),
		Will: []string{r.print.T("card.words.everybody"), r.print.T("card.exact.recognised"), r.print.T("card.exact.for_good")},
		Back: kit.Link{Text: r.print.T("card.publish.back"), Href: cardPath(p.Card.ID, "")},
	}
	asked := p.Loose[:min(mostWords, len(p.Loose))]
	if more := len(p.Loose) - len(asked); more > 0 {
		show.More = r.print.N("card.words.more", more)
	}
	for _, l := range asked {
		show.Add(s.sectionOf(r, p, l.Where), page.Word{Loose: l, Chosen: slices.Contains(f.Values["number"], l.Key())})
	}
	for _, l := range p.Decided {
		word := page.Word{Loose: l, Why: r.print.T(decidedKey(l), "reason", l.Decision.Reason)}
		if show.May {
			word.Change = &kit.Link{Text: r.print.T("card.words.again"), Href: cardPath(p.Card.ID, "/exact/"+l.Key()), Of: l.Around()}
		}
		show.Decided = append(show.Decided, word)
	}
	return show
}

func decidedKey(l publish.Loose) string {
	if l.Decision.Nobody() {
		return "card.words.was_nobody"
	}
	return "card.words.was_people"
}

// sectionOf is where typed words stand, with the page on which they can be
// changed: what is no text of the card is the programme's.
func (s *Server) sectionOf(r *request, p publish.Preview, key string) page.WordsSection {
	section := page.WordsSection{Key: key, Change: kit.Link{Text: r.print.T("card.words.change"), Href: cardPath(p.Card.ID, "/sections/"+key)}}
	one, found := p.Template.Section(key)
	switch {
	case key == publish.KeyTitle || key == publish.KeyLead:
		section.Name = r.print.T(i18n.Key("card.section", key))
	case found && one.Written():
		section.Name = sectionName(r, p.Template, key)
	default:
		section.Name, section.Change.Href = sectionName(r, p.Template, key), programmeHref(p.Programme, "")
	}
	section.Change.Of = section.Name
	return section
}

// cardWords keeps what was decided about the chosen numbers, each by itself.
func (s *Server) cardWords(w http.ResponseWriter, r *request) error {
	p, err := s.cardOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	d := publish.Decision{ID: formID[domain.PermissionID](f), Card: p.Card.ID, Texts: chosenWords(p, f), Nobody: f.Get("step") == "nobody", Reason: f.text("reason")}
	if step := f.Get("step"); step != "nobody" && step != "people" {
		f.note("", domain.Invalid("card.words.which"))
	}
	if d.Nobody && d.Reason == "" {
		d.Reason = r.print.T("card.words.nobody_reason")
	}
	decided, err := f.save(nil, func() error { return s.Cards.Decide(r.Context(), r.actor, d) })
	if err != nil {
		return err
	}
	if !decided {
		return render(w, r, http.StatusUnprocessableEntity, s.wordsPage(w, r, p, f.state(r.URL.Path), f))
	}
	if p, err = s.cardOf(r); err != nil {
		return err
	}
	if len(p.Loose) > 0 {
		return s.seeOther(w, r, cardPath(p.Card.ID, "/words"), "card.said.words")
	}
	return s.seeOther(w, r, cardPath(p.Card.ID, ""), "card.said.words")
}

// chosenWords are the words that a form names. Those that a sending before
// this one decided about are among them; of what is gone only the name is left,
// which the service refuses.
func chosenWords(p publish.Preview, f *form) (texts []string) {
	for _, key := range f.Values["number"] {
		text := key
		for _, l := range slices.Concat(p.Loose, p.Decided) {
			if l.Key() == key {
				text = l.Text()
			}
		}
		texts = append(texts, text)
	}
	return texts
}
