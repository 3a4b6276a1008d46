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
			facts, err := demo.Facts(c.programme)
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
		})
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
	"/institution/kind":        nil, // said as the kind of institution, on the manager's page
	"/institution/voivodeship": nil, // likewise
	"/voluntary":               "udział jest dobrowolny",
	"/strategy/attached":       "strategia jest w załączniku",
	"/funding/granted":         "Ministerstwo Pracy i Polityki Społecznej",
	"/groups_in_municipality":  "4",
	"/groups":                  "3",
	"/first_group/year":        "pierwsza grupa: 2002",
	"/premises/0/stage":        "pokój biurowy: mało dogodne warunki",
	"/premises/1/stage":        nil, // the order of the two says it
}

// expected are the words by which pages say a fact.
func expected(path string, fact any) []string {
	switch v := fact.(type) {
	case nil:
		return nil
	case string:
		if strings.HasSuffix(path, "/count") {
			return nil // all or group: TestOutcomesSayNoOtherNumber
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
