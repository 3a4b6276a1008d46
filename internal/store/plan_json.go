package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"krag/internal/domain/plan"
)

// The form in which a plan is stored. It is apart from the type of the area, so
// that a name there can change and old rows are still read.
type (
	writtenPlan struct {
		Title    string        `json:"title"`
		Aim      string        `json:"aim"`
		Least    int           `json:"least"`
		Most     int           `json:"most"`
		Material []string      `json:"material,omitempty"`
		Before   []string      `json:"before,omitempty"`
		Steps    []writtenStep `json:"steps"`
		Watch    []string      `json:"watch,omitempty"`
		After    []string      `json:"after,omitempty"`
	}
	writtenStep struct {
		Minutes int    `json:"minutes"`
		Title   string `json:"title"`
		Do      string `json:"do"`
		Say     string `json:"say,omitempty"`
	}
)

func planText(p plan.Plan) (string, error) {
	s := writtenPlan{Title: p.Title, Aim: p.Aim, Least: p.Least, Most: p.Most, Material: p.Material, Before: p.Before, Watch: p.Watch, After: p.After}
	for _, step := range p.Steps {
		s.Steps = append(s.Steps, writtenStep(step))
	}
	text, err := json.Marshal(s)
	if err != nil {
		return "", fmt.Errorf("write plan: %w", err)
	}
	return string(text), nil
}

func planOf(content, occasion, kinds string) (p plan.Plan, err error) {
	var s writtenPlan
	if err := json.Unmarshal([]byte(content), &s); err != nil {
		return p, fmt.Errorf("read plan: %w", err)
	}
	p = plan.Plan{
		Occasion: plan.Occasion(occasion), Kinds: kindsOf(kinds), Title: s.Title, Aim: s.Aim, Least: s.Least, Most: s.Most,
		Material: s.Material, Before: s.Before, Watch: s.Watch, After: s.After,
	}
	for _, step := range s.Steps {
		p.Steps = append(p.Steps, plan.Step(step))
	}
	return p, nil
}

// planFolded are the words of a plan as they are searched.
func planFolded(p plan.Plan) string {
	return fold(strings.Join(slices.Collect(p.Texts()), " "))
}

// kindsText puts a mark around every kind, so that none is found in another.
func kindsText(kinds []string) string {
	if len(kinds) == 0 {
		return ""
	}
	return "|" + strings.Join(kinds, "|") + "|"
}

func kindsOf(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(strings.Trim(text, "|"), "|")
}
