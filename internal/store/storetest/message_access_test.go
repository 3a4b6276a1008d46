package storetest

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/notify"
	"krag/internal/flow"
)

// opening has links work as the program does.
type opening struct{ *works }

// Open lets a token in; see notify.Doors.
func (o opening) Open(ctx context.Context, scope domain.Scope, p notify.Party, group domain.GroupID, token string) error {
	return o.accounts.OpenDoor(ctx, scope, p.User, p.Person, group, token)
}

// OpenCount opens no meeting; see notify.Doors.
func (opening) OpenCount(context.Context, domain.Scope, domain.MeetingID, string) error { return nil }

func newAccess(t testing.TB, env *Env) *telling {
	t.Helper()
	w := newTelling(t, env)
	w.messages = notify.New(w.desk, w.store.Messages(), w.store.Keys(), opening{w.works}, notify.Email, notify.SMS)
	w.messages.Through(w)
	w.flow.Messages = w.messages
	return w
}

// asks has a link sent, as from a fresh form.
func (w *telling) asks(a authz.Actor, way flow.Way) error {
	return w.flow.SendLink(w.t.Context(), a, domain.NewID[domain.MessageID](), way)
}

// TestLinkIsSentToTheMember: the token is in the draft alone, works from the
// moment in which it leaves, and once.
func TestLinkIsSentToTheMember(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newAccess(t, env)
		kos := w.reached("Kos", notify.Email)
		way := flow.Way{Party: notify.Party{Person: kos}, Group: w.id}
		form := domain.NewID[domain.MessageID]()
		w.must(w.flow.SendLink(t.Context(), w.by, form, way))
		w.must(w.flow.SendLink(t.Context(), w.by, form, way)) // the form came twice
		before, session := w.enters(w.id, kos)
		drafts := w.drafts()
		if len(drafts) != 1 || drafts[0].Token == "" || len(drafts[0].Lines) != 1 || drafts[0].Lines[0].Form() != notify.SayAccess {
			t.Fatalf("%+v", drafts)
		}
		token := drafts[0].Token
		if _, err := w.accounts.Use(t.Context(), token); domain.KindOf(err) != domain.KindGone {
			t.Errorf("it works before it leaves: %v", err)
		}
		w.send() // another draft of it, with another token
		if _, err := w.accounts.Use(t.Context(), token); domain.KindOf(err) != domain.KindGone {
			t.Errorf("a draft that did not leave works: %v", err)
		}
		w.clock.pass(time.Second)
		w.must(w.asks(w.by, way))
		sent := w.send()
		if len(sent) != 1 {
			t.Fatalf("asked again: %+v", sent)
		}
		opened, err := w.accounts.Use(t.Context(), sent[0].Token)
		w.must(err)
		if a := w.actor(opened); a.Person != kos || !a.Has(authz.Member) || a.Institution != w.in.ID || !slices.Contains(a.Groups, w.id) {
			t.Errorf("it opens %+v", a)
		}
		_, err = w.accounts.Use(t.Context(), sent[0].Token)
		wantKind(t, "the second time", err, domain.KindGone)
		if !w.actor(session).SignedIn() {
			t.Error("what the member had stopped working")
		}
		if _, err := w.accounts.Use(t.Context(), before); err != nil {
			t.Errorf("the link before: %v", err)
		}
	})
}

// TestLinkIsSentToStaff: whoever opens it chooses a password.
func TestLinkIsSentToStaff(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newAccess(t, env)
		jagoda := w.works.staff(w.in, "jagoda", authz.Coordinator)
		way, boss := flow.Way{Party: notify.Party{User: jagoda.User}}, w.works.staff(w.in, "iga", authz.Manager)
		wantKind(t, "without a contact", w.asks(boss, way), domain.KindConflict)
		w.worksAt(jagoda, notify.Email)
		w.must(w.asks(boss, way))
		sent := w.send()
		if len(sent) != 1 {
			t.Fatalf("%+v", sent)
		}
		session, err := w.accounts.Reset(t.Context(), sent[0].Token, "cztery zielone klucze")
		w.must(err)
		if a := w.actor(session); a.User != jagoda.User {
			t.Errorf("it opens %+v", a)
		}
		w.clock.pass(time.Second)
		w.must(w.asks(boss, way))
		drafts := w.drafts()
		w.must(w.accounts.SetDisabled(t.Context(), boss, jagoda.User, true))
		if err := w.messages.Leave(t.Context(), drafts[0]); !errors.Is(err, notify.ErrChanged) {
			t.Errorf("the account is closed, and a link leaves: %v", err)
		}
		_, err = w.accounts.Link(t.Context(), drafts[0].Token)
		wantKind(t, "its token", err, domain.KindGone)
		if again := w.drafts(); len(again) != 0 {
			t.Errorf("it goes on: %+v", again)
		}
	})
}

// worksAt is how one of the staff is reached.
func (w *telling) worksAt(a authz.Actor, by notify.Channel) {
	w.t.Helper()
	c := notify.Contact{Party: notify.Party{User: a.User}, May: true, Channel: by, Detail: notify.DetailTime, Lang: "pl", Address: domain.NewSecret("jagoda@example.org")}
	w.must(w.contacts.Save(w.t.Context(), a, c, asked, 0))
}

// TestLinkIsNotSent wherever it might meet somebody else.
func TestLinkIsNotSent(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newAccess(t, env)
		kos := w.reached("Kos", notify.Email)
		to := func(who domain.PersonID) flow.Way { return flow.Way{Party: notify.Party{Person: who}, Group: w.id} }
		for name, who := range map[string]domain.PersonID{
			"no contact": w.joins(w.id, "Gil", "2026-01-08"), "a letter": w.reached("Wrona", notify.Letter), "in person": w.reached("Sowa", notify.Word),
		} {
			if why, err := w.flow.LinkUnsafe(t.Context(), w.by, to(who)); why == notify.WhyNone || err != nil {
				t.Errorf("%s: %q, %v", name, why, err)
			}
			wantKind(t, name, w.asks(w.by, to(who)), domain.KindConflict)
		}
		if why, err := w.flow.LinkUnsafe(t.Context(), w.by, to(kos)); why != notify.WhyNone || err != nil {
			t.Errorf("by e-mail: %q, %v", why, err)
		}
		wantKind(t, "from another institution", w.asks(w.elsewhere().by, to(kos)), domain.KindNotFound)
		wantKind(t, "to a group of others", w.asks(w.by, flow.Way{Party: notify.Party{Person: kos}, Group: w.group("Potok", group.CoLed)}), domain.KindNotFound)
		wantKind(t, "by a member", w.asks(w.member(kos), to(kos)), domain.KindForbidden)

		w.must(w.asks(w.by, to(kos)))
		drafts := w.drafts()
		w.must(w.flow.Leave(t.Context(), w.by, w.id, kos, asked))
		if err := w.messages.Leave(t.Context(), drafts[0]); !errors.Is(err, notify.ErrChanged) {
			t.Errorf("who left the group gets a way in: %v", err)
		}
		_, err := w.accounts.Link(t.Context(), drafts[0].Token)
		wantKind(t, "its token", err, domain.KindGone)
		if again := w.drafts(); len(again) != 0 {
			t.Errorf("it goes on: %+v", again)
		}
		sowa := w.reached("Puchacz", notify.Email)
		w.must(w.asks(w.by, to(sowa)))
		w.clock.pass(25 * time.Hour)
		if late := w.drafts(); len(late) != 0 {
			t.Errorf("a day later: %+v", late)
		}
		if list := w.hand(); len(list) != 0 {
			t.Errorf("a link passes through other people: %+v", list)
		}
	})
}
