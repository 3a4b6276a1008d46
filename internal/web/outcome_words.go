package web

import (
	"strings"

	"krag/internal/domain/outcome"
	"krag/internal/domain/stats"
	"krag/internal/web/kit"
)

// achieved words an outcome for whoever reads it. Where its number is too
// small to be shown, the source's own wording would tell it all the same, so
// that is left out with it.
func (s *Server) achieved(r *request, o outcome.Outcome) kit.Achieved {
	n, of := outcomeFigures(r, o)
	a := kit.Achieved{Text: o.Indicator, Note: outcomeNote(r, o, n.Hidden || of.Hidden)}
	switch o.Value.Form {
	case outcome.Count:
		a.Count, a.Text = &n, joined(whoCounted(r, o.Who, n), o.Indicator)
	case outcome.Share:
		a.Count = &n
		a.Text = joined(strings.TrimSpace(r.print.T("outcome.of", "all", of, "who", whoOf(r, o.Who))), o.Indicator)
	case outcome.All:
		a.Text = joined(r.print.CountedAll(o.Who), o.Indicator)
	case outcome.Words:
		if o.Value.Words != o.Quote { // else the words stand as the quote already
			a.Text = joined(o.Value.Words, o.Indicator)
		}
	}
	return a
}

// outcomeFigures are the numbers of an outcome as the actor may see them.
func outcomeFigures(r *request, o outcome.Outcome) (n, of stats.Figure) {
	audience := r.actor.Audience(o.Group)
	if !o.CountsPeople() {
		audience = stats.Worker
	}
	return o.Value.N.For(audience), o.Value.Of.For(audience)
}

// joined puts what was achieved after of whom it is.
func joined(who, indicator string) string {
	if who == "" {
		return indicator
	}
	return who + ": " + indicator
}

// outcomeNote is how an outcome is to be read and where it is written.
func outcomeNote(r *request, o outcome.Outcome, hidden bool) string {
	if hidden {
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
