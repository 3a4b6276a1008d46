package web

import (
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/domain/funding"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/journal"
	"krag/internal/domain/meeting"
	"krag/internal/domain/outcome"
	"krag/internal/domain/person"
	"krag/internal/domain/publish"
	"krag/internal/flow"
)

// Services are what pages call.
type Services struct {
	Accounts     *account.Service
	Institutions *institution.Service
	People       *person.Service
	Groups       *group.Service
	Meetings     *meeting.Service
	Outcomes     *outcome.Service
	Funding      *funding.Service
	Journal      *journal.Service
	Cards        *publish.Service
	Flow         *flow.Flow
}

// Config is how the server is set up.
type Config struct {
	BaseURL string         // as people reach it, without a slash at the end
	Secure  bool           // reached over TLS: cookies are then __Host- and Secure
	ExitTo  string         // where "Wyjdź szybko" leads; empty for the usual place
	Gallery bool           // show the gallery of components, in the demo only
	Proxies []netip.Prefix // whose X-Forwarded-For is believed
	Clock   domain.Clock
	Log     *slog.Logger
	Served  func(Served) // told of every answer; nil for nobody
}

// Server answers requests.
type Server struct {
	Services
	Config
	policy  *authz.Policy
	routes  []Route
	shelf   *shelf
	readers *readers

	catalogue *publish.Catalogue
}

// New makes a server. A route whose action has no rule is a mistake in the
// program, so it panics.
func New(services Services, policy *authz.Policy, config Config) *Server {
	s := &Server{Services: services, Config: config, policy: policy, shelf: newShelf(services.Cards)}
	s.catalogue = services.Cards.Catalogue()
	s.readers = newReaders(func() domain.Date { return domain.DateOf(s.now(), time.UTC) })
	s.routes = s.table()
	return s
}

// Handler is the whole site.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, route := range s.routes {
		if _, ok := s.policy.Rule(route.Action); !ok {
			panic("web: no rule for " + string(route.Action))
		}
		serve := s.serve
		if route.Action == publish.ActRead {
			serve = s.serveOpen
		}
		mux.Handle(route.Method+" "+route.Pattern, serve(route))
	}
	mux.Handle("GET /static/", static())
	mux.Handle("/", s.serve(Route{Action: ActPublic, handle: s.notFound}))
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(s.serve(Route{Action: ActPublic, handle: s.crossOrigin}))
	return s.observe(headers(guard.Handler(mux)))
}

// now is the instant the whole request agrees on.
func (s *Server) now() time.Time { return s.Clock.Now() }
