package document

import (
	"strings"

	"krag/internal/document/sheet"
	"krag/internal/domain/publish"
	"krag/internal/domain/stats"
	"krag/internal/i18n"
)

// Words says in one language what the numbers and results of an Edition are.
// Every rendering says it with them, so that page, print and file never differ.
// The words of people are in the language of their block, which is Block.
type Words struct {
	Block publish.Lang
	lang  publish.Lang
	print *i18n.Printer
}

// WordsOf gives the words for an edition in a language and a block of it.
func WordsOf(edition, block publish.Lang) Words {
	return Words{Block: block, lang: edition, print: i18n.For(i18n.Lang(edition))}
}

// most is the largest number that is shown as discs, too: more cannot be
// counted at a glance.
const most = 10

// Result words a result as a sentence, with its figure large and its discs
// where the number is small and told exactly.
func (w Words) Result(r publish.Result) sheet.Finding {
	f := sheet.Finding{Note: w.note(r)}
	what := w.people(r.Indicator)
	switch r.Form {
	case publish.FormCount:
		w.count(&f, r, what)
	case publish.FormShare:
		w.share(&f, r, what)
	case publish.FormAll:
		if secret := w.secret(r.N, r.Who); secret != "" {
			f.Text, f.Note = capital(what), sheet.Join(" ", sheet.T(secret), f.Note)
		} else {
			f.Text = w.counted(capital(sheet.T(w.print.CountedAll(r.Who))), what)
		}
	case publish.FormWords:
		f.Text = capital(what)
		if r.Words != r.Quote || what.Empty() { // else the words stand as the quote already
			f.Text = w.counted(capital(w.people(r.Words)), what)
		}
	default:
		f.Text = capital(what)
	}
	return f
}

// Line says a result in one line, for comparing editions.
func (w Words) Line(r publish.Result) string {
	f := w.Result(r)
	line := strings.TrimSpace(f.Figure + " " + f.Text.String())
	if f.Note.Empty() {
		return line
	}
	return line + ". " + f.Note.String()
}

// Number words a number of people, cases or groups: "8 osób", "około 10 osób".
// Of one that is not told it gives the sentence that says so.
func (w Words) Number(n publish.Number, who string) sheet.Text {
	if secret := w.secret(&n, who); secret != "" {
		return sheet.T(secret)
	}
	return w.told(n, who)
}

// Told reports that a number is said, if not exactly.
func Told(n publish.Number) bool {
	return n.Shown != publish.Hidden && n.Shown != publish.Withheld
}

// count words so many of whom.
func (w Words) count(f *sheet.Finding, r publish.Result, what sheet.Text) {
	secret := w.secret(r.N, r.Who)
	switch {
	case secret != "":
		f.Text, f.Note = capital(what), sheet.Join(" ", sheet.T(secret), f.Note)
	case r.N == nil:
		f.Text = capital(what)
	case r.N.Shown == publish.Exact:
		f.Figure = w.print.Number(r.N.N)
		f.Text = w.counted(w.who(w.print.Counted(r.Who, r.N.N)), what)
		if r.N.N <= most {
			f.Full = max(r.N.N, 0)
		}
	default:
		f.Text = w.counted(capital(w.told(*r.N, r.Who)), what)
	}
}

// share words so many of so many. When one of the two is not told, neither is.
func (w Words) share(f *sheet.Finding, r publish.Result, what sheet.Text) {
	secret := w.secret(r.N, r.Who)
	if secret == "" {
		secret = w.secret(r.Of, r.Who)
	}
	switch {
	case secret != "":
		f.Text, f.Note = capital(what), sheet.Join(" ", sheet.T(secret), f.Note)
	case r.N == nil || r.Of == nil:
		f.Text = capital(what)
	case r.N.Shown == publish.Exact:
		f.Figure = w.print.Number(r.N.N)
		f.Text = w.counted(w.of(*r.Of, r.Who), what)
		if r.Of.Shown == publish.Exact && r.Of.N <= most && r.N.N <= r.Of.N {
			f.Full, f.Open = max(r.N.N, 0), r.Of.N-max(r.N.N, 0)
		}
	default:
		part := strings.TrimSpace(w.amount(*r.N, "")) + "\u00a0"
		f.Text = w.counted(capital(append(sheet.T(part), w.of(*r.Of, r.Who)...)), what)
	}
}

// secret is the sentence that says that a number is not told, or empty.
func (w Words) secret(n *publish.Number, who string) string {
	switch {
	case n == nil || Told(*n):
		return ""
	case n.Kept:
		return w.kept(*n, who)
	case n.Shown == publish.Withheld:
		return w.print.T("document.number.withheld")
	}
	if of, known := w.print.CountedOf(who); known {
		return w.print.T("document.number.hidden_of", "who", of)
	}
	return w.print.T("document.number.hidden")
}

// kept words a number of a draft as the institution shows it, and that it will
// be exact.
func (w Words) kept(n publish.Number, who string) string {
	figure := w.print.Figure(stats.Figure{Hidden: true, Below: n.Below})
	if of, known := w.print.CountedOf(who); known {
		figure += " " + of
	}
	return w.print.T("document.number.kept", "figure", figure)
}

// told words a number with whom it counts.
func (w Words) told(n publish.Number, who string) sheet.Text {
	if n.Shown == publish.Exact {
		return sheet.Join("\u00a0", sheet.T(w.print.Number(n.N)), w.who(w.print.Counted(who, n.N)))
	}
	of, known := w.print.CountedOf(who)
	return w.around(w.amount(n, mark), w.who(of, known))
}

// amount words a number that is said, before the words for whom it counts.
func (w Words) amount(n publish.Number, who string) string {
	switch n.Shown {
	case publish.Rounded:
		return w.print.T("document.number.about", "n", n.N, "who", who)
	case publish.Between:
		return w.print.T("document.number.between", "n", n.N, "to", n.To, "who", who)
	}
	return strings.TrimSpace(w.print.Number(n.N) + " " + who)
}

// of words the whole that a share is of: "z 3 grup".
func (w Words) of(n publish.Number, who string) sheet.Text {
	all := strings.TrimSpace(w.amount(n, ""))
	of, known := w.print.CountedOf(who)
	return w.around(w.print.T("outcome.of", "all", all, "who", mark), w.who(of, known))
}

// note says how a result is to be read and where it is written.
func (w Words) note(r publish.Result) sheet.Text {
	var parts []sheet.Text
	for _, part := range []string{r.Context, r.When} {
		if part != "" {
			parts = append(parts, capital(w.people(strings.TrimRight(part, ".")+".")))
		}
	}
	if r.Quote != "" {
		parts = append(parts, w.around(w.print.T("outcome.quoted", "quote", mark), w.people(r.Quote)))
	}
	if r.Source != "" {
		parts = append(parts, w.around(w.print.T("outcome.source", "source", mark), w.people(r.Source)))
	}
	return sheet.Join(" ", parts...)
}
