package cli

import (
	"context"
	"log/slog"
	"time"

	"krag/internal/deliver"
	"krag/internal/domain"
	"krag/internal/domain/meeting"
	"krag/internal/domain/notify"
	"krag/internal/domain/outbox"
	"krag/internal/domain/relay"
	"krag/internal/job"
)

// ear lets whoever would come to a meeting be told that it is not as it was.
type ear struct{ messages *notify.Service }

// Heard passes on how meetings were; see meeting.Ear.
func (e ear) Heard(ctx context.Context, scope domain.Scope, were ...meeting.Meeting) error {
	facts := make([]notify.Fact, len(were))
	for i, m := range were {
		facts[i] = notify.Fact{
			About: m.ID.UUID, Group: m.Group, Standing: notify.On, Starts: m.StartsAt, Ends: m.EndsAt, Place: m.Place, Version: m.Version,
		}
		if m.State == meeting.Cancelled {
			facts[i].Standing = notify.Off
		}
	}
	return e.messages.Heard(ctx, scope, facts...)
}

// doors open people's own ways in.
type doors struct{ app *app }

// Open makes a link that works once the transaction commits; see notify.Doors.
func (d doors) Open(ctx context.Context, scope domain.Scope, p notify.Party, group domain.GroupID, token string) error {
	return d.app.Accounts.OpenDoor(ctx, scope, p.User, p.Person, group, token)
}

// OpenCount has a link open by which a meeting is counted; see notify.Doors.
func (d doors) OpenCount(ctx context.Context, scope domain.Scope, id domain.MeetingID, token string) error {
	return d.app.Meetings.OpenLink(ctx, scope, id, token)
}

// everywhere does something in each institution.
func (a *app) everywhere(ctx context.Context, do func(context.Context, domain.Scope) error) error {
	all, err := a.institutions(ctx)
	for _, in := range all {
		if err != nil {
			return err
		}
		err = do(ctx, in.Scope())
	}
	return err
}

// messageKinds are the work of telling people.
func (a *app) messageKinds() []job.Kind {
	kinds := []job.Kind{
		{Name: notify.JobMeeting, Needed: true, Handle: func(ctx context.Context, t job.Task) error {
			return a.Messages.RunMeeting(ctx, outbox.Job{ID: t.ID, Kind: t.Kind, Scope: t.Scope, Args: t.Args})
		}},
		{Name: notify.JobBooking, Needed: true, Handle: func(ctx context.Context, t job.Task) error {
			return a.Messages.RunBooking(ctx, outbox.Job{ID: t.ID, Kind: t.Kind, Scope: t.Scope, Args: t.Args})
		}},
		{Name: notify.JobSend, Timeout: 30 * time.Minute, Handle: func(ctx context.Context, t job.Task) error {
			return a.courier.Run(ctx, t.Scope)
		}},
		{Name: notify.JobDenied, Handle: func(ctx context.Context, t job.Task) error {
			return a.accessed(ctx, outbox.Job{ID: t.ID, Kind: t.Kind, Scope: t.Scope, Args: t.Args}, t.Attempt)
		}},
		{Name: relay.JobAnswer, Needed: true, Handle: func(ctx context.Context, t job.Task) error {
			return a.Flow.RunReply(ctx, outbox.Job{ID: t.ID, Kind: t.Kind, Scope: t.Scope, Args: t.Args})
		}},
		{Name: "relay.sweep", Every: time.Hour, Handle: func(ctx context.Context, _ job.Task) error {
			return a.everywhere(ctx, a.Letters.Sweep)
		}},
		{Name: notify.JobPlan, Every: notify.PlanEvery, Handle: func(ctx context.Context, _ job.Task) error {
			return a.everywhere(ctx, func(ctx context.Context, scope domain.Scope) error {
				_, err := a.Messages.Plan(ctx, scope)
				return err
			})
		}},
		{Name: notify.JobSweep, Every: time.Hour, Handle: func(ctx context.Context, _ job.Task) error {
			return a.everywhere(ctx, a.Messages.Sweep)
		}},
	}
	if a.ways.mailbox != nil {
		kinds = append(kinds, job.Kind{Name: jobMailbox, Every: 5 * time.Minute, Handle: func(ctx context.Context, _ job.Task) error {
			_, err := a.ways.mailbox.Fetch(ctx, a.bounced)
			if deliver.OnlyLeft(err) {
				a.config.Log.LogAttrs(ctx, slog.LevelWarn, "mailbox of reports", slog.String("error", err.Error()))
				return nil
			}
			return err
		}})
	}
	return kinds
}

// accessed lays before an operator that a provider does not let this server in.
// Once an operator has it tried again, what waits leaves at once.
func (a *app) accessed(ctx context.Context, j outbox.Job, attempt int) error {
	why, err := notify.ReadDenied(j)
	switch {
	case err != nil:
		return job.Cancel(err)
	case attempt == 1:
		return job.Cancel(why)
	}
	return a.everywhere(ctx, a.Messages.Hurry)
}

// jobMailbox reads what came back.
const jobMailbox = "notify.mailbox"
