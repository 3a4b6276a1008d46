package store

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
)

var _ group.InterestStore = (*Groups)(nil)

func sealedTopic(id domain.UUID) vault.Field {
	return vault.Field{Table: "interest_topic", Column: "words", Row: id}
}

// InsertTopic stores a topic in own words; see group.InterestStore.
func (s *Groups) InsertTopic(ctx context.Context, scope domain.Scope, t group.Topic, key domain.Key, at time.Time) (bool, error) {
	words, err := sealTo(key, sealedTopic(t.ID.UUID), t.Words)
	if err != nil {
		return false, err
	}
	return inserted(queries(ctx).TopicInsert(ctx, query.TopicInsertParams{InstitutionNo: scope.Institution(), ID: t.ID.UUID, Words: words, MadeAt: sqldb.Micros(at)}))
}

// Topic reads one; see group.InterestStore.
func (s *Groups) Topic(ctx context.Context, scope domain.Scope, id domain.TopicID) (group.Topic, error) {
	words, err := s.Words(ctx, scope, []domain.TopicID{id})
	if err == nil && words[id].IsZero() {
		err = errNotFound
	}
	return group.Topic{ID: id, Words: words[id]}, err
}

// TakeTopic locks one; see group.InterestStore.
func (s *Groups) TakeTopic(ctx context.Context, scope domain.Scope, id domain.TopicID) error {
	return one(queries(ctx).TopicTake(ctx, query.TopicTakeParams{InstitutionNo: scope.Institution(), ID: id.UUID}))
}

// Words unseals topics; see group.InterestStore.
func (s *Groups) Words(ctx context.Context, scope domain.Scope, topics []domain.TopicID) (map[domain.TopicID]domain.Secret, error) {
	ids := make([]domain.UUID, len(topics))
	for i, t := range topics {
		ids[i] = t.UUID
	}
	asked, err := encodeIDs(ids)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	rows, err := queries(ctx).TopicWords(ctx, query.TopicWordsParams{InstitutionNo: scope.Institution(), IDs: asked})
	if err != nil {
		return nil, err
	}
	items := make([]vault.Item, len(rows))
	for i, r := range rows {
		items[i] = vault.Item{Subject: r.ID, Field: sealedTopic(r.ID), Sealed: r.Words}
	}
	opened, err := s.open(ctx, scope, items)
	words := map[domain.TopicID]domain.Secret{}
	for i := range opened {
		words[domain.TopicID{UUID: rows[i].ID}] = opened[i]
	}
	return words, err
}

// Wanted counts topics; see group.InterestStore.
func (s *Groups) Wanted(ctx context.Context, scope domain.Scope) ([]group.Wanted, error) {
	rows, err := queries(ctx).TopicsWanted(ctx, scope.Institution())
	if err != nil {
		return nil, err
	}
	all := make([]group.Wanted, len(rows))
	for i, r := range rows {
		var since domain.Date
		if r.SinceOn != "" {
			if since, err = domain.ParseDate(r.SinceOn); err != nil {
				return nil, err
			}
		}
		all[i] = group.NewWanted(group.Topic{Kind: group.Kind(r.Kind), ID: domain.TopicID{UUID: r.TopicID}}, int(r.Waits), int(r.Others), int(r.Least), since)
	}
	return all, nil
}

// textOrNull gives NULL for nothing.
func textOrNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// InsertInterest stores who would come; see group.InterestStore.
func (s *Groups) InsertInterest(ctx context.Context, scope domain.Scope, i group.Interest, at time.Time) (bool, error) {
	return inserted(queries(ctx).InterestInsert(ctx, query.InterestInsertParams{
		InstitutionNo: scope.Institution(), ID: i.ID.UUID, Kind: textOrNull(string(i.Topic.Kind)), TopicID: i.Topic.ID.UUID, PersonID: i.Person.UUID,
		SinceOn: i.Since.String(), MadeAt: sqldb.Micros(at),
	}))
}

