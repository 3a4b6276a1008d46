package web_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/web/webtest/htmlcheck"
)

func (w works) dossier() institution.Dossier {
	w.t.Helper()
	d, err := w.Services().Institutions.Dossier(w.t.Context(), w.actor, "krag")
	w.must(err)
	return d
}

// told fills the parts of the record that have forms of their own.
func (w works) told() (strategy domain.StrategyID, step domain.PremisesID) {
	w.t.Helper()
	ctx, s := w.t.Context(), w.Services().Institutions
	w.attached("strategia.pdf", smallPDF(""), "Uchwała o strategii")
	strategy, step = domain.NewID[domain.StrategyID](), domain.NewID[domain.PremisesID]()
	w.must(s.AddStrategy(ctx, w.actor, institution.NewStrategy{
		ID: strategy, Programme: w.programme, Title: "Strategia gminy", From: 2005, To: 2013, Note: "samopomoc", Attachment: w.attachments()[0].ID,
	}))
	w.must(s.AddPremisesStep(ctx, w.actor, institution.NewPremisesStep{
		ID: step, Programme: w.programme, Kind: institution.PremisesGrant, Text: "pieniądze na piwnicę", When: "przed zimą", On: onToday(),
	}))
	p, err := s.Programme(ctx, w.actor, "krag")
	w.must(err)
	w.must(s.EditPartners(ctx, w.actor, w.programme, p.Version, []institution.Partner{{Name: "Komisariat Policji", Kind: institution.PartnerPolice}, {Name: "NZOZ", Kind: institution.PartnerHealth}}))
	w.must(s.EditContact(ctx, w.actor, w.programme, institution.Contact{Name: "Sekretariat", Email: "dom@example.org", Web: "https://dom.example.org"}, 0))
	return strategy, step
}

func TestRecordPagesAreWhole(t *testing.T) {
	w := startWorks(t)
	data := []string{
		"Dom pod Lipą", "Krąg sąsiedzki", "Kawa", "strategia", "Uchwała o strategii", "Strategia gminy", "2005–2013", "2005", "2013", "samopomoc",
		"pieniądze na piwnicę", "przed zimą", "Komisariat Policji", "NZOZ", "Sekretariat", "dom@example.org", "https://dom.example.org",
	}
	w.coordinator.whole("/programmes/krag/strategies/new", data...) // with no file to choose
	strategy, step := w.told()
	for _, path := range []string{
		"/programmes/krag/record", "/programmes/krag", "/programmes/krag/strategies/new", "/programmes/krag/premises/new", "/programmes/krag/partners", "/programmes/krag/contact",
		"/strategies/" + strategy.String() + "/edit", "/strategies/" + strategy.String() + "/delete", "/premises/" + step.String() + "/edit", "/premises/" + step.String() + "/delete",
	} {
		t.Run(path, func(*testing.T) { w.coordinator.whole(path, data...) })
	}
	w.manager.get("/programmes/krag/record").is(http.StatusOK, htmlcheck.In("section h2#strategy"), htmlcheck.Not(".path .more"), htmlcheck.Not("#missing"),
		htmlcheck.In("main", htmlcheck.Says("strategia jest w załączniku"), htmlcheck.Says("NZOZ – ochrona zdrowia")))
	w.coordinator.get("/programmes/krag/record").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("przed nią nie ma wniosku"), htmlcheck.Says("przed zimą (3 marca 2026)")))
}

