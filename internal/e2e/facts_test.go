package e2e_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"krag/internal/demo"
)

// TestFacts walks through every fact that the authors of both programmes told
// and looks for it on the pages a coordinator opens.
func TestFacts(t *testing.T) {
	r := startDemo(t)
	for _, c := range []struct{ programme, word string }{{"klucze", "Kluczach"}, {"kcs", "Lip"}} {
		t.Run(c.programme, func(t *testing.T) {
			said := programmePages(r.enterWithout(t, "coordinator", c.word), c.programme)
			house, _ := r.enterWithout(t, "manager", c.word).page("/staff")
			lookFor(t, c.programme, said+" "+house)
		})
	}
}

// lookFor looks for every fact of a programme in what its pages say.
func lookFor(t *testing.T, programme, said string) {
	t.Helper()
	facts, err := demo.Facts(programme)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	each("", facts, func(path string, fact any) {
		n++
		if told, ok := unsaid[path]; ok {
			fact = told
		}
		for _, words := range expected(path, fact) {
			if !strings.Contains(said, fold(words)) {
				t.Errorf("%s: no page says %q", path, words)
			}
		}
	})
	if n < 40 {
		t.Errorf("only %d facts were looked for", n)
	}
}

// programmePages joins the words of a programme's page, its record and its
// groups.
func programmePages(c client, slug string) string {
	said, leads := c.page("/programmes/" + slug)
	record, _ := c.page("/programmes/" + slug + "/record")
	said += " " + record
	for _, to := range leads {
		if strings.HasPrefix(to, "/groups/") && strings.Count(to, "/") == 2 && !strings.Contains(to, "?") {
			words, _ := c.page(to)
			said += " " + words
		}
	}
	return said
}

// unsaid are facts whose form in the data is not how a page says them.
var unsaid = map[string]any{
	"/institution/kind":       "Ośrodek pomocy społecznej",
	"/voluntary":              "udział jest dobrowolny",
	"/strategy/years":         "2005–2013", // with the dash that belongs between years
	"/strategy/attached":      "strategia jest w załączniku",
	"/funding/granted":        "Ministerstwo Pracy i Polityki Społecznej",
	"/groups_in_municipality": "4",
	"/groups":                 "3",
	"/first_group/year":       "pierwsza grupa: 2002",
	"/premises/0/stage":       "pokój biurowy: mało dogodne warunki",
	"/premises/1/stage":       nil, // the order of the two says it
}

// expected are the words by which pages say a fact.
func expected(path string, fact any) []string {
	switch v := fact.(type) {
	case nil:
		return nil
	case string:
		if strings.HasSuffix(path, "/count") || strings.HasSuffix(path, "/who") {
			return nil // said together: TestOutcomes
		}
		return []string{demo.InPolish(v)}
	case float64:
		n := int(v)
		if strings.Contains(path, "_pln") {
			return []string{zloty(n)}
		}
		return []string{strconv.Itoa(n)}
	case bool:
		return nil
	}
	return []string{fmt.Sprint(fact)}
}

func zloty(n int) string {
	if n < 1000 {
		return fmt.Sprintf("%d zł", n)
	}
	return fmt.Sprintf("%d %03d zł", n/1000, n%1000)
}

// each calls fn for every leaf of a JSON value, with its path. The groups of
// Klucze are a list, those of the KCS a number.
func each(path string, v any, fn func(string, any)) {
	switch v := v.(type) {
	case map[string]any:
		for k, inner := range v {
			each(path+"/"+k, inner, fn)
		}
	case []any:
		for i, inner := range v {
			each(path+"/"+strconv.Itoa(i), inner, fn)
		}
	default:
		fn(path, v)
	}
}

// counted is how a page counts whom the source counts.
var counted = map[string]func(n int) string{
	"osoby":        few("osoby", "osób"),
	"kobiety":      few("kobiety", "kobiet"),
	"przypadki":    few("przypadki", "przypadków"),
	"partnerzy":    few("partnerów", "partnerów"),
	"uczestnicy":   few("uczestników", "uczestników"),
	"uczestniczki": few("uczestniczki", "uczestniczek"),
}

func few(two, five string) func(int) string {
	return func(n int) string {
		if n >= 2 && n <= 4 {
			return fmt.Sprintf("%d %s", n, two)
		}
		return fmt.Sprintf("%d %s", n, five)
	}
}

// TestOutcomes looks for every outcome of Klucze as one sentence: the number
// the source gives, of whom, and what; and no number where it gives none.
func TestOutcomes(t *testing.T) {
	said, _ := startDemo(t).enterWithout(t, "coordinator", "Kluczach").page("/programmes/klucze")
	lookForOutcomes(t, said)
}

func lookForOutcomes(t *testing.T, said string) {
	t.Helper()
	facts, err := demo.Facts("klucze")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, g := range facts["groups"].([]any) {
		for _, o := range g.(map[string]any)["outcomes"].([]any) {
			n++
			o := o.(map[string]any)
			want := plainly(sentence(o))
			before, _, there := strings.Cut(plainly(said), want)
			if !there {
				t.Errorf("no page says %q", want)
			}
			before = strings.TrimSpace(before)
			if last := before[max(0, len(before)-1):]; o["count"] == "group" && strings.ContainsAny(last, "0123456789") {
				t.Errorf("%q has a number before it", want)
			}
		}
	}
	if n != 17 {
		t.Errorf("%d outcomes were looked for, there are 17", n)
	}
}

// sentence is an outcome as the page says it, with its quote.
func sentence(o map[string]any) string {
	what, quote := demo.InPolish(o["indicator"].(string)), "„"+o["quote"].(string)+"”"
	who, _ := o["who"].(string)
	switch count := o["count"].(type) {
	case float64:
		return fold(counted[who](int(count)) + ": " + what + " " + quote)
	case string:
		if count == "all" {
			return fold("wszyscy " + who + ": " + what + " " + quote)
		}
	}
	return fold(what + " " + quote)
}
