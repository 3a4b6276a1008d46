package demo

import (
	"embed"
	"encoding/json"

	"krag/internal/domain/outcome"
)

// The facts of both programmes as their authors told them. Some keys are in
// English; polish says those in Polish.
//
//go:embed facts/*.json
var files embed.FS

type kluczeFacts struct {
	Title                string   `json:"title"`
	Classification       []string `json:"classification"`
	PresentationParts    []string `json:"presentation_parts"`
	PresentationSections []string `json:"presentation_sections"`
	Institution          struct {
		Name         string `json:"name"`
		Municipality string `json:"municipality"`
	} `json:"institution"`
	Strategy struct {
		Title string `json:"title"`
		Years string `json:"years"`
	} `json:"strategy"`
	Started   int `json:"started"`
	Diagnosis struct {
		LargestGroups []string `json:"largest_groups"`
		ProblemsNamed []string `json:"problems_named"`
	} `json:"diagnosis"`
	Path   []string `json:"path"`
	Groups []struct {
		Name     string        `json:"name"`
		Active   string        `json:"active"`
		Outcomes []kluczeCount `json:"outcomes"`
	} `json:"groups"`
	Costs []struct {
		Item   string `json:"item"`
		Amount int64  `json:"amount"`
	} `json:"costs_pln"`
	OperatingNote string `json:"operating_note"`
	Funding       struct {
		Funder  string `json:"funder"`
		For     string `json:"for"`
		Granted bool   `json:"granted"`
	} `json:"funding"`
	Premises []struct {
		What string `json:"what"`
		Fit  string `json:"fit"`
	} `json:"premises"`
	PremisesPath []string `json:"premises_path"`
	Partners     []string `json:"partners"`
	Awards       []string `json:"awards"`
	Advice       []string `json:"replication_advice"`
	Attachments  []string `json:"attachments"`
	Headline     []struct {
		Indicator string `json:"indicator"`
		Quote     string `json:"quote"`
	} `json:"headline_results"`
	SituationBefore []string `json:"situation_before"`
	FirstGroup      struct {
		Year       int    `json:"year"`
		For        string `json:"for"`
		Initiative string `json:"initiative"`
		WhyItWorks string `json:"why_it_works"`
	} `json:"first_group"`
	GroupCharacter string   `json:"group_character"`
	Benefits       []string `json:"benefits"`
}

// kluczeCount is an outcome. Count is a number, "all" or "group".
type kluczeCount struct {
	Indicator string          `json:"indicator"`
	Count     json.RawMessage `json:"count"`
	Who       string          `json:"who"`
	Quote     string          `json:"quote"`
}

type kcsFacts struct {
	Title           string   `json:"title"`
	Innovators      []string `json:"innovators"`
	Kind            string   `json:"kind"`
	CardFields      []string `json:"card_fields"`
	Model           string   `json:"model"`
	Principles      []string `json:"principles"`
	Recipients      []string `json:"recipients"`
	Implementers    []string `json:"implementers"`
	Problems        []string `json:"problems"`
	Results         []kcsResult
	Roles           []string `json:"roles"`
	Motive          string   `json:"motive"`
	InstitutionGain string   `json:"institution_gain"`
	NeedsNamed      []string `json:"needs_named"`
}

// kcsResult is a result. Value is a sentence, or so many of so many.
type kcsResult struct {
	Indicator string          `json:"indicator"`
	Value     json.RawMessage `json:"value"`
	When      string          `json:"when"`
	Context   string          `json:"context"`
}

// Facts gives every fact of a programme, "klucze" or "kcs", as decoded JSON,
// for whoever compares them with what is shown.
func Facts(programme string) (facts map[string]any, err error) {
	return facts, read(programme+".json", &facts)
}

func read(name string, into any) error {
	b, err := files.ReadFile("facts/" + name)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, into)
}

// value puts an outcome into the form in which its author knew it.
func (c kluczeCount) value(n *outcome.NewOutcome) error {
	switch string(c.Count) {
	case `"group"`:
		n.Form = outcome.Group
	case `"all"`:
		n.Form = outcome.All
	default:
		n.Form = outcome.Count
		return json.Unmarshal(c.Count, &n.N)
	}
	return nil
}

func (r kcsResult) value(n *outcome.NewOutcome) error {
	var share struct {
		Count int `json:"count"`
		Of    int `json:"of"`
	}
	if json.Unmarshal(r.Value, &share) == nil {
		n.Form, n.N, n.Of, n.Who = outcome.Share, share.Count, share.Of, "grupy"
		return nil
	}
	n.Form = outcome.Words
	return json.Unmarshal(r.Value, &n.Words)
}
