package e2e_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"krag/internal/cli"
	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/notify"
	"krag/internal/domain/transfer"
	"krag/internal/store/sqldb"
	"krag/internal/store/storetest"
)

// calledOff goes through an evening on which a meeting is called off, with a mail
// server and a gateway that take what is sent: who is told and who is not, one
// who stops all messages, a word of warning to all, and work of the server that
// lies dead.
func calledOff(t *testing.T, w walk) {
	w.aside(t, "called-off", "sqlite", func(t *testing.T) {
		post := newPostbox(t)
		config := newPlace(t, storetest.BlankSQLite).config()
		config.Messages = post.file
		r := start(t, config)
		e := evening{&w, r, newCircle(t, r, setUp(t, r), 5, byFiveWays), post}
		e.open(r.URL())
		e.Goto("/sign-in")
		e.signIn(managerSecret)
		e.callsOff()
		e.tellsInPerson()
		e.stopsAll()
		e.warns()
		e.deadLetters()
	})
}

// byFiveWays lets each of five people be told in another way, and the last in
// none.
func byFiveWays(i int, c *notify.Contact) {
	switch i {
	case 1:
		c.Channel, c.Address = notify.SMS, domain.NewSecret("600100200")
	case 2:
		c.Channel, c.Address = notify.Letter, domain.NewSecret("Ptak\nul. Wodna 1\n00-001 Zmyślin")
	case 3:
		c.Channel, c.Address = notify.Word, domain.Secret{}
	case 4:
		*c = notify.Contact{Party: c.Party, Detail: c.Detail, Lang: c.Lang}
	}
}

type evening struct {
	*walk
	running *cli.Running
	circle  circle
	post    *postbox
}

// callsOff calls the meeting off, and waits until two people know of it.
func (e evening) callsOff() {
	e.t.Helper()
	e.Goto("/meetings/" + e.circle.meeting.String())
	e.follow("meeting.cancel.link")
	e.look("ask")
	e.press("meeting.cancel.link")
	e.sees(e.words("meeting.said.cancelled"), e.words("message.told.title"))
	for range 2 {
		select {
		case <-e.post.came:
		case <-time.After(time.Minute):
			e.t.Fatal("they are not told")
		}
	}
}

// tellsInPerson sees who knows and who has to be told, tells one of them, and has
// the list and a letter for paper.
func (e evening) tellsInPerson() {
	e.t.Helper()
	e.Goto("/meetings/" + e.circle.meeting.String() + "/told?look=1")
	for i, state := range []string{"ways.email", "ways.sms", "why.letter", "why.word", "why.stopped"} {
		e.in(e.row(i)).sees("Ptak "+string(rune('0'+i)), e.words("message."+state))
	}
	e.look("told")
	hand := e.in(e.row(3))
	hand.opens("button", e.words("message.answer.told")+" : Ptak 3")
	e.sees(e.words("message.said.told"))
	e.in(e.row(3)).hides(e.words("message.why.word"))
	e.follow("message.hand.link")
	e.sees("Ptak 2", "Ptak 4")
	e.hides("Ptak 3")
	e.look("by-hand")
	list := e.paper("by-hand")
	if n := len(list); n != 1 {
		e.t.Errorf("two who are to be told take %d sheets", n)
	}
	e.printed(list, "Ptak 2", "Ptak 4", capital(e.words("message.why.letter")))
	e.unprinted(list, "message.answer.told", "message.letter.link")
	e.letter()
	e.Goto("/people/" + e.circle.people[3].String() + "/messages")
	e.sees(e.words("message.became.told"))
	e.look("record")
}

// row is the place of somebody in a list of whom to tell.
func (e evening) row(i int) string {
	return `.tell>li:has(a[href*="` + e.circle.people[i].String() + `"])`
}

// unprinted looks for what is pressed, which has no place on paper.
func (w *walk) unprinted(sheets []string, keys ...string) {
	w.t.Helper()
	for _, key := range keys {
		if strings.Contains(fold(strings.Join(sheets, " ")), w.words(key)) {
			w.t.Errorf("on paper stands %q", w.words(key))
		}
	}
}

// letter fetches what the list has for paper, as a press on it does.
func (e evening) letter() {
	e.t.Helper()
	to := regexp.MustCompile(`/messages/[0-9a-f-]{36}/letter`).FindString(string(e.Body()))
	c := e.without()
	res, err := c.http.Get(c.base + to)
	if err != nil {
		e.t.Fatal(err)
	}
	defer res.Body.Close()
	page, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK || !bytes.HasPrefix(page, []byte("%PDF-")) {
		e.t.Errorf("the letter at %q is answered with %s, %d bytes, %v", to, res.Status, len(page), err)
	}
}

