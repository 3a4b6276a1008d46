package storetest

import (
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
)

// borrower is a coordinator of another institution.
func (l *lodging) borrower(name string) authz.Actor {
	l.t.Helper()
	in := l.institution(name)
	return authz.Actor{Roles: []authz.Role{authz.Coordinator}, User: domain.NewID[domain.UserID](), Institution: in.ID, Scope: in.Scope()}
}

// sees gives what an actor sees of a room in the week of a day.
func (l *lodging) sees(a authz.Actor, id domain.ResourceID) (shown []room.Shown) {
	l.t.Helper()
	lo := recur.Instant(tuesday, 0, warsaw).Unix() / 60
	of, all, err := l.rooms.In(l.t.Context(), a, recur.Interval{Lo: lo, Hi: lo + 7*24*60}, everyRoom)
	l.must(err)
	for _, r := range of {
		for _, o := range all {
			if r.ID == id && o.No == r.No {
				shown = append(shown, o)
			}
		}
	}
	return shown
}

// A room that is lent is booked by both, and each sees of the other the hour.
func TestSharedRoom(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall := l.room("Sala")
		ours := event(tuesday, fourFive, hall)
		l.must(l.rooms.Book(t.Context(), l.by, ours))
		friend, stranger := l.borrower("Biblioteka"), l.borrower("Szkoła")
		theirs := event(tuesday, hours("17:00", "18:00"), hall)
		if err := l.rooms.Book(t.Context(), friend, theirs); domain.KindOf(err) != domain.KindNotFound {
			t.Fatalf("what is not lent is booked: %v", err)
		}
		for range 2 { // the form came twice
			l.must(l.rooms.Share(t.Context(), l.by, hall, friend.Institution))
		}
		l.must(l.rooms.Book(t.Context(), friend, theirs))
		if err := l.rooms.Book(t.Context(), friend, event(tuesday, fourFive, hall)); len(reasons(err)) != 1 {
			t.Errorf("the owner's hour is booked twice: %v", err)
		}
		l.secret("the borrower", l.sees(friend, hall), ours.ID)
		l.secret("the owner", l.sees(l.by, hall), theirs.ID)
		if _, _, _, err := l.rooms.Booking(t.Context(), l.by, theirs.ID); domain.KindOf(err) != domain.KindNotFound {
			t.Errorf("the owner opens the borrower's booking: %v", err)
		}
		l.knowsNothing(stranger, hall, friend.Institution)
		l.onlyBooks(friend, hall, stranger.Institution)
	})
}

// secret looks at two hours of which one is another institution's.
func (l *lodging) secret(who string, shown []room.Shown, others domain.BookingID) {
	l.t.Helper()
	if len(shown) != 2 {
		l.t.Fatalf("%s sees %d hours, want 2", who, len(shown))
	}
	for _, o := range shown {
		if foreign := o.Booking == others; foreign == (o.Title != "") || foreign == o.Own || foreign == (o.Purpose != "") {
			l.t.Errorf("%s sees %+v", who, o)
		}
	}
}

// knowsNothing is one to whom the room is not lent.
func (l *lodging) knowsNothing(a authz.Actor, id domain.ResourceID, with domain.InstitutionID) {
	l.t.Helper()
	l.refused(a, id, with)
	if err := l.rooms.Book(l.t.Context(), a, event(tuesday, hours("20:00", "21:00"), id)); domain.KindOf(err) != domain.KindNotFound {
		l.t.Errorf("a stranger books: %v", err)
	}
	if _, err := l.rooms.LentRoom(l.t.Context(), a, id); domain.KindOf(err) != domain.KindNotFound {
		l.t.Errorf("a stranger reads the terms: %v", err)
	}
	if shown := l.sees(a, id); len(shown) != 0 {
		l.t.Errorf("a stranger sees %+v", shown)
	}
}

// onlyBooks is one who has the room lent, and may change nothing of it.
func (l *lodging) onlyBooks(a authz.Actor, id domain.ResourceID, with domain.InstitutionID) {
	l.t.Helper()
	l.refused(a, id, with)
	lent, err := l.rooms.LentRoom(l.t.Context(), a, id)
	l.must(err)
	if lent.Name != "Sala" || lent.From != l.in.Name {
		l.t.Errorf("lent is %s of %s", lent.Name, lent.From)
	}
}

