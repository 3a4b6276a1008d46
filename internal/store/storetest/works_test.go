package storetest

import (
	"context"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/domain/funding"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/meeting"
	"krag/internal/domain/mutual"
	"krag/internal/domain/notify"
	"krag/internal/domain/outbox"
	"krag/internal/domain/outcome"
	"krag/internal/domain/person"
	"krag/internal/domain/plan"
	"krag/internal/domain/publish"
	"krag/internal/domain/relay"
	"krag/internal/domain/room"
	"krag/internal/domain/transfer"
	"krag/internal/flow"
	"krag/internal/job"
	"krag/internal/store"
)

// works is a house with groups, and one institution with one programme.
type works struct {
	*house
	groups     *group.Service
	agreements *group.Agreements
	turns      *group.Turns
	handovers  *group.Handovers
	interests  *group.Interests
	proposals  *group.Proposals
	invited    *group.Invitations
	mutual     *mutual.Service
	letters    *relay.Service
	agreed     *meeting.Agreed
	shelf      *mutual.Shelf
	lookout    *group.Lookout
	meetings   *meeting.Service
	outcomes   *outcome.Service
	funding    *funding.Service
	transfers  *transfer.Service
	rooms      *room.Service
	queue      *job.Queue
	in         institution.Institution
	by         authz.Actor // a coordinator
	programme  domain.ProgrammeID
	look       string // of the program that renders cards
}

var warsaw, _ = time.LoadLocation("Europe/Warsaw")

func newWorks(t testing.TB, env *Env) *works {
	t.Helper()
	w := &works{house: newHouse(t, env), look: "1"}
	w.desk.Policy = authz.NewPolicy(account.Rules, account.DemoRules, institution.Rules, person.Rules, group.Rules, meeting.Rules, outcome.Rules, funding.Rules, publish.Rules, transfer.Rules, room.Rules, notify.ContactRules, notify.Rules, plan.Rules, mutual.Rules, relay.Rules)
	w.groups = group.New(w.desk, w.store.Groups())
	w.agreements = group.NewAgreements(w.desk, w.store.Groups())
	w.handovers = group.NewHandovers(w.desk, w.store.Groups())
	w.interests = group.NewInterests(w.desk, w.store.Groups())
	w.proposals = group.NewProposals(w.desk, w.store.Groups(), w.store.Keys())
	w.invited = group.NewInvitations(w.desk, w.store.Groups())
	w.flow.Invitations = w.invited
	w.turns, w.lookout = group.NewTurns(w.desk, w.store.Groups()), group.NewLookout(w.desk, w.store.Groups())
	w.meetings = meeting.New(w.desk, w.store.Meetings(), meeting.Deaf{})
	w.outcomes = outcome.New(w.desk, w.store.Outcomes())
	w.funding = funding.New(w.desk, w.store.Funding())
	w.rooms = room.New(w.desk, w.store.Rooms(), room.NoGuard{}, room.NoBell{})
	w.transfers = transfer.New(w.desk, w.store.Transfers(), w.store.Keys())
	w.flow.Agreements = w.agreements
	w.flow.Handovers, w.flow.Interests, w.flow.Proposals = w.handovers, w.interests, w.proposals
	w.mutual = mutual.New(w.desk, w.store.Mutual(), w.store.Keys())
	w.flow.Mutual = w.mutual
	w.letters = relay.New(w.desk, w.store.Letters(), w.store.Keys())
	w.flow.Letters = w.letters
	w.agreed = meeting.NewAgreed(w.desk, w.store.Agreed(), w.store.Keys())
	w.flow.Agreed = w.agreed
	w.shelf = mutual.NewShelf(w.desk, w.store.GroupShelf(), w.store.Keys())
	w.flow.Shelf = w.shelf
	w.flow.Groups, w.flow.Turns, w.flow.Meetings, w.flow.Rooms, w.flow.Cards, w.flow.Funding = w.groups, w.turns, w.meetings, w.rooms, w.cards(), w.funding
	w.queue = job.New(w.DB, store.Jobs{}, job.Options{}, job.Kind{
		Name: flow.JobForget, Handle: func(ctx context.Context, t job.Task) error { return w.flow.RunForget(ctx, outbox.Job{Args: t.Args}) },
	}, job.Kind{
		Name: flow.JobDetach, Handle: func(ctx context.Context, t job.Task) error { return w.flow.RunDetach(ctx, outbox.Job{Args: t.Args}) },
	}, job.Kind{
		Name: transfer.JobImport, Handle: func(context.Context, job.Task) error { return nil },
	}, job.Kind{
		Name: publish.JobRerender, Handle: func(context.Context, job.Task) error { return nil },
	})
	w.flow.Outbox = w.queue
	w.transfers.Through(w.queue)
	w.settle("Ośrodek")
	return w
}

