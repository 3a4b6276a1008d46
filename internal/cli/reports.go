package cli

import (
	"bytes"
	"context"
	"crypto/subtle"
	"errors"
	"io"
	"log/slog"
	"net/http"

	"krag/internal/deliver"
	"krag/internal/domain"
	"krag/internal/domain/notify"
)

// reports take what providers say of messages after they took them. What they
// send besides is read by nobody and kept nowhere.
type reports struct {
	token  string
	fields deliver.ReportFields
	app    *app
}

// Opens reports whether a token is the one that providers were given.
func (r *reports) Opens(token string) bool {
	return r != nil && subtle.ConstantTimeCompare([]byte(token), []byte(r.token)) == 1
}

// mostReport is how many octets a report may have.
const mostReport = 1 << 20

// reported answers a provider that has the token, and everybody else as if there
// were nothing here. A report that cannot be read is refused, and will not come
// again; one that could not be written down comes again.
func (f *front) reported(take func(r *reports, ctx context.Context, kind string, body []byte) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		to := f.reports.Load()
		if !to.Opens(r.PathValue("token")) {
			say(w, http.StatusNotFound, "there is nothing here")
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostReport))
		if err == nil {
			err = take(to, r.Context(), r.Header.Get("Content-Type"), body)
		}
		_, long := errors.AsType[*http.MaxBytesError](err)
		switch {
		case err == nil:
			w.WriteHeader(http.StatusNoContent)
		case long:
			say(w, http.StatusRequestEntityTooLarge, "this is too long for a report")
		case errors.Is(err, errUnread):
			say(w, http.StatusBadRequest, "this is no report that can be read")
		default:
			say(w, http.StatusServiceUnavailable, "later")
		}
	}
}

var errUnread = errors.New("a report that cannot be read")

// mail takes a report about an e-mail.
func (r *reports) mail(ctx context.Context, _ string, body []byte) error {
	return r.app.bounced(ctx, bytes.NewReader(body))
}

// sms takes a report about an SMS.
func (r *reports) sms(ctx context.Context, kind string, body []byte) error {
	parcel, o, err := deliver.ReadReport(body, kind, r.fields)
	if err != nil {
		return errors.Join(errUnread, err)
	}
	return r.app.givenBack(ctx, parcel, o)
}

// bounced reads one letter of the mailbox of reports. What is no report, or not
// of ours, is passed over: people answer, and spam comes.
func (a *app) bounced(ctx context.Context, letter io.Reader) error {
	parcel, o, err := deliver.ReadBounce(letter)
	if err != nil {
		a.config.Log.LogAttrs(ctx, slog.LevelInfo, "a letter in the mailbox of reports is none")
		return nil
	}
	return a.givenBack(ctx, parcel, o)
}

// givenBack notes that a parcel did not arrive, in whose institution it is.
func (a *app) givenBack(ctx context.Context, parcel domain.ParcelID, o notify.Outcome) error {
	if o.Fate != notify.Refused {
		return nil
	}
	found := errors.New("found")
	err := a.everywhere(ctx, func(ctx context.Context, scope domain.Scope) error {
		met, err := a.Messages.GivenBack(ctx, scope, parcel, o.Code)
		if met && err == nil {
			err = found
		}
		return err
	})
	if errors.Is(err, found) {
		return nil
	}
	return err
}
