package web_test

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/store/sqldb"
)

// byHand is a message of a plot that somebody has to tell the third person: that
// the meeting in a fortnight is called off. It is newer than what the queue makes.
func (p *plot) byHand() domain.MessageID {
	return made(p.estate, p.name+" by hand", func() domain.MessageID {
		about := p.meeting(mCancelled)
		return p.message(notify.Party{Person: p.people().third}, notify.Message{
			Kind: notify.Change, About: about.ID.UUID, Round: 99, State: notify.ByHand, Why: notify.WhyLetter, ExpiresAt: about.StartsAt,
			Was: notify.Fact{Standing: notify.On, Starts: about.StartsAt, Ends: about.EndsAt, Place: about.Place}.Said(),
		})
	})
}

// notice is what the people of a plot had to know: nobody but the third, who still
// has to be told.
func (p *plot) notice() domain.NoticeID {
	return made(p.estate, p.name+" notice", func() domain.NoticeID {
		n := notify.Notice{
			ID: domain.NewID[domain.NoticeID](), Group: p.id, Say: notify.SayClosed,
			MadeAt: p.clock(), Expires: p.clock().Add(24 * time.Hour),
		}
		p.message(notify.Party{Person: p.people().third}, notify.Message{
			Kind: notify.Safety, About: n.ID.UUID, State: notify.ByHand, Why: notify.WhyLetter, ExpiresAt: n.Expires,
		})
		p.must(p.DB().InTx(p.t.Context(), p.actor.Scope, func(ctx context.Context) error {
			_, err := sqldb.From(ctx).ExecContext(ctx, `
				INSERT INTO safety_notice (institution_no, id, group_id, say, expires_at, made_at) VALUES ($1, $2, $3, $4, $5, $6)`,
				p.actor.Scope.Institution(), n.ID.UUID, n.Group.UUID, string(n.Say), sqldb.Micros(n.Expires), sqldb.Micros(n.MadeAt))
			return err
		}))
		return n.ID
	})
}

// message stores one as it would be after the work on it.
func (h house) message(to notify.Party, m notify.Message) domain.MessageID {
	h.t.Helper()
	if m.ID.IsZero() {
		m.ID = domain.NewID[domain.MessageID]()
	}
	var parcel *domain.UUID
	if !m.LeftAt.IsZero() {
		id := domain.NewID[domain.ParcelID]().UUID
		parcel = &id
	}
	h.must(h.DB().InTx(h.t.Context(), h.actor.Scope, func(ctx context.Context) error {
		_, err := sqldb.From(ctx).ExecContext(ctx, `
			INSERT INTO message (institution_no, id, party_id, person_id, kind, about_id, round, was, said, state, why,
				due_at, expires_at, attempts, parcel_id, channel, parts, ref, code, left_at, settled_at, made_at)
			VALUES ($1, $2, $3, $3, $4, $5, $6, $7, '', $8, $9, $10, $11, $12, $13, $14, 0, '', $17, $15, $16, $10)`,
			h.actor.Scope.Institution(), m.ID.UUID, to.Person.UUID, string(m.Kind), m.About, m.Round, string(m.Was), string(m.State), string(m.Why),
			sqldb.Micros(h.clock()), sqldb.Micros(m.ExpiresAt), m.Attempts, parcel, string(m.Channel), sqldb.MicrosOrNull(m.LeftAt), sqldb.MicrosOrNull(m.SettledAt), m.Code)
		return err
	}))
	return m.ID
}
