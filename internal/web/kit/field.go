package kit

import "strconv"

// as gives the field the type, keyboard and usual width of its kind.
func (f Field) as(kind, mode string, width Width) Field {
	f.Type, f.InputMode = kind, mode
	if f.Width == Full {
		f.Width = width
	}
	return f
}

// secret hides what is typed, and forgets what was.
func (f Field) secret() Field {
	f.mustBeSecret()
	f.Type, f.Value = "password", ""
	if f.Autocomplete == "" {
		f.Autocomplete = "current-password"
	}
	return f
}

// optionID is the id of an answer. The first has the name of the question, so
// that the summary of what needs mending leads to it.
func (c Choice) optionID(i int) string {
	if i == 0 {
		return c.Name
	}
	return c.Name + "-" + strconv.Itoa(i+1)
}

func (c Choice) layout() string {
	switch {
	case c.Grid:
		return "ticks"
	case c.Inline:
		return "inline"
	}
	return "opts"
}

// mustBeSecret panics when the page that follows an error would carry on what
// is typed here: a secret whose name is not known for one is a mistake in the
// program.
func (f Field) mustBeSecret() {
	if !IsSecret(f.Name) {
		panic("kit: " + f.Name + " is not among the secrets")
	}
}
