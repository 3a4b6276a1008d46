package institution

import (
	"strings"
	"testing"

	"krag/internal/domain"
)

func TestAddressOfATitle(t *testing.T) {
	for title, want := range map[string]string{
		"Klucze":                     "klucze",
		"  Zażółć gęślą jaźń 2026! ": "zazolc-gesla-jazn-2026",
		"Сусідська єдність, п’ята щілина":                 "susidska-iednist-piata-shchilyna",
		"Wykorzystanie działań samopomocowych jako forma": "wykorzystanie-dzialan-samopomocowych",
		"日本":                    "",
		strings.Repeat("a", 60): strings.Repeat("a", 40),
	} {
		if got := Slug(title); got != want {
			t.Errorf("Slug(%q) = %q, want %q", title, got, want)
		}
	}
}

func TestEverySlugMadeIsAllowed(t *testing.T) {
	for _, title := range []string{"Ośrodek – próba", "a-b", "---x---", "Грай", "ÀÉÎ zima", strings.Repeat("słowo ", 30)} {
		n := NewProgramme{Title: "tytuł", Slug: Slug(title)}
		if err := n.Check(); err != nil {
			t.Errorf("%q gives %q: %v", title, n.Slug, err)
		}
	}
}

func TestAddressOfAPageIsTaken(t *testing.T) {
	err := NewProgramme{Title: "Nowy", Slug: "new"}.Check()
	if domain.KindOf(err) != domain.KindInvalid {
		t.Errorf("a programme may be called new: its page would be the form for another one; got %v", err)
	}
}
