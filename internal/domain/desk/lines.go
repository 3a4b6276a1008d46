package desk

import (
	"bytes"
	"cmp"
	"slices"

	"krag/internal/domain"
)

// Line is what is to be said of a group, with the folded name by which groups
// stand in order.
type Line[T any] struct {
	Group  domain.GroupID
	Folded string
	What   T
}

// Lines are lines in the order of the groups' names. They are not changed: With
// gives others. The zero value has none.
type Lines[T any] struct{ all []Line[T] }

// With gives the lines with those of some groups in place of what these had.
func (l Lines[T]) With(groups []domain.GroupID, more []Line[T]) Lines[T] {
	gone := make(map[domain.GroupID]bool, len(groups))
	for _, id := range groups {
		gone[id] = true
	}
	more = slices.Clone(more)
	slices.SortStableFunc(more, byName[T])
	all := make([]Line[T], 0, len(l.all)+len(more))
	for _, was := range l.all {
		if gone[was.Group] {
			continue
		}
		for len(more) > 0 && byName(more[0], was) < 0 {
			all, more = append(all, more[0]), more[1:]
		}
		all = append(all, was)
	}
	return Lines[T]{append(all, more...)}
}

func byName[T any](a, b Line[T]) int {
	return cmp.Or(cmp.Compare(a.Folded, b.Folded), bytes.Compare(a.Group.UUID[:], b.Group.UUID[:]))
}

// First gives what the first lines say, at most so many.
func (l Lines[T]) First(most int) []T {
	list := make([]T, min(most, len(l.all)))
	for i := range list {
		list[i] = l.all[i].What
	}
	return list
}
