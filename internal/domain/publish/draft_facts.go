package publish

import (
	"slices"
	"strconv"
	"strings"

	"krag/internal/domain"
)

// facts are the rows of the metryka that are known, in the template's order,
// and of those that every reader looks for, that they are not known.
func (d draft) facts(t TemplateSection) (rows []Fact) {
	for _, key := range t.Facts {
		values, lang := d.fact(key)
		row := Fact{Key: key, Name: d.name(NameFact, key), Values: known(values), Lang: lang}
		if len(row.Values) == 0 && slices.Contains(t.Wanted, key) {
			row.Missing, row.Values, row.Lang = d.name(NameMissing, key), d.instead(key), Polish
		}
		if len(row.Values) > 0 || row.Missing != "" {
			rows = append(rows, row)
		}
	}
	return rows
}

// instead is who can be asked where no contact is told: those who thought of
// it, and the institution that publishes the card. Of any other fact it is
// nobody: a list, which is what programs that read cards are promised.
func (d draft) instead(key string) []string {
	if key != "contact" {
		return []string{}
	}
	p := d.source.Publisher
	house := joinKnown(", ", p.Name, p.Place)
	return known(append(slices.Clone(d.source.Record["innovators"]), house))
}

// known leaves out what is empty.
func known(values []string) []string {
	return slices.DeleteFunc(slices.Clone(values), func(v string) bool { return strings.TrimSpace(v) == "" })
}

// recorded are the facts that are items of the record.
var recorded = map[string]string{
	"recipients": "recipients", "implementers": "implementers", "innovators": "innovators", "partners": "partners", "awards": "awards",
	"steps": "path", "advice": "advice",
}

// typedFacts are those whose words somebody typed; the others are the house's.
var typedFacts = map[string]bool{
	"recipients": true, "implementers": true, "innovators": true, "partners": true, "awards": true,
	"institution": true, "place": true, "strategy": true, "funder": true,
}

// fact gives the values of one fact and the language of its words: the
// record's words are Polish, the house's are in the language of the draft.
func (d draft) fact(key string) (values []string, lang Lang) {
	if section := recorded[key]; section != "" {
		return d.source.Record[section], Polish
	}
	p := d.source.Publisher
	switch key {
	case "institution":
		return []string{p.Name}, Polish
	case "place":
		return []string{PlaceIn(d.lang, p.Place)}, d.lang
	case "contact":
		return d.source.Contact, Polish
	case "strategy":
		return d.strategies(), Polish
	case "funder":
		return d.funders(), Polish
	}
	return d.houseFact(key), d.lang
}

// houseFact gives the facts that the house words itself.
func (d draft) houseFact(key string) []string {
	switch key {
	case "voivodeship":
		if code := d.source.Publisher.Voivodeship; code != "" {
			return []string{d.name(NameVoivodeship, code)}
		}
	case "area":
		return []string{AreaPath(d.card.Area, d.lang)}
	case "started":
		return []string{momentText(d.source.Started)}
	case "groups":
		if n := len(d.source.Groups); n > 0 {
			return []string{d.words.Groups(d.lang, n)}
		}
	case "independent":
		if n := d.independent(); n > 0 {
			return []string{d.words.Groups(d.lang, n)}
		}
	case "lent":
		if n := int(d.source.Lent / 60); n > 0 && !d.source.MadeUp {
			return []string{d.words.Hours(d.lang, n)}
		}
	case "cost":
		if len(d.source.Costs) > 0 {
			return []string{d.words.Sum(d.lang, total(d.source.Costs))}
		}
	}
	return nil
}

// AreaPath names an area by the way to it: Usługi społeczne › Pomoc społeczna.
func AreaPath(code string, lang Lang) string {
	var names []string
	for _, c := range Path(code) {
		if a, ok := AreaByCode(c); ok {
			names = append(names, a.Name.In(lang))
		}
	}
	return strings.Join(names, " › ")
}

func (d draft) funders() (names []string) {
	for _, f := range d.source.Funds {
		if !slices.Contains(names, f.Funder) {
			names = append(names, f.Funder)
		}
	}
	return names
}

func (d draft) strategies() (all []string) {
	for _, s := range d.source.Strategies {
		all = append(all, joinKnown(", ", s.Title, s.years()))
	}
	return all
}

// years are 2005–2013, or what is known of them.
func (s Strategy) years() string {
	switch {
	case s.From > 0 && s.To > s.From:
		return strconv.Itoa(s.From) + "–" + strconv.Itoa(s.To)
	case s.From > 0:
		return strconv.Itoa(s.From)
	case s.To > 0:
		return strconv.Itoa(s.To)
	}
	return ""
}

func (d draft) independent() (n int) {
	for _, g := range d.source.Groups {
		if g.Stage == "independent" {
			n++
		}
	}
	return n
}

func total(costs []SourceCost) (sum domain.Grosze) {
	for _, c := range costs {
		sum += c.Amount
	}
	return sum
}

// momentText is a moment as far as it is known: 2002, 2002-09 or 2002-09-03.
func momentText(m domain.Moment) string {
	length := map[domain.Precision]int{domain.PrecisionYear: 4, domain.PrecisionMonth: 7, domain.PrecisionDay: 10}
	if m.Date.IsZero() {
		return ""
	}
	return m.Date.String()[:length[m.Precision]]
}

func joinKnown(sep string, parts ...string) string { return strings.Join(known(parts), sep) }
