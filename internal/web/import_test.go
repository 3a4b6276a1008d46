package web_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"krag/internal/bundle"
	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/publish"
	"krag/internal/domain/transfer"
	"krag/internal/web"
	"krag/internal/web/webtest/htmlcheck"
)

const importForm = "/imports/new"

// smallProgramme is the file of a programme without groups.
func smallProgramme(title string) []byte {
	content, err := bundle.Write(transfer.Parcel{
		Format: transfer.Format, Version: transfer.Version, Kind: transfer.Template, ExportedAt: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
		From:   transfer.From{Institution: "Ośrodek"},
		Origin: &transfer.Origin{Title: "Klucze", Publisher: "OPS", Address: "https://krag.example.org/pl/practices/klucze"},
		Programme: transfer.Programme{
			Slug: "wziety", Title: title, Record: map[string][]string{"model": {"Grupy samopomocowe."}},
		},
		Hints: []transfer.Hint{{Kind: transfer.HintIndicator, Text: "podjęły pracę", Detail: "osoby"}, {Kind: transfer.HintCost, Text: "Krzesła", Detail: "furniture"}},
	}, "")
	if err != nil {
		panic(err)
	}
	return content
}

// imported is a programme of the estate that came in from a file.
func (e *estate) imported() domain.ImportID {
	return made(e, "import", func() domain.ImportID {
		id := domain.NewID[domain.ImportID]()
		_, _, err := e.Services().Bundles.Bring(e.t.Context(), e.actor, id, smallProgramme(e.word("imported", vStaff...)), "")
		e.must(err)
		return id
	})
}

func (w works) sendsImport(file chosenFile) answer {
	w.t.Helper()
	return w.coordinator.postFile(importForm, w.coordinator.get(importForm).fill(importForm), file)
}

// arrives waits until an import is done and gives its page.
func (w works) arrives(at string) answer {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), time.Minute)
	defer cancel()
	for tick := time.NewTicker(20 * time.Millisecond); ; {
		a := w.coordinator.get(at).is(200)
		if a.header.Get("Refresh") == "" {
			return a
		}
		if a.header.Get("Refresh") != "4" {
			w.t.Fatalf("it refreshes every %s", a.header.Get("Refresh"))
		}
		select {
		case <-ctx.Done():
			w.t.Fatal("the import does not end")
		case <-tick.C:
		}
	}
}

func TestImportPagesAreWhole(t *testing.T) {
	w := startWorks(t)
	data := []string{"Dom pod Lipą", "Wzięty program", "Krąg sąsiedzki", "Kawa", "Klucze", "OPS", "Krzesła", "podjęły pracę", "Grupy samopomocowe.", "json"}
	w.coordinator.whole(importForm, data...)
	at := w.sendsImport(chosenFile{"program.json", smallProgramme("Wzięty program")}).to
	w.arrives(at)
	w.coordinator.whole(at, data...)
	w.coordinator.whole("/programmes/wziety", data...)
	w.coordinator.whole("/programmes", data...)
}

// TestImportForm: what is wrong with the file is said, with its place.
func TestImportForm(t *testing.T) {
	w := startWorks(t)
	good := string(smallProgramme("Wzięty program"))
	for name, c := range map[string]struct {
		content string
		status  int
		say     string
		row     string
	}{
		"a picture":            {"\x89PNG", 422, "To nie jest plik z programem", ""},
		"half of it":           {good[:len(good)/2], 422, "nie da się wczytać", "urywa się albo jest uszkodzony około wiersza"},
		"of a newer Krąg":      {strings.Replace(good, `"version": 1`, `"version": 7`, 1), 422, "zapisał nowszy Krąg (wersja 7)", ""},
		"a field nobody knows": {strings.Replace(good, `"hints"`, `"colour": 1, "hints"`, 1), 422, "nie da się wczytać", "colour"},
		"a place":              {strings.Replace(good, `"furniture"`, `"gold"`, 1), 422, "nie da się wczytać", "hints[1].detail"},
		"too large":            {strings.Repeat(" ", bundle.MaxSize+1), 413, "Zmieści się 20 MB", ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := w.sendsImport(chosenFile{"program.json", []byte(c.content)})
			a.is(c.status, htmlcheck.In("#file-error", htmlcheck.Says(c.say)), htmlcheck.In(`form[enctype="multipart/form-data"] input[type="file"]`))
			if c.row != "" && !strings.Contains(htmlcheck.TextOf(a.root()), c.row) {
				t.Errorf("%q is not said", c.row)
			}
		})
	}
	w.coordinator.post(importForm, w.coordinator.get(importForm).fill(importForm)).is(422, htmlcheck.In("#file-error", htmlcheck.Says("Wybierz plik.")))
	w.coordinator.get("/programmes/wziety").is(404)
	w.manager.get(importForm).is(http.StatusForbidden)
}

// TestManyThingsToMend: a hundred are told, the rest is a number.
func TestManyThingsToMend(t *testing.T) {
	w := startWorks(t)
	many := strings.Replace(string(smallProgramme("x")), `"hints": [`, `"hints": [`+strings.Repeat(`{"kind": "cost", "text": "a", "detail": "gold"},`, 130), 1)
	w.sendsImport(chosenFile{"program.json", []byte(many)}).is(422, htmlcheck.Count("main tbody tr", 100), htmlcheck.Says("I jeszcze 30 miejsc."))
}

