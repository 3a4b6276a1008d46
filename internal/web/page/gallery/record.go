package gallery

import (
	"github.com/a-h/templ"

	"krag/internal/domain/filetype"
	"krag/internal/domain/institution"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	programmes "krag/internal/web/page/programme"
	ready "krag/internal/web/page/readiness"
	"krag/internal/web/page/record"
)

// records are what a programme says about itself, and what a house has ready.
var records = []Page{
	{"record", "Opis programu", false, framed(recordShow, "/gallery/programme")},
	{"record-bare", "Opis programu, dopiero zaczęty", false, framed(recordBare, "/gallery/programme")},
	{"strategy", "Strategia gminy", false, framed(recordStrategy(), "/gallery/programme")},
	{"strategy-errors", "Strategia do poprawy", false, framed(recordStrategy(kit.Problem{Field: "to", Text: "Koniec jest przed początkiem."}), "/gallery/programme")},
	{"premises", "Krok drogi do sali", false, framed(recordStep, "/gallery/programme")},
	{"partners", "Partnerzy", false, framed(recordPartners, "/gallery/programme")},
	{"contact", "Kontakt", false, framed(recordContact, "/gallery/programme")},
	{"attachment-new", "Nowy plik", false, framed(recordUpload(), "/gallery/programme")},
	{"attachment-new-errors", "Nowy plik do poprawy", false, framed(recordUpload(kit.Problem{Field: "file", Text: "Nazwa kończy się na .png, a w środku jest PDF."}), "/gallery/programme")},
	{"attachment", "Plik", false, framed(recordFile, "/gallery/programme")},
	{"attachment-edit", "Opis obrazu", false, framed(recordDescribe, "/gallery/programme")},
	{"readiness-list", "Przygotowanie instytucji", false, framed(readyList, "/gallery/programme")},
	{"readiness-bare", "Przygotowanie, dopiero zaczęte", false, framed(readyBare, "/gallery/programme")},
	{"readiness-item", "Potwierdzenie jednej rzeczy", false, framed(readyItem, "/gallery/programme")},
	{"readiness-training", "Szkolenie", false, framed(readyTraining, "/gallery/programme")},
}

func inProgramme(p kit.Page, title string) kit.Page {
	p.Title = title
	p.Crumbs = []kit.Link{{Text: p.T("programme.list.title"), Href: "/gallery/programme"}, {Text: cardName, Href: "/gallery/programme"}}
	return p
}

func change(p kit.Page, of string) *kit.Link {
	return &kit.Link{Text: p.T("programme.record.change"), Href: "/gallery/strategy", Of: of}
}

func recordShow(p kit.Page) templ.Component {
	p = inProgramme(p, p.T("programme.record.title"))
	part := func(id institution.Section, items []string, body templ.Component) programmes.Section {
		title := p.T(i18n.Key("programme.sections", string(id)))
		return programmes.Section{ID: string(id), Title: title, Items: items, Body: body, Edit: change(p, title)}
	}
	return programmes.Record{
		Page: p,
		Sections: []programmes.Section{
			part("situation", []string{"Dużo osób siedzi samych.", "Pieniądze nie wystarczą."}, nil),
			part(institution.PartStrategy, nil, programmes.Strategies([]programmes.Strategy{{
				Title: "Strategia rozwiązywania problemów społecznych", Years: "2021–2030", Note: "Mówi o samopomocy wprost.",
				FileLead: p.T("strategy.attached"), File: &kit.Link{Text: "Strategia", Href: "/gallery/attachment"}, Edit: change(p, "Strategia"),
			}})),
			part(institution.PartPremises, nil, kit.Path(waySteps())),
			part(institution.PartPartners, []string{"Biblioteka w Sitnie (biblioteka)"}, nil),
			part(institution.PartFiles, nil, kit.Grid(kit.Table{
				Caption: p.T("programme.sections.files"), Quiet: true,
				Columns: []kit.Column{{Head: p.T("attachment.table.file")}, {Head: p.T("attachment.fact.kind")}, {Head: p.T("attachment.fact.who")}},
				Rows:    [][]kit.Cell{{programmes.FileCell("Strategia", "/gallery/attachment", "Uchwała Rady Gminy"), {Text: "PDF, 1 MB"}, {Text: p.T("attachment.staff_only")}}},
			})),
		},
		Missing: []kit.Link{{Text: p.T("programme.sections.contact"), Href: "/gallery/contact"}},
	}
}

func recordBare(p kit.Page) templ.Component {
	r := programmes.Record{Page: inProgramme(p, p.T("programme.record.title"))}
	for _, part := range institution.Parts {
		r.Missing = append(r.Missing, kit.Link{Text: p.T(i18n.Key("programme.sections", string(part))), Href: "/gallery/strategy"})
	}
	return r
}

func recordStrategy(problems ...kit.Problem) func(kit.Page) templ.Component {
	return func(p kit.Page) templ.Component {
		f := cardForm(problems...)
		p.Flawed = f.Flawed()
		return record.Strategy{
			Page: inProgramme(p, p.T("programme.sections.strategy")), Form: f, Typed: record.TypedStrategy{Title: "Strategia gminy", From: "2021", To: "2010"},
			Files:  []kit.Option{{Label: p.T("card.new.area_none")}, {Value: "1", Label: "Strategia (PDF)"}},
			Delete: &kit.Link{Text: "Usuń strategię", Href: "/gallery/confirm-danger", Danger: true},
		}
	}
}

