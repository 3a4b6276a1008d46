package kit

import (
	"net/http"
	"strconv"
	"strings"
)

// TakesGzip reports whether a reader takes gzip (RFC 9110, 12.5.3): what is
// said of gzip by name counts before what is said of any coding. Who says
// nothing is sent the plain bytes.
func TakesGzip(h http.Header) bool {
	named, any := -1.0, -1.0
	for _, line := range h.Values("Accept-Encoding") {
		for one := range strings.SplitSeq(line, ",") {
			coding, weight := weighed(one)
			switch coding {
			case "gzip", "x-gzip":
				named = weight
			case "*":
				any = weight
			}
		}
	}
	if named >= 0 {
		return named > 0
	}
	return any > 0
}

// weighed takes a coding and its weight apart. A weight that cannot be read
// refuses, since plain bytes are never wrong.
func weighed(one string) (coding string, weight float64) {
	coding, rest, said := strings.Cut(one, ";")
	coding = strings.ToLower(strings.TrimSpace(coding))
	if !said {
		return coding, 1
	}
	name, value, _ := strings.Cut(rest, "=")
	weight, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !strings.EqualFold(strings.TrimSpace(name), "q") {
		return coding, 0
	}
	return coding, weight
}

// Unchanged reports whether a reader has the very bytes of a tag already (RFC
// 9110, 13.1.2). A cache on the way may have called its tag a weak one.
func Unchanged(h http.Header, etag string) bool {
	for _, line := range h.Values("If-None-Match") {
		for one := range strings.SplitSeq(line, ",") {
			if one = strings.TrimSpace(one); one == "*" || strings.TrimPrefix(one, "W/") == etag {
				return true
			}
		}
	}
	return false
}
