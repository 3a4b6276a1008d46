package e2e_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"syscall"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/store/sqldb"
	"krag/internal/torture"
)

// TestKilledWhileSending kills the program in the midst of telling thirty people
// by a real mail server, again and again. No letter comes twice, what the program
// holds for sent came, what came it knows of, and in the end everybody was told
// how it stands, or is marked as somebody of whom nobody knows.
func TestKilledWhileSending(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		const people = 30
		post := newPostbox(t)
		p := newPlace(t, blank)
		r := start(t, p.config())
		h := setUp(t, r)
		c := newCircle(t, r, h, people, nil)
		stop(t, r)

		launched := func() (*process, client) {
			s := launch(t, p, "/usr/bin/env", "KRAG_MESSAGES="+post.file)
			return s, h.at(s.base)
		}
		rounds := torture.Count(t, 100)
		off := false
		for range rounds {
			s, over := launched()
			turnOver(over, "/meetings/"+c.meeting.String(), &off)
			<-time.After(time.Duration(rand.IntN(500_000)) * time.Microsecond) // while they are told
			s.end(syscall.SIGKILL)
		}
		// Let be, it tells whoever is not told yet.
		s, over := launched()
		turnOver(over, "/meetings/"+c.meeting.String(), &off)
		var found map[domain.PersonID]map[string]string
		for began := time.Now(); ; <-time.After(200 * time.Millisecond) {
			if found = lastOf(t, p); settled(found, people) || time.Since(began) > time.Minute {
				break
			}
		}
		s.end(syscall.SIGTERM)
		letters, twice, lost := post.letters(), 0, 0
		for parcel, n := range letters {
			if n > 1 {
				twice++
				t.Errorf("%s came %d times", parcel, n)
			}
		}
		sent, unsure := parcels(t, p)
		for parcel := range sent {
			if letters[parcel] == 0 {
				lost++
				t.Errorf("%s counts as sent and did not come", parcel)
			}
		}
		for parcel := range letters {
			if !sent[parcel] && !unsure[parcel] {
				t.Errorf("%s came and nobody knows of it", parcel)
			}
		}
		if !settled(found, people) {
			t.Errorf("somebody was not told: %v", found)
		}
		torture.Figure(t, "%d kills while %d were told: %d letters came, %d of them twice, %d lost, %d marked as uncertain", rounds, people, len(letters), twice, lost, len(unsure))
	})
}

// turnOver calls a meeting off over HTTP, or plans it again.
func turnOver(c client, meeting string, off *bool) {
	c.t.Helper()
	action := meeting + "/cancel"
	if *off {
		action = meeting + "/restore"
	}
	c.saved(c.press(c.get(meeting+"/cancel"), action))
	*off = !*off
}

// opened reads the database of a place while the program runs or after.
func opened(t testing.TB, p place, fn func(ctx context.Context)) {
	t.Helper()
	db, err := sqldb.Open(t.Context(), p.db, sqldb.Options{AllowSuperuser: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Read(t.Context(), domain.Within(1), func(ctx context.Context) error { fn(ctx); return nil }); err != nil {
		t.Fatal(err)
	}
}

// parcels are those that count as sent, and those of which nobody knows.
func parcels(t testing.TB, p place) (sent, unsure map[domain.ParcelID]bool) {
	t.Helper()
	sent, unsure = map[domain.ParcelID]bool{}, map[domain.ParcelID]bool{}
	opened(t, p, func(ctx context.Context) {
		rows, err := sqldb.From(ctx).QueryContext(ctx, `SELECT parcel_id, state FROM message WHERE parcel_id IS NOT NULL`)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var id domain.UUID
			var state string
			if err := rows.Scan(&id, &state); err != nil {
				t.Fatal(err)
			}
			if state == "sent" {
				sent[domain.ParcelID{UUID: id}] = true
			} else {
				unsure[domain.ParcelID{UUID: id}] = true
			}
		}
	})
	return sent, unsure
}

// countStates counts messages by their state.
func countStates(ctx context.Context, t testing.TB) map[string]int {
	t.Helper()
	rows, err := sqldb.From(ctx).QueryContext(ctx, `SELECT state, COUNT(*) FROM message GROUP BY state`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	all := map[string]int{}
	for rows.Next() {
		var state string
		var n int
		if err := rows.Scan(&state, &n); err != nil {
			t.Fatal(err)
		}
		all[state] = n
	}
	return all
}

// lastOf is the newest change to each person that says something: its state, and
// what it said.
func lastOf(t testing.TB, p place) map[domain.PersonID]map[string]string {
	t.Helper()
	all := map[domain.PersonID]map[string]string{}
	opened(t, p, func(ctx context.Context) {
		rows, err := sqldb.From(ctx).QueryContext(ctx, `SELECT person_id, state, said FROM message WHERE kind = 'meeting.change' ORDER BY round, id`)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var id domain.UUID
			var state, said string
			if err := rows.Scan(&id, &state, &said); err != nil {
				t.Fatal(err)
			}
			last := all[domain.PersonID{UUID: id}]
			if last == nil {
				last = map[string]string{}
				all[domain.PersonID{UUID: id}] = last
			}
			if state == "planned" {
				last["waits"] = "yes"
			}
			if said != "" {
				last["said"] = said
			}
		}
	})
	return all
}

// settled reports whether everybody was told the same last, and nothing waits.
func settled(found map[domain.PersonID]map[string]string, people int) bool {
	said := map[string]bool{}
	for _, last := range found {
		if last["waits"] != "" || last["said"] == "" {
			return false
		}
		said[strings.Fields(last["said"])[0]] = true
	}
	return len(found) == people && len(said) == 1
}
