package deliver

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"net/url"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/notify"
)

// MaxReport is how many octets a report may have.
const MaxReport = 64 << 10

// ReportFields says how a provider reports what became of an SMS: where it has
// our reference and its status, as names and numbers joined by dots in JSON and
// as a plain name in a form, and which words it has for what. Capitals do not
// matter.
type ReportFields struct {
	Ref, Status                string
	Delivered, Failed, Delayed []string
}

// Check says to the operator what is wrong with the fields, and how to mend it.
func (f ReportFields) Check() error {
	switch {
	case f.Ref == "" || f.Status == "":
		return errors.New("SMS reports, fields: say in which field the provider sends our reference back, and in which the status; its manual calls them delivery reports or callbacks")
	case len(f.Delivered) == 0 || len(f.Failed) == 0:
		return errors.New("SMS reports, words: say which words of the status mean delivered, and which mean failed")
	}
	all := slices.Concat(f.Delivered, f.Failed, f.Delayed)
	for i, word := range all {
		if strings.TrimSpace(word) == "" {
			return errors.New("SMS reports, words: one of them is empty; take it out")
		}
		if contains(all[:i], word) {
			return fmt.Errorf("SMS reports, words: %q stands twice; it can mean only one thing", word)
		}
	}
	return nil
}

// ReadReport reads a report: whose it is, and what became of it. A word nobody
// explained is Passing, since it may be one of those that come on the way. Nothing
// else of the report is kept, and no error repeats a word of it.
func ReadReport(body []byte, contentType string, f ReportFields) (domain.ParcelID, notify.Outcome, error) {
	ref, status, err := readReport(body, contentType, f)
	if err != nil {
		return domain.ParcelID{}, notify.Outcome{}, fmt.Errorf("read report: %w", err)
	}
	id, err := domain.ParseID[domain.ParcelID](strings.ToLower(strings.TrimSpace(ref)))
	switch {
	case err != nil || id.IsZero():
		return domain.ParcelID{}, notify.Outcome{}, errors.New("read report: no reference of ours in it")
	case strings.TrimSpace(status) == "":
		return domain.ParcelID{}, notify.Outcome{}, errors.New("read report: no status in it")
	}
	return id, f.outcome(status), nil
}

// readReport finds the two fields.
func readReport(body []byte, contentType string, f ReportFields) (ref, status string, err error) {
	kind, _, _ := mime.ParseMediaType(contentType)
	switch {
	case len(body) > MaxReport:
		return "", "", errors.New("too large")
	case kind == typeJSON:
		root, err := readJSON(bytes.NewReader(body))
		if err != nil {
			return "", "", errors.New("not JSON")
		}
		return scalar(field(root, f.Ref)), scalar(field(root, f.Status)), nil
	case kind == typeForm:
		form, err := url.ParseQuery(string(body))
		if err != nil {
			return "", "", errors.New("not a form")
		}
		return form.Get(f.Ref), form.Get(f.Status), nil
	}
	return "", "", errors.New("neither JSON nor a form")
}

func (f ReportFields) outcome(status string) notify.Outcome {
	switch {
	case contains(f.Delivered, status):
		return notify.Outcome{Fate: notify.Accepted, Code: "report.delivered"}
	case contains(f.Failed, status):
		return notify.Outcome{Fate: notify.Refused, Code: "report.failed"}
	case contains(f.Delayed, status):
		return notify.Outcome{Fate: notify.Passing, Code: "report.delayed"}
	}
	return notify.Outcome{Fate: notify.Passing, Code: "report.unknown"}
}

func contains(words []string, word string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return strings.EqualFold(strings.TrimSpace(w), strings.TrimSpace(word))
	})
}
