package e2e_test

import (
	"fmt"
	"strconv"
	"strings"
)

// telling is what a programme's file and pages have to tell: the facts, put
// where they belong.
type telling struct {
	slug, title, started string
	house, kind, place   string // of the institution, when the facts name it
	groups               []groupTold
	independent          int                      // how many of the groups stand on their own, if the facts say so
	outcomes             map[string][]outcomeTold // by the name of their group, empty for the whole
	costs                []costTold
	funds                []fundTold
	record               map[string][]string
	strategies           []strategyTold
	attached             int // how many of them are attached
	premises             []stepTold
	partners             []partnerTold
}

type strategyTold struct {
	Title string

	From, To int
	Note     string
}

type stepTold struct{ Kind, When, Text string }

type partnerTold struct{ Name, Kind string }

// groupTold is a group. The facts tell the name of some, and of some the years.
type groupTold struct{ name, period string }

type outcomeTold struct {
	Indicator, Form, Words, Who, Context, When, Quote, Source string

	N, Of *int
}

type costTold struct {
	Item, Category, Funder, Note string

	Grosze int
}

type fundTold struct {
	Funder, For string
	Granted     bool
	Grosze      int
}

func (f told) telling() telling {
	f.test.Helper()
	if f.programme == "kcs" {
		return f.kcs()
	}
	return f.klucze()
}

// kinds are how pages call a kind of institution.
var kinds = map[string]string{"social welfare centre (OPS)": "Ośrodek pomocy społecznej albo klub integracji społecznej"}

func (f told) klucze() telling {
	f.test.Helper()
	w := telling{
		slug: "klucze", title: f.text("title"), started: f.text("started"), house: f.text("institution/name"),
		kind:     kinds[f.text("institution/kind")],
		place:    f.text("institution/municipality") + ", " + f.text("institution/voivodeship"),
		outcomes: map[string][]outcomeTold{}, record: f.kluczeRecord(),
		funds: []fundTold{{Funder: f.text("funding/funder"), For: f.text("funding/for"), Granted: f.at("funding/granted") == true}},
	}
	f.kluczeParts(&w)
	for i := range f.each("groups") {
		at := fmt.Sprintf("groups/%d", i)
		g := groupTold{f.text(at + "/name"), f.text(at + "/active")}
		w.groups = append(w.groups, g)
		for j := range f.each(at + "/outcomes") {
			w.outcomes[g.name] = append(w.outcomes[g.name], f.kluczeOutcome(fmt.Sprintf("%s/outcomes/%d", at, j)))
		}
	}
	if n := f.number("groups_in_municipality"); n != len(w.groups) {
		w.groups = make([]groupTold, n)
	}
	for i := range f.each("headline_results") {
		at := fmt.Sprintf("headline_results/%d", i)
		quote := f.text(at + "/quote")
		w.outcomes[""] = append(w.outcomes[""], outcomeTold{Indicator: f.text(at + "/indicator"), Form: "words", Words: quote, Quote: quote, Source: kluczeSource})
	}
	categories := []string{"furniture", "equipment", "premises", "training", "other"}
	for i := range f.each("costs_pln") {
		at := fmt.Sprintf("costs_pln/%d", i)
		w.costs = append(w.costs, costTold{Item: f.text(at + "/item"), Category: categories[i], Grosze: 100 * f.number(at+"/amount")})
	}
	w.costs = append(w.costs, costTold{
		Item: "koszty operacyjne obsługi grup", Category: "running", Grosze: 100 * f.number("operating_cost_pln"), Note: f.text("operating_note"),
	})
	return w
}

func (f told) kluczeOutcome(at string) outcomeTold {
	f.test.Helper()
	o := outcomeTold{Indicator: f.text(at + "/indicator"), Who: f.text(at + "/who"), Quote: f.text(at + "/quote"), Source: kluczeSource}
	switch count := f.at(at + "/count").(type) {
	case float64:
		o.Form, o.N = "count", new(int(count))
	case string:
		o.Form = count
	}
	return o
}

