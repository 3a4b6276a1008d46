package web

import (
	"encoding/json"
	"net/http"
	"strconv"

	"krag/internal/domain"
	"krag/internal/domain/funding"
	"krag/internal/domain/institution"
	"krag/internal/domain/outcome"
	"krag/internal/domain/stats"
)

// programmeFile is a programme as data, for another program or a spreadsheet.
// Amounts are grosze. A count of people is a number, or {"below": 5} where it
// is too small for whoever asked, and {"hidden": true} where it would tell one
// that is; a count the source does not give is absent.
type programmeFile struct {
	Slug     string             `json:"slug"`
	Title    string             `json:"title"`
	Started  string             `json:"started,omitempty"` // 2002, 2002-09 or 2002-09-03, as far as it is known
	MadeUp   bool               `json:"made_up"`           // its people and meetings are invented
	Groups   []groupFile        `json:"groups"`
	Outcomes []outcomeFile      `json:"outcomes"`
	Costs    []costFile         `json:"costs"`
	Total    domain.Grosze      `json:"costs_total_grosze"`
	Funds    []fundFile         `json:"funds"`
	Record   institution.Record `json:"record"`
	recordFile
}

type groupFile struct {
	ID           domain.GroupID `json:"id"`
	Name         string         `json:"name"`
	Neutral      string         `json:"neutral"`
	Period       string         `json:"period,omitempty"`
	Stage        string         `json:"stage"`
	Members      *figureFile    `json:"members,omitempty"`
	MeetingsHeld int            `json:"meetings_held,omitempty"`
}

type outcomeFile struct {
	Group     domain.GroupID `json:"group"` // empty for the programme as a whole
	Indicator string         `json:"indicator"`
	Form      outcome.Form   `json:"form"`
	N         *figureFile    `json:"n,omitempty"`
	Of        *figureFile    `json:"of,omitempty"`
	Words     string         `json:"words,omitempty"`
	Who       string         `json:"who,omitempty"`
	Context   string         `json:"context,omitempty"`
	When      string         `json:"when,omitempty"`
	Quote     string         `json:"quote,omitempty"` // absent with a hidden number, which it would tell
	Source    string         `json:"source,omitempty"`
}

type costFile struct {
	Item     string           `json:"item"`
	Category funding.Category `json:"category"`
	Grosze   domain.Grosze    `json:"grosze"`
	Funder   string           `json:"funder,omitempty"`
	Note     string           `json:"note,omitempty"`
}

type fundFile struct {
	Funder  string        `json:"funder"`
	For     string        `json:"for,omitempty"`
	Granted bool          `json:"granted"`
	Grosze  domain.Grosze `json:"grosze,omitempty"` // absent when the source does not say
}

type figureFile stats.Figure

// MarshalJSON writes the number, or what may be said of it.
func (f figureFile) MarshalJSON() ([]byte, error) {
	switch {
	case !f.Hidden:
		return []byte(strconv.Itoa(f.N)), nil
	case f.Below > 0:
		return []byte(`{"below":` + strconv.Itoa(f.Below) + `}`), nil
	}
	return []byte(`{"hidden":true}`), nil
}

func (s *Server) programmeData(w http.ResponseWriter, r *request) error {
	o, err := s.Institutions.Overview(r.Context(), r.actor, r.PathValue("slug"))
	if err != nil {
		return err
	}
	d, err := s.Institutions.Dossier(r.Context(), r.actor, o.Slug)
	if err != nil {
		return err
	}
	outcomes, err := s.Outcomes.OfProgramme(r.Context(), r.actor, o.ID)
	if err != nil {
		return err
	}
	ledger, err := s.Funding.Ledger(r.Context(), r.actor, o.ID)
	if err != nil {
		return err
	}
	content, err := json.MarshalIndent(fileOf(r, o, d, outcomes, ledger), "", "  ")
	if err != nil {
		return err
	}
	return download(w, "application/json", o.Slug+".json", append(content, '\n'))
}

func fileOf(r *request, o institution.Overview, d institution.Dossier, outcomes []outcome.Outcome, l funding.Ledger) programmeFile {
	file := programmeFile{
		Slug: o.Slug, Title: o.Title, Started: momentFile(o.Started), MadeUp: o.Made, Total: l.Total, Record: d.Record, recordFile: recordFileOf(d),
		Groups: []groupFile{}, Outcomes: []outcomeFile{}, Costs: []costFile{}, Funds: []fundFile{},
	}
	for _, g := range o.Groups {
		one := groupFile{ID: g.ID, Name: g.Name, Neutral: g.Neutral, Period: g.Period, Stage: g.Stage, MeetingsHeld: g.MeetingsHeld}
		if f := g.Members.For(r.actor.Audience(g.ID)); f.Hidden || f.N > 0 {
			one.Members = new(figureFile(f))
		}
		file.Groups = append(file.Groups, one)
	}
	for i, f := range outcomeFigures(r, outcomes) {
		file.Outcomes = append(file.Outcomes, outcomeFileOf(outcomes[i], f))
	}
	for _, c := range l.Costs {
		file.Costs = append(file.Costs, costFile{Item: c.Item, Category: c.Category, Grosze: c.Amount, Funder: c.Funder, Note: c.Note})
	}
	for _, f := range l.Funds {
		file.Funds = append(file.Funds, fundFile{Funder: f.Funder, For: f.For, Granted: f.Granted, Grosze: f.Amount})
	}
	return file
}

func outcomeFileOf(o outcome.Outcome, f outcome.Figures) outcomeFile {
	file := outcomeFile{Group: o.Group, Indicator: o.Indicator, Form: o.Value.Form, Words: o.Value.Words, Who: o.Who, Source: o.Source}
	if !f.Hidden() {
		file.Context, file.When, file.Quote = o.Context, o.When, o.Quote
	}
	if o.Value.Form == outcome.Count || o.Value.Form == outcome.Share {
		file.N = new(figureFile(f.N))
	}
	if o.Value.Form == outcome.Share {
		file.Of = new(figureFile(f.Of))
	}
	return file
}

func momentFile(m domain.Moment) string {
	if m.Date.IsZero() {
		return ""
	}
	length := map[domain.Precision]int{domain.PrecisionYear: 4, domain.PrecisionMonth: 7, domain.PrecisionDay: 10}
	return m.Date.String()[:length[m.Precision]]
}

// download sends bytes as a file with a name of its own.
func download(w http.ResponseWriter, kind, name string, content []byte) error {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	h.Set("Content-Length", strconv.Itoa(len(content)))
	_, _ = w.Write(content) // the reader may be gone; there is nobody to tell
	return nil
}
