// Package gallery shows every component and every state of a page with canned
// data, so that they can be looked at, tested and photographed without a
// database. The people, groups and places in it are made up. Only the demo
// mounts it. The frame speaks the language that is asked for; the canned data
// are Polish, as data somebody typed would be.
package gallery

import (
	"slices"

	"github.com/a-h/templ"

	"krag/internal/i18n"
	"krag/internal/web/kit"
	reach "krag/internal/web/page/contact"
)

// Page is one page of the gallery, mounted as /gallery/<Name>.
type Page struct {
	Name      string
	Title     string
	Sensitive bool
	Render    func(*i18n.Printer) templ.Component
}

// Pages are all of them, in the order of the list.
var Pages = slices.Concat(first, regulars, endings, kin, kinds, agreements, handovers, scenarios, turns, helping, queueing, wishing, seasons, doing, agreeing, shelved, writing, inviting, contacts, messages, tellings, lodgings, cards, records, practices)

var first = []Page{
	{"today", "Dziś", false, framed(today, "/gallery/today")},
	{"today-much", "Dziś, gdy dużo czeka", false, framed(todayMuch, "/gallery/today")},
	{"today-empty", "Dziś, bez spotkań", false, framed(todayEmpty, "/gallery/today")},
	{"group", "Grupa", false, framed(groupPage, "/gallery/group")},
	{"group-new", "Grupa, która się zaczyna", false, framed(groupNew, "/gallery/group")},
	{"groups", "Lista grup", false, framed(groups, "/gallery/group")},
	{"groups-empty", "Lista grup, pusta", false, framed(groupsEmpty, "/gallery/group")},
	{"attendance", "Obecność", false, framed(attendance, "/gallery/today")},
	{"attendance-stale", "Obecność, zmieniona przez dwie osoby", false, framed(attendanceStale, "/gallery/today")},
	{"attendance-saved", "Obecność zapisana", false, framed(attendanceSaved, "/gallery/today")},
	{"count-link", "Odnośnik do policzenia obecności", false, framed(countLink, "/gallery/today")},
	{"count-link-made", "Odnośnik do policzenia obecności, gotowy", false, framed(countLinkMade, "")},
	{"count", "Obecność przez odnośnik", true, sensitive(countByLink)},
	{"count-ticks", "Obecność przez odnośnik, z listą", true, sensitive(countTicked)},
	{"count-saved", "Obecność przez odnośnik, zapisana", true, sensitive(countByLinkSaved)},
	{"meeting", "Spotkanie, poprawiane", false, framed(meetingCorrected, "/gallery/today")},
	{"programme", "Program: rezultaty i koszty", false, framed(programmePage, "")},
	{"readiness", "Co jest gotowe i droga do sali", false, framed(readiness, "/gallery/programme")},
	{"programme-whole", "Program, cała strona", false, framed(programmeWhole, "")},
	{"plan", "Plan spotkań do poprawy", false, framed(plan, "/gallery/group")},
	{"plan-preview", "Plan spotkań przed zapisaniem", false, framed(planPreview, "/gallery/group")},
	{"sheet", "Lista obecności na papierze", false, framed(sheetPrinted, "/gallery/today")},
	{"people", "Osoby", false, framed(peopleList, "/gallery/form")},
	{"people-found", "Osoby, znalezione", false, framed(peopleFound, "/gallery/form")},
	{"people-none", "Osoby, nie ma takich", false, framed(peopleNone, "/gallery/form")},
	{"people-empty", "Osoby, pusto", false, framed(peopleEmpty, "/gallery/form")},
	{"person", "Osoba", false, framed(somebody, "/gallery/form")},
	{"person-forgotten", "Osoba zapomniana", false, framed(forgotten, "/gallery/form")},
	{"members", "Kto należy do grupy", false, framed(members, "/gallery/group")},
	{"members-known", "Dołącza ktoś znany", false, framed(membersKnown, "/gallery/group")},
	{"members-asks", "Dołącza ktoś do grupy, która umówiła się inaczej", false, framed(membersAsks, "/gallery/group")},
	{"members-full", "Dołącza ktoś do pełnej grupy", false, framed(membersFull, "/gallery/group")},
	{"group-edit", "Opis grupy, do poprawy", false, framed(groupEdit, "/gallery/group")},
	{"staff", "Instytucja i jej ludzie", false, framed(staff, "")},
	{"staff-new", "Ktoś nowy w instytucji, do poprawy", false, framed(staffNew, "")},
	{"staff-link", "Odnośnik dla kogoś z instytucji", false, framed(staffLink, "")},
	{"journal", "Dziennik", false, framed(journal, "")},
	{"journal-none", "Dziennik, niczego takiego", false, framed(journalNone, "")},
	{"jobs", "Praca serwera", false, framed(jobs, "")},
	{"jobs-none", "Praca serwera, nic nie leży", false, framed(jobsNone, "")},
	{"job", "Zadanie, które leży", false, framed(jobDead, "")},
	{"job-running", "Zadanie w toku", false, framed(jobRunning, "")},
	{"set-up", "Nowa instytucja", false, framed(setUp, "")},
	{"set-up-errors", "Nowa instytucja, do poprawy", false, framed(setUpFlawed, "")},
	{"me", "Strona osoby z grupy", true, sensitive(mePage)},
	{"me-busy", "Strona osoby z grupy, na którą coś czeka", true, sensitive(meBusy)},
	{"me-nothing", "Strona osoby z grupy, bez terminu", true, sensitive(meNothing)},
	{"me-name", "Jak się zwracać, do poprawy", true, sensitive(meName)},
	{"me-leave", "Odejście z grupy", true, sensitive(meLeave)},
	{"me-left", "Pożegnanie", true, sensitive(meLeft)},
	{"import", "Program z pliku, w drodze", false, framed(importWriting, "/gallery/programme")},
	{"import-errors", "Program z pliku, do poprawy", false, framed(importFlawed, "/gallery/programme")},
	{"import-abandoned", "Program z pliku, porzucony", false, framed(importAbandoned, "/gallery/programme")},
	{"form", "Formularz", false, framed(conversation, "/gallery/form")},
	{"form-errors", "Formularz do poprawy", false, framed(conversationFlawed, "/gallery/form")},
	{"fields", "Wszystkie pola", false, framed(fields, "")},
	{"fields-errors", "Wszystkie pola do poprawy", false, framed(fieldsFlawed, "")},
	{"question", "Jedno pytanie na stronie", false, framed(question, "")},
	{"sign-in", "Logowanie", false, signIn},
	{"sign-in-later", "Logowanie, za dużo prób", false, signInLater},
	{"confirm", "Potwierdzenie", false, framed(confirm, "")},
	{"confirm-danger", "Potwierdzenie, którego nie da się cofnąć", false, framed(confirmDanger, "")},
	{"notices", "Uwagi, znaki i pismo", false, framed(notices, "")},
	{"doorway", "Odnośnik jednorazowy, otwarty", true, sensitive(doorway)},
	{"member-link", "Odnośnik jednorazowy, przed zrobieniem", false, framed(memberLink, "/gallery/group")},
	{"member-link-unsafe", "Odnośnik jednorazowy, którego nie można wysłać", false, framed(memberLinkUnsafe, "/gallery/group")},
	{"secret", "Odnośnik jednorazowy, do przekazania", false, framed(secret, "")},
	{"sensitive", "Strona chroniona", true, sensitive(sensitivePage)},
	{"leaving", "Wyjście bez skryptu", true, sensitive(kit.LeavingPage)},
	{"error-403", "403", false, trouble(403)},
	{"error-404", "404", false, trouble(404)},
	{"error-408", "408", false, trouble(408)},
	{"error-409", "409", false, trouble(409)},
	{"error-410", "410", false, trouble(410)},
	{"error-413", "413", false, trouble(413)},
	{"error-421", "421, nie ten adres", false, trouble(421)},
	{"error-429", "429", false, trouble(429)},
	{"error-500", "500", false, trouble(500)},
	{"error-503", "503, krótka przerwa", false, trouble(503)},
	{"error-form", "500, z formularzem", true, waits(formKept)},
	{"error-form-secret", "500, z formularzem bez hasła", false, waits(formSecret)},
	{"error-form-file", "500, z formularzem i plikiem", false, waits(formFile)},
	{"error-form-gone", "500, na stronie osoby z grupy", true, waits(formGone)},
	{"error-typed", "404, z tym, co wpisano", false, waits(formTyped)},
	{"sign-in-waiting", "Logowanie, na które czeka formularz", false, signInWaiting},
	{"pending", "Formularz, który czekał na zalogowanie", false, pending(true)},
	{"pending-other", "Formularz, który czekał na inne konto", false, pending(false)},
}

