package demo

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/flow"
)

// wished are those who wait for a group that is not there yet. Who said no name is
// one more who asked.
var wished = []struct {
	name string
	ago  int // days
}{{"Mama z parteru", 41}, {"Tata Wiktor", 33}, {"", 26}, {"Kasia (zmyślona)", 19}, {"Ważka", 4}}

// wishes has five people wait for a group of a kind that the house has none of,
// and two for one that somebody named in their own words.
func (st *stage) wishes(ctx context.Context) error {
	if st.Interests == nil || st.tired == "" {
		return nil
	}
	for _, one := range wished {
		if err := st.wish(ctx, one.name, group.NewInterest{Topic: group.Topic{Kind: st.tired}}, one.ago); err != nil {
			return err
		}
	}
	moved := group.Topic{ID: domain.NewID[domain.TopicID](), Words: domain.NewSecret("świeżo po przeprowadzce do miasta")}
	if err := st.wish(ctx, "Nowa na Klonowej", group.NewInterest{Topic: moved, Fresh: true}, 12); err != nil {
		return err
	}
	if err := st.wish(ctx, "", group.NewInterest{Topic: group.Topic{ID: moved.ID}}, 3); err != nil {
		return err
	}
	return st.proposes(ctx)
}

// proposes opens the page for people of the town, and has somebody write there.
func (st *stage) proposes(ctx context.Context) error {
	if err := st.Proposals.Open(ctx, st.coordinator, true); err != nil {
		return err
	}
	d, err := st.Proposals.Door(ctx, st.coordinator)
	if err != nil {
		return err
	}
	return st.Proposals.Propose(ctx, d.Token, group.Proposal{
		ID: domain.NewID[domain.InterestID](), Wish: group.WouldStart, Words: domain.NewSecret("wspólne gotowanie dla osób, które mieszkają same"),
		Suits: domain.NewSecret("soboty przed południem"), Pseudonym: domain.NewSecret("Zosia z Lipowej (zmyślona)"), Reach: group.ReachNone, Lang: "pl",
	})
}

func (st *stage) wish(ctx context.Context, name string, n group.NewInterest, ago int) error {
	n.ID, n.Since = domain.NewID[domain.InterestID](), st.today.AddDays(-ago)
	return st.Flow.Wish(ctx, st.coordinator, flow.Wishing{NewInterest: n, Pseudonym: name, MadeUp: true}, st.today)
}
