package web

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"krag/internal/domain"
)

// later is the problem of a form that came too often, nil when there is none.
func (f *form) later() *domain.Error {
	for _, p := range f.problems {
		if p.Kind == domain.KindTooMany {
			return p
		}
	}
	return nil
}

// flawed is the status of a form that comes back: what is to be mended, or
// tried again later, and then the page says when.
func flawed(w http.ResponseWriter, f *form) int {
	if p := f.later(); p != nil {
		w.Header().Set("Retry-After", secondsToWait(p))
		return http.StatusTooManyRequests
	}
	return http.StatusUnprocessableEntity
}

// secondsToWait is when something may be tried again (RFC 9110 10.2.3): after
// as many minutes as the error says to people, or after one when only all
// processors were busy.
func secondsToWait(err error) string {
	minutes := 1
	if e, ok := errors.AsType[*domain.Error](err); ok {
		if n, ok := e.Args["n"].(int); ok {
			minutes = n
		}
	}
	return strconv.Itoa(minutes * int(time.Minute/time.Second))
}
