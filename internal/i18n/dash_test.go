package i18n

import (
	"strings"
	"testing"
)

func TestDash(t *testing.T) {
	for typed, want := range map[string]string{
		"2004-2005": "2004–2005", "(2005-2013)": "(2005–2013)", "w latach 2005-2013, 2014-2015.": "w latach 2005–2013, 2014–2015.",
		"malowanie ścian - zakup farb": "malowanie ścian – zakup farb", "a - b - c": "a – b – c",
		"32-310": "32-310", "2004-05-06": "2004-05-06", "12-2004-2005": "12-2004-2005", "kulturalno-społeczny": "kulturalno-społeczny",
		"https://dom.example/2004-2005": "https://dom.example/2004-2005", "a2004-2005@dom.example": "a2004-2005@dom.example", "- punkt": "- punkt",
	} {
		if got := Dash(typed); got != want {
			t.Errorf("%q is set %q, want %q", typed, got, want)
		}
	}
}

func TestTieNames(t *testing.T) {
	for typed, want := range map[string]string{
		"Dom Kultury „Pod Lipą” i inne": "Dom Kultury „Pod_Lipą” i inne", "«Під липою»": "«Під_липою»",
		"„to jest całe długie zdanie kogoś”": "„to jest całe długie zdanie kogoś”",
	} {
		if got := strings.ReplaceAll(TieNames(typed), nbsp, "_"); got != want {
			t.Errorf("%q is set %q, want %q", typed, got, want)
		}
	}
}
