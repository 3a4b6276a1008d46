package web_test

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/funding"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/meeting"
	"krag/internal/domain/mutual"
	"krag/internal/domain/outcome"
	"krag/internal/flow"
)

// estate is an institution with two groups, in which every field that takes
// words holds one that stands nowhere else. Its parts are made when they are
// first asked for.
type estate struct {
	house
	tag       string
	words     map[string]*word // by its text in small letters
	programme domain.ProgrammeID
	users     map[string]domain.UserID
	made      map[string]any
}

// word is one that stands in one field, and who may read it.
type word struct {
	text    string
	field   string
	readers []string // viewers of the estate
	topic   bool     // tells what a group is about
	person  string   // whose pseudonym: reading it is written down, unless it is the viewer's own
}

// plot is one group of an estate.
type plot struct {
	*estate
	name      string
	id        domain.GroupID
	first     domain.PersonID // may leave or be forgotten
	second    domain.PersonID // whose private link is open
	third     domain.PersonID // who is written to on paper only
	meetings  []meeting.Meeting
	ownHost   string // the viewers who belong to it
	ownMember string
	stop      string // the token of the address that stops messages to the second
}

// The meetings of a plot, by their place in its plan.
const (
	mHeld      = iota // a fortnight ago, counted
	mPast             // a week ago, not counted
	mToday            // this morning, not counted
	mPlanned          // in a week
	mCancelled        // in a fortnight, called off
	mCount
)

// The viewers of an estate.
var (
	vStaff = []string{"coordinator", "manager"}
	vHouse = []string{"coordinator", "manager", "host", "member", "host of another group", "member of another group"}
)

// estate makes an institution; tag is part of all its words.
func (a *app) estate(tag string) *estate {
	a.t.Helper()
	e := &estate{tag: tag, words: map[string]*word{}, users: map[string]domain.UserID{}, made: map[string]any{}}
	e.house = a.house(e.word("name", append([]string{"operator"}, vHouse...)...))
	e.programme = e.house.programme(e.slug(), e.word("programme", vStaff...))
	return e
}

// plot gives the first or the second group.
func (e *estate) plot(i int) *plot {
	return made(e, fmt.Sprintf("group %d", i), func() *plot {
		p := &plot{estate: e, name: strconv.Itoa(i), ownHost: "host", ownMember: "member"}
		if i > 0 {
			p.ownHost, p.ownMember = "host of another group", "member of another group"
		}
		p.begin()
		return p
	})
}

// whole makes every part of an estate.
func (e *estate) whole() *estate {
	e.t.Helper()
	for i := range 2 {
		e.plot(i).outcome()
		e.plot(i).helping()
		e.plot(i).wishing()
		e.plot(i).proposal()
		e.plot(i).meeting(mHeld)
	}
	e.plot(0).contacted()
	e.plot(1).contacted()
	e.plot(0).byHand()
	e.plot(0).handed()
	e.plot(0).turned()
	e.ownKind()
	e.cost()
	e.lodged()
	e.equipped()
	e.record()
	e.cards()
	e.prepared()
	e.planned()
	for _, v := range viewers {
		if !v.foreign {
			e.browser(v.name)
		}
	}
	return e
}

// ownKind is a kind of groups that only this institution has.
func (e *estate) ownKind() domain.KindID {
	return made(e, "kind", func() domain.KindID {
		id := domain.NewID[domain.KindID]()
		e.must(e.Services().Kinds.Create(e.t.Context(), e.actor, group.NewKind{
			Code: group.Kind(id.String()), Name: e.word("kind", vStaff...), Alike: group.KindOther, Indicators: []string{e.word("idea", vStaff...)}, Criteria: []string{e.word("criterion", vStaff...)},
		}))
		return id
	})
}

func (e *estate) slug() string { return "prog-" + e.tag }

