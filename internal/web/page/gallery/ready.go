package gallery

import (
	"krag/internal/web/kit"
)

func readyFacts() []kit.Fact {
	return []kit.Fact{
		{
			Done: true, Text: "Ktoś za to odpowiada i ma na to godziny", Note: "Zakres obowiązków: 8 godzin tygodniowo.",
			Quiet: "Od: 3 marca 2025. Potwierdza: Lena, 4 marca 2025.", Link: &kit.Link{Text: "Zmień", Href: "#", Of: "Ktoś za to odpowiada"},
		},
		{Text: "Wiadomo, kto zastąpi", Note: "Urlop i choroba nie powinny zamykać grupy.", Link: &kit.Link{Text: "Potwierdź", Href: "#", Of: "Wiadomo, kto zastąpi"}},
		{Aside: "Nie dla nas.", Text: "Samopomoc łączy się ze strategią gminy", Note: "Gmina nie ma strategii.", Quiet: "Potwierdza ktoś z zespołu, 4 marca 2025."},
	}
}

func waySteps() []kit.PathStep {
	return []kit.PathStep{
		{Kind: "potrzeba", When: "2004", Text: "Zajęcia w pokoju biurowym, brak komfortu.", Link: &kit.Link{Text: "Zmień", Href: "#", Of: "krok 1"}},
		{Kind: "dotacja", When: "przed zimą (2005)", Text: "Przyszły pieniądze na meble.", Doubt: "Jest dotacja, a przed nią nie ma wniosku. Jeśli tak było, zostaw."},
		{Text: "Ktoś przyniósł krzesła."},
	}
}
