package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/funding"
	"krag/internal/domain/institution"
	"krag/internal/domain/meeting"
	"krag/internal/domain/outcome"
	"krag/internal/store/sqldb"
	"krag/internal/web/webtest/htmlcheck"
)

// works is a house with one programme and one group, and who works there.
type works struct {
	house
	programme   domain.ProgrammeID
	group       domain.GroupID
	coordinator *browser
	manager     *browser
}

func startWorks(t *testing.T) works {
	t.Helper()
	return worksIn(startApp(t))
}

func worksIn(a *app) works {
	a.t.Helper()
	h := a.house("Dom pod Lipą")
	w := works{house: h, programme: h.programme("krag", "Krąg sąsiedzki")}
	w.group = w.house.group(w.programme, "Kawa", "Poranna kawa")
	w.coordinator, _ = h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	w.manager, _ = h.staff("Ewa", domain.GroupID{}, authz.Manager)
	return w
}

func (w works) outcome(n outcome.NewOutcome) domain.OutcomeID {
	w.t.Helper()
	n.ID, n.Programme = domain.NewID[domain.OutcomeID](), w.programme
	w.must(w.Services().Outcomes.Create(w.t.Context(), w.actor, n))
	return n.ID
}

func (w works) cost(n funding.NewCost) domain.CostID {
	w.t.Helper()
	n.ID, n.Programme = domain.NewID[domain.CostID](), w.programme
	w.must(w.Services().Funding.AddCost(w.t.Context(), w.actor, n))
	return n.ID
}

func (w works) fund(n funding.NewFund) domain.FundID {
	w.t.Helper()
	n.ID, n.Programme = domain.NewID[domain.FundID](), w.programme
	w.must(w.Services().Funding.AddFund(w.t.Context(), w.actor, n))
	return n.ID
}

// section writes one section of the record.
func (w works) section(s institution.Section, items ...string) {
	w.t.Helper()
	p, record, err := w.Services().Institutions.Record(w.t.Context(), w.actor, "krag")
	w.must(err)
	w.must(w.Services().Institutions.EditSection(w.t.Context(), w.actor, p.ID, s, institution.Mark(record[s]), items))
}

// lived fills the programme with one of everything.
func (w works) lived() {
	w.t.Helper()
	w.person(w.group, "Kos")
	w.outcome(outcome.NewOutcome{Group: w.group, Indicator: "spacery", Form: outcome.Count, N: 3, Who: "osoby", Quote: "trzy osoby spacerują", Source: "Kronika"})
	w.outcome(outcome.NewOutcome{Indicator: "cieplej", Form: outcome.Words, Words: "prawie wszyscy"})
	w.cost(funding.NewCost{Item: "krzesła", Category: funding.Furniture, Amount: 1234_50})
	w.pass(time.Second) // costs stand in the order in which they were noted
	w.cost(funding.NewCost{Item: "prowadzenie", Category: funding.Running, Note: "bezpłatnie"})
	w.fund(funding.NewFund{Funder: "Gmina", For: "meble", Granted: true})
	w.section(institution.SecAdvice, "mniej mówić", "więcej słuchać")
}

func TestProgrammesAreWhole(t *testing.T) {
	w := startWorks(t)
	data := []string{"Dom pod Lipą", "Krąg sąsiedzki", "krag", "Kawa", "spacery", "trzy osoby spacerują", "Kronika", "cieplej", "prawie wszyscy", "krzesła", "prowadzenie", "bezpłatnie", "Gmina", "meble", "mniej mówić", "więcej słuchać", "zł"}
	w.coordinator.whole("/programmes/krag", data...) // with nothing in it yet
	w.lived()
	o := w.outcome(outcome.NewOutcome{Indicator: "spacery", Form: outcome.Share, N: 1, Of: 3, Who: "osoby"})
	c := w.cost(funding.NewCost{Item: "krzesła", Category: funding.Other, Amount: 12})
	f := w.fund(funding.NewFund{Funder: "Gmina", Amount: 100})
	for _, path := range []string{
		"/programmes", "/programmes/new", "/programmes/krag", "/programmes/krag/edit", "/programmes/krag/record", "/programmes/krag/record/advice",
		"/programmes/krag/outcomes/new", "/programmes/krag/costs/new", "/programmes/krag/funds/new", "/outcomes/" + o.String() + "/edit",
		"/outcomes/" + o.String() + "/delete", "/costs/" + c.String() + "/edit", "/costs/" + c.String() + "/delete", "/funds/" + f.String() + "/edit", "/funds/" + f.String() + "/delete",
	} {
		t.Run(path, func(*testing.T) { w.coordinator.whole(path, data...) })
	}
}

