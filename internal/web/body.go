package web

import "net/http"

// unburdened takes away what comes along with a question. RFC 9110 9.3.1 gives
// the body of a GET no meaning, so that nobody has to read it, keep it in
// memory or write it to disk. The connection ends with the answer: otherwise
// the rest of the body would be waited for.
func unburdened(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if (r.Method == http.MethodGet || r.Method == http.MethodHead) && r.ContentLength != 0 {
			w.Header().Set("Connection", "close")
			r.Body, r.ContentLength, r.TransferEncoding = http.NoBody, 0, nil
		}
		next.ServeHTTP(w, r)
	})
}

// FormValue is a field of the address, or of the form where one was read. It
// stands in front of the method of http.Request, which would read a body that
// nobody has bounded.
func (r *request) FormValue(name string) string { return r.Form.Get(name) }
