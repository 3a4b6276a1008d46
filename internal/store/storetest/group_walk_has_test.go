package storetest

import (
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/mutual"
	"krag/internal/domain/relay"
)

// gain gives somebody of the people of the walk, more often one of the group's own,
// something in a group: what they offer, what they took on, or a door of theirs.
func (w *roam) gain() {
	g := w.any()
	who, ok := w.oneOf()
	if n := len(g.who); n > 0 && w.rng.IntN(4) > 0 {
		who = g.who[w.rng.IntN(n)]
	}
	if !ok {
		return
	}
	gains := []struct {
		name string
		do   func(*walked, domain.PersonID) error
	}{
		{"help", w.offer},
		{"answer", w.answer},
		{"venture", w.ventures},
		{"agreed", w.agree},
		{"shelf", w.shelve},
		{"letter", w.takeLetter},
		{"door", w.opens},
		{"wish", w.wish},
		{"absence", w.isAway},
	}
	it := gains[w.rng.IntN(len(gains))]
	w.say("%s in %d", it.name, w.name(g))
	w.wants(it.do(g, who), !g.closed() && g.has(who), domain.KindConflict, domain.KindInvalid, domain.KindNotFound)
}

func (w *roam) offer(g *walked, who domain.PersonID) error {
	return w.mutual.Add(w.t.Context(), w.by, help(g.id, who, mutual.Kinds[w.rng.IntN(len(mutual.Kinds))], "Podwiozę."))
}

// answer answers the first that waits of somebody else, or asks for an answer, and
// every other time it is done then.
func (w *roam) answer(g *walked, who domain.PersonID) error {
	for _, h := range w.helps(g.id) {
		if h.State != mutual.Open || h.Author == who {
			continue
		}
		err := w.mutual.Match(w.t.Context(), w.by, g.id, h.ID, who)
		if err == nil && w.rng.IntN(2) == 0 {
			err = w.mutual.End(w.t.Context(), w.by, g.id, h.ID, mutual.Thanked)
		}
		return err
	}
	return w.offer(g, who)
}

// ventures begins something together in which somebody has a task, done every other
// time.
func (w *roam) ventures(g *walked, who domain.PersonID) error {
	v := mutual.NewVenture{ID: domain.NewID[domain.VentureID](), Group: g.id, Title: "Ogródek"}
	n := mutual.NewTask{ID: domain.NewID[domain.TaskID](), Text: "Kupić nasiona.", Person: who}
	err := w.mutual.AddVenture(w.t.Context(), w.by, v)
	if err == nil {
		err = w.mutual.AddTask(w.t.Context(), w.by, g.id, v.ID, n)
	}
	if err == nil && w.rng.IntN(2) == 0 {
		err = w.mutual.TickTask(w.t.Context(), w.by, g.id, v.ID, n.ID, day(parted))
	}
	return err
}

// agree writes down at a meeting what somebody does, who has done it every other
// time.
func (w *roam) agree(g *walked, who domain.PersonID) error {
	n := meeting.NewTask{ID: domain.NewID[domain.TaskID](), Text: "Kupić czajnik.", Person: who}
	err := w.agreed.Add(w.t.Context(), w.by, g.past, n)
	if err == nil && w.rng.IntN(2) == 0 {
		err = w.agreed.SayOwn(w.t.Context(), w.as(g.id, who), g.id, n.ID, meeting.Did, day(parted))
	}
	return err
}

func (w *roam) shelve(g *walked, who domain.PersonID) error {
	id := domain.NewID[domain.ItemID]()
	return w.shelf.Add(w.t.Context(), w.as(g.id, who), mutual.NewItem{ID: id, Group: g.id, Title: "Mapa", Address: "https://www.example.org/" + id.String()})
}

// takeLetter writes to a group, and somebody takes it who has the role for it by
// then.
func (w *roam) takeLetter(g *walked, who domain.PersonID) error {
	ctx := w.t.Context()
	if err := w.letters.MakeLink(ctx, w.by, g.id); err != nil {
		return err
	}
	l, err := w.letters.LinkOf(ctx, w.by, g.id)
	w.must(err)
	n := newLetter(relay.NoAnswer)
	w.must(w.letters.Write(ctx, l.Token.Reveal(), n))
	change := group.TurnChange{Role: group.Contact, Now: who}
	for _, t := range w.turnsOf(g.past) {
		if t.Role == change.Role {
			change.Was = t.Person
		}
	}
	err = w.turns.Set(ctx, w.by, g.id, g.past.ID, []group.TurnChange{change})
	if err == nil {
		err = w.letters.Do(ctx, w.as(g.id, who), g.id, n.ID, relay.Take)
	}
	return err
}

// opens gives somebody their private link, which is used every other time.
func (w *roam) opens(g *walked, who domain.PersonID) error {
	token, err := w.flow.MemberLink(w.t.Context(), w.by, g.id, who)
	if err == nil && w.rng.IntN(2) == 0 {
		_, err = w.accounts.Use(w.t.Context(), token)
	}
	return err
}

func (w *roam) wish(g *walked, who domain.PersonID) error {
	none := group.Wish{Person: who}
	return w.turns.Ready(w.t.Context(), w.as(g.id, who), g.id, none, group.Wish{Person: who, Roles: []group.Role{group.Moderator}, Most: 3})
}

func (w *roam) isAway(g *walked, who domain.PersonID) error {
	return w.turns.Away(w.t.Context(), w.as(g.id, who), g.id, absence(who, "2026-03-02", "2026-03-20"))
}

// invite makes an invitation, by which somebody new joins every other time, before
// the day on which groups divide and unite.
func (w *roam) invite() {
	g := w.any()
	w.say("invitation to %d", w.name(g))
	w.clock.pass(-72 * time.Hour)
	defer w.clock.pass(72 * time.Hour)
	token, _, err := w.invited.Make(w.t.Context(), w.by, g.id, domain.NewID[domain.InvitationID](), warsaw)
	if !w.wants(err, !g.closed(), domain.KindConflict) || w.rng.IntN(2) == 0 {
		return
	}
	door, err := w.flow.Accept(w.t.Context(), token, accepting())
	w.must(err)
	l, err := w.accounts.Link(w.t.Context(), door)
	w.must(err)
	g.who, w.people = append(g.who, l.Person), append(w.people, l.Person)
}
