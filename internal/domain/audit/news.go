package audit

import (
	"context"
	"slices"

	"krag/internal/domain"
)

// News is what an institution's log has after a record: whoever remembers
// something of groups learns from it what to read again.
type News struct {
	Seq        int64            // of the last record, 0 in an empty log
	Everything bool             // something may have changed of any group
	Groups     []domain.GroupID // of which something changed, each once, in no order
}

// Nothing reports that nothing of any group changed.
func (n News) Nothing() bool { return !n.Everything && len(n.Groups) == 0 }

// MostNews is how many records are read for it; after more than that everything
// is taken to have changed.
const MostNews = 100

// Watch tells what is new. Since must be called inside Read or InTx. A record
// that the log does not have yet is as new as its last one.
type Watch interface {
	Since(ctx context.Context, seq int64) (News, error)
}

// apart are kinds of things of which nothing of a group is made, unless the group
// is noted with them.
var apart = []string{
	"agreement", "ally", "attachment", "booking", "building", "card", "contact", "cost", "equipment", "feed", "fund",
	"interest", "job", "journal", "key", "letter", "link", "loan", "login", "outcome", "plan", "premises", "proposal",
	"readiness", "room", "strategy", "training", "user",
}

// NewsOf reads the records after one, of which Apart, Group, Kind and IDs are
// needed. A record about groups concerns each of them.
func NewsOf(seq int64, after []Link) News {
	n := News{Seq: seq}
	for _, l := range after {
		switch {
		case l.Apart:
		case l.Group.IsZero():
			if slices.Contains(apart, l.Kind) {
				continue
			}
			return News{Seq: seq, Everything: true}
		default:
			n.Add(l.Group)
			if l.Kind == "group" {
				for _, id := range l.IDs {
					n.Add(domain.GroupID{UUID: id})
				}
			}
		}
	}
	return n
}

// Add notes a group.
func (n *News) Add(id domain.GroupID) {
	if !slices.Contains(n.Groups, id) {
		n.Groups = append(n.Groups, id)
	}
}
