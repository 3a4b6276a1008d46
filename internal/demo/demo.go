// Package demo fills an empty Krąg with two programmes that were really run:
// the self-help groups of the social welfare centre in Klucze and the Cultural
// Centre of Self-Help. What they achieved and what it cost is told exactly as
// their authors told it (facts/); the people and meetings around it are made
// up and marked so. Everything is made by the services that pages call.
package demo

import (
	"context"
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
	"krag/internal/domain/outcome"
	"krag/internal/domain/plan"
	"krag/internal/domain/publish"
	"krag/internal/domain/relay"
	"krag/internal/domain/room"
	"krag/internal/flow"
)

// Services are what the demonstration is made with.
type Services struct {
	Accounts     *account.Service
	Institutions *institution.Service
	Groups       *group.Service
	Kinds        *group.KindsOf    // nil leaves the program's kinds
	Turns        *group.Turns      // nil lets no roles rotate
	Agreements   *group.Agreements // nil has nobody agree on anything
	Handovers    *group.Handovers  // nil has nobody let go
	Interests    *group.Interests  // nil has nobody wait for a new group
	Proposals    *group.Proposals  // with Interests
	Meetings     *meeting.Service
	Outcomes     *outcome.Service
	Funding      *funding.Service
	Rooms        *room.Service
	Cards        *publish.Service // nil makes no cards
	Mutual       *mutual.Service  // nil has nobody help anybody
	Letters      *relay.Service   // nil has nobody write; with Turns
	Shelf        *mutual.Shelf    // nil has nobody keep anything
	Agreed       *meeting.Agreed  // nil has nobody agree to do anything
	Messages     *notify.Service  // nil tells nobody anything
	Contacts     *notify.Contacts // with Messages
	Plans        *plan.Service    // nil gives meetings no plans
	Flow         *flow.Flow
	Clock        domain.Clock

	// PublishCard renders the next edition of a card and publishes it.
	PublishCard func(ctx context.Context, a authz.Actor, id domain.CardID, version int64, note string, zone *time.Location) error
}

// Login is a way in: the token of a private link that works again and again.
type Login struct {
	Role        authz.Role
	Institution string
	Token       string
}

// Fill makes both programmes and gives a way in for every role.
func Fill(ctx context.Context, s Services) ([]Login, error) {
	zone, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		return nil, err
	}
	var logins []Login
	for _, make := range []func(context.Context, *stage) error{klucze, kcs} {
		st := &stage{Services: s, zone: zone, today: domain.DateOf(s.Clock.Now(), zone)}
		if err := make(ctx, st); err != nil {
			return nil, err
		}
		logins = append(logins, st.logins...)
	}
	return logins, nil
}

// stage is one institution of the demonstration while it is being made.
type stage struct {
	Services
	zone        *time.Location
	today       domain.Date
	institution string
	manager     authz.Actor
	coordinator authz.Actor
	programme   domain.ProgrammeID
	logins      []Login
	doing       int        // how many groups do something together so far
	tired       group.Kind // the kind of groups for which people wait
	promised    bool       // whether a group agreed to do something already
}

// open makes the institution, its manager and its coordinator, each the way a
// person would: by a set-up link, and by a link to choose a password.
func (st *stage) open(ctx context.Context, in institution.NewInstitution, manager, coordinator string) error {
	st.institution = in.Name
	link, err := st.Flow.SetupLink(ctx)
	if err != nil {
		return err
	}
	session, err := st.Flow.SetUp(ctx, link, flow.Answers{
		Institution: in, Name: manager, Login: "kierownictwo." + domain.NewToken()[:8], Password: domain.NewToken(),
	})
	if err != nil {
		return err
	}
	if st.manager, _, err = st.Accounts.Actor(ctx, session); err != nil {
		return err
	}
	if err := st.signIn(ctx, authz.Manager, st.manager.User); err != nil {
		return err
	}
	if st.coordinator, err = st.staff(ctx, coordinator, authz.Coordinator, domain.GroupID{}); err != nil {
		return err
	}
	return st.tries(ctx)
}

// staff lets somebody in and gives the actor behind the first session.
func (st *stage) staff(ctx context.Context, name string, role authz.Role, in domain.GroupID) (a authz.Actor, err error) {
	id := domain.NewID[domain.UserID]()
	link, err := st.Accounts.AddStaff(ctx, st.manager, account.NewStaff{
		ID: id, Name: name, Login: string(role) + "." + id.String(), Roles: []authz.Role{role}, Group: in,
	})
	if err != nil {
		return a, err
	}
	session, err := st.Accounts.Reset(ctx, link, domain.NewToken())
	if err != nil {
		return a, err
	}
	if a, _, err = st.Accounts.Actor(ctx, session); err != nil {
		return a, err
	}
	return a, st.signIn(ctx, role, id)
}

func (st *stage) signIn(ctx context.Context, role authz.Role, user domain.UserID) error {
	token, err := st.Accounts.SignInLink(ctx, st.manager, user)
	st.logins = append(st.logins, Login{role, st.institution, token})
	return err
}

// member hands somebody of a group the private link.
func (st *stage) member(ctx context.Context, in domain.GroupID, who domain.PersonID) error {
	token, err := st.Flow.MemberLink(ctx, st.coordinator, in, who)
	st.logins = append(st.logins, Login{authz.Member, st.institution, token})
	return err
}

// programmeOf makes the programme and writes its record.
func (st *stage) programmeOf(ctx context.Context, slug, title string, started domain.Moment, r institution.Record) error {
	st.programme = domain.NewID[domain.ProgrammeID]()
	n := institution.NewProgramme{ID: st.programme, Slug: slug, Title: title, Started: started, Made: true}
	if err := st.Institutions.CreateProgramme(ctx, st.coordinator, n); err != nil {
		return err
	}
	for _, section := range r.Filled() {
		if err := st.Institutions.EditSection(ctx, st.coordinator, st.programme, section, institution.Mark(nil), r[section]); err != nil {
			return err
		}
	}
	return nil
}