func TestStrategyIsWritten(t *testing.T) {
	w := startWorks(t)
	const form, back = "/programmes/krag/strategies/new", "/programmes/krag/record#strategy"
	w.coordinator.post(form, w.coordinator.get(form).fill(form, "from", "dawno", "to", "13")).is(http.StatusUnprocessableEntity,
		htmlcheck.In("#title-error"), htmlcheck.In("#from-error"), htmlcheck.In("#to-error"), htmlcheck.In("#from", htmlcheck.Attr("value", "dawno")))
	mine := w.coordinator.get(form).fill(form, "title", "Strategia", "from", "2005")
	w.coordinator.post(form, mine).leads(back)
	w.coordinator.post(form, mine).leads(back)
	all := w.dossier().Strategies
	if len(all) != 1 || all[0].From != 2005 || all[0].To != 0 {
		t.Fatalf("%+v", all)
	}
	edit := "/strategies/" + all[0].ID.String() + "/edit"
	old := w.coordinator.get(edit)
	w.coordinator.post(edit, old.fill(edit, "to", "2013")).leads(back)
	w.coordinator.post(edit, old.fill(edit, "to", "2013")).leads(back)
	again := w.coordinator.post(edit, old.fill(edit, "to", "2015")).is(http.StatusConflict, htmlcheck.In(".sum tbody", htmlcheck.Says("2005–2013")))
	w.coordinator.post(edit, again.fill(edit)).leads(back)
	gone := old.fill(edit, "attachment", domain.NewID[domain.AttachmentID]().String())
	w.coordinator.post(edit, gone).is(http.StatusUnprocessableEntity, htmlcheck.In(".sum", htmlcheck.Says("Tego pliku nie ma")))
	remove := "/strategies/" + all[0].ID.String() + "/delete?from=krag"
	sure := w.coordinator.get("/strategies/" + all[0].ID.String() + "/delete").fill(remove)
	w.coordinator.post(edit, w.coordinator.get(edit).fill(edit, "note", "inaczej")).leads(back)
	asked := w.coordinator.post(remove, sure).is(http.StatusConflict, htmlcheck.In(".will", htmlcheck.Says("w międzyczasie")))
	w.coordinator.post(remove, asked.fill(remove)).leads(back)
	w.coordinator.post(remove, asked.fill(remove)).leads(back)
	if left := w.dossier().Strategies; len(left) != 0 {
		t.Errorf("%+v", left)
	}
}

func TestPremisesAreWritten(t *testing.T) {
	w := startWorks(t)
	const form, back = "/programmes/krag/premises/new", "/programmes/krag/record#premises"
	w.coordinator.post(form, w.coordinator.get(form).fill(form, "on_month", "13", "on_year", "2005")).is(http.StatusUnprocessableEntity,
		htmlcheck.In("#text-error"), htmlcheck.In("#on-error"), htmlcheck.In(`input[name="on_month"]`, htmlcheck.Attr("value", "13")))
	for _, text := range []string{"piwnica", "sala"} { // each comes after the one before by itself
		mine := w.coordinator.get(form).fill(form, "text", text, "on_year", "2005")
		w.coordinator.post(form, mine).leads(back)
		w.coordinator.post(form, mine).leads(back)
	}
	steps := w.dossier().Premises
	if len(steps) != 2 || steps[0].Text != "piwnica" || steps[1].Text != "sala" {
		t.Fatalf("%+v", steps)
	}
	edit := "/premises/" + steps[1].ID.String() + "/edit"
	old := w.coordinator.get(edit)
	w.coordinator.post(edit, old.fill(edit, "after", "", "kind", "room")).leads(back)
	w.coordinator.post(edit, old.fill(edit, "after", "", "kind", "room")).leads(back)
	if moved := w.dossier().Premises; moved[0].Text != "sala" || moved[0].Kind != institution.PremisesRoom {
		t.Errorf("%+v", moved)
	}
	w.coordinator.post(edit, old.fill(edit, "text", "świetlica")).is(http.StatusConflict, htmlcheck.In(".sum tbody", htmlcheck.Says("sala")), htmlcheck.In("textarea", htmlcheck.Text("świetlica")))
	remove := "/premises/" + steps[1].ID.String() + "/delete?from=krag"
	sure := w.coordinator.get("/premises/" + steps[1].ID.String() + "/delete").fill(remove)
	w.coordinator.post(remove, sure).leads(back)
	w.coordinator.post(remove, sure).leads(back)
	if left := w.dossier().Premises; len(left) != 1 {
		t.Errorf("%+v", left)
	}
}

