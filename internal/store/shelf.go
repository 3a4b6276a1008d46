package store

import (
	"context"
	"encoding/json"
	"errors"

	"krag/internal/domain"
	"krag/internal/domain/filetype"
	"krag/internal/domain/mutual"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
)

var _ mutual.ShelfStore = (*GroupShelf)(nil)

// GroupShelf keeps the links and files of groups; see mutual.ShelfStore for what
// each method promises.
type GroupShelf struct{ store *Store }

// GroupShelf gives the store of what groups keep.
func (s *Store) GroupShelf() *GroupShelf { return &GroupShelf{s} }

// shelfLink is the kind of what is no file.
const shelfLink = "link"

// TakeGroup locks the group.
func (s *GroupShelf) TakeGroup(ctx context.Context, scope domain.Scope, id domain.GroupID) (closed bool, err error) {
	return s.store.Groups().TakeGroup(ctx, scope, id)
}

// TakeMembers takes memberships.
func (s *GroupShelf) TakeMembers(ctx context.Context, scope domain.Scope, id domain.GroupID, people []domain.PersonID) ([]domain.PersonID, error) {
	return s.store.Groups().TakeMembers(ctx, scope, id, people)
}

func sealedItem(id domain.UUID, column string) vault.Field {
	return vault.Field{Table: "shelf_item", Column: column, Row: id}
}

// InsertItem stores an item without its content.
func (s *GroupShelf) InsertItem(ctx context.Context, scope domain.Scope, i mutual.Item, digest domain.Secret, key domain.Key) (bool, error) {
	p := query.ShelfInsertParams{
		InstitutionNo: scope.Institution(), ID: i.ID.UUID, GroupID: i.Group.UUID, Kind: string(i.Kind), Size: i.Size,
		PersonID: i.Person.UUID, MadeAt: sqldb.Micros(i.MadeAt),
	}
	if i.Link() {
		p.Kind = shelfLink
	}
	traces, err := tracesWord(i.Traces)
	if err != nil {
		return false, err
	}
	if err := sealItem(key, i.ID, []itemWord{
		{"title", &p.Title, i.Title}, {"why", &p.Why, i.Why}, {"label", &p.Label, i.Label}, {"address", &p.Address, i.Address}, {"traces", &p.Traces, traces}, {"digest", &p.Digest, digest},
	}); err != nil {
		return false, err
	}
	return inserted(queries(ctx).ShelfInsert(ctx, p))
}

// itemWord is a word of an item, and where it goes once it is sealed.
type itemWord struct {
	column string
	to     *[]byte
	word   domain.Secret
}

func sealItem(key domain.Key, id domain.ItemID, words []itemWord) (err error) {
	for _, w := range words {
		if *w.to, err = sealTo(key, sealedItem(id.UUID, w.column), w.word); err != nil {
			return err
		}
	}
	return nil
}

// UpdateItem changes what is said of an item, and where a link leads.
func (s *GroupShelf) UpdateItem(ctx context.Context, scope domain.Scope, i mutual.Item, digest domain.Secret, key domain.Key) error {
	p := query.ShelfUpdateParams{InstitutionNo: scope.Institution(), GroupID: i.Group.UUID, ID: i.ID.UUID, Version: i.Version}
	if err := sealItem(key, i.ID, []itemWord{
		{"title", &p.Title, i.Title}, {"why", &p.Why, i.Why}, {"label", &p.Label, i.Label}, {"address", &p.Address, i.Address}, {"digest", &p.Digest, digest},
	}); err != nil {
		return err
	}
	n, err := queries(ctx).ShelfUpdate(ctx, p)
	return changed(n, err, func() error { return only(s.row(ctx, scope, i.Group, i.ID)) }, "error.stale")
}

// tracesWord are traces as one word to be sealed, zero for none.
func tracesWord(traces []filetype.Trace) (domain.Secret, error) {
	if len(traces) == 0 {
		return domain.Secret{}, nil
	}
	b, err := json.Marshal(traces)
	return domain.NewSecret(string(b)), err
}

