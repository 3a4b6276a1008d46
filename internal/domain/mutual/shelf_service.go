package mutual

import (
	"context"
	"errors"
	"iter"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
	"krag/internal/domain/filetype"
)

// Shelf keeps the links and files of groups.
type Shelf struct {
	desk  *desk.Desk
	store ShelfStore
	keys  domain.Keys
}

// NewShelf makes the service.
func NewShelf(d *desk.Desk, store ShelfStore, keys domain.Keys) *Shelf { return &Shelf{d, store, keys} }

// opens is the action by which somebody looks at a shelf.
func opens(a authz.Actor) authz.Action {
	if a.Has(authz.Member) {
		return ActShelfSeen
	}
	return ActShelfKeep
}

// Puts is the action by which somebody puts something on a shelf or takes it
// down, and on what: a member does it alone.
func Puts(a authz.Actor, group domain.GroupID) (authz.Action, authz.Resource) {
	on := authz.Resource{Scope: a.Scope, Group: group, Person: a.Person}
	if a.Has(authz.Member) {
		return ActShelfOwn, on
	}
	return ActShelfKeep, on
}

// Items lists what is on a group's shelf, the newest first. Nobody is named in
// it.
func (s *Shelf) Items(ctx context.Context, a authz.Actor, group domain.GroupID) (all []Item, err error) {
	err = s.desk.View(ctx, a, opens(a), authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (err error) {
		all, err = s.store.Items(ctx, a.Scope, group)
		return err
	})
	return all, err
}

// Item gives one of a group's.
func (s *Shelf) Item(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.ItemID) (i Item, err error) {
	err = s.desk.View(ctx, a, opens(a), authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (err error) {
		i, err = s.store.Item(ctx, a.Scope, group, id)
		return err
	})
	return i, err
}

// Mine reports whether the actor may take something down: members what they put
// there themselves, those who lead the group anything.
func (i Item) Mine(a authz.Actor) bool {
	return !a.Has(authz.Member) || !i.Person.IsZero() && i.Person == a.Person
}

// Add puts a link or a file on a shelf; a second sending of the form changes
// nothing, and one that comes after it was taken down is KindGone. What is there
// already under another id is refused, also where both come at the same moment.
func (s *Shelf) Add(ctx context.Context, a authz.Actor, n NewItem) error {
	action, on := Puts(a, n.Group)
	if err := s.desk.Policy.Check(a, action, on); err != nil {
		return err
	}
	if err := n.Check(); err != nil {
		return err
	}
	for {
		seen, err := s.another(ctx, a, n.Group, n.ID, n.digest())
		if err != nil {
			return err
		}
		if err = s.add(ctx, a, n, seen); !errors.Is(err, errMeanwhile) {
			return err
		}
	}
}

// errMeanwhile says that something came onto a shelf, or was changed, since it was
// looked at: whether that is the same cannot be read while something is written, so
// one looks again.
var errMeanwhile = domain.Conflict("shelf.there")

// add puts something on a shelf on which nothing is but what was seen.
func (s *Shelf) add(ctx context.Context, a authz.Actor, n NewItem, seen map[domain.ItemID]Print) error {
	action, on := Puts(a, n.Group)
	key, noKey := s.keys.Prepare(ctx, a.Scope, domain.FileKey, n.ID.UUID)
	if domain.KindOf(noKey) == domain.KindGone {
		noKey = domain.Gone("shelf.gone").Because(noKey)
	}
	return s.desk.Change(ctx, a, action, on, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.take(ctx, a, n.Group); err != nil {
			return e, err
		}
		if noKey != nil { // told only now: who does not belong was not found
			return e, noKey
		}
		if err := s.onlySeen(ctx, a.Scope, n.Group, n.ID, seen); err != nil {
			return e, err
		}
		return s.put(ctx, a, action, n, key)
	})
}

// another refuses what the shelf has already under another id, and gives what it has.
// What a thing was already, it may stay: two groups that became one may have the same.
func (s *Shelf) another(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.ItemID, digest domain.Secret) (there map[domain.ItemID]Print, err error) {
	err = s.desk.View(ctx, a, opens(a), authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (err error) {
		there, err = s.store.Prints(ctx, a.Scope, group)
		return err
	})
	if there[id].Digest == digest {
		return there, err
	}
	for one, print := range there {
		if one != id && print.Digest == digest {
			return nil, domain.Conflict("shelf.there")
		}
	}
	return there, err
}

// onlySeen asks that nothing else is on a shelf than what was seen, as it was then.
func (s *Shelf) onlySeen(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.ItemID, seen map[domain.ItemID]Print) error {
	there, err := s.store.ItemVersions(ctx, scope, group)
	for one, version := range there {
		if one != id && seen[one].Version != version {
			return errMeanwhile
		}
	}
	return err
}

// take locks an open group and, of a member, the membership.
func (s *Shelf) take(ctx context.Context, a authz.Actor, group domain.GroupID) error {
	closed, err := s.store.TakeGroup(ctx, a.Scope, group)
	if err == nil && closed {
		err = domain.Conflict("group.closed")
	}
	if err != nil || !a.Has(authz.Member) {
		return err
	}
	belong, err := s.store.TakeMembers(ctx, a.Scope, group, []domain.PersonID{a.Person})
	if err == nil && len(belong) == 0 {
		err = domain.NotFound("error.not_found")
	}
	return err
}

