package outcome

import (
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

// Figures are the numbers of an outcome as somebody may see them: N of a Count
// and of a Share, Of of a Share.
type Figures struct{ N, Of stats.Figure }

// Hidden reports whether a number is hidden, so that words which tell it have
// to be hidden with it.
func (f Figures) Hidden() bool { return f.N.Hidden || f.Of.Hidden }

// Shown gives the numbers of outcomes that a reader finds beside each other,
// in their order. Somebody may have typed the sum of what the groups achieved
// as an outcome of the programme as a whole: where a number of a group is
// hidden, the whole's under the same indicator would tell it, and is hidden
// too.
func Shown(all []Outcome, reads func(domain.GroupID) stats.Audience) []Figures {
	shown := make([]Figures, len(all))
	hidden := map[string]bool{}
	for i, o := range all {
		shown[i] = o.shown(reads)
		if !o.Group.IsZero() && shown[i].Hidden() {
			hidden[o.about()] = true
		}
	}
	for i, o := range all {
		if o.Group.IsZero() && o.CountsPeople() && hidden[o.about()] {
			shown[i].hide(o.Value.Form)
		}
	}
	return shown
}

func (o Outcome) shown(reads func(domain.GroupID) stats.Audience) Figures {
	reader := stats.Worker // of what are no people everybody may read
	if o.CountsPeople() {
		reader = reads(o.Group)
	}
	f := Figures{N: o.Value.N.For(reader), Of: o.Value.Of.For(reader)}
	if o.Value.Form == Share {
		f.N = o.Value.N.Of(o.Value.Of, reader)
	}
	return f
}

// about is the indicator, however it was typed.
func (o Outcome) about() string {
	return strings.ToLower(strings.Join(strings.Fields(o.Indicator), " "))
}

func (f *Figures) hide(form Form) {
	if form == Count || form == Share {
		f.N = stats.Figure{Hidden: true}
	}
	if form == Share {
		f.Of = stats.Figure{Hidden: true}
	}
}
