package group

import (
	"slices"

	"krag/internal/domain"
)

// Share is how much somebody does in a group, to be told in words to whoever
// plans with the group. It is compared with what the person wishes and with
// nobody else.
type Share struct {
	Did   int // at so many
	Of    int // of the last meetings, ten at most, the person had a role
	Ahead int // and at so many of those that are planned
	Most  int // of ten, as wished; 0 when nothing was
	Over  bool
}

// ShareOf counts it. Over says that in some ten meetings running, one of those
// ahead among them, it is more than was wished: of what was, nothing can be
// given back.
func ShareOf(held, ahead []Round, person domain.PersonID, wishes []Wish) Share {
	held = held[max(0, len(held)-OfTen):]
	s := Share{Did: Did(held, person), Of: len(held), Ahead: Did(ahead, person)}
	for _, w := range wishes {
		if w.Person == person {
			s.Most = w.Most
		}
	}
	if s.Most == 0 {
		return s
	}
	all := slices.Concat(held, ahead)
	for last := len(held); last < len(all); last++ {
		s.Over = s.Over || Did(all[max(0, last-OfTen+1):last+1], person) > s.Most
	}
	return s
}
