package web_test

import (
	"net/http"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/notify"
	"krag/internal/web"
	"krag/internal/web/kit"
	"krag/internal/web/page/gallery"
)

// viewer is one kind of person in front of a page.
type viewer struct {
	name    string
	foreign bool // of another institution
}

// viewers are the columns of the matrix.
var viewers = []viewer{
	{"visitor", false},
	{"member", false},
	{"host", false},
	{"coordinator", false},
	{"manager", false},
	{"operator", false},
	{"member of another group", false},
	{"host of another group", false},
	{"coordinator", true},
	{"manager", true},
	{"host", true},
	{"member", true},
}

func (v viewer) String() string {
	if v.foreign {
		return v.name + " of another institution"
	}
	return v.name
}

// deed is one thing to try: a route, and with what.
type deed struct {
	web.Route
	variant string // when a route is tried in several ways
	keeper  string // the viewer whose page holds the form
}

// name is how the table calls a deed.
func (d deed) name() string {
	return strings.TrimSpace(d.Method + " " + d.Pattern + " " + d.variant)
}

// variants are the ways in which a route is tried, where there are several.
var variants = map[string][]string{
	"GET /in/{token}":  {"sign-in", "reset", "member", "setup"},
	"POST /in/{token}": {"sign-in", "reset", "member", "setup"},
	"POST /sign-in":    {"", "wrong"},
	"POST /me/leave":   {"leave", "forget"},
	"POST /account":    {"", "wrong"},

	"GET /plans/{plan}": {"", "library"},
}

// deeds are all routes in all their ways. It asks the server itself, so that
// no route is forgotten.
func (a *app) deeds() (all []deed) {
	s := a.Services()
	policy := s.Flow.Desk.Policy
	for _, r := range web.New(s, policy, web.Config{Gallery: true}).Routes() {
		ways := variants[r.Method+" "+r.Pattern]
		if ways == nil {
			ways = []string{""}
		}
		for _, way := range ways {
			all = append(all, deed{r, way, keeperOf(policy, r)})
		}
	}
	return all
}

// keeperOf is who opens the form of a route.
func keeperOf(policy *authz.Policy, r web.Route) string {
	if strings.HasPrefix(r.Pattern+"/", "/me/") {
		return "member"
	}
	rule, _ := policy.Rule(r.Action)
	for _, role := range []authz.Role{authz.Visitor, authz.Coordinator, authz.Manager, authz.Host, authz.Member, authz.Operator} {
		if _, ok := rule.Who[role]; ok {
			return string(role)
		}
	}
	return ""
}

// path is the address of a deed in an estate.
func (d deed) path(e *estate) string {
	e.t.Helper()
	if d.Pattern == "/static/" {
		return kit.Asset("krag.css")
	}
	if strings.Contains(d.Pattern, "/agreement") && !strings.Contains(d.Pattern, "/rooms/") {
		e.plot(0).rules(d.Pattern)
	}
	if strings.Contains(d.Pattern, "/handover") {
		e.plot(0).handover(d.Pattern)
	}
	if strings.HasSuffix(d.Pattern, "/split") {
		e.plot(0).people()
	}
	if strings.HasSuffix(d.Pattern, "/merge") {
		e.plot(1)
	}
	if strings.Contains(d.Pattern, "/mutual") {
		e.plot(0).helping()
	}
	if strings.Contains(d.Pattern, "/waiting") {
		e.plot(0).line(strings.HasSuffix(d.Pattern, "/join"))
	}
	if strings.Contains(d.Pattern, "/letters") {
		e.plot(0).lettered()
	}
	if strings.HasPrefix(d.Pattern, "/proposals") {
		e.plot(0).proposal()
	}
	if strings.Contains(d.Pattern, "/ventures") {
		e.plot(0).venturing()
	}
	if strings.Contains(d.Pattern, "/agreed") {
		e.plot(0).promised()
	}
	segments := strings.Split(d.Pattern, "/")
	for i, s := range segments {
		switch {
		case s == "{$}":
			segments[i] = ""
		case strings.HasPrefix(s, "{"):
			segments[i] = d.part(e, segments[1], s)
		}
	}
	return strings.Join(segments, "/") + queries[d.Pattern]
}

