package e2e_test

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"krag/internal/demo"
)

// TestFacts compares everything that the authors of both programmes told with
// the programme's file, field by field, and with its pages, row by row, as a
// coordinator has them.
func TestFacts(t *testing.T) {
	r := startDemo(t)
	for programme, word := range map[string]string{"klucze": "Kluczach", "kcs": "Lip"} {
		t.Run(programme, func(t *testing.T) {
			told := factsOf(t, programme)
			tells(t, told, r.enterWithout(t, "coordinator", word), r.enterWithout(t, "manager", word), true)
		})
	}
}

// tells asks that the file and the pages of a programme tell its facts and
// nothing else, and that no fact was left out of the comparison.
func tells(t *testing.T, told told, coordinator, manager client, madeUp bool) {
	t.Helper()
	e, want := evidenceOf(coordinator, manager, told.programme), told.telling()
	for _, wrong := range append(e.file.compare(want, madeUp), e.pages(want)...) {
		t.Error(wrong)
	}
	for _, path := range told.untaken() {
		t.Errorf("%s is a fact that is compared with nothing", path)
	}
}

// TestFactsAreCompared alters the facts one by one, and mixes some up: each time
// the comparison with the file and the one with the pages must find it.
func TestFactsAreCompared(t *testing.T) {
	r := startDemo(t)
	altered := 0
	for programme, word := range map[string]string{"klucze": "Kluczach", "kcs": "Lip"} {
		e := evidenceOf(r.enterWithout(t, "coordinator", word), r.enterWithout(t, "manager", word), programme)
		for _, path := range slices.Sorted(maps.Keys(factsOf(t, programme).leaves())) {
			told := factsOf(t, programme)
			told.alter(path)
			finds(t, programme+" with another "+path, e, told)
			altered++
		}
		for name, mix := range mixed {
			if told := factsOf(t, programme); programme == "klucze" {
				mix(told)
				finds(t, name, e, told)
			}
		}
		if told := factsOf(t, programme); len(e.file.compare(told.telling(), true))+len(e.pages(told.telling())) > 0 {
			t.Errorf("%s: something is wrong with the facts as they are", programme)
		}
	}
	if altered < 150 {
		t.Errorf("only %d facts were altered", altered)
	}
}

// finds asks that both see what is wrong. What the institution is stands in no
// programme's file.
func finds(t *testing.T, what string, e evidence, told told) {
	t.Helper()
	want := told.telling()
	if len(e.file.compare(want, true)) == 0 && !strings.Contains(what, " institution/") {
		t.Errorf("the file is the same as the facts of %s", what)
	}
	if len(e.pages(want)) == 0 {
		t.Errorf("the pages are the same as the facts of %s", what)
	}
}

// mixed are facts that are all there and not where they belong.
var mixed = map[string]func(told){
	"two amounts swapped": func(f told) {
		first, second := f.at("costs_pln/0").(map[string]any), f.at("costs_pln/1").(map[string]any)
		first["amount"], second["amount"] = second["amount"], first["amount"]
	},
	"an outcome under another group": func(f told) {
		from, to := f.at("groups/0").(map[string]any), f.at("groups/1").(map[string]any)
		moved := from["outcomes"].([]any)
		from["outcomes"], to["outcomes"] = moved[:len(moved)-1], append(slices.Clone(to["outcomes"].([]any)), moved[len(moved)-1])
	},
	"two counts swapped": func(f told) {
		all := f.at("groups/0/outcomes").([]any)
		first, second := all[1].(map[string]any), all[2].(map[string]any)
		first["count"], second["count"] = second["count"], first["count"]
	},
	"a number that no source gives": func(f told) { f.at("groups/0/outcomes/1").(map[string]any)["count"] = "group" },
	"a number that is missing":      func(f told) { f.at("groups/0/outcomes/0").(map[string]any)["count"] = 3.0 },
	"a cost that is missing":        func(f told) { f.facts["costs_pln"] = append(f.facts["costs_pln"].([]any), f.at("costs_pln/2")) },
	"a line too many":               func(f told) { f.facts["benefits"] = f.facts["benefits"].([]any)[1:] },
	"two sections swapped": func(f told) {
		f.facts["benefits"], f.facts["replication_advice"] = f.facts["replication_advice"], f.facts["benefits"]
	},
}

// told are the facts of a programme, and which of them were taken.
type told struct {
	programme string
	test      testing.TB
	facts     map[string]any
	taken     map[string]bool
}

func factsOf(t testing.TB, programme string) told {
	t.Helper()
	facts, err := demo.Facts(programme)
	if err != nil {
		t.Fatal(err)
	}
	return told{programme, t, facts, map[string]bool{}}
}

// at is what stands at a path, as "strategy/title" or "groups/0/name".
func (f told) at(path string) any {
	f.test.Helper()
	f.taken[path] = true
	var at any = f.facts
	for step := range strings.SplitSeq(path, "/") {
		switch v := at.(type) {
		case map[string]any:
			at = v[step]
		case []any:
			n, err := strconv.Atoi(step)
			if err != nil || n >= len(v) {
				f.test.Fatalf("no fact %s", path)
			}
			at = v[n]
		}
	}
	return at
}

// text is a fact in Polish, empty where there is none.
func (f told) text(path string) string {
	f.test.Helper()
	switch v := f.at(path).(type) {
	case nil:
		return ""
	case string:
		return demo.InPolish(v)
	case float64:
		return strconv.Itoa(int(v))
	default:
		f.test.Fatalf("%s is no text: %v", path, v)
		return ""
	}
}

func (f told) number(path string) int {
	f.test.Helper()
	n, ok := f.at(path).(float64)
	if !ok {
		f.test.Fatalf("%s is no number", path)
	}
	return int(n)
}

// texts are all the texts in a list of facts.
func (f told) texts(path string) (all []string) {
	f.test.Helper()
	for i := range f.each(path) {
		all = append(all, f.text(path+"/"+strconv.Itoa(i)))
	}
	return all
}

// each is a list of facts.
func (f told) each(path string) []any {
	f.test.Helper()
	all, ok := f.at(path).([]any)
	if !ok {
		f.test.Fatalf("%s is no list", path)
	}
	return all
}
