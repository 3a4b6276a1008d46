package cli

import (
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// reach fills in how people reach the pages, and refuses an address that
// would carry passwords in the clear.
func (c Config) reach() (Config, error) {
	host, _, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return c, usagef("--addr %s: want HOST:PORT", c.Addr)
	}
	switch {
	case (c.TLSCert == "") != (c.TLSKey == ""):
		return c, usagef("--tls-cert and --tls-key go together")
	case c.TLSCert != "" && c.BehindProxy:
		return c, usagef("--behind-proxy means that the proxy ends TLS: leave out --tls-cert, or the proxy")
	case !c.secure() && !loopback(host):
		return c, usagef("--addr %s: plain http is served on loopback only; give --tls-cert and --tls-key, or --behind-proxy", c.Addr)
	case c.URL == "" && (c.BehindProxy || nowhere(host)):
		return c, usagef("say --url, how people reach the pages: it cannot be told from --addr %s", c.Addr)
	}
	if err := c.checkMetrics(); err != nil {
		return c, err
	}
	c.URL = strings.TrimSuffix(c.URL, "/")
	return c, c.checkURL()
}

// secure reports whether people reach the pages over TLS.
func (c Config) secure() bool { return c.TLSCert != "" || c.BehindProxy }

func (c Config) checkMetrics() error {
	if c.Metrics == "" {
		return nil
	}
	if host, _, err := net.SplitHostPort(c.Metrics); err != nil || !loopback(host) {
		return usagef("--metrics %s: want a loopback address, as 127.0.0.1:9090; figures are served in the clear and to whoever asks", c.Metrics)
	}
	return nil
}

func (c Config) checkURL() error {
	if c.URL == "" {
		return nil
	}
	u, err := url.Parse(c.URL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.Path != "" || u.RawQuery != "" {
		return usagef("--url %s: want scheme and host only, as https://krag.example.org", c.URL)
	}
	if c.secure() != (u.Scheme == "https") {
		return usagef("--url %s: the pages are served with TLS if and only if it begins with https", c.URL)
	}
	return nil
}

// urlOf is how people reach a listener when nobody said otherwise.
func (c Config) urlOf(l net.Listener) string {
	if c.URL != "" {
		return c.URL
	}
	scheme := "http"
	if c.secure() {
		scheme = "https"
	}
	host, _, _ := net.SplitHostPort(c.Addr)
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return scheme + "://" + net.JoinHostPort(host, port)
}

func loopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// nowhere reports that a listener takes every address of the machine, so that
// none of them can be named.
func nowhere(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "" || err == nil && ip.IsUnspecified()
}

var loopbackPrefixes = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}

// proxies reads --proxy; loopback is always among them. A single address is a
// network of one.
func proxies(given []string) ([]netip.Prefix, error) {
	all := slices.Clone(loopbackPrefixes)
	for _, s := range given {
		prefix, err := netip.ParsePrefix(s)
		if ip, bare := netip.ParseAddr(s); err != nil && bare == nil {
			prefix, err = ip.Prefix(ip.BitLen())
		}
		if err != nil {
			return nil, usagef("--proxy %s: want addresses, as 10.0.0.0/24", s)
		}
		all = append(all, prefix.Masked())
	}
	return all, nil
}