func recordStep(p kit.Page) templ.Component {
	return record.Step{
		Page: inProgramme(p, p.T("programme.sections.premises")), Form: cardForm(), Typed: record.TypedStep{Kind: string(institution.PremisesKinds[0]), When: "przed zimą", Text: "Zajęcia w pokoju biurowym."},
		On:     kit.DateField{Name: "on", Label: "Kiedy", Year: "2004"},
		Places: []kit.Option{{Label: "na początku"}, {Value: "1", Label: "po: Przyszły pieniądze na meble.", Chosen: true}},
	}
}

func recordPartners(p kit.Page) templ.Component {
	return record.Listed{
		Page: inProgramme(p, p.T("programme.sections.partners")), Form: cardForm(), Save: p.T("partner.edit.save"), Gives: true,
		Lines: []record.Line{{Name: "Biblioteka w Sitnie", Kind: string(institution.PartnerKinds[0]), Gives: "salę w piątki"}, {}, {}},
	}
}

func recordContact(p kit.Page) templ.Component {
	f := cardForm(kit.Problem{Field: "email", Text: "W adresie brakuje znaku @."})
	p.Flawed = true
	return record.Contact{Page: inProgramme(p, p.T("programme.sections.contact")), Form: f, Typed: institution.Contact{Name: "Sekretariat", Email: "dom.example.org"}}
}

func recordUpload(problems ...kit.Problem) func(kit.Page) templ.Component {
	return func(p kit.Page) templ.Component {
		f := cardForm(problems...)
		f.Upload, p.Flawed = true, f.Flawed()
		return record.Upload{
			Page: inProgramme(p, p.T("attachment.add.title")), Form: f, About: "Uchwała o sali", Accept: filetype.Accept(),
			Hint: p.T("attachment.hint.file", "max", institution.MaxAttachment>>20),
		}
	}
}

func recordFile(p kit.Page) templ.Component {
	link := func(key, href string) kit.Link { return kit.Link{Text: p.T(key), Href: href} }
	gone := link("attachment.delete.link", "/gallery/confirm-danger")
	gone.Danger = true
	return record.Attachment{
		Page: inProgramme(p, "Uchwała nr 7"), Name: "Uchwała nr 7 o oddaniu piwnicy w ręce grup", Lead: "Uchwała o sali", Get: kit.Link{Text: "Pobierz (PDF, 1 MB)", Href: "#"},
		Facts:  []kit.Term{{Name: p.T("attachment.fact.kind"), Text: "PDF"}, {Name: p.T("attachment.fact.who"), Text: p.T("attachment.staff_only")}},
		Traces: []string{"autorka lub autor: Anna (postać zmyślona)"},
		Links:  []kit.Link{link("attachment.edit.link", "/gallery/attachment-edit"), link("attachment.publish.link", "/gallery/confirm"), gone},
	}
}

func recordDescribe(p kit.Page) templ.Component {
	return record.Describe{
		Page: inProgramme(p, p.T("attachment.edit.title")), Form: cardForm(), Name: "Sala", Picture: true, About: "Jasna sala",
		Stale: []kit.Difference{{Name: p.T("attachment.field.about_picture"), Mine: "Jasna sala", Theirs: "Sala w piwnicy"}},
	}
}

func readyList(p kit.Page) templ.Component {
	return ready.Show{
		Page: titled(p, p.T("readiness.title")), Lead: p.N("readiness.progress", 2, "done", 1),
		Next:   &ready.Next{Title: ready.ItemTitle(p.Printer, "cover"), Why: ready.ItemExample(p.Printer, "cover"), Link: &kit.Link{Text: p.T("readiness.confirm"), Href: "/gallery/readiness-item"}},
		Parts:  []ready.Part{{ID: "people", Title: p.T("readiness.parts.people"), Items: readyFacts()}},
		Allies: []kit.Term{{Name: "Biblioteka w Sitnie", Text: "salę w piątki"}}, Allied: &kit.Link{Text: p.T("readiness.allies.edit"), Href: "/gallery/partners"},
		Trainings: []kit.Term{{Name: "Rozmowa w kręgu", Text: "3 marca 2025, 12 godzin"}}, Train: &kit.Link{Text: p.T("training.edit.new"), Href: "/gallery/readiness-training"},
	}
}

func readyBare(p kit.Page) templ.Component {
	show := readyList(p).(ready.Show)
	show.Lead, show.Allies, show.Trainings, show.Parts[0].Items = p.N("readiness.progress", 2, "done", 0), nil, nil, readyFacts()[1:2]
	return show
}

func readyItem(p kit.Page) templ.Component {
	f := cardForm(kit.Problem{Field: "evidence", Text: p.T("readiness.evidence.missing")})
	p.Flawed = true
	return ready.Confirm{
		Page: titled(p, ready.ItemTitle(p.Printer, "cover")), Form: f, Why: ready.ItemWhy(p.Printer, "cover"), Example: ready.ItemExample(p.Printer, "cover"),
		State: string(institution.ReadyDone), On: kit.DateField{Name: "on", Label: "Od kiedy", Day: "3", Month: "3", Year: "2025"},
	}
}

func readyTraining(p kit.Page) templ.Component {
	return ready.Training{
		Page: titled(p, p.T("training.edit.new")), Form: cardForm(), Held: kit.DateField{Name: "held", Label: "Kiedy", Year: "2025"},
		Typed:  talks,
		People: []kit.Option{{Value: "1", Label: "Lena (postać zmyślona)", Chosen: true}, {Value: "2", Label: "Marta (postać zmyślona)"}},
		Delete: &kit.Link{Text: "Usuń szkolenie", Href: "/gallery/confirm-danger", Danger: true},
	}
}

var talks = ready.TypedTraining{Topic: "Rozmowa w kręgu", Hours: "1,5", Others: "2"}
