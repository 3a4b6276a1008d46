package web_test

import (
	"net/http"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/meeting"
	"krag/internal/domain/stats"
	"krag/internal/web/webtest"
)

// basement is where somebody counts without a signal, at a meeting that is over.
type basement struct {
	house
	*webtest.Tab
	meeting meeting.Meeting
	user    domain.UserID
	to      string
}

const (
	keptWords = "Zapisane na tym telefonie, jeszcze niewysłane."
	allPeople = "Wszystkie osoby"
)

func newBasement(t *testing.T) *basement {
	t.Helper()
	h := startApp(t).house("Dom")
	b := &basement{house: h, meeting: h.lastMeeting()}
	_, b.user = h.staff("Ola", b.meeting.Group, authz.Host)
	b.to = "/meetings/" + b.meeting.ID.String() + "/attendance"
	b.Tab = webtest.Open(t, h.URL())
	b.Width(360)
	b.enter(b.user)
	return b
}

func (b *basement) enter(id domain.UserID) {
	b.house.t.Helper()
	token, err := b.Services().Accounts.SignInLink(b.house.t.Context(), b.actor, id)
	b.must(err)
	b.Goto("/in/" + token)
	b.Follow("button", "")
}

// counts fills the page in without a signal and saves.
func (b *basement) counts(total string) {
	b.house.t.Helper()
	b.Goto(b.to)
	b.Offline(true)
	b.Fill(allPeople, total)
	b.Click("radio", "Osoba z grupy")
	b.Click("button", "Zapisz obecność")
	b.See(keptWords)
}

func (b *basement) stored() meeting.Row {
	b.house.t.Helper()
	m, err := b.Services().Meetings.Meeting(b.house.t.Context(), b.actor, b.meeting.ID)
	b.must(err)
	return m
}

func (b *basement) record(total int) {
	b.house.t.Helper()
	b.must(b.Services().Meetings.Record(b.house.t.Context(), b.actor, meeting.NewAttendance{
		Meeting: b.meeting.ID, Version: b.stored().Version, Total: total, Led: meeting.LedByAnimator,
	}))
}

func (b *basement) stands(total int, version int64) {
	b.house.t.Helper()
	if m := b.stored(); m.Total != stats.People(total) || m.Version != version {
		b.house.t.Errorf("%v people at version %d, want %d at %d", m.Total, m.Version, total, version)
	}
}

// TestCountedWithoutASignal: what was counted in a basement is kept, said to be
// kept, and sent once when the network is back.
func TestCountedWithoutASignal(t *testing.T) {
	b := newBasement(t)
	b.counts("7")
	b.Axe()
	b.FitsWidth()
	b.Screenshot("attendance-kept")
	if m := b.stored(); m.Recorded {
		t.Fatal("it was recorded without a network")
	}
	b.Fill(allPeople, "8")
	b.Click("button", "Zapisz obecność")
	b.Navigates(func() { b.Offline(false) })
	b.See("osiem osób")
	b.stands(8, 2)
	b.Goto("/today")
	if strings.Contains(b.Text(), keptWords) {
		t.Error("it still waits after it was sent")
	}
}

// TestCountedAndOpenedLater: the page was closed, or its fields were changed, so
// nothing goes by itself; it goes when the page is opened the next time, and a
// page of the day leads there. Another person on the same telephone sees none of it.
func TestCountedAndOpenedLater(t *testing.T) {
	b := newBasement(t)
	b.counts("7")
	b.Fill(allPeople, "70") // typed, and never saved
	b.Offline(false)
	b.stands(0, 1)

	_, other := b.staff("Iga", domain.GroupID{}, authz.Coordinator)
	b.enter(other)
	b.Goto("/today")
	if strings.Contains(b.Text(), keptWords) {
		t.Error("somebody else reads that it waits")
	}
	b.Goto(b.to)
	b.stands(0, 1)

	b.enter(b.user)
	b.Goto("/today")
	b.See(keptWords)
	b.Axe()
	b.Screenshot("today-kept")
	b.Navigates(func() { b.Navigates(func() { b.In("[data-kept-list]").Click("link", "") }) })
	b.See("siedem osób")
	b.stands(7, 2)
}

// TestCountedByTwoWithoutASignal: a colleague counted meanwhile. Both are shown,
// what was kept is in the fields, and either may stay.
func TestCountedByTwoWithoutASignal(t *testing.T) {
	for _, mine := range []bool{true, false} {
		b := newBasement(t)
		b.counts("7")
		b.record(9)
		b.Navigates(func() { b.Offline(false) })
		if b.Status() != http.StatusConflict {
			t.Errorf("the answer is %d", b.Status())
		}
		b.See("9")
		if got := b.Value(allPeople); got != "7" {
			t.Errorf("%q is in the field, want what was kept", got)
		}
		b.Axe()
		b.Screenshot("attendance-kept-stale")
		if !mine {
			b.Follow("link", "Zostaw to, co już zapisano")
			b.stands(9, 2)
			b.Goto("/today")
			if strings.Contains(b.Text(), keptWords) {
				t.Error("it still waits after a choice")
			}
			continue
		}
		b.Navigates(func() { b.Click("button", "Zapisz obecność") })
		b.See("siedem osób")
		b.stands(7, 3)
	}
}

// TestSigningOutLeavesNothing on the telephone.
func TestSigningOutLeavesNothing(t *testing.T) {
	b := newBasement(t)
	b.counts("7")
	b.Fill(allPeople, "70")
	b.Offline(false)
	b.Goto("/account")
	b.Follow("button", "Wyloguj się")
	b.enter(b.user)
	b.Goto("/today")
	if strings.Contains(b.Text(), keptWords) {
		t.Error("it still waits after signing out")
	}
	b.Goto(b.to)
	b.stands(0, 1)
}
