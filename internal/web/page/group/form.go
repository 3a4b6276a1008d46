package group

import (
	"context"
	"io"
	"net/url"
	"slices"

	"krag/internal/domain/group"
	"krag/internal/i18n"
	"krag/internal/web/kit"
)

// Edit describes a group: a new one, or one that is there.
type Edit struct {
	kit.Page
	Form       kit.Form
	Title      string
	Lead       string
	Values     url.Values // of the fields, stored or typed
	Seen       string     // what the stored values were when the form was shown
	Stale      []kit.Difference
	Programmes []kit.Option // for a new group
	Kinds      []kit.Option
	Save       string
}

// Render makes Edit a component.
func (p Edit) Render(ctx context.Context, w io.Writer) error { return edit(p).Render(ctx, w) }

func (p Edit) fresh() bool { return p.Programmes != nil }

// field is a question by its name; its words are group.field.NAME and, where
// it needs explaining, group.hint.NAME.
func (p Edit) field(name string, most int) kit.Field {
	return kit.Field{
		Name: name, Label: p.T(i18n.Key("group.field", name)), Hint: hint(p.Page, name), Value: p.Values.Get(name),
		Error: p.Form.Error(name), Max: most,
	}
}

func (p Edit) optional(name string, most int) kit.Field {
	f := p.field(name, most)
	f.Optional = true
	return f
}

func hint(p kit.Page, name string) string {
	if key := i18n.Key("group.hint", name); p.Has(key) {
		return p.T(key)
	}
	return ""
}

func (p Edit) choice(name string, options []kit.Option) kit.Choice {
	return kit.Choice{Field: p.field(name, 0), Options: kit.Choose(options, p.Values.Get(name))}
}

func (p Edit) kinds() []kit.Option {
	return append([]kit.Option{{Label: p.T("group.choose")}}, p.Kinds...)
}

func (p Edit) characters() (options []kit.Option) {
	for _, c := range group.Characters {
		options = append(options, kit.Option{Value: string(c), Label: p.T(i18n.Key("group.characters", string(c)))})
	}
	return options
}

func (p Edit) opennesses() (options []kit.Option) {
	for _, o := range group.Opennesses {
		one := kit.Option{
			Value: string(o), Label: p.T(i18n.Key("group.opennesses", string(o))), Hint: p.T(i18n.Key("group.openness_hints", string(o))),
		}
		if o == group.Mixed {
			one.Reveal = kit.NumberInput(p.field("closes_at", 2))
		}
		options = append(options, one)
	}
	return options
}

// opens reports whether questions that can wait are open: when one of them
// needs mending.
func (p Edit) opens(fields []string) bool {
	return slices.ContainsFunc(fields, func(f string) bool { return p.Form.Error(f) != "" })
}

// several is a question with any of a few answers.
func (p Edit) several(name string, options []kit.Option) kit.Choice {
	return kit.Choice{Field: p.optional(name, 0), Options: kit.Choose(options, p.Values[name]...), Grid: true}
}

func (p Edit) langs() (options []kit.Option) {
	for _, l := range group.Langs {
		options = append(options, kit.Option{Value: l, Label: p.T(i18n.Key("group.langs", l))})
	}
	return options
}

func (p Edit) accesses() (options []kit.Option) {
	for _, a := range group.Accesses {
		options = append(options, kit.Option{Value: string(a), Label: p.T(i18n.Key("group.access", string(a)))})
	}
	return options
}

func (p Edit) visibilities() (options []kit.Option) {
	for _, v := range group.Visibilities {
		options = append(options, kit.Option{
			Value: string(v), Label: p.T(i18n.Key("group.visibilities", string(v))), Hint: p.T(i18n.Key("group.visibility_hints", string(v))),
		})
	}
	return options
}

func (p Edit) sensitive() kit.Choice {
	return kit.Choice{
		Field:   kit.Field{Name: "sensitive", Label: p.T("group.field.sensitive"), Hint: hint(p.Page, "sensitive")},
		Options: []kit.Option{{Value: "yes", Label: p.T("group.sensitive_yes"), Chosen: p.Values.Get("sensitive") != ""}},
	}
}

func (p Edit) stages() kit.Choice { return p.choice("stage", stages(p.Page, group.Stage("").Next())) }

// stages words the stages a group can enter, with what each asks.
func stages(p kit.Page, possible []group.Stage) (options []kit.Option) {
	for _, s := range possible {
		options = append(options, kit.Option{
			Value: string(s), Label: p.T(i18n.Key("group.stages", string(s))), Hint: p.T(i18n.Key("group.stage_hints", string(s))),
		})
	}
	return options
}

// when asks for a day of which only the year must be known.
func when(p kit.Page, f kit.Form, v url.Values) kit.DateField {
	return kit.DateField{Name: "on", Label: p.T("group.field.on"), Hint: hint(p, "on"), Error: f.Error("on")}.Typed(v)
}

func evidence(p kit.Page, f kit.Form, v url.Values) kit.Field {
	return kit.Field{
		Name: "evidence", Label: p.T("group.field.evidence"), Hint: hint(p, "evidence"), Value: v.Get("evidence"),
		Error: f.Error("evidence"), Rows: 3, Max: 500, Optional: true,
	}
}

// Stage takes the next step of a group's life.
type Stage struct {
	kit.Page
	Form     kit.Form
	Lead     string // where the group is now
	Values   url.Values
	After    string // id of the step this one follows
	Possible []group.Stage
	Stale    []kit.Difference
	Further  []kit.Link
}

// Render makes Stage a component.
func (p Stage) Render(ctx context.Context, w io.Writer) error { return stage(p).Render(ctx, w) }

func (p Stage) choice() kit.Choice {
	return kit.Choice{
		Field:   kit.Field{Name: "stage", Label: p.T("group.stage.which"), Error: p.Form.Error("stage")},
		Options: kit.Choose(stages(p.Page, p.Possible), p.Values.Get("stage")),
	}
}