func (s *Shelf) put(ctx context.Context, a authz.Actor, action authz.Action, n NewItem, key domain.Key) (e audit.Entry, err error) {
	var by domain.PersonID
	if a.Has(authz.Member) {
		by = a.Person
	}
	i := n.item(by, s.desk.Clock.Now())
	fresh, err := s.store.InsertItem(ctx, a.Scope, i, n.digest(), key)
	if err != nil {
		return e, err
	}
	if !fresh {
		_, err := s.store.ItemStands(ctx, a.Scope, n.Group, n.ID)
		return e, err
	}
	items, used, err := s.store.MeasureItems(ctx, a.Scope, n.Group)
	if err == nil {
		err = roomOn(items, used, i)
	}
	if err != nil {
		return e, err
	}
	return audit.On(a, action, "shelf", n.ID.UUID).In(n.Group), s.store.InsertItemPieces(ctx, a.Scope, n.ID, n.File.Content, key)
}

// roomOn refuses what does not fit; items and used count the new one already.
func roomOn(items int, used int64, i Item) error {
	field := "address"
	if !i.Link() {
		field = "file"
	}
	var p domain.Problems
	if items > MostItems {
		p.Add(field, "shelf.many", domain.Args{"max": MostItems})
	}
	if used > MaxShelf {
		p.Add(field, "shelf.full", domain.Args{"max": MaxShelf >> 20, "left": int(max(MaxShelf-(used-i.Size), 0) >> 20)})
	}
	return p.Err()
}

// TakeDown removes something inside the caller's transaction; the flow ends its
// key. What is not there is no error, and the entry is empty.
func (s *Shelf) TakeDown(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.ItemID) (e audit.Entry, err error) {
	if _, err := s.store.TakeGroup(ctx, a.Scope, group); err != nil {
		return e, err
	}
	i, err := s.store.ItemStands(ctx, a.Scope, group, id)
	switch {
	case domain.KindOf(err) == domain.KindNotFound:
		return e, nil
	case err != nil:
		return e, err
	case !i.Mine(a):
		return e, domain.NotFound("error.not_found")
	}
	action, _ := Puts(a, group)
	was, err := s.store.DeleteItem(ctx, a.Scope, id)
	if err != nil || !was {
		return e, err
	}
	return audit.On(a, action, "shelf", id.UUID).In(group), nil
}

// GroupOf gives inside the caller's transaction the group on whose shelf
// something is.
func (s *Shelf) GroupOf(ctx context.Context, scope domain.Scope, id domain.ItemID) (domain.GroupID, error) {
	return s.store.ItemGroup(ctx, scope, id)
}

// Download gives a file and its content, which is read piece by piece while it is
// handed on. That staff took it is written down before the first piece; what
// members take from their own shelf is nobody's to know.
func (s *Shelf) Download(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.ItemID) (i Item, content iter.Seq2[[]byte, error], err error) {
	on, read := authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (err error) {
		i, err = s.store.Item(ctx, a.Scope, group, id)
		if err == nil && i.Link() {
			err = domain.NotFound("error.not_found")
		}
		return err
	}
	if a.Has(authz.Member) {
		err = s.desk.View(ctx, a, ActShelfSeen, on, read)
	} else {
		err = s.desk.Look(ctx, a, ActShelfKeep, on, func(ctx context.Context) (audit.Entry, error) {
			return audit.On(a, ActShelfKeep, "shelf", id.UUID).In(group), read(ctx)
		})
	}
	content = filetype.Content(i.Size, func(place int) (piece []byte, err error) {
		err = s.desk.Read(ctx, a.Scope, func(ctx context.Context) (err error) {
			piece, err = s.store.ItemPiece(ctx, a.Scope, id, place)
			return err
		})
		return piece, err
	})
	return i, content, err
}

// Leave makes inside the caller's transaction nobody's what somebody who left a
// group put on its shelf; it stays there. Forget does it everywhere, and Close of
// everybody in a group that closes.
func (s *Shelf) Leave(ctx context.Context, scope domain.Scope, group domain.GroupID, who domain.PersonID) error {
	return s.store.LeaveItems(ctx, scope, group, who)
}

// Forget makes nobody's what was somebody's; see Leave.
func (s *Shelf) Forget(ctx context.Context, scope domain.Scope, who domain.PersonID) error {
	return s.store.LeaveItems(ctx, scope, domain.GroupID{}, who)
}

// Close makes nobody's what was anybody's; see Leave.
func (s *Shelf) Close(ctx context.Context, scope domain.Scope, group domain.GroupID) error {
	return s.store.CloseItems(ctx, scope, group)
}

// Carry takes inside the caller's transaction a shelf along to the group into
// which another goes, with whose each thing is.
func (s *Shelf) Carry(ctx context.Context, scope domain.Scope, from, to domain.GroupID) error {
	return s.store.CarryItems(ctx, scope, from, to)
}
