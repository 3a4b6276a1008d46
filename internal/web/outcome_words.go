package web

import (
	"strings"

	"krag/internal/domain/outcome"
	"krag/internal/domain/stats"
	"krag/internal/i18n"
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
		a.Text = joined(whoAll(r, o.Who), o.Indicator)
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

// counted are the words by which sources count people, cases and groups, each
// in the forms in which people type them. They are said in the form that the
// number asks for, and in the reader's language; every other word stays as it
// was typed.
var counted = map[string]string{
	"osoba": "people", "osoby": "people", "osób": "people", "kobieta": "women", "kobiety": "women", "kobiet": "women",
	"mężczyzna": "men", "mężczyźni": "men", "mężczyzn": "men", "uczestnicy": "participants", "uczestników": "participants",
	"uczestniczki": "women_participants", "uczestniczek": "women_participants", "przypadki": "cases", "przypadków": "cases",
	"partnerzy": "partners", "partnerów": "partners", "grupy": "groups", "grup": "groups",
}

// whoCounted is the word after a number: 3 osoby, 6 osób.
func whoCounted(r *request, who string, f stats.Figure) string {
	key := counted[strings.ToLower(who)]
	if key == "" {
		return who
	}
	if f.Hidden {
		return whoOf(r, who)
	}
	return r.print.N(i18n.Key("outcome.counted", key), f.N)
}

// whoOf is the word after "fewer than five" and after "1 of 3".
func whoOf(r *request, who string) string {
	if key := counted[strings.ToLower(who)]; key != "" {
		return r.print.T(i18n.Key("outcome.counted_of", key))
	}
	return who
}

func whoAll(r *request, who string) string {
	if key := counted[strings.ToLower(who)]; key != "" {
		return r.print.T(i18n.Key("outcome.counted_all", key))
	}
	if who == "" {
		return r.print.T("outcome.all")
	}
	return r.print.T("outcome.all_of", "who", who)
}
