package cli

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// onlyProxy lets a request through when it comes from one of the proxies and
// came to the proxy over https. Anybody else could write X-Forwarded-Proto, and
// is told the right address; how the page that tells it looks is no secret.
func onlyProxy(proxies []netip.Prefix, baseURL string, next, misdirected http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		trusted := from(proxies, r.RemoteAddr)
		reads := r.Method == http.MethodGet || r.Method == http.MethodHead
		switch {
		case trusted && forwardedProto(r) == "https", reads && strings.HasPrefix(r.URL.Path, "/static/"):
			next.ServeHTTP(w, r)
		case trusted && reads:
			http.Redirect(w, r, baseURL+r.URL.RequestURI(), http.StatusPermanentRedirect)
		default:
			misdirected.ServeHTTP(w, r)
		}
	})
}

func from(networks []netip.Prefix, remote string) bool {
	at, err := netip.ParseAddrPort(remote)
	if err != nil {
		return false
	}
	ip := at.Addr().Unmap().WithZone("")
	return slices.ContainsFunc(networks, func(n netip.Prefix) bool { return n.Contains(ip) })
}

// forwardedProto is what the nearest proxy says; what stands before it came
// from farther away.
func forwardedProto(r *http.Request) string {
	values := strings.Split(strings.Join(r.Header.Values("X-Forwarded-Proto"), ","), ",")
	return strings.TrimSpace(values[len(values)-1])
}

// strictTransport tells browsers to come over https only, for a year
// (RFC 6797).
func strictTransport(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Strict-Transport-Security", "max-age=31536000")
		next.ServeHTTP(w, r)
	})
}
