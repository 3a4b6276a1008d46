package transfer

import "krag/internal/domain"

// People is who belongs to the groups and who came to the meetings: the part
// of a Parcel that leaves the house only when it is asked for, and sealed. It
// refuses to be marshalled; package bundle writes it into a sealed part.
type People struct {
	Persons []Person
	Members []Member
	Present []Presence
}

// Person is somebody by the name the person chose.
type Person struct {
	Pseudonym domain.Secret
	MadeUp    bool
}

// Member says that a person belongs, or belonged, to a group.
type Member struct {
	Group, Person int
	Joined        domain.Date
	Left          domain.Date // zero while the person belongs
}

// Presence says who was ticked at a meeting.
type Presence struct {
	Group, Meeting int
	Persons        []int
}