func TestProgrammeFromNothing(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	b, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	b.get("/programmes").is(http.StatusOK, htmlcheck.In(`.empty a[href="/programmes/new"]`))
	typed := b.get("/programmes/new").fill("/programmes/new", "title", "Żółta ścieżka", "started_year", "2002", "started_month", "9")
	b.post("/programmes/new", typed).leads("/programmes/zolta-sciezka")
	b.post("/programmes/new", typed).leads("/programmes/zolta-sciezka") // the form came twice
	b.get("/programmes").is(http.StatusOK, htmlcheck.Count("tbody tr", 1), htmlcheck.In("tbody", htmlcheck.Says("wrzesień 2002")))
	b.get("/programmes/zolta-sciezka").is(http.StatusOK,
		htmlcheck.In("h1", htmlcheck.Text("Żółta ścieżka")), htmlcheck.In(`.empty a[href="/groups/new?programme=zolta-sciezka"]`), htmlcheck.Not(".trio"))

	another := b.get("/programmes/new").fill("/programmes/new", "title", "Żółta ścieżka", "started_day", "5")
	b.post("/programmes/new", another).is(http.StatusUnprocessableEntity,
		htmlcheck.In(`input[name="slug"]`, htmlcheck.Attr("value", "zolta-sciezka")), htmlcheck.In("#slug-error"), htmlcheck.In(`input[name="started_day"]`, htmlcheck.Attr("value", "5")))
	for _, year := range []string{"9999", "0001", "1899", "2200"} {
		far := b.get("/programmes/new").fill("/programmes/new", "title", "Daleko", "started_year", year)
		b.post("/programmes/new", far).is(http.StatusUnprocessableEntity,
			htmlcheck.In("#started-error", htmlcheck.Says("Podaj rok czterema cyframi, od 1900 do 2199.")), htmlcheck.In(`input[name="started_year"]`, htmlcheck.Attr("value", year)))
	}
	nothing := b.get("/programmes/new").fill("/programmes/new", "slug", "Klucze!", "started_year", "dawno")
	b.post("/programmes/new", nothing).is(http.StatusUnprocessableEntity,
		htmlcheck.In("#title-error"), htmlcheck.In("#slug-error"), htmlcheck.In("#started-error"), htmlcheck.In(`input[name="slug"]`, htmlcheck.Attr("value", "Klucze!")))
}

func TestProgrammeEdit(t *testing.T) {
	w := startWorks(t)
	before := w.coordinator.get("/programmes/krag/edit")
	mine := before.fill("/programmes/krag/edit", "title", "Krąg nowy", "slug", "nowy", "started_year", "2005")
	w.coordinator.post("/programmes/krag/edit", mine).leads("/programmes/nowy")
	w.coordinator.post("/programmes/krag/edit", mine).leads("/programmes/nowy") // the old address is gone, the wish is fulfilled
	other := before.fill("/programmes/krag/edit", "title", "Krąg inny", "slug", "nowy", "started_year", "2005")
	page := w.coordinator.post("/programmes/nowy/edit", other).is(http.StatusConflict,
		htmlcheck.In("#stale"), htmlcheck.Count(".sum tbody tr", 1), htmlcheck.In(".sum tbody", htmlcheck.Says("Krąg nowy")),
		htmlcheck.In(`input[name="title"]`, htmlcheck.Attr("value", "Krąg inny")))
	w.coordinator.post("/programmes/nowy/edit", page.fill("/programmes/nowy/edit")).leads("/programmes/nowy")
	w.coordinator.get("/programmes/nowy").is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Text("Krąg inny")))
}