// uncounted makes one word of a tag and a field. A number in it would be one
// that somebody typed on a card and would have to decide about.
var uncounted = strings.NewReplacer(".", "", " ", "", "0", "Ya", "1", "Yb", "2", "Yc", "3", "Yd", "4", "Ye", "5", "Yf", "6", "Yg", "7", "Yh", "8", "Yi", "9", "Yj")

// word gives the word of a field and notes who may read it.
func (e *estate) word(field string, readers ...string) string {
	w := &word{text: "Zqvk" + uncounted.Replace(e.tag+field) + "kvxq", field: e.tag + "." + field, readers: readers}
	e.words[strings.ToLower(w.text)] = w
	return w.text
}

// made gives a part of an estate, made by the first call.
func made[T any](e *estate, what string, create func() T) T {
	if there, ok := e.made[what]; ok {
		return there.(T)
	}
	v := create()
	e.made[what] = v
	return v
}

func (e *estate) cost() (id domain.CostID) {
	return made(e, "cost", func() domain.CostID {
		n := funding.NewCost{
			ID: domain.NewID[domain.CostID](), Programme: e.programme, Fund: e.fund(), Amount: 12_00, Category: funding.Materials,
			Item: e.word("cost", vStaff...), Note: e.word("costnote", vStaff...),
		}
		e.must(e.Services().Funding.AddCost(e.t.Context(), e.actor, n))
		return n.ID
	})
}

func (e *estate) fund() domain.FundID {
	return made(e, "fund", func() domain.FundID {
		n := funding.NewFund{
			ID: domain.NewID[domain.FundID](), Programme: e.programme, Amount: 900_00,
			Funder: e.word("funder", vStaff...), For: e.word("purpose", vStaff...), Granted: true,
		}
		e.must(e.Services().Funding.AddFund(e.t.Context(), e.actor, n))
		return n.ID
	})
}

func (e *estate) record() institution.Section {
	return made(e, "record", func() institution.Section {
		p, err := e.Services().Institutions.Programme(e.t.Context(), e.actor, e.slug())
		e.must(err)
		e.must(e.Services().Institutions.EditSection(e.t.Context(), e.actor, p.ID, institution.SecNeeds, institution.Mark(nil), []string{e.word("record", vStaff...)}))
		return institution.SecNeeds
	})
}

// clerk is somebody of the staff whom the manager may change.
func (e *estate) clerk() domain.UserID {
	return made(e, "clerk", func() domain.UserID {
		_, id := e.staff(e.word("clerk", vStaff...), domain.GroupID{}, authz.Coordinator)
		return id
	})
}

// former is somebody of the staff whose account is closed.
func (e *estate) former() domain.UserID {
	e.browser("manager") // without whom no account can be closed
	return made(e, "former", func() domain.UserID {
		_, id := e.staff(e.word("former", "manager"), domain.GroupID{}, authz.Coordinator)
		e.must(e.Services().Accounts.SetDisabled(e.t.Context(), e.actor, id, true))
		return id
	})
}

// begin makes the group with two steps behind it.
func (p *plot) begin() {
	p.t.Helper()
	inside := append([]string{p.ownHost}, vStaff...)
	n := group.NewGroup{
		ID: domain.NewID[domain.GroupID](), Programme: p.programme, Kind: group.KindLoneliness, Character: group.Discussion, Openness: group.Open,
		Name: p.topic("group", inside...), Neutral: p.word("neutral", append([]string{p.ownMember}, inside...)...), Sensitive: p.name == "1", // the title of a sensitive page says nothing anyway
		Audience: p.topic("audience", inside...), Rhythm: p.word("rhythm", inside...), Period: p.word("period", inside...),
		Description: group.Description{About: p.topic("about", inside...), AccessNote: p.word("access", inside...)},
		Enters:      p.step(group.Accompanied, 60, p.topic("evidence", inside...)),
	}
	p.must(p.Services().Groups.Create(p.t.Context(), p.actor, n))
	p.must(p.Services().Groups.Advance(p.t.Context(), p.actor, n.ID, 0, p.step(group.CoLed, 20, p.topic("second", inside...))))
	p.id = n.ID
}

