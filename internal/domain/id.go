package domain

import (
	"crypto/rand"
	"database/sql/driver"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"time"
)

// UUID is an identifier in the form of RFC 9562. Those made by NewID are
// version 7: they sort by the millisecond in which they were made, so that
// rows written together lie together.
type UUID [16]byte

// The identifiers of Krąg. Each is its own type, so that a group can never be
// taken for a person by mistake.
type (
	InstitutionID struct{ UUID }
	ProgrammeID   struct{ UUID }
	UserID        struct{ UUID }
	GrantID       struct{ UUID }
	LinkID        struct{ UUID }
	PersonID      struct{ UUID }
	GroupID       struct{ UUID }
	StepID        struct{ UUID }
	EditionID     struct{ UUID } // of a group's agreement
	HandoverID    struct{ UUID } // of staff letting go of a group
	TaskID        struct{ UUID }
	KindID        struct{ UUID } // of groups, of an institution's own
	HelpID        struct{ UUID } // an offer or a request inside a group
	WaiterID      struct{ UUID } // of somebody in the waiting list of a group
	ItemID        struct{ UUID } // something on the shelf of a group
	VentureID     struct{ UUID } // what a group does together
	InterestID    struct{ UUID } // of somebody who would come to a group that is not there yet
	TopicID       struct{ UUID } // in own words, of such a group
	InvitationID  struct{ UUID } // by which one person joins a group
	AbsenceID     struct{ UUID }
	MembershipID  struct{ UUID }
	SeriesID      struct{ UUID }
	MeetingID     struct{ UUID }
	OutcomeID     struct{ UUID }
	CostID        struct{ UUID }
	FundID        struct{ UUID }
	JobID         struct{ UUID }
	CardID        struct{ UUID }
	PermissionID  struct{ UUID }
	StrategyID    struct{ UUID }
	PremisesID    struct{ UUID }
	AttachmentID  struct{ UUID }
	TrainingID    struct{ UUID }
	ImportID      struct{ UUID }
	BuildingID    struct{ UUID }
	ResourceID    struct{ UUID }
	BookingID     struct{ UUID }
	FeedID        struct{ UUID }
	KeyID         struct{ UUID }
	LoanID        struct{ UUID }
	AgreementID   struct{ UUID }
	ContactID     struct{ UUID }
	ParcelID      struct{ UUID }
	NoticeID      struct{ UUID }
	MessageID     struct{ UUID }
	LetterID      struct{ UUID } // to a group, from outside
	PlanID        struct{ UUID }
)

type identifier interface{ ~struct{ UUID } }

// NewID makes a fresh time-ordered identifier of the wanted type, as in
// NewID[GroupID]().
func NewID[T identifier]() T { return T{newUUID(time.Now())} }

// ParseID reads the 36-character form. Anything else is an Invalid error.
func ParseID[T identifier](s string) (T, error) {
	var u UUID
	if err := u.parse(s); err != nil {
		return T{}, Invalid("id.malformed")
	}
	return T{u}, nil
}

func newUUID(now time.Time) UUID {
	var u UUID
	_, _ = rand.Read(u[6:]) // never fails since Go 1.24
	ms := uint64(now.UnixMilli())
	for i := range 6 {
		u[i] = byte(ms >> (40 - 8*i))
	}
	u[6] = u[6]&0x0f | 0x70
	u[8] = u[8]&0x3f | 0x80
	return u
}

// IsZero reports whether the identifier was never set.
func (u UUID) IsZero() bool { return u == UUID{} }

// String gives the 36-character form, in lower case.
func (u UUID) String() string {
	h := hex.EncodeToString(u[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// MarshalText writes the 36-character form, or nothing for the zero value.
func (u UUID) MarshalText() ([]byte, error) {
	if u.IsZero() {
		return nil, nil
	}
	return []byte(u.String()), nil
}

// UnmarshalText reads what MarshalText wrote.
func (u *UUID) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*u = UUID{}
		return nil
	}
	return u.parse(string(b))
}

// Value stores the 36-character form; the zero value becomes NULL.
func (u UUID) Value() (driver.Value, error) {
	if u.IsZero() {
		return nil, nil
	}
	return u.String(), nil
}

// Scan reads a uuid column of either engine; NULL becomes the zero value.
func (u *UUID) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*u = UUID{}
		return nil
	case string:
		return u.parse(v)
	case [16]byte:
		*u = v
		return nil
	case []byte:
		if len(v) == 16 {
			copy(u[:], v)
			return nil
		}
		return u.parse(string(v))
	}
	return fmt.Errorf("scan uuid: unexpected %T", src)
}

func (u *UUID) parse(s string) error {
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return fmt.Errorf("parse uuid: want 36 characters with four dashes")
	}
	b, err := hex.DecodeString(s[:8] + s[9:13] + s[14:18] + s[19:23] + s[24:])
	if err != nil {
		return fmt.Errorf("parse uuid: %w", err)
	}
	copy(u[:], b)
	return nil
}

// NewToken makes a secret for a link or a session: 32 random bytes as 43
// characters that are safe in an address. Only its hash is ever stored.
func NewToken() string {
	var b [32]byte
	_, _ = rand.Read(b[:])
	return base64.RawURLEncoding.EncodeToString(b[:])
}