// Find gives a page by its name.
func Find(name string) (Page, bool) {
	i := slices.IndexFunc(Pages, func(p Page) bool { return p.Name == name })
	if i < 0 {
		return Page{}, false
	}
	return Pages[i], true
}

// Index is the list of all pages, mounted as /gallery.
func Index(p *i18n.Printer) templ.Component {
	return index(kit.Page{Printer: p, Title: "Galeria", Path: "/gallery"})
}

// nav is the navigation of a coordinator.
var nav = []kit.NavItem{
	{Text: "Dziś", Href: "/gallery/today"},
	{Text: "Grupy", Href: "/gallery/group"},
	{Text: "Program", Href: "/gallery/programme"},
	{Text: "Karty", Href: "/gallery/cards"},
	{Text: "Osoby", Href: "/gallery/form"},
	{Text: "Więcej", Href: "/gallery"},
}

// framed gives a page of a coordinator its frame.
func framed(page func(kit.Page) templ.Component, here string) func(*i18n.Printer) templ.Component {
	return func(p *i18n.Printer) templ.Component {
		return page(kit.Page{
			Printer: p, Institution: houseName, Nav: nav, Here: here, Path: here,
			Account: &kit.Link{Text: "Konto", Href: "/gallery/sign-in"},
		})
	}
}

// sensitive gives a page for somebody who must not be seen reading it.
func sensitive(page func(kit.Page) templ.Component) func(*i18n.Printer) templ.Component {
	return func(p *i18n.Printer) templ.Component {
		return page(kit.Page{Printer: p, Sensitive: true, Path: "/gallery/sensitive"})
	}
}

// plain gives a page that tells nobody whose it is.
func plain(stopped bool) func(*i18n.Printer) templ.Component {
	return func(p *i18n.Printer) templ.Component {
		return reach.Stop{Page: kit.Page{Printer: p, Title: p.T("safe_contact.stop.title"), Path: "/gallery/stop", Plain: true}, Form: kit.Form{Action: "/gallery/stop"}, Stopped: stopped}
	}
}

func signIn(p *i18n.Printer) templ.Component {
	return signInPage(kit.Page{Printer: p, Title: "Zaloguj się", Path: "/gallery/sign-in"}, signInForm, "")
}

func signInLater(p *i18n.Printer) templ.Component {
	f := signInForm
	f.Later, f.Problems = true, []kit.Problem{{Text: p.N("account.sign_in.too_many", 12)}}
	return signInPage(kit.Page{Printer: p, Title: "Zaloguj się", Path: "/gallery/sign-in-later"}, f, "kos@example.org")
}

var signInForm = kit.Form{Action: "/gallery/sign-in"}
