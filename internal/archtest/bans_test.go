package archtest

import (
	"regexp"
	"strings"
	"testing"
)

// ban is a pattern that must not stand in some files.
type ban struct {
	name   string
	why    string
	files  func(source) bool
	found  *regexp.Regexp
	spoken bool              // looks into the comments of Go files, too
	except map[string]string // path or folder/ -> why it may
	catch  []sample          // what the ban must catch
	pass   []sample          // what it must let pass
}

type sample struct{ path, text string }

// hits are the lines of a file that the ban catches.
func (b ban) hits(s source) []int {
	if !b.files(s) || b.excepted(s.path) {
		return nil
	}
	text := s.text
	if s.ext() == ".go" && !b.spoken {
		text = code(text)
	}
	var lines []int
	for i, line := range strings.Split(text, "\n") {
		if b.found.MatchString(line) {
			lines = append(lines, i+1)
		}
	}
	return lines
}

func (b ban) excepted(path string) bool {
	for p := range b.except {
		if path == p || strings.HasSuffix(p, "/") && strings.HasPrefix(path, p) {
			return true
		}
	}
	return strings.HasPrefix(path, "internal/archtest/") // the samples stand here
}

func TestBans(t *testing.T) {
	all := tree(t)
	for _, b := range bans {
		t.Run(b.name, func(t *testing.T) {
			for _, s := range all {
				for _, line := range b.hits(s) {
					t.Errorf("%s:%d: %s", s.path, line, b.why)
				}
			}
		})
	}
}

// TestBansCatch shows that each ban catches what it is for and no more.
func TestBansCatch(t *testing.T) {
	for _, b := range bans {
		t.Run(b.name, func(t *testing.T) {
			if len(b.catch) == 0 || len(b.pass) == 0 {
				t.Fatal("a ban shows what it catches and what it lets pass")
			}
			for _, s := range b.catch {
				if b.hits(source(s)) == nil {
					t.Errorf("%s: not caught: %s", s.path, s.text)
				}
			}
			for _, s := range b.pass {
				if b.hits(source(s)) != nil {
					t.Errorf("%s: caught by mistake: %s", s.path, s.text)
				}
			}
		})
	}
}

// TestExceptionsAreNeeded keeps the lists of exceptions short: what nobody
// needs any more is taken out.
func TestExceptionsAreNeeded(t *testing.T) {
	all := tree(t)
	for _, b := range bans {
		for path, why := range b.except {
			if why == "" {
				t.Errorf("%s: %s is excepted without a reason", b.name, path)
			}
			bare := b
			bare.except = nil
			if there, needed := uses(bare, path, all); there && !needed {
				t.Errorf("%s: nothing in %s needs its exception", b.name, path)
			}
		}
	}
}

// uses reports whether there is anything at the path, and whether the ban
// would catch it.
func uses(b ban, path string, all []source) (there, needed bool) {
	for _, s := range all {
		if s.path == path || strings.HasPrefix(s.path, path) {
			there = true
			needed = needed || b.hits(s) != nil
		}
	}
	return there, needed
}