func (f told) kluczeRecord() map[string][]string {
	f.test.Helper()
	principles := []string{f.text("group_character")}
	if f.at("voluntary") == true {
		principles = append([]string{"udział jest dobrowolny"}, principles...)
	}
	return map[string][]string{
		"classification": f.texts("classification"),
		"situation":      f.texts("situation_before"),
		"diagnosis":      f.texts("diagnosis/largest_groups"),
		"problems":       f.texts("diagnosis/problems_named"),
		"origin": append([]string{"pierwsza grupa: " + strconv.Itoa(f.number("first_group/year"))},
			f.eachText("first_group/for", "first_group/initiative", "first_group/why_it_works")...),
		"principles":   principles,
		"path":         f.texts("path"),
		"benefits":     f.texts("benefits"),
		"awards":       f.texts("awards"),
		"advice":       f.texts("replication_advice"),
		"attachments":  f.texts("attachments"),
		"presentation": append(f.texts("presentation_parts"), f.texts("presentation_sections")...),
	}
}

// What the facts say in whole sentences: what was done with each step to the
// room, who the partners are, and what stands in the strategy.
var (
	kluczePath     = []string{"need", "works", "need", "application", "grant"}
	kluczePartners = []string{"police", "court", "health", "probation"}
)

const strategyNote = "Idea samopomocy została w niej zapisana."

// kluczeParts are the parts of the record that have a shape of their own. The
// room and the years of the first groups stand in one sentence of the source.
func (f told) kluczeParts(w *telling) {
	f.test.Helper()
	years := strings.Split(f.text("strategy/years"), "-")
	from, _ := strconv.Atoi(years[0])
	to, err := strconv.Atoi(years[len(years)-1])
	if err != nil { // altered
		to = -1
	}
	w.strategies = []strategyTold{{f.text("strategy/title"), from, to, strategyNote}}
	if f.at("strategy/attached") == true {
		w.attached = 1
	}
	if f.text("premises/0/stage") == "first" {
		w.premises = append(w.premises, stepTold{"room", f.text("groups/0/active"), f.text("premises/0/what") + ": " + f.text("premises/0/fit")})
	}
	for i, text := range f.texts("premises_path") {
		w.premises = append(w.premises, stepTold{Kind: kluczePath[i], Text: text})
	}
	if f.text("premises/1/stage") == "later" {
		w.premises = append(w.premises, stepTold{Kind: "room", Text: f.text("premises/1/what")})
	}
	for i, name := range f.texts("partners") {
		w.partners = append(w.partners, partnerTold{name, kluczePartners[i]})
	}
}

const kcsSource = "Opis innowacji Kulturalne Centrum Samopomocy"

// refugees is the one of the three groups that a result belongs to.
const refugees = "Grupa samopomocowa uchodźczyń"

func (f told) kcs() telling {
	f.test.Helper()
	w := telling{
		slug: "kcs", title: f.text("title"), groups: make([]groupTold, f.number("groups")), outcomes: map[string][]outcomeTold{},
		record: map[string][]string{
			"kind": {f.text("kind")}, "innovators": f.texts("innovators"), "model": {f.text("model")}, "motive": {f.text("motive")},
			"problems": f.texts("problems"), "needs": f.texts("needs_named"), "principles": f.texts("principles"), "roles": f.texts("roles"),
			"recipients": f.texts("recipients"), "implementers": f.texts("implementers"), "benefits": {f.text("institution_gain")},
			"presentation": f.texts("card_fields"),
		},
	}
	for i := range f.each("results") {
		at := fmt.Sprintf("results/%d", i)
		o := outcomeTold{Indicator: f.text(at + "/indicator"), When: f.text(at + "/when"), Context: f.text(at + "/context"), Source: kcsSource}
		of := ""
		switch f.at(at + "/value").(type) {
		case string:
			o.Form, o.Words = "words", f.text(at+"/value")
		default:
			o.Form, o.Who, o.N, o.Of = "share", "grupy", new(f.number(at+"/value/count")), new(f.number(at+"/value/of"))
			w.independent = *o.N
		}
		if i == 4 {
			of = refugees
		}
		w.outcomes[of] = append(w.outcomes[of], o)
	}
	return w
}

func (f told) eachText(paths ...string) (all []string) {
	f.test.Helper()
	for _, path := range paths {
		all = append(all, f.text(path))
	}
	return all
}