// refused does whatever an owner may.
func (l *lodging) refused(a authz.Actor, id domain.ResourceID, with domain.InstitutionID) {
	l.t.Helper()
	ctx, ids := l.t.Context(), []domain.ResourceID{id}
	c := room.Closure{ID: domain.NewID[domain.BookingID]().UUID, Interval: recur.Interval{Lo: 1, Hi: 1 << 40}}
	_, _, reads := l.rooms.Room(ctx, a, id)
	_, _, lists := l.rooms.Shares(ctx, a, id)
	_, _, theirs := l.rooms.Theirs(ctx, a, id, with)
	_, hits := l.rooms.Hits(ctx, a, ids, func(*room.Terms) {}, warsaw)
	_, photo := l.rooms.Photo(ctx, a, id)
	r := room.Room{Resource: room.Resource{ID: id, Version: 1, Terms: room.Terms{Name: "Moja"}}, BuildingID: l.building}
	for what, err := range map[string]error{
		"reads": reads, "lists shares": lists, "counts theirs": theirs, "looks for hits": hits, "sees the photo": photo,
		"shares": l.rooms.Share(ctx, a, id, with), "takes back": l.rooms.Unshare(ctx, a, id, with),
		"closes": l.rooms.Closing(ctx, a, ids, c), "reopens": l.rooms.Reopen(ctx, a, ids, c.ID), "retires": l.rooms.Retire(ctx, a, id, true),
		"edits": l.rooms.EditRoom(ctx, a, r), "sets hours": l.rooms.EditHours(ctx, a, id, 1, room.Opening{}),
		"drops the photo": l.rooms.DropPhoto(ctx, a, id), "takes a photo": l.rooms.SetPhoto(ctx, a, id, aPhoto),
	} {
		if domain.KindOf(err) != domain.KindNotFound {
			l.t.Errorf("one whose room it is not %s: %v", what, err)
		}
	}
}

// What took place in a room that is lent no longer stays with whoever had it,
// and who still waits for it is not offered it any more.
func TestAfterUnsharing(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall, friend := l.room("Sala"), l.borrower("Biblioteka")
		l.must(l.rooms.Share(t.Context(), l.by, hall, friend.Institution))
		day := domain.DateOf(l.desk.Clock.Now(), warsaw).AddDays(7)
		was, ours := event(day, fourFive, hall), event(day.AddDays(7), fourFive, hall)
		l.must(l.rooms.Book(t.Context(), friend, was))
		l.must(l.rooms.Book(t.Context(), l.by, ours))
		l.must(l.rooms.Wait(t.Context(), friend, event(day.AddDays(7), fourFive, hall)))
		l.clock.pass(8 * 24 * time.Hour)
		l.must(l.rooms.Unshare(t.Context(), l.by, hall, friend.Institution))
		_, rows, of, err := l.rooms.Booking(t.Context(), friend, was.ID)
		if err != nil || len(rows) != 1 || len(of) != 1 || of[0].Name != "Sala" {
			t.Errorf("what took place: %v, %v, %v", rows, of, err)
		}
		l.must(l.rooms.Cancel(t.Context(), l.by, ours.ID, 1))
		kept, err := l.rooms.Waits(t.Context(), friend)
		l.must(err)
		if len(kept) != 0 {
			t.Errorf("offered although it is lent no longer: %+v", kept)
		}
	})
}

// A room is taken back when nothing of theirs is ahead.
func TestUnshare(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall, friend := l.room("Sala"), l.borrower("Biblioteka")
		l.must(l.rooms.Share(t.Context(), l.by, hall, friend.Institution))
		theirs := event(tuesday.AddDays(400), fourFive, hall)
		l.must(l.rooms.Book(t.Context(), friend, theirs))
		_, ahead, err := l.rooms.Theirs(t.Context(), l.by, hall, friend.Institution)
		l.must(err)
		if err := l.rooms.Unshare(t.Context(), l.by, hall, friend.Institution); domain.KindOf(err) != domain.KindConflict || len(ahead) != 1 {
			t.Fatalf("taken back with %d hours ahead: %v", len(ahead), err)
		}
		l.must(l.rooms.Cancel(t.Context(), friend, theirs.ID, 1))
		for range 2 {
			l.must(l.rooms.Unshare(t.Context(), l.by, hall, friend.Institution))
		}
		l.knowsNothing(friend, hall, friend.Institution)
		with, others, err := l.rooms.Shares(t.Context(), l.by, hall)
		l.must(err)
		if len(with) != 0 || len(others) != 1 || others[0].ID != friend.Institution {
			t.Errorf("lent to %v, may be to %v", with, others)
		}
	})
}
