// Package bundle is a programme as a file: one JSON document that another
// institution's Krąg reads. It reads, checks and writes files; package transfer
// says what travels and how it is stored.
//
// A file has no ids. Read back in elsewhere and written again it is the same,
// except for exported_at and from, which tell who wrote it; slug and the slugs
// of cards, where the address was taken; and attachments that did not fit.
// What only holds in the institution it came from does not travel: accounts,
// private links, editions that were published, decisions to say a number
// exactly, and the audit log.
//
// Who belongs to the groups and who came to the meetings stands in a part of
// its own, sealed with a passphrase (age, scrypt). Without it attendance is a
// head-count.
package bundle

import _ "embed"

// MaxSize is how many bytes a file may have.
const MaxSize = 20 << 20

//go:embed schema/programme-1.schema.json
var schema []byte

// Schema is the JSON Schema (draft 2020-12) of a file.
func Schema() []byte { return append([]byte(nil), schema...) }