func readTraces(word string) (traces []filetype.Trace, err error) {
	if word != "" && json.Unmarshal([]byte(word), &traces) != nil {
		err = errors.New("the traces of a file cannot be read")
	}
	return traces, err
}

func itemPieces(id domain.ItemID) piecesOf { return piecesOf{"shelf_piece", id.UUID} }

// InsertItemPieces stores the content of a file.
func (s *GroupShelf) InsertItemPieces(ctx context.Context, scope domain.Scope, id domain.ItemID, content []byte, key domain.Key) error {
	return itemPieces(id).each(content, func(place int, plain []byte) error {
		piece, sealed, err := itemPieces(id).seal(place, plain, key)
		if err != nil {
			return err
		}
		return queries(ctx).ShelfPieceInsert(ctx, query.ShelfPieceInsertParams{
			InstitutionNo: scope.Institution(), ItemID: id.UUID, Place: int64(place), ID: piece, Content: sealed,
		})
	})
}

// ItemPiece opens a piece of a file.
func (s *GroupShelf) ItemPiece(ctx context.Context, scope domain.Scope, id domain.ItemID, place int) ([]byte, error) {
	sealed, err := queries(ctx).ShelfPiece(ctx, query.ShelfPieceParams{InstitutionNo: scope.Institution(), ItemID: id.UUID, Place: int64(place)})
	if err != nil {
		return nil, found(err)
	}
	plain, err := s.store.vault.Open(ctx, id.UUID, itemPieces(id).field(place), sealed)
	return plain, refusedFile(err)
}

