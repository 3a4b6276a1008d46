package deliver

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
)

const (
	maxHead   = 64 << 10 // octets of an answer before its body
	maxAnswer = 64 << 10 // and of the body
	maxWait   = 6 * time.Hour
)

// textShipment is a request at an open line.
type textShipment struct {
	text    *Text
	request []byte
	to      domain.Secret
	parts   int
	line    *line
	answer  *bufio.Reader
	heard   chan error // says once that the gateway spoke or hung up
}

// Drop hangs up.
func (s *textShipment) Drop() { s.line.close() }

// Go writes the request and reads the answer.
func (s *textShipment) Go(ctx context.Context) notify.Outcome {
	ctx, stop := context.WithTimeout(ctx, s.text.Timeout)
	defer stop()
	defer s.line.until(ctx)()
	defer s.line.close()
	select {
	case <-s.heard: // nothing was asked yet, so it is no answer
		return s.unsent(ctx)
	case <-ctx.Done():
		return s.unsent(ctx)
	default:
	}
	if n, err := s.line.Write(s.request); err != nil {
		return s.lost(ctx, err, n > 0)
	}
	return s.read(ctx)
}

// unsent is a line that ended before anything was written.
func (s *textShipment) unsent(ctx context.Context) notify.Outcome {
	code := "closed"
	if ctx.Err() != nil {
		code = lineCode(ctx, ctx.Err())
	}
	return notify.Outcome{Fate: notify.Passing, Code: code}
}

// read waits for the answer, and passes over those that only say to wait.
func (s *textShipment) read(ctx context.Context) notify.Outcome {
	if err := <-s.heard; err != nil {
		return s.lost(ctx, err, true)
	}
	for {
		r, err := http.ReadResponse(s.answer, &http.Request{Method: http.MethodPost})
		switch {
		case err != nil:
			return s.lost(ctx, err, true)
		case r.StatusCode >= 200:
			return s.outcome(r) // its body is left as it is: closing would wait for the rest
		case r.StatusCode == http.StatusSwitchingProtocols:
			return s.uncertain("http.101")
		}
	}
}

// lost is a line that broke. What was begun may have arrived.
func (s *textShipment) lost(ctx context.Context, err error, begun bool) notify.Outcome {
	code := lineCode(ctx, err)
	switch {
	case !begun:
		return notify.Outcome{Fate: notify.Passing, Code: code}
	case code == "connect":
		code = "lost"
	}
	return s.uncertain(code)
}

// uncertain may be tried again only where the gateway knows it by its reference.
func (s *textShipment) uncertain(code string) notify.Outcome {
	if s.text.Idempotent {
		return notify.Outcome{Fate: notify.Passing, Code: code}
	}
	return notify.Outcome{Fate: notify.Uncertain, Code: code}
}

// theHouse reports whether an answer says no to whoever asks and not to what was
// asked: a key that does not open, an account without money, or an address where
// no gateway is (any more), which is what a redirect says.
func theHouse(status int) bool {
	switch status {
	case http.StatusUnauthorized, http.StatusPaymentRequired, http.StatusForbidden, http.StatusNotFound, http.StatusMethodNotAllowed,
		http.StatusProxyAuthRequired:
		return true
	}
	return status >= 300 && status < 400
}

// outcome reads an answer by its number.
func (s *textShipment) outcome(r *http.Response) notify.Outcome {
	code := "http." + strconv.Itoa(r.StatusCode)
	switch {
	case r.StatusCode < 300:
		return s.taken(code, r.Body)
	case theHouse(r.StatusCode):
		return notify.Outcome{Fate: notify.Passing, Code: notify.DeniedCode(code)}
	case r.StatusCode == http.StatusRequestTimeout:
		return notify.Outcome{Fate: notify.Passing, Code: code}
	case r.StatusCode == http.StatusTooManyRequests, r.StatusCode == http.StatusServiceUnavailable:
		return notify.Outcome{Fate: notify.Passing, Code: code, Wait: wait(r.Header.Get("Retry-After"), s.text.Clock.Now())}
	case r.StatusCode < 500:
		return notify.Outcome{Fate: notify.Refused, Code: code}
	}
	return s.uncertain(code)
}

// taken reads what the gateway says of a message it took, or of one that it
// took only by the number of the answer. An answer that cannot be read is one
// without a reference.
func (s *textShipment) taken(code string, body io.Reader) notify.Outcome {
	text, _ := io.ReadAll(io.LimitReader(body, maxAnswer))
	root, err := readJSON(bytes.NewReader(text))
	if err == nil && s.text.ErrorField != "" {
		switch no := field(root, s.text.ErrorField); {
		case slices.Contains(s.text.HouseErrors, scalar(no)):
			return notify.Outcome{Fate: notify.Passing, Code: notify.DeniedCode("gateway")}
		case says(no):
			return notify.Outcome{Fate: notify.Refused, Code: "gateway"}
		}
	}
	ref := ""
	if err == nil && s.text.RefField != "" {
		ref = s.reference(field(root, s.text.RefField))
	}
	return notify.Outcome{Fate: notify.Accepted, Code: code, Parts: s.parts, Ref: ref}
}

var safeRef = regexp.MustCompile(`^[A-Za-z0-9._:=/+-]{1,64}$`)

// reference is kept when it can be nothing else: half of one would be another.
func (s *textShipment) reference(v any) string {
	ref := scalar(v)
	if !safeRef.MatchString(ref) || strings.Contains(ref, strings.TrimPrefix(s.to.Reveal(), "+")) {
		return ""
	}
	return ref
}

// says reports whether a field of an error has one.
func says(v any) bool {
	switch v := v.(type) {
	case nil:
		return false
	case bool:
		return v
	case []any:
		return len(v) > 0
	case map[string]any:
		return len(v) > 0
	}
	word := scalar(v)
	return word != "" && word != "0"
}

// field goes down into a value of JSON by names and numbers joined by dots.
func field(v any, path string) any {
	for name := range strings.SplitSeq(path, ".") {
		switch in := v.(type) {
		case map[string]any:
			v = in[name]
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i < 0 || i >= len(in) {
				return nil
			}
			v = in[i]
		default:
			return nil
		}
	}
	return v
}

// scalar is a text or a number as text, nothing for anything else.
func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// wait reads Retry-After (RFC 9110 10.2.3): seconds, or a date.
func wait(header string, now time.Time) time.Duration {
	if seconds, err := strconv.ParseUint(header, 10, 64); err == nil || errors.Is(err, strconv.ErrRange) {
		return time.Duration(min(seconds, uint64(maxWait/time.Second))) * time.Second
	}
	date, err := http.ParseTime(header)
	if err != nil {
		return 0
	}
	return min(max(date.Sub(now), 0), maxWait)
}

// bounded ends after so many octets, whatever comes.
type bounded struct {
	r    io.Reader
	left int
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, io.ErrUnexpectedEOF
	}
	n, err := b.r.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}