// stopsAll opens the address in the letter that came, in a browser that knows
// nobody. Whoever coordinates sees it, and that no member of staff did it.
func (e evening) stopsAll() {
	e.t.Helper()
	e.post.mu.Lock()
	found := regexp.MustCompile(`List-Unsubscribe: <https://termin\.example\.org(/stop/[\w-]+)>`).FindStringSubmatch(decoded(e.post.bytes.Bytes()))
	e.post.mu.Unlock()
	if found == nil {
		e.t.Fatal("the letter has no address that stops all messages")
	}
	other := *e.walk
	other.open(e.running.URL())
	other.Goto(found[1])
	other.hides(houseName, groupName, "Krąg")
	other.look("stop")
	other.press("safe_contact.stop.button")
	other.sees(other.words("safe_contact.stop.done"))
	other.look("stopped")

	e.Goto("/people/" + e.circle.people[0].String() + "/contact")
	e.sees(e.words("safe_contact.person.stopped"))
	e.look("contact")
	e.follow("safe_contact.history.title")
	e.sees(e.words("safe_contact.history.link"))
	e.look("contact-history")
}

// warns tells the whole group, at once, to ring before it comes: chooses the words,
// sees them as a locked telephone shows them, sends, and sees who knows and whom to
// tell in person.
func (e evening) warns() {
	e.t.Helper()
	e.Goto("/groups/" + e.circle.group.String())
	e.follow("message.notice.title")
	e.look("notice")
	e.press("message.notice.look")
	e.sees(e.words("tell.notice.choose"))
	e.flawed("notice")
	e.choose("radio", e.words("tell.call.subject"))
	e.press("message.notice.look")
	e.sees(e.words("message.notice.confirm"), "Prosimy o telefon") // in the language that its people read
	e.look("notice-ask")
	e.press("message.notice.send")
	e.sees(e.words("message.notice.told"))
	select {
	case <-e.post.came:
	case <-time.After(time.Minute):
		e.t.Fatal("they are not warned")
	}
	e.Goto("/groups/" + e.circle.group.String() + "/notice")
	e.in("aside").to("") // sent before, and now on its way or there
	for i, state := range []string{"why.stopped", "ways.sms", "why.letter", "why.word", "why.stopped"} {
		e.in(e.row(i)).sees("Ptak "+string(rune('0'+i)), e.words("message."+state))
	}
	e.look("notice-told")
}

// deadLetters are looked at by whoever runs the server: one is tried again and
// done, another is dropped, and the last is somebody's to be told.
func (e evening) deadLetters() {
	e.t.Helper()
	for _, kind := range []string{notify.JobSend, notify.JobMeeting, transfer.JobImport} {
		e.dies(kind)
	}
	link, err := e.circle.services.Accounts.AddOperator(e.t.Context(), account.NewStaff{ID: domain.NewID[domain.UserID](), Name: "Serwerownia", Login: "serwerownia"})
	e.circle.must(err)
	other := *e.walk
	other.open(e.running.URL())
	other.operator(link)
	other.Goto("/jobs")
	other.sees(other.say.N("job.lead", 3))
	other.look("jobs")
	other.in("section[aria-labelledby=jobs]").to(capital(other.words("job.kinds.notify.send")))
	other.sees("connection refused")
	other.look("job")
	other.press("job.again.one")
	other.sees(other.words("job.said.again"))
	other.in("section[aria-labelledby=jobs]").to(capital(other.words("job.kinds.programme.import")))
	other.follow("job.drop.open")
	other.sees(other.words("job.lost.programme.import"))
	other.look("job-drop")
	other.press("job.drop.button")
	other.sees(other.words("job.said.dropped"), other.say.N("job.lead", 1))
	other.in("section[aria-labelledby=jobs]").to(capital(other.words("job.kinds.notify.meeting")))
	other.sees(other.words("job.needed"))
	if other.Has("link", other.words("job.drop.open")) {
		e.t.Error("what somebody was promised can be dropped")
	}
	other.look("job-needed")
}

// dies puts in a job of the house that was tried as often as may be.
func (e evening) dies(kind string) {
	e.t.Helper()
	now := sqldb.Micros(time.Now())
	e.circle.must(e.running.DB().InTx(e.t.Context(), domain.Across, func(ctx context.Context) error {
		_, err := sqldb.From(ctx).ExecContext(ctx, `
			INSERT INTO job (id, kind, scope_no, args, priority, state, due_at, attempts, allowed, last_error, made_at)
			VALUES ($1, $2, $3, '{}', 0, 'dead', $4, 8, 8, 'dial tcp: connection refused', $4)`,
			domain.NewID[domain.JobID](), kind, e.circle.by.Scope.Institution(), now)
		return err
	}))
}

// operator lets somebody in who runs the server, and who chooses a password.
func (w *walk) operator(link string) {
	w.t.Helper()
	w.Goto("/in/" + link)
	w.fill("door.password.new", "trzy zwykłe słowa")
	w.fill("door.password.again", "trzy zwykłe słowa")
	w.press("door.password.save")
}
