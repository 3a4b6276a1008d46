package institution

import (
	"math/rand/v2"
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

// TestFreeSlug: whatever was wished for and is taken, the address that comes
// out is one that a form would take, like the wish, and free.
func TestFreeSlug(t *testing.T) {
	words := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		var b strings.Builder
		for want := 1 + words.IntN(maxSlug); b.Len() < want; {
			if b.Len() > 0 && words.IntN(3) == 0 {
				b.WriteByte('-')
			}
			b.WriteByte("abz09"[words.IntN(5)])
		}
		wanted := b.String()[:min(b.Len(), maxSlug)]
		if wanted = strings.Trim(wanted, "-"); words.IntN(50) == 0 {
			wanted = "new"
		}
		taken := map[string]bool{}
		for range 1 + words.IntN(120) {
			got := FreeSlug(wanted, func(slug string) bool { return taken[slug] })
			if err := (NewProgramme{Title: "tytuł", Slug: got}).Check(); err != nil || taken[got] {
				t.Fatalf("%q gives %q: %v, taken %v", wanted, got, err, taken[got])
			}
			if len(taken) == 0 && got != wanted && wanted != "new" || got[0] != wanted[0] {
				t.Fatalf("%q gives %q", wanted, got)
			}
			taken[got] = true
		}
	}
}

func TestAddressOfAPageIsTaken(t *testing.T) {
	err := NewProgramme{Title: "Nowy", Slug: "new"}.Check()
	if domain.KindOf(err) != domain.KindInvalid {
		t.Errorf("a programme may be called new: its page would be the form for another one; got %v", err)
	}
}
