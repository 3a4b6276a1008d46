package kit

// Sent is a form that came and could not be taken, to be sent once more. It
// lives in the page that carries it and nowhere else, and holds nothing that
// is secret.
type Sent struct {
	Action string
	Upload bool   // carries files
	Fields []Kept // as they came
	Files  []Kept // the name of the field, and of the file to be chosen again
	Typed  bool   // there is more in it than the marks that every form has
	Secret bool   // something secret was left out, so that it cannot go as it is
}

// Kept is one field of a form as it was sent.
type Kept struct {
	Name  string
	Value string
}

// marks are the fields of our forms that nobody types: what every form has, and
// which of several buttons was pressed.
var marks = map[string]bool{"form_id": true, "version": true, "do": true}

// Add adds a field, or only notes it when it is secret.
func (s *Sent) Add(name, value string) {
	if IsSecret(name) {
		s.Secret = true
		return
	}
	s.Typed = s.Typed || !marks[name]
	s.Fields = append(s.Fields, Kept{name, value})
}

// AddFile notes a file, which no page can carry.
func (s *Sent) AddFile(field, file string) {
	s.Typed = true
	s.Files = append(s.Files, Kept{field, file})
}

// BackName is the name of the button that asks for a form to be shown again
// with what was typed, and not to be acted upon. SecretName goes with a form
// from which something secret was left out before.
const (
	BackName   = "_back"
	SecretName = "_secret"
)

// secrets are the names of the fields whose content no page ever carries.
var secrets = map[string]bool{"password": true, "again": true, "old": true}

// IsSecret reports whether what is typed into a field is never sent back.
func IsSecret(name string) bool { return secrets[name] }

// Pending is a form that waited while somebody signed in: perhaps somebody
// else than the one who filled it in.
type Pending struct {
	Who   string // is signed in now
	House string // in this institution; empty for none
	May   bool   // whether the role sends such forms
	Sent  Sent   // nothing when it does not
	Other Sent   // leads to another account, with the same to wait there or with nothing
}

func (w Pending) lead(p Page) string {
	if !w.May {
		return p.T("kit.waiting.not_here")
	}
	return p.T("kit.waiting.lead")
}

func (w Pending) terms(p Page) []Term {
	terms := []Term{{Name: p.T("kit.waiting.who"), Text: w.Who}}
	if w.House != "" {
		terms = append(terms, Term{Name: p.T("kit.waiting.house"), Text: w.House})
	}
	return terms
}
