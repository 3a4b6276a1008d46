// Package person keeps who somebody is to the institution: a pseudonym and
// nothing more. It is not about groups and not about sign-in.
package person

import (
	"time"

	"krag/internal/domain"
)

// Person is somebody who belongs, or belonged, to a group. A pseudonym chosen
// by the person is enough; it is sealed with the person's own key.
type Person struct {
	ID          domain.PersonID
	Pseudonym   domain.Secret // empty once forgotten
	MadeUp      bool          // a made-up person of a demonstration
	MadeAt      time.Time
	ForgottenAt time.Time // zero while the person is known
	Version     int64
}

// Forgotten reports whether the person's key is gone.
func (p Person) Forgotten() bool { return !p.ForgottenAt.IsZero() }

// Belonging is one group of a person, for the person's page.
type Belonging struct {
	Group   domain.GroupID
	Name    string // the group's neutral name
	Joined  domain.Date
	Left    domain.Date // zero while the person belongs
	HasLink bool        // whether a private link to the group works now
}
