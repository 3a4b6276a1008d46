package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/meeting"
	"krag/internal/domain/outcome"
	"krag/internal/web/webtest/htmlcheck"
)

// pair is a programme with a group of seven and one of a few, both of which
// met three times, last today.
type pair struct {
	works
	few      domain.GroupID
	outcomes *[]domain.OutcomeID // in the order in which achieved notes them
}

func startPair(t *testing.T) pair {
	t.Helper()
	w := startWorks(t)
	p := pair{works: w, few: w.house.group(w.programme, "Herbata", "Przy oknie"), outcomes: &[]domain.OutcomeID{}}
	for _, name := range []string{"Kos", "Wrona", "Sowa", "Zięba", "Szpak", "Gil", "Dudek"} {
		w.person(w.group, name)
	}
	for _, g := range []domain.GroupID{w.group, p.few} {
		w.weekly(g, today.AddDays(-14), 3)
	}
	w.pass(8 * time.Hour)
	w.came(w.group, meeting.LedByMember, 9, 6, 6)
	return p
}

// achieved notes what became of whom: of the few as many as n, of the others
// seven, and of both together what somebody added up.
func (p pair) achieved(n int) {
	p.t.Helper()
	for i, o := range []outcome.NewOutcome{
		{Group: p.group, Indicator: "praca", Form: outcome.Count, N: 7, Who: "osoby"},
		{Group: p.few, Indicator: "praca", Form: outcome.Count, N: n, Who: "osoby", Quote: fmt.Sprintf("%d z nas", n), When: fmt.Sprintf("po %d", n)},
		{Indicator: "Praca", Form: outcome.Count, N: 7 + n, Who: "osoby", Quote: fmt.Sprintf("razem %d", 7+n), Context: fmt.Sprintf("7 i %d", n)},
		{Group: p.group, Indicator: "kurs", Form: outcome.Share, N: 8 - n, Of: 8, Who: "osoby", Quote: fmt.Sprintf("%d nie", n)},
	} {
		if i == len(*p.outcomes) {
			*p.outcomes = append(*p.outcomes, p.outcome(o))
			continue
		}
		o.ID, o.Programme = (*p.outcomes)[i], p.programme
		before, err := p.Services().Outcomes.Outcome(p.t.Context(), p.actor, o.ID)
		p.must(err)
		p.must(p.Services().Outcomes.Edit(p.t.Context(), p.actor, o, before.Version))
	}
}

// met counts who came to the meetings of a group, the latest first, and how
// many of them for the first time.
func (p pair) met(g domain.GroupID, came ...[2]int) {
	p.t.Helper()
	for i, n := range came {
		m := p.past(g)[i]
		p.must(p.Services().Meetings.Record(p.t.Context(), p.actor, meeting.NewAttendance{
			Meeting: m.ID, Version: m.Version, Total: n[0], Newcomers: n[1], Led: meeting.LedByMember,
		}))
	}
}

func (p pair) past(g domain.GroupID) []meeting.Row {
	p.t.Helper()
	past, err := p.Services().Meetings.OfGroup(p.t.Context(), p.actor, g, false, domain.Page{Number: 1})
	p.must(err)
	return past.Rows
}

// belong lets people join the few.
func (p pair) belong(names ...string) {
	p.t.Helper()
	for _, name := range names {
		p.person(p.few, name)
	}
}

