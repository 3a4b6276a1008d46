package web

import "krag/internal/domain/account"

// exitPath is answered even while the database cannot tell who asks.
const exitPath = "/exit"

// doorRoutes are the ways in and out, and what everybody may read.
func (s *Server) doorRoutes() []Route {
	return []Route{
		{"GET", "/{$}", ActPublic, s.home},
		{"GET", "/sign-in", ActPublic, s.signInShow},
		{"POST", "/sign-in", account.ActSignIn, s.signIn},
		{"POST", "/sign-out", ActHome, s.signOut},
		{"POST", exitPath, ActPublic, s.exit},
		{"GET", "/in/{token}", ActPublic, s.linkShow},
		{"POST", "/in/{token}", ActPublic, s.linkUse},
	}
}
