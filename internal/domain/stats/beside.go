package stats

// Stated is a number of people, or so many of so many, that somebody noted and
// a reader finds beside others.
type Stated struct {
	About  string // what it is about, the same of a whole and of its parts
	Whole  bool   // of everybody, and not of one part
	People bool   // of other things everybody may read
	N, Of  Count
	Form   StatedForm
	Reader Audience
}

// StatedForm is what of a Stated is a number.
type StatedForm int

// The forms.
const (
	Unnumbered StatedForm = iota
	OneNumber             // N
	OneOfMany             // N of Of
)

// StatedFigures are its numbers as its reader may see them.
type StatedFigures struct{ N, Of Figure }

// Hidden reports whether a number is hidden, so that words which tell it have
// to be hidden with it.
func (f StatedFigures) Hidden() bool { return f.N.Hidden || f.Of.Hidden }

// Beside gives the numbers that a reader finds beside each other, in their
// order. Somebody may have noted the sum of the parts as a whole: where a
// number of a part is hidden, the whole's about the same would tell it, and is
// hidden too.
func Beside(all []Stated) []StatedFigures {
	shown, hidden := make([]StatedFigures, len(all)), map[string]bool{}
	for i, s := range all {
		shown[i] = s.figures()
		if !s.Whole && shown[i].Hidden() {
			hidden[s.About] = true
		}
	}
	for i, s := range all {
		if s.Whole && s.People && hidden[s.About] {
			shown[i].hide(s.Form)
		}
	}
	return shown
}

func (s Stated) figures() StatedFigures {
	if !s.People {
		s.Reader = Worker
	}
	f := StatedFigures{N: s.N.For(s.Reader), Of: s.Of.For(s.Reader)}
	if s.Form == OneOfMany {
		f.N = s.N.Of(s.Of, s.Reader)
	}
	return f
}

func (f *StatedFigures) hide(form StatedForm) {
	if form != Unnumbered {
		f.N = Figure{Hidden: true}
	}
	if form == OneOfMany {
		f.Of = Figure{Hidden: true}
	}
}
