package publish

import (
	"fmt"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

// plainWords words things without a catalogue.
type plainWords struct{}

func (plainWords) Name(lang Lang, of Naming, key string) string {
	return fmt.Sprintf("%s %s %s", lang, of, key)
}
func (plainWords) Groups(_ Lang, n int) string        { return fmt.Sprintf("%d groups", n) }
func (plainWords) Hours(_ Lang, n int) string         { return fmt.Sprintf("%d hours", n) }
func (plainWords) Sum(_ Lang, g domain.Grosze) string { return grosze(g) + " zł" }

func id[T interface{ ~struct{ domain.UUID } }](n byte) T { return T{domain.UUID{15: n}} }

// source is a programme much like those of the demonstration.
func source() Source {
	count := func(n byte, indicator string, people int) SourceOutcome {
		return SourceOutcome{
			ID: id[domain.OutcomeID](n), Group: id[domain.GroupID](1), GroupName: "Grupa dla kobiet", Indicator: indicator, Form: FormCount,
			N: stats.People(people), People: true, Who: "kobiety", Quote: fmt.Sprintf("%d kobiet: %s", people, indicator), Context: "w ciągu roku",
		}
	}
	return Source{
		Programme: id[domain.ProgrammeID](1), Slug: "klucze", Title: "Grupy w Kluczach", MadeUp: true,
		Publisher: Publisher{Name: "Ośrodek", Place: "Klucze", Voivodeship: "12"},
		Record: map[string][]string{
			"situation": {"Ludzie byli sami.", "Brakowało sali."}, "diagnosis": {"osoby bezrobotne", "osoby uzależnione"},
			"advice": {"szczegółowa diagnoza"}, "partners": {"Sąd Rodzinny"},
		},
		Groups: []SourceGroup{
			{ID: id[domain.GroupID](1), Name: "Grupa dla kobiet", Kind: "violence", Rhythm: "we wtorki przy ul. Cichej", Sensitive: true, Stage: "independent", Meetings: 9},
			{ID: id[domain.GroupID](2), Name: "Grupa rozmów", Kind: "other", Rhythm: "w środy", Stage: "co_led"},
		},
		Outcomes: []SourceOutcome{
			count(1, "złożyły wnioski", 4), count(2, "zdobyły kwalifikacje", 13),
			{ID: id[domain.OutcomeID](3), Indicator: "poprawa relacji", Form: FormAll, People: true, Who: "uczestnicy", Quote: "u wszystkich uczestników nastąpiła poprawa"},
			{ID: id[domain.OutcomeID](4), Indicator: "usamodzielniły się", Form: FormShare, N: stats.People(1), Of: stats.People(3), Who: "grupy", Quote: "jedna z trzech grup"},
			{ID: id[domain.OutcomeID](5), Indicator: "mniej samotności", Form: FormWords, People: true, Words: "prawie wszyscy"},
		},
		Costs: []SourceCost{{Item: "meble", Category: "furniture", Amount: domain.Zloty(4782)}, {Item: "prowadzenie", Category: "running"}},
		Funds: []Money{{Funder: "Ministerstwo", For: "KIS", Granted: true}},
	}
}

func templates() Templates {
	all, err := NewTemplates()
	if err != nil {
		panic(err)
	}
	return all
}

func workOn(template string) work {
	return work{
		card:     Card{ID: id[domain.CardID](1), Template: template, Slug: "klucze", Area: "social.welfare", State: Draft, Version: 1},
		template: templates()[template], source: source(), texts: Texts{},
	}
}

// edition is the card in a language as it would be published.
func (w work) edition(lang Lang) Edition {
	editions, _, err := w.drafts(plainWords{})
	if err != nil {
		panic(err)
	}
	return editions[lang]
}
