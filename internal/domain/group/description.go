package group

import (
	"slices"
	"strings"

	"krag/internal/domain"
)

// Description is what somebody who looks for a group would ask of it. All of it is
// about the group and nothing about anybody in it; what nobody said is empty.
type Description struct {
	About      string     // what it is and what happens there, for somebody in trouble
	Langs      []string   // that are spoken there, from Langs
	Access     []Access   // in the order of Accesses
	AccessNote string     // what that list does not say
	Least      int        // people, 0 when nobody said
	Most       int        // people, 0 when nobody said; nobody joins beyond
	ClosesAt   int        // of a mixed group: the meeting from which nobody new comes, 0 when nobody said
	Visibility Visibility // Hidden when nobody said
}

// Langs are the languages a group can be held in, as BCP 47 tags, in the order
// of the form.
var Langs = []string{"pl", "uk", "en", "be", "ru", "de", "vi", "ar"}

// Access is what makes a group easier to come to.
type Access string

// The ways in which a group is easier to come to.
const (
	StepFree     Access = "step_free"
	Toilet       Access = "toilet"
	HearingLoop  Access = "hearing_loop"
	SignLanguage Access = "sign_language"
	EasyLanguage Access = "easy_language"
	Quiet        Access = "quiet"
	AssistDog    Access = "assistance_dog"
	Children     Access = "children"
	ChildCare    Access = "child_care"
)

// Accesses lists them in the order of the form.
var Accesses = []Access{StepFree, Toilet, HearingLoop, SignLanguage, EasyLanguage, Quiet, AssistDog, Children, ChildCare}

// Visibility is who may one day learn that there is such a group. Nothing
// becomes public by itself.
type Visibility string

// The visibilities.
const (
	Hidden    Visibility = "hidden"
	OnRequest Visibility = "request"
	Public    Visibility = "public"
)

// Visibilities lists them in the order of the form.
var Visibilities = []Visibility{Hidden, OnRequest, Public}

const (
	// LeastPeople and MostPeople bound what a group can say of its size. Six to
	// twelve is what talking groups advise.
	LeastPeople = 2
	MostPeople  = 60
	// ClosesAtMost is the last meeting from which a mixed group can be closed.
	ClosesAtMost = 50

	maxAbout = 1500
	maxLine  = 200
)

// Check notes what is to be mended in the description of a group of an openness.
func (f Description) Check(p *domain.Problems, o Openness) {
	length(p, "about", f.About, 0, maxAbout)
	length(p, "access_note", f.AccessNote, 0, maxLine)
	for _, l := range f.Langs {
		if !slices.Contains(Langs, l) {
			p.Add("langs", "group.langs.unknown")
		}
	}
	for _, a := range f.Access {
		if !slices.Contains(Accesses, a) {
			p.Add("access", "group.access.unknown")
		}
	}
	if f.Visibility != "" && !slices.Contains(Visibilities, f.Visibility) {
		p.Add("visibility", "group.visibility.missing")
	}
	f.checkSize(p)
	if o == Mixed && (f.ClosesAt < 2 || f.ClosesAt > ClosesAtMost) {
		p.Add("closes_at", "group.closes_at.missing", domain.Args{"max": ClosesAtMost})
	}
}

func (f Description) checkSize(p *domain.Problems) {
	for _, one := range []struct {
		field string
		n     int
	}{{"least", f.Least}, {"most", f.Most}} {
		if one.n != 0 && (one.n < LeastPeople || one.n > MostPeople) {
			p.Add(one.field, "group.size.range", domain.Args{"min": LeastPeople, "max": MostPeople})
		}
	}
	if f.Most != 0 && f.Least > f.Most {
		p.Add("most", "group.size.turned")
	}
}

// tidy is what of the description of a group of an openness is kept, in one order.
func (f Description) tidy(o Openness) Description {
	f.About, f.AccessNote = strings.TrimSpace(f.About), strings.TrimSpace(f.AccessNote)
	f.Langs, f.Access = inOrder(Langs, f.Langs), inOrder(Accesses, f.Access)
	if o != Mixed {
		f.ClosesAt = 0
	}
	if f.Visibility == "" {
		f.Visibility = Hidden
	}
	return f
}

func inOrder[T comparable](all, chosen []T) (in []T) {
	for _, one := range all {
		if slices.Contains(chosen, one) {
			in = append(in, one)
		}
	}
	return in
}

// AsksBeforeJoining reports whether somebody new would come to a group that
// agreed on nobody new: to a closed one once it has met, and to a mixed one
// from the meeting it named. Nobody is turned away by that; it is asked about.
func (g Group) AsksBeforeJoining(met int) bool {
	switch g.Openness {
	case ClosedGroup:
		return met > 0 || g.Stage != Idea && g.Stage != Gathering
	case Mixed:
		return g.Description.ClosesAt > 0 && met+1 >= g.Description.ClosesAt
	}
	return false
}

// over reports whether more belong than the group has room for.
func (g Group) over(members int) bool { return g.Description.Most > 0 && members > g.Description.Most }