func TestPartnersAreWritten(t *testing.T) {
	w := startWorks(t)
	const form, back = "/programmes/krag/partners", "/programmes/krag/record#partners"
	old := w.coordinator.get(form).is(http.StatusOK, htmlcheck.Count("fieldset", 3))
	w.coordinator.post(form, old.fill(form, "kind_2", "court")).is(http.StatusUnprocessableEntity, htmlcheck.In("#name_2-error"), htmlcheck.In(`#kind_2 option[selected]`, htmlcheck.Attr("value", "court")))
	mine := old.fill(form, "name_1", "Komisariat", "kind_1", "police", "name_3", "Pani Zofia")
	w.coordinator.post(form, mine).leads(back)
	w.coordinator.post(form, mine).leads(back)
	if got := w.dossier().Partners; !slices.Equal(got, []institution.Partner{{Name: "Komisariat", Kind: institution.PartnerPolice}, {Name: "Pani Zofia"}}) {
		t.Errorf("%+v", got)
	}
	again := w.coordinator.post(form, old.fill(form, "name_1", "Sąd")).is(http.StatusConflict, htmlcheck.In(".sum tbody", htmlcheck.Says("Komisariat – policja · Pani Zofia")), htmlcheck.In("#name_1", htmlcheck.Attr("value", "Sąd")))
	w.coordinator.post(form, again.fill(form)).leads(back)
	w.coordinator.get(form).is(http.StatusOK, htmlcheck.Count("fieldset", 4))
}

func TestContactIsWritten(t *testing.T) {
	w := startWorks(t)
	const form, back = "/programmes/krag/contact", "/programmes/krag/record#contact"
	old := w.coordinator.get(form).is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("To będzie publiczne.")))
	w.coordinator.post(form, old.fill(form, "email", "dom", "phone", "jutro", "web", "javascript:alert(1)")).is(http.StatusUnprocessableEntity,
		htmlcheck.In("#email-error"), htmlcheck.In("#phone-error"), htmlcheck.In("#web-error"), htmlcheck.In("#email", htmlcheck.Attr("value", "dom")))
	mine := old.fill(form, "name", "Sekretariat", "email", "dom@example.org")
	w.coordinator.post(form, mine).leads(back)
	w.coordinator.post(form, mine).leads(back)
	w.coordinator.get("/programmes/krag/record").is(http.StatusOK, htmlcheck.In(`a[href="mailto:dom@example.org"]`))
	again := w.coordinator.post(form, old.fill(form, "email", "biuro@example.org")).is(http.StatusConflict, htmlcheck.In(".sum tbody", htmlcheck.Says("dom@example.org")))
	w.coordinator.post(form, again.fill(form)).leads(back)
	w.coordinator.post(form, w.coordinator.get(form).fill(form, "name", "", "email", "")).leads(back)
	w.coordinator.get("/programmes/krag/record").is(http.StatusOK, htmlcheck.Not("section h2#contact"))
}

// TestRecordAsData has the typed parts in the file of a programme.
func TestRecordAsData(t *testing.T) {
	w := startWorks(t)
	w.told()
	var file struct {
		Strategies []struct {
			Title      string
			From, To   int
			Attachment string
		}
		Premises    []struct{ Kind, On, When, Text string }
		Partners    []struct{ Name, Kind string }
		Contact     struct{ Email string }
		Attachments []struct {
			ID, Name, About, Type string
			Size                  int
			Public                bool
		}
	}
	w.must(json.Unmarshal(w.coordinator.get("/programmes/krag/data").body, &file))
	a := file.Attachments
	if len(a) != 1 || a[0].Name != "strategia.pdf" || a[0].Type != "application/pdf" || a[0].Size != len(smallPDF("")) || a[0].Public || a[0].About != "Uchwała o strategii" {
		t.Errorf("%+v", a)
	}
	if s := file.Strategies; len(s) != 1 || s[0].From != 2005 || s[0].To != 2013 || s[0].Attachment != a[0].ID {
		t.Errorf("%+v", s)
	}
	if s := file.Premises; len(s) != 1 || s[0].Kind != "grant" || s[0].On != "2026-03-03" || s[0].When != "przed zimą" {
		t.Errorf("%+v", s)
	}
	if len(file.Partners) != 2 || file.Partners[0].Kind != "police" || file.Contact.Email != "dom@example.org" {
		t.Errorf("%+v, %+v", file.Partners, file.Contact)
	}
}

func TestBriefly(t *testing.T) {
	w := startWorks(t)
	form := "/programmes/krag/premises/new"
	long := "pieniądze na remont piwnicy i na krzesła, o które grupa prosiła od dwóch zim, przyszły wiosną"
	w.coordinator.post(form, w.coordinator.get(form).fill(form, "text", long)).leads("/programmes/krag/record#premises")
	w.coordinator.get(form).is(http.StatusOK, htmlcheck.In("#after option[selected]", htmlcheck.Text("po: "+strings.Split(long, " prosiła")[0]+"…")))
}
