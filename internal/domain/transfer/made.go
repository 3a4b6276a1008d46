package transfer

import (
	"crypto/sha256"

	"krag/internal/domain"
)

// Made is a sort of thing that an import makes. The numbers stand in ids that
// are in databases, so that new ones come last.
type Made byte

// What an import makes.
const (
	AProgramme Made = iota
	AGroup
	AStep
	ASeries
	AMeeting
	APerson
	AMembership
	AnOutcome
	AFund
	ACost
	AStrategy
	APremisesStep
	AnAttachment
	ACard
	ATraining
	APaper // of a group: what it agreed on and how it is handed over; the last that the form of an id has room for
)

// MadeID is the id of the n-th thing of a sort: always the same for an import,
// so that a chunk written once more makes nothing twice. It has the form of a
// version 7 of RFC 9562: the time of the import's own id, then the sort and
// the number, so that rows written together lie together, and last 38 bits of
// a hash, which set apart two imports of one millisecond.
func MadeID(of domain.ImportID, what Made, n int) (u domain.UUID) {
	copy(u[:6], of.UUID[:6])
	sum := sha256.Sum256(of.UUID[:])
	k := uint32(n)
	u[6] = 0x70 | byte(what)
	u[7] = byte(k >> 24)
	u[8] = 0x80 | byte(k>>18)&0x3f
	u[9], u[10] = byte(k>>10), byte(k>>2)
	u[11] = byte(k<<6) | sum[0]&0x3f
	copy(u[12:], sum[1:5])
	return u
}
