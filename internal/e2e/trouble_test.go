package e2e_test

import (
	"context"
	"testing"

	"krag/internal/cli"
	"krag/internal/domain"
	"krag/internal/i18n"
	"krag/internal/store/sqldb"
	"krag/internal/store/storetest"
	"krag/internal/web/webtest"
)

// TestBadMoments goes through what happens to people when something fails, in
// a real browser with scripts off: the session ends or the database breaks
// while they type, and they click twice on leaving. Nothing typed is lost, and
// every page speaks their language.
func TestBadMoments(t *testing.T) {
	pages := &album{}
	for _, lang := range i18n.Langs {
		t.Run(string(lang), func(t *testing.T) {
			r := start(t, newPlace(t, storetest.BlankSQLite).config())
			h := setUp(t, r)
			leave, forget := h.memberLink(h.join("Wrona")), h.memberLink(h.join("Szpak"))
			m := moments{&walk{t: t, lang: lang, say: i18n.For(lang), name: "trouble", px: webtest.Phone, pages: pages, taps: new(int)}, r}
			m.open(r.URL())
			m.Goto("/sign-in")
			m.signIn(managerSecret)
			m.sessionEnds()
			m.databaseBreaks()
			m.leavesTwice(map[string]string{"me.leave.only": leave, "me.leave.forget": forget})
		})
	}
	webtest.ValidHTML(t, pages.all)
}

// moments is a walk through the bad moments of a running Krąg.
type moments struct {
	*walk
	running *cli.Running
}

// signIn is the manager's of a house, at the door.
func (w *walk) signIn(password string) {
	w.t.Helper()
	w.fill("door.sign_in.login", managerLogin)
	w.fill("door.sign_in.password", password)
	w.press("door.sign_in.enter")
}

// do runs a statement on the database.
func (m moments) do(statement string) {
	m.t.Helper()
	err := m.running.DB().InTx(m.t.Context(), domain.Across, func(ctx context.Context) error {
		_, err := sqldb.From(ctx).ExecContext(ctx, statement)
		return err
	})
	if err != nil {
		m.t.Fatal(err)
	}
}

// sessionEnds while a programme is being named: it waits in the sign-in page,
// also through a wrong password, and then for one button.
func (m moments) sessionEnds() {
	m.t.Helper()
	m.Goto("/programmes/new")
	m.fill("programme.edit.name", "Ogród „za murem”")
	m.fill("programme.edit.slug", "ogrod")
	m.do("DELETE FROM session")
	m.press("programme.edit.make")
	m.sees(m.words("door.expired_waits"))
	m.look("sign-in")
	m.signIn("nie to hasło")
	m.sees(m.words("account.sign_in.wrong"), m.words("door.expired_waits"))
	m.look("sign-in-flawed")
	m.signIn(managerSecret)
	m.sees(m.words("kit.waiting.title"), managerName, houseName)
	m.look("pending")
	m.press("kit.again.send")
	m.sees(m.words("programme.said.made"), "Ogród „za murem”")
}

// databaseBreaks while the programme gets another name: the page that says so
// keeps it through two failures, and the form comes back as it was filled.
func (m moments) databaseBreaks() {
	m.t.Helper()
	m.Goto("/programmes/ogrod/edit")
	m.fill("programme.edit.name", "Ogród przed murem")
	m.do("ALTER TABLE audit_head RENAME TO audit_head_away")
	m.press("programme.edit.save")
	m.sees(m.words("kit.problem.500.title"), m.words("kit.again.kept"))
	m.look("error")
	m.press("kit.again.send")
	m.sees(m.words("kit.again.kept"))
	m.do("ALTER TABLE audit_head_away RENAME TO audit_head")
	m.press("kit.again.back")
	if got := m.Value(m.words("programme.edit.name")); got != "Ogród przed murem" {
		m.t.Errorf("the form comes back with %q", got)
	}
	m.look("form-back")
	m.press("programme.edit.save")
	m.sees(m.words("programme.said.saved"), "Ogród przed murem")
}

// leavesTwice clicks twice, as some people always do: on leaving as a member
// and on signing out.
func (m moments) leavesTwice(links map[string]string) {
	m.t.Helper()
	m.Goto("/account")
	m.FollowTwice("button", m.words("account.own.sign_out"))
	m.sees(m.words("door.signed_out"))
	for how, link := range links {
		m.Goto(link)
		m.press("door.link.enter")
		m.follow("me.leave.link")
		m.FollowTwice("button", m.words(how))
		m.sees(m.words("me.left.title"))
		m.Goto("/me")
		m.sees(m.words("door.sign_in.link"))
	}
	m.look("member-sign-in")
}
