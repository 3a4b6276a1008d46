package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// Since tells what is new; see audit.Watch. A snapshot has one head, so that
// whoever asks again in it is told what was read, and mostly asks for news since
// the same record.
func (a *Audit) Since(ctx context.Context, seq int64) (audit.News, error) {
	if sqldb.Writing(ctx) {
		head, err := a.Head(ctx)
		if err != nil {
			return audit.News{}, err
		}
		return newsSince(ctx, seq, head.Seq)
	}
	known := sqldb.Local(ctx, newsKey{}, func() *knownNews { return &knownNews{head: -1} })
	if known.head < 0 {
		head, err := a.Head(ctx)
		if err != nil {
			return audit.News{}, err
		}
		known.head = head.Seq
	}
	if known.news == nil || known.since != seq {
		news, err := newsSince(ctx, seq, known.head)
		if err != nil {
			return news, err
		}
		known.since, known.news = seq, &news
	}
	news := *known.news
	news.Groups = slices.Clip(news.Groups) // who adds some has others than who asks next
	return news, nil
}

type (
	newsKey   struct{}
	knownNews struct {
		head  int64 // -1 before it is read
		since int64
		news  *audit.News // since then, nil before it is read
	}
)

func newsSince(ctx context.Context, seq, head int64) (audit.News, error) {
	switch {
	case seq >= head:
		return audit.News{Seq: head}, nil
	case seq < 0:
		return audit.News{Seq: head, Everything: true}, nil
	}
	rows, err := queries(ctx).AuditNews(ctx, query.AuditNewsParams{InstitutionNo: sqldb.ScopeOf(ctx).Institution(), Seq: seq, Most: audit.MostNews + 1})
	if err != nil {
		return audit.News{}, fmt.Errorf("read audit records after %d: %w", seq, err)
	}
	if len(rows) > audit.MostNews {
		return audit.News{Seq: head, Everything: true}, nil
	}
	links := make([]audit.Link, len(rows))
	for i, r := range rows {
		links[i] = audit.Link{Group: domain.GroupID{UUID: r.GroupID}, Kind: r.Kind}
		if err := json.Unmarshal([]byte(r.IDs), &links[i].IDs); err != nil {
			return audit.News{}, fmt.Errorf("audit records after %d: ids: %w", seq, err)
		}
	}
	return audit.NewsOf(head, links), nil
}