func (p *plot) step(stage group.Stage, ago int, evidence string) group.NewStep {
	on := domain.Moment{Date: today.AddDays(-ago), Precision: domain.PrecisionDay}
	return group.NewStep{ID: domain.NewID[domain.StepID](), Stage: stage, On: on, Evidence: evidence}
}

// word is estate.word of this group.
func (p *plot) word(field string, readers ...string) string {
	return p.estate.word(p.name+"."+field, readers...)
}

// topic is a word that tells what the group is about.
func (p *plot) topic(field string, readers ...string) string {
	text := p.word(field, readers...)
	p.words[strings.ToLower(text)].topic = true
	return text
}

// people are two who belong to the group. The manager is not told who.
func (p *plot) people() *plot {
	return made(p.estate, p.name+" people", func() *plot {
		p.first = p.house.person(p.id, p.pseudonym("first", "coordinator", p.ownHost))
		p.second = p.house.person(p.id, p.pseudonym("second member", "coordinator", p.ownHost, p.ownMember))
		p.third = p.house.person(p.id, p.pseudonym("third", "coordinator", p.ownHost))
		return p
	})
}

// drafted is a plot whose agreement is being written.
func (p *plot) drafted() group.Edition {
	return made(p.estate, p.name+" draft", func() group.Edition {
		readers := append([]string{p.ownHost, p.ownMember}, vStaff...)
		e := group.Edition{ID: domain.NewID[domain.EditionID](), Group: p.id, Lang: "pl", Rules: []group.Rule{
			{Key: group.RuleLimits, Text: p.topic("limits", readers...), Fixed: true}, {Key: "tea", Text: p.topic("tea", readers...)},
		}}
		p.must(p.Services().Agreements.Begin(p.t.Context(), p.actor, e))
		return e
	})
}

// agreed is a plot whose agreement is in force.
func (p *plot) agreed() group.Edition {
	return made(p.estate, p.name+" agreed", func() group.Edition {
		p.people() // who joined while there was nothing to accept
		e := p.drafted()
		p.must(p.Services().Agreements.Agree(p.t.Context(), p.actor, p.id, e.ID, 1, group.Outcome{On: today.AddDays(-5), Present: 7, ReviewOn: today.AddDays(300)}, today))
		delete(p.made, p.name+" draft")
		return e
	})
}

// rules makes the agreement of the plot what a deed needs.
func (p *plot) rules(pattern string) {
	switch pattern {
	case "/me/agreement", "/groups/{id}/agreement/sheet":
		p.agreed()
	case "/groups/{id}/agreement/edit", "/groups/{id}/agreement/agree", "/groups/{id}/agreement/drop":
		p.drafted()
	}
}

// helps are an offer of the first of the people and a request of the second.
type helps struct{ theirs, own domain.HelpID }

func (p *plot) helping() helps {
	return made(p.estate, p.name+" mutual", func() (h helps) {
		readers := []string{"coordinator", p.ownHost, p.ownMember}
		add := func(who domain.PersonID, kind mutual.Kind, words string) domain.HelpID {
			n := mutual.NewHelp{ID: domain.NewID[domain.HelpID](), Group: p.id, Author: who, Kind: kind, Words: words}
			p.must(p.Services().Mutual.Add(p.t.Context(), p.actor, n))
			return n.ID
		}
		h.theirs = add(p.people().first, mutual.Offer, p.topic("offer", readers...))
		h.own = add(p.people().second, mutual.Request, p.topic("request", readers...))
		return h
	})
}

