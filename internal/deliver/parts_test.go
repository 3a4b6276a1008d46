package deliver

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestParts(t *testing.T) {
	for _, c := range []struct {
		name    string
		text    string
		n       int
		unicode bool
	}{
		{"nothing", "", 1, false},
		{"a full one", strings.Repeat("a", 160), 1, false},
		{"one more", strings.Repeat("a", 161), 2, false},
		{"two full ones", strings.Repeat("a", 306), 2, false},
		{"one more than two", strings.Repeat("a", 307), 3, false},
		{"ten full ones", strings.Repeat("a", 1530), 10, false},
		{"extension, full", strings.Repeat("€", 80), 1, false},
		{"extension, one more", strings.Repeat("€", 81), 2, false},
		{"extension is not torn apart", strings.Repeat("a", 152) + "€" + strings.Repeat("a", 152), 3, false},
		{"extension at the very end of a piece", strings.Repeat("a", 151) + "€" + strings.Repeat("a", 153), 2, false},
		{"every character of the alphabet", gsmBasic, 1, false},
		{"Greek capitals are of the alphabet", "ΔΦΓΛΩΠΨΣΘΞ", 1, false},
		{"escape is not", "\x1b", 1, true},
		{"small c with cedilla is not", "ç", 1, true},
		{"Polish, full", strings.Repeat("ą", 70), 1, true},
		{"Polish, one more", strings.Repeat("ą", 71), 2, true},
		{"Polish, two full ones", strings.Repeat("ą", 134), 2, true},
		{"Polish, one more than two", strings.Repeat("ą", 135), 3, true},
		{"one letter makes all of it Unicode", strings.Repeat("a", 70) + "ł", 2, true},
		{"pairs, full", strings.Repeat("🙂", 35), 1, true},
		{"pairs, one more", strings.Repeat("🙂", 36), 2, true},
		{"a pair is not torn apart", strings.Repeat("a", 66) + "🙂" + strings.Repeat("a", 66), 3, true},
		{"Ukrainian", "Нагадування: зустріч у вівторок о 17:00", 1, true},
	} {
		if n, unicode := Parts(c.text); n != c.n || unicode != c.unicode {
			t.Errorf("%s: %d %t, want %d %t", c.name, n, unicode, c.n, c.unicode)
		}
	}
}

// TestAlphabet: 128 places less the escape, and ten more in the extension.
func TestAlphabet(t *testing.T) {
	if n := utf8.RuneCountInString(gsmBasic); n != 127 {
		t.Errorf("%d characters", n)
	}
	if n := utf8.RuneCountInString(gsmExtension); n != 10 {
		t.Errorf("%d characters in the extension", n)
	}
	for _, r := range gsmBasic + gsmExtension {
		if strings.Count(gsmBasic+gsmExtension, string(r)) != 1 {
			t.Errorf("%q stands twice", r)
		}
	}
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"zażółć gęślą jaźń": "zazolc gesla jazn", "ZAŻÓŁĆ GĘŚLĄ JAŹŃ": "ZAZOLC GESLA JAZN",
		"„Biuro” – wtorek, 17:00…":     `"Biuro" - wtorek, 17:00...`,
		"ul.\u00a0Żabia\u202f7":        "ul. Zabia 7",
		"Müller, café, mañana":         "Müller, café, mañana",
		"čeština, română, tiếng":       "cestina, romana, tieng",
		"z\u0307aba, pie\u0301s\u0301": "zaba, pies",
		"50 €":                         "50 €",
		"Œuvre, Þór, Đorđe, ıĳ":        "OEuvre, Thór, Dorde, iij",
		"Нагадування: „зустріч” – ул. Żabia…": "Нагадування: „зустріч” – ул. Żabia…",
		"Żaba 🙂":                "Żaba 🙂",
		strings.Repeat("…", 70): strings.Repeat("…", 70),
	} {
		if want = strings.ReplaceAll(want, "Thór", "Thor"); Fold(text) != want {
			t.Errorf("%q becomes %q, want %q", text, Fold(text), want)
		}
	}
}

// TestFoldTable: what stands in the alphabet is not folded, and what is folded
// stands in it.
func TestFoldTable(t *testing.T) {
	for r, plain := range foldTable {
		if septets(r) > 0 {
			t.Errorf("%q needs no folding", r)
		}
		if _, beyond := Parts(plain); beyond {
			t.Errorf("%q becomes %q", r, plain)
		}
	}
}

// sliced counts the pieces the slow way: it writes them.
func sliced(text string, size func(rune) int, whole, piece int) int {
	all, total := []int{0}, 0
	for _, r := range text {
		total += size(r)
		if last := len(all) - 1; all[last]+size(r) <= piece {
			all[last] += size(r)
			continue
		}
		all = append(all, size(r))
	}
	if total <= whole {
		return 1
	}
	return len(all)
}

func units(r rune) int {
	if r > 0xffff {
		return 2
	}
	return 1
}

func tryText(t interface{ Fatalf(string, ...any) }, text string) {
	n, unicode := Parts(text)
	want := sliced(text, units, 70, 67)
	if !unicode {
		want = sliced(text, septets, 160, 153)
	}
	folded := Fold(text)
	after, _ := Parts(folded)
	longer, _ := Parts(text + "a")
	switch {
	case n != want:
		t.Fatalf("%q is %d, want %d", text, n, want)
	case after > n:
		t.Fatalf("%q folded is %d, was %d", text, after, n)
	case Fold(folded) != folded:
		t.Fatalf("%q folded twice is %q", text, Fold(folded))
	case longer < n:
		t.Fatalf("%q and a letter is %d, was %d", text, longer, n)
	case !unicode && folded != text:
		t.Fatalf("%q needs no folding, and became %q", text, folded)
	}
}

func TestPartsOfAnyText(t *testing.T) {
	letters := rapid.SampledFrom([]rune("aaaaaaaaz €{|ąłŻ„…–\u00a0їґ🙂\u0301\n"))
	rapid.Check(t, func(t *rapid.T) {
		plain := rapid.StringOfN(rapid.SampledFrom([]rune("aZ€[\n")), 0, 500, -1).Draw(t, "plain")
		tryText(t, plain)
		tryText(t, plain+rapid.StringOfN(letters, 0, 300, -1).Draw(t, "any"))
	})
}

func FuzzParts(f *testing.F) {
	for _, text := range []string{"", "zażółć", "їжак", "🙂", "\xff\xfe", "€{}", strings.Repeat("€", 77)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { tryText(t, text) })
}