// queries are what is asked for beyond the address, where nothing is shown
// without.
var queries = map[string]string{"/cards/{id}/file": "?form=json", "/rooms/{id}/agreements/{agreement}/file": "?form=pdf"}

// part is what stands in an address for a part of its pattern.
func (d deed) part(e *estate, under, part string) string {
	e.t.Helper()
	switch under + " " + part {
	case "groups {id}":
		if strings.HasSuffix(d.Pattern, "/handover/call") || strings.HasSuffix(d.Pattern, "/handover/new") {
			return e.alone().String()
		}
		if strings.HasSuffix(d.Pattern, "/letters/link/revoke") { // whoever came before ended it
			e.must(e.Services().Letters.MakeLink(e.t.Context(), e.plot(0).actor, e.plot(0).id))
		}
		return e.plot(0).id.String()
	case "meetings {id}":
		if strings.HasSuffix(d.Pattern, "/run") {
			e.planned()
		}
		m := e.plot(0).meeting(d.meeting()).ID
		if strings.HasSuffix(d.Pattern, "/link/revoke") { // whoever came before ended it
			_, _, err := e.Services().Meetings.MakeLink(e.t.Context(), e.plot(0).actor, m, false)
			e.must(err)
		}
		return m.String()
	case "outcomes {id}":
		return e.plot(0).outcome().String()
	case "costs {id}":
		return e.cost().String()
	case "funds {id}":
		return e.fund().String()
	case "strategies {id}":
		return e.strategy().String()
	case "premises {id}":
		return e.premises().String()
	case "attachments {id}":
		return e.attachment().String()
	case "trainings {id}":
		return e.training().String()
	case "imports {id}":
		return e.imported().String()
	case "plans {plan}":
		return d.plan(e)
	case "buildings {id}":
		return e.building().String()
	case "rooms {id}":
		return e.room().String()
	case "rooms {closure}":
		return e.closure().String()
	case "rooms {institution}":
		return e.borrower().String()
	case "bookings {id}":
		return d.booking(e).String()
	case "bookings {day}":
		return bookedFirst.String()
	case "equipment {id}":
		if d.Pattern == "/equipment/{id}" {
			return e.lent().String()
		}
		return e.piece().String()
	case "keys {id}":
		return d.key(e).String()
	case "keys {loan}":
		return e.keyLoan().String()
	case "rooms {agreement}":
		return d.agreement(e).String()
	case "messages {id}":
		return e.plot(0).byHand().String()
	case "groups {series}":
		return e.plot(0).regular().String()
	case "groups {letter}":
		if strings.Contains(d.Pattern, "{letter}/queue") {
			e.plot(0).line(false)
		}
		if strings.Contains(d.Pattern, "{letter}/join") || strings.Contains(d.Pattern, "{letter}/queue") {
			return e.plot(0).asking().String()
		}
		return e.plot(0).lettered().theirs.String()
	case "me {letter}":
		return e.plot(0).lettered().own.String()
	case "write {token}":
		return e.plot(0).lettered().token
	case "groups {item}", "me {item}":
		return e.plot(0).shelved(d.Pattern).String()
	case "groups {venture}", "me {venture}":
		return e.plot(0).venturing().id.String()
	case "groups {task}", "me {task}", "meetings {task}":
		return e.plot(0).task(d.Pattern).String()
	case "groups {meeting}", "me {meeting}":
		return e.plot(0).turned().at.String()
	case "groups {absence}":
		return e.plot(0).turned().away[0].String()
	case "me {absence}":
		return e.plot(0).turned().away[1].String()
	case "me {role}":
		return string(group.Moderator)
	case "kinds {kind}":
		return e.ownKind().String()
	case "groups {help}":
		return e.plot(0).helping().theirs.String()
	case "proposals {id}":
		return e.plot(0).proposal().ID.String()
	case "start {house}":
		return e.plot(0).proposalDoor()
	case "start {code}":
		return e.plot(0).proposal().ID.String()
	case "interest {topic}", "groups {topic}":
		return e.plot(0).wishing().Topic.ID.String()
	case "interest {one}":
		return e.plot(0).wishing().ID.String()
	case "groups {invitation}":
		return e.plot(0).invitation().ID.String()
	case "join {token}":
		return e.plot(0).invitation().token
	case "groups {waiter}":
		return e.plot(0).line(false).String()
	case "me {help}":
		if strings.HasSuffix(d.Pattern, "/answer") {
			return e.plot(0).helping().theirs.String()
		}
		return e.plot(0).helping().own.String()
	case "groups {notice}":
		return e.plot(0).notice().String()
	case "jobs {id}":
		return e.dead().String()
	case "calendars {id}":
		return e.calendar().id.String()
	case "calendar {file}":
		return e.calendar().token + ".ics"
	case "calendar {token}":
		return e.doorToken()
	case "readiness {item}":
		return "tea"
	case "institution {form}":
		if strings.HasSuffix(d.Pattern, "/drop") {
			return string(e.ownWords().Form)
		}
		return string(notify.SayReminder)
	case "institution {lang}":
		return "pl"
	case "count {token}":
		if strings.HasSuffix(d.Pattern, "/saved") {
			return e.plot(0).countLink(mHeld)
		}
		return e.plot(0).countLink(mPast)
	case "stop {token}":
		return e.plot(0).contacted().stop
	case "people {id}", "groups {person}":
		return e.plot(0).people().first.String()
	case "staff {id}":
		if strings.HasSuffix(d.Pattern, "/forget") {
			return e.former().String()
		}
		return e.clerk().String()
	case "programmes {slug}":
		return e.slug()
	case "programmes {section}":
		return string(e.record())
	case "cards {id}":
		return d.card(e).String()
	case "cards {section}":
		return "advice"
	case "cards {no}":
		return "1"
	case "cards {what}":
		if strings.HasSuffix(d.Pattern, "/protect") {
			return e.cards().allowed.String()
		}
		return e.cards().hidden.String()
	case "pl {slug}", "uk {slug}", "en {slug}", "practices {slug}":
		return e.read()
	case "pl {file}", "uk {file}", "en {file}":
		return "card.pdf"
	case "practices {id}":
		return e.cards().draft.String() // no file has this id
	case "gallery {name}":
		return gallery.Pages[0].Name
	case "in {token}":
		return e.token(d.variant)
	}
	e.t.Fatalf("%s: nothing is known for %s: say in deed_test.go what stands there", d.name(), part)
	return ""
}

