package gallery

import (
	"krag/internal/domain/stats"
	"krag/internal/web/kit"
)

func achieved() []kit.Achieved {
	count := func(n int, who stats.Audience) *stats.Figure { f := stats.People(n).For(who); return &f }
	most := stats.People(6).Of(stats.People(8), stats.Insider)
	return []kit.Achieved{
		{Count: count(8, stats.Worker), Text: "osób nabyło nowe umiejętności"},
		{Count: count(3, stats.Worker), Text: "osoby znalazły pracę"},
		{Count: count(3, stats.Insider), Text: "zaczęło leczenie"},
		{Count: &most, Text: "z 8 osób: kurs do końca"},
		{Text: "U wszystkich osób poprawiły się relacje w rodzinie.", Note: "Źródło: karta praktyki, 2006"},
	}
}

func noticed(p kit.Page) kit.Page {
	p.Title = "Uwagi, znaki i pismo"
	p.Notices = []kit.Notice{
		{Kind: kit.Done, Title: "Zapisano.", Text: "Następne spotkanie: wtorek, 3 marca, 17:00."},
		{Kind: kit.Warning, Title: "Nie ma jeszcze kopii zapasowej.", Text: "Zrób ją przed jutrem.", Link: &kit.Link{Text: "Jak to zrobić", Href: "#"}},
		{Text: "Wpis był sprawdzony pół roku temu.", More: "Przypomnimy znowu za miesiąc."},
	}
	return p
}

func printed(p kit.Page) kit.Page {
	p.Printed = "Wydrukowano 3 marca 2026"
	return p
}
