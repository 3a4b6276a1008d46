package web

import (
	"cmp"
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"krag/internal/bundle"
	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/domain/dispatch"
	"krag/internal/domain/funding"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/journal"
	"krag/internal/domain/meeting"
	"krag/internal/domain/mutual"
	"krag/internal/domain/notify"
	"krag/internal/domain/outcome"
	"krag/internal/domain/person"
	"krag/internal/domain/plan"
	"krag/internal/domain/publish"
	"krag/internal/domain/relay"
	"krag/internal/domain/room"
	"krag/internal/flow"
	"krag/internal/i18n"
	"krag/internal/web/kit"
)

// Services are what pages call.
type Services struct {
	Accounts     *account.Service
	Institutions *institution.Service
	People       *person.Service
	Groups       *group.Service
	Kinds        *group.KindsOf
	Agreements   *group.Agreements
	Starters     Templates[group.AgreementTemplate] // of agreements
	Turns        *group.Turns
	Handovers    *group.Handovers
	Interests    *group.Interests
	Proposals    *group.Proposals
	Invitations  *group.Invitations
	Mutual       *mutual.Service
	Letters      *relay.Service
	Agreed       *meeting.Agreed
	Shelf        *mutual.Shelf
	Lookout      *group.Lookout
	Meetings     *meeting.Service
	Messages     *notify.Service
	Plans        *plan.Service
	Rooms        *room.Service
	Outcomes     *outcome.Service
	Funding      *funding.Service
	Contacts     *notify.Contacts
	Journal      *journal.Service
	Dispatch     *dispatch.Service
	Cards        *publish.Service
	Flow         *flow.Flow
	Bundles      *bundle.Courier
}

// Templates are texts of the program from which people begin, by language.
type Templates[T any] interface {
	All(lang i18n.Lang) []T
	Find(lang i18n.Lang, slug string) (T, bool)
}

// Config is how the server is set up.
type Config struct {
	BaseURL    string         // as people reach it, without a slash at the end
	MessageURL string         // likewise, for addresses in messages; empty for BaseURL
	Secure     bool           // reached over TLS: cookies are then __Host- and Secure
	ExitTo     string         // where "Wyjdź szybko" leads; empty for the usual place
	Gallery    bool           // show the gallery of components, in the demo only
	Proxies    []netip.Prefix // whose X-Forwarded-For is believed
	Clock      domain.Clock
	Log        *slog.Logger
	Served     func(Served) // told of every answer; nil for nobody
	Uploads    UploadLimits // the usual ones when zero
}

// Server answers requests.
type Server struct {
	Services
	Config
	policy  *authz.Policy
	routes  []Route
	index   *http.ServeMux // which route an address leads to
	shelf   *shelf
	readers *readers
	uploads *turns // of files in memory

	catalogue *publish.Catalogue
	calendars calendars
}

// New makes a server. A route whose action has no rule is a mistake in the
// program, so it panics.
func New(services Services, policy *authz.Policy, config Config) *Server {
	s := &Server{Services: services, Config: config, policy: policy, shelf: newShelf(services.Cards), uploads: newTurns(cmp.Or(config.Uploads, usualUploads))}
	if services.Cards != nil {
		s.catalogue = services.Cards.Catalogue()
	}
	s.readers = newReaders(func() domain.Date { return domain.DateOf(s.now(), time.UTC) })
	s.routes, s.index = s.table(), http.NewServeMux()
	for _, route := range s.routes {
		s.index.Handle(route.Method+" "+route.Pattern, http.NotFoundHandler())
	}
	return s
}

// Handler is the whole site.
func (s *Server) Handler() http.Handler { return s.site(s.serve) }

// Starting is the whole site while there is no database yet: every page says
// that it will be back, and keeps whatever form was sent to it. Services may
// be nil.
func (s *Server) Starting() http.Handler {
	return s.site(func(route Route) http.Handler { return s.page(route, s.starting) })
}

func (s *Server) starting(w http.ResponseWriter, r *request) error {
	if err := r.read(w); err != nil {
		return err
	}
	switch r.route.Pattern {
	case exitPath:
		return s.leave(w, r)
	case staticPath:
		return s.static(w, r)
	}
	return domain.NewError(domain.KindUnavailable, "error.starting")
}

// site gives every route its handler and puts what all of them need around.
func (s *Server) site(serve func(Route) http.Handler) http.Handler {
	mux := http.NewServeMux()
	for _, route := range s.routes {
		if _, ok := s.policy.Rule(route.Action); !ok {
			panic("web: no rule for " + string(route.Action))
		}
		mux.Handle(route.Method+" "+route.Pattern, serve(route))
	}
	mux.Handle("/", serve(Route{Action: ActOpen, handle: s.notFound}))
	guard := http.NewCrossOriginProtection()
	guard.AddInsecureBypassPattern("POST " + stopPattern) // the token is the permission, and no cookie is asked for
	guard.SetDenyHandler(serve(Route{Action: ActOpen, handle: s.crossOrigin}))
	return s.around(guard.Handler(mux))
}

func (s *Server) around(next http.Handler) http.Handler { return s.observe(headers(unburdened(next))) }

// Misdirected answers whoever came by an address at which Krąg does not
// answer, whatever they asked for, and tells the right one.
func (s *Server) Misdirected() http.Handler {
	return s.around(s.page(Route{}, func(w http.ResponseWriter, r *request) error {
		s.troublePage(w, r, kit.Trouble{
			Status: http.StatusMisdirectedRequest, Action: &kit.Link{Text: r.print.T("kit.problem.there"), Href: s.BaseURL + "/"},
		})
		return nil
	}))
}

// now is the instant the whole request agrees on.
func (s *Server) now() time.Time { return s.Clock.Now() }
