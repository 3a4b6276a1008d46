package bundle

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/domain/transfer"
)

// Reader reads files. Cards are taken only of the kinds that there are.
type Reader struct {
	Templates publish.Templates
	Clock     domain.Clock
}

// Read reads a file and checks everything in it without a database. A file
// that is too large is KindTooLarge; one of another sort, or of a newer Krąg,
// is Invalid; everything else to mend comes as a *Report. A sealed part with
// people is opened only with its passphrase, and left alone without one.
func (r Reader) Read(content []byte, passphrase string) (p transfer.Parcel, err error) {
	if len(content) > MaxSize {
		return p, domain.NewError(domain.KindTooLarge, "bundle.large").With(domain.Args{"max": MaxSize >> 20})
	}
	content, err = inUTF8(content)
	if err == nil {
		err = recognise(content)
	}
	if err == nil && !utf8.Valid(content) {
		err = domain.Invalid("bundle.encoding")
	}
	if err != nil {
		return p, err
	}
	report := &Report{}
	decode(content, &p, report)
	if p.Sealed != "" && passphrase != "" && report.Err() == nil {
		if p.People, err = unseal(p.Sealed, passphrase, report); err != nil {
			return p, err
		}
	}
	check{report, &p, r.Templates, r.Clock.Now()}.all()
	return p, report.Err()
}

// inUTF8 passes by the mark that some editors begin a file with. UTF-16 is
// Invalid, by its own mark or by the zero byte beside the first bracket: RFC
// 8259 8.1 knows JSON in UTF-8 only.
func inUTF8(content []byte) ([]byte, error) {
	for _, begins := range []string{"\xff\xfe", "\xfe\xff", "{\x00", "\x00{"} {
		if bytes.HasPrefix(content, []byte(begins)) {
			return nil, domain.Invalid("bundle.encoding")
		}
	}
	return bytes.TrimPrefix(content, []byte("\ufeff")), nil
}

// recognise looks what a file calls itself before anything else is read of it.
func recognise(content []byte) error {
	var head struct {
		Format  string      `json:"format"`
		Version json.Number `json:"version"`
	}
	content = bytes.TrimSpace(content)
	err := json.Unmarshal(content, &head)
	if _, syntax := err.(*json.SyntaxError); syntax && bytes.HasPrefix(content, []byte("{")) && bytes.Contains(content[:min(len(content), 500)], []byte(transfer.Format)) { //nolint:errorlint // Unmarshal gives it bare
		return nil // ours, and broken: the reading says where
	}
	if head.Format != transfer.Format {
		return domain.Invalid("bundle.not_ours")
	}
	if version, err := head.Version.Int64(); err == nil && version > transfer.Version {
		return domain.Invalid("bundle.newer").With(domain.Args{"version": int(min(version, 1_000_000)), "known": transfer.Version})
	}
	return nil
}