// TestNothingHiddenCanBeReckoned shows both groups and everything they add up
// to: to a manager, to one who hosts the few, and to who works with both.
func TestNothingHiddenCanBeReckoned(t *testing.T) {
	p := startPair(t)
	p.belong("Bosman", "Olha", "Konwalia")
	p.met(p.few, [2]int{2, 1}, [2]int{8, 6}, [2]int{5, 0})
	p.achieved(3)
	hosting, _ := p.staff("Jan", p.few, authz.Manager, authz.Host)
	each := "osób należy dziś do grup, w każdej liczonych osobno"
	for name, c := range map[string]reading{
		"manager": {
			p.manager,
			[]string{each, "co najmniej 8"},
			"co najmniej 35",
			[]string{"mniej niż 5", "7"},
			[]string{"mniej niż 5", "8", "5"},
			[]string{"mniej niż 5", "część", "0"},
			[]string{"część osób: Praca", "mniej niż 5 osób: praca", "7 osób: praca", "część z 8 osób: kurs"},
			`[[{"below":5},7],[{"hidden":true},{"below":5},7,{"hidden":true}],[8]]`,
		},
		"manager who hosts the few": {
			hosting,
			[]string{each, "10"},
			"36",
			[]string{"3", "7"},
			[]string{"2", "8", "5"},
			[]string{"1", "6", "0"},
			[]string{"10 osób: Praca", "3 osoby: praca", "7 osób: praca", "część z 8 osób: kurs"},
			`[[3,7],[10,3,7,{"hidden":true}],[8]]`,
		},
		"coordinator": {
			p.coordinator,
			[]string{"osób należy dziś do grup", "10"},
			"36",
			[]string{"3", "7"},
			[]string{"2", "8", "5"},
			[]string{"1", "6", "0"},
			[]string{"10 osób: Praca", "3 osoby: praca", "7 osób: praca", "5 z 8 osób: kurs"},
			`[[3,7],[10,3,7,5],[8]]`,
		},
	} {
		t.Run(name, func(t *testing.T) { c.of(t, p) })
	}
}

// reading is what somebody reads of a pair.
type reading struct {
	*browser
	members  []string // with their label
	visits   string
	groups   []string // how many belong to the few and to the others
	came     []string // to the last meetings of the few
	fresh    []string // of those for the first time
	outcomes []string
	data     string // the numbers of the file: of groups and of outcomes, and the wholes of shares
}

func (c reading) of(t *testing.T, p pair) {
	c.browser.t = t
	page := c.get("/programmes/krag").is(http.StatusOK,
		htmlcheck.Rows(".trio > div", []string{"spotkań, które się odbyły", "6"}, c.members,
			[]string{"obecności na spotkaniach łącznie", c.visits}, []string{"grupy", "2"}, []string{"zapisane rezultaty", "4"}),
		htmlcheck.Texts(`td[data-head="Osoby"]`, c.groups...))
	var said []string
	for _, o := range htmlcheck.Find(page.root(), ".outs li") {
		cells := htmlcheck.Cells(o)
		said = append(said, strings.TrimSpace(cells[0]+" "+cells[1]))
	}
	if !slices.Equal(said, c.outcomes) {
		t.Errorf("the outcomes are %q, want %q", said, c.outcomes)
	}
	if got := numbersOf(c.get("/programmes/krag/data").is(http.StatusOK)); got != c.data {
		t.Errorf("the file has %s, want %s", got, c.data)
	}
	c.get("/groups").is(http.StatusOK, htmlcheck.Texts(`td[data-head="Osoby"]`, c.groups...))
	c.get(pathOf(p.few)+"/meetings?past=1").is(http.StatusOK, htmlcheck.Texts(`td[data-head="Ile osób przyszło"]`, c.came...))
	c.get("/today").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Obecnych: 9."), htmlcheck.Says("Obecnych: "+c.came[0]+".")))
	for i, m := range p.past(p.few) {
		c.get("/meetings/"+m.ID.String()).is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Ile osób przyszło"+c.came[i]+" W tym pierwszy raz"+c.fresh[i]+" ")))
	}
}

// numbersOf are the counts of people in a programme's file.
func numbersOf(a answer) string {
	var data struct {
		Groups   []struct{ Members json.RawMessage }
		Outcomes []struct{ N, Of json.RawMessage }
	}
	if err := json.Unmarshal(a.body, &data); err != nil {
		a.t.Fatal(err)
	}
	var members, n, of []json.RawMessage
	for _, g := range data.Groups {
		members = append(members, g.Members)
	}
	for _, o := range data.Outcomes {
		n = append(n, o.N)
		if o.Of != nil {
			of = append(of, o.Of)
		}
	}
	b, err := json.Marshal([][]json.RawMessage{members, n, of})
	if err != nil {
		a.t.Fatal(err)
	}
	return string(b)
}
