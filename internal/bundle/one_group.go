package bundle

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"unicode"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
)

// MaxGroup is the largest file of one group, in bytes.
const MaxGroup = 256 << 10

const (
	oneGroup        = "krag-group"
	oneGroupVersion = 1
)

// groupFile is one group on its way to another institution: what it is, where it
// is in its life, what it agreed on and what it has still to do. There is nobody
// in it.
type groupFile struct {
	Format      string      `json:"format"`
	Version     int         `json:"version"`
	Name        string      `json:"name"`
	Neutral     string      `json:"neutral"`
	Kind        string      `json:"kind"`
	Character   string      `json:"character"`
	Openness    string      `json:"openness"`
	Audience    string      `json:"audience,omitempty"`
	Rhythm      string      `json:"rhythm,omitempty"`
	Sensitive   bool        `json:"sensitive"`
	Accompanied int         `json:"accompanied"`
	About       string      `json:"about,omitempty"`
	Langs       []string    `json:"langs,omitempty"`
	Least       int         `json:"least,omitempty"`
	Most        int         `json:"most,omitempty"`
	ClosesAt    int         `json:"closes_at,omitempty"`
	Stage       string      `json:"stage"`
	Agreement   *groupRules `json:"agreement,omitempty"`
	Roles       []string    `json:"roles,omitempty"` // those that it uses; absent for all of them
	ToDo        []string    `json:"to_do,omitempty"`
}

type groupRules struct {
	Lang  string      `json:"lang"`
	Rules []groupRule `json:"rules"`
}

type groupRule struct {
	Key   string `json:"key"`
	Text  string `json:"text"`
	Fixed bool   `json:"fixed,omitempty"`
}

// WriteGroup writes a group as a file, at the last stage at which it met, with
// what it agreed on, if it did, and with what it has still to do.
func WriteGroup(g group.Group, stage group.Stage, agreed *group.Edition, toDo []string) ([]byte, error) {
	d := g.Description
	f := groupFile{
		Format: oneGroup, Version: oneGroupVersion, Name: g.Name, Neutral: g.Neutral, Kind: string(cmp.Or(g.Alike, g.Kind)), Character: string(g.Character),
		Openness: string(g.Openness), Audience: g.Audience, Rhythm: g.Rhythm, Sensitive: g.Sensitive, Accompanied: g.Accompanied,
		About: d.About, Langs: d.Langs, Least: d.Least, Most: d.Most, ClosesAt: d.ClosesAt, Stage: string(stage), ToDo: toDo,
	}
	for _, r := range g.Uses {
		f.Roles = append(f.Roles, string(r))
	}
	if agreed != nil {
		f.Agreement = &groupRules{Lang: agreed.Lang}
		for _, r := range agreed.Rules {
			f.Agreement.Rules = append(f.Agreement.Rules, groupRule(r))
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(f)
	return b.Bytes(), err
}

// askAlways is from which meeting a mixed group is asked before somebody new
// comes, where nobody said: from the first one that can be said.
const askAlways = 2

var errGroupFile = domain.Invalid("arrive.file.unreadable")

// ReadGroup reads a group from a file, without a programme, ids or days. Nothing
// of it is public, and what it agreed on is a draft, nil when there is none. What
// it has still to do are words alone. Whatever cannot be read or may not be is
// KindInvalid.
func ReadGroup(content []byte) (n group.NewGroup, draft *group.Edition, toDo []string, err error) {
	f, err := decodeGroup(content)
	if err != nil {
		return n, nil, nil, err
	}
	n = group.NewGroup{
		Name: f.Name, Neutral: f.Neutral, Kind: group.Kind(f.Kind), Character: group.Character(f.Character), Openness: group.Openness(f.Openness),
		Audience: f.Audience, Rhythm: f.Rhythm, Sensitive: f.Sensitive, Accompanied: f.Accompanied,
		Description: group.Description{About: f.About, Langs: f.Langs, Least: f.Least, Most: f.Most, ClosesAt: f.ClosesAt, Visibility: group.Hidden},
		Enters:      group.NewStep{Stage: group.Stage(f.Stage)},
	}
	if n.Openness == group.Mixed && n.Description.ClosesAt == 0 {
		n.Description.ClosesAt = askAlways
	}
	var p domain.Problems
	if n.Uses = group.UsesOf(f.Roles); n.Uses != nil {
		n.Uses.Check(&p)
	}
	n.Programme = domain.NewID[domain.ProgrammeID]() // chosen by whoever takes the group
	n.Check(&p)
	n.Programme = domain.ProgrammeID{}
	if p.Err() != nil || !n.Kind.Known() || !slices.Contains(group.Stages, n.Enters.Stage) || n.Enters.Stage == group.Closed || !canDo(f.ToDo) {
		return group.NewGroup{}, nil, nil, errGroupFile
	}
	if f.Agreement == nil {
		return n, nil, f.ToDo, nil
	}
	draft, err = f.Agreement.draft()
	return n, draft, f.ToDo, err
}

// canDo reports whether a meeting could have agreed on all of it.
func canDo(all []string) bool {
	return len(all) <= meeting.MostOpen && !slices.ContainsFunc(all, func(text string) bool { return meeting.NewTask{Text: text}.Check() != nil })
}

func decodeGroup(content []byte) (f groupFile, err error) {
	d := json.NewDecoder(bytes.NewReader(content))
	d.DisallowUnknownFields()
	if d.Decode(&f) != nil || f.Format != oneGroup || f.Version != oneGroupVersion {
		return f, errGroupFile
	}
	if _, err := d.Token(); err != io.EOF {
		return f, errGroupFile
	}
	texts := append([]string{f.Name, f.Neutral, f.Audience, f.Rhythm, f.About}, f.ToDo...)
	if f.Agreement != nil {
		texts = append(texts, f.Agreement.Lang)
		for _, r := range f.Agreement.Rules {
			texts = append(texts, r.Key, r.Text)
		}
	}
	if slices.ContainsFunc(texts, unprintable) {
		return f, errGroupFile
	}
	return f, nil
}

// unprintable reports signs that no form could have brought.
func unprintable(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' })
}

func (a groupRules) draft() (*group.Edition, error) {
	e := &group.Edition{Lang: a.Lang}
	keys := map[string]bool{}
	for _, r := range a.Rules {
		if r.Key == "" || len(r.Key) > 40 || keys[r.Key] {
			return nil, errGroupFile
		}
		keys[r.Key] = true
		e.Rules = append(e.Rules, group.Rule(r))
	}
	if len(a.Lang) != 2 || e.Check() != nil {
		return nil, errGroupFile
	}
	return e, nil
}