// settle makes the institution of the works, its coordinator and programme.
func (w *works) settle(name string) {
	w.t.Helper()
	w.in = w.institution(name)
	w.by = authz.Actor{
		Roles: []authz.Role{authz.Coordinator}, User: domain.NewID[domain.UserID](),
		Institution: w.in.ID, Scope: w.in.Scope(),
	}
	w.programme = domain.NewID[domain.ProgrammeID]()
	w.must(w.institutions.CreateProgramme(w.t.Context(), w.by, institution.NewProgramme{ID: w.programme, Slug: "program", Title: "Program"}))
}

// elsewhere is another institution in the same house.
func (w *works) elsewhere() *works {
	w.t.Helper()
	other := *w
	other.settle("Inny ośrodek")
	return &other
}

func (w *works) scope() domain.Scope { return w.in.Scope() }

// do runs fn in a transaction of the institution.
func (w *works) do(fn func(ctx context.Context) error) error {
	return w.InTx(w.t.Context(), w.scope(), fn)
}

// opened is what one method of a store gives that opens what is sealed, in a
// transaction that only reads.
func opened[T any](w *works, fn func(ctx context.Context) (T, error)) (v T, err error) {
	err = w.Read(w.t.Context(), w.scope(), func(ctx context.Context) (err error) {
		v, err = fn(ctx)
		return err
	})
	return v, err
}

// got is what one method of a store gives, in a transaction of its own.
func got[T any](w *works, fn func(ctx context.Context) (T, error)) (v T, err error) {
	err = w.do(func(ctx context.Context) (err error) {
		v, err = fn(ctx)
		return err
	})
	return v, err
}

// have is got for what must not fail.
func have[T any](w *works, fn func(ctx context.Context) (T, error)) T {
	w.t.Helper()
	v, err := got(w, fn)
	w.must(err)
	return v
}

func day(text string) domain.Date {
	d, err := domain.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func onDay(text string) domain.Moment {
	return domain.Moment{Date: day(text), Precision: domain.PrecisionDay}
}

func newGroup(programme domain.ProgrammeID, name string, stage group.Stage) group.NewGroup {
	return group.NewGroup{
		ID: domain.NewID[domain.GroupID](), Programme: programme, Name: name, Neutral: "Grupa czwartkowa",
		Kind: group.KindLoneliness, Character: group.Discussion, Openness: group.Open, Audience: "dla dorosłych",
		Rhythm: "czwartki", Period: "2004-2005", Sensitive: true,
		Description: group.Description{
			About: "Rozmawiamy.\nKto chce, słucha.", Langs: []string{"pl", "uk"}, Access: []group.Access{group.StepFree, group.Children},
			AccessNote: "winda", Visibility: group.OnRequest,
		},
		Enters: group.NewStep{ID: domain.NewID[domain.StepID](), Stage: stage, On: onDay("2026-01-08"), Evidence: "protokół"},
	}
}

// group makes a group through the service.
func (w *works) group(name string, stage group.Stage) domain.GroupID {
	w.t.Helper()
	n := newGroup(w.programme, name, stage)
	w.must(w.groups.Create(w.t.Context(), w.by, n))
	return n.ID
}

// joins brings somebody new into a group through the flow.
func (w *works) joins(id domain.GroupID, pseudonym, on string) domain.PersonID {
	w.t.Helper()
	j := flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: id, Pseudonym: pseudonym, MadeUp: true, On: day(on)}
	w.must(w.flow.Join(w.t.Context(), w.by, j))
	return domain.PersonID{UUID: j.ID.UUID}
}

// planned puts one meeting of 90 minutes straight into the store.
func (w *works) planned(id domain.GroupID, starts time.Time) meeting.Meeting {
	w.t.Helper()
	m := meeting.Meeting{
		ID: domain.NewID[domain.MeetingID](), Group: id, Series: domain.NewID[domain.SeriesID](),
		StartsAt: starts.UTC(), EndsAt: starts.UTC().Add(90 * time.Minute), Place: "Sala 2", State: meeting.Planned, Version: 1,
	}
	w.must(w.do(func(ctx context.Context) error {
		_, err := w.store.Meetings().Insert(ctx, w.scope(), []meeting.Meeting{m})
		return err
	}))
	return m
}

// held counts who came to a meeting through the service.
func (w *works) held(m meeting.Meeting, total int, led meeting.Leader, present ...domain.PersonID) {
	w.t.Helper()
	w.must(w.meetings.Record(w.t.Context(), w.by, meeting.NewAttendance{
		Meeting: m.ID, Version: m.Version, Total: total, Led: led, Present: present,
	}))
}

// over is how groups of tests end.
var over = group.Ending{Reason: group.NotNeeded, Onward: []group.Onward{group.OwnWay}}
