package store

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"krag/internal/domain/audit"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// genesis stands where the first record looks for the MAC before it.
var genesis = make([]byte, sha256.Size)

// seal is HMAC-SHA-256 (RFC 2104) over the MAC before and the record. Every
// field is preceded by its length, so that no two records read the same.
func seal(key, before []byte, l audit.Link) []byte {
	mac := hmac.New(sha256.New, key)
	field := func(b []byte) {
		mac.Write(binary.BigEndian.AppendUint64(nil, uint64(len(b))))
		mac.Write(b)
	}
	number := func(n int64) { field(binary.BigEndian.AppendUint64(nil, uint64(n))) }
	field([]byte("krag audit record 1"))
	field(before)
	number(l.Seq)
	number(sqldb.Micros(l.At))
	for _, text := range []string{string(l.Role), string(l.Action), l.Kind} {
		field([]byte(text))
	}
	field(l.User.UUID[:])
	field(l.Person.UUID[:])
	field(l.Group.UUID[:])
	number(int64(len(l.IDs)))
	for _, id := range l.IDs {
		field(id[:])
	}
	return mac.Sum(nil)
}

// ChainError says where a chain does not hold.
type ChainError struct {
	Institution int64
	Seq         int64
	Reason      string
}

func (e *ChainError) Error() string {
	return fmt.Sprintf("audit chain %d, record %d: %s", e.Institution, e.Seq, e.Reason)
}

// verifyBatch is how many records VerifyChain holds in memory at once.
const verifyBatch = 500

// VerifyChain walks the whole chain of the transaction's institution and gives
// its head. A record that was rewritten, left out, put in or cut off is a
// ChainError. Whoever can write the database can cut the newest records off
// together with the head: against that, hand in heads that were written down
// earlier.
func (a *Audit) VerifyChain(ctx context.Context, written ...audit.Head) (audit.Head, error) {
	return a.VerifyChainOf(ctx, sqldb.ScopeOf(ctx).Institution(), written...)
}

// VerifyChainOf does the same for any chain, by its institution's number; the
// transaction must see that institution.
func (a *Audit) VerifyChainOf(ctx context.Context, institution int64, written ...audit.Head) (audit.Head, error) {
	key, err := a.key(institution)
	if err != nil {
		return audit.Head{}, err
	}
	w := walk{institution: institution, key: key, at: audit.Head{MAC: genesis}, written: written}
	for more := true; more; {
		if more, err = w.batch(ctx); err != nil {
			return w.at, err
		}
	}
	head, err := headOf(ctx, institution)
	if err != nil {
		return w.at, err
	}
	return w.at, w.end(head)
}

// walk is a position on the way along a chain.
type walk struct {
	institution int64
	key         []byte
	at          audit.Head
	written     []audit.Head
}

func (w *walk) batch(ctx context.Context) (more bool, err error) {
	rows, err := queries(ctx).AuditLinksAfter(ctx, query.AuditLinksAfterParams{
		InstitutionNo: w.institution, Seq: w.at.Seq, Most: verifyBatch,
	})
	if err != nil {
		return false, fmt.Errorf("read audit chain: %w", err)
	}
	links, err := linksOf(rows)
	if err != nil {
		return false, err
	}
	for _, l := range links {
		if err := w.step(l); err != nil {
			return false, err
		}
	}
	return len(links) == verifyBatch, nil
}

func (w *walk) step(l audit.Link) error {
	if l.Seq != w.at.Seq+1 {
		return w.wrong(w.at.Seq+1, "it is missing")
	}
	if !hmac.Equal(l.MAC, seal(w.key, w.at.MAC, l)) {
		return w.wrong(l.Seq, "it or the one before was rewritten")
	}
	w.at = audit.Head{Seq: l.Seq, MAC: l.MAC}
	for _, head := range w.written {
		if head.Seq == l.Seq && !bytes.Equal(head.MAC, l.MAC) {
			return w.wrong(l.Seq, "it differs from the head that was written down")
		}
	}
	return nil
}

func (w *walk) end(head audit.Head) error {
	if head.Seq != w.at.Seq || !bytes.Equal(head.MAC, w.at.MAC) {
		return w.wrong(head.Seq, "the head does not fit the last record")
	}
	for _, h := range w.written {
		if h.Seq > w.at.Seq {
			return w.wrong(h.Seq, "it was written down and is cut off")
		}
	}
	return nil
}

func (w *walk) wrong(seq int64, reason string) error {
	return &ChainError{w.institution, seq, reason}
}
