package web_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web/webtest/htmlcheck"
)

// told are the records of a journal, the oldest first, as "who: what, about".
// The manager's own looks are left out.
func (b *browser) told() (lines []string) {
	b.t.Helper()
	records := readCSV(b.t, b.get("/journal.csv").is(200))
	for _, r := range slices.Backward(records[1:]) {
		switch who, what, about := r[2], r[4], r[5]; what {
		case "przeczytanie dziennika", "otwarcie ról i konta", "przegląd osób i ról":
		default:
			lines = append(lines, who+": "+what+", "+about)
		}
	}
	return lines
}

// TestJournalOfAccounts: whatever is done about an account is a record with a
// name of its own, from the making of the institution on, whoever did it.
func TestJournalOfAccounts(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		link, err := a.Services().Flow.SetupLink(t.Context())
		a.must(err)
		ewa, in := a.visitor(), "/in/"+link
		ewa.post(in, ewa.get(in).fill(in, "name", "Dom", "profile", "community", "manager", "Ewa", "login", "ewa@example.org", "password", "trzy zielone klucze")).leads("/")

		page := ewa.post("/staff/new", ewa.get("/staff/new").fill("/staff/new", "name", "Iga", "login", "iga@example.org", "roles", "coordinator"))
		iga, in := a.visitor(), strings.TrimPrefix(secretOf(t, page), a.URL())
		iga.post(in, url.Values{"password": {"cztery szare koty"}, "again": {"cztery szare koty"}}).leads("/")
		iga.post("/account", url.Values{"old": {"cztery szare koty"}, "password": {"pięć szarych kotów"}, "again": {"pięć szarych kotów"}}).leads("/account")
		iga.post("/account/sign-out-everywhere", url.Values{}).leads("/sign-in")
		iga.post("/sign-in", url.Values{"login": {"iga@example.org"}, "password": {"to nie to hasło"}}).is(422)
		iga.post("/sign-in", url.Values{"login": {"iga@example.org"}, "password": {"pięć szarych kotów"}}).leads("/")

		path := pathTo(t, ewa.get("/staff"), "Iga")
		ewa.post(path, ewa.get(path).fill(path, "roles", "coordinator", "roles", "manager")).leads("/staff")
		ewa.post(path+"/link", url.Values{}).is(200)
		ewa.post(path+"/disable", url.Values{}).leads("/staff")
		ewa.post(path+"/disable", url.Values{}).leads("/staff") // nothing to change
		ewa.post(path+"/enable", url.Values{}).leads("/staff")

		want := []string{
			"Ewa: założenie instytucji, instytucja", "Ewa: dodanie osoby do zespołu, Ewa",
			"Ewa: dodanie osoby do zespołu, Iga", "Iga: wybór hasła z odnośnika, Iga", "Iga: zmiana własnego hasła, Iga",
			"Iga: wylogowanie ze wszystkich urządzeń, Iga", "Iga: zalogowanie się, Iga",
			"Ewa: zmiana ról, Iga", "Ewa: odnośnik do nowego hasła, Iga", "Ewa: zamknięcie konta, Iga", "Ewa: ponowne otwarcie konta, Iga",
		}
		if got := ewa.told(); !slices.Equal(got, want) {
			t.Errorf("the journal tells\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		for _, action := range []string{
			"institution.setup", "account.choose", "account.password", "account.everywhere", "account.sign_in",
			"staff.roles", "staff.reset", "staff.disable", "staff.enable",
		} {
			ewa.get("/journal?what="+action).is(200, htmlcheck.Count("tbody tr", 1), htmlcheck.In(`option[value="`+action+`"]`, htmlcheck.Attr("selected", "")))
		}
	})
}

// TestJournalOfMembers: when somebody of a group opens the own page is in no
// journal, and a sign-in stays with the institution it was for.
func TestJournalOfMembers(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h, away := a.house("Dom"), a.house("Inny dom")
		g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
		kos := h.person(g, "Kos")
		manager, _ := h.staff("Ewa", domain.GroupID{}, authz.Manager)
		stranger, _ := away.staff("Obca", domain.GroupID{}, authz.Manager)
		before := manager.told()
		h.member(g, kos).get("/me").is(200)
		after := manager.told()[len(before):]
		if len(after) != 1 || !strings.HasPrefix(after[0], "Krąg, bez udziału osób: prywatny odnośnik: nowy albo wyłączony, osoba, Poranna kawa") {
			t.Errorf("a member came in: %q", after)
		}
		if got := stranger.told(); !slices.Equal(got, []string{"Krąg, bez udziału osób: dodanie osoby do zespołu, Obca", "Krąg, bez udziału osób: odnośnik do pokazu, Obca", "Obca: zalogowanie się, Obca"}) {
			t.Errorf("the other institution's journal tells %q", got)
		}
	})
}

// pathTo is where a link with a text leads.
func pathTo(t *testing.T, a answer, text string) string {
	t.Helper()
	for n := range a.root().Descendants() {
		if n.Data == "a" && htmlcheck.TextOf(n) == text {
			return attr(n, "href")
		}
	}
	t.Fatalf("no link says %s", text)
	return ""
}