func interestOf(r query.InterestedRow) (group.Interest, error) {
	i := group.Interest{
		ID: domain.InterestID{UUID: r.ID}, Topic: group.Topic{ID: domain.TopicID{UUID: r.TopicID}}, Person: domain.PersonID{UUID: r.PersonID},
		State: group.InterestState(r.State), Group: domain.GroupID{UUID: r.GroupID}, Version: r.Version,
	}
	i.Proposed = r.Proposed != nil && *r.Proposed != string(group.TakenBack)
	if r.Kind != nil {
		i.Topic.Kind = group.Kind(*r.Kind)
	}
	if r.Why != nil {
		i.Why = group.WhyPutOff(*r.Why)
	}
	var err error
	i.Since, err = domain.ParseDate(r.SinceOn)
	return i, err
}

func (s *Groups) interests(ctx context.Context, scope domain.Scope, rows []query.InterestedRow) ([]group.Interest, error) {
	people, sealed := make([]domain.UUID, len(rows)), make([][]byte, len(rows))
	for i, r := range rows {
		people[i], sealed[i] = r.PersonID, r.Pseudonym
	}
	words, err := s.openPseudonyms(ctx, scope, people, sealed)
	if err != nil {
		return nil, err
	}
	all := make([]group.Interest, len(rows))
	for i, r := range rows {
		if all[i], err = interestOf(r); err != nil {
			return nil, err
		}
		all[i].Pseudonym = words[i]
	}
	return all, nil
}

// Interested lists a page of a topic; see group.InterestStore.
func (s *Groups) Interested(ctx context.Context, scope domain.Scope, t group.Topic, p domain.Page) (l domain.Listed[group.Interest], err error) {
	no, kind, any := scope.Institution(), string(t.Kind), t.Kind != ""
	n, err := queries(ctx).InterestedCount(ctx, query.InterestedCountParams{InstitutionNo: no, Kind: kind, OfKind: any, TopicID: t.ID.UUID})
	if err != nil {
		return l, err
	}
	rows, err := queries(ctx).Interested(ctx, query.InterestedParams{
		InstitutionNo: no, Kind: kind, OfKind: any, TopicID: t.ID.UUID, Most: p.Limit(), Skip: p.Offset(),
	})
	if err != nil {
		return l, err
	}
	l = domain.Listed[group.Interest]{Total: int(n), Page: p}
	l.Rows, err = s.interests(ctx, scope, rows)
	return l, err
}

// Waiting lists who may be let in; see group.InterestStore.
func (s *Groups) Waiting(ctx context.Context, scope domain.Scope, t group.Topic) (all []group.Interest, nameless int, err error) {
	no, kind, any := scope.Institution(), string(t.Kind), t.Kind != ""
	rows, err := queries(ctx).InterestWaiting(ctx, query.InterestWaitingParams{InstitutionNo: no, Kind: kind, OfKind: any, TopicID: t.ID.UUID})
	if err != nil {
		return nil, 0, err
	}
	read := make([]query.InterestedRow, len(rows))
	for i, r := range rows {
		read[i] = query.InterestedRow(r)
	}
	if all, err = s.interests(ctx, scope, read); err != nil {
		return nil, 0, err
	}
	n, err := queries(ctx).InterestNameless(ctx, query.InterestNamelessParams{InstitutionNo: no, Kind: kind, OfKind: any, TopicID: t.ID.UUID})
	return all, int(n), err
}

