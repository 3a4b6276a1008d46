package web

import (
	"strings"

	"krag/internal/domain/outcome"
	"krag/internal/domain/stats"
	"krag/internal/web/kit"
)

// outcomeFigures are the numbers of outcomes as the actor may see them beside
// each other.
func outcomeFigures(r *request, all []outcome.Outcome) []outcome.Figures {
	return outcome.Shown(all, r.actor.Audience)
}

// achieved words an outcome for whoever reads it. Where its number is hidden,
// the source's own wording would tell it all the same, so that is left out
// with it.
func (s *Server) achieved(r *request, o outcome.Outcome, f outcome.Figures) kit.Achieved {
	a := kit.Achieved{Text: o.Indicator, Note: outcomeNote(r, o, f)}
	switch o.Value.Form {
	case outcome.Count:
		a.Count, a.Text = &f.N, joined(whoCounted(r, o.Who, f.N), o.Indicator)
	case outcome.Share:
		a.Count, a.Text = &f.N, joined(whoShared(r, o.Who, f), o.Indicator)
	case outcome.All:
		a.Text = joined(r.print.CountedAll(o.Who), o.Indicator)
	case outcome.Words:
		if o.Value.Words != o.Quote { // else the words stand as the quote already
			a.Text = joined(o.Value.Words, o.Indicator)
		}
	}
	return a
}

// whoShared is what follows the number of a share: of 8 people. Of a whole
// that is hidden without a bound only whom it counts is said.
func whoShared(r *request, who string, f outcome.Figures) string {
	if f.Of.Hidden && f.Of.Below == 0 {
		return whoOf(r, who)
	}
	return strings.TrimSpace(r.print.T("outcome.of", "all", f.Of, "who", whoOf(r, who)))
}

// joined puts what was achieved after of whom it is.
func joined(who, indicator string) string {
	if who == "" {
		return indicator
	}
	return who + ": " + indicator
}

// outcomeNote is how an outcome is to be read and where it is written.
func outcomeNote(r *request, o outcome.Outcome, f outcome.Figures) string {
	switch {
	case f.N.Hidden && f.N.Below == 0:
		return r.print.T("outcome.telling")
	case f.Hidden():
		return r.print.T("outcome.hidden")
	}
	var parts []string
	for _, part := range []string{o.Context, o.When} {
		if part != "" {
			parts = append(parts, strings.TrimRight(part, ".")+".")
		}
	}
	if o.Quote != "" {
		parts = append(parts, r.print.T("outcome.quoted", "quote", o.Quote))
	}
	if o.Source != "" {
		parts = append(parts, r.print.T("outcome.source", "source", o.Source))
	}
	return strings.Join(parts, " ")
}

// whoCounted is the word after a number: 3 osoby, 6 osób.
func whoCounted(r *request, who string, f stats.Figure) string {
	if f.Hidden {
		return whoOf(r, who)
	}
	word, _ := r.print.Counted(who, f.N)
	return word
}

// whoOf is the word after "fewer than five" and after "1 of 3".
func whoOf(r *request, who string) string {
	word, _ := r.print.CountedOf(who)
	return word
}