// TestImportTellsHowFar: the page says how far it is while it goes on, and that
// it was given up when it stood still.
func TestImportTellsHowFar(t *testing.T) {
	w := startWorks(t)
	transfers, id := w.Services().Bundles.Transfers, domain.NewID[domain.ImportID]()
	w.must(transfers.Begin(t.Context(), w.actor, transfer.NewImport{ID: id, Title: "Wzięty program", Kind: transfer.Whole, Chunks: 83}))
	a := w.coordinator.get("/imports/"+id.String()).is(200, htmlcheck.Says("Zrobione części: 0 z 83"), htmlcheck.In(`progress[max="83"]`))
	if a.header.Get("Refresh") != "4" {
		t.Errorf("it refreshes after %q", a.header.Get("Refresh"))
	}
	w.pass(2 * time.Hour)
	_, err := transfers.Sweep(t.Context(), w.actor.Scope)
	w.must(err)
	a = w.coordinator.get("/imports/"+id.String()).is(200, htmlcheck.Says("Nie udało się wczytać programu"))
	if a.header.Get("Refresh") != "" {
		t.Error("it goes on asking")
	}
}

// TestExportComesIn: what one institution writes by its page another reads by
// its own, and the file has nobody in it.
func TestExportComesIn(t *testing.T) {
	w := startWorks(t)
	file := w.coordinator.get("/programmes/krag/export").is(200)
	if !strings.Contains(file.header.Get("Content-Disposition"), `filename="krag.krag.json"`) || strings.Contains(string(file.body), `"people"`) {
		t.Errorf("%v: %.400s", file.header, file.body)
	}
	w.manager.get("/programmes/krag/export").is(http.StatusForbidden)
	other := w.elsewhere(t)
	a := other.arrives(other.sendsImport(chosenFile{"krag.krag.json", file.body}).to)
	a.is(200, htmlcheck.Says("Program wczytany"))
	other.coordinator.get("/programmes/krag").is(200, htmlcheck.Says("Krąg sąsiedzki"))
}

var templateAddress = regexp.MustCompile(`href="(/pl/practices/[^"]*template[^"]*)"`)

// TestTakeOver takes a published practice over in another institution, with
// the bytes that were published, until the card is withdrawn.
func TestTakeOver(t *testing.T) {
	eachEngine(t, func(t *testing.T, app *app) {
		w := worksIn(app)
		card, version := w.publishes(t)
		page := w.visitor().get("/pl/practices/praktyka").is(200)
		at := templateAddress.FindStringSubmatch(string(page.body))
		if at == nil {
			t.Fatal("the button leads nowhere")
		}
		file := w.visitor().get(at[1]).is(200)
		if how := file.header.Get("Content-Disposition"); how != `attachment; filename="praktyka-pl.template.krag.json"` {
			t.Errorf("it is sent as %s", how)
		}
		other := w.elsewhere(t)
		arrived := other.arrives(other.sendsImport(chosenFile{"szablon.json", file.body}).to)
		slug := arrived.linkTo(t, "/programmes/")
		programme := other.coordinator.get(slug).is(200, htmlcheck.Says("Program powstał z praktyki"), htmlcheck.Says("Kawa"))
		if !strings.Contains(string(programme.body), w.URL()+"/pl/practices/praktyka") {
			t.Error("the programme does not say where it comes from")
		}
		other.coordinator.get(slug+"/record").is(200, htmlcheck.Says("Na podstawie praktyki"))
		other.coordinator.get(slug + "/costs/new?hint=1").is(200)

		w.must(w.Services().Cards.Withdraw(t.Context(), w.actor, card, version))
		w.pass(2 * time.Second)
		w.visitor().get(at[1]).is(http.StatusGone)
	})
}

// publishes puts a card of the works before everybody, rendered as the program
// renders it.
func (w works) publishes(t *testing.T) (domain.CardID, int64) {
	t.Helper()
	cards, ctx := w.Services().Cards, t.Context()
	id := domain.NewID[domain.CardID]()
	w.must(cards.Create(ctx, w.actor, publish.NewCard{ID: id, Programme: w.programme, Template: "practice", Slug: "praktyka", Area: "culture"}))
	w.must(cards.Write(ctx, w.actor, id, 1, publish.KeyTitle, publish.Polish, "Praktyka sąsiedzka"))
	w.must(cards.Write(ctx, w.actor, id, 2, "approach", publish.Polish, "Zaczęliśmy od rozmów.\n\nZasady:\n- Dobrowolność"))
	p, err := cards.Prepare(ctx, w.actor, id, 3, "")
	w.must(err)
	site := web.New(w.Services(), w.Services().Flow.Desk.Policy, web.Config{BaseURL: w.URL(), Clock: domain.ClockFunc(w.clock)})
	all, err := site.Render(ctx, time.UTC, p.Editions)
	w.must(err)
	w.must(cards.Publish(ctx, w.actor, p, all))
	return id, 4
}

// elsewhere is another institution without a programme, and its coordinator.
func (w works) elsewhere(t *testing.T) works {
	t.Helper()
	other := works{house: w.app.house("Biblioteka")}
	other.coordinator, _ = other.staff("Lena", domain.GroupID{}, authz.Coordinator)
	return other
}

// linkTo is the first link that begins so.
func (a answer) linkTo(t *testing.T, begins string) string {
	t.Helper()
	found := regexp.MustCompile(`href="(` + regexp.QuoteMeta(begins) + `[a-z][^"/]*)"`).FindStringSubmatch(string(a.body))
	if found == nil {
		t.Fatalf("nothing leads to %s", begins)
	}
	u, err := url.Parse(found[1])
	if err != nil {
		t.Fatal(err)
	}
	return u.Path
}