// Interest gives one, unsealed; see group.InterestStore.
func (s *Groups) Interest(ctx context.Context, scope domain.Scope, id domain.InterestID) (group.Interest, error) {
	r, err := queries(ctx).InterestByID(ctx, query.InterestByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	if err != nil {
		return group.Interest{}, found(err)
	}
	all, err := s.interests(ctx, scope, []query.InterestedRow{query.InterestedRow(r)})
	if err != nil {
		return group.Interest{}, err
	}
	return all[0], nil
}

// InterestStands gives one as it stands; see group.InterestStore.
func (s *Groups) InterestStands(ctx context.Context, scope domain.Scope, id domain.InterestID) (group.Interest, error) {
	r, err := queries(ctx).InterestByID(ctx, query.InterestByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	if err != nil {
		return group.Interest{}, found(err)
	}
	return interestOf(query.InterestedRow(r))
}

// TakeInterest locks one; see group.InterestStore.
func (s *Groups) TakeInterest(ctx context.Context, scope domain.Scope, id domain.InterestID) (group.Interest, error) {
	if err := one(queries(ctx).InterestTake(ctx, query.InterestTakeParams{InstitutionNo: scope.Institution(), ID: id.UUID})); err != nil {
		return group.Interest{}, err
	}
	return s.InterestStands(ctx, scope, id)
}

// SetInterest changes a state; see group.InterestStore.
func (s *Groups) SetInterest(ctx context.Context, scope domain.Scope, i group.Interest) error {
	n, err := queries(ctx).InterestSet(ctx, query.InterestSetParams{
		InstitutionNo: scope.Institution(), ID: i.ID.UUID, Version: i.Version, State: string(i.State), Why: textOrNull(string(i.Why)), GroupID: i.Group.UUID,
	})
	return changed(n, err, func() error { return only(s.InterestStands(ctx, scope, i.ID)) }, "error.stale")
}

// JoinInterest notes who came in; see group.InterestStore.
func (s *Groups) JoinInterest(ctx context.Context, scope domain.Scope, id domain.GroupID, who domain.PersonID) error {
	return queries(ctx).InterestJoin(ctx, query.InterestJoinParams{InstitutionNo: scope.Institution(), PersonID: who.UUID, GroupID: id.UUID})
}

// ForgetInterest takes somebody out; see group.InterestStore.
func (s *Groups) ForgetInterest(ctx context.Context, scope domain.Scope, who domain.PersonID) error {
	no := scope.Institution()
	if err := s.takeTopics(ctx, scope, who); err != nil {
		return err
	}
	if err := queries(ctx).InterestForgetWords(ctx, query.InterestForgetWordsParams{InstitutionNo: no, PersonID: who.UUID}); err != nil {
		return err
	}
	return queries(ctx).InterestForget(ctx, query.InterestForgetParams{InstitutionNo: no, PersonID: who.UUID})
}

// takeTopics locks what somebody waits for, so that nobody comes to it before it is
// known whether its words go.
func (s *Groups) takeTopics(ctx context.Context, scope domain.Scope, who domain.PersonID) error {
	topics, err := queries(ctx).InterestTopics(ctx, query.InterestTopicsParams{InstitutionNo: scope.Institution(), PersonID: who.UUID})
	for _, id := range topics {
		if err == nil {
			_, err = queries(ctx).TopicTake(ctx, query.TopicTakeParams{InstitutionNo: scope.Institution(), ID: id})
		}
	}
	return err
}

// SweepInterest deletes what is old; see group.InterestStore.
func (s *Groups) SweepInterest(ctx context.Context, scope domain.Scope, before time.Time) error {
	no, at := scope.Institution(), sqldb.Micros(before)
	if err := queries(ctx).InterestSweep(ctx, query.InterestSweepParams{InstitutionNo: no, Before: at}); err != nil {
		return err
	}
	return queries(ctx).TopicSweep(ctx, query.TopicSweepParams{InstitutionNo: no, Before: at})
}

// OpenGroups lists groups to come into; see group.InterestStore.
func (s *Groups) OpenGroups(ctx context.Context, scope domain.Scope, k group.Kind) ([]group.Named, error) {
	rows, err := queries(ctx).GroupsOpen(ctx, query.GroupsOpenParams{InstitutionNo: scope.Institution(), EveryKind: k == "", Kind: string(k)})
	all := make([]group.Named, len(rows))
	for i, r := range rows {
		all[i] = group.Named{ID: domain.GroupID{UUID: r.ID}, Neutral: r.Neutral}
	}
	return all, err
}
