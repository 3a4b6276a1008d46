// Package plan knows what a plan of a meeting is: what the meeting is for, its
// steps with their minutes, what to do in each and what to say aloud, and what
// comes before and after. It holds words for whoever leads and nothing about
// anybody: neither who came, nor what was said.
//
// The title and the slug are seen on a telephone on the table, so they never
// say what a group is about; the kinds of groups a plan is made for do.
package plan

import (
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"krag/internal/domain"
)

// Occasion is what a meeting is held for.
type Occasion string

// The occasions.
const (
	First       Occasion = "first"       // the group meets for the first time
	Agreement   Occasion = "agreement"   // it agrees on its rules
	Opening     Occasion = "opening"     // it learns its opening and closing rounds
	Ordinary    Occasion = "ordinary"    // it meets as it always does
	Problem     Occasion = "problem"     // it looks for a way out of somebody's trouble
	Expert      Occasion = "expert"      // somebody comes who knows a subject
	Conflict    Occasion = "conflict"    // something stands between its people
	Newcomers   Occasion = "newcomers"   // somebody comes for the first time
	HandOver    Occasion = "hand_over"   // staff hand it over to its people
	Farewell    Occasion = "farewell"    // it ends
	Celebration Occasion = "celebration" // it shows partners what it has done
	OfKind      Occasion = "kind"        // a meeting particular to a kind of group
)

// Occasions lists them in the order of a group's life.
var Occasions = []Occasion{First, Agreement, Opening, Ordinary, Problem, Expert, Conflict, Newcomers, HandOver, Farewell, Celebration, OfKind}

// What a plan may hold. Lengths are in characters.
const (
	MaxTitle   = 80
	MaxAim     = 300
	MaxPeople  = 60
	MaxLines   = 10 // of each list
	MaxLine    = 240
	MaxSteps   = 30
	MaxMinutes = 180 // of one step
	MaxWhole   = 240 // minutes of a whole plan
	MaxWords   = 900 // of what to do or to say in one step
)

// Plan is the course of one meeting.
type Plan struct {
	Slug     string
	Occasion Occasion
	Kinds    []string // the kinds of groups it is made for, as the area of groups names them; empty: any
	Title    string
	Aim      string
	Least    int // people with whom it still works
	Most     int
	Material []string // what lies on the table
	Before   []string // what to prepare
	Steps    []Step
	Watch    []string // what to look out for
	After    []string // what to do when all have gone
}

// Step is a part of a meeting.
type Step struct {
	Minutes int
	Title   string
	Do      string // what to do, said to whoever leads
	Say     string // words to say aloud; empty: there is nothing to read out
}

// Minutes is how long the whole meeting takes.
func (p Plan) Minutes() int {
	sum := 0
	for _, s := range p.Steps {
		sum += s.Minutes
	}
	return sum
}

// For reports whether a plan suits a kind of group.
func (p Plan) For(kind string) bool { return len(p.Kinds) == 0 || slices.Contains(p.Kinds, kind) }

// Texts are all the words of a plan, in the order in which they are read.
func (p Plan) Texts() iter.Seq[string] {
	return func(yield func(string) bool) {
		all := slices.Concat([]string{p.Title, p.Aim}, p.Material, p.Before)
		for _, s := range p.Steps {
			all = append(all, s.Title, s.Do, s.Say)
		}
		for _, text := range slices.Concat(all, p.Watch, p.After) {
			if text != "" && !yield(text) {
				return
			}
		}
	}
}

// StepField is the form field of a part of the step at place i, counted from 0.
func StepField(i int, part string) string { return "step_" + strconv.Itoa(i+1) + "_" + part }

// Check notes what has to be mended before a plan can be kept, in the order of
// a form. The slug and the kinds are chosen by the program, not typed.
func (p Plan) Check(problems *domain.Problems) {
	if !slices.Contains(Occasions, p.Occasion) {
		problems.Add("occasion", "plan.occasion.missing")
	}
	if !filled(p.Title, MaxTitle) {
		problems.Add("title", "plan.title.missing", domain.Args{"max": MaxTitle})
	}
	if !filled(p.Aim, MaxAim) {
		problems.Add("aim", "plan.aim.missing", domain.Args{"max": MaxAim})
	}
	if p.Least < 1 || p.Most < p.Least || p.Most > MaxPeople {
		problems.Add("most", "plan.people.range", domain.Args{"max": MaxPeople})
	}
	checkLines(problems, "material", p.Material)
	checkLines(problems, "before", p.Before)
	p.checkSteps(problems)
	checkLines(problems, "watch", p.Watch)
	checkLines(problems, "after", p.After)
}

func (p Plan) checkSteps(problems *domain.Problems) {
	if len(p.Steps) < 1 || len(p.Steps) > MaxSteps {
		problems.Add("steps", "plan.steps.range", domain.Args{"max": MaxSteps})
	}
	for i, s := range p.Steps {
		s.check(problems, i)
	}
	if p.Minutes() > MaxWhole {
		problems.Add("steps", "plan.whole.long", domain.Args{"max": MaxWhole})
	}
}

func (s Step) check(problems *domain.Problems, i int) {
	if s.Minutes < 1 || s.Minutes > MaxMinutes {
		problems.Add(StepField(i, "minutes"), "plan.minutes.range", domain.Args{"max": MaxMinutes})
	}
	if !filled(s.Title, MaxTitle) {
		problems.Add(StepField(i, "title"), "plan.step_title.missing", domain.Args{"max": MaxTitle})
	}
	if !filled(s.Do, MaxWords) {
		problems.Add(StepField(i, "do"), "plan.step_do.missing", domain.Args{"max": MaxWords})
	}
	if utf8.RuneCountInString(s.Say) > MaxWords {
		problems.Add(StepField(i, "say"), "field.long", domain.Args{"max": MaxWords})
	}
}

// checkLines looks at one of the lists: few lines, each of them short, none
// empty.
func checkLines(problems *domain.Problems, field string, lines []string) {
	if len(lines) > MaxLines {
		problems.Add(field, "plan.lines.many", domain.Args{"max": MaxLines})
	}
	for _, line := range lines {
		if !filled(line, MaxLine) {
			problems.Add(field, "plan.line.missing", domain.Args{"max": MaxLine})
			return
		}
	}
}

func filled(s string, most int) bool {
	return strings.TrimSpace(s) != "" && utf8.RuneCountInString(s) <= most
}