// line is the entry of somebody who waits for a place in the group, which is full
// until there is room.
func (p *plot) line(room bool) domain.WaiterID {
	entry := made(p.estate, p.name+" line", func() domain.WaiterID {
		p.people().seats(0)
		n := flow.Awaiting{ID: domain.NewID[domain.WaiterID](), Group: p.id, Pseudonym: p.pseudonym("waiting", "coordinator"), Since: today.AddDays(-3)}
		p.must(p.Services().Flow.Await(p.t.Context(), p.actor, n, today))
		return n.ID
	})
	if room {
		made(p.estate, p.name+" room", func() bool { p.seats(9); return true })
	}
	return entry
}

// seats says that the group has room for those who belong and so many more.
func (p *plot) seats(more int) {
	members, err := p.Services().Groups.Members(p.t.Context(), p.actor, p.id)
	p.must(err)
	g, err := p.Services().Groups.Group(p.t.Context(), p.actor, p.id)
	p.must(err)
	if g.Description.Most = len(members) + more; g.Description.Most > group.MostPeople { // more than a group says of itself
		g.Description.Most = group.MostPeople // which is full
		if more > 0 {
			g.Description.Most = 0 // room for any number
		}
	}
	p.must(p.Services().Groups.Edit(p.t.Context(), p.actor, group.NewGroup{
		ID: g.ID, Programme: g.Programme, Name: g.Name, Neutral: g.Neutral, Kind: g.Kind, Character: g.Character, Openness: g.Openness, Audience: g.Audience,
		Rhythm: g.Rhythm, Period: g.Period, Sensitive: g.Sensitive, Accompanied: g.Accompanied, Description: g.Description,
	}, g.Version))
}

func (p *plot) pseudonym(field string, readers ...string) string {
	text := p.topic(field, readers...)
	p.words[strings.ToLower(text)].person = p.ownMember
	return text
}

// countLink gives the token by which one of the meetings is counted.
func (p *plot) countLink(place int) string {
	return made(p.estate, p.name+" count "+strconv.Itoa(place), func() string {
		token, _, err := p.Services().Meetings.MakeLink(p.t.Context(), p.actor, p.meeting(place).ID, false)
		p.must(err)
		return token
	})
}

// meeting gives one of the meetings by its place.
func (p *plot) meeting(place int) meeting.Meeting {
	made(p.estate, p.name+" meetings", func() bool {
		p.plan()
		first := p.people().first
		p.must(p.Services().Meetings.Record(p.t.Context(), p.actor, meeting.NewAttendance{
			Meeting: p.meetings[mHeld].ID, Version: 1, Total: 7, Newcomers: 1, Led: meeting.LedByMember, Present: []domain.PersonID{first},
		}))
		p.must(p.Services().Meetings.Cancel(p.t.Context(), p.actor, p.meetings[mCancelled].ID, 1))
		return true
	})
	return p.meetings[place]
}

func (p *plot) plan() {
	warsaw, err := time.LoadLocation("Europe/Warsaw")
	p.must(err)
	place := p.word("place", append([]string{p.ownHost, p.ownMember}, vStaff...)...)
	_, err = p.Services().Meetings.Plan(p.t.Context(), p.actor, meeting.NewSeries{
		ID: domain.NewID[domain.SeriesID](), Group: p.id, First: today.AddDays(-14), Start: 9 * 60, End: 10 * 60, Every: 1, Count: mCount,
		Place: place, Zone: warsaw,
	})
	p.must(err)
	for _, ahead := range []bool{false, true} {
		l, err := p.Services().Meetings.OfGroup(p.t.Context(), p.actor, p.id, ahead, domain.Page{Number: 1})
		p.must(err)
		for _, r := range l.Rows {
			p.meetings = append(p.meetings, r.Meeting)
		}
	}
	slices.SortFunc(p.meetings, func(x, y meeting.Meeting) int { return x.StartsAt.Compare(y.StartsAt) })
}

