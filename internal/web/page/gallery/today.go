package gallery

import "krag/internal/web/kit"

var day = []kit.DayItem{
	{
		From: "10:00", At: "10:00", Until: "11:30", Done: true,
		Title: kit.Link{Text: "Poranna kawa", Href: "/gallery/group"},
		Where: "Czytelnia, parter. Prowadziła Stokrotka.", Need: "Zostało zapisać, ile osób przyszło.",
		Action: &kit.Link{Text: "Zapisz obecność", Href: "/gallery/attendance", Of: "Poranna kawa"},
	},
	{
		From: "16:30", At: "16:30", Until: "18:00",
		Title: kit.Link{Text: "Wtorki przy stole", Href: "/gallery/group"},
		Where: "Sala kameralna, I piętro. Prowadzi Pani z II piętra.", Need: "Odbierz klucz z sekretariatu do 15:30.",
		Notes: []string{"Jedna osoba przyjdzie pierwszy raz. Przywita ją Olha."},
	},
	{
		From: "18:30", At: "18:30", Until: "20:00",
		Title: kit.Link{Text: "Krąg na Lipowej", Href: "/gallery/group"},
		Where: "Pracownia, parter. Prowadzi Bosman.",
		Notes: []string{"Nic nie trzeba. Grupa ma klucz i zamknie salę."},
	},
}

var waiting = []kit.Waiting{
	{Link: kit.Link{Text: "Do powiedzenia osobiście: 3", Href: "/gallery/by-hand"}},
	{Link: kit.Link{Text: "Odpowiedz osobie, która pyta o grupę", Href: "/gallery/form"}, Due: "Czeka od wczoraj.", Note: "Bezpiecznie: SMS między 9:00 a 15:00."},
	{Link: kit.Link{Text: "Wybierz salę na dwa zajęte terminy", Href: "/gallery/group"}, Note: "Wtorki przy stole, 24 marca i 5 maja"},
	{Link: kit.Link{Text: "Umów rozmowę o samodzielności", Href: "/gallery/group"}, Note: "Krąg na Lipowej ma za sobą 8 z 10 spotkań z animatorką"},
	{Link: kit.Link{Text: "Przeczytaj wynik ankiety", Href: "/gallery/programme"}, Note: "Poranna kawa, 9 odpowiedzi"},
	{Link: kit.Link{Text: "Potwierdź wpis w wyszukiwarce", Href: "/gallery/group"}, Note: "Wtorki przy stole, sprawdzony pół roku temu"},
}

// much is what waits when many of one kind stand in one line.
func much(p kit.Page) []kit.Waiting {
	fold := func(text, note string) kit.Waiting {
		return kit.Waiting{Link: kit.Link{Text: text, Href: "/gallery/today"}, Note: note}
	}
	return []kit.Waiting{
		fold(p.T("today.wait.by_hand", "n", 3), ""),
		fold(p.T("today.fold.letters"), p.N("today.fold.groups", 2)),
		fold(p.T("today.wait.attendance"), p.N("today.fold.meetings", 5)),
		fold(p.T("today.wait.no_meetings"), p.N("today.fold.groups", 12)),
		fold(p.T("today.wait.independent"), p.N("today.fold.groups", 4)),
		fold(p.T("today.wait.tentative"), p.N("today.fold.bookings", 3)),
		fold(p.T("today.wait.lent"), p.N("today.wait.lent_note", 1)),
		fold(p.T("today.wait.agreed"), p.N("today.fold.meetings", 2)),
	}
}

var dayCancelled = append(day[1:2:2], kit.DayItem{
	From: "18:30", At: "18:30", Until: "20:00", Cancelled: "Odwołane: sala jest malowana.",
	Title: kit.Link{Text: "Krąg na Lipowej", Href: "/gallery/group"},
	Where: "Pracownia, parter.",
})
