package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/card"
)

// writing is one section of a card about to be written in one language.
type writing struct {
	publish.Preview
	section string
	lang    publish.Lang
	name    string
	help    string
	draft   string
}

// writingOf is the section that the address names.
func (s *Server) writingOf(r *request) (v writing, err error) {
	if v.Preview, err = s.cardOf(r); err != nil {
		return v, err
	}
	v.section, v.lang = r.PathValue("section"), v.Drafted.Edition.Lang
	speaks := publish.Lang(r.print.Lang())
	if v.section == publish.KeyTitle || v.section == publish.KeyLead {
		v.name, v.help = r.print.T(i18n.Key("card.section", v.section)), r.print.T(i18n.Key("card.help", v.section))
		if v.section == publish.KeyTitle {
			v.draft = v.Drafted.Edition.Title
		}
		return v, nil
	}
	t, ok := v.Template.Section(v.section)
	if !ok || !t.Written() {
		return v, notFound()
	}
	v.name, v.help = t.Name.In(speaks), t.Help.In(speaks)
	for _, n := range v.Drafted.Notes {
		if n.Section == v.section {
			v.draft = n.Draft
		}
	}
	return v, nil
}

// stored is what stands in the section now: what was written, or in the
// language of the record the draft.
func (v writing) stored() string {
	if w, ok := v.Texts.In(v.section, v.lang); ok {
		return w.Text
	}
	if v.lang == publish.Polish {
		return v.draft
	}
	return ""
}

func (s *Server) cardWriteShow(w http.ResponseWriter, r *request) error {
	v, err := s.writingOf(r)
	if err != nil {
		return err
	}
	f := editForm(r.URL.Path+"?in="+string(v.lang), v.Card.ID.UUID, v.Card.Version)
	return render(w, r, http.StatusOK, s.writePage(w, r, v, f, v.stored()))
}

func (s *Server) writePage(w http.ResponseWriter, r *request, v writing, f kit.Form, text string) page.Write {
	p := s.cardFrame(w, r, v.Preview, v.name)
	p.Flawed = f.Flawed()
	show := page.Write{
		Page: p, Form: f, Name: v.name, Help: v.help, Text: text, Langs: s.cardLangs(r, v.lang), Lang: string(v.lang),
		Short: v.section == publish.KeyTitle, Max: publish.Longest(v.section),
	}
	if v.draft != text {
		show.Draft = v.draft
	}
	if v.lang != publish.Polish {
		polish := v
		polish.lang = publish.Polish
		show.Polish, show.Draft = polish.stored(), ""
	}
	if _, written := v.Texts.In(v.section, v.lang); written {
		show.History = &kit.Link{Text: r.print.T("card.write.history"), Href: r.URL.Path + "/history?in=" + string(v.lang)}
	}
	return show
}

func (s *Server) cardWrite(w http.ResponseWriter, r *request) error {
	v, err := s.writingOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	text := f.text("text")
	saved, err := f.save(nil, func() error {
		return s.Cards.Write(r.Context(), r.actor, v.Card.ID, f.version(), v.section, v.lang, text)
	})
	state := f.state(r.URL.Path + "?in=" + string(v.lang))
	switch {
	case domain.KindOf(err) == domain.KindStale:
		return s.writeStale(w, r, state, text)
	case err != nil:
		return err
	case !saved:
		return render(w, r, http.StatusUnprocessableEntity, s.writePage(w, r, v, state, text))
	}
	return s.seeOther(w, r, cardPath(v.Card.ID, "?in="+string(v.lang)+"#sections"), "card.said.written")
}

// writeStale shows both texts when somebody changed the card meanwhile. When
// this section was not what they changed, the words are stored all the same.
func (s *Server) writeStale(w http.ResponseWriter, r *request, f kit.Form, text string) error {
	v, err := s.writingOf(r)
	if err != nil {
		return err
	}
	f.Version = v.Card.Version
	show := s.writePage(w, r, v, f, text)
	show.Stale = differing([]kit.Difference{{Name: v.name, Mine: text, Theirs: v.stored()}})
	if len(show.Stale) == 0 {
		return s.seeOther(w, r, cardPath(v.Card.ID, "?in="+string(v.lang)+"#sections"), "card.said.written")
	}
	return render(w, r, http.StatusConflict, show)
}
