package institution

import (
	"slices"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
)

// fields are the fields to mend.
func fields(err error) string {
	problems, _ := err.(domain.Problems)
	var s []string
	for _, p := range problems {
		s = append(s, p.Field)
	}
	return strings.Join(s, " ")
}

func TestSlugForm(t *testing.T) {
	for slug, good := range map[string]bool{
		"klucze": true, "klucze-2": true, "a": true, "2004": true, strings.Repeat("a", 40): true,
		"": false, "Klucze": false, "łąka": false, "a b": false, "-a": false, "a-": false, "a--b": false,
		"a/b": false, "..": false, "a\n": false, strings.Repeat("a", 41): false,
	} {
		n := NewProgramme{Slug: slug, Title: "Program"}
		if got := fields(n.Check()) == ""; got != good {
			t.Errorf("%q passes is %v", slug, got)
		}
	}
	if got := fields(NewProgramme{Slug: "a", Title: " "}.Check()); got != "title" {
		t.Errorf("without a title: %q to mend", got)
	}
}

func TestNewInstitutionCheck(t *testing.T) {
	good := NewInstitution{Name: "Ośrodek", Profile: Welfare}
	cases := map[string]struct {
		change func(n *NewInstitution)
		want   string
	}{
		"whole":          {func(*NewInstitution) {}, ""},
		"with its place": {func(n *NewInstitution) { n.Place, n.Voivodeship = "Zamość", "06" }, ""},
		"no name":        {func(n *NewInstitution) { n.Name = "\t" }, "name"},
		"long name":      {func(n *NewInstitution) { n.Name = strings.Repeat("ą", 201) }, "name"},
		"longest name":   {func(n *NewInstitution) { n.Name = strings.Repeat("ą", 200) }, ""},
		"no profile":     {func(n *NewInstitution) { n.Profile = "" }, "profile"},
		"long place":     {func(n *NewInstitution) { n.Place = strings.Repeat("ą", 201) }, "place"},
		"no such code":   {func(n *NewInstitution) { n.Voivodeship = "03" }, "voivodeship"},
	}
	for name, c := range cases {
		n := good
		c.change(&n)
		var p domain.Problems
		if n.Check(&p); fields(p.Err()) != c.want {
			t.Errorf("%s: %q to mend, want %q", name, fields(p.Err()), c.want)
		}
	}
}

func TestCleanItems(t *testing.T) {
	clean, err := cleanItems(SecAdvice, []string{" jedna ", "", "\t", "druga"})
	if err != nil || !slices.Equal(clean, []string{"jedna", "druga"}) {
		t.Errorf("%q, %v", clean, err)
	}
	if _, err := cleanItems("surprise", nil); domain.KindOf(err) != domain.KindNotFound {
		t.Errorf("an unknown section: %v", err)
	}
	if _, err := cleanItems(SecAdvice, []string{strings.Repeat("ą", maxItem)}); err != nil {
		t.Errorf("the longest item: %v", err)
	}
	if _, err := cleanItems(SecAdvice, []string{strings.Repeat("ą", maxItem+1)}); fields(err) != "items" {
		t.Errorf("an item too long: %v", err)
	}
	many := strings.Split(strings.Repeat("rada,", maxItems+1), ",") // the last is empty
	if _, err := cleanItems(SecAdvice, many[1:]); err != nil {
		t.Errorf("the most items: %v", err)
	}
	if _, err := cleanItems(SecAdvice, many); fields(err) != "items" {
		t.Errorf("too many items: %v", err)
	}
}

func TestFilled(t *testing.T) {
	r := Record{SecAdvice: {"rada"}, SecKind: {"rodzaj"}, SecMotive: {}}
	if got := r.Filled(); !slices.Equal(got, []Section{SecKind, SecAdvice}) {
		t.Errorf("filled %v", got)
	}
}

func TestLocation(t *testing.T) {
	summer := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	warsaw, nowhere := Institution{Zone: "Europe/Warsaw"}, Institution{Zone: "Nowhere"}
	if got := summer.In(warsaw.Location()).Hour(); got != 14 {
		t.Errorf("noon in UTC is %d in Warsaw in July, want 14", got)
	}
	if nowhere.Location() != time.UTC {
		t.Error("an unknown zone is not UTC")
	}
}
