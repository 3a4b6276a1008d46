package store

import (
	"context"
	"crypto/hkdf"
	"crypto/sha256"
	"database/sql"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"sync"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var (
	_ audit.Log    = (*Audit)(nil)
	_ audit.Reader = (*Audit)(nil)
	_ audit.Watch  = (*Audit)(nil)
)

// Audit keeps one chain of records per institution, and one of the house
// itself for what is done in the scope domain.Across.
type Audit struct {
	secret []byte
	clock  domain.Clock
	keys   sync.Map // institution number to its []byte key
	heads  sync.Map // institution number to the audit.Head that it had last, as far as is known
}

// NewAudit takes the master secret of the chains, at least 32 bytes that stand
// nowhere in the database: with it in hand a chain could be forged.
func NewAudit(secret []byte, clock domain.Clock) (*Audit, error) {
	if len(secret) < 32 {
		return nil, fmt.Errorf("audit secret: %d bytes, want at least 32", len(secret))
	}
	return &Audit{secret: secret, clock: clock}, nil
}

// Record links the entry into the chain of the transaction's institution. The
// linking is the last thing before the commit, because it takes a lock that
// every other record of the institution waits for.
func (a *Audit) Record(ctx context.Context, e audit.Entry) error {
	scope := sqldb.ScopeOf(ctx)
	if e.Actor.Scope != scope && e.Actor.Scope != domain.Across {
		return fmt.Errorf("record %s: the actor is of another institution than the transaction", e.Action)
	}
	pending := sqldb.Local(ctx, a, func() *[]audit.Entry { return new([]audit.Entry) })
	*pending = append(*pending, e)
	sqldb.BeforeCommit(ctx, a, func(ctx context.Context) error {
		if err := a.link(ctx, scope.Institution(), *pending); err != nil {
			return fmt.Errorf("link audit records: %w", err)
		}
		return nil
	})
	return nil
}

func (a *Audit) link(ctx context.Context, institution int64, entries []audit.Entry) error {
	key, err := a.key(institution)
	if err != nil {
		return err
	}
	if known, ok := a.heads.Load(institution); ok && len(entries) == 1 {
		head, follows, err := a.follow(ctx, institution, key, known.(audit.Head), entries[0])
		if err != nil || follows {
			return a.remember(institution, head, err)
		}
	}
	head, err := a.take(ctx, institution, int64(len(entries)))
	if err != nil {
		return err
	}
	now := a.clock.Now()
	for _, e := range entries {
		l := sealed(key, head, e, now)
		if err := insertLink(ctx, institution, l); err != nil {
			return err
		}
		head = audit.Head{Seq: l.Seq, MAC: l.MAC}
	}
	return a.remember(institution, head, nil)
}

// remember keeps the head of a chain. Should the transaction not commit, nothing
// follows from it and the next record reads the head again.
func (a *Audit) remember(institution int64, head audit.Head, err error) error {
	if err == nil {
		a.heads.Store(institution, head)
	}
	return err
}

// follow links the entry to the head that the chain had last: on PostgreSQL in one
// message. It reports false and changes nothing where the chain has another one by
// now, or had this one only in a transaction that did not commit.
func (a *Audit) follow(ctx context.Context, institution int64, key []byte, head audit.Head, e audit.Entry) (now audit.Head, follows bool, err error) {
	l := sealed(key, head, e, a.clock.Now())
	values, err := linkValues(institution, l)
	if err != nil {
		return now, false, err
	}
	n, err := followHead.Run(ctx, append(values, head.Seq, head.MAC)...)
	if err != nil {
		return now, false, err
	}
	return audit.Head{Seq: l.Seq, MAC: l.MAC}, n[0] == 1, nil
}

func sealed(key []byte, head audit.Head, e audit.Entry, at time.Time) audit.Link {
	l := linkOf(e, head.Seq+1, at)
	l.MAC = seal(key, head.MAC, l)
	return l
}

// take locks the chain, moves its sequence on, and gives the head from before.
// An institution's first record makes its chain: whoever finds none begins one,
// and takes it then, also where somebody else began it meanwhile.
func (a *Audit) take(ctx context.Context, institution, added int64) (audit.Head, error) {
	move := query.AuditHeadTakeParams{InstitutionNo: institution, Added: added}
	head, err := queries(ctx).AuditHeadTake(ctx, move)
	if errors.Is(err, sql.ErrNoRows) {
		if err := queries(ctx).AuditHeadStart(ctx, query.AuditHeadStartParams{InstitutionNo: institution, MAC: genesis}); err != nil {
			return audit.Head{}, err
		}
		head, err = queries(ctx).AuditHeadTake(ctx, move)
	}
	return audit.Head{Seq: head.Seq - added, MAC: head.MAC}, err
}

func linkOf(e audit.Entry, seq int64, at time.Time) audit.Link {
	return audit.Link{
		Seq: seq, At: at, Role: widest(e.Actor), User: e.Actor.User, Person: e.Actor.Person,
		Action: e.Action, Group: e.Group, Kind: e.Kind, IDs: e.IDs, Apart: e.Apart,
	}
}

// widest is the role that reaches furthest of those the actor holds.
func widest(a authz.Actor) authz.Role {
	for _, role := range slices.Backward(append(slices.Clone(authz.Roles), authz.System)) {
		if a.Has(role) {
			return role
		}
	}
	return authz.Visitor
}

const (
	auditLink     = `INSERT INTO audit_link (institution_no, mac, seq, at, role, user_id, person_id, action, group_id, kind, ids, apart)`
	auditLinkArgs = `$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12`
	setAuditHead  = `UPDATE audit_head SET mac = $2 WHERE institution_no = $1`
)

// followHead moves a chain on that has the head $13 and $14.
var followHead = sqldb.Sequel{
	Change:  `UPDATE audit_head SET seq = $3, mac = $2 WHERE institution_no = $1 AND seq = $13 AND mac = $14`,
	Row:     `SELECT 1`,
	Inserts: []string{auditLink + ` SELECT ` + auditLinkArgs + ` FROM changed`},
}

// insertLink adds a record, which is the head of its chain now.
func insertLink(ctx context.Context, institution int64, l audit.Link) error {
	values, err := linkValues(institution, l)
	if err != nil {
		return err
	}
	return sqldb.Both(ctx, setAuditHead, auditLink+` VALUES (`+auditLinkArgs+`)`, values...)
}

func linkValues(institution int64, l audit.Link) ([]any, error) {
	ids, err := encodeIDs(l.IDs)
	return []any{
		institution, l.MAC, l.Seq, sqldb.Micros(l.At), string(l.Role), l.User.UUID, l.Person.UUID, string(l.Action), l.Group.UUID, l.Kind, ids, l.Apart,
	}, err
}

// encodeIDs writes a JSON array of ids, the form of every list of ids in the
// database; none is [], not null.
func encodeIDs[T encoding.TextMarshaler](ids []T) (string, error) {
	if len(ids) == 0 {
		return "[]", nil
	}
	text, err := json.Marshal(ids)
	return string(text), err
}

// Links gives one page of the chain of the transaction's institution, the
// newest first.
func (a *Audit) Links(ctx context.Context, f audit.Filter, page domain.Page) (domain.Listed[audit.Link], error) {
	listed := domain.Listed[audit.Link]{Page: page}
	chosen := chosenLinks(sqldb.ScopeOf(ctx).Institution(), f)
	total, err := queries(ctx).AuditLinksCount(ctx, chosen)
	if err != nil {
		return listed, fmt.Errorf("count audit records: %w", err)
	}
	rows, err := queries(ctx).AuditLinks(ctx, query.AuditLinksParams{
		InstitutionNo: chosen.InstitutionNo,
		EveryGroup:    chosen.EveryGroup, GroupID: chosen.GroupID,
		EveryUser: chosen.EveryUser, UserID: chosen.UserID,
		EveryAction: chosen.EveryAction, Action: chosen.Action,
		Since: chosen.Since, Until: chosen.Until, Most: page.Limit(), Skip: page.Offset(),
	})
	if err != nil {
		return listed, fmt.Errorf("list audit records: %w", err)
	}
	listed.Total = int(total)
	listed.Rows, err = linksOf(rows)
	return listed, err
}

// LinksBefore gives the newest records before a sequence number.
func (a *Audit) LinksBefore(ctx context.Context, f audit.Filter, seq int64, most int) ([]audit.Link, error) {
	chosen := chosenLinks(sqldb.ScopeOf(ctx).Institution(), f)
	rows, err := queries(ctx).AuditLinksBefore(ctx, query.AuditLinksBeforeParams{
		InstitutionNo: chosen.InstitutionNo, Seq: seq,
		EveryGroup: chosen.EveryGroup, GroupID: chosen.GroupID,
		EveryUser: chosen.EveryUser, UserID: chosen.UserID,
		EveryAction: chosen.EveryAction, Action: chosen.Action,
		Since: chosen.Since, Until: chosen.Until, Most: int64(most),
	})
	if err != nil {
		return nil, fmt.Errorf("list audit records before %d: %w", seq, err)
	}
	return linksOf(rows)
}

func chosenLinks(institution int64, f audit.Filter) query.AuditLinksCountParams {
	until := int64(math.MaxInt64)
	if !f.Until.IsZero() {
		until = sqldb.Micros(f.Until)
	}
	since := int64(math.MinInt64)
	if !f.Since.IsZero() {
		since = sqldb.Micros(f.Since)
	}
	return query.AuditLinksCountParams{
		InstitutionNo: institution, Since: since, Until: until,
		EveryGroup: f.Group.IsZero(), GroupID: f.Group.UUID,
		EveryUser: f.User.IsZero(), UserID: f.User.UUID,
		EveryAction: f.Action == "", Action: string(f.Action),
	}
}

func linksOf(rows []query.AuditLink) ([]audit.Link, error) {
	links := make([]audit.Link, len(rows))
	for i, r := range rows {
		links[i] = audit.Link{
			Seq: r.Seq, At: sqldb.Time(r.At), Role: authz.Role(r.Role),
			User: domain.UserID{UUID: r.UserID}, Person: domain.PersonID{UUID: r.PersonID},
			Action: authz.Action(r.Action), Group: domain.GroupID{UUID: r.GroupID}, Kind: r.Kind, Apart: r.Apart, MAC: r.MAC,
		}
		if err := json.Unmarshal([]byte(r.IDs), &links[i].IDs); err != nil {
			return nil, fmt.Errorf("audit record %d: ids: %w", r.Seq, err)
		}
	}
	return links, nil
}

// Head gives the end of the chain of the transaction's institution, to show
// and to write down. A chain without records has sequence 0.
func (a *Audit) Head(ctx context.Context) (audit.Head, error) {
	return headOf(ctx, sqldb.ScopeOf(ctx).Institution())
}

func headOf(ctx context.Context, institution int64) (audit.Head, error) {
	head, err := queries(ctx).AuditHead(ctx, institution)
	if errors.Is(err, sql.ErrNoRows) {
		return audit.Head{MAC: genesis}, nil
	}
	if err != nil {
		return audit.Head{}, fmt.Errorf("read audit head: %w", err)
	}
	return audit.Head{Seq: head.Seq, MAC: head.MAC}, nil
}

// Heads gives the end of every chain by the number of its institution; the
// transaction must see them all.
func (a *Audit) Heads(ctx context.Context) (map[int64]audit.Head, error) {
	rows, err := queries(ctx).AuditHeads(ctx)
	if err != nil {
		return nil, fmt.Errorf("read audit heads: %w", err)
	}
	heads := map[int64]audit.Head{}
	for _, r := range rows {
		heads[r.InstitutionNo] = audit.Head{Seq: r.Seq, MAC: r.MAC}
	}
	return heads, nil
}

// MACAt gives the MAC of one record of a chain, nil when it is not there.
func (a *Audit) MACAt(ctx context.Context, institution, seq int64) ([]byte, error) {
	mac, err := queries(ctx).AuditLinkMAC(ctx, query.AuditLinkMACParams{InstitutionNo: institution, Seq: seq})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return mac, err
}

// key is the institution's own, so that no record fits into another's chain.
func (a *Audit) key(institution int64) ([]byte, error) {
	if key, ok := a.keys.Load(institution); ok {
		return key.([]byte), nil
	}
	info := "krag audit chain " + strconv.FormatInt(institution, 10)
	key, err := hkdf.Key(sha256.New, a.secret, nil, info, sha256.Size)
	if err != nil {
		return nil, fmt.Errorf("derive audit key: %w", err)
	}
	a.keys.Store(institution, key)
	return key, nil
}
