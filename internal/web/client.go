package web

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// client is the address that a request came from, to count what fails from
// there and for nothing else. A proxy of ours is believed what it says in
// X-Forwarded-For, from the right to the left: whatever stands beyond the first
// address that is no proxy was written by whoever it belongs to.
func (s *Server) client(r *http.Request) netip.Addr {
	at := address(r.RemoteAddr)
	said := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(said) {
		from := address(strings.TrimSpace(hop))
		if !s.proxy(at) || !from.IsValid() {
			break
		}
		at = from
	}
	return at
}

func (s *Server) proxy(at netip.Addr) bool {
	return slices.ContainsFunc(s.Proxies, func(n netip.Prefix) bool { return n.Contains(at) })
}

// address reads one with or without a port; it is not valid when it is none.
func address(text string) netip.Addr {
	at, err := netip.ParseAddr(strings.Trim(text, "[]"))
	if with, errPort := netip.ParseAddrPort(text); err != nil && errPort == nil {
		at = with.Addr()
	}
	return at.Unmap().WithZone("")
}
