package web

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/i18n"
)

// handler answers one request or returns why not.
type handler func(w http.ResponseWriter, r *request) error

// request is what was asked, by whom and in what language.
type request struct {
	*http.Request
	route   Route
	actor   authz.Actor
	session account.Session
	print   *i18n.Printer
	zone    *time.Location
	id      string // of the request, for the log and for error pages

	typed  url.Values // the form as it came, nil when none was read
	back   bool       // the form is asked for again, and not to be acted upon
	secret bool       // something secret was left out of it before
	opened bool       // and that is all that happened
}

// pathID reads an identifier from the path. What is none cannot be there, so
// it is KindNotFound.
func pathID[T interface{ ~struct{ domain.UUID } }](r *request, name string) (T, error) {
	id, err := domain.ParseID[T](r.PathValue(name))
	if err != nil {
		return id, domain.NotFound("error.not_found")
	}
	return id, nil
}

// page is the number of the page of a list, from 1.
func (r *request) page() domain.Page {
	n := 0
	for _, c := range r.FormValue("page") {
		if c < '0' || c > '9' || n > 1_000_000 {
			return domain.Page{Number: 1}
		}
		n = n*10 + int(c-'0')
	}
	return domain.Page{Number: max(n, 1)}
}

// within is the request inside a transaction.
func (r *request) within(ctx context.Context) *request {
	inside := *r
	inside.Request = r.WithContext(ctx)
	return &inside
}

// today is the day in the institution's zone.
func (s *Server) today(r *request) domain.Date { return domain.DateOf(s.now(), r.zone) }
