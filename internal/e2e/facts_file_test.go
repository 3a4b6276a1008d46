package e2e_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// file is a programme's file, field by field: one that is not listed here
// cannot be read, so that none is left out.
type file struct {
	Slug, Title, Started string

	MadeUp   bool `json:"made_up"`
	Groups   []groupInFile
	Outcomes []struct {
		outcomeTold
		Group string
	}
	Costs  []costTold
	Total  int `json:"costs_total_grosze"`
	Funds  []fundTold
	Record map[string][]string

	Strategies  []strategyInFile
	Premises    []stepTold
	Partners    []partnerTold
	Attachments []struct {
		ID, Name, About, Type string

		Size   int
		Public bool
	}
}

type strategyInFile struct {
	strategyTold
	Attachment string
}

type groupInFile struct {
	ID, Name, Neutral, Period, Stage string

	Members *int
	Held    int `json:"meetings_held"`
}

func readFile(c client, slug string) (f file) {
	c.t.Helper()
	in := json.NewDecoder(strings.NewReader(c.get("/programmes/" + slug + "/data").body))
	in.DisallowUnknownFields()
	if err := in.Decode(&f); err != nil {
		c.t.Fatal(err)
	}
	return f
}

// findings are what is not as the facts have it.
type findings []string

func (w *findings) same(what string, got, want any) {
	if !reflect.DeepEqual(got, want) {
		*w = append(*w, fmt.Sprintf("%s:\n got %s\nwant %s", what, plain(got), plain(want)))
	}
}

func plain(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(b)
}

// compare compares the file with the facts.
func (f file) compare(want telling, madeUp bool) (w findings) {
	w.same("the file's slug, title, start and whether it is made up",
		[]any{f.Slug, f.Title, f.Started, f.MadeUp}, []any{want.slug, want.title, want.started, madeUp})
	names, independent := map[string]string{"": ""}, 0
	for _, g := range f.Groups {
		names[g.ID] = g.Name
		if g.Stage == "independent" {
			independent++
		}
	}
	w.same("how many groups the file has", len(f.Groups), len(want.groups))
	w.same("how many of the file's groups stand on their own", independent, want.independent)
	for _, g := range want.groups {
		f.compareGroup(&w, g)
	}
	outcomes := map[string][]outcomeTold{}
	for _, o := range f.Outcomes {
		name, there := names[o.Group]
		if !there {
			name = "no group " + o.Group
		}
		outcomes[name] = append(outcomes[name], o.outcomeTold)
	}
	for _, name := range both(outcomes, want.outcomes) {
		w.same("the outcomes of "+name+" in the file", outcomes[name], want.outcomes[name])
	}
	w.same("the file's costs", f.Costs, append([]costTold{}, want.costs...))
	w.same("the file's total", f.Total, want.total())
	w.same("the file's sources of money", f.Funds, append([]fundTold{}, want.funds...))
	w.same("the file's way to the room", f.Premises, append([]stepTold{}, want.premises...))
	w.same("the file's partners", f.Partners, append([]partnerTold{}, want.partners...))
	f.compareStrategies(&w, want)
	for _, section := range both(f.Record, want.record) {
		w.same("the file's record, "+section, f.Record[section], want.record[section])
	}
	return w
}

// compareGroup: of a group of the past nothing is known but its years, so that
// its life has no numbers.
func (f file) compareGroup(w *findings, want groupTold) {
	i := slices.IndexFunc(f.Groups, func(g groupInFile) bool { return g.Name == want.name })
	switch {
	case want.name == "":
	case i < 0:
		w.same("a group of the file", nil, want.name)
	case want.period != "":
		g := f.Groups[i]
		w.same("the life of "+g.Name+" in the file", []any{g.Period, g.Members, g.Held}, []any{want.period, (*int)(nil), 0})
		w.same("whether "+g.Name+" still meets in the file", g.Stage == "dormant" || g.Stage == "closed", true)
	}
}

// compareStrategies also asks that what is told to be attached is there.
func (f file) compareStrategies(w *findings, want telling) {
	told, attached := []strategyTold{}, 0
	for _, one := range f.Strategies {
		told = append(told, one.strategyTold)
		for _, a := range f.Attachments {
			if a.ID == one.Attachment {
				attached++
			}
		}
	}
	w.same("the file's strategies", told, append([]strategyTold{}, want.strategies...))
	w.same("how many strategies of the file are attached", attached, want.attached)
	w.same("how many attachments the file has", len(f.Attachments), want.attached)
}

func (w telling) total() (sum int) {
	for _, c := range w.costs {
		sum += c.Grosze
	}
	return sum
}

// both are the keys of two maps, in order.
func both[A, B any](a map[string]A, b map[string]B) []string {
	keys := slices.Collect(maps.Keys(a))
	keys = slices.AppendSeq(keys, maps.Keys(b))
	slices.SortFunc(keys, strings.Compare)
	return slices.Compact(keys)
}