// regular is a time at which the group meets four weeks from next week on.
func (p *plot) regular() domain.SeriesID {
	return made(p.estate, p.name+" regular", func() domain.SeriesID {
		n := meeting.NewSeries{
			ID: domain.NewID[domain.SeriesID](), Group: p.id, First: today.AddDays(8), Start: 11 * 60, End: 12 * 60, Every: 1, Count: 4,
			Place: p.word("place of another time", append([]string{p.ownHost, p.ownMember}, vStaff...)...), Zone: warsaw(p.app.t),
		}
		_, err := p.Services().Meetings.Plan(p.t.Context(), p.actor, n)
		p.must(err)
		return n.ID
	})
}

func (p *plot) outcome() domain.OutcomeID {
	return made(p.estate, p.name+" outcome", func() domain.OutcomeID {
		n := outcome.NewOutcome{
			ID: domain.NewID[domain.OutcomeID](), Programme: p.programme, Group: p.id, Form: outcome.Words,
			Indicator: p.topic("indicator", vStaff...), Words: p.topic("words", vStaff...), Who: p.topic("who", vStaff...),
			Context: p.topic("context", vStaff...), When: p.word("when", vStaff...), Quote: p.topic("quote", vStaff...), Source: p.word("source", vStaff...),
		}
		p.must(p.Services().Outcomes.Create(p.t.Context(), p.actor, n))
		return n.ID
	})
}

// browser gives the browser of one who belongs to the estate.
func (e *estate) browser(viewer string) *browser {
	e.t.Helper()
	return made(e, "browser of "+viewer, func() *browser { return e.enters(viewer) })
}

func (e *estate) enters(viewer string) *browser {
	own := e.plot(0)
	if strings.HasSuffix(viewer, "another group") {
		own = e.plot(1)
	}
	role, _, _ := strings.Cut(viewer, " ")
	switch authz.Role(role) {
	case authz.Visitor:
		return e.visitor()
	case authz.Operator:
		b, id := e.newOperator()
		e.users[viewer] = id
		return b
	case authz.Member:
		return e.member(own.id, own.people().second)
	}
	group := domain.GroupID{}
	if role == string(authz.Host) {
		group = own.id
	}
	readers := []string{viewer, "manager"}
	if group.IsZero() { // whoever has a key to hand over knows to whom
		readers = append(readers, "coordinator")
	}
	b, id := e.staff(e.word("staff "+viewer, readers...), group, authz.Role(role))
	e.users[viewer] = id
	return b
}

// token makes a fresh private link of a kind.
func (e *estate) token(kind string) string {
	e.t.Helper()
	var token string
	var err error
	switch accounts := e.Services().Accounts; kind {
	case "setup":
		token, err = e.Services().Flow.SetupLink(e.t.Context())
	case "reset":
		token, err = accounts.ResetLink(e.t.Context(), e.actor, e.clerk())
	case "member":
		p := e.plot(0).people()
		token, err = e.Services().Flow.MemberLink(e.t.Context(), e.actor, p.id, p.first)
	default:
		token, err = accounts.SignInLink(e.t.Context(), e.actor, e.clerk())
	}
	e.must(err)
	return token
}

// ownPassword is what a viewer chose.
const ownPassword = "lipowy miód z ogrodu"

// chosen has a viewer choose a password, by a link in the own browser.
func (e *estate) chosen(viewer string) {
	e.t.Helper()
	b := e.browser(viewer)
	in := e.actor
	if viewer == "operator" {
		in = authz.House(domain.Across)
	}
	token, err := e.Services().Accounts.ResetLink(e.t.Context(), in, e.users[viewer])
	e.must(err)
	b.post("/in/"+token, url.Values{"password": {ownPassword}, "again": {ownPassword}}).leads("/")
}

// password gives the sign-in name and the password of the clerk.
func (e *estate) password() (login, password string) {
	password = "lipowy miód " + e.tag
	made(e, "password", func() bool {
		b := e.visitor()
		to := "/in/" + e.token("reset")
		b.post(to, url.Values{"password": {password}, "again": {password}}).leads("/")
		return true
	})
	return e.clerk().String(), password
}
