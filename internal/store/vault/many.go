package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"krag/internal/domain"
)

// Item is one sealed value to open. OpenMany fills Plain, or Err with
// ErrForgotten, ErrNoKey or ErrBroken. An empty value stays empty: it was
// never given.
type Item struct {
	Subject domain.UUID
	Field   Field
	Sealed  []byte
	Plain   []byte
	Err     error
}

// AnyInstitution is for values of subjects from several institutions.
const AnyInstitution = -1

// OpenMany opens values in place. The keys come in one query when there are
// many of the institution named, the others in one query per hundred.
// The error is about the key store only; each item has its own.
func (v *Vault) OpenMany(ctx context.Context, institutionNo int64, items []Item) error {
	subjects := make([]domain.UUID, 0, len(items))
	for _, it := range items {
		if len(it.Sealed) > 0 {
			subjects = append(subjects, it.Subject)
		}
	}
	var whole *int64
	if institutionNo != AnyInstitution {
		whole = &institutionNo
	}
	keys, broken, err := v.keysOf(ctx, subjects, whole)
	if err != nil {
		return fmt.Errorf("open sealed values: %w", err)
	}
	return v.openAll(ctx, items, keys, broken)
}

func (v *Vault) openAll(ctx context.Context, items []Item, keys map[domain.UUID]subjectKey, broken map[domain.UUID]bool) error {
	var without []domain.UUID
	for i := range items {
		it := &items[i]
		if len(it.Sealed) == 0 {
			continue
		}
		if key, ok := keys[it.Subject]; ok {
			it.Plain, it.Err = key.open(it.Field, it.Sealed)
		} else if broken[it.Subject] {
			it.Err = ErrBroken
		} else {
			it.Err = ErrNoKey
			without = append(without, it.Subject)
		}
	}
	gone, err := v.Forgotten(ctx, without)
	if err != nil {
		return err
	}
	for i := range items {
		if errors.Is(items[i].Err, ErrNoKey) && gone[items[i].Subject] {
			items[i].Err = ErrForgotten
		}
	}
	return nil
}

// inAtOnce is how many ids one query names. Above it, a whole institution is
// read instead when the caller named one.
const inAtOnce = 100

// keysOf gives the unwrapped keys of those subjects that have one, and the
// subjects whose key does not unwrap: one damaged key must not close the list
// of everybody. A rotation may drop a keyset between our reading of a row and
// of the keyset, so both are read once more before a key counts as broken.
func (v *Vault) keysOf(ctx context.Context, subjects []domain.UUID, institution *int64) (keys map[domain.UUID]subjectKey, broken map[domain.UUID]bool, err error) {
	if err := outsideWriting(ctx); err != nil { // whatever the memory holds: it may not next time
		return nil, nil, err
	}
	keys = make(map[domain.UUID]subjectKey, len(subjects))
	missing, epoch := v.cache.get(v.now(), subjects, keys)
	if len(missing) == 0 {
		return keys, nil, nil
	}
	found, broken, err := v.load(ctx, missing, institution)
	if len(broken) > 0 || errors.Is(err, ErrWrongMaster) {
		v.dropRings()
		found, broken, err = v.load(ctx, missing, institution)
	}
	if err != nil {
		return nil, nil, err
	}
	v.cache.put(v.now(), epoch, found)
	for _, s := range missing {
		if k, ok := found[s]; ok {
			keys[s] = k
		}
	}
	return keys, broken, nil
}

// wrappedKey is one row of subject_key, read before anything is unwrapped, so
// that no query runs inside another.
type wrappedKey struct {
	subject     domain.UUID
	institution int64
	bytes       []byte
}

const selectWrapped = `SELECT subject, institution_no, wrapped FROM subject_key WHERE `

// load reads and unwraps. The institution is a hint that saves queries: whom
// it does not have is looked for by id all the same.
func (v *Vault) load(ctx context.Context, subjects []domain.UUID, institution *int64) (keys map[domain.UUID]subjectKey, broken map[domain.UUID]bool, err error) {
	var wrapped []wrappedKey
	have := map[domain.UUID]bool{}
	take := func(rows *sql.Rows) error {
		var w wrappedKey
		if err := rows.Scan(&w.subject, &w.institution, &w.bytes); err != nil {
			return err
		}
		wrapped, have[w.subject] = append(wrapped, w), true
		return nil
	}
	if institution != nil && len(subjects) > inAtOnce {
		if err := v.store.each(ctx, take, selectWrapped+`institution_no = $1`, *institution); err != nil {
			return nil, nil, err
		}
	}
	rest := slices.DeleteFunc(slices.Clone(subjects), func(s domain.UUID) bool { return have[s] })
	if err := v.store.eachIn(ctx, selectWrapped+`subject IN `, rest, take); err != nil {
		return nil, nil, err
	}
	return v.unwrap(ctx, wrapped)
}

func (v *Vault) unwrap(ctx context.Context, wrapped []wrappedKey) (keys map[domain.UUID]subjectKey, broken map[domain.UUID]bool, err error) {
	keys, broken = make(map[domain.UUID]subjectKey, len(wrapped)), map[domain.UUID]bool{}
	for _, w := range wrapped {
		r, err := v.ringOf(ctx, w.institution)
		if err != nil {
			return nil, nil, err
		}
		if key, err := r.unwrap(w.subject, w.bytes); err == nil {
			keys[w.subject] = key
		} else {
			broken[w.subject] = true
		}
	}
	return keys, broken, nil
}

// each runs a query and hands its rows on one by one.
func (s *keyStore) each(ctx context.Context, take func(*sql.Rows) error, query string, args ...any) error {
	if err := outsideWriting(ctx); err != nil {
		return err
	}
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := take(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// eachIn runs a query that ends in IN, over the ids, some at a time.
func (s *keyStore) eachIn(ctx context.Context, query string, ids []domain.UUID, take func(*sql.Rows) error) error {
	for part := range slices.Chunk(ids, inAtOnce) {
		args := make([]any, len(part))
		places := make([]string, len(part))
		for i, id := range part {
			args[i], places[i] = id, "$"+strconv.Itoa(i+1)
		}
		if err := s.each(ctx, take, query+"("+strings.Join(places, ", ")+")", args...); err != nil {
			return err
		}
	}
	return nil
}
