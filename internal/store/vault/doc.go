// Package vault seals the personal fields of the database. Every person,
// every user of staff and every file of a programme, a subject here, has a key
// of 32 random bytes. It lives
// in the key store, a second database beside the first, wrapped by the keyset
// of the institution, which is wrapped by the master key, which is a file.
// Forgetting a subject deletes the one key: whatever was sealed with it, in
// this database or in a backup of any age, is then noise.
//
//	krag.db      sealed fields                      in every backup
//	krag.keys    subject and institution keys       never in a backup; its one copy is overwritten
//	krag.master  master key and root secret         copied once by hand, kept elsewhere
//
// What reaches the three levels, and when:
//
//	Prepare   makes a subject's key, before the subject's row is written
//	Seal      turns words into bytes for one table, column and row; Open back
//	Destroy   forgets a subject, at once here and within KeyLife elsewhere
//	Sweep     removes keys whose row was never written
//	Rotate    renews the institution keysets, RotateMaster the master key
//
// The package is not an authorisation: whoever may read a page has been
// decided long before. It knows no table of any area but what the caller names.
package vault