func TestProgrammeShowsWhatTheSourceSays(t *testing.T) {
	w := startWorks(t)
	w.lived()
	w.coordinator.get("/programmes/krag").is(http.StatusOK,
		htmlcheck.In("tbody tr", htmlcheck.In(".stage"), htmlcheck.In(`th a[href="/groups/`+w.group.String()+`"]`, htmlcheck.Text("Kawa"))),
		htmlcheck.Count(".outs li", 2),
		htmlcheck.In(".outs li b", htmlcheck.Text("3")),
		htmlcheck.In("main", htmlcheck.Says("osoby: spacery"), htmlcheck.Says("„trzy osoby spacerują” Źródło: Kronika."), htmlcheck.Says("prawie wszyscy: cieplej")),
		htmlcheck.Rows("section[aria-labelledby=money] tbody tr", []string{"krzesła", "meble", "1 234,50 zł"}, []string{"prowadzenie bezpłatnie", "bieżące prowadzenie grup", "0 zł"}),
		htmlcheck.Rows("tfoot tr", []string{"Razem", "", "1 234,50 zł"}),
		htmlcheck.Rows(".trio > div", []string{"osoba należy dziś do grup", "1"}, []string{"grupa", "1"}, []string{"zapisane rezultaty", "2"}, []string{"łączne koszty", "1 234,50 zł"}),
		htmlcheck.Rows("section[aria-labelledby=money] .rows > div", []string{"Gmina", "meble; przyznane; kwoty nie podano Zmień : Gmina"}),
		htmlcheck.In(`a[href="/programmes/krag/record#advice"]`))
}

// TestSmallNumbersOfOutcomes has a manager, who does not work with the group,
// read neither a small number nor the words that would tell it.
func TestSmallNumbersOfOutcomes(t *testing.T) {
	w := startWorks(t)
	w.lived()
	w.outcome(outcome.NewOutcome{Group: w.group, Indicator: "samodzielność", Form: outcome.Share, N: 1, Of: 3, Who: "grupy"})
	page := w.manager.get("/programmes/krag").is(http.StatusOK,
		htmlcheck.In(".outs .hid"), htmlcheck.In("main", htmlcheck.Says("mniej niż 5 osób: spacery")), htmlcheck.In(".tab .hid"), htmlcheck.In("main", htmlcheck.Says("z 3 grup: samodzielność")),
		htmlcheck.Not(`a[href="/programmes/krag/outcomes/new"]`), htmlcheck.In(`a[href="/programmes/krag/costs/new"]`))
	data := w.manager.get("/programmes/krag/data").is(http.StatusOK)
	for _, body := range [][]byte{page.body, data.body} {
		if strings.Contains(string(body), "trzy osoby") {
			t.Error("the quote tells the number that is hidden")
		}
	}
	if !strings.Contains(string(data.body), `"below": 5`) {
		t.Errorf("the number is not hidden in the data: %s", data.body)
	}
}

func TestProgrammeData(t *testing.T) {
	w := startWorks(t)
	w.lived()
	res := w.coordinator.get("/programmes/krag/data").is(http.StatusOK)
	if got := res.header.Get("Content-Disposition"); got != `attachment; filename="krag.json"` {
		t.Errorf("sent as %q", got)
	}
	var data struct {
		Title    string
		Groups   []struct{ Name string }
		Outcomes []struct {
			Form string
			N    *int
			Who  string
		}
		Costs  []struct{ Grosze int }
		Total  int `json:"costs_total_grosze"`
		Record map[string][]string
	}
	w.must(json.Unmarshal(res.body, &data))
	if data.Title != "Krąg sąsiedzki" || len(data.Groups) != 1 || len(data.Costs) != 2 || data.Total != 123450 || len(data.Record["advice"]) != 2 {
		t.Errorf("the data are %+v", data)
	}
	if o := data.Outcomes; len(o) != 2 || o[0].N != nil || o[1].N == nil || *o[1].N != 3 || o[1].Who != "osoby" {
		t.Errorf("the outcomes are %s", res.body)
	}
	w.cost(funding.NewCost{Item: "=1+1; \"x\"", Category: funding.Other, Amount: 5})
	table := w.coordinator.get("/programmes/krag/costs/data").is(http.StatusOK)
	if want := "krzesła;meble;1234,50;;\r\n"; !strings.Contains(string(table.body), want) || !strings.Contains(string(table.body), `"'=1+1; ""x""";inne;0,05;;`) {
		t.Errorf("the table is %q", table.body)
	}
}

