package web

import "krag/internal/domain/account"

// exitPath is answered even while the database cannot tell who asks, and with
// staticPath even while there is none.
const (
	exitPath       = "/exit"
	staticPath     = "/static/"
	signInPath     = "/sign-in"
	signOutPath    = "/sign-out"
	everywherePath = "/account/sign-out-everywhere"
)

// doorRoutes are the ways in and out, and what everybody may read.
func (s *Server) doorRoutes() []Route {
	return []Route{
		{"GET", "/{$}", ActOpen, s.home},
		{"GET", signInPath, ActOpen, s.signInShow},
		{"POST", signInPath, account.ActSignIn, s.signIn},
		{"POST", signOutPath, ActHome, s.signOut},
		{"POST", exitPath, ActOpen, s.exit},
		{"GET", "/in/{token}", ActPublic, s.linkShow},
		{"POST", "/in/{token}", ActPublic, s.linkUse},
	}
}
