package storetest

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"krag/internal/deliver"
	"krag/internal/document"
	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/notify"
	"krag/internal/flow"
	"krag/internal/store/sqldb"
)

// try has what is due kept for the page of what would have been sent.
func (w *telling) carry() {
	w.t.Helper()
	c := &deliver.Courier{Post: w.messages, Words: document.Messages{URL: "https://termin.example.org"}, Log: slog.New(slog.DiscardHandler)}
	w.must(c.Run(w.t.Context(), w.scope()))
}

func (w *telling) kept(a authz.Actor) []notify.Kept {
	w.t.Helper()
	l, err := w.messages.Tests(w.t.Context(), a, domain.Page{Number: 1})
	w.must(err)
	return l.Rows
}

// count counts rows, whoever's they are.
func (w *telling) count(text string, args ...any) (n int) {
	w.t.Helper()
	w.must(w.do(func(ctx context.Context) error { return sqldb.From(ctx).QueryRowContext(ctx, text, args...).Scan(&n) }))
	return n
}

// TestNothingTriedOpens: what would have been sent is read by many, so that it
// holds neither a way in nor the address by which somebody else stops messages.
func TestNothingTriedOpens(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newAccess(t, env)
		boss := w.works.staff(w.in, "iga", authz.Manager)
		w.worksAt(boss, notify.Email)
		kos := w.reached("Kos", notify.SMS)
		w.lives(notify.Test)
		w.must(w.asks(boss, flow.Way{Party: notify.Party{User: boss.User}}))
		w.must(w.asks(w.by, flow.Way{Party: notify.Party{Person: kos}, Group: w.id}))
		links := w.count(`SELECT COUNT(*) FROM link`)
		w.carry()
		if n := w.count(`SELECT COUNT(*) FROM link`); n != links {
			t.Errorf("%d ways in were opened by messages that went to nobody", n-links)
		}
		stop := w.contact(w.member(kos)).Stop.Reveal()
		rows := w.kept(w.by)
		if len(rows) != 2 {
			t.Fatalf("%d would have been sent", len(rows))
		}
		for _, k := range rows {
			text := k.Parcel.Text.Reveal()
			if !strings.Contains(text, "/in/…") || !strings.Contains(text, "/stop/…") || strings.Contains(text, stop) {
				t.Errorf("kept: %s", text)
			}
		}
	})
}

// TestTriedIsNotKeptForEver: what would have been sent goes with the record.
func TestTriedIsNotKeptForEver(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		w.reached("Kos", notify.Email)
		w.lives(notify.Test)
		w.cancel(w.tuesday())
		w.run()
		w.carry()
		w.must(w.messages.Sweep(t.Context(), w.scope()))
		if n := len(w.kept(w.by)); n != 1 {
			t.Fatalf("%d kept", n)
		}
		w.clock.pass(200 * 24 * time.Hour)
		w.must(w.messages.Sweep(t.Context(), w.scope()))
		if n := len(w.kept(w.by)); n != 0 {
			t.Errorf("%d kept for ever", n)
		}
	})
}

// TestForgottenStaffAreToldNothing: of somebody who worked here nothing waits, and
// nothing that would have been sent is left.
func TestForgottenStaffAreToldNothing(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newAccess(t, env)
		boss, jagoda := w.works.staff(w.in, "iga", authz.Manager), w.works.staff(w.in, "jagoda", authz.Coordinator)
		w.worksAt(jagoda, notify.Email)
		w.lives(notify.Test)
		way := flow.Way{Party: notify.Party{User: jagoda.User}}
		w.must(w.asks(boss, way))
		w.carry()
		w.clock.pass(time.Second)
		w.must(w.asks(boss, way))
		w.must(w.accounts.SetDisabled(t.Context(), boss, jagoda.User, true))
		w.must(w.flow.ForgetStaff(t.Context(), boss, jagoda.User))
		if n := w.count(`SELECT COUNT(*) FROM test_parcel WHERE party_id = $1`, jagoda.User); n != 0 {
			t.Errorf("%d that would have been sent are left", n)
		}
		if n := w.count(`SELECT COUNT(*) FROM message WHERE party_id = $1 AND state IN ('planned', 'by_hand', 'uncertain')`, jagoda.User); n != 0 {
			t.Errorf("%d messages wait", n)
		}
	})
}

// TestOfOthersOnlyWhoMay: how somebody is reached is seen on the page of what would
// have been sent by whoever sees it elsewhere, and of staff by nobody.
func TestOfOthersOnlyWhoMay(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newAccess(t, env)
		boss := w.works.staff(w.in, "iga", authz.Manager)
		w.worksAt(boss, notify.Email)
		kos := w.reached("Kos", notify.Email)
		w.lives(notify.Test)
		w.must(w.asks(boss, flow.Way{Party: notify.Party{User: boss.User}}))
		w.must(w.asks(w.by, flow.Way{Party: notify.Party{Person: kos}, Group: w.id}))
		w.carry()
		for who, a := range map[string]authz.Actor{"coordinator": w.by, "manager": boss} {
			for _, k := range w.kept(a) {
				if sees := !k.Parcel.To.IsZero(); sees != (k.Party == kos.UUID && who == "coordinator") {
					t.Errorf("%s, a person %v: the address is seen: %v", who, k.Party == kos.UUID, sees)
				}
			}
		}
	})
}

// TestPiecesAreCountedAsTheyGo: the month's limit counts the pieces of SMS that the
// gateway is given, which are fewer where it takes the marks away.
func TestPiecesAreCountedAsTheyGo(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		w.reached("Kos", notify.SMS)
		w.cancel(w.tuesday())
		w.run()
		var given []map[string]string
		gateway := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			var body map[string]string
			_ = json.NewDecoder(r.Body).Decode(&body)
			given = append(given, body)
		}))
		defer gateway.Close()
		text, err := deliver.NewText(deliver.Gateway{
			URL: gateway.URL, Type: "application/json", Body: `{"to":"{to}","text":"{text}"}`, Fold: true, MostParts: 3,
		})
		w.must(err)
		c := &deliver.Courier{
			Post: w.messages, Words: document.Messages{URL: "https://termin.example.org"}, Log: slog.New(slog.DiscardHandler),
			Wires: map[notify.Channel]deliver.Sender{notify.SMS: text},
		}
		w.must(c.Run(t.Context(), w.scope()))
		if len(given) != 1 {
			t.Fatalf("given %d", len(given))
		}
		want, _ := deliver.Parts(given[0]["text"])
		if n := w.count(`SELECT SUM(parts) FROM message WHERE channel = 'sms'`); n != want {
			t.Errorf("%d pieces are counted, and %d went: %s", n, want, given[0]["text"])
		}
	})
}
