package web_test

import (
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/room"
)

// equipped makes equipment with everything that may be said of it, keys, and
// what is agreed about the room.
func (e *estate) equipped() {
	e.t.Helper()
	e.keyLoan()
	e.lost()
	e.accepted()
	n := room.Noted{ID: domain.NewID[domain.LoanID]().UUID, Equipment: e.piece(), Condition: room.Damaged, Said: e.word("damage", vStaff...)}
	e.must(e.Services().Rooms.Note(e.t.Context(), e.actor, n, 1))
}

// piece is one that was bought and is not lent.
func (e *estate) piece() domain.ResourceID {
	return made(e, "piece", func() domain.ResourceID {
		p := room.Equipment{Mark: e.word("mark", vStaff...), RoomID: e.room(), Bookable: true, BoughtOn: today.AddDays(-30), Cost: 1_200_00, Fund: e.fund()}
		p.ID, p.Kind, p.Amount, p.Name = domain.NewID[domain.ResourceID](), room.KindItem, 1, e.word("piece", vLodgers...)
		e.must(e.Services().Rooms.AddEquipment(e.t.Context(), e.actor, p))
		return p.ID
	})
}

// aKey is one to the building; readers are those who see that it is there.
func (e *estate) aKey(name string, readers ...string) domain.KeyID {
	k := room.Key{ID: domain.NewID[domain.KeyID](), Name: e.word(name, readers...), Building: e.building(), Kept: e.word(name+"kept", readers...)}
	e.must(e.Services().Rooms.AddKey(e.t.Context(), e.actor, k))
	return k.ID
}

func (e *estate) hand(key domain.KeyID, to room.Borrower) domain.LoanID {
	l := room.Loan{ID: domain.NewID[domain.LoanID](), Key: key, To: to, Since: today.AddDays(-3), Due: today.AddDays(-1)}
	e.must(e.Services().Rooms.HandOver(e.t.Context(), e.actor, l))
	return l.ID
}

// keyLoan is a key that the first group has, and is overdue.
func (e *estate) keyLoan() domain.LoanID {
	return made(e, "key loan", func() domain.LoanID {
		return e.hand(e.aKey("groupkey", "coordinator", "manager", "host"), room.Borrower{Kind: room.ByGroup, Group: e.plot(0).id})
	})
}

func (e *estate) lost() domain.KeyID {
	return made(e, "lost key", func() domain.KeyID {
		id := e.aKey("lostkey", vStaff...)
		e.hand(id, room.Borrower{Kind: room.ByNamed, Name: e.word("loser", vStaff...)})
		e.must(e.Services().Rooms.LoseKey(e.t.Context(), e.actor, id, today, e.word("lostsaid", vStaff...)))
		return id
	})
}

// freeKey is one that came back.
func (e *estate) freeKey() domain.KeyID {
	return made(e, "free key", func() domain.KeyID {
		id := e.aKey("freekey", vStaff...)
		l := e.hand(id, room.Borrower{Kind: room.ByNamed, Name: e.word("borrower", vStaff...)})
		e.must(e.Services().Rooms.GiveBack(e.t.Context(), e.actor, l, today))
		return id
	})
}

// key is the key a deed is done to; what is out is looked at.
func (d deed) key(e *estate) domain.KeyID {
	switch {
	case strings.HasSuffix(d.Pattern, "/found"):
		return e.lost()
	case d.Pattern == "/keys/{id}":
		l, err := e.Services().Rooms.Loan(e.t.Context(), e.actor, e.keyLoan())
		e.must(err)
		return l.Key
	}
	return e.freeKey()
}

// lent is a piece that is out.
func (e *estate) lent() domain.ResourceID {
	return made(e, "lent piece", func() domain.ResourceID {
		l := room.Loan{ID: domain.NewID[domain.LoanID](), Equipment: e.piece(), To: room.Borrower{Kind: room.ByNamed, Name: e.word("lender", vStaff...)}, Since: today, Due: today.AddDays(7)}
		e.must(e.Services().Rooms.LendPiece(e.t.Context(), e.actor, l, warsaw(e.app.t)))
		return l.Equipment
	})
}

func (e *estate) agreementWith(p *plot, tag string) room.Agreement {
	readers := []string{"coordinator", "manager", p.ownHost}
	g := room.Agreement{ID: domain.NewID[domain.AgreementID](), Room: e.room(), Group: p.id, AgreementTerms: room.AgreementTerms{
		When: e.word(tag+"when", readers...), From: today, Duties: []string{e.word(tag+"duty", readers...)}, Contact: e.word(tag+"contact", readers...), Notice: 14,
	}}
	e.must(e.Services().Rooms.DraftAgreement(e.t.Context(), e.actor, g))
	g.Version = 1
	return g
}

// drafted is one that waits for the first group's yes.
func (e *estate) drafted() domain.AgreementID {
	return made(e, "draft", func() domain.AgreementID { return e.agreementWith(e.plot(0), "draft").ID })
}

// accepted is one that is in force.
func (e *estate) accepted() domain.AgreementID {
	return made(e, "accepted", func() domain.AgreementID {
		g := e.agreementWith(e.plot(0), "force")
		e.must(e.Services().Rooms.AcceptAgreement(e.t.Context(), e.actor, g.ID, 1, today, true))
		return g.ID
	})
}

// agreement is the agreement a deed is done to.
func (d deed) agreement(e *estate) domain.AgreementID {
	if strings.HasSuffix(d.Pattern, "/end") {
		return e.accepted()
	}
	return e.drafted()
}