// meeting is the meeting a deed is done to.
func (d deed) meeting() int {
	switch {
	case strings.HasSuffix(d.Pattern, "/attendance"), d.Pattern == "/meetings/{id}/link/send":
		return mPast
	case strings.HasSuffix(d.Pattern, "/saved"), strings.HasSuffix(d.Pattern, "/sheet"), strings.Contains(d.Pattern, "/agreed/"):
		return mHeld
	case strings.HasSuffix(d.Pattern, "/restore"), strings.HasSuffix(d.Pattern, "/told"):
		return mCancelled
	}
	return mPlanned
}

// booking is the booking a deed is done to.
func (d deed) booking(e *estate) domain.BookingID {
	switch {
	case strings.HasSuffix(d.Pattern, "/answer"):
		return e.bookings().asked
	case strings.HasSuffix(d.Pattern, "/accept"):
		return e.bookings().tentative
	}
	return e.bookings().series
}

// formPages are the last parts of addresses whose form stands on the page of
// another part.
var formPages = map[string]string{"/link/revoke": "/link", "/link/send": "/link", "/restore": "/cancel", "/protect": "", "/accept": "", "/unshare": "/share", "/found": "", "/none": "", "/do": "", "/confirm": "", "/preview": "", "/pl/drop": "/pl", "/again": "", "/again/all": ""}

