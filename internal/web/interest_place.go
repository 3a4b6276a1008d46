package web

import (
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/flow"
	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
	page "krag/internal/web/page/group"
)

func (s *Server) interestPlaceShow(w http.ResponseWriter, r *request) error {
	g, err := s.joinable(r)
	if err != nil {
		return err
	}
	v := url.Values{"way": {"join"}}
	putDate(v, "on", s.today(r))
	return s.interestPlacePage(w, r, http.StatusOK, g, newForm(r.URL.Path), v)
}

// interestPlacePage asks who of those who wait comes into a group, and since when.
// Into one that is full nobody comes: they go onto its waiting list.
func (s *Server) interestPlacePage(w http.ResponseWriter, r *request, status int, g group.Group, f kit.Form, v url.Values) error {
	of, topic, err := s.wantedOf(r)
	if err != nil {
		return err
	}
	all, nameless, err := s.Interests.Waiting(r.Context(), r.actor, of.Topic)
	if err != nil {
		return err
	}
	door, err := s.Groups.Door(r.Context(), r.actor, g.ID)
	if err != nil {
		return err
	}
	t := r.print.T
	p := s.groupPart(w, r, g, t("interest.place.title"))
	p.Flawed = f.Flawed()
	if len(all) == 0 {
		return render(w, r, status, ask.Show{Page: p, Over: topic, Heading: p.Title, Lead: namelessWords(r, nameless, t("interest.place.nobody")), More: []kit.Link{{Text: t("interest.topic.title"), Href: topicPath(of.Topic)}}})
	}
	a := ask.Ask{Page: p, Form: f, Over: topic, Lead: t("interest.place.lead"), Button: t("interest.place.button")}
	a.Fields = append(a.Fields, whoComes(r, f, v, all))
	a.Fields = append(a.Fields, placeWays(r, g, door, f, v)...)
	if nameless > 0 {
		a.Fields = append(a.Fields, ask.Lines([]string{r.print.N("interest.place.nameless", nameless)}))
	}
	return render(w, r, status, a)
}

func namelessWords(r *request, n int, otherwise string) string {
	if n == 0 {
		return otherwise
	}
	return otherwise + " " + r.print.N("interest.place.nameless", n)
}

func whoComes(r *request, f kit.Form, v url.Values, all []group.Interest) templ.Component {
	options := make([]kit.Option, len(all))
	for i, one := range all {
		options[i] = kit.Option{Value: one.ID.String(), Label: interestedName(r, one), Hint: r.print.T("interest.place.since", "date", r.print.Date(one.Since)), Chosen: v["who"] == nil && one.State == group.Waits}
	}
	if v["who"] != nil {
		options = kit.Choose(options, v["who"]...)
	}
	return kit.Checkboxes(kit.Choice{Field: kit.Field{Name: "who", Label: r.print.T("interest.place.who"), Error: f.Error("who")}, Options: options})
}

// placeWays ask whether they come in or wait for a place, as far as the group can
// have both.
func placeWays(r *request, g group.Group, d group.Door, f kit.Form, v url.Values) []templ.Component {
	t := r.print.T
	if d.Full {
		return []templ.Component{kit.HiddenInput("way", "queue"), ask.Lines([]string{t("interest.place.full", "most", g.Description.Most)})}
	}
	j := page.Join{Form: f, Values: v, Asks: d.Asks, Page: kit.Page{Printer: r.print}}
	if !d.Asks && d.Waiting.For(r.actor.Audience(g.ID)).N == 0 {
		return append([]templ.Component{kit.HiddenInput("way", "join")}, j.Entry()...)
	}
	return []templ.Component{kit.Radios(kit.Choice{
		Field: kit.Field{Name: "way", Label: t("interest.place.way"), Error: f.Error("way")},
		Options: kit.Choose([]kit.Option{
			{Value: "join", Label: t("interest.place.join"), Reveal: templ.Join(j.Entry()...)},
			{Value: "queue", Label: t("interest.place.queue")},
		}, v.Get("way")),
	})}
}

func (s *Server) interestPlace(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := flow.Placing{Group: g.ID, AllTheSame: f.yes("all_the_same"), Queue: f.text("way") == "queue"}
	if !n.Queue {
		n.On = f.date("on")
	}
	for _, one := range f.Values["who"] {
		id, err := domain.ParseID[domain.InterestID](one)
		f.note("who", err)
		n.Who = append(n.Who, id)
	}
	placed, err := f.save(n.Check(), func() error { return s.Flow.Place(r.Context(), r.actor, n) })
	if err != nil {
		return err
	}
	if !placed {
		if f.Values["who"] == nil {
			f.Values["who"] = []string{}
		}
		return s.interestPlacePage(w, r, http.StatusUnprocessableEntity, g, f.state(r.URL.Path), f.Values)
	}
	if n.Queue {
		return s.seeOther(w, r, waitingPath(g.ID), "interest.said.queued")
	}
	return s.seeOther(w, r, groupPath(g.ID)+"/members", "interest.said.placed")
}
