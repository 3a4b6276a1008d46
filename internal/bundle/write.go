package bundle

import (
	"bytes"
	"encoding/json"

	"krag/internal/domain"
	"krag/internal/domain/transfer"
)

// Write makes the file of a parcel, and with a passphrase seals its people
// into it. People without a passphrase are left out. A file that no Krąg would
// read because it is too large is KindTooLarge.
func Write(p transfer.Parcel, passphrase string) (content []byte, err error) {
	p.Sealed = ""
	if p.People != nil && passphrase != "" {
		if p.Sealed, err = seal(*p.People, passphrase); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(p); err != nil {
		return nil, err
	}
	if b.Len() > MaxSize {
		return nil, domain.NewError(domain.KindTooLarge, "bundle.export_large").With(domain.Args{"max": MaxSize >> 20})
	}
	return b.Bytes(), nil
}
