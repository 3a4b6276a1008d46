package web

import "net/http"

// Around puts what every page of a site needs around a handler.
func Around(s *Server, next http.Handler) http.Handler { return s.around(next) }

// Client is what tests ask for the address behind a request.
var Client = (*Server).client