// lookups are the forms that only look: what they look for stands in no address.
var lookups = append([]string{
	"/institution/messages/words/{form}/{lang}/preview", "/groups/{id}/notice/preview", "/me/contact/preview", "/people/{id}/contact/preview", "/rooms", "/rooms/day", "/rooms/month", "/rooms/find", "/rooms/{id}/week",
}, searches...)

// searches are those that look for words.
var searches = []string{"/people", "/groups", "/groups/{id}/members/known", "/groups/{id}/waiting/known", "/groups/{id}/letters/{letter}/join/known", "/groups/{id}/letters/{letter}/queue/known", "/groups/{id}/shelf", "/me/shelf", "/equipment", "/interest", "/messages/by-hand", "/plans"}

// looks reports whether a deed only looks, whoever does it.
func (d deed) looks() bool { return d.Method == http.MethodGet || slices.Contains(lookups, d.Pattern) }

// bare are the routes that take a button and nothing else.
var bare = []string{"/exit", "/sign-out"}

// elsewhere are the forms that stand on a page with an address of its own.
var elsewhere = map[string]string{
	"/institutions/new": "/institutions", "/account/sign-out-everywhere": "/account", "/bookings/{id}/answer": "/bookings/asked", "/calendars/{id}/drop": "/calendars",
	"/messages/{id}/answer": "/messages/by-hand",
}

// typed is what is changed in the form of a deed before it is sent, as name
// and value in turn.
func (d deed) typed(e *estate) []string {
	if d.Method+" "+d.Pattern == "POST /in/{token}" {
		return typedAtDoor(e, d.variant)
	}
	switch d.Pattern {
	case "/sign-in":
		login, password := e.password()
		return []string{"login", login, "password", password + d.variant}
	case "/account":
		return []string{"old", ownPassword + d.variant, "password", "gryczany miód z zeszłego lata", "again", "gryczany miód z zeszłego lata"}
	case "/staff/new":
		return []string{"name", "Halina", "login", "halina-" + domain.NewToken()[:10], "roles", "coordinator"}
	case "/cards/new":
		return []string{"template", "practice", "area", "culture", "slug", e.slugOf("nowa")}
	case "/me/leave":
		return []string{"how", d.variant}
	case "/rooms/{id}/shares":
		return []string{"with", e.neighbour().String()}
	case "/bookings/new":
		return []string{"group", e.plot(0).id.String(), "room", e.hall().String(), "first_day", "24", "first_month", "3"}
	case "/bookings/{id}/days/{day}/move":
		return []string{"start", "11:00", "end", "12:00"}
	case "/groups/{id}/split":
		return []string{"neutral", "Drugi krąg", "people", e.plot(0).people().first.String()}
	case "/groups/{id}/merge":
		return []string{"into", e.plot(1).id.String()}
	case "/groups/{id}/mutual/new":
		return []string{"author", e.plot(0).people().first.String(), "kind", "offer", "words", "Podwiozę do lekarza."}
	case "/groups/{id}/mutual/{help}/match":
		return []string{"other", e.plot(0).people().third.String()}
	case "/equipment/{id}/cost":
		return []string{"programme", e.programme.String()}
	case "/keys/new":
		return []string{"name", "Klucz do piwnicy", "kind", "key", "opens", "building-" + e.building().String()}
	case "/rooms/{id}/agreements/new":
		return []string{"group", e.plot(0).id.String(), "when", "wtorki, 17:00"}
	case "/groups/arrive":
		return []string{"programme", e.programme.String()}
	case "/proposals/{id}/group":
		return append(typed["/groups/new"], "programme", e.programme.String())
	case "/groups/new":
		return append(typed[d.Pattern], "programme", e.programme.String())
	}
	return typed[d.Pattern]
}
