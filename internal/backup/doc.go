// Package backup writes the main database into one file, reads it back into an
// empty one, and verifies a database with its keys. The file says the same for
// both engines, so what was saved on SQLite can be restored on PostgreSQL.
//
// It never touches the key store: a backup of any age forgets whoever was
// forgotten since, because their keys are nowhere. The key store has one copy
// of its own, always overwritten (vault.Vault.CopyKeys), and the master key
// file is copied by hand.
//
// # The file
//
// Lines of JSON, in gzip, and if recipients are given in age
// (https://age-encryption.org/v1) around it:
//
//	{"krag_backup":1,"engine":"sqlite","schema":42,"at":"…","heads":[…]}
//	{"table":"person","columns":[{"name":"id","kind":"uuid"},…]}
//	["0198…",1,"aGVsbG8=",null]        one line a row, bytes in base64
//	…
//	{"end":{"tables":31,"rows":20417,"sha256":"…"}}
//
// The last line has the SHA-256 of all lines before it. It tells a torn or
// damaged file, not a forged one; age does that, and the heads of the audit
// chains that somebody wrote down.
package backup
