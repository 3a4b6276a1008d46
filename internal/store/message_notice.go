package store

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// PutNotice keeps a notice; see notify.Store.
func (s *Messages) PutNotice(ctx context.Context, scope domain.Scope, n notify.Notice) (bool, error) {
	made, err := queries(ctx).NoticeInsert(ctx, query.NoticeInsertParams{
		InstitutionNo: scope.Institution(), ID: n.ID.UUID, GroupID: n.Group.UUID, Say: string(n.Say),
		ExpiresAt: sqldb.Micros(n.Expires), MadeAt: sqldb.Micros(n.MadeAt),
	})
	return inserted(made, err)
}

// Notice is one notice; see notify.Store.
func (s *Messages) Notice(ctx context.Context, scope domain.Scope, id domain.NoticeID) (notify.Notice, error) {
	r, err := queries(ctx).NoticeByID(ctx, query.NoticeByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return noticeOf(r), found(err)
}

// Notices are those to a group; see notify.Store.
func (s *Messages) Notices(ctx context.Context, scope domain.Scope, id domain.GroupID, most int) ([]notify.Notice, error) {
	rows, err := queries(ctx).NoticesOf(ctx, query.NoticesOfParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, Most: int64(most)})
	all := make([]notify.Notice, len(rows))
	for i, r := range rows {
		all[i] = noticeOf(r)
	}
	return all, err
}

func noticeOf(r query.SafetyNotice) notify.Notice {
	return notify.Notice{
		ID: domain.NoticeID{UUID: r.ID}, Group: domain.GroupID{UUID: r.GroupID}, Say: notify.Form(r.Say),
		Expires: sqldb.Time(r.ExpiresAt), MadeAt: sqldb.Time(r.MadeAt),
	}
}

// noticeFacts adds what is true of the notices that messages are about.
func (s *Messages) noticeFacts(ctx context.Context, scope domain.Scope, all []notify.Message, facts map[notify.Topic]notify.Fact) error {
	topics, ids, err := topicsOf(all, func(k notify.Kind) bool { return k == notify.Safety })
	if err != nil || len(topics) == 0 {
		return err
	}
	rows, err := queries(ctx).NoticeFacts(ctx, query.NoticeFactsParams{InstitutionNo: scope.Institution(), IDs: ids})
	for _, r := range rows {
		for _, topic := range topics[r.ID] {
			facts[topic] = notify.Fact{
				About: r.ID, Group: domain.GroupID{UUID: r.GroupID}, Standing: notify.On, GroupName: r.Neutral, Sensitive: r.Sensitive,
				Closed: r.Stage == "closed", Say: notify.Form(r.Say),
			}
		}
	}
	return err
}

// holdNoticeMember holds the membership by which somebody is told of a notice.
func (s *Messages) holdNoticeMember(ctx context.Context, scope domain.Scope, m notify.Message) error {
	_, err := queries(ctx).NoticeMemberHold(ctx, query.NoticeMemberHoldParams{InstitutionNo: scope.Institution(), PersonID: m.Person.UUID, NoticeID: m.About})
	return err
}