// DeleteItem removes an item with its content.
func (s *GroupShelf) DeleteItem(ctx context.Context, scope domain.Scope, id domain.ItemID) (bool, error) {
	if err := queries(ctx).ShelfPiecesDelete(ctx, query.ShelfPiecesDeleteParams{InstitutionNo: scope.Institution(), ItemID: id.UUID}); err != nil {
		return false, err
	}
	n, err := queries(ctx).ShelfDelete(ctx, query.ShelfDeleteParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return n > 0, err
}

// MeasureItems counts what a group has.
func (s *GroupShelf) MeasureItems(ctx context.Context, scope domain.Scope, group domain.GroupID) (items int, bytes int64, err error) {
	r, err := queries(ctx).ShelfMeasure(ctx, query.ShelfMeasureParams{InstitutionNo: scope.Institution(), GroupID: group.UUID})
	return int(r.Items), r.Bytes, err
}

func (s *GroupShelf) row(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.ItemID) (query.ShelfItem, error) {
	r, err := queries(ctx).ShelfByID(ctx, query.ShelfByIDParams{InstitutionNo: scope.Institution(), GroupID: group.UUID, ID: id.UUID})
	return r, found(err)
}

// ItemStands gives one without what is sealed.
func (s *GroupShelf) ItemStands(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.ItemID) (mutual.Item, error) {
	r, err := s.row(ctx, scope, group, id)
	return itemOf(r), err
}

// ItemGroup gives the group of an item.
func (s *GroupShelf) ItemGroup(ctx context.Context, scope domain.Scope, id domain.ItemID) (domain.GroupID, error) {
	of, err := queries(ctx).ShelfGroup(ctx, query.ShelfGroupParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return domain.GroupID{UUID: of}, found(err)
}

func itemOf(r query.ShelfItem) mutual.Item {
	i := mutual.Item{
		ID: domain.ItemID{UUID: r.ID}, Group: domain.GroupID{UUID: r.GroupID}, Size: r.Size,
		Person: domain.PersonID{UUID: r.PersonID}, MadeAt: sqldb.Time(r.MadeAt), Version: r.Version,
	}
	if r.Kind != shelfLink {
		i.Kind = filetype.Kind(r.Kind)
	}
	return i
}

// Item gives one of a group's.
func (s *GroupShelf) Item(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.ItemID) (i mutual.Item, err error) {
	r, err := s.row(ctx, scope, group, id)
	if err != nil {
		return i, err
	}
	all, err := s.opened(ctx, scope, []query.ShelfItem{r})
	if err == nil && len(all) == 0 {
		err = errNotFound
	}
	if err != nil {
		return i, err
	}
	return all[0], nil
}

// Items lists all of a group's.
func (s *GroupShelf) Items(ctx context.Context, scope domain.Scope, group domain.GroupID) ([]mutual.Item, error) {
	rows, err := queries(ctx).ShelfItems(ctx, query.ShelfItemsParams{InstitutionNo: scope.Institution(), GroupID: group.UUID})
	if err != nil {
		return nil, err
	}
	return s.opened(ctx, scope, rows)
}

// opened unseals rows, five words each. What has no key any more is left out.
func (s *GroupShelf) opened(ctx context.Context, scope domain.Scope, rows []query.ShelfItem) (all []mutual.Item, err error) {
	var items []vault.Item
	for _, r := range rows {
		for _, w := range []struct {
			column string
			sealed []byte
		}{{"title", r.Title}, {"why", r.Why}, {"label", r.Label}, {"address", r.Address}, {"traces", r.Traces}} {
			items = append(items, vault.Item{Subject: r.ID, Field: sealedItem(r.ID, w.column), Sealed: w.sealed})
		}
	}
	words, err := s.store.open(ctx, scope, items)
	if err != nil {
		return nil, err
	}
	for n, r := range rows {
		w := words[5*n : 5*n+5]
		if w[0].IsZero() {
			continue
		}
		i := itemOf(r)
		i.Title, i.Why, i.Label, i.Address = w[0], w[1], w[2], w[3]
		if i.Traces, err = readTraces(w[4].Reveal()); err != nil {
			return nil, err
		}
		all = append(all, i)
	}
	return all, nil
}

// Prints gives by which the things of a group are told again.
func (s *GroupShelf) Prints(ctx context.Context, scope domain.Scope, group domain.GroupID) (map[domain.ItemID]mutual.Print, error) {
	rows, err := queries(ctx).ShelfPrints(ctx, query.ShelfPrintsParams{InstitutionNo: scope.Institution(), GroupID: group.UUID})
	if err != nil {
		return nil, err
	}
	items := make([]vault.Item, len(rows))
	for i, r := range rows {
		items[i] = vault.Item{Subject: r.ID, Field: sealedItem(r.ID, "digest"), Sealed: r.Digest}
	}
	words, err := s.store.open(ctx, scope, items)
	prints := map[domain.ItemID]mutual.Print{}
	for i, word := range words {
		prints[domain.ItemID{UUID: rows[i].ID}] = mutual.Print{Digest: word, Version: rows[i].Version}
	}
	return prints, err
}

// ItemVersions lists what a group has.
func (s *GroupShelf) ItemVersions(ctx context.Context, scope domain.Scope, group domain.GroupID) (map[domain.ItemID]int64, error) {
	rows, err := queries(ctx).ShelfVersions(ctx, query.ShelfVersionsParams{InstitutionNo: scope.Institution(), GroupID: group.UUID})
	versions := map[domain.ItemID]int64{}
	for _, r := range rows {
		versions[domain.ItemID{UUID: r.ID}] = r.Version
	}
	return versions, err
}

// LeaveItems makes nobody's what was somebody's.
func (s *GroupShelf) LeaveItems(ctx context.Context, scope domain.Scope, group domain.GroupID, who domain.PersonID) error {
	return queries(ctx).ShelfLeave(ctx, query.ShelfLeaveParams{InstitutionNo: scope.Institution(), GroupID: group.UUID, PersonID: who.UUID, EveryGroup: group.IsZero()})
}

// CloseItems makes nobody's what was anybody's.
func (s *GroupShelf) CloseItems(ctx context.Context, scope domain.Scope, group domain.GroupID) error {
	return queries(ctx).ShelfClose(ctx, query.ShelfCloseParams{InstitutionNo: scope.Institution(), GroupID: group.UUID})
}

// CarryItems takes a shelf along.
func (s *GroupShelf) CarryItems(ctx context.Context, scope domain.Scope, from, to domain.GroupID) error {
	return queries(ctx).ShelfCarry(ctx, query.ShelfCarryParams{InstitutionNo: scope.Institution(), FromID: from.UUID, ToID: to.UUID})
}
