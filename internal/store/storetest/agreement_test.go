package storetest

import (
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/room"
)

func (l *lodging) agreement(of domain.GroupID, in domain.ResourceID) room.Agreement {
	l.t.Helper()
	g := room.Agreement{
		ID: domain.NewID[domain.AgreementID](), Room: in, Group: of,
		AgreementTerms: room.AgreementTerms{When: "wtorki, 17:00–19:00", From: tuesday, Duties: []string{"Zamykamy okna."}, Contact: "sekretariat", Notice: 14},
	}
	for range 2 { // the form came twice
		l.must(l.rooms.DraftAgreement(l.t.Context(), l.by, g))
	}
	return g
}

// TestAgreement goes the whole way: written, read by the host, changed, accepted,
// replaced by a newer version, and ended by notice.
func TestAgreement(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		of, hall := l.group("Wtorki", group.CoLed), l.room("Sala")
		host, other := l.hostOf(of), l.hostOf(l.group("Środy", group.CoLed))
		first := l.agreement(of, hall)
		first.Version, first.Notice = 1, 30
		l.must(l.rooms.EditAgreement(t.Context(), l.by, first))
		accept := func(id domain.AgreementID, version int64) error {
			return l.rooms.AcceptAgreement(t.Context(), host, id, version, tuesday, false)
		}
		if err := accept(first.ID, 1); kind(err) != domain.KindStale {
			t.Errorf("a host accepts what they have not read: %v", err)
		}
		if err := l.rooms.AcceptAgreement(t.Context(), other, first.ID, 2, tuesday, false); kind(err) != domain.KindNotFound {
			t.Errorf("the host of another group: %v", err)
		}
		if err := l.rooms.AcceptAgreement(t.Context(), l.by, first.ID, 2, tuesday, false); kind(err) != domain.KindForbidden {
			t.Errorf("the staff accept for the group: %v", err)
		}
		for range 2 {
			l.must(accept(first.ID, 2))
		}
		if err := l.rooms.EditAgreement(t.Context(), l.by, first); kind(err) != domain.KindConflict {
			t.Errorf("what was accepted is changed: %v", err)
		}
		second := l.agreement(of, hall)
		l.must(l.rooms.AcceptAgreement(t.Context(), l.by, second.ID, 1, tuesday.AddDays(30), true))
		for range 2 {
			l.must(l.rooms.EndAgreement(t.Context(), l.by, second.ID, 2, tuesday.AddDays(60)))
		}
		all, err := l.rooms.Agreements(t.Context(), host, hall)
		l.must(err)
		if len(all) != 2 || all[0].No != 2 || all[0].Accepted != room.AcceptedOnPaper || all[0].Ended != room.EndedByNotice || all[0].EndedOn != tuesday.AddDays(60) ||
			all[1].Accepted != room.AcceptedByHost || all[1].Ended != room.EndedReplaced || all[1].EndedOn != tuesday.AddDays(30) || all[1].Notice != 30 || all[1].RoomName != "Sala" {
			t.Errorf("the agreements are %+v", all)
		}
		if none, err := l.rooms.Agreements(t.Context(), other, hall); err != nil || len(none) != 0 {
			t.Errorf("another host sees %d, %v", len(none), err)
		}
	})
}

// TestDuty: one day goes before the whole series.
func TestDuty(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		n := weekly(event(tuesday, fourFive, l.room("Sala")), 3)
		l.must(l.rooms.Book(t.Context(), l.by, n))
		set := func(day domain.Date, opens room.DutyKind, version int64) error {
			return l.rooms.SetDuty(t.Context(), l.by, room.Duty{Booking: n.ID, Day: day, Opens: room.OnDuty{Kind: opens}, Version: version})
		}
		day := tuesday.AddDays(7)
		for range 2 {
			l.must(set(domain.Date{}, room.DutyKey, 0))
			l.must(set(day, room.DutyNobody, 0))
		}
		if err := set(domain.Date{}, room.DutyNobody, 0); kind(err) != domain.KindStale {
			t.Errorf("an old form is %v", err)
		}
		if err := set(tuesday.AddDays(1), room.DutyKey, 0); kind(err) != domain.KindNotFound {
			t.Errorf("a day on which nothing is booked: %v", err)
		}
		if err := set(tuesday, room.DutyHost, 0); kind(err) != domain.KindInvalid {
			t.Errorf("the host of no group: %v", err)
		}
		all, err := l.rooms.Duties(t.Context(), l.by, n.ID)
		l.must(err)
		if room.On(all, tuesday).Opens.Kind != room.DutyKey || room.On(all, day).Opens.Kind != room.DutyNobody || room.On(all, day).Day != day {
			t.Errorf("the duties are %+v", all)
		}
	})
}
