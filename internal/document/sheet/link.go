package sheet

import "net/url"

// schemes are the kinds of addresses that a document leads to.
var schemes = map[string]bool{"http": true, "https": true, "mailto": true}

// Resolve gives the whole address of a link, written so that any reader takes
// it, or nothing when there is no link or none that should be followed.
func (s Sheet) Resolve(link string) string {
	if link == "" {
		return ""
	}
	to, err := url.Parse(link)
	if err != nil {
		return ""
	}
	if home, err := url.Parse(s.Address); err == nil && s.Address != "" {
		to = home.ResolveReference(to)
	}
	if !schemes[to.Scheme] {
		return ""
	}
	return to.String()
}
