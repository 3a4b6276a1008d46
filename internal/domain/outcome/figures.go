package outcome

import (
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

// Figures are the numbers of an outcome as somebody may see them: N of a Count
// and of a Share, Of of a Share.
type Figures = stats.StatedFigures

// forms are those that have numbers.
var forms = map[Form]stats.StatedForm{Count: stats.OneNumber, Share: stats.OneOfMany}

// Shown gives the numbers of outcomes that a reader finds beside each other,
// in their order: those of groups, and under the same indicator the
// programme's as a whole.
func Shown(all []Outcome, reads func(domain.GroupID) stats.Audience) []Figures {
	stated := make([]stats.Stated, len(all))
	for i, o := range all {
		stated[i] = stats.Stated{
			About: o.about(), Whole: o.Group.IsZero(), People: o.CountsPeople(),
			N: o.Value.N, Of: o.Value.Of, Form: forms[o.Value.Form], Reader: reads(o.Group),
		}
	}
	return stats.Beside(stated)
}

// about is the indicator, however it was typed.
func (o Outcome) about() string {
	return strings.ToLower(strings.Join(strings.Fields(o.Indicator), " "))
}