// TestProgrammeIsForItsStaff lets in who may, and tells nobody else that there
// is anything.
func TestProgrammeIsForItsStaff(t *testing.T) {
	w := startWorks(t)
	o := w.outcome(outcome.NewOutcome{Indicator: "spacery", Form: outcome.All})
	c := w.cost(funding.NewCost{Item: "krzesła", Category: funding.Furniture})
	f := w.fund(funding.NewFund{Funder: "Gmina"})
	host, _ := w.staff("Ola", w.group, authz.Host)
	stranger, _ := w.app.house("Inny dom").staff("Jan", domain.GroupID{}, authz.Coordinator)
	for path, manager := range map[string]int{
		"/programmes/krag": 200, "/programmes/krag/data": 200, "/programmes/krag/costs/data": 200, "/programmes/krag/record": 200,
		"/programmes/krag/edit": 403, "/programmes/krag/record/advice": 403, "/programmes/krag/outcomes/new": 403,
		"/programmes/krag/costs/new": 200, "/programmes/krag/funds/new": 200,
		"/outcomes/" + o.String() + "/edit": 403, "/outcomes/" + o.String() + "/delete": 403,
		"/costs/" + c.String() + "/edit": 200, "/costs/" + c.String() + "/delete": 200, "/funds/" + f.String() + "/edit": 200, "/funds/" + f.String() + "/delete": 200,
	} {
		w.coordinator.get(path).is(http.StatusOK)
		w.manager.get(path).is(manager)
		host.get(path).is(http.StatusForbidden)
		stranger.get(path).is(http.StatusNotFound)
		w.visitor().get(path).leads("/sign-in?to=" + url.QueryEscape(path))
		if !strings.HasSuffix(path, "data") && path != "/programmes/krag" && path != "/programmes/krag/record" {
			stranger.post(path, url.Values{"form_id": {domain.NewID[domain.CostID]().String()}}).is(http.StatusNotFound)
		}
	}
	w.coordinator.get("/programmes/krag/record/nothing").is(http.StatusNotFound)
	w.coordinator.get("/outcomes/none/edit").is(http.StatusNotFound)
}

func TestSensitiveProgramme(t *testing.T) {
	w := startWorks(t)
	w.coordinator.get("/programmes/krag").is(http.StatusOK, htmlcheck.In("title", htmlcheck.Says("Krąg sąsiedzki")), htmlcheck.Not("#exit"))
	page := w.coordinator.get("/groups/" + w.group.String() + "/edit").is(http.StatusOK)
	action := "/groups/" + w.group.String() + "/edit"
	w.coordinator.post(action, page.fill(action, "sensitive", "yes")).is(http.StatusSeeOther)
	for _, path := range []string{"/programmes/krag", "/programmes/krag/outcomes/new"} {
		w.coordinator.get(path).is(http.StatusOK, htmlcheck.In("title", htmlcheck.Text("Krąg")), htmlcheck.In("#exit"))
	}
}

// TestProgrammeAsksTheSameNumberOfQuestions compares a programme of one group
// with one that has ten of them and five hundred meetings.
func TestProgrammeAsksTheSameNumberOfQuestions(t *testing.T) {
	w := startWorks(t)
	w.lived()
	small := w.questions()
	for range 9 {
		g := w.house.group(w.programme, "Grupa", "Poranek")
		for n := range 2 {
			w.must(w.plan(g, today.AddDays(1+n)))
		}
		w.outcome(outcome.NewOutcome{Group: g, Indicator: "spacery", Form: outcome.All})
	}
	if large := w.questions(); large != small {
		t.Errorf("%d questions for one group, %d for ten", small, large)
	}
	w.coordinator.get("/programmes/krag").is(http.StatusOK, htmlcheck.Count(".stage", 10), htmlcheck.Count(".outs", 11))
}

func (w works) plan(g domain.GroupID, first domain.Date) error {
	_, err := w.Services().Meetings.Plan(w.t.Context(), w.actor, meeting.NewSeries{
		ID: domain.NewID[domain.SeriesID](), Group: g, First: first, Start: 600, End: 660, Every: 1, Count: 26, Zone: time.UTC,
	})
	return err
}

// questions counts what the programme's page asks the database.
func (w works) questions() int64 {
	w.t.Helper()
	ctx, count := sqldb.WithCounter(w.t.Context())
	_, err := w.Services().Institutions.Overview(ctx, w.actor, "krag")
	w.must(err)
	_, err = w.Services().Outcomes.OfProgramme(ctx, w.actor, w.programme)
	w.must(err)
	_, err = w.Services().Funding.Ledger(ctx, w.actor, w.programme)
	w.must(err)
	return count.N()
}
